### لوحة «ماذا لو» للدعوة: سقف آخر أو قاعدة أخرى أو أوزان أو حصص، إلى جانب قاعدة الدعوة.

board-title = ماذا لو
board-lead = انظر ما تُفضي إليه الملفات نفسها بسقف آخر أو قاعدة أخرى أو أوزان أو حصص أخرى.
board-binding = قاعدة الدعوة:
board-not-binding = لا شيء هنا ملزم. القائمة المعتمدة هي التي تضعها القاعدة المنشورة مع الدعوة.
board-seen = تُعدّ القائمتان من الملفات التي يحق لك الاطلاع عليها.
board-not-understood = تعذّر فهم ما يلي فتُرك:
board-ceiling = حدّ الميزانية
board-rule = القاعدة
board-completion = المال الذي يتبقى بعد الحصص المتساوية
board-completion-none = يبقى
board-completion-greedy = يذهب إلى الأكثر أصواتًا
board-completion-add1 = تُرفع الحصص
board-completion-add1-greedy = تُرفع الحصص، ثم يذهب الباقي إلى الأكثر أصواتًا
board-reduced = يجوز أن ينال الملف الواقع عند الحدّ أقل مما يطلب
board-by-ballots = تُرتَّب الملفات بأصوات الأعضاء، لذا لا توزن الأقسام.
board-weights = أوزان الأقسام
board-weights-hint = الوزن في جدول الدرجات هو 100. وتُردّ الدرجات إلى الحد الأقصى للجدول نفسه كي تصح المقارنة.
board-quotas = الحصص
board-quotas-hint = كم ملفًّا وكم من المال يجب أو يجوز أن تنال كل مجموعة. اترك ما لا حدّ له فارغًا.
board-quota-by-region = المناطق
board-quota-by-theme = الموضوعات
board-quota-by-country = البلدان
board-quota-by-size = حجم المبلغ المطلوب
board-size-up-to = حتى { $amount }
board-size-above = فوق { $amount }
board-at-least = الملفات، على الأقل
board-at-most = الملفات، على الأكثر
board-at-least-money = المال، على الأقل
board-at-most-money = المال، على الأكثر
board-compute = عرض القائمة
board-back = العودة إلى قاعدة الدعوة
board-count-stay = { $n ->
    [zero] لا يبقى أي ملف
    [one] يبقى ملف واحد
    [two] يبقى ملفان
    [few] تبقى { $n } ملفات
    [many] يبقى { $n } ملفًّا
   *[other] يبقى { $n } ملف
}
board-count-enter = { $n ->
    [zero] لا يدخل أي ملف
    [one] يدخل ملف واحد
    [two] يدخل ملفان
    [few] تدخل { $n } ملفات
    [many] يدخل { $n } ملفًّا
   *[other] يدخل { $n } ملف
}
board-count-leave = { $n ->
    [zero] لا يخرج أي ملف
    [one] يخرج ملف واحد
    [two] يخرج ملفان
    [few] تخرج { $n } ملفات
    [many] يخرج { $n } ملفًّا
   *[other] يخرج { $n } ملف
}
board-none-title = لا ملفات
board-none-text = تظهر الملفات هنا بعد أن تُعرض على اللجنة وتقدّم إقرارك بشأنها.
board-files = القائمتان
board-sure = المراتب المرجّحة
board-likely = من { $best } إلى { $worst } من أصل { $of }
board-likely-unknown = لا يمكن تحديدها
board-bound = بحسب قاعدة الدعوة
board-this = بهذه الإعدادات
board-bound-files = الملفات بحسب قاعدة الدعوة
board-this-files = الملفات بهذه الإعدادات
board-moved = الفرق
board-nothing = لا شيء
board-asked = من أصل
board-why = السبب
board-place-from = من المرتبة { $place }
board-stays = يبقى
board-enters = يدخل
board-leaves = يخرج
board-out = خارج القائمتين
board-by-region = المال بحسب المنطقة
board-by-theme = المال بحسب الموضوع
board-no-theme = بلا موضوع
board-all = المجموع
board-not-exact = قُطع البحث عن أعلى مجموع قبل نهايته. وقد توجد قائمة أفضل.
board-unmet = لم يُبلغ الحد الأدنى لـ{ $group }: { $reached } من { $wanted }.
board-unmet-impossible = لا يمكن بلوغ الحد الأدنى لـ{ $group } لقلة الطلبات: { $reached } من { $wanted }.
board-unwanted = { $n ->
    [zero] لم تصوّت اللجنة ضد تمويل أي ملف.
    [one] صوّتت اللجنة ضد تمويل ملف واحد. وهو خارج القائمتين.
    [two] صوّتت اللجنة ضد تمويل ملفين. وهما خارج القائمتين.
    [few] صوّتت اللجنة ضد تمويل { $n } ملفات. وهي خارج القائمتين.
    [many] صوّتت اللجنة ضد تمويل { $n } ملفًّا. وهي خارج القائمتين.
   *[other] صوّتت اللجنة ضد تمويل { $n } ملف. وهي خارج القائمتين.
}

## السبب

board-why-fits = المطلوب { $asked }، وكان الباقي قبله { $left }.
board-why-minimum = أُخذ أولًا كي تبلغ { $group } حدّها الأدنى.
board-why-reduced = بقي { $award } من أصل { $asked } المطلوبة، وهذا يكفي بحسب الدعوة.
board-why-no-room = المطلوب { $asked }، والباقي { $left }.
board-why-no-room-least = الباقي { $left }، والمطلوب { $asked }، وأصغر منحة { $least }.
board-why-stopped = يلي { $reference }، وهو أول ملف لم يتسع له المال.
board-why-most-files = نالت { $group } أقصى عدد من الملفات.
board-why-most-money = نالت { $group } أقصى مبلغ.
board-why-in-best = ضمن القائمة ذات المجموع الأعلى.
board-why-not-in-best = القائمة ذات المجموع الأعلى تستغني عنه. المطلوب { $asked }، والباقي { $left }.
board-why-bought = دفع مؤيدوه { $asked } من حصصهم، { $most } لكل منهم على الأكثر.
board-why-unaffordable = بقي لدى مؤيديه معًا { $together }، والمطلوب { $asked }. والباقي إجمالًا { $left }.
board-why-completed = مما تبقى بعد الحصص المتساوية: المطلوب { $asked }، وكان الباقي قبله { $left }.
board-why-earned = كان مؤيدوه أول من استطاع دفع { $asked }.
board-why-ended-at = انتهت القاعدة عند { $reference }، إذ لم يتسع له المال. والباقي { $left }.
board-why-unsupported = لم يصوّت له أحد. المطلوب { $asked }، والباقي { $left }.
board-why-against = ما قيل ضده أكثر مما قيل له.

## الخيارات المحفوظة

board-variants = الخيارات المحفوظة
board-variants-lead = يراها كل من يحق له الاطلاع على هذه الصفحة. ولا يحذف الخيار إلا من حفظه.
board-variant-by = حفظه { $name }، { $at }
board-variant-name = الاسم
board-variant-save = حفظ هذه الإعدادات
board-variant-saved = حُفظ الخيار.
board-variant-delete = حذف
board-variant-deleted = حُذف الخيار.
