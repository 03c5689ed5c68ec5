//! Made persons: names put together from parts that are given in their own script and in several Latin spellings.
//! Nothing here uses the tables by which names are compared.

use std::sync::LazyLock;

use super::{Numbers, One, Three, Two, one, ones, threes, title, twos};

const PARTS: &str = include_str!("persons.txt");

/// A name, or part of one, in its own script and in Latin spellings, the usual one first.
#[derive(Clone, Debug, Default)]
pub struct Spelt {
    pub own: String,
    pub latin: Vec<String>,
}

impl Spelt {
    fn of(pair: (&str, &str)) -> Self {
        Self {
            own: pair.0.to_owned(),
            latin: pair
                .1
                .split_whitespace()
                .map(|spelling| spelling.replace('_', " "))
                .collect(),
        }
    }

    pub fn usual(&self) -> String {
        self.latin.first().cloned().unwrap_or_default()
    }

    /// A spelling other than the usual one where there is one.
    pub fn other(&self, numbers: &mut Numbers) -> String {
        let rest = self.latin.get(1..).filter(|rest| !rest.is_empty());
        rest.map_or_else(|| self.usual(), |rest| one(numbers, rest).clone())
    }
}

static ARABIC: Two = LazyLock::new(|| twos(PARTS, "arabic"));

/// Consonants of Arabic roots, in the usual romanisation and the French one.
static ROOTS: Three = LazyLock::new(|| threes(PARTS, "roots"));

/// What is made of a root: the Arabic form and the Latin ones, with 1 to 3 for its consonants.
static PATTERNS: Three = LazyLock::new(|| threes(PARTS, "patterns"));

fn arabic_family(numbers: &mut Numbers) -> Spelt {
    let (own, usual, french) = *one(numbers, &PATTERNS);
    let (mut own, mut usual, mut french) = (own.to_owned(), usual.to_owned(), french.to_owned());
    for place in ["1", "2", "3"] {
        let (letter, latin, other) = *one(numbers, &ROOTS);
        own = own.replace(place, letter);
        usual = usual.replace(place, latin);
        french = french.replace(place, other);
    }
    Spelt {
        own,
        latin: vec![title(&usual), title(&french.replace('_', " "))],
    }
}

static PERSIAN: Two = LazyLock::new(|| twos(PARTS, "persian"));
static PERSIAN_ENDS: Two = LazyLock::new(|| twos(PARTS, "persian ends"));
static PERSIAN_STEMS: Two = LazyLock::new(|| twos(PARTS, "persian stems"));

fn joined(numbers: &mut Numbers, stems: &[(&str, &str)], ends: &[(&str, &str)]) -> Spelt {
    let (stem, end) = (
        Spelt::of(*one(numbers, stems)),
        Spelt::of(*one(numbers, ends)),
    );
    let latin = [0, 1].map(|at| {
        let part = |spelt: &Spelt| {
            spelt
                .latin
                .get(at)
                .cloned()
                .unwrap_or_else(|| spelt.usual())
        };
        part(&stem) + &part(&end)
    });
    Spelt {
        own: stem.own + &end.own,
        latin: latin.to_vec(),
    }
}

static RUSSIAN: Two = LazyLock::new(|| twos(PARTS, "russian"));
static PATRONYMS: Two = LazyLock::new(|| twos(PARTS, "patronyms"));
static RUSSIAN_STEMS: Two = LazyLock::new(|| twos(PARTS, "russian stems"));
static RUSSIAN_ENDS: Two = LazyLock::new(|| twos(PARTS, "russian ends"));

static CHINESE: Two = LazyLock::new(|| twos(PARTS, "chinese"));
static CHINESE_GIVEN: Two = LazyLock::new(|| twos(PARTS, "chinese given"));
static KOREAN: Two = LazyLock::new(|| twos(PARTS, "korean"));
static KOREAN_GIVEN: Two = LazyLock::new(|| twos(PARTS, "korean given"));

static ACCENTED: One = LazyLock::new(|| ones(PARTS, "accented"));
static BANTU: One = LazyLock::new(|| ones(PARTS, "bantu"));
static IBERIAN: One = LazyLock::new(|| ones(PARTS, "iberian"));

/// A made person.
pub struct Person {
    /// As listed.
    pub primary: String,
    /// Spelled otherwise, and listed too.
    pub aliases: Vec<String>,
    /// In its own script, where that is not Latin.
    pub original: Option<String>,
    /// Spelled otherwise, and not listed.
    pub other: Option<String>,
}

fn assembled(parts: &[Spelt], between: &str, numbers: &mut Numbers) -> Person {
    let spelled = |numbers: &mut Numbers| {
        parts
            .iter()
            .map(|part| part.other(numbers))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (alias, other) = (spelled(numbers), spelled(numbers));
    let usual: Vec<String> = parts.iter().map(Spelt::usual).collect();
    let own: Vec<&str> = parts.iter().map(|part| part.own.as_str()).collect();
    Person {
        primary: usual.join(" "),
        aliases: vec![alias],
        original: Some(own.join(between)),
        other: Some(other),
    }
}

fn syllables(numbers: &mut Numbers, from: &[&str]) -> String {
    let count = 3 + numbers.below(2);
    title(&(0..count).map(|_| *one(numbers, from)).collect::<String>())
}

/// A person from anywhere.
pub fn person(numbers: &mut Numbers) -> Person {
    let any = |numbers: &mut Numbers, table: &[(&str, &str)]| Spelt::of(*one(numbers, table));
    match numbers.below(100) {
        0..45 => {
            let given = 1 + numbers.below(3);
            let mut parts: Vec<Spelt> = (0..given).map(|_| any(numbers, &ARABIC)).collect();
            parts.push(arabic_family(numbers));
            assembled(&parts, " ", numbers)
        }
        45..55 => {
            let family = joined(numbers, &PERSIAN_STEMS, &PERSIAN_ENDS);
            let parts = [any(numbers, &PERSIAN), any(numbers, &ARABIC), family];
            assembled(&parts, " ", numbers)
        }
        55..68 => {
            let family = joined(numbers, &RUSSIAN_STEMS, &RUSSIAN_ENDS);
            let parts = [any(numbers, &RUSSIAN), any(numbers, &PATRONYMS), family];
            assembled(&parts, " ", numbers)
        }
        68..76 => {
            let (first, second) = (any(numbers, &CHINESE_GIVEN), any(numbers, &CHINESE_GIVEN));
            let given = Spelt {
                own: format!("{}{}", first.own, second.own),
                latin: vec![
                    title(&(first.usual() + &second.usual())),
                    format!("{} {}", title(&first.usual()), title(&second.usual())),
                ],
            };
            assembled(&[any(numbers, &CHINESE), given], "", numbers)
        }
        76..81 => {
            let parts = [
                any(numbers, &KOREAN),
                any(numbers, &KOREAN_GIVEN),
                any(numbers, &KOREAN_GIVEN),
            ];
            assembled(&parts, "", numbers)
        }
        rest => {
            let family = if rest < 91 {
                syllables(numbers, &BANTU)
            } else {
                syllables(numbers, &IBERIAN)
            };
            let middle = if rest % 2 == 0 {
                format!(" {}", syllables(numbers, &BANTU))
            } else {
                String::new()
            };
            let given = *one(numbers, &ACCENTED);
            Person {
                primary: format!("{given}{middle} {family}"),
                aliases: vec![format!("{family} {given}")],
                original: None,
                other: None,
            }
        }
    }
}
