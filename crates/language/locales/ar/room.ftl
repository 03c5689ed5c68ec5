### صفحات لجنة الاختيار: جلساتها، والقاعة، وأوراق الاقتراع، والقرارات، والمحاضر.

## الإجراءات

action-convene-session = الدعوة إلى جلسة
action-begin-session = افتتاح الجلسة
action-end-session = اختتام الجلسة
action-attend-session = دخول الجلسة
action-leave-session = مغادرة الجلسة
action-state-dissent = إبداء رأي مخالف
action-sign-minutes = توقيع المحضر
action-adopt-decision = اعتماد القرار
action-countersign-decision = التوقيع الثاني على القرار
action-return-decision = إعادة القرار

## الجلسات

sessions-title = الجلسات
sessions-none = لم يُدعَ إلى أي جلسة بعد.
session-number = الجلسة { $number }
session-mode = طريقة انعقادها
session-mode-room = في قاعة واحدة
session-mode-room-hint = بند واحد في كل مرة، والحاضرون هم من يُحتسبون في النصاب.
session-mode-remote = بالفيديو أو الهاتف
session-mode-remote-hint = كما في قاعة واحدة: بند واحد في كل مرة، والحاضرون هم من يُحتسبون.
session-mode-asynchronous = على مدى أيام
session-mode-asynchronous-hint = يصوّت الأعضاء متى ناسبهم ذلك حتى نهاية الجلسة.
session-starts = تبدأ
session-ends = التصويت حتى
session-ends-hint = الجلسة الممتدة على أيام تحتاج إلى نهاية، ولا يُقبل صوت بعدها.
session-convened = دُعي إليها
session-runs = منعقدة
session-over = انتهت
session-signed = وُقّع محضرها
session-convened-done = وُجّهت الدعوة إلى الجلسة.
session-begun = افتُتحت الجلسة.
session-ended = اختُتمت الجلسة.
session-votes-until = يمكنك التصويت حتى { $at }.

convene-agenda-lead = يقترح البرنامج كل ملف ينتظر. غيّر الأرقام لتغيير الترتيب، وامحُ الرقم لاستبعاد الملف.
convene-grouped = مجمّعة بحيث يقلّ خروج المتنحّين.
convene-in-rank-order = بحسب الترتيب.
convene-by-rank = بحسب الترتيب بدلًا من ذلك
convene-regroup = تجميعها بدلًا من ذلك
convene-moves = { $n ->
    [zero] لا يخرج عضو ولا يعود.
    [one] يخرج عضو أو يعود مرة واحدة.
    [two] يخرج أعضاء أو يعودون مرتين.
    [few] يخرج أعضاء أو يعودون { $n } مرات.
    [many] يخرج أعضاء أو يعودون { $n } مرة.
   *[other] يخرج أعضاء أو يعودون { $n } مرة.
}
convene-nothing = لا ملف ينتظر جلسة.
convene-place = المرتبة
convene-place-wrong = اكتب رقمًا صحيحًا أو اترك الخانة فارغة.

## القاعة

room-state = الجلسة
room-to = إلى القاعة
room-table = حول الطاولة
room-in-now = { $n ->
    [zero] لا أحد حاضر
    [one] حاضر واحد
    [two] حاضران
    [few] { $n } حاضرين
    [many] { $n } حاضرًا
   *[other] { $n } حاضر
}
room-out = خارج الجلسة
room-at-the-table = لم يصوّت بعد
room-i-am-in = أنا حاضر
room-says-in = حاضر
room-says-out = غادر
room-came = دوّنت من حضر.
room-left = دوّنت من غادر.
room-item-of = البند { $place } من { $of }
room-no-item = لا بند قيد النظر
room-read-file = قراءة الملف وما يقوله المقيّمون
room-next = البند التالي
room-presiding = لمن يترأس
room-quorum-in = حاضر ويحق له التصويت { $present } من أصل { $needed } مطلوبين
room-ranked = المرتبة { $place }
room-ranked-between = المرتبة { $place } (مرجّح بين { $best } و{ $worst })
room-awaited = { $n ->
    [zero] لا صوت منتظر منك.
    [one] صوتك منتظر على بند واحد.
    [two] صوتك منتظر على بندين.
    [few] صوتك منتظر على { $n } بنود.
    [many] صوتك منتظر على { $n } بندًا.
   *[other] صوتك منتظر على { $n } بند.
}
room-end-question = هل تختتم الجلسة؟ لا يُفتح فيها بند بعد ذلك.
room-offline = هذه الصفحة لا تتابع الجلسة في هذه اللحظة.
room-news-not-begun = لم تُفتتح الجلسة بعد.
room-news-over = انتهت الجلسة.
room-news-nothing = لا بند مفتوح.
room-news-open = مفتوح للتصويت: { $title }
room-news-open-items = { $n ->
    [zero] لا بند مفتوح للتصويت.
    [one] بند واحد مفتوح للتصويت.
    [two] بندان مفتوحان للتصويت.
    [few] { $n } بنود مفتوحة للتصويت.
    [many] { $n } بندًا مفتوحًا للتصويت.
   *[other] { $n } بند مفتوح للتصويت.
}
room-news-closed = أُغلق التصويت: { $title }

