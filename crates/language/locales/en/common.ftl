### Words used on every page.

## Product and places

product-name = Minha
product-line = Case management for small-grants facilities
nav-home = Home
nav-work = My work
nav-calls = Calls
nav-call = Call
nav-proposals = Proposals
nav-my-proposals = My proposals
nav-organisations = Organisations
nav-organisation = My organisation
nav-screening = Screening
nav-evaluation = Evaluation
nav-panel = Panel
nav-selection = Selection
nav-agreements = Agreements
nav-grants = Grants
nav-monitoring = Monitoring
nav-payments = Payments
nav-reports = Reports
nav-dashboard = Dashboard
nav-people = People
nav-mails = Mails
nav-record = Record
nav-account = My account
nav-help = Help
nav-api = API

## Roles

role-applicant = Applicant
role-owner = Applicant: owner
role-editor = Applicant: editor
role-reader = Applicant: reader
role-screener = Screener
role-evaluator = Evaluator
role-panel-member = Panel member
role-chair = Chair of the panel
role-deputy-chair = Deputy chair of the panel
role-panel-secretary = Secretary of the panel
role-programme-officer = Programme officer
role-finance-officer = Finance officer
role-facility-manager = Facility manager
role-auditor = Auditor
role-applicant-does = Applies, signs and reports for an organisation.
role-owner-does = Registers the organisation, applies, signs and reports.
role-editor-does = Writes and submits proposals and reports.
role-reader-does = Reads the organisation’s proposals and grants.
role-screener-does = Checks eligibility and asks for clarification.
role-evaluator-does = Scores the files assigned to them.
role-panel-member-does = Discusses and votes on the files of the agenda.
role-chair-does = Opens and closes items and records the panel’s outcomes.
role-deputy-chair-does = Takes the chair’s place for an item from which the chair is recused.
role-panel-secretary-does = Convenes sessions, keeps attendance and prepares the minutes. Has no vote.
role-programme-officer-does = Sets up calls, runs the stages and monitors grants.
role-finance-officer-does = Approves and records payments.
role-facility-manager-does = Appoints people, approves calls and releases decisions.
role-auditor-does = Reads everything and changes nothing.

## Kinds of case

case-organisation = Organisation
case-call = Call
case-proposal = Proposal
case-grant = Grant

## Stages

stage-intake = Intake
stage-screening = Screening
stage-evaluation = Evaluation
stage-selection = Selection
stage-agreement = Agreement
stage-monitoring = Monitoring
stage-intake-about = Organisations write and submit their proposals.
stage-screening-about = Eligibility is checked against the call’s criteria.
stage-evaluation-about = Evaluators score the eligible proposals.
stage-selection-about = The panel votes and chooses within the ceiling.
stage-agreement-about = Terms are settled and the agreement is signed.
stage-monitoring-about = Projects run, report and are paid.

## Statuses: of proposals and grants

status-draft = Draft
status-submitted = Submitted
status-withdrawn = Withdrawn
status-queued = Waiting for screening
status-in-review = In review
status-clarification-requested = Clarification requested
status-to-confirm = To be confirmed
status-eligible = Eligible
status-ineligible = Ineligible
status-appealed = Appealed
status-awaiting-assignment = Awaiting assignment
status-in-evaluation = In evaluation
status-third-reader-needed = Third reader needed
status-evaluated = Evaluated
status-below-threshold = Below threshold
status-on-agenda = On the agenda
status-discussed = Discussed
status-selected = Selected
status-reserve = Reserve list
status-deferred = Deferred
status-rework = Returned for rework
status-lapsed = Award lapsed
status-rejected-on-quality = Rejected on quality
status-rejected-for-lack-of-funds = Rejected for lack of funds
status-negotiation = In negotiation
status-agreement-sent = Agreement sent
status-accepted = Accepted
status-declined = Declined
status-signed = Signed
status-active = Active
status-suspended = Suspended
status-terminated = Terminated
status-completed = Completed
status-closed = Closed

## Statuses: of organisations

status-registered = Registered
status-verification-proposed = Verification to be confirmed
status-verified = Verified
status-refused = Verification refused

