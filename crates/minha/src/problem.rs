//! Why a command ends: one line that says what is wrong and what to do, and a code for scripts.

use std::process::ExitCode;

use facility::failure::Failure;
use facility::sanctions::screening::BORN;
use facility::settings::SettingError;
use store::StoreError;

/// Which code the program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything else.
    Other = 1,
    /// The command or a setting is wrong; nothing was touched.
    Usage = 2,
    /// The database cannot be reached or used as it is.
    Database = 3,
    /// What was given to the command cannot be accepted; nothing was kept.
    Input = 4,
    /// The record does not hold.
    Verification = 5,
}

/// The codes, as `--help` tells them.
pub const CODES: &str = "Exit codes:
  0  done
  2  the command or a setting is wrong; nothing was touched
  3  the database cannot be reached, is not migrated, or is of a later version
  4  what was given (a file, an address, a name) cannot be accepted; nothing was kept
  5  the record does not verify
  1  everything else";

/// Why a command ends.
#[derive(Debug)]
pub struct Problem {
    kind: Kind,
    text: String,
}

impl Problem {
    /// A problem in words.
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }

    /// The same with another sentence.
    pub fn adding(self, sentence: &str) -> Self {
        Self {
            text: format!("{}. {sentence}", self.text.trim_end_matches('.')),
            ..self
        }
    }

    /// Tells it on the standard error, in one line, and answers its code.
    pub fn tell(&self) -> ExitCode {
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        eprintln!("minha: {line}");
        ExitCode::from(self.kind as u8)
    }
}

impl From<SettingError> for Problem {
    fn from(error: SettingError) -> Self {
        Self::new(Kind::Usage, error.to_string())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::Address(_) => Kind::Usage,
            StoreError::Unreachable { .. }
            | StoreError::NotMigrated { .. }
            | StoreError::Newer(_)
            | StoreError::Migration(_) => Kind::Database,
            _ => Kind::Other,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error.into(),
            Failure::Invalid(faults) => {
                let said: Vec<String> = faults
                    .iter()
                    .map(|fault| format!("{}: {}", fault.field, in_words(fault.code)))
                    .collect();
                Self::new(Kind::Input, said.join("; "))
            }
            Failure::Refused(_)
            | Failure::Exists(_)
            | Failure::Infected { .. }
            | Failure::BadList(_) => Self::new(Kind::Input, failure.to_string()),
            Failure::ChangedMeanwhile | Failure::NotScanned | Failure::Unexpected(_) => {
                Self::new(Kind::Other, failure.to_string())
            }
        }
    }
}

/// What is wrong with a field, in the words of the pages where they have some for it.
pub fn in_words(code: &str) -> String {
    match code {
        "missing" => "is missing".to_owned(),
        "future" => "lies in the future".to_owned(),
        "unknown-option" => "is none of the names that may stand here".to_owned(),
        "website" => "must begin with https:// or http://".to_owned(),
        "email" => "is no whole e-mail address, such as name@example.org".to_owned(),
        "too-long" => "is too long".to_owned(),
        "characters" => "contains characters that cannot be shown".to_owned(),
        "amount" => "is no amount".to_owned(),
        "no-letters" => "has no letter or figure".to_owned(),
        "born-year" => format!("is no year from {} to {}", BORN.start(), BORN.end()),
        "text" => "is too long or cannot be shown".to_owned(),
        "taken" => "is in use already".to_owned(),
        "password-short" => format!(
            "must have at least {} characters",
            facility::password::FEWEST
        ),
        "password-common" => "is too common; choose another".to_owned(),
        other => other.to_owned(),
    }
}
