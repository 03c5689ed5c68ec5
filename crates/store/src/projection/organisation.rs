//! What `organisations` shows of an organisation's state; its profile is written by registration.

use diesel::prelude::*;
use workflow::organisation::Organisation;

use super::{Mismatch, compare};
use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::organisations as table;
use crate::sql_types::{Id, Instant};

#[derive(Debug, PartialEq, Queryable)]
struct Shown {
    seq: i64,
    country: String,
    profile_digest: Vec<u8>,
    status: String,
    verified_until: Option<chrono::NaiveDate>,
    red_flag: bool,
    registered_at: Instant,
}

fn shown(state: &Organisation, seq: i64) -> Shown {
    Shown {
        seq,
        country: state.country.to_string(),
        profile_digest: state.profile.0.to_vec(),
        status: state.status.to_string(),
        verified_until: state.verified_until,
        red_flag: state.red_flag.is_some(),
        registered_at: state.registered_at.into(),
    }
}

/// Writes the status columns of the row that registration has put there.
pub(crate) fn write(
    conn: &mut AnyConn,
    _: Option<&Organisation>,
    after: &Organisation,
    seq: i64,
) -> Result<(), StoreError> {
    let row = shown(after, seq);
    diesel::update(table::table.filter(table::id.eq(Id::from(after.id))))
        .set((
            table::seq.eq(row.seq),
            table::country.eq(row.country),
            table::profile_digest.eq(row.profile_digest),
            table::status.eq(row.status),
            table::verified_until.eq(row.verified_until),
            table::red_flag.eq(row.red_flag),
        ))
        .execute(conn)?;
    Ok(())
}

/// Where the row does not show the state.
pub(crate) fn mismatch(
    conn: &mut AnyConn,
    state: &Organisation,
    seq: i64,
) -> Result<Option<Mismatch>, StoreError> {
    let held: Option<Shown> = table::table
        .filter(table::id.eq(Id::from(state.id)))
        .select((
            table::seq,
            table::country,
            table::profile_digest,
            table::status,
            table::verified_until,
            table::red_flag,
            table::registered_at,
        ))
        .first(conn)
        .optional()?;
    Ok(compare("organisations", &shown(state, seq), held.as_ref()))
}
