//! How alike two names are: every word of one is held against every word of the other, the best assignment is taken
//! whatever the order, and each word counts by how much it tells of who is meant.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::alike::{How, alike, one_letter};
use crate::written::{Word, words_of};

/// Two names compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// How alike they are, 0 to 1000 thousandths.
    pub score: u16,
    /// What of one agrees with what of the other, in the order of the searched name, what is only listed last.
    pub parts: Vec<Part>,
}

/// Part of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The word or words of the searched name; empty when only the listed name has it.
    pub searched: String,
    /// The word or words of the listed name; empty when only the searched name has it.
    pub listed: String,
    /// What makes them agree.
    pub how: How,
    /// How alike they are, in thousandths; 0 when on one side only.
    pub likeness: u16,
    /// How much the part counts: its share of all weight of both names, in thousandths.
    pub weight: u16,
}

/// What a word only in the searched name counts, in thousandths of a word in both.
pub(crate) const ONLY_SEARCHED: u32 = 900;
/// What a word only in the listed name counts. Less: people leave out parts of long names, and list them in full.
pub(crate) const ONLY_LISTED: u32 = 650;
/// The most words that are tried as written together.
pub(crate) const MOST_JOINED: usize = 4;
/// A whole name as one word, against the other as one word: what the agreement of its letters is worth.
const WHOLE: u32 = 940;
/// Fewer letters than this say too little for a name to be taken as one word.
pub(crate) const WHOLE_LETTERS: usize = 6;

/// Compares two names by their words alone, without knowing which are common among others.
/// [`crate::screening::Index`] knows, and its figures differ a little.
pub fn similarity(searched: &str, listed: &str) -> Compared {
    let (searched, listed) = (words_of(searched), words_of(listed));
    let (searched_weights, listed_weights) =
        (weights(&searched, &listed), weights(&listed, &searched));
    let (searched, listed): (Vec<&Word>, Vec<&Word>) =
        (searched.iter().collect(), listed.iter().collect());
    Comparison::of(&searched, &searched_weights, &listed, &listed_weights)
        .also_whole()
        .compared()
}

/// What the words of a name weigh. One that is a common word of the other name misspelled weighs as that does.
fn weights(words: &[Word], others: &[Word]) -> Vec<u32> {
    let own = |word: &Word| {
        let common = others
            .iter()
            .filter(|other| word.meaning.is_none() && other.meaning.is_some());
        let misspelled =
            common.filter(|other| other.script == word.script && alike(word, other).is_some());
        let least = misspelled.map(|other| other.sort.weight()).min();
        least.unwrap_or_else(|| word.sort.weight())
    };
    words.iter().map(own).collect()
}

/// One or more words of the searched name and one or more of the listed, as bits, that agree.
#[derive(Clone, Copy)]
struct Edge {
    searched: u32,
    listed: u32,
    likeness: u32,
    how: How,
    gain: u64,
}

