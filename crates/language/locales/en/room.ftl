### The pages of a panel: its sessions, the room, ballots, decisions, minutes.

## Acts

action-convene-session = Convene a session
action-begin-session = Begin the session
action-end-session = End the session
action-attend-session = Come into the session
action-leave-session = Leave the session
action-state-dissent = State your dissent
action-sign-minutes = Sign the minutes
action-adopt-decision = Adopt the decision
action-countersign-decision = Countersign the decision
action-return-decision = Send the decision back

## Sessions

sessions-title = Sessions
sessions-none = No session has been convened yet.
session-number = Session { $number }
session-mode = How it is held
session-mode-room = In one room
session-mode-room-hint = One item at a time. Who is in counts for the quorum.
session-mode-remote = By video or telephone
session-mode-remote-hint = As in one room: one item at a time, and who is in counts.
session-mode-asynchronous = Over days
session-mode-asynchronous-hint = Members vote when it suits them, until the end of the session.
session-starts = Starts
session-ends = Votes until
session-ends-hint = A session over days needs an end. No vote is taken after it.
session-convened = Convened
session-runs = Under way
session-over = Over
session-signed = Minutes signed
session-convened-done = The session is convened.
session-begun = The session has begun.
session-ended = The session has ended.
session-votes-until = You can vote until { $at }.

convene-agenda-lead = The program proposes every file that waits. Change the numbers to change the order; clear a number to leave a file out.
convene-grouped = Grouped so that recused members leave seldom.
convene-in-rank-order = In the order of the ranking.
convene-by-rank = In the order of the ranking instead
convene-regroup = Group it instead
convene-moves = { $n ->
    [one] Members leave or return { $n } time.
   *[other] Members leave or return { $n } times.
}
convene-nothing = No file waits for a session.
convene-place = Place
convene-place-wrong = Give a whole number, or leave it empty.

## The room

room-state = The session
room-to = To the room
room-table = At the table
room-in-now = { $n ->
    [one] { $n } is in
   *[other] { $n } are in
}
room-out = Out
room-at-the-table = No vote yet
room-i-am-in = I am in
room-says-in = Is in
room-says-out = Has left
room-came = You have noted who is in.
room-left = You have noted who has left.
room-item-of = Item { $place } of { $of }
room-no-item = No item is under way
room-read-file = Read the file and what the evaluators say
room-next = Next item
room-presiding = For who presides
room-quorum-in = { $present } of { $needed } needed are in and may vote
room-ranked = Place { $place }
room-ranked-between = Place { $place } (likely { $best } to { $worst })
room-awaited = { $n ->
    [one] Your vote on { $n } item is awaited.
   *[other] Your votes on { $n } items are awaited.
}
room-end-question = End the session? No item can be opened in it afterwards.
room-offline = This page does not follow the session at the moment.
room-news-not-begun = The session has not begun.
room-news-over = The session is over.
room-news-nothing = No item is open.
room-news-open = Open for votes: { $title }
room-news-open-items = { $n ->
    [one] { $n } item is open for votes.
   *[other] { $n } items are open for votes.
}
room-news-closed = The vote is closed: { $title }

screen-open = Show on the screen in the room
screen-close = Back to the room
screen-withheld = Item { $place } of { $of } is next
screen-waits-for = It is shown when these have left the room:
screen-out = Out of the room:

panel-item-anew = The item is open anew. Everybody votes again.
panel-anew-lead = What was voted and decided is undone; it stays on the record with your reason.

office-panel-member = Member
office-chair = Chair
office-deputy-chair = Deputy chair
office-panel-secretary = Secretary

attendance-voted = Voted
attendance-abstained = Abstained
attendance-present = In, no vote
attendance-absent = Absent
attendance-recused = Recused, out of the room
roll-title = Who was where

## Ballots

ballot-lead-secret = Nobody learns how you voted. You get a receipt, once. With it you can see that your vote was counted, and change it until the item is closed.
ballot-points-hint = Whole points from 0 to { $most }
ballot-mean = Mean: { $points } points
ballot-borda = Places together: { $points } points
ballot-casting-for = The votes were equal. The casting vote decided to fund.
ballot-casting-against = The votes were equal. The casting vote decided not to fund.

paper-title = Your ballot
paper-open = Fill in your ballot
paper-change = Change your ballot
paper-here = In this call one ballot is about the whole list.
paper-lead-decision = Vote on as many open items as you like. The others stay as they are.
paper-lead-score = Give points to as many open items as you like. The others stay as they are.
paper-lead-approval = Tick the projects you would fund. Together they must fit within the budget.
paper-lead-ranking = Give every project a place: 1 for the best. No two share a place.
paper-not-now = Not now
paper-so-far = So far:
paper-sum = Ticked so far
paper-of-ceiling = of
paper-over = This is more than the budget.
paper-work-out = Work out the sum
paper-abstain = Abstain
paper-abstain-question = Abstain on the whole list?
paper-empty = Vote on at least one item.
paper-place-wrong = Give a place from 1 to { $of }.
paper-place-shared = Two projects have place { $place }.
paper-none-title = Nothing is open for your vote
paper-none-text = Open items appear here. To change a secret vote, go to the item with your receipt.

