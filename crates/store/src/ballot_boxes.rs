//! The boxes of secret votes: one row a file, without people and times.
//!
//! A row is written whole, so that nothing of the order of votes is left in it.

use diesel::prelude::*;
use workflow::ids::ProposalId;
use workflow::selection::Sealed;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::ballot_boxes as table;
use crate::sql_types::Id;

/// The ballots held for a vote on a file; none before the first, and none of an earlier vote.
pub fn held(conn: &mut AnyConn, id: ProposalId, round: u32) -> Result<Vec<Sealed>, StoreError> {
    let row: Option<(i32, String)> = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .select((table::round, table::held))
        .first(conn)
        .optional()?;
    match row {
        Some((of, held)) if u32::try_from(of) == Ok(round) => serde_json::from_str(&held)
            .map_err(|error| StoreError::Unreadable(format!("ballot_boxes: {error}"))),
        _ => Ok(Vec::new()),
    }
}

/// Puts the ballots of a vote in place of what was held.
pub fn keep(
    conn: &mut AnyConn,
    id: ProposalId,
    round: u32,
    held: &[Sealed],
) -> Result<(), StoreError> {
    empty(conn, id)?;
    let held = serde_json::to_string(held)
        .map_err(|error| StoreError::Unreadable(format!("ballot_boxes: {error}")))?;
    diesel::insert_into(table::table)
        .values((
            table::proposal_id.eq(Id::from(id)),
            table::round.eq(i32::try_from(round).unwrap_or(i32::MAX)),
            table::held.eq(held),
        ))
        .execute(conn)?;
    Ok(())
}

/// Empties the box of a file.
pub fn empty(conn: &mut AnyConn, id: ProposalId) -> Result<(), StoreError> {
    diesel::delete(table::table.filter(table::proposal_id.eq(Id::from(id)))).execute(conn)?;
    Ok(())
}
