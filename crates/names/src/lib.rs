//! Names of organisations and people, compared across scripts and spellings, and the United Nations Security Council
//! Consolidated List read and screened with them.
//!
//! Pure: no clock, no chance, no files. The same names give the same answer on every machine. `docs/sanctions.md` says
//! how names are compared and how well that works.

mod alike;
pub mod consolidated_list;
pub mod screening;
mod similarity;
mod written;

pub use alike::How;
pub use similarity::{Compared, Part, similarity};
