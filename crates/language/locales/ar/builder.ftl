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

builder-section-dates = المواعيد
builder-section-money = الأموال والمدة
builder-section-applicants = من يجوز له التقديم ومن يقرر
builder-section-languages = اللغات
builder-section-texts = النصوص
builder-section-themes = المواضيع
builder-section-procedure = الإجراءات
builder-section-letters = الرسائل
builder-section-form = استمارة الطلب
builder-section-toml = الدعوة في صيغة نص
builder-about-dates = متى تُفتح وتُغلق وما يلي ذلك
builder-about-money = الميزانية وحجم المنحة ومدة المشاريع، وقد تخلو منها الجائزة
builder-about-applicants = البلدان، وعدد الطلبات، والوكالات الممثلة في المجلس
builder-about-languages = لغات الدعوة ولغات الطلبات
builder-about-texts = العنوان والملخص والنص بكل لغة من لغات الدعوة
builder-about-themes = ما الذي يُموَّل
builder-about-procedure = المراحل التي يمر بها المقترح وترتيبها
builder-about-letters = ما يُبلَّغ به مقدمو الطلبات عند إعلان القرار
builder-about-form = ما يُسأل عنه مقدمو الطلبات
builder-terms = الشروط
builder-rest = ما يراه مقدمو الطلبات
builder-done = مكتمل
builder-missing = { $n ->
    [zero] لا شيء متبقٍّ
    [one] أمر واحد متبقٍّ
    [two] أمران متبقيان
    [few] { $n } أمور متبقية
    [many] { $n } أمرًا متبقيًا
   *[other] { $n } أمر متبقٍّ
}
builder-preview = معاينة
builder-preview-lead = انظر إلى الدعوة كما سيراها مقدمو الطلبات.
builder-file = في صيغة ملف
builder-file-lead = انقل الدعوة إلى مرفق آخر أو اكتبها نصًّا.
builder-export = تصدير في ملف
builder-toml = تحرير النص
builder-to-call = إلى صفحة الدعوة
builder-back = العودة إلى النظرة العامة
builder-save-and-back = حفظ والعودة إلى النظرة العامة
builder-up = نقل إلى أعلى
builder-down = نقل إلى أسفل
builder-remove = إزالة
builder-tick-all = تحديد الكل
builder-tick-none = إلغاء تحديد الكل
builder-text-missing = ناقص

## Fields

builder-zone = المنطقة الزمنية
builder-zone-hint = جميع الأوقات أدناه بتوقيت هذه المنطقة، مثل Europe/Vienna أو Africa/Nairobi.
builder-dates-hint = تنتهي الأسئلة قبل نشر الأجوبة، وتُنشر الأجوبة في موعد لا يتجاوز الموعد النهائي. ثم تأتي النتائج، فبداية المشاريع ونهايتها.
call-number-grace-minutes = دقائق السماح
call-number-most-co-applicants = عدد المتقدمين المشاركين
builder-money-title = الأموال
builder-gives-money = هل تمنح الدعوة أموالًا؟
builder-limits-duration = هل تحدد الدعوة مدة المشاريع؟
builder-currency = العملة
builder-currency-hint = ثلاثة أحرف، مثل USD.
builder-grant-min = أصغر منحة
builder-grant-max = أكبر منحة
builder-months-min = أقصر مشروع بالأشهر
builder-months-max = أطول مشروع بالأشهر
builder-one-application = يجوز للمنظمة تقديم مقترح واحد فقط
builder-agencies-hint = كل وكالة في سطر. ويتألف المجلس من أعضائها، وتُترك فارغة إذا عُيّن المجلس بطريقة أخرى.
builder-countries = البلدان
builder-countries-hint = حدد البلدان التي يجوز لمنظماتها التقديم. وعدم تحديد أي بلد يعني جميع البلدان.
builder-call-languages = لغات الدعوة
builder-call-languages-hint = توجد بكل لغة منها جميع النصوص والاستمارة وجدول التقييم والرسائل.
builder-application-languages = لغات الطلبات
builder-application-languages-hint = يجوز لمقدمي الطلبات الكتابة بأي منها.
builder-texts-hint = النص نفسه بكل لغة من لغات الدعوة جنبًا إلى جنب، مع بيان الناقص منه.
builder-title = العنوان
builder-summary = الملخص
builder-summary-hint = جملتان أو ثلاث لقائمة الدعوات.
builder-text = نص الدعوة
builder-text-hint = اترك سطرًا فارغًا بين الفقرات.
builder-themes-hint = ما تموله الدعوة. ويختار مقدمو الطلبات أحدها حيث تسأل الاستمارة عنه.
builder-theme = الموضوع { $number }
builder-add-theme = إضافة موضوع
builder-name = اسم مختصر
builder-name-hint = يُستخدم في البيانات وعند التصدير: أحرف لاتينية صغيرة وأرقام وشرطات سفلية.
builder-letters-hint = اكتب {"{organisation}"} أو {"{reference}"} أو {"{title}"} أو {"{amount}"} حيث تذكرها الرسالة.
builder-letter-text = الرسالة
letter-title-ineligible = إلى غير المؤهلين
letter-title-below-threshold = إلى من لم يبلغوا الحد الأدنى
letter-title-invited = إلى المدعوين إلى المرحلة التالية
letter-title-selected = إلى من وقع عليهم الاختيار
letter-title-reserve = إلى المدرجين في القائمة الاحتياطية
letter-title-rejected-on-quality = إلى المرفوضين لأسباب تتعلق بالجودة
letter-title-rejected-for-lack-of-funds = إلى المرفوضين لعدم كفاية الأموال