/// Two names held against each other.
pub(crate) struct Comparison<'a> {
    searched: &'a [&'a Word],
    listed: &'a [&'a Word],
    searched_weights: &'a [u32],
    listed_weights: &'a [u32],
    chosen: Vec<Edge>,
    score: u32,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(
        searched: &'a [&'a Word],
        searched_weights: &'a [u32],
        listed: &'a [&'a Word],
        listed_weights: &'a [u32],
    ) -> Self {
        let mut comparison = Self {
            searched,
            listed,
            searched_weights,
            listed_weights,
            chosen: Vec::new(),
            score: 0,
        };
        let edges = comparison.edges();
        comparison.chosen = best(&edges, searched.len());
        comparison.score = comparison.worth();
        comparison
    }

    /// The comparison by words, and as one word.
    pub(crate) fn also_whole(mut self) -> Self {
        self.try_whole();
        self
    }

    pub(crate) const fn score(&self) -> u32 {
        self.score
    }

    fn edge(&self, searched: u32, listed: u32, likeness: u32, how: How) -> Edge {
        let weight = weight(searched, self.searched_weights) + weight(listed, self.listed_weights);
        Edge {
            searched,
            listed,
            likeness,
            how,
            gain: u64::from(likeness) * u64::from(weight),
        }
    }

    fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (i, one) in self.searched.iter().enumerate() {
            for (j, other) in self.listed.iter().enumerate() {
                if let Some((likeness, how)) = alike(one, other) {
                    edges.push(self.edge(1 << i, 1 << j, likeness, how));
                }
            }
        }
        for (j, other) in self.listed.iter().enumerate() {
            for (bits, likeness, how) in joined(self.searched, other) {
                edges.push(self.edge(bits, 1 << j, likeness, how));
            }
        }
        for (i, one) in self.searched.iter().enumerate() {
            for (bits, likeness, how) in joined(self.listed, one) {
                edges.push(self.edge(1 << i, bits, likeness, how));
            }
        }
        edges
    }

    /// Gains over all weight, what stands on one side counted less.
    fn worth(&self) -> u32 {
        let (mut searched, mut listed, mut gain) = (0_u32, 0_u32, 0_u64);
        for edge in &self.chosen {
            searched |= edge.searched;
            listed |= edge.listed;
            gain += edge.gain;
        }
        let matched = weight(searched, self.searched_weights) + weight(listed, self.listed_weights);
        let only_searched =
            self.searched_weights.iter().sum::<u32>() - weight(searched, self.searched_weights);
        let only_listed =
            self.listed_weights.iter().sum::<u32>() - weight(listed, self.listed_weights);
        let all = u64::from(matched) * 1_000
            + u64::from(only_searched) * u64::from(ONLY_SEARCHED)
            + u64::from(only_listed) * u64::from(ONLY_LISTED);
        u32::try_from((gain * 1_000).checked_div(all).unwrap_or(0)).unwrap_or(0)
    }

    /// Names are also held against each other as one word: so a slip in a word that is too short or too common to be
    /// compared by itself is no more than a slip in the whole.
    fn try_whole(&mut self) {
        if self.searched.len() < 2 && self.listed.len() < 2 {
            return;
        }
        let loose = is_loose(self.searched) && is_loose(self.listed);
        let letters = |words: &[&Word]| words.iter().map(|word| word.plain.len()).sum::<usize>();
        // Letters of plain Arabic have two bytes each.
        if !loose && letters(self.searched).abs_diff(letters(self.listed)) > 2 {
            return;
        }
        let (Some(one), Some(other)) = (whole(self.searched), whole(self.listed)) else {
            return;
        };
        let slip = one.abjad == other.abjad && one_letter(&one.plain, &other.plain);
        if let Some((likeness, how)) = alike(&one, &other).filter(|_| loose || slip)
            && likeness * WHOLE / 1_000 > self.score
        {
            let bits = |words: &[&Word]| (1_u32 << words.len()) - 1;
            self.chosen = vec![self.edge(bits(self.searched), bits(self.listed), likeness, how)];
            self.score = likeness * WHOLE / 1_000;
        }
    }

    /// The comparison with its explanation.
    pub(crate) fn compared(&self) -> Compared {
        let all: u32 =
            self.searched_weights.iter().sum::<u32>() + self.listed_weights.iter().sum::<u32>();
        let share = |weight: u32| u16::try_from(weight * 1_000 / all.max(1)).unwrap_or(1_000);
        let mut chosen = self.chosen.clone();
        for (i, own) in self.searched_weights.iter().enumerate() {
            if !self.chosen.iter().any(|edge| edge.searched & (1 << i) != 0) {
                chosen.push(Edge {
                    searched: 1 << i,
                    listed: 0,
                    likeness: 0,
                    how: How::OnlySearched,
                    gain: u64::from(*own),
                });
            }
        }
        chosen.sort_by_key(|edge| edge.searched.trailing_zeros());
        for (j, own) in self.listed_weights.iter().enumerate() {
            if !self.chosen.iter().any(|edge| edge.listed & (1 << j) != 0) {
                chosen.push(Edge {
                    searched: 0,
                    listed: 1 << j,
                    likeness: 0,
                    how: How::OnlyListed,
                    gain: u64::from(*own),
                });
            }
        }
        let parts = chosen.iter().map(|edge| Part {
            searched: text(edge.searched, self.searched),
            listed: text(edge.listed, self.listed),
            how: edge.how,
            likeness: u16::try_from(edge.likeness).unwrap_or(1_000),
            weight: share(
                weight(edge.searched, self.searched_weights)
                    + weight(edge.listed, self.listed_weights),
            ),
        });
        Compared {
            score: u16::try_from(self.score).unwrap_or(1_000),
            parts: parts.collect(),
        }
    }
}

fn weight(bits: u32, weights: &[u32]) -> u32 {
    let of_bits = weights
        .iter()
        .enumerate()
        .filter(|(at, _)| bits & (1 << at) != 0);
    of_bits.map(|(_, weight)| weight).sum()
}

