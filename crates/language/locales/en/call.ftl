### Calls for proposals.

## Public list

calls-title = Calls for proposals
calls-open = Open now
calls-upcoming = Upcoming
calls-closed = Closed
calls-none-open-title = No call is open
calls-none-open-text = Come back later, or look at the calls that are closed.
call-closes-in = { $n ->
    [one] Closes in { $n } day
   *[other] Closes in { $n } days
}
call-closes-today = Closes today
call-closed-on = Closed on { $date }
call-opens-on = Opens on { $date }

## A call

call-title = Call for proposals
call-key-facts = Key facts
call-about = About the call
call-code = Code
call-deadline = Deadline
call-opens = Opens
call-questions-until = Questions until
call-answers-by = Answers published by
call-results-on = Results expected
call-projects-start = Projects start
call-projects-end = Projects end
call-ceiling = Total budget
call-grant-size = Size of a grant
call-duration = Duration of projects
call-themes = Themes
call-agencies = Agencies on the panel
call-who-can-apply = Who can apply
call-countries-all = Organisations from every country can apply.
call-criteria = Eligibility criteria
call-grid = How proposals are scored
call-procedure = Procedure
call-form = Questions of the application
call-form-lead = Every question, before you start.
call-languages = Languages of the application
call-threshold = Threshold
call-max-points = Most points
call-apply = Apply to this call
call-apply-sign-in = Sign in to apply
call-apply-closed = The deadline has passed.
call-continue-draft = Continue the draft
call-your-proposal = Your proposal
call-self-check = Check first whether you can apply

## Setting up

call-new-title = New call
call-definition = Definition of the call
call-definition-hint = The whole call as data: dates, money, form, criteria, grid, procedure and letters
call-problems-title = Before it can be published
call-problems-none = The call is complete.
call-drafted-by = Drafted by { $name }
call-approved-by = Approved by { $name }
call-new-deadline = New deadline
call-extend-reason = Why the deadline is extended
call-extend-note = Everybody with a draft is informed.
call-cancel-reason = Why the call is cancelled

## What keeps a call from being published

incomplete-code = The code “{ $code }” must be 3 to 16 capital letters and digits, beginning with a letter.
incomplete-no-language = Name at least one call language.
incomplete-text-missing = { $what } is missing in { $language }.
incomplete-dates-out-of-order = { $later } must not come before { $earlier }.
incomplete-money = The money does not fit together: the smallest grant must be above zero, the largest at least as large, and the total budget at least that.
incomplete-intake-first = The procedure must begin with Intake.
incomplete-stage-twice = { $stage } may stand only once in a procedure.
incomplete-stage-order = { $stage } must come after { $needs }: move it, or add { $needs } before it.
incomplete-rule = { $stage }: { $what }
incomplete-letter-missing = Nothing leads out of { $stage } for files that are “{ $exit }”: add a letter.
incomplete-form = Form: { $what }
incomplete-no-application-language = Name at least one language in which people may apply.
incomplete-theme-twice = The theme “{ $id }” stands twice: give each theme a name of its own.
incomplete-duration = Projects need at least one month, and the longest may not be shorter than the shortest.
incomplete-stage-late = { $stage } must come before { $before }: move it up.
incomplete-leads-nowhere = Nothing leads out of { $stage } for files that pass: add a stage in which the panel decides.

## Dates, texts and letters by name

call-date-opens = The opening
call-date-questions-until = The last moment for questions
call-date-answers-by = The publication of the answers
call-date-closes = The deadline
call-date-step-opens = The opening of a later step
call-date-step-closes = The deadline of a later step
call-date-results-on = The day of the results
call-date-projects-start = The earliest start of a project
call-date-projects-end = The latest end of a project
call-text-title = The title
call-text-summary = The summary
call-text-text = The text of the call
call-text-theme = The theme “{ $which }”
call-text-criterion = The criterion “{ $which }”
call-text-grid-section = The section “{ $which }” of the grid
call-text-grid-question = The question “{ $which }” of the grid
call-text-grid-band = The guidance for scores of the question “{ $which }” of the grid
call-text-terms = The terms of confidentiality
call-text-letter = The letter “{ $which }”
letter-ineligible = not eligible
letter-below-threshold = below the threshold
letter-invited = asked for the next step
letter-selected = selected
letter-reserve = on the reserve list
letter-rejected-on-quality = rejected on quality
letter-rejected-for-lack-of-funds = rejected for lack of funds

