//! From a ranking to a list under a ceiling.
//!
//! The rule that binds is fixed before the scores are known; the functions here only carry it out. Amounts are minor
//! units of one currency, scores thousandths of a point. A list whose sum equals the ceiling fits.

mod best_value;

use thiserror::Error;

/// How the ceiling cuts a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// In rank order, up to the first that does not fit; nobody below it is chosen.
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
}

/// What a rule makes of a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation<I> {
    /// Those chosen, in rank order.
    pub chosen: Vec<I>,
    /// The sum of their amounts.
    pub spent: i64,
    /// What is left under the ceiling.
    pub remaining: i64,
    /// The highest-ranked candidate who is not chosen: where the line runs.
    pub first_not_fitting: Option<I>,
    /// Everyone not chosen, in rank order: the order in which a reserve list is called.
    pub reserve: Vec<I>,
}

/// Why there is no allocation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The ceiling is below zero.
    #[error("the ceiling is below zero")]
    Ceiling,
    /// An amount is below zero.
    #[error("the amount of candidate {position} is below zero")]
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

/// Chooses from `ranking`, given in rank order, under `ceiling`.
///
/// # Errors
/// A [`Fault`] when the ceiling, an amount or a score is below zero.
pub fn allocate<I: Clone>(
    rule: Rule,
    ranking: &[Candidate<I>],
    ceiling: i64,
) -> Result<Allocation<I>, Fault> {
    check(ranking, ceiling)?;
    let chosen = match rule {
        Rule::RankStop => in_rank_order(ranking, ceiling, true),
        Rule::RankSkip => in_rank_order(ranking, ceiling, false),
        Rule::BestTotalValue => best_value::choose(ranking, ceiling),
    };
    Ok(describe(ranking, ceiling, &chosen))
}

/// Refuses numbers that make no sense.
fn check<I>(ranking: &[Candidate<I>], ceiling: i64) -> Result<(), Fault> {
    if ceiling < 0 {
        return Err(Fault::Ceiling);
    }
    if let Some(position) = ranking.iter().position(|candidate| candidate.amount < 0) {
        return Err(Fault::Amount { position });
    }
    if let Some(position) = ranking.iter().position(|candidate| candidate.score < 0) {
        return Err(Fault::Score { position });
    }
    Ok(())
}

/// Walks down the ranking, taking what fits; `stop` ends the walk at the first that does not.
fn in_rank_order<I>(ranking: &[Candidate<I>], ceiling: i64, stop: bool) -> Vec<bool> {
    let mut remaining = ceiling;
    let mut stopped = false;
    let take = |candidate: &Candidate<I>| {
        let fits = candidate.amount <= remaining && !stopped;
        if fits {
            remaining -= candidate.amount;
        } else {
            stopped |= stop;
        }
        fits
    };
    ranking.iter().map(take).collect()
}

/// Writes down a choice.
fn describe<I: Clone>(ranking: &[Candidate<I>], ceiling: i64, chosen: &[bool]) -> Allocation<I> {
    let ids = |wanted: bool| -> Vec<I> {
        let kept = ranking
            .iter()
            .zip(chosen)
            .filter(|(_, taken)| **taken == wanted);
        kept.map(|(candidate, _)| candidate.id.clone()).collect()
    };
    // Below the ceiling, and so within range.
    let spent = ranking
        .iter()
        .zip(chosen)
        .filter(|(_, taken)| **taken)
        .map(|(candidate, _)| candidate.amount)
        .sum();
    let reserve = ids(false);
    Allocation {
        chosen: ids(true),
        spent,
        remaining: ceiling - spent,
        first_not_fitting: reserve.first().cloned(),
        reserve,
    }
}

#[cfg(test)]
mod tests;
