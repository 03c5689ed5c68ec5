### Agreement: from selected to signed.

agreement-title = Grant agreement
agreement-lead = Budget and plan are settled within the panel’s amount. One person prepares, another sends.
agreement-amount = Amount of the grant
agreement-period = Duration of the project
agreement-starts-on = Starts on
agreement-ends-on = Ends on
agreement-terms = Terms
agreement-prepared-by = Prepared by { $name }
agreement-sent-to-you = The agreement waits for your answer.
agreement-accept-lead = By accepting you agree to the terms in the name of the organisation.
agreement-decline-reason = Why you decline
agreement-recall-reason = Why it is recalled
agreement-signatures = Signatures
agreement-signed-by-facility = For the facility
agreement-signed-by-applicant = For the organisation
agreement-not-signed = Not yet signed
agreement-signed-on = Signed on { $date }
agreement-download = Download the agreement (PDF)

## Tranches and reports of the plan

tranches-title = Tranches
tranche-number = Tranche { $number }
tranche-condition-date = Due { $date }
tranche-condition-report = After report { $number } is accepted
tranche-share = Share
tranches-sum = The tranches sum exactly to the grant; the last takes the rounding.
tranches-count = { $n ->
    [one] { $n } tranche
   *[other] { $n } tranches
}

## History

event-agreement-prepared = Agreement prepared
event-agreement-sent = Agreement sent
event-agreement-recalled = Agreement recalled
event-agreement-accepted = Agreement accepted
event-agreement-declined = Grant declined
event-agreement-signed = Agreement signed
