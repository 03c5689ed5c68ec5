### تضارب المصالح: الإقرارات على ملفات عدة، وما وجده النظام، وما تسجله الأمانة.

## Declarations
nav-declarations = الإقرارات
declarations-title = إقرارات تضارب المصالح
declarations-lead = اذكر لكل ملف ما إذا كان لديك تضارب في المصالح مع مقدّم الطلب. لا ترى من الملف أكثر من ذلك قبل الإقرار.
declarations-waiting = { $n ->
    [zero] لا ملفات تنتظر إقرارك.
    [one] ملف واحد ينتظر إقرارك.
    [two] ملفان ينتظران إقرارك.
    [few] { $n } ملفات تنتظر إقرارك.
    [many] { $n } ملفا تنتظر إقرارك.
   *[other] { $n } ملف تنتظر إقرارك.
}
declarations-text = مقدّم الطلب أو العنوان
declarations-every-country = جميع البلدان
declarations-filter = عرض
declarations-all = عرض الكل
declarations-interest = تضارب المصالح
declarations-not-yet = لم يُقدَّم الإقرار بعد
declarations-stays = كما أُقرّ
declarations-free = أُقرّ بعدم وجود تضارب
declarations-assigned = مسند إليك
declarations-save = حفظ الإقرارات
declarations-saved = سُجّلت إقراراتك.
declarations-saved-count = { $n ->
    [zero] لم يُسجّل أي إقرار. راجع الملفات من جديد.
    [one] سُجّل إقرار واحد. راجع البقية من جديد.
    [two] سُجّل إقراران. راجع البقية من جديد.
    [few] سُجّلت { $n } إقرارات. راجع البقية من جديد.
    [many] سُجّل { $n } إقرارا. راجع البقية من جديد.
   *[other] سُجّل { $n } إقرار. راجع البقية من جديد.
}
declarations-gone = لم يعد هنا ما يُقرّ بشأنه.
declarations-empty-title = لا شيء للإقرار بشأنه
declarations-empty-text = تظهر هنا الملفات التي يُطلب منك الإقرار بشأنها.
fault-declarations-none = اختر إجابة لملف واحد على الأقل.

## The secretariat's page
conflicts-title = تضارب المصالح
conflicts-open-count = { $n ->
    [zero] لا نتائج للبتّ فيها
    [one] نتيجة واحدة للبتّ فيها
    [two] نتيجتان للبتّ فيهما
    [few] { $n } نتائج للبتّ فيها
    [many] { $n } نتيجة للبتّ فيها
   *[other] { $n } نتيجة للبتّ فيها
}
conflicts-held-count = { $n ->
    [zero] لا حالات تضارب مسجلة
    [one] حالة تضارب واحدة مسجلة
    [two] حالتا تضارب مسجلتان
    [few] { $n } حالات تضارب مسجلة
    [many] { $n } حالة تضارب مسجلة
   *[other] { $n } حالة تضارب مسجلة
}
conflicts-search = البحث من جديد
conflicts-searched = انتهى البحث. تجد الجديد أدناه.
conflicts-open-declarations = طلب إقرارات المقيّمين
conflicts-declarations-opened = طُلب من المقيّمين الإقرار بشأن كل ملف ينتظر مقيّمين.
conflicts-open = ما وجده النظام
conflicts-open-lead = إلى أن يُبتّ في النتيجة لا يرى الشخص من الملف أكثر مما يلزم للإقرار، ولا يُسند إليه.
conflicts-open-none = بُتّ في كل شيء
conflicts-since = منذ
conflicts-holds = الملف مسند إليه
conflicts-confirm = تأكيد التضارب
conflicts-confirm-question = لن يرى الشخص شيئا من هذا الملف بعد الآن نهائيا. هل يُسجّل التضارب؟
conflicts-confirmed = سُجّل التضارب.
conflicts-dismiss = صرف النظر
conflicts-dismiss-reason = لماذا لا يُعدّ تضاربا؟
conflicts-dismissed = صُرف النظر عن النتيجة. لا تُثار الأدلة نفسها مرة أخرى.
conflicts-by-person = بحسب الشخص
conflicts-column-open = للبتّ
conflicts-held = حالات التضارب المسجلة
conflicts-held-none = لا توجد أي حالة.
conflicts-order-person = الترتيب بحسب الشخص
conflicts-order-file = الترتيب بحسب الملف
conflicts-file = الملف
conflicts-origin = كيف سُجّل
conflict-origin-declared = بالإقرار
conflict-origin-found = وجده النظام
conflict-origin-set = سجّلته الأمانة
conflicts-set-title = تسجيل تضارب
conflicts-set-lead = لما تعرفه بطريقة أخرى. لن يرى الشخص شيئا من الملف بعد الآن نهائيا.
conflicts-set-reason = كيف عُرف ذلك؟
conflicts-set-button = تسجيل التضارب
conflicts-set = سُجّل التضارب.
finding-member = يعمل لدى { $organisation } كما يرد في السجل.
finding-affiliation = يذكر «{ $named }» في ملفه التعريفي ({ $from }–{ $to })، ومقدّم الطلب هو { $organisation } (درجة التشابه { $alike }).
finding-domain-website = لعنوان الشخص وموقع { $organisation } النطاق نفسه { $domain }.
finding-domain-office = لعنوان الشخص وعنوان { $organisation } النطاق نفسه { $domain }.
finding-domain-contact = للشخص ولأحد العاملين لدى { $organisation } عنوانان من النطاق { $domain }.
finding-officer = { $officer } من مسؤولي { $organisation }، واسم الشخص { $name } (درجة التشابه { $alike }).
finding-funds = تذكر { $organisation } وكالة الشخص { $agency } في «{ $source }»: «{ $excerpt }»
