//! Pages and API through the real application, on SQLite in a temporary directory.

mod account;
mod api_acts;
mod api_routes;
mod call;
mod documents;
mod evaluation;
mod intake;
mod proposal;
mod registration;
mod scene;
mod screening;
mod selection;
mod world;
