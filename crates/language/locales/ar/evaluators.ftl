### المقيّمون: ملفاتهم التعريفية ودعواتهم وشروط السرية.

## Profile
nav-evaluator = ملفي كمقيّم
evaluator-title = ملفك التعريفي كمقيّم
evaluator-lead = تُسند إليك الملفات بحسب ما تذكره هنا. يطّلع عليه من يدير الدعوة، ولا يطّلع عليه مقدّمو الطلبات أبدا.
evaluator-profile = الملف التعريفي
evaluator-knows = ما تعرفه
evaluator-languages = اللغات
evaluator-other-language = لغة أخرى
evaluator-other-level = مدى معرفتك بها
language-level-none = لا يعرفها
language-level-reads = يقرأ بها
language-level-works-in = يعمل بها
language-level-native = لغته الأولى
evaluator-language = { $language } (المستوى: { $level })
evaluator-themes = المواضيع
evaluator-regions = المناطق
evaluator-works = الجهات التي تعمل لديها
evaluator-works-lead = اذكر كل منظمة تعمل أو عملت لديها أو تديرها أو تقدّم لها المشورة. لن يُسند إليك أي ملف من ملفاتها.
evaluator-agency = الوكالة
evaluator-affiliations = المنظمات، حاليا وسابقا
evaluator-affiliations-hint = اترك السنة الأخيرة فارغة ما دام العمل مستمرا.
evaluator-rows-hint = احفظ لتظهر صفوف فارغة أخرى، وأفرغ الصف لحذفه.
affiliation-name = المنظمة
affiliation-from = السنة الأولى
affiliation-to = السنة الأخيرة
affiliation-still = اليوم
affiliation-line = { $name }، من { $from } إلى { $to }
evaluator-takes = العدد والمواعيد
evaluator-most-files = أكبر عدد من الملفات في وقت واحد
evaluator-most-files-hint = اتركه فارغا ليكون بقدر ما تسمح به الدعوة.
evaluator-absences = أيام الغياب
absence-from = اليوم الأول
absence-to = اليوم الأخير
evaluator-away = من { $from } إلى { $to }
evaluator-save = حفظ
evaluator-saved = حُفظ الملف التعريفي.
evaluator-says-nothing = لم يُذكر شيء
fault-year = اكتب السنة بأربعة أرقام، مثل 2008.
fault-files-at-a-time = اكتب عددا من 1 إلى 500.

