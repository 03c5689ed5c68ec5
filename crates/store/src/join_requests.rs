//! Requests of people to join an organisation the register has already.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{OrganisationId, PersonId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::join_requests as table;
use crate::sql_types::{Id, Instant};

/// A request.
#[derive(Clone, Debug, Queryable)]
pub struct JoinRequestRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: RequestId,
    /// Which organisation.
    #[diesel(deserialize_as = Id)]
    pub organisation: OrganisationId,
    /// Who asks.
    #[diesel(deserialize_as = Id)]
    pub person: PersonId,
    /// What they say to the owners.
    pub message: String,
    /// When they asked (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
    /// `admitted`, `declined` or `withdrawn`; nothing while it waits.
    pub outcome: Option<String>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<Id>,
    /// When it was decided (UTC).
    pub ended_at: Option<Instant>,
}

/// The id of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl From<Id> for RequestId {
    fn from(id: Id) -> Self {
        Self(id.0)
    }
}

impl From<Uuid> for RequestId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<RequestId> for Uuid {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

/// Adds a request. Errors with [`StoreError::Duplicate`] when the person's last one to the organisation still waits.
pub fn insert(
    conn: &mut AnyConn,
    id: RequestId,
    organisation: OrganisationId,
    person: PersonId,
    message: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(id.0)),
            table::organisation_id.eq(Id::from(organisation)),
            table::person_id.eq(Id::from(person)),
            table::message.eq(message),
            table::created_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A request by its id.
pub fn find(conn: &mut AnyConn, id: RequestId) -> Result<Option<JoinRequestRow>, StoreError> {
    let found = table::table.filter(table::id.eq(Id(id.0)));
    Ok(found.first(conn).optional()?)
}

/// The requests to an organisation that wait, oldest first.
pub fn open_of(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<JoinRequestRow>, StoreError> {
    let open = table::table
        .filter(table::organisation_id.eq(Id::from(organisation)))
        .filter(table::ended_at.is_null());
    Ok(open.order(table::id).load(conn)?)
}

/// Everything a person has asked, oldest first.
pub fn of_person(conn: &mut AnyConn, person: PersonId) -> Result<Vec<JoinRequestRow>, StoreError> {
    let own = table::table.filter(table::person_id.eq(Id::from(person)));
    Ok(own.order(table::id).load(conn)?)
}

/// Ends a request (`admitted`, `declined`, `withdrawn`). Answers whether it was waiting.
pub fn end(
    conn: &mut AnyConn,
    id: RequestId,
    outcome: &str,
    reason: Option<&str>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id.0)))
        .filter(table::ended_at.is_null());
    let ended = diesel::update(open)
        .set((
            table::outcome.eq(outcome),
            table::reason.eq(reason),
            table::decided_by.eq(Id::from(by)),
            table::ended_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(ended == 1)
}
