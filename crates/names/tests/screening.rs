//! The index: the same answer as comparing with every name, the two figures, thresholds, births and ties.
#![allow(clippy::unwrap_used)]

#[path = "../../choice/benches/common/mod.rs"]
#[allow(dead_code)]
mod common;
#[path = "../benches/made/mod.rs"]
mod made;

use common::Numbers;
use made::{Curve, Disturbance, flagged, recall};
use names::consolidated_list::{ConsolidatedList, Kind};
use names::screening::{BIRTH_APART, Birth, DEFAULT_THRESHOLD, Index, Listed, Match, Query};

fn made_index(entries: &[made::Made]) -> Index<usize> {
    Index::build(
        entries
            .iter()
            .enumerate()
            .map(|(key, made)| made::listed(key, made)),
    )
}

fn person(key: u32, names: &[&str], born: Option<i32>) -> Listed<u32> {
    Listed {
        key,
        kind: Kind::Individual,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        births: born.map(|year| year..=year).into_iter().collect(),
    }
}

fn query(name: &str) -> Query<'_> {
    Query {
        name,
        kind: None,
        born: None,
    }
}

fn search(listed: Vec<Listed<u32>>, query: &Query<'_>, threshold: u16) -> Vec<Match<u32>> {
    Index::build(listed).search(query, threshold, 10)
}

#[test]
fn both_figures_hold_on_a_smaller_list() {
    let entries = made::entries(&mut Numbers::new(11), 2_000);
    let index = made_index(&entries);
    let mut numbers = Numbers::new(12);
    let found = Disturbance::AIMED
        .map(|how| recall(&index, &entries, 8, how, DEFAULT_THRESHOLD, &mut numbers));
    for (how, curve) in Disturbance::AIMED.iter().zip(&found) {
        let share = curve.share(DEFAULT_THRESHOLD);
        assert!(share >= 9_500, "{how:?}: {share} of 10000 found");
    }
    assert!(Curve::sum(&found).share(DEFAULT_THRESHOLD) >= 9_500);
    let ngos: Vec<String> = (0..1_000).map(|_| made::ngo(&mut numbers)).collect();
    let share = flagged(&index, &ngos, Kind::Entity, DEFAULT_THRESHOLD).share(DEFAULT_THRESHOLD);
    assert!(share <= 200, "{share} of 10000 flagged");
}

#[test]
fn the_index_finds_what_comparing_with_every_name_finds() {
    let entries = made::entries(&mut Numbers::new(21), 300);
    let index = made_index(&entries);
    let mut numbers = Numbers::new(22);
    let mut compared = 0;
    let kinds = [
        Disturbance::LetterMore,
        Disturbance::LetterOther,
        Disturbance::WordsReordered,
        Disturbance::OwnScript,
        Disturbance::OtherSpelling,
    ];
    for (at, made) in entries.iter().enumerate().step_by(7) {
        let disturbed = kinds
            .get(at % kinds.len())
            .and_then(|how| how.of(made, &mut numbers));
        let names = [
            Some(made::ngo(&mut numbers)),
            Some(made::person(&mut numbers).primary),
            disturbed,
        ];
        for name in names.iter().flatten() {
            // Half of a name, and a name with another's words, come near the threshold more often than whole names do.
            let half: Vec<&str> = name.split_whitespace().take(2).collect();
            let initial = format!(
                "{} {}",
                name.chars().take(1).collect::<String>(),
                made.person.primary
            );
            for name in [name.as_str(), &half.join(" "), &initial] {
                for threshold in [725, DEFAULT_THRESHOLD] {
                    let (quick, slow) = (
                        index.search(&query(name), threshold, 100),
                        index.search_exhaustively(&query(name), threshold, 100),
                    );
                    assert_eq!(quick, slow, "{name} at {threshold}");
                    compared += quick.len();
                }
            }
        }
    }
    assert!(compared > 200, "only {compared} matches compared");
}

#[test]
fn a_match_begins_at_the_threshold() {
    let listed = || vec![person(1, &["Anwar Idris Khalaf Tessari"], None)];
    let score = search(listed(), &query("Anwer Idris Tessari"), 1)[0].score;
    assert!((701..1_000).contains(&score), "{score}");
    assert_eq!(
        search(listed(), &query("Anwer Idris Tessari"), score).len(),
        1
    );
    assert_eq!(
        search(listed(), &query("Anwer Idris Tessari"), score + 1),
        []
    );
}

