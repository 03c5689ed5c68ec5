### لوحة متابعة المرفق.

dashboard-title = لوحة المتابعة
dashboard-lead = الدعوة من التسجيل إلى التمويل.

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

## الأعمال المنتظرة

ageing-title = الأعمال المنتظرة
ageing-lead = الملفات بحسب الحالة ومدة انتظارها
ageing-up-to-7 = حتى 7 أيام
ageing-up-to-14 = من 8 أيام إلى 14 يومًا
ageing-up-to-30 = من 15 إلى 30 يومًا
ageing-over-30 = أكثر من 30 يومًا
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
