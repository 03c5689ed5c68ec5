use proptest::prelude::*;

use super::{Completion, Election, Fault, Mark, Outcome, Rule, Utility, Why, choose};

mod by_hand;
mod properties;

/// Costs, and ballots with how many cast each.
fn election(costs: &[i64], ballots: &[(u64, &[Mark])]) -> Election {
    let mut election = Election::new(costs.to_vec()).unwrap();
    for (number, marks) in ballots {
        for _ in 0..*number {
            election.cast(marks).unwrap();
        }
    }
    election
}

/// An approval of each of these.
fn all(projects: impl IntoIterator<Item = usize>) -> Vec<Mark> {
    projects.into_iter().map(|at| (at, 1)).collect()
}

const fn shares(utility: Utility, completion: Completion) -> Rule {
    Rule::EqualShares {
        utility,
        completion,
    }
}

fn chosen(election: &Election, rule: Rule, budget: i64) -> Vec<usize> {
    let mut selected = choose(election, rule, budget).unwrap().selected;
    selected.sort_unstable();
    selected
}

const EVERY: [Rule; 13] = [
    Rule::Greedy,
    Rule::GreedyStop,
    Rule::GreedyCost,
    Rule::MaxValue,
    shares(Utility::Cost, Completion::None),
    shares(Utility::Cost, Completion::Greedy),
    shares(Utility::Cost, Completion::Raise { step: 1 }),
    shares(Utility::Cost, Completion::RaiseThenGreedy { step: 1 }),
    shares(Utility::Count, Completion::None),
    shares(Utility::Count, Completion::RaiseThenGreedy { step: 3 }),
    shares(Utility::Points, Completion::None),
    shares(Utility::Points, Completion::RaiseThenGreedy { step: 1 }),
    Rule::Phragmen,
];

#[test]
fn phragmens_own_example_is_told_as_he_told_it() {
    // 1894, as in Brill, Freeman, Janson and Lackner, example 1: A B C P Q R for three seats.
    let ballots: [(u64, &[Mark]); 4] = [
        (1034, &all([0, 1, 2])),
        (519, &all([3, 4, 5])),
        (90, &all([0, 1, 4])),
        (47, &all([0, 3, 4])),
    ];
    let found = choose(&election(&[1; 6], &ballots), Rule::Phragmen, 3).unwrap();
    assert_eq!(found.selected, vec![0, 4, 1]);
    assert_eq!((found.spent, found.left), (3, 0));
    assert_eq!(
        found.why[4],
        Why::Earned {
            round: 2,
            supporters: 656
        }
    );
    let ended = Why::NotEarned {
        supporters: 1034,
        left: 0,
        at: None,
    };
    assert_eq!(found.why[2], ended);
}

#[test]
fn a_minority_gets_its_share_of_the_money() {
    // 51 of 100 want ten red projects, 49 want ten blue ones; the budget pays for ten (equalshares.net).
    let ballots: [(u64, &[Mark]); 2] = [(51, &all(0..10)), (49, &all(10..20))];
    let town = election(&[100; 20], &ballots);
    let blue = |rule| {
        let found = chosen(&town, rule, 1_000);
        (
            found.len(),
            found.iter().filter(|project| **project >= 10).count(),
        )
    };
    assert_eq!(blue(Rule::Greedy), (10, 0));
    assert_eq!(blue(shares(Utility::Cost, Completion::None)), (9, 4));
    assert_eq!(
        blue(shares(Utility::Cost, Completion::Raise { step: 1 })),
        (10, 5)
    );
    assert_eq!(blue(shares(Utility::Cost, Completion::Greedy)), (10, 4));
    assert_eq!(blue(Rule::Phragmen), (10, 5));
}

