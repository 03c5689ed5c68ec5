//! The set with the highest total score under a ceiling and within quotas, exactly.
//!
//! Without quotas this is the knapsack of [`super::best_value`]. With them, partial choices are kept in buckets of those
//! that use every bound alike, each bucket a frontier in which nobody is beaten by another that costs no more and scores
//! no less. Candidates are taken group by group, so that a bound is forgotten as soon as its last candidate has been
//! looked at. Dropped is what cannot keep a minimum any more, and what cannot reach a list already known even by
//! [`super::relaxed`]; whoever cannot be in such a list, or cannot be missing from it, is settled beforehand.
//!
//! Partial choices are no more than [`MOST`] at a time. Where that does not do, those of the least promise are dropped,
//! and the answer says that it may not be the best.

use std::collections::BTreeMap;

use super::best_value;
use super::bounds::{Bounds, OneBound, adds};
use super::partial::{Part, frontier, thin, widen};
use super::quotas::{Used, reduced, refused};
use super::relaxed::Relaxed;
use super::{Candidate, Choice, Limits, Why};

/// Partial choices kept at a time.
const MOST: usize = 100_000;

/// Partial choices kept at a time by the search that goes before.
const NARROW: usize = 1_000;

/// Chooses, and gives what is left to the highest-ranked who would do with it, where awards may be reduced.
pub(super) fn choose<I>(ranking: &[Candidate<I>], ceiling: i64, limits: &Limits) -> Choice {
    let (chosen, exact) = if limits.quotas.is_empty() {
        (best_value::choose(ranking, ceiling), true)
    } else {
        with_quotas(ranking, ceiling, limits)
    };
    let mut used = Used::new(limits);
    let mut left = ceiling;
    let mut awards = vec![None; ranking.len()];
    for (at, candidate) in ranking.iter().enumerate().filter(|(at, _)| chosen[*at]) {
        awards[at] = Some(candidate.amount);
        left -= candidate.amount;
        used.add(&candidate.groups, candidate.amount);
    }
    let mut why: Vec<Why> = ranking
        .iter()
        .zip(&chosen)
        .map(
            |(candidate, chosen)| match (chosen, refused(candidate, left, &used)) {
                (true, _) => Why::InBest,
                (false, maximum @ Why::Maximum { .. }) => maximum,
                (false, _) => Why::NotInBest { left },
            },
        )
        .collect();
    let margin = ranking.iter().enumerate().find_map(|(at, candidate)| {
        let award = reduced(candidate, left, &used, limits).filter(|_| !chosen[at])?;
        Some((at, award))
    });
    if let Some((at, award)) = margin {
        awards[at] = Some(award);
        why[at] = Why::Reduced { award };
    }
    Choice { awards, why, exact }
}

/// Keeps the minima that can be kept together, in the order given, and finds the best list that does.
fn with_quotas<I>(ranking: &[Candidate<I>], ceiling: i64, limits: &Limits) -> (Vec<bool>, bool) {
    let bounds = Bounds::new(limits);
    let search = |bounds: &Bounds| Search::new(ranking, ceiling, bounds).best();
    let mut exact = true;
    let mut note = |found: Found| {
        exact &= found.exact;
        found.chosen
    };
    if let Some(chosen) = note(search(&bounds)) {
        return (chosen, exact);
    }
    let mut kept = bounds.without_minima();
    for (at, least) in bounds
        .0
        .iter()
        .enumerate()
        .map(|(at, bound)| (at, bound.least))
    {
        let Some(least) = least else { continue };
        kept.0[at].least = Some(least);
        let possible = note(Search::new(ranking, ceiling, &kept).any());
        if possible.is_none() {
            kept.0[at].least = None;
        }
    }
    let chosen = note(search(&kept));
    (chosen.unwrap_or_else(|| vec![false; ranking.len()]), exact)
}

/// What is known of a candidate before the search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixed {
    In,
    Out,
    Open,
}

struct Found {
    chosen: Option<Vec<bool>>,
    exact: bool,
}

struct Search<'a, I> {
    ranking: &'a [Candidate<I>],
    ceiling: i64,
    bounds: &'a Bounds,
    /// The order in which candidates are looked at.
    order: Vec<usize>,
    /// For each step and bound, what the candidates from there on could add to it.
    to_come: Vec<Vec<i64>>,
}

