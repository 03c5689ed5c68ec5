use proptest::prelude::*;

use super::Basis::{Higher, Maximum};
use super::Consolidated::{AnotherReader, Score};
use super::{
    Explained, Fraction, Step, explain_drop_deviant, explain_mean, explain_third_reader, mean,
};

fn third_reader(scores: &[i64]) -> Option<super::Consolidated> {
    super::third_reader(scores, 30)
}

fn drop_deviant(scores: &[i64], maximum: i64, readers: usize) -> Option<super::Consolidated> {
    super::drop_deviant(scores, maximum, readers, 40)
}

#[test]
fn a_mean_is_rounded_half_up() {
    assert_eq!(mean(&[]), None);
    assert_eq!(mean(&[7]), Some(7));
    assert_eq!(mean(&[1, 2]), Some(2));
    assert_eq!(mean(&[1, 1, 2]), Some(1));
    assert_eq!(mean(&[1, 2, 2]), Some(2));
    assert_eq!(mean(&[-1, -2]), Some(-1));
    assert_eq!(mean(&[i64::MAX, i64::MAX]), Some(i64::MAX));
}

#[test]
fn exactly_thirty_percent_of_the_higher_score_calls_no_third_reader() {
    assert_eq!(third_reader(&[100_000, 70_000]), Some(Score(85_000)));
    assert_eq!(third_reader(&[100_000, 69_999]), Some(AnotherReader));
    assert_eq!(third_reader(&[69_999, 100_000]), Some(AnotherReader));
    // 30 % of 10 thousandths is 3, of 9 it is 2.7.
    assert_eq!(third_reader(&[10, 7]), Some(Score(9)));
    assert_eq!(third_reader(&[9, 6]), Some(AnotherReader));
}

#[test]
fn a_zero_beside_anything_calls_a_third_reader_but_two_zeros_agree() {
    assert_eq!(third_reader(&[0, 1]), Some(AnotherReader));
    assert_eq!(third_reader(&[0, 0]), Some(Score(0)));
}

#[test]
fn with_three_readers_the_two_closest_count() {
    assert_eq!(third_reader(&[90_000, 50_000, 80_000]), Some(Score(85_000)));
    assert_eq!(third_reader(&[40_000, 41_000, 90_000]), Some(Score(40_500)));
    assert_eq!(third_reader(&[40_000, 90_000, 40_000]), Some(Score(40_000)));
}

#[test]
fn with_three_equidistant_scores_all_count() {
    assert_eq!(third_reader(&[80_000, 40_000, 60_000]), Some(Score(60_000)));
    assert_eq!(third_reader(&[5, 5, 5]), Some(Score(5)));
    // One thousandth off, and it is the two closest again.
    assert_eq!(third_reader(&[80_000, 40_000, 60_001]), Some(Score(70_001)));
}

#[test]
fn a_lone_score_stands() {
    assert_eq!(third_reader(&[42]), Some(Score(42)));
    assert_eq!(third_reader(&[]), None);
    assert_eq!(drop_deviant(&[42], 100, 2), Some(Score(42)));
    assert_eq!(drop_deviant(&[], 100, 2), None);
}

#[test]
fn forty_percent_of_the_maximum_calls_another_reader() {
    assert_eq!(
        drop_deviant(&[50_000, 90_000], 100_000, 2),
        Some(AnotherReader)
    );
    assert_eq!(
        drop_deviant(&[50_001, 90_000], 100_000, 2),
        Some(Score(70_001))
    );
    assert_eq!(drop_deviant(&[10, 50, 30], 100, 3), Some(AnotherReader));
}

#[test]
fn the_most_deviant_is_dropped_once_another_has_read() {
    assert_eq!(
        drop_deviant(&[50_000, 90_000, 80_000], 100_000, 2),
        Some(Score(85_000))
    );
    assert_eq!(drop_deviant(&[20, 90, 30, 30], 100, 3), Some(Score(27)));
    // Equally far on both sides: nobody is the most deviant.
    assert_eq!(drop_deviant(&[0, 100, 50], 100, 2), Some(Score(50)));
    // Two equal scores share the distance: one of them is dropped.
    assert_eq!(drop_deviant(&[0, 0, 60, 60, 60], 100, 4), Some(Score(45)));
}

