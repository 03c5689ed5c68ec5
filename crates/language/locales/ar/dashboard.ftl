### لوحة متابعة المرفق.

dashboard-title = لوحة المتابعة
dashboard-lead = الدعوة من التسجيل إلى التمويل.
dashboard-as-of = الأرقام في { $at }
dashboard-opened = تاريخ الافتتاح
dashboard-closed = تاريخ الإغلاق
dashboard-to-call = الاطلاع على الدعوة
dashboard-other-call = دعوة أخرى
dashboard-show = عرض أرقامها
dashboard-empty-title = لا أرقام بعد
dashboard-empty-text = تظهر الأرقام هنا عند نشر دعوة.
dashboard-of-ceiling = من أصل { $amount }
dashboard-from-countries = { $n ->
    [zero] من دون بلدان
    [one] من بلد واحد
    [two] من بلدين
    [few] من { $n } بلدان
    [many] من { $n } بلدًا
   *[other] من { $n } بلد
}
dashboard-of-screened = { $n ->
    [zero] لم يُفرز شيء بعد
    [one] من أصل مقترح واحد تم فرزه
    [two] من أصل مقترحين تم فرزهما
    [few] من أصل { $n } مقترحات تم فرزها
    [many] من أصل { $n } مقترحًا تم فرزها
   *[other] من أصل { $n } مقترح تم فرزها
}
dashboard-running = { $n ->
    [zero] لا اتفاقيات موقَّعة
    [one] اتفاقية موقَّعة واحدة
    [two] اتفاقيتان موقَّعتان
    [few] { $n } اتفاقيات موقَّعة
    [many] { $n } اتفاقية موقَّعة
   *[other] { $n } اتفاقية موقَّعة
}

## من التسجيل إلى التمويل

funnel-title = من التسجيل إلى التمويل
funnel-registered = المنظمات المسجَّلة
funnel-started = المسودات
funnel-submitted = المقترحات المقدَّمة
funnel-screened = ما تم فرزه
funnel-eligible = المؤهلة
funnel-ineligible = غير المؤهلة
funnel-evaluated = ما تم تقييمه
funnel-selected = ما وقع عليه الاختيار
funnel-reserve = قائمة الاحتياط
funnel-funded = الاتفاقيات الموقَّعة
funnel-countries = البلدان
funnel-waiting = في الانتظار

## الأموال

money-title = الأموال
money-requested = المطلوب
money-average = متوسط المنحة

## البلدان والمجموعات الإقليمية

countries-title = البلدان
countries-lead = البلدان التي وردت منها المقترحات
regions-title = المجموعات الإقليمية
countries-few = أقل من 5
countries-others = ووردت مقترحات أيضًا من
countries-others-note = لا تُعرض الأرقام التي تقل عن 5، ولا أي رقم يمكن أن تُستنتج منه.
countries-none = لم يرد أي مقترح بعد.
map-small = أعداد صغيرة

## الأعمال المنتظرة

ageing-title = الأعمال المنتظرة
ageing-lead = الملفات بحسب الحالة ومدة انتظارها
ageing-none = لا أعمال تنتظر المرفق.
ageing-up-to-7 = أقل من 7 أيام
ageing-up-to-14 = من 7 أيام إلى 13 يومًا
ageing-up-to-30 = من 14 إلى 29 يومًا
ageing-over-30 = 30 يومًا فأكثر
ageing-oldest = { $n ->
    [zero] الأقدم: اليوم
    [one] الأقدم: يوم واحد
    [two] الأقدم: يومان
    [few] الأقدم: { $n } أيام
    [many] الأقدم: { $n } يومًا
   *[other] الأقدم: { $n } يوم
}

## الصفحة الرئيسية العامة

home-title = منح صغيرة بقرارات شفافة
home-lead = ابحث عن دعوة، وقدّم طلبك على مهل، وتابع مقترحك حتى صدور القرار.
home-open-calls = الدعوات المفتوحة
home-how-title = كيف تسير الدعوة