impl<'a, I> Search<'a, I> {
    fn new(ranking: &'a [Candidate<I>], ceiling: i64, bounds: &'a Bounds) -> Self {
        let mut order: Vec<usize> = (0..ranking.len()).collect();
        order.sort_by(|one, other| ranking[*one].groups.cmp(&ranking[*other].groups));
        let mut to_come = vec![vec![0; bounds.0.len()]];
        for at in order.iter().rev() {
            let mut sums = to_come[to_come.len() - 1].clone();
            for (sum, bound) in sums.iter_mut().zip(&bounds.0) {
                *sum = i64::saturating_add(*sum, adds(&ranking[*at], bound));
            }
            to_come.push(sums);
        }
        to_come.reverse();
        Self {
            ranking,
            ceiling,
            bounds,
            order,
            to_come,
        }
    }

    /// The best list that keeps every bound, if one does.
    fn best(&self) -> Found {
        let mut known = None;
        let relaxed = Relaxed::seek(self.ranking, self.ceiling, self.bounds, |order| {
            let list = self.walk(order);
            if self.keeps(&list) {
                known = known.max(Some(self.score(&list)));
            }
            known
        });
        if known.is_none() {
            match self.any() {
                Found {
                    chosen: Some(list), ..
                } => known = Some(self.score(&list)),
                none @ Found { exact: true, .. } => return none,
                Found { .. } => {}
            }
        }
        let score = |candidate: &Candidate<I>| i128::from(candidate.score);
        // A narrow search first: what it finds narrows the whole one.
        let narrow = self.run(known, NARROW, &relaxed, score);
        if narrow.exact {
            return narrow;
        }
        known = known.max(narrow.chosen.map(|list| self.score(&list)));
        self.run(known, MOST, &relaxed, score)
    }

    /// Any list that keeps every bound: the cheapest.
    fn any(&self) -> Found {
        let relaxed = Relaxed::seek(
            &[] as &[Candidate<I>],
            self.ceiling,
            &Bounds(Vec::new()),
            |_| None,
        );
        self.run(None, MOST, &relaxed, |_| 0)
    }

    /// Takes what fits in an order, first for minima.
    fn walk(&self, order: &[usize]) -> Vec<bool> {
        let mut used = vec![0i64; self.bounds.0.len()];
        let mut left = self.ceiling;
        let mut chosen = vec![false; self.ranking.len()];
        for helping in [true, false] {
            for at in order.iter().copied() {
                let candidate = &self.ranking[at];
                let each = || self.bounds.0.iter().zip(&used);
                let its = |bound: &OneBound| adds(candidate, bound);
                let helps = each().any(|(bound, used)| {
                    its(bound) > 0 && bound.least.is_some_and(|least| *used < least)
                });
                let fits = candidate.amount <= left
                    && each().all(|(bound, used)| {
                        bound
                            .most
                            .is_none_or(|most| used.saturating_add(its(bound)) <= most)
                    });
                if !chosen[at] && fits && (helps || !helping) {
                    chosen[at] = true;
                    left -= candidate.amount;
                    for (used, bound) in used.iter_mut().zip(&self.bounds.0) {
                        *used = used.saturating_add(adds(candidate, bound));
                    }
                }
            }
        }
        chosen
    }

    /// When each candidate is looked at.
    fn places(&self) -> Vec<usize> {
        let mut place = vec![0; self.order.len()];
        for (step, at) in self.order.iter().enumerate() {
            place[*at] = step;
        }
        place
    }

    fn score(&self, chosen: &[bool]) -> i128 {
        let pairs = self.ranking.iter().zip(chosen).filter(|(_, taken)| **taken);
        pairs
            .map(|(candidate, _)| i128::from(candidate.score))
            .sum()
    }

    /// Whether a list keeps the ceiling and every bound.
    fn keeps(&self, chosen: &[bool]) -> bool {
        let taken = || self.ranking.iter().zip(chosen).filter(|(_, taken)| **taken);
        let amount: i128 = taken().map(|(c, _)| i128::from(c.amount)).sum();
        amount <= i128::from(self.ceiling)
            && self.bounds.0.iter().all(|bound| {
                let used: i64 = taken()
                    .map(|(candidate, _)| adds(candidate, bound))
                    .fold(0, i64::saturating_add);
                bound.least.is_none_or(|least| used >= least)
                    && bound.most.is_none_or(|most| used <= most)
            })
    }