## What is wrong with the rules of a stage

rule-own-terms = the first step takes its form and its dates from the call: leave them empty here.
rule-form-missing = choose the form of this step.
rule-unknown-form = there is no form “{ $form }”: choose another or add it.
rule-deadline-missing = give this step a deadline.
rule-no-criterion = add at least one criterion.
rule-no-clarification-days = give applicants at least one working day for an answer.
rule-no-appeal-days = give applicants at least one day for an appeal.
rule-criterion-needs-money = the criterion “{ $id }” looks at amounts, but the call gives no money.
rule-criterion-needs-duration = the criterion “{ $id }” looks at the duration, but the call sets none.
rule-name-twice = “{ $id }” stands twice: give each a name of its own.
rule-no-readers = each file needs at least one evaluator.
rule-no-files = allow each evaluator at least one file.
rule-third-reader-needs-two = a third reader can only be called where two read first: set the readers to two.
rule-evaluation-days = give evaluators 1 to { $most } days for a file.
rule-gap-percent = the gap of the rule for disagreement must lie between 1 and 100 percent.
rule-wishes = each wish counts from 0 to { $most }.
rule-bands = the bands of the question “{ $id }” must follow each other and stay within its range.
rule-comment-bound = the scores at which the question “{ $id }” needs a comment must lie within its range.
rule-about-unknown = the question “{ $id }” is about “{ $about }”, which is not in the form.
rule-grid-total = the grid sums up to { $is } points, not to the total you named.
rule-no-question = add at least one question to the grid.
rule-question-steps = the question “{ $id }” needs a highest score that is a multiple of its step, and a weight.
rule-section-minimum = the minimum of “{ $id }” must lie between 0 and { $most }.
rule-threshold = the threshold must lie between 0 and { $most }.
rule-no-quorum = the quorum must be at least one.
rule-casting-vote-secret = a secret vote has no casting vote: nobody would know which one it is.
rule-names-secret = the minutes of a secret vote cannot say who voted how.
rule-score-ballot = a score ballot needs 1 to 1000 points, and a threshold among them.
rule-shares-of-places = equal shares cannot be computed from places. Use approval or score ballots.
rule-shares-of-secret-items = equal shares and Phragmén need to know which ballots are one member’s. With a secret vote, use approval ballots; or vote openly.
rule-acceptance-days = at most 120 working days can be given to accept an award.
rule-quotas = a quota asks for more than it allows or for less than nothing, or there are more than 50 quotas.
rule-quorum-over-agencies = the quorum of { $quorum } can never be met by { $agencies } agencies.
rule-shares = the shares of the tranches must come to 100 per cent.
rule-needs-money = an agreement needs a call with money.
rule-report-unowed = tranche { $tranche } waits for report { $report }, which nobody owes.
rule-no-report = add at least one report.
rule-period-ends = the period of report { $report } must end after it begins.

## History

event-drafted = Call drafted
event-edited = Call edited
event-approved = Call approved
event-reopened = Call reopened for editing
event-published = Call published
event-deadline-extended = Deadline extended
event-form-revision-proposed = Revision of the form prepared
event-form-revised = Form revised
event-grid-revised = Grid revised
event-form-revision-refused = Revision of the form given up
event-finalised = Call finalised
event-cancelled = Call cancelled

## The page of a call, and its setting up

call-proposals = Proposals of this call
call-screening = Run the screening
call-evaluation = Run the evaluation
call-panel = The panel
call-print-lead = { $n ->
    [one] { $n } question in the application
   *[other] { $n } questions in the application
}
call-edit-title = Edit the call
call-code-hint = 3 to 16 capital letters and digits, for example SGF2011. It begins every reference and stays as it is.
call-draft-button = Draft the call
call-saved = The call is saved.
call-done = The call has changed.
call-minimum = At least { $points } in this part
call-points = up to { $points }
call-weight = counts { $times } times
call-readers = { $n ->
    [one] { $n } evaluator reads each file
   *[other] { $n } evaluators read each file
}
call-words = up to { $n } words
fault-toml = The definition cannot be read: { $why }
call-waiting-intake = Submitted, waiting for screening
call-waiting-queue = In the queue of the screeners
call-waiting-eligible = Eligible, waiting for the next stage
call-waiting-release = Ineligibilities not yet released
call-move-eligible = Move all eligible files on
call-release-ineligible = Release all ineligibilities
call-moved = Done.
