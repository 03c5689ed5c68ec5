### Payments: the finance officer's desk, bank details, receipts, files for the bank.

payments-lead = What waits for an approval, for the bank or for the grantee. Approve and record a payment on the page of its grant.
payments-figure-confirm = Bank details to confirm
payments-figure-approve = To approve
payments-figure-pay = To pay
payments-figure-differs = Received in another amount
payments-figure-arrive = Receipt not confirmed
payments-payment = Payment
payments-step = Waits for
payment-step-confirm = Bank details to confirm
payment-step-approve = Approval
payment-step-pay = The bank
payment-step-differs = Received in another amount
payment-step-arrive = Receipt by the grantee
payments-export-title = Files for the bank
payments-export-lead = Approved payments that are not paid yet, without those whose bank details are to be confirmed. Record each payment once the bank has made it.
payments-export-count = { $n ->
    [one] { $n } payment is ready for the bank
   *[other] { $n } payments are ready for the bank
}
payments-export-csv = Download as CSV
payments-export-xml = Download for the bank (pain.001)
payments-export-no-payer = The account payments are made from is not in the settings, so there is no file for the bank yet. Ask the operator to set it.

payment-of-two = One of two approvals is given. Another person must approve too.
payment-name = Reference for the bank: { $reference }
payment-account-changed = The bank details changed on { $date }. Nothing is approved or paid before a finance officer has confirmed them with the organisation by telephone, visit or letter.
payment-paid-out = Paid out: { $amount } at { $rate }
payment-received = Received { $amount } on { $date }
payment-received-apart = Received { $amount } on { $date }; that is { $difference } apart from what was paid
payment-currency = Currency paid out, if it is another
payment-currency-hint = Three letters, for example XOF. Leave it empty when the bank paid in the currency of the grant.
payment-rate = Rate
payment-rate-hint = How much of that currency one unit of the grant’s currency is, for example 655.957.
payment-receipt-title = Confirm the receipt
payment-receipt-amount = Amount received
payment-receipt-on = Received on
payment-done-received = The receipt is confirmed. Thank you.
payment-done-approved-once = Your approval is recorded. Another person must approve too.

bank-title = Bank details
bank-holder = Account holder
bank-name = Bank
bank-number = Account
bank-bic = BIC
bank-changed-on = Last changed
bank-missing = The organisation has no bank account on record. Ask it to add one to its profile.
bank-confirm-title = Confirm the bank details
bank-confirm-lead = Reach somebody you know at the organisation by a number or address that was on record before the change. Read the details to them. A mail alone is no confirmation.
bank-confirm-reached = Whom you reached
bank-confirm-channel = How
bank-confirm-on = When
bank-confirm-act = Record the confirmation
bank-done-confirmed = The bank details are confirmed.
bank-confirmed = Confirmed with { $whom } on { $date } ({ $channel })
channel-telephone = by telephone
channel-visit = by a visit
channel-letter = by letter

status-approved-once = Approved by one of two
action-confirm-receipt = Confirm the receipt
action-confirm-bank-details = Confirm the bank details
event-receipt-confirmed = Receipt confirmed
event-bank-details-confirmed = Bank details confirmed

refusal-day-before = The day cannot be before { $on }.
refusal-approval-limit = You approve payments of up to { $most }. Ask a finance officer with a higher limit.
refusal-bank-details-missing = The organisation has no bank account on record. Ask it to add one to its profile first.
refusal-bank-details-to-confirm = The bank details changed on { $on }. A finance officer must first confirm them with the organisation by telephone, visit or letter.
refusal-held-for-final-report = No more than { $most } is paid before the final report is accepted. Request this payment after that.
refusal-same-currency = The grant is in { $currency } already. Leave the other currency and the rate empty.
refusal-payer-missing = The account payments are made from is not in the settings. Ask the operator to set payer_name and payer_account.
refusal-nothing-to-pay = No approved payment waits for the bank. Approve payments first, or confirm changed bank details.
fault-rate = Write the rate in figures above zero, with at most ten decimals, for example 655.957.

rule-fixed-tranches = fixed tranches must be above zero, and together below the smallest grant, so that the shares have something to divide.
rule-payment-rules = limits of payments may not be below zero, nor shares above 100 per cent, nor days above 3650, and each person has one limit.
setup-tranche-amount = Or a fixed amount
setup-tranche-amount-hint = With an amount the share stays 0. Fixed amounts come off the grant first; the shares divide the rest.
setup-payments = Payments
setup-payments-hint = Who approves payments, and what is checked before. An empty amount means no limit.
setup-second-approval-above = Two people approve above
setup-approval-limit = One person approves at most
setup-bank-days = Days after a change of bank details in which they are confirmed first
setup-paid-before-final = Paid at most before the final report, per cent
