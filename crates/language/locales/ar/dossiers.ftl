### Dossiers: a proposal to print or to keep, and all of a call.

dossier-title = ملف المقترح
dossier-archive = تنزيله مع جميع الوثائق (ZIP)
dossier-print = اطبع هذه الصفحة، أو احفظها بصيغة PDF من نافذة الطباعة في المتصفح.
dossier-documents = الوثائق
dossiers-title = جميع ملفات الدعوة
dossiers-count = { $n ->
    [zero] لا مقترحات.
    [one] مقترح واحد.
    [two] مقترحان.
    [few] { $n } مقترحات.
    [many] { $n } مقترحًا.
   *[other] { $n } مقترح.
}
dossiers-lead = أرشيف واحد يضم ملف كل مقترح ومحتواه ووثائقه، مع قائمة تتضمن بصمة SHA-256 لكل ملف. ولا يتضمن الملفات التي لديك فيها تضارب مصالح.
dossiers-download = تنزيل الأرشيف
dossiers-how-far = إلى أين وصل؟
dossiers-leave = يمكنك مغادرة هذه الصفحة أثناء وصول الأرشيف، فالمتصفح يواصل التنزيل. والأرشيف الذي ينقطع ليس كاملًا ولا يتضمن القائمة.
dossiers-not-begun = لم يبدأ التنزيل.
dossiers-progress = { $done } من { $all } من الملفات، و{ $files } ملفًا، و{ $size } ميغابايت
dossiers-done = اكتمل: { $done } من ملفات المقترحات، و{ $files } ملفًا، و{ $size } ميغابايت
dossiers-ended = انقطع بعد { $done } من { $all } من الملفات. ابدأ من جديد.
call-dossiers = جميع الملفات
