### Setting up a call without writing data.

## A new call

call-from = ابدأ من
call-from-call = دعوة سابقة
call-from-call-hint = نصوصها واستمارتها وإجراءاتها ورسائلها، وتُنقل المواعيد التي انقضت.
call-from-file = ملف
call-from-file-hint = دعوة صُدِّرت من هنا أو من مرفق آخر.
call-from-nothing = لا شيء
call-from-nothing-hint = استمارة فيها عنوان، ومرحلة تلقي المقترحات.
call-earlier = أي دعوة سابقة
call-earlier-hint = عند اختيار «دعوة سابقة» فقط.
call-file = محتوى الملف
call-file-hint = عند اختيار «ملف» فقط: ألصق محتواه كله. ويؤخذ رمزه منه ما لم تكتب رمزًا آخر أدناه.
call-file-choose = اختر الملف
call-new-from-this = دعوة جديدة من هذه الدعوة
fault-call-code = يجب أن يتألف الرمز من 3 إلى 16 حرفًا لاتينيًّا كبيرًا أو رقمًا، وأن يبدأ بحرف.
fault-toml-line = لا يمكن قراءة السطر { $line }: { $why }. أصلح هذا السطر وأعد الإرسال.
fault-name = استخدم أحرفًا لاتينية صغيرة وأرقامًا وشرطات سفلية، على أن يبدأ الاسم بحرف، مثل registered_2.
fault-moment = اكتب التاريخ والوقت، مثل 2027-04-05 23:59.
fault-zone = لا توجد منطقة زمنية بهذا الاسم. اكتبها كما في قائمة المناطق، مثل Europe/Vienna أو Africa/Nairobi.
fault-currency = اكتب الأحرف الثلاثة للعملة، مثل USD.

## What happens next

call-next-title = ما الخطوة التالية
call-next-edit = يستكمل موظف البرامج ما ينقص، ثم يوافق على الدعوة مدير للمرفق لم يشارك في كتابتها.
call-next-approve = الدعوة مكتملة. ويقرؤها مدير للمرفق لم يشارك في كتابتها ويوافق عليها.
call-next-publish = تمت الموافقة على الدعوة. وينشرها موظف البرامج أو مدير المرفق، ولتعديلها يجب إعادة فتحها أولًا.
call-next-upcoming = الدعوة منشورة وتُفتح تلقائيًّا في موعدها. ولمدير المرفق أن يمدد الموعد النهائي أو أن يلغي الدعوة.
call-next-open = تكتب المنظمات مقترحاتها وتقدمها. وبعد الموعد النهائي ينقل موظف البرامج المقترحات إلى المرحلة التالية.
call-next-closed = تمر المقترحات بمراحل الإجراءات. وعند البت فيها جميعًا يختتم مدير المرفق الدعوة.
call-next-finalised = انتهت الدعوة ولن يحدث فيها شيء بعد الآن.
call-next-cancelled = أُلغيت الدعوة ولن يحدث فيها شيء بعد الآن.
call-preview-notice = هذه معاينة: هكذا ستظهر الدعوة لمقدمي الطلبات. ولا يمكن الضغط على أي شيء هنا.

## Pages

setup-section-dates = المواعيد
setup-section-money = الأموال والمدة
setup-section-applicants = من يجوز له التقديم ومن يقرر
setup-section-languages = اللغات
setup-section-texts = النصوص
setup-section-themes = المواضيع
setup-section-procedure = الإجراءات
setup-section-letters = الرسائل
setup-section-form = استمارة الطلب
setup-section-toml = الدعوة في صيغة نص
setup-about-dates = متى تُفتح وتُغلق وما يلي ذلك
setup-about-money = الميزانية وحجم المنحة ومدة المشاريع، وقد تخلو منها الجائزة
setup-about-applicants = البلدان، وعدد الطلبات، والوكالات الممثلة في المجلس
setup-about-languages = لغات الدعوة ولغات الطلبات
setup-about-texts = العنوان والملخص والنص بكل لغة من لغات الدعوة
setup-about-themes = ما الذي يُموَّل
setup-about-procedure = المراحل التي يمر بها المقترح وترتيبها
setup-about-letters = ما يُبلَّغ به مقدمو الطلبات عند إعلان القرار
setup-about-form = ما يُسأل عنه مقدمو الطلبات
setup-terms = الشروط
setup-rest = ما يراه مقدمو الطلبات
setup-done = مكتمل
setup-missing = { $n ->
    [zero] لا شيء متبقٍّ
    [one] أمر واحد متبقٍّ
    [two] أمران متبقيان
    [few] { $n } أمور متبقية
    [many] { $n } أمرًا متبقيًا
   *[other] { $n } أمر متبقٍّ
}
setup-preview = معاينة
setup-preview-lead = انظر إلى الدعوة كما سيراها مقدمو الطلبات.
setup-file = في صيغة ملف
setup-file-lead = انقل الدعوة إلى مرفق آخر أو اكتبها نصًّا.
setup-export = تصدير في ملف
setup-toml = تحرير النص
setup-to-call = إلى صفحة الدعوة
setup-back = العودة إلى النظرة العامة
setup-save-and-back = حفظ والعودة إلى النظرة العامة
setup-up = نقل إلى أعلى
setup-down = نقل إلى أسفل
setup-remove = إزالة
setup-tick-all = تحديد الكل
setup-tick-none = إلغاء تحديد الكل
setup-text-missing = ناقص

