### التقييم من جانب المقيّمين.

## العمل

evaluation-title = التقييم
evaluation-lead = لا يرى درجاتك أحد سواك حتى تقدّمها، وبعدها لا يمكن تغييرها.
evaluation-my-files = ملفاتي
evaluation-file = الملف
evaluation-grid = جدول الدرجات
evaluation-section = القسم
evaluation-question = السؤال
evaluation-weight = الوزن
evaluation-maximum = أعلى درجة
evaluation-minimum = الحد الأدنى للقسم: { $points }
evaluation-threshold = الحد الأدنى: { $points }
evaluation-comment-needed = يلزم تعليق مع هذه الدرجة
evaluation-overall-comment = تعليق عام
evaluation-total = المجموع
evaluation-mean = المتوسط
evaluation-adjusted = الدرجة المعدَّلة
evaluation-saved = تم حفظ درجاتك. ولا يراها أحد سواك.
evaluation-submit-lead = لا يمكنك تغيير درجاتك بعد تقديمها.
evaluation-submitted = تم تقديم درجاتك.
evaluation-progress = مُنحت درجات { $done } من أصل { $all }
evaluation-assigned-to = { $n ->
    [zero] لا مقيّمين
    [one] مقيّم واحد
    [two] مقيّمان
    [few] { $n } مقيّمين
    [many] { $n } مقيّمًا
   *[other] { $n } مقيّم
}
evaluation-needs = { $n ->
    [zero] لا يلزم مزيد من المقيّمين
    [one] يلزم مقيّم واحد إضافي
    [two] يلزم مقيّمان إضافيان
    [few] يلزم { $n } مقيّمين إضافيين
    [many] يلزم { $n } مقيّمًا إضافيًّا
   *[other] يلزم { $n } مقيّم إضافي
}
evaluation-others-hidden = ترى درجات الآخرين بعد أن تقدّم درجاتك.
evaluation-third-reader-why = الفرق بين الدرجات كبير: يحسمه مقيّم ثالث.
evaluation-next-file = الملف التالي
evaluation-previous-file = الملف السابق
evaluation-decline-reason = سبب اعتذارك

evaluation-empty-title = لا ملفات بعد
evaluation-empty-text = تظهر الملفات هنا حين تُسند إليك.
evaluation-declare = تقديم إقرار المصالح
evaluation-score = منح الدرجات
evaluation-read-again = إعادة الاطلاع
evaluation-my-total = مجموع درجاتك: { $points }
evaluation-questions-scored = مُنحت درجات { $done } من أصل { $all } من الأسئلة
evaluation-by-call = بحسب الدعوة
evaluation-by-call-text = الإسناد والأعباء وسير العمل
evaluation-range = من 0 إلى { $max }
evaluation-range-weighted = من 0 إلى { $max }، وتُحتسب { $weight } مرات
evaluation-comment-at-extremes = (لازم مع أدنى درجة وأعلى درجة)
evaluation-total-of = المجموع من أصل
evaluation-submit-question = هل تقدّم درجاتك؟ لا يمكنك تغييرها بعد ذلك.
evaluation-overall-missing = اكتب تعليقًا عامًّا.
evaluation-of = { $points } من { $max }
evaluation-others = درجات الآخرين
evaluation-submitted-scores = الدرجات المقدَّمة
evaluation-evaluator-number = المقيّم { $n }
evaluation-consolidated = الدرجة المجمّعة
evaluation-readers = المقيّمون
reading-assigned = لم يُقدَّم الإقرار بعد
reading-accepted = قيد القراءة
reading-scored = مُنحت الدرجات
reading-declined = اعتذر
reading-recused = متنحٍّ
evaluation-free = المقيّمون الذين يمكنهم تسلّم الملف
evaluation-free-hint = مع عدد الملفات لدى كل منهم الآن. ولا يُدرج من لديه تضارب في المصالح.
evaluation-assigned = أُسند الملف إلى المقيّمين.
evaluation-declined = أُعيد الإسناد.
evaluation-files = الملفات قيد التقييم
evaluation-scores-in = التقييمات المقدَّمة
evaluation-readers-missing = المقيّمون الذين ما زالوا لازمين
evaluation-complete = الملفات التي لها درجة
evaluation-none-title = لا يوجد ملف قيد التقييم
evaluation-none-text = تظهر الملفات المؤهلة هنا حين تُنقل إلى هذه المرحلة.
evaluation-advance-title = الإحالة إلى لجنة الاختيار
evaluation-advance-lead = تُدرج الملفات التي بلغت الحد الأدنى أو تجاوزته في جدول أعمال اللجنة.
evaluation-advance = إدراج كل الملفات المقيَّمة في جدول الأعمال
evaluation-advance-question = هل تدرج كل الملفات المقيَّمة في جدول أعمال اللجنة؟
evaluation-advanced = أُدرجت الملفات المقيَّمة في جدول الأعمال.

