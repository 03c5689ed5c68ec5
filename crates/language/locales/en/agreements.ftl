### The making of an agreement: negotiation, conditions, the paper, its deadline and its signatures.

## The paper

agreement-project = Project
agreement-annex = Annex { $number }: { $title }
agreement-annex-plan = Plan of the project
agreement-annex-budget = Budget
agreement-annex-schedule = Tranches and reports
agreement-blank-signature = Signature
agreement-blank-name = Name and function
agreement-blank-day = Place and date
agreement-paper-footer = Made from the record of the call. What is signed is this paper with its annexes.
agreement-standard-text =
    # Grant

    The facility grants { $organisation } up to { $amount } for the project “{ $title }” ({ $reference }), from { $starts_on } to { $ends_on }.

    # Use of the grant

    The organisation carries the project out as Annex 1 plans it, and uses the grant only for it, within the budget that is annexed.

    # Payment and reports

    The grant is paid in tranches, and the organisation reports, as the annexed schedule says. A tranche is paid when its conditions are met.

    # Conditions

    { $conditions }

    # Records, audit and recovery

    The organisation keeps its records of the project for five years and shows them on request. Amounts that are not used, or not used as agreed, are paid back.

    # Changes and end

    Changes are agreed in writing. Either side may end the agreement in writing, with reasons, thirty days before.
agreement-mail-until = Please answer until { $until }; after that the agreement expires.
agreement-read = Read the agreement (PDF)
agreement-read-draft = Read the agreement as it would be sent (PDF)
agreement-digest = SHA-256 of the PDF
agreement-answer-until = To be accepted until { $until }
agreement-expired-lead = The agreement was not accepted in time. The officer can take it back into negotiation.
agreement-copy-facility = Signed on paper for the facility
agreement-copy-organisation = Signed on paper for the organisation
agreement-copy-line = { $name }, on { $date }
agreement-copy-title = Record a copy signed on paper
agreement-copy-side = Signed for
agreement-copy-signatory = Name of who signed
agreement-copy-day = Signed on
agreement-copy-file = The signed copy
agreement-copy-record = Record the copy
agreement-done-copy = The signed copy is on record.
agreement-done-expired = The agreement has expired.
agreement-expire-lead = It was not accepted in time.

## Negotiation

negotiation-title = Budget and plan
negotiation-lead = Ask for changes point by point. The applicant answers with a revised version; every version is kept.
negotiation-round = Round { $number }
negotiation-asked = Asked on { $date }
negotiation-until = To be answered until { $until }
negotiation-missed = No answer came until { $until }.
negotiation-answered = Answered with a revised version
negotiation-points = What is to change, one point per line
negotiation-points-hint = Between 1 and 20 points. The applicant gets them by mail.
negotiation-ask = Ask for changes
negotiation-done-asked = The applicant has a mail with your points.
negotiation-versions = Versions
negotiation-submitted = As submitted
negotiation-version = Round { $number }
negotiation-requested = Requested
negotiation-digest = SHA-256
negotiation-differences = Changes
negotiation-see = See what changed
negotiation-between = From { $from } to { $to }
negotiation-none-changed = Nothing has changed between these versions.
negotiation-before = Before
negotiation-after = After
negotiation-line-same = as it was
negotiation-line-added = new
negotiation-line-removed = taken out
negotiation-line-changed = changed
negotiation-revise = Revise budget and plan
negotiation-revise-lead = Change what the facility asks for. The amount cannot be more than { $max } nor less than { $min }.
negotiation-hand-in = Hand in the revised version
negotiation-done-revised = The facility has your revised version.
negotiation-wait = The facility asks you to change budget and plan.

## Conditions

conditions-title = Conditions of the award
conditions-lead = Nothing is sent before each condition is met, or carried into the agreement.
conditions-open = open
conditions-met = met
conditions-carried = part of the agreement
conditions-comment = What shows that it is met
conditions-file = A document that shows it
conditions-reason = Why it need not be met before
conditions-tick = Note that it is met
conditions-carry = Carry into the agreement
conditions-carry-title = Make it a term of the agreement
conditions-done = The condition is settled.
conditions-settle = Settle this condition

## Mails

mail-changes-requested-subject = { $reference }: please revise budget and plan
mail-changes-requested-body =
    before the grant agreement for “{ $title }” can be made, the facility asks you to change budget and plan:

    { $points }

    Please sign in and hand in a revised version until { $until }.
mail-budget-revised-subject = { $reference }: budget and plan are revised
mail-budget-revised-body =
    the applicant has handed in a revised version of budget and plan for “{ $title }”. Sign in to see what changed.
mail-agreement-waits-subject = Please answer: your grant agreement { $reference }
mail-agreement-waits-body =
    the grant agreement for “{ $title }” waits for your answer until { $until }. After that it expires. Please sign in to read it, and to accept or decline.
mail-agreement-expired-subject = { $reference }: the grant agreement has expired
mail-agreement-expired-body =
    the grant agreement for “{ $title }” was not accepted in time and has expired. If the project is still to go ahead, the facility can take it up again.

## Names

letter-agreement = grant agreement
letter-title-agreement = Text of the grant agreement (without a text of yours, a standard one is used)
action-request-changes = Ask for changes
action-revise-proposal = Revise budget and plan
action-settle-condition = Settle a condition
action-expire-agreement = End the agreement
action-record-signed-copy = Record a signed copy
event-agreement-changes-requested = Changes to budget and plan asked for
event-agreement-revised = Budget and plan revised
event-agreement-condition-met = Condition met
event-agreement-condition-carried = Condition carried into the agreement
event-agreement-expired = Agreement expired
event-agreement-copy-recorded = Copy signed on paper recorded
rule-negotiation-days = give 1 to 120 working days to answer points of a negotiation.
setup-agreement-acceptance-days = Working days to accept the agreement
setup-agreement-acceptance-days-hint = Empty or 0: it waits without a limit.
setup-negotiation-days = Working days to answer when changes are asked for

## Refusals

refusal-conditions-open = Tick off every condition of the award, or carry it into the agreement, before the agreement is sent.
refusal-round-open = The applicant can answer the points you asked until { $at }. Wait for the answer.
refusal-no-changes-asked = The facility asks for no changes now. Wait until it writes to you.
refusal-another-paper = The agreement is not the one you have read. Load the page again and read it; where there is none, ask the facility to send it anew.
refusal-signature-day = The day of the signature must lie between { $from } and { $until }.
refusal-same-signatory = The two sides are signed for by different people. Give the name of the other one.
