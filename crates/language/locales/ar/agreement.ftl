### الاتفاقية: من الاختيار إلى التوقيع.

agreement-title = اتفاقية المنحة
agreement-lead = تُسوّى الميزانية والخطة ضمن المبلغ الذي أقرته اللجنة. يُعدّها شخص ويرسلها آخر.
agreement-amount = مبلغ المنحة
agreement-period = مدة المشروع
agreement-starts-on = يبدأ في
agreement-ends-on = ينتهي في
agreement-terms = الشروط
agreement-prepared-by = أعدّها { $name }
agreement-sent-to-you = الاتفاقية في انتظار ردك.
agreement-accept-lead = بقبولك توافق على الشروط باسم المنظمة.
agreement-decline-reason = سبب الاعتذار
agreement-recall-reason = سبب الاسترجاع
agreement-signatures = التوقيعات
agreement-signed-by-facility = عن المرفق
agreement-signed-by-applicant = عن المنظمة
agreement-not-signed = لم تُوقَّع بعد
agreement-signed-on = وُقّعت في { $date }
agreement-download = تنزيل الاتفاقية (PDF)

## الدفعات وخطة التقارير

tranches-title = الدفعات
tranche-number = الدفعة { $number }
tranche-condition-date = موعدها { $date }
tranche-condition-report = بعد قبول التقرير { $number }
tranche-share = الحصة
tranches-sum = مجموع الدفعات يساوي المنحة تمامًا؛ وتستوعب الأخيرة فرق التقريب.
tranches-count = { $n ->
    [zero] لا دفعات
    [one] دفعة واحدة
    [two] دفعتان
    [few] { $n } دفعات
    [many] { $n } دفعة
   *[other] { $n } دفعة
}

## سجل الأحداث

event-agreement-prepared = إعداد الاتفاقية
event-agreement-sent = إرسال الاتفاقية
event-agreement-recalled = استرجاع الاتفاقية
event-agreement-accepted = قبول الاتفاقية
event-agreement-declined = الاعتذار عن المنحة
event-agreement-signed = توقيع الاتفاقية
