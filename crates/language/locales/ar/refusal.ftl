### أسباب عدم إمكان الإجراء، وما العمل بعد ذلك.

## من

refusal-hidden = لا يوجد هنا ما يمكنك الاطلاع عليه.
refusal-not-allowed = دورك لا يسمح بذلك.
refusal-own-act = يجب أن يقوم بذلك شخص آخر: لا أحد يؤكد ما قام به بنفسه.
refusal-took-part = يبت في التظلّم شخص لم يشارك في القرار.
refusal-conflict = يوجد تضارب في المصالح. لا يمكنك اتخاذ إجراء بشأن هذا الملف.
refusal-declare-first = قدّم أولًا إقرار تضارب المصالح.
refusal-not-yours = هذا مسند إلى شخص آخر.
refusal-cannot-take = لا يمكن لأحد هؤلاء الأشخاص تولّي الملف. اختر شخصًا ليس لديه تضارب في المصالح ولم يُسند إليه الملف من قبل.


## متى

refusal-wrong-status = لا يمكن إجراء «{ $action }» ما دامت الحالة «{ $status }».
refusal-deadline-passed = كان الموعد النهائي { $at }. مسودتك محفوظة.
refusal-too-early = لا يمكن ذلك قبل { $at }.
refusal-call-not-open = لا تقبل الدعوة ذلك الآن.
refusal-voting-not-open = البند غير مفتوح للتصويت.
refusal-voting-open = أغلق التصويت أولًا.
refusal-no-session = لا تنعقد الآن جلسة للهيئة تنظر في هذا. يفتح الرئيس الجلسة أولًا.
refusal-session-runs = أنهِ الجلسة أولًا.
refusal-session-dates = يجب أن تنتهي الجلسة بعد بدايتها، وتحتاج الجلسة الممتدة على أيام إلى موعد انتهاء.
refusal-on-another-agenda = أحد هذه الملفات مدرج في جدول أعمال جلسة لم تنتهِ.
refusal-agenda-empty = لا يوجد ملف لهذه القائمة.
refusal-another-item-open = هناك بند آخر مفتوح. أغلقه أولًا.
refusal-not-present = سجّل أولًا أنك حاضر في الجلسة.
refusal-chair-presides = الرئيس هو من يدير هذا البند، ويديره نائبه إذا تنحى الرئيس أو غاب.
refusal-receipt-unknown = لا توجد بطاقة بهذا الإيصال. إذا سبق أن صوّتّ، فأدخل إيصال تلك البطاقة لاستبدالها.
refusal-box-disagrees = في الصندوق { $ballots } من البطاقات، بينما صوّت { $voters } من الأعضاء. لم يُحتسب شيء. أبلغ القائمين على هذا النظام.
refusal-not-countersigned = يعتمد الرئيس القرار أولًا ثم يوقّعه مدير المرفق.
refusal-adopted = اعتُمد القرار، ولا يتغير إلا إذا أعاده مدير المرفق إلى الهيئة.
refusal-evaluation-incomplete = لم يكتمل تقييم هذا الملف.
refusal-tied-to-panel = المنظمة مرتبطة بأحد أعضاء الهيئة، وهذه الدعوة لا تمول مثل هذه المنظمات.
refusal-award-not-accepted = لم يقبل مقدّم الطلب المنحة بعد.
refusal-award-accepted = قُبلت المنحة أو لا تحتاج إلى قبول.
refusal-not-proposed = يقترح موظف البرامج الترقية أولًا.
refusal-not-released = أعلن القرار أولًا.
refusal-no-next-stage = تنتهي الإجراءات هنا.
refusal-already-done = سبق القيام بذلك.
refusal-already-applied = سبق أن قدّمت منظمتك طلبًا لهذه الدعوة. تابع ذلك الطلب أو اسحبه أولًا.
refusal-changed-meanwhile = غيّر شخص آخر هذا في هذه الأثناء. اطّلع عليه من جديد ثم أعد ما قمت به.

