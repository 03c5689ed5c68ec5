//! Pages and API through the real application, on SQLite in a temporary directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account;
mod agreement;
mod api_acts;
mod api_routes;
mod call;
mod contract;
mod dashboard;
mod documents;
mod evaluation;
mod intake;
mod monitoring;
mod people;
mod proposal;
mod register;
mod registration;
mod scene;
mod screening;
mod selection;
mod uploads;
mod world;
