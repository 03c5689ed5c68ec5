### Dossiers: a proposal to print or to keep, and all of a call.

dossier-title = Dossier
dossier-archive = Download with all documents (ZIP)
dossier-print = Print this page, or save it as a PDF from your browser’s print dialogue.
dossier-documents = Documents
dossiers-title = All dossiers of the call
dossiers-count = { $n ->
    [one] { $n } proposal.
   *[other] { $n } proposals.
}
dossiers-lead = One archive with the dossier, the content and the documents of each, and a manifest with the SHA-256 of every file. Files with which you have a conflict of interest are not in it.
dossiers-download = Download the archive
dossiers-how-far = How far is it?
dossiers-leave = You can leave this page while the archive is coming; your browser goes on. An archive that breaks off is not whole: it has no manifest.
dossiers-not-begun = The download has not begun.
dossiers-progress = { $done } of { $all } dossiers, { $files } files, { $size } MB
dossiers-done = Done: { $done } dossiers, { $files } files, { $size } MB
dossiers-ended = Broken off after { $done } of { $all } dossiers. Start again.
call-dossiers = All dossiers
