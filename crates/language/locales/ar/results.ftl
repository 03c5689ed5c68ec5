### النتائج العلنية.

results-title = النتائج
results-lead = المشاريع التي تمولها هذه الدعوة. ويظهر المشروع هنا بعد إبلاغ صاحبه.
results-projects = المشاريع الممولة
results-project = المشروع
results-countries = البلدان
results-total = مجموع المنح
results-summary = الملخص
results-runs = من { $start } إلى { $end }
results-unnamed = لا يُذكر اسمها حفاظًا على سلامتها
results-unnamed-count = { $n ->
    [zero] كل المنظمات مذكورة.
    [one] منظمة واحدة لا يُذكر اسمها حفاظًا على سلامتها، ولا يدخل مبلغها في أي مجموع.
    [two] منظمتان لا يُذكر اسماهما حفاظًا على سلامتهما، ولا يدخل مبلغاهما في أي مجموع.
    [few] { $n } منظمات لا تُذكر أسماؤها حفاظًا على سلامتها، ولا تدخل مبالغها في أي مجموع.
    [many] { $n } منظمة لا تُذكر أسماؤها حفاظًا على سلامتها، ولا تدخل مبالغها في أي مجموع.
   *[other] { $n } منظمة لا تُذكر أسماؤها حفاظًا على سلامتها، ولا تدخل مبالغها في أي مجموع.
}
results-csv = النتائج بصيغة CSV
results-regions = حسب المنطقة
results-region = المجموعة الإقليمية في الأمم المتحدة
results-name-title = الاسم في النتائج العلنية
results-name-lead = إذا كان ذكر الاسم علنًا يعرّض أشخاصًا للخطر، لا تذكر النتائج سوى البلد والموضوع.
results-name-told = اسم المنظمة مذكور.
results-name-withheld = اسم المنظمة غير مذكور.
results-name-reason = السبب
results-name-proposal = المقترح
results-withheld = لم يعد اسم المنظمة مذكورًا.
results-disclosed = يُذكر اسم المنظمة من جديد.
action-withhold-name = حجب الاسم عن النتائج
action-disclose-name = ذكره من جديد