screen-open = العرض على شاشة القاعة
screen-close = العودة إلى القاعة
screen-withheld = البند { $place } من { $of } هو التالي
screen-waits-for = يُعرض بعد أن يغادر القاعة:
screen-out = خارج القاعة:

panel-item-anew = فُتح البند من جديد، ويصوّت الجميع مرة أخرى.
panel-anew-lead = يُلغى ما صُوّت عليه وما قُرّر، ويبقى مسجلًا مع سببك.

office-panel-member = عضو
office-chair = الرئيس
office-deputy-chair = نائب الرئيس
office-panel-secretary = أمين السر

attendance-voted = صوّت
attendance-abstained = امتنع عن التصويت
attendance-present = حاضر لم يصوّت
attendance-absent = غائب
attendance-recused = متنحٍّ وخارج القاعة
roll-title = من كان أين

## أوراق الاقتراع

ballot-lead-secret = لا يعلم أحد كيف صوّت. تحصل على إيصال مرة واحدة؛ به ترى أن صوتك احتُسب، وتغيّره ما دام البند مفتوحًا.
ballot-points-hint = درجات صحيحة من 0 إلى { $most }
ballot-mean = المتوسط: { $points } درجة
ballot-borda = مجموع المراتب: { $points } نقطة
ballot-casting-for = تعادلت الأصوات، ورجّح الصوت المرجِّح التمويل.
ballot-casting-against = تعادلت الأصوات، ورجّح الصوت المرجِّح عدم التمويل.

paper-title = ورقة اقتراعك
paper-open = املأ ورقة اقتراعك
paper-change = غيّر ورقة اقتراعك
paper-here = في هذه الدعوة ورقة اقتراع واحدة للقائمة كلها.
paper-lead-decision = صوّت على ما تشاء من البنود المفتوحة، ويبقى غيرها كما هو.
paper-lead-score = أعطِ درجات لما تشاء من البنود المفتوحة، ويبقى غيرها كما هو.
paper-lead-approval = أشّر على المشاريع التي تموّلها. ويجب أن تتسع لها الميزانية مجتمعة.
paper-lead-ranking = أعطِ كل مشروع مرتبة: 1 للأفضل. ولا يتقاسم مشروعان مرتبة.
paper-not-now = ليس الآن
paper-so-far = حتى الآن:
paper-sum = مجموع ما أشّرت عليه
paper-of-ceiling = من
paper-over = هذا أكثر من الميزانية.
paper-work-out = احسب المجموع
paper-abstain = الامتناع
paper-abstain-question = هل تمتنع عن التصويت على القائمة كلها؟
paper-empty = صوّت على بند واحد على الأقل.
paper-place-wrong = أعطِ مرتبة من 1 إلى { $of }.
paper-place-shared = لمشروعين المرتبة { $place }.
paper-none-title = لا شيء مفتوح لتصويتك
paper-none-text = تظهر البنود المفتوحة هنا. ولتغيير صوت سري، اذهب إلى البند ومعك إيصالك.

