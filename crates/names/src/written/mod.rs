//! The normal form of a name: its words, in order, each with its plain letters, its sound, and how much it tells.

pub(crate) mod script;
mod sound;
mod split;
pub(crate) mod words;

use unicode_normalization::UnicodeNormalization;

use script::Script;
use words::{Meaning, Sort};

/// The most words of a name that are compared; no real name has more.
pub(crate) const MOST_WORDS: usize = 20;
/// The most letters of a word that are compared.
pub(crate) const MOST_LETTERS: usize = 40;

/// From this length on a common word is compared by its letters too.
const LONG: usize = 5;

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written.
    pub text: String,
    /// In plain letters of its script; see [`script::plain`].
    pub plain: String,
    /// As it sounds in Latin letters.
    pub sound: String,
    /// The consonants of its sound.
    pub bones: String,
    /// Which letters its plain form and its sound have, as bits: words are seen to be different without reading them.
    pub letters: [u32; 2],
    /// Whether its script leaves out short vowels.
    pub abjad: bool,
    /// The script it is written in.
    pub script: Script,
    /// How much it tells.
    pub sort: Sort,
    /// What it means, when it is a common word; words of one meaning are the same in every language.
    pub meaning: Option<u16>,
}

impl Word {
    fn of(text: &str, script: Script) -> Option<Self> {
        let plain: String = script::plain(text).chars().take(MOST_LETTERS).collect();
        let mut word = Self::sounding(text, plain, script)?;
        if word.plain.len() == 1 && script == Script::Letters {
            word.sort = Sort::Initial;
        } else if let Some(Meaning { number, sort }) = words::meaning(&word.plain) {
            word.sort = sort;
            word.meaning = Some(number);
        } else if word.plain.chars().count() == 1 && script != Script::Run {
            word.sort = Sort::Initial;
        }
        Some(word)
    }

    /// A word of its own, whatever it may mean.
    fn sounding(text: &str, plain: String, script: Script) -> Option<Self> {
        if plain.is_empty() {
            return None;
        }
        let sound = match script {
            Script::Arabic => sound::arabic(&plain),
            _ => sound::latin(&plain),
        };
        Some(Self {
            text: text.to_owned(),
            letters: [letters(&plain), letters(&sound)],
            bones: sound::bones(&sound),
            sound,
            plain,
            abjad: script.is_abjad(),
            script,
            sort: Sort::Own,
            meaning: None,
        })
    }

    /// Whether it is compared by its letters: a common word only when it is long enough to be told from others.
    pub(crate) fn compares(&self) -> bool {
        self.meaning.is_none()
            || (matches!(self.sort, Sort::Common | Sort::LegalForm)
                && self.sound.len() + usize::from(self.abjad) >= LONG)
    }

    /// Adjacent words as one, in the way they are joined when written together.
    pub(crate) fn joined(words: &[&Self]) -> Option<Self> {
        let plain: String = words.iter().map(|word| word.plain.as_str()).collect();
        let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let script = words.first()?.script;
        if plain.len() > MOST_LETTERS * 2
            || words.iter().any(|word| word.abjad != script.is_abjad())
        {
            return None;
        }
        Self::sounding(&text.join(" "), plain, script)
    }
}

/// The letters of a text, as bits; those of Arabic share them with others.
fn letters(text: &str) -> u32 {
    text.chars()
        .fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 32))
}

/// The words of a name.
pub(crate) fn words_of(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut current = String::new();
    let mut of = Script::Letters;
    let letters: Vec<char> = name.nfkc().collect();
    for (at, letter) in letters.iter().copied().enumerate() {
        if script::is_silent(letter) {
            continue;
        }
        // Letters with points between them are one abbreviation: "e.V.", "S.A.", "S.M.".
        let pointed = letter == '.'
            && at
                .checked_sub(2)
                .is_none_or(|before| letters.get(before).is_none_or(|l| !l.is_alphanumeric()))
            && letters.get(at + 1).is_some_and(|l| l.is_alphanumeric());
        if pointed {
            current.push('.');
            continue;
        }
        if !letter.is_alphanumeric() {
            flush(&mut current, of, &mut words);
            if letter == '&' {
                words.extend(Word::of("and", Script::Letters));
            }
            continue;
        }
        let script = Script::of(letter);
        if script != of {
            flush(&mut current, of, &mut words);
            of = script;
        }
        current.push(letter);
    }
    flush(&mut current, of, &mut words);
    words.truncate(MOST_WORDS);
    words
}

fn flush(current: &mut String, script: Script, words: &mut Vec<Word>) {
    let text = std::mem::take(current);
    if !text.is_empty() {
        split::add(&text, script, words);
    }
}