#[test]
fn a_year_of_birth_speaks_for_or_against_and_never_takes_a_match_away() {
    let found = |born, listed| {
        let query = Query {
            name: "Anwar Tessari",
            kind: None,
            born,
        };
        let found = search(vec![person(1, &["Anwar Tessari"], listed)], &query, 1_000);
        (found[0].score, found[0].birth)
    };
    assert_eq!(found(None, Some(1960)), (1_000, Birth::Unknown));
    assert_eq!(found(Some(1960), None), (1_000, Birth::Unknown));
    assert_eq!(found(Some(1958), Some(1960)), (1_000, Birth::Agrees));
    assert_eq!(found(Some(1962), Some(1960)), (1_000, Birth::Agrees));
    assert_eq!(
        found(Some(1957), Some(1960)),
        (1_000 - BIRTH_APART, Birth::Differs(3))
    );
    assert_eq!(
        found(Some(1963), Some(1960)),
        (1_000 - BIRTH_APART, Birth::Differs(3))
    );
}

#[test]
fn the_nearest_of_several_births_counts() {
    let mut listed = person(1, &["Anwar Tessari"], Some(1960));
    listed.births.push(1970..=1975);
    let query = Query {
        name: "Anwar Tessari",
        kind: None,
        born: Some(1977),
    };
    assert_eq!(search(vec![listed], &query, 850)[0].birth, Birth::Agrees);
}

#[test]
fn persons_and_organisations_are_told_apart_when_asked() {
    let mut entity = person(2, &["Tessari"], None);
    entity.kind = Kind::Entity;
    let of = |kind| {
        let listed = vec![person(1, &["Tessari"], None), entity.clone()];
        let found = search(
            listed,
            &Query {
                name: "Tessari",
                kind,
                born: None,
            },
            850,
        );
        found.into_iter().map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(of(None), [1, 2]);
    assert_eq!(of(Some(Kind::Individual)), [1]);
    assert_eq!(of(Some(Kind::Entity)), [2]);
}

#[test]
fn the_best_name_of_each_is_given_best_first_and_ties_by_key() {
    let listed = vec![
        person(3, &["Anwar Tessari"], None),
        person(
            1,
            &["Bashir Khalaf", "Anwar Tessari", "Anouar Tesari"],
            None,
        ),
        person(2, &["Anwar Tisari"], None),
    ];
    let found = search(listed, &query("Anwar Tessari"), 850);
    let places: Vec<(u32, usize)> = found.iter().map(|one| (one.key, one.name)).collect();
    assert_eq!(places[..2], [(1, 1), (3, 0)]);
    assert_eq!(places[2], (2, 0));
    let index = Index::build([person(1, &["Anwar"], None), person(2, &["Anwar"], None)]);
    assert_eq!(index.search(&query("Anwar"), 850, 1).len(), 1);
    assert_eq!(Index::<u32>::build([]).search(&query("Anwar"), 850, 1), []);
}

#[test]
fn words_many_have_count_less_than_words_few_have() {
    let mut listed: Vec<Listed<u32>> = (0..300).map(|key| person(key, &["Karim"], None)).collect();
    listed.push(person(900, &["Karim Zolandor"], None));
    listed.push(person(901, &["Zolandor Wexmiran"], None));
    let index = Index::build(listed);
    let score = |key| {
        let found = index.search(&query("Karim Zolandor Wexmiran"), 1, 1_000);
        found
            .iter()
            .find(|one| one.key == key)
            .map_or(0, |one| one.score)
    };
    assert!(
        score(901) > score(900) && score(900) > score(1),
        "{} {} {}",
        score(901),
        score(900),
        score(1)
    );
}

#[test]
fn the_example_list_is_screened() {
    let list = ConsolidatedList::read(include_bytes!("data/consolidated-list.xml")).unwrap();
    let index = Index::build(
        list.entries
            .iter()
            .enumerate()
            .map(|(at, entry)| Listed::entry(at, entry)),
    );
    for (name, key) in [
        ("Anwar Idriss Khalaf Tesari", "QDi.901"),
        ("أنور ادريس خلف التساري", "QDi.901"),
        ("Jamel Eddine Bouzerda", "QDi.904"),
        ("Руслан Джантемиров", "QDi.905"),
        ("Jerome Kakwende Mubalama", "CDi.907"),
        ("Li Tieshan", "KPi.910"),
        ("王建明", "KPi.911"),
        ("Sayed Ahmad Shahidkhel", "TI.H.914.01"),
        ("مؤسسه الوافر الخيريه", "QDe.932"),
        ("Al Wafir Trust", "QDe.932"),
        ("Фонд Рассвет, Волжский благотворительный", "QDe.937"),
        ("Comptoir de Minerais du Kivu", "CDe.934"),
        ("حركة الفجر", "SOe.936"),
    ] {
        let found = index.search(&query(name), DEFAULT_THRESHOLD, 5);
        let keys: Vec<&str> = found
            .iter()
            .map(|one| list.entries[one.key].key())
            .collect();
        assert_eq!(keys.first(), Some(&key), "{name}: {keys:?}");
    }
    for name in [
        "Meridian Health Foundation",
        "Women's Network of Mosul",
        "Kivu Children's Fund",
        "Al-Amal Charitable Trust",
    ] {
        assert_eq!(
            index.search(&query(name), DEFAULT_THRESHOLD, 5),
            [],
            "{name}"
        );
    }
}
