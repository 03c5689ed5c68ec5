### كتابة الطلب: قبل البدء، وعدة أشخاص معاً، والاتصال المتقطع، والملفات المحمولة.

## قبل الكتابة

applying-questions-title = جميع الأسئلة
applying-questions-lead = كل ما يُسأل عنه في الطلب، للقراءة والطباعة والمناقشة قبل أن تبدأ. لا تحتاج إلى حساب لذلك.
applying-print = طباعة
applying-see-questions = الاطلاع على جميع الأسئلة
applying-self-check-link = تحقّق مما إذا كان يمكنكم التقدم
applying-limit-characters = { $n ->
    [zero] لا حروف
    [one] حرف واحد على الأكثر
    [two] حرفان على الأكثر
    [few] { $n } أحرف على الأكثر
    [many] { $n } حرفاً على الأكثر
   *[other] { $n } حرف على الأكثر
}
applying-limit-words = { $n ->
    [zero] لا كلمات
    [one] كلمة واحدة على الأكثر
    [two] كلمتان على الأكثر
    [few] { $n } كلمات على الأكثر
    [many] { $n } كلمة على الأكثر
   *[other] { $n } كلمة على الأكثر
}
applying-limit-number = عدد صحيح من { $min } إلى { $max }
applying-limit-money = مبلغ بعملة { $currency }
applying-limit-date = تاريخ
applying-limit-choice = اختر واحداً
applying-limit-choices = اختر كل ما ينطبق
applying-limit-country = بلد
applying-limit-budget = الميزانية في جدول، بعملة { $currency }
applying-limit-files = { $n ->
    [zero] لا وثائق
    [one] وثيقة واحدة على الأكثر
    [two] وثيقتان على الأكثر
    [few] { $n } وثائق على الأكثر
    [many] { $n } وثيقة على الأكثر
   *[other] { $n } وثيقة على الأكثر
}
applying-limit-table = جدول
applying-limit-declaration = إقرار توافق عليه

## التحقق الذاتي

applying-check-title = هل يمكننا التقدم؟
applying-check-lead = أجب عما تستطيع. تُطبَّق قواعد هذه الدعوة على إجاباتك فوراً؛ لا يُحفظ شيء منها ولا يُبلَّغ بها أحد.
applying-check-organisation = استخدام ما في السجل عن
applying-check-organisation-hint = ما تكتبه أدناه مقدَّم عليه.
applying-check-country = بلد منظمتكم
applying-check-registered-on = تاريخ التسجيل لدى السلطات
applying-check-budget = متوسط الميزانية السنوية في السنوات الأخيرة
applying-check-requested = المبلغ الذي ستطلبونه
applying-check-months = مدة المشروع بالأشهر
applying-check-declarations = هل يمكنكم الإجابة بنعم عن جميع إقرارات التسجيل؟
applying-check-declarations-hint = مثلاً: لا إفلاس، ولا إدانة، ولا دعم للاتجار أو للجماعات المسلحة.
applying-check-button = تحقّق
applying-check-results = ما تقوله القواعد
applying-check-met = مستوفى
applying-check-not-met = غير مستوفى
applying-check-cannot-tell = لا يمكن الجزم بعد
applying-check-by-a-person = يقرر ذلك شخص عند فرز الطلب.
applying-check-not-said = لم تذكر ما تحتاج القاعدة إلى معرفته.
applying-check-all = جميع القواعد التي يمكن التحقق منها الآن مستوفاة.
applying-check-open = { $n ->
    [zero] لا شيء يحول دون تقدمكم.
    [one] لا شيء يحول دون تقدمكم؛ وقاعدة واحدة لا يمكن الجزم بها بعد.
    [two] لا شيء يحول دون تقدمكم؛ وقاعدتان لا يمكن الجزم بهما بعد.
    [few] لا شيء يحول دون تقدمكم؛ و{ $n } قواعد لا يمكن الجزم بها بعد.
    [many] لا شيء يحول دون تقدمكم؛ و{ $n } قاعدة لا يمكن الجزم بها بعد.
   *[other] لا شيء يحول دون تقدمكم؛ و{ $n } قاعدة لا يمكن الجزم بها بعد.
}
applying-check-failed = { $n ->
    [zero] جميع القواعد مستوفاة.
    [one] قاعدة واحدة غير مستوفاة. بهذه الإجابات يكون الطلب غير مؤهل.
    [two] قاعدتان غير مستوفاتين. بهذه الإجابات يكون الطلب غير مؤهل.
    [few] { $n } قواعد غير مستوفاة. بهذه الإجابات يكون الطلب غير مؤهل.
    [many] { $n } قاعدة غير مستوفاة. بهذه الإجابات يكون الطلب غير مؤهل.
   *[other] { $n } قاعدة غير مستوفاة. بهذه الإجابات يكون الطلب غير مؤهل.
}

