### Questions about a call, and their answers.

call-read-in = قراءة الدعوة باللغة
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
questions-answer = نشر الجواب
questions-answer-in = الجواب باللغة: { $language }
questions-answer-hint = اكتب الجواب بلغة واحدة على الأقل من لغات الدعوة.
questions-answer-done = نُشر الجواب.
questions-decline-reason = سبب عدم الجواب
questions-decline-about = لا يُبلَّغ بذلك إلا من طرح السؤال.
questions-decline-done = لم يُجَب عن السؤال، وأُبلغ من طرحه بالسبب.
questions-correct = تصحيح هذا الجواب
questions-correct-lead = يُعتد بالجواب الجديد، ويبقى السابق مقروءًا.
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

## The public page of a call

call-applications = الطلبات
call-one-application = طلب واحد من كل منظمة.
call-several-applications = يجوز للمنظمة أن ترسل عدة طلبات.
call-your-time = بتوقيتك المحلي: { $time }
call-in-utc = بالتوقيت العالمي المنسق: { $time }
call-documents = وثائق الدعوة
call-documents-none = لم تُضَف أي وثيقة.
call-document-add = إضافة وثيقة
call-document-remove = حذف
call-document-added = أُضيفت الوثيقة.
call-document-removed = حُذفت الوثيقة.
call-how = كيف تُتخذ القرارات
call-how-criteria = { $n ->
    [zero] لا تُفحص أي معايير.
    [one] يُفحص معيار واحد.
    [two] يُفحص معياران.
    [few] تُفحص { $n } معايير.
    [many] يُفحص { $n } معيارًا.
   *[other] يُفحص { $n } معيار.
}
call-how-two-people = يؤكد شخص ثانٍ كل نتيجة.
call-how-two-people-ineligible = ينظر شخصان في أمر كل من يتبين أنه غير مؤهل.
call-how-clarification = { $n ->
    [zero] يجيب مقدّم الطلب فورًا إذا سُئل عن نقاط شكلية.
    [one] لمقدّم الطلب يوم عمل واحد للإجابة إذا سُئل عن نقاط شكلية.
    [two] لمقدّم الطلب يوما عمل للإجابة إذا سُئل عن نقاط شكلية.
    [few] لمقدّم الطلب { $n } أيام عمل للإجابة إذا سُئل عن نقاط شكلية.
    [many] لمقدّم الطلب { $n } يوم عمل للإجابة إذا سُئل عن نقاط شكلية.
   *[other] لمقدّم الطلب { $n } يوم عمل للإجابة إذا سُئل عن نقاط شكلية.
}
call-how-appeal = { $n ->
    [zero] لا تُقبل الاعتراضات.
    [one] تُقبل الاعتراضات خلال يوم واحد، ويبتّ فيها أشخاص لم يشاركوا في القرار.
    [two] تُقبل الاعتراضات خلال يومين، ويبتّ فيها أشخاص لم يشاركوا في القرار.
    [few] تُقبل الاعتراضات خلال { $n } أيام، ويبتّ فيها أشخاص لم يشاركوا في القرار.
    [many] تُقبل الاعتراضات خلال { $n } يومًا، ويبتّ فيها أشخاص لم يشاركوا في القرار.
   *[other] تُقبل الاعتراضات خلال { $n } يوم، ويبتّ فيها أشخاص لم يشاركوا في القرار.
}
call-how-readers = { $n ->
    [zero] لا يُقيَّم المقترح بالدرجات.
    [one] يقيّم كل مقترح مقيّم واحد ليس لديه تضارب مصالح.
    [two] يقيّم كل مقترح مقيّمان ليس لديهما تضارب مصالح، ولا يرى أحدهما درجات الآخر قبل أن يعطي درجاته.
    [few] يقيّم كل مقترح { $n } مقيّمين ليس لديهم تضارب مصالح، ولا يرى أحدهم درجات غيره قبل أن يعطي درجاته.
    [many] يقيّم كل مقترح { $n } مقيّمًا ليس لديهم تضارب مصالح، ولا يرى أحدهم درجات غيره قبل أن يعطي درجاته.
   *[other] يقيّم كل مقترح { $n } مقيّم ليس لديهم تضارب مصالح، ولا يرى أحدهم درجات غيره قبل أن يعطي درجاته.
}
call-how-threshold = يحتاج المقترح إلى { $points } نقطة على الأقل.
call-how-mean = ويُعتد بمتوسط درجاتهم.
call-how-third-reader = إذا تباعدت الدرجات، قرأ المقترح مقيّم ثالث واعتُد بمتوسط أقرب درجتين.
call-how-drop-deviant = إذا تباعدت الدرجات، قرأ المقترح مقيّم آخر وأُسقطت الدرجة الأكثر تباعدًا.
call-how-quorum = { $n ->
    [zero] لا يُشترط نصاب.
    [one] يجب أن يصوّت على المقترح عضو واحد ليس لديه تضارب مصالح.
    [two] يجب أن يصوّت على المقترح عضوان ليس لديهما تضارب مصالح.
    [few] يجب أن يصوّت على المقترح { $n } أعضاء ليس لديهم تضارب مصالح.
    [many] يجب أن يصوّت على المقترح { $n } عضوًا ليس لديهم تضارب مصالح.
   *[other] يجب أن يصوّت على المقترح { $n } عضو ليس لديهم تضارب مصالح.
}
call-how-rank-stop = تُموَّل المقترحات بترتيبها حتى لا تتسع الميزانية للمقترح التالي.
call-how-rank-skip = تُموَّل المقترحات بترتيبها، ويُتجاوز ما لا تتسع له الميزانية.
call-how-best-total-value = تُموَّل مجموعة المقترحات ذات أعلى مجموع من الدرجات تتسع له الميزانية.
call-how-reserve = { $n ->
    [zero] لا توجد قائمة احتياطية.
    [one] يوضع مقترح واحد في القائمة الاحتياطية.
    [two] يوضع مقترحان على الأكثر في القائمة الاحتياطية.
    [few] توضع { $n } مقترحات على الأكثر في القائمة الاحتياطية.
    [many] يوضع { $n } مقترحًا على الأكثر في القائمة الاحتياطية.
   *[other] يوضع { $n } مقترح على الأكثر في القائمة الاحتياطية.
}
call-how-tranches = { $n ->
    [zero] لا تُدفع المنحة على دفعات.
    [one] تُدفع المنحة دفعة واحدة.
    [two] تُدفع المنحة على دفعتين.
    [few] تُدفع المنحة على { $n } دفعات.
    [many] تُدفع المنحة على { $n } دفعة.
   *[other] تُدفع المنحة على { $n } دفعة.
}
call-how-reports = { $n ->
    [zero] لا تُطلب تقارير.
    [one] يُطلب تقرير واحد.
    [two] يُطلب تقريران.
    [few] تُطلب { $n } تقارير.
    [many] يُطلب { $n } تقريرًا.
   *[other] يُطلب { $n } تقرير.
}
calls-feed = الدعوات الجديدة في تغذية إخبارية
feed-title = الدعوات المفتوحة لتقديم المقترحات
feed-about = دعوات تقديم المقترحات المفتوحة حاليًا
