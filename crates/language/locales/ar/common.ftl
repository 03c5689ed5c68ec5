### كلمات مستخدمة في كل الصفحات.

## المنتج والأماكن

product-name = منحة
product-line = إدارة ملفات مرافق المنح الصغيرة
nav-home = الصفحة الرئيسية
nav-work = مهامي
nav-calls = الدعوات
nav-call = الدعوة
nav-proposals = المقترحات
nav-my-proposals = مقترحاتي
nav-organisations = المنظمات
nav-organisation = منظمتي
nav-screening = الفرز
nav-evaluation = التقييم
nav-panel = اللجنة
nav-selection = الاختيار
nav-agreements = الاتفاقيات
nav-grants = المنح
nav-monitoring = الرصد
nav-payments = المدفوعات
nav-reports = التقارير
nav-dashboard = لوحة المتابعة
nav-people = الأشخاص
nav-mails = الرسائل
nav-record = السجل
nav-account = حسابي
nav-help = المساعدة
nav-api = واجهة البرمجة

## الأدوار

role-applicant = مقدّم الطلب
role-owner = مقدّم الطلب: مسؤول
role-editor = مقدّم الطلب: محرّر
role-reader = مقدّم الطلب: قارئ
role-screener = مسؤول الفرز
role-evaluator = مقيّم
role-panel-member = عضو اللجنة
role-chair = رئيس اللجنة
role-deputy-chair = نائب رئيس الهيئة
role-panel-secretary = أمين سر الهيئة
role-programme-officer = موظف برامج
role-finance-officer = موظف الشؤون المالية
role-facility-manager = مدير المرفق
role-auditor = مراجع الحسابات
role-applicant-does = يقدّم الطلبات ويوقّع ويرفع التقارير باسم منظمة.
role-owner-does = يسجّل المنظمة ويقدّم الطلبات ويوقّع ويقدّم التقارير.
role-editor-does = يكتب المقترحات والتقارير ويقدّمها.
role-reader-does = يطّلع على مقترحات المنظمة ومنحها.
role-screener-does = يتحقق من الأهلية ويطلب الإيضاحات.
role-evaluator-does = يمنح الدرجات للملفات المسندة إليه.
role-panel-member-does = يناقش ملفات جدول الأعمال ويصوّت عليها.
role-chair-does = يفتح البنود ويغلقها ويسجّل قرارات اللجنة.
role-deputy-chair-does = يحل محل الرئيس في البنود التي يتنحى عنها.
role-panel-secretary-does = يدعو إلى الجلسات ويسجل الحضور ويعد المحاضر، ولا صوت له.
role-programme-officer-does = يُعدّ الدعوات ويدير المراحل ويرصد المنح.
role-finance-officer-does = يوافق على المدفوعات ويسجّلها.
role-facility-manager-does = يعيّن الأشخاص ويعتمد الدعوات ويعلن القرارات.
role-auditor-does = يطّلع على كل شيء ولا يغيّر شيئًا.

## أنواع الملفات

case-organisation = منظمة
case-call = دعوة
case-proposal = مقترح
case-grant = منحة

## المراحل

stage-intake = تلقي الطلبات
stage-screening = الفرز
stage-evaluation = التقييم
stage-selection = الاختيار
stage-agreement = الاتفاقية
stage-monitoring = الرصد
stage-intake-about = تكتب المنظمات مقترحاتها وتقدّمها.
stage-screening-about = يجري التحقق من الأهلية وفق معايير الدعوة.
stage-evaluation-about = يمنح المقيّمون الدرجات للمقترحات المؤهلة.
stage-selection-about = تصوّت اللجنة وتختار ضمن السقف المالي.
stage-agreement-about = تُسوّى الشروط وتُوقَّع الاتفاقية.
stage-monitoring-about = تُنفَّذ المشاريع وتُقدَّم التقارير وتُصرف الدفعات.

## الحالات: المقترحات والمنح

status-draft = مسودة
status-submitted = تم التقديم
status-withdrawn = مسحوب
status-queued = في انتظار الفرز
status-in-review = قيد المراجعة
status-clarification-requested = طُلب إيضاح
status-to-confirm = في انتظار التأكيد
status-eligible = مؤهل
status-ineligible = غير مؤهل
status-appealed = قُدّم تظلّم
status-awaiting-assignment = في انتظار الإسناد
status-in-evaluation = قيد التقييم
status-third-reader-needed = يلزم مقيّم ثالث
status-evaluated = تم التقييم
status-below-threshold = دون الحد الأدنى
status-on-agenda = على جدول الأعمال
status-discussed = تمت المناقشة
status-selected = وقع عليه الاختيار
status-reserve = قائمة الاحتياط
status-deferred = مؤجَّل
status-rework = معاد للتنقيح
status-lapsed = انقضت المنحة
status-rejected-on-quality = مرفوض لأسباب تتعلق بالجودة
status-rejected-for-lack-of-funds = مرفوض لعدم كفاية الأموال
status-negotiation = قيد التفاوض
status-agreement-sent = أُرسلت الاتفاقية
status-accepted = تم القبول
status-declined = تم الاعتذار
status-signed = تم التوقيع
status-active = قيد التنفيذ
status-suspended = معلَّق
status-terminated = أُنهي قبل الأوان
status-completed = تم الإنجاز
status-closed = تم الإغلاق

