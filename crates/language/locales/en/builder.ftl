### Setting up a call without writing data.

## A new call

call-from = Begin with
call-from-call = An earlier call
call-from-call-hint = Its texts, form, procedure and letters; dates that have passed are moved.
call-from-file = A file
call-from-file-hint = A call that was exported, here or at another facility.
call-from-nothing = Nothing
call-from-nothing-hint = A form with a title, and the stage in which proposals come in.
call-earlier = Which earlier call
call-earlier-hint = Only for “An earlier call”.
call-file = The file’s content
call-file-hint = Only for “A file”: paste the whole of it. It brings its code along unless you give another below.
call-file-choose = Choose the file
call-new-from-this = New call from this one
fault-call-code = The code must be 3 to 16 capital letters and digits, beginning with a letter.
fault-toml-line = Line { $line } cannot be read: { $why }. Mend that line and send it again.
fault-name = Use small letters, figures and underscores, beginning with a letter, for example registered_2.
fault-moment = Give date and time, for example 2027-04-05 23:59.
fault-zone = No zone is known by this name. Write it as in the list of zones, for example Europe/Vienna or Africa/Nairobi.
fault-currency = Give the three letters of the currency, for example USD.

## What happens next

call-next-title = What happens next
call-next-edit = A programme officer fills in what is missing. Then a facility manager who has not written any of it approves the call.
call-next-approve = The call is complete. A facility manager who has not written any of it reads and approves it.
call-next-publish = The call is approved. A programme officer or facility manager publishes it; to change it, reopen it first.
call-next-upcoming = The call is public and opens by itself at its time. A facility manager may still extend the deadline or cancel.
call-next-open = Organisations write and submit. After the deadline a programme officer moves the proposals on.
call-next-closed = Proposals go through the stages of the procedure. When all are decided, a facility manager finalises the call.
call-next-finalised = The call is over. Nothing more happens with it.
call-next-cancelled = The call was cancelled. Nothing more happens with it.
call-preview-notice = This is a preview: so will the call look to applicants. Nothing here can be pressed.

## Pages

builder-section-dates = Dates
builder-section-money = Money and duration
builder-section-applicants = Who may apply, and who decides
builder-section-languages = Languages
builder-section-texts = Texts
builder-section-themes = Themes
builder-section-procedure = Procedure
builder-section-letters = Letters
builder-section-form = Application form
builder-section-toml = The call as text
builder-about-dates = When it opens and closes, and what follows
builder-about-money = Budget, size of a grant, length of projects; an award may have none
builder-about-applicants = Countries, one application or several, agencies on the panel
builder-about-languages = Of the call, and of applications
builder-about-texts = Title, summary and text in every language of the call
builder-about-themes = What is funded
builder-about-procedure = Which stages a proposal goes through, and in which order
builder-about-letters = What applicants are told when a decision is released
builder-about-form = What applicants are asked
builder-terms = Terms
builder-rest = What applicants see
builder-done = Complete
builder-missing = { $n ->
    [one] { $n } thing to do
   *[other] { $n } things to do
}
builder-preview = Preview
builder-preview-lead = Look at the call as an applicant will see it.
builder-file = As a file
builder-file-lead = Take the call along to another facility, or write it as text.
builder-export = Export as a file
builder-toml = Edit as text
builder-to-call = To the page of the call
builder-back = Back to the overview
builder-save-and-back = Save and go back to the overview
builder-up = Move up
builder-down = Move down
builder-remove = Remove
builder-tick-all = Tick all
builder-tick-none = Tick none
builder-text-missing = missing

## Fields

