//! The tranches of a grant on its page.

use facility::monitoring::GrantView;
use language::Reader;
use workflow::grant::{Payment, difference};
use workflow::money::Money;
use workflow::monitoring::PaymentStatus;
use workflow::transition::Action;

use super::grant::Typed;
use crate::form::Errors;
use crate::pages::agreement::{Names, condition};
use crate::wording;

/// A tranche.
pub struct Tranche {
    /// From 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Amount.
    pub amount: String,
    /// Status of its payment.
    pub status: String,
    /// When, and after which report.
    pub condition: String,
    /// Whether the report it waits for is settled; empty when it waits for none, or is paid.
    pub report: String,
    /// Who requested and who approved, and what the bank did, in words.
    pub notes: Vec<String>,
    /// Whether the person may request, approve, refuse, record.
    pub can: Can,
    /// What was typed for it.
    pub values: Typed,
    /// The currency that was paid out (ISO 4217).
    pub currency: String,
    /// That the bank details changed and are to be confirmed first; empty when not.
    pub changed: String,
    /// Errors of the fields.
    pub errors: Mistakes,
}

/// Errors of the fields of a tranche; each empty when there is none.
pub struct Mistakes {
    /// Why it is refused.
    pub reason: String,
    /// The day it was paid.
    pub paid_on: String,
    /// The bank's reference.
    pub reference: String,
    /// The other currency.
    pub currency: String,
    /// Its rate.
    pub rate: String,
    /// The amount received.
    pub received: String,
    /// The day it was received.
    pub received_on: String,
}

/// What the person may do to a tranche.
#[derive(Clone, Copy)]
pub struct Can {
    /// Request its payment.
    pub request: bool,
    /// Approve it.
    pub approve: bool,
    /// Refuse it.
    pub refuse: bool,
    /// Record that the bank has paid.
    pub record: bool,
    /// Confirm what has arrived.
    pub receive: bool,
}

impl Can {
    /// Whether there is anything to do.
    pub const fn anything(&self) -> bool {
        self.request || self.approve || self.refuse || self.record || self.receive
    }
}

fn report_state(reader: &Reader, view: &GrantView, payment: &Payment) -> String {
    let Some(number) = payment.tranche.after_report else {
        return String::new();
    };
    if payment.status == PaymentStatus::Paid {
        return String::new();
    }
    let settled = view
        .grant
        .reports
        .get(&number)
        .is_some_and(|report| report.status.is_settled());
    let key = if settled {
        "payment-condition-met"
    } else {
        "payment-condition-open"
    };
    reader.t(key)
}

fn notes(
    reader: &Reader,
    view: &GrantView,
    number: u32,
    payment: &Payment,
    names: &Names,
) -> Vec<String> {
    let mut notes = Vec::new();
    let requested = payment.requested.and_then(|requested| requested.by);
    let approvals = payment.approvals.iter().map(|approval| approval.by);
    let people = std::iter::once(("payment-requested-by", requested))
        .chain(approvals.map(|by| ("payment-approved-by", by)));
    for (key, by) in people {
        if let Some(name) = by.and_then(|by| names.get(&by)) {
            notes.push(reader.ta(key, [("name", name.into())]));
        }
    }
    if payment.status == PaymentStatus::ApprovedOnce {
        notes.push(reader.t("payment-of-two"));
    }
    if payment.status == PaymentStatus::Approved {
        let reference = view.payment_reference(number);
        notes.push(reader.ta("payment-name", [("reference", reference.into())]));
    }
    if let Some(made) = &payment.made {
        let values = [
            ("date", reader.date(made.on).into()),
            ("reference", made.reference.as_str().into()),
        ];
        notes.push(reader.ta("payment-made", values));
        if let Some(out) = made.out {
            let amount = wording::money(reader, Money::new(out.minor, out.currency));
            let values = [
                ("amount", amount.into()),
                ("rate", out.rate.to_string().into()),
            ];
            notes.push(reader.ta("payment-paid-out", values));
        }
    }
    notes.extend(received(reader, view, payment));
    notes
}

/// What arrived, and by how much it departs from what was paid.
fn received(reader: &Reader, view: &GrantView, payment: &Payment) -> Option<String> {
    let own = view.grant.amount.currency;
    let (receipt, paid) = payment.receipt.zip(payment.paid_out(own))?;
    let amount = Money::new(receipt.received_minor, paid.currency);
    let mut values = vec![
        ("amount", wording::money(reader, amount).into()),
        ("date", reader.date(receipt.on).into()),
    ];
    let apart = difference(payment, own).filter(|apart| apart.minor != 0);
    let key = match apart {
        None => "payment-received",
        Some(apart) => {
            values.push(("difference", wording::money(reader, apart).into()));
            "payment-received-apart"
        }
    };
    Some(reader.ta(key, values))
}

/// The tranches in order. `names` holds whom the reader is told of; `typed` comes back to the tranche it was meant for.
pub fn tranches(
    reader: &Reader,
    view: &GrantView,
    names: &Names,
    typed: &Typed,
    errors: &Errors,
) -> Vec<Tranche> {
    let currency = view.grant.amount.currency;
    view.grant
        .payments
        .iter()
        .map(|(number, payment)| {
            let can = |action| view.item_actions.contains(&(action, *number));
            let mine = typed.item == number.to_string();
            let error = |field: &str| errors.of(format!("{field}-{number}"));
            Tranche {
                number: *number,
                name: reader.ta("tranche-number", [("number", number.into())]),
                amount: wording::money(reader, Money::new(payment.tranche.amount_minor, currency)),
                status: payment.status.to_string(),
                condition: condition(reader, &payment.tranche),
                report: report_state(reader, view, payment),
                notes: notes(reader, view, *number, payment, names),
                can: Can {
                    request: can(Action::RequestPayment),
                    approve: can(Action::ApprovePayment),
                    refuse: can(Action::RefusePayment),
                    record: can(Action::RecordPayment),
                    receive: can(Action::ConfirmReceipt),
                },
                values: if mine {
                    typed.clone()
                } else {
                    Typed {
                        paid_on: view.today.to_string(),
                        received_on: view.today.to_string(),
                        ..Typed::default()
                    }
                },
                currency: payment
                    .paid_out(currency)
                    .map_or(currency, |paid| paid.currency)
                    .code()
                    .to_owned(),
                changed: view.to_confirm.get(number).map_or_else(String::new, |on| {
                    reader.ta(
                        "payment-account-changed",
                        [("date", reader.date(*on).into())],
                    )
                }),
                errors: Mistakes {
                    reason: error("reason"),
                    paid_on: error("paid_on"),
                    reference: error("reference"),
                    currency: error("currency"),
                    rate: error("rate"),
                    received: error("received"),
                    received_on: error("received_on"),
                },
            }
        })
        .collect()
}
