//! The case of a grant: opened when a signed project starts; its chain speaks for Monitoring.

mod command;
mod decide;
mod event;
mod evolve;
mod payment;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::{available, available_items, decide, open, permitted, subject};
pub use event::Event;
pub use evolve::evolve;
pub use payment::{account_changed, difference};

use crate::agreement::Tranche;
use crate::due_diligence::Standing;
use crate::ids::{CallId, GrantId, OrganisationId, PersonId, ProposalId};
use crate::money::{Currency, Money};
use crate::monitoring::{PaymentStatus, ReportPlan, ReportStatus};
use crate::payment as rules_of_payments;
use crate::proposal::Proposal;
use crate::rate::Rate;
use crate::record::Digest;
use crate::role::Actor;
use crate::transition::Status;

/// A report of the grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Kind, period and due day.
    pub plan: ReportPlan,
    /// Status.
    pub status: ReportStatus,
    /// When last submitted (UTC).
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who last submitted it.
    pub submitted_by: Option<PersonId>,
    /// Digest of the text last submitted.
    pub content: Option<Digest>,
    /// Expenditure stated, minor units of the grant's currency.
    pub spent_minor: i64,
    /// Digest of the points it was sent back with, or of the reason it was waived for.
    pub points: Option<Digest>,
}

/// A payment of the grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Amount, due day, condition.
    pub tranche: Tranche,
    /// Status.
    pub status: PaymentStatus,
    /// Who requested it, and when.
    pub requested: Option<Requested>,
    /// Who approved it, in turn.
    pub approvals: Vec<Approval>,
    /// What the bank did.
    pub made: Option<Made>,
    /// What the grantee says has arrived.
    pub receipt: Option<Receipt>,
}

impl Payment {
    /// What was paid out, in the currency it was paid in; of a grant in `currency`. `None` before it is paid.
    pub fn paid_out(&self, currency: Currency) -> Option<Money> {
        let made = self.made.as_ref()?;
        Some(match made.out {
            Some(out) => Money::new(out.minor, out.currency),
            None => Money::new(self.tranche.amount_minor, currency),
        })
    }
}

/// A request for payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    /// By whom.
    pub by: Option<PersonId>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// An approval of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// By whom.
    pub by: Option<PersonId>,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Digest of the bank details it was given for; nothing in older records.
    pub details: Option<Digest>,
}

/// A payment the bank has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The day the bank paid.
    pub on: NaiveDate,
    /// The bank's reference.
    pub reference: String,
    /// What was paid out, where it was in another currency than the grant's.
    pub out: Option<PaidOut>,
}

/// An amount paid out in another currency than the grant's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidOut {
    /// The currency.
    pub currency: Currency,
    /// Units of that currency for one unit of the grant's.
    pub rate: Rate,
    /// The amount, minor units of that currency ([`Rate::convert`]).
    pub minor: i64,
}

/// What the grantee says has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The amount, minor units of the currency paid out.
    pub received_minor: i64,
    /// The day it arrived.
    pub on: NaiveDate,
    /// Who says so.
    pub confirmed_by: Option<PersonId>,
}

/// Bank details confirmed with the organisation otherwise than by e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Digest of the details.
    pub details: Digest,
    /// Digest of whom the finance officer reached.
    pub reached: Digest,
    /// How.
    pub channel: rules_of_payments::Channel,
    /// The day they were reached.
    pub reached_on: NaiveDate,
    /// The finance officer.
    pub by: Option<PersonId>,
    /// When it was recorded (UTC).
    pub at: DateTime<Utc>,
}

/// A grant as its chain tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The proposal it came from.
    pub proposal: ProposalId,
    /// The call.
    pub call: CallId,
    /// The grantee.
    pub organisation: OrganisationId,
    /// Status in Monitoring.
    pub status: Status,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// The amount.
    pub amount: Money,
    /// First day of the project.
    pub starts_on: NaiveDate,
    /// Last day of the project.
    pub ends_on: NaiveDate,
    /// Payments by number, from 1.
    pub payments: BTreeMap<u32, Payment>,
    /// Reports by number, from 1.
    pub reports: BTreeMap<u32, Report>,
    /// Bank details confirmed with the organisation, in turn.
    pub confirmations: Vec<Confirmation>,
}

impl Grant {
    /// Paid so far, minor units of the grant's currency.
    pub fn paid_minor(&self) -> i64 {
        let paid = self
            .payments
            .values()
            .filter(|payment| payment.status == PaymentStatus::Paid);
        paid.map(|payment| payment.tranche.amount_minor).sum()
    }
}

/// What a decision about a grant depends on besides the grant itself.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The proposal it came from.
    pub proposal: &'a Proposal,
    /// The organisation's standing.
    pub standing: &'a Standing,
    /// The call's rules of payments.
    pub rules: &'a rules_of_payments::Rules,
    /// The organisation's bank details, if it has any.
    pub account: Option<rules_of_payments::OnFile>,
    /// The zone in which days are counted.
    pub zone: Tz,
    /// Who acts.
    pub actor: &'a Actor,
    /// When (UTC).
    pub now: DateTime<Utc>,
}

impl Situation<'_> {
    /// The day of the decision.
    pub fn today(&self) -> NaiveDate {
        rules_of_payments::local_day(self.now, self.zone)
    }
}
