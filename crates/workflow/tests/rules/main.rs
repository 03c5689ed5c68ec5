//! The rules of the domain, tried from outside: tables walked, access held against its matrix, boundaries met exactly,
//! random lives replayed, and small models searched whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod lives;
mod people;
mod say;
mod scene;
mod walk;

mod access;
mod agreements;
mod amounts;
mod award_model;
mod batches;
mod calendar;
mod cases;
mod clarifications;
mod criteria;
mod criterion_faults;
mod days;
mod diligence;
mod documents;
mod duties;
mod evaluation;
mod form_faults;
mod forms;
mod grants;
mod interest;
mod letters;
mod payment_model;
mod payments;
mod publication;
mod random;
mod revisions;
mod risk;
mod scoring;
mod screening;
mod session_model;
mod sittings;
mod stage_rules;
mod stages;
mod submitting;
mod tranches;
mod values;
