//! Names of languages people work in: many more than the interface has.

use std::sync::LazyLock;

use crate::country::{Names, sorted};
use crate::languages::Language;

/// Names by BCP 47 code for every language of the interface, in the order of [`Language::ALL`].
static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    // The files are part of the program; the tests read them all.
    Language::ALL
        .iter()
        .map(|language| serde_json::from_str(language.language_names()).unwrap_or_default())
        .collect()
});

/// The name of a language by its code; the code itself when it is unknown.
pub fn spoken(language: Language, code: &str) -> String {
    NAMES[language as usize]
        .get(code)
        .map_or_else(|| code.to_owned(), Clone::clone)
}

/// Code and name of every language, sorted by name.
pub fn spoken_languages(language: Language) -> &'static [(String, String)] {
    static SORTED: LazyLock<Vec<Vec<(String, String)>>> =
        LazyLock::new(|| NAMES.iter().map(sorted).collect());
    &SORTED[language as usize]
}

/// The code of a language by what somebody typed: its name in any language of the interface, or the code itself.
pub fn spoken_code(typed: &str) -> Option<&'static str> {
    let typed = typed.trim().to_lowercase();
    NAMES.iter().find_map(|names| {
        names
            .iter()
            .find(|(code, name)| **code == typed || name.to_lowercase() == typed)
            .map(|(code, _)| code.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_code_and_by_name_in_every_language() {
        assert_eq!(spoken_code(" Swahili "), Some("sw"));
        assert_eq!(spoken_code("السواحلية"), Some("sw"));
        assert_eq!(spoken_code("CKB"), Some("ckb"));
        assert_eq!(spoken_code("Klingonish"), None);
        assert_eq!(spoken(Language::Arabic, "sw"), "السواحلية");
        assert_eq!(spoken(Language::English, "xyz"), "xyz");
    }

    #[test]
    fn every_language_is_named_in_every_language() {
        let codes = |language| -> Vec<&String> { NAMES[language as usize].keys().collect() };
        for language in Language::ALL {
            assert!(codes(*language).len() >= 200);
            assert_eq!(codes(*language), codes(Language::English));
        }
    }
}
