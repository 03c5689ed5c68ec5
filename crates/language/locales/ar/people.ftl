### العاملون في المنظمة: الأدوار والدعوات وطلبات الانضمام؛ والتسجيل على خطوات.

## العاملون في المنظمة

people-of-organisation = العاملون في المنظمة
people-of-organisation-lead = من يعمل لديها وما يجوز لكل منهم. وكل ما يقومون به يحمل أسماءهم.
people-members = العاملون
people-you = أنت
people-confirmed = العنوان مؤكَّد
people-unconfirmed = العنوان غير مؤكَّد
people-contacts = { $n ->
    [zero] لا يوجد من يمكن الاتصال به على عنوان مؤكَّد.
    [one] يمكن الاتصال بشخص واحد على عنوان مؤكَّد.
    [two] يمكن الاتصال بشخصين على عنوانين مؤكَّدين.
    [few] يمكن الاتصال بـ { $n } أشخاص على عناوين مؤكَّدة.
    [many] يمكن الاتصال بـ { $n } شخصًا على عناوين مؤكَّدة.
   *[other] يمكن الاتصال بـ { $n } شخص على عناوين مؤكَّدة.
}
people-contacts-needed = يلزم شخصان قبل أن تتمكن المنظمة من تقديم مقترح. ادعُ زميلًا.
people-change = تعديل
people-change-role = تغيير الدور
people-hand-over = نقل المسؤولية عن المنظمة
people-hand-over-question = يصبح هذا الشخص مسؤولًا عن المنظمة وتصبح أنت محرّرًا. هل تنقل المسؤولية؟
people-remove = إنهاء عمله في المنظمة
people-leave = ترك المنظمة
people-role-done = تم تغيير الدور.
people-hand-over-done = تم نقل المسؤولية عن المنظمة، وأنت الآن محرّر.
people-remove-done = لم يعد هذا الشخص يعمل في المنظمة.
people-left = لقد تركت المنظمة.
member-owner = مسؤول
member-editor = محرّر
member-reader = قارئ

## الدعوات

invitation-lead = يتلقى الشخص رابطًا بالبريد يعمل مرة واحدة ولمدة 14 يومًا. ولا ينضم أحد قبل أن يقبل.
invitations-open = دعوات لم يُردّ عليها
invitation-sent = أرسلها { $by } في { $at }
invitation-until = يعمل الرابط حتى { $at }
invitation-expired = انتهت صلاحية الرابط
invitation-send-again = إعادة الإرسال
invitation-withdraw = سحب الدعوة
invitation-is-sent = الدعوة في طريقها.
invitation-send-again-done = أُعيد إرسال الدعوة. ولم يعد الرابط السابق يعمل.
invitation-withdraw-done = سُحبت الدعوة. ولم يعد رابطها يعمل.
fault-invited = لهذا العنوان دعوة سابقة. أعد إرسالها بدلًا من ذلك.
fault-colleague = يعمل في المنظمة بالفعل شخص بهذا العنوان.
fault-too-many-invitations = دعوات كثيرة لم يُردّ عليها بعد. اسحب بعضها أولًا.
fault-not-reachable = عنوان هذا الشخص غير مؤكَّد، أو حسابه مغلق.
fault-too-many-requests = كثير من طلباتك لم يُبتّ فيه بعد.

## قبول الدعوة

join-title = دعوة إلى العمل في منظمة
join-text = يدعوك { $by }. دورك: { $role }.
join-accept = قبول
join-decline = رفض
join-sign-in = سجّل الدخول للقبول
join-sign-in-text = لديك حساب بهذا العنوان. سجّل الدخول وستعود إلى هنا.
join-other-account = أُرسلت الدعوة إلى عنوان غير عنوان الحساب الذي سجّلت الدخول به. سجّل الخروج ثم افتح الرابط من جديد.
join-open-title = افتح حسابك
join-open = فتح الحساب وقبول الدعوة
join-accepted = أهلًا بك. أنت تعمل الآن في المنظمة.
join-opened = فُتح حسابك، وأنت تعمل الآن في المنظمة. سجّل الدخول.
join-declined = رفضت الدعوة.
join-invalid-text = استُخدمت الدعوة أو سُحبت أو انتهت صلاحيتها. اطلب من مسؤول المنظمة إعادة إرسالها.

## طلب الانضمام

join-requests = طلبات الانضمام
join-admit = قبول الانضمام
join-decline-request = رفض الطلب
join-admit-done = انضم الشخص إلى المنظمة، وأُبلغ بالبريد.
join-decline-done = رُفض الطلب، وأُبلغ الشخص بالبريد.

## الرسائل

