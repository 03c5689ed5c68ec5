//! Projections: the rows that show a case's state, computed from the state as a whole. Verification computes them again
//! from the replayed chain and compares.

mod batches;
pub mod call;
pub mod grant;
mod letters;
pub mod organisation;
pub mod proposal;

use std::fmt::Debug;

/// Where a row does not show what the chain says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The table.
    pub table: &'static str,
    /// What differs, as the chain has it and as the table has it.
    pub what: String,
}

/// Compares what the chain says with what the table holds.
pub(crate) fn compare<R: Debug + PartialEq>(
    table: &'static str,
    chain: &R,
    held: Option<&R>,
) -> Option<Mismatch> {
    if held == Some(chain) {
        return None;
    }
    let held = held.map_or_else(|| "no row".to_owned(), |row| format!("{row:?}"));
    Some(Mismatch {
        table,
        what: format!("the chain says {chain:?}; the table holds {held}"),
    })
}
