//! What can be moved on the board.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workflow::definition::Funding;
use workflow::selection::{Allocation, Completion, MOST_QUOTAS, Quota, Rules};

use super::Ground;
use crate::failure::Failure;

/// The weight of a section as the grid has it, percent.
pub const PLAIN_WEIGHT: u32 = 100;
/// The highest weight, percent.
pub const MOST_WEIGHT: u32 = 1_000;

/// A variant: everything that makes a list from the same files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The budget line, minor units.
    pub ceiling_minor: i64,
    /// The rule.
    pub rule: Allocation,
    /// What becomes of money that equal shares leave over.
    pub completion: Completion,
    /// Whether the one at the margin may get less.
    pub reduced: bool,
    /// Weights of sections by id, percent of what the grid says; those not named weigh as there.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
    /// Quotas in place of the call's.
    #[serde(default)]
    pub quotas: Vec<Quota>,
}

impl Settings {
    /// What the call says.
    pub fn of_call(rules: &Rules, funding: &Funding) -> Self {
        Self {
            ceiling_minor: funding.ceiling_minor,
            rule: rules.allocation,
            completion: rules.completion,
            reduced: rules.reduced_awards,
            weights: BTreeMap::new(),
            quotas: rules.quotas.clone(),
        }
    }

    /// The weight of a section, percent.
    pub fn weight(&self, section: &str) -> u32 {
        self.weights.get(section).copied().unwrap_or(PLAIN_WEIGHT)
    }

    /// Whether any section weighs other than the grid says.
    pub fn weighs(&self) -> bool {
        self.weights.values().any(|weight| *weight != PLAIN_WEIGHT)
    }

    /// The same in one form: weights as the grid has them are not named, nor are quotas that bound nothing.
    pub fn tidied(mut self) -> Self {
        self.weights.retain(|_, weight| *weight != PLAIN_WEIGHT);
        self.quotas.retain(|quota| {
            quota.at_least.is_some_and(|least| least > 0)
                || quota.at_most.is_some()
                || quota.at_least_minor.is_some_and(|least| least > 0)
                || quota.at_most_minor.is_some()
        });
        self
    }

    /// Refuses what lies out of bounds.
    ///
    /// # Errors
    /// With the field that does: `ceiling`, `weights`, `quotas`.
    pub fn checked(self, ground: &Ground<'_>) -> Result<Self, Failure> {
        // A line far above the call's own says nothing; sums stay within range.
        let most = ground.funding.ceiling_minor.saturating_mul(100).max(1);
        if !(0..=most).contains(&self.ceiling_minor) {
            return Err(Failure::field("ceiling", "amount"));
        }
        let known = |id: &String| ground.grid.sections.iter().any(|section| section.id == *id);
        if !self
            .weights
            .iter()
            .all(|(id, weight)| known(id) && *weight <= MOST_WEIGHT)
        {
            return Err(Failure::field("weights", "number"));
        }
        let long = |quota: &Quota| quota.name.chars().count() > 100;
        if self.quotas.len() > MOST_QUOTAS
            || self
                .quotas
                .iter()
                .any(|quota| quota.contradicts_itself() || long(quota))
        {
            return Err(Failure::field("quotas", "quotas"));
        }
        Ok(self.tidied())
    }
}
