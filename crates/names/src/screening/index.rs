//! The index: every listed name taken apart once, its words by key, the names by word.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::Listed;
use super::keys::{self, Table};
use crate::consolidated_list::Kind;
use crate::similarity::{MOST_JOINED, is_loose, whole};
use crate::written::{Word, words_of};

/// Many listed names, ready to be searched.
#[derive(Clone, Debug)]
pub struct Index<K> {
    pub(super) listed: Vec<Indexed<K>>,
    pub(super) names: Vec<Name>,
    pub(super) words: Vec<Known>,
    /// Words by key.
    pub(super) by_key: Table,
    /// Words by letters and script; see [`Index::number`].
    numbers: HashMap<(String, bool, bool), u32>,
    /// Names by the consonants of neighbouring words written together.
    pub(super) joined: Table,
    /// Names by the keys of the whole name as one word.
    pub(super) whole: Table,
}

#[derive(Clone, Debug)]
pub(super) struct Indexed<K> {
    pub key: K,
    pub kind: Kind,
    pub births: Vec<RangeInclusive<i32>>,
}

#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Whose name, by place in the list.
    pub of: u32,
    /// Which of its names.
    pub place: u32,
    pub text: String,
    /// Its words, by number, in order.
    pub words: Vec<u32>,
    /// The weight of all its words.
    pub weight: u32,
}

/// A word that occurs in listed names.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub word: Word,
    /// How much it tells: the more of the listed have it, the less.
    pub weight: u32,
    /// The names it occurs in, in order, each once.
    pub names: Vec<u32>,
}

impl<K: Copy + Ord> Index<K> {
    /// Takes the names apart. The time grows with the number of names; 20,000 entries with their aliases take some
    /// seconds at most.
    pub fn build(listed: impl IntoIterator<Item = Listed<K>>) -> Self {
        let mut index = Self {
            listed: Vec::new(),
            names: Vec::new(),
            words: Vec::new(),
            by_key: Table::default(),
            numbers: HashMap::new(),
            joined: Table::default(),
            whole: Table::default(),
        };
        let (mut joined, mut whole_names) = (Vec::new(), Vec::new());
        let mut scratch = Vec::new();
        for listed in listed {
            let of = number(index.listed.len());
            for (place, text) in listed.names.into_iter().enumerate() {
                let words = words_of(&text);
                let name = number(index.names.len());
                joined.extend(joined_keys(&words).map(|key| (key, name)));
                let own: Vec<&Word> = words.iter().collect();
                if let Some(word) = whole(&own) {
                    keys::whole(&word, is_loose(&own), &mut scratch);
                    whole_names.extend(scratch.iter().map(|key| (*key, name)));
                }
                let words = words
                    .into_iter()
                    .map(|word| index.add(word, name))
                    .collect();
                index.names.push(Name {
                    of,
                    place: number(place),
                    text,
                    words,
                    weight: 0,
                });
            }
            index.listed.push(Indexed {
                key: listed.key,
                kind: listed.kind,
                births: listed.births,
            });
        }
        index.weigh();
        let mut pairs = Vec::new();
        for (word, known) in index.words.iter().enumerate() {
            keys::kept(&known.word, &mut scratch);
            pairs.extend(scratch.iter().map(|key| (*key, number(word))));
        }
        index.by_key = Table::of(pairs);
        index.joined = Table::of(joined);
        index.whole = Table::of(whole_names);
        index
    }

    /// How many names are listed.
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether no name is listed.
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The number of a word, if it is known: the same letters, in a script with or without vowels, common word or not.
    pub(super) fn number(&self, word: &Word) -> Option<u32> {
        self.numbers.get(&identity(word)).copied()
    }

    fn add(&mut self, word: Word, name: u32) -> u32 {
        let next = number(self.words.len());
        let own = *self.numbers.entry(identity(&word)).or_insert(next);
        if own == next {
            self.words.push(Known {
                word,
                weight: 0,
                names: Vec::new(),
            });
        }
        if let Some(known) = self.words.get_mut(own as usize)
            && known.names.last() != Some(&name)
        {
            known.names.push(name);
        }
        own
    }

    fn weigh(&mut self) {
        let all = self.listed.len();
        for known in &mut self.words {
            let mut owners: Vec<u32> = Vec::new();
            for name in &known.names {
                owners.extend(self.names.get(*name as usize).map(|name| name.of));
            }
            owners.dedup();
            known.weight = known.word.sort.weight().min(rarity(owners.len(), all));
        }
        for name in &mut self.names {
            let known = name
                .words
                .iter()
                .filter_map(|word| self.words.get(*word as usize));
            name.weight = known.map(|known| known.weight).sum();
        }
    }
}

fn identity(word: &Word) -> (String, bool, bool) {
    (word.plain.clone(), word.abjad, word.meaning.is_some())
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The keys of every run of neighbouring words as one.
fn joined_keys(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    (0..words.len()).flat_map(move |from| {
        (2..=MOST_JOINED.min(words.len() - from)).filter_map(move |count| {
            let bones: String = words
                .get(from..from + count)?
                .iter()
                .map(|word| word.bones.as_str())
                .collect();
            (bones.len() > 1).then(|| keys::bones(&bones))
        })
    })
}

/// Smaller lists are taken as parts of one of this size: that a word occurs twice in ten entries does not make it common.
const LIST: usize = 4_096;
/// What the most common word still counts.
const COMMONEST: u32 = 300;

/// How much a word tells that occurs in so many of all entries, in thousandths: falls with the logarithm.
fn rarity(entries: usize, all: usize) -> u32 {
    let whole = logarithm(all.max(LIST));
    let own = logarithm(entries.max(1));
    (1_000 * whole.saturating_sub(own) / whole).max(COMMONEST)
}

/// The binary logarithm in thousandths, straight between powers of two: whole numbers are the same on every machine.
fn logarithm(number: usize) -> u32 {
    let power = number.max(1).ilog2();
    let over = number.max(1) - (1 << power);
    power * 1_000 + u32::try_from((over * 1_000) >> power).unwrap_or(0)
}
