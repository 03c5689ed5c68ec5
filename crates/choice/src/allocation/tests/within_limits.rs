//! Quotas, and awards smaller than what is asked for.

use proptest::prelude::*;

use super::super::{Limits, Measure, Quota, Unmet, Why, allocate_within};
use super::*;

/// Score, amount, and the quotas it counts under.
type Row = (i64, i64, &'static [usize]);

fn grouped(rows: &[Row]) -> Vec<Candidate<usize>> {
    let each = rows.iter().enumerate();
    each.map(|(id, (score, amount, groups))| Candidate {
        groups: groups.to_vec(),
        ..Candidate::whole(id, *score, *amount)
    })
    .collect()
}

fn within(rule: Rule, rows: &[Row], ceiling: i64, quotas: Vec<Quota>) -> Allocation<usize> {
    let limits = Limits {
        quotas,
        reduced: false,
    };
    allocate_within(rule, &grouped(rows), ceiling, &limits).unwrap()
}

const RULES: [Rule; 3] = [RankStop, RankSkip, BestTotalValue];

#[test]
fn a_maximum_is_kept_exactly_by_every_rule() {
    let rows: [Row; 4] = [(9, 30, &[0]), (8, 30, &[0]), (7, 30, &[0]), (6, 30, &[])];
    let at_most = |number| Quota {
        at_most: Some(number),
        ..Quota::default()
    };
    for rule in RULES {
        let two = within(rule, &rows, 120, vec![at_most(2)]);
        assert_eq!(two.chosen, vec![0, 1, 3], "{rule:?}");
        let full = Why::Maximum {
            quota: 0,
            measure: Measure::Number,
        };
        assert_eq!(two.why[2], full, "{rule:?}");
        assert_eq!(within(rule, &rows, 120, vec![at_most(3)]).chosen.len(), 4);
        assert_eq!(within(rule, &rows, 120, vec![at_most(0)]).chosen, vec![3]);
        let money = |most| Quota {
            at_most_amount: Some(most),
            ..Quota::default()
        };
        assert_eq!(
            within(rule, &rows, 120, vec![money(60)]).chosen,
            vec![0, 1, 3]
        );
        assert_eq!(within(rule, &rows, 120, vec![money(59)]).chosen, vec![0, 3]);
    }
}

#[test]
fn whom_a_maximum_bars_does_not_stop_the_walk_but_want_of_money_does() {
    let rows: [Row; 4] = [(9, 30, &[0]), (8, 30, &[0]), (7, 50, &[]), (6, 10, &[])];
    let one = Quota {
        at_most: Some(1),
        ..Quota::default()
    };
    let found = within(RankStop, &rows, 70, vec![one]);
    assert_eq!(found.chosen, vec![0]);
    assert_eq!(
        found.why[2],
        Why::NoRoom {
            left: 40,
            least: None
        }
    );
    assert_eq!(found.why[3], Why::Stopped { at: 2 });
}

#[test]
fn a_minimum_is_filled_first_by_rank() {
    let rows: [Row; 5] = [
        (9, 50, &[]),
        (8, 50, &[]),
        (7, 40, &[0]),
        (6, 40, &[0]),
        (5, 10, &[]),
    ];
    let one = |number| Quota {
        at_least: Some(number),
        ..Quota::default()
    };
    for rule in [RankStop, RankSkip] {
        // Nobody of the group would be chosen by rank alone.
        assert_eq!(within(rule, &rows, 100, vec![one(0)]).chosen, vec![0, 1]);
        let found = within(rule, &rows, 100, vec![one(1)]);
        let also = if rule == RankSkip {
            vec![0, 2, 4]
        } else {
            vec![0, 2]
        };
        assert_eq!(found.chosen, also, "{rule:?}");
        assert_eq!(
            found.why[2],
            Why::ForMinimum {
                quota: 0,
                left: 100
            }
        );
        assert!(found.unmet.is_empty());
    }
    assert_eq!(
        within(BestTotalValue, &rows, 100, vec![one(1)]).chosen,
        vec![0, 2, 4]
    );
    // Members who would be chosen anyway count.
    let high: [Row; 3] = [(9, 50, &[0]), (8, 50, &[]), (7, 40, &[0])];
    assert_eq!(
        within(RankSkip, &high, 100, vec![one(1)]).chosen,
        vec![0, 1]
    );
    // By money: the second is needed for 41, not for 40.
    let money = |least| Quota {
        at_least_amount: Some(least),
        ..Quota::default()
    };
    assert_eq!(
        within(RankSkip, &rows, 100, vec![money(40)]).chosen,
        vec![0, 2, 4]
    );
    assert_eq!(
        within(RankSkip, &rows, 100, vec![money(41)]).chosen,
        vec![2, 3, 4]
    );
}

#[test]
fn a_minimum_out_of_reach_is_told_and_the_others_are_kept() {
    let rows: [Row; 3] = [(9, 50, &[0]), (8, 50, &[1]), (7, 60, &[1])];
    let least = |number| Quota {
        at_least: Some(number),
        ..Quota::default()
    };
    for rule in RULES {
        let found = within(rule, &rows, 100, vec![least(2), least(1)]);
        assert_eq!(found.chosen, vec![0, 1], "{rule:?}");
        let unmet = Unmet {
            quota: 0,
            measure: Measure::Number,
            wanted: 2,
            reached: 1,
            possible: 1,
        };
        assert_eq!(found.unmet, vec![unmet], "{rule:?}");
        assert!(found.exact);
    }
    // Possible each, but not together: the first given is kept.
    let found = within(BestTotalValue, &rows, 110, vec![least(1), least(2)]);
    assert_eq!(found.chosen, vec![0, 1]);
    assert_eq!((found.unmet[0].quota, found.unmet[0].possible), (1, 2));
}

#[test]
fn the_one_at_the_margin_may_get_what_is_left() {
    let asked = |least| {
        let mut rows = ranking(&[(9, 60), (8, 60), (7, 30)]);
        rows[1].least = least;
        rows
    };
    let reduced = Limits {
        quotas: Vec::new(),
        reduced: true,
    };
    for rule in RULES {
        let whole = allocate_within(rule, &asked(Some(40)), 100, &Limits::default()).unwrap();
        assert!(!whole.chosen.contains(&1), "{rule:?}");
    }
    for rule in [RankStop, RankSkip] {
        let found = allocate_within(rule, &asked(Some(40)), 100, &reduced).unwrap();
        assert_eq!(
            (found.chosen, found.awards),
            (vec![0, 1], vec![60, 40]),
            "{rule:?}"
        );
        assert_eq!(found.why[1], Why::Reduced { award: 40 });
        assert_eq!(found.remaining, 0);
        let found = allocate_within(rule, &asked(Some(41)), 100, &reduced).unwrap();
        let also = if rule == RankSkip {
            vec![0, 2]
        } else {
            vec![0]
        };
        assert_eq!(found.chosen, also, "{rule:?}");
        let no = Why::NoRoom {
            left: 40,
            least: Some(41),
        };
        assert_eq!(found.why[1], no);
        // Who takes no less than all is not given less.
        let found = allocate_within(rule, &asked(None), 100, &reduced).unwrap();
        assert!(!found.chosen.contains(&1));
    }
    // The best total comes first: 0 and 2 use 90, and 10 are left.
    let best = |least| allocate_within(BestTotalValue, &asked(Some(least)), 100, &reduced).unwrap();
    assert_eq!(best(11).chosen, vec![0, 2]);
    assert_eq!(
        (best(10).chosen, best(10).awards),
        (vec![0, 1, 2], vec![60, 10, 30])
    );
    // Nothing is no award.
    let nothing = allocate_within(RankSkip, &asked(Some(0)), 60, &reduced).unwrap();
    assert_eq!(nothing.chosen, vec![0]);
}

#[test]
fn a_reduced_award_keeps_the_maximum_of_its_group() {
    let mut rows = grouped(&[(9, 60, &[0]), (8, 60, &[0])]);
    rows[1].least = Some(20);
    let limits = |most| Limits {
        quotas: vec![Quota {
            at_most_amount: Some(most),
            ..Quota::default()
        }],
        reduced: true,
    };
    let found = |most| allocate_within(RankSkip, &rows, 100, &limits(most)).unwrap();
    assert_eq!(found(100).awards, vec![60, 40]);
    assert_eq!(found(85).awards, vec![60, 25]);
    assert_eq!(found(79).awards, vec![60]);
}

#[test]
fn unknown_quotas_are_refused() {
    let rows = grouped(&[(9, 60, &[1])]);
    let limits = Limits {
        quotas: vec![Quota::default()],
        reduced: false,
    };
    let refused = Err(Fault::Group { position: 0 });
    assert_eq!(allocate_within(RankSkip, &rows, 100, &limits), refused);
    let rows = grouped(&[(9, 60, &[0, 0])]);
    assert_eq!(allocate_within(RankSkip, &rows, 100, &limits), refused);
}

#[test]
fn a_large_call_with_quotas_by_region_and_theme_is_solved_exactly() {
    // 223 candidates, five regions and four themes; amounts to the cent.
    let rows: Vec<Candidate<usize>> = (0..223usize)
        .map(|at| Candidate {
            groups: vec![at % 5, 5 + at / 5 % 4],
            ..Candidate::whole(
                at,
                95_000 - at as i64 * 137,
                3_000_001 + at as i64 * 7_919 * 1_009 % 2_000_000,
            )
        })
        .collect();
    let mut quotas = vec![
        Quota {
            at_least: Some(1),
            at_most: Some(4),
            ..Quota::default()
        };
        5
    ];
    quotas.extend(vec![
        Quota {
            at_least: Some(2),
            ..Quota::default()
        };
        4
    ]);
    let limits = Limits {
        quotas,
        reduced: false,
    };
    let best = allocate_within(BestTotalValue, &rows, 50_000_000, &limits).unwrap();
    let walked = allocate_within(RankSkip, &rows, 50_000_000, &limits).unwrap();
    assert!(best.exact && best.unmet.is_empty());
    let total =
        |found: &Allocation<usize>| found.chosen.iter().map(|at| rows[*at].score).sum::<i64>();
    assert!(total(&best) >= total(&walked));
}

prop_compose! {
    fn quota()(at_least in prop::option::weighted(0.4, 0u32..4), at_most in prop::option::weighted(0.4, 0u32..4), at_least_amount in prop::option::weighted(0.2, 0i64..25), at_most_amount in prop::option::weighted(0.3, 0i64..25)) -> Quota {
        Quota { at_least, at_most, at_least_amount, at_most_amount }
    }
}

prop_compose! {
    fn restricted()(
        rows in prop::collection::vec((0i64..12, 0i64..12, 0usize..8, prop::option::of(0i64..8)), 0..=11),
        ceiling in 0i64..60,
        quotas in prop::collection::vec(quota(), 3),
    ) -> (Vec<Candidate<usize>>, i64, Vec<Quota>) {
        let candidates = rows.into_iter().enumerate().map(|(id, (score, amount, groups, least))| Candidate {
            least,
            groups: (0..3).filter(|at| groups >> at & 1 == 1).collect(),
            ..Candidate::whole(id, score, amount)
        });
        (candidates.collect(), ceiling, quotas)
    }
}

fn used(rows: &[Candidate<usize>], set: &[usize], quota: usize, measure: Measure) -> i64 {
    let of = set.iter().filter(|at| rows[**at].groups.contains(&quota));
    match measure {
        Measure::Number => of.count() as i64,
        Measure::Amount => of.map(|at| rows[*at].amount).sum(),
    }
}

/// The best list within quotas by trying all, each minimum kept that can be with those kept before.
fn tried(rows: &[Candidate<usize>], ceiling: i64, quotas: &[Quota]) -> Vec<usize> {
    let sets = (0u32..1 << rows.len()).map(|bits| {
        (0..rows.len())
            .filter(|at| bits >> at & 1 == 1)
            .collect::<Vec<_>>()
    });
    let amount = |set: &[usize]| set.iter().map(|at| rows[*at].amount).sum::<i64>();
    let allowed = |set: &Vec<usize>| {
        amount(set) <= ceiling
            && quotas.iter().enumerate().all(|(at, quota)| {
                let within = |measure| {
                    quota
                        .most(measure)
                        .is_none_or(|most| used(rows, set, at, measure) <= most)
                };
                within(Measure::Number) && within(Measure::Amount)
            })
    };
    let mut lists: Vec<Vec<usize>> = sets.filter(allowed).collect();
    for (at, quota) in quotas.iter().enumerate() {
        for measure in Measure::ALL {
            let Some(least) = quota.least(measure) else {
                continue;
            };
            let kept: Vec<Vec<usize>> = lists
                .iter()
                .filter(|set| used(rows, set, at, measure) >= least)
                .cloned()
                .collect();
            if !kept.is_empty() {
                lists = kept;
            }
        }
    }
    let score = |set: &[usize]| set.iter().map(|at| rows[*at].score).sum::<i64>();
    let places = |set: &[usize]| {
        (0..rows.len())
            .map(|at| set.contains(&at))
            .collect::<Vec<_>>()
    };
    lists
        .into_iter()
        .max_by_key(|set| (score(set), -amount(set), places(set)))
        .unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_best_total_within_quotas_equals_trying_all((rows, ceiling, quotas) in restricted()) {
        let limits = Limits { quotas, reduced: false };
        let found = allocate_within(BestTotalValue, &rows, ceiling, &limits).unwrap();
        prop_assert!(found.exact);
        prop_assert_eq!(found.chosen, tried(&rows, ceiling, &limits.quotas));
    }

    #[test]
    fn no_rule_breaks_a_maximum_or_the_ceiling((rows, ceiling, quotas) in restricted(), reduced: bool) {
        let limits = Limits { quotas, reduced };
        for rule in RULES {
            let found = allocate_within(rule, &rows, ceiling, &limits).unwrap();
            prop_assert_eq!(found.spent, found.awards.iter().sum::<i64>());
            prop_assert!(found.spent <= ceiling);
            prop_assert_eq!(found.spent + found.remaining, ceiling);
            let given = |quota: usize, measure: Measure| -> i64 {
                let of = found.chosen.iter().zip(&found.awards).filter(|(at, _)| rows[**at].groups.contains(&quota));
                of.map(|(_, award)| measure.of(*award)).sum()
            };
            for (at, quota) in limits.quotas.iter().enumerate() {
                for measure in Measure::ALL {
                    prop_assert!(quota.most(measure).is_none_or(|most| given(at, measure) <= most), "{:?}", rule);
                    let unmet = found.unmet.iter().any(|unmet| (unmet.quota, unmet.measure) == (at, measure));
                    prop_assert_eq!(unmet, quota.least(measure).is_some_and(|least| given(at, measure) < least));
                }
            }
            let less = found.chosen.iter().zip(&found.awards).filter(|(at, award)| **award < rows[**at].amount);
            for (at, award) in less.clone() {
                prop_assert!(reduced && rows[*at].least.is_some_and(|least| *award >= least && *award > 0));
            }
            prop_assert!(less.count() <= 1);
            for (at, why) in found.why.iter().enumerate() {
                let for_it = matches!(why, Why::Fits { .. } | Why::ForMinimum { .. } | Why::Reduced { .. } | Why::InBest);
                prop_assert_eq!(for_it, found.chosen.contains(&at), "{:?}", rule);
            }
            let mut everyone = [found.chosen.clone(), found.reserve.clone()].concat();
            everyone.sort_unstable();
            prop_assert_eq!(everyone, (0..rows.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn without_quotas_the_search_is_the_knapsack((rows, ceiling, _) in restricted()) {
        // A bound that can never bind leads the other way to the same list.
        let loose = Limits { quotas: vec![Quota { at_most: Some(1_000), ..Quota::default() }; 3], reduced: false };
        let plain: Vec<Candidate<usize>> = rows.iter().map(|row| Candidate { groups: Vec::new(), ..row.clone() }).collect();
        let expected = allocate(BestTotalValue, &plain, ceiling).unwrap();
        let found = allocate_within(BestTotalValue, &rows, ceiling, &loose).unwrap();
        prop_assert_eq!(found.chosen, expected.chosen);
    }
}
