### الاختيار من جانب اللجنة.

## جدول الأعمال

selection-title = الاختيار
panel-title = لجنة الاختيار
panel-agenda = جدول الأعمال
panel-item = البند
panel-session = الجلسة
panel-members = الأعضاء
panel-agency = الوكالة
panel-present = حاضر
panel-recused = متنحٍّ
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

panel-none-title = لست عضوًا في أي لجنة
panel-none-text = تظهر اللجان هنا حين تُعيَّن في إحداها.
panel-items = البنود
panel-my-votes-left = أصوات لم تُدلِ بها بعد
panel-of-ceiling = من { $ceiling }
panel-open-all = فتح كل البنود
panel-open-all-question = هل تفتح التصويت على كل البنود المنتظرة؟
panel-opened = فُتح التصويت على البنود.
panel-close-all = إغلاق كل البنود المكتملة النصاب
panel-close-all-question = هل تغلق كل بند اكتمل نصابه؟ لا يمكن تغيير الأصوات بعد ذلك.
panel-closed-all = أُغلقت البنود المكتملة النصاب، وبقي غيرها مفتوحًا.
panel-close-question = هل تغلق التصويت على هذا البند؟ لا يمكن تغيير الأصوات بعد ذلك.
panel-refresh = الاطلاع على المستجدات
panel-vote = التصويت
panel-vote-awaited = صوتك منتظَر
panel-has-voted = أدلى بصوته
panel-not-declared = لم يقدّم إقراره بعد
panel-item-opened = فُتح التصويت على البند.
panel-item-closed = أُغلق التصويت.
panel-evaluations = ما يقوله المقيّمون
panel-read-proposal = قراءة المقترح
panel-declare-lead = قبل فتح جدول الأعمال: حدّد كل مقدّم طلب لديك معه تضارب في المصالح.
panel-declaration = تضارب المصالح
panel-declare-confirm = قرأت القائمة كاملة، وأقرّ بأن ليس لدي تضارب في المصالح مع مقدّمي الطلبات الذين لم أحدّدهم.
panel-declare-confirm-missing = أكّد أنك قرأت القائمة كاملة.
panel-declared = سُجّلت إقراراتك.

## الأصوات

ballot-title = صوتك
ballot-lead = يمكنك التصويت من جديد حتى إغلاق البند؛ ويُعتد بآخر صوت.
ballot-fund = التمويل كما هو مطلوب
ballot-fund-reduced = التمويل بمبلغ أقل
ballot-fund-with-conditions = تمويل بشروط
ballot-score = درجات
ballot-approve = يُموَّل ضمن الميزانية
ballot-not-approve = لا يُدرج
ballot-place = مرتبة
ballot-reserve = قائمة الاحتياط
ballot-reject = الرفض
ballot-abstain = الامتناع عن التصويت
ballot-amount = المبلغ المقترح
ballot-cast = صوتك: { $choice }
ballot-result = نتيجة التصويت
ballot-none = لا أصوات بعد

ballot-fund-hint = كامل المبلغ المطلوب
ballot-fund-reduced-hint = اذكر المبلغ أدناه
ballot-fund-with-conditions-hint = اذكر الشروط في المناقشة، وتُثبت في النتيجة
ballot-score-hint = درجات صحيحة
ballot-approve-hint = من المشاريع التي تموّلها ضمن الميزانية
ballot-not-approve-hint = ليس منها
ballot-place-hint = الأولى هي الأفضل
ballot-reserve-hint = يُموَّل إذا توافرت أموال
ballot-reject-hint = لا يرقى إلى مستوى هذه الدعوة
ballot-abstain-hint = يُحتسب في النصاب لا في النتيجة
ballot-amount-hint = عند التمويل بمبلغ أقل فقط: من { $min } إلى أقل من { $max }
ballot-counted = احتُسب صوتك.

## القرارات

decision-title = القرار
decision-selected = وقع عليه الاختيار
decision-reserve = قائمة الاحتياط
decision-deferred = مؤجَّل
decision-rework = معاد للتنقيح
decision-rejected-on-quality = مرفوض لأسباب تتعلق بالجودة
decision-rejected-for-lack-of-funds = مرفوض لعدم كفاية الأموال
decision-amount = مبلغ المنحة
decision-reason = السبب
decision-reason-hint = مرتبط بالمعايير، ويُدرج في المحضر.
decision-conditions = الشروط
decision-reserve-rank = المرتبة { $rank } في قائمة الاحتياط
decision-departs = هذا يخالف الترتيب؛ ويُدرج السبب في المحضر.

decision-amount-hint = للملفات التي وقع عليها الاختيار فقط
decision-place = المرتبة في قائمة الاحتياط
decision-place-when = لقائمة الاحتياط فقط
decision-place-hint = اذكر مرتبة في قائمة الاحتياط من 1 إلى { $most }.
decision-recorded = سُجّل القرار.
decision-promoted = اختير الملف من قائمة الاحتياط.
decision-promotion-proposed = اقتُرحت الترقية، ويؤكدها شخص ثانٍ.

