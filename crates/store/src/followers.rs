//! Who follows a call, to be told of answers to questions about it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, PersonId};

use crate::error::StoreError;
use crate::schema::call_followers as table;
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// Lets a person follow a call; once more changes nothing.
pub fn add(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = (
        table::call_id.eq(Id::from(call)),
        table::person_id.eq(Id::from(person)),
        table::since.eq(Instant::from(at)),
    );
    on_backend!(conn, |c| diesel::insert_into(table::table)
        .values(row)
        .on_conflict((table::call_id, table::person_id))
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// Lets a person follow a call no longer.
pub fn remove(conn: &mut AnyConn, call: CallId, person: PersonId) -> Result<(), StoreError> {
    let own = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::person_id.eq(Id::from(person)));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Whether a person follows a call.
pub fn follows(conn: &mut AnyConn, call: CallId, person: PersonId) -> Result<bool, StoreError> {
    let own = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::person_id.eq(Id::from(person)));
    let count: i64 = own.count().get_result(conn)?;
    Ok(count > 0)
}

/// Everybody who follows a call.
pub fn of_call(conn: &mut AnyConn, call: CallId) -> Result<Vec<PersonId>, StoreError> {
    let found: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .order(table::person_id)
        .select(table::person_id)
        .load(conn)?;
    Ok(found.into_iter().map(PersonId::from).collect())
}
