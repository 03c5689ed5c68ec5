# قائمة التحقق بوصفها بيانات: ما تخلص إليه القواعد وما يسنده ومصدره، ومحرر القائمة.

## ما تخلص إليه القاعدة

finding-pass = مستوفى
finding-fail = غير مستوفى
finding-unknown = لا يمكن الجزم

## ما يسند الحكم

evidence-certificate = الشهادة سارية من { $from } إلى { $until }؛ والمطلوب سريانها في { $day }
evidence-certificate-from = الشهادة سارية من { $from } دون تاريخ انتهاء؛ والمطلوب سريانها في { $day }
evidence-certificate-until = الشهادة سارية حتى { $until }؛ والمطلوب سريانها في { $day }
evidence-certificate-undated = لا تذكر الشهادة أول يوم أو آخر يوم لسريانها؛ والمطلوب سريانها في { $day }
evidence-no-certificate = لا توجد شهادة تسجيل
evidence-no-certificate-excused = لا توجد شهادة تسجيل، وقد ذكرت المنظمة السبب
evidence-has-form = الشكل القانوني: { $form }
evidence-account = الحساب مفتوح باسم «{ $holder }»، واسم المنظمة «{ $name }»
evidence-no-flag = لا توجد علامة مخاطر سارية
evidence-flagged = أشد علامة مخاطر سارية: { $level }
evidence-no-match = لا يوجد تطابق مفتوح أو مؤكد مع قائمة جزاءات
evidence-matches = حالات التطابق مع قائمة جزاءات: المفتوحة { $open }، والمؤكدة { $confirmed }
evidence-letters = رسائل التوصية السارية: { $count }؛ والمطلوب { $least }
evidence-grants = المنح من { $since } وحتى ما قبل { $before }: { $count }؛ والمسموح به { $most }
evidence-no-application = لا ترد المنظمة في أي طلب آخر في هذه الدعوة
evidence-applications = ترد المنظمة في طلب آخر في هذه الدعوة: { $others }
evidence-against-budget = { $amount } مقابل متوسط ميزانية سنوية قدره { $budget }؛ والمسموح به { $max }
evidence-other-currency = أحد المبالغ بعملة { $foreign } والدعوة بعملة { $currency }؛ ولا تُحوَّل المبالغ
evidence-documents-complete = جميع الوثائق المطلوبة موجودة وسارية
evidence-documents-missing = ناقص: { $which }.
evidence-documents-not-valid = غير سارية في يوم التقديم: { $which }.

## أين وُجد

rule-source-profile = بيانات المنظمة
rule-source-document = الوثيقة
rule-source-documents = وثائق المنظمة
rule-source-due-diligence = علامات المخاطر الخاصة بالمنظمة
rule-source-sanctions = حالات التطابق مع قوائم الجزاءات
rule-source-grants = طلبات المنظمة ومنحها
rule-source-applications = طلبات المنظمة
rule-source-question = الإجابة الواردة في الطلب
rule-source-receipt = الطلب كما ورد

## التحقق الذاتي

self-check-legal-form = الشكل القانوني لمنظمتكم
self-check-later = يُنظر في هذا بعد تقديم الطلب.

## المحرر

setup-second-share = النسبة المئوية للملفات التي يفرزها شخص ثانٍ دون الاطلاع على الأحكام الأولى
setup-second-share-hint = لضمان الجودة؛ و0 لعدم إجرائه. تُسحب الملفات بالقرعة عند تقديمها، ولا يختارها أحد.
setup-on-fail = إذا لم يُستوفَ
criterion-level-document = وثيقة
criterion-on-fail-ends = يكون المقترح غير مؤهل
criterion-on-fail-clarify = يجوز لمقدم الطلب التوضيح
criterion-rule-certificate-valid = شهادة التسجيل سارية في يوم معين
criterion-rule-legal-form = الشكل القانوني من الأشكال المسموح بها
criterion-rule-own-bank-account = الحساب المصرفي باسم المنظمة نفسها
criterion-rule-no-red-flag = لا توجد علامة حمراء
criterion-rule-no-open-match = لا يوجد تطابق مفتوح مع قائمة جزاءات
criterion-rule-reference-letters = رسائل التوصية موجودة
criterion-rule-grants-in-period = عدد المنح في السنوات الأخيرة ضمن الحد
criterion-rule-one-application = طلب واحد لكل منظمة
criterion-rule-documents-present = الوثائق موجودة وسارية
setup-valid-on = سارية في
setup-valid-on-hint = اتركه فارغًا ليكون يوم التقديم.
setup-legal-forms = الأشكال القانونية المسموح بها
setup-least-letters = عدد الرسائل المطلوبة
setup-most-grants = أقصى عدد من المنح السابقة
setup-most-grants-hint = المنح السابقة من هذا المرفق، دون احتساب هذا الطلب: 2 تعني «ثلاث منح على الأكثر مع هذه».
setup-grant-years = خلال هذا العدد من السنوات قبل يوم التقديم
setup-document-kinds = وثائق المنظمة
setup-document-questions = ملفات الطلب
setup-document-questions-hint = أسئلة الاستمارة التي تُرفق بها ملفات. وما يستبعده شرط في الاستمارة لا يُعد ناقصًا.
setup-no-reasons = لا أسباب بعد: من يجد المعيار غير مستوفى يكتب السبب.
setup-add-reason = إضافة سبب
setup-remove-reason = حذف السبب { $number }
setup-reason-code = السبب { $number }: الاسم في البيانات
setup-reason-text = السبب { $number }: ما تقوله الرسالة
call-text-reason = ما تقوله الرسالة عن السبب «{ $which }»
criterion-number-years = عدد السنوات
criterion-number-most = أقصى عدد من المنح
criterion-number-least = عدد الرسائل
criterion-number-times-hundredths = مضاعف الميزانية
rule-criterion-looks-at-nothing = لا تذكر قاعدة المعيار «{ $id }» ما يُبحث عنه: اختر واحدًا على الأقل.
rule-criterion-question = ينظر المعيار «{ $id }» في «{ $question }»، وهو ليس سؤالًا تُرفق به ملفات: اختر غيره.
rule-criterion-number = في المعيار «{ $id }» يجب أن يقع { $what } بين { $least } و{ $most }.
rule-reason-code = أعطِ السبب { $number } في المعيار «{ $id }» اسمًا من حروف لاتينية صغيرة وأرقام و_.
rule-reason-twice = ورد السبب «{ $code }» في المعيار «{ $id }» مرتين: أعطِ كل سبب اسمًا خاصًا به.
rule-too-many-reasons = لا يجوز أن تزيد أسباب المعيار «{ $id }» على { $most }: احذف بعضها.
rule-second-share = لا يمكن فرز أكثر من 100 في المائة من الملفات مرتين.

## تطبيق القواعد

rule-runs-title = ما خلصت إليه القواعد
rule-runs-lead = تُطبَّق القواعد عند تقديم المقترح، ثم كلما طلب أحد ذلك. ويُحفظ كل تطبيق كما هو. القاعدة تقترح، والشخص هو من يقرر.
rule-runs-again = تطبيق القواعد مرة أخرى
rule-runs-done = طُبِّقت القواعد مرة أخرى.
rule-runs-none = لم تُطبَّق القواعد على هذا الملف بعد.
rule-runs-at-submission = التطبيق { $number }، عند التقديم، { $at }
rule-runs-on-demand = التطبيق { $number }، بطلب من { $name }، { $at }
rule-runs-version = النسخة { $version } من الطلب المقدم.
rule-runs-no-rules = لا يُتحقق من أي معيار في هذه الدعوة بقاعدة.
