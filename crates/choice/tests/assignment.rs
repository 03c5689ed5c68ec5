//! The assignment is the optimum of its linear program: a solution of the dual program with the same value proves it.
//!
//! Any prices give a lower bound on every assignment's total (weak duality). Prices taken from the shortest ways in what
//! the assignment leaves open reach the total itself, so that nothing cheaper exists.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use choice::assignment::{Assignment, Demand, Load, assign};
use proptest::prelude::*;

/// A price for each file and each reader.
struct Prices {
    files: Vec<i128>,
    readers: Vec<i128>,
}

impl Prices {
    /// What these prices prove: no assignment costs less.
    ///
    /// The program: the cost of all pairs chosen, least, where each file has its readers, each reader a permitted load,
    /// and no pair is chosen more than once.
    fn bound(&self, demand: &Demand) -> i128 {
        let files = demand.readers_needed.iter().zip(&self.files);
        let needed: i128 = files
            .map(|(needed, price)| i128::from(*needed) * price)
            .sum();
        let loads = demand.capacity.iter().zip(&self.readers);
        let load: i128 = loads
            .map(|(load, price)| {
                let bound = if *price > 0 { load.least } else { load.most };
                i128::from(bound) * price
            })
            .sum();
        let mut excess = 0;
        for (row, file) in demand.cost.iter().zip(&self.files) {
            for (cost, reader) in row.iter().zip(&self.readers) {
                let over = cost.map_or(0, |cost| file + reader - i128::from(cost));
                excess += over.max(0);
            }
        }
        needed + load - excess
    }

    /// Prices from the shortest ways between files, readers and the common end, through what could still be changed.
    fn of(demand: &Demand, found: &Assignment) -> Self {
        let (files, readers) = (demand.readers_needed.len(), demand.capacity.len());
        let mut chosen = vec![vec![false; readers]; files];
        let mut held = vec![0_u32; readers];
        for (file, reader) in &found.pairs {
            chosen[*file][*reader] = true;
            held[*reader] += 1;
        }
        let mut to_file = vec![0_i128; files];
        let mut to_reader = vec![0_i128; readers];
        let mut to_end = 0_i128;
        let shorten = |way: &mut i128, other: i128| {
            let shorter = other < *way;
            *way = (*way).min(other);
            shorter
        };
        // Without a cycle of negative length this ends after one round for each node; with one, never.
        for _ in 0..files + readers + 2 {
            let mut changed = false;
            for file in 0..files {
                for reader in 0..readers {
                    let Some(cost) = demand.cost[file][reader].map(i128::from) else {
                        continue;
                    };
                    changed |= if chosen[file][reader] {
                        shorten(&mut to_file[file], to_reader[reader] - cost)
                    } else {
                        shorten(&mut to_reader[reader], to_file[file] + cost)
                    };
                }
            }
            for reader in 0..readers {
                if held[reader] < demand.capacity[reader].most {
                    changed |= shorten(&mut to_end, to_reader[reader]);
                }
                if held[reader] > demand.capacity[reader].least {
                    changed |= shorten(&mut to_reader[reader], to_end);
                }
            }
            if !changed {
                break;
            }
        }
        Self {
            files: to_file.iter().map(|way| to_end - way).collect(),
            readers: to_reader.iter().map(|way| way - to_end).collect(),
        }
    }
}

prop_compose! {
    /// Up to forty files and ten readers, with loads that can usually be met.
    fn demands()(files in 1_usize..=40, readers in 2_usize..=10, needed in 1_u32..=3)(
        needed in prop::collection::vec(0..=needed, files),
        slack in prop::collection::vec((0_u32..4, 0_u32..8), readers),
        cost in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, -50_i64..500), readers), files),
    ) -> Demand {
        let mean = needed.iter().sum::<u32>() / slack.len() as u32;
        let load = |(less, more): &(u32, u32)| Load::between(mean.saturating_sub(*less), mean + more);
        Demand::without_groups(needed, slack.iter().map(load).collect(), cost)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_flow_equals_the_linear_program(demand in demands()) {
        if let Ok(found) = assign(&demand) {
            prop_assert_eq!(Prices::of(&demand, &found).bound(&demand), i128::from(found.total));
        }
    }

    #[test]
    fn no_prices_prove_more_than_the_total(
        demand in demands(),
        files in prop::collection::vec(-500_i128..500, 40),
        readers in prop::collection::vec(-500_i128..500, 10),
    ) {
        if let Ok(found) = assign(&demand) {
            let prices = Prices {
                files: files[..demand.readers_needed.len()].to_vec(),
                readers: readers[..demand.capacity.len()].to_vec(),
            };
            prop_assert!(prices.bound(&demand) <= i128::from(found.total));
        }
    }
}

#[test]
fn most_random_demands_can_be_met() {
    // The properties above say nothing of demands that are refused.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let met = (0..200).filter(|_| {
        let tree = demands().new_tree(&mut runner).expect("a demand");
        assign(&proptest::strategy::ValueTree::current(&tree)).is_ok()
    });
    assert!(met.count() > 80);
}
