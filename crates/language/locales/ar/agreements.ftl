### إعداد الاتفاقية: التفاوض والشروط والوثيقة وموعدها والتوقيعات عليها.

## الوثيقة

agreement-project = المشروع
agreement-annex = الملحق { $number }: { $title }
agreement-annex-plan = خطة المشروع
agreement-annex-budget = الميزانية
agreement-annex-schedule = الدفعات والتقارير
agreement-blank-signature = التوقيع
agreement-blank-name = الاسم والصفة
agreement-blank-day = المكان والتاريخ
agreement-paper-footer = أُعدّت من سجل الدعوة. وما يُوقَّع هو هذه الوثيقة مع ملاحقها.
agreement-standard-text =
    # المنحة

    يمنح المرفق { $organisation } مبلغًا لا يتجاوز { $amount } لمشروع «{ $title }» ({ $reference })، من { $starts_on } إلى { $ends_on }.

    # استخدام المنحة

    تنفذ المنظمة المشروع وفق الخطة المرفقة، ولا تستخدم المنحة إلا له، في حدود الميزانية المرفقة.

    # الصرف والتقارير

    تُصرف المنحة على دفعات، وتقدم المنظمة تقاريرها وفق الجدول المرفق. ولا تُصرف دفعة إلا بعد استيفاء شروطها.

    # الشروط

    { $conditions }

    # السجلات والتدقيق والاسترداد

    تحتفظ المنظمة بسجلات المشروع خمس سنوات وتطلع المرفق عليها عند الطلب. وتُرد المبالغ التي لم تُستخدم أو لم تُستخدم على النحو المتفق عليه.

    # التعديل والإنهاء

    تُتفق التعديلات كتابةً. ولكل من الطرفين إنهاء الاتفاقية كتابةً مع بيان الأسباب قبل ثلاثين يومًا.
agreement-mail-until = يُرجى الرد حتى { $until }، وبعد ذلك تنتهي صلاحية الاتفاقية.
agreement-read = قراءة الاتفاقية (PDF)
agreement-read-draft = قراءة الاتفاقية كما ستُرسل (PDF)
agreement-digest = بصمة SHA-256 لملف PDF
agreement-answer-until = تُقبل حتى { $until }
agreement-expired-lead = لم تُقبل الاتفاقية في الموعد. ويمكن لمسؤول البرنامج إعادتها إلى التفاوض.
agreement-copy-facility = وُقّعت على الورق عن المرفق
agreement-copy-organisation = وُقّعت على الورق عن المنظمة
agreement-copy-line = { $name }، في { $date }
agreement-copy-title = تسجيل نسخة موقّعة على الورق
agreement-copy-side = التوقيع عن
agreement-copy-signatory = اسم الموقّع
agreement-copy-day = تاريخ التوقيع
agreement-copy-file = النسخة الموقّعة
agreement-copy-record = تسجيل النسخة
agreement-done-copy = سُجّلت النسخة الموقّعة.
agreement-done-expired = انتهت صلاحية الاتفاقية.
agreement-expire-lead = لم تُقبل في الموعد.

## التفاوض

negotiation-title = الميزانية والخطة
negotiation-lead = اطلب التعديلات نقطة نقطة. ويجيب مقدّم الطلب بنسخة منقحة، وتُحفظ كل نسخة.
negotiation-round = الجولة { $number }
negotiation-asked = طُلبت في { $date }
negotiation-until = الرد عليها حتى { $until }
negotiation-missed = لم يرد جواب حتى { $until }.
negotiation-answered = أُجيب عنها بنسخة منقحة
negotiation-points = ما ينبغي تعديله، نقطة في كل سطر
negotiation-points-hint = من نقطة إلى 20 نقطة. وتصل إلى مقدّم الطلب بالبريد.
negotiation-ask = طلب التعديلات
negotiation-done-asked = أُرسلت نقاطك إلى مقدّم الطلب.
negotiation-versions = النسخ
negotiation-submitted = كما قُدّم
negotiation-version = الجولة { $number }
negotiation-requested = المبلغ المطلوب
negotiation-digest = بصمة SHA-256
negotiation-differences = التعديلات
negotiation-see = الاطلاع على التعديلات
negotiation-between = من { $from } إلى { $to }
negotiation-none-changed = لم يتغير شيء بين النسختين.
negotiation-before = قبل
negotiation-after = بعد
negotiation-line-same = كما كان
negotiation-line-added = جديد
negotiation-line-removed = محذوف
negotiation-line-changed = معدَّل
negotiation-revise = تنقيح الميزانية والخطة
negotiation-revise-lead = عدّل ما يطلبه المرفق. ولا يجوز أن يزيد المبلغ على { $max } ولا أن يقل عن { $min }.
negotiation-hand-in = تقديم النسخة المنقحة
negotiation-done-revised = وصلت نسختك المنقحة إلى المرفق.
negotiation-wait = يطلب منك المرفق تعديل الميزانية والخطة.

