//! Invented names: of people, of organisations, of addresses on the net.

use std::collections::HashSet;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::data::{Land, Names, Pairs, one_of};

/// An organisation's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationName {
    /// In Latin letters.
    pub legal: String,
    /// In its own script, when that is another.
    pub original: Option<String>,
}

/// Gives each name once.
pub struct Namer<'a> {
    names: &'a Names,
    given: HashSet<String>,
}

impl<'a> Namer<'a> {
    /// A namer that has given no name yet.
    pub fn new(names: &'a Names) -> Self {
        Self {
            names,
            given: HashSet::new(),
        }
    }

    /// A person's name, as people are called in the country. Two people may have the same.
    pub fn person(&self, rng: &mut StdRng, group: &str) -> String {
        let Some(people) = self.names.people.get(group) else {
            return String::new();
        };
        format!(
            "{} {}",
            one_of(rng, &people.given),
            one_of(rng, &people.family)
        )
    }

    /// A name that no other organisation has.
    pub fn organisation(&mut self, rng: &mut StdRng, land: &Land) -> OrganisationName {
        let mut name = self.draw(rng, land);
        // Languages with few names run out: the place then tells two of them apart.
        for _ in 0..40 {
            if self.given.insert(name.legal.clone()) {
                return name;
            }
            name = self.draw(rng, land);
        }
        let place = land.places().choose(rng).copied().unwrap_or_default();
        name.legal = format!("{} – {place} {}", name.legal, self.given.len());
        self.given.insert(name.legal.clone());
        name
    }

    fn draw(&self, rng: &mut StdRng, land: &Land) -> OrganisationName {
        let script = match land.people.as_str() {
            "chinese" => "zh",
            "mongolia" => "en",
            _ => land.language.as_str(),
        };
        if let Some(pairs) = self.names.pairs.get(script) {
            return in_two_scripts(rng, land, script, pairs);
        }
        let group = match land.people.as_str() {
            "south_asia" | "bengal" if rng.random_bool(0.45) => "south_asia",
            "lusophone" => "pt",
            _ => land.language.as_str(),
        };
        let organisations = &self.names.organisations;
        let Some(patterns) = organisations.get(group).or_else(|| organisations.get("en")) else {
            return OrganisationName {
                legal: String::new(),
                original: None,
            };
        };
        // Many bear a word of their own language.
        let own = self.names.local.get(&land.people);
        let (patterns, nouns) = match own.filter(|_| rng.random_bool(0.55)) {
            Some(nouns) => (organisations.get("local").unwrap_or(patterns), nouns),
            None => (patterns, &patterns.nouns),
        };
        let place = land.places().choose(rng).copied().unwrap_or_default();
        let legal = one_of(rng, &patterns.patterns)
            .replace("{n}", one_of(rng, nouns))
            .replace("{c}", one_of(rng, &patterns.causes))
            .replace("{p}", place);
        let legal = if group == "fr" { elided(&legal) } else { legal };
        OrganisationName {
            // A name begins with a capital, also where a place begins with its article.
            legal: legal
                .strip_prefix("the ")
                .map_or(legal.clone(), |rest| format!("The {rest}")),
            original: None,
        }
    }
}

/// A name in Latin letters and in the country's script; some carry their town.
fn in_two_scripts(rng: &mut StdRng, land: &Land, script: &str, pairs: &Pairs) -> OrganisationName {
    let noun = pairs.nouns.choose(rng).cloned().unwrap_or_default();
    let [latin, own] = pairs.forms.choose(rng).cloned().unwrap_or_default();
    let (latin, own) = (latin.replace("{n}", &noun[0]), own.replace("{n}", &noun[1]));
    let (places, own_places) = (land.places(), land.places_in(script));
    let place = rng.random_range(0..places.len().min(own_places.len()));
    if rng.random_bool(0.5) {
        return OrganisationName {
            legal: latin,
            original: Some(own),
        };
    }
    let town = own_places[place];
    OrganisationName {
        legal: format!("{latin}, {}", places[place]),
        original: Some(match script {
            "zh" => format!("{town}{own}"),
            "ar" => format!("{own} – {town}"),
            _ => format!("{own}, {town}"),
        }),
    }
}

/// French "de" before a name that begins with a vowel.
pub fn elided(text: &str) -> String {
    let mut text = text.to_owned();
    for vowel in ['A', 'E', 'É', 'I', 'O', 'U'] {
        text = text.replace(&format!(" de {vowel}"), &format!(" d’{vowel}"));
    }
    text
}

/// The name as the first part of a domain: small Latin letters, digits and hyphens.
pub fn domain(name: &str) -> String {
    let plain = store::search::normalised(name);
    let words: Vec<String> = plain
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| word.len() > 2 || word.chars().all(|c| c.is_ascii_digit()))
        .filter(|word: &String| !word.is_empty())
        .take(4)
        .collect();
    words.join("-")
}

/// The name as the first part of an address: `amina.okafor`.
pub fn mailbox(name: &str) -> String {
    let plain = store::search::normalised(name);
    let words: Vec<String> = plain
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(".")
}

/// The first letters of the words of a name, when that makes an acronym of three letters or more.
pub fn acronym(name: &str) -> Option<String> {
    let letters: String = name
        .split([' ', '-', '’'])
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase() && c.is_alphabetic())
        .collect();
    (letters.chars().count() >= 3).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses_and_acronyms() {
        assert_eq!(
            domain("Association Lumière de Lomé"),
            "association-lumiere-lome"
        );
        assert_eq!(mailbox("Béatrice Mbarga"), "beatrice.mbarga");
        assert_eq!(
            acronym("Kisumu Network against Forced Labour").as_deref(),
            Some("KNFL")
        );
        assert_eq!(acronym("Hope Foundation"), None);
        assert_eq!(
            elided("Femmes de Abidjan et de Lomé"),
            "Femmes d’Abidjan et de Lomé"
        );
    }
}
