### Receipts, versions, and organisations that apply together.

## The receipt

receipt-title = Receipt
receipt-version = Version
receipt-received = Received
receipt-in-grace = The proposal was received after the deadline, in the grace that the call gives.
receipt-entry = Hash of the entry in the facility’s record (SHA-256)
receipt-recompute = How anyone can recompute it
receipt-recompute-about = Download both files. The first command needs no other program; the second checks the whole receipt, without a connection to the facility.
receipt-content-file = Download what was received
receipt-file = Download the receipt
receipt-versions = Every version
receipt-replaced = This version was replaced by a later one and is kept on record.
receipt-print = Keep this page: print it, or save it as a PDF from your browser’s print dialogue.
fault-not-declared = Tick the box to confirm this before you submit.

## Applying together

together-title = Organisations that apply together
together-lead = Applies for all of them:
together-about = Each of them must agree before the proposal is submitted.
together-most = { $n ->
    [one] { $n } organisation may apply together with the lead applicant.
   *[other] Up to { $n } organisations may apply together with the lead applicant.
}
together-none = No other organisation has been named.
together-asked = Has not answered yet
together-agreed = Has agreed
together-question = Does this organisation apply together with the lead applicant? An organisation that stands in one application may not stand in another where the call takes only one.
together-name-lead = Name an organisation by its country and registration number exactly as they stand in its registration, or by its org-id identifier. Its owners are asked by mail.
together-country = Country of registration
together-number = Registration number
together-org-id = Or its org-id identifier
together-org-id-hint = For example GB-CHC-202918
together-named = The organisation is named, and its owners are asked.
together-removed = The organisation is taken off.
together-agreed-done = The organisation applies together with the lead applicant.
together-declined-done = The lead applicant is told that the organisation does not take part.
fault-no-organisation = No organisation is registered with exactly this. Ask the organisation how it is registered.
action-name-co-applicant = Name an organisation
action-remove-co-applicant = Take off
action-agree-to-co-apply = Agree to apply together
action-decline-to-co-apply = Decline to apply together
event-co-applicants-named = Organisation named to apply together
event-co-applicants-removed = Organisation taken off
event-co-applicants-agreed = Organisation agreed to apply together
event-co-applicants-declined = Organisation declined to apply together

## Why something is not done

refusal-co-applicant-taken = { $organisation } already stands in another application to this call. The call takes one application from an organisation.
refusal-co-applicants-open = { $open ->
    [one] { $open } organisation that was named has not agreed yet. Wait for its answer, or take it off.
   *[other] { $open } organisations that were named have not agreed yet. Wait for their answers, or take them off.
}
refusal-too-many = { $most ->
    [one] No more than { $most } is allowed here.
   *[other] No more than { $most } are allowed here.
}
refusal-text-too-long = { $most ->
    [one] Write at most { $most } character.
   *[other] Write at most { $most } characters.
}
refusal-decision-released = The decision has been released. The proposal can no longer be withdrawn.
incomplete-too-large = { $what } must be at most { $most }.

## Mails

mail-co-applicant-named-subject = { $organisation } asks you to apply together
mail-co-applicant-named-body =
    { $organisation } has named your organisation to apply together with it to the call “{ $call }”, with the project “{ $title }”.

    An owner of your organisation must sign in and agree before the proposal can be submitted, or decline.
mail-co-applicant-agreed-subject = { $organisation } applies together with you
mail-co-applicant-agreed-body =
    { $organisation } has agreed to apply together with you to the call “{ $call }”, with the project “{ $title }”.
mail-co-applicant-declined-subject = { $organisation } does not apply together with you
mail-co-applicant-declined-body =
    { $organisation } has declined to apply together with you to the call “{ $call }”, with the project “{ $title }”. It is taken off the application.
