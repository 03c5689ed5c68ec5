//! What several readers' scores of one file come to, and when another reader is called.
//!
//! Scores are integers in thousandths of a point, from 0 up. Means are rounded half up to the thousandth, once, at the
//! end; comparisons are made on the exact fractions.

/// What a rule makes of the scores at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consolidated {
    /// The readers disagree too far: another one is needed before there is a score.
    AnotherReader,
    /// The consolidated score, thousandths of a point.
    Score(i64),
}

/// The arithmetic mean, rounded half up; nothing when there are no scores.
///
/// Who did not score is not in the list: absence is never a zero.
pub fn mean(scores: &[i64]) -> Option<i64> {
    let count = i128::try_from(scores.len())
        .ok()
        .filter(|count| *count > 0)?;
    // floor(sum / count + 1/2), which rounds halves up below zero as well.
    let rounded = (2 * sum(scores) + count).div_euclid(2 * count);
    i64::try_from(rounded).ok()
}

/// The rule of the European Commission's research executive agency (REC) for two readers.
///
/// A gap of more than 30 % of the higher score calls a third reader; exactly 30 % does not. With three scores the two
/// closest count; when they are equidistant all three do. With still more scores, every score that belongs to a
/// closest pair counts. Nothing when there are no scores.
pub fn third_reader(scores: &[i64]) -> Option<Consolidated> {
    match scores {
        [first, second] if too_far_apart(*first, *second) => Some(Consolidated::AnotherReader),
        [] | [_] | [_, _] => mean(scores).map(Consolidated::Score),
        _ => mean(&closest(scores)).map(Consolidated::Score),
    }
}

/// The rule of Kultura Nova: a gap of 40 % of `maximum` or more between the highest and the lowest score calls another
/// reader; once there are more than `readers` scores, the one farthest from their mean is dropped instead.
///
/// Two scores equally far on either side leave no one most deviant: then none is dropped. `maximum` is the highest
/// score the grid allows, in the same unit as the scores. Nothing when there are no scores.
pub fn drop_deviant(scores: &[i64], maximum: i64, readers: usize) -> Option<Consolidated> {
    let lowest = scores.iter().min()?;
    let highest = scores.iter().max()?;
    let gap = i128::from(*highest) - i128::from(*lowest);
    let agreed = maximum <= 0 || gap * 10 < i128::from(maximum) * 4;
    if agreed {
        return mean(scores).map(Consolidated::Score);
    }
    if scores.len() <= readers {
        return Some(Consolidated::AnotherReader);
    }
    mean(&without_most_deviant(scores)).map(Consolidated::Score)
}

/// The gap is more than 30 % of the higher score.
fn too_far_apart(first: i64, second: i64) -> bool {
    let (lower, higher) = (i128::from(first.min(second)), i128::from(first.max(second)));
    (higher - lower) * 10 > higher * 3
}

/// The scores that belong to a pair with the smallest gap, in ascending order.
fn closest(scores: &[i64]) -> Vec<i64> {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let gap = |pair: &[i64]| i128::from(pair[1]) - i128::from(pair[0]);
    let Some(smallest) = sorted.windows(2).map(gap).min() else {
        return sorted;
    };
    let near = |at: usize| {
        sorted
            .get(at..at + 2)
            .is_some_and(|pair| gap(pair) == smallest)
    };
    let kept = (0..sorted.len()).filter(|at| near(*at) || at.checked_sub(1).is_some_and(near));
    kept.map(|at| sorted[at]).collect()
}

/// All scores but the one farthest from their mean; all of them when scores on both sides are equally far.
fn without_most_deviant(scores: &[i64]) -> Vec<i64> {
    let total = sum(scores);
    // Distance from the mean times the number of scores: no fractions.
    let distance = |score: i64| (i128::from(score) * scores.len() as i128 - total).abs();
    let farthest = scores.iter().map(|score| distance(*score)).max();
    let mut deviant = scores
        .iter()
        .filter(|score| Some(distance(**score)) == farthest);
    let Some(first) = deviant.next() else {
        return Vec::new();
    };
    if deviant.any(|other| other != first) {
        return scores.to_vec();
    }
    let mut kept = scores.to_vec();
    if let Some(at) = kept.iter().position(|score| score == first) {
        kept.remove(at);
    }
    kept
}

/// The sum, wide enough for any number of scores.
fn sum(scores: &[i64]) -> i128 {
    scores.iter().map(|score| i128::from(*score)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Consolidated::{AnotherReader, Score};
    use super::{drop_deviant, mean, third_reader};

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
}
