### Evaluators: their profile, invitations, terms of confidentiality.

## Profile
nav-evaluator = My evaluator profile
evaluator-title = Your profile as evaluator
evaluator-lead = Files are given to you by what you say here. Who runs a call sees it; applicants never do.
evaluator-profile = Profile
evaluator-knows = What you know
evaluator-languages = Languages
evaluator-other-language = Another language
evaluator-other-level = How well you know it
language-level-none = not at all
language-level-reads = reads
language-level-works-in = works in it
language-level-native = first language
evaluator-language = { $language } ({ $level })
evaluator-themes = Themes
evaluator-regions = Regions
evaluator-works = For whom you work
evaluator-works-lead = Name every organisation you work or worked for, direct or advise. You are never given a file of one of them.
evaluator-agency = Agency
evaluator-affiliations = Organisations, now and earlier
evaluator-affiliations-hint = Leave the last year empty while it lasts.
evaluator-rows-hint = Save to get more empty rows; empty a row to remove it.
affiliation-name = Organisation
affiliation-from = First year
affiliation-to = Last year
affiliation-still = today
affiliation-line = { $name }, { $from }–{ $to }
evaluator-takes = How much, and when
evaluator-most-files = Most files at a time
evaluator-most-files-hint = Leave it empty for as many as the call allows.
evaluator-absences = Days away
absence-from = First day
absence-to = Last day
evaluator-away = { $from } to { $to }
evaluator-save = Save
evaluator-saved = The profile is saved.
evaluator-says-nothing = nothing said
fault-year = Give a year in four figures, for example 2008.
fault-files-at-a-time = Give a number from 1 to 500.

## Evaluators of a call
evaluators-title = Evaluators
evaluators-count = { $n ->
    [one] { $n } evaluator
   *[other] { $n } evaluators
}
evaluators-pending-count = { $n ->
    [one] { $n } has still to accept the terms
   *[other] { $n } have still to accept the terms
}
evaluators-invited-count = { $n ->
    [one] { $n } invitation without an answer
   *[other] { $n } invitations without an answer
}
evaluators-none-title = Nobody evaluates this call yet
evaluators-none-text = Invite evaluators below.
evaluators-evaluates = Evaluates
evaluators-terms-pending = Terms not accepted yet
evaluators-invitations = Invitations
evaluator-invitation-is-sent = Sent
evaluator-invitation-is-opened = Opened
evaluator-invitation-is-accepted = Accepted
evaluator-invitation-is-declined = Declined
evaluator-invitation-is-withdrawn = Withdrawn
evaluators-invite = Invite an evaluator
evaluators-invite-lead = The person gets a link by mail, which works once and for 14 days. They see nothing of the call’s files before they have accepted its terms.
evaluators-paste = Invite several
evaluators-lines = One person on each line
evaluators-lines-hint = Name, address, language (en or ar) and agency, parted by commas, semicolons or tabs. The last two may be missing.
evaluators-lines-invited = The invitations are on their way.
evaluators-lines-done = { $n ->
    [one] { $n } invitation is on its way. Mend these lines and send them again:
   *[other] { $n } invitations are on their way. Mend these lines and send them again:
}
evaluators-line-bad = Line { $line }. { $why }
evaluators-line-name = Name
evaluators-line-email = Address
evaluators-line-language = Language
evaluators-line-agency = Agency
fault-lines = Some lines could not be read. They stand below; the others are on their way.
fault-evaluates-already = A person with this address evaluates the call already.
fault-evaluates-one-call = Choose the call. Evaluators are appointed to one call at a time, and accept its terms first.

## Taking an invitation up
evaluator-invited-title = You are invited to evaluate proposals
evaluator-invited-text = { $by } invites you to evaluate proposals of this call.
evaluator-invited-accept = Accept the invitation
evaluator-invited-decline = Decline the invitation
evaluator-invited-invalid = The invitation has been used, was withdrawn or has expired. Ask the facility to send it again.
evaluator-invitation-accepted = You are an evaluator of the call. Complete your profile, so that the right files come to you.
evaluator-invitation-declined = You have declined the invitation.
mail-evaluator-invited-subject = You are invited to evaluate proposals
mail-evaluator-invited-body =
    { $by } invites you to evaluate proposals of the call “{ $call }”.

    Read the terms, then accept or decline here:

    { $link }

    The link works once, for { duration-days }. If you expect no such invitation, ignore this mail.

## Terms of confidentiality
terms-title = Terms of confidentiality
terms-lead = Read the terms. You see files of the call once you have accepted them.
terms-agree = I have read the terms and accept them.
terms-accept = Accept the terms
terms-decline = Decline the terms
terms-decline-reason = Why do you decline?
terms-accepted-at = Terms accepted on { $at }
terms-accepted = The terms are accepted. You are an evaluator of the call.
terms-declined = You have declined the terms. You are not an evaluator of the call.
terms-none = This call has no terms to accept.
terms-link = Terms of confidentiality
action-accept-terms = Read and accept the terms
fault-terms-not-ticked = Tick the box when you have read the terms.