## الحالات: المنظمات

status-registered = مسجَّلة
status-verification-proposed = التحقق في انتظار التأكيد
status-verified = تم التحقق منها
status-refused = رُفض التحقق

## الحالات: الدعوات

status-approved = تمت الموافقة
status-published = منشورة
status-finalised = منتهية
status-cancelled = ملغاة
status-upcoming = مرتقبة
status-open = مفتوحة

## الحالات: التقارير

status-pending = معلّق التقديم
status-not-yet-due = لم يحن موعده
status-due = حان موعده
status-overdue = متأخر
status-sent-back = أُعيد للتصحيح
status-waived = أُعفي منه

## الحالات: الدفعات

status-planned = مقرَّرة
status-requested = مطلوبة
status-paid = مدفوعة

## الحالات: الإسناد إلى المقيّمين

status-assigned = أُسند
status-recused = متنحٍّ
status-scored = مُنحت الدرجات

## الحالات: كما يراها الشخص نفسه

status-not-released = لم يُعلن القرار بعد
status-new = جديد
status-done = تم
status-waiting = في الانتظار
status-missing = ناقص
status-complete = مكتمل
status-incomplete = غير مكتمل

## الإجراءات على المقترحات

action-start = بدء طلب
action-save-draft = حفظ المسودة
action-submit = تقديم
action-replace = استبدال المقترح المقدَّم
action-withdraw = سحب
action-advance = نقل إلى المرحلة التالية
action-assign-screener = إسناد إلى مسؤول فرز
action-take-next = تولّي الملف التالي للفرز
action-take = تولّي هذا الملف
action-record-verdict = تسجيل النتيجة
action-conclude = اختتام الفرز
action-request-clarification = طلب إيضاح
action-answer-clarification = الرد على طلب الإيضاح
action-close-clarification = إنهاء انتظار الرد
action-confirm = تأكيد
action-disagree = عدم الموافقة
action-settle = تسوية الخلاف
action-appeal = تقديم تظلّم
action-decide-appeal = البت في التظلّم
action-retract = سحب القرار
action-reinstate = إعادة إلى الإجراءات
action-assign-evaluators = إسناد إلى مقيّمين
action-declare-no-conflict = الإقرار بعدم وجود تضارب في المصالح
action-declare-conflict = الإقرار بوجود تضارب في المصالح
action-decline-assignment = الاعتذار عن التقييم
action-submit-scores = تقديم الدرجات
action-open-declarations = طلب الإقرارات من المقيّمين
action-set-conflict = تسجيل تضارب في المصالح
action-settle-suspicion = البت في تضارب محتمل
action-reopen-scores = إعادة فتح الدرجات
action-appoint-rapporteur = تعيين المقرِّر
action-record-consensus = تسجيل الرأي المشترك
action-save-scores = حفظ الدرجات
action-open-voting = فتح التصويت
action-cast-ballot = التصويت
action-close-voting = إغلاق التصويت
action-record-outcome = تسجيل القرار
action-release = إعلان القرار
action-promote = ترقية من قائمة الاحتياط
action-propose-promotion = اقتراح الترقية
action-reopen-voting = إعادة فتح البند
action-return-to-agenda = إعادة البند إلى جدول الأعمال
action-accept-award = قبول المنحة
action-decline-award = رفض المنحة
action-lapse-award = إنهاء المنحة المعروضة
action-prepare-agreement = إعداد الاتفاقية
action-send-agreement = الموافقة على الاتفاقية وإرسالها
action-recall-agreement = استرجاع الاتفاقية
action-accept-agreement = قبول الاتفاقية
action-decline-agreement = الاعتذار عن المنحة
action-sign-agreement = توقيع الاتفاقية

## الإجراءات على المنح

