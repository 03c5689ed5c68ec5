//! The real program, run as an operator runs it, each time on a directory and a database of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod demonstration;
mod faults;
mod harness;
mod import;
mod people;
mod power_cut;
mod receipt;
mod record;
mod sanctions;
mod select;
mod serving;
