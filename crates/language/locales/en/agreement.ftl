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
agreement-parties = Parties
agreement-condition = Condition
agreement-amount-hint = Between { $min } and { $max }, what the panel awarded
agreement-change-title = Change the terms
agreement-change = Save the changed terms
agreement-none-title = No terms yet
agreement-being-prepared = The facility is preparing the agreement. You will have a mail when it waits for your answer.
agreement-prepare-first = Prepare the terms. Another person then approves and sends them.
agreement-other-sends = The terms are ready. Another person must approve and send them.
agreement-send-lead = Read the terms below. Sending approves them.
agreement-sign-lead = Signing binds your side to these terms. The two sides are signed for by different people.
agreement-start = Start the project
agreement-start-lead = Both sides have signed. Starting the project opens the grant with its tranches and reports.
agreement-to-grant = Go to the grant
agreement-done-prepared = The terms are saved. Another person can now approve and send them.
agreement-done-sent = The agreement is on its way to the applicant.
agreement-done-recalled = The agreement is back in negotiation.
agreement-done-accepted = You have accepted the agreement. It can now be signed.
agreement-done-declined = You have declined the grant.
agreement-done-signed = Your signature is on record.
agreement-done-started = The project has started, and the grant is open.

## Tranches and reports of the plan

tranches-title = Tranches
tranche-number = Tranche { $number }
tranche-condition-date = Due { $date }
tranche-condition-report = After report { $number } is accepted
tranche-condition-both = Due { $date }, after report { $number } is accepted
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
