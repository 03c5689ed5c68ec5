//! The store's suite: every test runs on SQLite and on PostgreSQL, each on a database of its own.
//!
//! PostgreSQL is the server that `MINHA_TEST_POSTGRES_URL` names (`tests/postgres.sh start` starts one). Without it that
//! half fails, unless `MINHA_TEST_SQLITE_ONLY=1` says to leave it out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;
mod story;

mod accounts;
mod applicants;
mod batches;
mod concurrency;
mod connection;
mod documents;
mod drafts;
mod evaluation_desk;
mod evaluators;
mod funnel;
mod letters;
mod life;
mod migrations;
mod outbox;
mod people;
mod record;
mod register;
mod registers;
mod rule_runs;
mod sanctions;
mod scope;
mod screening;
mod verification;
mod views;
