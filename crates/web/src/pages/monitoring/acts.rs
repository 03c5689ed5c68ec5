//! What a person types on the page of a grant, read as a command.

use facility::monitoring::GrantView;
use language::Reader;
use workflow::grant::Command;
use workflow::money::Currency;
use workflow::payment::Channel;
use workflow::rate::Rate;
use workflow::record::Digest;

use super::grant::Typed;
use crate::form::Errors;
use crate::pages::parsing;

/// Reads what was typed as a command, noting what is wrong at its field; with the sentence that says it is done.
pub fn command(
    reader: &Reader,
    view: &GrantView,
    typed: &Typed,
) -> Result<(Command, &'static str), Errors> {
    let mut errors = Errors::none();
    let tranche: u32 = typed.item.parse().unwrap_or(0);
    let at = |field: &str| format!("{field}-{tranche}");
    let command = match typed.act.as_str() {
        "request" => Some((
            Command::RequestPayment { tranche },
            "payment-done-requested",
        )),
        "approve" => {
            let payment = view.grant.payments.get(&tranche);
            let given = payment.map_or(0, |payment| payment.approvals.len()) + 1;
            let needed = view.approvals.get(&tranche).copied().unwrap_or(1);
            let said = if given < needed {
                "payment-done-approved-once"
            } else {
                "payment-done-approved"
            };
            Some((Command::ApprovePayment { tranche }, said))
        }
        "refuse" => {
            parsing::text(reader, &mut errors, &at("reason"), &typed.reason).map(|reason| {
                let command = Command::RefusePayment { tranche, reason };
                (command, "payment-done-refused")
            })
        }
        "record" => record(reader, &mut errors, tranche, typed)
            .map(|command| (command, "payment-done-recorded")),
        "receive" => receive(reader, &mut errors, view, tranche, typed)
            .map(|command| (command, "payment-done-received")),
        "confirm_bank" => {
            confirm_bank(reader, &mut errors, typed).map(|command| (command, "bank-done-confirmed"))
        }
        "suspend" => parsing::text(reader, &mut errors, "suspend_reason", &typed.suspend_reason)
            .map(|reason| (Command::Suspend { reason }, "grant-done-suspended")),
        "resume" => parsing::text(reader, &mut errors, "resume_reason", &typed.resume_reason)
            .map(|reason| (Command::Resume { reason }, "grant-done-resumed")),
        "terminate" => parsing::text(
            reader,
            &mut errors,
            "terminate_reason",
            &typed.terminate_reason,
        )
        .map(|reason| (Command::Terminate { reason }, "grant-done-terminated")),
        "complete" => Some((Command::Complete, "grant-done-completed")),
        "close" => Some((Command::Close, "grant-done-closed")),
        _ => {
            errors.add(reader, "", "unknown-option");
            None
        }
    };
    command.ok_or(errors)
}

/// A payment the bank has made. Currency and rate come together, or neither.
fn record(reader: &Reader, errors: &mut Errors, tranche: u32, typed: &Typed) -> Option<Command> {
    let at = |field: &str| format!("{field}-{tranche}");
    let paid_on = parsing::date(reader, errors, &at("paid_on"), &typed.paid_on);
    let reference = workflow::text::line(&typed.reference, 64).ok();
    if reference.is_none() {
        errors.add(reader, &at("reference"), "missing");
    }
    let (currency, rate) = (typed.currency.trim(), typed.rate.trim());
    let exchange = if currency.is_empty() && rate.is_empty() {
        Some(None)
    } else {
        let known = Currency::from_code(&currency.to_ascii_uppercase());
        if known.is_none() {
            errors.add(reader, &at("currency"), "currency");
        }
        let rate = rate.parse::<Rate>().ok();
        if rate.is_none() {
            errors.add(reader, &at("rate"), "rate");
        }
        known.zip(rate).map(Some)
    };
    Some(Command::RecordPayment {
        tranche,
        paid_on: paid_on?,
        reference: reference?,
        exchange: exchange?,
    })
}

/// What has arrived, in the currency that was paid out.
fn receive(
    reader: &Reader,
    errors: &mut Errors,
    view: &GrantView,
    tranche: u32,
    typed: &Typed,
) -> Option<Command> {
    let at = |field: &str| format!("{field}-{tranche}");
    let own = view.grant.amount.currency;
    let payment = view.grant.payments.get(&tranche);
    let paid = payment.and_then(|payment| payment.paid_out(own));
    let currency = paid.map_or(own, |paid| paid.currency);
    let received = parsing::amount(reader, errors, &at("received"), &typed.received, currency);
    let on = parsing::date(reader, errors, &at("received_on"), &typed.received_on);
    Some(Command::ConfirmReceipt {
        tranche,
        received_minor: received?.minor,
        received_on: on?,
    })
}

/// A confirmation of bank details.
fn confirm_bank(reader: &Reader, errors: &mut Errors, typed: &Typed) -> Option<Command> {
    let reached = parsing::text(reader, errors, "reached", &typed.reached);
    let channel: Option<Channel> = typed.channel.parse().ok();
    if channel.is_none() {
        errors.add(reader, "channel", "missing");
    }
    let reached_on = parsing::date(reader, errors, "reached_on", &typed.reached_on);
    let details: Option<Digest> = typed.details.parse().ok();
    if details.is_none() {
        errors.add(reader, "", "unknown-option");
    }
    Some(Command::ConfirmBankDetails {
        details: details?,
        reached: reached?,
        channel: channel?,
        reached_on: reached_on?,
    })
}
