//! The tranches of a grant on its page.

use facility::monitoring::GrantView;
use language::Reader;
use workflow::grant::Payment;
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
    /// Errors of the fields reason, date and reference.
    pub errors: [String; 3],
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
}

impl Can {
    /// Whether there is anything to do.
    pub const fn anything(&self) -> bool {
        self.request || self.approve || self.refuse || self.record
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

fn notes(reader: &Reader, payment: &Payment, names: &Names) -> Vec<String> {
    let mut notes = Vec::new();
    let people = [
        ("payment-requested-by", payment.requested_by),
        ("payment-approved-by", payment.approved_by),
    ];
    for (key, by) in people {
        if let Some(name) = by.and_then(|by| names.get(&by)) {
            notes.push(reader.ta(key, [("name", name.into())]));
        }
    }
    if let (Some(day), Some(reference)) = (payment.paid_on, &payment.reference) {
        let values = [
            ("date", reader.date(day).into()),
            ("reference", reference.into()),
        ];
        notes.push(reader.ta("payment-made", values));
    }
    notes
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
                notes: notes(reader, payment, names),
                can: Can {
                    request: can(Action::RequestPayment),
                    approve: can(Action::ApprovePayment),
                    refuse: can(Action::RefusePayment),
                    record: can(Action::RecordPayment),
                },
                values: if mine {
                    typed.clone()
                } else {
                    Typed {
                        paid_on: view.today.to_string(),
                        ..Typed::default()
                    }
                },
                errors: [error("reason"), error("paid_on"), error("reference")],
            }
        })
        .collect()
}
