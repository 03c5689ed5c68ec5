//! Data made for measuring: listed persons and entities, the ways their names are disturbed, ordinary names, and how
//! many of each are found. The same seed makes the same data.
#![allow(dead_code)]

mod organisations;
mod persons;

use std::sync::LazyLock;

use names::consolidated_list::Kind;
use names::screening::{Index, Listed, Query};

pub use super::common::Numbers;
pub use organisations::ngo;
pub use persons::person;

/// Parts of names, as they stand in the text files beside this one: under a heading in brackets, one a line, those in
/// several scripts or spellings separated by bars.
type One = LazyLock<Vec<&'static str>>;
type Two = LazyLock<Vec<(&'static str, &'static str)>>;
type Three = LazyLock<Vec<(&'static str, &'static str, &'static str)>>;

fn ones(parts: &'static str, heading: &str) -> Vec<&'static str> {
    let own = parts
        .lines()
        .skip_while(|line| *line != format!("[{heading}]"))
        .skip(1);
    own.take_while(|line| !line.is_empty()).collect()
}

fn twos(parts: &'static str, heading: &str) -> Vec<(&'static str, &'static str)> {
    let lines = ones(parts, heading).into_iter();
    lines.filter_map(|line| line.split_once(" | ")).collect()
}

fn threes(parts: &'static str, heading: &str) -> Vec<(&'static str, &'static str, &'static str)> {
    let lines = twos(parts, heading).into_iter();
    lines
        .filter_map(|(first, rest)| {
            rest.split_once(" | ")
                .map(|(second, third)| (first, second, third))
        })
        .collect()
}

/// One of a slice.
pub fn one<'a, T>(numbers: &mut Numbers, from: &'a [T]) -> &'a T {
    let at = numbers.below(from.len() as i64);
    &from[at as usize]
}

/// Words with a capital at the beginning.
pub fn title(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A made entry.
pub struct Made {
    pub kind: Kind,
    pub person: persons::Person,
    pub born: i32,
}

/// So many entries, three of four of them individuals.
pub fn entries(numbers: &mut Numbers, count: usize) -> Vec<Made> {
    let made = |numbers: &mut Numbers| {
        let born = 1930 + numbers.below(65) as i32;
        if numbers.below(4) > 0 {
            Made {
                kind: Kind::Individual,
                person: persons::person(numbers),
                born,
            }
        } else {
            Made {
                kind: Kind::Entity,
                person: organisations::entity(numbers),
                born,
            }
        }
    };
    (0..count).map(|_| made(numbers)).collect()
}

/// What the list gives of an entry: its name in capitals, as the list writes it, and its aliases. Not the name in its own
/// script, so that finding it from there is not looking up what is written down.
pub fn listed(key: usize, made: &Made) -> Listed<usize> {
    let mut names = vec![made.person.primary.to_uppercase()];
    names.extend(made.person.aliases.iter().cloned());
    let births = if made.kind == Kind::Individual {
        vec![made.born..=made.born]
    } else {
        Vec::new()
    };
    Listed {
        key,
        kind: made.kind,
        names,
        births,
    }
}

/// A way in which a name reaches us other than it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disturbance {
    LetterMore,
    LetterLess,
    LetterOther,
    LettersSwapped,
    WordsReordered,
    AccentsDropped,
    Alias,
    OwnScript,
    OtherSpelling,
}

impl Disturbance {
    /// Those the aim of 95 % is set for.
    pub const AIMED: [Self; 8] = [
        Self::LetterMore,
        Self::LetterLess,
        Self::LetterOther,
        Self::LettersSwapped,
        Self::WordsReordered,
        Self::AccentsDropped,
        Self::Alias,
        Self::OwnScript,
    ];

    /// The name disturbed; nothing where it cannot be.
    pub fn of(self, made: &Made, numbers: &mut Numbers) -> Option<String> {
        let name = &made.person.primary;
        match self {
            Self::LetterMore | Self::LetterLess | Self::LetterOther | Self::LettersSwapped => {
                misspelled(name, self, numbers)
            }
            Self::WordsReordered => {
                let words: Vec<&str> = name.split_whitespace().collect();
                let (first, rest) = words.split_first().filter(|(_, rest)| !rest.is_empty())?;
                Some(format!("{} {first}", rest.join(" ")))
            }
            Self::AccentsDropped => {
                let plain: String = name.chars().filter_map(without_accent).collect();
                (plain != *name).then_some(plain)
            }
            Self::Alias => made.person.aliases.first().cloned(),
            Self::OwnScript => made.person.original.clone(),
            Self::OtherSpelling => made.person.other.clone().filter(|other| other != name),
        }
    }
}

