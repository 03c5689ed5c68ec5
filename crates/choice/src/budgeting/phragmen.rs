//! Phragmén's rule in sequence, with costs.
//!
//! Voters earn money at the same, even pace. As soon as the supporters of a project together have what it costs, it is
//! bought and they begin again from nothing. A project whose supporters last paid at times `t` is affordable at
//! `(cost + Σ t) / supporters`; that time never falls, so projects are looked at anew only when they come first.

use std::cmp::Ordering;

use num_bigint::BigUint;

use super::held::Held;
use super::shares::Supporters;
use super::{Election, Outcome, Utility, Why};

/// When a project could be bought, as it was last looked at: `payment / supporters` over the common denominator.
struct Queued {
    project: usize,
    payment: BigUint,
    supporters: u64,
    round: usize,
}

/// Chooses as in the module's text. Whoever gave a project more than nothing supports it.
pub(super) fn choose(election: &Election, mut held: Held<'_>) -> Outcome {
    let supporters = Supporters::new(election, Utility::Count);
    let costs = &election.costs;
    let mut why: Vec<Why> = vec![Why::Unsupported { left: held.left }; costs.len()];
    let mut unit = BigUint::from(1u32);
    let mut queue = Vec::new();
    for (project, reason) in why.iter_mut().enumerate() {
        let number = supporters.number(project);
        let given = held.given.iter().find(|(at, _)| *at == project);
        if let Some((_, why)) = given {
            *reason = *why;
        } else if number > 0 && costs[project] > held.left {
            *reason = Why::OverBudget;
        } else if number > 0 {
            queue.push(Queued {
                project,
                payment: BigUint::from(costs[project].unsigned_abs()),
                supporters: number,
                round: 0,
            });
        }
    }
    queue.sort_by(|one, other| order(costs, other, one));
    // When the voters of each different ballot last paid, as a place in `times`.
    let mut last = vec![0usize; supporters.weights.len()];
    let mut times = vec![BigUint::ZERO];
    let mut selected: Vec<usize> = held.given.iter().map(|(at, _)| *at).collect();
    let mut left = held.left;
    let mut round = 1;
    let mut stopped_at = None;
    while let Some(mut next) = queue.pop() {
        let project = next.project;
        if let Some(barred) = held.barred(project, costs[project]) {
            why[project] = barred;
            continue;
        }
        if next.round != round {
            let mut counted = vec![0u64; times.len()];
            for support in &supporters.by_project[project] {
                counted[last[support.ballot as usize]] +=
                    supporters.weights[support.ballot as usize];
            }
            let since: BigUint = times.iter().zip(&counted).map(|(time, n)| time * *n).sum();
            next.payment = &unit * costs[project].unsigned_abs() + since;
            next.round = round;
            let behind = |other: &Queued| order(costs, other, &next) == Ordering::Greater;
            let at = queue.partition_point(behind);
            if at < queue.len() {
                queue.insert(at, next);
                continue;
            }
        }
        if costs[project] > left {
            stopped_at = Some(project);
            queue.push(next);
            break;
        }
        left -= costs[project];
        held.add(project, costs[project]);
        selected.push(project);
        why[project] = Why::Earned {
            round,
            supporters: next.supporters,
        };
        // From here on, times are counted over a denominator that this time fits too.
        unit *= next.supporters;
        for time in &mut times {
            *time *= next.supporters;
        }
        for queued in &mut queue {
            queued.payment *= next.supporters;
        }
        times.push(next.payment);
        for support in &supporters.by_project[project] {
            last[support.ballot as usize] = times.len() - 1;
        }
        round += 1;
    }
    for queued in queue {
        why[queued.project] = Why::NotEarned {
            supporters: queued.supporters,
            left,
            at: stopped_at.filter(|at| *at != queued.project),
        };
    }
    for reason in &mut why {
        if let Why::Unsupported { left: then } = reason {
            *then = left;
        }
    }
    Outcome {
        selected,
        spent: held.budget - left,
        left,
        why,
        raised: 0,
    }
}

/// Who is affordable first, then the cheaper, then the earlier.
fn order(costs: &[i64], one: &Queued, other: &Queued) -> Ordering {
    let when = (&one.payment * other.supporters).cmp(&(&other.payment * one.supporters));
    when.then_with(|| (costs[one.project], one.project).cmp(&(costs[other.project], other.project)))
}