mail-colleague-invited-subject = دعوة إلى العمل في منظمة
mail-colleague-invited-body =
    يدعوك { $by } إلى العمل في «{ $organisation }» لدى مرفق المنح. دورك: { $role }.

    اقبل الدعوة أو ارفضها هنا:

    { $link }

    يعمل الرابط مرة واحدة، لمدة { duration-days }. وإذا كنت لا تعرف المنظمة فتجاهل هذه الرسالة.
mail-join-requested-subject = طلب للانضمام إلى منظمتك
mail-join-requested-body =
    يطلب أحد الأشخاص العمل في «{ $organisation }». اطّلع على الطلب ثم اقبله أو ارفضه:

    { $link }
mail-join-admitted-subject = أنت تعمل الآن في المنظمة
mail-join-admitted-body =
    قبل أحد مسؤولي «{ $organisation }» انضمامك:

    { $link }
mail-join-declined-subject = رُفض طلب انضمامك
mail-join-declined-body =
    رفض أحد مسؤولي «{ $organisation }» طلب انضمامك. والسبب:

    { $reason }

    ويبقى ما بدأت تسجيله كما هو.

## سجل الأحداث

event-person-invited = دعوة زميل
event-person-joined = قبول الدعوة
event-person-admitted = قبول انضمام شخص طلب ذلك
event-role-changed = تغيير دور أحد العاملين
event-handed-over = نقل المسؤولية عن المنظمة
event-person-removed = انتهاء عمل شخص في المنظمة

## أسباب الرفض

refusal-registration-incomplete = تسجيل منظمتك غير مكتمل. أكمله أولًا؛ وما كتبته محفوظ.
refusal-contacts-missing = { $have ->
    [zero] لا يمكن الاتصال بأي شخص من منظمتك على عنوان مؤكَّد؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
    [one] لا يمكن الاتصال إلا بشخص واحد من منظمتك على عنوان مؤكَّد؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
    [two] لا يمكن الاتصال إلا بشخصين من منظمتك على عناوين مؤكَّدة؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
    [few] لا يمكن الاتصال إلا بـ { $have } أشخاص من منظمتك على عناوين مؤكَّدة؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
    [many] لا يمكن الاتصال إلا بـ { $have } شخصًا من منظمتك على عناوين مؤكَّدة؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
   *[other] لا يمكن الاتصال إلا بـ { $have } شخص من منظمتك على عناوين مؤكَّدة؛ والمطلوب { $needed }. ادعُ زميلًا أولًا.
}
refusal-last-owner = لا بد للمنظمة من مسؤول. انقل المسؤولية عنها إلى غيرك أولًا.

## التسجيل على خطوات

registration-title = التسجيل
registration-lead = املأ الأجزاء بأي ترتيب تشاء وعُد متى شئت. وكل ما تحفظه يبقى محفوظًا.
registration-saved = تم الحفظ.
registration-missing = لا يزال ناقصًا:
registration-ready = اكتمل التسجيل. ويمكن لمنظمتك أن تتقدم بالطلبات.
registration-documents = الوثائق
registration-save-and-leave = الحفظ والعودة لاحقًا
registration-things-missing = { $n ->
    [zero] التسجيل غير مكتمل
    [one] التسجيل غير مكتمل: ينقصه أمر واحد
    [two] التسجيل غير مكتمل: ينقصه أمران
    [few] التسجيل غير مكتمل: تنقصه { $n } أمور
    [many] التسجيل غير مكتمل: ينقصه { $n } أمرًا
   *[other] التسجيل غير مكتمل: ينقصه { $n } أمر
}
registration-contact-missing = ينقص شخص ثانٍ للاتصال به على عنوان مؤكَّد
registration-before-applying = قبل أن تتمكن المنظمة من تقديم المقترح

section-identity = الأسماء والعنوان
section-legal-status = الوضع القانوني
section-governance = الإدارة
section-money = الشؤون المالية
section-experience = الخبرة
section-declarations = الإقرارات
section-lead-identity = من هي المنظمة وأين مقرها.
section-lead-legal-status = كيفية تسجيل المنظمة لدى سلطات بلدها.
section-lead-governance = متى تأسست المنظمة، ومن يديرها أو يتصرف باسمها.
section-lead-money = ما كان لدى المنظمة من أموال، وأين تحتفظ بها، ومن يراجع حساباتها.
section-lead-experience = ما أنجزته المنظمة، واللغات التي تعمل بها.
section-lead-declarations = أجب عن كل منها باسم المنظمة ومن يديرونها. ويجب أن تكون كل الإجابات «نعم» قبل أن تتمكن المنظمة من التقدم بطلب.

