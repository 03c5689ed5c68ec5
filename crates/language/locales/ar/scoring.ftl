### مكتب المقيّمين: منح الدرجات، والأوراق التي تؤخذ دون اتصال، وكيف نتجت الدرجة، وما توصل إليه القراء معًا.

## المكتب

desk-panes = الملف وجدول الدرجات
evaluation-band = من { $from } إلى { $to }
evaluation-comment-up-to = (لازم عند { $points } فما دون)
evaluation-comment-from = (لازم عند { $points } فما فوق)
evaluation-recommendation = التوصية
evaluation-recommendation-missing = اختر توصية.
recommendation-fund = التمويل
recommendation-fund-with-conditions = التمويل بشروط
recommendation-do-not-fund = عدم التمويل
evaluation-budget-remarks = ملاحظات على الميزانية
evaluation-reached = تم بلوغه
evaluation-not-reached = لم يُبلغ
evaluation-scored-word = مُنحت درجاتها
evaluation-note = ملاحظة لنفسك
evaluation-note-hint = لا يراها أحد سواك أبدًا.
evaluation-note-keep = حفظ الملاحظة
evaluation-note-kept = حُفظت ملاحظتك.
evaluation-next-open = منح درجات الملف التالي
scoring-part = الجزء المعني من الملف:
scoring-guidance = متى تُمنح كل درجة
scoring-your-band = درجتك
scoring-print = طباعة
scoring-unsaved = لم يُحفظ بعد
scoring-offline = لا يوجد اتصال. درجاتك محفوظة على هذا الجهاز وتُرسل حين يعود الاتصال.
scoring-kept = على هذا الجهاز ما كتبته في {"{"}at{"}"} ولم يُحفظ قط.
scoring-restore = استعادته
scoring-forget = التخلص منه
scoring-back = العودة إلى السؤال
scoring-key-next = السؤال التالي
scoring-key-previous = السؤال السابق
scoring-key-digits = درجة السؤال
scoring-key-arrows = زيادة خطوة أو إنقاصها
scoring-key-clear = إزالة الدرجة
scoring-key-comment = كتابة تعليق
scoring-key-part = الجزء المعني من الملف

## الختم، والدرجات التي أُعيد فتحها

seal-title = ختم تقييمك
seal-lead = تُحسب هذه الرموز مما قدّمته بالضبط، وهي مثبتة في السجل. ولو غيّر أحد درجاتك أو تعليقاتك لاحقًا لما عادت مطابقة. دوّنها إن شئت.
seal-whole = الرموز كلها
evaluation-reopen-lead = يمكن للمقيّم تغيير الدرجات وتقديمها من جديد. ويُحفظ ما قُدّم مع اسمك والسبب. ويُبلَّغ المقيّم بالسبب بالبريد الإلكتروني.
evaluation-reopen-whose = درجات مَن
evaluation-reopen-reason = سبب إعادة الفتح
evaluation-reopened = أُعيد فتح الدرجات، ويُبلَّغ المقيّم بالبريد الإلكتروني.
evaluation-reopened-you = أُعيد فتح درجاتك. وما قدّمته هو الآن مسودتك؛ غيّر ما يلزم وقدّمها من جديد.
evaluation-earlier = نسخ أُعيد فتحها
evaluation-earlier-of = { $name }، قُدّمت في { $at }
evaluation-reopened-by = أعاد فتحها { $name } في { $at }:
evaluation-reopened-at = أُعيد فتحها في { $at }:

## كيف نتجت الدرجة

