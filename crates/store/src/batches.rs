//! Batches of screening: files that wait for one, the files in one, and releases that are due.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::batch::Waiting;
use workflow::country::Country;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::record::Digest;
use workflow::transition::{StageKind, Status};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{
    batch_files, batches, conflicts, organisations, proposals as table, submissions,
};
use crate::sql_types::{Id, Instant};

/// Files that wait to be screened at a place of the procedure and are in no batch of it: submitted in the step before, or
/// in this screening with nothing told yet. In the order of receipt; without those `reader` has a conflict with, when the
/// list is for somebody to read.
pub fn waiting(
    conn: &mut AnyConn,
    call: CallId,
    position: usize,
    reader: Option<PersonId>,
) -> Result<Vec<Waiting>, StoreError> {
    let id = Id::from(call);
    let at = i32::try_from(position).unwrap_or(i32::MAX);
    let batched = batch_files::table
        .inner_join(
            batches::table.on(batches::call_id
                .eq(batch_files::call_id)
                .and(batches::number.eq(batch_files::number))),
        )
        .filter(batches::call_id.eq(id))
        .filter(batches::position.eq(at))
        .select(batch_files::proposal_id);
    let before = table::status
        .eq(Status::Submitted.name())
        .and(table::stage.eq(at - 1));
    let within = table::stage
        .eq(at)
        .and(table::stage_kind.eq(StageKind::Screening.name()))
        .and(table::status.ne(Status::Withdrawn.name()))
        .and(table::released.eq(false));
    let conflicted = conflicts::table
        .filter(conflicts::person_id.nullable().eq(reader.map(Id::from)))
        .select(conflicts::proposal_id);
    let rows: Vec<(Id, Option<i64>, String)> = table::table
        .filter(table::call_id.eq(id))
        .filter(table::number.is_not_null())
        .filter(before.or(within))
        .filter(table::id.ne_all(batched))
        .filter(table::id.ne_all(conflicted))
        .order((table::number, table::id))
        .select((table::id, table::number, table::country))
        .load(conn)?;
    let of_call = table::table.filter(table::call_id.eq(id)).select(table::id);
    // In the order of their versions: the last one of each file counts.
    let digests: Vec<(Id, Vec<u8>)> = submissions::table
        .filter(submissions::proposal_id.eq_any(of_call))
        .order((submissions::proposal_id, submissions::number))
        .select((submissions::proposal_id, submissions::digest))
        .load(conn)?;
    let digests: HashMap<Id, Vec<u8>> = digests.into_iter().collect();
    rows.into_iter()
        .map(|(proposal, number, country)| {
            let digest = digests.get(&proposal).cloned().unwrap_or_default();
            Ok(Waiting {
                proposal: proposal.into(),
                number: number.unwrap_or(0),
                country: Country::parse(&country)
                    .map_err(|error| StoreError::Unreadable(error.to_string()))?,
                digest: Digest::try_from(digest)
                    .map_err(|what| StoreError::Unreadable(what.to_owned()))?,
            })
        })
        .collect()
}

/// A file of a batch in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// Place in the batch, from 1.
    pub place: u32,
    /// The file.
    pub proposal: ProposalId,
    /// `SGF2010-0112`.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Status.
    pub status: Status,
    /// In this status since (UTC).
    pub since: DateTime<Utc>,
    /// Place in the procedure, from 0.
    pub position: usize,
    /// The outcome of the screening, once there is one: whether eligible.
    pub eligible: Option<bool>,
    /// Whether the decision of the stage it stands in was told.
    pub released: bool,
}

type FileColumns = (
    i32,
    Id,
    Option<String>,
    Option<String>,
    String,
    String,
    String,
    Instant,
    i32,
    Option<String>,
    bool,
);

/// The files of a batch in order, without those `reader` has a conflict with.
pub fn files(
    conn: &mut AnyConn,
    call: CallId,
    number: u32,
    reader: PersonId,
) -> Result<Vec<BatchFile>, StoreError> {
    let conflicted = conflicts::table
        .filter(conflicts::person_id.eq(Id::from(reader)))
        .select(conflicts::proposal_id);
    let rows: Vec<FileColumns> = batch_files::table
        .inner_join(table::table.on(table::id.eq(batch_files::proposal_id)))
        .inner_join(organisations::table.on(organisations::id.eq(table::organisation_id)))
        .filter(batch_files::call_id.eq(Id::from(call)))
        .filter(batch_files::number.eq(i32::try_from(number).unwrap_or(i32::MAX)))
        .filter(table::id.ne_all(conflicted))
        .order(batch_files::place)
        .select((
            batch_files::place,
            table::id,
            table::reference,
            table::title,
            organisations::legal_name,
            table::country,
            table::status,
            table::status_since,
            table::stage,
            table::screening_outcome,
            table::released,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let (place, proposal, reference, title, organisation, country, ..) = row;
            let (.., status, since, position, outcome, released) = row;
            Ok(BatchFile {
                place: u32::try_from(place).unwrap_or(0),
                proposal: proposal.into(),
                reference,
                title: title.unwrap_or_default(),
                organisation,
                country,
                status: status
                    .parse()
                    .map_err(|error: workflow::names::UnknownName| {
                        StoreError::Unreadable(error.to_string())
                    })?,
                since: since.into(),
                position: usize::try_from(position).unwrap_or(0),
                released,
                eligible: outcome.map(|outcome| outcome == "eligible"),
            })
        })
        .collect()
}

/// The batch a file is in, at a place of the procedure.
pub fn of_file(
    conn: &mut AnyConn,
    proposal: ProposalId,
    position: usize,
) -> Result<Option<u32>, StoreError> {
    let number: Option<i32> = batch_files::table
        .inner_join(
            batches::table.on(batches::call_id
                .eq(batch_files::call_id)
                .and(batches::number.eq(batch_files::number))),
        )
        .filter(batch_files::proposal_id.eq(Id::from(proposal)))
        .filter(batches::position.eq(i32::try_from(position).unwrap_or(i32::MAX)))
        .select(batch_files::number)
        .first(conn)
        .optional()?;
    Ok(number.and_then(|number| u32::try_from(number).ok()))
}

/// Batches whose release is due: those whose moment has come (UTC), the earliest first.
pub fn due(conn: &mut AnyConn, now: DateTime<Utc>) -> Result<Vec<(CallId, u32)>, StoreError> {
    let rows: Vec<(Id, i32)> = batches::table
        .filter(batches::release_at.is_not_null())
        .filter(batches::release_at.le(Instant::from(now)))
        .order((batches::release_at, batches::call_id, batches::number))
        .select((batches::call_id, batches::number))
        .load(conn)?;
    let number = |number: i32| u32::try_from(number).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|(call, batch)| (call.into(), number(batch)))
        .collect())
}
