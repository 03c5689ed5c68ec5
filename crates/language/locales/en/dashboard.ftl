### The facility’s dashboard.

dashboard-title = Dashboard
dashboard-lead = The call from registration to funding.
dashboard-as-of = Figures of { $at }
dashboard-opened = Opened
dashboard-closed = Closed
dashboard-to-call = Read the call
dashboard-other-call = Another call
dashboard-show = Show its figures
dashboard-empty-title = No figures yet
dashboard-empty-text = They appear here as soon as a call is published.
dashboard-of-ceiling = of { $amount }
dashboard-from-countries = { $n ->
    [one] from { $n } country
   *[other] from { $n } countries
}
dashboard-of-screened = { $n ->
    [one] of { $n } screened
   *[other] of { $n } screened
}
dashboard-running = { $n ->
    [one] { $n } agreement signed
   *[other] { $n } agreements signed
}

## The funnel

funnel-title = From registration to funding
funnel-registered = Registered organisations
funnel-started = Drafts started
funnel-submitted = Proposals submitted
funnel-screened = Screened
funnel-eligible = Eligible
funnel-ineligible = Ineligible
funnel-evaluated = Evaluated
funnel-selected = Selected
funnel-reserve = Reserve list
funnel-funded = Agreements signed
funnel-countries = Countries
funnel-waiting = Waiting

## Money

money-title = Money
money-requested = Requested
money-average = Average grant

## Countries and regions

countries-title = Countries
countries-lead = Where the proposals come from
regions-title = Regional groups
countries-few = fewer than 5
countries-others = Proposals also came from
countries-others-note = Figures under 5 are not shown, nor any from which one of them could be worked out.
countries-none = No proposal has come in yet.
map-small = small figures

## Work waiting

ageing-title = Work waiting
ageing-lead = Files by status and how long they have waited
ageing-none = Nothing waits for the facility.
ageing-up-to-7 = Under 7 days
ageing-up-to-14 = 7 to 13 days
ageing-up-to-30 = 14 to 29 days
ageing-over-30 = 30 days or more
ageing-oldest = { $n ->
    [one] Oldest: { $n } day
   *[other] Oldest: { $n } days
}

## The public home page

home-title = Small grants, decided in the open
home-lead = Find a call, apply in your own time, and follow your proposal to its decision.
home-open-calls = Open calls
home-how-title = How a call works
