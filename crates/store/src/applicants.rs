//! Organisations that apply: who stands in which submitted application, and who was asked to apply together.

use diesel::prelude::*;
use workflow::ids::{CallId, OrganisationId, ProposalId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{call_applicants, co_applicants, proposals};
use crate::sql_types::Id;

/// Which of these organisations stand in a submitted application to a call other than this one.
pub fn standing_elsewhere(
    conn: &mut AnyConn,
    call: CallId,
    organisations: &[OrganisationId],
    without: ProposalId,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids: Vec<Id> = organisations.iter().copied().map(Id::from).collect();
    let found: Vec<Id> = call_applicants::table
        .filter(call_applicants::call_id.eq(Id::from(call)))
        .filter(call_applicants::organisation_id.eq_any(ids))
        .filter(call_applicants::proposal_id.ne(Id::from(without)))
        .order(call_applicants::organisation_id)
        .select(call_applicants::organisation_id)
        .load(conn)?;
    Ok(found.into_iter().map(OrganisationId::from).collect())
}

/// References of submitted applications to a call, other than this one, in which one of these organisations stands; in the
/// order of receipt.
pub fn applications_elsewhere(
    conn: &mut AnyConn,
    call: CallId,
    organisations: &[OrganisationId],
    without: ProposalId,
) -> Result<Vec<String>, StoreError> {
    let ids: Vec<Id> = organisations.iter().copied().map(Id::from).collect();
    let others = call_applicants::table
        .filter(call_applicants::call_id.eq(Id::from(call)))
        .filter(call_applicants::organisation_id.eq_any(ids))
        .filter(call_applicants::proposal_id.ne(Id::from(without)))
        .select(call_applicants::proposal_id);
    let found: Vec<Option<String>> = proposals::table
        .filter(proposals::id.eq_any(others))
        .order(proposals::number)
        .select(proposals::reference)
        .load(conn)?;
    Ok(found.into_iter().flatten().collect())
}

/// Proposals that can still be written in which an organisation was named and has not agreed yet, the oldest first.
pub fn unanswered(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<ProposalId>, StoreError> {
    let found: Vec<Id> = co_applicants::table
        .inner_join(proposals::table.on(proposals::id.eq(co_applicants::proposal_id)))
        .filter(co_applicants::organisation_id.eq(Id::from(organisation)))
        .filter(co_applicants::agreed.eq(false))
        .filter(proposals::status.eq_any(["draft", "submitted"]))
        .order((co_applicants::at, co_applicants::proposal_id))
        .select(co_applicants::proposal_id)
        .load(conn)?;
    Ok(found.into_iter().map(ProposalId::from).collect())
}