builder-zone = Time zone
builder-zone-hint = All times below are of this zone, for example Europe/Vienna or Africa/Nairobi.
builder-dates-hint = Questions end before answers are published, and these come no later than the deadline. Results come after it, then projects start and end.
builder-money-title = Money
builder-gives-money = Does the call give money?
builder-limits-duration = Does the call limit how long a project takes?
builder-currency = Currency
builder-currency-hint = Three letters, for example USD.
builder-grant-min = Smallest grant
builder-grant-max = Largest grant
builder-months-min = Shortest project, in months
builder-months-max = Longest project, in months
builder-one-application = An organisation may submit one proposal only
builder-agencies-hint = One a line. Their members form the panel; none if it is appointed otherwise.
builder-countries = Countries
builder-countries-hint = Tick the countries whose organisations may apply. None ticked means every country.
builder-call-languages = Languages of the call
builder-call-languages-hint = Every text, the form, the grid and every letter exists in each of them.
builder-application-languages = Languages of applications
builder-application-languages-hint = Applicants may write in any of them.
builder-texts-hint = The same text in each language of the call, side by side. What is missing is marked.
builder-title = Title
builder-summary = Summary
builder-summary-hint = Two or three sentences for the list of calls.
builder-text = Text of the call
builder-text-hint = Leave a line empty between paragraphs.
builder-themes-hint = What the call funds. Applicants choose one where the form asks for it.
builder-theme = Theme { $number }
builder-add-theme = Add a theme
builder-name = Short name
builder-name-hint = Used in data and exports: small letters, figures and underscores.
builder-letters-hint = Write {"{organisation}"}, {"{reference}"}, {"{title}"} or {"{amount}"} where the letter names them.
builder-letter-text = Letter
letter-title-ineligible = To those who are not eligible
letter-title-below-threshold = To those below the threshold
letter-title-invited = To those who are asked for the next step
letter-title-selected = To those who are selected
letter-title-reserve = To those on the reserve list
letter-title-rejected-on-quality = To those rejected on quality
letter-title-rejected-for-lack-of-funds = To those rejected for lack of funds

## Stages

builder-stage = { $number }. { $stage }
builder-rules = Rules
builder-stage-letters = Letters: { $letters }.
builder-add-stage = Add a stage
builder-stage-kind = Kind of stage
builder-first-step = The first step takes its dates from the page of dates, and its questions from the application form. There is nothing to set here.
builder-later-step = Only those who have passed the stages before are asked for this step. It has a form and a deadline of its own.
builder-form = Form
builder-later-form-hint = The questions of this step.
builder-add-form = Add a form for this step
builder-step-opens = Opens
builder-step-opens-hint = Leave empty to open it as soon as a proposal gets here.
builder-step-closes = Deadline of this step
builder-clarification-days = Working days for an answer
builder-clarification-days-hint = When an applicant is asked about formal points; 3 to 5 are usual.
builder-appeal-days = Days for an appeal
builder-appeal-days-hint = After the decision is released; 10 to 30 are usual.
builder-confirm-eligible = “Eligible” too needs a second person (“not eligible” always does)
builder-criterion = Criterion { $number }
builder-add-criterion = Add a criterion
builder-criterion-text = What is asked
builder-level = Looks at
builder-rule = How it is checked
builder-rule-hint = A rule proposes a verdict with its evidence; a person confirms. Save to see what else a rule asks for.
builder-years = Full years
builder-cut-off = On this day
builder-times-budget = Times the average annual budget
criterion-level-organisation = The organisation
criterion-level-proposal = The proposal
criterion-rule-person = By a person alone
criterion-rule-registered-for = Registered for some years on a day
criterion-rule-country-eligible = The country is on the list of the call
criterion-rule-amount-within-limits = The amount is within the limits
criterion-rule-duration-within-limits = The duration is within the limits
criterion-rule-request-against-budget = The request against the annual budget
criterion-rule-declarations-made = All declarations are made
criterion-rule-language-accepted = Written in a language of applications
criterion-rule-deadline-met = Received by the deadline
builder-readers = Evaluators a file needs
builder-most-files = Most files one evaluator is given
builder-threshold = Points a file needs to go on
builder-threshold-hint = Of { $most } in all.
builder-disagreement = When evaluators disagree
builder-grid-section = Part { $number } of the grid
builder-add-section = Add a part to the grid
builder-minimum = Least points in this part
builder-minimum-hint = Whoever has fewer on average does not go on; 0 for none.
builder-grid-question = Question { $number }
builder-add-question = Add a question to this part
builder-question-text = What is asked
builder-max = Most points
builder-step = Steps of
builder-weight = Counts times
builder-comment = A comment is needed at the lowest and the highest score
builder-quorum = Quorum
builder-quorum-hint = Ballots each item needs; members with a conflict are not counted.
builder-reserve = Places on the reserve list
builder-reserve-hint = 0 for no reserve list.
builder-allocation = From the ranking to the list under the budget
builder-tranches-hint = The shares come to 100 per cent; the last tranche takes the rounding.
builder-tranche = Tranche { $number }
builder-add-tranche = Add a tranche
builder-share = Per cent of the grant
builder-after-months = Months after the start
builder-after-report = After this report is accepted
builder-report = Report { $number }
builder-add-report = Add a report
builder-report-kind = What it tells
builder-due-days = Days after the period until it is due
builder-from-month = From month
builder-to-month = To month
builder-to-month-hint = Leave empty for the whole project.
