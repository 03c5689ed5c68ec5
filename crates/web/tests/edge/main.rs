//! Pages and API through the real application, on SQLite in a temporary directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account;
mod agreement;
mod api_acts;
mod api_diligence;
mod api_routes;
mod applying;
mod applying_ahead;
mod broken_lines;
mod builder;
mod call;
mod clarifications;
mod contract;
mod dashboard;
mod diligence;
mod documents;
mod dossiers;
mod evaluation;
mod form_revisions;
mod forms;
mod intake;
mod monitoring;
mod organisation_documents;
mod organisation_people;
mod people;
mod proposal;
mod register;
mod registration;
mod sanctions;
mod scanning;
mod scene;
mod screening;
mod selection;
mod submitting;
mod uploads;
mod world;
