//! Words that say little about who is meant, in several languages: legal forms, what organisations generally are or do,
//! and the small words of names. They weigh less than a name of one's own; they never vanish.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::script;

/// How much a word tells, by itself, of who is meant. [`Sort::weight`] gives the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Part of a name of its own.
    Own,
    /// What many organisations are or do: relief, women, international.
    Common,
    /// A single letter.
    Initial,
    /// "Father of", which makes another name of the word after it.
    Kunya,
    /// Foundation, association, Ltd.
    LegalForm,
    /// Articles, prepositions, "son of".
    Particle,
}

impl Sort {
    /// In thousandths of a word of one's own.
    pub(crate) const fn weight(self) -> u32 {
        match self {
            Self::Own => 1_000,
            Self::Common => 400,
            Self::Initial => 250,
            Self::Kunya => 250,
            Self::LegalForm => 120,
            Self::Particle => 40,
        }
    }
}

/// One meaning a line: its sort, and the words for it in every language. Words of one meaning are equal. Arabic words
/// stand without article; Chinese and Korean words are found within a run of characters. A word given twice has the
/// later meaning.
const WORDS: &str = include_str!("words.txt");

fn meanings() -> impl Iterator<Item = (Sort, &'static str)> {
    WORDS.lines().filter_map(|line| {
        let (sort, words) = line.split_once(':')?;
        let sort = match sort {
            "legal form" => Sort::LegalForm,
            "common" => Sort::Common,
            "kunya" => Sort::Kunya,
            _ => Sort::Particle,
        };
        Some((sort, words))
    })
}

/// The meaning a word has, by number, and its sort.
#[derive(Clone, Copy)]
pub(crate) struct Meaning {
    pub number: u16,
    pub sort: Sort,
}

/// The article of Arabic names, split off where it is joined to a word.
pub(crate) const ARTICLE: &str = "al";

fn table() -> &'static HashMap<String, Meaning> {
    static TABLE: OnceLock<HashMap<String, Meaning>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (number, (sort, words)) in meanings().enumerate() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            for word in words.split_whitespace() {
                table.insert(script::plain(word), Meaning { number, sort });
            }
        }
        table
    })
}

/// The meaning of a word in plain letters, when it is one of those above.
pub(crate) fn meaning(plain: &str) -> Option<Meaning> {
    table().get(plain).copied()
}

/// The words of the table written without spaces between them, longest first.
pub(crate) fn run_words() -> &'static [(String, Meaning)] {
    static RUNS: OnceLock<Vec<(String, Meaning)>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let words = meanings().flat_map(|(_, words)| words.split_whitespace());
        let mut runs: Vec<(String, Meaning)> = words
            .filter(|word| word.chars().all(script::is_run))
            .filter_map(|word| Some((word.to_owned(), meaning(&script::plain(word))?)))
            .collect();
        runs.sort_by(|left, right| {
            right
                .0
                .len()
                .cmp(&left.0.len())
                .then_with(|| left.0.cmp(&right.0))
        });
        runs
    })
}
