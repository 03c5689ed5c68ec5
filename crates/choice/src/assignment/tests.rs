use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Assignment, Demand, HIGHEST_COST, Infeasible, Load, assign};

mod groups;
mod loads;
mod regions;
mod rules;

fn demand(needed: &[u32], loads: &[(u32, u32)], cost: &[&[Option<i64>]]) -> Demand {
    let load = |(least, most): &(u32, u32)| Load::between(*least, *most);
    Demand::without_groups(
        needed.to_vec(),
        loads.iter().map(load).collect(),
        cost.iter().map(|row| row.to_vec()).collect(),
    )
}

/// Every file has its number of different, permitted readers of different groups, and every reader a permitted load.
fn holds(demand: &Demand, found: &Assignment) -> bool {
    let distinct: BTreeSet<_> = found.pairs.iter().collect();
    let permitted = found
        .pairs
        .iter()
        .all(|(file, reader)| demand.cost[*file][*reader].is_some());
    let readers = |file| {
        found
            .pairs
            .iter()
            .filter(move |pair| pair.0 == file)
            .map(|pair| pair.1)
    };
    let of_reader = |reader| found.pairs.iter().filter(|pair| pair.1 == reader).count() as u32;
    let apart = |file: usize| {
        let groups: Vec<u32> = readers(file)
            .filter_map(|reader| demand.groups[reader])
            .collect();
        let different: BTreeSet<u32> = groups.iter().copied().collect();
        different.len() == groups.len() && different.is_disjoint(&demand.held_groups[file])
    };
    let mut total: i64 = found
        .pairs
        .iter()
        .map(|(file, reader)| demand.cost[*file][*reader].unwrap())
        .sum();
    for (reader, load) in demand.capacity.iter().enumerate() {
        total += (1..=i64::from(of_reader(reader)))
            .map(|k| load.step * (i64::from(load.held) + k))
            .sum::<i64>();
    }
    let mut files = demand.readers_needed.iter().enumerate();
    let mut loads = demand.capacity.iter().enumerate();
    distinct.len() == found.pairs.len()
        && permitted
        && files.all(|(file, needed)| readers(file).count() as u32 == *needed && apart(file))
        && loads.all(|(reader, load)| (load.least..=load.most).contains(&of_reader(reader)))
        && total == found.total
}

/// The lowest total by trying every set of readers for every file.
fn by_force(demand: &Demand) -> Option<i64> {
    fn walk(demand: &Demand, file: usize, loads: &mut [u32], total: i64, best: &mut Option<i64>) {
        let Some(needed) = demand.readers_needed.get(file) else {
            let enough = demand
                .capacity
                .iter()
                .zip(loads.iter())
                .all(|(load, held)| *held >= load.least);
            if enough && best.is_none_or(|known| total < known) {
                *best = Some(total);
            }
            return;
        };
        for set in 0u32..1 << loads.len() {
            let members: Vec<usize> = (0..loads.len())
                .filter(|reader| set >> reader & 1 == 1)
                .collect();
            let cost: Option<i64> = members
                .iter()
                .map(|reader| {
                    let load = demand.capacity[*reader];
                    let rise = load.step * i64::from(load.held + loads[*reader] + 1);
                    Some(demand.cost[file][*reader]? + rise)
                })
                .sum();
            let groups: Vec<u32> = members
                .iter()
                .filter_map(|reader| demand.groups[*reader])
                .collect();
            let apart: BTreeSet<u32> = groups.iter().copied().collect();
            let fits = apart.len() == groups.len() && apart.is_disjoint(&demand.held_groups[file]);
            let room = members
                .iter()
                .all(|reader| loads[*reader] < demand.capacity[*reader].most);
            let (Some(cost), true) = (cost, set.count_ones() == *needed && room && fits) else {
                continue;
            };
            members.iter().for_each(|reader| loads[*reader] += 1);
            walk(demand, file + 1, loads, total + cost, best);
            members.iter().for_each(|reader| loads[*reader] -= 1);
        }
    }
    let mut best = None;
    walk(demand, 0, &mut vec![0; demand.capacity.len()], 0, &mut best);
    best
}

#[test]
fn the_cheapest_pairs_are_taken_even_when_greed_would_not() {
    let found = assign(&demand(
        &[1, 1],
        &[(0, 1), (0, 1)],
        &[&[Some(1), Some(2)], &[Some(1), Some(9)]],
    ))
    .unwrap();
    assert_eq!(
        found,
        Assignment {
            pairs: vec![(0, 1), (1, 0)],
            total: 3
        }
    );
}

#[test]
fn a_file_nobody_can_read_is_named() {
    let conflicted = demand(
        &[1, 2],
        &[(0, 9), (0, 9)],
        &[&[Some(0), Some(0)], &[None, Some(0)]],
    );
    assert_eq!(
        assign(&conflicted),
        Err(Infeasible::TooFewReaders {
            file: 1,
            available: 1,
            needed: 2
        })
    );
    let idle = demand(&[1], &[(0, 0)], &[&[Some(0)]]);
    assert_eq!(
        assign(&idle),
        Err(Infeasible::TooFewReaders {
            file: 0,
            available: 0,
            needed: 1
        })
    );
}

#[test]
fn a_bottleneck_is_explained_by_its_files_and_readers() {
    // Files 0, 1 and 2 are in a language only reader 0 reads; file 3 has nothing to do with it.
    let row: &[Option<i64>] = &[Some(0), None];
    let found = assign(&demand(
        &[1, 1, 1, 1],
        &[(0, 2), (0, 5)],
        &[row, row, row, &[None, Some(0)]],
    ));
    let expected = Infeasible::TooLittleCapacity {
        files: vec![0, 1, 2],
        readers: vec![0],
        available: 2,
        needed: 3,
    };
    assert_eq!(found, Err(expected));
}

