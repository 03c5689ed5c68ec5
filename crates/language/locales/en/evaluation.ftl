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

## Assignment

assignment-title = Assignment of evaluators
assignment-lead = Nobody gets a file with a conflict of interest. Loads stay even.
assignment-load = Files
assignment-propose = Propose an assignment
assignment-accept = Assign as proposed
assignment-impossible = No assignment is possible: { $why }

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
conflict-declared = Your declaration is on record.
conflict-away = You have declared a conflict of interest and see nothing of this file.

## History

event-evaluation-evaluators-assigned = Evaluators assigned
event-evaluation-assignment-declined = Evaluator declined
event-evaluation-scores-submitted = Scores submitted
event-evaluation-third-reader-called = Third reader called
event-evaluation-consolidated = Scores consolidated
event-evaluation-reinstated = File reinstated
event-evaluation-released = Decision released
