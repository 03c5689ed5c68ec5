//! What holds for every election.

use super::super::held::Held;
use super::by_hand::{self, Fraction};
use super::*;
use crate::allocation::Limits;

/// Costs, ballots and a budget: small, so that ties and exact sums are common.
fn small(points: i64) -> impl Strategy<Value = (Vec<i64>, Vec<Vec<Mark>>, i64)> {
    (1usize..=6, 1usize..=6).prop_flat_map(move |(projects, voters)| {
        let ballot = prop::collection::vec(0..=points, projects).prop_map(|given| {
            let marks = given.into_iter().enumerate();
            marks
                .filter(|(_, points)| *points > 0)
                .collect::<Vec<Mark>>()
        });
        (
            prop::collection::vec(0i64..30, projects),
            prop::collection::vec(ballot, voters),
            0i64..90,
        )
    })
}

fn cast(costs: &[i64], ballots: &[Vec<Mark>]) -> Election {
    let ballots: Vec<(u64, &[Mark])> = ballots.iter().map(|marks| (1, marks.as_slice())).collect();
    election(costs, &ballots)
}

/// Every way to take some of `number` things.
fn subsets(number: usize) -> impl Iterator<Item = Vec<usize>> {
    (0u32..1 << number).map(move |bits| (0..number).filter(|at| bits >> at & 1 == 1).collect())
}