## البدء

applying-language = لغة الطلب
applying-language-hint = تُعرض الأسئلة بها متى كانت متاحة في الدعوة.
applying-written-in = مكتوب بـ

## قائمة المهام

applying-missing = { $n ->
    [zero] لا إجابات ناقصة أو خاطئة
    [one] إجابة واحدة ناقصة أو خاطئة
    [two] إجابتان ناقصتان أو خاطئتان
    [few] { $n } إجابات ناقصة أو خاطئة
    [many] { $n } إجابة ناقصة أو خاطئة
   *[other] { $n } إجابة ناقصة أو خاطئة
}
applying-here-now = هنا الآن:
applying-undecided = أجاب شخصان عن هذه الأسئلة في الوقت نفسه. النصان محفوظان؛ اختر بينهما قبل التقديم.
applying-ways = طرق أخرى لملء الطلب
applying-copy-link = نقل إجابات من طلب سابق
applying-offline-link = أخذ الطلب معك في ملف
applying-offline-about = ملف واحد يعمل بلا اتصال.
applying-package-link = إعادة ما كُتب في الملف

## الكتابة

applying-beside = حفظ شخص آخر نصاً مختلفاً هنا في هذه الأثناء. بقي نصه قائماً، وحُفظ نصك إلى جانبه. اختر أحدهما أو اجمع بينهما.
applying-besides-title = نص آخر محفوظ لهذا السؤال
applying-besides-text = أجاب شخصان في الوقت نفسه ولم يضع شيء. اجمع بين النصين أعلاه أو اختر أحدهما.
applying-written-by = كتبه { $name }، { $at }
applying-saved-by = حفظه { $name } في { $at }
applying-is-here = { $name } في «{ $section }»
applying-take = استخدام هذا النص
applying-drop = حذف هذا النص
applying-keep-mine = استخدام نصي
applying-take-theirs = استخدام نصه
applying-line-gone = لا يوجد اتصال. ما تكتبه محفوظ على هذا الجهاز ويُرسل تلقائياً عند عودة الاتصال.
applying-refused = لم يُحفظ هذا: ربما انقضى الموعد النهائي أو لم تعد مسجّل الدخول. ما تكتبه محفوظ على هذا الجهاز. أعد تحميل الصفحة.
applying-unread = تتعذر قراءة إحدى الإجابات ولم تُحفظ بعد. انظر ما كُتب تحتها.
applying-unsaved = كُتب هذا على هذا الجهاز في { $at } ولم يصل
applying-restore = استعادته
applying-forget = التخلي عنه
applying-taken = حُفظت الإجابات.
applying-taken-beside = حُفظت الإجابات. وحيث كتب شخص آخر في هذه الأثناء بقي النصان معاً.
fault-too-many-besides = النصوص المحفوظة لهذا السؤال كثيرة جداً. اختر بينها قبل أن تكتب نصاً آخر.

## نقل الإجابات