    /// Which candidates must or must not be in a list that scores no less than `known`.
    fn fixed(&self, known: Option<i128>, relaxed: &Relaxed) -> Vec<Fixed> {
        let Some(known) = known.map(|known| relaxed.scaled(known)) else {
            return vec![Fixed::Open; self.ranking.len()];
        };
        let nothing = vec![0; self.bounds.0.len()];
        let rest = relaxed.rest(self.bounds, &nothing, &self.to_come[0]);
        let fixed = |(at, candidate): (usize, &Candidate<I>)| {
            let others = relaxed.bound(|other| other != at);
            let room = self.ceiling - candidate.amount;
            let with = relaxed.score(at, candidate) + rest;
            if room < 0 || others.best(room) + with < known {
                Fixed::Out
            } else if others.best(self.ceiling) + rest < known {
                Fixed::In
            } else {
                Fixed::Open
            }
        };
        self.ranking.iter().enumerate().map(fixed).collect()
    }

    fn run(
        &self,
        known: Option<i128>,
        most: usize,
        relaxed: &Relaxed,
        score: impl Fn(&Candidate<I>) -> i128,
    ) -> Found {
        let empty = Part {
            amount: 0,
            score: 0,
            set: vec![0; self.ranking.len().div_ceil(64)],
        };
        let place = self.places();
        let fixed = self.fixed(known, relaxed);
        let known = known.map(|known| relaxed.scaled(known));
        let mut exact = true;
        let mut buckets = BTreeMap::from([(vec![0i64; self.bounds.0.len()], vec![empty])]);
        for (step, at) in (1..).zip(self.order.iter().copied()) {
            let candidate = &self.ranking[at];
            let bound = relaxed.bound(|at| place[at] >= step && fixed[at] != Fixed::Out);
            let mut next: BTreeMap<Vec<i64>, Vec<Part>> = BTreeMap::new();
            for (used, parts) in buckets {
                if let Some(key) = self
                    .with(&used, candidate, step)
                    .filter(|_| fixed[at] != Fixed::Out)
                {
                    let room = self.ceiling - candidate.amount;
                    let fitting = parts.iter().filter(|part| part.amount <= room);
                    let widened =
                        fitting.map(|part| widen(part, at, candidate.amount, score(candidate)));
                    next.entry(key).or_default().extend(widened);
                }
                if let Some(key) = self.settled(used, step).filter(|_| fixed[at] != Fixed::In) {
                    next.entry(key).or_default().extend(parts);
                }
            }
            let promise = |used: &[i64], part: &Part| {
                relaxed.scaled(part.score)
                    + bound.best(self.ceiling - part.amount)
                    + relaxed.rest(self.bounds, used, &self.to_come[step])
            };
            for (used, parts) in &mut next {
                if let Some(known) = known {
                    parts.retain(|part| promise(used, part) >= known);
                }
                frontier(parts);
            }
            next.retain(|_, parts| !parts.is_empty());
            exact &= thin(&mut next, most, promise);
            buckets = next;
        }
        let best = buckets.into_values().flatten().max_by(|one, other| {
            (one.score, -one.amount, &one.set).cmp(&(other.score, -other.amount, &other.set))
        });
        Found {
            chosen: best.map(|best| (0..self.ranking.len()).map(|at| best.holds(at)).collect()),
            exact,
        }
    }

    /// How the bounds are used with one more candidate, unless that breaks one.
    fn with(&self, used: &[i64], candidate: &Candidate<I>, step: usize) -> Option<Vec<i64>> {
        let mut used = used.to_vec();
        for (used, bound) in used.iter_mut().zip(&self.bounds.0) {
            *used = used.saturating_add(adds(candidate, bound));
            if bound.most.is_some_and(|most| *used > most) {
                return None;
            }
        }
        self.settled(used, step)
    }

    /// Makes alike what makes no difference from here on; nothing when a minimum is out of reach.
    fn settled(&self, mut used: Vec<i64>, step: usize) -> Option<Vec<i64>> {
        for ((used, bound), to_come) in used.iter_mut().zip(&self.bounds.0).zip(&self.to_come[step])
        {
            if bound
                .least
                .is_some_and(|least| used.saturating_add(*to_come) < least)
            {
                return None;
            }
            let never_full = bound
                .most
                .is_none_or(|most| used.saturating_add(*to_come) <= most);
            if *to_come == 0 {
                *used = 0;
                // A closed bound that was kept asks for nothing more; `to_come` stays 0 from here on.
                if let Some(least) = bound.least {
                    *used = least;
                }
            } else if never_full {
                // Only the minimum counts, and no more of it than is asked for.
                *used = (*used).min(bound.least.unwrap_or(0));
            }
        }
        Some(used)
    }
}
