//! How long each rule takes to make a list under a ceiling, beside merely putting the candidates in order.
#![allow(clippy::print_stdout)]

mod common;

use choice::allocation::{Candidate, Rule, allocate, rank};
use common::{Numbers, measure, ratio};

/// Requests of USD 30,000 to 50,000 in steps of `step` cents, scores of 60 to 100 points in steps of half a point.
fn candidates(count: usize, step: i64) -> Vec<Candidate<usize>> {
    let mut numbers = Numbers::new(7);
    (0..count)
        .map(|id| {
            let score = 60_000 + numbers.below(81) * 500;
            Candidate::whole(
                id,
                score,
                3_000_000 + numbers.below(2_000_000 / step + 1) * step,
            )
        })
        .collect()
}

fn main() {
    if !common::asked_for() {
        return;
    }
    println!("allocation: each rule beside ranking alone");
    let ceiling = 50_000_000;
    // Requests in hundreds of dollars, then to the cent: the exact list meets many more different sums.
    for (count, step) in [(50, 10_000), (300, 10_000), (1_000, 10_000), (50, 1)] {
        let unordered = candidates(count, step);
        let (ranking, baseline) = measure(|| {
            let mut ranking = unordered.clone();
            rank(&mut ranking);
            ranking
        });
        for rule in [Rule::RankStop, Rule::RankSkip, Rule::BestTotalValue] {
            let (found, time) = measure(|| allocate(rule, &ranking, ceiling));
            let name = format!("{rule:?}");
            let chosen = found.map_or(0, |found| found.chosen.len());
            println!(
                "  {count:>5} candidates, steps of {step:>6}, {name:<14}: {time:>10.3?}, {:>9.1} × ranking; {chosen} chosen",
                ratio(time, baseline)
            );
        }
    }
}