#[test]
fn whoever_has_less_than_the_price_gives_what_is_left() {
    // Shares of 10. Both buy the first for 6 each; the first then has 4 left, the third voter 10.
    let ballots: [(u64, &[Mark]); 3] = [(1, &all([0, 1])), (1, &all([0])), (1, &all([1]))];
    let found = choose(
        &election(&[12, 13], &ballots),
        shares(Utility::Count, Completion::None),
        30,
    )
    .unwrap();
    assert_eq!(found.selected, vec![0, 1]);
    let second = Why::Bought {
        round: 2,
        supporters: 2,
        in_full: 1,
        most: 9,
    };
    assert_eq!(found.why[1], second);
    // One unit more than they have together is too much.
    let found = choose(
        &election(&[12, 15], &ballots),
        shares(Utility::Count, Completion::None),
        30,
    )
    .unwrap();
    assert_eq!(found.selected, vec![0]);
    let short = Why::Unaffordable {
        supporters: 2,
        together: 14,
        left: 18,
    };
    assert_eq!(found.why[1], short);
}

#[test]
fn money_exactly_as_much_as_the_cost_is_enough() {
    let ballots: [(u64, &[Mark]); 2] = [(1, &all([0])), (2, &all([1]))];
    let town = election(&[4, 7], &ballots);
    // Shares of a third of 10: 3⅓ are too little for 4, 6⅔ for 7; of 12: 4 and 8.
    let rule = shares(Utility::Cost, Completion::None);
    assert_eq!(chosen(&town, rule, 10), Vec::<usize>::new());
    assert_eq!(chosen(&town, rule, 12), vec![0, 1]);
    assert_eq!(chosen(&town, rule, 11), vec![1]);
}

#[test]
fn shares_are_raised_for_as_long_as_the_budget_holds() {
    // Six voters, shares of 10: nobody can pay for 15 alone. With 15 each the first three are bought: 45 of 60; the
    // others then fit one more, which 15 each do not bring about without the fifth: 75 is over the budget.
    let ballots: Vec<Vec<Mark>> = (0..5).map(|at| all([at])).chain([Vec::new()]).collect();
    let ballots: Vec<(u64, &[Mark])> = ballots.iter().map(|marks| (1, marks.as_slice())).collect();
    let costs = [15, 15, 15, 16, 16];
    let town = election(&costs, &ballots);
    let raise =
        |step| choose(&town, shares(Utility::Cost, Completion::Raise { step }), 60).unwrap();
    let by_one = raise(1);
    assert_eq!((by_one.selected.len(), by_one.raised), (3, 5));
    let then_greedy = shares(Utility::Cost, Completion::RaiseThenGreedy { step: 1 });
    // 15 are left, and 16 do not fit.
    assert_eq!(chosen(&town, then_greedy, 60), vec![0, 1, 2]);
    assert_eq!(chosen(&town, then_greedy, 61), vec![0, 1, 2, 3]);
    // Raised by 7 at once, shares jump over what would have fitted.
    assert_eq!((raise(7).selected.len(), raise(7).raised), (0, 0));
    let nothing = shares(Utility::Cost, Completion::Raise { step: 0 });
    assert_eq!(choose(&town, nothing, 60), Err(Fault::Step));
}

#[test]
fn raising_ends_once_nothing_wanted_fits_even_if_something_unwanted_would() {
    let town = election(&[10, 10, 3], &[(2, &all([0])), (2, &all([1]))]);
    let found = choose(
        &town,
        shares(Utility::Cost, Completion::Raise { step: 1 }),
        24,
    )
    .unwrap();
    assert_eq!(
        (found.selected, found.raised, found.left),
        (vec![0, 1], 0, 4)
    );
    assert_eq!(found.why[2], Why::Unsupported { left: 4 });
}

#[test]
fn approvals_are_worth_the_cost_or_one_each() {
    // Four voters with 25 each. All want 0 (80) and each of two pairs wants one of 1 and 2 (20 each).
    let ballots: [(u64, &[Mark]); 2] = [(2, &all([0, 1])), (2, &all([0, 2]))];
    let town = election(&[80, 20, 20], &ballots);
    // By cost: 0 has four supporters and comes first. By number: 20/2 = 10 is less than 80/4 = 20.
    assert_eq!(
        chosen(&town, shares(Utility::Cost, Completion::None), 100),
        vec![0]
    );
    assert_eq!(
        chosen(&town, shares(Utility::Count, Completion::None), 100),
        vec![1, 2]
    );
}

