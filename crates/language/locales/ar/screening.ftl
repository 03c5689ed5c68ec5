### الأهلية.

## العمل

screening-title = الفرز
screening-lead = يتحقق شخص من كل معيار، ويلزم شخص ثانٍ لتأكيد عدم الأهلية.
screening-checklist = قائمة التحقق
screening-criterion = المعيار
screening-level-organisation = المنظمة
screening-level-proposal = المقترح
screening-level-document = الوثيقة
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

## قائمة الانتظار ومكتب العمل

screening-waiting = في انتظار مسؤول فرز
screening-oldest = الأقدم:
screening-nothing-waits = لا يوجد ملف في انتظار مسؤول فرز.
screening-take-next = تسلُّم الملف التالي
screening-take-next-hint = يصلك الملف الذي طال انتظاره أكثر من غيره، ويبقى في عهدتك حتى اختتام فرزه.
screening-take-this-hint = لم يتسلّم أحد هذا الملف بعد.
screening-empty-title = لا شيء على مكتبك
screening-empty-text = تظهر الملفات هنا حين تتسلّم ملفًا، أو حين تحتاج نتيجةٌ إلى شخص ثانٍ.
screening-mine = على مكتبي
screening-mine-lead = ملفات تسلّمتها ولم تختتم فرزها بعد.
screening-to-confirm = في انتظار التأكيد
screening-to-confirm-lead = يقترح زميل النتيجة، وأنت الشخص الثاني.
screening-appeals = التظلّمات
screening-clarifications = في انتظار مقدّمي الطلبات
screening-clarifications-lead = طُلب إيضاح. وبعد اليوم الأخير يُبت في الملف كما هو.
screening-progress = جرى التحقق من { $done } من أصل { $all } من المعايير
screening-taken = الملف على مكتبك.
screening-assigned = أُسند الملف إلى مسؤول الفرز.
screening-reason-hint = (لازم عند عدم الاستيفاء)
screening-no-verdict = لا نتيجة بعد
screening-save = حفظ النتائج
screening-saved = حُفظت النتائج.
screening-accept-proposed = الحفظ واعتماد ما تعدّه القواعد مستوفى
screening-accept-hint = تُعدّ المعايير التي لم تُجب عنها مستوفاة حيث تقترح القاعدة ذلك. أما ما تراه القاعدة غير مستوفى فيبقى لك.
screening-conclude-hint = الخلاصة هي أسوأ النتائج، ويلزم لكل معيار نتيجة.
screening-conclude-question = هل تختتم فرز هذا الملف؟
screening-concluded = اختُتم الفرز.
screening-verdict-missing = اختر نتيجة: { $criterion }
screening-clarify-saved-first = احفظ نتائجك قبل إرساله.
screening-clarification-sent = أُرسل الطلب إلى مقدّم الطلب.
screening-proposed-by = { $outcome }، باقتراح من { $name }
screening-decided = القرار: { $outcome }
screening-confirm-title = الشخص الثاني
screening-confirm-question = هل تؤكد هذه النتيجة؟
screening-confirmed = تم تأكيد النتيجة.
screening-disagreed = سُجّل عدم موافقتك، ويسوّي المسؤول الخلاف.
screening-settle-lead = اختلف زميلان، وقرارك ينهي الخلاف.
screening-settle-eligible = التسوية: مؤهل
screening-settle-ineligible = التسوية: غير مؤهل
screening-settled = سُوّي الخلاف.
screening-appeal-decided = بُتّ في التظلّم.

## قائمة الانتظار وتوزيعها

