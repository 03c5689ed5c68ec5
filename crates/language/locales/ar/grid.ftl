### إعداد جدول الدرجات وتعديله.

## عند إعداد الدعوة

setup-scores-title = الدرجات
setup-grid-sum = مجموع الجدول الآن { $most }.
setup-grid-total = المجموع الذي ينبغي أن يبلغه
setup-grid-total-hint = إذا ملأته فلا تُعتمد دعوة يبلغ جدولها مجموعًا آخر.
setup-gap-percent = الفرق بالنسبة المئوية
setup-gap-percent-hint = إذا تُرك فارغًا: 30 من المجموع الأعلى لاستدعاء قارئ ثالث (ولا يُستدعى عند 30 تمامًا)، و40 من أعلى مجموع ممكن حيث يُسقط الأشد بعدًا (ويُستدعى قارئ آخر عند 40 تمامًا).
setup-ranked-by = ما يحدد الترتيب
setup-ranked-by-hint = يُحدد سلفًا. وتُعرض الأخرى إلى جانبه ولا تحل محله أبدًا.
ranked-raw = الدرجات كما مُنحت
ranked-adjusted = درجات معدَّلة بحسب تشدد المقيّمين وتساهلهم
setup-desk-title = ما يُطلب من المقيّمين إلى جانب الأسئلة
setup-recommendation = توصية: التمويل، أو التمويل بشروط، أو عدم التمويل
setup-budget-remarks = ملاحظات على الميزانية
setup-consensus = توافق قراء كل ملف، يحرره مقرِّر
setup-readers-title = من يقرأ وكم يقرأ
setup-wishes-hint = تبيّن الأرقام الخمسة الأخيرة وزن كل رغبة عند إسناد الملفات: من 0، أي لا وزن لها، إلى { $most }.
setup-scoring-days = عدد الأيام المتاحة للمقيّم لمنح درجات الملف
setup-distinct-agencies = لا يقرأ الملف نفسه مقيّمان من وكالة واحدة
setup-wish-theme = الإلمام بالموضوع
setup-wish-region = معرفة المنطقة
setup-wish-language = إجادة قراءة اللغة
setup-wish-load = تساوي العبء بين الجميع
setup-wish-spread = مقيّمون من مناطق مختلفة
setup-terms-title = شروط السرية
setup-terms-hint = يقبلها المقيّمون قبل أن يروا أي شيء. اتركها فارغة إن لم يُطلب شيء.
setup-terms-text = الشروط
setup-section-sum = المجموع الآن { $most }.
setup-comment-up-to = يلزم تعليق عند هذه الدرجة فما دون
setup-comment-from = يلزم تعليق عند هذه الدرجة فما فوق
setup-about = الجزء المعني من الاستمارة
setup-about-hint = يقود المكتب من السؤال إلى هذا الجزء من الملف.
setup-band-from = الإرشاد { $number }: أدنى درجة
setup-band-to = الإرشاد { $number }: أعلى درجة
setup-band-text = الإرشاد { $number }: متى تُمنح
setup-remove-band = إزالة الإرشاد { $number }
setup-add-band = إضافة إرشاد لمدى من الدرجات

## تعديل جدول منشور

grid-title = جدول الدرجات
grid-open = لم يمنح أحد درجات بموجبه بعد: يمكن أن يسري التعديل على كل ملف.
grid-locked = مقفل منذ تقديم أولى الدرجات في { $at }. ويسري التعديل على الملفات التي تدخل التقييم لاحقًا.
grid-revise = تعديل جدول الدرجات
grid-before = ما يختلف للملفات التي دخلت من قبل
grid-revisions = التعديلات
grid-revised-by = عدّله { $name } في { $at }
grid-beside = القديم والجديد جنبًا إلى جنب
grid-rule = القاعدة
grid-old = الساري
grid-new = الجديد
grid-differs = مختلف
grid-changes = { $n ->
    [zero] لا شيء يختلف.
    [one] تختلف قاعدة واحدة.
    [two] تختلف قاعدتان.
    [few] تختلف { $n } قواعد.
    [many] تختلف { $n } قاعدة.
   *[other] تختلف { $n } قاعدة.
}
grid-compare = الاطلاع على القديم والجديد
grid-check = التحقق
grid-leave = تركه كما هو
grid-again = مواصلة التغيير
grid-applies = على أي ملفات
grid-applies-hint = تحتفظ الملفات التي مُنحت درجات بالجدول الذي قُيّمت بموجبه.
grid-applies-all = كل ملف
grid-applies-later = الملفات التي تدخل التقييم لاحقًا
grid-reason = سبب التعديل
grid-question = هل يسري هذا الجدول؟
grid-confirm = جعله ساريًا
grid-revised = أصبح الجدول الجديد ساريًا.
