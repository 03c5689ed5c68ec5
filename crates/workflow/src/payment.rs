//! Payments: the call's rules of who approves them, the bank details they go to, and what they are called.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::ids::{GrantId, PersonId};
use crate::money::Money;
use crate::names::named;
use crate::record::Digest;

/// How payments are approved in this call. Amounts are minor units of the call's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// A payment above this amount takes two approvals by different people; without one, every payment takes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_approval_above: Option<i64>,
    /// The most that a person without a limit of their own approves; without one there is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_limit: Option<i64>,
    /// Limits of single people.
    #[serde(rename = "approver", skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<Approver>,
    /// Bank details that changed within this many days before a request need a fresh confirmation.
    pub bank_days: u32,
    /// Ten-thousandths of the grant that are paid at most before the final report is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_before_final: Option<u32>,
}

/// What one person approves at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approver {
    /// Who.
    pub person: PersonId,
    /// The most they approve, minor units of the call's currency.
    pub limit: i64,
}

/// Days within which changed bank details are asked about, where a call does not say.
pub const BANK_DAYS: u32 = 30;
/// The most days a call may say.
const MOST_BANK_DAYS: u32 = 3650;
/// The whole, in ten-thousandths.
const WHOLE: u32 = 10_000;

impl Default for Rules {
    fn default() -> Self {
        Self {
            second_approval_above: None,
            approval_limit: None,
            approvers: Vec::new(),
            bank_days: BANK_DAYS,
            paid_before_final: None,
        }
    }
}

impl Rules {
    /// Whether nothing departs from the default; such rules are left out of a definition.
    pub fn are_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they can be kept: no amount below zero, no share above the whole, one limit for each person.
    pub fn fit(&self) -> bool {
        let people = self.approvers.iter().map(|approver| approver.person);
        let different: std::collections::BTreeSet<PersonId> = people.collect();
        let mut amounts = [self.second_approval_above, self.approval_limit]
            .into_iter()
            .flatten()
            .chain(self.approvers.iter().map(|approver| approver.limit));
        different.len() == self.approvers.len()
            && amounts.all(|amount| amount >= 0)
            && self.bank_days <= MOST_BANK_DAYS
            && self.paid_before_final.is_none_or(|share| share <= WHOLE)
    }

    /// How many people must approve a payment of this amount.
    pub fn approvals(&self, amount_minor: i64) -> usize {
        match self.second_approval_above {
            Some(above) if amount_minor > above => 2,
            _ => 1,
        }
    }

    /// The most this person approves; `None` means there is no limit.
    pub fn limit_of(&self, person: PersonId) -> Option<i64> {
        let own = self.approvers.iter().find(|one| one.person == person);
        own.map(|one| one.limit).or(self.approval_limit)
    }

    /// The most that is paid of a grant before its final report is accepted, rounded down to the minor unit.
    pub fn most_before_final(&self, grant: Money) -> Money {
        let share = i128::from(self.paid_before_final.unwrap_or(WHOLE));
        let most = i128::from(grant.minor) * share / i128::from(WHOLE);
        Money::new(i64::try_from(most).unwrap_or(grant.minor), grant.currency)
    }

    /// Whether bank details that changed on a day count as changed lately on the day of a request.
    pub fn changed_lately(&self, changed_on: NaiveDate, requested_on: NaiveDate) -> bool {
        requested_on
            .checked_sub_days(Days::new(u64::from(self.bank_days)))
            .is_none_or(|since| changed_on >= since)
    }
}

named! {
    /// How an organisation was reached to confirm its bank details. E-mail is none: whoever took over a mailbox would
    /// confirm their own account.
    pub enum Channel {
        /// By a telephone number on record.
        Telephone = "telephone",
        /// By a visit.
        Visit = "visit",
        /// By a letter on paper.
        Letter = "letter",
    }
}

/// Bank details an organisation has on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnFile {
    /// Digest of the details (`registration::BankAccount::digest`).
    pub digest: Digest,
    /// When they last changed (UTC); nothing while they are those the organisation stated first.
    pub changed_at: Option<DateTime<Utc>>,
}

/// The day of an instant on the clocks of a zone.
pub fn local_day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The most characters banks take as end-to-end identification (ISO 20022, `Max35Text`).
pub const MOST_REFERENCE: usize = 35;

/// What a payment is called, at the facility and at the bank: the reference of the file and the number of the tranche.
/// Where that is too long for a bank or holds other than letters, digits and hyphens, the grant's id stands for the file.
pub fn reference(file: &str, grant: GrantId, tranche: u32) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let named = format!("{file}-{tranche}");
    if !file.is_empty() && named.len() <= MOST_REFERENCE && named.chars().all(plain) {
        named
    } else {
        // The end of the id is by chance, its beginning by time.
        let whole = format!("{}-{tranche}", grant.0.simple());
        whole[whole.len().saturating_sub(MOST_REFERENCE)..].to_owned()
    }
}
