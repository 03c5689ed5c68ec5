### العناية الواجبة: صفحة المنظمة للموظفين والتحقق وعلامات المخاطر والتكرار والدمج.

## صفحة المنظمة

tab-overview = نظرة عامة
tab-verification = التحقق
tab-flags = علامات المخاطر
tab-matches = التطابق مع قوائم الجزاءات
tab-registration = التسجيل
organisation-sections = أقسام صفحة المنظمة
profile-identity = الهوية
profile-legal-status = الوضع القانوني
profile-governance = الحوكمة
profile-money = الشؤون المالية
profile-experience = الخبرة
profile-declarations = الإقرارات
profile-other-names = أسماء أخرى وسابقة
profile-name-former = سابق
profile-org-id = المعرّف (org-id.guide)
profile-authority = الجهة المسجَّلة لديها
profile-expires-on = التسجيل سارٍ حتى
profile-unregistered-reason = سبب عدم وجود رقم تسجيل أو شهادة
profile-founded-on = تاريخ التأسيس
profile-born-on = تاريخ الميلاد
profile-budgets = الميزانيات السنوية
profile-bank-account = الحساب المصرفي
profile-unaudited-reason = سبب عدم وجود بيان مالي مراجَع
profile-experience-text = ما أنجزته حتى الآن
profile-languages = لغات العمل
profile-declared-all = أُجيب عن كل الإقرارات وعددها { $n } بنعم.
profile-declared-not = لم يُجب عنها بنعم
profile-lacks = ناقص: { $what }
profile-complete = لا ينقص شيء.
lacks-address = العنوان البريدي
lacks-email = عنوان البريد الإلكتروني
lacks-registration-number = رقم التسجيل
lacks-registration-authority = الجهة المسجِّلة
lacks-registered-on = تاريخ التسجيل
lacks-registration-certificate = شهادة التسجيل
lacks-officers = المسؤولون
lacks-founded-on = تاريخ التأسيس
lacks-budgets = الميزانيات السنوية
lacks-bank-account = الحساب المصرفي
lacks-audited-statement = البيان المالي المراجَع
lacks-experience = الخبرة
lacks-working-languages = لغات العمل
lacks-declarations = الإقرارات
declares-lawful-purpose = مشروعية الغرض
declares-not-for-profit = عدم استهداف الربح
declares-no-listed-parties = عدم التعامل مع جهات مدرجة في القوائم
declares-no-fraud-or-corruption = لا غش ولا فساد
declares-no-exploitation-or-abuse = لا استغلال ولا اعتداء
declares-no-forced-labour = لا عمل قسري
declares-no-bankruptcy = لا إفلاس
declares-information-true = صحة المعلومات
organisation-applications = المقترحات والمنح حتى الآن
organisation-applications-none = لم تقدم المنظمة أي طلب بعد.
organisation-applications-merged = باسم { $name } التي دُمجت في هذه المنظمة
organisation-grant = المنحة
organisation-merged-title = دُمجت في منظمة أخرى
organisation-merged-text = تبقى مقترحاتها ومنحها في هذا السجل، ويتصرف باسمها العاملون في المنظمة الأخرى.
organisation-absorbed = دُمجت في هذه المنظمة
organisation-people-all = كل الأشخاص
organisation-documents-all = كل الوثائق
organisation-documents-none = لا توجد وثائق بعد.
organisation-registration-go = متابعة التسجيل
organisation-story-all = كل شيء
organisation-story-filter = ما يُعرض
organisation-story-profile = البيانات والأشخاص والوثائق
organisation-story-verification = التحقق
organisation-story-flags = علامات المخاطر
organisation-story-sanctions = الجزاءات والتكرار
standing-to-renew = التحقق سارٍ حتى { $date } ويلزم تجديده
standing-expired = انتهت صلاحية التحقق في { $date }
standing-incomplete = التسجيل غير مكتمل
standing-flag = علامة مخاطر: { $level }
standing-matches = { $n ->
    [zero] لا تطابق مع قوائم الجزاءات
    [one] تطابق واحد مع قوائم الجزاءات
    [two] تطابقان مع قوائم الجزاءات
    [few] { $n } حالات تطابق مع قوائم الجزاءات
    [many] { $n } حالة تطابق مع قوائم الجزاءات
   *[other] { $n } حالة تطابق مع قوائم الجزاءات
}

## ما هو موقوف ولماذا

blocked-title = ما هو موقوف ولماذا
blocked-nothing = غير موقوف
blocked-agreement = لا يمكن إرسال اتفاق أو توقيعه الآن
blocked-payment = لا يمكن دفع شيء الآن
step-applying = تقديم الطلبات
step-verification = تأكيد التحقق
step-award = منح التمويل
step-agreement = الاتفاق
step-payment = المدفوعات
refusal-flagged = على المنظمة علامة مخاطر: { $level }. انظر في العلامة واخفض درجتها أو ارفعها إن وُجد ما يبرر ذلك.
refusal-sanctions-match = هناك تطابق مفتوح أو مؤكد مع قائمة جزاءات. انظر فيه أولًا.
refusal-merged = دُمجت المنظمة في منظمة أخرى. استخدم تلك المنظمة.
refusal-unanswered = أجب عن كل الأسئلة أولًا. المتبقي: { $questions }.