#[test]
fn points_are_paid_for_in_proportion() {
    // Shares of 12; together 8 points for a cost of 16: 2 for a point.
    let ballots: [(u64, &[Mark]); 2] = [(1, &[(0, 5)]), (1, &[(0, 3), (1, 1)])];
    let town = election(&[16, 6], &ballots);
    let found = choose(&town, shares(Utility::Points, Completion::None), 24).unwrap();
    // 10 and 6 are paid; the second has 6 left, exactly the cost of the other.
    assert_eq!(found.selected, vec![0, 1]);
    let first = Why::Bought {
        round: 1,
        supporters: 2,
        in_full: 2,
        most: 10,
    };
    assert_eq!(found.why[0], first);
}

#[test]
fn ties_go_to_the_cheaper_and_then_to_the_first() {
    // Equal votes for every project: the order is 2, 0, 1.
    let town = election(&[5, 5, 4], &[(3, &all([0, 1, 2]))]);
    let order = |rule| choose(&town, rule, 100).unwrap().selected;
    assert_eq!(order(Rule::Greedy), vec![2, 0, 1]);
    assert_eq!(order(Rule::GreedyStop), vec![2, 0, 1]);
    assert_eq!(
        order(shares(Utility::Cost, Completion::None)),
        vec![2, 0, 1]
    );
    assert_eq!(order(Rule::Phragmen), vec![2, 0, 1]);
    // 3 votes for 6 are as much for the money as 2 for 4.
    let ballots: [(u64, &[Mark]); 2] = [(2, &all([0, 1])), (1, &all([0]))];
    let town = election(&[6, 4], &ballots);
    assert_eq!(
        choose(&town, Rule::GreedyCost, 6).unwrap().selected,
        vec![1]
    );
    assert_eq!(choose(&town, Rule::Greedy, 6).unwrap().selected, vec![0]);
}

#[test]
fn stopping_stops_and_skipping_goes_on() {
    let ballots: [(u64, &[Mark]); 3] = [(3, &all([0])), (2, &all([1])), (1, &all([2]))];
    let town = election(&[60, 50, 40], &ballots);
    let skipped = choose(&town, Rule::Greedy, 100).unwrap();
    assert_eq!(skipped.selected, vec![0, 2]);
    assert_eq!(skipped.why[1], Why::NoRoom { place: 2, left: 40 });
    assert_eq!(skipped.why[2], Why::Voted { place: 3, left: 40 });
    let stopped = choose(&town, Rule::GreedyStop, 100).unwrap();
    assert_eq!(stopped.selected, vec![0]);
    assert_eq!(stopped.why[2], Why::Stopped { place: 3, at: 1 });
    assert_eq!(chosen(&town, Rule::MaxValue, 100), vec![0, 2]);
    assert_eq!(chosen(&town, Rule::MaxValue, 95), vec![0]);
    // Both sets below have three votes; one costs less.
    assert_eq!(chosen(&town, Rule::MaxValue, 90), vec![0]);
}

#[test]
fn what_is_free_and_wanted_is_always_taken() {
    let town = election(&[0, 0, 5], &[(1, &all([0, 2]))]);
    for rule in EVERY {
        let found = choose(&town, rule, 0).unwrap();
        assert!(found.selected.contains(&0), "{rule:?}");
        assert!(!found.selected.contains(&2), "{rule:?}");
        assert_eq!(found.spent, 0, "{rule:?}");
    }
}

#[test]
fn what_is_unwanted_is_not_bought_and_what_is_opposed_is_not_taken() {
    let town = election(&[5, 5], &[(2, &[(0, -1)]), (1, &[(0, 1), (1, 0)])]);
    for rule in EVERY {
        let found = choose(&town, rule, 100).unwrap();
        let bought = matches!(
            rule,
            Rule::EqualShares {
                completion: Completion::None,
                ..
            } | Rule::Phragmen
        );
        // One voter of three gave it a point and has a third of 100.
        assert_eq!(
            found.selected.contains(&0),
            matches!(rule, Rule::EqualShares { .. } | Rule::Phragmen),
            "{rule:?}"
        );
        if bought {
            assert!(matches!(found.why[1], Why::Unsupported { .. }), "{rule:?}");
        }
    }
}

