//! Invitations to work for an organisation. Of the secret in the link only its SHA-256 is kept.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{OrganisationId, PersonId};
use workflow::record::Digest;
use workflow::role::Role;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::invitations as table;
use crate::sql_types::{Id, Instant};

/// An invitation that waits for an answer.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// Its id.
    pub id: Uuid,
    /// To which organisation.
    pub organisation: OrganisationId,
    /// Whose address it was sent to.
    pub person: PersonId,
    /// Their name, as typed by who invited.
    pub name: String,
    /// Their address, as typed by who invited, lower case.
    pub email: String,
    /// The role they are to have.
    pub role: Role,
    /// Who invited.
    pub invited_by: PersonId,
    /// When it was last sent (UTC).
    pub sent_at: DateTime<Utc>,
    /// Until when its link works (UTC).
    pub expires_at: DateTime<Utc>,
}

type Columns = (Id, Id, Id, String, String, String, Id, Instant, Instant);

const fn columns() -> (
    table::id,
    table::organisation_id,
    table::person_id,
    table::name,
    table::email,
    table::role,
    table::invited_by,
    table::sent_at,
    table::expires_at,
) {
    (
        table::id,
        table::organisation_id,
        table::person_id,
        table::name,
        table::email,
        table::role,
        table::invited_by,
        table::sent_at,
        table::expires_at,
    )
}

fn row(
    (id, organisation, person, name, email, role, by, sent, expires): Columns,
) -> Result<InvitationRow, StoreError> {
    let role = role
        .parse()
        .map_err(|error| StoreError::Unreadable(format!("invitations, {}: {error}", id.0)))?;
    Ok(InvitationRow {
        id: id.0,
        organisation: organisation.into(),
        person: person.into(),
        name,
        email,
        role,
        invited_by: by.into(),
        sent_at: sent.into(),
        expires_at: expires.into(),
    })
}

/// Adds an invitation with the digest of its secret. Errors with [`StoreError::Duplicate`] when one to the same person waits.
pub fn insert(
    conn: &mut AnyConn,
    invitation: &InvitationRow,
    token: Digest,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(invitation.id)),
            table::organisation_id.eq(Id::from(invitation.organisation)),
            table::person_id.eq(Id::from(invitation.person)),
            table::name.eq(&invitation.name),
            table::email.eq(&invitation.email),
            table::role.eq(invitation.role.name()),
            table::token_hash.eq(token.0.to_vec()),
            table::invited_by.eq(Id::from(invitation.invited_by)),
            table::created_at.eq(Instant::from(invitation.sent_at)),
            table::sent_at.eq(Instant::from(invitation.sent_at)),
            table::expires_at.eq(Instant::from(invitation.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An invitation that waits, by its id.
pub fn find(conn: &mut AnyConn, id: Uuid) -> Result<Option<InvitationRow>, StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null());
    open.select(columns())
        .first(conn)
        .optional()?
        .map(row)
        .transpose()
}

/// The invitation a link leads to, while it waits and has not expired.
pub fn with_token(
    conn: &mut AnyConn,
    token: Digest,
    now: DateTime<Utc>,
) -> Result<Option<InvitationRow>, StoreError> {
    let open = table::table
        .filter(table::token_hash.eq(token.0.to_vec()))
        .filter(table::ended_at.is_null())
        .filter(table::expires_at.gt(Instant::from(now)));
    open.select(columns())
        .first(conn)
        .optional()?
        .map(row)
        .transpose()
}

/// The invitations of an organisation that wait, expired ones too, oldest first.
pub fn open_of(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<InvitationRow>, StoreError> {
    let rows: Vec<Columns> = table::table
        .filter(table::organisation_id.eq(Id::from(organisation)))
        .filter(table::ended_at.is_null())
        .order(table::id)
        .select(columns())
        .load(conn)?;
    rows.into_iter().map(row).collect()
}

/// Gives an invitation a new secret and a new end; the link sent before works no more.
pub fn renew(
    conn: &mut AnyConn,
    id: Uuid,
    token: Digest,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null());
    diesel::update(open)
        .set((
            table::token_hash.eq(token.0.to_vec()),
            table::sent_at.eq(Instant::from(sent_at)),
            table::expires_at.eq(Instant::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends an invitation (`accepted`, `declined`, `withdrawn`). Answers whether it was waiting: one of two who end it at once
/// does.
pub fn end(
    conn: &mut AnyConn,
    id: Uuid,
    outcome: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null());
    let ended = diesel::update(open)
        .set((
            table::outcome.eq(outcome),
            table::ended_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(ended == 1)
}
