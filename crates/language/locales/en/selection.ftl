### Selection by the panel.

## The agenda

selection-title = Selection
panel-title = Panel
panel-agenda = Agenda
panel-item = Item
panel-session = Session
panel-members = Members
panel-agency = Agency
panel-present = Present
panel-recused = Recused
panel-quorum = Quorum
panel-quorum-state = { $present } of { $needed } needed have voted
panel-open = Vote open
panel-not-open = Vote not open
panel-closed = Vote closed
panel-rank = Rank
panel-score = Score
panel-suggestion = By the call’s rule
panel-fits = Fits under the ceiling
panel-does-not-fit = Does not fit under the ceiling
panel-ceiling = Ceiling
panel-awarded = Awarded so far
panel-left = Left
panel-empty-title = The agenda is empty
panel-empty-text = Files appear here when their evaluation is complete.

## Ballots

ballot-title = Your vote
ballot-lead = You can vote again until the item is closed; the last vote counts.
ballot-fund = Fund as requested
ballot-fund-reduced = Fund with a smaller amount
ballot-reserve = Reserve list
ballot-reject = Reject
ballot-abstain = Abstain
ballot-amount = Proposed amount
ballot-cast = You have voted: { $choice }
ballot-result = Result of the vote
ballot-none = No votes yet

## Outcomes

decision-title = Outcome
decision-selected = Selected
decision-reserve = Reserve list
decision-deferred = Deferred
decision-rejected-on-quality = Rejected on quality
decision-rejected-for-lack-of-funds = Rejected for lack of funds
decision-amount = Amount of the grant
decision-reason = Reason
decision-reason-hint = Tied to the criteria. It stands in the minutes.
decision-conditions = Conditions
decision-reserve-rank = Place { $rank } on the reserve list
decision-departs = This departs from the ranking; the reason stands in the minutes.

## From ranking to list

allocation-rank-stop = In rank order, stop at the first that does not fit
allocation-rank-skip = In rank order, skip what does not fit
allocation-best-total-value = The set with the best total score that fits

## Release and letters

release-title = Release decisions
release-lead = Letters go out at this moment, and applicants see their decision.
release-count = { $n ->
    [one] { $n } decision to release
   *[other] { $n } decisions to release
}
release-done = The decision is released.
minutes-title = Minutes

## History

event-selection-voting-opened = Vote opened
event-selection-ballot-cast = Vote cast
event-selection-voting-closed = Vote closed
event-selection-outcome-recorded = Outcome recorded
event-selection-released = Decision released
event-selection-promoted = Promoted from the reserve list
