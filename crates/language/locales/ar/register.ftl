# السجل: البحث والتصفية وطرق العرض والإجراءات الجماعية والملفات

register-search-hint = أي جزء من الاسم بأي خط كُتب، والأسماء المختصرة وأرقام التسجيل أيضًا
register-more-filters = مزيد من عوامل التصفية
register-in-force = عوامل التصفية المطبّقة
register-take-off = (إزالة عامل التصفية هذا)
register-not-understood = تعذّر فهم عوامل التصفية التالية فلم تُطبّق:
register-more-than = { $n ->
    [zero] منظمات كثيرة
    [one] أكثر من منظمة واحدة
    [two] أكثر من منظمتين
    [few] أكثر من { $num } منظمات
    [many] أكثر من { $num } منظمة
   *[other] أكثر من { $num } منظمة
}
register-order = الترتيب
register-order-name = حسب الاسم
register-order-newest = الأحدث أولًا
register-verified-until = التحقق سارٍ حتى
register-registered = تاريخ التسجيل
register-from = مسجلة منذ
register-to = مسجلة حتى
register-from-day = مسجلة منذ { $day }
register-to-day = مسجلة حتى { $day }
register-previous = الصفحة السابقة

register-complete = التسجيل
register-complete-yes = التسجيل مكتمل
register-complete-no = التسجيل غير مكتمل
register-verified = التحقق
register-verified-holds = التحقق سارٍ اليوم
register-verified-within = { $n ->
    [zero] ينتهي التحقق اليوم
    [one] ينتهي التحقق خلال يوم واحد
    [two] ينتهي التحقق خلال يومين
    [few] ينتهي التحقق خلال { $n } أيام
    [many] ينتهي التحقق خلال { $n } يومًا
   *[other] ينتهي التحقق خلال { $n } يوم
}
register-verified-ended = انتهى التحقق
register-verified-none = بلا تحقق
register-verified-to-renew = يتعين تجديد التحقق
register-flag = علامة المخاطر
register-flag-from = العلامة: { $level } أو أشد
register-flag-level = المستوى
register-flag-category = موضوع العلامة
register-flag-until = آخر يوم
register-flag-until-hint = اتركوه فارغًا لعلامة تسري حتى رفعها
register-matches = مطابقات قوائم الجزاءات
register-matches-open = مطابقة مفتوحة مع قائمة الجزاءات
register-matches-confirmed = مطابقة مؤكدة مع قائمة الجزاءات
register-duplicates = التكرارات المحتملة
register-duplicates-yes = تكرار محتمل
register-duplicates-no = لا تكرار محتمل
register-applied = المقترحات
register-applied-yes = قدّمت مقترحًا
register-applied-no = لم تقدّم أي مقترح
register-funded = المنح
register-funded-yes = لديها منحة
register-funded-no = ليست لديها منحة

register-views = طرق العرض المحفوظة
register-view-all = جميع المنظمات
register-view-name = اسم طريقة العرض
register-view-save = حفظ طريقة العرض هذه
register-view-make-standard = فتح السجل بطريقة العرض هذه
register-view-standard = تُفتح أولًا
register-view-delete = حذف
register-view-saved = حُفظت طريقة العرض.
register-view-deleted = حُذفت طريقة العرض.

register-files = تنزيل القائمة
register-files-text = القائمة كما هي بعد التصفية، حتى 100,000 منظمة، دون الحسابات المصرفية والأشخاص.
register-sheet = المنظمات
register-column-id = المعرّف
register-column-legal-name = الاسم القانوني
register-column-original-name = الاسم القانوني بخطه الأصلي
register-column-acronym = الاسم المختصر
register-column-country = البلد
register-column-kind = الشكل القانوني
register-column-registration-number = رقم التسجيل
register-column-complete = مكتمل
register-column-status = الحالة
register-column-verified-until = التحقق سارٍ حتى
register-column-flag = علامة المخاطر
register-column-registered-on = تاريخ التسجيل

