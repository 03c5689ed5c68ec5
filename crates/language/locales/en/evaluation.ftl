### Evaluation by evaluators.

## The work

evaluation-title = Evaluation
evaluation-lead = Your scores are yours alone until you submit them; then they are locked.
evaluation-my-files = My files
evaluation-file = File
evaluation-grid = Grid
evaluation-section = Section
evaluation-question = Question
evaluation-weight = Weight
evaluation-maximum = Most
evaluation-minimum = Section minimum: { $points }
evaluation-threshold = Threshold: { $points }
evaluation-comment-needed = A comment is needed with this score
evaluation-overall-comment = Overall comment
evaluation-total = Total
evaluation-mean = Mean
evaluation-adjusted = Adjusted score
evaluation-saved = Your scores are saved. Nobody else sees them.
evaluation-submit-lead = After submitting you cannot change your scores.
evaluation-submitted = Your scores are submitted.
evaluation-progress = { $done } of { $all } scored
evaluation-assigned-to = { $n ->
    [one] { $n } evaluator
   *[other] { $n } evaluators
}
evaluation-needs = { $n ->
    [one] { $n } more evaluator needed
   *[other] { $n } more evaluators needed
}
evaluation-others-hidden = You see the others’ scores after submitting your own.
evaluation-third-reader-why = The scores differ too much: a third reader decides.
evaluation-next-file = Next file
evaluation-previous-file = Previous file
evaluation-decline-reason = Why you decline

evaluation-empty-title = No files yet
evaluation-empty-text = Files appear here when they are assigned to you.
evaluation-declare = Declare your interest
evaluation-score = Score
evaluation-read-again = Read again
evaluation-my-total = Your total: { $points }
evaluation-questions-scored = { $done } of { $all } questions scored
evaluation-by-call = By call
evaluation-by-call-text = Assignment, loads and progress
evaluation-range = 0 to { $max }
evaluation-range-weighted = 0 to { $max }, counts { $weight } times
evaluation-comment-at-extremes = (needed with the lowest and the highest score)
evaluation-total-of = Total of at most
evaluation-submit-question = Submit your scores? You cannot change them afterwards.
evaluation-overall-missing = Write an overall comment.
evaluation-of = { $points } of { $max }
evaluation-others = Scores of the others
evaluation-submitted-scores = Scores submitted
evaluation-evaluator-number = Evaluator { $n }
evaluation-consolidated = Consolidated score
evaluation-readers = Evaluators
reading-assigned = Not declared yet
reading-accepted = Reading
reading-scored = Scored
reading-declined = Declined
reading-recused = Recused
evaluation-free = Evaluators who can take the file
evaluation-free-hint = With the number of files each has now. People with a conflict of interest are not listed.
evaluation-assigned = The file is given to the evaluators.
evaluation-declined = The assignment is handed back.
evaluation-files = Files in evaluation
evaluation-scores-in = Evaluations submitted
evaluation-readers-missing = Evaluators still needed
evaluation-complete = Files with a score
evaluation-none-title = No file is in evaluation
evaluation-none-text = Eligible files appear here when they are moved on.
evaluation-advance-title = On to the panel
evaluation-advance-lead = Files at or above the threshold go onto the agenda of the panel.
evaluation-advance = Move all evaluated files to the agenda
evaluation-advance-question = Move all evaluated files to the agenda of the panel?
evaluation-advanced = The evaluated files are on the agenda.

## Assignment

assignment-title = Assignment of evaluators
assignment-lead = Nobody gets a file with a conflict of interest. Loads stay even.
assignment-load = Files
assignment-propose = Propose an assignment
assignment-accept = Assign as proposed
assignment-impossible = No assignment is possible: { $why }

assignment-proposed = Proposed assignment
assignment-proposed-lead = Nothing is given out until you carry it out.
assignment-proposed-short = Proposed
assignment-new = New evaluators
assignment-loads = Load by evaluator
assignment-most = At most for each evaluator:
assignment-complete = Every file has the evaluators it needs.
assignment-changed = The files have changed since you saw the proposal. Look at the new one below.
assignment-done = The files are given to their evaluators.

## When scores disagree

disagreement-mean = The mean counts
disagreement-third-reader = A third reader, then the mean of the two closest
disagreement-drop-deviant = Another reader, and the most deviant score is dropped

## Conflicts of interest

conflict-title = Conflict of interest
conflict-lead = Declare before you see the file. With a conflict you see nothing of it.
conflict-question = Do you have a conflict of interest with this applicant?
conflict-organisation = Applicant: { $name }
conflict-none = No, none
conflict-kind = Which kind?
conflict-employment = Employment or board membership
conflict-family = Family
conflict-financial = Financial interest
conflict-coauthor = Co-author or adviser of the proposal
conflict-same-organisation = Same organisation
conflict-funds-applicant = My agency funds the applicant
conflict-other = Other
conflict-declare = Declare
conflict-consequence = With a conflict you see nothing more of the file, and the declaration cannot be taken back.
conflict-question-sure = Declare a conflict of interest? You will see nothing more of this file.
conflict-declared = Your declaration is on record.
conflict-away = You have declared a conflict of interest and see nothing of this file.

## History

event-evaluation-evaluators-assigned = Evaluators assigned
event-evaluation-declarations-opened = Evaluators asked to declare
event-evaluation-scores-reopened = Scores opened again
event-evaluation-rapporteur-appointed = Rapporteur appointed
event-evaluation-consensus-recorded = Consensus recorded
event-evaluation-assignment-declined = Evaluator declined
event-evaluation-scores-submitted = Scores submitted
event-evaluation-third-reader-called = Third reader called
event-evaluation-consolidated = Scores consolidated
event-evaluation-reinstated = File reinstated
event-evaluation-released = Decision released