## التحقق

verification-lead = يجيب شخص استنادًا إلى الوثائق ويؤكد شخص آخر. وتكفي إجابة واحدة بلا لرفض التحقق.
verification-not-applicable = لا ينطبق
verification-comment-of = تعليق
verification-comment-hint = ما تم الاطلاع عليه. وهو لازم عند الإجابة بلا.
verification-comment-missing = بيّن ما ليس على ما يجب أن يكون.
verification-evidence = السند
verification-no-documents = ليس لدى المنظمة وثائق بعد.
verification-answered = أجاب { $name }، { $at }
verification-remark = ملاحظة عامة
verification-remark-hint = لمن سيؤكد التحقق.
verification-save = حفظ الإجابات
verification-propose = حفظ الإجابات واقتراح النتيجة
verification-saved = حُفظت الإجابات.
verification-proposed-done = حُفظت الإجابات، وسيؤكدها شخص آخر.
verification-returned-done = أُعيدت الإجابات.
verification-verified-done = تم التحقق من المنظمة.
verification-refused-done = رُفض التحقق.
verification-verdict = النتيجة
verification-verdict-passed = لا توجد إجابة بلا: سيكون التحقق ساريًا حتى { $date }.
verification-verdict-failed = توجد إجابة بلا: سيُرفض التحقق.
verification-verdict-open = { $n ->
    [zero] لم يبق سؤال بلا إجابة.
    [one] بقي سؤال واحد بلا إجابة.
    [two] بقي سؤالان بلا إجابة.
    [few] بقيت { $n } أسئلة بلا إجابة.
    [many] بقي { $n } سؤالًا بلا إجابة.
   *[other] بقي { $n } سؤال بلا إجابة.
}
verification-verdict-changed = تغيّرت الأسئلة منذ تقديم الإجابات. أعدها ليُجاب عنها من جديد.
verification-took-part = شاركت في الإجابة أو في اقتراح النتيجة في هذه الجولة، فيؤكدها شخص آخر.
verification-waits = في انتظار تأكيد شخص آخر.
verification-held-back = لا يمكن تأكيد التحقق بعد:
verification-return-reason = ما ينبغي النظر فيه من جديد
verification-history = الجولات السابقة
verification-round-verified = التحقق سارٍ حتى { $date }
verification-round-refused = رُفض
verification-round-overtaken = أنهاها تعديل في البيانات
verification-round-open = جارية
verification-history-none = لم يُنظر في هذه المنظمة من قبل.
verification-valid = يسري { $months ->
    [zero] أقل من شهر
    [one] شهرًا واحدًا
    [two] شهرين
    [few] { $months } أشهر
    [many] { $months } شهرًا
   *[other] { $months } شهر
} من يوم تأكيده.
verification-readonly = دورك يتيح الاطلاع على التحقق دون الإجابة.

## علامات المخاطر

flags-title = علامات المخاطر
flags-register-lead = كل العلامات السارية اليوم بحسب درجتها.
flags-none-title = لا توجد علامات بهذه الدرجة
flags-none-text = توضع العلامة من صفحة المنظمة.
flags-none-here = لا توجد علامات على هذه المنظمة.
flags-raise = وضع علامة
flags-raise-lead = لا تمنع العلامة المنظمة أبدًا من تقديم الطلبات، أما ما توقفه فيتوقف على درجتها.
flags-blocks-title = ما توقفه كل درجة
flags-blocks-yes = موقوف
flags-level = الدرجة
flags-category = الموضوع
flags-until = آخر يوم
flags-until-hint = اتركه فارغًا إن كانت العلامة سارية إلى أن تُرفع.
flags-reason = السبب
flags-no-end = إلى أن تُرفع
flags-until-day = حتى { $date }
flags-number = العلامة { $n }
flags-change = تغيير الدرجة أو آخر يوم
flags-lift = رفع العلامة
flags-over = مرفوعة أو منتهية
flags-lighten-other = لا يخفف هذه الدرجة أو يرفع العلامة إلا مدير لم يضعها بنفسه.
flags-raised-done = وُضعت العلامة.
flags-changed-done = غُيّرت العلامة.
flags-lifted-done = رُفعت العلامة.
flag-raised = وُضعت
flag-escalated = شُدّدت
flag-lowered = خُففت
flag-redated = حُدد آخر يوم جديد
flag-lifted = رُفعت
flag-came-over = انتقلت من منظمة مدموجة
level-observation = ملاحظة
level-risk = خطر
level-escalated = محالة إلى المدير
level-red = حمراء
level-observation-means = أمر يُراعى.
level-risk-means = يُنظر فيها عند كل قرار.
level-escalated-means = لدى مدير المرفق الذي يقرر.
level-red-means = لا يُمنح شيء لهذه المنظمة.
category-governance = الحوكمة
category-financial = الشؤون المالية
category-integrity = الغش والفساد والبيانات الكاذبة
category-safeguarding = الاستغلال والاعتداء
category-performance = الأداء
category-legal = القانون والتسجيل
category-sanctions = الجزاءات
category-other = غير ذلك
status-escalated = محالة إلى المدير

