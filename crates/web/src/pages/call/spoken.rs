//! The language a call is read in, which is one of the call's own and not always that of the pages.

use language::Language;
use language::Reader;
use serde::Deserialize;
use workflow::definition::CallDefinition;

/// A language of the call to choose.
pub struct Spoken {
    /// BCP 47.
    pub code: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Whether the call is shown in it.
    pub current: bool,
}

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A language of the call.
    #[serde(rename = "in")]
    pub language: String,
}

/// The language the call is shown in: the one asked for, else that of the pages, else the call's first.
pub fn language(reader: &Reader, definition: &CallDefinition, asked: &str) -> String {
    let spoken = |code: &str| definition.languages.iter().any(|known| known == code);
    let own = reader.language.code();
    match definition.languages.first() {
        _ if spoken(asked) => asked.to_owned(),
        _ if spoken(own) => own.to_owned(),
        Some(first) => first.clone(),
        None => own.to_owned(),
    }
}

/// The writing direction of a language.
pub fn direction(code: &str) -> &'static str {
    match code.split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => Language::parse(code).map_or("ltr", Language::direction),
    }
}

/// The languages to choose from; nothing when there is only one.
pub fn choices(reader: &Reader, definition: &CallDefinition, current: &str) -> Vec<Spoken> {
    if definition.languages.len() < 2 {
        return Vec::new();
    }
    definition
        .languages
        .iter()
        .map(|code| Spoken {
            name: reader.spoken(code),
            current: code == current,
            code: code.clone(),
        })
        .collect()
}
