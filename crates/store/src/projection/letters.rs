//! What `letter_releases` shows of the letters of a call: the moment at which they are to be sent.

use diesel::prelude::*;
use workflow::call::Call;

use super::{Mismatch, compare};
use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::letter_releases as table;
use crate::sql_types::{Id, Instant};

#[derive(Clone, Debug, PartialEq, Queryable)]
struct Shown {
    call_id: Id,
    release_at: Instant,
    release_by: Id,
}

fn shown(call: &Call) -> Option<Shown> {
    let planned = call.letters.planned.as_ref()?;
    Some(Shown {
        call_id: call.id.into(),
        release_at: planned.at.into(),
        release_by: planned.by.into(),
    })
}

/// Writes the moment when it has changed.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Call>,
    after: &Call,
) -> Result<(), StoreError> {
    let row = shown(after);
    if before.and_then(shown) == row {
        return Ok(());
    }
    diesel::delete(table::table.filter(table::call_id.eq(Id::from(after.id)))).execute(conn)?;
    if let Some(row) = row {
        diesel::insert_into(table::table)
            .values((
                table::call_id.eq(row.call_id),
                table::release_at.eq(row.release_at),
                table::release_by.eq(row.release_by),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Where the row does not show the state.
pub(crate) fn mismatch(conn: &mut AnyConn, state: &Call) -> Result<Option<Mismatch>, StoreError> {
    let held: Option<Shown> = table::table
        .filter(table::call_id.eq(Id::from(state.id)))
        .first(conn)
        .optional()?;
    Ok(compare("letter_releases", &shown(state), Some(&held)))
}