## Stages

builder-stage = { $number }. مرحلة { $stage }
builder-rules = القواعد
builder-stage-letters = الرسائل: { $letters }.
builder-add-stage = إضافة مرحلة
builder-stage-kind = نوع المرحلة
builder-first-step = تأخذ المرحلة الأولى مواعيدها من صفحة المواعيد وأسئلتها من استمارة الطلب. ولا شيء يُضبط هنا.
builder-later-step = لا يُدعى إلى هذه المرحلة إلا من اجتازوا المراحل السابقة، ولها استمارتها وموعدها النهائي.
builder-form = الاستمارة
builder-later-form-hint = أسئلة هذه المرحلة.
builder-add-form = إضافة استمارة لهذه المرحلة
builder-step-opens = موعد الفتح
builder-step-opens-hint = اتركه فارغًا لتُفتح المرحلة حالما يصل إليها المقترح.
builder-step-closes = الموعد النهائي لهذه المرحلة
builder-clarification-days = أيام العمل المتاحة للإجابة
builder-clarification-days-hint = عند سؤال مقدم الطلب عن نقاط شكلية، والمعتاد من 3 إلى 5 أيام.
builder-appeal-days = الأيام المتاحة للاعتراض
builder-appeal-days-hint = بعد إعلان القرار، والمعتاد من 10 أيام إلى 30 يومًا.
builder-confirm-eligible = تحتاج «الأهلية» أيضًا إلى شخص ثانٍ (أما «عدم الأهلية» فيحتاج إليه دائمًا)
builder-criterion = المعيار { $number }
builder-add-criterion = إضافة معيار
builder-criterion-text = ما يُسأل عنه
builder-level = ينظر في
builder-rule = كيف يُتحقق منه
builder-rule-hint = تقترح القاعدة حكمًا مع ما يسنده، ثم يؤكده شخص. احفظ لترى ما تطلبه القاعدة من بيانات أخرى.
builder-years = السنوات الكاملة
builder-cut-off = في هذا اليوم
builder-times-budget = أمثال متوسط الميزانية السنوية
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
builder-readers = عدد المقيّمين لكل ملف
builder-most-files = أكثر ما يُسند إلى المقيّم من ملفات
builder-threshold = الدرجة اللازمة لمواصلة النظر في الملف
builder-threshold-hint = من مجموع { $most }.
builder-disagreement = عند اختلاف المقيّمين
builder-grid-section = الجزء { $number } من جدول التقييم
builder-add-section = إضافة جزء إلى جدول التقييم
builder-minimum = أدنى درجة في هذا الجزء
builder-minimum-hint = لا يواصل من كان متوسطه أقل منها، و0 لعدم وجود حد.
builder-grid-question = السؤال { $number }
builder-add-question = إضافة سؤال إلى هذا الجزء
builder-question-text = ما يُسأل عنه
builder-max = أعلى درجة
builder-step = بخطوات قدرها
builder-weight = عدد مرات الاحتساب
builder-comment = يلزم تعليق عند أدنى درجة وأعلاها
builder-quorum = النصاب
builder-quorum-hint = عدد الأصوات اللازمة لكل بند، ولا يُحسب الأعضاء ذوو المصالح المتضاربة.
builder-reserve = عدد المقاعد في القائمة الاحتياطية
builder-reserve-hint = 0 لعدم وجود قائمة احتياطية.
builder-allocation = من الترتيب إلى القائمة ضمن الميزانية
builder-tranches-hint = مجموع الحصص 100 في المائة، وتأخذ الدفعة الأخيرة فرق التقريب.
builder-tranche = الدفعة { $number }
builder-add-tranche = إضافة دفعة
builder-share = النسبة المئوية من المنحة
builder-after-months = الأشهر بعد البداية
builder-after-report = بعد قبول هذا التقرير
builder-report = التقرير { $number }
builder-add-report = إضافة تقرير
builder-report-kind = مضمونه
builder-due-days = الأيام بعد انتهاء الفترة حتى موعد الاستحقاق
builder-from-month = من الشهر
builder-to-month = إلى الشهر
builder-to-month-hint = اتركه فارغًا ليشمل المشروع كله.
builder-grace = دقائق السماح بعد الموعد النهائي
builder-grace-hint = اتركها فارغة إن لم تكن هناك مهلة. لا تُقبل فيها إلا المسودات التي بدأت قبل الموعد النهائي، ولا يُخطَر بها مقدّمو الطلبات مسبقًا.
builder-co-applicants = أقصى عدد من المنظمات التي تشارك المنظمة الرئيسية في الطلب
builder-co-applicants-hint = اتركه فارغًا إذا كانت المنظمة تتقدم بمفردها.
