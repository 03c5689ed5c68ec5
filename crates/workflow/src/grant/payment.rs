//! Payments of a grant: requested, approved by others, paid once, received; to bank details that somebody stands for.

use chrono::{NaiveDate, NaiveTime};

use super::{Command, Event, Grant, PaidOut, Payment, Situation};
use crate::due_diligence::Step;
use crate::money::{Currency, Money};
use crate::monitoring::{PAYMENT_TABLE, PaymentStatus, ReportKind};
use crate::payment::{OnFile, local_day};
use crate::rate::Rate;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::time::Deadline;
use crate::transition::{Action, row};

/// Whether the person may be offered an act on a payment. What may change while they look at it is left to the act
/// itself: the due day, the organisation's standing, its bank details.
pub fn offers(
    state: &Grant,
    number: u32,
    payment: &Payment,
    action: Action,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    match action {
        Action::RequestPayment => in_order(state, number, payment, situation),
        Action::ApprovePayment => another_person(state, payment, situation),
        Action::ConfirmReceipt if payment.receipt.is_some() => Err(Refusal::AlreadyDone),
        _ => Ok(()),
    }
}

/// Earlier tranches are paid, the report it waits for is settled, and what is held back stays back.
fn in_order(
    state: &Grant,
    number: u32,
    payment: &Payment,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    if let Some(report) = payment.tranche.after_report {
        let settled = state
            .reports
            .get(&report)
            .is_some_and(|report| report.status.is_settled());
        if !settled {
            return Err(Refusal::ReportNotAccepted { report });
        }
    }
    let earlier = state
        .payments
        .range(..number)
        .filter(|(_, earlier)| earlier.status != PaymentStatus::Paid);
    let open: Vec<u32> = earlier.map(|(number, _)| *number).collect();
    if !open.is_empty() {
        return Err(Refusal::PaymentsOpen { tranches: open });
    }
    let mut finals = state
        .reports
        .values()
        .filter(|report| report.plan.report == ReportKind::Final);
    let most = situation.rules.most_before_final(state.amount);
    let after = state
        .paid_minor()
        .checked_add(payment.tranche.amount_minor)
        .ok_or(Refusal::Overflow)?;
    if after > most.minor && finals.any(|report| !report.status.is_settled()) {
        return Err(Refusal::HeldForFinalReport { most });
    }
    Ok(())
}

/// Nobody approves what they requested or have approved already, nor above their limit.
fn another_person(
    state: &Grant,
    payment: &Payment,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let me = Some(situation.actor.person);
    let requested = payment
        .requested
        .is_some_and(|requested| requested.by == me);
    if requested || payment.approvals.iter().any(|approval| approval.by == me) {
        return Err(Refusal::OwnAct);
    }
    match situation.rules.limit_of(situation.actor.person) {
        Some(limit) if payment.tranche.amount_minor > limit => Err(Refusal::ApprovalLimit {
            most: Money::new(limit, state.amount.currency),
        }),
        _ => Ok(()),
    }
}

/// The day on which the account of a payment changed, where somebody must confirm it before the payment goes on: it changed
/// lately before the request, or after an approval. `None` when nothing is to be confirmed.
pub fn account_changed(
    state: &Grant,
    payment: &Payment,
    situation: &Situation<'_>,
) -> Option<NaiveDate> {
    let account = situation.account?;
    let changed_at = account.changed_at?;
    if payment.status == PaymentStatus::Paid || is_confirmed(state, &account) {
        return None;
    }
    let changed_on = local_day(changed_at, situation.zone);
    let after_approval = payment
        .approvals
        .iter()
        .any(|approval| match approval.details {
            Some(details) => details != account.digest,
            None => changed_at > approval.at,
        });
    let lately = payment.status != PaymentStatus::Approved && {
        let requested_on = payment.requested.map_or_else(
            || situation.today(),
            |requested| local_day(requested.at, situation.zone),
        );
        situation.rules.changed_lately(changed_on, requested_on)
    };
    (after_approval || lately).then_some(changed_on)
}

/// Whether the details on file were confirmed since they last changed.
fn is_confirmed(state: &Grant, account: &OnFile) -> bool {
    state.confirmations.iter().any(|one| {
        one.details == account.digest && account.changed_at.is_none_or(|at| one.at >= at)
    })
}

/// The account a payment goes to now.
fn account(state: &Grant, payment: &Payment, situation: &Situation<'_>) -> Result<OnFile, Refusal> {
    let account = situation.account.ok_or(Refusal::BankDetailsMissing)?;
    match account_changed(state, payment, situation) {
        Some(changed_on) => Err(Refusal::BankDetailsToConfirm { changed_on }),
        None => Ok(account),
    }
}

/// Whether there are bank details to confirm: of a grant that is not paid in full, and not confirmed already.
pub fn confirmable(state: &Grant, situation: &Situation<'_>) -> Result<OnFile, Refusal> {
    let account = situation.account.ok_or(Refusal::BankDetailsMissing)?;
    let paid = |payment: &Payment| payment.status == PaymentStatus::Paid;
    if is_confirmed(state, &account) || state.payments.values().all(paid) {
        return Err(Refusal::AlreadyDone);
    }
    Ok(account)
}

