### المنظمات: البيانات والتحقق والإنذارات.

## البيانات

organisation-title = المنظمة
organisation-register-title = تسجيل منظمتك
organisation-register-lead = مرة واحدة لكل الدعوات. هذه هي الخطوة الأولى، أما سائر الخطوات فبأي ترتيب وعلى مدى أيام.
organisation-registered = أصبحت منظمتك في السجل. أكمل الآن تسجيلها.
organisation-legal-name = الاسم القانوني
organisation-legal-name-hint = بالحروف اللاتينية، كما في شهادة التسجيل
organisation-original-name = الاسم القانوني بكتابته الأصلية
organisation-acronym = الاسم المختصر
organisation-country = بلد التسجيل
organisation-kind = الشكل القانوني
organisation-registration-number = رقم التسجيل
organisation-registered-on = تاريخ التسجيل
organisation-website = الموقع الشبكي
organisation-website-hint = يبدأ بـ https://
organisation-email = البريد الإلكتروني للمنظمة
organisation-address = العنوان البريدي
organisation-annual-budget = متوسط الميزانية السنوية للسنوات الثلاث الأخيرة
organisation-officers = المسؤولون
organisation-declarations = الإقرارات
organisation-declarations-yes = كل هذا صحيح
organisation-proposals = مقترحاتها
organisation-grants = منحها
organisation-none-title = لا تنتمي إلى منظمة بعد
organisation-none-text = سجّل منظمتك، أو اطلب من زميل أن يدعوك إليها.

## الأشكال القانونية

organisation-kind-association = جمعية
organisation-kind-foundation = مؤسسة
organisation-kind-company-not-for-profit = شركة غير ربحية
organisation-kind-network = شبكة أو اتحاد
organisation-kind-faith-based = منظمة دينية
organisation-kind-other = غير ذلك

## التحقق

verification-title = التحقق
verification-verified-until = التحقق سارٍ حتى { $date }
verification-not-verified = لم يتم التحقق

## سجل الأحداث

event-registered = تسجيل المنظمة
event-amended = تعديل البيانات
event-verification-proposed = الإجابة عن أسئلة التحقق
event-verified = تأكيد التحقق
event-verification-refused = رفض التحقق
event-verification-returned = إعادة التحقق
event-red-flag-raised = إصدار إنذار أحمر
event-red-flag-lifted = رفع الإنذار الأحمر

## Colleagues

organisation-invite = ادعُ زميلًا
