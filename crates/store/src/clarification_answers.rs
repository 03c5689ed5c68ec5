//! Answers to the points of a clarification while an applicant writes them. What is sent is an event.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{PersonId, ProposalId};

use crate::error::StoreError;
use crate::schema::clarification_answers as table;
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// Which point of which request of a file, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The request.
    pub request: i32,
    /// The point.
    pub point: i32,
}

/// Keeps what is written at a place; it takes the place of what was written there before.
pub fn keep(
    conn: &mut AnyConn,
    proposal: ProposalId,
    at: Place,
    content: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let key = (
        table::proposal_id.eq(Id::from(proposal)),
        table::request.eq(at.request),
        table::point.eq(at.point),
    );
    let set = (
        table::content.eq(content),
        table::saved_by.eq(Id::from(by)),
        table::saved_at.eq(Instant::from(now)),
    );
    on_backend!(conn, |c| diesel::insert_into(table::table)
        .values((key, set))
        .on_conflict((table::proposal_id, table::request, table::point))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// What is written for a request, by point; points nobody has written at are left out.
pub fn of_request(
    conn: &mut AnyConn,
    proposal: ProposalId,
    request: i32,
) -> Result<Vec<(i32, String)>, StoreError> {
    Ok(table::table
        .filter(table::proposal_id.eq(Id::from(proposal)))
        .filter(table::request.eq(request))
        .order(table::point)
        .select((table::point, table::content))
        .load(conn)?)
}

/// Forgets what was written for a file: it has been sent, or its time is over.
pub fn forget(conn: &mut AnyConn, proposal: ProposalId) -> Result<(), StoreError> {
    diesel::delete(table::table.filter(table::proposal_id.eq(Id::from(proposal)))).execute(conn)?;
    Ok(())
}
