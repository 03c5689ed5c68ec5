//! Several names in one element, taken apart: the file joins aliases by semicolons and letters, and adds the original
//! script, an acronym or a remark in brackets.

use super::{ListedName, NameKind, values};

/// Longer than any name; a text of this length is a remark.
const MOST_NAME: usize = 400;

/// The names a text holds. `kind` is theirs, except that of names in another script than Latin.
pub(super) fn apart(text: &str, kind: NameKind) -> Vec<ListedName> {
    let mut names = Vec::new();
    for part in text.split([';', '\n']).flat_map(lettered) {
        let (outside, inside) = brackets(part);
        add(&mut names, &outside, kind);
        for inner in inside {
            if !latin(&inner) || acronym(&inner) {
                add(&mut names, &inner, kind);
            }
        }
    }
    names
}

fn add(names: &mut Vec<ListedName>, text: &str, kind: NameKind) {
    let text = values::tidy(text);
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                ',' | ';' | ':' | '"' | '“' | '”' | '«' | '»' | '،' | '؛'
            )
    });
    if !text.chars().any(char::is_alphanumeric) {
        return;
    }
    let kind = if latin(text) {
        kind
    } else {
        NameKind::OriginalScript
    };
    names.push(ListedName {
        kind,
        text: text.chars().take(MOST_NAME).collect(),
    });
}

/// `a) one b) two` is two names. A closing bracket after a single letter counts only where no bracket is open.
fn lettered(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut open = 0_usize;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (at, letter)) in letters.iter().enumerate() {
        match letter {
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            ')' => {
                let single = index.checked_sub(1).and_then(|before| letters.get(before));
                let before = index.checked_sub(2).and_then(|before| letters.get(before));
                let alone = before.is_none_or(|(_, before)| before.is_whitespace());
                if let Some((start, 'a'..='z')) = single
                    && alone
                {
                    parts.push(text.get(from..*start).unwrap_or_default());
                    from = at + 1;
                }
            }
            _ => {}
        }
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// What stands outside of brackets, and what within each pair.
fn brackets(text: &str) -> (String, Vec<String>) {
    let mut outside = String::new();
    let mut inside = Vec::new();
    let mut current: Option<String> = None;
    for letter in text.chars() {
        match (letter, &mut current) {
            ('(' | '[' | '（', None) => current = Some(String::new()),
            (')' | ']' | '）', Some(_)) => inside.extend(current.take()),
            (_, Some(inner)) => inner.push(letter),
            (_, None) => outside.push(letter),
        }
    }
    inside.extend(current);
    (outside, inside)
}

/// Whether most letters are Latin.
fn latin(text: &str) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        // Up to U+02FF, and the phonetic and additional blocks, all letters are Latin.
        if u32::from(letter) < 0x0300 || matches!(u32::from(letter), 0x1d00..=0x1eff) {
            latin += 1;
        } else {
            other += 1;
        }
    }
    latin >= other
}

/// `ISIL`, `AQ-IM`: one word of at least three letters, all capitals.
fn acronym(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 3
        && text
            .chars()
            .all(|letter| letter.is_uppercase() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, NameKind)> {
        let names = apart(text, NameKind::GoodAlias).into_iter();
        names.map(|name| (name.text, name.kind)).collect()
    }

    fn good(text: &str) -> (String, NameKind) {
        (text.to_owned(), NameKind::GoodAlias)
    }

    #[test]
    fn several_names_in_one_element() {
        assert_eq!(
            texts("Anwar Tessari; Anouar Tesari ;"),
            [good("Anwar Tessari"), good("Anouar Tesari")]
        );
        assert_eq!(
            texts("a) Anwar b) Tessari, Anouar"),
            [good("Anwar"), good("Tessari, Anouar")]
        );
        assert_eq!(
            texts("Group (Plan b) of the North"),
            [good("Group of the North")]
        );
    }

    #[test]
    fn brackets_hold_the_original_script_an_acronym_or_a_remark() {
        let original = ("金石山".to_owned(), NameKind::OriginalScript);
        assert_eq!(
            texts("Jin Shishan (金石山)"),
            [good("Jin Shishan"), original]
        );
        assert_eq!(
            texts("Northern Relief Front (NRF)"),
            [good("Northern Relief Front"), good("NRF")]
        );
        assert_eq!(
            texts("Northern Front (previously listed as)"),
            [good("Northern Front")]
        );
    }

    #[test]
    fn nothing_is_no_name() {
        assert_eq!(texts(" ; -- ;()"), []);
    }
}
