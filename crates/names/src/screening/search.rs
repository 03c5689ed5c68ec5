//! Searching the index.

use std::collections::BTreeMap;

use super::gathered::{Candidate, Gathered};
use super::index::{Index, Name};
use super::{BIRTH_APART, Birth, Match, Query, keys};
use crate::alike::{INITIAL, alike};
use crate::similarity::{Comparison, MOST_JOINED, ONLY_LISTED, ONLY_SEARCHED, is_loose, whole};
use crate::written::{Word, words::Sort, words_of};

/// A searched word with what the index knows of it.
struct Sought {
    word: Word,
    weight: u32,
    /// Listed words it is like, most alike first.
    like: Vec<(u32, u32)>,
    /// The greatest weight among them.
    heaviest: u32,
}

impl<K: Copy + Ord> Index<K> {
    /// The listed whose names are like the searched one, best first: at most one match for each of the listed, by the
    /// name that is most alike. A match is what scores `threshold` or more; at most `limit` are given. At thresholds of
    /// 700 and less every name is compared, since then a single letter can be a match.
    pub fn search(&self, query: &Query<'_>, threshold: u16, limit: usize) -> Vec<Match<K>> {
        if u32::from(threshold) <= INITIAL {
            return self.search_exhaustively(query, threshold, limit);
        }
        let sought = self.sought(query.name);
        let candidates = self.candidates(&sought, u32::from(threshold));
        self.matches(query, &sought, candidates, threshold, limit)
    }

    /// The same answer as [`Index::search`] by comparing with every name: slow, and what the search is tested against.
    pub fn search_exhaustively(
        &self,
        query: &Query<'_>,
        threshold: u16,
        limit: usize,
    ) -> Vec<Match<K>> {
        let sought = self.sought(query.name);
        let all = (0..self.names.len()).filter_map(|name| Some((u32::try_from(name).ok()?, true)));
        self.matches(query, &sought, all.collect(), threshold, limit)
    }

    fn matches(
        &self,
        query: &Query<'_>,
        sought: &[Sought],
        candidates: Vec<(u32, bool)>,
        threshold: u16,
        limit: usize,
    ) -> Vec<Match<K>> {
        let words: Vec<&Word> = sought.iter().map(|sought| &sought.word).collect();
        let weights: Vec<u32> = sought.iter().map(|sought| sought.weight).collect();
        let mut best: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for (number, whole) in candidates {
            let Some(name) = self.names.get(number as usize) else {
                continue;
            };
            let of_kind = self
                .listed
                .get(name.of as usize)
                .is_some_and(|listed| query.kind.is_none_or(|kind| kind == listed.kind));
            if !of_kind {
                continue;
            }
            let (listed, listed_weights) = self.words_of(name);
            let mut comparison = Comparison::of(&words, &weights, &listed, &listed_weights);
            if whole {
                comparison = comparison.also_whole();
            }
            let score = comparison.score();
            if score >= u32::from(threshold) {
                let known = best.entry(name.of).or_insert((score, number));
                if score > known.0 || (score == known.0 && number < known.1) {
                    *known = (score, number);
                }
            }
        }
        let mut matches: Vec<Match<K>> = best
            .into_iter()
            .filter_map(|(of, (_, number))| {
                let listed = self.listed.get(of as usize)?;
                let name = self.names.get(number as usize)?;
                // Taken apart anew, so that the explanation has the words as this name writes them.
                let own = words_of(&name.text);
                let own: Vec<&Word> = own.iter().collect();
                let (_, own_weights) = self.words_of(name);
                let compared = Comparison::of(&words, &weights, &own, &own_weights)
                    .also_whole()
                    .compared();
                let birth = Birth::of(query.born, &listed.births);
                let against = if matches!(birth, Birth::Differs(_)) {
                    BIRTH_APART
                } else {
                    0
                };
                Some(Match {
                    key: listed.key,
                    name: name.place as usize,
                    score: compared.score.saturating_sub(against),
                    compared,
                    birth,
                })
            })
            .collect();
        matches.sort_by(|left, right| {
            right
                .score
                .cmp(&left.score)
                .then_with(|| left.key.cmp(&right.key))
                .then_with(|| left.name.cmp(&right.name))
        });
        matches.truncate(limit);
        matches
    }

