### Eligibility.

## The work

screening-title = Screening
screening-lead = One person checks each criterion; an ineligibility needs a second person.
screening-checklist = Checklist
screening-criterion = Criterion
screening-level-organisation = Organisation
screening-level-proposal = Proposal
screening-level-document = Document
screening-verdict = Verdict
screening-evidence = Evidence
screening-proposed = Proposed by rule
screening-by-person = Checked by a person
screening-screener = Screener
screening-assign = Give to
screening-unassigned = Not assigned
screening-conclusion = Conclusion
screening-conclude-eligible = Eligible
screening-conclude-ineligible = Ineligible, to be confirmed by another person
screening-first-screener = First screener
screening-confirm-lead = You are the second person. Look at the reasons before you confirm.
screening-disagree-lead = With a disagreement the file goes to the lead.
screening-verdicts-left = { $n ->
    [one] { $n } criterion without a verdict
   *[other] { $n } criteria without a verdict
}
screening-reasons = Reasons

## The queue and the desk

screening-waiting = Waiting for a screener
screening-oldest = The oldest:
screening-nothing-waits = Nothing waits for a screener.
screening-take-next = Take the next file
screening-take-next-hint = You get the file that has waited longest. It is yours until it is concluded.
screening-take-this-hint = Nobody screens this file yet.
screening-empty-title = Nothing is on your desk
screening-empty-text = Files appear here when you take one, or when an outcome needs a second person.
screening-mine = On my desk
screening-mine-lead = Files you have taken and not concluded yet.
screening-to-confirm = To be confirmed
screening-to-confirm-lead = A colleague proposes the outcome; you are the second person.
screening-appeals = Appeals
screening-clarifications = Waiting for applicants
screening-clarifications-lead = A clarification was requested. After the last day the file is decided as it stands.
screening-progress = { $done } of { $all } criteria checked
screening-taken = The file is on your desk.
screening-assigned = The file is given to the screener.
screening-reason-hint = (needed for a fail)
screening-no-verdict = No verdict yet
screening-save = Save the verdicts
screening-saved = The verdicts are saved.
screening-accept-proposed = Save, and pass what the rules pass
screening-accept-hint = Criteria you have not answered pass where the rule proposes it. What the rule would fail is left to you.
screening-conclude-hint = The outcome is the worst of the verdicts. Every criterion needs one.
screening-conclude-question = Conclude the screening of this file?
screening-concluded = The screening is concluded.
screening-verdict-missing = Give a verdict: { $criterion }
screening-clarify-saved-first = Save your verdicts before you send it.
screening-clarification-sent = The request is sent to the applicant.
screening-proposed-by = { $outcome }, proposed by { $name }
screening-decided = Decided: { $outcome }
screening-confirm-title = Second person
screening-confirm-question = Confirm this outcome?
screening-confirmed = The outcome is confirmed.
screening-disagreed = Your disagreement is on record; the lead settles it.
screening-settle-lead = Two colleagues disagree. Your decision ends it.
screening-settle-eligible = Settle: eligible
screening-settle-ineligible = Settle: ineligible
screening-settled = The disagreement is settled.
screening-appeal-decided = The appeal is decided.

## The queue, shared

screening-on-desks = On desks
screening-age = { $n ->
    [0] today
    [one] { $n } day
   *[other] { $n } days
}
screening-files-waiting = { $n ->
    [0] No file waits
    [one] { $n } file waits
   *[other] { $n } files wait
}
screening-own-share = You hold { $held }, and have concluded { $done }.
screening-see-waiting = What waits, and sharing it out
screening-screeners = Screeners
screening-no-screeners = Nobody screens for this call yet. A facility manager appoints screeners.
screening-holds = Holds
screening-oldest-held = Oldest on the desk
screening-done = Concluded
screening-would-get = Would get
screening-sharing-title = Waiting files
screening-sharing-lead = What waits for a screener, oldest first, and who holds how much.
screening-share-title = Share out
screening-share-lead = Each file goes to the screener who holds fewest and is free for it: without a conflict of interest, from another organisation, and without a part in an earlier screening of the file.
screening-share-most = How many of the oldest
screening-share-most-hint = Leave it empty for all that wait.
screening-share-plan = See the plan
screening-share-do = Share them out
screening-plan-gives = { $n ->
    [0] There is no file for which a screener is free.
    [one] { $n } file would be given to a screener.
   *[other] { $n } files would be given to screeners.
}
screening-plan-line = To { $name }, who holds fewest then ({ $free } of { $all } screeners are free for it)
screening-plan-nobody = Nobody is free for this file: all screeners have a conflict or had a part in it. Appoint another screener.
screening-plan-later = Goes on waiting
screening-shared-out = The files are shared out.

