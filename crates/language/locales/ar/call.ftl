### الدعوات لتقديم المقترحات.

## القائمة العامة

calls-title = الدعوات لتقديم المقترحات
calls-open = مفتوحة الآن
calls-upcoming = مرتقبة
calls-closed = مغلقة
calls-none-open-title = لا توجد دعوة مفتوحة
calls-none-open-text = عُد لاحقًا، أو اطّلع على الدعوات المغلقة.
call-closes-in = { $n ->
    [zero] تُغلق اليوم
    [one] تُغلق خلال يوم واحد
    [two] تُغلق خلال يومين
    [few] تُغلق خلال { $n } أيام
    [many] تُغلق خلال { $n } يومًا
   *[other] تُغلق خلال { $n } يوم
}
call-closes-today = تُغلق اليوم
call-closed-on = أُغلقت في { $date }
call-opens-on = تُفتح في { $date }

## الدعوة

call-title = دعوة لتقديم المقترحات
call-key-facts = أهم المعلومات
call-about = عن الدعوة
call-code = الرمز
call-deadline = الموعد النهائي
call-opens = تاريخ الفتح
call-questions-until = تُقبل الأسئلة حتى
call-answers-by = تُنشر الأجوبة في موعد أقصاه
call-results-on = النتائج المتوقعة
call-projects-start = بدء المشاريع
call-projects-end = انتهاء المشاريع
call-ceiling = الميزانية الإجمالية
call-grant-size = حجم المنحة
call-duration = مدة المشاريع
call-themes = المواضيع
call-agencies = الوكالات الممثلة في اللجنة
call-who-can-apply = من يمكنه التقديم
call-countries-all = يمكن للمنظمات من كل البلدان التقديم.
call-criteria = معايير الأهلية
call-grid = كيفية منح الدرجات
call-procedure = الإجراءات
call-form = أسئلة الطلب
call-form-lead = كل الأسئلة، قبل أن تبدأ.
call-languages = لغات الطلب
call-threshold = الحد الأدنى
call-max-points = أعلى درجة
call-apply = التقديم لهذه الدعوة
call-apply-sign-in = سجّل الدخول للتقديم
call-apply-closed = انقضى الموعد النهائي.
call-continue-draft = متابعة المسودة
call-your-proposal = مقترحك
call-self-check = تحقق أولًا من إمكان تقديمك

## إعداد الدعوة

call-new-title = دعوة جديدة
call-definition = تعريف الدعوة
call-definition-hint = الدعوة بكاملها في صورة بيانات: التواريخ والأموال والاستمارة والمعايير وجدول الدرجات والإجراءات والرسائل
call-problems-title = قبل أن يمكن نشرها
call-problems-none = الدعوة مكتملة.
call-drafted-by = أعدّها { $name }
call-approved-by = وافق عليها { $name }
call-new-deadline = الموعد النهائي الجديد
call-extend-reason = سبب تمديد الموعد النهائي
call-extend-note = يُبلَّغ كل من لديه مسودة.
call-cancel-reason = سبب إلغاء الدعوة

## ما يمنع نشر الدعوة

incomplete-code = يجب أن يتألف الرمز «{ $code }» من 3 إلى 16 حرفًا لاتينيًّا كبيرًا أو رقمًا، وأن يبدأ بحرف.
incomplete-no-language = اذكر لغة واحدة على الأقل للدعوة.
incomplete-text-missing = { $what }: النص ناقص باللغة { $language }.
incomplete-dates-out-of-order = يجب ألا يسبق { $later } { $earlier }.
incomplete-money = المبالغ غير متسقة: يجب أن تكون أصغر منحة أكبر من صفر، وألا تقل عنها أكبر منحة، وألا تقل عن هذه الميزانية الإجمالية.
incomplete-intake-first = يجب أن تبدأ الإجراءات بمرحلة تلقي الطلبات.
incomplete-stage-twice = لا يجوز أن ترد مرحلة { $stage } إلا مرة واحدة في الإجراءات.
incomplete-stage-order = يجب أن تأتي مرحلة { $stage } بعد مرحلة { $needs }: انقلها، أو أضف قبلها مرحلة { $needs }.
incomplete-rule = { $stage }: { $what }
incomplete-letter-missing = لا شيء يُخرج من مرحلة { $stage } الملفات التي حالتها «{ $exit }»: أضف رسالة.
incomplete-form = الاستمارة: { $what }
incomplete-no-application-language = اذكر لغة واحدة على الأقل يجوز التقديم بها.
incomplete-theme-twice = الموضوع «{ $id }» مذكور مرتين: أعطِ كل موضوع اسمًا خاصًا به.
incomplete-duration = يجب ألا تقل مدة المشاريع عن شهر واحد، وألا تكون المدة القصوى أقصر من الدنيا.
incomplete-stage-late = يجب أن تسبق مرحلةُ { $stage } مرحلةَ { $before }: انقلها إلى أعلى.
incomplete-leads-nowhere = لا شيء يلي مرحلة { $stage } للملفات التي تجتازها: أضف مرحلة يتخذ فيها المجلس قراره.

