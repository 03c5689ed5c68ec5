//! What `grants`, `tranches` and `reports` show of a grant's state.

use diesel::prelude::*;
use workflow::grant::Grant;
use workflow::monitoring::{PaymentStatus, ReportStatus};

use super::{Mismatch, compare};
use crate::error::StoreError;
use crate::schema::{grants, proposals, reports, tranches};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

#[derive(Clone, Debug, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = grants)]
struct GrantRow {
    id: Id,
    seq: i64,
    proposal_id: Id,
    call_id: Id,
    organisation_id: Id,
    status: String,
    currency: String,
    amount_minor: i64,
    paid_minor: i64,
    starts_on: chrono::NaiveDate,
    ends_on: chrono::NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Queryable, Insertable)]
#[diesel(table_name = tranches)]
struct TrancheRow {
    grant_id: Id,
    number: i32,
    amount_minor: i64,
    due_on: chrono::NaiveDate,
    after_report: Option<i32>,
    status: String,
    paid_on: Option<chrono::NaiveDate>,
    payment_reference: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Queryable, Insertable)]
#[diesel(table_name = reports)]
struct ReportRow {
    grant_id: Id,
    number: i32,
    kind: String,
    period_from: chrono::NaiveDate,
    period_to: chrono::NaiveDate,
    due_on: chrono::NaiveDate,
    status: String,
    submitted_at: Option<Instant>,
}

fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn grant_row(state: &Grant, seq: i64) -> GrantRow {
    GrantRow {
        id: state.id.into(),
        seq,
        proposal_id: state.proposal.into(),
        call_id: state.call.into(),
        organisation_id: state.organisation.into(),
        status: state.status.to_string(),
        currency: state.amount.currency.code().to_owned(),
        amount_minor: state.amount.minor,
        paid_minor: state.paid_minor(),
        starts_on: state.starts_on,
        ends_on: state.ends_on,
    }
}

fn tranche_rows(state: &Grant) -> Vec<TrancheRow> {
    let row = |(number, payment): (&u32, &workflow::grant::Payment)| TrancheRow {
        grant_id: state.id.into(),
        number: small(*number),
        amount_minor: payment.tranche.amount_minor,
        due_on: payment.tranche.due_on,
        after_report: payment.tranche.after_report.map(small),
        status: PaymentStatus::name(payment.status).to_owned(),
        paid_on: payment.made.as_ref().map(|made| made.on),
        payment_reference: payment.made.as_ref().map(|made| made.reference.clone()),
    };
    state.payments.iter().map(row).collect()
}

fn report_rows(state: &Grant) -> Vec<ReportRow> {
    let row = |(number, report): (&u32, &workflow::grant::Report)| ReportRow {
        grant_id: state.id.into(),
        number: small(*number),
        kind: report.plan.report.to_string(),
        period_from: report.plan.from,
        period_to: report.plan.to,
        due_on: report.plan.due_on,
        status: ReportStatus::name(report.status).to_owned(),
        submitted_at: report.submitted_at.map(Instant::from),
    };
    state.reports.iter().map(row).collect()
}

/// Writes what has changed; the proposal's row takes its status from here.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Grant>,
    after: &Grant,
    seq: i64,
) -> Result<(), StoreError> {
    let row = grant_row(after, seq);
    let id = row.id;
    if before.is_some() {
        on_backend!(conn, |c| diesel::update(
            grants::table.filter(grants::id.eq(id))
        )
        .set(&row)
        .execute(c))?;
    } else {
        on_backend!(conn, |c| diesel::insert_into(grants::table)
            .values(&row)
            .execute(c))?;
    }
    let tranches_after = tranche_rows(after);
    if before.map(tranche_rows).as_ref() != Some(&tranches_after) {
        diesel::delete(tranches::table.filter(tranches::grant_id.eq(id))).execute(conn)?;
        on_backend!(conn, |c| diesel::insert_into(tranches::table)
            .values(&tranches_after)
            .execute(c))?;
    }
    let reports_after = report_rows(after);
    if before.map(report_rows).as_ref() != Some(&reports_after) {
        diesel::delete(reports::table.filter(reports::grant_id.eq(id))).execute(conn)?;
        on_backend!(conn, |c| diesel::insert_into(reports::table)
            .values(&reports_after)
            .execute(c))?;
    }
    diesel::update(proposals::table.filter(proposals::id.eq(Id::from(after.proposal))))
        .set((
            proposals::status.eq(after.status.name()),
            proposals::status_since.eq(Instant::from(after.since)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Where the rows do not show the state.
pub(crate) fn mismatch(
    conn: &mut AnyConn,
    state: &Grant,
    seq: i64,
) -> Result<Option<Mismatch>, StoreError> {
    let id = Id::from(state.id);
    let held: Option<GrantRow> = grants::table
        .filter(grants::id.eq(id))
        .first(conn)
        .optional()?;
    if let Some(found) = compare("grants", &grant_row(state, seq), held.as_ref()) {
        return Ok(Some(found));
    }
    let held: Vec<TrancheRow> = tranches::table
        .filter(tranches::grant_id.eq(id))
        .order(tranches::number)
        .load(conn)?;
    if let Some(found) = compare("tranches", &tranche_rows(state), Some(&held)) {
        return Ok(Some(found));
    }
    let held: Vec<ReportRow> = reports::table
        .filter(reports::grant_id.eq(id))
        .order(reports::number)
        .load(conn)?;
    if let Some(found) = compare("reports", &report_rows(state), Some(&held)) {
        return Ok(Some(found));
    }
    // The status the proposal's row shows is this grant's.
    let status: Option<String> = proposals::table
        .filter(proposals::id.eq(Id::from(state.proposal)))
        .select(proposals::status)
        .first(conn)
        .optional()?;
    Ok(compare(
        "proposals",
        &state.status.to_string(),
        status.as_ref(),
    ))
}
