//! How a word sounds, as far as its spelling tells: one form for all the ways a name is put into Latin letters.
//!
//! The alphabet of a sound is `a e i u` for vowels and consonants in one letter each, `x` being "sh" and "ch". What is
//! left open here (`g` for `q`, `z` for `d`, `i` for `e`) costs little when words are compared.

use super::script;

/// Spellings of one consonant, the longest first.
const SPELLINGS: &[(&str, &str)] = &[
    ("shch", "x"),
    ("tsch", "x"),
    ("dsch", "j"),
    ("sch", "x"),
    ("dzh", "j"),
    ("tch", "x"),
    ("sh", "x"),
    ("ch", "x"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("qu", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("o", "u"),
    ("w", "u"),
    ("y", "i"),
];

/// The sound of a word in plain Latin letters.
pub(crate) fn latin(plain: &str) -> String {
    let mut sound = String::with_capacity(plain.len());
    let mut rest = plain;
    while let Some(letter) = rest.chars().next() {
        let spelling = SPELLINGS.iter().find(|(spelt, _)| rest.starts_with(spelt));
        let (length, heard) = match spelling {
            Some((spelt, heard)) => (spelt.len(), *heard),
            None => (
                letter.len_utf8(),
                rest.get(..letter.len_utf8()).unwrap_or_default(),
            ),
        };
        for letter in heard.chars() {
            // Doubled letters sound like one.
            if !sound.ends_with(letter) || letter.is_ascii_digit() {
                sound.push(letter);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    if sound.len() > 2 && sound.ends_with('h') {
        sound.pop();
    }
    sound
}

/// The sound of a word in plain Arabic letters.
pub(crate) fn arabic(plain: &str) -> String {
    let mut sound: String = plain.chars().map(script::arabic_sound).collect();
    // The last letter of "Fatima" is written as h or as t, and sounds like a.
    if sound.len() > 2 && sound.ends_with('h') {
        sound.pop();
        if !sound.ends_with('a') {
            sound.push('a');
        }
    }
    sound
}

/// The consonants of a sound, those often taken for each other as one: what two words must nearly share to be compared.
pub(crate) fn bones(sound: &str) -> String {
    let mut bones = String::with_capacity(sound.len());
    for letter in sound.bytes() {
        bones.push(match letter {
            b'a' | b'e' | b'i' | b'u' | b'h' => continue,
            b'x' | b's' | b'z' => 's',
            b't' | b'd' => 't',
            b'k' | b'g' | b'j' => 'k',
            b'b' | b'p' => 'b',
            b'v' | b'f' => 'f',
            other => char::from(other),
        });
    }
    bones
}
