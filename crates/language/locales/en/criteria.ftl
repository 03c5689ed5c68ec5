# The checklist as data: findings of machine rules, their evidence and sources, and the editor.

## What a rule finds

finding-pass = Pass
finding-fail = Fail
finding-unknown = Cannot tell

## Evidence

evidence-certificate = The certificate holds from { $from } to { $until }; needed on { $day }
evidence-certificate-from = The certificate holds from { $from } and names no last day; needed on { $day }
evidence-certificate-until = The certificate holds until { $until }; needed on { $day }
evidence-certificate-undated = The certificate names no first or last day; needed on { $day }
evidence-no-certificate = There is no certificate of registration
evidence-no-certificate-excused = There is no certificate of registration; the organisation says why
evidence-has-form = Legal form: { $form }
evidence-account = The account is kept under the name “{ $holder }”; the organisation is called “{ $name }”
evidence-no-flag = No risk flag holds
evidence-flagged = The gravest risk flag that holds: { $level }
evidence-no-match = No match with a sanctions list is open or confirmed
evidence-matches = Matches with a sanctions list: open { $open }, confirmed { $confirmed }
evidence-letters = Letters of reference that hold: { $count }; needed { $least }
evidence-grants = Grants from { $since } until before { $before }: { $count }; allowed { $most }
evidence-no-application = Stands in no other application to this call
evidence-applications = Stands in another application to this call: { $others }
evidence-against-budget = { $amount } against an average annual budget of { $budget }; allowed { $max }
evidence-other-currency = An amount is in { $foreign }, the call in { $currency }; amounts are not converted
evidence-documents-complete = All documents asked for are there and valid
evidence-documents-missing = Missing: { $which }.
evidence-documents-not-valid = Not valid on the day of submission: { $which }.

## Where it was found

rule-source-profile = Profile of the organisation
rule-source-document = The document
rule-source-documents = Documents of the organisation
rule-source-due-diligence = Risk flags of the organisation
rule-source-sanctions = Matches with sanctions lists
rule-source-grants = Applications and grants of the organisation
rule-source-applications = Applications of the organisation
rule-source-question = The answer in the application
rule-source-receipt = The application as received

## The self-check

self-check-legal-form = Legal form of your organisation
self-check-later = This is looked at once you have submitted.

## The editor

setup-second-share = Per cent of files that a second person screens without seeing the first verdicts
setup-second-share-hint = For quality; 0 for none. Files are drawn when they are submitted, and nobody chooses them.
setup-on-fail = When it is not met
criterion-level-document = A document
criterion-on-fail-ends = The proposal is not eligible
criterion-on-fail-clarify = The applicant may clear it up
criterion-rule-certificate-valid = The certificate of registration is valid on a day
criterion-rule-legal-form = The legal form is among those allowed
criterion-rule-own-bank-account = The bank account is in the organisation’s own name
criterion-rule-no-red-flag = No red flag
criterion-rule-no-open-match = No open match with a sanctions list
criterion-rule-reference-letters = Letters of reference are there
criterion-rule-grants-in-period = Not too many grants in the last years
criterion-rule-one-application = One application per organisation
criterion-rule-documents-present = Documents are there and valid
setup-valid-on = Valid on
setup-valid-on-hint = Leave it empty for the day of submission.
setup-legal-forms = Legal forms that are allowed
setup-least-letters = Letters needed
setup-most-grants = Most grants it may have had
setup-most-grants-hint = Earlier grants of this facility, this application not counted: 2 for “at most three with this one”.
setup-grant-years = In so many years before the day of submission
setup-document-kinds = Documents of the organisation
setup-document-questions = Files of the application
setup-document-questions-hint = Questions of the form that take files. What a condition leaves out is not missed.
setup-no-reasons = No reasons yet: whoever finds it not met writes the reason.
setup-add-reason = Add a reason
setup-remove-reason = Remove reason { $number }
setup-reason-code = Reason { $number }: name in data
setup-reason-text = Reason { $number }: what the letter says
call-text-reason = What the letter says for the reason “{ $which }”
criterion-number-years = the number of years
criterion-number-most = the most grants
criterion-number-least = the number of letters
criterion-number-times-hundredths = the multiple of the budget
rule-criterion-looks-at-nothing = the rule of the criterion “{ $id }” names nothing to look for: choose at least one.
rule-criterion-question = the criterion “{ $id }” looks at “{ $question }”, which is no question that takes files: choose another.
rule-criterion-number = in the criterion “{ $id }”, { $what } must lie between { $least } and { $most }.
rule-reason-code = give reason { $number } of the criterion “{ $id }” a name of small letters, digits and _.
rule-reason-twice = the reason “{ $code }” of the criterion “{ $id }” stands twice: give each a name of its own.
rule-too-many-reasons = the criterion “{ $id }” may have { $most } reasons at most: remove some.
rule-second-share = at most 100 per cent of the files can be screened twice.

## Runs of the rules

rule-runs-title = What the rules found
rule-runs-lead = The rules are run when a proposal is submitted, and again when somebody asks for it. Every run is kept as it was. A rule proposes; a person decides.
rule-runs-again = Run the rules again
rule-runs-done = The rules were run again.
rule-runs-none = The rules have not been run over this file yet.
rule-runs-at-submission = Run { $number }, at submission, { $at }
rule-runs-on-demand = Run { $number }, asked for by { $name }, { $at }
rule-runs-version = Version { $version } of the submission.
rule-runs-no-rules = No criterion of this call is checked by a rule.
