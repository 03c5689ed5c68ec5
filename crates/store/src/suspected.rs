//! Conflicts of interest of a call: on record, and suspected. A reader with a conflict of their own is told of nothing that
//! concerns the file.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::interest::{ConflictKind, Origin};
use workflow::names::UnknownName;
use workflow::transition::{StageKind, Status};

use crate::AnyConn;
use crate::error::StoreError;
use crate::proposals::conflicted;
use crate::schema::{calls, conflicts, proposals, suspected_conflicts};
use crate::sql_types::{Id, Instant};

/// The calls that are published, or were.
pub fn calls_in_choice(conn: &mut AnyConn) -> Result<Vec<CallId>, StoreError> {
    let ids: Vec<Id> = calls::table
        .filter(calls::status.eq_any(["published", "finalised"]))
        .order(calls::id)
        .select(calls::id)
        .load(conn)?;
    Ok(ids.into_iter().map(CallId::from).collect())
}

/// The files of a call that are being evaluated, with who applies, in the order of receipt.
pub fn in_evaluation(
    conn: &mut AnyConn,
    call: CallId,
) -> Result<Vec<(ProposalId, OrganisationId)>, StoreError> {
    let rows: Vec<(Id, Id)> = proposals::table
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(proposals::stage_kind.eq(StageKind::Evaluation.name()))
        .filter(proposals::submitted_at.is_not_null())
        .filter(proposals::status.ne_all([Status::Withdrawn.name()]))
        .order((proposals::number, proposals::id))
        .select((proposals::id, proposals::organisation_id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, organisation)| (id.into(), organisation.into()))
        .collect())
}

/// A conflict on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnRecord {
    /// The file.
    pub proposal: ProposalId,
    /// Whose.
    pub person: PersonId,
    /// Which kind.
    pub kind: ConflictKind,
    /// Who brought it on record.
    pub origin: Origin,
    /// Since when (UTC).
    pub at: DateTime<Utc>,
}

/// The conflicts of a call, without files the reader has a conflict with, oldest first.
pub fn on_record(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
) -> Result<Vec<OnRecord>, StoreError> {
    let of_call = proposals::table
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(proposals::submitted_at.is_not_null())
        .select(proposals::id);
    // The table cannot be asked about itself in one query.
    let hidden: Vec<Id> = conflicted!(Some(reader)).load(conn)?;
    let rows: Vec<(Id, Id, String, String, Instant)> = conflicts::table
        .filter(conflicts::proposal_id.eq_any(of_call))
        .filter(conflicts::proposal_id.ne_all(hidden))
        .order((conflicts::at, conflicts::proposal_id, conflicts::person_id))
        .select((
            conflicts::proposal_id,
            conflicts::person_id,
            conflicts::kind,
            conflicts::origin,
            conflicts::at,
        ))
        .load(conn)?;
    let unreadable = |error: UnknownName| StoreError::Unreadable(format!("conflicts: {error}"));
    rows.into_iter()
        .map(|(proposal, person, kind, origin, at)| {
            Ok(OnRecord {
                proposal: proposal.into(),
                person: person.into(),
                kind: kind.parse().map_err(unreadable)?,
                origin: origin.parse().map_err(unreadable)?,
                at: at.into(),
            })
        })
        .collect()
}

/// Files of a call with suspicions nobody has settled, without files the reader has a conflict with, in the order of
/// receipt.
pub fn open(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
) -> Result<Vec<ProposalId>, StoreError> {
    let suspected = suspected_conflicts::table.select(suspected_conflicts::proposal_id);
    let ids: Vec<Id> = proposals::table
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(proposals::submitted_at.is_not_null())
        .filter(proposals::id.eq_any(suspected))
        .filter(proposals::id.ne_all(conflicted!(Some(reader))))
        .order((proposals::number, proposals::id))
        .select(proposals::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}
