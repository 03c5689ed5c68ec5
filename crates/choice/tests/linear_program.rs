//! The assignment costs what the linear program says, with groups and rising loads as well.
//!
//! The program is written from the words of the demand alone and solved by a solver that knows nothing of flows. Its
//! matrix is that of a network, so that the least fractional total is the least whole one.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use choice::assignment::{Demand, Load, assign};
use good_lp::{Expression, Solution, SolverModel, constraint, microlp, variable, variables};
use proptest::prelude::*;

/// The least total, fractions of pairs allowed; nothing when the program has no solution.
fn least(demand: &Demand) -> Option<f64> {
    let mut vars = variables!();
    let mut total = Expression::from(0.0);
    let mut of_reader = vec![Expression::from(0.0); demand.capacity.len()];
    let mut constraints = Vec::new();
    for (file, row) in demand.cost.iter().enumerate() {
        let mut of_file = Expression::from(0.0);
        let mut of_group: BTreeMap<u32, Expression> = BTreeMap::new();
        for (reader, cost) in row.iter().enumerate() {
            let Some(cost) = cost else { continue };
            let pair = vars.add(variable().min(0.0).max(1.0));
            total += *cost as f64 * pair;
            of_file += pair;
            of_reader[reader] += pair;
            if let Some(group) = demand.groups[reader] {
                *of_group.entry(group).or_default() += pair;
            }
        }
        constraints.push(constraint!(
            of_file == f64::from(demand.readers_needed[file])
        ));
        for (group, readings) in of_group {
            let most = if demand.held_groups[file].contains(&group) {
                0.0
            } else {
                1.0
            };
            constraints.push(constraint!(readings <= most));
        }
    }
    for (load, readings) in demand.capacity.iter().zip(of_reader) {
        // One variable for the first, the second, the third file of a reader: the cheapest is taken first by itself.
        let mut taken = Expression::from(0.0);
        for k in 1..=load.most {
            let kth = vars.add(variable().min(0.0).max(1.0));
            total += (i64::from(load.held + k) * load.step) as f64 * kth;
            taken += kth;
        }
        constraints.push(constraint!(readings.clone() == taken));
        constraints.push(constraint!(readings >= f64::from(load.least)));
    }
    let mut model = vars.minimise(total.clone()).using(microlp);
    for constraint in constraints {
        model.add_constraint(constraint);
    }
    let solution = model.solve().ok()?;
    Some(solution.eval(&total))
}

prop_compose! {
    /// Up to twelve files and eight readers, in loads that can often be met.
    fn demands()(files in 1_usize..=12, readers in 3_usize..=8)(
        needed in prop::collection::vec(0_u32..=3, files),
        slack in prop::collection::vec((0_u32..3, 0_u32..6, 0_u32..5, 0_i64..20), readers),
        cost in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, -50_i64..200), readers), files),
        groups in prop::collection::vec(prop::option::weighted(0.7, 0_u32..4), readers),
        held_groups in prop::collection::vec(prop::collection::btree_set(0_u32..12, 0..2), files),
    ) -> Demand {
        let mean = needed.iter().sum::<u32>() / slack.len() as u32;
        let load = |(less, more, held, step): &(u32, u32, u32, i64)| {
            Load { least: mean.saturating_sub(less + 1), most: mean + more, held: *held, step: *step }
        };
        Demand { capacity: slack.iter().map(load).collect(), readers_needed: needed, cost, groups, held_groups }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_flow_equals_the_solver(demand in demands()) {
        match (assign(&demand), least(&demand)) {
            (Ok(found), Some(least)) => {
                prop_assert!((found.total as f64 - least).abs() < 1e-4, "{} against {least}", found.total);
            }
            (Err(_), None) => {}
            (found, least) => prop_assert!(false, "{found:?} against {least:?}"),
        }
    }
}

#[test]
fn many_of_these_demands_can_be_met() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let met = (0..200).filter(|_| {
        let tree = demands().new_tree(&mut runner).unwrap();
        assign(&proptest::strategy::ValueTree::current(&tree)).is_ok()
    });
    assert!(met.count() > 50);
}
