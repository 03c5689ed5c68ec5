### Monitoring: reports, payments, close-out.

grants-title = Grants
grant-title = Grant
grant-amount = Grant
grant-paid = Paid
grant-left = Left to pay
grant-period = Project
grant-ends = Ends { $date }
grant-suspend-reason = Why the grant is suspended
grant-resume-reason = Why the grant goes on
grant-terminate-reason = Why the grant is terminated
grants-empty-title = No grants yet
grants-empty-text = A grant appears here when its agreement is signed.
grants-granted = Granted
grants-overdue = Overdue reports
grant-under-way = Requested or approved
grant-next-report = Next report
grant-no-report = none owed
grant-complete-lead = Every report has come in. State that the work is done.
grant-close-lead = Reports and payments are settled. The accounts can be closed.
grant-done-suspended = The grant is suspended.
grant-done-resumed = The grant goes on.
grant-done-terminated = The grant is terminated.
grant-done-completed = The project is stated to be complete.
grant-done-closed = The grant is closed.

## Reports

reports-title = Reports
report-title = Report { $number }
report-kind-narrative = Progress report
report-kind-financial = Financial report
report-kind-final = Final report
report-kind = Kind
report-period = Period
report-due = Due { $date }
report-text = Report
report-text-hint = What was done and what it achieved. Cases without names.
report-expenditure = Expenditure in the period
report-beneficiaries = People reached
report-women = Women
report-men = Men
report-girls = Girls
report-boys = Boys
report-points = What is to be corrected
report-waive-reason = Why the report is waived
report-submitted-at = Submitted { $at }
report-write = to be written
report-review = to be reviewed
report-waived-because = Waived
report-none-title = No report yet
report-none-text = It appears here when the grantee has submitted it.
report-done-submitted = The report is on record. The facility will read it.
report-done-accepted = The report is accepted.
report-done-sent-back = The report has gone back to the grantee.
report-done-waived = The report is waived.
reports-overdue = { $n ->
    [one] { $n } report is overdue
   *[other] { $n } reports are overdue
}

## Payments

payments-title = Payments
payment-requested-by = Requested by { $name }
payment-approved-by = Approved by { $name }
payment-paid-on = Paid on
payment-reference = Bank reference
payment-condition-met = Condition met
payment-condition-open = Condition not met yet
payment-refuse-reason = Why the payment is refused
payment-made = Paid on { $date }, bank reference { $reference }
payment-done-requested = The payment is requested. Another person must approve it.
payment-done-approved = The payment is approved.
payment-done-refused = The payment is refused.
payment-done-recorded = The payment is recorded.
payments-empty-title = No payment waits
payments-empty-text = Payments appear here when they are requested.

## History

event-opened = Grant opened
event-report-submitted = Report submitted
event-report-sent-back = Report sent back
event-report-accepted = Report accepted
event-report-waived = Report waived
event-payment-requested = Payment requested
event-payment-approved = Payment approved
event-payment-refused = Payment refused
event-payment-made = Payment made
event-suspended = Grant suspended
event-resumed = Grant resumed
event-terminated = Grant terminated
event-completed = Completion stated
event-closed = Grant closed
