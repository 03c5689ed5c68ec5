//! The use cases: one function for each thing a person can do, one query for each thing a person can see. Pages, API,
//! command line and jobs all come in here.

use std::sync::Arc;

use store::Store;
use store::documents::Contents;

pub mod accounts;
pub mod agreement;
pub mod calendar;
pub mod call;
pub mod cases;
pub mod clarifications;
pub mod clock;
pub mod co_applicants;
pub mod conflicts;
pub mod dashboard;
pub mod demonstration;
pub mod documents;
pub mod dossier;
pub mod due_diligence;
pub mod evaluation;
pub mod evaluators;
pub mod export;
pub mod failure;
pub mod form;
pub mod grid;
pub mod import;
pub mod intake;
pub mod jobs;
pub mod least_monitoring;
pub mod letters;
pub mod mail;
pub mod monitoring;
pub mod network;
mod notices;
pub mod operator;
pub mod outbox;
pub mod password;
pub mod payments;
pub mod people;
pub mod proposal;
pub mod register;
pub mod registration;
pub mod repeat;
pub mod results;
pub mod roles;
pub mod sanctions;
pub mod screening;
pub mod selection;
pub mod settings;
pub mod verify;
pub mod views;
pub mod work;

pub use failure::{Failure, FieldFault};
pub use store::StoreError;

/// The facility: its data, its documents and its clock. Cheap to clone.
#[derive(Clone)]
pub struct Facility {
    /// Tables.
    pub store: Store,
    /// Contents of documents.
    pub contents: Contents,
    /// The rules of due diligence.
    pub rules: Arc<workflow::due_diligence::DueDiligence>,
    /// Scans what people upload.
    pub scanner: documents::scanning::Scanner,
    /// Where the time comes from.
    pub clock: Arc<dyn clock::Clock>,
}
