//! Why a use case does not do what was asked; translated at the edge.

use names::consolidated_list::ListFault;
use store::StoreError;
use workflow::form::AnswerFault;
use workflow::refusal::Refusal;

/// A field of a form or of a request, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldFault {
    /// Name of the field.
    pub field: String,
    /// Code of the fault, a key of the texts `fault-…`.
    pub code: &'static str,
}

/// Why a use case does not do what was asked. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Fields are missing or wrong.
    #[error("some fields are missing or wrong")]
    Invalid(Vec<FieldFault>),
    /// Somebody changed the case between reading and writing.
    #[error("somebody else changed this in the meantime")]
    ChangedMeanwhile,
    /// A file is not the sanctions list it should be; the fault names the line.
    #[error(transparent)]
    BadList(#[from] ListFault),
    /// Something with this name or number exists already.
    #[error("{0} exists already")]
    Exists(&'static str),
    /// The scanner has found something harmful in a document.
    #[error("the document holds {found}")]
    Infected {
        /// What it has found, as it calls it.
        found: String,
    },
    /// Nothing can scan a document now; it is to be sent again later.
    #[error("no document can be scanned at the moment")]
    NotScanned,
    /// The database.
    #[error(transparent)]
    Store(StoreError),
    /// What must not happen; logged, and shown as an error with its request id.
    #[error("{0}")]
    Unexpected(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ChangedMeanwhile => Self::ChangedMeanwhile,
            // Another application of the organisation was received at the same instant.
            StoreError::Duplicate(columns) if columns.starts_with("call_applicants.") => {
                Self::Refused(Refusal::AlreadyApplied)
            }
            error => Self::Store(error),
        }
    }
}

impl Failure {
    /// Whether the same might succeed a little later, without anybody changing anything.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NotScanned | Self::Store(_) | Self::Unexpected(_) | Self::ChangedMeanwhile
        )
    }

    /// The case does not exist, or not for this person: the two are never told apart.
    pub const fn hidden() -> Self {
        Self::Refused(Refusal::Hidden)
    }

    /// Faults of answers.
    pub const fn answers(faults: Vec<AnswerFault>) -> Self {
        Self::Refused(Refusal::Answers { faults })
    }

    /// A single wrong field.
    pub fn field(field: &str, code: &'static str) -> Self {
        Self::Invalid(vec![FieldFault {
            field: field.to_owned(),
            code,
        }])
    }
}
