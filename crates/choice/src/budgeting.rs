//! From ballots to the projects a budget pays for.
//!
//! Amounts are whole units of one currency, such as cents. Everything is exact: comparisons of shares are made in whole
//! numbers of any length, never in floating point. Ties go to the cheaper project, then to the one that comes first; who
//! voted first makes no difference.
//!
//! # Sources
//! - Equal shares: D. Peters, G. Pierczyński and P. Skowron, "Proportional Participatory Budgeting with Additive
//!   Utilities", NeurIPS 2021; its completions and the way to compute it fast: <https://equalshares.net>.
//! - Phragmén's rule in sequence: M. Brill, R. Freeman, S. Janson and M. Lackner, "Phragmén's Voting Methods and Justified
//!   Representation", Mathematical Programming 203 (2024); with costs: M. Los, Z. Christoff and D. Grossi, "Proportional
//!   Budget Allocations: Towards a Systematization", IJCAI 2022.

mod equal_shares;
mod greedy;
mod held;
mod phragmen;
mod quick;
mod shares;

use std::collections::HashMap;

use thiserror::Error;

use crate::allocation::{Limits, Measure};
use held::Held;

pub use greedy::{Totals, by_totals};

/// What a mark on a ballot is worth to the voter, for equal shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Utility {
    /// Every project marked is worth what it costs: money well spent counts by the amount, as cities count approvals.
    Cost,
    /// Every project marked is worth the same.
    Count,
    /// A project is worth the points it was given.
    Points,
}

/// What equal shares does with money that is left because no supporters can pay for anything more together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// It stays.
    None,
    /// The projects with the most votes get it, as far as they fit.
    Greedy,
    /// Every voter's share is raised step by step, for as long as the outcome keeps to the budget. Ends as well once no
    /// further project with support would fit.
    Raise {
        /// Units of money each voter has more in each step, above 0.
        step: i64,
    },
    /// First raised, then given to the projects with the most votes.
    RaiseThenGreedy {
        /// As in [`Completion::Raise`].
        step: i64,
    },
}

impl Completion {
    const fn step(self) -> Option<i64> {
        match self {
            Self::Raise { step } | Self::RaiseThenGreedy { step } => Some(step),
            Self::None | Self::Greedy => None,
        }
    }

    const fn ends_greedily(self) -> bool {
        matches!(self, Self::Greedy | Self::RaiseThenGreedy { .. })
    }
}

/// How projects are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Most votes first, passing over what does not fit into what is left.
    Greedy,
    /// Most votes first, up to the first that does not fit.
    GreedyStop,
    /// Most votes for the money first, passing over what does not fit.
    GreedyCost,
    /// The affordable set with the most votes together; of several, the cheapest; of several such, the one that holds the
    /// earlier project where they first differ.
    MaxValue,
    /// The method of equal shares.
    EqualShares {
        /// What a mark is worth.
        utility: Utility,
        /// What happens with the rest.
        completion: Completion,
    },
    /// Phragmén's rule in sequence: voters earn money evenly, and the project whose supporters can first pay for it is
    /// bought. Ends when the next one would not fit any more.
    Phragmen,
}

/// Why a project is chosen or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Taken in its turn by votes.
    Voted {
        /// Its place in that order, from 1.
        place: usize,
        /// What was left then, before it.
        left: i64,
    },
    /// Its turn came, and it asked for more than was left.
    NoRoom {
        /// Its place in that order, from 1.
        place: usize,
        /// What was left then.
        left: i64,
    },
    /// Below the first project that did not fit, where the rule stops.
    Stopped {
        /// Its place in that order, from 1.
        place: usize,
        /// The project at which the rule stopped.
        at: usize,
    },
    /// More was said against it than for it.
    Against,
    /// Belongs to the best set.
    InBest,
    /// The best set does without it: with it, less value would be had for the budget.
    NotInBest {
        /// What the best set leaves over.
        left: i64,
    },
    /// Its supporters paid for it from their shares.
    Bought {
        /// In which round, from 1.
        round: usize,
        /// How many supporters it has.
        supporters: u64,
        /// How many of them paid in full; the others gave what they had left.
        in_full: u64,
        /// The most any of them paid, rounded up to a unit.
        most: i64,
    },
    /// Costs nothing and somebody wants it.
    Free,
    /// Its supporters had too little left together.
    Unaffordable {
        /// How many supporters it has.
        supporters: u64,
        /// What they had left together at the end, rounded down to a unit.
        together: i64,
        /// What was left of the budget when it was looked at last.
        left: i64,
    },
    /// Nobody marked it.
    Unsupported {
        /// What was left of the budget when it was looked at last.
        left: i64,
    },
    /// Added afterwards by votes, from what equal shares left over.
    Completed {
        /// What was left then, before it.
        left: i64,
    },
    /// Its supporters were the first who could pay for it.
    Earned {
        /// In which round, from 1.
        round: usize,
        /// How many supporters it has.
        supporters: u64,
    },
    /// The rule ended before its supporters had earned enough.
    NotEarned {
        /// How many supporters it has.
        supporters: u64,
        /// What was left of the budget when the rule ended.
        left: i64,
        /// The project that was next and did not fit; none when nothing was to be bought any more.
        at: Option<usize>,
    },
    /// Costs more than the whole budget.
    OverBudget,
    /// Taken first, by votes, for a minimum of a group that was not reached yet.
    ForMinimum {
        /// Place of the quota.
        quota: usize,
        /// What was left then, before it.
        left: i64,
    },
    /// A maximum of a group leaves no room.
    Maximum {
        /// Place of the quota.
        quota: usize,
        /// Whether of number or of money.
        measure: Measure,
    },
}

