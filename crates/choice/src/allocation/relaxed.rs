//! How much a list within quotas could score at most: quotas are charged for instead of kept.
//!
//! Every bound has a price: what uses up a maximum pays it, what counts towards a minimum is paid it. Whatever the prices,
//! no list within the bounds scores more than the best fractional list at these prices and what is left of the bounds at
//! their prices (Lagrange's relaxation: M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
//! Problems", Management Science 27 (1981)). Prices are sought in floating point and then rounded to whole numbers; the
//! bounds computed from them are exact, so that bad prices cost time and never a better list.

use super::Candidate;
use super::best_value::Bound;
use super::bounds::{Bounds, adds};

/// Steps of the search for prices.
const STEPS: usize = 200;

/// A candidate at given prices.
#[derive(Clone, Copy)]
struct Priced {
    at: usize,
    amount: i64,
    /// Its score and what it pays and is paid, times 2 to the power of the shift.
    score: i128,
}

/// Prices, and what they make of every candidate.
pub(super) struct Relaxed {
    /// Scores are counted in fractions of 2 to the power of this.
    shift: u32,
    /// For each bound, what using up a unit of its maximum costs, and what a unit towards its minimum brings.
    prices: Vec<(i128, i128)>,
    /// Most score for the money first; those that would not pay at any amount are left out.
    order: Vec<Priced>,
    /// What each candidate pays less what it is paid.
    charge: Vec<i128>,
}

impl Relaxed {
    /// Seeks good prices. `offer` is told the order of preference at each step's prices and answers the highest score of
    /// a list known so far.
    pub fn seek<I>(
        ranking: &[Candidate<I>],
        ceiling: i64,
        bounds: &Bounds,
        mut offer: impl FnMut(&[usize]) -> Option<i128>,
    ) -> Self {
        let most_score = ranking.iter().map(|c| c.score).max().unwrap_or(0);
        let most_amount = ranking.iter().map(|c| c.amount).max().unwrap_or(0);
        let room = i128::from(most_score.max(1)).saturating_mul(i128::from(most_amount.max(1)));
        let mut search = Prices::new(ranking, bounds);
        if room > 1 << 90 {
            return Self::at(ranking, bounds, 0, &search.none());
        }
        let shift = 24;
        let mut best = Self::at(ranking, bounds, shift, &search.none());
        let mut lowest = best.most(ceiling, bounds);
        let mut current = Self::at(ranking, bounds, shift, &search.none());
        let mut pace = 1.0;
        let mut idle = 0;
        for _ in 0..STEPS {
            let order: Vec<usize> = current.order.iter().map(|priced| priced.at).collect();
            let known = offer(&order);
            let most = current.most(ceiling, bounds);
            let gap = (most >> shift) - known.unwrap_or(0);
            let moved = search.step(
                ranking,
                bounds,
                &current.fractions(ceiling),
                gap as f64 * pace,
            );
            if !moved {
                break;
            }
            current = Self::at(ranking, bounds, shift, &search.rounded(shift));
            let most = current.most(ceiling, bounds);
            if most < lowest {
                lowest = most;
                best = Self::at(ranking, bounds, shift, &search.rounded(shift));
                idle = 0;
            } else {
                idle += 1;
            }
            if idle > 8 {
                pace /= 2.0;
                idle = 0;
            }
        }
        best
    }

    fn at<I>(
        ranking: &[Candidate<I>],
        bounds: &Bounds,
        shift: u32,
        prices: &[(i128, i128)],
    ) -> Self {
        let charge = |candidate: &Candidate<I>| -> i128 {
            let each = bounds.0.iter().zip(prices);
            each.map(|(bound, (pays, paid))| i128::from(adds(candidate, bound)) * (pays - paid))
                .sum()
        };
        let charge: Vec<i128> = ranking.iter().map(charge).collect();
        let priced = ranking.iter().enumerate().map(|(at, candidate)| Priced {
            at,
            amount: candidate.amount,
            score: (i128::from(candidate.score) << shift) - charge[at],
        });
        let mut order: Vec<Priced> = priced.filter(|priced| priced.score >= 0).collect();
        order.sort_by(|one, other| {
            let free = |priced: &Priced| priced.amount == 0;
            let ratio = |one: &Priced, other: &Priced| one.score * i128::from(other.amount);
            free(other)
                .cmp(&free(one))
                .then_with(|| ratio(other, one).cmp(&ratio(one, other)))
        });
        Self {
            shift,
            prices: prices.to_vec(),
            order,
            charge,
        }
    }

