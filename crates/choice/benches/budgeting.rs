//! How long each rule takes on the ballots of a large city, beside counting the votes alone.
#![allow(clippy::print_stdout)]

mod common;

use choice::budgeting::{Completion, Election, Rule, Utility, choose};
use common::{Numbers, measure, ratio};

/// Projects of 5,000 to 200,000; everybody marks one to fifteen of them, the popular ones more often.
fn city(voters: usize, projects: usize, most_points: i64) -> Election {
    let mut numbers = Numbers::new(11);
    let costs = (0..projects)
        .map(|_| 5_000 + numbers.below(196) * 1_000)
        .collect();
    let mut election = match Election::new(costs) {
        Ok(election) => election,
        Err(fault) => unreachable!("{fault}"),
    };
    for _ in 0..voters {
        let mut marks: Vec<(usize, i64)> = Vec::new();
        for _ in 0..=numbers.below(15) {
            let at = numbers
                .below(projects as i64)
                .min(numbers.below(projects as i64)) as usize;
            if marks.iter().all(|(known, _)| *known != at) {
                marks.push((at, 1 + numbers.below(most_points)));
            }
        }
        // Everybody marks projects there are, none of them twice.
        let _ = election.cast(&marks);
    }
    election
}

fn main() {
    if !common::asked_for() {
        return;
    }
    println!("budgeting: each rule beside counting the votes alone");
    let budget = 5_000_000;
    for (voters, projects, points) in [(100_000, 200, 1), (100_000, 200, 5)] {
        let election = city(voters, projects, points);
        let (_, baseline) = measure(|| election.totals());
        let utility = if points == 1 {
            Utility::Cost
        } else {
            Utility::Points
        };
        let shares = |completion| Rule::EqualShares {
            utility,
            completion,
        };
        for (name, rule) in [
            ("greedy", Rule::Greedy),
            ("most votes", Rule::MaxValue),
            ("equal shares", shares(Completion::None)),
            (
                "equal shares, add1",
                shares(Completion::RaiseThenGreedy { step: 1 }),
            ),
            ("Phragmén", Rule::Phragmen),
        ] {
            let (found, time) = measure(|| choose(&election, rule, budget));
            let (chosen, raised) =
                found.map_or((0, 0), |found| (found.selected.len(), found.raised));
            println!(
                "  {voters:>7} voters, {projects} projects, {points} points, {name:<18}: {time:>10.3?}, {:>8.1} × counting; \
                 {chosen} chosen, raised by {raised}",
                ratio(time, baseline)
            );
        }
    }
}
