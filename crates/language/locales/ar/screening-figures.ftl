### التقويم ودفعات الفرز وأرقامه.

## التقويم

calendar-title = التقويم
calendar-lead = تُحسب المهل بأيام العمل وفق هذا التقويم. ولا تتغيّر مهلة سبق تحديدها.
calendar-working = أيام العمل في الأسبوع
calendar-holidays = العطل
calendar-holidays-hint = يوم واحد في كل سطر، مع اسمه إن شئت: 2010-12-24, عيد الميلاد. ويمكنك لصق قائمة بصيغة CSV.
calendar-no-holidays = لا عطل في القائمة.
calendar-save = حفظ التقويم
calendar-saved = حُفظ التقويم.
calendar-changed = آخر تغيير: { $name }، { $at }.
weekday-mon = الاثنين
weekday-tue = الثلاثاء
weekday-wed = الأربعاء
weekday-thu = الخميس
weekday-fri = الجمعة
weekday-sat = السبت
weekday-sun = الأحد
fault-no-working-day = اختر يومًا واحدًا من أيام الأسبوع على الأقل.
fault-holiday-day = السطر { $line } لا يبدأ بتاريخ. اكتبه على هذا النحو: 2010-12-24.
fault-holiday-name = الاسم في السطر { $line } أطول مما يجوز. اكتب { $most } حرفًا على الأكثر.
fault-holidays-too-many = العطل كثيرة جدًا. احذف ما مضى منها منذ زمن: يُحفظ { $most } على الأكثر.

## الدفعات