#[test]
fn one_who_agrees_after_all_drops_nobody() {
    assert_eq!(drop_deviant(&[60, 70, 80], 100, 2), Some(Score(70)));
}

fn scores(count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0i64..=100_000, count)
}

proptest! {
    #[test]
    fn a_score_lies_between_the_lowest_and_the_highest(scores in scores(1..=6), readers in 1usize..5) {
        let (lowest, highest) = (*scores.iter().min().unwrap(), *scores.iter().max().unwrap());
        for result in [third_reader(&scores), drop_deviant(&scores, 100_000, readers)] {
            if let Some(Score(score)) = result {
                prop_assert!(lowest <= score && score <= highest);
            }
        }
    }

    #[test]
    fn the_order_of_readers_changes_nothing(scores in scores(1..=6), readers in 1usize..5) {
        let mut turned = scores.clone();
        turned.reverse();
        prop_assert_eq!(third_reader(&scores), third_reader(&turned));
        prop_assert_eq!(drop_deviant(&scores, 100_000, readers), drop_deviant(&turned, 100_000, readers));
    }

    #[test]
    fn three_scores_always_settle_it(scores in scores(3..=3)) {
        prop_assert!(matches!(third_reader(&scores), Some(Score(_))));
        prop_assert!(matches!(drop_deviant(&scores, 100_000, 2), Some(Score(_))));
    }

    #[test]
    fn a_mean_is_within_half_a_thousandth(scores in scores(1..=9)) {
        let count = scores.len() as i64;
        let off = 2 * (mean(&scores).unwrap() * count - scores.iter().sum::<i64>());
        prop_assert!(-count < off && off <= count);
    }
}

#[test]
fn another_percentage_moves_the_boundary() {
    assert_eq!(super::third_reader(&[100, 80], 20), Some(Score(90)));
    assert_eq!(super::third_reader(&[1_000, 799], 20), Some(AnotherReader));
    // A limit of nothing: any difference is too much, equality is not.
    assert_eq!(super::third_reader(&[100, 99], 0), Some(AnotherReader));
    assert_eq!(super::third_reader(&[100, 100], 0), Some(Score(100)));
    assert_eq!(super::third_reader(&[100, 0], 100), Some(Score(50)));
    assert_eq!(super::drop_deviant(&[0, 24], 100, 2, 25), Some(Score(12)));
    assert_eq!(
        super::drop_deviant(&[0, 25], 100, 2, 25),
        Some(AnotherReader)
    );
}

#[test]
fn a_third_reader_is_explained_by_the_gap_and_its_limit() {
    let told = explain_third_reader(&[69_999, 100_000], 30).unwrap();
    let gap = Step::Gap {
        lower: 69_999,
        higher: 100_000,
        gap: 30_001,
        percent: 30,
        of: Higher,
        limit: Fraction {
            parts: 3_000_000,
            of: 100,
        },
        too_far: true,
    };
    assert_eq!(
        told.steps,
        vec![
            Step::Scores {
                scores: vec![69_999, 100_000]
            },
            gap
        ]
    );
    assert_eq!(told.result, AnotherReader);
    let exactly = explain_third_reader(&[100_000, 70_000], 30).unwrap();
    assert!(matches!(
        exactly.steps[1],
        Step::Gap {
            gap: 30_000,
            too_far: false,
            ..
        }
    ));
    assert_eq!(
        exactly.steps[2],
        Step::Mean {
            of: vec![100_000, 70_000],
            sum: 170_000,
            mean: 85_000
        }
    );
}