/// Not before `earliest`, and not in the future.
fn between(
    day: NaiveDate,
    earliest: Refusal,
    from: NaiveDate,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    if day < from {
        return Err(earliest);
    }
    if day > situation.today() {
        let midnight = Deadline {
            local: day.and_time(NaiveTime::MIN),
            zone: situation.zone,
        };
        return Err(Refusal::TooEarly { at: midnight.at() });
    }
    Ok(())
}

/// Answers a command about payments, or refuses.
pub fn decide(
    state: &Grant,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let action = command.action();
    let the = |number: u32| allowed(state, number, action, situation);
    Ok(match command {
        Command::RequestPayment { tranche } => {
            let due_on = the(*tranche)?.tranche.due_on;
            if situation.today() < due_on {
                return Err(Refusal::NotDue { on: due_on });
            }
            situation.account.ok_or(Refusal::BankDetailsMissing)?;
            Event::PaymentRequested { tranche: *tranche }
        }
        Command::ApprovePayment { tranche } => {
            let payment = the(*tranche)?;
            situation.standing.allows(Step::Payment)?;
            let details = account(state, payment, situation)?.digest;
            let needed = situation.rules.approvals(payment.tranche.amount_minor);
            Event::PaymentApproved {
                tranche: *tranche,
                details: Some(details),
                more_needed: payment.approvals.len() + 1 < needed,
            }
        }
        Command::RefusePayment { tranche, reason } => {
            the(*tranche)?;
            Event::PaymentRefused {
                tranche: *tranche,
                reason: reason.digest(),
            }
        }
        Command::RecordPayment {
            tranche,
            paid_on,
            reference,
            exchange,
        } => {
            let payment = the(*tranche)?;
            account(state, payment, situation)?;
            let due_on = payment.tranche.due_on;
            between(*paid_on, Refusal::NotDue { on: due_on }, due_on, situation)?;
            let reference = crate::text::line(reference, 64).map_err(|_| Refusal::ReasonMissing)?;
            let amount = Money::new(payment.tranche.amount_minor, state.amount.currency);
            Event::PaymentMade {
                tranche: *tranche,
                paid_on: *paid_on,
                reference,
                paid_out: exchange
                    .map(|(currency, rate)| paid_out(amount, currency, rate))
                    .transpose()?,
            }
        }
        Command::ConfirmReceipt {
            tranche,
            received_minor,
            received_on,
        } => {
            let payment = the(*tranche)?;
            let paid_on = payment
                .made
                .as_ref()
                .map_or(state.starts_on, |made| made.on);
            let before = Refusal::DayBefore { on: paid_on };
            between(*received_on, before, paid_on, situation)?;
            if *received_minor < 0 {
                let currency = payment
                    .paid_out(state.amount.currency)
                    .map_or(state.amount.currency, |paid| paid.currency);
                return Err(Refusal::AmountOutsideLimits {
                    min: Money::new(0, currency),
                    max: Money::new(i64::MAX, currency),
                });
            }
            Event::ReceiptConfirmed {
                tranche: *tranche,
                received_minor: *received_minor,
                received_on: *received_on,
            }
        }
        Command::ConfirmBankDetails {
            details,
            reached,
            channel,
            reached_on,
        } => {
            let account = confirmable(state, situation)?;
            // Details that never changed may be confirmed too, from the first day of the project.
            let changed_on = account
                .changed_at
                .map_or(state.starts_on, |at| local_day(at, situation.zone));
            seen(*details, &account, changed_on)?;
            let before = Refusal::DayBefore { on: changed_on };
            between(*reached_on, before, changed_on, situation)?;
            Event::BankDetailsConfirmed {
                details: *details,
                reached: reached.digest(),
                channel: *channel,
                reached_on: *reached_on,
            }
        }
        _ => return Err(Refusal::NotAllowed),
    })
}

/// Who confirms details must have seen those on file.
fn seen(details: Digest, account: &OnFile, changed_on: NaiveDate) -> Result<(), Refusal> {
    if details == account.digest {
        Ok(())
    } else {
        Err(Refusal::BankDetailsToConfirm { changed_on })
    }
}

fn paid_out(amount: Money, currency: Currency, rate: Rate) -> Result<PaidOut, Refusal> {
    if currency == amount.currency {
        return Err(Refusal::SameCurrency {
            currency: currency.code().to_owned(),
        });
    }
    let out = rate
        .convert(amount, currency)
        .map_err(|_| Refusal::Overflow)?;
    Ok(PaidOut {
        currency,
        rate,
        minor: out.minor,
    })
}

/// By how much what the grantee received departs from what was paid out, in the currency paid out: below zero when less
/// arrived. `None` while nothing is confirmed.
pub fn difference(payment: &Payment, currency: Currency) -> Option<Money> {
    let paid = payment.paid_out(currency)?;
    let received = payment.receipt?.received_minor;
    let minor = received.checked_sub(paid.minor)?;
    Some(Money::new(minor, paid.currency))
}

fn allowed<'a>(
    state: &'a Grant,
    number: u32,
    action: Action,
    situation: &Situation<'_>,
) -> Result<&'a Payment, Refusal> {
    let unknown = || Refusal::Unknown {
        what: "tranche",
        name: number.to_string(),
    };
    let payment = state.payments.get(&number).ok_or_else(unknown)?;
    row(PAYMENT_TABLE, payment.status, action).ok_or_else(|| Refusal::WrongStatus {
        action: action.to_string(),
        status: payment.status.to_string(),
    })?;
    offers(state, number, payment, action, situation)?;
    Ok(payment)
}
