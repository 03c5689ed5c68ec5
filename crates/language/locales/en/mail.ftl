### Mails. Each has a subject and a body; greeting, closing and footer stand around every body.

mail-greeting = Dear { $name },
mail-closing = With kind regards,
mail-signature = The grants facility
mail-footer = You receive this mail because you work on a proposal or a grant in Minha. Please do not answer it; sign in to act.

## Account

mail-confirm-subject = Confirm your e-mail address
mail-confirm-body =
    please confirm that this is your e-mail address:

    { $link }

    The link works once, for { duration-hours }. If you did not ask for an account, ignore this mail.
mail-registered-again-subject = You have an account already
mail-registered-again-body =
    somebody, probably you, tried to create an account with your e-mail address. You have one already. Sign in here:

    { $link }

    If you have forgotten your password, you can reset it there.
mail-reset-subject = Choose a new password
mail-reset-body =
    choose a new password here:

    { $link }

    The link works once, for { duration-hours }. If you did not ask for it, ignore this mail; your password stays as it is.
mail-invite-subject = You are invited to work on the grants facility
mail-invite-body =
    you have been invited as { $role }. Choose a password to begin:

    { $link }

    The link works once, for { duration-days }.

## Applying

mail-received-subject = We have received your proposal { $reference }
mail-received-body =
    we have received your proposal “{ $title }”.

    Reference: { $reference }
    Version: { $version }
    Received: { $at }{ $grace ->
        [yes] {" "}– after the deadline, in the grace that the call gives
       *[no] { "" }
    }
    Digest of the content (SHA-256): { $digest }

    Please keep this mail: the digest proves what you submitted, and anyone can recompute it from the content. The page of the receipt has both as files and says how. You can replace the proposal until the deadline.
mail-withdrawn-subject = Proposal { $reference } is withdrawn
mail-withdrawn-body =
    the proposal “{ $title }” has been withdrawn and leaves the procedure.
mail-renewal-asked-subject = Please renew the documents of { $organisation }
mail-renewal-asked-body =
    the verification of { $organisation } holds until { $until }. Before it is verified again, please look through its
    profile and bring its documents up to date:

    { $link }

    Certificates that have expired, officers who have left and a bank account that has changed are the most frequent
    reasons why a verification takes long.

mail-call-cancelled-subject = The call is cancelled
mail-call-cancelled-body =
    the call “{ $call }” has been cancelled. The reason:

    { $reason }

    Your application is kept, and nothing more is expected of you.
mail-deadline-extended-subject = More time: the deadline of the call is extended
mail-deadline-extended-body =
    the deadline of the call “{ $call }” has been extended. It is now:

    { $deadline }

    Your draft is as you left it.

mail-form-revised-subject = The form of the call has changed
mail-form-revised-body =
    the application form of the call “{ $call }” has been revised. Everything you have written is kept; please look
    through your draft before you submit it: questions may have been added, changed or taken out. What you have already
    submitted stays as it is.

    The deadline stays: { $deadline }

## Screening

mail-answer-expected-subject = Please answer by { $until }: proposal { $reference }
mail-answer-expected-body =
    we have asked you to clarify formal points of your proposal “{ $title }”, and your answer is not there yet.

    Please sign in and answer by { $until }. Without an answer the proposal is decided as it stands.
mail-appeal-decided-subject = Your appeal is decided: proposal { $reference }
mail-appeal-decided-body =
    your appeal concerning the proposal “{ $title }” is decided.

    { $outcome ->
        [upheld] It is upheld: the proposal goes on in the procedure.
       *[dismissed] It is not upheld: the decision stands.
    }

    { $reason }
mail-decision-retracted-subject = The decision on your proposal { $reference } is taken back
mail-decision-retracted-body =
    the decision on the eligibility of your proposal “{ $title }” that you were told of is taken back:

    { $reason }

    The proposal is screened again. You will hear from us.
mail-clarification-requested-subject = Please clarify: proposal { $reference }
mail-clarification-requested-body =
    we need a clarification of formal points of your proposal “{ $title }”:

    { $points }

    Please sign in and answer by { $until }. Without an answer the proposal is decided as it stands.

## Evaluation

mail-files-assigned-subject = Files to evaluate wait for you
mail-files-assigned-body =
    files of the call “{ $call }” have been assigned to you. Please sign in, declare for each whether you have a conflict of interest, and score those without.

mail-evaluation-reminder-subject = Files of “{ $call }” wait for you
mail-evaluation-reminder-body =
    files of the call “{ $call }” wait for you. Waiting for your declaration of interests: { $undeclared }. Waiting for your scores: { $reading }. { $n ->
        [0] None of them is late.
        [one] One of them is late.
       *[other] { $n } of them are late.
    }

    Please sign in. If you cannot score them, please decline them, so that somebody else can read them.

mail-scores-reopened-subject = Your scores for { $reference } are open again
mail-scores-reopened-body =
    your scores for the file { $reference } are open again. The reason is: { $reason }

    Please sign in, look at your scores, and submit them again. What you submitted before is kept.

## Decisions

mail-invited-subject = Your application { $reference }: the next step
mail-invited-body =
    your application “{ $title }” has passed. We ask you now for the next step of it.
mail-selected-subject = Your proposal { $reference } is selected
mail-selected-body =
    we are glad to tell you that your proposal “{ $title }” has been selected for funding. Next we settle the terms of the grant agreement with you.
mail-reserve-subject = Your proposal { $reference } is on the reserve list
mail-reserve-body =
    your proposal “{ $title }” has been placed on the reserve list. If funds become available, we write to you.
mail-not-selected-subject = Decision on your proposal { $reference }
mail-not-selected-body =
    we are sorry to tell you that your proposal “{ $title }” will not be funded. Sign in to read the reasons.

## Grants

mail-agreement-sent-subject = Your grant agreement is ready: { $reference }
mail-agreement-sent-body =
    the grant agreement for “{ $title }” waits for your answer. It is attached as PDF. Please sign in to read and accept it. { $until }
mail-report-due-subject = Report { $number } is due: { $reference }
mail-report-due-body =
    report { $number } of your project “{ $title }” is due on { $due }. Please sign in to write and submit it.
mail-report-overdue-subject = Report { $number } is overdue: { $reference }
mail-report-overdue-body =
    report { $number } of your project “{ $title }” was due on { $due } and has not arrived yet. Please sign in to submit it, or write to your programme officer if something keeps you from it.
mail-report-sent-back-subject = Report { $number } needs changes: { $reference }
mail-report-sent-back-body =
    thank you for report { $number } of your project “{ $title }”. Before we can accept it, please see to these points:

    { $points }
mail-report-accepted-subject = Report { $number } is accepted: { $reference }
mail-report-accepted-body =
    report { $number } of your project “{ $title }” has been accepted. Thank you.
mail-payment-made-subject = A payment has been made: { $reference }
mail-payment-made-body =
    tranche { $number } of the grant for “{ $title }” has been paid: { $amount }. It may take a few days to reach your account.

## Documents

mail-document-expiring-subject = { $kind } of { $organisation } expires soon
mail-document-expiring-body =
    the document “{ $name }” ({ $kind }) of { $organisation } is valid until { $date }, { $n ->
        [0] which is today
        [one] which is tomorrow
       *[other] which is in { $n } days
    }. Please sign in and put a new version in its place in time.
mail-document-expired-subject = { $kind } of { $organisation } has expired
mail-document-expired-body =
    the document “{ $name }” ({ $kind }) of { $organisation } was valid until { $date } and no longer counts. Please sign in and put a new version in its place.
