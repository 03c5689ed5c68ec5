//! How a criterion is checked: by a person, or by one of a small set of rules with parameters.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;

/// How a criterion is checked.
///
/// Where a rule speaks of a day and names none, it is the day of submission on the clocks of the call's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// By a person alone.
    #[default]
    Person,
    /// Registered at least `years` full years on the day `on`.
    RegisteredFor {
        /// Full years; 0 asks to be registered by that day.
        years: u32,
        /// Fixed cut-off day.
        on: NaiveDate,
    },
    /// A certificate of registration holds on a day.
    CertificateValid {
        /// The day; of submission when none is set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    /// The organisation's country is on the call's list.
    CountryEligible,
    /// The organisation has one of these legal forms.
    LegalForm {
        /// Names of legal forms, as profiles have them.
        kinds: BTreeSet<String>,
    },
    /// All declarations are yes.
    DeclarationsMade,
    /// The bank account is kept under a name of the organisation.
    OwnBankAccount,
    /// No red flag holds.
    NoRedFlag,
    /// No match with a sanctions list is open or confirmed.
    NoOpenMatch,
    /// So many letters of reference are there, and hold on the day of submission.
    ReferenceLetters {
        /// The least number.
        #[serde(default = "two")]
        least: u32,
    },
    /// At most so many grants of this facility began in the years before the day of submission.
    GrantsInPeriod {
        /// The most grants it may have had.
        most: u32,
        /// Years before the day of submission.
        years: u32,
    },
    /// Neither the organisation nor one that applies with it stands in another application to the call.
    OneApplication,
    /// The amount requested is within the call's limits.
    AmountWithinLimits,
    /// The duration is within the call's limits.
    DurationWithinLimits,
    /// The request is at most so many times the average annual budget.
    RequestAgainstBudget {
        /// Hundredths: 200 is twice.
        times_hundredths: u32,
    },
    /// Documents are there, and those of the organisation hold on the day of submission.
    DocumentsPresent {
        /// Kinds of documents of the organisation.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        kinds: BTreeSet<DocumentKind>,
        /// Questions of the form that take files.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        questions: BTreeSet<String>,
    },
    /// Written in one of the call's application languages.
    LanguageAccepted,
    /// Received by the deadline.
    DeadlineMet,
}

/// Two letters of reference, as real funds ask for.
const fn two() -> u32 {
    2
}

impl Check {
    /// The names of all rules, in the order in which a builder offers them.
    pub const NAMES: [&'static str; 18] = [
        "person",
        "registered_for",
        "certificate_valid",
        "country_eligible",
        "legal_form",
        "declarations_made",
        "own_bank_account",
        "no_red_flag",
        "no_open_match",
        "reference_letters",
        "grants_in_period",
        "one_application",
        "amount_within_limits",
        "duration_within_limits",
        "request_against_budget",
        "documents_present",
        "language_accepted",
        "deadline_met",
    ];

    /// The name used in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::RegisteredFor { .. } => "registered_for",
            Self::CertificateValid { .. } => "certificate_valid",
            Self::CountryEligible => "country_eligible",
            Self::LegalForm { .. } => "legal_form",
            Self::DeclarationsMade => "declarations_made",
            Self::OwnBankAccount => "own_bank_account",
            Self::NoRedFlag => "no_red_flag",
            Self::NoOpenMatch => "no_open_match",
            Self::ReferenceLetters { .. } => "reference_letters",
            Self::GrantsInPeriod { .. } => "grants_in_period",
            Self::OneApplication => "one_application",
            Self::AmountWithinLimits => "amount_within_limits",
            Self::DurationWithinLimits => "duration_within_limits",
            Self::RequestAgainstBudget { .. } => "request_against_budget",
            Self::DocumentsPresent { .. } => "documents_present",
            Self::LanguageAccepted => "language_accepted",
            Self::DeadlineMet => "deadline_met",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_written_by_its_name_with_its_parameters_alone() {
        let read = |text: &str| serde_json::from_str::<Check>(text);
        assert_eq!(
            read(r#"{"rule":"reference_letters"}"#).unwrap(),
            Check::ReferenceLetters { least: 2 }
        );
        assert_eq!(
            read(r#"{"rule":"certificate_valid"}"#).unwrap(),
            Check::CertificateValid { on: None }
        );
        assert!(read(r#"{"rule":"documents_present","kinds":["diploma"]}"#).is_err());
        for (name, parameters) in [
            ("registered_for", r#","years":1,"on":"2010-03-01""#),
            ("legal_form", r#","kinds":["association"]"#),
            ("grants_in_period", r#","most":2,"years":5"#),
            ("request_against_budget", r#","times_hundredths":300"#),
        ] {
            let check = read(&format!(r#"{{"rule":"{name}"{parameters}}}"#)).unwrap();
            assert_eq!(check.name(), name);
            assert!(Check::NAMES.contains(&name));
        }
        for name in Check::NAMES {
            let written = format!(r#"{{"rule":"{name}"}}"#);
            if let Ok(check) = read(&written) {
                assert_eq!(check.name(), name);
            }
        }
    }
}
