//! A run of equal shares in floating point that answers only when it is certain.
//!
//! Raising shares step by step takes many runs, of which only the last is told. Each is tried here first: voters' money is
//! kept in floating point, with a bound on how far sums may be off. Wherever two numbers that decide something are closer
//! than that, there is no answer, and the run is made exactly.
//!
//! The bounds are kept along with the numbers: a sum of `n` terms is off by at most `n × 2⁻⁵³` of its size besides what its
//! terms are off by (N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, SIAM 2002, §4.2), a price by what the
//! sum it is made from is off by, and a voter's money by what they paid.

use super::equal_shares::Method;

/// What a single operation may be off by, as a part of its size, four times over.
const OFF: f64 = 4.0 * f64::EPSILON;

/// What a project came to when it was last looked at, with what that may be off by.
#[derive(Clone, Copy)]
struct Queued {
    project: usize,
    ratio: f64,
    off: f64,
    /// What those who can pay in full pay for a point.
    price: f64,
    /// What the price may be off by.
    price_off: f64,
    round: usize,
}

struct Run<'a, 'b> {
    method: &'b Method<'a>,
    /// What a voter of each ballot has left.
    money: Vec<f64>,
    /// What that may be off by.
    off: Vec<f64>,
}

/// The projects bought with shares raised by `raised`, in the order in which they were; nothing when it is not certain.
pub(super) fn bought(method: &Method<'_>, raised: i64) -> Option<Vec<usize>> {
    if method.voters == 0 {
        return None;
    }
    let share = method.held.left as f64 / method.voters as f64 + raised as f64;
    let mut run = Run {
        method,
        money: vec![share; method.supporters.weights.len()],
        off: vec![share * OFF; method.supporters.weights.len()],
    };
    let mut held = method.held.clone();
    let mut bought: Vec<usize> = held.given.iter().map(|(at, _)| *at).collect();
    for project in &method.free {
        if held.barred(*project, 0).is_none() {
            held.add(*project, 0);
            bought.push(*project);
        }
    }
    let mut queue: Vec<Queued> = method
        .wanted
        .iter()
        .map(|(project, points)| {
            let weight = *points as f64 * method.worth(*project) as f64;
            let ratio = method.costs[*project] as f64 / weight;
            Queued {
                project: *project,
                ratio,
                off: ratio * OFF,
                price: 0.0,
                price_off: 0.0,
                round: 0,
            }
        })
        .collect();
    // The next is at the end.
    queue.sort_by(|one, other| other.ratio.total_cmp(&one.ratio));
    let mut round = 1;
    while let Some(next) = queue.pop() {
        if held
            .barred(next.project, method.costs[next.project])
            .is_some()
        {
            continue;
        }
        if next.round != round {
            if let Some(looked_at) = run.look_at(next.project, round)? {
                insert(&mut queue, looked_at);
            }
            continue;
        }
        // Whoever might come before it is looked at as well; two that are too close to each other are not certain.
        let close = |other: &Queued| other.ratio - other.off <= next.ratio + next.off;
        if let Some(at) = queue.iter().position(close) {
            let other = queue.remove(at);
            if other.round == round {
                return None;
            }
            if let Some(looked_at) = run.look_at(other.project, round)? {
                insert(&mut queue, looked_at);
            }
            insert(&mut queue, next);
            continue;
        }
        held.add(next.project, method.costs[next.project]);
        bought.push(next.project);
        run.pay(next);
        round += 1;
    }
    Some(bought)
}

fn insert(queue: &mut Vec<Queued>, one: Queued) {
    let at = queue.partition_point(|other| other.ratio > one.ratio);
    queue.insert(at, one);
}

impl Run<'_, '_> {
    /// What a project comes to now: nothing within when its supporters cannot pay for it, nothing at all when that is not
    /// certain.
    fn look_at(&self, project: usize, round: usize) -> Option<Option<Queued>> {
        let supports = &self.method.supporters.by_project[project];
        let weights = &self.method.supporters.weights;
        let cost = self.method.costs[project] as f64;
        let each = || {
            supports.iter().map(|support| {
                let ballot = support.ballot as usize;
                let (weight, points) = (weights[ballot] as f64, support.points as f64);
                (self.money[ballot], weight, points)
            })
        };
        let together: f64 = each().map(|(money, weight, _)| money * weight).sum();
        let terms: f64 = supports
            .iter()
            .map(|one| self.off[one.ballot as usize] * weights[one.ballot as usize] as f64)
            .sum();
        let off = 2.0 * terms + (together + cost) * OFF * (supports.len() as f64 + 4.0);
        if together < cost - off {
            return Some(None);
        }
        if together < cost + off {
            return None;
        }
        let mut price = 0.0;
        loop {
            let (mut paid, mut points) = (0.0, 0.0);
            for (money, weight, given) in each() {
                if money < price * given {
                    paid += money * weight;
                } else {
                    points += weight * given;
                }
            }
            if points <= 0.0 {
                return None;
            }
            let higher = (cost - paid) / points;
            if higher <= price {
                let worth = self.method.worth(project) as f64;
                let price_off = off / points + price * OFF;
                return Some(Some(Queued {
                    project,
                    ratio: price / worth,
                    off: price_off / worth + price / worth * OFF,
                    price,
                    price_off,
                    round,
                }));
            }
            price = higher;
        }
    }

    /// Takes the price from the supporters. Whoever certainly has less has certainly nothing left.
    fn pay(&mut self, bought: Queued) {
        for support in &self.method.supporters.by_project[bought.project] {
            let points = support.points as f64;
            let money = &mut self.money[support.ballot as usize];
            let off = &mut self.off[support.ballot as usize];
            let (pays, pays_off) = (bought.price * points, bought.price_off * points);
            *off = if *money + *off < pays - pays_off {
                0.0
            } else {
                *off + pays_off + (*money + pays) * OFF
            };
            *money = (*money - pays).max(0.0);
        }
    }
}