    fn words_of(&self, name: &Name) -> (Vec<&Word>, Vec<u32>) {
        let known = name
            .words
            .iter()
            .filter_map(|word| self.words.get(*word as usize));
        known.map(|known| (&known.word, known.weight)).unzip()
    }

    /// The words of the searched name, and the listed words they are like.
    fn sought(&self, name: &str) -> Vec<Sought> {
        let mut scratch = Vec::new();
        let words = words_of(name).into_iter();
        words
            .map(|word| {
                keys::sought(&word, &mut scratch);
                let mut found: Vec<u32> = scratch
                    .iter()
                    .flat_map(|key| self.by_key.get(*key))
                    .collect();
                found.sort_unstable();
                found.dedup();
                let mut like: Vec<(u32, u32)> = found
                    .into_iter()
                    .filter_map(|number| {
                        let known = self.words.get(number as usize)?;
                        Some((alike(&word, &known.word)?.0, number))
                    })
                    .collect();
                like.sort_unstable_by(|left, right| {
                    right.0.cmp(&left.0).then(left.1.cmp(&right.1))
                });
                let weights = || {
                    like.iter()
                        .filter_map(|(_, number)| self.words.get(*number as usize))
                        .map(|known| known.weight)
                };
                let own = self
                    .number(&word)
                    .and_then(|number| self.words.get(number as usize));
                // A word nobody has is weighed as the one it is most like: a slip of the pen does not make a name rare.
                let weight = own
                    .map(|own| own.weight)
                    .or_else(|| weights().next().filter(|_| word.sort == Sort::Own));
                Sought {
                    weight: weight.unwrap_or_else(|| word.sort.weight()),
                    heaviest: weights().max().unwrap_or(0),
                    like,
                    word,
                }
            })
            .collect()
    }

    /// The names that could reach the threshold, and whether they could as one word.
    fn candidates(&self, sought: &[Sought], threshold: u32) -> Vec<(u32, bool)> {
        let mut gathered = Gathered::new(self.names.len());
        let words: Vec<&Word> = sought.iter().map(|sought| &sought.word).collect();
        self.whole_names(&words, &mut gathered);
        self.joined_names(sought, &words, &mut gathered);
        let passed = self.dispensable(sought, threshold);
        for (at, sought) in sought
            .iter()
            .enumerate()
            .filter(|(at, _)| passed & (1 << at) == 0)
        {
            for (likeness, number) in &sought.like {
                let Some(known) = self.words.get(*number as usize) else {
                    continue;
                };
                for name in &known.names {
                    gathered.add(
                        *name,
                        1 << at,
                        u64::from(*likeness) * u64::from(sought.weight),
                        sought.heaviest,
                    );
                }
            }
        }
        // Those passed over are taken as found, and equal.
        let weight_of = |bits: u32| {
            let of_bits = sought
                .iter()
                .enumerate()
                .filter(move |(at, _)| bits & (1 << at) != 0);
            of_bits.map(|(_, sought)| sought.weight).sum::<u32>()
        };
        let passed_weight = weight_of(passed);
        let passed_listed: u32 = sought
            .iter()
            .enumerate()
            .filter(|(at, _)| passed & (1 << at) != 0)
            .map(|(_, sought)| most_listed(sought))
            .sum();
        let all = weight_of(u32::MAX);
        let possible = |candidate: &Candidate| {
            let Some(name) = self.names.get(candidate.name as usize) else {
                return false;
            };
            let twice = weight_of(candidate.has & passed);
            let has = weight_of(candidate.has | passed);
            let gain = candidate.gain + u64::from(passed_weight - twice) * 1_000;
            let listed = (candidate.listed + passed_listed).min(name.weight);
            candidate.forced
                || bound(gain, has, listed, all - has, name.weight - listed) >= threshold
        };
        let found = gathered.candidates.iter().filter(|one| possible(one));
        let mut names: Vec<(u32, bool)> = found.map(|one| (one.name, one.forced)).collect();
        names.sort_unstable();
        names
    }