## التكرار والدمج

duplicates-title = حالات تكرار محتملة
duplicates-lead = منظمات تشترك في ما يُفترض أن تنفرد به منظمة واحدة. قرر في كل حالة ما إذا كانتا منظمتين أم منظمة واحدة.
duplicates-none-title = لا توجد حالات تكرار محتملة
duplicates-none-text = تظهر هنا المنظمات التي تشترك في رقم تسجيل أو حساب أو موقع أو مسؤول أو اسم.
duplicates-shared = ما تشتركان فيه
duplicates-pair = { $first } و{ $second }
duplicates-count = { $n ->
    [zero] لا توجد حالات تكرار محتملة
    [one] حالة تكرار محتملة واحدة
    [two] حالتا تكرار محتملتان
    [few] { $n } حالات تكرار محتملة
    [many] { $n } حالة تكرار محتملة
   *[other] { $n } حالة تكرار محتملة
}
duplicates-found = اكتُشفت في { $date }
duplicates-two = منظمتان مختلفتان
duplicates-two-reason = كيف يُعرف ذلك
duplicates-dismissed-done = سُجّل أنهما منظمتان مختلفتان.
duplicates-merge = دمجهما
evidence-registration-number = رقم التسجيل نفسه: { $number }
evidence-bank-account = الحساب المصرفي نفسه
evidence-web-domain = الموقع الشبكي نفسه: { $host }
evidence-officer = المسؤول نفسه وتاريخ الميلاد نفسه: { $name }
evidence-name = اسمان شبه متطابقين: «{ $name }» و«{ $other }» ({ $percent })
merge-title = دمج منظمتين
merge-lead = قارن بينهما واختر المنظمة التي تبقى واطلع على ما ينتقل إليها. ولا يمكن التراجع عن الدمج.
merge-remains = أي المنظمتين تبقى؟
merge-choose = عرض ما سيحدث
merge-preview = ما سيحدث
merge-goes = تُدمج { $name } في { $into }.
merge-people = { $n ->
    [zero] لا ينتقل أحد: يعمل أشخاصها في المنظمتين.
    [one] ينتقل شخص واحد بدوره.
    [two] ينتقل شخصان بدوريهما.
    [few] ينتقل { $n } أشخاص بأدوارهم.
    [many] ينتقل { $n } شخصًا بأدوارهم.
   *[other] ينتقل { $n } شخص بأدوارهم.
}
merge-flags = { $n ->
    [zero] لا تنتقل أي علامة.
    [one] تنتقل علامة واحدة.
    [two] تنتقل علامتان.
    [few] تنتقل { $n } علامات.
    [many] تنتقل { $n } علامة.
   *[other] تنتقل { $n } علامة.
}
merge-proposals = { $n ->
    [zero] ليس لها مقترحات.
    [one] يبقى مقترح واحد في سجلها ويُطلع عليه من المنظمة الأخرى.
    [two] يبقى مقترحان في سجلها ويُطلع عليهما من المنظمة الأخرى.
    [few] تبقى { $n } مقترحات في سجلها ويُطلع عليها من المنظمة الأخرى.
    [many] يبقى { $n } مقترحًا في سجلها ويُطلع عليها من المنظمة الأخرى.
   *[other] يبقى { $n } مقترح في سجلها ويُطلع عليها من المنظمة الأخرى.
}
merge-history = يبقى سجل كل منهما على حاله.
merge-verification = لا يتأثر التحقق من المنظمة التي تبقى.
merge-held-back = لا يمكن دمجهما بعد
merge-reason = لماذا هما منظمة واحدة
merge-do = دمج
merge-question = هل تريد دمج هاتين المنظمتين؟ لا يمكن التراجع عن ذلك.
merge-done = أصبحت المنظمتان منظمة واحدة.

## الإجراءات وسجل الأحداث

action-answer-question = الإجابة عن سؤال من أسئلة التحقق
action-raise-flag = وضع علامة مخاطر
action-change-flag = البت في علامة المخاطر
action-lift-flag = رفع علامة مخاطر
action-dismiss-duplicate = بيان أنهما منظمتان مختلفتان
action-merge = الدمج مع منظمة أخرى
event-question-answered = الإجابة عن سؤال من أسئلة التحقق
event-flag-raised = وضع علامة مخاطر
event-flag-changed = تغيير علامة مخاطر
event-flag-lifted = رفع علامة مخاطر
event-duplicate-dismissed = ليست هي نفسها منظمة أخرى
event-merged = دُمجت في منظمة أخرى
event-absorbed = دُمجت فيها منظمة أخرى
event-document-added = إضافة وثيقة
event-document-replaced = استبدال وثيقة
event-document-removed = إزالة وثيقة