#[test]
fn three_readers_are_explained_by_the_closest_pair_or_by_equal_distances() {
    let told = explain_third_reader(&[90_000, 50_000, 80_000], 30).unwrap();
    let steps = vec![
        Step::Scores {
            scores: vec![90_000, 50_000, 80_000],
        },
        Step::Closest {
            counted: vec![80_000, 90_000],
            gap: 10_000,
            left_out: vec![50_000],
        },
        Step::Mean {
            of: vec![80_000, 90_000],
            sum: 170_000,
            mean: 85_000,
        },
    ];
    assert_eq!(
        told,
        Explained {
            steps,
            result: Score(85_000)
        }
    );
    let equal = explain_third_reader(&[80_000, 40_000, 60_000], 30).unwrap();
    assert_eq!(
        equal.steps[1],
        Step::Equidistant {
            counted: vec![40_000, 60_000, 80_000],
            gap: 20_000
        }
    );
    assert_eq!(equal.result, Score(60_000));
}

#[test]
fn a_dropped_score_is_explained_by_its_distance_from_the_mean() {
    let told = explain_drop_deviant(&[50_000, 90_000, 80_000], 100_000, 2, 40).unwrap();
    let steps = vec![
        Step::Scores {
            scores: vec![50_000, 90_000, 80_000],
        },
        Step::Gap {
            lower: 50_000,
            higher: 90_000,
            gap: 40_000,
            percent: 40,
            of: Maximum(100_000),
            limit: Fraction {
                parts: 4_000_000,
                of: 100,
            },
            too_far: true,
        },
        Step::Dropped {
            score: 50_000,
            mean_of_all: Fraction {
                parts: 220_000,
                of: 3,
            },
            distance: Fraction {
                parts: 70_000,
                of: 3,
            },
        },
        Step::Mean {
            of: vec![90_000, 80_000],
            sum: 170_000,
            mean: 85_000,
        },
    ];
    assert_eq!(
        told,
        Explained {
            steps,
            result: Score(85_000)
        }
    );
    let even = explain_drop_deviant(&[0, 100, 50], 100, 2, 40).unwrap();
    assert_eq!(
        even.steps[2],
        Step::NobodyMostDeviant {
            mean_of_all: Fraction { parts: 150, of: 3 },
            distance: Fraction { parts: 150, of: 3 },
        }
    );
    let waiting = explain_drop_deviant(&[10, 50, 30], 100, 3, 40).unwrap();
    assert_eq!((waiting.steps.len(), waiting.result), (2, AnotherReader));
}

#[test]
fn a_mean_and_a_lone_score_are_explained_without_a_gap() {
    let told = explain_mean(&[1, 2]).unwrap();
    let steps = vec![
        Step::Scores { scores: vec![1, 2] },
        Step::Mean {
            of: vec![1, 2],
            sum: 3,
            mean: 2,
        },
    ];
    assert_eq!(
        told,
        Explained {
            steps,
            result: Score(2)
        }
    );
    let lone = explain_third_reader(&[42], 30).unwrap();
    assert_eq!(lone.steps.len(), 2);
    assert_eq!(explain_third_reader(&[], 30), None);
    assert_eq!(explain_mean(&[]), None);
}

#[test]
fn a_fraction_is_rounded_half_up() {
    assert_eq!(
        Fraction {
            parts: 70_000,
            of: 3
        }
        .rounded(),
        Some(23_333)
    );
    assert_eq!(Fraction { parts: 5, of: 2 }.rounded(), Some(3));
    assert_eq!(Fraction { parts: -5, of: 2 }.rounded(), Some(-2));
    assert_eq!(Fraction { parts: 1, of: 0 }.rounded(), None);
}

proptest! {
    #[test]
    fn the_last_mean_explained_is_the_score(scores in scores(1..=6), readers in 1usize..5, percent in 0u32..=100) {
        let told = [
            explain_third_reader(&scores, percent),
            explain_drop_deviant(&scores, 100_000, readers, percent),
        ];
        for told in told.into_iter().flatten() {
            match (told.result, told.steps.last()) {
                (Score(score), Some(Step::Mean { of, sum, mean: told })) => {
                    prop_assert_eq!(score, *told);
                    prop_assert_eq!(mean(of), Some(score));
                    prop_assert_eq!(of.iter().map(|score| i128::from(*score)).sum::<i128>(), *sum);
                }
                (AnotherReader, Some(Step::Gap { too_far, .. })) => prop_assert!(too_far),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
