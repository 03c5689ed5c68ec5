//! The rules that walk down the ranking.

use super::quotas::{Used, reduced, refused};
use super::{Candidate, Choice, Limits, Why};

/// Fills minima first, then walks down the ranking, taking what fits; `stop` ends the second walk at the first that asks
/// for more than is left.
pub(super) fn choose<I>(
    ranking: &[Candidate<I>],
    ceiling: i64,
    limits: &Limits,
    stop: bool,
) -> Choice {
    let mut walk = Walk {
        left: ceiling,
        used: Used::new(limits),
        awards: vec![None; ranking.len()],
        why: vec![None; ranking.len()],
    };
    for (at, candidate) in ranking.iter().enumerate() {
        let helped = walk.used.helped(&candidate.groups, candidate.amount);
        if let Some(quota) = helped.filter(|_| walk.fits(candidate)) {
            let left = walk.left;
            walk.take(
                at,
                candidate,
                candidate.amount,
                Why::ForMinimum { quota, left },
            );
        }
    }
    let mut stopped = None;
    let mut margin = limits.reduced;
    for (at, candidate) in ranking.iter().enumerate() {
        if walk.why[at].is_some() {
            continue;
        }
        let left = walk.left;
        if let Some(at_whom) = stopped {
            walk.why[at] = Some(Why::Stopped { at: at_whom });
        } else if walk.fits(candidate) {
            walk.take(at, candidate, candidate.amount, Why::Fits { left });
        } else {
            let award = reduced(candidate, left, &walk.used, limits).filter(|_| margin);
            let why = refused(candidate, left, &walk.used);
            match award {
                Some(award) => {
                    margin = false;
                    walk.take(at, candidate, award, Why::Reduced { award });
                }
                None => walk.why[at] = Some(why),
            }
            // Whom a maximum bars would have fitted or not: the money is not what keeps it out.
            stopped = (stop && matches!(why, Why::NoRoom { .. })).then_some(at);
        }
    }
    Choice {
        awards: walk.awards,
        why: walk
            .why
            .into_iter()
            .map(|why| {
                why.unwrap_or(Why::NoRoom {
                    left: 0,
                    least: None,
                })
            })
            .collect(),
        exact: true,
    }
}

struct Walk<'a> {
    left: i64,
    used: Used<'a>,
    awards: Vec<Option<i64>>,
    why: Vec<Option<Why>>,
}

impl Walk<'_> {
    fn fits<I>(&self, candidate: &Candidate<I>) -> bool {
        candidate.amount <= self.left
            && self
                .used
                .barred(&candidate.groups, candidate.amount)
                .is_none()
    }

    fn take<I>(&mut self, at: usize, candidate: &Candidate<I>, award: i64, why: Why) {
        self.left -= award;
        self.used.add(&candidate.groups, award);
        self.awards[at] = Some(award);
        self.why[at] = Some(why);
    }
}