## Fields

setup-zone = المنطقة الزمنية
setup-zone-hint = جميع الأوقات أدناه بتوقيت هذه المنطقة، مثل Europe/Vienna أو Africa/Nairobi.
setup-dates-hint = تنتهي الأسئلة قبل نشر الأجوبة، وتُنشر الأجوبة في موعد لا يتجاوز الموعد النهائي. ثم تأتي النتائج، فبداية المشاريع ونهايتها.
call-number-grace-minutes = دقائق السماح
call-number-most-co-applicants = عدد المتقدمين المشاركين
setup-money-title = الأموال
setup-gives-money = هل تمنح الدعوة أموالًا؟
setup-limits-duration = هل تحدد الدعوة مدة المشاريع؟
setup-currency = العملة
setup-currency-hint = ثلاثة أحرف، مثل USD.
setup-grant-min = أصغر منحة
setup-grant-max = أكبر منحة
setup-months-min = أقصر مشروع بالأشهر
setup-months-max = أطول مشروع بالأشهر
setup-one-application = يجوز للمنظمة تقديم مقترح واحد فقط
setup-agencies-hint = كل وكالة في سطر. ويتألف المجلس من أعضائها، وتُترك فارغة إذا عُيّن المجلس بطريقة أخرى.
setup-countries = البلدان
setup-countries-hint = حدد البلدان التي يجوز لمنظماتها التقديم. وعدم تحديد أي بلد يعني جميع البلدان.
setup-call-languages = لغات الدعوة
setup-call-languages-hint = توجد بكل لغة منها جميع النصوص والاستمارة وجدول التقييم والرسائل.
setup-application-languages = لغات الطلبات
setup-application-languages-hint = يجوز لمقدمي الطلبات الكتابة بأي منها.
setup-texts-hint = النص نفسه بكل لغة من لغات الدعوة جنبًا إلى جنب، مع بيان الناقص منه.
setup-title = العنوان
setup-summary = الملخص
setup-summary-hint = جملتان أو ثلاث لقائمة الدعوات.
setup-text = نص الدعوة
setup-text-hint = اترك سطرًا فارغًا بين الفقرات.
setup-themes-hint = ما تموله الدعوة. ويختار مقدمو الطلبات أحدها حيث تسأل الاستمارة عنه.
setup-theme = الموضوع { $number }
setup-add-theme = إضافة موضوع
setup-name = اسم مختصر
setup-name-hint = يُستخدم في البيانات وعند التصدير: أحرف لاتينية صغيرة وأرقام وشرطات سفلية.
setup-letters-hint = اكتب {"{organisation}"} أو {"{reference}"} أو {"{title}"} أو {"{amount}"} حيث تذكرها الرسالة.
setup-letter-text = الرسالة
letter-title-ineligible = إلى غير المؤهلين
letter-title-below-threshold = إلى من لم يبلغوا الحد الأدنى
letter-title-invited = إلى المدعوين إلى المرحلة التالية
letter-title-selected = إلى من وقع عليهم الاختيار
letter-title-reserve = إلى المدرجين في القائمة الاحتياطية
letter-title-rejected-on-quality = إلى المرفوضين لأسباب تتعلق بالجودة
letter-title-rejected-for-lack-of-funds = إلى المرفوضين لعدم كفاية الأموال

## Stages

