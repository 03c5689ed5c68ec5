//! Rules that need no more of the ballots than the votes of each project together.

use std::cmp::Ordering;

use super::{Fault, Outcome, Why};
use crate::allocation::{self, Candidate};

/// How totals are turned into a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Totals {
    /// As [`super::Rule::Greedy`].
    Greedy,
    /// As [`super::Rule::GreedyStop`].
    Stop,
    /// As [`super::Rule::GreedyCost`].
    PerCost,
    /// As [`super::Rule::MaxValue`].
    Best,
}

/// Chooses by votes or points of each project together. A project with a total below zero is never chosen.
///
/// # Errors
/// [`Fault::Budget`] and [`Fault::Cost`] when these are below zero; [`Fault::Points`] when totals are not one for each
/// cost.
pub fn by_totals(
    rule: Totals,
    costs: &[i64],
    totals: &[i64],
    budget: i64,
) -> Result<Outcome, Fault> {
    if budget < 0 {
        return Err(Fault::Budget);
    }
    if let Some(project) = costs.iter().position(|cost| *cost < 0) {
        return Err(Fault::Cost { project });
    }
    if totals.len() != costs.len() {
        return Err(Fault::Points);
    }
    if rule == Totals::Best {
        return best(costs, totals, budget);
    }
    let mut order: Vec<usize> = (0..costs.len()).collect();
    match rule {
        Totals::PerCost => order.sort_by(|a, b| per_cost(costs, totals, *a, *b)),
        _ => order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), costs[*at], *at)),
    }
    Ok(walk(rule == Totals::Stop, costs, totals, budget, &order))
}

/// Walks down `order`, taking what fits.
fn walk(stop: bool, costs: &[i64], totals: &[i64], budget: i64, order: &[usize]) -> Outcome {
    let mut left = budget;
    let mut stopped = None;
    let mut selected = Vec::new();
    let mut why = vec![Why::Against; costs.len()];
    for (place, at) in (1..).zip(order.iter().copied()) {
        why[at] = if totals[at] < 0 {
            Why::Against
        } else if let Some(at) = stopped {
            Why::Stopped { place, at }
        } else if costs[at] <= left {
            selected.push(at);
            let before = left;
            left -= costs[at];
            Why::Voted {
                place,
                left: before,
            }
        } else {
            stopped = stop.then_some(at);
            Why::NoRoom { place, left }
        };
    }
    Outcome {
        selected,
        spent: budget - left,
        left,
        why,
        raised: 0,
    }
}

/// Most votes for the money first; what costs nothing comes before everything else, unless nobody wants it.
fn per_cost(costs: &[i64], totals: &[i64], one: usize, other: usize) -> Ordering {
    let free = |at: usize| costs[at] == 0 && totals[at] > 0;
    let product = |votes: usize, cost: usize| i128::from(totals[votes]) * i128::from(costs[cost]);
    let ratio = match (free(one), free(other)) {
        (true, true) => totals[other].cmp(&totals[one]),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        // What is free and unwanted has the ratio 0 of everything that is unwanted.
        (false, false) => match (costs[one] == 0, costs[other] == 0) {
            (true, true) => totals[other].cmp(&totals[one]),
            (true, false) => totals[other].cmp(&0),
            (false, true) => 0.cmp(&totals[one]),
            (false, false) => product(other, one).cmp(&product(one, other)),
        },
    };
    ratio.then_with(|| (costs[one], one).cmp(&(costs[other], other)))
}

/// The affordable set with the most votes.
fn best(costs: &[i64], totals: &[i64], budget: i64) -> Result<Outcome, Fault> {
    let candidates: Vec<Candidate<usize>> = costs
        .iter()
        .zip(totals)
        .enumerate()
        .filter(|(_, (_, total))| **total >= 0)
        .map(|(at, (cost, total))| Candidate::whole(at, *total, *cost))
        .collect();
    let found = allocation::allocate(allocation::Rule::BestTotalValue, &candidates, budget)
        .map_err(|_| Fault::Points)?;
    let mut why = vec![Why::Against; costs.len()];
    for candidate in &candidates {
        why[candidate.id] = if candidate.amount > budget {
            Why::OverBudget
        } else {
            Why::NotInBest {
                left: found.remaining,
            }
        };
    }
    for at in &found.chosen {
        why[*at] = Why::InBest;
    }
    Ok(Outcome {
        selected: found.chosen,
        spent: found.spent,
        left: found.remaining,
        why,
        raised: 0,
    })
}
