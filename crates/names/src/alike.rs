//! How alike two words are.

use serde::{Deserialize, Serialize};

use crate::written::Word;
use crate::written::words::Sort;

/// What makes two words, or two runs of words, one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The same letters; case, accents and the variants of Arabic letters aside.
    Equal,
    /// The same word of one script in another: مراد and Murad.
    Transliterated,
    /// Another way to spell the same sound: Youssef and Yusuf.
    SpelledAlike,
    /// Another word for the same: Foundation and مؤسسة.
    SameMeaning,
    /// One letter more, less, other, or two in the wrong order.
    OneLetter,
    /// More than one letter differs.
    SeveralLetters,
    /// A single letter that stands for the word.
    Initial,
    /// Only in the name that was searched for.
    OnlySearched,
    /// Only in the listed name.
    OnlyListed,
}

/// Below this, in thousandths, words are held to be different.
const LEAST: u32 = 600;
/// The likeness of a word and its first letter.
pub(crate) const INITIAL: u32 = 700;
/// A likeness at which a word is the same, only spelled otherwise.
const SAME_SOUND: u32 = 930;
/// A likeness at which it is so even though one letter makes the difference: Tariq and Tarik.
const EQUAL_SOUND: u32 = 980;

/// How alike two words are, in thousandths, and what makes them so; nothing when they are different words.
///
/// Words are compared only when their consonants agree, or one letter differs, or (where there are four consonants and
/// more) one consonant: a word with two wrong consonants is another word. The screening index relies on this.
pub(crate) fn alike(left: &Word, right: &Word) -> Option<(u32, How)> {
    match (left.meaning, right.meaning) {
        (Some(one), Some(other)) => {
            let how = if left.plain == right.plain {
                How::Equal
            } else {
                How::SameMeaning
            };
            return (one == other).then_some((1_000, how));
        }
        (None, None) => {}
        // A common word may be misspelled, or be a name of its own in another script: شباب and Shabaab.
        _ if left.compares() && right.compares() => {}
        _ => return None,
    }
    if let Some(initial) = initial(left, right) {
        return initial.then_some((INITIAL, How::Initial));
    }
    if left.plain == right.plain {
        let same = left.script == right.script;
        return Some((
            1_000,
            if same {
                How::Equal
            } else {
                How::Transliterated
            },
        ));
    }
    let letters = left.abjad == right.abjad
        && few_differ(left, right, 0)
        && one_letter(&left.plain, &right.plain);
    if !letters && !near(left, right) {
        return None;
    }
    let sounds = of_sounds(left, right);
    let mut likeness = sounds;
    // A slip can tear the letters of one sound apart: Bahsir for Bashir.
    if letters && !left.abjad {
        let (one, other) = (left.plain.as_bytes(), right.plain.as_bytes());
        likeness = likeness.max(by_cost(one, other, &TWO_LATIN, one.len().max(other.len())));
    }
    if likeness < LEAST {
        return None;
    }
    let how = if sounds >= EQUAL_SOUND || (sounds >= SAME_SOUND && !letters) {
        if left.script == right.script {
            How::SpelledAlike
        } else {
            How::Transliterated
        }
    } else if letters {
        How::OneLetter
    } else {
        How::SeveralLetters
    };
    Some((likeness, how))
}

/// Whether a word and a single letter agree; nothing when neither is a single letter.
fn initial(left: &Word, right: &Word) -> Option<bool> {
    let letter = |word: &Word| word.sort == Sort::Initial;
    let (short, long) = match (letter(left), letter(right)) {
        (false, false) => return None,
        (true, true) => return (left.plain != right.plain).then_some(false),
        (true, false) => (left, right),
        (false, true) => (right, left),
    };
    Some(long.abjad == short.abjad && long.plain.starts_with(short.plain.as_str()))
}

/// Whether consonants, or all but one letter of the sounds, agree.
fn near(left: &Word, right: &Word) -> bool {
    left.bones == right.bones
        || (few_differ(left, right, 1) && one_letter(&left.sound, &right.sound))
        || (left.bones.len() >= FEW_BONES
            && right.bones.len() >= FEW_BONES
            && one_letter(&left.bones, &right.bones))
}

/// Whether so few letters are only in one of the words that one letter could make the difference: at most one on each side.
const fn few_differ(left: &Word, right: &Word, form: usize) -> bool {
    (left.letters[form] ^ right.letters[form]).count_ones() <= 2
}

/// From this many consonants on, one of them may differ.
pub(crate) const FEW_BONES: usize = 4;

/// Whether one text becomes the other by one letter more, less or other, or by two neighbours changing places.
pub(crate) fn one_letter(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if long.len() - short.len() > 2 {
        return false;
    }
    let begin = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (
        short.get(begin..).unwrap_or_default(),
        long.get(begin..).unwrap_or_default(),
    );
    let end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (short, long) = (
        short.get(..short.len() - end).unwrap_or_default(),
        long.get(..long.len() - end).unwrap_or_default(),
    );
    match (short, long) {
        (short, [a, b]) if *short == [*b, *a] => true,
        // Letters of plain Arabic have two bytes each.
        (short, long) => letters(short) <= 1 && letters(long) <= 1,
    }
}

