//! Uploads: what is arriving in pieces, and how much of it is here.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{DocumentId, PersonId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::uploads as table;
use crate::sql_types::{Id, Instant};

/// An upload.
#[derive(Clone, Debug, Queryable)]
pub struct UploadRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// Whose it is.
    #[diesel(deserialize_as = Id)]
    pub person: PersonId,
    /// What it will become, as JSON.
    pub target: String,
    /// The name of the file as it was given.
    pub name: String,
    /// Bytes it will have.
    pub length: i64,
    /// Bytes that are on the disk for certain.
    pub received: i64,
    /// The document it has become.
    pub document: Option<Id>,
    /// When it was begun (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
    /// When it is given up (UTC).
    #[diesel(deserialize_as = Instant)]
    pub expires_at: DateTime<Utc>,
}

/// Adds an upload of which nothing has arrived.
pub fn insert(conn: &mut AnyConn, row: &UploadRow) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(row.id)),
            table::person_id.eq(Id::from(row.person)),
            table::target.eq(&row.target),
            table::name.eq(&row.name),
            table::length.eq(row.length),
            table::received.eq(row.received),
            table::created_at.eq(Instant::from(row.created_at)),
            table::expires_at.eq(Instant::from(row.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An upload of a person.
pub fn find(
    conn: &mut AnyConn,
    id: Uuid,
    person: PersonId,
) -> Result<Option<UploadRow>, StoreError> {
    Ok(table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::person_id.eq(Id::from(person)))
        .first(conn)
        .optional()?)
}

/// How many uploads of a person have not become a document and are not given up.
pub fn open(conn: &mut AnyConn, person: PersonId, now: DateTime<Utc>) -> Result<i64, StoreError> {
    Ok(table::table
        .filter(table::person_id.eq(Id::from(person)))
        .filter(table::document_id.is_null())
        .filter(table::expires_at.gt(Instant::from(now)))
        .count()
        .get_result(conn)?)
}

/// Notes how many bytes are on the disk.
pub fn received(conn: &mut AnyConn, id: Uuid, bytes: i64) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Id(id))))
        .set(table::received.eq(bytes))
        .execute(conn)?;
    Ok(())
}

/// Notes the document it has become.
pub fn became(conn: &mut AnyConn, id: Uuid, document: DocumentId) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Id(id))))
        .set(table::document_id.eq(Id::from(document)))
        .execute(conn)?;
    Ok(())
}

/// Removes an upload.
pub fn remove(conn: &mut AnyConn, id: Uuid) -> Result<(), StoreError> {
    diesel::delete(table::table.filter(table::id.eq(Id(id)))).execute(conn)?;
    Ok(())
}

/// Uploads to be given up by now.
pub fn expired(conn: &mut AnyConn, now: DateTime<Utc>) -> Result<Vec<Uuid>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::expires_at.le(Instant::from(now)))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(Uuid::from).collect())
}

/// Whether there is an upload of this id, whoever's.
pub fn is_known(conn: &mut AnyConn, id: Uuid) -> Result<bool, StoreError> {
    let found: Option<Id> = table::table
        .filter(table::id.eq(Id(id)))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}
