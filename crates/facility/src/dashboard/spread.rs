//! Where proposals come from, told so that nobody can single out an applicant.

use std::collections::BTreeMap;

use choice::suppression;
use store::funnel::CountryCount;
use workflow::country::{Country, Region};

/// The public sees no figure below this one.
pub const FEW: i64 = suppression::THRESHOLD as i64;

/// Proposals of a country.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CountryFigure {
    /// ISO 3166-1.
    pub country: String,
    /// Proposals received; nothing where the figure is too small to be public.
    pub proposals: Option<i64>,
}

/// Proposals of a regional group of the United Nations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionFigure {
    /// The group.
    pub region: Region,
    /// Countries of the group with proposals.
    pub countries: usize,
    /// Proposals received; nothing where a figure too small to be public could be worked out from it.
    pub proposals: Option<i64>,
}

/// Where the proposals of a call come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Countries, most proposals first; those without a figure at the end, by code.
    pub countries: Vec<CountryFigure>,
    /// Regional groups with proposals, most first; those without a figure at the end.
    pub regions: Vec<RegionFigure>,
}

fn region(code: &str) -> Region {
    Country::parse(code).map_or(Region::Other, Country::region)
}

/// Which countries are told without a figure: those below [`FEW`], and those that would give one of them away together
/// with the total of all proposals.
pub(crate) fn hidden_countries(received: &[(&str, u64)]) -> Vec<bool> {
    let counts: Vec<u64> = received.iter().map(|(_, count)| *count).collect();
    suppression::of_list(&counts, suppression::THRESHOLD)
}

/// The spread of the counts: every figure for those who see the `whole`, else without those below [`FEW`] and those
/// that would give one of them away together with the total of all proposals.
pub fn spread_of(counts: Vec<CountryCount>, whole: bool) -> Spread {
    let received: Vec<(&str, u64)> = counts
        .iter()
        .map(|count| {
            let proposals = u64::try_from(count.proposals).unwrap_or(0);
            (count.country.as_str(), proposals)
        })
        .collect();
    let hidden = hidden_countries(&received);
    let mut countries: Vec<CountryFigure> = counts
        .iter()
        .zip(hidden)
        .map(|(count, hidden)| CountryFigure {
            country: count.country.clone(),
            proposals: (whole || !hidden).then_some(count.proposals),
        })
        .collect();
    let regions = regions_of(&counts, &countries, whole);
    countries.sort_by(|a, b| {
        let key = |figure: &CountryFigure| std::cmp::Reverse(figure.proposals);
        key(a).cmp(&key(b)).then_with(|| a.country.cmp(&b.country))
    });
    Spread { countries, regions }
}

/// What is known of a group while its figure is decided.
struct Group {
    figure: RegionFigure,
    /// Countries whose figure is left out.
    hidden: usize,
}

fn regions_of(
    counts: &[CountryCount],
    countries: &[CountryFigure],
    whole: bool,
) -> Vec<RegionFigure> {
    let mut groups: BTreeMap<Region, (usize, usize, i64)> = BTreeMap::new();
    for (count, figure) in counts.iter().zip(countries) {
        let group = groups.entry(region(&count.country)).or_default();
        group.0 += 1;
        group.1 += usize::from(figure.proposals.is_none());
        group.2 += count.proposals;
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(region, (countries, hidden, total))| {
            // With one country left out, the group's figure would give it away.
            let shown = whole || (hidden != 1 && total >= FEW);
            let proposals = shown.then_some(total);
            let figure = RegionFigure {
                region,
                countries,
                proposals,
            };
            Group { figure, hidden }
        })
        .collect();
    let unknown: usize = groups
        .iter()
        .filter(|group| group.figure.proposals.is_none())
        .map(|group| group.hidden)
        .sum();
    if unknown == 1 {
        let others = groups
            .iter_mut()
            .filter(|group| group.figure.proposals.is_some() && group.hidden > 0);
        if let Some(other) = others.min_by_key(|group| group.hidden) {
            other.figure.proposals = None;
        }
    }
    let mut found: Vec<RegionFigure> = groups.into_iter().map(|group| group.figure).collect();
    found.sort_by_key(|figure| std::cmp::Reverse(figure.proposals));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(of: &[(&str, i64)]) -> Vec<CountryCount> {
        of.iter()
            .map(|(country, proposals)| CountryCount {
                country: (*country).to_owned(),
                proposals: *proposals,
            })
            .collect()
    }

    fn told(spread: &Spread) -> Vec<(&str, Option<i64>)> {
        spread
            .countries
            .iter()
            .map(|c| (c.country.as_str(), c.proposals))
            .collect()
    }

    #[test]
    fn who_oversees_the_call_sees_every_figure() {
        let spread = spread_of(counts(&[("KE", 9), ("UG", 2)]), true);
        assert_eq!(told(&spread), [("KE", Some(9)), ("UG", Some(2))]);
        assert_eq!(spread.regions[0].proposals, Some(11));
    }

    #[test]
    fn the_public_sees_no_figure_under_five() {
        let spread = spread_of(counts(&[("KE", 9), ("UG", 4), ("EG", 1), ("PE", 6)]), false);
        let expected = [("KE", Some(9)), ("PE", Some(6)), ("EG", None), ("UG", None)];
        assert_eq!(told(&spread), expected);
        // Two countries of the group are left out, so its total tells neither.
        assert_eq!(spread.regions[0].proposals, Some(14));
    }

    #[test]
    fn no_figure_left_out_can_be_worked_out_from_the_others() {
        let spread = spread_of(counts(&[("KE", 9), ("PE", 6), ("UG", 4)]), false);
        assert_eq!(told(&spread), [("KE", Some(9)), ("PE", None), ("UG", None)]);
        // Each group has one country left out: neither group has a figure.
        assert!(spread.regions.iter().all(|group| group.proposals.is_none()));

        let three = counts(&[("KE", 9), ("NP", 3), ("UG", 4), ("EG", 2)]);
        let spread = spread_of(three, false);
        let of = |region| {
            spread
                .regions
                .iter()
                .find(|group| group.region == region)
                .unwrap()
        };
        // Nepal alone would be the total less the African group.
        assert_eq!(of(Region::AsiaPacific).proposals, None);
        assert_eq!(of(Region::African).proposals, None);
        assert_eq!(of(Region::African).countries, 3);
    }
}