batches-title = الدفعات
batches-lead = تُفرز الملفات على دفعات. قاعدة معلنة تحدد أيها يأتي أولًا، وتُعلن نتائج الدفعة معًا.
batches-none-title = لا دفعات بعد
batches-none-text = بعد انقضاء الموعد النهائي، يفتح أحد الموظفين الدفعة الأولى فتنتقل ملفاتها إلى الفارزين.
batch-title = الدفعة { $number }
batch-number = الدفعة
batch-rule = كيف اختيرت الملفات
batch-files = الملفات
batch-open = لم يُبتّ فيها
batch-release = الإعلان
batch-order = بأي ترتيب
batch-order-receipt = بحسب الورود
batch-order-lot = بالقرعة
batch-order-hint-receipt = ما ورد أولًا يأتي أولًا.
batch-order-hint-lot = ينتج الترتيب عن بصمات المقترحات المقدّمة، فيستطيع أي شخص إعادة القرعة.
batch-how-many = العدد
batch-how-many-hint = اتركه فارغًا لأخذ كل ما ينتظر.
batch-countries = بلدان معيّنة فقط
batch-countries-hint = اختر بلدانًا لأخذ ملفاتها وحدها. وإن لم تختر أيًا منها شملت الدفعة الجميع.
batch-most = { $n ->
    [zero] بلا ملفات
    [one] ملف واحد على الأكثر
    [two] ملفان على الأكثر
    [few] { $n } ملفات على الأكثر
    [many] { $n } ملفًا على الأكثر
   *[other] { $n } ملف على الأكثر
}
batch-waiting = { $n ->
    [0] لا ملف ينتظر.
    [zero] لا ملف ينتظر.
    [one] ملف واحد ينتظر.
    [two] ملفان ينتظران.
    [few] { $n } ملفات تنتظر.
    [many] { $n } ملفًا ينتظر.
   *[other] { $n } ملف ينتظر.
}
batch-open-title = فتح دفعة
batch-open-button = فتح الدفعة
batch-opened = فُتحت الدفعة، وملفاتها في قائمة انتظار الفارزين.
batch-opened-by = فتحها { $name }، { $at }.
batch-seed = بذرة القرعة:
batch-lot = ما يلزم لإعادة القرعة
batch-queued = في قائمة الانتظار
batch-in-work = قيد العمل
batch-eligible = مؤهلة
batch-ineligible = غير مؤهلة
batch-ready = جاهزة ولم تُعلن
batch-settled = أُعلنت أو انتقلت
batch-planned = موعد إعلان النتائج: { $at }.
batch-told = أُعلنت نتائج في { $at }.
batch-not-told = لم تُعلن النتائج بعد.
batch-hindered = لم يتم الإعلان في موعده المحدد، { $at }. { $why }
batch-read-letters = قراءة الرسائل واحدة تلو الأخرى
batch-letter = الرسالة
batch-release-now = الإعلان الآن
batch-release-later = تحديد موعد
batch-release-cancel = إلغاء الموعد
batch-moment = موعد الإعلان
batch-ready-only = إعلان ما هو جاهز وإن بقي غيره دون بتّ
batch-ready-count = { $n ->
    [0] لا نتيجة جاهزة.
    [zero] لا نتيجة جاهزة.
    [one] نتيجة واحدة جاهزة.
    [two] نتيجتان جاهزتان.
    [few] { $n } نتائج جاهزة.
    [many] { $n } نتيجة جاهزة.
   *[other] { $n } نتيجة جاهزة.
}
batch-open-count = { $n ->
    [0] لم يبق ملف دون بتّ.
    [zero] لم يبق ملف دون بتّ.
    [one] بقي ملف واحد دون بتّ.
    [two] بقي ملفان دون بتّ.
    [few] بقيت { $n } ملفات دون بتّ.
    [many] بقي { $n } ملفًا دون بتّ.
   *[other] بقي { $n } ملف دون بتّ.
}
batch-released = أُعلنت النتائج، والرسائل في طريقها إلى أصحابها.
batch-release-set = حُدّد موعد الإعلان.
batch-release-cancelled = أُلغي موعد الإعلان.
hindrance-undecided = كانت هناك نتائج لم يُبتّ فيها.
hindrance-not-allowed = لم يعد من حدّد الموعد مخوّلًا بالإعلان.
hindrance-own-act = شارك من حدّد الموعد في أحد القرارات، ولا أحد يعلن قراره بنفسه.
hindrance-nothing = لم يبق ما يُعلن.
action-open-batch = فتح دفعة
action-set-release = تحديد موعد الإعلان
action-cancel-release = إلغاء موعد الإعلان
action-release-batch = إعلان نتائج دفعة
fault-date-time = اكتب التاريخ والوقت.
refusal-batch-empty = لا ملف ينتظر ليوضع في الدفعة. اطلب ملفًا واحدًا على الأقل، وتحقق من وجود ملفات للبلدان المختارة.
refusal-results-open = { $open ->
    [zero] لم يُبتّ في بعض ملفات الدفعة.
    [one] ملف واحد في الدفعة لم يُبتّ فيه بعد. ابتّ فيه أولًا، أو أعلن ما هو جاهز.
    [two] ملفان في الدفعة لم يُبتّ فيهما بعد. ابتّ فيهما أولًا، أو أعلن ما هو جاهز.
    [few] { $open } ملفات في الدفعة لم يُبتّ فيها بعد. ابتّ فيها أولًا، أو أعلن ما هو جاهز.
    [many] { $open } ملفًا في الدفعة لم يُبتّ فيها بعد. ابتّ فيها أولًا، أو أعلن ما هو جاهز.
   *[other] { $open } ملف في الدفعة لم يُبتّ فيها بعد. ابتّ فيها أولًا، أو أعلن ما هو جاهز.
}

## الرسائل

letter-eligible = مؤهل
letter-corrected = قرار مصحّح
letter-title-eligible = إلى المؤهلين (إن أردتم مراسلتهم)
letter-title-corrected = إلى من صُحّح القرار بشأنهم (إن لم تكتبوا نصًا أُرسل نص موحّد)
letter-reasons = المعايير غير المستوفاة:
letter-undecided = لم يُبتّ في الملف بعد، فلا رسالة له.
letter-sent = وقد أُرسلت الرسالة.
letter-none = لا تُرسل رسالة: ليس في الدعوة نص لهذه النتيجة، أو لا أحد يُكتب إليه.
letter-previous = الرسالة السابقة
letter-next = الرسالة التالية
mail-eligible-subject = مقترحكم { $reference } مؤهل
mail-eligible-body =
    يستوفي مقترحكم «{ $title }» معايير الأهلية في الدعوة.
