### الرسائل. لكل منها موضوع ونص، وتحيط بكل نص تحية وخاتمة وتذييل.

mail-greeting = تحية طيبة، { $name }،
mail-closing = مع أطيب التحيات،
mail-signature = مرفق المنح
mail-footer = تصلك هذه الرسالة لأنك تعمل على مقترح أو منحة في نظام «منحة». يُرجى عدم الرد عليها؛ سجّل الدخول لاتخاذ أي إجراء.

## الحساب

mail-confirm-subject = تأكيد بريدك الإلكتروني
mail-confirm-body =
    يُرجى تأكيد أن هذا بريدك الإلكتروني:

    { $link }

    يعمل الرابط مرة واحدة، لمدة { duration-hours }. إذا لم تطلب حسابًا فتجاهل هذه الرسالة.
mail-registered-again-subject = لديك حساب بالفعل
mail-registered-again-body =
    حاول أحدهم، ولعله أنت، إنشاء حساب ببريدك الإلكتروني. لديك حساب بالفعل. سجّل الدخول هنا:

    { $link }

    إذا نسيت كلمة السر فيمكنك استعادتها هناك.
mail-reset-subject = اختيار كلمة سر جديدة
mail-reset-body =
    اختر كلمة سر جديدة هنا:

    { $link }

    يعمل الرابط مرة واحدة، لمدة { duration-hours }. إذا لم تطلبه فتجاهل هذه الرسالة؛ تبقى كلمة السر كما هي.
mail-invite-subject = دعوة إلى العمل في مرفق المنح
mail-invite-body =
    دُعيت إلى العمل بصفة { $role }. اختر كلمة سر للبدء:

    { $link }

    يعمل الرابط مرة واحدة، لمدة { duration-days }.

## التقديم

mail-received-subject = تلقينا مقترحكم { $reference }
mail-received-body =
    تلقينا مقترحكم «{ $title }».

    الرقم المرجعي: { $reference }
    النسخة: { $version }
    تاريخ التلقي: { $at }{ $grace ->
        [yes] {" "}– بعد الموعد النهائي، في المهلة الإضافية التي تمنحها الدعوة
       *[no] { "" }
    }
    البصمة الرقمية للمحتوى (SHA-256): { $digest }

    يُرجى الاحتفاظ بهذه الرسالة: البصمة تثبت ما قدّمتموه، ويستطيع أي شخص إعادة حسابها من المحتوى. وتجدون الملفين والطريقة في صفحة الإيصال. ويمكنكم استبدال المقترح حتى الموعد النهائي.
mail-withdrawn-subject = سُحب المقترح { $reference }
mail-withdrawn-body =
    سُحب المقترح «{ $title }» وخرج من الإجراءات.
mail-renewal-asked-subject = يُرجى تجديد وثائق { $organisation }
mail-renewal-asked-body =
    يسري التحقق من { $organisation } حتى { $until }. وقبل إجراء التحقق من جديد، يُرجى مراجعة بيانات المنظمة وتحديث
    وثائقها:

    { $link }

    وأكثر ما يطيل التحقق شهادات انتهت صلاحيتها، ومسؤولون تركوا مناصبهم، وحساب مصرفي تغيّر.

mail-call-cancelled-subject = أُلغيت الدعوة
mail-call-cancelled-body =
    أُلغيت الدعوة «{ $call }» للسبب الآتي:

    { $reason }

    ويظل طلبكم محفوظًا، ولا يُطلب منكم شيء آخر.
mail-deadline-extended-subject = مزيد من الوقت: تمديد الموعد النهائي للدعوة
mail-deadline-extended-body =
    مُدّد الموعد النهائي للدعوة «{ $call }». وهو الآن:

    { $deadline }

    مسودتكم كما تركتموها.

mail-form-revised-subject = تغيّرت استمارة الدعوة
mail-form-revised-body =
    نُقّحت استمارة التقديم للدعوة «{ $call }». كل ما كتبتموه محفوظ؛ يُرجى مراجعة مسودتكم قبل تقديمها، فقد تكون أسئلة
    أُضيفت أو عُدّلت أو حُذفت. وما قدمتموه من قبل باقٍ كما هو.

    الموعد النهائي باقٍ كما هو: { $deadline }

## الفرز

mail-answer-expected-subject = يُرجى الرد في موعد أقصاه { $until }: المقترح { $reference }
mail-answer-expected-body =
    طلبنا منكم إيضاح نقاط شكلية في مقترحكم «{ $title }»، ولم يصلنا ردكم بعد.

    يُرجى تسجيل الدخول والرد في موعد أقصاه { $until }. وإذا لم يصل رد يُبت في المقترح كما هو.
mail-appeal-decided-subject = بُتّ في تظلّمكم: المقترح { $reference }
mail-appeal-decided-body =
    بُتّ في تظلّمكم بشأن المقترح «{ $title }».

    { $outcome ->
        [upheld] قُبل التظلّم: يواصل المقترح مساره في الإجراءات.
       *[dismissed] لم يُقبل التظلّم: يبقى القرار قائمًا.
    }

    { $reason }
mail-decision-retracted-subject = سُحب القرار المتعلق بمقترحكم { $reference }
mail-decision-retracted-body =
    سُحب القرار الذي أُبلغتم به بشأن أهلية مقترحكم «{ $title }»:

    { $reason }

    سيُفرز المقترح من جديد، وسنبلغكم بالنتيجة.
