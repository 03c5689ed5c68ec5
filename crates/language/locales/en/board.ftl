### The what-if board of a call: another budget line, rule, weights and quotas beside the rule of the call.

board-title = What if
board-lead = See what another budget line, rule, weights or quotas would make of the same files.
board-binding = The call’s rule:
board-not-binding = Nothing here binds. The list that counts is made by the rule published with the call.
board-seen = Both lists are made from the files you may see.
board-not-understood = These were not understood and are left out:
board-ceiling = Budget line
board-rule = Rule
board-completion = Money that equal shares leave over
board-completion-none = It stays
board-completion-greedy = It goes to the most votes
board-completion-add1 = Shares are raised
board-completion-add1-greedy = Shares are raised, then it goes to the most votes
board-reduced = The file at the margin may get less than it asks for
board-by-ballots = The members’ ballots rank the files, so sections are not weighed.
board-weights = Weights of the sections
board-weights-hint = 100 is the weight in the grid. Scores are brought to the grid’s own maximum, so that they can be compared.
board-quotas = Quotas
board-quotas-hint = How many files and how much money a group must or may have. Leave empty what is not bounded.
board-quota-by-region = Regions
board-quota-by-theme = Themes
board-quota-by-country = Countries
board-quota-by-size = Size of the request
board-size-up-to = up to { $amount }
board-size-above = above { $amount }
board-at-least = Files, at least
board-at-most = Files, at most
board-at-least-money = Money, at least
board-at-most-money = Money, at most
board-compute = See the list
board-back = Back to the call’s rule
board-count-stay = { $n ->
    [one] { $n } file stays
   *[other] { $n } files stay
}
board-count-enter = { $n ->
    [one] { $n } file enters
   *[other] { $n } files enter
}
board-count-leave = { $n ->
    [one] { $n } file leaves
   *[other] { $n } files leave
}
board-none-title = No files
board-none-text = Files stand here once they are before the panel and you have declared on them.
board-files = Both lists
board-sure = Likely places
board-likely = { $best } to { $worst } of { $of }
board-likely-unknown = cannot be told
board-bound = By the call’s rule
board-this = With these settings
board-bound-files = Files by the call’s rule
board-this-files = Files with these settings
board-moved = Difference
board-nothing = nothing
board-asked = of
board-why = Why
board-place-from = from place { $place }
board-stays = Stays
board-enters = Enters
board-leaves = Leaves
board-out = In neither list
board-by-region = Money by region
board-by-theme = Money by theme
board-no-theme = Without a theme
board-all = Together
board-not-exact = The search for the best total was cut short. There may be a better list.
board-unmet = The minimum of { $group } is not reached: { $reached } of { $wanted }.
board-unmet-impossible = The minimum of { $group } cannot be reached, as too few ask for it: { $reached } of { $wanted }.
board-unwanted = { $n ->
    [one] The panel has voted not to fund { $n } file. It is in neither list.
   *[other] The panel has voted not to fund { $n } files. They are in neither list.
}

## Why

board-why-fits = { $asked } asked, { $left } left before it.
board-why-minimum = Taken first, so that { $group } reaches its minimum.
board-why-reduced = { $award } were left of the { $asked } asked, and that is enough by the call.
board-why-no-room = { $asked } asked, { $left } left.
board-why-no-room-least = { $left } left, { $asked } asked, and the smallest grant is { $least }.
board-why-stopped = Below { $reference }, the first that did not fit.
board-why-most-files = { $group } has as many files as it may.
board-why-most-money = { $group } has as much money as it may.
board-why-in-best = Part of the list with the highest total.
board-why-not-in-best = The list with the highest total does without it. { $asked } asked, { $left } left.
board-why-bought = Its supporters paid { $asked } from their shares, { $most } each at most.
board-why-unaffordable = Its supporters had { $together } left together, { $asked } asked. { $left } left in all.
board-why-completed = From what equal shares left over: { $asked } asked, { $left } left before it.
board-why-earned = Its supporters were the first who could pay { $asked }.
board-why-ended-at = The rule ended at { $reference }, which did not fit. { $left } left.
board-why-unsupported = Nobody voted for it. { $asked } asked, { $left } left.
board-why-against = More was said against it than for it.

## Variants

board-variants = Saved variants
board-variants-lead = Everybody who may see this page sees them. Only who saved one can delete it.
board-variant-by = { $name }, { $at }
board-variant-name = Name
board-variant-save = Save these settings
board-variant-saved = The variant is saved.
board-variant-delete = Delete
board-variant-deleted = The variant is deleted.
