### الرصد: التقارير والمدفوعات والإغلاق.

grants-title = المنح
grant-title = المنحة
grant-amount = المنحة
grant-paid = المدفوع
grant-left = المتبقي للدفع
grant-period = المشروع
grant-ends = ينتهي في { $date }
grant-suspend-reason = سبب تعليق المنحة
grant-resume-reason = سبب استئناف المنحة
grant-terminate-reason = سبب إنهاء المنحة
grants-empty-title = لا منح بعد
grants-empty-text = تظهر المنحة هنا عند توقيع اتفاقيتها.
grants-granted = مجموع المنح
grants-overdue = التقارير المتأخرة
grant-under-way = مطلوب أو موافَق عليه
grant-next-report = التقرير المقبل
grant-no-report = لا تقرير مطلوب
grant-complete-lead = وردت جميع التقارير. يمكن إثبات إنجاز العمل.
grant-close-lead = سُوّيت التقارير والمدفوعات، ويمكن إغلاق الحسابات.
grant-done-suspended = عُلّقت المنحة.
grant-done-resumed = استُؤنفت المنحة.
grant-done-terminated = أُنهيت المنحة.
grant-done-completed = أُثبت إنجاز المشروع.
grant-done-closed = أُغلقت المنحة.

## التقارير

reports-title = التقارير
report-title = التقرير { $number }
report-kind-narrative = تقرير التقدم
report-kind-financial = تقرير مالي
report-kind-final = التقرير الختامي
report-kind = النوع
report-period = الفترة
report-due = موعده { $date }
report-text = التقرير
report-text-hint = ما أُنجز وما تحقق. تُذكر الحالات من دون أسماء.
report-expenditure = النفقات في الفترة
report-beneficiaries = المستفيدون
report-women = نساء
report-men = رجال
report-girls = فتيات
report-boys = فتيان
report-points = ما يلزم تصحيحه
report-waive-reason = سبب الإعفاء من التقرير
report-submitted-at = قُدّم في { $at }
report-write = في انتظار كتابته
report-review = في انتظار مراجعته
report-waived-because = سبب الإعفاء
report-none-title = لا تقرير بعد
report-none-text = يظهر التقرير هنا عندما تقدّمه الجهة المستفيدة من المنحة.
report-done-submitted = سُجّل التقرير، وسيطّلع عليه المرفق.
report-done-accepted = قُبل التقرير.
report-done-sent-back = أُعيد التقرير إلى الجهة المستفيدة من المنحة.
report-done-waived = أُعفي من التقرير.
reports-overdue = { $n ->
    [zero] لا تقارير متأخرة
    [one] تقرير واحد متأخر
    [two] تقريران متأخران
    [few] { $n } تقارير متأخرة
    [many] { $n } تقريرًا متأخرًا
   *[other] { $n } تقرير متأخر
}

## المدفوعات

payments-title = المدفوعات
payment-requested-by = طلبها { $name }
payment-approved-by = وافق عليها { $name }
payment-paid-on = تاريخ الدفع
payment-reference = المرجع المصرفي
payment-condition-met = تحقق الشرط
payment-condition-open = لم يتحقق الشرط بعد
payment-refuse-reason = سبب رفض الدفع
payment-made = دُفعت في { $date }، المرجع المصرفي { $reference }
payment-done-requested = طُلبت الدفعة، وينبغي أن يوافق عليها شخص آخر.
payment-done-approved = تمت الموافقة على الدفعة.
payment-done-refused = رُفضت الدفعة.
payment-done-recorded = سُجّل صرف الدفعة.
payments-empty-title = لا مدفوعات في الانتظار
payments-empty-text = تظهر المدفوعات هنا عند طلبها.

## سجل الأحداث

event-opened = فتح المنحة
event-report-submitted = تقديم تقرير
event-report-sent-back = إعادة تقرير للتصحيح
event-report-accepted = قبول تقرير
event-report-waived = الإعفاء من تقرير
event-payment-requested = طلب دفعة
event-payment-approved = الموافقة على دفعة
event-payment-refused = رفض دفعة
event-payment-made = صرف دفعة
event-suspended = تعليق المنحة
event-resumed = استئناف المنحة
event-terminated = إنهاء المنحة
event-completed = إثبات إنجاز المشروع
event-closed = إغلاق المنحة
