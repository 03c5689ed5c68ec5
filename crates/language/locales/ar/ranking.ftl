### ترتيب مقترحات الدعوة والمقارنة بين المقيّمين.

ranking-title = الترتيب
ranking-more = المزيد عن هذا الترتيب
ranking-sheet = الترتيب
ranking-place = المرتبة
ranking-ordered-by-raw = الترتيب بحسب الدرجة الأصلية، كما تنص الدعوة
ranking-ordered-by-adjusted = الترتيب بحسب الدرجة المعدَّلة، كما تنص الدعوة
ranking-place-by-this = المرتبة { $place } بحسب هذه الدرجة
ranking-passing = عند الحد الأدنى أو فوقه
ranking-too-little-overlap = الملفات المشتركة أقل من أن تسمح بالحكم
ranking-no-overlap = عدد الملفات التي قرأها أكثر من مقيّم قليل جدًّا. لذا لا يمكن تعديل أي درجة، ولا وصف أحد بالتشدد أو التساهل.
ranking-groups = { $n ->
    [zero] لا مجموعات من المقيّمين.
    [one] هناك مجموعة واحدة من المقيّمين.
    [two] ينقسم المقيّمون إلى مجموعتين لا تشتركان إلا في ملفات قليلة جدًّا. ولا تصح المقارنة بين الدرجات المعدَّلة لملفات من مجموعتين مختلفتين.
    [few] ينقسم المقيّمون إلى { $num } مجموعات لا تشترك إلا في ملفات قليلة جدًّا. ولا تصح المقارنة بين الدرجات المعدَّلة لملفات من مجموعات مختلفة.
    [many] ينقسم المقيّمون إلى { $num } مجموعة لا تشترك إلا في ملفات قليلة جدًّا. ولا تصح المقارنة بين الدرجات المعدَّلة لملفات من مجموعات مختلفة.
   *[other] ينقسم المقيّمون إلى { $num } مجموعة لا تشترك إلا في ملفات قليلة جدًّا. ولا تصح المقارنة بين الدرجات المعدَّلة لملفات من مجموعات مختلفة.
}
ranking-mixed-grids = قُيّمت بعض الملفات بنسخة أخرى من جدول الدرجات. وتظهر أقسامها حيث توجد في النسختين.
ranking-all-files = جميع الملفات
ranking-search-hint = الرقم المرجعي أو العنوان أو المنظمة
ranking-columns = الأعمدة
ranking-none-title = لا ملفات لترتيبها
ranking-none-text = تظهر الملفات هنا بعد أن يقدّم المقيّمون درجاتهم، وحين تطابق عوامل التصفية.
ranking-line = الحد الأدنى { $points }: الملفات التالية دونه.
ranking-files-text = ما يطابق عوامل التصفية، بهذا الترتيب، وبجميع الأعمدة.
ranking-view-make-standard = فتح الترتيب بطريقة العرض هذه

## الأعمدة

ranking-column-place = المرتبة
ranking-column-reference = الرقم المرجعي
ranking-column-title = العنوان
ranking-column-organisation = المنظمة
ranking-column-country = البلد
ranking-column-region = المنطقة
ranking-column-theme = الموضوع
ranking-column-status = الحالة
ranking-column-currency = العملة
ranking-column-requested = المبلغ المطلوب
ranking-column-amount = المبلغ المطلوب
ranking-column-raw = الدرجة الأصلية
ranking-column-raw-place = المرتبة بالدرجة الأصلية
ranking-column-adjusted = الدرجة المعدَّلة
ranking-column-adjusted-low = الطرف الأدنى للدرجة المعدَّلة
ranking-column-adjusted-high = الطرف الأعلى للدرجة المعدَّلة
ranking-column-adjusted-place = المرتبة بالدرجة المعدَّلة
ranking-column-places = المراتب المرجّحة
ranking-column-place-best = أفضل مرتبة مرجّحة
ranking-column-place-worst = أدنى مرتبة مرجّحة
ranking-column-comparable-files = الملفات المقارَنة
ranking-column-evaluators = المقيّمون
ranking-column-spread = التباعد
ranking-column-sections = الأقسام
ranking-column-marks = ملاحظات

## جانب الحد الأدنى والعلامات

ranking-side = الحد الأدنى
ranking-side-above = عند الحد الأدنى أو فوقه
ranking-side-below = دون الحد الأدنى
ranking-side-unscored = بلا درجة بعد
ranking-marks = ملاحظات
ranking-mark-below-threshold = دون الحد الأدنى
ranking-mark-section-minimum = دون الحد الأدنى لأحد الأقسام
ranking-mark-too-few-evaluators = عدد المقيّمين غير كافٍ
ranking-mark-third-reader = مقيّم ثالث
ranking-mark-reopened = أُعيد فتح الدرجات
ranking-mark-not-adjusted = غير معدَّلة: تُحتسب الدرجة الأصلية
ranking-mark-red-flag = علامة حمراء

## الرسم وكيفية قراءته

