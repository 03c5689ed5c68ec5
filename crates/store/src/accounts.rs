//! What sign-in needs: sessions, links sent by mail, attempts, tokens of the API.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::PersonId;
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::{api_tokens, mail_links, sessions, sign_in_attempts};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// A session. Only the hash of its key is kept.
#[derive(Clone, Debug, Queryable)]
pub struct SessionRow {
    /// SHA-256 of the cookie's key.
    #[diesel(deserialize_as = Vec<u8>)]
    pub id: Digest,
    /// Who is signed in, if anybody.
    pub person: Option<Id>,
    /// State as JSON: CSRF token and the like.
    pub state: String,
    /// Since when (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
    /// Last used (UTC).
    #[diesel(deserialize_as = Instant)]
    pub last_seen_at: DateTime<Utc>,
    /// Ends at the latest (UTC).
    #[diesel(deserialize_as = Instant)]
    pub expires_at: DateTime<Utc>,
}

/// Adds a session.
pub fn insert_session(conn: &mut AnyConn, session: &SessionRow) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id_hash.eq(session.id.0.to_vec()),
            sessions::person_id.eq(session.person),
            sessions::state.eq(&session.state),
            sessions::created_at.eq(Instant::from(session.created_at)),
            sessions::last_seen_at.eq(Instant::from(session.last_seen_at)),
            sessions::expires_at.eq(Instant::from(session.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A session by the hash of its key.
pub fn find_session(conn: &mut AnyConn, id: Digest) -> Result<Option<SessionRow>, StoreError> {
    Ok(sessions::table
        .filter(sessions::id_hash.eq(id.0.to_vec()))
        .first(conn)
        .optional()?)
}

/// The sessions of a person, last used first.
pub fn sessions_of(conn: &mut AnyConn, person: PersonId) -> Result<Vec<SessionRow>, StoreError> {
    let own = sessions::table.filter(sessions::person_id.eq(Id::from(person)));
    Ok(own.order(sessions::last_seen_at.desc()).load(conn)?)
}

/// Notes that a session was used.
pub fn touch_session(conn: &mut AnyConn, id: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(sessions::table.filter(sessions::id_hash.eq(id.0.to_vec())))
        .set(sessions::last_seen_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(())
}

/// Ends a session.
pub fn delete_session(conn: &mut AnyConn, id: Digest) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::id_hash.eq(id.0.to_vec()))).execute(conn)?;
    Ok(())
}

/// Ends every session of a person.
pub fn delete_sessions_of(conn: &mut AnyConn, person: PersonId) -> Result<usize, StoreError> {
    Ok(
        diesel::delete(sessions::table.filter(sessions::person_id.eq(Id::from(person))))
            .execute(conn)?,
    )
}

/// Clears sessions that have ended.
pub fn delete_expired_sessions(
    conn: &mut AnyConn,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    Ok(
        diesel::delete(sessions::table.filter(sessions::expires_at.le(Instant::from(now))))
            .execute(conn)?,
    )
}

