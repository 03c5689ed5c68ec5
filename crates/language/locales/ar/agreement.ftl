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
agreement-parties = الطرفان
agreement-condition = الشرط
agreement-amount-hint = بين { $min } و{ $max }، وهو المبلغ الذي أقرته اللجنة
agreement-change-title = تعديل الشروط
agreement-change = حفظ الشروط المعدَّلة
agreement-none-title = لا شروط بعد
agreement-being-prepared = يُعدّ المرفق الاتفاقية، وستصلك رسالة عندما تكون في انتظار ردك.
agreement-prepare-first = أعِدّ الشروط، ثم يوافق عليها شخص آخر ويرسلها.
agreement-other-sends = الشروط جاهزة. ينبغي أن يوافق عليها شخص آخر ويرسلها.
agreement-send-lead = اقرأ الشروط الواردة هنا. إرسالها موافقة عليها.
agreement-sign-lead = يُلزم التوقيع طرفك بهذه الشروط. ويوقّع عن كل طرف شخص مختلف.
agreement-start = بدء المشروع
agreement-start-lead = وقّع الطرفان. بدء المشروع يفتح المنحة بدفعاتها وتقاريرها.
agreement-to-grant = الانتقال إلى المنحة
agreement-done-prepared = حُفظت الشروط، ويمكن الآن لشخص آخر أن يوافق عليها ويرسلها.
agreement-done-sent = أُرسلت الاتفاقية إلى مقدّم الطلب.
agreement-done-recalled = عادت الاتفاقية إلى التفاوض.
agreement-done-accepted = قبلتَ الاتفاقية، ويمكن الآن توقيعها.
agreement-done-declined = اعتذرتَ عن المنحة.
agreement-done-signed = سُجّل توقيعك.
agreement-done-started = بدأ المشروع وفُتحت المنحة.

## الدفعات وخطة التقارير

tranches-title = الدفعات
tranche-number = الدفعة { $number }
tranche-condition-date = موعدها { $date }
tranche-condition-report = بعد قبول التقرير { $number }
tranche-condition-both = موعدها { $date }، بعد قبول التقرير { $number }
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