## Evaluators of a call
evaluators-title = المقيّمون
evaluators-count = { $n ->
    [zero] لا مقيّمين
    [one] مقيّم واحد
    [two] مقيّمان
    [few] { $n } مقيّمين
    [many] { $n } مقيّما
   *[other] { $n } مقيّم
}
evaluators-pending-count = { $n ->
    [zero] لا أحد لم يقبل الشروط بعد
    [one] واحد لم يقبل الشروط بعد
    [two] اثنان لم يقبلا الشروط بعد
    [few] { $n } لم يقبلوا الشروط بعد
    [many] { $n } لم يقبلوا الشروط بعد
   *[other] { $n } لم يقبلوا الشروط بعد
}
evaluators-invited-count = { $n ->
    [zero] لا دعوات دون رد
    [one] دعوة واحدة دون رد
    [two] دعوتان دون رد
    [few] { $n } دعوات دون رد
    [many] { $n } دعوة دون رد
   *[other] { $n } دعوة دون رد
}
evaluators-none-title = لا أحد يقيّم هذه الدعوة بعد
evaluators-none-text = ادعُ المقيّمين أدناه.
evaluators-evaluates = يقيّم
evaluators-terms-pending = لم تُقبل الشروط بعد
evaluators-invitations = الدعوات الموجّهة
evaluator-invitation-is-sent = أُرسلت
evaluator-invitation-is-opened = فُتحت
evaluator-invitation-is-accepted = قُبلت
evaluator-invitation-is-declined = رُفضت
evaluator-invitation-is-withdrawn = سُحبت
evaluators-invite = دعوة مقيّم
evaluators-invite-lead = يتلقى الشخص رابطا بالبريد يعمل مرة واحدة ولمدة 14 يوما. ولا يرى شيئا من ملفات الدعوة قبل أن يقبل شروطها.
evaluators-paste = دعوة عدة أشخاص
evaluators-lines = شخص واحد في كل سطر
evaluators-lines-hint = الاسم والعنوان واللغة (en أو ar) والوكالة، تفصل بينها فواصل أو فواصل منقوطة أو علامات جدولة. ويجوز ألا يُذكر الأخيران.
evaluators-lines-invited = الدعوات في طريقها.
evaluators-lines-done = { $n ->
    [zero] لم تُرسل أي دعوة. صحّح هذه السطور وأرسلها من جديد:
    [one] دعوة واحدة في طريقها. صحّح هذه السطور وأرسلها من جديد:
    [two] دعوتان في طريقهما. صحّح هذه السطور وأرسلها من جديد:
    [few] { $n } دعوات في طريقها. صحّح هذه السطور وأرسلها من جديد:
    [many] { $n } دعوة في طريقها. صحّح هذه السطور وأرسلها من جديد:
   *[other] { $n } دعوة في طريقها. صحّح هذه السطور وأرسلها من جديد:
}
evaluators-line-bad = السطر { $line }. { $why }
evaluators-line-name = الاسم
evaluators-line-email = العنوان
evaluators-line-language = اللغة
evaluators-line-agency = الوكالة
fault-lines = تعذّرت قراءة بعض السطور. تجدها أدناه، أما غيرها ففي طريقه.
fault-evaluates-already = يقيّم هذه الدعوة بالفعل شخص بهذا العنوان.
fault-evaluates-one-call = اختر الدعوة. يُعيَّن المقيّمون لكل دعوة على حدة ويقبلون شروطها أولًا.

## Taking an invitation up
evaluator-invited-title = أنت مدعو إلى تقييم المقترحات
evaluator-invited-text = يدعوك { $by } إلى تقييم مقترحات هذه الدعوة.
evaluator-invited-accept = قبول الدعوة
evaluator-invited-decline = رفض الدعوة
evaluator-invited-invalid = استُخدمت الدعوة أو سُحبت أو انتهت مدتها. اطلب من المرفق إرسالها من جديد.
evaluator-invitation-accepted = أنت الآن مقيّم في هذه الدعوة. أكمل ملفك التعريفي لتصلك الملفات المناسبة.
evaluator-invitation-declined = لقد رفضت الدعوة.
mail-evaluator-invited-subject = أنت مدعو إلى تقييم المقترحات
mail-evaluator-invited-body =
    يدعوك { $by } إلى تقييم مقترحات الدعوة «{ $call }».

    اقرأ الشروط ثم اقبل الدعوة أو ارفضها هنا:

    { $link }

    يعمل الرابط مرة واحدة، لمدة { duration-days }. وإذا كنت لا تنتظر دعوة كهذه فتجاهل هذه الرسالة.

## Terms of confidentiality
terms-title = شروط السرية
terms-lead = اقرأ الشروط. ترى ملفات الدعوة بعد أن تقبلها.
terms-agree = قرأت الشروط وأقبلها.
terms-accept = قبول الشروط
terms-decline = رفض الشروط
terms-decline-reason = لماذا ترفض؟
terms-accepted-at = قُبلت الشروط في { $at }
terms-accepted = قُبلت الشروط. أنت الآن مقيّم في هذه الدعوة.
terms-declined = لقد رفضت الشروط. لست مقيّما في هذه الدعوة.
terms-none = ليست لهذه الدعوة شروط تُقبل.
terms-link = شروط السرية
action-accept-terms = قراءة الشروط وقبولها
fault-terms-not-ticked = ضع علامة في المربع بعد قراءة الشروط.
