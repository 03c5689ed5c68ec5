### الأهلية.

## العمل

screening-title = الفرز
screening-lead = يتحقق شخص من كل معيار، ويلزم شخص ثانٍ لتأكيد عدم الأهلية.
screening-checklist = قائمة التحقق
screening-criterion = المعيار
screening-level-organisation = المنظمة
screening-level-proposal = المقترح
screening-verdict = النتيجة
screening-evidence = الدليل
screening-proposed = مقترَحة آليًّا
screening-by-person = يتحقق منها شخص
screening-screener = مسؤول الفرز
screening-assign = إسناد إلى
screening-unassigned = غير مسند
screening-conclusion = الخلاصة
screening-conclude-eligible = مؤهل
screening-conclude-ineligible = غير مؤهل، على أن يؤكد ذلك شخص آخر
screening-first-screener = مسؤول الفرز الأول
screening-confirm-lead = أنت الشخص الثاني. اطّلع على الأسباب قبل التأكيد.
screening-disagree-lead = عند عدم الموافقة يُحال الملف إلى المسؤول عن الفرز.
screening-verdicts-left = { $n ->
    [zero] لكل المعايير نتيجة
    [one] معيار واحد بلا نتيجة
    [two] معياران بلا نتيجة
    [few] { $n } معايير بلا نتيجة
    [many] { $n } معيارًا بلا نتيجة
   *[other] { $n } معيار بلا نتيجة
}
screening-reasons = الأسباب

## النتائج

outcome-pass = مستوفى
outcome-fail = غير مستوفى
outcome-clarification = يلزم إيضاح
outcome-not-applicable = لا ينطبق

## الأدلة الآلية

evidence-registered = تاريخ التسجيل { $on }؛ وآخر تاريخ مقبول { $cut_off }
evidence-in-country = البلد: { $country }
evidence-amount = { $amount }؛ المسموح به من { $min } إلى { $max }
evidence-months = { $n ->
    [zero] أقل من شهر؛ المسموح به من { $min } إلى { $max }
    [one] شهر واحد؛ المسموح به من { $min } إلى { $max }
    [two] شهران؛ المسموح به من { $min } إلى { $max }
    [few] { $n } أشهر؛ المسموح به من { $min } إلى { $max }
    [many] { $n } شهرًا؛ المسموح به من { $min } إلى { $max }
   *[other] { $n } شهر؛ المسموح به من { $min } إلى { $max }
}
evidence-declarations-complete = كل الإقرارات بنعم
evidence-declarations-incomplete = ليست كل الإقرارات بنعم
evidence-written-in = اللغة: { $language }
evidence-received = تاريخ التلقي { $at }؛ الموعد النهائي { $deadline }
evidence-unknown = لا تكفي البيانات للحكم

## الإيضاح

clarification-title = الإيضاح
clarification-lead = النقاط الشكلية وحدها، مما لا يغيّر الجوهر.
clarification-points = ما يلزم إيضاحه
clarification-until = الرد في موعد أقصاه { $date }
clarification-answer = ردك
clarification-answer-lead = أجب عن النقاط؛ ولا يمكنك الإضافة إلى المقترح. وإذا لم يصل رد يُبت في الملف كما هو.

## التظلّم

appeal-title = التظلّم
appeal-lead = يتعلق التظلّم بالإجراءات لا بالجدارة، ويبت فيه أشخاص لم يشاركوا في القرار.
appeal-grounds = الأسباب
appeal-until = يمكنك التظلّم حتى { $date }
appeal-uphold = قبول التظلّم
appeal-dismiss = رفض التظلّم

## سجل الأحداث

event-screening-screener-assigned = الإسناد إلى مسؤول فرز
event-screening-verdict-recorded = تسجيل نتيجة
event-screening-clarification-requested = طلب إيضاح
event-screening-clarification-answered = الرد على طلب الإيضاح
event-screening-clarification-closed = انتهاء انتظار الإيضاح
event-screening-concluded = اختتام الفرز
event-screening-confirmed = تأكيد نتيجة الفرز
event-screening-disagreed = عدم موافقة الشخص الثاني
event-screening-settled = تسوية الخلاف
event-screening-appealed = تقديم تظلّم
event-screening-appeal-decided = البت في التظلّم
event-screening-reinstated = إعادة الملف إلى الإجراءات
event-screening-released = إعلان القرار
