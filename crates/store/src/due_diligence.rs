//! What waits in the due diligence of the whole register: flags that hold, verifications to confirm and to renew.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::country::Country;
use workflow::due_diligence::{Category, Level};
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::OrganisationStatus;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{organisation_flags as flags, organisations};
use crate::sql_types::{Id, Instant};

/// A risk flag that holds, with the organisation it is on.
#[derive(Clone, Debug)]
pub struct FlagLine {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its legal name.
    pub legal_name: String,
    /// ISO 3166-1.
    pub country: Country,
    /// Number of the flag.
    pub number: u32,
    /// How grave.
    pub level: Level,
    /// What about.
    pub category: Category,
    /// The last day it holds.
    pub until: Option<NaiveDate>,
    /// Who set the level it has now.
    pub set_by: PersonId,
    /// When that was (UTC).
    pub set_at: DateTime<Utc>,
}

type FlagRow = (
    (Id, String, String),
    (i32, String, String, Option<NaiveDate>, Id, Instant),
);

fn flag_line(
    ((id, legal_name, country), (number, level, category, until, set_by, set_at)): FlagRow,
) -> Result<FlagLine, StoreError> {
    let wrong =
        |what: String| StoreError::Unreadable(format!("organisation_flags, {}: {what}", id.0));
    Ok(FlagLine {
        organisation: id.into(),
        legal_name,
        country: country
            .parse()
            .map_err(|_| wrong(format!("country {country}")))?,
        number: u32::try_from(number).map_err(|error| wrong(error.to_string()))?,
        level: level.parse().map_err(|_| wrong(format!("level {level}")))?,
        category: category
            .parse()
            .map_err(|_| wrong(format!("category {category}")))?,
        until,
        set_by: set_by.into(),
        set_at: set_at.into(),
    })
}

/// Flags that hold on a day, of organisations that stand for themselves: what an organisation merged into another brought
/// along is a flag of that one.
macro_rules! held {
    ($today:expr) => {
        flags::table
            .inner_join(organisations::table)
            .filter(organisations::merged_into.is_null())
            .filter(flags::lifted.eq(false))
            .filter(flags::until.is_null().or(flags::until.ge($today)))
    };
}

/// Flags of a level that hold on a day, by organisation and number; those after `after`.
pub fn flags_held(
    conn: &mut AnyConn,
    level: Level,
    today: NaiveDate,
    after: Option<(OrganisationId, u32)>,
    limit: i64,
) -> Result<Vec<FlagLine>, StoreError> {
    let mut query = held!(today)
        .filter(flags::level.eq(level.name()))
        .order((flags::organisation_id, flags::number))
        .limit(limit)
        .select((
            (
                flags::organisation_id,
                organisations::legal_name,
                organisations::country,
            ),
            (
                flags::number,
                flags::level,
                flags::category,
                flags::until,
                flags::set_by,
                flags::set_at,
            ),
        ))
        .into_boxed();
    if let Some((organisation, number)) = after {
        let organisation = Id::from(organisation);
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        query = query.filter(
            flags::organisation_id
                .gt(organisation)
                .or(flags::organisation_id
                    .eq(organisation)
                    .and(flags::number.gt(number))),
        );
    }
    query.load(conn)?.into_iter().map(flag_line).collect()
}

/// How many flags of each level hold on a day.
pub fn count_flags_held(
    conn: &mut AnyConn,
    today: NaiveDate,
) -> Result<BTreeMap<Level, i64>, StoreError> {
    let mut counted = BTreeMap::new();
    for level in Level::ALL {
        let count = held!(today)
            .filter(flags::level.eq(level.name()))
            .count()
            .get_result(conn)?;
        counted.insert(*level, count);
    }
    Ok(counted)
}

/// An organisation whose verification waits for somebody.
#[derive(Clone, Debug)]
pub struct ToVerify {
    /// The organisation.
    pub id: OrganisationId,
    /// Its legal name.
    pub legal_name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// The last day its verification holds.
    pub verified_until: Option<NaiveDate>,
}

type ToVerifyRow = (Id, String, Option<String>, Option<NaiveDate>);

fn to_verify((id, legal_name, acronym, verified_until): ToVerifyRow) -> ToVerify {
    ToVerify {
        id: id.into(),
        legal_name,
        acronym,
        verified_until,
    }
}

const TO_VERIFY: (
    organisations::id,
    organisations::legal_name,
    organisations::acronym,
    organisations::verified_until,
) = (
    organisations::id,
    organisations::legal_name,
    organisations::acronym,
    organisations::verified_until,
);

/// Organisations whose verdict is proposed and waits to be confirmed, by id.
pub fn to_confirm(conn: &mut AnyConn, limit: i64) -> Result<Vec<ToVerify>, StoreError> {
    let rows: Vec<ToVerifyRow> = organisations::table
        .filter(organisations::status.eq(OrganisationStatus::VerificationProposed.name()))
        .order(organisations::id)
        .limit(limit)
        .select(TO_VERIFY)
        .load(conn)?;
    Ok(rows.into_iter().map(to_verify).collect())
}

/// Verified organisations whose verification ends on `by` or before, the first to end first.
pub fn to_renew(
    conn: &mut AnyConn,
    by: NaiveDate,
    limit: i64,
) -> Result<Vec<ToVerify>, StoreError> {
    let rows: Vec<ToVerifyRow> = organisations::table
        .filter(organisations::status.eq(OrganisationStatus::Verified.name()))
        .filter(organisations::verified_until.le(by))
        .order((organisations::verified_until, organisations::id))
        .limit(limit)
        .select(TO_VERIFY)
        .load(conn)?;
    Ok(rows.into_iter().map(to_verify).collect())
}