## Keys, documents and notes on the desk

keys-title = Keys
keys-lead = They work while you are not writing in a field. Everything can be done without them, with Tab and Enter.
keys-switch = Use single keys
keys-next-criterion = Next criterion
keys-previous-criterion = Criterion before
keys-reason = Write the reason
keys-escape = Leave the field
keys-document = Open the next document
keys-note = Write a note to colleagues
keys-take = Take the next file (in the queue)
keys-legend = Show or hide these keys
screening-documents = Documents
screening-document-kept = opens as a file of its own
screening-beside = The document
screening-beside-hint = The document opens here, beside the checklist.
screening-beside-close = Close the document
screening-reason-label = Reason, which the applicant reads
screening-notes = Notes to colleagues
screening-notes-lead = Only people who screen this file or oversee the call read them. The applicant never does.
screening-note = New note
screening-note-add = Keep the note
screening-note-kept = The note is kept.
screening-second-round = second screening
screening-overrules = Overrules what the rule found; the reason says why.
screening-code-label = Reason of the call
screening-code-hint = (needed for a fail)
screening-second-screener = Second screener
screening-two-records = The two screenings, criterion by criterion
screening-differs = differs
screening-differences = { $n ->
    [0] Both screenings agree on every criterion.
    [one] The screenings differ on { $n } criterion.
   *[other] The screenings differ on { $n } criteria.
}
screening-retract-lead = The file goes back to the queue and is screened anew. What was decided stays on the record, with your reason.
screening-retracted = The decision is taken back; the file is in the queue.
keys-ask = Write a point for the applicant

## Outcomes

outcome-pass = Pass
outcome-fail = Fail
outcome-clarification = Clarification
outcome-not-applicable = Not applicable

## Evidence of the rules

evidence-registered = Registered { $on }; the latest date that passes is { $cut_off }
evidence-in-country = Country: { $country }
evidence-amount = { $amount }; allowed { $min } to { $max }
evidence-months = { $n ->
    [one] { $n } month; allowed { $min } to { $max }
   *[other] { $n } months; allowed { $min } to { $max }
}
evidence-declarations-complete = All declarations are yes
evidence-declarations-incomplete = Not all declarations are yes
evidence-written-in = Written in { $language }
evidence-received = Received { $at }; deadline { $deadline }
evidence-unknown = The data do not tell

## Clarification

clarification-title = Clarification
clarification-lead = Only formal points that do not change the substance.
clarification-points = What is to be clarified
clarification-until = Answer by { $date }
clarification-answer = Your answer
clarification-answer-lead = Answer the points; you cannot add to the proposal. Without an answer the file is decided as it stands.
clarification-point = Point { $n }
clarification-add-point = Add a point
clarification-send = Send the points to the applicant
clarification-send-hint = Your verdicts are saved with it.
clarification-answered-at = answered { $at }
clarification-not-answered = not answered
clarification-page-title = Answer the clarification
clarification-page-lead = Answer each point, in words or with documents. You cannot change your application. Without an answer it is decided as it stands.
clarification-deadline = Answer by the end of { $date } ({ $zone })
clarification-asked-on = Asked { $at }
clarification-your-answer = Your answer to point { $n }
clarification-documents = Documents for point { $n }
clarification-documents-hint = PDF, Word, Excel, OpenDocument, PNG or JPEG; at most { $most } for each point. They are added when you save.
clarification-save = Save
clarification-check = Check before sending
clarification-saved = Your answers are saved. They are not sent yet.
clarification-check-title = Check your answers
clarification-check-lead = Once sent, the answers cannot be changed.
clarification-no-answer = Not answered yet
clarification-change = Change the answers
clarification-send-answers = Send the answers
clarification-sent = Your answers are sent. The screener goes on with your file.
clarification-over = The time for an answer is over. Your file is decided as it stands.

## Appeal

appeal-title = Appeal
appeal-lead = An appeal is about the procedure, not about merit. People who took no part decide it.
appeal-grounds = Grounds
appeal-until = You can appeal until { $date }
appeal-uphold = Uphold the appeal
appeal-dismiss = Dismiss the appeal

## History

event-screening-screener-assigned = Screener assigned
event-screening-verdict-recorded = Verdict recorded
event-screening-clarification-requested = Clarification requested
event-screening-clarification-answered = Clarification answered
event-screening-clarification-closed = Wait for clarification ended
event-screening-concluded = Screening concluded
event-screening-confirmed = Outcome of the screening confirmed
event-screening-disagreed = Second person disagreed
event-screening-settled = Disagreement settled
event-screening-appealed = Appeal made
event-screening-appeal-decided = Appeal decided
event-screening-reinstated = File reinstated
event-screening-retracted = Decision taken back
event-screening-released = Decision released