fn text(bits: u32, words: &[&Word]) -> String {
    let of_bits = words
        .iter()
        .enumerate()
        .filter(|(at, _)| bits & (1 << at) != 0);
    of_bits
        .map(|(_, word)| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs of neighbouring words that written together are the other word. Joined words must agree in every consonant.
fn joined<'a>(
    words: &'a [&'a Word],
    other: &'a Word,
) -> impl Iterator<Item = (u32, u32, How)> + 'a {
    let possible = other.meaning.is_none() && other.bones.len() > 1;
    let starts = if possible { 0..words.len() } else { 0..0 };
    starts.flat_map(move |from| {
        let most = MOST_JOINED.min(words.len() - from);
        (2..=most).filter_map(move |count| {
            let run = words.get(from..from + count)?;
            // Bones of the parts make the bones of the whole: cheap, and decides nearly always.
            let mut rest = other.bones.as_str();
            for word in run {
                rest = rest.strip_prefix(word.bones.as_str())?;
            }
            let joined = rest.is_empty().then(|| Word::joined(run)).flatten()?;
            let (likeness, how) = alike(&joined, other)?;
            Some((((1 << count) - 1) << from, likeness, how))
        })
    })
}

/// The words of a name as one, when there are letters enough.
pub(crate) fn whole(words: &[&Word]) -> Option<Word> {
    let letters: usize = words.iter().map(|word| word.plain.len()).sum();
    let bones: usize = words.iter().map(|word| word.bones.len()).sum();
    (letters >= WHOLE_LETTERS && bones >= FEW_WHOLE)
        .then(|| Word::joined(words))
        .flatten()
}

/// Whether a name has words so short that one letter is much of them, and none that is common: as one word it is then
/// compared by sound, and not only by letters.
pub(crate) fn is_loose(words: &[&Word]) -> bool {
    words
        .iter()
        .any(|word| word.sound.len() < WHOLE_LETTERS - 1)
        && words.iter().all(|word| word.meaning.is_none())
}

/// Fewer consonants than this make too many names alike.
const FEW_WHOLE: usize = 3;

/// The edges of greatest gain that share no word.
fn best(edges: &[Edge], words: usize) -> Vec<Edge> {
    let mut sorted: Vec<Edge> = edges.to_vec();
    sorted.sort_by_key(|edge| {
        (
            Reverse(edge.likeness),
            Reverse(edge.gain),
            edge.searched,
            edge.listed,
        )
    });
    // The most alike first: the best where no two edges share a word, and near enough among very many.
    let mut greedy: Vec<Edge> = Vec::with_capacity(words);
    let mut conflict = false;
    let (mut searched, mut listed) = (0, 0);
    for edge in &sorted {
        if edge.searched & searched == 0 && edge.listed & listed == 0 {
            searched |= edge.searched;
            listed |= edge.listed;
            greedy.push(*edge);
        } else {
            conflict = true;
        }
    }
    if !conflict || sorted.len() > MOST_EXACT {
        return greedy;
    }
    let mut search = Search {
        edges: &sorted,
        taken: Vec::new(),
        best: greedy.clone(),
        gain: greedy.iter().map(|edge| edge.gain).sum(),
    };
    search.from(0, 0, 0, 0);
    search.best
}

/// The most edges whose every combination is tried.
const MOST_EXACT: usize = 16;

struct Search<'a> {
    edges: &'a [Edge],
    taken: Vec<Edge>,
    best: Vec<Edge>,
    gain: u64,
}

impl Search<'_> {
    /// Takes or leaves each edge in turn, as long as what is left could still gain more than the best so far.
    fn from(&mut self, at: usize, searched: u32, listed: u32, gain: u64) {
        if gain > self.gain {
            self.gain = gain;
            self.best.clone_from(&self.taken);
        }
        let rest = self.edges.get(at..).unwrap_or_default();
        let free = |edge: &&Edge| edge.searched & searched == 0 && edge.listed & listed == 0;
        let most: u64 = rest.iter().filter(free).map(|edge| edge.gain).sum();
        let Some(edge) = rest.first().copied().filter(|_| gain + most > self.gain) else {
            return;
        };
        if free(&&edge) {
            self.taken.push(edge);
            self.from(
                at + 1,
                searched | edge.searched,
                listed | edge.listed,
                gain + edge.gain,
            );
            self.taken.pop();
        }
        self.from(at + 1, searched, listed, gain);
    }
}