setup-stage = { $number }. مرحلة { $stage }
setup-rules = القواعد
setup-stage-letters = الرسائل: { $letters }.
setup-add-stage = إضافة مرحلة
setup-stage-kind = نوع المرحلة
setup-first-step = تأخذ المرحلة الأولى مواعيدها من صفحة المواعيد وأسئلتها من استمارة الطلب. ولا شيء يُضبط هنا.
setup-later-step = لا يُدعى إلى هذه المرحلة إلا من اجتازوا المراحل السابقة، ولها استمارتها وموعدها النهائي.
setup-form = الاستمارة
setup-later-form-hint = أسئلة هذه المرحلة.
setup-add-form = إضافة استمارة لهذه المرحلة
setup-step-opens = موعد الفتح
setup-step-opens-hint = اتركه فارغًا لتُفتح المرحلة حالما يصل إليها المقترح.
setup-step-closes = الموعد النهائي لهذه المرحلة
setup-clarification-days = أيام العمل المتاحة للإجابة
setup-clarification-days-hint = عند سؤال مقدم الطلب عن نقاط شكلية، والمعتاد من 3 إلى 5 أيام.
setup-appeal-days = الأيام المتاحة للاعتراض
setup-appeal-days-hint = بعد إعلان القرار، والمعتاد من 10 أيام إلى 30 يومًا.
setup-confirm-eligible = تحتاج «الأهلية» أيضًا إلى شخص ثانٍ (أما «عدم الأهلية» فيحتاج إليه دائمًا)
setup-criterion = المعيار { $number }
setup-add-criterion = إضافة معيار
setup-criterion-text = ما يُسأل عنه
setup-level = ينظر في
setup-rule = كيف يُتحقق منه
setup-rule-hint = تقترح القاعدة حكمًا مع ما يسنده، ثم يؤكده شخص. احفظ لترى ما تطلبه القاعدة من بيانات أخرى.
setup-years = السنوات الكاملة
setup-cut-off = في هذا اليوم
setup-times-budget = أمثال متوسط الميزانية السنوية
criterion-level-organisation = المنظمة
criterion-level-proposal = المقترح
criterion-rule-person = شخص وحده
criterion-rule-registered-for = التسجيل منذ سنوات في يوم معين
criterion-rule-country-eligible = البلد مدرج في قائمة الدعوة
criterion-rule-amount-within-limits = المبلغ ضمن الحدود
criterion-rule-duration-within-limits = المدة ضمن الحدود
criterion-rule-request-against-budget = المبلغ المطلوب مقارنة بالميزانية السنوية
criterion-rule-declarations-made = قُدِّمت جميع الإقرارات
criterion-rule-language-accepted = مكتوب بإحدى لغات الطلبات
criterion-rule-deadline-met = ورد قبل الموعد النهائي
setup-readers = عدد المقيّمين لكل ملف
setup-most-files = أكثر ما يُسند إلى المقيّم من ملفات
setup-threshold = الدرجة اللازمة لمواصلة النظر في الملف
setup-threshold-hint = من مجموع { $most }.
setup-disagreement = عند اختلاف المقيّمين
setup-grid-section = الجزء { $number } من جدول التقييم
setup-add-section = إضافة جزء إلى جدول التقييم
setup-minimum = أدنى درجة في هذا الجزء
setup-minimum-hint = لا يواصل من كان متوسطه أقل منها، و0 لعدم وجود حد.
setup-grid-question = السؤال { $number }
setup-add-question = إضافة سؤال إلى هذا الجزء
setup-question-text = ما يُسأل عنه
setup-max = أعلى درجة
setup-step = بخطوات قدرها
setup-weight = عدد مرات الاحتساب
setup-comment = يلزم تعليق عند أدنى درجة وأعلاها
setup-quorum = النصاب
setup-quorum-hint = عدد الأصوات اللازمة لكل بند، ولا يُحسب الأعضاء ذوو المصالح المتضاربة.
setup-reserve = عدد المقاعد في القائمة الاحتياطية
setup-reserve-hint = 0 لعدم وجود قائمة احتياطية.
setup-allocation = من الترتيب إلى القائمة ضمن الميزانية
setup-tranches-hint = مجموع الحصص 100 في المائة، وتأخذ الدفعة الأخيرة فرق التقريب.
setup-tranche = الدفعة { $number }
setup-add-tranche = إضافة دفعة
setup-share = النسبة المئوية من المنحة
setup-after-months = الأشهر بعد البداية
setup-after-report = بعد قبول هذا التقرير
setup-report = التقرير { $number }
setup-add-report = إضافة تقرير
setup-report-kind = مضمونه
setup-due-days = الأيام بعد انتهاء الفترة حتى موعد الاستحقاق
setup-from-month = من الشهر
setup-to-month = إلى الشهر
setup-to-month-hint = اتركه فارغًا ليشمل المشروع كله.
setup-grace = دقائق السماح بعد الموعد النهائي
setup-grace-hint = اتركها فارغة إن لم تكن هناك مهلة. لا تُقبل فيها إلا المسودات التي بدأت قبل الموعد النهائي، ولا يُخطَر بها مقدّمو الطلبات مسبقًا.
setup-co-applicants = أقصى عدد من المنظمات التي تشارك المنظمة الرئيسية في الطلب
setup-co-applicants-hint = اتركه فارغًا إذا كانت المنظمة تتقدم بمفردها.