explanation-title = كيف نتجت الدرجة
explanation-you = أنت
explanation-evaluator = المقيّم
explanation-totals = المجاميع المحتسبة
explanation-recused = { $n ->
    [zero] لم يُستبعد أي مقيّم بسبب تضارب المصالح.
    [one] استُبعد مقيّم واحد بسبب تضارب المصالح وهو غائب، ولا يُعد ذلك صفرًا.
    [two] استُبعد مقيّمان بسبب تضارب المصالح وهما غائبان، ولا يُعد ذلك صفرًا.
    [few] استُبعد { $n } مقيّمين بسبب تضارب المصالح وهم غائبون، ولا يُعد ذلك صفرًا.
    [many] استُبعد { $n } مقيّمًا بسبب تضارب المصالح وهم غائبون، ولا يُعد ذلك صفرًا.
   *[other] استُبعد { $n } مقيّم بسبب تضارب المصالح وهم غائبون، ولا يُعد ذلك صفرًا.
}
explanation-declined = { $n ->
    [zero] لم يُعد أي مقيّم الملف.
    [one] أعاد مقيّم واحد الملف وهو غائب، ولا يُعد ذلك صفرًا.
    [two] أعاد مقيّمان الملف وهما غائبان، ولا يُعد ذلك صفرًا.
    [few] أعاد { $n } مقيّمين الملف وهم غائبون، ولا يُعد ذلك صفرًا.
    [many] أعاد { $n } مقيّمًا الملف وهم غائبون، ولا يُعد ذلك صفرًا.
   *[other] أعاد { $n } مقيّم الملف وهم غائبون، ولا يُعد ذلك صفرًا.
}
explanation-reading = { $n ->
    [zero] لا مقيّم يقرأ الملف الآن.
    [one] ما زال مقيّم واحد يقرأ الملف.
    [two] ما زال مقيّمان يقرآن الملف.
    [few] ما زال { $n } مقيّمين يقرؤون الملف.
    [many] ما زال { $n } مقيّمًا يقرؤون الملف.
   *[other] ما زال { $n } مقيّم يقرؤون الملف.
}
explanation-rule-mean = قاعدة هذه الدعوة: يُحتسب متوسط المجاميع كلها.
explanation-rule-third-reader = قاعدة هذه الدعوة: إذا زاد الفرق على { $percent } من المجموع الأعلى استُدعي قارئ ثالث، ثم يُحتسب متوسط أقرب مجموعين.
explanation-rule-drop-deviant = قاعدة هذه الدعوة: إذا بلغ الفرق { $percent } من أعلى مجموع ممكن أو زاد عليه استُدعي قارئ آخر، ثم يُسقط المجموع الأشد بعدًا.
explanation-waits = ورد { $done } من أصل { $readers } من التقييمات. وتُحسب الدرجة حين ترد كلها.
explanation-scores = المجاميع المقدَّمة: { $scores }
explanation-gap-higher-over = الفرق بين { $lower } و{ $higher } هو { $gap }، وهو أكثر من { $percent } من المجموع الأعلى ({ $limit }): القراء مختلفون أكثر مما يُقبل.
explanation-gap-higher-within = الفرق بين { $lower } و{ $higher } هو { $gap }، وهو ليس أكثر من { $percent } من المجموع الأعلى ({ $limit }): لا حاجة إلى قارئ ثالث.
explanation-gap-maximum-over = الفرق بين { $lower } و{ $higher } هو { $gap }، وهو يبلغ { $percent } من أعلى مجموع ممكن وقدره { $base } ({ $limit }) أو يزيد عليه: القراء مختلفون أكثر مما يُقبل.
explanation-gap-maximum-within = الفرق بين { $lower } و{ $higher } هو { $gap }، وهو أقل من { $percent } من أعلى مجموع ممكن وقدره { $base } ({ $limit }): تُحتسب المجاميع كلها.
explanation-closest-all = الفرق بين أقرب المجاميع { $gap }. وتُحتسب هذه: { $counted }.
explanation-closest = الفرق بين أقرب المجاميع { $gap }. وتُحتسب هذه: { $counted }. ولا يُحتسب: { $left }.
explanation-equidistant = الفرق بين كل مجموعين متجاورين { $gap }، فلا زوج أقرب من غيره. وتُحتسب كلها: { $counted }.
explanation-dropped = { $score } هو الأبعد عن متوسط الكل ({ $mean }) بفارق { $distance }، ولذلك يُسقط.
explanation-nobody-dropped = مجاميع مختلفة متساوية البعد عن متوسط الكل ({ $mean }) بفارق { $distance }. فلا أحد هو الأشد بعدًا، وتُحتسب كلها.
explanation-mean = متوسط { $scores }: { $sum } مقسومًا على { $count } يساوي { $mean }.
explanation-threshold-reached = { $score } يبلغ الحد الأدنى { $threshold } أو يزيد عليه.
explanation-threshold-missed = { $score } دون الحد الأدنى { $threshold }.
explanation-sections = الأقسام وحدودها الدنيا
explanation-minimum = الحد الأدنى
explanation-no-minimum = لا يوجد
explanation-goes-on = يتواصل النظر في الملف.
explanation-does-not-go-on = لا يتواصل النظر في الملف.

## ما توصل إليه القراء معًا

consensus-title = ما توافق عليه القراء
consensus-rapporteur = المقرِّر
consensus-rapporteur-hidden = أحد المقيّمين
consensus-nobody = لم يُعيَّن بعد
consensus-whom = من يحرر النص
consensus-whom-hint = أحد الذين منحوا الملف درجات.
consensus-appointed = عُيّن المقرِّر.
consensus-beside = التقييمات جنبًا إلى جنب
consensus-what = ما سُئل عنه
consensus-strengths = مواطن القوة
consensus-weaknesses = مواطن الضعف
consensus-meeting = ما خلص إليه الاجتماع
consensus-letter = قد يُبلَّغ مقدّم الطلب بمواطن القوة والضعف. فلا تكتب فيها أسماء ولا ما يدل على من منح الدرجات.
consensus-text = نص الاجتماع
consensus-text-hint = للقائمين على الدعوة. ولا يقرؤه مقدّم الطلب.
consensus-save = الحفظ كمسودة
consensus-saved = حُفظت مسودتك، ولا يراها أحد سواك.
consensus-question = هل تثبت ما توافق عليه القراء في السجل؟ يمكن استبداله لاحقًا، وتبقى هذه النسخة في السجل.
consensus-recorded = أُثبت ما توافق عليه القراء في السجل.
consensus-on-record = المثبت في السجل
consensus-recorded-by = أثبته { $name } في { $at }
consensus-recorded-at = أُثبت في { $at }
findings-title = ما توصل إليه المقيّمون
findings-lead = مواطن القوة والضعف في مقترحكم بحسب أجزاء التقييم.

