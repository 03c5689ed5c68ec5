### Questions about a call, and their answers.

questions-title = الأسئلة والأجوبة
questions-lead = أسئلة مقدّمي الطلبات بشأن هذه الدعوة، مع أجوبة متاحة للجميع. ولا يُكشف أبدًا عمّن طرح السؤال.
questions-none = لم يُجَب عن أي سؤال بعد.
questions-all = { $n ->
    [zero] لا أسئلة مجاب عنها
    [one] اقرأ السؤال المجاب عنه
    [two] اقرأ السؤالين المجاب عنهما
    [few] اقرأ الأسئلة المجاب عنها كلها ({ $n })
    [many] اقرأ الأسئلة المجاب عنها كلها ({ $n })
   *[other] اقرأ الأسئلة المجاب عنها كلها ({ $n })
}
questions-number = السؤال { $number }
questions-asked-in = طُرح باللغة: { $language }
questions-answered-on = أُجيب عنه في { $date }
questions-corrected-on = صُحِّح الجواب في { $date }
questions-earlier = الجواب السابق المؤرخ { $date }
questions-more = أسئلة لاحقة
questions-language-missing = صدر الجواب باللغة: { $language }.

## Asking

questions-ask-title = طرح سؤال
questions-ask-lead = يُنشر سؤالك وجوابه للجميع دون ذكر اسمك. فلا تكتب ما يكشف عن هويتك.
questions-ask-until = تُقبل الأسئلة حتى { $at }.
questions-ask-over = كانت الأسئلة تُقبل حتى { $at }.
questions-ask-sign-in = سجّل الدخول لطرح سؤال أو لمتابعة هذه الدعوة
questions-text = سؤالك
questions-text-hint = { $n ->
    [zero] دون أي حرف
    [one] حرف واحد على الأكثر
    [two] حرفان على الأكثر
    [few] { $n } أحرف على الأكثر
    [many] { $n } حرفًا على الأكثر
   *[other] { $n } حرف على الأكثر
}
questions-language = لغة السؤال
questions-asked-done = أُرسل سؤالك. وسيُنشر الجواب في هذه الصفحة.
questions-own-title = أسئلتك
questions-own-open = في انتظار الجواب
questions-own-declined = لم يُجَب عنه
refusal-questions-over = كانت الأسئلة تُقبل حتى { $at }.
action-ask-question = طرح سؤال

## Following

questions-follow = متابعة هذه الدعوة
questions-unfollow = إلغاء متابعة هذه الدعوة
questions-follow-about = يُبلَّغ من يتابع الدعوة بالبريد بكل جواب. ويُبلَّغ كل من لديه طلب على أي حال.
questions-follow-done = أنت تتابع هذه الدعوة، وستُبلَّغ بالأجوبة بالبريد.
questions-unfollow-done = لم تعد تتابع هذه الدعوة.

## Answering

questions-open-title = الأسئلة المفتوحة
questions-open-lead = الأقدم أولًا. ويُنشر الجواب فورًا للجميع.
questions-open-none = لا سؤال ينتظر جوابًا.
questions-open-count = { $n ->
    [zero] لا سؤال ينتظر جوابًا
    [one] سؤال واحد ينتظر جوابًا
    [two] سؤالان ينتظران جوابًا
    [few] { $n } أسئلة تنتظر جوابًا
    [many] { $n } سؤالًا ينتظر جوابًا
   *[other] { $n } سؤال ينتظر جوابًا
}
questions-due = يجب الجواب قبل { $at }
questions-waiting = { $n ->
    [zero] طُرح اليوم
    [one] ينتظر منذ يوم واحد
    [two] ينتظر منذ يومين
    [few] ينتظر منذ { $n } أيام
    [many] ينتظر منذ { $n } يومًا
   *[other] ينتظر منذ { $n } يوم
}
questions-answer-in = الجواب باللغة: { $language }
questions-answer-hint = اكتب الجواب بلغة واحدة على الأقل من لغات الدعوة.
questions-answer-done = نُشر الجواب.
questions-decline-reason = سبب عدم الجواب
questions-decline-about = لا يُبلَّغ بذلك إلا من طرح السؤال.
questions-decline-done = لم يُجَب عن السؤال، وأُبلغ من طرحه بالسبب.
questions-correct = تصحيح هذا الجواب
questions-correct-lead = يُعتد بالجواب الجديد، ويبقى السابق مقروءًا.
action-answer-question = الجواب عن السؤال
action-decline-question = ترك السؤال دون جواب
fault-answer-missing = اكتب الجواب بلغة واحدة على الأقل.

## Mails

mail-question-answered-subject = أُجيب عن سؤال بشأن الدعوة «{ $call }»
mail-question-answered-body =
    أُجيب عن سؤال بشأن الدعوة «{ $call }»:

    { $question }

    الجواب:

    { $answer }

    جميع الأسئلة والأجوبة منشورة في صفحة الدعوة.
mail-question-declined-subject = سؤالكم بشأن الدعوة «{ $call }»
mail-question-declined-body =
    لم يُجَب عن سؤالكم بشأن الدعوة «{ $call }»:

    { $question }

    السبب:

    { $reason }