screening-on-desks = على المكاتب
screening-age = { $n ->
    [zero] اليوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
screening-files-waiting = { $n ->
    [zero] لا ملف في الانتظار
    [one] ملف واحد في الانتظار
    [two] ملفان في الانتظار
    [few] { $n } ملفات في الانتظار
    [many] { $n } ملفًا في الانتظار
   *[other] { $n } ملف في الانتظار
}
screening-own-share = في عهدتك { $held }، واختتمت فرز { $done }.
screening-see-waiting = الملفات المنتظرة وتوزيعها
screening-screeners = مسؤولو الفرز
screening-no-screeners = لا أحد يفرز لهذه الدعوة بعد. مدير المرفق هو من يعيّن مسؤولي الفرز.
screening-holds = في العهدة
screening-oldest-held = أقدم ملف على المكتب
screening-done = اختُتم فرزها
screening-would-get = سيتسلّم
screening-sharing-title = الملفات المنتظرة
screening-sharing-lead = ما ينتظر مسؤول فرز، الأقدم أولًا، وما في عهدة كل واحد.
screening-share-title = التوزيع
screening-share-lead = يذهب كل ملف إلى مسؤول الفرز الأقل عهدةً ممن يجوز إسناده إليهم: بلا تضارب مصالح، ومن منظمة أخرى، ولم يشارك في فرز سابق للملف.
screening-share-most = كم من أقدم الملفات
screening-share-most-hint = اترك الحقل فارغًا لتوزيع كل ما ينتظر.
screening-share-plan = عرض الخطة
screening-share-do = توزيعها
screening-plan-gives = { $n ->
    [zero] لا ملف يجوز إسناده إلى مسؤول فرز.
    [one] سيُسند ملف واحد إلى مسؤول فرز.
    [two] سيُسند ملفان إلى مسؤولي الفرز.
    [few] ستُسند { $n } ملفات إلى مسؤولي الفرز.
    [many] سيُسند { $n } ملفًا إلى مسؤولي الفرز.
   *[other] سيُسند { $n } ملف إلى مسؤولي الفرز.
}
screening-plan-line = إلى { $name }، وهو الأقل عهدةً عندئذ (يجوز إسناده إلى { $free } من أصل { $all } من مسؤولي الفرز)
screening-plan-nobody = لا يجوز إسناد هذا الملف إلى أحد: لكل مسؤولي الفرز تضارب مصالح أو مشاركة سابقة فيه. عيّن مسؤول فرز آخر.
screening-plan-later = يبقى في الانتظار
screening-shared-out = وُزّعت الملفات.

## المفاتيح والوثائق والملاحظات على المكتب

keys-title = المفاتيح
keys-lead = تعمل ما دمت لا تكتب في حقل. ويمكن القيام بكل شيء من دونها بمفتاحَي Tab وEnter.
keys-switch = استخدام المفاتيح المفردة
keys-next-criterion = المعيار التالي
keys-previous-criterion = المعيار السابق
keys-reason = كتابة السبب
keys-escape = مغادرة الحقل
keys-document = فتح الوثيقة التالية
keys-note = كتابة ملاحظة إلى الزملاء
keys-take = تسلُّم الملف التالي (في قائمة الانتظار)
keys-legend = إظهار هذه المفاتيح أو إخفاؤها
screening-documents = الوثائق
screening-document-kept = تُفتح ملفًّا مستقلًّا
screening-beside = الوثيقة
screening-beside-hint = تُفتح الوثيقة هنا، بجانب قائمة التحقق.
screening-beside-close = إغلاق الوثيقة
screening-reason-label = السبب، ويقرؤه مقدّم الطلب
screening-notes = ملاحظات إلى الزملاء
screening-notes-lead = لا يقرؤها إلا من يفرز هذا الملف أو يشرف على الدعوة، ولا يقرؤها مقدّم الطلب أبدًا.
screening-note = ملاحظة جديدة
screening-note-add = حفظ الملاحظة
screening-note-kept = حُفظت الملاحظة.
screening-second-round = الفرز الثاني
screening-overrules = يخالف ما وجدته القاعدة، والسبب يوضح لماذا.
screening-code-label = سبب من أسباب الدعوة
screening-code-hint = (لازم عند عدم الاستيفاء)
screening-second-screener = مسؤول الفرز الثاني
screening-two-records = الفرزان، معيارًا معيارًا
screening-differs = مختلف
screening-differences = { $n ->
    [zero] يتفق الفرزان في كل معيار.
    [one] يختلف الفرزان في معيار واحد.
    [two] يختلف الفرزان في معيارين.
    [few] يختلف الفرزان في { $n } معايير.
    [many] يختلف الفرزان في { $n } معيارًا.
   *[other] يختلف الفرزان في { $n } معيار.
}
screening-retract-lead = يعود الملف إلى قائمة الانتظار ويُفرز من جديد. ويبقى ما تقرّر في السجل مع السبب الذي تكتبه.
screening-retracted = سُحب القرار، والملف في قائمة الانتظار.
keys-ask = كتابة نقطة لمقدّم الطلب

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
clarification-point = النقطة { $n }
clarification-add-point = إضافة نقطة
clarification-send = إرسال النقاط إلى مقدّم الطلب
clarification-send-hint = تُحفظ معها النتائج التي سجّلتها.
clarification-answered-at = ورد الرد { $at }
clarification-not-answered = لم يرد رد
clarification-page-title = الرد على طلب الإيضاح
clarification-page-lead = أجب عن كل نقطة، كتابةً أو بوثائق. ولا يمكنك تغيير طلبك. وإذا لم يصل رد يُبت فيه كما هو.
clarification-deadline = الرد قبل نهاية يوم { $date } ({ $zone })
clarification-asked-on = طُلب { $at }
clarification-your-answer = ردك على النقطة { $n }
clarification-documents = وثائق النقطة { $n }
clarification-documents-hint = ‏PDF أو Word أو Excel أو OpenDocument أو PNG أو JPEG؛ و{ $most } على الأكثر لكل نقطة. وتُضاف حين تحفظ.
clarification-save = حفظ
clarification-check = المراجعة قبل الإرسال
clarification-saved = حُفظت ردودك، ولم تُرسل بعد.
clarification-check-title = راجع ردودك
clarification-check-lead = لا يمكن تغيير الردود بعد إرسالها.
clarification-no-answer = لا رد بعد
clarification-change = تغيير الردود
clarification-send-answers = إرسال الردود
clarification-sent = أُرسلت ردودك، ويواصل مسؤول الفرز النظر في ملفك.
clarification-over = انتهى وقت الرد، ويُبت في ملفك كما هو.

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
event-screening-retracted = سحب القرار
event-screening-released = إعلان القرار
