//! Views people have saved: searches and filters they come back to.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::PersonId;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::saved_views as table;
use crate::sql_types::{Id, Instant};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct SavedView {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// Its name, one for each person and room.
    pub name: String,
    /// The query, as in the address of the page.
    pub query: String,
    /// Whether the room opens with it.
    pub standard: bool,
}

/// A person's views of a room, by name.
pub fn of_person(
    conn: &mut AnyConn,
    person: PersonId,
    room: &str,
) -> Result<Vec<SavedView>, StoreError> {
    Ok(table::table
        .filter(table::person_id.eq(Id::from(person)))
        .filter(table::room.eq(room))
        .order(table::name)
        .select((table::id, table::name, table::query, table::standard))
        .load(conn)?)
}

/// Keeps a view; one of the same name is replaced. A standard view takes the place of the one before. Answers its id.
pub fn save(
    conn: &mut AnyConn,
    person: PersonId,
    room: &str,
    view: &SavedView,
    at: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let own = || {
        table::table
            .filter(table::person_id.eq(Id::from(person)))
            .filter(table::room.eq(room))
    };
    if view.standard {
        diesel::update(own())
            .set(table::standard.eq(false))
            .execute(conn)?;
    }
    let known: Option<Id> = own()
        .filter(table::name.eq(&view.name))
        .select(table::id)
        .first(conn)
        .optional()?;
    if let Some(id) = known {
        diesel::update(table::table.filter(table::id.eq(id)))
            .set((
                table::query.eq(&view.query),
                table::standard.eq(view.standard),
            ))
            .execute(conn)?;
        return Ok(id.0);
    }
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(view.id)),
            table::person_id.eq(Id::from(person)),
            table::room.eq(room),
            table::name.eq(&view.name),
            table::query.eq(&view.query),
            table::standard.eq(view.standard),
            table::created_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(view.id)
}

/// Deletes a person's view. Answers whether there was one.
pub fn delete(conn: &mut AnyConn, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
    let own = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::person_id.eq(Id::from(person)));
    Ok(diesel::delete(own).execute(conn)? > 0)
}