/// One letter of the name more, less, other or swapped with the next, anywhere in it.
fn misspelled(name: &str, how: Disturbance, numbers: &mut Numbers) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_alphabetic())
        .filter(|at| {
            how != Disturbance::LettersSwapped
                || letters
                    .get(at + 1)
                    .is_some_and(|next| next.is_alphabetic() && *next != letters[*at])
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let at = *one(numbers, &places);
    let any = char::from(b'a' + numbers.below(26) as u8);
    match how {
        Disturbance::LetterMore => letters.insert(at, any),
        Disturbance::LetterLess => drop(letters.remove(at)),
        Disturbance::LetterOther => letters[at] = if letters[at] == any { 'k' } else { any },
        _ => letters.swap(at, at + 1),
    }
    Some(letters.into_iter().collect())
}

/// The letter without its accent, as a keyboard without it gives it; hyphens become spaces, apostrophes go.
fn without_accent(letter: char) -> Option<char> {
    const ACCENTED: &str =
        "áàâãäåéèêëíìîïóòôõöøúùûüçñýğşșțłćčšžÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖØÚÙÛÜÇÑÝĞŞȘȚŁĆČŠŽİı";
    const PLAIN: &str =
        "aaaaaaeeeeiiiioooooouuuucnygsstlccszAAAAAAEEEEIIIIOOOOOOUUUUCNYGSSTLCCSZIi";
    match letter {
        '\'' | '’' => None,
        '-' => Some(' '),
        letter => ACCENTED
            .chars()
            .position(|accented| accented == letter)
            .map_or(Some(letter), |at| PLAIN.chars().nth(at)),
    }
}

/// For each threshold from 0 to 1000, how many of so many searches had a match that scored it.
pub struct Curve {
    pub searches: usize,
    best: Vec<usize>,
}

impl Curve {
    fn new() -> Self {
        Self {
            searches: 0,
            best: vec![0; 1_001],
        }
    }

    fn add(&mut self, score: Option<u16>) {
        self.searches += 1;
        if let Some(score) = score {
            self.best[score as usize] += 1;
        }
    }

    /// The share with a score of `threshold` or more, in hundredths of a per cent.
    pub fn share(&self, threshold: u16) -> usize {
        let reached: usize = self.best[threshold as usize..].iter().sum();
        (reached * 10_000).checked_div(self.searches).unwrap_or(0)
    }

    /// Several as one.
    pub fn sum<'a>(curves: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::new();
        for curve in curves {
            sum.searches += curve.searches;
            for (at, count) in curve.best.iter().enumerate() {
                sum.best[at] += count;
            }
        }
        sum
    }
}

/// How many entries are found by their disturbed names: the entry itself, not merely any.
pub fn recall(
    index: &Index<usize>,
    entries: &[Made],
    every: usize,
    how: Disturbance,
    least: u16,
    numbers: &mut Numbers,
) -> Curve {
    let mut curve = Curve::new();
    for (key, made) in entries.iter().enumerate().step_by(every) {
        if let Some(name) = how.of(made, numbers) {
            let query = Query {
                name: &name,
                kind: Some(made.kind),
                born: None,
            };
            let matches = index.search(&query, least, usize::MAX);
            curve.add(
                matches
                    .iter()
                    .find(|one| one.key == key)
                    .map(|one| one.compared.score),
            );
        }
    }
    curve
}

/// How many names have any match.
pub fn flagged(index: &Index<usize>, names: &[String], kind: Kind, least: u16) -> Curve {
    let mut curve = Curve::new();
    for name in names {
        let query = Query {
            name,
            kind: Some(kind),
            born: None,
        };
        let matches = index.search(&query, least, 1);
        curve.add(matches.first().map(|one| one.compared.score));
    }
    curve
}