## من الترتيب إلى القائمة

allocation-rank-stop = بحسب الترتيب، والتوقف عند أول ما يتجاوز السقف
allocation-rank-skip = بحسب الترتيب، وتخطّي ما يتجاوز السقف
allocation-best-total-value = المجموعة ذات أعلى مجموع درجات ضمن السقف
allocation-equal-shares = الحصص المتساوية لأصوات الأعضاء
allocation-phragmen = طريقة فراغمين لأصوات الأعضاء

outline-title = من الترتيب إلى القائمة
outline-lead = ما تنتهي إليه قاعدة الدعوة من الأصوات المغلقة في حدود السقف.
outline-planned = بموجب هذه القائمة
outline-place = الرقم
outline-selected-lead = تؤيد الأغلبية تمويلها، والأموال كافية.
outline-reserve-lead = تُموَّل بهذا الترتيب إذا توافرت أموال.
outline-no-funds-lead = تؤيد الأغلبية تمويلها، لكن لم يبق شيء من الأموال.
outline-rejected-lead = لا أغلبية تؤيد تمويلها.
outline-blocked = المنظمة غير متحقَّق منها، أو عليها علامة حمراء
outline-still-open = { $n ->
    [zero] كل البنود مغلقة.
    [one] بند واحد لم يُغلق بعد وليس في هذه القائمة.
    [two] بندان لم يُغلقا بعد وليسا في هذه القائمة.
    [few] { $n } بنود لم تُغلق بعد وليست في هذه القائمة.
    [many] { $n } بندًا لم تُغلق بعد وليست في هذه القائمة.
   *[other] { $n } بند لم تُغلق بعد وليست في هذه القائمة.
}
outline-empty-title = لا أصوات مغلقة تنتظر قرارًا
outline-empty-text = أغلق بنودًا من جدول الأعمال ثم عد إلى هنا.
outline-record-title = تسجيل القرارات
outline-record-lead = تُسجَّل كل قرارات هذه القائمة دفعة واحدة بسبب واحد. ويمكن قبل ذلك تسجيل أي قرار منفردًا في صفحته.
outline-record = تسجيل كل القرارات
outline-record-question = هل تسجّل كل هذه القرارات؟
outline-recorded = سُجّلت القرارات.

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
release-all = إعلان كل القرارات
release-question = هل تعلن كل القرارات؟ ستخرج الرسائل الآن.
release-all-done = أُعلنت القرارات.
release-done = تم إعلان القرار.
minutes-title = المحضر

## سجل الأحداث

event-selection-voting-opened = فتح التصويت
event-selection-ballot-cast = الإدلاء بصوت
event-selection-voting-closed = إغلاق التصويت
event-selection-outcome-recorded = تسجيل القرار
event-selection-released = إعلان القرار
event-selection-promoted = الترقية من قائمة الاحتياط
event-selection-ballot-sealed = أُدلي بصوت سري
event-selection-voting-reopened = أُعيد فتح البند
event-selection-returned-to-agenda = أُعيد إلى جدول الأعمال
event-selection-promotion-proposed = اقتُرحت الترقية
event-selection-award-accepted = قُبلت المنحة
event-selection-award-declined = رُفضت المنحة
event-selection-award-lapsed = انقضت المنحة

## المنح في صفحة مقدّم الطلب

return-to-agenda-lead = نقّح مقدّم الطلب المقترح، وتصوّت الهيئة عليه من جديد.
return-to-agenda-what = ما الذي نُقّح
promote-confirm-lead = يقترح زميل تمويل هذا الملف من القائمة الاحتياطية بمبلغ { $amount }. أكّد ذلك بصفتك الشخص الثاني.
promote-confirm-plain = يقترح زميل اختيار هذا الملف من القائمة الاحتياطية. أكّد ذلك بصفتك الشخص الثاني.
promote-passed-over = { $n ->
    [zero] لا يُتخطى أي ملف.
    [one] يُتخطى ملف واحد له مرتبة أفضل.
    [two] يُتخطى ملفان لهما مرتبة أفضل.
    [few] تُتخطى { $num } ملفات لها مرتبة أفضل.
    [many] يُتخطى { $num } ملفًا لها مرتبة أفضل.
   *[other] يُتخطى { $num } ملف لها مرتبة أفضل.
}
accept-award-lead = اختارت الهيئة مقترحكم لمنحة قدرها { $amount }. اقبلوها حتى { $until }.
decline-award-lead = إذا رفضتم، تذهب المنحة إلى مشروع آخر، ولا يمكن التراجع عن ذلك.
lapse-award-lead = لم يقبل مقدّم الطلب في الموعد، أو لم يعد ممكنًا منح المبلغ. ويصبح المال متاحًا.
