### Due diligence: the organisation's page for staff, verification, risk flags, duplicates, merges.

## The organisation's page

tab-overview = Overview
tab-verification = Verification
tab-flags = Risk flags
tab-matches = Sanctions matches
tab-registration = Registration
organisation-sections = Parts of this organisation
profile-identity = Identity
profile-legal-status = Legal status
profile-governance = Governance
profile-money = Money
profile-experience = Experience
profile-declarations = Declarations
profile-other-names = Other and former names
profile-name-former = former
profile-org-id = Identifier (org-id.guide)
profile-authority = Registered with
profile-expires-on = Registration valid until
profile-unregistered-reason = Why there is no registration number or certificate
profile-founded-on = Founded on
profile-born-on = Born on
profile-budgets = Annual budgets
profile-bank-account = Bank account
profile-unaudited-reason = Why there is no audited statement
profile-experience-text = What it has done so far
profile-languages = Working languages
profile-declared-all = All { $n } declarations are answered with yes.
profile-declared-not = Not answered with yes
profile-lacks = Missing: { $what }
profile-complete = Nothing is missing.
lacks-address = postal address
lacks-email = e-mail address
lacks-registration-number = registration number
lacks-registration-authority = authority
lacks-registered-on = date of registration
lacks-registration-certificate = certificate of registration
lacks-officers = officers
lacks-founded-on = date of foundation
lacks-budgets = annual budgets
lacks-bank-account = bank account
lacks-audited-statement = audited statement
lacks-experience = experience
lacks-working-languages = working languages
lacks-declarations = declarations
declares-lawful-purpose = lawful purpose
declares-not-for-profit = not for profit
declares-no-listed-parties = no dealings with listed parties
declares-no-fraud-or-corruption = no fraud or corruption
declares-no-exploitation-or-abuse = no exploitation or abuse
declares-no-forced-labour = no forced labour
declares-no-bankruptcy = no bankruptcy
declares-information-true = true information
organisation-applications = Proposals and grants so far
organisation-applications-none = It has not applied yet.
organisation-applications-merged = of { $name }, merged into this one
organisation-grant = Grant
organisation-merged-title = Merged into another organisation
organisation-merged-text = Its proposals and grants stay under this record; the people who work for the other organisation act for it.
organisation-absorbed = Merged into this one
organisation-people-all = All people
organisation-documents-all = All documents
organisation-documents-none = No documents yet.
organisation-registration-go = Go on with the registration
organisation-story-all = Everything
organisation-story-filter = What to show
organisation-story-profile = Profile, people, documents
organisation-story-verification = Verification
organisation-story-flags = Risk flags
organisation-story-sanctions = Sanctions and duplicates
standing-to-renew = Verified until { $date }, to be renewed
standing-expired = Verification expired on { $date }
standing-incomplete = Registration not complete
standing-flag = Risk flag: { $level }
standing-matches = { $n ->
    [one] { $n } sanctions match
   *[other] { $n } sanctions matches
}

## What is blocked, and why

blocked-title = What is blocked, and why
blocked-nothing = Not blocked
blocked-agreement = No agreement can be sent or signed now
blocked-payment = Nothing can be paid now
step-applying = Applying
step-verification = Confirming the verification
step-award = An award
step-agreement = The agreement
step-payment = Payments
refusal-flagged = The organisation has a risk flag: { $level }. Look at the flag, and lower or lift it when there is reason to.
refusal-sanctions-match = A match with a sanctions list is open or confirmed. Look at the match first.
refusal-merged = The organisation has been merged into another. Use that one.
refusal-unanswered = Answer every question first. Open: { $questions }.

## Verification

verification-lead = One person answers from the documents, another confirms. A single no refuses the verification.
verification-not-applicable = Not applicable
verification-comment-of = Comment
verification-comment-hint = What was looked at. Needed with a no.
verification-comment-missing = Say what is not as it should be.
verification-evidence = Rests on
verification-no-documents = The organisation has no documents yet.
verification-answered = { $name }, { $at }
verification-remark = A remark on the whole
verification-remark-hint = For the person who confirms.
verification-save = Save the answers
verification-propose = Save and propose the verdict
verification-saved = The answers are saved.
verification-proposed-done = The answers are kept. Another person confirms them.
verification-returned-done = The answers are sent back.
verification-verified-done = The organisation is verified.
verification-refused-done = The verification is refused.
verification-verdict = Verdict
verification-verdict-passed = No answer is no: the organisation will be verified until { $date }.
verification-verdict-failed = An answer is no: the verification will be refused.
verification-verdict-open = { $n ->
    [one] { $n } question is open.
   *[other] { $n } questions are open.
}
verification-verdict-changed = The questions have changed since the answers were given. Send them back, so that they are answered again.
verification-took-part = You answered or proposed in this round. Another person confirms it.
verification-waits = It waits for another person to confirm it.
verification-held-back = It cannot be confirmed yet:
verification-return-reason = What is to be looked at again
verification-history = Earlier rounds
verification-round-verified = Verified until { $date }
verification-round-refused = Refused
verification-round-overtaken = Ended by a change of the profile
verification-round-open = Under way
verification-history-none = This organisation has not been looked at before.
verification-valid = Holds { $months ->
    [one] { $months } month
   *[other] { $months } months
} from the day it is confirmed.
verification-readonly = Your role reads the verification and does not answer.

