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
label-per-cent = { $figure } %

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
