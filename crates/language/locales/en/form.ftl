### Forms as data: questions of every kind, what is wrong with answers, and the builder of forms.

## Rows and files

form-row = Row
form-add-row = Add a row
form-rows-most = Rows: at most { $n }
form-file-formats = Files may be: { $formats }.
form-file-most = { $n ->
    [one] At most { $n } file.
   *[other] At most { $n } files.
}
form-file-largest = Each of at most { $size }.

## The logframe

logframe-hint = From the goal down to the activities. Leave out what you do not need; blank parts are not kept.
logframe-goal = Goal
logframe-outcome = Outcome
logframe-outcomes = Outcomes
logframe-output = Output
logframe-outputs = Outputs
logframe-statement = In words
logframe-indicator = Indicator
logframe-indicators = Indicators
logframe-baseline = Baseline
logframe-target = Target
logframe-verification = Means of verification
logframe-activity = Activity
logframe-activities = Activities
logframe-add-outcome = Add an outcome
logframe-add-output = Add an output
logframe-add-indicator = Add an indicator
logframe-add-activity = Add an activity

## The budget

budget-unit = Unit
budget-most-share = { $heading }: at most { $most } of what is requested.
budget-most-amount = { $heading }: at most { $most }.
budget-least-cofinancing = Co-financing: at least { $share } of the whole cost.

## Conditions

intake-condition-one-of = If you answered one of “{ $answer }” to “{ $question }”.
intake-condition-at-least = If your answer to “{ $question }” is { $answer } or more.
intake-condition-at-most = If your answer to “{ $question }” is { $answer } or less.
intake-condition-answered = If you answered “{ $question }”.
intake-condition-unanswered = If you did not answer “{ $question }”.
intake-no-longer-asked-title = No longer asked
intake-no-longer-asked = The form has been revised since you wrote this. It is kept here, and is not part of what you submit.

## What is wrong with an answer

fault-below-zero = The amount must not be below zero.
fault-too-large = The amounts are too large to be added up.
fault-too-many-rows = There are too many: at most { $most }.
fault-too-few-rows = There are too few: at least { $least }.
fault-cell = Row { $row }, { $column }: { $what }
fault-part = { $part }: { $what }
fault-over-ceiling = “{ $heading }” allows at most { $most }; you ask for { $over } more than that.
fault-cofinancing-short = Co-financing must be at least { $least }; { $short } is missing.

## What is wrong with a form

incomplete-form-question = Form, question “{ $place }”: { $what }
incomplete-form-section = Form, section “{ $place }”: { $what }
form-fault-empty = There is nothing to fill in. Add a question.
form-fault-too-many-questions = A form may have at most { $most } questions.
form-fault-bad-name = The name “{ $name }” must be 1 to 40 small Latin letters, figures and underscores, and begin with a letter.
form-fault-name-twice = The name “{ $name }” stands twice. Give each its own.
form-fault-text-missing = A text is missing in { $language }: { $of }.
form-fault-no-answer = No answer is possible: give options, columns or headings, and limits that leave room.
form-fault-limit-too-large = A limit is too large: at most { $most }.
form-fault-column-kind = The column “{ $column }” cannot take this kind of answer.
form-fault-ceiling = A ceiling must be between zero and the whole.
form-fault-condition-order = It depends on “{ $on }”, which does not come before it.
form-fault-condition-never-met = It depends on an answer that “{ $on }” cannot have.
form-fault-no-title = One question must give the title of the proposal.
form-fault-fact-twice = Another question gives this as well: { $fact }.
form-fault-fact-kind = This kind of answer cannot give this: { $fact }.
form-fault-not-a-theme = “{ $option }” is not a theme of the call.
form-fault-not-a-language = “{ $option }” is not one of the languages in which proposals may be written.
form-text-title = title
form-text-label = question
form-text-help = help
form-fact-title = Title of the proposal
form-fact-requested = Amount requested
form-fact-theme = Theme
form-fact-months = Duration in months
form-fact-country = Country of the project
form-fact-language = Language of the proposal

## Kinds of answers

