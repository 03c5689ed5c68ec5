//! The languages of the interface, each defined by one line.

use std::fmt;
use std::str::FromStr;

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;
use serde::{Deserialize, Serialize};

/// Writes a value in a text; `None` leaves it to Fluent.
pub(crate) type Writer = fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>;

/// Text files of a language, by code.
macro_rules! files {
    ($code:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../locales/", $code, "/", $name, ".ftl")))),*]
    };
}

/// Defines [`Language`] from one line a language: code (BCP 47), locale for numbers and dates, direction, own name.
macro_rules! languages {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $locale:literal, $direction:literal, $own_name:literal;)*) => {
        /// A language of the interface.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Language { $($(#[$doc])* #[serde(rename = $code)] $variant,)* }

        impl Language {
            /// Every language.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// BCP 47 code: `en`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// Writing direction, as HTML names it: `ltr` or `rtl`.
            pub const fn direction(self) -> &'static str {
                match self { $(Self::$variant => $direction),* }
            }

            /// The language's name in itself.
            pub const fn own_name(self) -> &'static str {
                match self { $(Self::$variant => $own_name),* }
            }

            /// Locale of numbers and dates.
            pub(crate) const fn locale(self) -> &'static str {
                match self { $(Self::$variant => $locale),* }
            }

            /// Names and contents of the text files.
            pub(crate) const fn files(self) -> &'static [(&'static str, &'static str)] {
                match self { $(Self::$variant => files!(
                    $code: "layout" "common" "registration" "register" "documents" "sanctions" "call" "builder" "intake" "applying" "screening" "screening-figures" "evaluation" "assignment" "evaluators" "conflicts" "ranking" "scoring" "grid" "selection" "room" "board"
                    "agreement" "agreements" "monitoring" "dashboard" "account" "mail" "refusal" "people" "diligence" "risk" "form" "submitting" "clarifications" "dossiers" "criteria" "letters" "results" "payments"
                )),* }
            }

            /// Names of countries as JSON.
            pub(crate) const fn country_names(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../data/countries-", $code, ".json"))),* }
            }

            /// Names of languages as JSON.
            pub(crate) const fn language_names(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../data/languages-", $code, ".json"))),* }
            }

            /// How Fluent writes the values in a text. One function each, because Fluent takes plain functions.
            pub(crate) const fn writer(self) -> Writer {
                match self { $(Self::$variant => |value, _| crate::text::written(Language::$variant, value)),* }
            }
        }
    };
}

languages! {
    /// English, with dates as in the United Nations: 5 April 2010.
    #[default]
    English = "en", "en-GB", "ltr", "English";
    /// Arabic, with Latin digits, so that amounts and references read alike in every language.
    Arabic = "ar", "ar", "rtl", "العربية";
}

impl Language {
    /// The language of a code, `None` when there is none. Case and region do not matter: `ar-LB` is Arabic.
    pub fn parse(code: &str) -> Option<Self> {
        let main = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(main))
    }

    /// The language a browser asks for in `Accept-Language` (RFC 9110); English when it asks for none of ours.
    pub fn from_accept_language(header: &str) -> Self {
        // Qualities in thousandths; the earlier of two equals wins.
        let mut best = (0, Self::default());
        for range in header.split(',').take(20) {
            let (code, parameters) = range.split_once(';').unwrap_or((range, ""));
            let quality = quality(parameters);
            if let Some(language) = Self::parse(code)
                && quality > best.0
            {
                best = (quality, language);
            }
        }
        best.1
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self.direction() == "rtl"
    }
}

/// `q=0.8` in thousandths; 1000 when there is none, 0 when it cannot be read.
fn quality(parameters: &str) -> u16 {
    let Some(given) = parameters.trim().strip_prefix("q=") else {
        return 1000;
    };
    let (whole, fraction) = given.split_once('.').unwrap_or((given, ""));
    match (whole, format!("{fraction:0<3}").parse::<u16>()) {
        ("1", _) => 1000,
        ("0", Ok(thousandths)) if thousandths < 1000 => thousandths,
        _ => 0,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that names no language of the interface.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a language of the interface; use one of {codes}", codes = codes())]
pub struct UnknownLanguage(pub String);

fn codes() -> String {
    Language::ALL
        .iter()
        .map(|language| language.code())
        .collect::<Vec<_>>()
        .join(", ")
}

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::parse(code).ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_prefers_among_ours() {
        let cases = [
            ("", Language::English),
            ("ar", Language::Arabic),
            ("AR-lb;q=0.9, en;q=0.8", Language::Arabic),
            ("fr, en;q=0.5, ar;q=0.7", Language::Arabic),
            ("fr-FR, de", Language::English),
            ("ar;q=0, en;q=0.1", Language::English),
            ("en, ar", Language::English),
            ("ar;q=nonsense", Language::English),
            ("ar;q=0.12345", Language::English),
        ];
        for (header, expected) in cases {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }

    #[test]
    fn data_hold_the_code() {
        assert_eq!(serde_json::to_string(&Language::Arabic).unwrap(), "\"ar\"");
        assert_eq!(
            serde_json::from_str::<Language>("\"en\"").unwrap(),
            Language::English
        );
        assert!(serde_json::from_str::<Language>("\"xx\"").is_err());
        assert_eq!(
            "pt".parse::<Language>(),
            Err(UnknownLanguage("pt".to_owned()))
        );
    }
}