mail-clarification-requested-subject = طلب إيضاح: المقترح { $reference }
mail-clarification-requested-body =
    نحتاج إلى إيضاح نقاط شكلية في مقترحكم «{ $title }»:

    { $points }

    يُرجى تسجيل الدخول والرد في موعد أقصاه { $until }. وإذا لم يصل رد يُبت في المقترح كما هو.

## التقييم

mail-files-assigned-subject = ملفات للتقييم في انتظارك
mail-files-assigned-body =
    أُسندت إليك ملفات من الدعوة «{ $call }». يُرجى تسجيل الدخول وتقديم إقرار تضارب المصالح لكل منها، ثم منح الدرجات لما ليس فيه تضارب.

mail-evaluation-reminder-subject = ملفات من «{ $call }» في انتظارك
mail-evaluation-reminder-body =
    ثمة ملفات من الدعوة «{ $call }» في انتظارك. ما ينتظر إقرارك بشأن تضارب المصالح: { $undeclared }. ما ينتظر درجاتك: { $reading }. { $n ->
        [zero] لم يتأخر أي منها.
        [one] تأخر ملف واحد منها.
        [two] تأخر ملفان منها.
        [few] تأخرت { $n } ملفات منها.
        [many] تأخر { $n } ملفًا منها.
       *[other] تأخر { $n } ملف منها.
    }

    يُرجى تسجيل الدخول. وإذا تعذر عليك تقييمها فيُرجى الاعتذار عنها كي يقرأها غيرك.

mail-scores-reopened-subject = أُعيد فتح درجاتك في الملف { $reference }
mail-scores-reopened-body =
    أُعيد فتح درجاتك في الملف { $reference }. السبب: { $reason }

    يُرجى تسجيل الدخول ومراجعة درجاتك وتقديمها من جديد. وما قدمته من قبل محفوظ.

## القرارات

mail-invited-subject = طلبكم { $reference }: المرحلة التالية
mail-invited-body =
    اجتاز طلبكم «{ $title }» هذه المرحلة. ونطلب منكم الآن استكمال مرحلته التالية.
mail-selected-subject = وقع الاختيار على مقترحكم { $reference }
mail-selected-body =
    يسرّنا إبلاغكم بأن الاختيار قد وقع على مقترحكم «{ $title }» للتمويل. والخطوة التالية هي تسوية شروط اتفاقية المنحة معكم.
mail-reserve-subject = مقترحكم { $reference } على قائمة الاحتياط
mail-reserve-body =
    أُدرج مقترحكم «{ $title }» في قائمة الاحتياط. وسنكتب إليكم إذا توافرت الأموال.
mail-not-selected-subject = القرار بشأن مقترحكم { $reference }
mail-not-selected-body =
    يؤسفنا إبلاغكم بأن مقترحكم «{ $title }» لن يُموَّل. سجّلوا الدخول للاطلاع على الأسباب.

## المنح

mail-agreement-sent-subject = اتفاقية المنحة جاهزة: { $reference }
mail-agreement-sent-body =
    اتفاقية المنحة الخاصة بـ«{ $title }» في انتظار ردكم، وهي مرفقة بصيغة PDF. يُرجى تسجيل الدخول لقراءتها وقبولها. { $until }
mail-report-due-subject = حان موعد التقرير { $number }: { $reference }
mail-report-due-body =
    موعد التقرير { $number } عن مشروعكم «{ $title }» هو { $due }. يُرجى تسجيل الدخول لكتابته وتقديمه.
mail-report-overdue-subject = تأخر التقرير { $number }: { $reference }
mail-report-overdue-body =
    كان موعد التقرير { $number } عن مشروعكم «{ $title }» هو { $due }، ولم يصل بعد. يُرجى تسجيل الدخول لتقديمه، أو الكتابة إلى موظف البرامج المعني إذا كان ثمة ما يحول دون ذلك.
mail-report-sent-back-subject = التقرير { $number } بحاجة إلى تصحيح: { $reference }
mail-report-sent-back-body =
    شكرًا لكم على التقرير { $number } عن مشروعكم «{ $title }». قبل أن نستطيع قبوله، يُرجى معالجة النقاط التالية:

    { $points }
mail-report-accepted-subject = قُبل التقرير { $number }: { $reference }
mail-report-accepted-body =
    قُبل التقرير { $number } عن مشروعكم «{ $title }». شكرًا لكم.
mail-payment-made-subject = صُرفت دفعة: { $reference }
mail-payment-made-body =
    صُرفت الدفعة { $number } من المنحة الخاصة بـ«{ $title }»: { $amount }. وقد يستغرق وصولها إلى حسابكم بضعة أيام.

## الوثائق

mail-document-expiring-subject = قرب انتهاء سريان { $kind } لدى { $organisation }
mail-document-expiring-body =
    الوثيقة «{ $name }» ({ $kind }) لدى { $organisation } سارية حتى { $date }، { $n ->
        [0] أي حتى اليوم
        [zero] أي حتى اليوم
        [one] أي حتى الغد
        [two] أي بعد يومين
        [few] أي بعد { $n } أيام
        [many] أي بعد { $n } يومًا
       *[other] أي بعد { $n } يوم
    }. يُرجى تسجيل الدخول ووضع نسخة جديدة مكانها في الوقت المناسب.
mail-document-expired-subject = انتهى سريان { $kind } لدى { $organisation }
mail-document-expired-body =
    كانت الوثيقة «{ $name }» ({ $kind }) لدى { $organisation } سارية حتى { $date }، ولم يعد يُعتدّ بها. يُرجى تسجيل الدخول ووضع نسخة جديدة مكانها.
