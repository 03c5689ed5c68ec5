### تسجيل الدخول وإنشاء الحسابات وكلمات السر والحساب الشخصي وأشخاص المرفق.

## تسجيل الدخول

sign-in-title = تسجيل الدخول
sign-in-email = البريد الإلكتروني
sign-in-password = كلمة السر
sign-in-button = تسجيل الدخول
sign-in-forgotten = نسيت كلمة السر
sign-in-no-account = ليس لديك حساب بعد؟
sign-in-register = إنشاء حساب
sign-in-failed = البريد الإلكتروني أو كلمة السر غير صحيح.
sign-in-slow-down = { $n ->
    [zero] محاولات كثيرة. حاول مرة أخرى الآن.
    [one] محاولات كثيرة. حاول مرة أخرى بعد ثانية واحدة.
    [two] محاولات كثيرة. حاول مرة أخرى بعد ثانيتين.
    [few] محاولات كثيرة. حاول مرة أخرى بعد { $n } ثوانٍ.
    [many] محاولات كثيرة. حاول مرة أخرى بعد { $n } ثانية.
   *[other] محاولات كثيرة. حاول مرة أخرى بعد { $n } ثانية.
}
sign-in-needed = سجّل الدخول للاطلاع على هذه الصفحة.
sign-in-again = انتهت جلستك. سجّل الدخول من جديد؛ لم يضع شيء مما حفظته.
sign-out-done = تم تسجيل خروجك.
sign-out-everywhere = تسجيل الخروج من كل الأجهزة
sign-out-everywhere-done = تم تسجيل خروجك من كل الأجهزة.

## العرض التجريبي

demonstration-banner = عرض تجريبي: الأسماء مختلَقة ولا يخرج أي بريد من هذا الخادم.
demonstration-today = اليوم هو { $date }.
demonstration-accounts = حسابات للتجربة
demonstration-accounts-lead = حساب لكل دور. كلمة السر لجميعها { $password }.
demonstration-enter-as = الدخول بدور: { $role }
demonstration-mails = الرسائل المحفوظة في العرض التجريبي
demonstration-mails-lead = ما كان سيُرسل، والأحدث أولًا.
mails-none-title = لا رسائل بعد
mails-none-text = تظهر الرسائل هنا عند كل فعل تترتب عليه رسالة.
mails-choose = اختر رسالة لقراءتها.
mails-older = رسائل أقدم
mails-to = إلى { $name }

## إنشاء حساب

register-title = إنشاء حساب
register-lead = لمن يقدّمون طلبات باسم منظمة. أما العاملون في المرفق فتُوجَّه إليهم دعوة.
register-name = اسمك
register-email = البريد الإلكتروني
register-email-hint = نرسل رابطًا لتأكيده.
register-password = كلمة السر
register-password-hint = 12 حرفًا على الأقل. أفضلها بضع كلمات لا يجمع بينها سواك.
register-language = لغة رسائلنا
register-button = إنشاء الحساب
register-sent-title = تفقّد بريدك
register-sent-text = إذا كان العنوان جديدًا لدينا فسيصلك رابط لتأكيده، وهو صالح لمدة { duration-hours }.
register-have-account = لدي حساب

## تأكيد العنوان

confirm-title = تأكيد البريد الإلكتروني
confirm-button = تأكيد
confirm-done = تم تأكيد عنوانك. يمكنك الآن تسجيل الدخول.
link-invalid-title = هذا الرابط لا يعمل
link-invalid-text = سبق استخدامه أو انتهت صلاحيته. اطلب رابطًا جديدًا.
link-new = طلب رابط جديد

## تغيير كلمة السر المنسية

reset-title = استعادة كلمة السر
reset-lead = اكتب بريدك الإلكتروني، ونرسل إليك رابطًا لاختيار كلمة سر جديدة.
reset-button = إرسال الرابط
reset-sent-title = تفقّد بريدك
reset-sent-text = إذا كان لهذا العنوان حساب فسيصله رابط، وهو صالح لمدة { duration-hours }.
reset-choose-title = اختيار كلمة سر جديدة
reset-new-password = كلمة السر الجديدة
reset-save = حفظ كلمة السر
reset-done = تم تغيير كلمة السر. سجّل الدخول بالكلمة الجديدة.

## قبول دعوة للعمل

invite-title = مرحبًا
invite-lead = دُعيت إلى العمل في هذا المرفق بصفة { $role }. اختر كلمة سر للبدء.
invite-button = البدء

## الحساب الشخصي

account-title = حسابي
account-language = اللغة
account-language-saved = تم تغيير اللغة.
account-password-title = تغيير كلمة السر
account-password-current = كلمة السر الحالية
account-password-new = كلمة السر الجديدة
account-password-saved = تم تغيير كلمة السر، وتم تسجيل خروجك من الأجهزة الأخرى.
account-password-wrong = ليست هذه كلمة السر الحالية.
account-sessions-title = الأجهزة التي سجّلت الدخول منها
account-session-this = هذا الجهاز
account-tokens-title = مفاتيح واجهة البرمجة
account-tokens-lead = يتيح المفتاح لبرنامج أن يعمل باسمك. ولا يُعرض إلا مرة واحدة.
account-token-name = الغرض منه
account-token-scope = يتيح
account-token-scope-read = قراءة
account-token-scope-write = قراءة وكتابة
account-token-create = إنشاء مفتاح
account-token-created = المفتاح الجديد، ولن يُعرض مرة أخرى:
account-token-revoke = إبطال
account-token-last-used = آخر استخدام
account-token-never-used = لم يُستخدم قط
account-roles-title = أدواري
account-no-roles = ليس لكم دور بعد. سجّلوا منظمتكم لتقديم الطلبات، أو انتظروا دعوة.

## أشخاص المرفق

people-title = أشخاص المرفق
people-lead = من يجوز له أن يفعل ماذا. كل تعيين يبقى في السجل.
people-invite-title = دعوة شخص
people-invite-button = إرسال الدعوة
people-invited = أُرسلت الدعوة.
people-role = الدور
people-call = للدعوة
people-every-call = كل الدعوات
people-agency = الوكالة
people-agency-hint = الوكالة التي يمثلها عضو اللجنة
people-end = إنهاء التعيين
people-ended = انتهى التعيين.
people-disabled = معطَّل
people-none = لا دور له الآن
people-since = منذ { $date }
people-language = لغة الرسائل
people-language-hint = لغة الدعوة وكل رسالة بعدها
people-email-hint = من لديه حساب يُعيَّن على الفور.
people-end-question = هل تريد إنهاء هذا التعيين؟ ستنتهي جميع جلسات هذا الشخص.