## Statuses: of calls (upcoming, open and closed come from the clock)

status-approved = Approved
status-published = Published
status-finalised = Finalised
status-cancelled = Cancelled
status-upcoming = Upcoming
status-open = Open

## Statuses: of reports (not yet due, due and overdue come from the date)

status-pending = Pending
status-not-yet-due = Not yet due
status-due = Due
status-overdue = Overdue
status-sent-back = Sent back
status-waived = Waived

## Statuses: of tranches

status-planned = Planned
status-requested = Requested
status-paid = Paid

## Statuses: of assignments

status-assigned = Assigned
status-recused = Recused
status-scored = Scored

## Statuses: of a person’s own view

status-not-released = Decision not yet released
status-new = New
status-done = Done
status-waiting = Waiting
status-missing = Missing
status-complete = Complete
status-incomplete = Incomplete

## Actions on proposals

action-start = Start an application
action-save-draft = Save the draft
action-submit = Submit
action-replace = Replace the submission
action-withdraw = Withdraw
action-advance = Move to the next stage
action-assign-screener = Assign a screener
action-take-next = Take the next file to screen
action-take = Take this file
action-record-verdict = Record the verdict
action-conclude = Conclude the screening
action-request-clarification = Request clarification
action-answer-clarification = Answer the request
action-close-clarification = End the wait for an answer
action-confirm = Confirm
action-disagree = Disagree
action-settle = Settle the disagreement
action-appeal = Appeal
action-decide-appeal = Decide the appeal
action-retract = Take the decision back
action-reinstate = Reinstate
action-assign-evaluators = Assign evaluators
action-declare-no-conflict = Declare no conflict of interest
action-declare-conflict = Declare a conflict of interest
action-decline-assignment = Decline the assignment
action-submit-scores = Submit scores
action-open-declarations = Ask evaluators to declare
action-set-conflict = Set a conflict of interest
action-settle-suspicion = Settle a possible conflict
action-reopen-scores = Open scores again
action-appoint-rapporteur = Appoint the rapporteur
action-record-consensus = Record the consensus
action-save-scores = Save scores
action-open-voting = Open the vote
action-cast-ballot = Vote
action-close-voting = Close the vote
action-record-outcome = Record the outcome
action-release = Release the decision
action-promote = Promote from the reserve list
action-propose-promotion = Propose for promotion
action-reopen-voting = Open the item anew
action-return-to-agenda = Put on the agenda again
action-accept-award = Accept the award
action-decline-award = Decline the award
action-lapse-award = Let the award lapse
action-prepare-agreement = Prepare the agreement
action-send-agreement = Approve and send the agreement
action-recall-agreement = Recall the agreement
action-accept-agreement = Accept the agreement
action-decline-agreement = Decline the grant
action-sign-agreement = Sign the agreement

## Actions on grants

action-submit-report = Submit the report
action-send-back-report = Send the report back
action-accept-report = Accept the report
action-waive-report = Waive the report
action-request-payment = Request the payment
action-approve-payment = Approve the payment
action-refuse-payment = Refuse the payment
action-record-payment = Record the payment
action-suspend = Suspend the grant
action-resume = Resume the grant
action-terminate = Terminate the grant
action-complete = State completion
action-close = Close the grant

## Actions on organisations

action-register = Register an organisation
action-amend = Change the profile
action-propose-verification = Answer the verification questions
action-confirm-verification = Confirm the verification
action-return-verification = Send the verification back

## Actions on calls

action-edit = Edit
action-approve = Approve
action-reopen = Reopen for editing
action-publish = Publish
action-extend-deadline = Extend the deadline
action-finalise = Finalise the call
action-cancel = Cancel the call

## Forms

