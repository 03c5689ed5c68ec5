//! Pages and API through the real application, on SQLite in a temporary directory.

mod account;
mod agreement;
mod api_acts;
mod api_routes;
mod contract;
mod dashboard;
mod evaluation;
mod monitoring;
mod people;
mod call;
mod documents;
mod intake;
mod proposal;
mod registration;
mod scene;
mod screening;
mod selection;
mod world;
