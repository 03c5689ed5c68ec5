### The ranking of a call, and evaluators side by side.

ranking-title = Ranking
ranking-more = More on this ranking
ranking-sheet = Ranking
ranking-place = Place
ranking-ordered-by-raw = Ordered by the raw score, as the call says
ranking-ordered-by-adjusted = Ordered by the adjusted score, as the call says
ranking-place-by-this = place { $place } by this score
ranking-passing = At or above the threshold
ranking-too-little-overlap = Too little overlap to tell
ranking-no-overlap = Too few files are read by several evaluators. No score can be adjusted, and nobody can be called harsh or lenient.
ranking-groups = { $n ->
    [one] There is { $num } group of evaluators.
   *[other] The evaluators fall into { $num } groups that share too few files. Adjusted scores of files in different groups cannot be compared with each other.
}
ranking-mixed-grids = Some files are scored by another version of the grid. Their sections are shown where both versions have them.
ranking-all-files = All files
ranking-search-hint = Reference, title or organisation
ranking-columns = Columns
ranking-none-title = No file to rank
ranking-none-text = Files appear here when evaluators have submitted their scores, and when they fit the filters.
ranking-line = Threshold { $points }: the files below have less.
ranking-files-text = What fits the filters, in this order, with every column.
ranking-view-make-standard = Open rankings with this view

## Columns

ranking-column-place = Place
ranking-column-reference = Reference
ranking-column-title = Title
ranking-column-organisation = Organisation
ranking-column-country = Country
ranking-column-region = Region
ranking-column-theme = Theme
ranking-column-status = Status
ranking-column-currency = Currency
ranking-column-requested = Requested
ranking-column-amount = Requested
ranking-column-raw = Raw score
ranking-column-raw-place = Place by raw score
ranking-column-adjusted = Adjusted score
ranking-column-adjusted-low = Adjusted, lower end
ranking-column-adjusted-high = Adjusted, upper end
ranking-column-adjusted-place = Place by adjusted score
ranking-column-places = Likely places
ranking-column-place-best = Best likely place
ranking-column-place-worst = Worst likely place
ranking-column-comparable-files = Files compared
ranking-column-evaluators = Evaluators
ranking-column-spread = Spread
ranking-column-sections = Sections
ranking-column-marks = To note

## Side of the threshold, marks

ranking-side = Threshold
ranking-side-above = At or above the threshold
ranking-side-below = Below the threshold
ranking-side-unscored = Without a score yet
ranking-marks = To note
ranking-mark-below-threshold = Below the threshold
ranking-mark-section-minimum = Section minimum missed
ranking-mark-too-few-evaluators = Too few evaluators
ranking-mark-third-reader = Third reader
ranking-mark-reopened = Scores opened again
ranking-mark-not-adjusted = Not adjusted: the raw score counts
ranking-mark-red-flag = Red flag

## The chart and how to read it

ranking-chart-title = Adjusted scores with their intervals
ranking-chart-lead = A dot is the adjusted score, the line its interval of 95 %, a diamond the raw score. The dashed line is the threshold. The table above has the same figures.
ranking-chart-file = { $title }: raw score { $raw }, adjusted score { $adjusted }
ranking-how-title = How these figures are made
ranking-how-raw = The raw score is the score on record: what the evaluators gave, put together by the call’s rule.
ranking-how-adjusted = The adjusted score takes out how harsh or lenient a file’s evaluators are. That is learnt only from files they share with others, and drawn towards none where there is little evidence.
ranking-how-interval = The interval says how sure an adjusted score is: in 95 of 100 cases the true value lies in it. Likely places are those a file takes in 95 of 100 draws from these intervals.
ranking-how-overlap = Evaluators who share fewer than three files with others cannot be compared. Their scores count as they are.

## Evaluators

ranking-evaluators-title = Evaluators compared
ranking-evaluators-lead = How harsh or lenient each evaluator is, how far they agree, and what the ranking would be without each of them.
ranking-evaluator = Evaluator
ranking-severity = Harsh or lenient
ranking-severity-lead = Points an evaluator gives less (+) or more (−) than the others for the same files. The line is the interval of 95 %. The table below has the same figures.
ranking-harsh = Harsh
ranking-lenient = Lenient
ranking-neither = No clear difference
ranking-from-to = from { $low } to { $high }
ranking-shared = Shared files
ranking-scale = Use of the scale
ranking-noise = Distance from the others
ranking-made-of = Typical differences: { $quality } points between files, { $severity } between evaluators, and { $error } by chance in a single score.
ranking-chart-evaluator = { $name }: { $severity } points, from { $low } to { $high }
ranking-without-title = The ranking without each evaluator
ranking-without-lead = The places the files would have if an evaluator’s scores were left out.
ranking-without = Without
ranking-changes = What changes
ranking-far = Moves of more than so many places
ranking-first = Among the first
ranking-count-again = Count again
ranking-without-moved = { $n ->
    [0] No file moves by more than { $far } places.
    [one] { $num } file moves by more than { $far } places.
   *[other] { $num } files move by more than { $far } places.
}
ranking-without-lost = { $n ->
    [one] { $num } file has no score without them.
   *[other] { $num } files have no score without them.
}
ranking-without-crossing = Entering the first { $first }: { $enter }. Leaving them: { $leave }.
ranking-which-files = Which files
ranking-place-moves = from place { $with } to place { $without }
ranking-without-score = without a score

## Questions

ranking-questions = Questions of the grid
ranking-questions-lead = Agreement is told by Krippendorff’s alpha: 1 is full agreement, 0 is what chance would bring. The columns count scores by tenths of the scale, from the lowest on.
ranking-scores = Scores
ranking-alpha = Agreement
ranking-alpha-of-totals = Agreement on the totals: { $alpha }. { $worth }
ranking-alpha-good = Reliable
ranking-alpha-fair = For tentative conclusions only
ranking-alpha-low = Not reliable
ranking-distribution = Distribution
ranking-distribution-of = Scores by tenths: { $counts }
