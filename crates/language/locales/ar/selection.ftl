### الاختيار من جانب اللجنة.

## جدول الأعمال

selection-title = الاختيار
panel-title = لجنة الاختيار
panel-agenda = جدول الأعمال
panel-item = البند
panel-session = الجلسة
panel-members = الأعضاء
panel-agency = الوكالة
panel-present = الحاضرون
panel-recused = المتنحّون
panel-quorum = النصاب القانوني
panel-quorum-state = صوّت { $present } من أصل { $needed } مطلوبين
panel-open = التصويت مفتوح
panel-not-open = لم يُفتح التصويت
panel-closed = أُغلق التصويت
panel-rank = الترتيب
panel-score = الدرجة
panel-suggestion = وفق قاعدة الدعوة
panel-fits = ضمن السقف
panel-does-not-fit = يتجاوز السقف
panel-ceiling = السقف
panel-awarded = الممنوح حتى الآن
panel-left = المتبقي
panel-empty-title = جدول الأعمال خالٍ
panel-empty-text = تظهر الملفات هنا عند اكتمال تقييمها.

## الأصوات

ballot-title = صوتك
ballot-lead = يمكنك التصويت من جديد حتى إغلاق البند؛ ويُعتد بآخر صوت.
ballot-fund = التمويل كما هو مطلوب
ballot-fund-reduced = التمويل بمبلغ أقل
ballot-reserve = قائمة الاحتياط
ballot-reject = الرفض
ballot-abstain = الامتناع عن التصويت
ballot-amount = المبلغ المقترح
ballot-cast = صوتك: { $choice }
ballot-result = نتيجة التصويت
ballot-none = لا أصوات بعد

## القرارات

decision-title = القرار
decision-selected = وقع عليه الاختيار
decision-reserve = قائمة الاحتياط
decision-deferred = مؤجَّل
decision-rejected-on-quality = مرفوض لأسباب تتعلق بالجودة
decision-rejected-for-lack-of-funds = مرفوض لعدم كفاية الأموال
decision-amount = مبلغ المنحة
decision-reason = السبب
decision-reason-hint = مرتبط بالمعايير، ويُدرج في المحضر.
decision-conditions = الشروط
decision-reserve-rank = المرتبة { $rank } في قائمة الاحتياط
decision-departs = هذا يخالف الترتيب؛ ويُدرج السبب في المحضر.

## من الترتيب إلى القائمة

allocation-rank-stop = بحسب الترتيب، والتوقف عند أول ما يتجاوز السقف
allocation-rank-skip = بحسب الترتيب، وتخطّي ما يتجاوز السقف
allocation-best-total-value = المجموعة ذات أعلى مجموع درجات ضمن السقف

## الإعلان والرسائل

release-title = إعلان القرارات
release-lead = تخرج الرسائل في هذه اللحظة، ويرى مقدّمو الطلبات قراراتهم.
release-count = { $n ->
    [zero] لا قرارات للإعلان
    [one] قرار واحد للإعلان
    [two] قراران للإعلان
    [few] { $n } قرارات للإعلان
    [many] { $n } قرارًا للإعلان
   *[other] { $n } قرار للإعلان
}
release-done = تم إعلان القرار.
minutes-title = المحضر

## سجل الأحداث

event-selection-voting-opened = فتح التصويت
event-selection-ballot-cast = الإدلاء بصوت
event-selection-voting-closed = إغلاق التصويت
event-selection-outcome-recorded = تسجيل القرار
event-selection-released = إعلان القرار
event-selection-promoted = الترقية من قائمة الاحتياط
