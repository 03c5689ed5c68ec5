### Eligibility.

## The work

screening-title = Screening
screening-lead = One person checks each criterion; an ineligibility needs a second person.
screening-checklist = Checklist
screening-criterion = Criterion
screening-level-organisation = Organisation
screening-level-proposal = Proposal
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
