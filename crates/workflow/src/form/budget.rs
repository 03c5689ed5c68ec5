//! The budget as a table: lines by heading, totals, and ceilings. Amounts in minor units of the call's currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::Localised;
use crate::money::{Currency, Money};

use super::Fault;

/// Ten thousand ten-thousandths are a whole.
const WHOLE: i128 = 10_000;

/// The rules of a budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetRules {
    /// Headings a line can belong to.
    pub headings: Vec<Heading>,
    /// The least share of the whole cost that the applicant and others bring, in ten-thousandths; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cofinancing_share: u32,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(share: &u32) -> bool {
    *share == 0
}

/// A heading of the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Name used in data.
    pub id: String,
    /// Label for people.
    pub label: Localised,
    /// The most that may be asked for under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Ceiling>,
}

/// The most that may be asked for under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ceiling {
    /// A share of all that is asked for, in ten-thousandths; rounded down to the minor unit.
    Share(u32),
    /// An amount, minor units.
    Minor(i64),
}

impl Ceiling {
    /// The most in minor units, when `requested` is asked for altogether.
    pub fn of(self, requested: i64) -> i64 {
        match self {
            Self::Minor(most) => most,
            Self::Share(share) => portion(requested, share, 0),
        }
    }
}

/// A share of an amount, after adding `up` ten-thousandths of a unit to round up.
fn portion(amount: i64, share: u32, up: i128) -> i64 {
    let exact = (i128::from(amount) * i128::from(share) + up) / WHOLE;
    i64::try_from(exact).unwrap_or(i64::MAX)
}

/// A line of the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Id of the heading.
    pub heading: String,
    /// What it is.
    pub description: String,
    /// What one unit is: month, person, kilometre. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// How many units.
    pub quantity: i64,
    /// Cost of one unit.
    pub unit_cost_minor: i64,
    /// The share asked from the facility; the rest is co-financing.
    pub requested_minor: i64,
}

impl BudgetLine {
    /// Quantity × unit cost; `None` when it does not fit.
    pub fn total(&self) -> Option<i64> {
        self.quantity.checked_mul(self.unit_cost_minor)
    }

    /// What the applicant and others bring; `None` when it does not fit.
    pub fn cofinancing(&self) -> Option<i64> {
        self.total()?.checked_sub(self.requested_minor)
    }
}

/// Totals of a budget, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetTotals {
    /// All lines.
    pub total: i64,
    /// Asked from the facility.
    pub requested: i64,
    /// Brought by the applicant and others.
    pub cofinancing: i64,
}

/// Sums a budget; `None` when a sum does not fit.
pub fn totals<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Option<BudgetTotals> {
    let mut sums = BudgetTotals::default();
    for line in lines {
        sums.total = sums.total.checked_add(line.total()?)?;
        sums.requested = sums.requested.checked_add(line.requested_minor)?;
    }
    sums.cofinancing = sums.total.checked_sub(sums.requested)?;
    Some(sums)
}

impl BudgetRules {
    /// The most lines a budget may have.
    pub const MOST_LINES: usize = 100;
    /// The most characters of a line's description.
    pub const DESCRIPTION: usize = 200;
    /// The most characters of the name of a unit.
    pub const UNIT: usize = 40;

    /// The heading with this id.
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.id == id)
    }

    /// The least that the applicant and others must bring of a whole cost, minor units; rounded up to the minor unit.
    pub fn least_cofinancing(&self, total: i64) -> i64 {
        portion(total, self.cofinancing_share, WHOLE - 1)
    }

    /// What is wrong with a budget.
    pub(super) fn faults(&self, value: &Value, currency: Currency, complete: bool) -> Vec<Fault> {
        // A list would be taken for a line as well.
        let objects = value
            .as_array()
            .is_some_and(|lines| lines.iter().all(Value::is_object));
        let lines = serde_json::from_value::<Vec<BudgetLine>>(value.clone());
        let (Ok(lines), true) = (lines, objects) else {
            return vec![Fault::WrongKind];
        };
        if lines.len() > Self::MOST_LINES {
            return vec![Fault::TooManyRows {
                most: Self::MOST_LINES,
            }];
        }
        let wrong = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !self.right(line));
        let mut found: Vec<Fault> = wrong
            .map(|(index, _)| Fault::BudgetLine { line: index + 1 })
            .collect();
        let Some(sums) = totals(&lines) else {
            if found.is_empty() {
                found.push(Fault::TooLarge);
            }
            return found;
        };
        found.extend(self.over_ceilings(&lines, sums.requested, currency));
        let least = self.least_cofinancing(sums.total);
        if complete && self.cofinancing_share > 0 && sums.cofinancing < least {
            found.push(Fault::CofinancingShort {
                least: Money::new(least, currency),
                short: Money::new(least.saturating_sub(sums.cofinancing), currency),
            });
        }
        found
    }

    fn right(&self, line: &BudgetLine) -> bool {
        let bounded = |text: &str, most: usize| text.chars().count() <= most;
        self.heading(&line.heading).is_some()
            && !line.description.trim().is_empty()
            && bounded(&line.description, Self::DESCRIPTION)
            && bounded(&line.unit, Self::UNIT)
            && line.quantity > 0
            && line.unit_cost_minor >= 0
            && line.requested_minor >= 0
            && line
                .total()
                .is_some_and(|total| line.requested_minor <= total)
    }

    /// The headings under which more is asked for than they allow, and by how much.
    fn over_ceilings(
        &self,
        lines: &[BudgetLine],
        requested: i64,
        currency: Currency,
    ) -> Vec<Fault> {
        let asked = asked_by_heading(lines);
        let over = |heading: &Heading| {
            let given = asked.get(heading.id.as_str()).copied().unwrap_or_default();
            let most = heading.most?.of(requested);
            (given > most).then(|| Fault::OverCeiling {
                heading: heading.id.clone(),
                label: heading.label.clone(),
                most: Money::new(most, currency),
                over: Money::new(given.saturating_sub(most), currency),
            })
        };
        self.headings.iter().filter_map(over).collect()
    }
}

/// What is asked for under each heading, minor units; a sum that does not fit stays at the largest.
fn asked_by_heading(lines: &[BudgetLine]) -> BTreeMap<&str, i64> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.heading.as_str()).or_default();
        *sum = sum.saturating_add(line.requested_minor);
    }
    sums
}
