### Documents of an organisation, and uploads.

documents-title = Documents
documents-lead = Kept once, for every call. A new version takes the place of the one before, which can still be read.
documents-none-title = Not here yet
documents-removed-title = Removed
documents-add = Add a document
documents-add-lead = The document is sent while you stay on this page. If the line breaks, it goes on by itself; after a reload choose the same file again, and it goes on where it stopped.
documents-replace = Replace with a new version
documents-describe = Change the details
documents-remove = Remove
documents-remove-question = Remove this document? It no longer counts, but stays on record.
documents-download = Download
documents-versions = { $n ->
    [one] One earlier version
   *[other] { $n } earlier versions
}
documents-version-of = Version { $number } of { $all }
documents-version-by = Uploaded by { $name }, { $at }
documents-added = The document is added.
documents-replaced = The new version is in its place.
documents-described = The details are changed.
documents-removed = The document is removed.
documents-removed-by = Removed by { $name }, { $at }
documents-valid-until = Valid until { $date }
documents-valid-from = Valid from { $date }
documents-valid-always = No last day
documents-expired-on = Expired on { $date }
documents-expires-in = { $n ->
    [0] Expires today
    [one] Expires in one day
   *[other] Expires in { $n } days
}
documents-types-signed = PDF, PNG or JPEG, because it bears a signature or a stamp
documents-file-hint = { $types }; at most { $size }

document-kind = Kind of document
document-language = Language of the document
document-language-hint = Its code, such as en, fr or ar
document-valid-from = First day it is valid
document-valid-until = Last day it is valid
document-days-hint = Leave empty what the document does not say
document-note = Note
document-file = File

document-kind-registration-certificate = Certificate of registration
document-kind-statutes = Statutes
document-kind-audited-statement = Audited financial statement
document-kind-annual-report = Annual report
document-kind-bank-letter = Letter from the bank
document-kind-reference-letter = Letter of reference
document-kind-policy = Policy
document-kind-other = Other document

status-not-yet-valid = Not valid yet
status-valid = Valid
status-expiring = Expires soon
status-expired = Expired
status-removed = Removed

fault-language-tag = Write the code of a language, such as en, fr or ar.
fault-days-out-of-order = The last day lies before the first.
fault-kind-of-file = The file is of a type or size that documents of this kind may not have.
fault-file-infected = The file was refused: the scanner has found “{ $found }” in it. Clean it, or send another.
fault-file-not-scanned = The file cannot be checked for viruses at the moment. Try again in a few minutes.

## While a file is sent

upload-progress = { $percent } %: { $done } of { $all } sent
upload-waiting = The line is broken. Sending goes on by itself in { $seconds } s. { $done } of { $all } are safe.
upload-checking = All of it is here; it is being checked.
upload-done = { $name } is here.
upload-cancel = Cancel
upload-cancelled = Sending was cancelled. Nothing was kept.
upload-resume = { $name } is not here whole yet. Choose the same file again to go on where it stopped.
upload-signed-out = You are no longer signed in. Sign in again in another tab; sending then goes on by itself.
upload-too-many = Too many files are being sent at the same time. Wait until one is here.
upload-refused = The file was not taken. Load the page again and look at what it says.
upload-too-large = The file is larger than allowed.
