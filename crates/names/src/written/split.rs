//! Words that are written together and belong apart: the Arabic article, "Abdulrahman", "Jamaluddin", a run of Chinese
//! characters, letters with points between them.

use super::script::{self, Script};
use super::words::{self, ARTICLE};
use super::{Word, words::Sort};

/// Adds the words a written word holds.
pub(super) fn add(text: &str, script: Script, words: &mut Vec<Word>) {
    match script {
        Script::Run => run(text, words),
        Script::Arabic => arabic(text, words),
        _ => letters(text, script, words),
    }
}

fn letters(text: &str, script: Script, words: &mut Vec<Word>) {
    if text.contains('.') {
        let joined = text.replace('.', "");
        let pointed = text.split('.').all(|part| part.chars().count() <= 1);
        if pointed && words::meaning(&script::plain(&joined)).is_none() {
            words.extend(text.split('.').filter_map(|part| Word::of(part, script)));
        } else {
            words.extend(Word::of(&joined, script));
        }
        return;
    }
    let plain = script::plain(text);
    if words::meaning(&plain).is_some() {
        words.extend(Word::of(text, script));
        return;
    }
    let Some((stem, rest)) = compound(&plain) else {
        words.extend(Word::of(text, script));
        return;
    };
    if !stem.is_empty() {
        words.extend(Word::of(stem, script));
    }
    words.extend(Word::of(ARTICLE, script));
    if !rest.is_empty() {
        words.extend(Word::of(rest, script));
    }
}

/// "Abdulrahman" is `abd` and `rahman`; "Jamaluddin" is `jamal` and `din`; "Nurullah" is `nur` and `lah`.
fn compound(plain: &str) -> Option<(&str, &str)> {
    const SERVANT: &[&str] = &[
        "abdul", "abdel", "abdal", "abdil", "abdur", "abdus", "abder", "abdes",
    ];
    const FAITH: &[&str] = &[
        "uddin", "eddine", "addine", "eddin", "addin", "aldin", "aldeen", "uddeen", "iddin",
    ];
    for servant in SERVANT {
        if let Some(rest) = plain.strip_prefix(servant) {
            return (rest.is_empty() || rest.len() >= 3).then_some(("abd", rest));
        }
    }
    for faith in FAITH {
        if let Some(stem) = plain.strip_suffix(faith) {
            return (stem.is_empty() || stem.len() >= 3).then_some((stem, "din"));
        }
    }
    for god in ["ullah", "allah"] {
        if let Some(stem) = plain.strip_suffix(god).filter(|stem| stem.len() >= 3) {
            return Some((stem, "lah"));
        }
    }
    None
}

fn arabic(text: &str, words: &mut Vec<Word>) {
    let plain = script::plain(text);
    let Some([before, article, after]) = apart(&plain).filter(|_| words::meaning(&plain).is_none())
    else {
        words.extend(Word::of(text, Script::Arabic));
        return;
    };
    // The explanation shows the letters as written where they can be told from the plain ones.
    let as_written: Vec<char> = text
        .chars()
        .filter(|letter| !script::is_silent(*letter))
        .collect();
    let same = as_written.len() == plain.chars().count();
    let mut from = 0;
    for part in [before, article, after] {
        let to = from + part.chars().count();
        let written: String = as_written
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .collect();
        let shown = if same { written.as_str() } else { part };
        if !part.is_empty() {
            words.extend(Word::of(
                if part == article { part } else { shown },
                Script::Arabic,
            ));
        }
        from = to;
    }
}

/// What stands before the article, the article, and what stands after it; nothing when there is no article.
fn apart(plain: &str) -> Option<[&str; 3]> {
    let length = plain.chars().count();
    if let Some(rest) = plain.strip_prefix("عبدال").filter(|_| length >= 7) {
        return Some(["عبد", "ال", rest]);
    }
    if let Some(stem) = plain.strip_suffix("الدين").filter(|_| length >= 7) {
        return Some([stem, "ال", "دين"]);
    }
    if let Some(stem) = plain.strip_suffix("الله").filter(|_| length >= 6) {
        return Some([stem, "ال", "له"]);
    }
    // "and the", "for the", "the": split off, as long as what is left after them can be a word.
    for (before, article) in [("و", "ال"), ("", "لل"), ("", "ال")] {
        let rest = plain
            .strip_prefix(before)
            .and_then(|rest| rest.strip_prefix(article));
        if let Some(rest) = rest.filter(|rest| rest.chars().count() >= 3) {
            return Some([before, article, rest]);
        }
    }
    None
}

/// A run of characters without spaces: known words are taken out; of a short rest the first character is the family
/// name, of a longer one everything is a name of its own.
fn run(text: &str, words: &mut Vec<Word>) {
    let whole = text.chars().count();
    let mut rest = text;
    let mut own = String::new();
    while let Some(letter) = rest.chars().next() {
        let known = words::run_words()
            .iter()
            .find(|(word, _)| rest.starts_with(word.as_str()));
        match known {
            Some((word, meaning)) if whole > 4 => {
                own_word(&mut own, words);
                if let Some(mut common) = Word::of(word, Script::Run) {
                    common.sort = meaning.sort;
                    common.meaning = Some(meaning.number);
                    words.push(common);
                }
                rest = rest.get(word.len()..).unwrap_or_default();
            }
            _ => {
                own.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if whole <= 4 && own.chars().count() == whole && whole > 1 {
        let family: String = own.chars().take(1).collect();
        let given: String = own.chars().skip(1).collect();
        words.extend([family, given].iter().filter_map(|part| character(part)));
    } else {
        own_word(&mut own, words);
    }
}

fn own_word(own: &mut String, words: &mut Vec<Word>) {
    words.extend(character(&std::mem::take(own)));
}

/// A word of characters: a name of its own even where its sound is that of a common word.
fn character(text: &str) -> Option<Word> {
    let mut word = Word::of(text, Script::Run)?;
    word.sort = Sort::Own;
    word.meaning = None;
    Some(word)
}
