//! Calls.

use diesel::prelude::*;
use workflow::call::CallStatus;
use workflow::ids::CallId;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::calls as table;
use crate::sql_types::Id;

/// A call in a list.
#[derive(Clone, Debug, Queryable)]
pub struct CallRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: CallId,
    /// Code.
    pub code: String,
    /// Title in the first call language.
    pub title: String,
    /// Status.
    #[diesel(deserialize_as = String)]
    pub status: CallStatus,
}

/// The call with a code.
pub fn with_code(conn: &mut AnyConn, code: &str) -> Result<Option<CallId>, StoreError> {
    let id: Option<Id> = table::table
        .filter(table::code.eq(code))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(CallId::from))
}

/// A page of calls, oldest first.
pub fn list(
    conn: &mut AnyConn,
    after: Option<CallId>,
    limit: i64,
) -> Result<Vec<CallRow>, StoreError> {
    let columns = (table::id, table::code, table::title, table::status);
    let mut query = table::table
        .select(columns)
        .order(table::id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(table::id.gt(Id::from(after)));
    }
    Ok(query.load(conn)?)
}

/// The next reference number of a call; each is given once.
pub fn next_number(conn: &mut AnyConn, id: CallId) -> Result<i64, StoreError> {
    let call = table::table.filter(table::id.eq(Id::from(id)));
    diesel::update(call)
        .set(table::last_number.eq(table::last_number + 1))
        .execute(conn)?;
    Ok(table::table
        .filter(table::id.eq(Id::from(id)))
        .select(table::last_number)
        .first(conn)?)
}
