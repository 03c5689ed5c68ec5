//! What can go wrong with the database, in words that say what to do.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};
use workflow::ids::CaseId;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is no database address.
    #[error(
        "\"{0}\" is no database address; write sqlite://path/to/minha.db or postgres://user@host/database"
    )]
    Address(String),
    /// The database cannot be reached.
    #[error(
        "the database {database} cannot be reached: {cause}. Check that it runs and that the address is right"
    )]
    Unreachable {
        /// The address without its password.
        database: String,
        /// What the driver says.
        cause: String,
    },
    /// The tables are missing or old.
    #[error(
        "the database is not ready: {pending} change(s) are still to be made. Run `minha migrate` first"
    )]
    NotMigrated {
        /// Migrations to run.
        pending: usize,
    },
    /// The tables are of a later version.
    #[error(
        "the database was made by a later version of Minha (it knows \"{0}\"). Use that version or a newer one"
    )]
    Newer(String),
    /// A migration failed; nothing of it was kept.
    #[error("a change to the database failed and was taken back: {0}")]
    Migration(String),
    /// Somebody else wrote to the case first.
    #[error("somebody else changed this in the meantime")]
    ChangedMeanwhile,
    /// Something unique is there already; the columns that must be unique together, the same on both databases:
    /// `organisations.country, organisations.registration_number`.
    #[error("this exists already ({0})")]
    Duplicate(String),
    /// A value in a row is none that its column can hold: it was changed by hand, or the file is damaged.
    #[error("a value in the database cannot be read: {0}")]
    Unreadable(String),
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
                let columns = unique_columns(info.as_ref());
                // The keys of the record are the optimistic lock.
                if columns.starts_with("events.") || columns.starts_with("cases.") {
                    Self::ChangedMeanwhile
                } else {
                    Self::Duplicate(columns)
                }
            }
            DieselError::DeserializationError(cause) => Self::Unreadable(cause.to_string()),
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => {
                Self::ChangedMeanwhile
            }
            other => Self::Database(other.to_string()),
        }
    }
}

/// The columns of the constraint that was hurt, with their table. SQLite names them in its message ("UNIQUE constraint
/// failed: persons.email"), PostgreSQL in its details ("Key (email)=(…) already exists.").
fn unique_columns(info: &dyn DatabaseErrorInformation) -> String {
    if let Some((_, columns)) = info.message().split_once("UNIQUE constraint failed: ") {
        return columns.to_owned();
    }
    let key = info
        .details()
        .and_then(|details| details.strip_prefix("Key (")?.split_once(")=("));
    match (info.table_name(), key) {
        (Some(table), Some((columns, _))) => columns
            .split(", ")
            .map(|column| format!("{table}.{column}"))
            .collect::<Vec<_>>()
            .join(", "),
        _ => info.constraint_name().unwrap_or("unknown").to_owned(),
    }
}
