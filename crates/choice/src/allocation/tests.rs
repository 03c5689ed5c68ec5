use proptest::prelude::*;

mod within_limits;

use super::Rule::{BestTotalValue, RankSkip, RankStop};
use super::{Allocation, Candidate, Fault, Rule, allocate, rank};

fn ranking(rows: &[(i64, i64)]) -> Vec<Candidate<usize>> {
    rows.iter()
        .enumerate()
        .map(|(id, (score, amount))| Candidate::whole(id, *score, *amount))
        .collect()
}

fn allocated(rule: Rule, rows: &[(i64, i64)], ceiling: i64) -> Allocation<usize> {
    allocate(rule, &ranking(rows), ceiling).unwrap()
}

#[test]
fn a_sum_equal_to_the_ceiling_fits_and_one_minor_unit_more_does_not() {
    for rule in [RankStop, RankSkip, BestTotalValue] {
        let exact = allocated(rule, &[(9, 300), (8, 200)], 500);
        assert_eq!(
            (exact.chosen, exact.spent, exact.remaining),
            (vec![0, 1], 500, 0),
            "{rule:?}"
        );
        assert_eq!(
            (exact.first_not_fitting, exact.reserve),
            (None, vec![]),
            "{rule:?}"
        );
        let over = allocated(rule, &[(9, 300), (8, 201)], 500);
        assert_eq!((over.chosen, over.remaining), (vec![0], 200), "{rule:?}");
        assert_eq!(
            (over.first_not_fitting, over.reserve),
            (Some(1), vec![1]),
            "{rule:?}"
        );
    }
}

#[test]
fn stopping_takes_nobody_below_the_first_that_does_not_fit() {
    let rows = [(90, 40), (80, 50), (70, 30), (60, 10)];
    let stopped = allocated(RankStop, &rows, 100);
    assert_eq!(
        (stopped.chosen, stopped.first_not_fitting, stopped.reserve),
        (vec![0, 1], Some(2), vec![2, 3])
    );
    let skipped = allocated(RankSkip, &rows, 100);
    assert_eq!(
        (skipped.chosen, skipped.spent, skipped.reserve),
        (vec![0, 1, 3], 100, vec![2])
    );
}

#[test]
fn the_best_total_may_leave_out_the_first() {
    let best = allocated(BestTotalValue, &[(100, 100), (60, 50), (59, 50)], 100);
    assert_eq!((best.chosen, best.first_not_fitting), (vec![1, 2], Some(0)));
}

#[test]
fn of_equal_totals_the_cheaper_wins_and_then_the_higher_ranked() {
    assert_eq!(
        allocated(BestTotalValue, &[(50, 60), (50, 40)], 60).chosen,
        vec![1]
    );
    assert_eq!(
        allocated(BestTotalValue, &[(50, 40), (50, 40), (50, 40)], 80).chosen,
        vec![0, 1]
    );
    // {0, 3} and {1, 2} score and cost the same.
    assert_eq!(
        allocated(BestTotalValue, &[(8, 40), (7, 30), (6, 30), (5, 20)], 60).chosen,
        vec![0, 3]
    );
}

#[test]
fn nothing_fits_nothing_is_chosen() {
    for rule in [RankStop, RankSkip, BestTotalValue] {
        assert_eq!(allocated(rule, &[(5, 10)], 9).chosen, Vec::<usize>::new());
        assert_eq!(allocated(rule, &[], 9).remaining, 9);
        assert_eq!(allocated(rule, &[(5, 0)], 0).chosen, vec![0]);
    }
}

#[test]
fn senseless_numbers_are_refused() {
    assert_eq!(allocate(RankStop, &ranking(&[]), -1), Err(Fault::Ceiling));
    assert_eq!(
        allocate(RankStop, &ranking(&[(1, 1), (1, -1)]), 5),
        Err(Fault::Amount { position: 1 })
    );
    assert_eq!(
        allocate(RankStop, &ranking(&[(-1, 1)]), 5),
        Err(Fault::Score { position: 0 })
    );
}

#[test]
fn huge_numbers_do_not_overflow() {
    let huge = i64::MAX;
    for rule in [RankStop, RankSkip, BestTotalValue] {
        assert_eq!(
            allocated(rule, &[(huge, huge), (huge, huge)], huge).chosen,
            vec![0]
        );
    }
}