substance-identity = تم التحقق من المنظمة أو يجري التحقق منها. وأي تغيير في أسمائها أو شكلها القانوني أو بلدها يُنهي ذلك التحقق، أما تغيير العنوان فلا.
substance-legal-status = تم التحقق من المنظمة أو يجري التحقق منها. وأي تغيير في الرقم أو السلطة أو التواريخ يُنهي ذلك التحقق، ويلزم التحقق منها من جديد.
substance-governance = تم التحقق من المنظمة أو يجري التحقق منها. وأي تغيير في مسؤوليها يُنهي ذلك التحقق، ويلزم التحقق منها من جديد.
substance-money = تم التحقق من المنظمة أو يجري التحقق منها. وأي تغيير في حسابها المصرفي يُنهي ذلك التحقق، أما تغيير الميزانيات فلا.
substance-declarations = تم التحقق من المنظمة أو يجري التحقق منها. وأي تغيير في إجابة يُنهي ذلك التحقق، ويلزم التحقق منها من جديد.

missing-address = العنوان البريدي
missing-email = البريد الإلكتروني للمنظمة
missing-registration-number = رقم التسجيل، أو سبب عدم وجوده
missing-registration-authority = سلطة التسجيل
missing-registered-on = تاريخ التسجيل
missing-registration-certificate = شهادة التسجيل
missing-officers = المسؤولون
missing-founded-on = تاريخ التأسيس
missing-budgets = الميزانيات السنوية
missing-bank-account = الحساب المصرفي
missing-audited-statement = البيان المالي المراجَع، أو سبب عدم وجوده
missing-experience = الخبرة
missing-working-languages = لغات العمل
missing-declarations = الإجابة عن الإقرارات الثمانية بنعم

organisation-original-name-hint = كما يُكتب بلغته، إن لم تكن تُكتب بالحروف اللاتينية
registration-other-names = الأسماء الأخرى والسابقة
registration-other-names-hint = الأسماء التي تُعرف بها المنظمة أو كانت تُعرف بها، بأي كتابة
registration-name-kind = نوع الاسم
registration-add-name = إضافة اسم
name-kind-other = مستعمل إلى جانب الاسم القانوني
name-kind-former = اسم سابق
registration-org-id = معرّف المنظمة (org-id)
registration-org-id-hint = رمز السجل والرقم فيه، مثل GB-CHC-202918
registration-org-id-guide = ابحث عن رمز سجلك في موقع org-id.guide
registration-authority = السلطة المسجَّلة لديها المنظمة
registration-authority-hint = مثل وزارة أو محكمة أو سجل جمعيات
registration-expires-on = ينتهي التسجيل في
registration-expires-hint = اتركه فارغًا إن لم يكن له تاريخ انتهاء
registration-certificate-upload = أضف شهادة التسجيل إلى الوثائق
registration-unregistered-reason = سبب عدم وجود رقم أو شهادة
registration-unregistered-hint = مثلًا: لا ينص قانون البلد على ذلك، أو أن التجديد جارٍ
registration-founded-on = تاريخ التأسيس
registration-officers-hint = كل من يدير المنظمة أو يجوز له إلزامها: مجلس الإدارة والمدير وأمين الصندوق
registration-officer = المسؤول
registration-officer-name = الاسم بالحروف اللاتينية
registration-officer-original-name = الاسم بكتابته الأصلية
registration-officer-position = المنصب
registration-officer-born-on = تاريخ الميلاد
registration-officer-born-hint = يميّز بين المتشابهين في الأسماء عند المقارنة بقوائم الجزاءات
registration-add-officer = إضافة مسؤول
registration-budgets = ميزانيات السنوات الأخيرة
registration-budgets-hint = ما كان لدى المنظمة من أموال في كل سنة من جميع المصادر
registration-budget-of = ميزانية { $year }
registration-bank-account = الحساب المصرفي
registration-bank-hint = باسم المنظمة نفسها. ولا يظهر الرقم كاملًا إلا لمسؤولي المنظمة ولمن يتولون الدفع في المرفق.
registration-bank-holder = الاسم المسجَّل به الحساب
registration-bank-name = المصرف
registration-bank-country = بلد المصرف
registration-bank-number = رقم الحساب المصرفي الدولي (IBAN) أو رقم الحساب
registration-bank-number-hint = الرقم الدولي إن كان معمولًا به في البلد، وإلا فالرقم الذي يستعمله المصرف
registration-bank-bic = رمز المصرف (BIC أو SWIFT)
registration-audit-upload = أضف البيان المالي المراجَع إلى الوثائق
registration-unaudited-reason = سبب عدم وجود بيان مالي مراجَع
registration-unaudited-hint = مثلًا: لا يشترطه القانون، أو أن بيان السنة الماضية لا يزال لدى مراجع الحسابات
registration-experience = ما أنجزته المنظمة حتى الآن
registration-experience-hint = المشاريع مع سنواتها ومانحيها ونتائجها
registration-languages = لغات العمل
registration-other-languages = لغات عمل أخرى
registration-other-languages-hint = أسماؤها، تفصل بينها فواصل