mail-ineligible-subject = أهلية مقترحكم { $reference }
mail-ineligible-body =
    لا يستوفي مقترحكم «{ $title }» معايير الأهلية في الدعوة.

    { $reasons }
mail-corrected-subject = تصحيح القرار بشأن مقترحكم { $reference }
mail-corrected-body =
    القرار الذي أرسلناه إليكم بشأن أهلية مقترحكم «{ $title }» كان خاطئًا. وقد أُلغي وأُعيد النظر في المقترح. والقرار الآن: { $outcome }.

    { $reasons }

    ونعتذر عن الخطأ.
mail-release-hindered-subject = لم يتم إعلان نتائج الدفعة { $batch }
mail-release-hindered-body =
    لم تُعلن نتائج الدفعة { $batch } من الدعوة «{ $call }» في الموعد الذي حددتموه. { $reason }

    سجّلوا الدخول للاطلاع على الدفعة وتحديد موعد آخر.

## الأرقام

statistics-title = أرقام الفرز
statistics-lead = لا تُحسب الملفات التي لك فيها تضارب مصالح.
statistics-funnel = من الورود إلى الأهلية
statistics-received = الواردة
statistics-screened = المفروزة
statistics-eligible = المؤهلة
statistics-ineligible = غير المؤهلة
statistics-share = نسبة المؤهلة من المفروزة
statistics-waiting = المنتظرة
statistics-median = وسيط أيام البتّ
statistics-criteria = بحسب المعيار
statistics-criteria-lead = عدد الملفات غير المؤهلة التي لا تستوفي كل معيار، وأسباب ذلك. وقد لا يستوفي الملف الواحد عدة معايير.
statistics-criterion = المعيار
statistics-failed = غير مستوفٍ
statistics-failed-share = من غير المؤهلة
statistics-met = مستوفٍ
statistics-in-words = بكلمات الفارز
statistics-weeks = القرارات بحسب الأسبوع
statistics-week = الأسبوع ابتداءً من
statistics-agreement-title = اتفاق فارزين اثنين
statistics-agreement = فُرزت { $files } من الملفات مرتين، دون أن يرى أحد الفارزين سجل الآخر. وفي { $agreed } منها كانت النتيجة واحدة (كابا { $kappa }).
statistics-no-second = لم يُفرز أي ملف مرتين بعد.
statistics-kappa-lead = تبيّن كابا مدى اتفاق شخصين فوق ما تأتي به المصادفة (كوهين، 1960): 1 اتفاق تام، و0 مصادفة. ولا قيمة لها حين يعطي الاثنان كل الملفات الحكم نفسه.
statistics-twice = فُرزت مرتين
statistics-agreed = الحكم نفسه
statistics-kappa = كابا
statistics-themes = بحسب الموضوع
statistics-countries = بحسب البلد
statistics-no-theme = بلا موضوع
figures-title = الأهلية بالأرقام
figures-lead = عدد المقترحات الواردة: { $received }. وقد عُرفت نتيجة { $screened } منها لدى مقدّميها، والمؤهل منها { $eligible }.
figures-few = لا يُعرض
figures-others = { $n ->
    [zero] لا بلدان محجوبة.
    [one] لا يُعرض بلد واحد.
    [two] لا يُعرض بلدان اثنان.
    [few] لا تُعرض { $n } بلدان.
    [many] لا يُعرض { $n } بلدًا.
   *[other] لا يُعرض { $n } بلد.
}
figures-note = لا تُحسب إلا النتائج التي أُبلغ بها أصحابها. ولا تُعرض الأرقام من 1 إلى 4، ولا أي رقم يمكن أن تُستنتج منه.
event-batch-opened = فتح دفعة للفرز
event-release-set = تحديد موعد إعلان النتائج
event-release-cancelled = إلغاء موعد إعلان النتائج
event-batch-released = إعلان نتائج دفعة
event-release-refused = لم يتم إعلان النتائج
