//! From a ranking to a list under a ceiling.
//!
//! The rule that binds is fixed before the scores are known; the functions here only carry it out. Amounts are minor
//! units of one currency, scores thousandths of a point. A list whose sum equals the ceiling fits.
//!
//! # Quotas
//! A quota bounds how many candidates of a group are chosen, or their money together. No rule goes above a maximum.
//! Minima are aims:
//!
//! - The rules in rank order fill them first: whoever counts towards a minimum that is not reached yet is taken in rank
//!   order, as far as money and maxima allow; then the rest of the money is given out in rank order to all. Places held
//!   for a group that are filled before the open ones are a guaranteed minimum and no bonus, as those of the group who
//!   would be chosen anyway count towards it: U. Dur, S. D. Kominers, P. A. Pathak and T. Sönmez, "Reserve Design:
//!   Unintended Consequences and the Demise of Boston's Walk Zones", Journal of Political Economy 126 (2018).
//! - The best total value is that of all lists which keep every minimum. Where no list keeps them all, each is kept, in the
//!   order given, if some list keeps it with those kept before.
//!
//! A minimum that is not reached is told in [`Allocation::unmet`]; it is no fault.

mod ballots;
mod best_value;
mod bounds;
mod in_rank;
mod partial;
mod quotas;
mod relaxed;
mod within;

use thiserror::Error;

use crate::budgeting;

pub use ballots::{Ballots, Method};
pub(crate) use quotas::Used;
pub use quotas::{Limits, Measure, Quota, Unmet};

/// How the ceiling cuts a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// In rank order, up to the first that does not fit; nobody below it is chosen. Whom a maximum bars does not stop it.
    RankStop,
    /// In rank order, passing over whoever does not fit into what is left.
    RankSkip,
    /// The set with the highest total score that fits; of several, the cheapest; of several such, the one that holds the
    /// higher-ranked candidate where they first differ.
    BestTotalValue,
}

/// One who asks for money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<I> {
    /// What the caller knows it by.
    pub id: I,
    /// Thousandths of a point, 0 or more.
    pub score: i64,
    /// What it asks for, minor units, 0 or more.
    pub amount: i64,
    /// The least it would do with; none when it takes no less than it asks for.
    pub least: Option<i64>,
    /// The quotas it counts under, as places in [`Limits::quotas`], none of them twice.
    pub groups: Vec<usize>,
}

impl<I> Candidate<I> {
    /// A candidate who takes no less and counts under no quota.
    pub const fn whole(id: I, score: i64, amount: i64) -> Self {
        Self {
            id,
            score,
            amount,
            least: None,
            groups: Vec::new(),
        }
    }
}

/// Why a candidate is chosen or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Chosen in its turn.
    Fits {
        /// What was left then, before it.
        left: i64,
    },
    /// Chosen first, for a minimum that was not reached yet.
    ForMinimum {
        /// Place of the quota.
        quota: usize,
        /// What was left then, before it.
        left: i64,
    },
    /// Chosen with what was left, which is less than it asks for.
    Reduced {
        /// What it gets.
        award: i64,
    },
    /// Asks for more than was left.
    NoRoom {
        /// What was left then.
        left: i64,
        /// The least it would do with; none when it takes no less.
        least: Option<i64>,
    },
    /// Below the first who did not fit, where the rule stops.
    Stopped {
        /// Place in the ranking of the one at whom it stopped.
        at: usize,
    },
    /// A maximum leaves no room.
    Maximum {
        /// Place of the quota.
        quota: usize,
        /// Whether of number or of money.
        measure: Measure,
    },
    /// Belongs to the set with the highest total.
    InBest,
    /// Does not: with it, less would be had for the money.
    NotInBest {
        /// What that set leaves.
        left: i64,
    },
    /// What a rule says that looks at ballots; its places are those of the ranking.
    ByBallots(budgeting::Why),
}

/// What a rule makes of a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation<I> {
    /// Those chosen, in rank order.
    pub chosen: Vec<I>,
    /// What each of them gets, in the same order.
    pub awards: Vec<i64>,
    /// The sum of the awards.
    pub spent: i64,
    /// What is left under the ceiling.
    pub remaining: i64,
    /// The highest-ranked candidate who is not chosen: where the line runs.
    pub first_not_fitting: Option<I>,
    /// Everyone not chosen, in rank order: the order in which a reserve list is called.
    pub reserve: Vec<I>,
    /// Why, for each candidate in rank order.
    pub why: Vec<Why>,
    /// Minima that are not reached.
    pub unmet: Vec<Unmet>,
    /// False when a search for the best total had to be cut short, so that there may be a better list.
    pub exact: bool,
}

