//! Names of organisations and people, compared across scripts and spellings, and the United Nations Security Council
//! Consolidated List read and screened with them.
//!
//! Pure: no clock, no chance, no files. The same names give the same answer on every machine.

pub mod consolidated_list;