ballot-receipt-title = Receipt
ballot-receipt-voted = Your secret vote is in the box
ballot-receipt-once = This is your receipt. It is shown only now, and nobody can give it to you again. Write it down.
ballot-receipt-copy = Copy
ballot-receipt-copied = Copied
ballot-receipt-check-title = Check that a vote was counted
ballot-receipt-check-link = Check a receipt, or see every vote that was counted
ballot-receipt-check-lead = When the item is closed, every vote is listed under a digest of its receipt. Find yours here:
ballot-receipt-replace-title = Change your vote
ballot-receipt-replace-lead = Until the item is closed, vote again and give this receipt. The old vote is taken out, and you get a new receipt.
ballot-receipt-keep-to-yourself = Show the receipt to nobody: who has it can see how you voted.
ballot-receipt-back = Back to the panel
ballot-receipt-replaces = Receipt of the vote you change
ballot-receipt-replaces-hint = You have voted. Give the receipt of that vote to put another in its place.
ballot-receipt-hint = Sixteen letters and figures, such as K7QF-2M9X-V0TB-H3CD
ballot-receipt-unreadable = A receipt has sixteen letters and figures. Check it for mistakes.
ballot-receipt-not-counted = No vote with this receipt was counted on this item.
ballot-receipt-counted = Your vote was counted:
ballot-receipt-yours = Yours
ballot-receipt-look = Look for it
ballot-receipt-list-lead = Every vote that was counted on this item, in an order that tells nothing of who voted when.
ballot-receipt-list-title = Votes that were counted
ballot-receipt-digest = Digest of the receipt (SHA-256)
ballot-receipt-still-open = The votes are listed here when the item is closed.

decision-conditions-hint = Only for selected files. The applicant reads them.

## Decisions

decisions-title = Decisions
decisions-lead = What the panel decided, as lists: the chair adopts a list, the facility manager countersigns it, and from then on it is frozen.
decisions-open-title = Not adopted yet
decisions-not-adopted = To adopt
decisions-list = List { $number }
decisions-counts = { $selected } selected of { $all }
decisions-departures = { $n ->
    [one] { $n } departs from the rule of the call
   *[other] { $n } depart from the rule of the call
}
decisions-departs = Departs from the rule of the call
decisions-waits = Waits for the countersignature
decisions-countersigned = Countersigned
decisions-returned = Sent back to the panel
decisions-adopted-by = Adopted by { $name }, { $at }
decisions-countersigned-by = Countersigned by { $name }, { $at }
decisions-returned-by = Sent back by { $name }, { $at }
decisions-adopt-lead = You adopt every outcome of this list. Each has its reason on record.
decisions-adopt-question = Adopt this list? Its items can then be opened anew only if it is sent back.
decisions-adopted-done = The list is adopted. The facility manager countersigns it.
decisions-countersign-lead = With your signature the list is frozen, and its decisions can be told to the applicants.
decisions-countersign-question = Countersign this list? It cannot be changed afterwards.
decisions-countersigned-done = The list is countersigned.
decisions-returned-done = The list is sent back to the panel.
decisions-empty-title = Nothing has been decided yet
decisions-empty-text = Outcomes the chair records appear here, to be adopted as one list.

alternatives-title = What other rules would have made of the same votes
alternatives-lead = None of this binds. The rule that binds was published with the call.
alternative-same = The same list.
alternative-enters = Would be funded
alternative-leaves = Would not be funded
alternative-nothing = None

reserve-lead = Funded in this order when money becomes free. One person proposes, another confirms.
reserve-promotion-waits = Proposed for promotion with { $amount }
reserve-promotion-waits-plain = Proposed for promotion
reserve-confirm = Confirm the promotion

## Minutes

