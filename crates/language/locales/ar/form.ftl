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
fault-part = في { $part }: { $what }
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

## أنواع الإجابات

form-kind-short-text = نص قصير
form-kind-long-text = نص طويل
form-kind-number = عدد
form-kind-money = مبلغ مالي
form-kind-date = تاريخ
form-kind-choice = خيار واحد
form-kind-choices = عدة خيارات
form-kind-country = بلد
form-kind-table = جدول
form-kind-logframe = إطار منطقي
form-kind-budget = ميزانية
form-kind-file = وثائق
form-kind-declaration = إقرار

## إعداد الاستمارة

call-form-builder = استمارة التقديم
builder-title = استمارة التقديم
builder-version = النسخة { $version }
builder-section = القسم
builder-new-section = قسم جديد
builder-question = السؤال
builder-conditional = مشروط
builder-missing = ناقص
builder-up = إلى أعلى
builder-down = إلى أسفل
builder-copy = نسخ
builder-add-question = إضافة سؤال
builder-add-section = إضافة قسم
builder-remove-section-question = أتريد حذف القسم بكل أسئلته؟
builder-remove-question-question = أتريد حذف السؤال؟
builder-drag-hint = اسحب الأسئلة إلى مواضعها، أو استخدم الأزرار.
builder-problems = ما يجب إصلاحه قبل نشر الاستمارة
builder-saved = حُفظت الاستمارة.
builder-save-and-back = حفظ والعودة إلى الاستمارة
builder-section-title = عنوان القسم
builder-question-label = السؤال
builder-question-help = المساعدة تحت السؤال
builder-required = تجب الإجابة عنه
builder-kind = نوع الإجابة
builder-kind-hint = احفظ لتظهر إعدادات نوع آخر.
builder-in-data = في البيانات والقوائم
builder-name = الاسم في البيانات
builder-name-hint = حروف لاتينية صغيرة وأرقام وشرطات سفلية. تُحفظ الإجابات تحت هذا الاسم.
builder-fills = يعطي هذه المعلومة عن المقترح
builder-fills-hint = تستخدم القوائم والمعايير والرسائل هذه المعلومات.
builder-options = الخيارات
builder-option = الخيار
builder-option-label = النص
builder-add-option = إضافة خيار
builder-most-share = الحد الأقصى، نسبة مئوية من المطلوب
builder-most-amount = الحد الأقصى، مبلغ
builder-columns = الأعمدة
builder-column = العمود
builder-column-label = عنوان العمود
builder-column-options = الخيارات، واحد في كل سطر: الاسم = النص
builder-add-column = إضافة عمود
builder-set-characters = الحد الأقصى لعدد الأحرف
builder-set-words = الحد الأقصى لعدد الكلمات
builder-set-min = أصغر عدد
builder-set-max = أكبر عدد
builder-set-least = الحد الأدنى لعدد الصفوف
builder-set-most = الحد الأقصى لعدد الصفوف
builder-set-outcomes = الحد الأقصى لعدد النتائج
builder-set-outputs = الحد الأقصى لعدد نواتج كل نتيجة
builder-set-indicators = الحد الأقصى لعدد مؤشرات كل نتيجة أو ناتج
builder-set-activities = الحد الأقصى لعدد أنشطة كل ناتج
builder-set-cofinancing = الحد الأدنى للتمويل المشترك، نسبة مئوية من الكلفة الكلية
builder-set-files = الحد الأقصى لعدد الوثائق
builder-set-largest = أكبر حجم للوثيقة بالميغابايت
builder-set-formats = أنواع الوثائق
builder-set-formats-hint = إذا لم يُختر شيء قُبلت الأنواع كلها.
builder-when = متى يُطرح
builder-when-hint = احفظ لتختار من إجابات سؤال آخر.
builder-when-question = يتوقف على
builder-always = يُطرح دائمًا
builder-when-test = يُطرح إذا كانت الإجابة
builder-when-figure = الرقم
builder-when-values = الإجابات
builder-test-one-of = من الإجابات المؤشَّر عليها، أو أي إجابة إذا لم يؤشَّر على شيء
builder-test-is = مساوية تمامًا لما يلي
builder-test-at-least = لا تقل عما يلي
builder-test-at-most = لا تزيد على ما يلي
builder-test-answered = معطاة
builder-test-unanswered = غير معطاة
fault-form-name = استخدم من 1 إلى 40 من الحروف اللاتينية الصغيرة والأرقام والشرطات السفلية، على أن يبدأ بحرف.
fault-per-cent = اكتب النسبة المئوية بالأرقام، مثل 7 أو 7.5.

## المعاينة

builder-preview = معاينة
builder-preview-lead = هذه هي الاستمارة كما يراها مقدمو الطلبات. يمكنك تجربة الإجابات، ولا يُحفظ شيء.
builder-preview-languages = لغة الاستمارة
builder-preview-right = هذه الإجابات كاملة وصحيحة.
builder-try = تجربة هذه الإجابات
builder-not-asked = لا يُطرح مع هذه الإجابات:

## التنقيحات

action-propose-form = إعداد تنقيح
action-revise-form = وضع التنقيح موضع التنفيذ
action-refuse-form = صرف النظر عن التنقيح
builder-begin-title = الدعوة منشورة
builder-begin-lead = يمكن تنقيح الاستمارة ما دامت الدعوة مفتوحة. يُعدّ التنقيح هنا، ويضعه موضع التنفيذ مدير للمرفق لم يشارك في إعداده. يبقى ما قُدّم كما كان، وتستمر المسودات وفق الاستمارة الجديدة، ويُبلَّغ كل من لديه مسودة.
builder-begin-reason = سبب تنقيح الاستمارة
builder-begun = بدأ إعداد التنقيح. عدّل الاستمارة، ثم اطلب وضعه موضع التنفيذ.
builder-revision-title = تنقيح قيد الإعداد
builder-revision-lead = ما تراه أدناه هو التنقيح. ويرى مقدمو الطلبات الاستمارة النافذة إلى أن يوضع التنقيح موضع التنفيذ.
builder-revision-becomes = يصبح
builder-revision-by = أعدّه
builder-revision-own = يجب أن يضعه شخص آخر موضع التنفيذ.
builder-revise-question = أتريد وضع التنقيح موضع التنفيذ؟ سيُبلَّغ كل من لديه مسودة.
builder-revised = أصبح التنقيح نافذًا، ويُبلَّغ كل من لديه مسودة.
builder-refused = صُرف النظر عن التنقيح.