register-mark = تحديد
register-with-marked = إجراء على المنظمات المحددة
register-all-that-fit = جميع المنظمات المطابقة لعوامل التصفية بدلًا من المحددة
register-at-most = بحد أقصى
register-export-marked = تنزيلها (XLSX)
register-act-raise-flag = وضع علامة مخاطر
register-act-ask-renewal = طلب تجديد الوثائق والتحقق
register-nothing-marked = لم تُحدَّد أي منظمة
register-nothing-marked-text = عودوا إلى السجل وحددوا المنظمات المقصودة بالإجراء.
register-each = كل منظمة على حدة
register-outcome = ما الذي يحدث
register-outcome-will = سيُنفَّذ
register-outcome-done = نُفِّذ
register-outcome-left-out = مستثناة
register-carry-out = تنفيذ
register-back = العودة إلى السجل
register-ask-renewal-text = يتلقى كل من يكتب باسم هذه المنظمات رسالة بلغته، مرة واحدة في اليوم على الأكثر.
register-raise-flag-will = { $n ->
    [zero] لن توضع العلامة على أي منظمة.
    [one] ستوضع العلامة على منظمة واحدة.
    [two] ستوضع العلامة على منظمتين.
    [few] ستوضع العلامة على { $n } منظمات.
    [many] ستوضع العلامة على { $n } منظمة.
   *[other] ستوضع العلامة على { $n } منظمة.
}
register-raise-flag-done = { $n ->
    [zero] لم توضع العلامة على أي منظمة.
    [one] وُضعت العلامة على منظمة واحدة.
    [two] وُضعت العلامة على منظمتين.
    [few] وُضعت العلامة على { $n } منظمات.
    [many] وُضعت العلامة على { $n } منظمة.
   *[other] وُضعت العلامة على { $n } منظمة.
}
register-ask-renewal-will = { $n ->
    [zero] لن يُرسَل الطلب إلى أي منظمة.
    [one] سيُرسَل الطلب إلى منظمة واحدة.
    [two] سيُرسَل الطلب إلى منظمتين.
    [few] سيُرسَل الطلب إلى { $n } منظمات.
    [many] سيُرسَل الطلب إلى { $n } منظمة.
   *[other] سيُرسَل الطلب إلى { $n } منظمة.
}
register-ask-renewal-done = { $n ->
    [zero] لم يُرسَل الطلب إلى أي منظمة.
    [one] أُرسل الطلب إلى منظمة واحدة.
    [two] أُرسل الطلب إلى منظمتين.
    [few] أُرسل الطلب إلى { $n } منظمات.
    [many] أُرسل الطلب إلى { $n } منظمة.
   *[other] أُرسل الطلب إلى { $n } منظمة.
}
register-act-screen = الفرز مقابل قائمة الجزاءات
register-screen-text = تُقارن أسماء كل منظمة ومسؤوليها بأحدث قائمة، وتنتظر كل مطابقة جديدة أن ينظر فيها شخص.
register-screen-will = { $n ->
    [zero] لن تُفرز أي منظمة.
    [one] ستُفرز منظمة واحدة.
    [two] ستُفرز منظمتان.
    [few] ستُفرز { $n } منظمات.
    [many] ستُفرز { $n } منظمة.
   *[other] ستُفرز { $n } منظمة.
}
register-screen-done = { $n ->
    [zero] لم تُفرز أي منظمة.
    [one] فُرزت منظمة واحدة.
    [two] فُرزت منظمتان.
    [few] فُرزت { $n } منظمات.
    [many] فُرزت { $n } منظمة.
   *[other] فُرزت { $n } منظمة.
}
register-skip-no-list = لم تُقرأ أي قائمة جزاءات بعد.
register-left-out = { $n ->
    [zero] لم تُستثنَ أي منظمة.
    [one] استُثنيت منظمة واحدة، والسبب مبيّن بجانبها.
    [two] استُثنيت منظمتان، والسبب مبيّن بجانب كل منهما.
    [few] استُثنيت { $n } منظمات، والسبب مبيّن بجانب كل منها.
    [many] استُثنيت { $n } منظمة، والسبب مبيّن بجانب كل منها.
   *[other] استُثنيت { $n } منظمة، والسبب مبيّن بجانب كل منها.
}
register-cut = المنظمات المطابقة أكثر مما يشمله إجراء واحد. تُعرض أولاها وعددها { $n }؛ نفّذوا الإجراء عليها ثم عودوا إلى الباقي.
register-skip-holds = التحقق منها سارٍ حتى { $day }؛ ولم يحن موعد تجديده.
register-skip-changed = عدّلها شخص آخر منذ عرضها. اطّلعوا عليها ثم اختاروها من جديد.
register-skip-not-verified = ليس لها تحقق يمكن تجديده.
register-skip-nobody = لا يمكن الوصول إلى أي شخص يكتب باسمها.
register-skip-asked-today = أُرسل إليها الطلب اليوم.
register-due-diligence = العناية الواجبة
status-merged = مدمجة في منظمة أخرى