## أوراق تؤخذ دون اتصال

sheet-title = منح الدرجات دون اتصال
sheet-lead = خذ ملفاتك معك في مصنف جداول أو في صفحة، وامنح درجاتها حيث شئت، ثم أعدها. يصبح ما تعيده مسودتك، أما التقديم فيكون من المكتب.
sheet-take-title = أخذ الملفات
sheet-take-lead = مصنف فيه ورقة لكل ملف تمنحه درجات الآن. أما صفحة الملف الواحد بجميع أجوبته فتجدها في مكتبه.
sheet-take-all = مصنف ملفاتي كلها
sheet-take-xlsx = مصنف هذا الملف
sheet-take-page = صفحة هذا الملف
sheet-bring-title = إعادة الأوراق
sheet-bring-lead = المصنف الذي ملأته، أو الملف الذي حفظته الصفحة.
sheet-file = الملف
sheet-bring = قراءته
sheet-confidential = سري. خاص بـ{ $name } وحده بعد إقراره بعدم وجود تضارب في المصالح. احفظه في مكان آمن واحذفه بعد إعادته.
sheet-how = اكتب درجة وتعليقًا لكل سؤال في الخلايا المؤطرة فقط، ولا تحذف صفوفًا. ثم أعد المصنف في صفحة «منح الدرجات دون اتصال».
sheet-page-how = امنح الدرجات هنا دون اتصال. يبقى ما تكتبه محفوظًا في هذا المتصفح. وفي النهاية احفظه في ملف وأعد ذلك الملف في صفحة «منح الدرجات دون اتصال».
sheet-taken = كما كان في { $at }.
sheet-no-file = ليس لديك الآن ملف تمنحه درجات.
sheet-range = النقاط
sheet-range-of = من 0 إلى { $max } بخطوات قدرها { $step }
sheet-range-weighted = من 0 إلى { $max } بخطوات قدرها { $step }، وتُحتسب { $weight } مرات
sheet-guidance = متى تُمنح كل درجة
sheet-kept = محفوظ في هذا المتصفح الساعة {"{"}at{"}"}. احفظه في ملف لتعيده.
sheet-not-kept = لا يحفظ هذا المتصفح شيئًا. احفظه في ملف قبل إغلاق الصفحة.
sheet-save = الحفظ في ملف
sheet-written = حُفظ في ملف. أعده حين يتوافر الاتصال.
sheet-of-unknown = ورقة
sheet-waits = تغيرت مسودتك منذ إعداد هذه الورقة. اختر ما تأخذه من الورقة.
sheet-nothing-taken = لا جديد
sheet-taken-count = { $n ->
    [zero] لم يُؤخذ أي تغيير
    [one] أُخذ تغيير واحد في مسودتك
    [two] أُخذ تغييران في مسودتك
    [few] أُخذت { $n } تغييرات في مسودتك
    [many] أُخذ { $n } تغييرًا في مسودتك
   *[other] أُخذ { $n } تغيير في مسودتك
}
sheet-wrong = لم يؤخذ: ما تتعذر قراءته
sheet-typed = المكتوب في الورقة
sheet-what-to-do = ما العمل
sheet-row = الصف { $row }
sheet-choose = مواضع الاختلاف
sheet-changed = ما أُخذ
sheet-here = في مسودتك
sheet-there = في الورقة
sheet-take-this = أخذ هذا
sheet-take-chosen = أخذ ما حُدّد
sheet-take-none = ترك مسودتي كما هي
fault-sheet-too-large = الملف أكبر من أن يكون ورقة درجات. أعد المصنف أو ملف الصفحة كما حُفظ.
fault-sheet-none = هذه ليست ورقة درجات. اختر المصنف الذي أخذته أو الملف الذي حفظته الصفحة.
fault-sheet-other-format = أُعدّت هذه الورقة بإصدار آخر من البرنامج. خذ ملفاتك من جديد.
fault-sheet-other-person = هذه الورقة لشخص آخر. كل واحد يعيد أوراقه.
fault-sheet-other-file = هذه الورقة لملف لا تمنحه درجات.
fault-sheet-locked = درجاتك لهذا الملف مقدَّمة ومقفلة. ولم يتغير شيء.
fault-sheet-other-grid = عُدّل جدول الدرجات منذ إعداد هذه الورقة. خذ الملف من جديد.
fault-score-off-scale = هذه الدرجة ليست على السلم. امنح درجة ضمن المدى وعلى إحدى خطواته.