ballot-receipt-title = الإيصال
ballot-receipt-voted = صوتك السري في الصندوق
ballot-receipt-once = هذا إيصالك. لا يُعرض إلا الآن، ولا يستطيع أحد أن يعطيك إياه مرة أخرى. دوّنه.
ballot-receipt-copy = نسخ
ballot-receipt-copied = نُسخ
ballot-receipt-check-title = التحقق من احتساب صوت
ballot-receipt-check-link = تحقق من إيصال، أو اطلع على كل صوت احتُسب
ballot-receipt-check-lead = عند إغلاق البند يُدرج كل صوت تحت بصمة إيصاله. ابحث عن صوتك هنا:
ballot-receipt-replace-title = تغيير صوتك
ballot-receipt-replace-lead = ما دام البند مفتوحًا، صوّت مرة أخرى واذكر هذا الإيصال. يُسحب الصوت القديم وتحصل على إيصال جديد.
ballot-receipt-keep-to-yourself = لا تُرِ الإيصال لأحد: من يملكه يرى كيف صوّتّ.
ballot-receipt-back = العودة إلى اللجنة
ballot-receipt-replaces = إيصال الصوت الذي تغيّره
ballot-receipt-replaces-hint = لقد صوّتّ. اذكر إيصال ذلك الصوت لتضع غيره مكانه.
ballot-receipt-hint = ستة عشر حرفًا ورقمًا، مثل K7QF-2M9X-V0TB-H3CD
ballot-receipt-unreadable = في الإيصال ستة عشر حرفًا ورقمًا. تحقق من كتابته.
ballot-receipt-not-counted = لم يُحتسب في هذا البند صوت بهذا الإيصال.
ballot-receipt-counted = احتُسب صوتك:
ballot-receipt-yours = صوتك
ballot-receipt-look = ابحث عنه
ballot-receipt-list-lead = كل صوت احتُسب في هذا البند، بترتيب لا يدل على من صوّت ولا متى.
ballot-receipt-list-title = الأصوات المحتسبة
ballot-receipt-digest = بصمة الإيصال (SHA-256)
ballot-receipt-still-open = تُدرج الأصوات هنا عند إغلاق البند.

decision-conditions-hint = للملفات التي وقع عليها الاختيار فقط. ويقرؤها مقدّم الطلب.

## القرارات

decisions-title = القرارات
decisions-lead = ما قررته اللجنة في قوائم: يعتمد الرئيس القائمة، ويوقّع عليها مدير المرفق توقيعًا ثانيًا، وبعد ذلك تُجمَّد.
decisions-open-title = لم تُعتمد بعد
decisions-not-adopted = للاعتماد
decisions-list = القائمة { $number }
decisions-counts = وقع الاختيار على { $selected } من { $all }
decisions-departures = { $n ->
    [zero] لا قرار يخالف قاعدة الدعوة
    [one] قرار واحد يخالف قاعدة الدعوة
    [two] قراران يخالفان قاعدة الدعوة
    [few] { $n } قرارات تخالف قاعدة الدعوة
    [many] { $n } قرارًا يخالف قاعدة الدعوة
   *[other] { $n } قرار يخالف قاعدة الدعوة
}
decisions-departs = يخالف قاعدة الدعوة
decisions-waits = تنتظر التوقيع الثاني
decisions-countersigned = موقّعة توقيعًا ثانيًا
decisions-returned = أُعيدت إلى اللجنة
decisions-adopted-by = اعتمدها { $name }، { $at }
decisions-countersigned-by = وقّع عليها { $name }، { $at }
decisions-returned-by = أعادها { $name }، { $at }
decisions-adopt-lead = تعتمد كل قرار في هذه القائمة. ولكل قرار سببه المسجل.
decisions-adopt-question = هل تعتمد هذه القائمة؟ لا تُفتح بنودها من جديد إلا إذا أُعيدت.
decisions-adopted-done = اعتُمدت القائمة، ويوقّع عليها مدير المرفق.
decisions-countersign-lead = بتوقيعك تُجمَّد القائمة، ويمكن إبلاغ مقدّمي الطلبات بالقرارات.
decisions-countersign-question = هل توقّع على هذه القائمة؟ لا يمكن تغييرها بعد ذلك.
decisions-countersigned-done = وُقّعت القائمة توقيعًا ثانيًا.
decisions-returned-done = أُعيدت القائمة إلى اللجنة.
decisions-empty-title = لم يُقرَّر شيء بعد
decisions-empty-text = تظهر هنا القرارات التي يسجلها الرئيس لتُعتمد في قائمة واحدة.