ranking-chart-title = الدرجات المعدَّلة ومجالاتها
ranking-chart-lead = النقطة هي الدرجة المعدَّلة، والخط مجالها بنسبة 95 في المائة، والمعيّن الدرجة الأصلية. والخط المتقطع هو الحد الأدنى. وترد الأرقام نفسها في الجدول أعلاه.
ranking-chart-file = { $title }: الدرجة الأصلية { $raw }، والدرجة المعدَّلة { $adjusted }
ranking-how-title = كيف حُسبت هذه الأرقام
ranking-how-raw = الدرجة الأصلية هي الدرجة المسجلة: ما منحه المقيّمون مجمَّعًا وفق قاعدة الدعوة.
ranking-how-adjusted = تستبعد الدرجة المعدَّلة أثر تشدد مقيّمي الملف أو تساهلهم. ويُستدل على ذلك من الملفات التي يشتركون فيها مع غيرهم فقط، ويُقرَّب من الصفر حيث تقل الأدلة.
ranking-how-interval = يبيّن المجال مدى الثقة في الدرجة المعدَّلة: ففي 95 حالة من كل 100 تقع القيمة الحقيقية ضمنه. والمراتب المرجّحة هي التي يحتلها الملف في 95 من كل 100 سحب من هذه المجالات.
ranking-how-overlap = لا تصح مقارنة المقيّمين الذين يشتركون مع غيرهم في أقل من ثلاثة ملفات. وتُحتسب درجاتهم كما هي.

## المقيّمون

ranking-evaluators-title = المقارنة بين المقيّمين
ranking-evaluators-lead = مدى تشدد كل مقيّم أو تساهله، ومدى الاتفاق بينهم، وما يكون عليه الترتيب من دون كل منهم.
ranking-evaluator = المقيّم
ranking-severity = التشدد أو التساهل
ranking-severity-lead = النقاط التي يمنحها المقيّم أقل (+) أو أكثر (−) من غيره للملفات نفسها. والخط هو المجال بنسبة 95 في المائة. وترد الأرقام نفسها في الجدول أدناه.
ranking-harsh = متشدد
ranking-lenient = متساهل
ranking-neither = لا فرق واضحًا
ranking-from-to = من { $low } إلى { $high }
ranking-shared = الملفات المشتركة
ranking-scale = استخدام سلّم الدرجات
ranking-noise = البعد عن الآخرين
ranking-made-of = الفروق المعتادة: { $quality } بين الملفات، و{ $severity } بين المقيّمين، و{ $error } بفعل المصادفة في الدرجة الواحدة، بالنقاط.
ranking-chart-evaluator = { $name }: { $severity } بالنقاط، من { $low } إلى { $high }
ranking-without-title = الترتيب من دون كل مقيّم
ranking-without-lead = المراتب التي تحتلها الملفات لو استُبعدت درجات أحد المقيّمين.
ranking-without = من دون
ranking-changes = ما يتغيّر
ranking-far = الانتقال أكثر من هذا العدد من المراتب
ranking-first = ضمن الأوائل
ranking-count-again = إعادة العدّ
ranking-without-moved = { $n ->
    [zero] لا ينتقل أي ملف أكثر من { $far } من المراتب.
    [one] ينتقل ملف واحد أكثر من { $far } من المراتب.
    [two] ينتقل ملفان أكثر من { $far } من المراتب.
    [few] تنتقل { $num } ملفات أكثر من { $far } من المراتب.
    [many] ينتقل { $num } ملفًّا أكثر من { $far } من المراتب.
   *[other] ينتقل { $num } ملف أكثر من { $far } من المراتب.
}
ranking-without-lost = { $n ->
    [zero] لا يفقد أي ملف درجته من دونه.
    [one] يبقى ملف واحد بلا درجة من دونه.
    [two] يبقى ملفان بلا درجة من دونه.
    [few] تبقى { $num } ملفات بلا درجة من دونه.
    [many] يبقى { $num } ملفًّا بلا درجة من دونه.
   *[other] يبقى { $num } ملف بلا درجة من دونه.
}
ranking-without-crossing = يدخل ضمن الأوائل ({ $first }): { $enter }. ويخرج منهم: { $leave }.
ranking-which-files = أي الملفات
ranking-place-moves = من المرتبة { $with } إلى المرتبة { $without }
ranking-without-score = بلا درجة

## الأسئلة

ranking-questions = أسئلة جدول الدرجات
ranking-questions-lead = يُقاس الاتفاق بمعامل ألفا لكريبندورف: 1 اتفاق تام، و0 ما تأتي به المصادفة. وتعدّ الأعمدة الدرجات بأعشار السلّم بدءًا من أدناه.
ranking-scores = الدرجات
ranking-alpha = الاتفاق
ranking-alpha-of-totals = الاتفاق على المجاميع: { $alpha }. { $worth }
ranking-alpha-good = يُعتمد عليه
ranking-alpha-fair = لاستنتاجات أولية فقط
ranking-alpha-low = لا يُعتمد عليه
ranking-distribution = التوزيع
ranking-distribution-of = الدرجات بالأعشار: { $counts }
