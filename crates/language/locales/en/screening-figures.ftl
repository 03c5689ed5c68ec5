### The calendar, batches of screening, and the figures of screening.

## The calendar

calendar-title = Calendar
calendar-lead = Deadlines in working days are counted by this calendar. A deadline that was already given does not move.
calendar-working = Working days of the week
calendar-holidays = Holidays
calendar-holidays-hint = One day per line, with a name if you like: 2010-12-24, Christmas Eve. You can paste a list in CSV.
calendar-no-holidays = No holidays are listed.
calendar-save = Save the calendar
calendar-saved = The calendar is saved.
calendar-changed = Last changed by { $name }, { $at }.
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
fault-no-working-day = Tick one day of the week at least.
fault-holiday-day = Line { $line } does not begin with a day. Write it as 2010-12-24.
fault-holiday-name = The name in line { $line } is too long. Write at most { $most } characters.
fault-holidays-too-many = These are too many holidays. Take out those that are long past: at most { $most } are kept.

## Batches

batches-title = Batches
batches-lead = Files are screened in batches. A rule chooses which come next, and the results of a batch are told together.
batches-none-title = No batch yet
batches-none-text = Once the deadline has passed, an officer opens the first batch and its files go to the screeners.
batch-title = Batch { $number }
batch-number = Batch
batch-rule = How files were chosen
batch-files = Files
batch-open = Open
batch-release = Release
batch-order = In which order
batch-order-receipt = By receipt
batch-order-lot = By lot
batch-order-hint-receipt = The first that were received come first.
batch-order-hint-lot = The order follows from the digests of the submissions, so that anyone can draw the lot again.
batch-how-many = How many
batch-how-many-hint = Leave it empty for all that wait.
batch-countries = Only some countries
batch-countries-hint = Tick countries to take files from these alone. With none ticked, all count.
batch-most = { $n ->
    [one] at most { $n } file
   *[other] at most { $n } files
}
batch-waiting = { $n ->
    [0] No file waits.
    [one] { $n } file waits.
   *[other] { $n } files wait.
}
batch-open-title = Open a batch
batch-open-button = Open the batch
batch-opened = The batch is open. Its files are in the queue of the screeners.
batch-opened-by = Opened by { $name }, { $at }.
batch-seed = Seed of the lot:
batch-lot = What it takes to draw it again
batch-queued = In the queue
batch-in-work = In work
batch-eligible = Eligible
batch-ineligible = Not eligible
batch-ready = Ready, not told
batch-settled = Told or moved on
batch-planned = The results are to be told on { $at }.
batch-told = Results were told on { $at }.
batch-not-told = The results have not been told.
batch-hindered = The release that was set did not take place on { $at }. { $why }
batch-read-letters = Read the letters one by one
batch-letter = Letter
batch-release-now = Release now
batch-release-later = Set a moment
batch-release-cancel = Take the moment back
batch-moment = Release on
batch-ready-only = Release those that are ready, though others are open
batch-ready-count = { $n ->
    [0] No result is ready.
    [one] { $n } result is ready.
   *[other] { $n } results are ready.
}
batch-open-count = { $n ->
    [0] None is open.
    [one] { $n } is still open.
   *[other] { $n } are still open.
}
batch-released = The results are told. The letters are on their way.
batch-release-set = The moment of release is set.
batch-release-cancelled = The moment of release is taken back.
hindrance-undecided = Results were still open.
hindrance-not-allowed = Whoever had set it may not release any more.
hindrance-own-act = Whoever had set it took part in a decision, and nobody releases their own.
hindrance-nothing = There was nothing left to tell.
action-open-batch = Open a batch
action-set-release = Set the moment of release
action-cancel-release = Take the moment of release back
action-release-batch = Release the results of a batch
fault-date-time = Give a date and a time.
refusal-batch-empty = No file waits that could be put into the batch. Ask for at least one, and look whether the countries have any.
refusal-results-open = { $open ->
    [one] { $open } result of the batch is still open. Decide it first, or release those that are ready.
   *[other] { $open } results of the batch are still open. Decide them first, or release those that are ready.
}

## Letters

letter-eligible = eligible
letter-corrected = corrected decision
letter-title-eligible = To those who are eligible (if you want to write to them)
letter-title-corrected = To those whose decision is corrected (without a text of yours, a standard one is sent)
letter-reasons = Criteria that were not met:
letter-undecided = The file is not decided yet: there is no letter.
letter-sent = It has been sent.
letter-none = No letter is sent: the call has none for this outcome, or nobody to write to.
letter-previous = Letter before
letter-next = Next letter
mail-eligible-subject = Your proposal { $reference } is eligible
mail-eligible-body =
    your proposal “{ $title }” meets the eligibility criteria of the call.
mail-ineligible-subject = Eligibility of your proposal { $reference }
mail-ineligible-body =
    your proposal “{ $title }” does not meet the eligibility criteria of the call.

    { $reasons }
mail-corrected-subject = Corrected decision on your proposal { $reference }
mail-corrected-body =
    the decision on the eligibility of your proposal “{ $title }” that we sent you was wrong. It has been taken back, and the proposal was looked at again. The decision is now: { $outcome }.

    { $reasons }

    We are sorry for the mistake.
mail-release-hindered-subject = The release of batch { $batch } did not take place
mail-release-hindered-body =
    the results of batch { $batch } of the call “{ $call }” were not told at the moment you had set. { $reason }

    Sign in to look at the batch and to set another moment.

## Figures

statistics-title = Figures of the screening
statistics-lead = Files you have a conflict of interest with are not counted.
statistics-funnel = From received to eligible
statistics-received = Received
statistics-screened = Screened
statistics-eligible = Eligible
statistics-ineligible = Not eligible
statistics-share = Eligible of screened
statistics-waiting = Waiting
statistics-median = Median days to a decision
statistics-criteria = By criterion
statistics-criteria-lead = How many ineligible files fail each criterion, and why. A file may fail several.
statistics-criterion = Criterion
statistics-failed = Not met
statistics-failed-share = Of the ineligible
statistics-met = Met
statistics-in-words = In words of the screener
statistics-weeks = Decisions by week
statistics-week = Week from
statistics-agreement-title = Agreement of two screeners
statistics-agreement = { $files } files were screened twice, each time without seeing the other record. On { $agreed } of them both came to the same outcome (kappa { $kappa }).
statistics-no-second = No file has been screened twice yet.
statistics-kappa-lead = Kappa tells how far two people agree beyond what chance would bring (Cohen, 1960): 1 is full agreement, 0 is chance. It has no value where both gave every file the same verdict.
statistics-twice = Screened twice
statistics-agreed = Same verdict
statistics-kappa = Kappa
statistics-themes = By theme
statistics-countries = By country
statistics-no-theme = Without a theme
figures-title = Eligibility in figures
figures-lead = { $received } proposals were received. The applicants of { $screened } know the result: { $eligible } are eligible.
figures-few = not shown
figures-others = { $n ->
    [one] { $n } country is not shown.
   *[other] { $n } countries are not shown.
}
figures-note = Only results the applicants were told are counted. Figures from 1 to 4 are not shown, nor any from which one could be worked out.
event-batch-opened = Batch of screening opened
event-release-set = Moment of release set
event-release-cancelled = Moment of release taken back
event-batch-released = Results of a batch told
event-release-refused = Release did not take place
