//! Sanctions lists: every version that was read, their entries, the matches under review, and screenings of the whole
//! register.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::due_diligence::MatchStatus;
use workflow::ids::{OrganisationId, PersonId};
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::{
    organisations, sanctions_entries as entries, sanctions_list_entries as listed,
    sanctions_lists as lists, sanctions_matches as matches, screening_runs as runs,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// A version of a list.
#[derive(Clone, Debug, Queryable)]
pub struct ListRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Id,
    /// SHA-256 of the file.
    #[diesel(deserialize_as = Vec<u8>)]
    pub digest: Digest,
    /// The day the file says it was made on.
    pub generated_on: Option<NaiveDate>,
    /// When it was read (UTC).
    #[diesel(deserialize_as = Instant)]
    pub imported_at: DateTime<Utc>,
    /// Who read it; nobody when it was done from the command line.
    pub imported_by: Option<Id>,
    /// People on it.
    pub individuals: i32,
    /// Organisations on it.
    pub entities: i32,
    /// What was odd in the file, as JSON.
    pub notes: String,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct EntryRow {
    /// SHA-256 of the content.
    pub digest: Digest,
    /// Reference: `QDi.012`.
    pub reference: String,
    /// `individual` or `entity`.
    pub kind: String,
    /// The entry as canonical JSON.
    pub content: String,
}

/// Adds a list with its entries in their order; entries known from earlier lists are not kept twice.
///
/// Errors with [`StoreError::Duplicate`] when the same file was read before.
pub fn insert_list(
    conn: &mut AnyConn,
    list: &ListRow,
    content: &[EntryRow],
) -> Result<(), StoreError> {
    diesel::insert_into(lists::table)
        .values((
            lists::id.eq(list.id),
            lists::digest.eq(list.digest.0.to_vec()),
            lists::generated_on.eq(list.generated_on),
            lists::imported_at.eq(Instant::from(list.imported_at)),
            lists::imported_by.eq(list.imported_by),
            lists::individuals.eq(list.individuals),
            lists::entities.eq(list.entities),
            lists::notes.eq(&list.notes),
        ))
        .execute(conn)?;
    for (position, entry) in (0_i32..).zip(content) {
        let digest = entry.digest.0.to_vec();
        let row = (
            entries::digest.eq(digest.clone()),
            entries::reference.eq(&entry.reference),
            entries::kind.eq(&entry.kind),
            entries::content.eq(&entry.content),
        );
        on_backend!(conn, |c| diesel::insert_into(entries::table)
            .values(row)
            .on_conflict(entries::digest)
            .do_nothing()
            .execute(c))?;
        diesel::insert_into(listed::table)
            .values((
                listed::list_id.eq(list.id),
                listed::position.eq(position),
                listed::digest.eq(digest),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Every list, the one read last first.
pub fn all_lists(conn: &mut AnyConn) -> Result<Vec<ListRow>, StoreError> {
    Ok(lists::table
        .order((lists::imported_at.desc(), lists::id.desc()))
        .load(conn)?)
}

/// The list read last.
pub fn latest_list(conn: &mut AnyConn) -> Result<Option<ListRow>, StoreError> {
    Ok(lists::table
        .order((lists::imported_at.desc(), lists::id.desc()))
        .first(conn)
        .optional()?)
}

/// The list of a file, by the file's SHA-256.
pub fn list_of_file(conn: &mut AnyConn, digest: Digest) -> Result<Option<ListRow>, StoreError> {
    Ok(lists::table
        .filter(lists::digest.eq(digest.0.to_vec()))
        .first(conn)
        .optional()?)
}

type EntryColumns = (Vec<u8>, String, String, String);

fn entry_row((digest, reference, kind, content): EntryColumns) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        digest: Digest::try_from(digest).map_err(|what| StoreError::Unreadable(what.to_owned()))?,
        reference,
        kind,
        content,
    })
}

/// The entries of a list in their order.
pub fn entries_of(conn: &mut AnyConn, list: Uuid) -> Result<Vec<EntryRow>, StoreError> {
    let rows: Vec<EntryColumns> = listed::table
        .inner_join(entries::table.on(entries::digest.eq(listed::digest)))
        .filter(listed::list_id.eq(Id(list)))
        .order(listed::position)
        .select(entries::all_columns)
        .load(conn)?;
    rows.into_iter().map(entry_row).collect()
}

/// An entry by its digest.
pub fn entry(conn: &mut AnyConn, digest: Digest) -> Result<Option<EntryRow>, StoreError> {
    let row: Option<EntryColumns> = entries::table
        .filter(entries::digest.eq(digest.0.to_vec()))
        .first(conn)
        .optional()?;
    row.map(entry_row).transpose()
}

/// Place of a match in the list of matches.
pub type MatchPlace = (OrganisationId, u32);

/// Matches of a status after a place, by organisation and number.
pub fn matches_of_status(
    conn: &mut AnyConn,
    status: MatchStatus,
    after: Option<MatchPlace>,
    limit: i64,
) -> Result<Vec<MatchPlace>, StoreError> {
    let mut query = matches::table
        .inner_join(organisations::table)
        .filter(organisations::merged_into.is_null())
        .filter(matches::status.eq(status.name()))
        .order((matches::organisation_id, matches::number))
        .select((matches::organisation_id, matches::number))
        .limit(limit)
        .into_boxed();
    if let Some((organisation, number)) = after {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let later = matches::organisation_id
            .eq(Id::from(organisation))
            .and(matches::number.gt(number));
        query = query.filter(
            matches::organisation_id
                .gt(Id::from(organisation))
                .or(later),
        );
    }
    let rows: Vec<(Id, i32)> = query.load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, number)| Some((id.into(), u32::try_from(number).ok()?)))
        .collect())
}