## Risk flags

flags-title = Risk flags
flags-register-lead = Every flag that holds today, by level.
flags-none-title = No flags of this level
flags-none-text = A flag is raised on the page of an organisation.
flags-none-here = There is no flag on this organisation.
flags-raise = Raise a flag
flags-raise-lead = A flag never keeps an organisation from applying. What it blocks depends on its level.
flags-blocks-title = What a level blocks
flags-blocks-yes = Blocked
flags-level = Level
flags-category = About
flags-until = Last day
flags-until-hint = Leave empty when it holds until it is lifted.
flags-reason = Reason
flags-no-end = until lifted
flags-until-day = until { $date }
flags-number = Flag { $n }
flags-change = Change level or last day
flags-lift = Lift the flag
flags-over = Lifted or run out
flags-lighten-other = Only a manager who did not set this level may make it lighter or lift it.
flags-raised-done = The flag is raised.
flags-changed-done = The flag is changed.
flags-lifted-done = The flag is lifted.
flag-raised = Raised
flag-escalated = Escalated
flag-lowered = Lowered
flag-redated = New last day
flag-lifted = Lifted
flag-came-over = Came over from a merged organisation
level-observation = Observation
level-risk = Risk
level-escalated = Escalated
level-red = Red
level-observation-means = Something to keep in mind.
level-risk-means = To be looked at in every decision.
level-escalated-means = With the facility’s manager, who decides.
level-red-means = Nothing is given to this organisation.
category-governance = Governance
category-financial = Finances
category-integrity = Fraud, corruption, false statements
category-safeguarding = Exploitation and abuse
category-performance = Performance
category-legal = Law and registration
category-sanctions = Sanctions
category-other = Other
status-escalated = Escalated

## Duplicates and merges

duplicates-title = Possible duplicates
duplicates-lead = Organisations that share something only one should have. Decide for each pair whether it is two organisations or one.
duplicates-none-title = No possible duplicates
duplicates-none-text = When two organisations share a registration number, an account, a website, an officer or a name, they are shown here.
duplicates-shared = What they share
duplicates-pair = { $first } and { $second }
duplicates-count = { $n ->
    [one] { $n } possible duplicate
   *[other] { $n } possible duplicates
}
duplicates-found = Found on { $date }
duplicates-two = Two different organisations
duplicates-two-reason = How one can tell
duplicates-dismissed-done = It is kept that these are two organisations.
duplicates-merge = Merge them
evidence-registration-number = The same registration number: { $number }
evidence-bank-account = The same bank account
evidence-web-domain = The same website: { $host }
evidence-officer = The same officer, with the same date of birth: { $name }
evidence-name = Nearly the same name: “{ $name }” and “{ $other }” ({ $percent })
merge-title = Merge two organisations
merge-lead = Look at both, choose the one that remains, and see what comes over. A merge cannot be undone.
merge-remains = Which one remains?
merge-choose = Show what would happen
merge-preview = What would happen
merge-goes = { $name } is merged into { $into }.
merge-people = { $n ->
    [0] Nobody comes over: its people work for both.
    [one] { $n } person comes over with their role.
   *[other] { $n } people come over with their roles.
}
merge-flags = { $n ->
    [0] No flag comes over.
    [one] { $n } flag comes over.
   *[other] { $n } flags come over.
}
merge-proposals = { $n ->
    [0] It has no proposals.
    [one] { $n } proposal stays under its own record and is reached from the other.
   *[other] { $n } proposals stay under its own record and are reached from the other.
}
merge-history = Both histories stay as they are.
merge-verification = The verification of the one that remains is not touched.
merge-held-back = They cannot be merged yet
merge-reason = Why they are one
merge-do = Merge
merge-question = Merge these two organisations? This cannot be undone.
merge-done = The two are one now.

## Actions and history

action-answer-question = Answer a verification question
action-raise-flag = Raise a risk flag
action-change-flag = Decide on the risk flag
action-lift-flag = Lift a risk flag
action-dismiss-duplicate = State that these are two organisations
action-merge = Merge with another organisation
event-question-answered = Verification question answered
event-flag-raised = Risk flag raised
event-flag-changed = Risk flag changed
event-flag-lifted = Risk flag lifted
event-duplicate-dismissed = Not the same as another organisation
event-merged = Merged into another organisation
event-absorbed = Another organisation merged into this one
event-document-added = Document added
event-document-replaced = Document replaced
event-document-removed = Document removed