alternatives-title = ما كانت قواعد أخرى ستخرج به من الأصوات نفسها
alternatives-lead = لا شيء من هذا ملزم. القاعدة الملزمة نُشرت مع الدعوة.
alternative-same = القائمة نفسها.
alternative-enters = كان سيُموَّل
alternative-leaves = ما كان ليُموَّل
alternative-nothing = لا شيء

reserve-lead = تُموَّل بهذا الترتيب إذا توافرت أموال. يقترح شخص ويؤكد آخر.
reserve-promotion-waits = مقترح للترقية بمبلغ { $amount }
reserve-promotion-waits-plain = مقترح للترقية
reserve-confirm = تأكيد الترقية

## المحاضر

minutes-draft = أُعد هذا المحضر من السجل ولم يُوقَّع بعد.
minutes-as-signed = هذا المحضر كما وقّعه الرئيس.
minutes-differ-title = هذا المحضر ليس ما وُقّع
minutes-differ-text = يقول السجل غير ما كان يقوله حين وقّع الرئيس. أبلغ من يدير هذا النظام.
minutes-presence = الحضور
minutes-presided = افتتحها
minutes-quorum = نصاب البند: { $needed } أصوات، ولا يُحتسب المتنحّون.
minutes-ended = انتهت، أو التصويت حتى
minutes-times = الدخول والخروج
minutes-came = دخل { $at }
minutes-left = خرج { $at }
minutes-items = البنود
minutes-vote = التصويت { $round }، فُتح { $at }
minutes-anew = فُتح من جديد:
minutes-closed-by = أغلقه { $name }، { $at }
minutes-not-closed = لم يُغلق
minutes-not-reached = لم يُنظر فيه في هذه الجلسة.
minutes-recorded-by = سجّله { $name }، { $at }
minutes-against-majority = بخلاف ما صوّتت عليه الأغلبية
minutes-alternative = كان سيُموَّل: { $enters }. وما كان ليُموَّل: { $leaves }.
minutes-dissent = الآراء المخالفة
minutes-dissent-lead = ما تبديه يُثبت في المحضر باسمك إلى أن يوقّعه الرئيس، ولا يمكن سحبه.
minutes-dissent-text = ما تخالفه، ولماذا
minutes-dissent-done = أُثبت رأيك المخالف في المحضر.
minutes-signature = التوقيع
minutes-signed-by = رئيس اللجنة
minutes-unsigned = لم يُوقَّع بعد
minutes-digest = بصمة هذا المحضر كما تقرؤه (SHA-256):
minutes-sign-lead = توقّع المحضر كما هو في هذه الصفحة، ولا يُضاف إليه شيء بعد ذلك.
minutes-sign-question = هل توقّع هذا المحضر؟
minutes-signed-done = وُقّع المحضر.
minutes-not-yet = يمكن توقيع المحضر بعد اختتام الجلسة.

## الأعضاء

seat-name = الاسم
seat-office = المنصب
seat-appoint = تعيين عضو
seat-sits = عضو في اللجنة
seat-terms-pending = عليه قبول الشروط
terms-accepted-seat = قُبلت الشروط، وأنت الآن عضو في لجنة الدعوة.
terms-declined-seat = رفضت الشروط، ولست عضوًا في لجنة الدعوة.
seat-outside-term = خارج مدة العضوية
seats-none-title = لا عضو في هذه اللجنة بعد
seats-none-text = يظهر الأعضاء هنا حين يعيّنهم مدير المرفق.
term-title = مدة العضوية في لجنة
term-hint = للجنة فقط. اليومان كلاهما من المدة (بالتوقيت العالمي)؛ وإذا تُركت فارغة فبلا نهاية.
term-first-day = اليوم الأول
term-last-day = اليوم الأخير
fault-term-order = يجب ألا تنتهي المدة قبل أن تبدأ.
fault-term-of-seats = لا مدة إلا للعضوية في لجنة.
term-from = من { $from }
term-until = حتى { $until }
term-from-until = من { $from } إلى { $until }
ties-may-apply = يمكن تمويل منظمة مرتبطة بعضو، ويغادر العضو القاعة
ties-may-not-apply = لا تُموَّل منظمة مرتبطة بعضو