form-save = Save
form-save-and-continue = Save and continue
form-continue = Continue
form-back = Back
form-cancel = Cancel
form-send = Send
form-add = Add
form-add-line = Add a line
form-remove = Remove
form-change = Change
form-edit = Edit
form-search = Search
form-filter = Filter
form-clear = Clear
form-close = Close
form-choose = Choose
form-upload = Upload a file
form-download = Download
form-print = Print
form-all = All
form-none = None
form-other = Other
form-required = required
form-reason = Reason
form-comment = Comment
form-confirm-question = Are you sure?
form-saved = Saved.
form-done = Done.
form-not-answered = Not answered
form-date-hint = For example 2010-04-05
form-amount-hint = In figures, for example 45000 or 45,000.50
form-file-hint = PDF, Word, Excel, PNG or JPEG

## Table headings and labels

label-reference = Reference
label-title = Title
label-organisation = Organisation
label-country = Country
label-region = Region
label-theme = Theme
label-call = Call
label-status = Status
label-stage = Stage
label-since = Since
label-due = Due
label-amount = Amount
label-requested = Requested
label-awarded = Awarded
label-currency = Currency
label-date = Date
label-time = Time
label-name = Name
label-role = Role
label-email = E-mail address
label-language = Language
label-action = Action
label-actions = Actions
label-person = Person
label-number = Number
label-total = Total
label-score = Score
label-rank = Rank
label-digest = Digest (SHA-256)
label-documents = Documents
label-history = History
label-summary = Summary
label-details = Details
label-waiting-since = Waiting since
label-submitted-at = Submitted
label-closes = Closes
label-opens = Opens
label-figures = Figures

## What a person can do now

actions-title = What you can do now
actions-none = There is nothing for you to do here now.
actions-waiting-for = Waiting for: { $role }

## My work

work-title = My work
work-lead = What waits for you, the most urgent first.
work-empty-title = Nothing waits for you
work-empty-text = New tasks appear here as soon as they are yours.
work-count = { $n ->
    [one] { $n } task waits for you
   *[other] { $n } tasks wait for you
}
work-due = Due { $when }
work-queue = { $n ->
    [one] { $n } file waits in the queue
   *[other] { $n } files wait in the queue
}
work-waiting-for-days = { $n ->
    [one] waiting for { $n } day
   *[other] waiting for { $n } days
}

## Desks

desk-place = File { $place } of { $of }
desk-way = Other files
desk-duration = Duration
desk-received = Received

## Counts

count-calls = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
count-proposals = { $n ->
    [one] { $n } proposal
   *[other] { $n } proposals
}
count-organisations = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
}
count-countries = { $n ->
    [one] { $n } country
   *[other] { $n } countries
}
count-evaluators = { $n ->
    [one] { $n } evaluator
   *[other] { $n } evaluators
}
count-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
count-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
count-votes = { $n ->
    [one] { $n } vote
   *[other] { $n } votes
}
count-projects = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}
count-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
count-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
count-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
count-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
count-shown = { $n ->
    [one] { $n } shown
   *[other] { $n } shown
}
duration-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
duration-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

## Lists

list-empty = Nothing to show.
list-empty-filtered = Nothing fits these filters.
list-search-hint = Words in the reference, the title or the name of the organisation

## Numbers and dates

format-percent = { $n }%
format-date-time = { $date }, { $time } ({ $zone })
format-range = { $from } to { $to }
format-today = today
format-tomorrow = tomorrow
format-yesterday = yesterday
format-days-ahead = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
format-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}

## Regional groups of the United Nations

region-african = African States
region-asia-pacific = Asia-Pacific States
region-eastern-european = Eastern European States
region-latin-american-and-caribbean = Latin American and Caribbean States
region-western-european-and-others = Western European and other States
region-other = Other areas

## Names of languages

language-ar = Arabic
language-en = English
language-es = Spanish
language-fr = French
language-pt = Portuguese
language-ru = Russian
language-zh = Chinese

## History

event-by-system = the system
event-entered = Entered the next stage
event-procedure-entered = Entered the next stage
event-interest-declared-free = Declared no conflict of interest
event-interest-conflict-declared = Declared a conflict of interest
event-interest-conflict-set = Conflict of interest set
event-interest-suspected = Possible conflict of interest found
event-interest-suspicion-confirmed = Possible conflict confirmed
event-interest-suspicion-dismissed = Possible conflict dismissed
