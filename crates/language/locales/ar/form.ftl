### الاستمارات بوصفها بيانات: الأسئلة بأنواعها، وأخطاء الإجابات، وإعداد الاستمارات.

## الصفوف والملفات

form-row = الصف
form-add-row = إضافة صف
form-rows-most = عدد الصفوف الأقصى: { $n }
form-file-formats = أنواع الملفات المقبولة: { $formats }.
form-file-most = { $n ->
    [zero] لا تُقبل ملفات.
    [one] ملف واحد على الأكثر.
    [two] ملفان على الأكثر.
    [few] { $n } ملفات على الأكثر.
    [many] { $n } ملفًا على الأكثر.
   *[other] { $n } ملف على الأكثر.
}
form-file-largest = حجم كل ملف { $size } على الأكثر.
label-per-cent = {"\u2066"}{ $figure }%{"\u2069"}

## الإطار المنطقي

logframe-hint = من الهدف العام إلى الأنشطة. اترك ما لا تحتاج إليه، فالأجزاء الفارغة لا تُحفظ.
logframe-goal = الهدف العام
logframe-outcome = النتيجة
logframe-outcomes = النتائج
logframe-output = الناتج
logframe-outputs = النواتج
logframe-statement = البيان
logframe-indicator = المؤشر
logframe-indicators = المؤشرات
logframe-baseline = خط الأساس
logframe-target = القيمة المستهدفة
logframe-verification = وسيلة التحقق
logframe-activity = النشاط
logframe-activities = الأنشطة
logframe-add-outcome = إضافة نتيجة
logframe-add-output = إضافة ناتج
logframe-add-indicator = إضافة مؤشر
logframe-add-activity = إضافة نشاط

## الميزانية

budget-unit = الوحدة
budget-most-share = { $heading }: { $most } على الأكثر من المبلغ المطلوب.
budget-most-amount = { $heading }: { $most } على الأكثر.
budget-least-cofinancing = التمويل المشترك: { $share } على الأقل من الكلفة الكلية.

## الشروط

intake-condition-one-of = إذا كانت إجابتكم عن «{ $question }» إحدى الإجابات التالية: «{ $answer }».
intake-condition-at-least = إذا كانت إجابتكم عن «{ $question }» { $answer } أو أكثر.
intake-condition-at-most = إذا كانت إجابتكم عن «{ $question }» { $answer } أو أقل.
intake-condition-answered = إذا أجبتم عن «{ $question }».
intake-condition-unanswered = إذا لم تجيبوا عن «{ $question }».
intake-no-longer-asked-title = لم تعد مطلوبة
intake-no-longer-asked = نُقّحت الاستمارة بعد أن كتبتم هذا. وهو محفوظ هنا، ولا يدخل فيما تقدمونه.

## أخطاء الإجابات

fault-below-zero = يجب ألا يقل المبلغ عن صفر.
fault-too-large = المبالغ أكبر من أن تُجمع.
fault-too-many-rows = العدد كبير: الحد الأقصى { $most }.
fault-too-few-rows = العدد قليل: الحد الأدنى { $least }.
fault-cell = الصف { $row }، { $column }: { $what }
fault-part = { $part }: { $what }
fault-over-ceiling = الحد الأقصى لباب «{ $heading }» هو { $most }، وتطلبون ما يزيد عليه بمقدار { $over }.
fault-cofinancing-short = يجب ألا يقل التمويل المشترك عن { $least }، وينقصه { $short }.

## أخطاء الاستمارة

incomplete-form-question = الاستمارة، السؤال «{ $place }»: { $what }
incomplete-form-section = الاستمارة، القسم «{ $place }»: { $what }
form-fault-empty = لا يوجد ما يُملأ. أضف سؤالًا.
form-fault-too-many-questions = لا يجوز أن يزيد عدد أسئلة الاستمارة على { $most }.
form-fault-bad-name = يجب أن يتألف الاسم «{ $name }» من 1 إلى 40 من الحروف اللاتينية الصغيرة والأرقام والشرطات السفلية، وأن يبدأ بحرف.
form-fault-name-twice = الاسم «{ $name }» مكرر. أعط كل واحد اسمًا خاصًّا به.
form-fault-text-missing = نص ناقص باللغة { $language }: { $of }.
form-fault-no-answer = لا تمكن الإجابة: حدد خيارات أو أعمدة أو أبوابًا، وحدودًا تتيح الإجابة.
form-fault-limit-too-large = أحد الحدود أكبر مما يُسمح به: الحد الأقصى { $most }.
form-fault-column-kind = لا يقبل العمود «{ $column }» هذا النوع من الإجابات.
form-fault-ceiling = يجب أن يقع السقف بين الصفر والكل.
form-fault-condition-order = يتوقف على «{ $on }»، وهو لا يسبقه.
form-fault-condition-never-met = يتوقف على إجابة لا يمكن أن تكون للسؤال «{ $on }».
form-fault-no-title = يجب أن يُستمد عنوان المقترح من أحد الأسئلة.
form-fault-fact-twice = سؤال آخر يعطي هذا أيضًا: { $fact }.
form-fault-fact-kind = لا يمكن لهذا النوع من الإجابات أن يعطي هذا: { $fact }.
form-fault-not-a-theme = «{ $option }» ليس من مواضيع الدعوة.
form-fault-not-a-language = «{ $option }» ليست من لغات تقديم المقترحات.
form-text-title = العنوان
form-text-label = السؤال
form-text-help = المساعدة
form-fact-title = عنوان المقترح
form-fact-requested = المبلغ المطلوب
form-fact-theme = الموضوع
form-fact-months = المدة بالأشهر
form-fact-country = بلد المشروع
form-fact-language = لغة المقترح
