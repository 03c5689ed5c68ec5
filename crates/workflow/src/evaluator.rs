//! What evaluators say of themselves: what they read and know, for whom they work and worked, when they are away.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::country::Region;
use crate::ids::OrganisationId;
use crate::names::named;

named! {
    /// How well somebody knows a language.
    pub enum Level {
        /// Reads it.
        Reads = "reads",
        /// Reads and writes it at work.
        WorksIn = "works_in",
        /// It is their first language.
        Native = "native",
    }
}

/// An organisation somebody works or worked for, directs or advises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// Its name, as they write it.
    pub name: String,
    /// The organisation of the register it is, when they say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// First year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// Last year; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i32>,
}

impl Affiliation {
    /// Whether it lasts.
    pub const fn is_current(&self) -> bool {
        self.to.is_none()
    }

    /// Whether it lasts or ended no more than `years` before `year`.
    pub fn is_within(&self, year: i32, years: u32) -> bool {
        let earliest = year.saturating_sub(i32::try_from(years).unwrap_or(i32::MAX));
        self.to.is_none_or(|to| to >= earliest)
    }
}

/// What an evaluator says of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EvaluatorProfile {
    /// Languages by code (BCP 47) with the level, each once.
    pub languages: Vec<(String, Level)>,
    /// Themes of calls they know, by the id the calls give them.
    pub themes: BTreeSet<String>,
    /// Regions they know.
    pub regions: BTreeSet<Region>,
    /// For whom they work and worked.
    pub affiliations: Vec<Affiliation>,
    /// The agency they are from.
    pub agency: Option<String>,
    /// The most files they take at a time; what the call says when they say nothing.
    pub most_files: Option<u32>,
    /// Days they are away, first and last, both included.
    pub absences: Vec<(NaiveDate, NaiveDate)>,
}

/// The most entries of each list of a profile.
pub const MOST_ENTRIES: usize = 40;
/// The most files somebody may say they take.
pub const MOST_FILES: u32 = 500;
/// The years an affiliation may name.
pub const YEARS: std::ops::RangeInclusive<i32> = 1940..=2100;

impl EvaluatorProfile {
    /// Faults as the name of a field and the code of a text `fault-…`. Fields of lists carry their place from 0:
    /// `affiliation-0-to`.
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let mut faults = Vec::new();
        let mut fault = |field: String, code| faults.push((field, code));
        for (field, count) in [
            ("languages", self.languages.len()),
            ("themes", self.themes.len()),
            ("affiliations", self.affiliations.len()),
            ("absences", self.absences.len()),
        ] {
            if count > MOST_ENTRIES {
                fault(field.to_owned(), "too-many");
            }
        }
        let codes: BTreeSet<&String> = self.languages.iter().map(|(code, _)| code).collect();
        if codes.len() != self.languages.len() {
            fault("languages".to_owned(), "taken");
        }
        if codes.iter().any(|code| !is_tag(code)) {
            fault("languages".to_owned(), "language-tag");
        }
        if self.themes.iter().any(|theme| theme.chars().count() > 100) {
            fault("themes".to_owned(), "unknown-option");
        }
        for (place, one) in self.affiliations.iter().enumerate() {
            let year = |year: Option<i32>| year.is_none_or(|year| YEARS.contains(&year));
            if !year(one.from) {
                fault(format!("affiliation-{place}-from"), "year");
            }
            if !year(one.to) {
                fault(format!("affiliation-{place}-to"), "year");
            }
            if one.from.zip(one.to).is_some_and(|(from, to)| to < from) {
                fault(format!("affiliation-{place}-to"), "order");
            }
        }
        for (place, (from, to)) in self.absences.iter().enumerate() {
            if to < from {
                fault(format!("absence-{place}-to"), "order");
            }
        }
        if self
            .most_files
            .is_some_and(|most| !(1..=MOST_FILES).contains(&most))
        {
            fault("most_files".to_owned(), "files-at-a-time");
        }
        faults
    }

    /// The level at which they know a language: `pt-BR` is known by whoever knows `pt`.
    pub fn level(&self, code: &str) -> Option<Level> {
        let base = code.split('-').next().unwrap_or(code);
        let known = self.languages.iter();
        known
            .filter(|(known, _)| known == code || known == base)
            .map(|(_, level)| *level)
            .max()
    }

    /// Whether they are away on a day.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.absences
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&day))
    }
}

fn is_tag(code: &str) -> bool {
    (2..=12).contains(&code.len())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && code.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affiliation(from: Option<i32>, to: Option<i32>) -> Affiliation {
        Affiliation {
            name: "Hope House".to_owned(),
            organisation: None,
            from,
            to,
        }
    }

    #[test]
    fn work_that_ended_counts_until_the_years_have_passed() {
        assert!(affiliation(Some(2001), None).is_within(2010, 0));
        assert!(affiliation(None, Some(2007)).is_within(2010, 3));
        assert!(!affiliation(None, Some(2006)).is_within(2010, 3));
    }

    #[test]
    fn faults_name_their_field() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let wrong = EvaluatorProfile {
            languages: vec![
                ("en".to_owned(), Level::Reads),
                ("en".to_owned(), Level::Native),
            ],
            affiliations: vec![
                affiliation(Some(2009), Some(2001)),
                affiliation(Some(9), None),
            ],
            absences: vec![(day("2010-05-02"), day("2010-05-01"))],
            most_files: Some(0),
            ..EvaluatorProfile::default()
        };
        let fields: Vec<String> = wrong.faults().into_iter().map(|(field, _)| field).collect();
        let expected = [
            "languages",
            "affiliation-0-to",
            "affiliation-1-from",
            "absence-0-to",
            "most_files",
        ];
        assert_eq!(fields, expected);
        assert!(EvaluatorProfile::default().faults().is_empty());
    }

    #[test]
    fn a_language_is_known_with_its_variants() {
        let profile = EvaluatorProfile {
            languages: vec![("fr".to_owned(), Level::WorksIn)],
            ..EvaluatorProfile::default()
        };
        assert_eq!(profile.level("fr-CA"), Some(Level::WorksIn));
        assert_eq!(profile.level("en"), None);
    }
}
