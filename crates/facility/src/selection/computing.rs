//! From a call's rules, its files and their ballots to the list under the ceiling: the one place where they are put
//! together, for the list that binds and for what might be instead.

use std::collections::BTreeMap;

use choice::allocation::{self, Ballots, Candidate, Limits, Method};
use choice::budgeting;
use workflow::country::Country;
use workflow::definition::Funding;
use workflow::ids::{PersonId, ProposalId};
use workflow::money::Money;
use workflow::proposal::Proposal;
use workflow::record::Digest;
use workflow::selection::{Allocation, BallotKind, Completion, Mark, Quota, QuotaBy, Rules};

use crate::failure::Failure;

/// Shares of equal shares are raised by the ceiling through this, and by one minor unit at least.
const STEPS: i64 = 10_000;

/// Whose ballot it is: a member's, or one of a secret vote, which nobody can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voter {
    /// A member, whose vote is open.
    Member(PersonId),
    /// SHA-256 of the receipt of a secret ballot.
    Receipt(Digest),
}

/// A file as a rule looks at it.
#[derive(Clone, Debug)]
pub struct Entrant {
    /// The file.
    pub id: ProposalId,
    /// What ranks it, thousandths of a point, 0 or more.
    pub worth: i64,
    /// What it would get, minor units.
    pub asked: i64,
    /// What it requests, minor units.
    pub requested: i64,
    /// Country of the project.
    pub country: Option<Country>,
    /// Theme id.
    pub theme: Option<String>,
    /// What each ballot gives it, in the order of voters.
    pub(super) votes: Vec<(Voter, i64)>,
}

impl Entrant {
    /// A file with what its ballots say, once they are all in: while an item is open, nothing of them is told. Nothing
    /// without an amount.
    pub fn of(file: &Proposal, rules: &Rules) -> Option<Self> {
        let submission = file.intake.submission.as_ref()?;
        let requested = submission.requested?.minor;
        let evaluated = file.evaluation.score;
        let open = file.selection.open;
        let worth = match rules.ballot {
            BallotKind::Decision => evaluated.unwrap_or(0),
            _ if open => 0,
            _ => file.selection.worth(rules, evaluated),
        };
        Some(Self {
            id: file.id,
            worth: worth.max(0),
            asked: if open {
                requested
            } else {
                amount_voted(file)?.minor
            },
            requested,
            country: submission.country,
            theme: submission.theme.clone(),
            votes: if open { Vec::new() } else { votes(file) },
        })
    }

    /// Whether a quota is about it.
    pub fn counts_under(&self, quota: &Quota) -> bool {
        match quota.by {
            QuotaBy::Region => self
                .country
                .is_some_and(|country| country.region().name() == quota.name),
            QuotaBy::Country => self
                .country
                .is_some_and(|country| country.code() == quota.name),
            QuotaBy::Theme => self.theme.as_deref() == Some(quota.name.as_str()),
            QuotaBy::Size => match quota.name.split_once(':') {
                Some(("up_to", most)) => most.parse().is_ok_and(|most: i64| self.requested <= most),
                Some(("above", most)) => most.parse().is_ok_and(|most: i64| self.requested > most),
                _ => false,
            },
        }
    }
}

/// The amount the panel would fund: the median of smaller amounts proposed when a majority of the funding votes asks
/// for less, else the request.
fn amount_voted(file: &Proposal) -> Option<Money> {
    let requested = file.intake.submission.as_ref()?.requested?;
    let marks = || file.selection.marks();
    let mut reduced: Vec<i64> = marks()
        .filter_map(|mark| mark.amount())
        .map(|m| m.minor)
        .collect();
    let full = marks()
        .filter(|mark| matches!(mark, Mark::Fund | Mark::FundWithConditions))
        .count();
    if reduced.len() <= full {
        return Some(requested);
    }
    reduced.sort_unstable();
    Some(Money::new(
        reduced[(reduced.len() - 1) / 2],
        requested.currency,
    ))
}

/// What each ballot gives a file: an approval one point, points and places what they say, everything else nothing.
fn votes(file: &Proposal) -> Vec<(Voter, i64)> {
    let points = |mark: Mark| match mark {
        Mark::Fund | Mark::FundReduced(_) | Mark::FundWithConditions | Mark::Approve => 1,
        Mark::Score(points) => i64::from(points),
        Mark::Place { at, of } => i64::from((of + 1).saturating_sub(at)),
        Mark::Reserve | Mark::Reject | Mark::Abstain | Mark::NotApprove => 0,
    };
    let selection = &file.selection;
    let open = selection
        .ballots
        .iter()
        .map(|(person, ballot)| (Voter::Member(*person), points(ballot.mark)));
    let sealed = selection.sealed.iter().filter_map(|one| {
        let mark = one.ballot.mark()?;
        Some((Voter::Receipt(one.receipt), points(mark)))
    });
    open.chain(sealed).collect()
}

