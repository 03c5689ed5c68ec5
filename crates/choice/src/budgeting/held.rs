//! What quotas hold back or give away before a rule begins.

use super::{Election, Fault, Why};
use crate::allocation::{Limits, Used};

/// The budget, what minima have taken of it, and how far the quotas are used.
#[derive(Clone)]
pub(super) struct Held<'a> {
    used: Used<'a>,
    groups: &'a [Vec<usize>],
    /// The whole budget.
    pub budget: i64,
    /// Projects taken for minima, in the order in which they were.
    pub given: Vec<(usize, Why)>,
    /// What is left of the budget after them.
    pub left: i64,
}

impl<'a> Held<'a> {
    /// Fills minima, by votes: whoever counts towards one that is not reached yet, as far as money and maxima allow.
    pub fn filled(
        election: &Election,
        budget: i64,
        groups: &'a [Vec<usize>],
        limits: &'a Limits,
    ) -> Result<Self, Fault> {
        let mut held = Self {
            used: Used::new(limits),
            groups,
            budget,
            given: Vec::new(),
            left: budget,
        };
        if limits.quotas.is_empty() {
            return Ok(held);
        }
        let (costs, totals) = (&election.costs, election.totals()?);
        let mut order: Vec<usize> = (0..costs.len()).filter(|at| totals[*at] > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), costs[*at], *at));
        for at in order {
            let helped = held.used.helped(held.of(at), costs[at]);
            let fits = costs[at] <= held.left && held.barred(at, costs[at]).is_none();
            if let Some(quota) = helped.filter(|_| fits) {
                let left = held.left;
                held.given.push((at, Why::ForMinimum { quota, left }));
                held.add(at, costs[at]);
                held.left -= costs[at];
            }
        }
        Ok(held)
    }

    /// Whether a project was taken for a minimum.
    pub fn has(&self, project: usize) -> bool {
        self.given.iter().any(|(at, _)| *at == project)
    }

    /// Why a project cannot be taken, when a maximum bars it.
    pub fn barred(&self, project: usize, cost: i64) -> Option<Why> {
        let (quota, measure) = self.used.barred(self.of(project), cost)?;
        Some(Why::Maximum { quota, measure })
    }

    /// Counts a project in.
    pub fn add(&mut self, project: usize, cost: i64) {
        let groups = self.groups.get(project).map_or(&[][..], Vec::as_slice);
        self.used.add(groups, cost);
    }

    fn of(&self, project: usize) -> &[usize] {
        self.groups.get(project).map_or(&[], Vec::as_slice)
    }
}
