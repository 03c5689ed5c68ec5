//! How far raters agree who have judged the same items.
//!
//! For two raters and categories: percent agreement, and Cohen's kappa, the agreement beyond what chance alone would bring,
//! after J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960),
//! pp. 37–46. For any number of raters and numbers: Krippendorff's [`alpha`].

use std::collections::BTreeMap;

mod alpha;

pub use alpha::alpha;

/// What two raters have said of the same items, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement<C: Ord> {
    counts: BTreeMap<(C, C), u64>,
}

impl<C: Ord> Default for Agreement<C> {
    fn default() -> Self {
        Self {
            counts: BTreeMap::new(),
        }
    }
}

impl<C: Ord + Clone> FromIterator<(C, C)> for Agreement<C> {
    fn from_iter<I: IntoIterator<Item = (C, C)>>(pairs: I) -> Self {
        let mut agreement = Self::default();
        for (first, second) in pairs {
            agreement.add(first, second, 1);
        }
        agreement
    }
}

impl<C: Ord + Clone> Agreement<C> {
    /// Counts items of which the first rater said `first` and the second `second`.
    pub fn add(&mut self, first: C, second: C, items: u64) {
        *self.counts.entry((first, second)).or_default() += items;
    }

    /// How many items both have judged.
    pub fn items(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Of how many items both have said the same.
    pub fn agreed(&self) -> u64 {
        let same = self.counts.iter().filter(|((a, b), _)| a == b);
        same.map(|(_, count)| count).sum()
    }

    /// The share of items of which both have said the same, in thousandths, rounded half up; nothing without items.
    pub fn share(&self) -> Option<i64> {
        thousandths(i128::from(self.agreed()), i128::from(self.items()))
    }

    /// Cohen's kappa in thousandths, rounded half up: 1000 is full agreement, 0 is what chance would bring, below 0 is less.
    ///
    /// With `a` items agreed on of `n`, and `e` the sum over the categories of how often the first chose it times how often
    /// the second did, kappa is (po − pe) / (1 − pe) with po = a / n and pe = e / n², that is (n·a − e) / (n² − e).
    /// Nothing where chance alone would agree on everything, because both have put every item into one and the same
    /// category, and nothing without items: kappa has no value there.
    pub fn kappa(&self) -> Option<i64> {
        let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
        for ((first, second), count) in &self.counts {
            *firsts.entry(first).or_insert(0) += i128::from(*count);
            *seconds.entry(second).or_insert(0) += i128::from(*count);
        }
        let both = firsts.iter().filter_map(|(category, count)| {
            let other = seconds.get(category)?;
            Some(count * other)
        });
        let expected: i128 = both.sum();
        let (items, agreed) = (i128::from(self.items()), i128::from(self.agreed()));
        thousandths(items * agreed - expected, items * items - expected)
    }
}

/// A fraction in thousandths, rounded half up; nothing when it has no value.
fn thousandths(part: i128, whole: i128) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let rounded = (2000 * part + whole).div_euclid(2 * whole);
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(counts: &[(&'static str, &'static str, u64)]) -> Agreement<&'static str> {
        let mut agreement = Agreement::default();
        for (first, second, items) in counts {
            agreement.add(*first, *second, *items);
        }
        agreement
    }

    #[test]
    fn the_textbook_example_of_fifty_applications() {
        // Two readers of 50 grant proposals: 20 times yes and yes, 15 times no and no, 5 and 10 times apart. po = 0.7,
        // pe = 0.5 · 0.6 + 0.5 · 0.4 = 0.5, kappa = 0.4.
        let read = table(&[
            ("yes", "yes", 20),
            ("yes", "no", 5),
            ("no", "yes", 10),
            ("no", "no", 15),
        ]);
        assert_eq!((read.items(), read.agreed()), (50, 35));
        assert_eq!(read.share(), Some(700));
        assert_eq!(read.kappa(), Some(400));
    }

    #[test]
    fn the_same_share_of_agreement_is_worth_less_where_chance_brings_more() {
        // Both agree on 60 of 100. pe = 0.54 gives kappa 0.1304…, pe = 0.46 gives 0.2592…
        let uneven = table(&[
            ("a", "a", 45),
            ("a", "b", 15),
            ("b", "a", 25),
            ("b", "b", 15),
        ]);
        let other = table(&[
            ("a", "a", 25),
            ("a", "b", 35),
            ("b", "a", 5),
            ("b", "b", 35),
        ]);
        assert_eq!((uneven.share(), uneven.kappa()), (Some(600), Some(130)));
        assert_eq!((other.share(), other.kappa()), (Some(600), Some(259)));
    }

    #[test]
    fn cohens_own_first_table() {
        // Cohen 1960, table 1: po = .25 + .02 + .02 = .29 and pc = .20 + .09 + .06 = .35, so kappa = -.06 / .65.
        let judged = table(&[
            ("1", "1", 25),
            ("1", "2", 13),
            ("1", "3", 12),
            ("2", "1", 12),
            ("2", "2", 2),
            ("2", "3", 16),
            ("3", "1", 3),
            ("3", "2", 15),
            ("3", "3", 2),
        ]);
        assert_eq!(judged.items(), 100);
        assert_eq!((judged.share(), judged.kappa()), (Some(290), Some(-92)));
    }

    #[test]
    fn three_categories_worked_by_hand() {
        // po = 140/200 = 0.70, pe = (100·120 + 60·60 + 40·20) / 200² = 0.41, kappa = 0.29 / 0.59 = 0.4915…
        let rated = table(&[
            ("1", "1", 88),
            ("1", "2", 10),
            ("1", "3", 2),
            ("2", "1", 14),
            ("2", "2", 40),
            ("2", "3", 6),
            ("3", "1", 18),
            ("3", "2", 10),
            ("3", "3", 12),
        ]);
        assert_eq!((rated.share(), rated.kappa()), (Some(700), Some(492)));
    }

    #[test]
    fn full_agreement_is_one_and_chance_is_nought_and_less_is_below() {
        assert_eq!(table(&[("a", "a", 3), ("b", "b", 1)]).kappa(), Some(1000));
        let chance = table(&[("a", "a", 1), ("a", "b", 1), ("b", "a", 1), ("b", "b", 1)]);
        assert_eq!(chance.kappa(), Some(0));
        assert_eq!(table(&[("a", "b", 1), ("b", "a", 1)]).kappa(), Some(-1000));
        // One rater sees no difference at all: what they agree on is what chance brings.
        assert_eq!(table(&[("a", "a", 9), ("a", "b", 1)]).kappa(), Some(0));
    }

    #[test]
    fn kappa_has_no_value_where_chance_would_agree_on_everything() {
        let alike = table(&[("pass", "pass", 40)]);
        assert_eq!((alike.share(), alike.kappa()), (Some(1000), None));
        let nothing = table(&[]);
        assert_eq!((nothing.share(), nothing.kappa()), (None, None));
        // One item is enough for a value again.
        let nearly = table(&[("pass", "pass", 40), ("fail", "fail", 1)]);
        assert_eq!(nearly.kappa(), Some(1000));
    }

    #[test]
    fn halves_are_rounded_up() {
        // 1 of 2000 is half a thousandth.
        assert_eq!(thousandths(1, 2000), Some(1));
        assert_eq!(thousandths(-1, 2000), Some(0));
        assert_eq!(thousandths(1, 2001), Some(0));
    }
}
