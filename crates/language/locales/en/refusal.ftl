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


## When

refusal-wrong-status = “{ $action }” is not possible while the status is “{ $status }”.
refusal-deadline-passed = The deadline was { $at }. Your draft is kept.
refusal-too-early = This is not possible before { $at }.
refusal-call-not-open = The call does not take this now.
refusal-voting-not-open = The item is not open for votes.
refusal-voting-open = Close the vote first.
refusal-no-session = No session of the panel that deals with this is under way. The chair opens the session first.
refusal-session-runs = End the session first.
refusal-session-dates = A session must end after it starts, and a session over days needs an end.
refusal-on-another-agenda = One of these files is already on the agenda of a session that is not over.
refusal-agenda-empty = There is no file for this list.
refusal-another-item-open = Another item is open. Close it first.
refusal-not-present = Say first that you are in the session.
refusal-chair-presides = The chair presides over this item. The deputy does so when the chair is recused or absent.
refusal-receipt-unknown = There is no ballot with this receipt. If you have voted already, give the receipt of that ballot to replace it.
refusal-box-disagrees = The box holds { $ballots } ballots, but { $voters } members have voted. Nothing is counted. Tell whoever runs this system.
refusal-not-countersigned = The chair adopts the decision and the facility manager countersigns it first.
refusal-adopted = The decision has been adopted. It changes only if the facility manager sends it back to the panel.
refusal-evaluation-incomplete = The evaluation of this file is not complete.
refusal-tied-to-panel = The organisation is tied to a member of the panel, and this call does not fund such organisations.
refusal-award-not-accepted = The applicant has not accepted the award yet.
refusal-award-accepted = The award has been accepted, or needs no acceptance.
refusal-not-proposed = A programme officer proposes the promotion first.
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
refusal-recommendation = { $asked ->
    [yes] Choose a recommendation.
   *[no] This grid asks for no recommendation.
}
refusal-nothing-submitted = This person has no submitted scores for the file.
refusal-grid-locked = Scores have been submitted by this grid. A new one can only apply to files that enter the evaluation later.
refusal-quorum-not-met = { $needed ->
    [one] { $present } of the { $needed } member needed for this item is there.
   *[other] { $present } of the { $needed } members needed for this item are there.
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
