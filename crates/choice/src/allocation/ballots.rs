//! The rules that look at who voted for what.

use super::quotas::{Used, reduced};
use super::{Candidate, Choice, Fault, Limits, Why};
use crate::budgeting::{self, Completion, Election, Mark, Rule, Utility, choose_within};

/// How ballots become a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Equal shares.
    EqualShares {
        /// What a mark is worth.
        utility: Utility,
        /// What happens with the rest.
        completion: Completion,
    },
    /// Phragmén's rule in sequence.
    Phragmen,
}

/// Ballots on candidates, each a list of marks by place in the ranking.
#[derive(Clone, Copy, Debug)]
pub struct Ballots<'a> {
    /// How they become a list.
    pub method: Method,
    /// One for each voter.
    pub cast: &'a [Vec<Mark>],
}

pub(super) fn choose<I>(
    ballots: &Ballots<'_>,
    ranking: &[Candidate<I>],
    ceiling: i64,
    limits: &Limits,
) -> Result<Choice, Fault> {
    let costs = ranking.iter().map(|candidate| candidate.amount).collect();
    let mut election = Election::new(costs).map_err(told)?;
    for marks in ballots.cast {
        election.cast(marks).map_err(told)?;
    }
    let groups: Vec<Vec<usize>> = ranking
        .iter()
        .map(|candidate| candidate.groups.clone())
        .collect();
    let rule = match ballots.method {
        Method::EqualShares {
            utility,
            completion,
        } => Rule::EqualShares {
            utility,
            completion,
        },
        Method::Phragmen => Rule::Phragmen,
    };
    let outcome = choose_within(&election, rule, ceiling, &groups, limits).map_err(told)?;
    let mut used = Used::new(limits);
    let mut awards = vec![None; ranking.len()];
    for at in &outcome.selected {
        awards[*at] = Some(ranking[*at].amount);
        used.add(&groups[*at], ranking[*at].amount);
    }
    let mut why: Vec<Why> = outcome.why.into_iter().map(Why::ByBallots).collect();
    let margin = ranking.iter().enumerate().find_map(|(at, candidate)| {
        let award = reduced(candidate, outcome.left, &used, limits)?;
        awards[at].is_none().then_some((at, award))
    });
    if let Some((at, award)) = margin {
        awards[at] = Some(award);
        why[at] = Why::Reduced { award };
    }
    Ok(Choice {
        awards,
        why,
        exact: true,
    })
}

const fn told(fault: budgeting::Fault) -> Fault {
    match fault {
        budgeting::Fault::Cost { project } => Fault::Amount { position: project },
        budgeting::Fault::Budget => Fault::Ceiling,
        other => Fault::Ballot(other),
    }
}