## Dates, texts and letters by name

call-date-opens = موعد فتح باب التقديم
call-date-questions-until = آخر موعد للأسئلة
call-date-answers-by = موعد نشر الأجوبة
call-date-closes = الموعد النهائي
call-date-step-opens = موعد فتح مرحلة لاحقة
call-date-step-closes = الموعد النهائي لمرحلة لاحقة
call-date-results-on = يوم إعلان النتائج
call-date-projects-start = أبكر بداية لمشروع
call-date-projects-end = آخر نهاية لمشروع
call-text-title = العنوان
call-text-summary = الملخص
call-text-text = نص الدعوة
call-text-theme = الموضوع «{ $which }»
call-text-criterion = المعيار «{ $which }»
call-text-grid-section = القسم «{ $which }» من جدول التقييم
call-text-grid-question = السؤال «{ $which }» من جدول التقييم
call-text-grid-band = إرشادات الدرجات في السؤال «{ $which }» من جدول التقييم
call-text-terms = شروط السرّية
call-text-letter = الرسالة «{ $which }»
letter-ineligible = غير مؤهل
letter-below-threshold = دون الحد الأدنى
letter-invited = مدعو إلى المرحلة التالية
letter-selected = وقع عليه الاختيار
letter-reserve = في القائمة الاحتياطية
letter-rejected-on-quality = مرفوض لأسباب تتعلق بالجودة
letter-rejected-for-lack-of-funds = مرفوض لعدم كفاية الأموال

## What is wrong with the rules of a stage

rule-own-terms = تأخذ المرحلة الأولى استمارتها ومواعيدها من الدعوة: اتركها فارغة هنا.
rule-form-missing = اختر استمارة هذه المرحلة.
rule-unknown-form = لا توجد استمارة باسم «{ $form }»: اختر غيرها أو أضفها.
rule-deadline-missing = حدد موعدًا نهائيًا لهذه المرحلة.
rule-no-criterion = أضف معيارًا واحدًا على الأقل.
rule-no-clarification-days = امنح مقدمي الطلبات يوم عمل واحدًا على الأقل للإجابة.
rule-no-appeal-days = امنح مقدمي الطلبات يومًا واحدًا على الأقل للاعتراض.
rule-criterion-needs-money = ينظر المعيار «{ $id }» في المبالغ، غير أن الدعوة لا تمنح أموالًا.
rule-criterion-needs-duration = ينظر المعيار «{ $id }» في المدة، غير أن الدعوة لا تحدد مدة.
rule-name-twice = «{ $id }» مذكور مرتين: أعطِ كل واحد اسمًا خاصًا به.
rule-no-readers = يحتاج كل ملف إلى مقيّم واحد على الأقل.
rule-no-files = اسمح لكل مقيّم بملف واحد على الأقل.
rule-third-reader-needs-two = لا يُستعان بقارئ ثالث إلا إذا قرأ الملفَ اثنان أولًا: اجعل عدد القراء اثنين.
rule-evaluation-days = امنح المقيّمين من يوم واحد إلى { $most } يومًا لكل ملف.
rule-gap-percent = يجب أن يقع الفرق في قاعدة الاختلاف بين 1 و100 في المائة.
rule-wishes = يُعطى كل تفضيل وزنًا من 0 إلى { $most }.
rule-bands = يجب أن تتتابع فئات الدرجات في السؤال «{ $id }» وأن تبقى ضمن نطاقه.
rule-comment-bound = يجب أن تقع الدرجات التي تستلزم تعليقًا في السؤال «{ $id }» ضمن نطاقه.
rule-about-unknown = يتعلق السؤال «{ $id }» بالجزء «{ $about }» غير الموجود في الاستمارة.
rule-grid-total = مجموع الجدول { $is } نقطة، وهو غير المجموع الذي حددته.
rule-no-question = أضف سؤالًا واحدًا على الأقل إلى جدول التقييم.
rule-question-steps = يحتاج السؤال «{ $id }» إلى درجة قصوى من مضاعفات خطوته وإلى وزن.
rule-section-minimum = يجب أن يقع الحد الأدنى للقسم «{ $id }» بين 0 و{ $most }.
rule-threshold = يجب أن يقع الحد الأدنى بين 0 و{ $most }.
rule-no-quorum = يجب ألا يقل النصاب عن واحد.
rule-casting-vote-secret = لا صوت مرجِّحًا في الاقتراع السري، إذ لا يعرف أحد أي صوت هو.
rule-names-secret = لا يمكن لمحضر اقتراع سري أن يذكر كيف صوّت كل عضو.
rule-score-ballot = تحتاج بطاقة الدرجات إلى ما بين 1 و1000 درجة، وأن يقع الحد الأدنى ضمنها.
rule-shares-of-places = لا يمكن حساب الحصص المتساوية من المراتب. استخدم بطاقات الموافقة أو الدرجات.
rule-shares-of-secret-items = تحتاج الحصص المتساوية وطريقة فراغمين إلى معرفة البطاقات العائدة إلى العضو نفسه. في الاقتراع السري استخدم بطاقات الموافقة، أو ليكن التصويت علنيًا.
rule-acceptance-days = لا يجوز منح أكثر من 120 يوم عمل لقبول المنحة.
rule-quotas = تطلب إحدى الحصص أكثر مما تسمح به أو أقل من الصفر، أو يزيد عدد الحصص على 50.
rule-quorum-over-agencies = لا يمكن أن يكتمل نصاب قدره { $quorum } إذا كان عدد الوكالات { $agencies }.
rule-shares = يجب أن يكون مجموع حصص الدفعات 100 في المائة.
rule-needs-money = تحتاج الاتفاقية إلى دعوة تمنح أموالًا.
rule-report-unowed = تنتظر الدفعة { $tranche } التقرير { $report } الذي لا يُطلب من أحد.
rule-no-report = أضف تقريرًا واحدًا على الأقل.
rule-period-ends = يجب أن تنتهي فترة التقرير { $report } بعد بدايتها.