    /// The most that candidates for whom `open` holds could add.
    pub fn bound(&self, open: impl Fn(usize) -> bool) -> Bound {
        let open = self.order.iter().filter(|priced| open(priced.at));
        Bound::of(open.map(|priced| (priced.amount, priced.score)))
    }

    /// What is left of the bounds at their prices, when they are used like this and `to_come` could still be added.
    pub fn rest(&self, bounds: &Bounds, used: &[i64], to_come: &[i64]) -> i128 {
        let each = bounds
            .0
            .iter()
            .zip(&self.prices)
            .zip(used.iter().zip(to_come));
        each.filter(|(_, (_, to_come))| **to_come > 0)
            .map(|((bound, (pays, paid)), (used, _))| {
                let most = bound.most.map_or(0, |most| i128::from(most - used));
                let least = bound.least.map_or(0, |least| i128::from(least - used));
                pays * most - paid * least
            })
            .sum()
    }

    /// Scores in the fractions that bounds are counted in.
    pub const fn scaled(&self, score: i128) -> i128 {
        score << self.shift
    }

    /// What a candidate's score is at these prices.
    pub fn score<I>(&self, at: usize, candidate: &Candidate<I>) -> i128 {
        self.scaled(i128::from(candidate.score)) - self.charge[at]
    }

    fn most(&self, ceiling: i64, bounds: &Bounds) -> i128 {
        let nothing = vec![0; bounds.0.len()];
        let all = vec![1; bounds.0.len()];
        self.bound(|_| true).best(ceiling) + self.rest(bounds, &nothing, &all)
    }

    /// How much of each candidate the best fractional list takes.
    fn fractions(&self, ceiling: i64) -> Vec<(usize, f64)> {
        let mut left = ceiling;
        let mut taken = Vec::new();
        for priced in &self.order {
            if priced.amount <= left {
                left -= priced.amount;
                taken.push((priced.at, 1.0));
            } else {
                taken.push((priced.at, left as f64 / priced.amount as f64));
                break;
            }
        }
        taken
    }
}

/// Prices as they are sought: for each bound that of its maximum and of its minimum, by the unit of its weight.
struct Prices {
    sought: Vec<(f64, f64)>,
    /// A usual amount a candidate adds to the bound, so that numbers and money move alike.
    weight: Vec<f64>,
}

impl Prices {
    fn new<I>(ranking: &[Candidate<I>], bounds: &Bounds) -> Self {
        let weight = bounds.0.iter().map(|bound| {
            let most = ranking.iter().map(|candidate| adds(candidate, bound)).max();
            most.unwrap_or(1).max(1) as f64
        });
        Self {
            sought: vec![(0.0, 0.0); bounds.0.len()],
            weight: weight.collect(),
        }
    }

    fn none(&self) -> Vec<(i128, i128)> {
        vec![(0, 0); self.sought.len()]
    }

    fn rounded(&self, shift: u32) -> Vec<(i128, i128)> {
        let scale = f64::from(1u32 << shift);
        let whole = |price: f64, weight: f64| (price / weight * scale).round() as i128;
        let each = self.sought.iter().zip(&self.weight);
        each.map(|((pays, paid), weight)| (whole(*pays, *weight), whole(*paid, *weight)))
            .collect()
    }

    /// Raises the prices of bounds that are broken and lowers those of others, against the gap (Polyak's step). Answers
    /// whether anything moves.
    fn step<I>(
        &mut self,
        ranking: &[Candidate<I>],
        bounds: &Bounds,
        taken: &[(usize, f64)],
        gap: f64,
    ) -> bool {
        let broken: Vec<(f64, f64)> = bounds
            .0
            .iter()
            .zip(&self.weight)
            .map(|(bound, weight)| {
                let used: f64 = taken
                    .iter()
                    .map(|(at, part)| adds(&ranking[*at], bound) as f64 * part)
                    .sum();
                let above = bound.most.map_or(0.0, |most| (used - most as f64) / weight);
                let below = bound
                    .least
                    .map_or(0.0, |least| (least as f64 - used) / weight);
                (above, below)
            })
            .collect();
        let length: f64 = broken
            .iter()
            .map(|(above, below)| above * above + below * below)
            .sum();
        if length <= 1e-12 || gap <= 0.0 {
            return false;
        }
        for ((pays, paid), (above, below)) in self.sought.iter_mut().zip(&broken) {
            *pays = (*pays + gap / length * above).max(0.0);
            *paid = (*paid + gap / length * below).max(0.0);
        }
        true
    }
}