/// Whether an organisation has a match that has not ended.
pub fn has_standing(conn: &mut AnyConn, id: OrganisationId) -> Result<bool, StoreError> {
    let standing = matches::table
        .filter(matches::organisation_id.eq(Id::from(id)))
        .filter(matches::status.ne(MatchStatus::Ended.name()));
    Ok(diesel::select(diesel::dsl::exists(standing)).get_result(conn)?)
}

/// How many matches have a status.
pub fn count_matches(conn: &mut AnyConn, status: MatchStatus) -> Result<i64, StoreError> {
    Ok(matches::table
        .filter(matches::status.eq(status.name()))
        .count()
        .get_result(conn)?)
}

/// A screening of the whole register against a list.
#[derive(Clone, Debug, Queryable)]
pub struct RunRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Id,
    /// The list.
    #[diesel(deserialize_as = Id)]
    pub list: Id,
    /// When it began (UTC).
    #[diesel(deserialize_as = Instant)]
    pub started_at: DateTime<Utc>,
    /// The last organisation looked at.
    pub after: Option<Id>,
    /// Organisations there were when it began.
    pub total: i32,
    /// Organisations looked at.
    pub done: i32,
    /// New matches.
    pub found: i32,
    /// When it ended (UTC).
    pub finished_at: Option<Instant>,
}

/// Begins a screening; one of an earlier list that has not ended is over.
pub fn begin_run(
    conn: &mut AnyConn,
    list: Uuid,
    total: i64,
    at: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    diesel::update(runs::table.filter(runs::finished_at.is_null()))
        .set(runs::finished_at.eq(Instant::from(at)))
        .execute(conn)?;
    let id = Uuid::now_v7();
    diesel::insert_into(runs::table)
        .values((
            runs::id.eq(Id(id)),
            runs::list_id.eq(Id(list)),
            runs::started_at.eq(Instant::from(at)),
            runs::after_id.eq(None::<Id>),
            runs::total.eq(i32::try_from(total).unwrap_or(i32::MAX)),
            runs::done.eq(0),
            runs::found.eq(0),
            runs::finished_at.eq(None::<Instant>),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Notes how far a screening has come.
pub fn write_run(conn: &mut AnyConn, run: &RunRow) -> Result<(), StoreError> {
    diesel::update(runs::table.filter(runs::id.eq(run.id)))
        .set((
            runs::after_id.eq(run.after),
            runs::done.eq(run.done),
            runs::found.eq(run.found),
            runs::finished_at.eq(run.finished_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The screening that has not ended.
pub fn open_run(conn: &mut AnyConn) -> Result<Option<RunRow>, StoreError> {
    Ok(runs::table
        .filter(runs::finished_at.is_null())
        .order((runs::started_at.desc(), runs::id.desc()))
        .first(conn)
        .optional()?)
}

/// The screening that began last.
pub fn latest_run(conn: &mut AnyConn) -> Result<Option<RunRow>, StoreError> {
    Ok(runs::table
        .order((runs::started_at.desc(), runs::id.desc()))
        .first(conn)
        .optional()?)
}

/// The person who read a list, where a person did.
pub fn imported_by(list: &ListRow) -> Option<PersonId> {
    list.imported_by.map(PersonId::from)
}

/// Digests of entries that are on a list.
pub fn digests_of(conn: &mut AnyConn, list: Uuid) -> Result<BTreeSet<Digest>, StoreError> {
    let rows: Vec<Vec<u8>> = listed::table
        .filter(listed::list_id.eq(Id(list)))
        .select(listed::digest)
        .load(conn)?;
    rows.into_iter()
        .map(|digest| {
            Digest::try_from(digest).map_err(|what| StoreError::Unreadable(what.to_owned()))
        })
        .collect()
}
