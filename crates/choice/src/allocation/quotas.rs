//! Bounds on groups of candidates, and how far they are used.

use super::{Candidate, Why};

/// Bounds for one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// So many of the group are to be chosen.
    pub at_least: Option<u32>,
    /// No more of the group are chosen.
    pub at_most: Option<u32>,
    /// So much money is to go to the group, minor units.
    pub at_least_amount: Option<i64>,
    /// No more money goes to the group, minor units.
    pub at_most_amount: Option<i64>,
}

/// What a rule keeps to besides the ceiling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Bounds for groups; a candidate may be in several.
    pub quotas: Vec<Quota>,
    /// Whether the one at the margin may get less than it asks for.
    pub reduced: bool,
}

/// What a bound is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How many are chosen.
    Number,
    /// Their money together.
    Amount,
}

/// A minimum that is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// Place of the quota.
    pub quota: usize,
    /// Whether of number or of money.
    pub measure: Measure,
    /// What is to be reached.
    pub wanted: i64,
    /// What is reached.
    pub reached: i64,
    /// What all candidates of the group together come to: below `wanted`, no rule could have reached it.
    pub possible: i64,
}

impl Quota {
    /// The minimum in a measure.
    pub fn least(&self, measure: Measure) -> Option<i64> {
        match measure {
            Measure::Number => self.at_least.map(i64::from),
            Measure::Amount => self.at_least_amount,
        }
    }

    /// The maximum in a measure.
    pub fn most(&self, measure: Measure) -> Option<i64> {
        match measure {
            Measure::Number => self.at_most.map(i64::from),
            Measure::Amount => self.at_most_amount,
        }
    }
}

impl Measure {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Number, Self::Amount];

    /// What an award adds.
    pub(super) const fn of(self, award: i64) -> i64 {
        match self {
            Self::Number => 1,
            Self::Amount => award,
        }
    }
}

/// How far each quota is used.
#[derive(Clone)]
pub(crate) struct Used<'a> {
    quotas: &'a [Quota],
    /// Number and money, for each quota.
    used: Vec<[i64; 2]>,
}

impl<'a> Used<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            quotas: &limits.quotas,
            used: vec![[0; 2]; limits.quotas.len()],
        }
    }

    /// The first maximum that an award would break.
    pub fn barred(&self, groups: &[usize], award: i64) -> Option<(usize, Measure)> {
        let bounds = groups
            .iter()
            .flat_map(|quota| Measure::ALL.map(|measure| (*quota, measure)));
        bounds.into_iter().find(|(quota, measure)| {
            let used = self.used[*quota][*measure as usize];
            self.quotas[*quota]
                .most(*measure)
                .is_some_and(|most| used.saturating_add(measure.of(award)) > most)
        })
    }

    /// The first minimum not reached yet that an award would count towards.
    pub fn helped(&self, groups: &[usize], award: i64) -> Option<usize> {
        groups.iter().copied().find(|quota| {
            Measure::ALL.iter().any(|measure| {
                let used = self.used[*quota][*measure as usize];
                measure.of(award) > 0
                    && self.quotas[*quota]
                        .least(*measure)
                        .is_some_and(|least| used < least)
            })
        })
    }

    /// The most money the maxima still allow; none when there is no bound.
    pub fn room(&self, groups: &[usize]) -> Option<i64> {
        let room = |quota: &usize| {
            let used = self.used[*quota][Measure::Amount as usize];
            self.quotas[*quota].at_most_amount.map(|most| most - used)
        };
        groups.iter().filter_map(room).min()
    }

    pub fn add(&mut self, groups: &[usize], award: i64) {
        for quota in groups {
            for measure in Measure::ALL {
                let used = &mut self.used[*quota][measure as usize];
                *used = used.saturating_add(measure.of(award));
            }
        }
    }
}

/// The minima that `awards` do not reach.
pub(super) fn unmet<I>(
    ranking: &[Candidate<I>],
    awards: &[Option<i64>],
    limits: &Limits,
) -> Vec<Unmet> {
    let (mut reached, mut possible) = (Used::new(limits), Used::new(limits));
    for (candidate, award) in ranking.iter().zip(awards) {
        possible.add(&candidate.groups, candidate.amount);
        if let Some(award) = award {
            reached.add(&candidate.groups, *award);
        }
    }
    let mut found = Vec::new();
    for (quota, bounds) in limits.quotas.iter().enumerate() {
        for measure in Measure::ALL {
            let reached = reached.used[quota][measure as usize];
            if let Some(wanted) = bounds.least(measure).filter(|wanted| reached < *wanted) {
                found.push(Unmet {
                    quota,
                    measure,
                    wanted,
                    reached,
                    possible: possible.used[quota][measure as usize],
                });
            }
        }
    }
    found
}

/// What the one at the margin can be given instead of all it asks for: what is left, within the maxima of its groups,
/// when it would do with that.
pub(super) fn reduced<I>(
    candidate: &Candidate<I>,
    left: i64,
    used: &Used<'_>,
    limits: &Limits,
) -> Option<i64> {
    let least = candidate.least.filter(|_| limits.reduced)?;
    let room = used
        .room(&candidate.groups)
        .map_or(left, |room| room.min(left));
    let fits = room >= least && (1..candidate.amount).contains(&room);
    (fits && used.barred(&candidate.groups, room).is_none()).then_some(room)
}

/// Why a candidate is not chosen who would have had its turn with `left`.
pub(super) fn refused<I>(candidate: &Candidate<I>, left: i64, used: &Used<'_>) -> Why {
    match used.barred(&candidate.groups, candidate.amount) {
        Some((quota, measure)) => Why::Maximum { quota, measure },
        None => Why::NoRoom {
            left,
            least: candidate.least,
        },
    }
}
