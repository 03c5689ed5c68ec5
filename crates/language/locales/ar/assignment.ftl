### إسناد الملفات إلى المقيّمين ومتابعتهم وتذكيرهم.

assignment-look = الاطلاع على الإسناد
assignment-plan-lead = تمنح الخطة كل ملف ما يحتاج إليه من مقيّمين. ولا يُسند شيء قبل أن تطلع عليها وتوافق.
assignment-made = أُعدّت في { $at }.
assignment-fit = الملاءمة
assignment-question = هل تُسند الملفات إلى هؤلاء المقيّمين؟ سيُبلَّغون بالبريد.
assignment-again = إعداد خطة جديدة
assignment-discard = صرف النظر عن الخطة
assignment-discarded = صُرف النظر عن الخطة.
assignment-agency = الوكالة
assignment-after = الملفات بعد ذلك
assignment-room = يمكنه أخذ المزيد
assignment-load-of = { $held } الآن، و{ $planned } في الخطة
assignment-standing = السبب
assignment-file-lead = اختر من يقرأ هذا الملف. ويُشار في السجل إلى ما تختاره بنفسك.
assignment-change = تعديل الخطة
assignment-plan-changed = عُدّلت الخطة.
assignment-rule-readers = { $n ->
    [zero] لا مقيّم لكل ملف
    [one] مقيّم واحد لكل ملف
    [two] مقيّمان لكل ملف
    [few] { $n } مقيّمين لكل ملف
    [many] { $n } مقيّمًا لكل ملف
   *[other] { $n } مقيّم لكل ملف
}
assignment-rule-conflict = لا أحد ممن لديه تضارب في المصالح أو تضارب محتمل
assignment-rule-language = من يقرأ لغة الملف فقط
assignment-rule-load = { $n ->
    [zero] لا ملفات لكل مقيّم
    [one] ملف واحد على الأكثر لكل مقيّم
    [two] ملفان على الأكثر لكل مقيّم
    [few] { $n } ملفات على الأكثر لكل مقيّم
    [many] { $n } ملفًا على الأكثر لكل مقيّم
   *[other] { $n } ملف على الأكثر لكل مقيّم
}
assignment-rule-agency = لا يقرأ الملفَ اثنان من وكالة واحدة

fit-language-reads = يقرأ اللغة
fit-language-works-in = يعمل باللغة
fit-language-native = اللغة لغته الأم
fit-language-unknown = لم يذكر لغاته
fit-theme = يعرف الموضوع
fit-no-theme = لم يذكر الموضوع
fit-region = يعرف المنطقة
fit-no-region = لم يذكر المنطقة

standing-planned = في الخطة
standing-by-hand = اختير يدويًا
standing-same-agency = يقرؤه آخر من وكالته
standing-full = لا يأخذ ملفات أخرى
standing-fits-less = أقل ملاءمة أو لديه ملفات أكثر
standing-needed-elsewhere = الحاجة إليه أكبر في ملفات أخرى
bar-conflict = تضارب في المصالح
bar-suspicion = تضارب محتمل لم يُبتّ فيه
bar-had-it = لديه الملف أو كان لديه
bar-language = لا يقرأ اللغة
bar-away = غائب معظم الوقت

hindrance-title = لا يمكن إسناد كل هذه الملفات
hindrance-file = الملف { $files }: عدد من يمكنهم قراءته { $available }، والمطلوب { $needed }.
hindrance-files = تحتاج الملفات { $files } إلى { $needed } قراءة من { $evaluators }، وما يمكنهم أخذه معًا { $available }.
hindrance-few = عدد المقيّمين قليل جدًّا مهما كانت القواعد.
hindrance-rules = ما لا يمكن أن يجتمع مع عدد المقيّمين لكل ملف: { $rules }.
hindrance-languages = لغات هذه الملفات: { $languages }.
hindrance-advice = ادعُ مقيّمين آخرين، أو بُتّ في حالات التضارب المحتملة، أو ارفع أحد الحدود، أو أسند هذه الملفات يدويًا.
obstacle-conflict = حالات تضارب المصالح
obstacle-suspicion = حالات تضارب محتملة لم يُبتّ فيها
obstacle-had-it = لا يقرأ أحد الملف مرتين
obstacle-language = أن يقرأ المقيّمون لغة الملف
obstacle-away = أن يكون المقيّمون حاضرين نصف المدة على الأقل
obstacle-load = الحد الأقصى لملفات كل مقيّم
obstacle-agency = ألا يقرأ الملفَ اثنان من وكالة واحدة
and-more = { $n ->
    [zero] ولا غيرها
    [one] وواحد غيرها
    [two] واثنان غيرها
    [few] و{ $n } غيرها
    [many] و{ $n } غيرها
   *[other] و{ $n } غيرها
}

fault-more-than-needed = اخترت عددًا من المقيّمين يفوق حاجة الملف.
fault-cannot-take = لا يمكن إسناد الملف إلى أحد هؤلاء الأشخاص.

reminder-progress = تقدم المقيّمين
reminder-title = التذكير
reminder-waits = ما يُنتظر
reminder-due = أول استحقاق
reminder-read = قراءة التذكير
reminder-send = إرسال التذكير
reminder-sent = التذكير في طريقه.
reminders-sent = رسائل التذكير في طريقها.
reminder-not-now = لا يُنتظر شيء، أو أُرسل تذكير اليوم.
reminder-last = ذُكِّر { $at }
reminder-all = تذكير جميع المتأخرين
reminder-all-question = هل يُرسل تذكير إلى كل متأخر لم يُذكَّر اليوم؟
reminder-undeclared = { $n ->
    [zero] لا إقرارات
    [one] إقرار واحد
    [two] إقراران
    [few] { $n } إقرارات
    [many] { $n } إقرارًا
   *[other] { $n } إقرار
}
reminder-reading = { $n ->
    [zero] لا درجات
    [one] درجات ملف واحد
    [two] درجات ملفين
    [few] درجات { $n } ملفات
    [many] درجات { $n } ملفًا
   *[other] درجات { $n } ملف
}
reminder-late = { $n ->
    [zero] لا متأخر
    [one] ملف متأخر
    [two] ملفان متأخران
    [few] { $n } ملفات متأخرة
    [many] { $n } ملفًا متأخرًا
   *[other] { $n } ملف متأخر
}
reminder-late-people = { $n ->
    [zero] لا مقيّم متأخر
    [one] مقيّم واحد متأخر
    [two] مقيّمان متأخران
    [few] { $n } مقيّمين متأخرون
    [many] { $n } مقيّمًا متأخرًا
   *[other] { $n } مقيّم متأخر
}
gap-third-reader = فرق يزيد على { $percent } من الدرجة الأعلى
gap-drop-deviant = فرق يبلغ { $percent } من الدرجة القصوى أو يزيد
