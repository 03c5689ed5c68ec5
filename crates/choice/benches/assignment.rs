//! How long the exact assignment takes beside a greedy one on the same demand, and what its exactness is worth.
#![allow(clippy::print_stdout)]

mod common;

use std::collections::BTreeSet;

use choice::assignment::{Demand, Load, Regions, Structured, assign, smallest_conflict, spread};
use common::{Numbers, measure, ratio};

/// A demand with one pair in twenty in conflict, loads within a fifth of the mean, costs below a thousand.
fn demand(files: usize, readers: usize, needed: u32) -> Demand {
    let mut numbers = Numbers::new(42);
    let mean = files as u32 * needed / readers as u32;
    let load = Load::between(mean * 8 / 10, mean * 12 / 10);
    let mut pair = || (numbers.below(20) != 0).then(|| numbers.below(1_000));
    let cost = (0..files)
        .map(|_| (0..readers).map(|_| pair()).collect())
        .collect();
    Demand::without_groups(vec![needed; files], vec![load; readers], cost)
}

/// The same in agencies of five, with loads that cost more with every file.
fn fair(mut demand: Demand) -> Demand {
    let readers = demand.capacity.len();
    demand.groups = (0..readers)
        .map(|reader| u32::try_from(reader / 5).ok())
        .collect();
    for load in &mut demand.capacity {
        load.step = 10;
    }
    demand
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
    println!(
        "assignment: with agencies and fair loads, beside without; then different regions by exchange"
    );
    for (files, readers, needed) in [(100, 20, 3), (300, 40, 3), (1_000, 60, 3)] {
        let plain = demand(files, readers, needed);
        let fair = fair(plain.clone());
        let (_, baseline) = measure(|| assign(&plain).map(|found| found.total));
        let (found, time) = measure(|| assign(&fair));
        let Ok(found) = found else {
            println!("  cannot be met");
            continue;
        };
        let regions = Regions {
            of: (0..readers)
                .map(|reader| u32::try_from(reader % 6).ok())
                .collect(),
            held: vec![BTreeSet::new(); files],
            worth: 200,
        };
        let (spread, exchanges) = measure(|| spread(&fair, &found, &regions));
        println!(
            "  {files:>5} files, {readers:>3} readers, {needed} each: {time:>10.3?}, {:>5.1} × without; exchanges {exchanges:>10.3?}, {} files alike",
            ratio(time, baseline),
            spread.alike.len()
        );
    }
    conflict();
}

/// How long it takes to say which rules cannot hold: a third of the readers read nothing of half the files, and loads are
/// too small.
fn conflict() {
    let (files, readers) = (1_000, 60);
    let barred = |file: usize, reader: usize| -> BTreeSet<u8> {
        let mut bars = BTreeSet::new();
        if (file + reader).is_multiple_of(20) {
            bars.insert(0);
        }
        if file.is_multiple_of(2) && reader.is_multiple_of(3) {
            bars.insert(1);
        }
        bars
    };
    let demand = Structured {
        readers_needed: vec![3; files],
        capacity: vec![Load::between(0, 49); readers],
        barred: (0..files)
            .map(|file| (0..readers).map(|reader| barred(file, reader)).collect())
            .collect(),
        groups: (0..readers)
            .map(|reader| u32::try_from(reader / 5).ok())
            .collect(),
        held_groups: vec![BTreeSet::new(); files],
    };
    let (found, time) = measure(|| smallest_conflict(&demand));
    let rules = found.ok().flatten().map(|found| found.rules);
    println!(
        "  rules that cannot hold, {files} files, {readers} readers: {time:>10.3?}, {rules:?}"
    );
}
