### وثائق المنظمة، ورفع الملفات.

documents-title = الوثائق
documents-lead = تُحفظ مرة واحدة لجميع الدعوات. وتحل كل نسخة جديدة محل سابقتها، وتبقى السابقة متاحة للاطلاع.
documents-none-title = لم تُضف بعد
documents-removed-title = الوثائق المحذوفة
documents-add = إضافة وثيقة
documents-add-lead = تُرسل الوثيقة وأنت في هذه الصفحة. وإذا انقطع الاتصال استؤنف الإرسال تلقائيًا؛ وإذا أعدت تحميل الصفحة فاختر الملف نفسه مرة أخرى ليُستأنف الإرسال من حيث توقف.
documents-replace = استبدالها بنسخة جديدة
documents-describe = تغيير البيانات
documents-remove = حذف
documents-remove-question = هل تريد حذف هذه الوثيقة؟ لن يُعتدّ بها بعد ذلك، لكنها تبقى في السجل.
documents-download = تنزيل
documents-versions = { $n ->
    [zero] لا توجد نسخ سابقة
    [one] نسخة سابقة واحدة
    [two] نسختان سابقتان
    [few] { $n } نسخ سابقة
    [many] { $n } نسخة سابقة
   *[other] { $n } نسخة سابقة
}
documents-version-of = النسخة { $number } من { $all }
documents-version-by = رفعها { $name }، { $at }
documents-added = أُضيفت الوثيقة.
documents-replaced = حلّت النسخة الجديدة محل السابقة.
documents-described = تغيّرت البيانات.
documents-removed = حُذفت الوثيقة.
documents-removed-by = حذفها { $name }، { $at }
documents-valid-until = سارية حتى { $date }
documents-valid-from = سارية ابتداءً من { $date }
documents-valid-always = بلا تاريخ انتهاء
documents-expired-on = انتهى سريانها في { $date }
documents-expires-in = { $n ->
    [0] ينتهي سريانها اليوم
    [zero] ينتهي سريانها اليوم
    [one] ينتهي سريانها خلال يوم واحد
    [two] ينتهي سريانها خلال يومين
    [few] ينتهي سريانها خلال { $n } أيام
    [many] ينتهي سريانها خلال { $n } يومًا
   *[other] ينتهي سريانها خلال { $n } يوم
}
documents-types-signed = PDF أو PNG أو JPEG، لأنها تحمل توقيعًا أو ختمًا
documents-file-hint = { $types }؛ بحجم لا يتجاوز { $size }

document-kind = نوع الوثيقة
document-language = لغة الوثيقة
document-language-hint = رمز اللغة، مثل en أو fr أو ar
document-valid-from = أول يوم تسري فيه
document-valid-until = آخر يوم تسري فيه
document-days-hint = اترك فارغًا ما لا تذكره الوثيقة
document-note = ملاحظة
document-file = الملف

document-kind-registration-certificate = شهادة التسجيل
document-kind-statutes = النظام الأساسي
document-kind-audited-statement = بيان مالي مراجَع
document-kind-annual-report = التقرير السنوي
document-kind-bank-letter = رسالة من المصرف
document-kind-reference-letter = رسالة تزكية
document-kind-policy = سياسة
document-kind-other = وثيقة أخرى

status-not-yet-valid = لم يبدأ سريانها
status-valid = سارية
status-expiring = قرب انتهاء سريانها
status-expired = انتهى سريانها
status-removed = محذوفة

fault-language-tag = اكتب رمز لغة، مثل en أو fr أو ar.
fault-days-out-of-order = اليوم الأخير يسبق اليوم الأول.
fault-kind-of-file = الملف من نوع أو حجم غير مقبول للوثائق من هذا النوع.
fault-file-infected = رُفض الملف: وجد برنامج الفحص فيه «{ $found }». نظّفه أو أرسل ملفًا غيره.
fault-file-not-scanned = يتعذر فحص الملف للكشف عن الفيروسات في الوقت الراهن. حاول مرة أخرى بعد بضع دقائق.

## أثناء إرسال الملف

upload-progress = { $percent } %: أُرسل { $done } من { $all }
upload-waiting = انقطع الاتصال. يُستأنف الإرسال تلقائيًا خلال { $seconds } ثانية. حُفظ { $done } من { $all }.
upload-checking = وصل الملف كله، ويجري فحصه.
upload-done = وصل { $name }.
upload-cancel = إلغاء
upload-cancelled = أُلغي الإرسال ولم يُحفظ شيء.
upload-resume = لم يصل { $name } كاملًا بعد. اختر الملف نفسه مرة أخرى ليُستأنف الإرسال من حيث توقف.
upload-signed-out = انتهت جلستك. سجّل الدخول من جديد في علامة تبويب أخرى، فيُستأنف الإرسال تلقائيًا.
upload-too-many = يجري إرسال ملفات كثيرة في الوقت نفسه. انتظر حتى يصل أحدها.
upload-refused = لم يُقبل الملف. أعد تحميل الصفحة واطلع على ما تذكره.
upload-too-large = الملف أكبر من الحجم المسموح به.