/// How many letters the bytes are; those of Arabic count by pairs.
fn letters(bytes: &[u8]) -> usize {
    match bytes {
        [first, _] if *first >= 0x80 => 1,
        bytes => bytes.len(),
    }
}

/// What differences cost, in thousandths of a letter.
struct Costs {
    /// One vowel for another.
    vowel: u16,
    /// A vowel only in the left, and only in the right.
    vowel_left: u16,
    vowel_right: u16,
}

const TWO_LATIN: Costs = Costs {
    vowel: 500,
    vowel_left: 800,
    vowel_right: 800,
};
/// The left is from a script without short vowels; a vowel more in the other costs next to nothing.
const LEFT_ABJAD: Costs = Costs {
    vowel: 500,
    vowel_left: 400,
    vowel_right: 40,
};

fn of_sounds(left: &Word, right: &Word) -> u32 {
    let (one, other) = (left.sound.as_bytes(), right.sound.as_bytes());
    match (left.abjad, right.abjad) {
        (true, false) => by_cost(one, other, &LEFT_ABJAD, across(one, other)),
        (false, true) => by_cost(other, one, &LEFT_ABJAD, across(other, one)),
        _ => by_cost(one, other, &TWO_LATIN, one.len().max(other.len())),
    }
}

/// The length that counts between a word without vowels and one with them.
fn across(abjad: &[u8], latin: &[u8]) -> usize {
    let consonants = latin.iter().filter(|letter| !is_vowel(**letter)).count();
    abjad.len().max(consonants) + 1
}

/// From cost to likeness: one letter in five is 880, two in five 520. Falling faster the more differs keeps a slip of
/// the pen near and another word far. Nothing is given once it is below what makes two words one.
fn by_cost(left: &[u8], right: &[u8], costs: &Costs, length: usize) -> u32 {
    let length = u32::try_from(length.max(1)).unwrap_or(1);
    let Some(cost) = cost(left, right, costs, MOST_SHARE * length) else {
        return 0;
    };
    let share = cost / length;
    1_000_u32.saturating_sub(3 * share * share / 1_000)
}

/// The cost by letter from which likeness is below [`LEAST`].
const MOST_SHARE: u32 = 370;

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'u' | b'o' | b'y')
}

/// Consonants often taken for each other between ears and alphabets.
const fn is_near(left: u8, right: u8) -> bool {
    matches!(
        (left, right),
        (b'k', b'g')
            | (b'g', b'k')
            | (b'g', b'j')
            | (b'j', b'g')
            | (b'b', b'p')
            | (b'p', b'b')
            | (b'd', b'z')
            | (b'z', b'd')
            | (b's', b'z')
            | (b'z', b's')
            | (b't', b'd')
            | (b'd', b't')
            | (b'v', b'f')
            | (b'f', b'v')
            | (b'v', b'u')
            | (b'u', b'v')
            | (b's', b'x')
            | (b'x', b's')
            | (b'v', b'w')
            | (b'w', b'v')
            | (b'b', b'v')
            | (b'v', b'b')
    )
}

const fn gap(letter: u8, vowel: u16) -> u16 {
    match letter {
        b'h' => 500,
        letter if is_vowel(letter) => vowel,
        _ => 1_000,
    }
}

const MOST: usize = 2 * crate::written::MOST_LETTERS;
/// Two neighbours in the wrong order are one slip.
const SWAP: u16 = 900;

/// The least cost to make one sound the other. A weighted edit distance with neighbours changing places; no library of
/// edit distances takes costs by letter. Nothing when it is more than `most`.
fn cost(left: &[u8], right: &[u8], costs: &Costs, most: u32) -> Option<u32> {
    let left = left.get(..MOST).unwrap_or(left);
    let right = right.get(..MOST).unwrap_or(right);
    let mut rows = [[0_u16; MOST + 1]; 3];
    let [two_back, back, row] = &mut rows;
    for (at, letter) in right.iter().enumerate() {
        back[at + 1] = back[at] + gap(*letter, costs.vowel_right);
    }
    let (mut two_back, mut back, mut row) = (two_back, back, row);
    for (i, one) in left.iter().enumerate() {
        row[0] = back[0] + gap(*one, costs.vowel_left);
        let mut best = row[0];
        for (j, other) in right.iter().enumerate() {
            let step = if one == other {
                0
            } else if is_vowel(*one) && is_vowel(*other) {
                costs.vowel
            } else if is_near(*one, *other) {
                400
            } else {
                1_000
            };
            let mut least = (back[j] + step)
                .min(back[j + 1] + gap(*one, costs.vowel_left))
                .min(row[j] + gap(*other, costs.vowel_right));
            if i > 0 && j > 0 && left[i - 1] == *other && *one == right[j - 1] && one != other {
                least = least.min(two_back[j - 1] + SWAP);
            }
            row[j + 1] = least;
            best = best.min(least);
        }
        // A swap may reach over one row that is dear by itself, at no less than its cost.
        if u32::from(best) > most + u32::from(SWAP) {
            return None;
        }
        (two_back, back, row) = (back, row, two_back);
    }
    Some(u32::from(back[right.len()])).filter(|cost| *cost <= most)
}