/// Extended justified representation up to one project (Peters, Pierczyński and Skowron 2021, definition 2), tried for
/// every group of voters and every set of projects: somebody of the group has as much as the set promises each of them,
/// or would have more with one project of the set besides.
fn represents(
    costs: &[i64],
    utilities: &[Vec<i64>],
    budget: i64,
    selected: &[usize],
) -> Result<(), String> {
    let voters = utilities.len();
    for group in subsets(voters).filter(|group| !group.is_empty()) {
        for set in subsets(costs.len()).filter(|set| !set.is_empty()) {
            let cost: i64 = set.iter().map(|at| costs[*at]).sum();
            // The group's share of the budget pays for the set.
            if group.len() as i64 * budget < cost * voters as i64 {
                continue;
            }
            let promised: i64 = set
                .iter()
                .map(|at| {
                    group
                        .iter()
                        .map(|voter| utilities[*voter][*at])
                        .min()
                        .unwrap_or(0)
                })
                .sum();
            let content = group.iter().any(|voter| {
                let has: i64 = selected.iter().map(|at| utilities[*voter][*at]).sum();
                let one_more = set
                    .iter()
                    .filter(|at| !selected.contains(at))
                    .any(|at| has + utilities[*voter][*at] > promised);
                has >= promised || one_more
            });
            if !content {
                return Err(format!("group {group:?} is owed projects {set:?}"));
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_quick_run_is_right_or_not_certain((costs, ballots, budget) in small(3), raised in 0i64..9) {
        let election = cast(&costs, &ballots);
        let share = Fraction::new(i128::from(budget + raised * ballots.len() as i64), ballots.len() as i128);
        for utility in [Utility::Cost, Utility::Count, Utility::Points] {
            let limits = Limits::default();
            let held = Held::filled(&election, budget, &[], &limits).unwrap();
            let method = super::super::equal_shares::Method::new(&election, utility, held);
            if let Some(found) = super::super::quick::bought(&method, raised) {
                prop_assert_eq!(found, by_hand::equal_shares(&costs, &ballots, utility, share), "{:?}", utility);
            }
        }
    }

    #[test]
    fn equal_shares_is_what_its_definition_says((costs, ballots, budget) in small(4)) {
        let election = cast(&costs, &ballots);
        let share = Fraction::new(i128::from(budget), ballots.len() as i128);
        for utility in [Utility::Cost, Utility::Count, Utility::Points] {
            let found = choose(&election, shares(utility, Completion::None), budget).unwrap();
            prop_assert_eq!(found.selected, by_hand::equal_shares(&costs, &ballots, utility, share), "{:?}", utility);
        }
    }

    #[test]
    fn raising_shares_is_what_its_definition_says((costs, ballots, budget) in small(1), step in 1i64..4) {
        let cost = |list: &[usize]| list.iter().map(|at| costs[*at]).sum::<i64>();
        let share = |more: i64| Fraction::new(i128::from(budget + more * ballots.len() as i64), ballots.len() as i128);
        let wanted: Vec<usize> = (0..costs.len()).filter(|at| ballots.iter().flatten().any(|mark| mark.0 == *at)).collect();
        let mut more = 0;
        let mut kept = by_hand::equal_shares(&costs, &ballots, Utility::Cost, share(0));
        while wanted.iter().any(|at| !kept.contains(at) && costs[*at] <= budget - cost(&kept)) {
            let next = by_hand::equal_shares(&costs, &ballots, Utility::Cost, share(more + step));
            if cost(&next) > budget {
                break;
            }
            more += step;
            kept = next;
        }
        let found = choose(&cast(&costs, &ballots), shares(Utility::Cost, Completion::Raise { step }), budget).unwrap();
        prop_assert_eq!((found.selected, found.raised), (kept, more));
    }

    #[test]
    fn phragmen_is_what_its_definition_says((costs, ballots, budget) in small(2)) {
        let found = choose(&cast(&costs, &ballots), Rule::Phragmen, budget).unwrap();
        prop_assert_eq!(found.selected, by_hand::phragmen(&costs, &ballots, budget));
    }

    #[test]
    fn no_rule_goes_over_the_budget_or_leaves_anything_unexplained((costs, ballots, budget) in small(3)) {
        for rule in EVERY {
            let found: Outcome = choose(&cast(&costs, &ballots), rule, budget).unwrap();
            let spent: i64 = found.selected.iter().map(|at| costs[*at]).sum();
            prop_assert_eq!(found.spent, spent);
            prop_assert!(spent <= budget, "{:?}", rule);
            prop_assert_eq!(found.left, budget - spent);
            for (at, why) in found.why.iter().enumerate() {
                let for_it = matches!(
                    why,
                    Why::Voted { .. } | Why::InBest | Why::Bought { .. } | Why::Free | Why::Completed { .. } | Why::Earned { .. }
                );
                prop_assert_eq!(for_it, found.selected.contains(&at), "{:?}: {:?}", rule, why);
            }
            let mut once = found.selected.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), found.selected.len());
        }
    }

    #[test]
    fn who_voted_first_makes_no_difference((costs, ballots, budget) in small(3), turn in 0usize..6) {
        let mut turned = ballots.clone();
        turned.rotate_left(turn % ballots.len());
        turned.reverse();
        for marks in &mut turned {
            marks.reverse();
        }
        for rule in EVERY {
            let one = choose(&cast(&costs, &ballots), rule, budget);
            prop_assert_eq!(one, choose(&cast(&costs, &turned), rule, budget), "{:?}", rule);
        }
    }

    #[test]
    fn every_voter_thrice_is_the_same_as_once((costs, ballots, budget) in small(2)) {
        let once = cast(&costs, &ballots);
        let thrice = cast(&costs, &[ballots.clone(), ballots.clone(), ballots].concat());
        for rule in [Rule::Greedy, Rule::GreedyCost, Rule::MaxValue, Rule::Phragmen] {
            prop_assert_eq!(chosen(&once, rule, budget), chosen(&thrice, rule, budget), "{:?}", rule);
        }
        for utility in [Utility::Cost, Utility::Points] {
            let rule = shares(utility, Completion::Greedy);
            prop_assert_eq!(chosen(&once, rule, budget), chosen(&thrice, rule, budget), "{:?}", rule);
        }
    }

    #[test]
    fn a_group_gets_what_its_share_pays_for((costs, ballots, budget) in small(3)) {
        for utility in [Utility::Cost, Utility::Count, Utility::Points] {
            let worth = |marks: &Vec<Mark>| -> Vec<i64> {
                (0..costs.len()).map(|at| {
                    let points = marks.iter().find(|mark| mark.0 == at).map_or(0, |mark| mark.1);
                    match utility {
                        Utility::Points => points,
                        Utility::Count => points.min(1),
                        Utility::Cost => points.min(1) * costs[at],
                    }
                }).collect()
            };
            let utilities: Vec<Vec<i64>> = ballots.iter().map(worth).collect();
            let found = choose(&cast(&costs, &ballots), shares(utility, Completion::None), budget).unwrap();
            prop_assert_eq!(represents(&costs, &utilities, budget, &found.selected), Ok(()), "{:?}", utility);
        }
    }

    #[test]
    fn a_tie_goes_to_whoever_asks_for_less((costs, ballots, budget) in small(1)) {
        // Two projects wanted by the same people: the dearer is not chosen by votes without the cheaper.
        let wanted = |at: usize| ballots.iter().map(|marks| marks.iter().any(|mark| mark.0 == at)).collect::<Vec<_>>();
        for rule in [Rule::Greedy, Rule::GreedyStop, Rule::GreedyCost, Rule::MaxValue, Rule::Phragmen, shares(Utility::Cost, Completion::None), shares(Utility::Count, Completion::None)] {
            let found = chosen(&cast(&costs, &ballots), rule, budget);
            for one in 0..costs.len() {
                for other in 0..costs.len() {
                    let tie = wanted(one) == wanted(other) && wanted(one).contains(&true) && costs[one] < costs[other];
                    if tie && found.contains(&other) && rule != shares(Utility::Cost, Completion::None) {
                        prop_assert!(found.contains(&one), "{:?}: {} without {}", rule, other, one);
                    }
                }
            }
        }
    }

    #[test]
    fn the_best_set_has_the_most_votes_of_all((costs, ballots, budget) in small(3)) {
        let totals = cast(&costs, &ballots).totals().unwrap();
        let value = |set: &[usize]| set.iter().map(|at| totals[*at]).sum::<i64>();
        let cost = |set: &[usize]| set.iter().map(|at| costs[*at]).sum::<i64>();
        let best = subsets(costs.len()).filter(|set| cost(set) <= budget).map(|set| value(&set)).max();
        prop_assert_eq!(Some(value(&chosen(&cast(&costs, &ballots), Rule::MaxValue, budget))), best);
    }
}
