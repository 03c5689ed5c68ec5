### Sanctions: lists, screening, matches.

nav-sanctions = قوائم الجزاءات
sanctions-lead = تُقارن كل منظمة وأسماؤها السابقة ومسؤولوها بآخر قائمة قُرئت: عند تسجيلها أو تغيير بياناتها، وعند قراءة قائمة جديدة. التطابق سبب للتحقق، وليس حكماً أبداً.
sanctions-check = البحث عن اسم
sanctions-check-lead = بأي خط وبأي تهجئة. تُعرض المطابقات بدءاً بالأقرب، مع الكلمات المتفقة.
sanctions-open-matches = { $n ->
    [zero] لا توجد مطابقات مفتوحة
    [one] مطابقة مفتوحة واحدة
    [two] مطابقتان مفتوحتان
    [few] { $n } مطابقات مفتوحة
    [many] { $n } مطابقة مفتوحة
   *[other] { $n } مطابقة مفتوحة
}
sanctions-screening-title = فحص السجل
sanctions-screening = فُحصت { $done } من أصل { $total } منظمة، والمطابقات الجديدة حتى الآن: { $found }.
sanctions-screened = المنظمات المفحوصة: { $total }، والمطابقات الجديدة: { $found }. انتهى الفحص في { $at }.
sanctions-refresh = تحديث الصفحة
sanctions-screen-again = إعادة فحص السجل
sanctions-lists = القوائم المقروءة
sanctions-list-made-on = القائمة الموحدة الصادرة في { $date }
sanctions-list-without-date = القائمة الموحدة بلا تاريخ
sanctions-none-title = لم تُقرأ أي قائمة بعد
sanctions-none-text = اقرأ القائمة الموحدة لمجلس الأمن التابع للأمم المتحدة ليُفحص السجل.
sanctions-made-on = تاريخ الإصدار
sanctions-date-not-said = لا تاريخ في الملف
sanctions-read-at = تاريخ القراءة
sanctions-individuals = الأفراد
sanctions-entities = الكيانات
sanctions-both = الأفراد والكيانات
sanctions-individual = فرد
sanctions-entity = كيان
sanctions-kind = النوع
sanctions-notes = ملاحظات على الملف
sanctions-notes-none = لا ملاحظات على الملف.
sanctions-notes-text = لا يلتزم الملف المنشور دائماً بشكله المحدد. تُدوَّن هنا الملاحظات، وقد قُرئ كل ما عداها.
sanctions-line = السطر
sanctions-place = الموضع
sanctions-note = الملاحظة
sanctions-import = قراءة قائمة
sanctions-import-text = القائمة الموحدة لمجلس الأمن التابع للأمم المتحدة بصيغة XML. يُفحص السجل بعدها.
sanctions-file = ملف القائمة بصيغة XML
sanctions-imported = قُرئت القائمة، ويجري فحص السجل.
sanctions-known = سبق أن قُرئ هذا الملف نفسه، ولم يُضف شيء.
sanctions-changes-title = ما تغيّر منذ القائمة السابقة
sanctions-first-list = هذه أول قائمة قُرئت، ولا قائمة سابقة لمقارنتها بها.
sanctions-changes = المضاف: { $added }، المحذوف: { $removed }، المعدَّل: { $changed }.
sanctions-added = المضاف
sanctions-removed = المحذوف
sanctions-changed = المعدَّل
sanctions-names-added = أسماء جديدة: { $names }
sanctions-names-removed = أسماء محذوفة: { $names }
sanctions-field-reference = الرقم المرجعي
sanctions-field-data-id = رقم القيد
sanctions-field-kind = النوع
sanctions-field-names = الأسماء
sanctions-field-list-type = نظام الجزاءات
sanctions-field-listed-on = تاريخ الإدراج
sanctions-field-updated-on = تواريخ التعديل
sanctions-field-gender = الجنس
sanctions-field-titles = الألقاب
sanctions-field-designations = المناصب
sanctions-field-nationalities = الجنسيات
sanctions-field-births = تواريخ الميلاد
sanctions-field-birth-places = أماكن الميلاد
sanctions-field-addresses = العناوين
sanctions-field-documents = الوثائق
sanctions-field-comments = معلومات أخرى
sanctions-note-unknown-element = عنصر غير معروف جرى تجاوزه.
sanctions-note-misplaced-element = عنصر في غير موضعه، وقد قُرئ.
sanctions-note-unreadable-date = تاريخ تتعذر قراءته.
sanctions-note-unknown-value = قيمة غير معروفة.
sanctions-note-unknown-reference = رمز لا يبيّن الملف ما يعنيه.
sanctions-note-text-cut = نص أطول من اللازم جرى قصّه.
sanctions-note-no-reference = القيد بلا رقم مرجعي، وقد قُرئ.
sanctions-note-repeated-reference = الرقم المرجعي مستعمل مرتين، وقد قُرئ القيدان.
sanctions-note-no-name = القيد بلا اسم وجرى تجاوزه.
sanctions-note-document-type = تعريف لنوع المستند جرى تجاوزه.
sanctions-notes-left-off = { $n ->
    [zero] لا ملاحظات أخرى.
    [one] ملاحظة أخرى واحدة غير معروضة.
    [two] ملاحظتان أخريان غير معروضتين.
    [few] { $n } ملاحظات أخرى غير معروضة.
    [many] { $n } ملاحظة أخرى غير معروضة.
   *[other] { $n } ملاحظة أخرى غير معروضة.
}
sanctions-matches = المطابقات مع قوائم الجزاءات
sanctions-matches-lead = قارن المنظمة بالقيد: الأسماء والبلد وتواريخ الميلاد والعناوين. المطابقة المفتوحة أو المؤكدة تمنع منح التمويل وتوقيع الاتفاقيات وصرف الدفعات. ويسري الاستبعاد إلى أن يتغيّر القيد أو الاسم.
sanctions-matches-none-title = لا مطابقات هنا
sanctions-matches-none-text = لا يشبه اسم هذه المنظمة ولا أسماء مسؤوليها أي اسم في آخر قائمة قُرئت.
sanctions-matches-none-status = لا توجد مطابقات بهذه الحالة.
sanctions-match = المطابقة
sanctions-review = مراجعة
sanctions-score = التشابه { $score }٪
sanctions-is-like = يشبه
sanctions-searched = الاسم المبحوث عنه
sanctions-listed = الاسم المدرج
sanctions-why = سبب التطابق
sanctions-entry = القيد
sanctions-how-equal = متطابقان
sanctions-how-transliterated = الكلمة نفسها بحروف أخرى
sanctions-how-spelled-alike = تهجئة أخرى للصوت نفسه
sanctions-how-same-meaning = المعنى نفسه
sanctions-how-one-letter = اختلاف حرف واحد
sanctions-how-several-letters = اختلاف عدة حروف
sanctions-how-initial = حرف أول
sanctions-how-only-searched = ليس في الاسم المدرج
sanctions-how-only-listed = في الاسم المدرج فقط
sanctions-birth-agrees = سنة الميلاد متفقة.
sanctions-birth-differs = { $n ->
    [zero] سنة الميلاد متفقة.
    [one] الفرق في سنة الميلاد سنة واحدة.
    [two] الفرق في سنة الميلاد سنتان.
    [few] الفرق في سنة الميلاد { $n } سنوات.
    [many] الفرق في سنة الميلاد { $n } سنة.
   *[other] الفرق في سنة الميلاد { $n } سنة.
}
sanctions-born-year = سنة الميلاد
sanctions-list-type = نظام الجزاءات
sanctions-listed-on = تاريخ الإدراج
sanctions-born = الميلاد
sanctions-birth-places = مكان الميلاد
sanctions-nationalities = الجنسية
sanctions-designations = المنصب
sanctions-addresses = العنوان
sanctions-documents = الوثائق
sanctions-comments = معلومات أخرى
sanctions-name-primary = الاسم المدرج
sanctions-name-original-script = بالخط الأصلي
sanctions-name-good-alias = اسم مستعار موثوق
sanctions-name-also-known-as = يُعرف أيضاً باسم
sanctions-name-formerly-known-as = عُرف سابقاً باسم
sanctions-name-low-alias = اسم مستعار ضعيف
sanctions-subject-legal-name = الاسم القانوني
sanctions-subject-original-name = الاسم بخطه الأصلي
sanctions-subject-other-name = اسم آخر أو سابق
sanctions-subject-officer = مسؤول
sanctions-confirm = تأكيد: هو المقصود
sanctions-dismiss = استبعاد: ليس المقصود
sanctions-decided-by = قرار { $name }
sanctions-no-match-title = لا مطابقة
sanctions-no-match-text = لا يوجد اسم مدرج قريب من الاسم المبحوث عنه.
status-match-open = مفتوحة
status-match-confirmed = مؤكدة
status-match-dismissed = مستبعدة
status-match-ended = منتهية
refusal-no-list = لم تُقرأ أي قائمة جزاءات بعد. اقرأ قائمة أولاً.
fault-no-letters = اكتب اسماً فيه حرف واحد أو رقم واحد على الأقل.
fault-born-year = اكتب سنة الميلاد بأربعة أرقام، مثل 1961.
list-fault-line = السطر { $line }: { $what }
list-fault-empty = الملف فارغ. قدّم القائمة الموحدة بصيغة XML.
list-fault-too-large = حجم الملف { $bytes } بايت، وأقصى ما يُقرأ { $most }.
list-fault-not-text = ليس هذا نصاً بترميز UTF-8. قدّم ملف XML كما نُشر.
list-fault-not-xml = ليس هذا ملف XML سليم التركيب ({ $detail }). قدّم الملف كما نُشر دون تعديل.
list-fault-not-this-list = يبدأ الملف بالعنصر { $found } لا بالعنصر CONSOLIDATED_LIST. قدّم القائمة الموحدة لمجلس الأمن.
list-fault-truncated = ينتهي الملف داخل العنصر { $open }. نزّله مرة أخرى.
list-fault-too-deep = تتداخل العناصر لأكثر من { $most } مستوى. قدّم الملف كما نُشر دون تعديل.
list-fault-too-many = يزيد عدد القيود، أو العناصر في قيد واحد، على { $most }. قدّم الملف كما نُشر دون تعديل.
list-fault-no-entries = لا تتضمن القائمة أي قيد له اسم. قدّم القائمة كاملة كما نُشرت.
event-sanctions-matched = عُثر على اسم في قائمة جزاءات
event-sanctions-match-ended = انتهت مطابقة مع قائمة جزاءات: تغيّر القيد أو الاسم
event-sanctions-match-confirmed = تأكيد مطابقة مع قائمة جزاءات
event-sanctions-match-dismissed = استبعاد مطابقة مع قائمة جزاءات
