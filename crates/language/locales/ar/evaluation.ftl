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

## الإسناد

assignment-title = إسناد الملفات إلى المقيّمين
assignment-lead = لا يُسند ملف إلى من لديه تضارب في المصالح. وتُوزَّع الأعباء بالتساوي.
assignment-load = الملفات
assignment-propose = اقتراح إسناد
assignment-accept = الإسناد كما هو مقترح
assignment-impossible = الإسناد غير ممكن: { $why }

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
conflict-declared = سُجّل إقرارك.
conflict-away = أقررت بوجود تضارب في المصالح ولا ترى شيئًا من هذا الملف.

## سجل الأحداث

event-evaluation-evaluators-assigned = الإسناد إلى مقيّمين
event-evaluation-assignment-declined = اعتذار مقيّم
event-evaluation-scores-submitted = تقديم درجات
event-evaluation-third-reader-called = الاستعانة بمقيّم ثالث
event-evaluation-consolidated = تجميع الدرجات
event-evaluation-reinstated = إعادة الملف إلى الإجراءات
event-evaluation-released = إعلان القرار