action-submit-report = تقديم التقرير
action-send-back-report = إعادة التقرير للتصحيح
action-accept-report = قبول التقرير
action-waive-report = الإعفاء من التقرير
action-request-payment = طلب الدفع
action-approve-payment = الموافقة على الدفع
action-refuse-payment = رفض الدفع
action-record-payment = تسجيل الدفع
action-suspend = تعليق المنحة
action-resume = استئناف المنحة
action-terminate = إنهاء المنحة
action-complete = إثبات إنجاز المشروع
action-close = إغلاق المنحة

## الإجراءات على المنظمات

action-register = تسجيل منظمة
action-amend = تعديل البيانات
action-propose-verification = الإجابة عن أسئلة التحقق
action-confirm-verification = تأكيد التحقق
action-return-verification = إعادة التحقق

## الإجراءات على الدعوات

action-edit = تعديل
action-approve = موافقة
action-reopen = إعادة فتح للتعديل
action-publish = نشر
action-extend-deadline = تمديد الموعد النهائي
action-finalise = إنهاء الدعوة
action-cancel = إلغاء الدعوة

## النماذج

form-save = حفظ
form-save-and-continue = حفظ ومتابعة
form-continue = متابعة
form-back = رجوع
form-cancel = إلغاء
form-send = إرسال
form-add = إضافة
form-add-line = إضافة بند
form-remove = حذف
form-change = تغيير
form-edit = تعديل
form-search = بحث
form-filter = تصفية
form-clear = مسح
form-close = إغلاق
form-choose = اختيار
form-upload = رفع ملف
form-download = تنزيل
form-print = طباعة
form-all = الكل
form-none = لا شيء
form-other = غير ذلك
form-required = مطلوب
form-reason = السبب
form-comment = تعليق
form-confirm-question = هل أنت متأكد؟
form-saved = تم الحفظ.
form-done = تم.
form-not-answered = بلا إجابة
form-date-hint = مثلًا 2010-04-05
form-amount-hint = بالأرقام، مثلًا 45000 أو 45,000.50
form-file-hint = PDF أو Word أو Excel أو PNG أو JPEG

## عناوين الجداول والخانات

label-reference = الرقم المرجعي
label-title = العنوان
label-organisation = المنظمة
label-country = البلد
label-region = المجموعة الإقليمية
label-theme = الموضوع
label-call = الدعوة
label-status = الحالة
label-stage = المرحلة
label-since = منذ
label-due = الموعد
label-amount = المبلغ
label-requested = المبلغ المطلوب
label-awarded = المبلغ الممنوح
label-currency = العملة
label-date = التاريخ
label-time = الوقت
label-name = الاسم
label-role = الدور
label-email = البريد الإلكتروني
label-language = اللغة
label-action = الإجراء
label-actions = الإجراءات
label-person = الشخص
label-number = الرقم
label-total = المجموع
label-score = الدرجة
label-rank = الترتيب
label-digest = البصمة الرقمية (SHA-256)
label-documents = الوثائق
label-history = سجل الأحداث
label-summary = ملخص
label-details = التفاصيل
label-waiting-since = في الانتظار منذ
label-submitted-at = تاريخ التقديم
label-closes = يُغلق في
label-opens = يُفتح في
label-figures = الأرقام

## ما يمكن للشخص فعله الآن

actions-title = ما يمكنك فعله الآن
actions-none = لا يوجد ما تفعله هنا الآن.
actions-waiting-for = في انتظار: { $role }

## مهامي

work-title = مهامي
work-lead = ما ينتظرك، والأكثر إلحاحًا أولًا.
work-empty-title = لا شيء ينتظرك
work-empty-text = تظهر المهام الجديدة هنا فور إسنادها إليك.
work-count = { $n ->
    [zero] لا مهام تنتظرك
    [one] مهمة واحدة تنتظرك
    [two] مهمتان تنتظرانك
    [few] { $n } مهام تنتظرك
    [many] { $n } مهمة تنتظرك
   *[other] { $n } مهمة تنتظرك
}
work-due = الموعد: { $when }
work-queue = { $n ->
    [zero] لا ملفات في قائمة الانتظار
    [one] ملف واحد في قائمة الانتظار
    [two] ملفان في قائمة الانتظار
    [few] { $n } ملفات في قائمة الانتظار
    [many] { $n } ملفًا في قائمة الانتظار
   *[other] { $n } ملف في قائمة الانتظار
}
work-waiting-for-days = { $n ->
    [zero] في الانتظار منذ اليوم
    [one] في الانتظار منذ يوم واحد
    [two] في الانتظار منذ يومين
    [few] في الانتظار منذ { $n } أيام
    [many] في الانتظار منذ { $n } يومًا
   *[other] في الانتظار منذ { $n } يوم
}

## مكاتب العمل

desk-place = الملف { $place } من { $of }
desk-way = ملفات أخرى
desk-duration = المدة
desk-received = تاريخ التلقي

