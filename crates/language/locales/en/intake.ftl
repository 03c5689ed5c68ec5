### Writing and submitting a proposal.

## Lists

proposals-title = Proposals
my-proposals-title = My proposals
my-proposals-empty-title = You have no proposal yet
my-proposals-empty-text = Look at the calls that are open, and start an application.
proposal-title = Proposal
proposal-untitled = Proposal without a title
proposal-no-reference = No reference yet

## Starting

intake-start-title = Start an application
intake-start-lead = You can leave and come back at any time until the deadline. Everything you write is kept.
intake-organisation = In the name of
intake-one-each = An organisation may hold one application to this call.

## Writing

intake-tasks-title = Your application
intake-tasks-lead = Fill in the parts in any order.
intake-section-todo = To do
intake-section-started = Started
intake-section-done = Done
intake-progress = { $done } of { $all } parts done
intake-deadline = Deadline: { $at }
intake-time-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
intake-saved = The draft is saved.
intake-saved-at = Saved at { $time }
intake-changed-elsewhere = A colleague has saved this part in the meantime. Your text is below; look at theirs before you save.
intake-check = Check your answers
intake-question-of = Question { $number } of { $all }

## The budget

budget-title = Budget
budget-heading = Heading
budget-description = What it is
budget-quantity = Quantity
budget-unit-cost = Unit cost
budget-line-total = Total
budget-requested = Requested from the facility
budget-cofinancing = Co-financing
budget-total = Total
budget-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}

## Checking and submitting

check-title = Check your answers
check-lead = Read through everything before you submit.
check-missing-title = Before you can submit
check-missing = { $n ->
    [one] { $n } answer is missing or wrong
   *[other] { $n } answers are missing or wrong
}
check-statement = By submitting I confirm that the answers are true and that I may act for the organisation.
check-submit = Submit the proposal
check-replace = Submit in place of the earlier version

## Confirmation

submitted-title = Your proposal is submitted
submitted-reference = Your reference
submitted-at = Received { $at }
submitted-digest = Digest of what we received (SHA-256)
submitted-digest-about = Anyone with the same content gets the same digest. It proves what you submitted.
submitted-receipt = We have sent a receipt to the people of your organisation.
submitted-next-title = What happens next
submitted-next = Your proposal is checked for eligibility. You can replace it until the deadline, and withdraw it at any time before the decision.
submission-version = Version { $number }

## Withdrawing

withdraw-title = Withdraw the proposal
withdraw-lead = The proposal leaves the procedure. This stays on record.
withdraw-done = The proposal is withdrawn.

## History

event-intake-started = Draft started
event-intake-submitted = Proposal submitted
event-intake-withdrawn = Proposal withdrawn

## Answers

answer-declared = Declared
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
fault-file-broken = The document did not arrive whole. Send it again.
fault-file-too-many = Remove a document before you add another.

## More of writing

intake-part-of = Part { $number } of { $all }
intake-condition = If you answered “{ $answer }” to “{ $question }”.
intake-save-and-back = Save and go back to the list
intake-look-at-theirs = Look at what your colleague has saved
intake-not-writable = This can no longer be changed: the deadline has passed, or the file has moved on. What you wrote is kept.
intake-replacing = You have submitted this proposal. What you change here counts only when you submit again.
intake-section-optional = Nothing needed
intake-file-added = The document is added.

## The page of a proposal

proposal-submission = What was submitted
proposal-no-submission-title = Nothing has been submitted yet
proposal-no-submission-text = The answers appear here once the proposal is submitted.
proposal-not-met = Criteria that were not met
proposal-project-country = Country of the project
proposal-to-grant = Go to the grant
proposals-csv = Download as CSV
advance-lead = The file goes into the next stage of the procedure.
advance-done = The file is in the next stage.
promote-lead = Another project does not go ahead, and this one takes its place. The amount must fit under the ceiling.
promote-done = The proposal is promoted from the reserve list.
reinstate-lead = A new decision brings the file back. The earlier one stays on record.
reinstate-done = The file is reinstated.
appeal-done = Your appeal is on record. People who took no part will decide it.
answer-clarification-done = Your answer is sent.
intake-history-and-withdrawing = History, and withdrawing