/// What a rule makes of the ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Projects chosen, by place, in the order in which they were.
    pub selected: Vec<usize>,
    /// The sum of their costs.
    pub spent: i64,
    /// What is left of the budget.
    pub left: i64,
    /// Why, for each project in the order given.
    pub why: Vec<Why>,
    /// By how much each voter's share was raised, for rules that do.
    pub raised: i64,
}

/// Why there is no outcome.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The budget is below zero.
    #[error("the budget is below zero")]
    Budget,
    /// A cost is below zero, or all costs together are too large.
    #[error("the cost of project {project} is below zero or too large")]
    Cost {
        /// Its place, from 0.
        project: usize,
    },
    /// A ballot marks something that is no project.
    #[error("a ballot marks project {project}, which does not exist")]
    Unknown {
        /// What it marks.
        project: usize,
    },
    /// A ballot marks a project twice.
    #[error("a ballot marks project {project} twice")]
    Twice {
        /// Its place, from 0.
        project: usize,
    },
    /// Votes or points are too many to count.
    #[error("there are too many votes or points to count")]
    Points,
    /// A share cannot be raised by nothing.
    #[error("a share must be raised by more than nothing")]
    Step,
}

/// Projects with their costs, and the ballots cast on them. Equal ballots are kept once, with their number.
#[derive(Clone, Debug)]
pub struct Election {
    costs: Vec<i64>,
    voters: u64,
    groups: HashMap<Box<[Mark]>, u64>,
}

/// One mark: the project and its points, above or below 0; an approval is one point.
pub type Mark = (usize, i64);

impl Election {
    /// An election nobody has voted in yet.
    ///
    /// # Errors
    /// [`Fault::Cost`] for a negative cost or a sum beyond range.
    pub fn new(costs: Vec<i64>) -> Result<Self, Fault> {
        let mut sum = 0i64;
        for (project, cost) in costs.iter().enumerate() {
            let added = sum.checked_add(*cost).filter(|_| *cost >= 0);
            sum = added.ok_or(Fault::Cost { project })?;
        }
        Ok(Self {
            costs,
            voters: 0,
            groups: HashMap::new(),
        })
    }

    /// Adds a ballot. An empty one counts as a voter too, who has a share and spends nothing of it.
    ///
    /// # Errors
    /// [`Fault::Unknown`] and [`Fault::Twice`]; nothing is added then.
    pub fn cast(&mut self, marks: &[Mark]) -> Result<(), Fault> {
        let mut marks: Vec<Mark> = marks.to_vec();
        marks.sort_unstable();
        if let Some((project, _)) = marks.iter().find(|(at, _)| *at >= self.costs.len()) {
            return Err(Fault::Unknown { project: *project });
        }
        if let Some(twice) = marks.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(Fault::Twice {
                project: twice[0].0,
            });
        }
        *self.groups.entry(marks.into_boxed_slice()).or_insert(0) += 1;
        self.voters += 1;
        Ok(())
    }

    /// Costs of the projects, in the order given.
    pub fn costs(&self) -> &[i64] {
        &self.costs
    }

    /// Number of ballots.
    pub const fn voters(&self) -> u64 {
        self.voters
    }

    /// The points of each project summed up; the number of approvals where every mark is one point.
    ///
    /// # Errors
    /// [`Fault::Points`] beyond range.
    pub fn totals(&self) -> Result<Vec<i64>, Fault> {
        let mut totals = vec![0i64; self.costs.len()];
        for (marks, weight) in &self.groups {
            let weight = i64::try_from(*weight).map_err(|_| Fault::Points)?;
            for (project, points) in marks {
                totals[*project] = points
                    .checked_mul(weight)
                    .and_then(|all| totals[*project].checked_add(all))
                    .ok_or(Fault::Points)?;
            }
        }
        Ok(totals)
    }

    /// The different ballots with their numbers, in an order of their own that does not depend on who voted when.
    fn sorted(&self) -> Vec<(&[Mark], u64)> {
        let mut groups: Vec<(&[Mark], u64)> = self
            .groups
            .iter()
            .map(|(marks, weight)| (marks.as_ref(), *weight))
            .collect();
        groups.sort_unstable();
        groups
    }
}

/// Chooses the projects `budget` pays for.
///
/// # Errors
/// A [`Fault`] when numbers make no sense or are beyond range.
pub fn choose(election: &Election, rule: Rule, budget: i64) -> Result<Outcome, Fault> {
    choose_within(election, rule, budget, &[], &Limits::default())
}

/// The same within quotas, for rules that look at ballots: a project that a maximum bars is passed over when its turn
/// comes, and minima are filled first, by votes, before the rule gives out the rest of the budget. `groups` says for each
/// project which quotas it counts under; rules that look at totals alone know no quotas here.
pub(crate) fn choose_within(
    election: &Election,
    rule: Rule,
    budget: i64,
    groups: &[Vec<usize>],
    limits: &Limits,
) -> Result<Outcome, Fault> {
    if budget < 0 {
        return Err(Fault::Budget);
    }
    let by = |totals| by_totals(totals, &election.costs, &election.totals()?, budget);
    match rule {
        Rule::Greedy => by(Totals::Greedy),
        Rule::GreedyStop => by(Totals::Stop),
        Rule::GreedyCost => by(Totals::PerCost),
        Rule::MaxValue => by(Totals::Best),
        Rule::EqualShares {
            utility,
            completion,
        } => {
            let held = Held::filled(election, budget, groups, limits)?;
            equal_shares::choose(election, utility, completion, held)
        }
        Rule::Phragmen => {
            let held = Held::filled(election, budget, groups, limits)?;
            Ok(phragmen::choose(election, held))
        }
    }
}

#[cfg(test)]
mod tests;