## الناقص

refusal-incomplete = الدعوة غير مكتملة. انظر ما ينقصها أدناه.
refusal-reason-missing = اكتب سببًا.
refusal-reason-code-missing = اختر سبب عدم استيفاء «{ $criterion }».
refusal-not-clarifiable = لا يمكن استيضاح «{ $criterion }» من مقدّم الطلب: عدم استيفائه ينهي النظر في الملف.
refusal-answers-missing = أجب عن كل نقطة، كتابةً أو بوثيقة.
refusal-answers = بعض الإجابات ناقص أو خاطئ. وكل منها مبيَّن أدناه.
refusal-verdicts-missing = سجّل أولًا نتيجة لكل معيار: { $criteria }.
refusal-score = درجة «{ $question }» ناقصة أو غير مسموح بها.
refusal-comment-missing = اكتب تعليقًا على «{ $question }».
refusal-recommendation = { $asked ->
    [yes] اختر توصية.
   *[no] لا يطلب هذا الجدول توصية.
}
refusal-nothing-submitted = ليس لهذا الشخص درجات مقدَّمة في هذا الملف.
refusal-grid-locked = قُدّمت درجات وفق هذا الجدول. لا يسري جدول جديد إلا على الملفات التي تدخل التقييم لاحقًا.
refusal-quorum-not-met = { $needed ->
    [zero] الحاضرون { $present }، ولا يلزم أحد لهذا البند.
    [one] الحاضرون { $present }، ويلزم لهذا البند عضو واحد.
    [two] الحاضرون { $present }، ويلزم لهذا البند عضوان.
    [few] الحاضرون { $present }، ويلزم لهذا البند { $needed } أعضاء.
    [many] الحاضرون { $present }، ويلزم لهذا البند { $needed } عضوًا.
   *[other] الحاضرون { $present }، ويلزم لهذا البند { $needed } عضو.
}
refusal-declarations-missing = يجب أن تكون كل الإقرارات «نعم». عدّل بيانات منظمتك أولًا.
refusal-unknown = لا يوجد { $what } «{ $name }».
refusal-invalid = بعض الخانات ناقص أو خاطئ. وكل منها مبيَّن أدناه.
refusal-exists = هذا موجود بالفعل: { $what }.

## شروط المنح

refusal-country-not-eligible = لا يمكن للمنظمات من هذا البلد التقديم لهذه الدعوة.
refusal-organisation-not-verified = لم يتم التحقق من المنظمة. تحقق منها أولًا.
refusal-amount-outside-limits = يجب أن يكون المبلغ بين { $min } و{ $max }.
refusal-ceiling-exceeded = لم يبق ضمن السقف سوى { $left }.
refusal-dates = يجب أن تأتي النهاية بعد البداية، وأن يكون كلاهما ضمن حدود الدعوة.
refusal-overflow = المبلغ كبير جدًّا.

## المدفوعات والإغلاق

refusal-report-not-accepted = يجب قبول التقرير { $report } أولًا.
refusal-not-due = لا يحين موعد ذلك قبل { $on }.
refusal-reports-open = لا تزال تقارير مفتوحة: { $reports }.
refusal-payments-open = لا تزال مدفوعات مفتوحة: { $tranches }.

## أخطاء الخانات

