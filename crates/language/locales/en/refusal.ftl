### Why something is not done, and what to do next.

## Who

refusal-hidden = There is nothing here that you can see.
refusal-not-allowed = Your role does not allow this.
refusal-own-act = Another person must do this: nobody confirms their own act.
refusal-took-part = An appeal is decided by somebody who took no part in the decision.
refusal-conflict = There is a conflict of interest. You cannot act on this file.
refusal-declare-first = Declare first whether you have a conflict of interest.
refusal-not-yours = This is assigned to somebody else.
refusal-cannot-take = One of these people cannot take the file. Choose somebody without a conflict of interest who does not have it yet.

refusal-too-few-evaluators = { $file } needs { $needed } more evaluators, and only { $available } are free of conflict and have room. Appoint another evaluator, or raise the most files an evaluator is given.
refusal-evaluators-full = { $files } files need { $needed } readings, and the { $evaluators } evaluators who may read them can take { $available } more. Appoint another evaluator, or raise the most files an evaluator is given.

## When

refusal-wrong-status = “{ $action }” is not possible while the status is “{ $status }”.
refusal-deadline-passed = The deadline was { $at }. Your draft is kept.
refusal-too-early = This is not possible before { $at }.
refusal-call-not-open = The call does not take this now.
refusal-voting-not-open = The item is not open for votes.
refusal-voting-open = Close the vote first.
refusal-not-released = Release the decision first.
refusal-no-next-stage = The procedure ends here.
refusal-already-done = This has been done already.
refusal-already-applied = Your organisation has already applied to this call. Continue that application, or withdraw it first.
refusal-changed-meanwhile = Somebody else changed this in the meantime. Look at it again, then repeat what you did.

## What is missing

refusal-incomplete = The call is not complete. See what is missing below.
refusal-reason-missing = Write a reason.
refusal-reason-code-missing = Choose the reason for which “{ $criterion }” is not met.
refusal-not-clarifiable = “{ $criterion }” cannot be cleared up with the applicant: a failure ends the file.
refusal-answers-missing = Answer every point, in words or with a document.
refusal-answers = Some answers are missing or wrong. Each is marked below.
refusal-verdicts-missing = Give a verdict on every criterion first: { $criteria }.
refusal-score = The score for “{ $question }” is missing or not allowed.
refusal-comment-missing = Write a comment for “{ $question }”.
refusal-quorum-not-met = { $needed ->
    [one] { $present } of the { $needed } member needed for this item have voted.
   *[other] { $present } of the { $needed } members needed for this item have voted.
}
refusal-declarations-missing = All declarations must be “yes”. Change the profile of your organisation first.
refusal-unknown = There is no { $what } “{ $name }”.
refusal-invalid = Some fields are missing or wrong. Each is marked below.
refusal-exists = This exists already: { $what }.

## Guards of an award

refusal-country-not-eligible = Organisations from this country cannot apply to this call.
refusal-organisation-not-verified = The organisation is not verified. Verify it first.
refusal-amount-outside-limits = The amount must be between { $min } and { $max }.
refusal-ceiling-exceeded = Only { $left } is left under the ceiling.
refusal-dates = The end must come after the start, and both within the call’s limits.
refusal-overflow = The amount is too large.

## Payments and close-out

refusal-report-not-accepted = Report { $report } must be accepted first.
refusal-not-due = This is not due before { $on }.
refusal-reports-open = Reports are still open: { $reports }.
refusal-payments-open = Payments are still open: { $tranches }.

## Faults of a field

fault-missing = Answer this.
fault-wrong-kind = This cannot be read as an answer to the question.
fault-too-many-characters = { $most ->
    [one] Write at most { $most } character.
   *[other] Write at most { $most } characters.
}
fault-too-many-words = { $most ->
    [one] Write at most { $most } word; there are { $given }.
   *[other] Write at most { $most } words; there are { $given }.
}
fault-out-of-range = The number must be between { $min } and { $max }.
fault-unknown-option = Choose one of the options.
fault-budget-line = Line { $line }: give a heading, a description, a quantity above zero, and ask for no more than the line costs.
fault-too-many-files = { $most ->
    [one] Attach at most { $most } file.
   *[other] Attach at most { $most } files.
}
fault-too-long = This is too long.
fault-characters = This contains characters that cannot be shown.
fault-future = The date is in the future.
fault-date = Give the date as year, month and day, for example 2010-04-05.
fault-email = Give a whole e-mail address, for example name@example.org.
fault-website = The address must begin with https:// or http://.
fault-amount = Give the amount in figures, for example 45000 or 45,000.50.
fault-points = Give the points in figures, for example 7 or 7.5.
fault-reason-code-missing = Choose the reason.
fault-not-clarifiable = A failure of this criterion ends the file; it cannot be cleared up.
fault-reason-missing = Write a reason.
fault-number = Give a whole number in figures.
fault-text = Some of the text is too long or cannot be shown.
fault-taken = This is in use already.
fault-password-short = Choose a password of at least 12 characters.
fault-password-common = This password is too common. Choose another.
fault-password-different = The two passwords differ.
fault-wrong-password = This is not your current password.
fault-file-type = Files of this type are not accepted.
fault-file-size = The file is larger than { $most }.
fault-file-empty = The file is empty.

## Pages of errors

error-title = Something is wrong
error-not-found-title = Page not found
error-not-found-text = There is nothing here, or nothing that you can see. Check the address, or go back to where you came from.
error-forbidden-title = Not possible
error-forbidden-text = Your role does not allow this.
error-expired-title = The form has expired
error-expired-text = Go back, load the page again and repeat what you did. What was saved is still there.
error-conflict-title = Changed in the meantime
error-too-many-title = Too many requests
error-too-many-text = Wait a little, then try again.
error-too-large-title = Too large
error-too-large-text = What you sent is larger than { $most }.
error-busy-title = Very busy just now
error-busy-text = Many people are using the service. Nothing is lost; try again in a minute.
error-unexpected-title = Something went wrong on our side
error-unexpected-text = It has been noted. If it happens again, tell us this number: { $id }
error-home = To the first page
