//! Grants.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, GrantId, OrganisationId, ProposalId};
use workflow::transition::Status;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::grants as table;
use crate::sql_types::Id;

/// The grant of a proposal, once its project has started.
pub fn of_proposal(conn: &mut AnyConn, id: ProposalId) -> Result<Option<GrantId>, StoreError> {
    let id: Option<Id> = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(GrantId::from))
}

/// The first days of the projects granted to any of these organisations, the earliest first.
pub fn begun(
    conn: &mut AnyConn,
    organisations: &[OrganisationId],
) -> Result<Vec<NaiveDate>, StoreError> {
    let ids: Vec<Id> = organisations.iter().copied().map(Id::from).collect();
    Ok(table::table
        .filter(table::organisation_id.eq_any(ids))
        .order((table::starts_on, table::id))
        .select(table::starts_on)
        .load(conn)?)
}

/// Grants in the order of their start, of one call or of all.
pub fn ids(conn: &mut AnyConn, call: Option<CallId>) -> Result<Vec<GrantId>, StoreError> {
    let mut query = table::table.order(table::id).select(table::id).into_boxed();
    if let Some(call) = call {
        query = query.filter(table::call_id.eq(Id::from(call)));
    }
    let ids: Vec<Id> = query.load(conn)?;
    Ok(ids.into_iter().map(GrantId::from).collect())
}

/// Status of a proposal's grant and since when (UTC), as its chain has them.
pub fn status_of_proposal(
    conn: &mut AnyConn,
    id: ProposalId,
) -> Result<Option<(Status, DateTime<Utc>)>, StoreError> {
    let Some(grant) = of_proposal(conn, id)? else {
        return Ok(None);
    };
    let loaded = crate::cases::load_grant(conn, grant)?;
    Ok(loaded.map(|loaded| (loaded.state.status, loaded.state.since)))
}
