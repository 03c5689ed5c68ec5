//! Quotas as single bounds.

use super::quotas::Measure;
use super::{Candidate, Limits};

/// One measure of one quota that is bounded.
#[derive(Clone, Copy)]
pub(super) struct OneBound {
    pub quota: usize,
    pub measure: Measure,
    pub least: Option<i64>,
    pub most: Option<i64>,
}

#[derive(Clone)]
pub(super) struct Bounds(pub Vec<OneBound>);

impl Bounds {
    /// Of all quotas.
    pub fn new(limits: &Limits) -> Self {
        let each = limits
            .quotas
            .iter()
            .enumerate()
            .flat_map(|(quota, bounds)| {
                Measure::ALL.map(|measure| OneBound {
                    quota,
                    measure,
                    least: bounds.least(measure).filter(|least| *least > 0),
                    most: bounds.most(measure),
                })
            });
        Self(
            each.filter(|bound| bound.least.is_some() || bound.most.is_some())
                .collect(),
        )
    }

    /// The maxima alone.
    pub fn without_minima(&self) -> Self {
        let without = |bound: &OneBound| OneBound {
            least: None,
            ..*bound
        };
        Self(self.0.iter().map(without).collect())
    }
}

/// What a candidate adds to a bound.
pub(super) fn adds<I>(candidate: &Candidate<I>, bound: &OneBound) -> i64 {
    if candidate.groups.contains(&bound.quota) {
        bound.measure.of(candidate.amount)
    } else {
        0
    }
}