    /// Names that as one word are like the searched name as one word.
    fn whole_names(&self, words: &[&Word], gathered: &mut Gathered) {
        let Some(word) = whole(words) else {
            return;
        };
        let mut scratch = Vec::new();
        keys::whole(&word, is_loose(words), &mut scratch);
        for name in scratch.iter().flat_map(|key| self.whole.get(*key)) {
            gathered.force(name);
        }
    }

    /// Names where words of one side, written together, are a word of the other.
    fn joined_names(&self, sought: &[Sought], words: &[&Word], gathered: &mut Gathered) {
        for (at, sought) in sought.iter().enumerate() {
            if sought.word.meaning.is_none() && sought.word.bones.len() > 1 {
                let gain = u64::from(sought.weight) * 1_000;
                for name in self.joined.get(keys::bones(&sought.word.bones)) {
                    gathered.add(name, 1 << at, gain, MOST_LISTED);
                }
            }
        }
        for from in 0..words.len() {
            for count in 2..=MOST_JOINED.min(words.len() - from) {
                let Some(word) = words.get(from..from + count).and_then(Word::joined) else {
                    continue;
                };
                for number in self.by_key.get(keys::bones(&word.bones)) {
                    let Some(known) = self
                        .words
                        .get(number as usize)
                        .filter(|known| alike(&word, &known.word).is_some())
                    else {
                        continue;
                    };
                    for name in &known.names {
                        for (at, sought) in sought.iter().enumerate().skip(from).take(count) {
                            gathered.add(
                                *name,
                                1 << at,
                                u64::from(sought.weight) * 1_000,
                                known.weight,
                            );
                        }
                    }
                }
            }
        }
    }

    /// The words whose names need not be looked at, as bits: a name that has no other of the searched words cannot reach
    /// the threshold. Those in most names are left out first.
    fn dispensable(&self, sought: &[Sought], threshold: u32) -> u32 {
        let length = |sought: &Sought| -> usize {
            // A letter is like every word that begins with it; those are not looked up.
            if sought.word.sort == Sort::Initial {
                return usize::MAX;
            }
            let known = sought
                .like
                .iter()
                .filter_map(|(_, number)| self.words.get(*number as usize));
            known.map(|known| known.names.len()).sum()
        };
        let mut order: Vec<(usize, usize)> = sought
            .iter()
            .enumerate()
            .map(|(at, sought)| (length(sought), at))
            .collect();
        order.sort_unstable_by(|left, right| right.cmp(left));
        let all: u32 = sought.iter().map(|sought| sought.weight).sum();
        let (mut passed, mut has, mut listed, mut gain) = (0_u32, 0_u32, 0_u32, 0_u64);
        for (_, at) in order {
            let Some(word) = sought.get(at) else {
                continue;
            };
            let likeness = if word.word.sort == Sort::Initial {
                INITIAL
            } else {
                1_000
            };
            let more = gain + u64::from(word.weight) * u64::from(likeness);
            if bound(
                more,
                has + word.weight,
                listed + most_listed(word),
                all - has - word.weight,
                0,
            ) >= threshold
            {
                continue;
            }
            passed |= 1 << at;
            has += word.weight;
            listed += most_listed(word);
            gain = more;
        }
        passed
    }
}

/// More than words written together can weigh.
const MOST_LISTED: u32 = 4_000;

/// The most a listed word can weigh that this one is like.
fn most_listed(sought: &Sought) -> u32 {
    if sought.word.sort == Sort::Initial {
        Sort::Own.weight()
    } else {
        sought.heaviest
    }
}

/// The greatest score a name can have with so much of the searched words found and so much of its own words used.
fn bound(gain: u64, has: u32, listed: u32, only_searched: u32, only_listed: u32) -> u32 {
    let gain = gain + u64::from(listed) * 1_000;
    let all = u64::from(has + listed) * 1_000
        + u64::from(only_searched) * u64::from(ONLY_SEARCHED)
        + u64::from(only_listed) * u64::from(ONLY_LISTED);
    u32::try_from((gain * 1_000).checked_div(all).unwrap_or(0)).unwrap_or(u32::MAX)
}
