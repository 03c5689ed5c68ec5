### Public results.

results-title = Results
results-lead = The projects this call funds. A project appears here once its applicant knows.
results-projects = Funded projects
results-project = Project
results-countries = Countries
results-total = Awarded together
results-summary = Summary
results-runs = { $start } to { $end }
results-unnamed = Not named for its safety
results-unnamed-count = { $n ->
    [one] { $n } organisation is not named for its safety. Its amount is in no sum.
   *[other] { $n } organisations are not named for their safety. Their amounts are in no sum.
}
results-csv = Results as CSV
results-regions = By region
results-region = Regional group of the United Nations
results-name-title = Name in public results
results-name-lead = Where a name in public would put people at risk, the results tell country and theme only.
results-name-told = The organisation is named.
results-name-withheld = The organisation is not named.
results-name-reason = Why
results-name-proposal = Proposal
results-withheld = The organisation is not named any more.
results-disclosed = The organisation is named again.
action-withhold-name = Keep the name out of the results
action-disclose-name = Name it again