/// What a list is made of besides the files.
pub struct Terms<'a> {
    /// The rules of the panel.
    pub rules: &'a Rules,
    /// The rule applied: the call's, or another to compare.
    pub allocation: Allocation,
    /// The money of the call.
    pub funding: &'a Funding,
    /// What may be given out, minor units.
    pub left: i64,
    /// Files that have their award already: they count under the quotas.
    pub settled: &'a [(Entrant, i64)],
}

/// A list, and the ranking it was made from.
pub struct Listed {
    /// The files in rank order; [`allocation::Allocation::why`] is in the same order.
    pub ranking: Vec<Candidate<ProposalId>>,
    /// Who gets what, and why.
    pub found: allocation::Allocation<ProposalId>,
}

/// Applies a rule to files, given best first or in the order in which equal ones stay.
///
/// # Errors
/// When amounts make no sense, which those of submitted files do not.
pub fn allocation(terms: &Terms<'_>, entrants: &[Entrant]) -> Result<Listed, Failure> {
    let rules = terms.rules;
    let mut ranked: Vec<&Entrant> = entrants.iter().collect();
    // Equal ones stay in the order given.
    ranked.sort_by_key(|entrant| std::cmp::Reverse(entrant.worth));
    let limits = Limits {
        quotas: rules
            .quotas
            .iter()
            .map(|quota| open_part(quota, terms))
            .collect(),
        reduced: rules.reduced_awards,
    };
    let groups = |entrant: &Entrant| {
        let quotas = rules.quotas.iter().enumerate();
        quotas
            .filter(|(_, quota)| entrant.counts_under(quota))
            .map(|(at, _)| at)
            .collect()
    };
    let ranking: Vec<Candidate<ProposalId>> = ranked
        .iter()
        .map(|entrant| Candidate {
            id: entrant.id,
            score: entrant.worth,
            amount: entrant.asked,
            least: Some(terms.funding.grant_min_minor),
            groups: groups(entrant),
        })
        .collect();
    let ceiling = terms.left.max(0);
    let walk = |rule| allocation::allocate_within(rule, &ranking, ceiling, &limits);
    let found = match terms.allocation {
        Allocation::RankStop => walk(allocation::Rule::RankStop),
        Allocation::RankSkip => walk(allocation::Rule::RankSkip),
        Allocation::BestTotalValue => walk(allocation::Rule::BestTotalValue),
        Allocation::EqualShares | Allocation::Phragmen => {
            let ballots = Ballots {
                method: method(terms),
                cast: &cast(&ranked),
            };
            allocation::allocate_by_ballots(&ballots, &ranking, ceiling, &limits)
        }
    };
    let found = found.map_err(|fault| Failure::Unexpected(fault.to_string()))?;
    Ok(Listed { ranking, found })
}

/// What of a quota is left to those that have no award yet.
fn open_part(quota: &Quota, terms: &Terms<'_>) -> allocation::Quota {
    let settled = || {
        terms
            .settled
            .iter()
            .filter(|(entrant, _)| entrant.counts_under(quota))
    };
    let number = u32::try_from(settled().count()).unwrap_or(u32::MAX);
    let money: i64 = settled().map(|(_, award)| award).sum();
    allocation::Quota {
        at_least: quota.at_least.map(|least| least.saturating_sub(number)),
        at_most: quota.at_most.map(|most| most.saturating_sub(number)),
        at_least_amount: quota.at_least_minor.map(|least| (least - money).max(0)),
        at_most_amount: quota.at_most_minor.map(|most| (most - money).max(0)),
    }
}

fn method(terms: &Terms<'_>) -> Method {
    if terms.allocation == Allocation::Phragmen {
        return Method::Phragmen;
    }
    let step = (terms.funding.ceiling_minor / STEPS).max(1);
    Method::EqualShares {
        utility: match terms.rules.ballot {
            BallotKind::Decision | BallotKind::Approval => budgeting::Utility::Cost,
            BallotKind::Score | BallotKind::Ranking => budgeting::Utility::Points,
        },
        completion: match terms.rules.completion {
            Completion::None => budgeting::Completion::None,
            Completion::Greedy => budgeting::Completion::Greedy,
            Completion::Add1 => budgeting::Completion::Raise { step },
            Completion::Add1Greedy => budgeting::Completion::RaiseThenGreedy { step },
        },
    }
}

/// The ballots over all files: everybody who voted on any of them has one.
fn cast(ranked: &[&Entrant]) -> Vec<Vec<budgeting::Mark>> {
    let mut ballots: BTreeMap<&Voter, Vec<budgeting::Mark>> = BTreeMap::new();
    for (at, entrant) in ranked.iter().enumerate() {
        for (voter, points) in &entrant.votes {
            let marks = ballots.entry(voter).or_default();
            if *points > 0 {
                marks.push((at, *points));
            }
        }
    }
    ballots.into_values().collect()
}