## الشروط

conditions-title = شروط المنح
conditions-lead = لا يُرسل شيء قبل استيفاء كل شرط أو إدراجه في الاتفاقية.
conditions-open = مفتوح
conditions-met = مستوفى
conditions-carried = جزء من الاتفاقية
conditions-comment = ما يثبت استيفاءه
conditions-file = وثيقة تثبت ذلك
conditions-reason = سبب عدم لزوم استيفائه من قبل
conditions-tick = تسجيل استيفائه
conditions-carry = إدراجه في الاتفاقية
conditions-carry-title = جعله بندًا في الاتفاقية
conditions-done = سُوّي الشرط.
conditions-settle = تسوية هذا الشرط

## الرسائل

mail-changes-requested-subject = { $reference }: يُرجى تنقيح الميزانية والخطة
mail-changes-requested-body =
    قبل إعداد اتفاقية المنحة الخاصة بـ«{ $title }» يطلب منكم المرفق تعديل الميزانية والخطة:

    { $points }

    يُرجى تسجيل الدخول وتقديم نسخة منقحة حتى { $until }.
mail-budget-revised-subject = { $reference }: نُقحت الميزانية والخطة
mail-budget-revised-body =
    قدّم مقدّم الطلب نسخة منقحة من ميزانية «{ $title }» وخطته. سجّلوا الدخول للاطلاع على التعديلات.
mail-agreement-waits-subject = يُرجى الرد: اتفاقية المنحة { $reference }
mail-agreement-waits-body =
    اتفاقية المنحة الخاصة بـ«{ $title }» في انتظار ردكم حتى { $until }، وبعد ذلك تنتهي صلاحيتها. يُرجى تسجيل الدخول لقراءتها وقبولها أو رفضها.
mail-agreement-expired-subject = { $reference }: انتهت صلاحية اتفاقية المنحة
mail-agreement-expired-body =
    لم تُقبل اتفاقية المنحة الخاصة بـ«{ $title }» في الموعد وانتهت صلاحيتها. وإذا كان المشروع سينفذ رغم ذلك، فيمكن للمرفق استئناف النظر فيها.

## الأسماء

letter-agreement = اتفاقية المنحة
letter-title-agreement = نص اتفاقية المنحة (يُستخدم نص معتمد إن لم تكتب نصًا)
action-request-changes = طلب التعديلات
action-revise-proposal = تنقيح الميزانية والخطة
action-settle-condition = تسوية شرط
action-expire-agreement = إنهاء الاتفاقية
action-record-signed-copy = تسجيل نسخة موقّعة
event-agreement-changes-requested = طُلب تعديل الميزانية والخطة
event-agreement-revised = نُقحت الميزانية والخطة
event-agreement-condition-met = استُوفي شرط
event-agreement-condition-carried = أُدرج شرط في الاتفاقية
event-agreement-expired = انتهت صلاحية الاتفاقية
event-agreement-copy-recorded = سُجّلت نسخة موقّعة على الورق
rule-negotiation-days = امنح من يوم عمل واحد إلى 120 يومًا للرد على نقاط التفاوض.
setup-agreement-acceptance-days = أيام العمل لقبول الاتفاقية
setup-agreement-acceptance-days-hint = إذا تُركت فارغة أو 0: تنتظر بلا حد.
setup-negotiation-days = أيام العمل للرد عند طلب التعديلات

## حالات الرفض

refusal-conditions-open = سوِّ كل شرط من شروط المنح، أو أدرجه في الاتفاقية، قبل إرسال الاتفاقية.
refusal-round-open = يمكن لمقدّم الطلب الرد على نقاطك حتى { $at }. انتظر الرد.
refusal-no-changes-asked = لا يطلب المرفق تعديلات الآن. انتظر حتى يكتب إليك.
refusal-another-paper = ليست هذه الاتفاقية التي قرأتها. حمّل الصفحة من جديد واقرأها، وإن لم تجدها فاطلب من المرفق إرسالها مجددًا.
refusal-signature-day = يجب أن يقع يوم التوقيع بين { $from } و{ $until }.
refusal-same-signatory = يوقّع عن الطرفين شخصان مختلفان. اكتب اسم الشخص الآخر.
