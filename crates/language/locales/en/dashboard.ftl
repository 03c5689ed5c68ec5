### The facility’s dashboard.

dashboard-title = Dashboard
dashboard-lead = The call from registration to funding.

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

## Work waiting

ageing-title = Work waiting
ageing-lead = Files by status and how long they have waited
ageing-up-to-7 = Up to 7 days
ageing-up-to-14 = 8 to 14 days
ageing-up-to-30 = 15 to 30 days
ageing-over-30 = Over 30 days
ageing-oldest = { $n ->
    [one] Oldest: { $n } day
   *[other] Oldest: { $n } days
}

## The public home page

home-title = Small grants, decided in the open
home-lead = Find a call, apply in your own time, and follow your proposal to its decision.
home-open-calls = Open calls
home-how-title = How a call works
