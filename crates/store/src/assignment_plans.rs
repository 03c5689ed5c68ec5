//! Plans of assignments while they are looked at: one for each officer and call.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, PersonId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::assignment_plans as table;
use crate::sql_types::{Id, Instant};

/// The plan a person keeps for a call, as JSON, and when it was last changed (UTC).
pub fn find(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
) -> Result<Option<(String, DateTime<Utc>)>, StoreError> {
    let row: Option<(String, Instant)> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::person_id.eq(Id::from(person)))
        .select((table::plan, table::made_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(plan, at)| (plan, at.into())))
}

/// Keeps a plan in place of the one before.
pub fn save(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
    plan: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = (
        table::call_id.eq(Id::from(call)),
        table::person_id.eq(Id::from(person)),
        table::plan.eq(plan),
        table::made_at.eq(Instant::from(at)),
    );
    delete(conn, call, person)?;
    diesel::insert_into(table::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Gives a plan up.
pub fn delete(conn: &mut AnyConn, call: CallId, person: PersonId) -> Result<(), StoreError> {
    let own = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::person_id.eq(Id::from(person)));
    diesel::delete(own).execute(conn)?;
    Ok(())
}
