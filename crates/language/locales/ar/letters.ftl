### الرسائل بشأن القرارات: على الورق، ونصوصها، والتحقق منها، وإصدارها.

## على الورق

paper-reference = المرجع
paper-page = الصفحة { $page } من { $pages }
paper-signed = وُقِّع في
paper-unsigned = لم يُوقَّع بعد
paper-footer = أُعدت من سجل الدعوة. ويحتفظ المرفق بهذه الرسالة كما أُرسلت.
letter-attached = هذه الرسالة مرفقة بصيغة PDF، وتجدونها أيضًا في صفحة مقترحكم.
letter-part-reasons = المعايير التي لم تُستوفَ
letter-part-findings = ما خلص إليه المقيّمون
letter-part-scores = درجاتكم
letter-part-conditions = الشروط
letter-scores-section = القسم
letter-scores-score = الدرجة
letter-scores-of = من
letter-scores-total = المجموع
letter-answer-days = { $n ->
    [zero] يوم هذه الرسالة
    [one] يوم عمل واحد بعد هذه الرسالة
    [two] يومَي عمل بعد هذه الرسالة
    [few] { $n } أيام عمل بعد هذه الرسالة
    [many] { $n } يوم عمل بعد هذه الرسالة
   *[other] { $n } يوم عمل بعد هذه الرسالة
}

## الرسائل بأسمائها

letter-selected-reduced = وقع عليه الاختيار بمبلغ أقل
letter-selected-with-conditions = وقع عليه الاختيار بشروط
letter-rework = معاد للتنقيح
letter-title-selected-reduced = إلى من وقع عليهم الاختيار بمبلغ أقل (إن لم يكن لها نص خاص أُرسلت رسالة من وقع عليهم الاختيار)
letter-title-selected-with-conditions = إلى من وقع عليهم الاختيار بشروط (إن لم يكن لها نص خاص أُرسلت رسالة من وقع عليهم الاختيار)
letter-title-rework = إلى من يُطلب منهم تنقيح مقترحهم (إن لم تكتب نصًا أُرسل نص معتاد)

## النصوص

letters-title = الرسائل
letters-lead = ما يُبلَّغ به مقدمو الطلبات عند إصدار القرار. ويُستخدم النص المنقح من حينه، أما الرسائل التي أُرسلت فتبقى كما كانت.
letters-needed = تحتاج إليها الدعوة
letters-optional = اختيارية
letters-in-place = تُرسل مكانها الرسالة «{ $letter }»
letters-standard = يُرسل نص معتاد
letters-not-sent = لا تُرسل رسالة
letters-languages = اللغات
letters-history = التنقيحات
letters-no-history = لم يُنقَّح أي نص منذ نشر الدعوة.
letters-revised-by = بواسطة { $who }، { $at }
letters-only-published = تُكتب نصوص الدعوة التي لم تُنشر في صفحات إعدادها.
letters-waiting = الرسائل التي تنتظر الإرسال
letters-facts-title = البيانات
letters-facts-lead = اكتب أحد هذه الأسماء حيث تذكره الرسالة. وما عليه نجمة قائمة أو جدول ويقف وحده في فقرته. ورسالة الرفض تذكر الخلاصات، والدرجات إن نصت الدعوة على ذلك، وإن لم يسمّها نصها.
letters-text-in = النص بلغة: { $language }
letters-text-hint = يبدأ السطر الفارغ فقرة جديدة. واكتب التحية، أما الخاتمة والتوقيع فيضافان.
letters-reason = سبب التنقيح
letters-save = وضع النص موضع التنفيذ
letters-save-question = أتضع هذا النص موضع التنفيذ؟ يلزم التحقق من جديد من الرسائل التي سبق التحقق منها.
letters-saved = النص نافذ.
letters-preview = معاينة
letters-preview-file = على الملف
letters-preview-language = بلغة
letters-preview-show = إظهار المعاينة
letters-preview-pdf = معاينة بصيغة PDF
letters-preview-none = لم يتقدم أحد بعد، فلا ملف للمعاينة.
letters-preview-empty = لا نص بهذه اللغة.
fact-organisation = اسم المنظمة
fact-reference = مرجع المقترح
fact-title = عنوان المقترح
fact-call = عنوان الدعوة
fact-amount = المبلغ الممنوح، أو المبلغ المطلوب إن لم يُمنح شيء
fact-requested = المبلغ المطلوب
fact-conditions = شروط اللجنة
fact-answer-until = آخر موعد لقبول المنحة
fact-place = الترتيب في القائمة الاحتياطية
fact-reasons = المعايير التي لم تُستوفَ مع الأسباب
fact-outcome = القرار في كلمة
fact-findings = مواطن القوة والضعف حسب القسم
fact-scores = درجات مقدم الطلب حسب القسم، إن كانت الدعوة تعلنها
fact-reason = السبب الذي كتبته اللجنة

## التحقق والإصدار

