//! What can go wrong with the database, in words that say what to do.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use workflow::ids::CaseId;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is no database address.
    #[error("\"{0}\" is no database address; write sqlite://path/to/minha.db or postgres://user@host/database")]
    Address(String),
    /// The database cannot be reached.
    #[error("the database {database} cannot be reached: {cause}. Check that it runs and that the address is right")]
    Unreachable {
        /// The address without its password.
        database: String,
        /// What the driver says.
        cause: String,
    },
    /// The tables are missing or old.
    #[error("the database is not ready: {pending} change(s) are still to be made. Run `minha migrate` first")]
    NotMigrated {
        /// Migrations to run.
        pending: usize,
    },
    /// The tables are of a later version.
    #[error("the database was made by a later version of Minha (it knows \"{0}\"). Use that version or a newer one")]
    Newer(String),
    /// A migration failed; nothing of it was kept.
    #[error("a change to the database failed and was taken back: {0}")]
    Migration(String),
    /// Somebody else wrote to the case first.
    #[error("somebody else changed this in the meantime")]
    ChangedMeanwhile,
    /// Something unique is there already.
    #[error("this exists already ({0})")]
    Duplicate(String),
    /// The record does not hold.
    #[error("case {case}, event {seq}: {what}")]
    Corrupt {
        /// The case.
        case: CaseId,
        /// Place in the chain.
        seq: i64,
        /// What is wrong.
        what: String,
    },
    /// Everything else.
    #[error("the database answered: {0}")]
    Database(String),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                let name = info.constraint_name().unwrap_or_else(|| info.message()).to_owned();
                if name.contains("events_pkey") || name.contains("events.case_id") {
                    Self::ChangedMeanwhile
                } else {
                    Self::Duplicate(name)
                }
            }
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::ChangedMeanwhile,
            other => Self::Database(other.to_string()),
        }
    }
}
