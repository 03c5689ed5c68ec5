//! Tranches: as a call plans them, and as agreed for one grant.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::money::{Money, split};
use crate::procedure::RuleFault;

/// A tranche as the call plans it. Written with either `share` or `amount_minor`; with neither its share is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenTranche", into = "WrittenTranche")]
pub struct TrancheRule {
    /// How large it is.
    pub part: Part,
    /// Months after the start.
    pub after_months: u32,
    /// The report that must be accepted first, from 1.
    pub after_report: Option<u32>,
}

/// How large a tranche is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Ten-thousandths of what the fixed tranches leave; all shares sum to 10,000.
    Share(u32),
    /// A fixed amount, minor units of the call's currency.
    Amount(i64),
}

/// A tranche as it stands in a definition.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTranche {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount_minor: Option<i64>,
    after_months: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after_report: Option<u32>,
}

/// A tranche with a share and an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tranche has a share or an amount_minor, not both: leave one out")]
struct ShareAndAmount;

impl TryFrom<WrittenTranche> for TrancheRule {
    type Error = ShareAndAmount;
    fn try_from(written: WrittenTranche) -> Result<Self, Self::Error> {
        let part = match (written.share, written.amount_minor) {
            (None | Some(0), Some(amount)) => Part::Amount(amount),
            (share, None) => Part::Share(share.unwrap_or(0)),
            (Some(_), Some(_)) => return Err(ShareAndAmount),
        };
        Ok(Self {
            part,
            after_months: written.after_months,
            after_report: written.after_report,
        })
    }
}

impl From<TrancheRule> for WrittenTranche {
    fn from(rule: TrancheRule) -> Self {
        let (share, amount_minor) = match rule.part {
            Part::Share(share) => (Some(share), None),
            Part::Amount(amount) => (None, Some(amount)),
        };
        Self {
            share,
            amount_minor,
            after_months: rule.after_months,
            after_report: rule.after_report,
        }
    }
}

/// A tranche as agreed, minor units of the grant's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tranche {
    /// Amount.
    pub amount_minor: i64,
    /// Not paid before this day.
    pub due_on: NaiveDate,
    /// Not paid before this report is accepted.
    pub after_report: Option<u32>,
}

/// What is incomplete in a plan.
pub fn faults(rules: &[TrancheRule]) -> Vec<RuleFault> {
    let mut found = Vec::new();
    if split(0, &shares(rules)).is_none() {
        found.push(RuleFault::Shares);
    }
    let none_or_less = |rule: &TrancheRule| matches!(rule.part, Part::Amount(..=0));
    if rules.iter().any(none_or_less) {
        found.push(RuleFault::FixedTranches);
    }
    found
}

fn shares(rules: &[TrancheRule]) -> Vec<u32> {
    let share = |rule: &TrancheRule| match rule.part {
        Part::Share(share) => Some(share),
        Part::Amount(_) => None,
    };
    rules.iter().filter_map(share).collect()
}

/// The sum of the fixed tranches, minor units of the call's currency. `None` when it does not fit.
pub fn fixed_minor(rules: &[TrancheRule]) -> Option<i64> {
    rules.iter().try_fold(0_i64, |sum, rule| match rule.part {
        Part::Share(_) => Some(sum),
        Part::Amount(amount) => sum.checked_add(amount),
    })
}

/// The tranches of a grant: fixed amounts first, what is left by the shares. They sum exactly to the grant; the last
/// tranche with a share takes the rounding.
///
/// `None` when the fixed amounts are more than the grant, the shares do not sum to the whole, or a date does not exist.
pub fn plan(rules: &[TrancheRule], amount: Money, starts_on: NaiveDate) -> Option<Vec<Tranche>> {
    let left = amount.minor.checked_sub(fixed_minor(rules)?)?;
    let mut shared = split(left, &shares(rules))?.into_iter();
    rules
        .iter()
        .map(|rule| {
            let amount_minor = match rule.part {
                Part::Share(_) => shared.next()?,
                Part::Amount(amount) => amount,
            };
            let due_on = starts_on.checked_add_months(Months::new(rule.after_months))?;
            Some(Tranche {
                amount_minor,
                due_on,
                after_report: rule.after_report,
            })
        })
        .collect()
}
