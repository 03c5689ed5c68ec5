### Setting up a grid, and revising one.

## In the builder

setup-scores-title = Scores
setup-grid-sum = The grid sums up to { $most } now.
setup-grid-total = Total it should sum up to
setup-grid-total-hint = If you fill it in, a call whose grid sums up to another total is not approved.
setup-gap-percent = Gap in percent
setup-gap-percent-hint = Left empty: 30 of the higher total for a third reader (exactly 30 calls none), 40 of the highest possible total where the most deviant is dropped (exactly 40 calls another).
setup-ranked-by = What orders the ranking
setup-ranked-by-hint = Fixed beforehand. The other is shown beside it, never in its place.
ranked-raw = The scores as they were given
ranked-adjusted = Scores adjusted for harsh and lenient evaluators
setup-desk-title = What evaluators are asked beside the questions
setup-recommendation = A recommendation: fund, fund with conditions, do not fund
setup-budget-remarks = Remarks on the budget
setup-consensus = A consensus of the readers of each file, written up by a rapporteur
setup-readers-title = Who reads how much
setup-wishes-hint = The last five numbers say how much each wish counts when files are given out: from 0, not at all, to { $most }.
setup-scoring-days = Days an evaluator has to score a file
setup-distinct-agencies = No two evaluators of one agency read the same file
setup-wish-theme = Knows the theme
setup-wish-region = Knows the region
setup-wish-language = Reads the language well
setup-wish-load = The same load for everybody
setup-wish-spread = Evaluators of different regions
setup-terms-title = Terms of confidentiality
setup-terms-hint = Evaluators accept them before they see anything. Leave them empty to ask nothing.
setup-terms-text = Terms
setup-section-sum = Sums up to { $most } now.
setup-comment-up-to = A comment is needed at and below
setup-comment-from = A comment is needed at and above
setup-about = Part of the form it is about
setup-about-hint = The desk leads from the question to this part of the file.
setup-band-from = Guidance { $number }: lowest score
setup-band-to = Guidance { $number }: highest score
setup-band-text = Guidance { $number }: when to give it
setup-remove-band = Take guidance { $number } away
setup-add-band = Add guidance for a range of scores

## Revising a published grid

grid-title = The grid
grid-open = Nobody has scored by it yet: a revision can apply to every file.
grid-locked = Locked since the first scores were submitted on { $at }. A revision applies to files that enter the evaluation later.
grid-revise = Revise the grid
grid-before = What differs for files that entered earlier
grid-revisions = Revisions
grid-revised-by = Revised by { $name } on { $at }
grid-beside = Old and new side by side
grid-rule = Rule
grid-old = In force
grid-new = New
grid-differs = differs
grid-changes = { $n ->
    [one] { $n } rule differs.
   *[other] { $n } rules differ.
}
grid-compare = Look at old and new
grid-check = Check
grid-leave = Leave it as it is
grid-again = Go on changing
grid-applies = To which files
grid-applies-hint = Files that are scored already keep the grid they were scored by.
grid-applies-all = Every file
grid-applies-later = Files that enter the evaluation later
grid-reason = Why it is revised
grid-question = Put this grid in force?
grid-confirm = Put it in force
grid-revised = The new grid is in force.