fault-missing = أجب عن هذا.
fault-wrong-kind = لا يمكن قراءة هذا كإجابة عن السؤال.
fault-too-many-characters = { $most ->
    [zero] لا تكتب شيئًا.
    [one] اكتب حرفًا واحدًا على الأكثر.
    [two] اكتب حرفين على الأكثر.
    [few] اكتب { $most } أحرف على الأكثر.
    [many] اكتب { $most } حرفًا على الأكثر.
   *[other] اكتب { $most } حرف على الأكثر.
}
fault-too-many-words = { $most ->
    [zero] لا تكتب شيئًا؛ عدد الكلمات الآن { $given }.
    [one] اكتب كلمة واحدة على الأكثر؛ عدد الكلمات الآن { $given }.
    [two] اكتب كلمتين على الأكثر؛ عدد الكلمات الآن { $given }.
    [few] اكتب { $most } كلمات على الأكثر؛ عدد الكلمات الآن { $given }.
    [many] اكتب { $most } كلمة على الأكثر؛ عدد الكلمات الآن { $given }.
   *[other] اكتب { $most } كلمة على الأكثر؛ عدد الكلمات الآن { $given }.
}
fault-out-of-range = يجب أن يكون العدد بين { $min } و{ $max }.
fault-unknown-option = اختر أحد الخيارات.
fault-budget-line = البند { $line }: اذكر الباب والبيان وكمية أكبر من صفر، ولا تطلب أكثر من كلفة البند.
fault-too-many-files = { $most ->
    [zero] لا ترفق ملفات.
    [one] أرفق ملفًا واحدًا على الأكثر.
    [two] أرفق ملفين على الأكثر.
    [few] أرفق { $most } ملفات على الأكثر.
    [many] أرفق { $most } ملفًا على الأكثر.
   *[other] أرفق { $most } ملف على الأكثر.
}
fault-too-long = هذا أطول من اللازم.
fault-characters = يحتوي هذا على أحرف لا يمكن عرضها.
fault-future = التاريخ في المستقبل.
fault-date = اكتب التاريخ بالسنة والشهر واليوم، مثلًا 2010-04-05.
fault-email = اكتب عنوان بريد إلكتروني كاملًا، مثلًا name@example.org.
fault-website = يجب أن يبدأ العنوان بـ https:// أو http://.
fault-amount = اكتب المبلغ بالأرقام، مثلًا 45000 أو 45,000.50.
fault-points = اكتب الدرجة بالأرقام، مثل 7 أو 7.5.
fault-reason-code-missing = اختر السبب.
fault-not-clarifiable = عدم استيفاء هذا المعيار ينهي النظر في الملف، ولا يمكن استيضاحه.
fault-reason-missing = اكتب السبب.
fault-number = اكتب عددًا صحيحًا بالأرقام.
fault-text = بعض النص أطول من اللازم أو لا يمكن عرضه.
fault-taken = هذا مستخدم بالفعل.
fault-password-short = اختر كلمة سر من 12 حرفًا على الأقل.
fault-password-common = كلمة السر هذه شائعة جدًّا. اختر غيرها.
fault-password-different = كلمتا السر مختلفتان.
fault-wrong-password = ليست هذه كلمة السر الحالية.
fault-file-type = لا تُقبل الملفات من هذا النوع.
fault-file-size = الملف أكبر من { $most }.
fault-file-empty = الملف فارغ.

## صفحات الأخطاء

error-title = حدث خطأ
error-not-found-title = الصفحة غير موجودة
error-not-found-text = لا يوجد شيء هنا، أو لا يوجد ما يمكنك الاطلاع عليه. تحقق من العنوان، أو عُد من حيث أتيت.
error-forbidden-title = غير ممكن
error-forbidden-text = دورك لا يسمح بذلك.
error-expired-title = انتهت صلاحية النموذج
error-expired-text = عُد إلى الصفحة وحمّلها من جديد ثم أعد ما قمت به. ما حُفظ لا يزال موجودًا.
error-conflict-title = تغيّر في هذه الأثناء
error-too-many-title = طلبات كثيرة
error-too-many-text = انتظر قليلًا ثم حاول مرة أخرى.
error-too-large-title = أكبر من اللازم
error-too-large-text = ما أرسلته أكبر من { $most }.
error-busy-title = ضغط شديد الآن
error-busy-text = يستخدم الخدمة كثيرون الآن. لم يضع شيء؛ حاول مرة أخرى بعد دقيقة.
error-unexpected-title = حدث خطأ من جانبنا
error-unexpected-text = تم تسجيله. إذا تكرر فأبلغنا بهذا الرقم: { $id }
error-home = إلى الصفحة الأولى