#[test]
fn no_voters_no_projects_no_money() {
    for rule in EVERY {
        let nobody = choose(&election(&[5, 0], &[]), rule, 10).unwrap();
        assert_eq!(nobody.spent + nobody.left, 10, "{rule:?}");
        let nothing = choose(&election(&[], &[(1, &[])]), rule, 10).unwrap();
        assert_eq!((nothing.selected, nothing.left), (vec![], 10), "{rule:?}");
        assert_eq!(
            choose(&election(&[], &[]), rule, -1),
            Err(Fault::Budget),
            "{rule:?}"
        );
    }
}

#[test]
fn senseless_ballots_and_costs_are_refused() {
    assert_eq!(
        Election::new(vec![1, -1]).unwrap_err(),
        Fault::Cost { project: 1 }
    );
    assert_eq!(
        Election::new(vec![i64::MAX, 1]).unwrap_err(),
        Fault::Cost { project: 1 }
    );
    let mut town = Election::new(vec![1, 1]).unwrap();
    assert_eq!(town.cast(&[(2, 1)]), Err(Fault::Unknown { project: 2 }));
    assert_eq!(
        town.cast(&[(1, 1), (0, 1), (1, 2)]),
        Err(Fault::Twice { project: 1 })
    );
    assert_eq!(town.voters(), 0);
    town.cast(&[(0, i64::MAX)]).unwrap();
    town.cast(&[(0, i64::MAX)]).unwrap();
    assert_eq!(choose(&town, Rule::Greedy, 1), Err(Fault::Points));
}

#[test]
fn phragmen_ends_at_the_first_that_does_not_fit() {
    let ballots: [(u64, &[Mark]); 3] = [(5, &all([0])), (4, &all([1])), (1, &all([2]))];
    let town = election(&[50, 60, 20], &ballots);
    // Affordable at 10, 15 and 20; after the first, 60 do not fit.
    let found = choose(&town, Rule::Phragmen, 100).unwrap();
    assert_eq!(found.selected, vec![0]);
    let at = |at| Why::NotEarned {
        supporters: if at == Some(1) { 1 } else { 4 },
        left: 50,
        at,
    };
    assert_eq!((&found.why[1], &found.why[2]), (&at(None), &at(Some(1))));
    // What could never be paid for does not stop the others.
    let found = choose(&election(&[101, 60], &ballots[..2]), Rule::Phragmen, 100).unwrap();
    assert_eq!((found.selected, &found.why[0]), (vec![1], &Why::OverBudget));
}

#[test]
fn a_quick_run_is_certain_where_nothing_is_close() {
    let ballots: [(u64, &[Mark]); 3] = [(5, &all([0, 1])), (3, &all([1, 2])), (2, &all([2]))];
    let town = election(&[40, 31, 23], &ballots);
    let limits = crate::allocation::Limits::default();
    let held = super::held::Held::filled(&town, 100, &[], &limits).unwrap();
    let method = super::equal_shares::Method::new(&town, Utility::Count, held);
    // 31 by eight is cheapest, 23 by five next; 40 by five then is more than what these have left.
    assert_eq!(super::quick::bought(&method, 0), Some(vec![1, 2]));
    // With 2 more each, 5 × 8.125 are 40.6.
    assert_eq!(super::quick::bought(&method, 2), Some(vec![1, 2, 0]));
}

#[test]
fn long_denominators_stay_exact() {
    // Prime numbers of supporters, so that no denominator shortens; the last project costs exactly what is left.
    let primes = [2u64, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    let costs = vec![1_000_003; primes.len()];
    let mut town = Election::new(costs).unwrap();
    for voter in 0..40u64 {
        let marks: Vec<Mark> = (0..primes.len())
            .filter(|at| voter < primes[*at])
            .map(|at| (at, 1))
            .collect();
        town.cast(&marks).unwrap();
    }
    let rule = shares(Utility::Cost, Completion::None);
    let found = choose(&town, rule, 40_000_000).unwrap();
    assert!(!found.selected.is_empty() && found.spent <= 40_000_000);
    assert_eq!(found.selected[0], 11, "most supporters first");
}