## إعداد لجنة

setup-votes-title = كيف تصوّت اللجنة
setup-ballot = ورقة الاقتراع
setup-ballot-hint = إذا تُركت فارغة: قرارات، بندًا بندًا.
ballot-kind-decision = قرارات، بندًا بندًا
ballot-kind-score = درجات، بندًا بندًا
ballot-kind-approval = المشاريع التي تُموَّل ضمن الميزانية، في ورقة واحدة
ballot-kind-ranking = مراتب، في ورقة واحدة
setup-score-most = أعلى الدرجات
setup-score-most-hint = للدرجات فقط. إذا تُركت فارغة: 10.
setup-fund-from = التمويل ابتداءً من متوسط
setup-fund-from-hint = للدرجات فقط: ما يجب أن يبلغه المتوسط. إذا تُركت فارغة: 0.
setup-secret = التصويت سري
setup-secret-hint = لا يعلم أحد كيف صوّت كل عضو، ويحصل كل عضو على إيصال.
setup-casting-vote = الصوت المرجِّح يحسم تعادل الأصوات
setup-casting-vote-hint = صوت من يغلق البند، وحيث يكون التصويت علنيًا فقط.
setup-completion = ما يؤول إليه المال المتبقي من الحصص المتساوية
setup-completion-hint = للحصص المتساوية فقط. إذا تُركت فارغة: تنمو الحصص ثم الأكثر أصواتًا.
completion-none = لا شيء: يبقى
completion-greedy = يذهب إلى الأكثر أصواتًا مما يتسع له
completion-add1 = تنمو الحصص ما دامت القائمة ضمن السقف
completion-add1-greedy = تنمو الحصص، ثم يذهب إلى الأكثر أصواتًا مما يتسع له
setup-reduced-awards = منح مخفّضة عند الحد
setup-reduced-awards-hint = قد ينال أول ما لا يتسع له السقف كاملًا ما تبقّى، حتى أصغر منحة.
setup-quota = الحصة { $number }
setup-add-quota = إضافة حصة
setup-quota-by = الحصة بحسب
quota-by-region = المنطقة
quota-by-theme = الموضوع
quota-by-country = البلد
quota-by-size = حجم الطلب
setup-quota-name = أيّ منها
setup-quota-name-hint = منطقة مثل african، أو اسم موضوع، أو بلد مثل KE، أو حجم مثل up_to:3000000 أو above:3000000 (بأصغر الوحدات).
setup-quota-at-least = أقل عدد من المشاريع
setup-quota-at-most = أكبر عدد من المشاريع
setup-quota-at-least-minor = أقل مبلغ
setup-quota-at-most-minor = أكبر مبلغ
setup-afterwards-title = بعد ذلك
setup-votes-in-minutes = الأصوات في المحضر
setup-votes-in-minutes-hint = إذا تُركت فارغة: الأعداد. ولا ترد الأسماء في تصويت سري أبدًا.
votes-in-minutes-names = من صوّت وكيف
votes-in-minutes-counts = الأعداد
votes-in-minutes-none = ما قُرّر فقط
setup-acceptance-days = أيام العمل لقبول المنحة
setup-acceptance-days-hint = إذا تُركت فارغة أو 0: لا شيء يُقبل.
setup-scores-in-letters = يُبلَّغ من لم يُموَّلوا بدرجاتهم
setup-scores-in-letters-hint = بحسب أقسام جدول التقييم، في رسالة القرار.
setup-ties = المنظمات المرتبطة بعضو
setup-ties-hint = إذا تُركت فارغة: يمكن تمويلها، ويغادر العضو القاعة.
setup-panel-terms-hint = ما يقبله الأعضاء قبل أن يروا شيئًا. إذا تُركت فارغة: لا شيء.