#[test]
fn ranking_is_by_score_and_then_by_identifier() {
    let mut candidates = ranking(&[(5, 1), (9, 1), (5, 1)]);
    candidates.swap(0, 2);
    rank(&mut candidates);
    assert_eq!(
        candidates
            .iter()
            .map(|candidate| candidate.id)
            .collect::<Vec<_>>(),
        vec![1, 0, 2]
    );
}

#[test]
fn the_founding_call_is_solved_to_the_cent() {
    // 223 candidates asking for 30,000.00 to 50,000.00 under 500,000.00, with amounts that share no common divisor.
    let rows: Vec<(i64, i64)> = (0..223)
        .map(|at: i64| {
            (
                95_000 - at * 137,
                3_000_001 + at * 7_919 * 1_009 % 2_000_000,
            )
        })
        .collect();
    let best = allocated(BestTotalValue, &rows, 50_000_000);
    let skipped = allocated(RankSkip, &rows, 50_000_000);
    let total = |found: &Allocation<usize>| found.chosen.iter().map(|at| rows[*at].0).sum::<i64>();
    assert!(best.spent <= 50_000_000 && best.chosen.len() <= 16);
    assert!(total(&best) >= total(&skipped));
}

/// The best choice by trying all: most score, then least money, then the lexicographically first set of places.
fn by_force(rows: &[(i64, i64)], ceiling: i64) -> Vec<usize> {
    let sets = (0u32..1 << rows.len()).map(|bits| {
        (0..rows.len())
            .filter(|at| bits >> at & 1 == 1)
            .collect::<Vec<_>>()
    });
    let score = |set: &[usize]| set.iter().map(|at| rows[*at].0).sum::<i64>();
    let amount = |set: &[usize]| set.iter().map(|at| rows[*at].1).sum::<i64>();
    let places = |set: &[usize]| {
        (0..rows.len())
            .map(|at| set.contains(&at))
            .collect::<Vec<_>>()
    };
    sets.filter(|set| amount(set) <= ceiling)
        .max_by_key(|set| (score(set), -amount(set), places(set)))
        .unwrap()
}

prop_compose! {
    /// Few distinct values, so that ties are common.
    fn small()(rows in prop::collection::vec((0i64..12, 0i64..12), 0..=12), ceiling in 0i64..60) -> (Vec<(i64, i64)>, i64) {
        (rows, ceiling)
    }
}

proptest! {
    #[test]
    fn the_best_total_equals_trying_all((rows, ceiling) in small()) {
        prop_assert_eq!(allocated(BestTotalValue, &rows, ceiling).chosen, by_force(&rows, ceiling));
    }

    #[test]
    fn no_rule_goes_over_the_ceiling_or_loses_anyone((rows, ceiling) in small()) {
        for rule in [RankStop, RankSkip, BestTotalValue] {
            let found = allocated(rule, &rows, ceiling);
            prop_assert_eq!(found.spent, found.chosen.iter().map(|at| rows[*at].1).sum::<i64>());
            prop_assert!(found.spent <= ceiling);
            prop_assert_eq!(found.spent + found.remaining, ceiling);
            let mut everyone = [found.chosen.clone(), found.reserve.clone()].concat();
            everyone.sort_unstable();
            prop_assert_eq!(everyone, (0..rows.len()).collect::<Vec<_>>());
            prop_assert_eq!(found.first_not_fitting, found.reserve.first().copied());
        }
    }

    #[test]
    fn skipping_keeps_whoever_stopping_chooses((rows, ceiling) in small()) {
        let skipped = allocated(RankSkip, &rows, ceiling).chosen;
        prop_assert!(allocated(RankStop, &rows, ceiling).chosen.iter().all(|at| skipped.contains(at)));
    }

    #[test]
    fn a_higher_ceiling_never_stops_earlier((rows, ceiling) in small(), more in 0i64..20) {
        let lower = allocated(RankStop, &rows, ceiling).chosen;
        prop_assert!(allocated(RankStop, &rows, ceiling + more).chosen.starts_with(&lower));
    }
}
