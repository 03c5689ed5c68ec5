//! Pages and API through the real application, on SQLite in a temporary directory.

mod account;
mod api_acts;
mod api_routes;
mod evaluation;
mod scene;
mod screening;
mod selection;
mod agreement;
mod contract;
mod dashboard;
mod monitoring;
mod people;
mod world;
