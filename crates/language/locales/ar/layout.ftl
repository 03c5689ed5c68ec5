### إطار كل صفحة والأجزاء المشتركة.

layout-skip = انتقل إلى المحتوى الرئيسي
layout-navigation = التنقل الرئيسي
layout-signed-in-as = مسجَّل الدخول باسم
layout-sign-in = تسجيل الدخول
layout-sign-out = تسجيل الخروج
layout-demonstration = عرض تجريبي
layout-demonstration-today = التاريخ هنا هو
layout-demonstration-text = الأسماء مختلَقة ولا يخرج أي بريد من هذا الخادم.
layout-footer = منحة نظام مفتوح المصدر لإدارة ملفات مرافق المنح الصغيرة. كل قرار يبقى محفوظًا في السجل.
layout-footer-calls = الدعوات لتقديم المقترحات
layout-footer-api = واجهة البرمجة
layout-saving = جارٍ الحفظ…
layout-saved-at = حُفظ في الساعة
layout-save-failed = لم يُحفظ. أبقِ هذه الصفحة مفتوحة؛ ستُعاد محاولة الحفظ.
layout-breadcrumb = موقعك الحالي

form-errors-title = هناك مشكلة
form-optional = (اختياري)
form-words = كلمة
form-words-limit = الحد الأقصى للكلمات:
form-yes = نعم
form-no = لا

ribbon-label = موضع الملف في الإجراءات
ribbon-done = اكتملت
ribbon-here = الملف هنا الآن
ribbon-stopped = انتهى الملف هنا
ribbon-ahead = لم تبدأ بعد

timeline-by = بواسطة
timeline-no-events = لم يحدث شيء بعد.

pager-label = الصفحات
pager-next = الصفحة التالية
pager-first = العودة إلى الصفحة الأولى
pager-shown = المعروض:

funnel-caption = من التسجيل إلى التمويل
funnel-step = المرحلة
funnel-count = العدد
funnel-share = النسبة من المرحلة السابقة
money-committed = الملتزَم به
money-paid = المدفوع
money-left = المتبقي
money-ceiling = السقف
map-label = خريطة البلدان التي وردت منها مقترحات؛ والأرقام نفسها في القائمة أدناه
map-disclaimer = لا تعني الحدود والأسماء المبيَّنة والتسميات المستخدمة في هذه الخريطة إقرارًا أو قبولًا رسميًّا من جانب الأمم المتحدة. بيانات الخريطة: Natural Earth.
map-legend = المقترحات
map-none = لا شيء

layout-home = إلى الصفحة الأولى
layout-request-id = إذا طلبتم المساعدة فاذكروا هذا الرقم:
error-400-title = تعذّرت قراءة هذا الطلب
error-400-text = في العنوان أو النموذج شيء غير متوقع. ارجعوا وتحقّقوا منه ثم أرسلوه مرة أخرى.
error-403-title = لا يمكنكم القيام بهذا
error-403-text = ربما بقيت الصفحة مفتوحة وقتًا طويلًا. ارجعوا وأعيدوا تحميلها ثم حاولوا مرة أخرى.
error-404-title = هذه الصفحة غير موجودة
error-404-text = ربما لم تكن موجودة قط، أو ليس لكم الاطلاع عليها. تحقّقوا من العنوان أو انتقلوا إلى الصفحة الأولى.
error-429-title = محاولات كثيرة
error-429-text = انتظروا دقيقة ثم حاولوا من جديد. لم يضع شيء مما كتبتم.
error-500-title = حدث خطأ من جانبنا
error-500-text = لم يُنفَّذ شيء منقوصًا. حاولوا بعد لحظة.
error-503-title = الخدمة مشغولة
error-503-text = حاولوا بعد ثوانٍ. لم يضع شيء مما كتبتم.
