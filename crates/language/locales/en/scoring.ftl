### The desk of evaluators: scoring, sheets taken along, how a score came about, and what the readers found together.

## The desk

desk-panes = File and grid
evaluation-band = { $from } to { $to }
evaluation-comment-up-to = (needed at { $points } and below)
evaluation-comment-from = (needed at { $points } and above)
evaluation-recommendation = Recommendation
evaluation-recommendation-missing = Choose a recommendation.
recommendation-fund = Fund
recommendation-fund-with-conditions = Fund with conditions
recommendation-do-not-fund = Do not fund
evaluation-budget-remarks = Remarks on the budget
evaluation-reached = reached
evaluation-not-reached = not reached
evaluation-scored-word = scored
evaluation-note = Note to yourself
evaluation-note-hint = Nobody else ever sees it.
evaluation-note-keep = Keep the note
evaluation-note-kept = Your note is kept.
evaluation-next-open = Score the next file
scoring-part = The part of the file:
scoring-guidance = When to give which score
scoring-your-band = your score
scoring-print = Print
scoring-unsaved = Not saved yet
scoring-offline = No connection. Your scores are kept on this device and are sent when the connection is back.
scoring-kept = On this device there is something you typed on {"{"}at{"}"} that was never saved.
scoring-restore = Put it back
scoring-forget = Throw it away
scoring-back = Back to the question
scoring-key-next = Next question
scoring-key-previous = Question before
scoring-key-digits = Score of the question
scoring-key-arrows = One step more or less
scoring-key-clear = Take the score away
scoring-key-comment = Write a comment
scoring-key-part = The part of the file

## The seal, and scores opened again

seal-title = Seal of your evaluation
seal-lead = These figures are made from exactly what you submitted, and stand in the record. If anybody changed your scores or comments later, they would no longer agree. Note them down if you wish.
seal-whole = All figures
evaluation-reopen-lead = The evaluator can change the scores and submit them anew. What was submitted is kept, with your name and the reason. The evaluator is told the reason by mail.
evaluation-reopen-whose = Whose scores
evaluation-reopen-reason = Why they are opened again
evaluation-reopened = The scores are open again. The evaluator is told by mail.
evaluation-reopened-you = Your scores were opened again. What you submitted is your draft now; change what is needed and submit it anew.
evaluation-earlier = Versions opened again
evaluation-earlier-of = { $name }, submitted on { $at }
evaluation-reopened-by = Opened again by { $name } on { $at }:
evaluation-reopened-at = Opened again on { $at }:

## How the score came about

explanation-title = How the score came about
explanation-you = You
explanation-evaluator = Evaluator
explanation-totals = Totals that count
explanation-recused = { $n ->
    [one] { $n } evaluator was taken off for a conflict of interest and is absent. This is no zero.
   *[other] { $n } evaluators were taken off for a conflict of interest and are absent. This is no zero.
}
explanation-declined = { $n ->
    [one] { $n } evaluator handed the file back and is absent. This is no zero.
   *[other] { $n } evaluators handed the file back and are absent. This is no zero.
}
explanation-reading = { $n ->
    [one] { $n } evaluator is still reading.
   *[other] { $n } evaluators are still reading.
}
explanation-rule-mean = The rule of this call: the mean of all totals counts.
explanation-rule-third-reader = The rule of this call: when the gap is more than { $percent } of the higher total, a third reader is called, and then the mean of the two closest totals counts.
explanation-rule-drop-deviant = The rule of this call: when the gap is { $percent } of the highest possible total or more, another reader is called, and then the most deviant total is dropped.
explanation-waits = { $done } of { $readers } evaluations are in. The score is worked out when all are.
explanation-scores = Totals submitted: { $scores }
explanation-gap-higher-over = The gap between { $lower } and { $higher } is { $gap }. That is more than { $percent } of the higher total ({ $limit }): the readers differ too far.
explanation-gap-higher-within = The gap between { $lower } and { $higher } is { $gap }. That is not more than { $percent } of the higher total ({ $limit }): no third reader is needed.
explanation-gap-maximum-over = The gap between { $lower } and { $higher } is { $gap }. That is { $percent } of the highest possible total of { $base } ({ $limit }) or more: the readers differ too far.
explanation-gap-maximum-within = The gap between { $lower } and { $higher } is { $gap }. That is less than { $percent } of the highest possible total of { $base } ({ $limit }): all totals count.
explanation-closest-all = The closest totals are { $gap } apart. These count: { $counted }.
explanation-closest = The closest totals are { $gap } apart. These count: { $counted }. Left out: { $left }.
explanation-equidistant = All neighbouring totals are { $gap } apart, so no pair is the closest. All count: { $counted }.
explanation-dropped = { $score } is the farthest from the mean of all ({ $mean }), by { $distance }, and is dropped.
explanation-nobody-dropped = Different totals are equally far from the mean of all ({ $mean }), by { $distance }. Nobody is the most deviant, and all count.
explanation-mean = Mean of { $scores }: { $sum } divided by { $count } is { $mean }.
explanation-threshold-reached = { $score } is at or above the threshold of { $threshold }.
explanation-threshold-missed = { $score } is below the threshold of { $threshold }.
explanation-sections = Sections and their minimums
explanation-minimum = Minimum
explanation-no-minimum = none
explanation-goes-on = The file goes on.
explanation-does-not-go-on = The file does not go on.