/// Adds a link; only the hash of its token is kept.
pub fn insert_link(
    conn: &mut AnyConn,
    token: Digest,
    person: PersonId,
    purpose: &str,
    at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(mail_links::table)
        .values((
            mail_links::token_hash.eq(token.0.to_vec()),
            mail_links::person_id.eq(Id::from(person)),
            mail_links::purpose.eq(purpose),
            mail_links::created_at.eq(Instant::from(at)),
            mail_links::expires_at.eq(Instant::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose link this is, while it can be used.
pub fn find_link(
    conn: &mut AnyConn,
    token: Digest,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    let person: Option<Id> = mail_links::table
        .filter(mail_links::token_hash.eq(token.0.to_vec()))
        .filter(mail_links::purpose.eq(purpose))
        .filter(mail_links::used_at.is_null())
        .filter(mail_links::expires_at.gt(Instant::from(now)))
        .select(mail_links::person_id)
        .first(conn)
        .optional()?;
    Ok(person.map(PersonId::from))
}

/// Uses a link up: the one who uses it first gets the person, everyone later nothing.
pub fn use_link(
    conn: &mut AnyConn,
    token: Digest,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    let Some(person) = find_link(conn, token, purpose, now)? else {
        return Ok(None);
    };
    let open = mail_links::table
        .filter(mail_links::token_hash.eq(token.0.to_vec()))
        .filter(mail_links::used_at.is_null());
    let used = diesel::update(open)
        .set(mail_links::used_at.eq(Instant::from(now)))
        .execute(conn)?;
    Ok((used == 1).then_some(person))
}

/// Uses up every open link of a person for a purpose.
pub fn use_links_of(
    conn: &mut AnyConn,
    person: PersonId,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = mail_links::table
        .filter(mail_links::person_id.eq(Id::from(person)))
        .filter(mail_links::purpose.eq(purpose))
        .filter(mail_links::used_at.is_null());
    diesel::update(open)
        .set(mail_links::used_at.eq(Instant::from(now)))
        .execute(conn)?;
    Ok(())
}

/// Failures of a subject (an account or a network) and when the last was.
pub fn attempts(
    conn: &mut AnyConn,
    subject: &str,
) -> Result<Option<(i64, DateTime<Utc>)>, StoreError> {
    let row: Option<(i64, Instant)> = sign_in_attempts::table
        .filter(sign_in_attempts::subject.eq(subject))
        .select((sign_in_attempts::failures, sign_in_attempts::last_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(failures, at)| (failures, at.into())))
}

/// Sets the failures of a subject.
pub fn set_attempts(
    conn: &mut AnyConn,
    subject: &str,
    failures: i64,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let set = (
        sign_in_attempts::failures.eq(failures),
        sign_in_attempts::last_at.eq(Instant::from(at)),
    );
    on_backend!(conn, |c| diesel::insert_into(sign_in_attempts::table)
        .values((sign_in_attempts::subject.eq(subject), set))
        .on_conflict(sign_in_attempts::subject)
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// Forgets the failures of a subject.
pub fn clear_attempts(conn: &mut AnyConn, subject: &str) -> Result<(), StoreError> {
    diesel::delete(sign_in_attempts::table.filter(sign_in_attempts::subject.eq(subject)))
        .execute(conn)?;
    Ok(())
}

/// A token of the API. Only its hash is kept.
#[derive(Clone, Debug, Queryable)]
pub struct TokenRow {
    /// SHA-256 of the token.
    #[diesel(deserialize_as = Vec<u8>)]
    pub id: Digest,
    /// Whose it is.
    #[diesel(deserialize_as = Id)]
    pub person: PersonId,
    /// Name the person gave it.
    pub name: String,
    /// `read`, or `read write`.
    pub scopes: String,
    /// Since when (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
    /// Last used (UTC).
    pub last_used_at: Option<Instant>,
    /// Revoked (UTC).
    pub revoked_at: Option<Instant>,
}

/// Adds a token.
pub fn insert_token(
    conn: &mut AnyConn,
    token: Digest,
    person: PersonId,
    name: &str,
    scopes: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::token_hash.eq(token.0.to_vec()),
            api_tokens::person_id.eq(Id::from(person)),
            api_tokens::name.eq(name),
            api_tokens::scopes.eq(scopes),
            api_tokens::created_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A token that has not been revoked.
pub fn find_token(conn: &mut AnyConn, token: Digest) -> Result<Option<TokenRow>, StoreError> {
    let valid = api_tokens::table
        .filter(api_tokens::token_hash.eq(token.0.to_vec()))
        .filter(api_tokens::revoked_at.is_null());
    Ok(valid.first(conn).optional()?)
}

/// The tokens of a person, newest first.
pub fn tokens_of(conn: &mut AnyConn, person: PersonId) -> Result<Vec<TokenRow>, StoreError> {
    let own = api_tokens::table.filter(api_tokens::person_id.eq(Id::from(person)));
    Ok(own.order(api_tokens::created_at.desc()).load(conn)?)
}

/// Notes that a token was used.
pub fn touch_token(conn: &mut AnyConn, token: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(api_tokens::table.filter(api_tokens::token_hash.eq(token.0.to_vec())))
        .set(api_tokens::last_used_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(())
}

/// Revokes a person's token.
pub fn revoke_token(
    conn: &mut AnyConn,
    person: PersonId,
    token: Digest,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let own = api_tokens::table
        .filter(api_tokens::token_hash.eq(token.0.to_vec()))
        .filter(api_tokens::person_id.eq(Id::from(person)))
        .filter(api_tokens::revoked_at.is_null());
    Ok(diesel::update(own)
        .set(api_tokens::revoked_at.eq(Instant::from(at)))
        .execute(conn)?
        == 1)
}