declaration-lawful-purpose = تسعى المنظمة إلى أهداف مشروعة بوسائل مشروعة، ويجيز لها نظامها الأساسي تنفيذ العمل الذي تتقدم بطلب بشأنه.
declaration-not-for-profit = لا تستهدف المنظمة الربح ولا توزّع أي فائض على أعضائها أو مسؤوليها أو غيرهم.
declaration-no-listed-parties = ليست المنظمة، ولا أي ممن يديرونها أو ينتفعون بأموالها، مدرجة في قوائم الجزاءات الصادرة عن مجلس الأمن التابع للأمم المتحدة، ولا يدعم أي منهم أحدًا مدرجًا فيها.
declaration-no-fraud-or-corruption = لم تصدر بحق المنظمة ولا بحق أي ممن يديرونها إدانة بالاحتيال أو الفساد أو الرشوة أو غسل الأموال أو تمويل الإرهاب، ولا يجري التحقيق معهم في شيء من ذلك.
declaration-no-exploitation-or-abuse = لدى المنظمة قواعد تحظر الاستغلال والانتهاك الجنسيين وتُلزم كل من يعمل لديها؛ ولم يثبت على أي من العاملين لديها شيء من ذلك، ويُنظر في كل ادعاء ويُبلَّغ عنه.
declaration-no-forced-labour = لا تستخدم المنظمة العمل القسري ولا عمل الأطفال، ولا تشارك في الاتجار بالأشخاص، وتشترط ذلك على من تشتري منهم.
declaration-no-bankruptcy = ليست المنظمة مفلسة ولا معسرة ولا قيد التصفية، وقد سدّدت ما عليها من ضرائب واشتراكات اجتماعية.
declaration-information-true = كل ما ورد في هذا التسجيل صحيح وكامل، وستصحّحه المنظمة كلما تغيّر شيء منه.

fault-too-many = هذا العدد أكبر من المسموح به.
fault-order = تاريخ النهاية سابق لتاريخ البداية.
fault-years = وردت سنة مرتين.
fault-org-id = اكتب رمز السجل والرقم فيه، مثل GB-CHC-202918.
fault-iban = رقم الحساب المصرفي الدولي غير صحيح. راجع كل حرف فيه.
fault-bank-country = رقم الحساب المصرفي الدولي من بلد آخر.
fault-bank-number = اكتب من 4 إلى 34 حرفًا ورقمًا.
fault-bic = يتألف رمز المصرف من 8 أو 11 حرفًا ورقمًا، مثل ABCDKENA.
fault-language = لا تُعرف لغة بالاسم «{ $name }». اكتبه كما في القائمة.

## هل هذه منظمتك؟

twins-title = هل هذه منظمتك؟
twins-lead = في السجل منظمات تشبه المنظمة التي تسجّلها. فإن كانت إحداها منظمتك فاطلب من مسؤوليها الانضمام إليها حتى لا تُسجَّل مرتين.
twins-notice = في السجل منظمة تشبه منظمتك.
twins-shared = أوجه التطابق:
shared-registration-number = رقم التسجيل
shared-bank-account = الحساب المصرفي
shared-website = الموقع الشبكي
shared-officer = مسؤول ذكرته
shared-name = الاسم، أو يكاد
twins-yes = نعم، أطلب الانضمام
twins-message = رسالة إلى المسؤولين عنها
twins-message-hint = اذكر من أنت وما عملك في المنظمة. ويرى المسؤولون اسمك وبريدك الإلكتروني.
twins-ask = إرسال الطلب
twins-no = لا، أتابع
twins-no-text = إن لم تكن أي منها منظمتك فتابع. وقد ينظر موظفو المرفق في المنظمتين ويسألونك.
join-asked-waiting = طلبت الانضمام، وسيرد المسؤولون.
join-asked-declined = رُفض طلب انضمامك. ولا يزال بإمكان المسؤولين أن يدعوك.
join-asked-done = أُرسل طلبك إلى المسؤولين، وستُبلَّغ بقرارهم بالبريد.

action-complete-registration = استكمال التسجيل
action-decide-join-requests = البتّ في طلبات الانضمام
