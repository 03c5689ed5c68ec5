//! Names of countries and areas.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::languages::Language;

/// Names by code.
pub(crate) type Names = BTreeMap<String, String>;

/// Names by ISO 3166-1 alpha-2 code for every language, in the order of [`Language::ALL`].
static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    // The files are part of the program; the tests read them all.
    Language::ALL
        .iter()
        .map(|language| serde_json::from_str(language.country_names()).unwrap_or_default())
        .collect()
});

/// The name of a country by its ISO 3166-1 alpha-2 code in capitals; the code itself when it is unknown.
pub fn country(language: Language, code: &str) -> String {
    NAMES[language as usize]
        .get(code)
        .map_or_else(|| code.to_owned(), Clone::clone)
}

/// Code and name of every country and area, sorted by name as people look for it: accents do not count.
pub fn countries(language: Language) -> &'static [(String, String)] {
    static SORTED: LazyLock<Vec<Vec<(String, String)>>> =
        LazyLock::new(|| NAMES.iter().map(sorted).collect());
    &SORTED[language as usize]
}

/// Code and name, sorted by name without its accents.
pub(crate) fn sorted(names: &Names) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = names
        .iter()
        .map(|(code, name)| (code.clone(), name.clone()))
        .collect();
    rows.sort_by_cached_key(|(_, name)| {
        name.nfd()
            .filter(|c| !is_combining_mark(*c))
            .collect::<String>()
            .to_lowercase()
    });
    rows
}
