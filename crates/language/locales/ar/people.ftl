### العاملون في المنظمة: الأدوار والدعوات وطلبات الانضمام؛ والتسجيل على خطوات.

## العاملون في المنظمة

people-of-organisation = العاملون في المنظمة
people-lead = من يعمل لديها وما يجوز لكل منهم. وكل ما يقومون به يحمل أسماءهم.
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
