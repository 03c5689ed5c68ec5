//! Pages and API through the real application, on SQLite in a temporary directory.

mod account;
mod world;
