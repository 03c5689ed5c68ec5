use super::super::{Rule, Structured, smallest_conflict};
use super::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bar {
    Conflict,
    Language,
}

use Bar::{Conflict, Language};

fn structured(needed: &[u32], loads: &[(u32, u32)], barred: &[&[&[Bar]]]) -> Structured<Bar> {
    let row = |row: &&[&[Bar]]| {
        row.iter()
            .map(|bars| bars.iter().copied().collect())
            .collect()
    };
    Structured {
        readers_needed: needed.to_vec(),
        capacity: loads
            .iter()
            .map(|(least, most)| Load::between(*least, *most))
            .collect(),
        barred: barred.iter().map(row).collect(),
        groups: vec![None; loads.len()],
        held_groups: vec![BTreeSet::new(); needed.len()],
    }
}

#[test]
fn rules_that_can_hold_are_no_conflict() {
    let demand = structured(&[1], &[(0, 1)], &[&[&[]]]);
    assert_eq!(smallest_conflict(&demand), Ok(None));
}

#[test]
fn a_language_and_a_load_that_cannot_both_hold_are_named() {
    // Two files reader 1 does not read, and reader 0 takes one.
    let row: &[&[Bar]] = &[&[], &[Language]];
    let demand = structured(
        &[1, 1, 1],
        &[(0, 1), (0, 9)],
        &[row, row, &[&[Conflict], &[]]],
    );
    let found = smallest_conflict(&demand).unwrap().unwrap();
    assert_eq!(found.rules, [Rule::Bar(Language), Rule::Load].into());
    let witness = Infeasible::TooLittleCapacity {
        files: vec![0, 1],
        readers: vec![0],
        available: 1,
        needed: 2,
    };
    assert_eq!(found.witness, witness);
}

#[test]
fn one_rule_that_cannot_hold_is_named_alone() {
    let everybody: &[&[Bar]] = &[&[Conflict, Language], &[Conflict]];
    let demand = structured(&[1, 1], &[(0, 9), (0, 9)], &[&[&[], &[]], everybody]);
    let found = smallest_conflict(&demand).unwrap().unwrap();
    assert_eq!(found.rules, [Rule::Bar(Conflict)].into());
    let witness = Infeasible::TooFewReaders {
        file: 1,
        available: 0,
        needed: 1,
    };
    assert_eq!(found.witness, witness);
}

#[test]
fn an_agency_beside_a_conflict_is_named() {
    let mut demand = structured(&[2], &[(0, 9); 3], &[&[&[], &[], &[Conflict]]]);
    demand.groups = vec![Some(1), Some(1), Some(2)];
    let found = smallest_conflict(&demand).unwrap().unwrap();
    assert_eq!(found.rules, [Rule::Bar(Conflict), Rule::Group].into());
}

#[test]
fn too_few_readers_break_no_rule() {
    let demand = structured(&[3], &[(0, 9); 2], &[&[&[Language], &[]]]);
    let found = smallest_conflict(&demand).unwrap().unwrap();
    assert_eq!(found.rules, BTreeSet::new());
    assert!(matches!(
        found.witness,
        Infeasible::TooFewReaders {
            file: 0,
            available: 2,
            needed: 3
        }
    ));
}

#[test]
fn least_loads_that_cannot_be_reached_are_a_rule() {
    let demand = structured(&[1], &[(1, 1), (1, 1)], &[&[&[], &[]]]);
    let found = smallest_conflict(&demand).unwrap().unwrap();
    assert_eq!(found.rules, [Rule::Load].into());
}

#[test]
fn a_contradiction_is_refused() {
    let demand = structured(&[1], &[(2, 1)], &[&[&[]]]);
    assert_eq!(
        smallest_conflict(&demand),
        Err(Infeasible::Bounds { reader: 0 })
    );
    let ragged = structured(&[1, 1], &[(0, 1)], &[&[&[]]]);
    assert!(matches!(
        smallest_conflict(&ragged),
        Err(Infeasible::Shape { .. })
    ));
}

prop_compose! {
    fn demands()(files in 1usize..5, readers in 1usize..5)(
        needed in prop::collection::vec(0u32..3, files),
        loads in prop::collection::vec((0u32..2, 0u32..3), readers),
        bars in prop::collection::vec(prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), readers), files),
        groups in prop::collection::vec(prop::option::of(0u32..2), readers),
        held_groups in prop::collection::vec(prop::collection::btree_set(0u32..3, 0..2), files),
    ) -> Structured<Bar> {
        let set = |(seldom, conflict, language): &(bool, bool, bool)| {
            let bars = [(*conflict, Conflict), (*language, Language)];
            bars.iter().filter(|(is, _)| *is && *seldom).map(|(_, bar)| *bar).collect()
        };
        Structured {
            readers_needed: needed,
            capacity: loads.iter().map(|(least, more)| Load::between(*least, least + more)).collect(),
            barred: bars.iter().map(|row| row.iter().map(set).collect()).collect(),
            groups,
            held_groups,
        }
    }
}

/// The demand under some rules, put together in the plainest way.
fn under(demand: &Structured<Bar>, rules: &BTreeSet<Rule<Bar>>) -> Demand {
    let cost = |bars: &BTreeSet<Bar>| {
        (!bars.iter().any(|bar| rules.contains(&Rule::Bar(*bar)))).then_some(0)
    };
    let mut plain = Demand::without_groups(
        demand.readers_needed.clone(),
        demand.capacity.clone(),
        demand
            .barred
            .iter()
            .map(|row| row.iter().map(cost).collect())
            .collect(),
    );
    if !rules.contains(&Rule::Load) {
        plain.capacity = vec![Load::between(0, 1_000); demand.capacity.len()];
    }
    if rules.contains(&Rule::Group) {
        plain.groups = demand.groups.clone();
        plain.held_groups = demand.held_groups.clone();
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_rules_named_cannot_hold_and_without_any_of_them_the_witness_is_gone(demand in demands()) {
        let all: BTreeSet<Rule<Bar>> = [Rule::Bar(Conflict), Rule::Bar(Language), Rule::Load, Rule::Group].into();
        match smallest_conflict(&demand).unwrap() {
            None => prop_assert!(by_force(&under(&demand, &all)).is_some()),
            Some(found) => {
                let impossible = under(&demand, &found.rules);
                prop_assert!(by_force(&impossible).is_none());
                // The witness alone is impossible under these rules, and possible without any one of them.
                let files: BTreeSet<usize> = match &found.witness {
                    Infeasible::TooFewReaders { file, .. } => [*file].into(),
                    Infeasible::TooLittleCapacity { files, .. } => files.iter().copied().collect(),
                    _ => (0..demand.readers_needed.len()).collect(),
                };
                let of_least_loads = matches!(found.witness, Infeasible::TooFewFiles { .. });
                let only = |mut demand: Demand| {
                    for (file, needed) in demand.readers_needed.iter_mut().enumerate() {
                        if !files.contains(&file) {
                            *needed = 0;
                        }
                    }
                    for load in &mut demand.capacity {
                        load.least = if of_least_loads { load.least } else { 0 };
                    }
                    demand
                };
                prop_assert!(by_force(&only(impossible)).is_none());
                for rule in &found.rules {
                    let mut fewer = found.rules.clone();
                    fewer.remove(rule);
                    prop_assert!(by_force(&only(under(&demand, &fewer))).is_some());
                }
            }
        }
    }
}
