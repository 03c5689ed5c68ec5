//! What waits to be screened, and how much each screener holds and has done. A reader's conflicts are left out of every
//! list and count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::transition::{StageKind, Status};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{conflicts, events, proposals as table, screening_people};
use crate::sql_types::{Id, Instant};

/// The statuses in which a file is on a screener's desk.
const HELD: [Status; 2] = [Status::InReview, Status::ClarificationRequested];

/// What a screener has to do and has done in one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Files on their desk.
    pub held: usize,
    /// Since when the one that has stood longest has had its status (UTC).
    pub oldest: Option<DateTime<Utc>>,
    /// Files whose screening they have concluded.
    pub done: usize,
}

/// The number in the call; files without one first, on both databases alike.
fn by_number() -> SqlLiteral<BigInt> {
    diesel::dsl::sql("COALESCE(number, 0)")
}

/// Calls with files that stand in screening.
pub fn calls(conn: &mut AnyConn) -> Result<Vec<CallId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::stage_kind.eq(StageKind::Screening.name()))
        .filter(table::status.ne(Status::Withdrawn.name()))
        .select(table::call_id)
        .distinct()
        .order(table::call_id)
        .load(conn)?;
    Ok(ids.into_iter().map(CallId::from).collect())
}

/// The files of a call nobody has taken yet, with since when they wait (UTC), longest waiting first, without those the
/// reader has a conflict with.
pub fn waiting(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
) -> Result<Vec<(ProposalId, DateTime<Utc>)>, StoreError> {
    let conflicted = conflicts::table
        .filter(conflicts::person_id.eq(Id::from(reader)))
        .select(conflicts::proposal_id);
    let rows: Vec<(Id, Instant)> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq(Status::Queued.name()))
        .filter(table::id.ne_all(conflicted))
        .order((table::status_since, by_number(), table::id))
        .select((table::id, table::status_since))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, since)| (id.into(), since.into()))
        .collect())
}

/// The files of a call in whose screening a person has had a part.
pub fn took_part(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
) -> Result<BTreeSet<ProposalId>, StoreError> {
    let of_call = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(table::id);
    let ids: Vec<Id> = screening_people::table
        .filter(screening_people::person_id.eq(Id::from(person)))
        .filter(screening_people::proposal_id.eq_any(of_call))
        .select(screening_people::proposal_id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// The loads of a call by screener, as a reader may count them; who has none is left out.
pub fn loads(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
) -> Result<BTreeMap<PersonId, Load>, StoreError> {
    let conflicted = || {
        conflicts::table
            .filter(conflicts::person_id.eq(Id::from(reader)))
            .select(conflicts::proposal_id)
    };
    let on_desks: Vec<(Option<Id>, Instant)> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq_any(HELD.map(Status::name)))
        .filter(table::screener.is_not_null())
        .filter(table::id.ne_all(conflicted()))
        .select((table::screener, table::status_since))
        .load(conn)?;
    let mut found: BTreeMap<PersonId, Load> = BTreeMap::new();
    for (screener, since) in on_desks {
        let Some(screener) = screener.map(PersonId::from) else {
            continue;
        };
        let load = found.entry(screener).or_default();
        let since = DateTime::from(since);
        load.held += 1;
        load.oldest = Some(load.oldest.map_or(since, |oldest| oldest.min(since)));
    }
    let files = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::id.ne_all(conflicted()))
        .select(table::id);
    let concluded: Vec<(Id, Option<Id>)> = events::table
        .filter(events::case_id.eq_any(files))
        .filter(events::kind.eq("screening.concluded"))
        .select((events::case_id, events::actor))
        .load(conn)?;
    // A file that was concluded anew after a correction counts once for each person.
    let done: BTreeSet<(Id, Id)> = concluded
        .into_iter()
        .filter_map(|(file, by)| Some((file, by?)))
        .collect();
    for (_, by) in done {
        found.entry(by.into()).or_default().done += 1;
    }
    Ok(found)
}