## الإسناد

assignment-title = إسناد الملفات إلى المقيّمين
assignment-lead = لا يُسند ملف إلى من لديه تضارب في المصالح. وتُوزَّع الأعباء بالتساوي.
assignment-load = الملفات
assignment-propose = اقتراح إسناد
assignment-accept = الإسناد كما هو مقترح
assignment-impossible = الإسناد غير ممكن: { $why }

assignment-proposed = الإسناد المقترح
assignment-proposed-lead = لا يُسند شيء حتى تنفّذه.
assignment-proposed-short = مقترح
assignment-new = مقيّمون جدد
assignment-loads = العبء لكل مقيّم
assignment-most = الحد الأقصى لكل مقيّم:
assignment-complete = لكل ملف ما يلزمه من المقيّمين.
assignment-changed = تغيّرت الملفات منذ اطلاعك على الاقتراح. انظر الاقتراح الجديد أدناه.
assignment-done = أُسندت الملفات إلى مقيّميها.

## عند تباين الدرجات

disagreement-mean = يُعتد بالمتوسط
disagreement-third-reader = مقيّم ثالث، ثم متوسط الدرجتين الأقرب
disagreement-drop-deviant = مقيّم آخر، وتُستبعد الدرجة الأكثر شذوذًا

## تضارب المصالح

conflict-title = إقرار تضارب المصالح
conflict-lead = قدّم إقرارك قبل الاطلاع على الملف. وعند وجود تضارب لا ترى منه شيئًا.
conflict-question = هل لديك تضارب في المصالح مع مقدّم الطلب هذا؟
conflict-organisation = مقدّم الطلب: { $name }
conflict-none = لا، لا يوجد
conflict-kind = ما نوعه؟
conflict-employment = وظيفة أو عضوية في مجلس الإدارة
conflict-family = قرابة عائلية
conflict-financial = مصلحة مالية
conflict-coauthor = مشاركة في تأليف المقترح أو تقديم المشورة بشأنه
conflict-same-organisation = المنظمة نفسها
conflict-funds-applicant = وكالتي تموّل مقدّم الطلب
conflict-other = غير ذلك
conflict-declare = تقديم الإقرار
conflict-consequence = عند وجود تضارب لا ترى شيئًا بعدُ من الملف، ولا يمكن سحب الإقرار.
conflict-question-sure = هل تقرّ بوجود تضارب في المصالح؟ لن ترى شيئًا بعدُ من هذا الملف.
conflict-declared = سُجّل إقرارك.
conflict-away = أقررت بوجود تضارب في المصالح ولا ترى شيئًا من هذا الملف.

## سجل الأحداث

event-evaluation-evaluators-assigned = الإسناد إلى مقيّمين
event-evaluation-declarations-opened = طلب الإقرارات من المقيّمين
event-evaluation-scores-reopened = إعادة فتح الدرجات
event-evaluation-rapporteur-appointed = تعيين المقرِّر
event-evaluation-consensus-recorded = تسجيل الرأي المشترك
event-evaluation-assignment-declined = اعتذار مقيّم
event-evaluation-scores-submitted = تقديم درجات
event-evaluation-third-reader-called = الاستعانة بمقيّم ثالث
event-evaluation-consolidated = تجميع الدرجات
event-evaluation-reinstated = إعادة الملف إلى الإجراءات
event-evaluation-released = إعلان القرار
