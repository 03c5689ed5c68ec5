//! The figures of a call.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use workflow::ids::{CallId, PersonId};
use workflow::transition::{StageKind, Status};

use crate::AnyConn;
use crate::error::StoreError;
use crate::proposals::conflicted;
use crate::schema::{calls, grants, organisations, proposals as table};
use crate::sql_types::{Id, Instant};

/// How a call narrows from registered organisations to funded projects.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Funnel {
    /// Organisations on the register when the call closed.
    pub registered: i64,
    /// Proposals received.
    pub submitted: i64,
    /// Countries they come from.
    pub countries: i64,
    /// Proposals screened to an outcome.
    pub screened: i64,
    /// Proposals found eligible.
    pub eligible: i64,
    /// Proposals with a consolidated score.
    pub evaluated: i64,
    /// Proposals awarded a grant that stands.
    pub selected: i64,
    /// Projects started.
    pub funded: i64,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The ceiling, minor units.
    pub ceiling_minor: i64,
    /// Awarded, minor units.
    pub committed_minor: i64,
    /// Paid, minor units.
    pub paid_minor: i64,
}

/// The funnel of a call, without the files the reader has a conflict with; the whole of it for nobody.
pub fn funnel(
    conn: &mut AnyConn,
    call: CallId,
    reader: Option<PersonId>,
) -> Result<Funnel, StoreError> {
    let id = Id::from(call);
    let (closes_at, currency, ceiling): (Instant, Option<String>, Option<i64>) = calls::table
        .filter(calls::id.eq(id))
        .select((calls::closes_at, calls::currency, calls::ceiling_minor))
        .first(conn)?;
    let received = || {
        table::table
            .filter(table::call_id.eq(id))
            .filter(table::submitted_at.is_not_null())
            .filter(table::id.ne_all(conflicted!(reader)))
    };
    let paid = diesel::dsl::sql::<Nullable<BigInt>>("CAST(SUM(paid_minor) AS BIGINT)");
    let paid: Option<i64> = grants::table
        .filter(grants::call_id.eq(id))
        .filter(grants::proposal_id.ne_all(conflicted!(reader)))
        .select(paid)
        .first(conn)?;
    Ok(Funnel {
        registered: organisations::table
            .filter(organisations::registered_at.le(closes_at))
            .select(count_star())
            .first(conn)?,
        submitted: received().select(count_star()).first(conn)?,
        countries: received()
            .select(count(table::country).aggregate_distinct())
            .first(conn)?,
        screened: received()
            .filter(table::screening_outcome.is_not_null())
            .select(count_star())
            .first(conn)?,
        eligible: received()
            .filter(table::screening_outcome.eq("eligible"))
            .select(count_star())
            .first(conn)?,
        evaluated: received()
            .filter(table::score.is_not_null())
            .select(count_star())
            .first(conn)?,
        selected: received()
            .filter(
                table::status
                    .eq(Status::Selected.name())
                    .or(table::stage_kind
                        .eq_any([StageKind::Agreement.name(), StageKind::Monitoring.name()]))
                    // Provisionally selected, and verified once more.
                    .or(table::awarded_minor.is_not_null()),
            )
            .filter(table::status.ne_all([Status::Declined.name(), Status::Withdrawn.name()]))
            .select(count_star())
            .first(conn)?,
        funded: grants::table
            .filter(grants::call_id.eq(id))
            .filter(grants::proposal_id.ne_all(conflicted!(reader)))
            .select(count_star())
            .first(conn)?,
        currency,
        ceiling_minor: ceiling.unwrap_or(0),
        committed_minor: crate::proposals::committed_seen_by(conn, call, reader)?,
        paid_minor: paid.unwrap_or(0),
    })
}

/// Proposals of a country.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CountryCount {
    /// ISO 3166-1.
    pub country: String,
    /// Proposals received.
    pub proposals: i64,
}

/// Proposals received by country, most first, without those the reader has a conflict with.
pub fn by_country(
    conn: &mut AnyConn,
    call: CallId,
    reader: Option<PersonId>,
) -> Result<Vec<CountryCount>, StoreError> {
    let rows: Vec<(String, i64)> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::submitted_at.is_not_null())
        .filter(table::id.ne_all(conflicted!(reader)))
        .group_by(table::country)
        .select((table::country, count_star()))
        .load(conn)?;
    let mut found: Vec<CountryCount> = rows
        .into_iter()
        .map(|(country, proposals)| CountryCount { country, proposals })
        .collect();
    found.sort_by(|a, b| {
        b.proposals
            .cmp(&a.proposals)
            .then_with(|| a.country.cmp(&b.country))
    });
    Ok(found)
}

/// Work waiting in a status, by age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The status.
    pub status: Status,
    /// Less than 7 days, 7 to 13, 14 to 29, 30 and more.
    pub by_age: [i64; 4],
}

/// Statuses in which somebody of the facility has to do something.
const WORK: [Status; 13] = [
    Status::Submitted,
    Status::Queued,
    Status::InReview,
    Status::ToConfirm,
    Status::Appealed,
    Status::AwaitingAssignment,
    Status::InEvaluation,
    Status::ThirdReaderNeeded,
    Status::OnAgenda,
    Status::Discussed,
    Status::Selected,
    Status::Negotiation,
    Status::Accepted,
];

/// Work waiting in a call, by status and age, without files the reader has a conflict with.
pub fn waiting(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<(String, Instant)> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq_any(WORK.map(Status::name)))
        .filter(table::id.ne_all(conflicted!(Some(reader))))
        .select((table::status, table::status_since))
        .load(conn)?;
    let age = |since: Instant| {
        let bounds = [7, 14, 30].map(TimeDelta::days);
        bounds
            .iter()
            .filter(|bound| now - since.0 >= **bound)
            .count()
    };
    let mut found = Vec::new();
    for status in WORK {
        let mut by_age = [0; 4];
        for (_, since) in rows.iter().filter(|(name, _)| name == status.name()) {
            by_age[age(*since)] += 1;
        }
        if by_age.iter().any(|count| *count > 0) {
            found.push(Waiting { status, by_age });
        }
    }
    Ok(found)
}
