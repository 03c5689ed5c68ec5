//! Approved payments the bank has not made yet, as orders; and the same as CSV.

use std::io::Write;

use workflow::country::Country;
use workflow::ids::GrantId;
use workflow::money::Money;
use workflow::monitoring::PaymentStatus;
use workflow::registration::BankAccount;
use workflow::role::{Actor, Role};
use workflow::transition::Action;

use super::desk::handled;
use crate::Facility;
use crate::export::cell;
use crate::failure::Failure;

/// An approved payment, for the bank.
#[derive(Clone, Debug)]
pub struct Order {
    /// What it is called: the end-to-end identification.
    pub reference: String,
    /// The grant.
    pub grant: GrantId,
    /// Number of the tranche.
    pub tranche: u32,
    /// The amount, in the grant's currency.
    pub amount: Money,
    /// The grantee.
    pub organisation: String,
    /// The grantee's country.
    pub country: Country,
    /// Where it goes.
    pub account: BankAccount,
}

/// The columns of the CSV.
pub const COLUMNS: [&str; 12] = [
    "reference",
    "organisation",
    "country",
    "holder",
    "bank",
    "bank_country",
    "account",
    "bic",
    "currency",
    "amount",
    "grant",
    "tranche",
];

/// The approved payments that the person, a finance officer, may record as paid now: without those of grants that stand
/// still, of organisations that are held back, and without those whose bank details changed and are not confirmed. In the order of their references.
///
/// Errors: hidden when the person is no finance officer of any call.
pub fn orders(facility: &Facility, actor: &Actor) -> Result<Vec<Order>, Failure> {
    let mut found = Vec::new();
    for view in handled(facility, actor, &[Role::FinanceOfficer])? {
        let Some(account) = &view.account else {
            continue;
        };
        for (number, payment) in &view.grant.payments {
            let ready = payment.status == PaymentStatus::Approved
                && view.payable
                && view
                    .item_actions
                    .contains(&(Action::RecordPayment, *number))
                && !view.to_confirm.contains_key(number);
            if !ready {
                continue;
            }
            found.push(Order {
                reference: view.payment_reference(*number),
                grant: view.grant.id,
                tranche: *number,
                amount: Money::new(payment.tranche.amount_minor, view.grant.amount.currency),
                organisation: view.organisation.clone(),
                country: account.country,
                account: account.details.clone(),
            });
        }
    }
    found.sort_by(|a, b| a.reference.cmp(&b.reference));
    Ok(found)
}

/// Writes orders as CSV; cells that a spreadsheet could take for a formula are defused.
pub fn csv(orders: &[Order], out: impl Write) -> Result<(), Failure> {
    let failed =
        |error: csv::Error| Failure::Unexpected(format!("the CSV cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(failed)?;
    for order in orders {
        let account = &order.account;
        let record = [
            cell(&order.reference),
            cell(&order.organisation),
            order.country.to_string(),
            cell(&account.holder),
            cell(&account.bank),
            account.country.to_string(),
            cell(&account.number),
            account.bic.as_deref().map(cell).unwrap_or_default(),
            order.amount.currency.code().to_owned(),
            order.amount.fixed(),
            order.grant.to_string(),
            order.tranche.to_string(),
        ];
        writer.write_record(record).map_err(failed)?;
    }
    writer.flush().map_err(|error| failed(error.into()))?;
    Ok(())
}
