//! Settings that belong to the data, and answers kept for repeated requests.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::PersonId;
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::{idempotency_keys, settings};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// A setting.
pub fn get(conn: &mut AnyConn, name: &str) -> Result<Option<String>, StoreError> {
    Ok(settings::table
        .filter(settings::name.eq(name))
        .select(settings::value)
        .first(conn)
        .optional()?)
}

/// Sets a setting.
pub fn set(conn: &mut AnyConn, name: &str, value: &str) -> Result<(), StoreError> {
    on_backend!(conn, |c| diesel::insert_into(settings::table)
        .values((settings::name.eq(name), settings::value.eq(value)))
        .on_conflict(settings::name)
        .do_update()
        .set(settings::value.eq(value))
        .execute(c))?;
    Ok(())
}

/// An answer kept for a repeated request: digest of the request, status, body.
pub fn kept_answer(
    conn: &mut AnyConn,
    person: PersonId,
    key: &str,
) -> Result<Option<(Digest, i32, String)>, StoreError> {
    let row: Option<(Vec<u8>, i32, String)> = idempotency_keys::table
        .filter(idempotency_keys::person_id.eq(Id::from(person)))
        .filter(idempotency_keys::key.eq(key))
        .select((
            idempotency_keys::request_digest,
            idempotency_keys::status,
            idempotency_keys::response,
        ))
        .first(conn)
        .optional()?;
    let wrong = |what: &'static str| StoreError::Database(what.to_owned());
    row.map(|(digest, status, body)| Ok((Digest::try_from(digest).map_err(wrong)?, status, body)))
        .transpose()
}

/// Keeps an answer. Errors with [`StoreError::Duplicate`] when the key was used in the meantime.
pub fn keep_answer(
    conn: &mut AnyConn,
    person: PersonId,
    key: &str,
    request: Digest,
    status: i32,
    body: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::person_id.eq(Id::from(person)),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_digest.eq(request.0.to_vec()),
            idempotency_keys::status.eq(status),
            idempotency_keys::response.eq(body),
            idempotency_keys::created_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Clears answers kept before a moment (UTC). Answers how many.
pub fn clear_answers(conn: &mut AnyConn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let old =
        idempotency_keys::table.filter(idempotency_keys::created_at.lt(Instant::from(before)));
    Ok(diesel::delete(old).execute(conn)?)
}
