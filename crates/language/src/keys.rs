//! Keys of texts: how they are made, and which ones a source file uses that no language has.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::languages::Language;
use crate::text::has;

/// The key of the text for a name used in data: `key("status", "in_review")` is `status-in-review`, and
/// `key("event", "screening.concluded")` is `event-screening-concluded`.
pub fn key(family: &str, name: impl Display) -> String {
    format!("{family}-{name}").replace(['_', '.'], "-")
}

/// The functions whose first argument is a key.
const FUNCTIONS: [&str; 3] = ["t(\"", "tn(\"", "ta(\""];

/// The keys a template or a source file asks for by `t("…")`, `tn("…"` or `ta("…"`.
pub fn used_keys(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for function in FUNCTIONS {
        for (at, _) in source.match_indices(function) {
            // `insert("…")` ends like `t("…")`, but is another function.
            let inside_a_name = source[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || c == '_');
            let rest = &source[at + function.len()..];
            if let Some((key, _)) = rest.split_once('"').filter(|_| !inside_a_name) {
                found.insert(key.to_owned());
            }
        }
    }
    found
}

/// The keys a template or a source file asks for that some language does not have.
pub fn missing_keys(source: &str) -> Vec<String> {
    used_keys(source)
        .into_iter()
        .filter(|key| Language::ALL.iter().any(|language| !has(*language, key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_where_they_are_used_and_only_there() {
        let source = r#"{{ page.reader.t("nav-home") }} {{ r.tn("no-such", n) }} list.insert("other"); r.ta( t(name)"#;
        assert_eq!(
            used_keys(source).into_iter().collect::<Vec<_>>(),
            ["nav-home", "no-such"]
        );
        assert_eq!(missing_keys(source), ["no-such"]);
    }

    #[test]
    fn names_used_in_data_become_keys() {
        assert_eq!(key("status", "in_review"), "status-in-review");
        assert_eq!(
            key("event", "screening.concluded"),
            "event-screening-concluded"
        );
    }
}