## What the readers found together

consensus-title = Consensus of the readers
consensus-rapporteur = Rapporteur
consensus-rapporteur-hidden = one of the evaluators
consensus-nobody = not appointed yet
consensus-whom = Who writes it up
consensus-whom-hint = One of those who have scored the file.
consensus-appointed = The rapporteur is appointed.
consensus-beside = Evaluations side by side
consensus-what = What was asked
consensus-strengths = Strengths
consensus-weaknesses = Weaknesses
consensus-meeting = What the meeting found
consensus-letter = Strengths and weaknesses may be told to the applicant. Write no names in them, and nothing that tells who scored.
consensus-text = Text of the meeting
consensus-text-hint = For the people who run the call. The applicant does not read it.
consensus-save = Save as a draft
consensus-saved = Your draft is saved. Nobody else sees it.
consensus-question = Record the consensus? It can be replaced later; this version stays in the record.
consensus-recorded = The consensus is recorded.
consensus-on-record = On record
consensus-recorded-by = Recorded by { $name } on { $at }
consensus-recorded-at = Recorded on { $at }
findings-title = What the evaluators found
findings-lead = Strengths and weaknesses of your proposal, by part of the evaluation.

## Sheets taken along

sheet-title = Scoring without a connection
sheet-lead = Take your files along as a workbook or a page, score them anywhere, and bring them back. What you bring back becomes your draft; you submit on the desk.
sheet-take-title = Take along
sheet-take-lead = A workbook with one sheet for every file you score now. The page of a single file, with all its answers, stands on its desk.
sheet-take-all = Workbook of all my files
sheet-take-xlsx = Workbook of this file
sheet-take-page = Page of this file
sheet-bring-title = Bring back
sheet-bring-lead = The workbook you filled in, or the file the page has saved.
sheet-file = File
sheet-bring = Read it
sheet-confidential = Confidential. For { $name } alone, who has declared no conflict of interest. Keep it safe and delete it when you have brought it back.
sheet-how = Write a score and a comment for each question, in the framed cells only. Do not delete rows. Bring the workbook back on the page “Scoring without a connection”.
sheet-page-how = Score here without a connection. What you type is kept in this browser. At the end save it as a file and bring that file back on the page “Scoring without a connection”.
sheet-taken = As it stood on { $at }.
sheet-no-file = You have no file to score now.
sheet-range = Points
sheet-range-of = 0 to { $max }, in steps of { $step }
sheet-range-weighted = 0 to { $max }, in steps of { $step }, counts { $weight } times
sheet-guidance = When to give which score
sheet-kept = Kept in this browser at {"{"}at{"}"}. Save it as a file to bring it back.
sheet-not-kept = This browser keeps nothing. Save it as a file before you close the page.
sheet-save = Save as a file
sheet-written = Saved as a file. Bring it back when you are connected.
sheet-of-unknown = A sheet
sheet-waits = Your draft has changed since this sheet was made. Choose what to take from the sheet.
sheet-nothing-taken = Nothing new
sheet-taken-count = { $n ->
    [one] { $n } change taken into your draft
   *[other] { $n } changes taken into your draft
}
sheet-wrong = Not taken: what cannot be read
sheet-typed = Written in the sheet
sheet-what-to-do = What to do
sheet-row = Row { $row }
sheet-choose = What differs
sheet-changed = What was taken
sheet-here = In your draft
sheet-there = In the sheet
sheet-take-this = Take this
sheet-take-chosen = Take what is ticked
sheet-take-none = Leave my draft as it is
fault-sheet-too-large = The file is too large for a scoring sheet. Bring back the workbook or the file of the page as it was saved.
fault-sheet-none = This is no scoring sheet. Choose the workbook you took along, or the file the page has saved.
fault-sheet-other-format = This sheet was made by another version of the program. Take your files along anew.
fault-sheet-other-person = This sheet belongs to somebody else. Everybody brings back their own.
fault-sheet-other-file = This sheet is of a file that you do not score.
fault-sheet-locked = Your scores for this file are submitted and locked. Nothing was changed.
fault-sheet-other-grid = The grid has been revised since this sheet was made. Take the file along anew.
fault-score-off-scale = This score is not on the scale. Give one within the range, on a step.
