//! Krippendorff's alpha for numbers.

use std::collections::BTreeMap;

/// Krippendorff's alpha with the interval metric, in thousandths, rounded half up: 1000 is full agreement, 0 is what
/// chance would bring, below 0 is less.
///
/// Each unit holds the values of those who have judged it, in any order; who has not is not in it. Units with fewer than
/// two values do not count. With `n` values in all, alpha is 1 − Do / De, where Do is the mean over the values of the
/// squared differences within their unit, each unit's by its number of values less one, and De that of all values to all
/// others: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011). Nothing
/// without two values to compare, and where all values are the same: alpha has no value there.
pub fn alpha(units: &[Vec<i64>]) -> Option<i64> {
    let compared = || units.iter().filter(|unit| unit.len() > 1);
    let all: Vec<i64> = compared().flatten().copied().collect();
    let expected = squared_differences(&all);
    if expected == 0 {
        return None;
    }
    // Exact whole numbers for each number of values; fractions only at the end, in a fixed order.
    let mut within: BTreeMap<usize, i128> = BTreeMap::new();
    for unit in compared() {
        *within.entry(unit.len() - 1).or_default() += squared_differences(unit);
    }
    let observed: f64 = within
        .iter()
        .map(|(others, sum)| *sum as f64 / *others as f64)
        .sum();
    let alpha = 1.0 - (all.len() - 1) as f64 * observed / expected as f64;
    Some((alpha * 1000.0 + 0.5).floor() as i64)
}

/// The sum of the squared differences of all ordered pairs of values.
fn squared_differences(values: &[i64]) -> i128 {
    let count = i128::try_from(values.len()).unwrap_or(0);
    let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
    let squares: i128 = values
        .iter()
        .map(|value| i128::from(*value) * i128::from(*value))
        .sum();
    2 * (count * squares - sum * sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::alpha;

    /// Rows are raters, columns units; a dot is a missing value.
    fn units(rows: &[&str]) -> Vec<Vec<i64>> {
        let row = |row: &&str| {
            row.split_whitespace()
                .map(|cell| cell.parse().ok())
                .collect()
        };
        let rows: Vec<Vec<Option<i64>>> = rows.iter().map(row).collect();
        (0..rows[0].len())
            .map(|unit| rows.iter().filter_map(|row| row[unit]).collect())
            .collect()
    }

    #[test]
    fn krippendorffs_own_example_with_missing_values() {
        // Krippendorff 2011, section C: four observers, twelve units; alpha for interval data is .849.
        let given = units(&[
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ]);
        assert_eq!(alpha(&given), Some(849));
    }

    #[test]
    fn three_coders_and_fifteen_units() {
        // The example of the article "Krippendorff's alpha" in Wikipedia: interval alpha is 0.811.
        let given = units(&[
            ". . . . . 3 4 1 2 1 1 3 3 . 3",
            "1 . 2 1 3 3 4 3 . . . . . . .",
            ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
        ]);
        assert_eq!(alpha(&given), Some(811));
    }

    #[test]
    fn two_observers_worked_by_hand() {
        // Values 1 1, 2 3: Do = (0 + 2)/4 = 0.5. All pairs of 1 1 2 3 differ by 2·(1 + 4 + 1 + 4 + 1) = 22, over 4·3.
        // Alpha is 1 − 0.5 / (22/12) = 0.72727…
        assert_eq!(alpha(&[vec![1, 1], vec![2, 3]]), Some(727));
    }

    #[test]
    fn full_agreement_is_one_and_no_difference_has_no_value() {
        assert_eq!(alpha(&[vec![1, 1], vec![5, 5, 5]]), Some(1000));
        assert_eq!(alpha(&[vec![5, 5], vec![5, 5]]), None);
        assert_eq!(alpha(&[vec![1], vec![2], vec![]]), None);
        assert_eq!(alpha(&[]), None);
        // As far apart as can be: 1 − 3·8/32.
        assert_eq!(alpha(&[vec![0, 2], vec![2, 0]]), Some(-500));
    }

    proptest! {
        #[test]
        fn neither_order_nor_a_shift_nor_a_scale_changes_it(
            given in prop::collection::vec(prop::collection::vec(0_i64..100_000, 0..5), 0..20),
            shift in -1_000_i64..1_000,
            scale in 1_i64..5,
        ) {
            let first = alpha(&given);
            let mut turned = given.clone();
            turned.reverse();
            turned.iter_mut().for_each(|unit| unit.reverse());
            prop_assert_eq!(alpha(&turned), first);
            let moved: Vec<Vec<i64>> =
                given.iter().map(|unit| unit.iter().map(|value| value * scale + shift).collect()).collect();
            let near = alpha(&moved).zip(first).map_or(alpha(&moved) == first, |(one, other)| (one - other).abs() <= 1);
            prop_assert!(near);
            prop_assert!(first.is_none_or(|alpha| alpha <= 1000));
        }
    }
}