/// Why there is no allocation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The ceiling is below zero.
    #[error("the ceiling is below zero")]
    Ceiling,
    /// An amount is below zero, or all together are beyond range.
    #[error("the amount of candidate {position} is below zero or too large")]
    Amount {
        /// Place in the ranking, from 0.
        position: usize,
    },
    /// A score is below zero.
    #[error("the score of candidate {position} is below zero")]
    Score {
        /// Place in the ranking, from 0.
        position: usize,
    },
    /// A ballot makes no sense.
    #[error("{0}")]
    Ballot(budgeting::Fault),
    /// A candidate counts under a quota that does not exist, or under one twice.
    #[error("candidate {position} counts under an unknown quota or under one twice")]
    Group {
        /// Place in the ranking, from 0.
        position: usize,
    },
}

/// Puts candidates in rank order: highest score first, equal scores by their identifier.
pub fn rank<I: Ord>(candidates: &mut [Candidate<I>]) {
    candidates.sort_by(|one, other| {
        other
            .score
            .cmp(&one.score)
            .then_with(|| one.id.cmp(&other.id))
    });
}

/// Chooses from `ranking`, given in rank order, under `ceiling`, with nothing else to keep to.
///
/// # Errors
/// A [`Fault`] when the ceiling, an amount or a score is below zero.
pub fn allocate<I: Clone>(
    rule: Rule,
    ranking: &[Candidate<I>],
    ceiling: i64,
) -> Result<Allocation<I>, Fault> {
    allocate_within(rule, ranking, ceiling, &Limits::default())
}

/// Chooses from `ranking`, given in rank order, under `ceiling` and within `limits`.
///
/// Where awards may be reduced, one is at most: in rank order the first who does not fit whole and would do with what is
/// left; after the best total value, the highest-ranked who is not in the set and would do with what it leaves.
///
/// # Errors
/// A [`Fault`] when numbers make no sense.
pub fn allocate_within<I: Clone>(
    rule: Rule,
    ranking: &[Candidate<I>],
    ceiling: i64,
    limits: &Limits,
) -> Result<Allocation<I>, Fault> {
    check(ranking, ceiling, limits)?;
    let choice = match rule {
        Rule::RankStop => in_rank::choose(ranking, ceiling, limits, true),
        Rule::RankSkip => in_rank::choose(ranking, ceiling, limits, false),
        Rule::BestTotalValue => within::choose(ranking, ceiling, limits),
    };
    Ok(describe(ranking, ceiling, limits, choice))
}

/// Chooses by ballots on the candidates of `ranking`, under `ceiling` and within `limits`; the ranking says in which order
/// a reserve list is called.
///
/// A maximum bars a candidate when its turn comes. Minima are filled first, by votes, and the rule gives out the rest. Where
/// awards may be reduced, the highest-ranked who is not chosen and would do with what is left gets it.
///
/// # Errors
/// A [`Fault`] when numbers or ballots make no sense.
pub fn allocate_by_ballots<I: Clone>(
    ballots: &Ballots<'_>,
    ranking: &[Candidate<I>],
    ceiling: i64,
    limits: &Limits,
) -> Result<Allocation<I>, Fault> {
    check(ranking, ceiling, limits)?;
    let choice = ballots::choose(ballots, ranking, ceiling, limits)?;
    Ok(describe(ranking, ceiling, limits, choice))
}

/// What a rule decides: an award or none for each candidate, and why.
struct Choice {
    awards: Vec<Option<i64>>,
    why: Vec<Why>,
    exact: bool,
}

/// Refuses numbers that make no sense.
fn check<I>(ranking: &[Candidate<I>], ceiling: i64, limits: &Limits) -> Result<(), Fault> {
    if ceiling < 0 {
        return Err(Fault::Ceiling);
    }
    for (position, candidate) in ranking.iter().enumerate() {
        if candidate.amount < 0 || candidate.least.is_some_and(|least| least < 0) {
            return Err(Fault::Amount { position });
        }
        if candidate.score < 0 {
            return Err(Fault::Score { position });
        }
        let mut groups = candidate.groups.clone();
        groups.sort_unstable();
        let twice = groups.windows(2).any(|pair| pair[0] == pair[1]);
        if twice || groups.last().is_some_and(|at| *at >= limits.quotas.len()) {
            return Err(Fault::Group { position });
        }
    }
    Ok(())
}

/// Writes down a choice.
fn describe<I: Clone>(
    ranking: &[Candidate<I>],
    ceiling: i64,
    limits: &Limits,
    choice: Choice,
) -> Allocation<I> {
    let mut chosen = Vec::new();
    let mut awards = Vec::new();
    let mut reserve = Vec::new();
    for (candidate, award) in ranking.iter().zip(&choice.awards) {
        match award {
            Some(award) => {
                chosen.push(candidate.id.clone());
                awards.push(*award);
            }
            None => reserve.push(candidate.id.clone()),
        }
    }
    // Below the ceiling, and so within range.
    let spent = awards.iter().sum();
    Allocation {
        chosen,
        awards,
        spent,
        remaining: ceiling - spent,
        first_not_fitting: reserve.first().cloned(),
        reserve,
        unmet: quotas::unmet(ranking, &choice.awards, limits),
        why: choice.why,
        exact: choice.exact,
    }
}

#[cfg(test)]
mod tests;