## الأعداد

count-calls = { $n ->
    [zero] لا دعوات
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $n } دعوات
    [many] { $n } دعوة
   *[other] { $n } دعوة
}
count-proposals = { $n ->
    [zero] لا مقترحات
    [one] مقترح واحد
    [two] مقترحان
    [few] { $n } مقترحات
    [many] { $n } مقترحًا
   *[other] { $n } مقترح
}
count-organisations = { $n ->
    [zero] لا منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $n } منظمات
    [many] { $n } منظمة
   *[other] { $n } منظمة
}
count-countries = { $n ->
    [zero] لا بلدان
    [one] بلد واحد
    [two] بلدان اثنان
    [few] { $n } بلدان
    [many] { $n } بلدًا
   *[other] { $n } بلد
}
count-evaluators = { $n ->
    [zero] لا مقيّمين
    [one] مقيّم واحد
    [two] مقيّمان
    [few] { $n } مقيّمين
    [many] { $n } مقيّمًا
   *[other] { $n } مقيّم
}
count-people = { $n ->
    [zero] لا أشخاص
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
count-files = { $n ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $n } ملفات
    [many] { $n } ملفًا
   *[other] { $n } ملف
}
count-votes = { $n ->
    [zero] لا أصوات
    [one] صوت واحد
    [two] صوتان
    [few] { $n } أصوات
    [many] { $n } صوتًا
   *[other] { $n } صوت
}
count-projects = { $n ->
    [zero] لا مشاريع
    [one] مشروع واحد
    [two] مشروعان
    [few] { $n } مشاريع
    [many] { $n } مشروعًا
   *[other] { $n } مشروع
}
count-points = { $n ->
    [zero] لا نقاط
    [one] نقطة واحدة
    [two] نقطتان
    [few] { $n } نقاط
    [many] { $n } نقطة
   *[other] { $n } نقطة
}
count-words = { $n ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $n } كلمات
    [many] { $n } كلمة
   *[other] { $n } كلمة
}
count-days = { $n ->
    [zero] لا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
count-months = { $n ->
    [zero] لا أشهر
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
}
count-shown = { $n ->
    [zero] لا شيء معروض
    [one] معروض: واحد
    [two] معروض: اثنان
    [few] معروض: { $n }
    [many] معروض: { $n }
   *[other] معروض: { $n }
}
duration-hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
duration-days = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}

## القوائم

list-empty = لا شيء لعرضه.
list-empty-filtered = لا شيء يطابق هذه التصفية.
list-search-hint = كلمات من الرقم المرجعي أو العنوان أو اسم المنظمة

## الأرقام والتواريخ

format-percent = {"\u2066"}{ $n }%{"\u2069"}
format-date-time = { $date }، { $time } ({ $zone })
format-range = من { $from } إلى { $to }
format-today = اليوم
format-tomorrow = غدًا
format-yesterday = أمس
format-days-ahead = { $n ->
    [zero] اليوم
    [one] خلال يوم واحد
    [two] خلال يومين
    [few] خلال { $n } أيام
    [many] خلال { $n } يومًا
   *[other] خلال { $n } يوم
}
format-days-ago = { $n ->
    [zero] اليوم
    [one] قبل يوم واحد
    [two] قبل يومين
    [few] قبل { $n } أيام
    [many] قبل { $n } يومًا
   *[other] قبل { $n } يوم
}

## المجموعات الإقليمية في الأمم المتحدة

region-african = الدول الأفريقية
region-asia-pacific = دول آسيا والمحيط الهادئ
region-eastern-european = دول أوروبا الشرقية
region-latin-american-and-caribbean = دول أمريكا اللاتينية ومنطقة البحر الكاريبي
region-western-european-and-others = دول أوروبا الغربية ودول أخرى
region-other = مناطق أخرى

## أسماء اللغات

language-ar = العربية
language-en = الإنكليزية
language-es = الإسبانية
language-fr = الفرنسية
language-pt = البرتغالية
language-ru = الروسية
language-zh = الصينية

## سجل الأحداث

event-by-system = النظام
event-entered = الانتقال إلى المرحلة التالية
event-procedure-entered = الانتقال إلى المرحلة التالية
event-interest-declared-free = الإقرار بعدم وجود تضارب في المصالح
event-interest-conflict-declared = الإقرار بوجود تضارب في المصالح
event-interest-conflict-set = تسجيل تضارب في المصالح
event-interest-suspected = العثور على تضارب محتمل في المصالح
event-interest-suspicion-confirmed = تأكيد التضارب المحتمل
event-interest-suspicion-dismissed = رد التضارب المحتمل