minutes-draft = These minutes are made from the record and are not signed yet.
minutes-as-signed = These minutes are as the chair signed them.
minutes-differ-title = These minutes are not what was signed
minutes-differ-text = The record says something else than it said when the chair signed. Tell whoever runs this system.
minutes-presence = Presence
minutes-presided = Opened by
minutes-quorum = Quorum of an item: { $needed } votes, recused members not counted.
minutes-ended = Ended, or votes until
minutes-times = Came and left
minutes-came = in { $at }
minutes-left = out { $at }
minutes-items = Items
minutes-vote = Vote { $round }, opened { $at }
minutes-anew = Opened anew:
minutes-closed-by = Closed by { $name }, { $at }
minutes-not-closed = Not closed
minutes-not-reached = Not dealt with in this session.
minutes-recorded-by = Recorded by { $name }, { $at }
minutes-against-majority = Not as the majority voted
minutes-alternative = Would be funded: { $enters }. Would not: { $leaves }.
minutes-dissent = Dissent
minutes-dissent-lead = What you state stands in the minutes under your name, until the chair signs them. It cannot be taken back.
minutes-dissent-text = What you disagree with, and why
minutes-dissent-done = Your dissent stands in the minutes.
minutes-signature = Signature
minutes-signed-by = Chair of the panel
minutes-unsigned = Not signed yet
minutes-digest = Digest of these minutes as you read them (SHA-256):
minutes-sign-lead = You sign the minutes as they stand on this page. Nothing can be stated in them afterwards.
minutes-sign-question = Sign these minutes?
minutes-signed-done = The minutes are signed.
minutes-not-yet = The minutes can be signed when the session has ended.

## Members

seat-name = Name
seat-office = Office
seat-appoint = Appoint somebody
seat-sits = Sits on the panel
seat-terms-pending = Has to accept the terms
terms-accepted-seat = The terms are accepted. You sit on the panel of the call.
terms-declined-seat = You have declined the terms. You do not sit on the panel of the call.
seat-outside-term = Outside the term
seats-none-title = Nobody sits on this panel yet
seats-none-text = Members appear here when the facility manager appoints them.
term-title = Term of a seat on a panel
term-hint = For the panel only. Both are days of the term (UTC); empty: without end.
term-first-day = First day
term-last-day = Last day
fault-term-order = The term must not end before it begins.
fault-term-of-seats = Only a seat on a panel has a term.
term-from = From { $from }
term-until = Until { $until }
term-from-until = { $from } to { $until }
ties-may-apply = Organisations tied to a member may be funded; the member leaves the room
ties-may-not-apply = Organisations tied to a member are not funded

## Setting up a panel

setup-votes-title = How the panel votes
setup-ballot = Ballot
setup-ballot-hint = Empty: decisions, item by item.
ballot-kind-decision = Decisions, item by item
ballot-kind-score = Points, item by item
ballot-kind-approval = Projects to fund under the budget, on one ballot
ballot-kind-ranking = Places, on one ballot
setup-score-most = Most points
setup-score-most-hint = Only for points. Empty: 10.
setup-fund-from = Fund from a mean of
setup-fund-from-hint = Only for points: what the mean must reach. Empty: 0.
setup-secret = Votes are secret
setup-secret-hint = Nobody learns who voted how; each member gets a receipt.
setup-casting-vote = The casting vote decides equal votes
setup-casting-vote-hint = That of who closes the item. Only where votes are open.
setup-completion = What becomes of money left by equal shares
setup-completion-hint = Only for equal shares. Empty: shares grow, then most votes.
completion-none = Nothing: it stays over
completion-greedy = It goes to who has most votes and fits
completion-add1 = Shares grow while the list fits
completion-add1-greedy = Shares grow, then it goes to who has most votes and fits
setup-reduced-awards = Reduced awards at the margin
setup-reduced-awards-hint = The first that does not fit whole may get what is left, down to the smallest grant.
setup-quota = Quota { $number }
setup-add-quota = Add a quota
setup-quota-by = Quota by
quota-by-region = Region
quota-by-theme = Theme
quota-by-country = Country
quota-by-size = Size of the request
setup-quota-name = Which one
setup-quota-name-hint = Region such as african, name of a theme, country such as KE, or a size such as up_to:3000000 or above:3000000 (minor units).
setup-quota-at-least = Fewest projects
setup-quota-at-most = Most projects
setup-quota-at-least-minor = Least money
setup-quota-at-most-minor = Most money
setup-afterwards-title = Afterwards
setup-votes-in-minutes = Votes in the minutes
setup-votes-in-minutes-hint = Empty: numbers. Names never stand there in a secret vote.
votes-in-minutes-names = Who voted how
votes-in-minutes-counts = Numbers
votes-in-minutes-none = Only what was decided
setup-acceptance-days = Working days to accept an award
setup-acceptance-days-hint = Empty or 0: nothing is to be accepted.
setup-scores-in-letters = Applicants who are not funded are told their scores
setup-scores-in-letters-hint = By section of the grid, in the letter with the decision.
setup-ties = Organisations tied to a member
setup-ties-hint = Empty: they may be funded, and the member leaves the room.
setup-panel-terms-hint = What members accept before they see anything. Empty: nothing.
