//! Export of proposals as CSV, and what every export shares.

use std::io::Write;

use chrono::{DateTime, Utc};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use workflow::ids::ProposalId;
use workflow::money::Money;
use workflow::policy::View;
use workflow::role::Actor;

use crate::Facility;
use crate::failure::Failure;
use crate::proposal::{ProposalFilter, list};

/// The columns.
pub const COLUMNS: [&str; 13] = [
    "reference",
    "title",
    "organisation",
    "country",
    "theme",
    "stage",
    "status",
    "currency",
    "requested",
    "awarded",
    "score",
    "reserve_rank",
    "submitted_at",
];

/// A workbook without sheets yet, that says it was made when the facility's clock says (UTC).
pub(crate) fn workbook(made: DateTime<Utc>) -> Result<Workbook, Failure> {
    let made = ExcelDateTime::from_timestamp(made.timestamp()).map_err(unwritable)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(workbook)
}

pub(crate) fn unwritable(error: XlsxError) -> Failure {
    Failure::Unexpected(format!("the XLSX cannot be written: {error}"))
}

/// A cell that a spreadsheet does not take for a formula: `= + - @`, tab and carriage return at its beginning are
/// defused with an apostrophe (OWASP, CSV injection).
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Writes the proposals the person may see whole. Answers how many lines were written, the header not counted.
pub fn proposals(
    facility: &Facility,
    actor: &Actor,
    filter: &ProposalFilter,
    out: impl Write,
    mut progress: impl FnMut(u64),
) -> Result<u64, Failure> {
    let mut writer = csv::Writer::from_writer(out);
    let failed =
        |error: csv::Error| Failure::Unexpected(format!("the CSV cannot be written: {error}"));
    writer.write_record(COLUMNS).map_err(failed)?;
    let (mut after, mut lines) = (None::<ProposalId>, 0);
    loop {
        let page = list(facility, actor, filter, after, 500)?;
        for line in page.items.iter().filter(|line| line.view == View::File) {
            writer.write_record(record(line)).map_err(failed)?;
            lines += 1;
        }
        progress(lines);
        match page.next.and_then(|next| next.parse().ok()) {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    writer.flush().map_err(|error| failed(error.into()))?;
    Ok(lines)
}

fn record(line: &crate::proposal::ProposalLine) -> Vec<String> {
    let row = &line.row;
    let currency = row
        .currency
        .as_deref()
        .and_then(workflow::money::Currency::from_code);
    let money = |minor: Option<i64>| {
        minor
            .zip(currency)
            .map(|(minor, currency)| Money::new(minor, currency).figures())
            .unwrap_or_default()
    };
    let text = |text: Option<&String>| cell(text.map_or("", String::as_str));
    vec![
        text(row.reference.as_ref()),
        text(row.title.as_ref()),
        cell(&line.organisation),
        row.country.to_string(),
        text(row.theme.as_ref()),
        row.stage_kind.to_string(),
        row.status.to_string(),
        row.currency.clone().unwrap_or_default(),
        money(row.requested_minor),
        money(row.awarded_minor),
        row.score
            .map(|score| format!("{}.{:03}", score / 1000, score % 1000))
            .unwrap_or_default(),
        row.reserve_rank
            .map(|rank| rank.to_string())
            .unwrap_or_default(),
        row.submitted_at
            .map(|at| at.0.to_rfc3339())
            .unwrap_or_default(),
    ]
}
