### Receipts, versions, and organisations that apply together.

## The receipt

receipt-title = إيصال التسلّم
receipt-version = النسخة
receipt-received = وقت التلقي
receipt-in-grace = ورد المقترح بعد الموعد النهائي، في المهلة الإضافية التي تمنحها الدعوة.
receipt-entry = بصمة القيد في سجل المرفق (SHA-256)
receipt-recompute = كيف يستطيع أي شخص إعادة حسابها
receipt-recompute-about = نزِّل الملفين. الأمر الأول لا يحتاج إلى برنامج آخر، والثاني يتحقق من الإيصال كله دون اتصال بالمرفق.
receipt-content-file = تنزيل ما تلقيناه
receipt-file = تنزيل الإيصال
receipt-versions = جميع النسخ
receipt-replaced = حلّت محل هذه النسخة نسخة لاحقة، وهي محفوظة في السجل.
receipt-print = احتفظ بهذه الصفحة: اطبعها، أو احفظها بصيغة PDF من نافذة الطباعة في المتصفح.
fault-not-declared = ضع علامة في المربع لتأكيد ذلك قبل التقديم.

## Applying together

together-title = المنظمات المتقدمة معًا
together-lead = تتقدم باسمها جميعًا:
together-about = يجب أن توافق كل واحدة منها قبل تقديم المقترح.
together-most = { $n ->
    [zero] لا يجوز أن تشترك أي منظمة مع مقدّم الطلب الرئيسي.
    [one] يجوز أن تشترك منظمة واحدة مع مقدّم الطلب الرئيسي.
    [two] يجوز أن تشترك منظمتان مع مقدّم الطلب الرئيسي.
    [few] يجوز أن تشترك { $n } منظمات على الأكثر مع مقدّم الطلب الرئيسي.
    [many] يجوز أن تشترك { $n } منظمة على الأكثر مع مقدّم الطلب الرئيسي.
   *[other] يجوز أن تشترك { $n } منظمة على الأكثر مع مقدّم الطلب الرئيسي.
}
together-none = لم تُسمَّ منظمة أخرى.
together-asked = لم تجب بعد
together-agreed = وافقت
together-question = هل تشترك هذه المنظمة مع مقدّم الطلب الرئيسي؟ لا يجوز للمنظمة الواردة في طلب واحد أن ترد في طلب آخر إذا كانت الدعوة لا تقبل إلا طلبًا واحدًا.
together-name-lead = سمِّ المنظمة ببلدها ورقم تسجيلها كما وردا في تسجيلها تمامًا، أو بمعرّفها وفق org-id. ويُسأل مالكوها بالبريد.
together-country = بلد التسجيل
together-number = رقم التسجيل
together-org-id = أو معرّفها وفق org-id
together-org-id-hint = مثلًا GB-CHC-202918
together-named = سُمّيت المنظمة، وسُئل مالكوها.
together-removed = حُذفت المنظمة من الطلب.
together-agreed-done = تشترك المنظمة مع مقدّم الطلب الرئيسي.
together-declined-done = أُبلغ مقدّم الطلب الرئيسي بأن المنظمة لا تشارك.
fault-no-organisation = لا توجد منظمة مسجلة بهذه البيانات تمامًا. اسأل المنظمة عن بيانات تسجيلها.
action-name-co-applicant = تسمية منظمة
action-remove-co-applicant = حذف من الطلب
action-agree-to-co-apply = الموافقة على التقدم معًا
action-decline-to-co-apply = رفض التقدم معًا
event-co-applicants-named = تسمية منظمة للتقدم معًا
event-co-applicants-removed = حذف منظمة من الطلب
event-co-applicants-agreed = موافقة منظمة على التقدم معًا
event-co-applicants-declined = رفض منظمة التقدم معًا

## Why something is not done

refusal-co-applicant-taken = ترد { $organisation } بالفعل في طلب آخر مقدّم إلى هذه الدعوة. والدعوة تقبل طلبًا واحدًا من كل منظمة.
refusal-co-applicants-open = { $open ->
    [zero] وافقت جميع المنظمات المسماة.
    [one] منظمة واحدة مسماة لم توافق بعد. انتظر جوابها أو احذفها.
    [two] منظمتان مسماتان لم توافقا بعد. انتظر جوابهما أو احذفهما.
    [few] { $open } منظمات مسماة لم توافق بعد. انتظر أجوبتها أو احذفها.
    [many] { $open } منظمة مسماة لم توافق بعد. انتظر أجوبتها أو احذفها.
   *[other] { $open } منظمة مسماة لم توافق بعد. انتظر أجوبتها أو احذفها.
}
refusal-too-many = { $most ->
    [zero] لا يُسمح هنا بأي عدد.
    [one] لا يُسمح هنا بأكثر من واحد.
    [two] لا يُسمح هنا بأكثر من اثنين.
    [few] لا يُسمح هنا بأكثر من { $most }.
    [many] لا يُسمح هنا بأكثر من { $most }.
   *[other] لا يُسمح هنا بأكثر من { $most }.
}
refusal-text-too-long = { $most ->
    [zero] لا تكتب أي حرف.
    [one] اكتب حرفًا واحدًا على الأكثر.
    [two] اكتب حرفين على الأكثر.
    [few] اكتب { $most } أحرف على الأكثر.
    [many] اكتب { $most } حرفًا على الأكثر.
   *[other] اكتب { $most } حرف على الأكثر.
}
refusal-decision-released = صدر القرار، ولم يعد سحب المقترح ممكنًا.
incomplete-too-large = يجب ألا تتجاوز قيمة { $what } ‏{ $most }.

## Mails

mail-co-applicant-named-subject = تطلب { $organisation } أن تتقدموا معها
mail-co-applicant-named-body =
    سمّت { $organisation } منظمتكم للتقدم معها إلى الدعوة «{ $call }» بالمشروع «{ $title }».

    يجب أن يسجّل أحد مالكي منظمتكم الدخول ويوافق قبل أن يتسنى تقديم المقترح، أو أن يرفض.
mail-co-applicant-agreed-subject = تتقدم { $organisation } معكم
mail-co-applicant-agreed-body =
    وافقت { $organisation } على التقدم معكم إلى الدعوة «{ $call }» بالمشروع «{ $title }».
mail-co-applicant-declined-subject = لا تتقدم { $organisation } معكم
mail-co-applicant-declined-body =
    رفضت { $organisation } التقدم معكم إلى الدعوة «{ $call }» بالمشروع «{ $title }»، وحُذفت من الطلب.
