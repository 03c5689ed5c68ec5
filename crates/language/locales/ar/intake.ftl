### كتابة المقترح وتقديمه.

## القوائم

proposals-title = المقترحات
my-proposals-title = مقترحاتي
my-proposals-empty-title = ليس لديك مقترحات بعد
my-proposals-empty-text = اطّلع على الدعوات المفتوحة وابدأ طلبًا.
proposal-title = المقترح
proposal-untitled = مقترح بلا عنوان
proposal-no-reference = بلا رقم مرجعي بعد

## البدء

intake-start-title = بدء طلب
intake-start-lead = يمكنك التوقف والعودة في أي وقت حتى الموعد النهائي. وكل ما تكتبه محفوظ.
intake-organisation = باسم
intake-one-each = لا يجوز أن يكون للمنظمة أكثر من طلب واحد في هذه الدعوة.

## الكتابة

intake-tasks-title = طلبك
intake-tasks-lead = املأ الأجزاء بأي ترتيب تشاء.
intake-section-todo = لم يبدأ
intake-section-started = بدأ
intake-section-done = اكتمل
intake-progress = اكتمل { $done } من أصل { $all }
intake-deadline = الموعد النهائي: { $at }
intake-time-left = { $n ->
    [zero] اليوم هو اليوم الأخير
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $n } أيام
    [many] بقي { $n } يومًا
   *[other] بقي { $n } يوم
}
intake-saved = تم حفظ المسودة.
intake-saved-at = حُفظت في الساعة { $time }
intake-changed-elsewhere = حفظ أحد زملائك هذا الجزء في هذه الأثناء. نصك أدناه؛ اطّلع على نصه قبل الحفظ.
intake-check = مراجعة إجاباتك
intake-question-of = السؤال { $number } من أصل { $all }

## الميزانية

budget-title = الميزانية
budget-heading = الباب
budget-description = البيان
budget-quantity = الكمية
budget-unit-cost = كلفة الوحدة
budget-line-total = المجموع
budget-requested = المطلوب من المرفق
budget-cofinancing = التمويل المشترك
budget-total = المجموع
budget-lines = { $n ->
    [zero] لا بنود
    [one] بند واحد
    [two] بندان
    [few] { $n } بنود
    [many] { $n } بندًا
   *[other] { $n } بند
}

## المراجعة والتقديم

check-title = مراجعة إجاباتك
check-lead = اقرأ كل شيء قبل التقديم.
check-missing-title = قبل أن تستطيع التقديم
check-missing = { $n ->
    [zero] لا إجابات ناقصة أو خاطئة
    [one] إجابة واحدة ناقصة أو خاطئة
    [two] إجابتان ناقصتان أو خاطئتان
    [few] { $n } إجابات ناقصة أو خاطئة
    [many] { $n } إجابة ناقصة أو خاطئة
   *[other] { $n } إجابة ناقصة أو خاطئة
}
check-statement = بتقديم هذا الطلب أؤكد صحة الإجابات وأنه يجوز لي التصرف باسم المنظمة.
check-submit = تقديم المقترح
check-replace = التقديم بدلًا من النسخة السابقة

## التأكيد

submitted-title = تم تقديم مقترحك
submitted-reference = رقمك المرجعي
submitted-at = تاريخ التلقي: { $at }
submitted-digest = البصمة الرقمية لما تلقيناه (SHA-256)
submitted-digest-about = من لديه المحتوى نفسه يحصل على البصمة نفسها. وهي تثبت ما قدّمته.
submitted-receipt = أرسلنا إيصالًا إلى أشخاص منظمتك.
submitted-next-title = ما الخطوة التالية
submitted-next = يجري التحقق من أهلية مقترحك. يمكنك استبداله حتى الموعد النهائي، وسحبه في أي وقت قبل صدور القرار.
submission-version = النسخة { $number }

## السحب

withdraw-title = سحب المقترح
withdraw-lead = يخرج المقترح من الإجراءات، ويبقى ذلك في السجل.
withdraw-done = تم سحب المقترح.

## سجل الأحداث

event-intake-started = بدء المسودة
event-intake-submitted = تقديم المقترح
event-intake-withdrawn = سحب المقترح

## Answers

answer-declared = أُقِرّ بذلك
size-kilobytes = { $size } كيلوبايت
size-megabytes = { $size } ميغابايت
fault-file-broken = لم تصل الوثيقة كاملة. أرسلها مرة أخرى.
fault-file-too-many = احذف وثيقة قبل إضافة أخرى.

## More of writing

intake-part-of = الجزء { $number } من { $all }
intake-condition = إذا كانت إجابتكم عن «{ $question }» هي «{ $answer }».
intake-save-and-back = احفظ وارجع إلى القائمة
intake-look-at-theirs = اطّلع على ما حفظه زميلك
intake-not-writable = لم يعد التعديل ممكنًا: فقد انقضى الموعد النهائي أو انتقل الملف إلى مرحلة أخرى. وما كتبتموه محفوظ.
intake-replacing = لقد قدّمتم هذا المقترح. ولا يُعتدّ بما تغيّرونه هنا إلا إذا قدّمتموه من جديد.
intake-section-optional = لا شيء مطلوب
intake-file-added = أُضيفت الوثيقة.

## The page of a proposal

proposal-submission = ما تم تقديمه
proposal-no-submission-title = لم يُقدَّم شيء بعد
proposal-no-submission-text = تظهر الإجابات هنا بعد تقديم المقترح.
proposal-not-met = المعايير غير المستوفاة
proposal-project-country = بلد المشروع
proposal-to-grant = انتقل إلى المنحة
proposals-csv = تنزيل بصيغة CSV
advance-lead = ينتقل الملف إلى المرحلة التالية من الإجراءات.
advance-done = انتقل الملف إلى المرحلة التالية.
promote-lead = تعذّر تنفيذ مشروع آخر، فيحل هذا المشروع محله. ويجب ألا يتجاوز المبلغ السقف.
promote-done = رُفِّع المقترح من القائمة الاحتياطية.
reinstate-lead = يعيد قرار جديد الملف إلى الإجراءات، ويبقى القرار السابق في السجل.
reinstate-done = أُعيد الملف إلى الإجراءات.
appeal-done = سُجِّل اعتراضكم، وسيبتّ فيه أشخاص لم يشاركوا في القرار.
answer-clarification-done = أُرسلت إجابتكم.
intake-history-and-withdrawing = السجل وسحب المقترح