#[test]
fn a_least_load_is_reached_at_a_price_or_named() {
    let dear: &[Option<i64>] = &[Some(0), Some(1_000)];
    let balanced = demand(&[1, 1], &[(0, 2), (1, 2)], &[dear, dear]);
    assert_eq!(assign(&balanced).unwrap().total, 1_000);
    let hopeless = demand(
        &[1, 1],
        &[(0, 2), (1, 2)],
        &[&[Some(0), None], &[Some(0), None]],
    );
    assert_eq!(
        assign(&hopeless),
        Err(Infeasible::TooFewFiles {
            reader: 1,
            available: 0,
            needed: 1
        })
    );
}

#[test]
fn contradictions_are_refused() {
    let ragged = demand(&[1], &[(0, 1), (0, 1)], &[&[Some(0)]]);
    assert_eq!(
        assign(&ragged),
        Err(Infeasible::Shape {
            files: 1,
            readers: 2
        })
    );
    assert_eq!(
        assign(&demand(&[1], &[(2, 1)], &[&[Some(0)]])),
        Err(Infeasible::Bounds { reader: 0 })
    );
    let costly = demand(&[1], &[(0, 1)], &[&[Some(HIGHEST_COST + 1)]]);
    assert_eq!(
        assign(&costly),
        Err(Infeasible::Cost { file: 0, reader: 0 })
    );
}

#[test]
fn nothing_asked_nothing_given() {
    assert_eq!(
        assign(&demand(&[], &[], &[])),
        Ok(Assignment {
            pairs: vec![],
            total: 0
        })
    );
}

/// A demand of real size; costs from a fixed pseudo-random sequence, one pair in twenty a conflict.
fn large(files: usize, readers: usize, needed: u32) -> Demand {
    let mut state = 42u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap()
    };
    let mut pair = || (next() % 20 != 0).then(|| next() % 1_000);
    let mean = files as u32 * needed / readers as u32;
    Demand::without_groups(
        vec![needed; files],
        vec![Load::between(mean * 8 / 10, mean * 12 / 10); readers],
        (0..files)
            .map(|_| (0..readers).map(|_| pair()).collect())
            .collect(),
    )
}

/// No exchange of two pairs and no move to somebody with room is cheaper: a sign of the optimum that needs no oracle.
fn locally_optimal(demand: &Demand, found: &Assignment) -> bool {
    let held: BTreeSet<(usize, usize)> = found.pairs.iter().copied().collect();
    let cost = |file: usize, reader: usize| {
        demand.cost[file][reader].filter(|_| !held.contains(&(file, reader)))
    };
    let loses = |one: &(usize, usize), other: &(usize, usize)| {
        let then = cost(one.0, other.1)
            .zip(cost(other.0, one.1))
            .map(|(one, other)| one + other);
        let now = demand.cost[one.0][one.1].unwrap() + demand.cost[other.0][other.1].unwrap();
        then.is_none_or(|then| then >= now)
    };
    found
        .pairs
        .iter()
        .all(|one| found.pairs.iter().all(|other| loses(one, other)))
}

#[test]
fn a_thousand_files_and_sixty_readers_are_assigned() {
    let demand = large(1_000, 60, 3);
    let found = assign(&demand).unwrap();
    assert!(holds(&demand, &found));
    assert_eq!(found, assign(&demand).unwrap());
}

#[test]
fn no_exchange_improves_a_larger_assignment() {
    let demand = large(200, 20, 3);
    assert!(locally_optimal(&demand, &assign(&demand).unwrap()));
}

prop_compose! {
    fn tiny()(files in 0usize..5, readers in 1usize..5)(
        needed in prop::collection::vec(0u32..3, files),
        loads in prop::collection::vec((0u32..3, 0u32..4, 0u32..3, 0i64..8), readers),
        cost in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, -5i64..20), readers), files),
        groups in prop::collection::vec(prop::option::of(0u32..3), readers),
        held_groups in prop::collection::vec(prop::collection::btree_set(0u32..4, 0..2), files),
    ) -> Demand {
        let load = |(least, more, held, step): &(u32, u32, u32, i64)| {
            Load { least: *least, most: least + more, held: *held, step: *step }
        };
        Demand { readers_needed: needed, capacity: loads.iter().map(load).collect(), cost, groups, held_groups }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_total_equals_trying_all(demand in tiny()) {
        match (assign(&demand), by_force(&demand)) {
            (Ok(found), Some(best)) => {
                prop_assert!(holds(&demand, &found));
                prop_assert_eq!(found.total, best);
            }
            (Err(_), None) => {}
            (found, best) => prop_assert!(false, "{:?} against {:?}", found, best),
        }
    }

    #[test]
    fn a_bottleneck_is_a_true_one(demand in tiny()) {
        if let Err(Infeasible::TooLittleCapacity { files, readers, available, needed }) = assign(&demand) {
            prop_assert!(needed > available);
            prop_assert_eq!(available, readers.iter().map(|reader| u64::from(demand.capacity[*reader].most)).sum::<u64>());
            prop_assert!(files.windows(2).all(|pair| pair[0] < pair[1]));
            // What the files need of these readers: all they need, less one reading from each group of the others.
            let of_them: u64 = files.iter().map(|file| {
                let others = demand.possible(*file).filter(|reader| !readers.contains(reader));
                u64::from(demand.readers_needed[*file].saturating_sub(demand.together(others)))
            }).sum();
            prop_assert_eq!(of_them, needed);
        }
    }
}
