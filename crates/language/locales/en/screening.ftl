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
event-screening-released = Decision released
