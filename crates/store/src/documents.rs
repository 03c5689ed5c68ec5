//! Documents: rows here, contents in the object store under their SHA-256.

mod contents;
mod incoming;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::ids::{CaseId, DocumentId, OrganisationId, PersonId};
use workflow::record::Digest;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{documents as table, organisations};
use crate::sql_types::{Id, Instant};

pub use contents::{ContentStream, Contents};
pub use incoming::Incoming;

/// A version of a document.
#[derive(Clone, Debug, Queryable)]
pub struct DocumentRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: DocumentId,
    /// The document it is a version of: the id of the first version.
    #[diesel(deserialize_as = Id)]
    pub document: DocumentId,
    /// 1 for the first.
    pub version: i32,
    /// Whether no later version has replaced it.
    pub is_current: bool,
    /// Counts up with every change of the document.
    pub changes: i64,
    /// The case it belongs to.
    #[diesel(deserialize_as = Id)]
    pub case: CaseId,
    /// What it is for: the question it answers, or its kind among the documents of an organisation.
    pub purpose: String,
    /// Name for people; never a path.
    pub name: String,
    /// Media type, told from its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content.
    #[diesel(deserialize_as = Vec<u8>)]
    pub digest: Digest,
    /// What is said of it.
    #[diesel(embed)]
    pub description: Description,
    /// Who uploaded it.
    #[diesel(deserialize_as = Id)]
    pub uploaded_by: PersonId,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub uploaded_at: DateTime<Utc>,
    /// When its days were last stated (UTC).
    #[diesel(deserialize_as = Instant)]
    pub stated_at: DateTime<Utc>,
    /// Who removed it.
    pub removed_by: Option<Id>,
    /// When it was removed (UTC).
    pub removed_at: Option<Instant>,
}

/// What people say of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable, serde::Serialize, serde::Deserialize)]
pub struct Description {
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// The first day it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last day it holds.
    pub valid_until: Option<NaiveDate>,
    /// A line about it.
    pub note: Option<String>,
}

/// The columns in the order of [`DocumentRow`].
macro_rules! columns {
    () => {
        (
            table::id,
            table::document_id,
            table::version,
            table::is_current,
            table::changes,
            table::case_id,
            table::purpose,
            table::name,
            table::media_type,
            table::size,
            table::digest,
            (
                table::language,
                table::valid_from,
                table::valid_until,
                table::note,
            ),
            table::uploaded_by,
            table::uploaded_at,
            table::stated_at,
            table::removed_by,
            table::removed_at,
        )
    };
}

/// Adds a version of a document.
pub fn insert(conn: &mut AnyConn, row: &DocumentRow) -> Result<(), StoreError> {
    let said = &row.description;
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id::from(row.id)),
            table::document_id.eq(Id::from(row.document)),
            table::version.eq(row.version),
            table::is_current.eq(row.is_current),
            table::changes.eq(row.changes),
            table::case_id.eq(Id::from(row.case)),
            table::purpose.eq(&row.purpose),
            table::name.eq(&row.name),
            table::media_type.eq(&row.media_type),
            table::size.eq(row.size),
            table::digest.eq(row.digest.0.to_vec()),
            (
                table::language.eq(&said.language),
                table::valid_from.eq(said.valid_from),
                table::valid_until.eq(said.valid_until),
                table::note.eq(&said.note),
            ),
            table::uploaded_by.eq(Id::from(row.uploaded_by)),
            table::uploaded_at.eq(Instant::from(row.uploaded_at)),
            table::stated_at.eq(Instant::from(row.stated_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A version by id.
pub fn find(conn: &mut AnyConn, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
    Ok(table::table
        .select(columns!())
        .filter(table::id.eq(Id::from(id)))
        .first(conn)
        .optional()?)
}

/// The version of a document that counts.
pub fn current(
    conn: &mut AnyConn,
    document: DocumentId,
) -> Result<Option<DocumentRow>, StoreError> {
    Ok(table::table
        .select(columns!())
        .filter(table::document_id.eq(Id::from(document)))
        .filter(table::is_current.eq(true))
        .first(conn)
        .optional()?)
}

/// The documents of a case with all their versions, in the order in which they were uploaded.
pub fn of_case(conn: &mut AnyConn, case: CaseId) -> Result<Vec<DocumentRow>, StoreError> {
    Ok(table::table
        .select(columns!())
        .filter(table::case_id.eq(Id::from(case)))
        .order(table::id)
        .load(conn)?)
}

/// The versions that count, are not removed, and whose last day is between two days, both included.
pub fn ending(
    conn: &mut AnyConn,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<DocumentRow>, StoreError> {
    Ok(table::table
        .select(columns!())
        .filter(table::is_current.eq(true))
        .filter(table::removed_at.is_null())
        .filter(table::valid_until.between(from, until))
        .order(table::id)
        .load(conn)?)
}

/// Organisations whose registration counts as complete although a document of theirs has expired before a day.
pub fn complete_with_expired(
    conn: &mut AnyConn,
    today: NaiveDate,
) -> Result<Vec<OrganisationId>, StoreError> {
    let expired = table::table
        .filter(table::is_current.eq(true))
        .filter(table::removed_at.is_null())
        .filter(table::valid_until.lt(today))
        .select(table::case_id);
    let ids: Vec<Id> = organisations::table
        .filter(organisations::complete.eq(true))
        .filter(organisations::id.eq_any(expired))
        .order(organisations::id)
        .select(organisations::id)
        .load(conn)?;
    Ok(ids.into_iter().map(OrganisationId::from).collect())
}

/// Puts a new version in the place of the one that counted, as it was read. Errors when that has changed since.
pub fn replace(
    conn: &mut AnyConn,
    before: &DocumentRow,
    after: &DocumentRow,
) -> Result<(), StoreError> {
    let updated = diesel::update(
        table::table
            .filter(table::id.eq(Id::from(before.id)))
            .filter(table::changes.eq(before.changes))
            .filter(table::is_current.eq(true)),
    )
    .set(table::is_current.eq(false))
    .execute(conn)?;
    once(updated)?;
    insert(conn, after)
}

/// Writes what is said of the version that counts, and its kind. Errors when it has changed since it was read.
pub fn describe(
    conn: &mut AnyConn,
    before: &DocumentRow,
    purpose: &str,
    said: &Description,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let updated = diesel::update(
        table::table
            .filter(table::id.eq(Id::from(before.id)))
            .filter(table::changes.eq(before.changes)),
    )
    .set((
        table::purpose.eq(purpose),
        table::language.eq(&said.language),
        table::valid_from.eq(said.valid_from),
        table::valid_until.eq(said.valid_until),
        table::note.eq(&said.note),
        table::stated_at.eq(Instant::from(at)),
        table::changes.eq(before.changes + 1),
    ))
    .execute(conn)?;
    once(updated)
}

/// Marks a document as removed. Errors when it has changed since it was read.
pub fn remove(
    conn: &mut AnyConn,
    before: &DocumentRow,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let updated = diesel::update(
        table::table
            .filter(table::id.eq(Id::from(before.id)))
            .filter(table::changes.eq(before.changes)),
    )
    .set((
        table::removed_by.eq(Id::from(by)),
        table::removed_at.eq(Instant::from(at)),
        table::changes.eq(before.changes + 1),
    ))
    .execute(conn)?;
    once(updated)
}

fn once(updated: usize) -> Result<(), StoreError> {
    if updated == 1 {
        Ok(())
    } else {
        Err(StoreError::ChangedMeanwhile)
    }
}
