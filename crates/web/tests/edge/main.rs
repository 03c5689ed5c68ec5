//! Pages and API through the real application, on SQLite in a temporary directory.

mod account;
mod agreement;
mod contract;
mod dashboard;
mod monitoring;
mod people;
mod scene;
mod world;
