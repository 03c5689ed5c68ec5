//! What the tables show of an organisation's state; its profile is written by registration, and held against the digest
//! on record.

use diesel::prelude::*;
use workflow::organisation::Organisation;

use super::{Mismatch, compare};
use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{organisation_flags, organisations as table, sanctions_matches};
use crate::sql_types::{Id, Instant};

#[derive(Debug, PartialEq, Queryable)]
struct Shown {
    seq: i64,
    country: String,
    profile_digest: Vec<u8>,
    status: String,
    verified_until: Option<chrono::NaiveDate>,
    merged_into: Option<Id>,
    registered_at: Instant,
    flagged: bool,
    listed: bool,
}

#[derive(Debug, PartialEq, Queryable)]
struct FlagRow {
    number: i32,
    level: String,
    category: String,
    until: Option<chrono::NaiveDate>,
    set_by: Id,
    set_at: Instant,
    raised_at: Instant,
    lifted: bool,
}

#[derive(Debug, PartialEq, Queryable)]
struct MatchRow {
    number: i32,
    reference: String,
    entry_digest: Vec<u8>,
    subject: String,
    name_digest: Vec<u8>,
    score: i32,
    status: String,
    found_at: Instant,
    decided_by: Option<Id>,
}

fn shown(state: &Organisation, seq: i64) -> Shown {
    Shown {
        seq,
        country: state.country.to_string(),
        profile_digest: state.profile.0.to_vec(),
        status: state.status.to_string(),
        verified_until: state.verified_until,
        merged_into: state.merged_into.map(Id::from),
        registered_at: state.registered_at.into(),
        flagged: state.flags.values().any(|flag| !flag.lifted),
        listed: state.matches.values().any(|found| found.status.counts()),
    }
}

/// Numbers inside a case are small; one that does not fit is no number of ours.
fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn flag_rows(state: &Organisation) -> Vec<FlagRow> {
    let row = |(number, flag): (&u32, &workflow::due_diligence::Flag)| FlagRow {
        number: small(*number),
        level: flag.level.to_string(),
        category: flag.category.to_string(),
        until: flag.until,
        set_by: flag.set_by.into(),
        set_at: flag.set_at.into(),
        raised_at: flag.raised_at.into(),
        lifted: flag.lifted,
    };
    state.flags.iter().map(row).collect()
}

fn match_rows(state: &Organisation) -> Vec<MatchRow> {
    let row = |(number, found): (&u32, &workflow::due_diligence::Match)| MatchRow {
        number: small(*number),
        reference: found.hit.reference.clone(),
        entry_digest: found.hit.entry.0.to_vec(),
        subject: found.hit.subject.to_string(),
        name_digest: found.hit.name.0.to_vec(),
        score: i32::from(found.score),
        status: found.status.to_string(),
        found_at: found.found_at.into(),
        decided_by: found.decided_by.map(Id::from),
    };
    state.matches.iter().map(row).collect()
}

/// Writes the status columns of the row that registration has put there, and the flags and matches.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Organisation>,
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
            table::merged_into.eq(row.merged_into),
            table::flagged.eq(row.flagged),
            table::listed.eq(row.listed),
        ))
        .execute(conn)?;
    if before.is_none_or(|before| before.flags != after.flags) {
        write_flags(conn, after)?;
    }
    if before.is_none_or(|before| before.matches != after.matches) {
        write_matches(conn, after)?;
    }
    Ok(())
}

