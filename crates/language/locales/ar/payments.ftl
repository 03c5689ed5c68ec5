### المدفوعات: مكتب المسؤول المالي والبيانات المصرفية والاستلام وملفات المصرف.

payments-lead = ما ينتظر الموافقة أو المصرف أو الجهة المستفيدة. تتم الموافقة على الدفعة وتسجيل صرفها في صفحة منحتها.
payments-figure-confirm = بيانات مصرفية ينبغي تأكيدها
payments-figure-approve = في انتظار الموافقة
payments-figure-pay = في انتظار الصرف
payments-figure-differs = استُلمت بمبلغ مختلف
payments-figure-arrive = لم يؤكَّد استلامها
payments-payment = الدفعة
payments-step = في انتظار
payment-step-confirm = تأكيد البيانات المصرفية
payment-step-approve = الموافقة
payment-step-pay = المصرف
payment-step-differs = استُلمت بمبلغ مختلف
payment-step-arrive = تأكيد الجهة المستفيدة للاستلام
payments-export-title = ملفات للمصرف
payments-export-lead = الدفعات التي تمت الموافقة عليها ولم تُصرف بعد، ما عدا التي ينبغي تأكيد بياناتها المصرفية. سجّل صرف كل دفعة بعد أن ينفذها المصرف.
payments-export-count = { $n ->
    [zero] لا دفعات جاهزة للمصرف
    [one] دفعة واحدة جاهزة للمصرف
    [two] دفعتان جاهزتان للمصرف
    [few] { $n } دفعات جاهزة للمصرف
    [many] { $n } دفعة جاهزة للمصرف
   *[other] { $n } دفعة جاهزة للمصرف
}
payments-export-csv = تنزيل بصيغة CSV
payments-export-xml = تنزيل ملف المصرف (pain.001)
payments-export-no-payer = الحساب الذي تُصرف منه المدفوعات غير مذكور في الإعدادات، فلا ملف للمصرف بعد. اطلب من مشغّل النظام إدخاله.

payment-of-two = أُعطيت موافقة من اثنتين، وينبغي أن يوافق شخص آخر أيضًا.
payment-name = المرجع لدى المصرف: { $reference }
payment-account-changed = تغيّرت البيانات المصرفية في { $date }. لا موافقة ولا صرف قبل أن يؤكدها مسؤول مالي مع المنظمة بالهاتف أو بزيارة أو برسالة.
payment-paid-out = المبلغ المصروف: { $amount } بسعر { $rate }
payment-received = استُلم { $amount } في { $date }
payment-received-apart = استُلم { $amount } في { $date }، والفرق عن المبلغ المصروف { $difference }
payment-currency = عملة الصرف إن كانت أخرى
payment-currency-hint = ثلاثة أحرف، مثل XOF. اترك الحقل فارغًا إذا صرف المصرف بعملة المنحة.
payment-rate = السعر
payment-rate-hint = ما تساويه وحدة واحدة من عملة المنحة بتلك العملة، مثل 655.957.
payment-receipt-title = تأكيد الاستلام
payment-receipt-amount = المبلغ المستلم
payment-receipt-on = تاريخ الاستلام
payment-done-received = تم تأكيد الاستلام. شكرًا لكم.
payment-done-approved-once = سُجّلت موافقتك، وينبغي أن يوافق شخص آخر أيضًا.

bank-title = البيانات المصرفية
bank-holder = صاحب الحساب
bank-name = المصرف
bank-number = الحساب
bank-bic = رمز المصرف (BIC)
bank-changed-on = آخر تغيير
bank-missing = لا حساب مصرفيًا مسجلًا للمنظمة. اطلب منها إضافته إلى ملفها.
bank-confirm-title = تأكيد البيانات المصرفية
bank-confirm-lead = تواصل مع شخص تعرفه في المنظمة عبر رقم أو عنوان كان مسجلًا قبل التغيير، واقرأ عليه البيانات. الرسالة الإلكترونية وحدها ليست تأكيدًا.
bank-confirm-reached = الشخص الذي تواصلت معه
bank-confirm-channel = الوسيلة
bank-confirm-on = التاريخ
bank-confirm-act = تسجيل التأكيد
bank-done-confirmed = تم تأكيد البيانات المصرفية.
bank-confirmed = تم التأكيد مع { $whom } في { $date } ({ $channel })
channel-telephone = بالهاتف
channel-visit = بزيارة
channel-letter = برسالة

status-approved-once = وافق شخص من اثنين
action-confirm-receipt = تأكيد الاستلام
action-confirm-bank-details = تأكيد البيانات المصرفية
event-receipt-confirmed = تأكيد استلام دفعة
event-bank-details-confirmed = تأكيد البيانات المصرفية

refusal-day-before = لا يمكن أن يكون التاريخ قبل { $on }.
refusal-approval-limit = توافق على مدفوعات لا تتجاوز { $most }. اطلب ذلك من مسؤول مالي له حد أعلى.
refusal-bank-details-missing = لا حساب مصرفيًا مسجلًا للمنظمة. اطلب منها أولًا إضافته إلى ملفها.
refusal-bank-details-to-confirm = تغيّرت البيانات المصرفية في { $on }. ينبغي أن يؤكدها أولًا مسؤول مالي مع المنظمة بالهاتف أو بزيارة أو برسالة.
refusal-held-for-final-report = لا يُصرف أكثر من { $most } قبل قبول التقرير الختامي. اطلب هذه الدفعة بعد ذلك.
refusal-same-currency = المنحة بعملة { $currency } أصلًا. اترك العملة الأخرى والسعر فارغين.
refusal-payer-missing = الحساب الذي تُصرف منه المدفوعات غير مذكور في الإعدادات. اطلب من مشغّل النظام إدخال payer_name وpayer_account.
refusal-nothing-to-pay = لا دفعة تمت الموافقة عليها تنتظر المصرف. وافق على دفعات أولًا، أو أكّد البيانات المصرفية التي تغيّرت.
fault-rate = اكتب السعر بالأرقام أكبر من صفر، بعشرة أرقام عشرية على الأكثر، مثل 655.957.

rule-fixed-tranches = ينبغي أن تكون الدفعات الثابتة أكبر من صفر، وأن يقل مجموعها عن أصغر منحة، كي يبقى ما تقسمه النسب.
rule-payment-rules = لا تقل حدود المدفوعات عن صفر، ولا تتجاوز النسب 100 في المئة، ولا الأيام 3650، ولكل شخص حد واحد.
setup-tranche-amount = أو مبلغ ثابت
setup-tranche-amount-hint = مع المبلغ تبقى النسبة 0. تُخصم المبالغ الثابتة من المنحة أولًا، وتقسم النسب الباقي.
setup-payments = المدفوعات
setup-payments-hint = من يوافق على المدفوعات وما يُتحقق منه قبل ذلك. المبلغ الفارغ يعني عدم وجود حد.
setup-second-approval-above = يوافق شخصان فوق مبلغ
setup-approval-limit = أقصى ما يوافق عليه شخص واحد
setup-bank-days = الأيام التي تؤكَّد فيها البيانات المصرفية بعد تغييرها
setup-paid-before-final = أقصى ما يُصرف قبل التقرير الختامي، بالمئة
