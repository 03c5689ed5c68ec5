//! Variants of the list under the ceiling that people have saved.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{board_variants as table, persons};
use crate::sql_types::{Id, Instant};

/// A saved variant.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct VariantRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// Its name, once for each call.
    pub name: String,
    /// Its settings, JSON.
    pub settings: String,
    /// Who saved it.
    #[diesel(deserialize_as = Id)]
    pub author: PersonId,
    /// Their name.
    pub author_name: String,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
}

/// The variants of a call, oldest first.
pub fn of_call(conn: &mut AnyConn, call: CallId) -> Result<Vec<VariantRow>, StoreError> {
    Ok(table::table
        .inner_join(persons::table.on(persons::id.eq(table::author_id)))
        .filter(table::call_id.eq(Id::from(call)))
        .order((table::created_at, table::id))
        .select((
            table::id,
            table::name,
            table::settings,
            table::author_id,
            persons::name,
            table::created_at,
        ))
        .load(conn)?)
}

/// Keeps a new variant; its name is not taken yet in the call.
pub fn insert(conn: &mut AnyConn, call: CallId, variant: &VariantRow) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(variant.id)),
            table::call_id.eq(Id::from(call)),
            table::author_id.eq(Id::from(variant.author)),
            table::name.eq(&variant.name),
            table::settings.eq(&variant.settings),
            table::created_at.eq(Instant::from(variant.created_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes a person's own variant of a call. Answers whether there was one.
pub fn delete(
    conn: &mut AnyConn,
    call: CallId,
    author: PersonId,
    id: Uuid,
) -> Result<bool, StoreError> {
    let own = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::author_id.eq(Id::from(author)));
    Ok(diesel::delete(own).execute(conn)? > 0)
}