## سجل الأحداث

event-drafted = إعداد الدعوة
event-edited = تعديل الدعوة
event-approved = الموافقة على الدعوة
event-reopened = إعادة فتح الدعوة للتعديل
event-published = نشر الدعوة
event-deadline-extended = تمديد الموعد النهائي
event-form-revision-proposed = أُعدّ تنقيح للاستمارة
event-form-revised = نُقّحت الاستمارة
event-grid-revised = نُقّح جدول التقييم
event-form-revision-refused = صُرف النظر عن تنقيح الاستمارة
event-finalised = إنهاء الدعوة
event-cancelled = إلغاء الدعوة

## The page of a call, and its setting up

call-proposals = مقترحات هذه الدعوة
call-screening = إدارة الفرز
call-evaluation = إدارة التقييم
call-panel = الهيئة
call-print-lead = { $n ->
    [zero] لا أسئلة في الطلب
    [one] سؤال واحد في الطلب
    [two] سؤالان في الطلب
    [few] { $n } أسئلة في الطلب
    [many] { $n } سؤالًا في الطلب
   *[other] { $n } سؤال في الطلب
}
call-edit-title = تعديل الدعوة
call-code-hint = من 3 إلى 16 حرفًا لاتينيًا كبيرًا ورقمًا، مثل SGF2011. يبدأ به كل رقم مرجعي ولا يتغير.
call-draft-button = أنشئ مسودة الدعوة
call-saved = حُفظت الدعوة.
call-done = تغيّرت الدعوة.
call-minimum = { $points } على الأقل في هذا الجزء
call-points = حتى { $points }
call-weight = يُحتسب { $times } مرات
call-readers = { $n ->
    [zero] لا مقيّمين للملف
    [one] يقرأ كل ملف مقيّم واحد
    [two] يقرأ كل ملف مقيّمان
    [few] يقرأ كل ملف { $n } مقيّمين
    [many] يقرأ كل ملف { $n } مقيّمًا
   *[other] يقرأ كل ملف { $n } مقيّم
}
call-words = عدد الكلمات الأقصى: { $n }
fault-toml = تعذّرت قراءة التعريف: { $why }
call-waiting-intake = مقدَّمة وتنتظر الفرز
call-waiting-queue = في قائمة انتظار الفارزين
call-waiting-eligible = مؤهلة وتنتظر المرحلة التالية
call-waiting-release = قرارات عدم أهلية لم يُبلَّغ بها بعد
call-move-eligible = انقل جميع الملفات المؤهلة
call-release-ineligible = أبلغ بجميع قرارات عدم الأهلية
call-moved = تم.
