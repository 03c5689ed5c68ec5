//! The tables: SQLite and PostgreSQL behind one code. Knows rows, not rules.

pub mod accounts;
pub mod applicants;
pub mod calls;
pub mod cases;
pub mod clarification_answers;
pub mod connection;
pub mod documents;
pub mod drafts;
pub mod due_diligence;
pub mod duplicates;
pub mod error;
pub mod followers;
pub mod funnel;
pub mod grants;
pub mod invitations;
pub mod join_requests;
mod migrations;
pub mod organisations;
pub mod outbox;
pub mod people;
mod projection;
pub mod proposals;
pub mod record;
pub mod register;
pub mod sanctions;
mod schema;
pub mod screening_loads;
pub mod screening_notes;
pub mod search;
pub mod settings;
pub mod sql_types;
pub mod uploads;
pub mod verification;
pub mod views;

pub use connection::{AnyConn, DatabaseUrl, Store};
pub use error::StoreError;