applying-copy-title = نقل الإجابات
applying-copy-lead = يمكن استخدام ما كتبته منظمتكم من قبل مرة أخرى، ولو من دعوة أخرى. لا يُستبدل شيء ما لم تؤشر عليه.
applying-copy-choose = من أي طلب؟
applying-copy-none-title = لا يوجد طلب سابق
applying-copy-none-text = متى كتبت منظمتكم طلباً آخر أمكن نقل إجاباته هنا.
applying-copy-fitting = { $n ->
    [zero] لا إجابة مناسبة
    [one] إجابة واحدة مناسبة
    [two] إجابتان مناسبتان
    [few] { $n } إجابات مناسبة
    [many] { $n } إجابة مناسبة
   *[other] { $n } إجابة مناسبة
}
applying-copy-nothing = لا إجابة فيه تناسب هذا الطلب وليست لديكم بالفعل.
applying-copy-preview = هذا ما سيتغير. أزل التأشير عما يجب أن يبقى كما هو.
applying-copy-button = نقل الإجابات المؤشر عليها
applying-copy-not = لا تُنقل
applying-copy-document = تتبع الوثائق الطلب الذي أُرسلت معه. أضفها من جديد.
applying-copy-declaration = ما يُقَرّ به يُقَرّ به من جديد.
applying-copy-language = اختيرت اللغة عند البدء.
applying-copy-currency = المبالغ بعملة أخرى.
applying-copy-kind = يتطلب السؤال هنا نوعاً آخر من الإجابات.
applying-change-take = تغيير هذه الإجابة
applying-change-now = الآن
applying-change-then = بعد ذلك

## الملف

applying-offline-taken = أُعدّ في { $at }
applying-offline-how = يعمل هذا الملف بلا اتصال. ما تكتبه محفوظ في هذا المتصفح وعلى هذا الجهاز وحده. عندما تنتهي احفظ حزمة وأعدها إلى طلبك، بنفسك أو عن طريق زميل في منظمتك. لا يمكن إضافة الوثائق هنا.
applying-offline-no-script = يحتاج الملف إلى JavaScript ليحفظ ما تكتبه. وبدونه اطبع الأسئلة.
applying-offline-finish = إعادته
applying-offline-finish-text = تضم الحزمة ما غيّرته في هذا الملف. سجّل الدخول وافتح الطلب واختر «إعادة ما كُتب في الملف». ترى ما سيتغير قبل أن يتغير.
applying-offline-save = حفظ حزمة
applying-offline-check = مراجعة الإجابات
applying-offline-kept = محفوظ في هذا المتصفح في { $at }
applying-offline-not-kept = لا يحفظ هذا المتصفح شيئاً. احفظ حزمة قبل أن تغلق الملف.
applying-offline-missing = لم يُجب عنه بعد
applying-offline-faults = قبل أن تتمكن من التقديم
applying-offline-faultless = لا ينقص شيء في هذا الملف.
applying-offline-too-long = أطول من المسموح
applying-offline-number = عدد صحيح من { $min } إلى { $max }
applying-offline-amount = ليس مبلغاً
applying-offline-date = ليس تاريخاً
applying-offline-saved = حُفظت الحزمة بين ملفاتك المنزّلة.
applying-offline-nothing = لم يتغير شيء في هذا الملف بعد.

## الحزمة

applying-package-title = إعادة ما كُتب في الملف
applying-package-lead = اختر الحزمة التي حفظتها في الملف. لا يعيدها إلا من يكتب باسم منظمتكم. ترى ما سيتغير قبل أن يتغير.
applying-package-file = الحزمة
applying-package-show = عرض ما سيتغير
applying-package-preview = هذا ما سيتغير. أزل التأشير عما يجب أن يبقى كما هو.
applying-package-button = حفظ الإجابات المؤشر عليها
applying-package-nothing = لا تغيّر الحزمة شيئاً: كل ما فيها موجود في الطلب.
applying-package-beside = حفظ شخص إجابة أخرى بعد إعداد الملف. تبقى إجابته قائمة، وتُحفظ هذه إلى جانبها.
applying-package-unread = تتعذر قراءته
applying-package-gone = لم يعد مطلوباً
applying-package-other-form = تغيرت الاستمارة بعد إعداد الملف. يؤخذ ما هو مشترك بينهما.
fault-package-too-large = الحزمة أكبر من أن تكون من حزمنا.
fault-package-none = ليست هذه حزمة طلب. اختر الملف الذي ينتهي اسمه بـ ‎.json والذي حُفظ بالأمر «حفظ حزمة».
fault-package-other-format = أُعدّت هذه الحزمة بنسخة أخرى من البرنامج. أعد إعداد الملف واحفظ الحزمة مرة أخرى.
fault-package-altered = تغيرت الحزمة بعد حفظها: بصمتها لا تطابقها. احفظها من الملف مرة أخرى.
fault-package-other-application = تتبع الحزمة طلباً آخر. افتح ذلك الطلب وأعدها هناك.
