//! How long the exact assignment takes beside a greedy one on the same demand, and what its exactness is worth.
#![allow(clippy::print_stdout)]

mod common;

use choice::assignment::{Demand, Load, assign};
use common::{Numbers, measure, ratio};

/// A demand with one pair in twenty in conflict, loads within a fifth of the mean, costs below a thousand.
fn demand(files: usize, readers: usize, needed: u32) -> Demand {
    let mut numbers = Numbers::new(42);
    let mean = files as u32 * needed / readers as u32;
    let load = Load {
        least: mean * 8 / 10,
        most: mean * 12 / 10,
    };
    let mut pair = || (numbers.below(20) != 0).then(|| numbers.below(1_000));
    Demand {
        readers_needed: vec![needed; files],
        capacity: vec![load; readers],
        cost: (0..files)
            .map(|_| (0..readers).map(|_| pair()).collect())
            .collect(),
    }
}

/// Each file in turn takes the cheapest readers with room; least loads are not looked at. The total of the costs.
fn greedy(demand: &Demand) -> i64 {
    let mut held = vec![0_u32; demand.capacity.len()];
    let mut total = 0;
    for (row, needed) in demand.cost.iter().zip(&demand.readers_needed) {
        let mut open: Vec<(i64, usize)> = row
            .iter()
            .enumerate()
            .filter(|(reader, _)| held[*reader] < demand.capacity[*reader].most)
            .filter_map(|(reader, cost)| cost.map(|cost| (cost, reader)))
            .collect();
        open.sort_unstable();
        for (cost, reader) in open.into_iter().take(*needed as usize) {
            held[reader] += 1;
            total += cost;
        }
    }
    total
}

fn main() {
    if !common::asked_for() {
        return;
    }
    println!("assignment: exact beside greedy");
    for (files, readers, needed) in [(100, 20, 3), (300, 40, 3), (1_000, 60, 3)] {
        let demand = demand(files, readers, needed);
        let (quick, baseline) = measure(|| greedy(&demand));
        let (exact, time) = measure(|| assign(&demand).map(|found| found.total));
        let saved = exact.map_or_else(
            |fault| fault.to_string(),
            |exact| {
                format!(
                    "{:.1} % of the greedy cost",
                    100.0 * exact as f64 / quick as f64
                )
            },
        );
        println!(
            "  {files:>5} files, {readers:>3} readers, {needed} each: {time:>10.3?}, {:>8.1} × greedy; {saved}",
            ratio(time, baseline)
        );
    }
}
