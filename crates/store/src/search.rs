//! Search text: normalised by Rust, so that both databases find the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Latin letters that have no mark to take away, and what is typed in their place.
const PLAIN: [(char, &str); 7] = [
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ı', "i"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
];

/// Compatibility decomposition without marks, lower case, Arabic letter variants made one, letters such as ø by
/// their plain neighbours, blanks folded. Control
/// characters count as blanks (PostgreSQL takes no NUL).
pub fn normalised(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_combining_mark(*c) && *c != 'ـ')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            other => other,
        })
        .collect();
    let plain = PLAIN
        .iter()
        .fold(plain, |text, (letter, plain)| text.replace(*letter, plain));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A pattern that finds the text, normalised, anywhere; `%` and `_` in it stand for themselves (escaped with `\`).
pub(crate) fn pattern(text: &str) -> String {
    let escaped = normalised(text)
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}