form-kind-short-text = Short text
form-kind-long-text = Long text
form-kind-number = Number
form-kind-money = Amount of money
form-kind-date = Date
form-kind-choice = One choice
form-kind-choices = Several choices
form-kind-country = Country
form-kind-table = Table
form-kind-logframe = Logframe
form-kind-budget = Budget
form-kind-file = Documents
form-kind-declaration = Declaration

## The builder

call-form-builder = Application form
builder-title = Application form
builder-version = Version { $version }
builder-section = Section
builder-new-section = New section
builder-question = Question
builder-conditional = conditional
builder-missing = missing
builder-up = Up
builder-down = Down
builder-copy = Duplicate
builder-add-question = Add a question
builder-add-section = Add a section
builder-remove-section-question = Remove the section with all its questions?
builder-remove-question-question = Remove the question?
builder-drag-hint = Drag questions to their place, or use the buttons.
builder-problems = To be mended before the form can be published
builder-saved = The form is saved.
builder-save-and-back = Save and go back to the form
builder-section-title = Title of the section
builder-question-label = Question
builder-question-help = Help below the question
builder-required = Must be answered
builder-kind = Kind of answer
builder-kind-hint = Save to see the settings of another kind.
builder-in-data = In data and lists
builder-name = Name in data
builder-name-hint = Small Latin letters, figures and underscores. Answers are kept under this name.
builder-fills = Gives this fact of the proposal
builder-fills-hint = Lists, criteria and letters use these facts.
builder-options = Options
builder-option = Option
builder-option-label = Text
builder-add-option = Add an option
builder-most-share = At most, per cent of the request
builder-most-amount = At most, amount
builder-columns = Columns
builder-column = Column
builder-column-label = Heading
builder-column-options = Options, one on each line: name = text
builder-add-column = Add a column
builder-set-characters = Most characters
builder-set-words = Most words
builder-set-min = Smallest number
builder-set-max = Largest number
builder-set-least = Least rows
builder-set-most = Most rows
builder-set-outcomes = Most outcomes
builder-set-outputs = Most outputs of an outcome
builder-set-indicators = Most indicators of an outcome or output
builder-set-activities = Most activities of an output
builder-set-cofinancing = Co-financing of at least, per cent of the whole cost
builder-set-files = Most documents
builder-set-largest = Largest document, in MB
builder-set-formats = Types of documents
builder-set-formats-hint = None chosen means every type.
builder-when = When it is asked
builder-when-hint = Save to choose among the answers of another question.
builder-when-question = Depends on
builder-always = Always asked
builder-when-test = Asked when the answer
builder-when-figure = Figure
builder-when-values = Answers
builder-test-one-of = is one of those ticked, or any if none is
builder-test-is = is exactly
builder-test-at-least = is at least
builder-test-at-most = is at most
builder-test-answered = was given
builder-test-unanswered = was not given
fault-form-name = Use 1 to 40 small Latin letters, figures and underscores, beginning with a letter.
fault-per-cent = Give per cent in figures, for example 7 or 7.5.

## Preview

builder-preview = Preview
builder-preview-lead = This is the form as applicants see it. You can try answers; nothing is saved.
builder-preview-languages = Language of the form
builder-preview-right = These answers are complete and right.
builder-try = Try these answers
builder-not-asked = Not asked with these answers:

## Revisions

action-propose-form = Prepare a revision
action-revise-form = Put the revision in force
action-refuse-form = Give the revision up
builder-begin-title = The call is published
builder-begin-lead = The form can still be revised while the call is open. A revision is prepared here and put in force by a facility manager who did not prepare it. What was submitted stays as it was; drafts go on under the new form, and everyone with a draft is told.
builder-begin-reason = Why the form is revised
builder-begun = The revision is begun. Change the form, then have it put in force.
builder-revision-title = A revision is prepared
builder-revision-lead = What you see below is the revision. Applicants see the form in force until the revision is put in force.
builder-revision-becomes = Becomes
builder-revision-by = Prepared by
builder-revision-own = Another person must put it in force.
builder-revise-question = Put the revision in force? Everyone with a draft is told.
builder-revised = The revision is in force. Everyone with a draft is told.
builder-refused = The revision is given up.
