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

panel-none-title = You sit on no panel
panel-none-text = Panels appear here when you are appointed to one.
panel-items = Items
panel-my-votes-left = Votes you still have to cast
panel-of-ceiling = of { $ceiling }
panel-open-all = Open all items
panel-open-all-question = Open every waiting item for votes?
panel-opened = The items are open for votes.
panel-close-all = Close all items with a quorum
panel-close-all-question = Close every item that has its quorum? Votes cannot be changed afterwards.
panel-closed-all = Items with a quorum are closed; the others stay open.
panel-close-question = Close the vote on this item? Votes cannot be changed afterwards.
panel-refresh = Look for news
panel-vote = Vote
panel-vote-awaited = Your vote is awaited
panel-has-voted = Has voted
panel-not-declared = Not declared yet
panel-item-opened = The item is open for votes.
panel-item-closed = The vote is closed.
panel-evaluations = What the evaluators say
panel-read-proposal = Read the proposal
panel-declare-lead = Before the agenda opens: mark every applicant with whom you have a conflict of interest.
panel-declaration = Conflict of interest
panel-declare-confirm = I have read the whole list. I declare that I have no conflict of interest with the applicants I have not marked.
panel-declare-confirm-missing = Confirm that you have read the whole list.
panel-declared = Your declarations are on record.

## Ballots

ballot-title = Your vote
ballot-lead = You can vote again until the item is closed; the last vote counts.
ballot-fund = Fund as requested
ballot-fund-reduced = Fund with a smaller amount
ballot-fund-with-conditions = Fund under conditions
ballot-score = Points
ballot-approve = Fund under the budget
ballot-not-approve = Leave out
ballot-place = Place
ballot-reserve = Reserve list
ballot-reject = Reject
ballot-abstain = Abstain
ballot-amount = Proposed amount
ballot-cast = You have voted: { $choice }
ballot-result = Result of the vote
ballot-none = No votes yet

ballot-fund-hint = The whole amount that is requested
ballot-fund-reduced-hint = Give the amount below
ballot-fund-with-conditions-hint = Say the conditions in the discussion; they stand in the outcome
ballot-score-hint = Whole points
ballot-approve-hint = One of the projects you would fund within the budget
ballot-not-approve-hint = Not one of them
ballot-place-hint = First is best
ballot-reserve-hint = Fund it if money becomes free
ballot-reject-hint = Not good enough for this call
ballot-abstain-hint = Counts for the quorum, not for the result
ballot-amount-hint = Only for a smaller amount: from { $min } to less than { $max }
ballot-counted = Your vote is counted.

## Outcomes

decision-title = Outcome
decision-selected = Selected
decision-reserve = Reserve list
decision-deferred = Deferred
decision-rework = Returned for rework
decision-rejected-on-quality = Rejected on quality
decision-rejected-for-lack-of-funds = Rejected for lack of funds
decision-amount = Amount of the grant
decision-reason = Reason
decision-reason-hint = Tied to the criteria. It stands in the minutes.
decision-conditions = Conditions
decision-reserve-rank = Place { $rank } on the reserve list
decision-departs = This departs from the ranking; the reason stands in the minutes.

decision-amount-hint = Only for selected files
decision-place = Place on the reserve list
decision-place-when = Only for the reserve list
decision-place-hint = Give a place on the reserve list from 1 to { $most }.
decision-recorded = The outcome is recorded.
decision-promoted = The file is selected from the reserve list.
decision-promotion-proposed = The promotion is proposed. A second person confirms it.

## From ranking to list

allocation-rank-stop = In rank order, stop at the first that does not fit
allocation-rank-skip = In rank order, skip what does not fit
allocation-best-total-value = The set with the best total score that fits
allocation-equal-shares = Equal shares of the members’ votes
allocation-phragmen = Phragmén’s method on the members’ votes

outline-title = From the ranking to the list
outline-lead = What the call’s rule makes of the closed votes under the ceiling.
outline-planned = By this list
outline-place = No.
outline-selected-lead = A majority would fund them, and the money suffices.
outline-reserve-lead = Funded in this order if money becomes free.
outline-no-funds-lead = A majority would fund them, but nothing is left.
outline-rejected-lead = No majority would fund them.
outline-blocked = The organisation is not verified, or has a red flag
outline-still-open = { $n ->
    [one] { $n } item is not closed yet and is not in this list.
   *[other] { $n } items are not closed yet and are not in this list.
}
outline-empty-title = No closed votes wait for an outcome
outline-empty-text = Close items of the agenda, then look here again.
outline-record-title = Record the outcomes
outline-record-lead = All outcomes of this list are recorded at once, with one reason. Single outcomes can be recorded on their own pages before.
outline-record = Record all outcomes
outline-record-question = Record all these outcomes?
outline-recorded = The outcomes are recorded.

## Release and letters

release-title = Release decisions
release-lead = Letters go out at this moment, and applicants see their decision.
release-count = { $n ->
    [one] { $n } decision to release
   *[other] { $n } decisions to release
}
release-all = Release all decisions
release-question = Release all decisions? Letters go out now.
release-all-done = The decisions are released.
release-done = The decision is released.
minutes-title = Minutes

## History

event-selection-voting-opened = Vote opened
event-selection-ballot-cast = Vote cast
event-selection-voting-closed = Vote closed
event-selection-outcome-recorded = Outcome recorded
event-selection-released = Decision released
event-selection-promoted = Promoted from the reserve list
event-selection-ballot-sealed = Secret vote cast
event-selection-voting-reopened = Item opened anew
event-selection-returned-to-agenda = Put on the agenda again
event-selection-promotion-proposed = Promotion proposed
event-selection-award-accepted = Award accepted
event-selection-award-declined = Award declined
event-selection-award-lapsed = Award lapsed

## Awards on the applicant's page

return-to-agenda-lead = The applicant has worked the proposal over. The panel votes on it again.
return-to-agenda-what = What has been worked over
promote-confirm-lead = A colleague proposes to fund this file from the reserve list with { $amount }. Confirm it as the second person.
promote-confirm-plain = A colleague proposes to select this file from the reserve list. Confirm it as the second person.
promote-passed-over = { $n ->
    [one] { $num } file with a better place is passed over.
   *[other] { $num } files with a better place are passed over.
}
accept-award-lead = The panel has selected your proposal for a grant of { $amount }. Accept it until { $until }.
decline-award-lead = If you decline, the grant goes to another project. This cannot be taken back.
lapse-award-lead = The applicant has not accepted in time, or the grant can no longer be given. The money becomes free.