fn write_flags(conn: &mut AnyConn, state: &Organisation) -> Result<(), StoreError> {
    let id = Id::from(state.id);
    diesel::delete(organisation_flags::table.filter(organisation_flags::organisation_id.eq(id)))
        .execute(conn)?;
    for row in flag_rows(state) {
        diesel::insert_into(organisation_flags::table)
            .values((
                organisation_flags::organisation_id.eq(id),
                organisation_flags::number.eq(row.number),
                organisation_flags::level.eq(row.level),
                organisation_flags::category.eq(row.category),
                organisation_flags::until.eq(row.until),
                organisation_flags::set_by.eq(row.set_by),
                organisation_flags::set_at.eq(row.set_at),
                organisation_flags::raised_at.eq(row.raised_at),
                organisation_flags::lifted.eq(row.lifted),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn write_matches(conn: &mut AnyConn, state: &Organisation) -> Result<(), StoreError> {
    let id = Id::from(state.id);
    diesel::delete(sanctions_matches::table.filter(sanctions_matches::organisation_id.eq(id)))
        .execute(conn)?;
    for row in match_rows(state) {
        diesel::insert_into(sanctions_matches::table)
            .values((
                sanctions_matches::organisation_id.eq(id),
                sanctions_matches::number.eq(row.number),
                sanctions_matches::reference.eq(row.reference),
                sanctions_matches::entry_digest.eq(row.entry_digest),
                sanctions_matches::subject.eq(row.subject),
                sanctions_matches::name_digest.eq(row.name_digest),
                sanctions_matches::score.eq(row.score),
                sanctions_matches::status.eq(row.status),
                sanctions_matches::found_at.eq(row.found_at),
                sanctions_matches::decided_by.eq(row.decided_by),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Where the rows do not show the state, or the profile is not what was stated.
pub(crate) fn mismatch(
    conn: &mut AnyConn,
    state: &Organisation,
    seq: i64,
) -> Result<Option<Mismatch>, StoreError> {
    let id = Id::from(state.id);
    let held: Option<Shown> = table::table
        .filter(table::id.eq(id))
        .select((
            table::seq,
            table::country,
            table::profile_digest,
            table::status,
            table::verified_until,
            table::merged_into,
            table::registered_at,
            table::flagged,
            table::listed,
        ))
        .first(conn)
        .optional()?;
    if let Some(found) = compare("organisations", &shown(state, seq), held.as_ref()) {
        return Ok(Some(found));
    }
    let held: Vec<FlagRow> = organisation_flags::table
        .filter(organisation_flags::organisation_id.eq(id))
        .order(organisation_flags::number)
        .select((
            organisation_flags::number,
            organisation_flags::level,
            organisation_flags::category,
            organisation_flags::until,
            organisation_flags::set_by,
            organisation_flags::set_at,
            organisation_flags::raised_at,
            organisation_flags::lifted,
        ))
        .load(conn)?;
    if let Some(found) = compare("organisation_flags", &flag_rows(state), Some(&held)) {
        return Ok(Some(found));
    }
    let held: Vec<MatchRow> = sanctions_matches::table
        .filter(sanctions_matches::organisation_id.eq(id))
        .order(sanctions_matches::number)
        .select((
            sanctions_matches::number,
            sanctions_matches::reference,
            sanctions_matches::entry_digest,
            sanctions_matches::subject,
            sanctions_matches::name_digest,
            sanctions_matches::score,
            sanctions_matches::status,
            sanctions_matches::found_at,
            sanctions_matches::decided_by,
        ))
        .load(conn)?;
    if let Some(found) = compare("sanctions_matches", &match_rows(state), Some(&held)) {
        return Ok(Some(found));
    }
    profile_mismatch(conn, state)
}

/// What an organisation says of itself lies in a table; the record holds its digest.
fn profile_mismatch(
    conn: &mut AnyConn,
    state: &Organisation,
) -> Result<Option<Mismatch>, StoreError> {
    let Some(row) = crate::organisations::find(conn, state.id)? else {
        return Ok(None);
    };
    let held = crate::organisations::digest(&row.profile)?;
    Ok((held != state.profile).then(|| Mismatch {
        table: "organisations",
        what: format!(
            "the profile is not the one on record: its SHA-256 is {held}, the chain has {}",
            state.profile
        ),
    }))
}