desk-letters-title = الرسائل المراد إرسالها
desk-letters-lead = كل رسالة كما سترسل، بالبريد وبصيغة PDF، بلغة الطلب. اقرأها واحدة واحدة، واحجز ما ليس صحيحًا منها.
desk-letters-none-title = لا رسالة تنتظر
desk-letters-none-text = تظهر الرسائل هنا عندما تكتمل القرارات ولم تُبلَّغ بعد.
desk-letters-checked = جرى التحقق منها
desk-letters-held = محجوزة
desk-letters-to-check = للتحقق
desk-letters-without = بلا رسالة
desk-letters-start = اقرأها واحدة واحدة
desk-letters-letter = الرسالة
desk-letters-state = التحقق
letter-state-checked = جرى التحقق منها
letter-state-unchecked = للتحقق
letter-state-changed = للتحقق من جديد: تغيّر النص
letter-state-held = محجوزة
letter-state-without = لا رسالة
letter-place = الرسالة { $place } من { $count }
letter-check = تأكيد التحقق
letter-check-next = تم التحقق، الرسالة التالية
letter-uncheck = إلغاء التحقق
letter-checked-done = سُجّل التحقق من الرسالة.
letter-unchecked-done = أُلغي التحقق.
letter-hold = حجز الرسالة
letter-hold-reason = سبب الحجز
letter-hold-lead = تبقى الرسالة هنا عند إرسال غيرها، ويبقى القرار كذلك.
letter-held-done = حُجزت الرسالة.
letter-let-go = لتُرسل مع غيرها
letter-let-go-done = سترسل الرسالة مع غيرها.
letter-pdf = الرسالة بصيغة PDF
letter-goes-to = ترسل إلى
letter-goes-to-nobody = لا أحد يكتب باسم هذه المنظمة، فيُعلن القرار بلا رسالة.
letter-text-missing = لا نص في الدعوة لهذه الرسالة، فيُعلن القرار بلا رسالة.
letters-release-title = إرسال الرسائل
letters-release-count = { $n ->
    [zero] لا رسالة يمكن إرسالها.
    [one] رسالة واحدة غير محجوزة.
    [two] رسالتان غير محجوزتين.
    [few] { $n } رسائل غير محجوزة.
    [many] { $n } رسالة غير محجوزة.
   *[other] { $n } رسالة غير محجوزة.
}
letters-release-unchecked = { $n ->
    [zero] جرى التحقق منها كلها.
    [one] لم يُتحقق من واحدة منها.
    [two] لم يُتحقق من اثنتين منها.
    [few] لم يُتحقق من { $n } منها.
    [many] لم يُتحقق من { $n } منها.
   *[other] لم يُتحقق من { $n } منها.
}
letters-release-checked-only = الرسائل التي جرى التحقق منها فقط
letters-release-now = إرسال الآن
letters-release-now-question = أتُرسل الرسائل الآن؟ يُبلَّغ مقدمو الطلبات بقراراتهم في هذه اللحظة.
letters-release-later = تحديد الموعد
letters-release-cancel = إلغاء الموعد
letters-release-moment = الموعد
letters-release-planned = تُرسل الرسائل في { $at }، بحسب ما حدده { $who }.
letters-release-planned-checked = تُرسل الرسائل التي يكون قد جرى التحقق منها في { $at }، بحسب ما حدده { $who }.
letters-release-not-planned = لم يُحدد موعد.
letters-release-last = أُرسلت آخر الرسائل في { $at }.
letters-release-hindered = لم تُرسل الرسائل في الموعد المحدد ({ $at }). { $why }
letters-release-is-set = حُدد الموعد.
letters-release-is-cancelled = أُلغي الموعد.
letters-released = الرسائل في طريقها.
mail-letters-hindered-subject = لم تُرسل الرسائل
mail-letters-hindered-body =
    لم تُرسل رسائل الدعوة «{ $call }» في الموعد الذي حددتموه. { $reason }

    سجّلوا الدخول للاطلاع عليها وتحديد موعد آخر.
mail-rework-subject = يرجى تنقيح مقترحكم { $reference }
mail-rework-body =
    تطلب اللجنة تنقيح مقترحكم «{ $title }». سجّلوا الدخول للاطلاع على ما تطلبه.
action-revise-letter = تنقيح رسالة
action-hold-letter = حجز رسالة
action-let-letter-go = إطلاق رسالة
action-set-letters-release = تحديد موعد الرسائل
action-cancel-letters-release = إلغاء موعد الرسائل
action-release-letters = إرسال الرسائل
refusal-letter-held = رسالة هذا الملف محجوزة. أطلقها أولًا.
refusal-nothing-to-send = لا رسالة يمكن إرسالها الآن. تحقق من الرسائل المحجوزة أو التي لم يُتحقق منها.
refusal-unknown-fact = { $name } في النص بلغة { $language } ليس من بيانات هذه الرسالة. اختر واحدًا من القائمة.
refusal-letter-missing = اكتب الرسالة بلغة { $language } أيضًا، أو اترك اللغات كلها فارغة إن كانت الرسالة اختيارية.

## الرسائل التي أُرسلت

sent-letters-title = الرسائل
sent-letters-lead = كما أُرسلت.

## المنح والإجابات

answers-title = الإجابات على المنح
answers-lead = ما أجاب به مقدمو الطلبات على المنح التي أُبلغوا بها.
answers-award = المنحة
answers-answer = الإجابة
award-answer-waiting = بانتظار الإجابة حتى { $at }
award-answer-overdue = لا إجابة، وانتهت المهلة في { $at }
award-answer-accepted = قُبلت في { $at }
award-answer-declined = رُفضت في { $at }
award-answer-lapsed = انتهت في { $at }
mail-award-waits-subject = يرجى الإجابة: منحتكم بشأن { $reference }
mail-award-waits-body =
    وقع الاختيار على مقترحكم «{ $title }» للحصول على منحة، ونحن بانتظار إجابتكم حتى { $until }. يرجى تسجيل الدخول لقبول المنحة أو رفضها. وإن لم تجيبوا فقد تُمنح لمشروع آخر.
mail-award-declined-subject = { $reference }: رُفضت المنحة
mail-award-declined-body =
    رفضت { $organisation } المنحة الخاصة بمقترحها «{ $title }»:

    { $reason }

    سجّلوا الدخول لاقتراح التالي من القائمة الاحتياطية.
