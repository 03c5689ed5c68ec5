//! Keys under which words are found that may be alike. Two words that [`crate::alike::alike`] takes for one share a key;
//! words that share a key need not be alike.

use crate::alike::FEW_BONES;
use crate::written::{Word, words::Sort};

/// The keys a listed word is kept under.
pub(super) fn kept(word: &Word, keys: &mut Vec<u64>) {
    keys.clear();
    if word.sort == Sort::Initial {
        keys.push(hash(b'i', word.plain.as_bytes()));
        return;
    }
    if word.compares() {
        letters(word, keys);
    }
    if let Some(number) = word.meaning {
        keys.push(hash(b'm', &number.to_le_bytes()));
    }
}

/// The keys a searched word is looked up under; those it would be kept under, and its first letter.
pub(super) fn sought(word: &Word, keys: &mut Vec<u64>) {
    kept(word, keys);
    if word.compares()
        && word.sort != Sort::Initial
        && let Some(first) = word.plain.chars().next()
    {
        keys.push(hash(b'i', first.to_string().as_bytes()));
    }
}

/// The keys of a whole name as one word: by its letters, and loosely by its sound as well.
pub(super) fn whole(word: &Word, loose: bool, keys: &mut Vec<u64>) {
    keys.clear();
    if loose {
        letters(word, keys);
    } else {
        one_left_out(b'p', &word.plain, keys);
    }
}

/// The key of consonants alone.
pub(super) fn bones(bones: &str) -> u64 {
    hash(b'b', bones.as_bytes())
}

fn letters(word: &Word, keys: &mut Vec<u64>) {
    keys.push(bones(&word.bones));
    one_left_out(b's', &word.sound, keys);
    one_left_out(b'p', &word.plain, keys);
    if word.bones.len() >= FEW_BONES {
        one_left_out(b'c', &word.bones, keys);
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The text, and the text without each of its letters: two texts share one of these when one letter makes them equal.
fn one_left_out(sort: u8, text: &str, keys: &mut Vec<u64>) {
    keys.push(hash(sort, text.as_bytes()));
    for (at, letter) in text.char_indices() {
        let mut state = start(sort);
        let after = at + letter.len_utf8();
        for (place, byte) in text.bytes().enumerate() {
            if place < at || place >= after {
                state = step(state, byte);
            }
        }
        keys.push(finish(state));
    }
}

fn hash(sort: u8, bytes: &[u8]) -> u64 {
    finish(
        bytes
            .iter()
            .fold(start(sort), |state, byte| step(state, *byte)),
    )
}

/// FNV-1a: the same on every machine, and good enough for texts this short once its bits are mixed.
const fn start(sort: u8) -> u64 {
    step(0xcbf2_9ce4_8422_2325, sort)
}

const fn step(state: u64, byte: u8) -> u64 {
    (state ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

const fn finish(state: u64) -> u64 {
    (state ^ (state >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Numbers by key, kept sorted with a table of where each leading part of a key begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pairs: Vec<(u64, u32)>,
    begins: Vec<u32>,
    shift: u32,
}

impl Table {
    pub(super) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let bits = pairs
            .len()
            .next_power_of_two()
            .trailing_zeros()
            .clamp(4, 20);
        let shift = 64 - bits;
        let mut begins = vec![0_u32; (1 << bits) + 1];
        for (key, _) in &pairs {
            if let Some(count) = begins.get_mut((key >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        Self {
            pairs,
            begins,
            shift,
        }
    }

    /// The numbers under a key, in order.
    pub(super) fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let bucket = (key >> self.shift) as usize;
        let from = self.begins.get(bucket).copied().unwrap_or(0) as usize;
        let to = self.begins.get(bucket + 1).copied().unwrap_or(0) as usize;
        let pairs = self.pairs.get(from..to).unwrap_or_default();
        pairs
            .iter()
            .filter(move |(own, _)| *own == key)
            .map(|(_, number)| *number)
    }
}
