//! Made organisations: listed ones, and ordinary non-governmental ones that share their common words.

use std::sync::LazyLock;

use super::persons::{Person, person};
use super::{Numbers, One, Three, Two, one, ones, threes, title, twos};

const PARTS: &str = include_str!("organisations.txt");

/// Names of one's own in Arabic and Latin letters.
static ARABIC_OWN: Three = LazyLock::new(|| threes(PARTS, "arabic own"));
static ARABIC_FRAMES: Two = LazyLock::new(|| twos(PARTS, "arabic frames"));
static CHINESE_OWN: Two = LazyLock::new(|| twos(PARTS, "chinese own"));
static CHINESE_FRAMES: Two = LazyLock::new(|| twos(PARTS, "chinese frames"));
static RUSSIAN_OWN: Two = LazyLock::new(|| twos(PARTS, "russian own"));
static RUSSIAN_FRAMES: Two = LazyLock::new(|| twos(PARTS, "russian frames"));
static ENGLISH_FRAMES: One = LazyLock::new(|| ones(PARTS, "english frames"));
static FRENCH_FRAMES: One = LazyLock::new(|| ones(PARTS, "french frames"));

/// Beginnings, middles and ends of words that are no word of any language.
static SYLLABLES: One = LazyLock::new(|| ones(PARTS, "syllables"));

/// A made entity: as listed, its aliases, its own script, another spelling that is not listed.
pub fn entity(numbers: &mut Numbers) -> Person {
    let invented = invented(numbers, &SYLLABLES);
    match numbers.below(100) {
        0..35 => {
            let (own, usual, other) = *one(numbers, &ARABIC_OWN);
            let (frame, english) = *one(numbers, &ARABIC_FRAMES);
            // The second word makes them many.
            let place = place(numbers);
            let listed =
                |latin: &str| format!("{} {}", english.replace('*', &title(latin)), place.1);
            Person {
                primary: listed(usual),
                aliases: vec![format!("{usual} {}", place.1)],
                original: Some(format!("{} {}", frame.replace('*', own), place.0)),
                other: Some(listed(other)),
            }
        }
        35..45 => framed(numbers, &CHINESE_OWN, &CHINESE_FRAMES, ""),
        45..57 => framed(numbers, &RUSSIAN_OWN, &RUSSIAN_FRAMES, "-"),
        57..88 => {
            let name = one(numbers, &ENGLISH_FRAMES).replace('*', &invented);
            let acronym: String = name
                .split_whitespace()
                .filter_map(|word| word.chars().next())
                .collect();
            let aliases = if acronym.len() >= 4 {
                vec![acronym.to_uppercase()]
            } else {
                vec![invented]
            };
            Person {
                primary: name,
                aliases,
                original: None,
                other: None,
            }
        }
        _ => Person {
            primary: one(numbers, &FRENCH_FRAMES).replace('*', &invented),
            aliases: vec![invented],
            original: None,
            other: None,
        },
    }
}

fn framed(
    numbers: &mut Numbers,
    own: &[(&str, &str)],
    frames: &[(&str, &str)],
    between: &str,
) -> Person {
    let (first, second) = (*one(numbers, own), *one(numbers, own));
    let (frame, english) = *one(numbers, frames);
    let latin = if between.is_empty() {
        format!("{}{}", first.1, second.1.to_lowercase())
    } else {
        format!("{}{between}{}", first.1, second.1)
    };
    Person {
        primary: english.replace('*', &latin),
        aliases: vec![latin.clone()],
        original: Some(frame.replace('*', &format!("{}{between}{}", first.0, second.0))),
        other: None,
    }
}

fn invented(numbers: &mut Numbers, syllables: &[&str]) -> String {
    let count = 2 + numbers.below(3);
    title(
        &(0..count)
            .map(|_| *one(numbers, syllables))
            .collect::<String>(),
    )
}

static PLACES: Two = LazyLock::new(|| twos(PARTS, "places"));

fn place(numbers: &mut Numbers) -> (&'static str, &'static str) {
    *one(numbers, &PLACES)
}

/// Those of ordinary organisations: some the same, most not.
static NGO_SYLLABLES: One = LazyLock::new(|| ones(PARTS, "ngo syllables"));

/// Frames of ordinary organisations: `*` is a name of their own, `+` a place, `=` a cause.
static NGOS: One = LazyLock::new(|| ones(PARTS, "ngos"));
static NGOS_ARABIC: One = LazyLock::new(|| ones(PARTS, "ngos arabic"));
static NGOS_RUSSIAN: One = LazyLock::new(|| ones(PARTS, "ngos russian"));
static NGOS_CHINESE: One = LazyLock::new(|| ones(PARTS, "ngos chinese"));
static CAUSES: One = LazyLock::new(|| ones(PARTS, "causes"));
static NGO_PLACES: One = LazyLock::new(|| ones(PARTS, "ngo places"));
static NGO_ARABIC_PLACES: One = LazyLock::new(|| ones(PARTS, "ngo arabic places"));
static NGO_OWN: One = LazyLock::new(|| ones(PARTS, "ngo own"));
static NGO_ARABIC_OWN: One = LazyLock::new(|| ones(PARTS, "ngo arabic own"));
static NGO_RUSSIAN_OWN: One = LazyLock::new(|| ones(PARTS, "ngo russian own"));
static NGO_CHINESE_OWN: One = LazyLock::new(|| ones(PARTS, "ngo chinese own"));

/// An ordinary organisation.
pub fn ngo(numbers: &mut Numbers) -> String {
    let (frames, own, places): (&[&str], &[&str], &[&str]) = match numbers.below(100) {
        0..76 => (&NGOS, &NGO_OWN, &NGO_PLACES),
        76..88 => (&NGOS_ARABIC, &NGO_ARABIC_OWN, &NGO_ARABIC_PLACES),
        88..95 => (&NGOS_RUSSIAN, &NGO_RUSSIAN_OWN, &NGO_PLACES),
        _ => (&NGOS_CHINESE, &NGO_CHINESE_OWN, &NGO_PLACES),
    };
    // In Latin letters a name of its own is a word of hope, an invented word, or the founder's family name.
    let own = match numbers.below(3) {
        1 if frames == NGOS.as_slice() => invented(numbers, &NGO_SYLLABLES),
        2 if frames == NGOS.as_slice() => {
            let founder = person(numbers).primary;
            founder
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .to_owned()
        }
        _ => (*one(numbers, own)).to_owned(),
    };
    let (place, cause) = (*one(numbers, places), *one(numbers, &CAUSES));
    let named = one(numbers, frames).replace('*', &own);
    named.replace('+', place).replace('=', cause)
}
