//! The desk of the finance officer: payments that wait for somebody, and what grantees say has arrived.

use chrono::NaiveDate;
use workflow::grant::{Payment, difference};
use workflow::ids::GrantId;
use workflow::money::Money;
use workflow::monitoring::PaymentStatus;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::failure::Failure;
use crate::monitoring::{self, GrantView};

/// Roles that read the desk; finance officers act on it.
const READERS: &[Role] = &[Role::FinanceOfficer, Role::FacilityManager, Role::Auditor];

/// What a payment waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Bank details that changed are to be confirmed.
    Confirm,
    /// An approval.
    Approve,
    /// The bank.
    Pay,
    /// The grantee says less or more arrived than was paid.
    Differs,
    /// The grantee has not confirmed it yet.
    Arrive,
}

impl Step {
    /// Every step, in the order of the desk.
    pub const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Approve,
        Self::Pay,
        Self::Differs,
        Self::Arrive,
    ];

    /// The name used in data: `confirm`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Approve => "approve",
            Self::Pay => "pay",
            Self::Differs => "differs",
            Self::Arrive => "arrive",
        }
    }
}

/// A payment on the desk.
pub struct DeskLine {
    /// The grant.
    pub grant: GrantId,
    /// Number of the tranche.
    pub tranche: u32,
    /// What it is called, here and at the bank.
    pub reference: String,
    /// The grantee.
    pub organisation: String,
    /// The amount, in the grant's currency.
    pub amount: Money,
    /// Not paid before this day.
    pub due_on: NaiveDate,
    /// Status.
    pub status: PaymentStatus,
    /// What it waits for.
    pub step: Step,
    /// The day the bank details changed, where they are to be confirmed.
    pub changed_on: Option<NaiveDate>,
    /// What arrived less what was paid out, in the currency paid out.
    pub difference: Option<Money>,
    /// Whether this person acts on it as finance officer.
    pub acts: bool,
}

/// The desk of one person.
pub struct Desk {
    /// Payments, by what they wait for and the day they are due.
    pub lines: Vec<DeskLine>,
    /// How many approved payments a file for the bank would hold.
    pub payable: usize,
    /// Whether the person may export them: a finance officer of some call.
    pub exports: bool,
}

/// The grants whose payments the person handles or oversees: of calls they hold one of the roles for, and never of an
/// organisation they work for.
pub(super) fn handled(
    facility: &Facility,
    actor: &Actor,
    roles: &[Role],
) -> Result<Vec<GrantView>, Failure> {
    if !actor.holds_one_of(roles) {
        return Err(Failure::hidden());
    }
    let mut views = monitoring::list(facility, actor, None)?;
    views.retain(|view| {
        let call = Some(view.grant.call);
        roles.iter().any(|role| actor.holds(*role, call))
            && !actor.member(view.grant.organisation, Role::Reader)
    });
    Ok(views)
}

/// The desk as the person sees it.
///
/// Errors: [`Refusal::Hidden`] when they have no part in payments.
pub fn desk(facility: &Facility, actor: &Actor) -> Result<Desk, Failure> {
    let views = handled(facility, actor, READERS)?;
    let mut lines: Vec<DeskLine> = views
        .iter()
        .flat_map(|view| {
            let payments = view.grant.payments.iter();
            payments.filter_map(|(number, payment)| line(actor, view, *number, payment))
        })
        .collect();
    lines.sort_by(|a, b| {
        let key = |line: &DeskLine| (line.step, line.due_on);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.reference.cmp(&b.reference))
    });
    let exports = actor.holds_anywhere(Role::FinanceOfficer);
    let payable = match super::orders(facility, actor) {
        Ok(orders) => orders.len(),
        Err(Failure::Refused(Refusal::Hidden)) => 0,
        Err(failure) => return Err(failure),
    };
    Ok(Desk {
        lines,
        payable,
        exports,
    })
}

fn line(actor: &Actor, view: &GrantView, number: u32, payment: &Payment) -> Option<DeskLine> {
    let currency = view.grant.amount.currency;
    let changed_on = view.to_confirm.get(&number).copied();
    let apart = difference(payment, currency);
    let step = match payment.status {
        PaymentStatus::Planned => return None,
        _ if changed_on.is_some() => Step::Confirm,
        PaymentStatus::Requested | PaymentStatus::ApprovedOnce => Step::Approve,
        PaymentStatus::Approved => Step::Pay,
        PaymentStatus::Paid => match apart {
            None => Step::Arrive,
            Some(apart) if apart.minor != 0 => Step::Differs,
            Some(_) => return None,
        },
    };
    Some(DeskLine {
        grant: view.grant.id,
        tranche: number,
        reference: view.payment_reference(number),
        organisation: view.organisation.clone(),
        amount: Money::new(payment.tranche.amount_minor, currency),
        due_on: payment.tranche.due_on,
        status: payment.status,
        step,
        changed_on,
        difference: apart,
        acts: actor.holds(Role::FinanceOfficer, Some(view.grant.call)),
    })
}
