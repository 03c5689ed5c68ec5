//! What `calls` shows of a call's state.

use diesel::prelude::*;
use workflow::call::Call;

use super::{Mismatch, batches, compare, letters};
use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::calls as table;
use crate::sql_types::{Id, Instant};

#[derive(Debug, PartialEq, Queryable)]
struct Shown {
    seq: i64,
    code: String,
    title: String,
    status: String,
    opens_at: Instant,
    closes_at: Instant,
    currency: Option<String>,
    ceiling_minor: Option<i64>,
    created_at: Instant,
}

fn shown(state: &Call, seq: i64) -> Shown {
    let definition = &state.definition;
    let first = definition.languages.first().map_or("en", String::as_str);
    Shown {
        seq,
        code: definition.code.clone(),
        title: definition.title.get(first).to_owned(),
        status: state.status.to_string(),
        opens_at: definition.dates.opens_at().into(),
        closes_at: definition.dates.deadline().at().into(),
        currency: definition
            .funding
            .as_ref()
            .map(|funding| funding.currency.code().to_owned()),
        ceiling_minor: definition
            .funding
            .as_ref()
            .map(|funding| funding.ceiling_minor),
        created_at: state.drafted_at.into(),
    }
}

/// Writes the row.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Call>,
    after: &Call,
    seq: i64,
) -> Result<(), StoreError> {
    let row = shown(after, seq);
    let columns = (
        table::seq.eq(row.seq),
        table::code.eq(row.code),
        table::title.eq(row.title),
        table::status.eq(row.status),
        table::opens_at.eq(row.opens_at),
        table::closes_at.eq(row.closes_at),
        table::currency.eq(row.currency),
        table::ceiling_minor.eq(row.ceiling_minor),
    );
    let id = Id::from(after.id);
    if before.is_some() {
        diesel::update(table::table.filter(table::id.eq(id)))
            .set(columns)
            .execute(conn)?;
    } else {
        let fresh = (
            table::id.eq(id),
            table::last_number.eq(0_i64),
            table::created_at.eq(row.created_at),
        );
        diesel::insert_into(table::table)
            .values((fresh, columns))
            .execute(conn)?;
    }
    batches::write(conn, before, after)?;
    letters::write(conn, before, after)
}

/// Where the row does not show the state.
pub(crate) fn mismatch(
    conn: &mut AnyConn,
    state: &Call,
    seq: i64,
) -> Result<Option<Mismatch>, StoreError> {
    let held: Option<Shown> = table::table
        .filter(table::id.eq(Id::from(state.id)))
        .select((
            table::seq,
            table::code,
            table::title,
            table::status,
            table::opens_at,
            table::closes_at,
            table::currency,
            table::ceiling_minor,
            table::created_at,
        ))
        .first(conn)
        .optional()?;
    match compare("calls", &shown(state, seq), held.as_ref()) {
        None => match batches::mismatch(conn, state)? {
            None => letters::mismatch(conn, state),
            found => Ok(found),
        },
        found => Ok(found),
    }
}
