//! The register as a table: CSV for programs, XLSX for people. Bank accounts and people are never in it.

use std::io::Write;

use language::Reader;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use workflow::role::Actor;

use super::bulk::Selection;
use super::{From, Look, RegisterFilter, RegisterLine, RegisterOrder};
use crate::Facility;
use crate::export::{cell, unwritable, workbook};
use crate::failure::Failure;

/// The most organisations in a file.
pub const MOST: usize = 100_000;
/// Organisations read at a time.
const BATCH: i64 = 1_000;

/// The columns.
pub const COLUMNS: [&str; 12] = [
    "id",
    "legal_name",
    "original_name",
    "acronym",
    "country",
    "kind",
    "registration_number",
    "complete",
    "status",
    "verified_until",
    "flag",
    "registered_on",
];

/// How an export went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Organisations written.
    pub lines: usize,
    /// Whether there are more than [`MOST`], which are not in it.
    pub cut: bool,
}

/// Reads what is chosen, batch by batch.
fn each(
    facility: &Facility,
    actor: &Actor,
    selection: &Selection,
    order: RegisterOrder,
    mut write: impl FnMut(&RegisterLine) -> Result<(), Failure>,
) -> Result<Exported, Failure> {
    let every = RegisterFilter::default();
    let mut look = match selection {
        Selection::Fitting(filter) => Look::of(facility, actor, filter)?,
        Selection::These(_) => Look::of(facility, actor, &every)?,
    };
    if let Selection::These(ids) = selection {
        look.narrow(ids);
    }
    let (mut from, mut lines) = (From::Start, 0);
    loop {
        let page = facility
            .store
            .read(|conn| look.page(conn, order, from, BATCH, false))?;
        for line in &page.lines {
            if lines == MOST {
                return Ok(Exported { lines, cut: true });
            }
            write(line)?;
            lines += 1;
        }
        match page.lines.last() {
            Some(last) if page.later => from = From::After(last.line.id),
            _ => return Ok(Exported { lines, cut: false }),
        }
    }
}

/// Writes CSV, with names as in the API; cells that a spreadsheet could take for a formula are defused.
pub fn csv(
    facility: &Facility,
    actor: &Actor,
    selection: &Selection,
    order: RegisterOrder,
    out: impl Write,
) -> Result<Exported, Failure> {
    let failed =
        |error: csv::Error| Failure::Unexpected(format!("the CSV cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(failed)?;
    let exported = each(facility, actor, selection, order, |row| {
        let line = &row.line;
        let text = |text: Option<&String>| cell(text.map_or("", String::as_str));
        let record = [
            line.id.to_string(),
            cell(&line.legal_name),
            text(line.original_name.as_ref()),
            text(line.acronym.as_ref()),
            line.country.to_string(),
            cell(&line.kind),
            text(line.registration_number.as_ref()),
            line.complete.to_string(),
            line.status.to_string(),
            line.verified_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
            row.flag.map(|level| level.to_string()).unwrap_or_default(),
            line.registered_at.date_naive().to_string(),
        ];
        writer.write_record(record).map_err(failed)
    })?;
    writer.flush().map_err(|error| failed(error.into()))?;
    Ok(exported)
}

/// Makes an XLSX in the reader's words: a frozen heading, from right to left where the language runs so. Texts are texts,
/// whatever they begin with.
pub fn xlsx(
    facility: &Facility,
    actor: &Actor,
    selection: &Selection,
    order: RegisterOrder,
    reader: Reader,
) -> Result<(Vec<u8>, Exported), Failure> {
    let mut workbook = workbook(facility.clock.now())?;
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .map_err(unwritable)?;
    heading(sheet, reader).map_err(unwritable)?;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut at = 0;
    let exported = each(facility, actor, selection, order, |row| {
        at += 1;
        body(sheet, at, row, reader, &day).map_err(unwritable)
    })?;
    sheet
        .autofilter(0, 0, at, COLUMNS.len() as u16 - 1)
        .map_err(unwritable)?;
    let file = workbook.save_to_buffer().map_err(unwritable)?;
    Ok((file, exported))
}

/// Widths of the columns, in characters.
const WIDTHS: [u16; COLUMNS.len()] = [12, 44, 34, 14, 24, 22, 22, 12, 22, 16, 16, 16];

fn heading(sheet: &mut Worksheet, reader: Reader) -> Result<(), XlsxError> {
    sheet.set_name(reader.t("register-sheet"))?;
    if reader.language.direction() == "rtl" {
        sheet.set_right_to_left(true);
    }
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, (name, width)) in (0_u16..).zip(COLUMNS.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        let text = reader.named("register-column", name.replace('_', "-"));
        sheet.write_string_with_format(0, column, text, &bold)?;
    }
    Ok(())
}

fn body(
    sheet: &mut Worksheet,
    at: u32,
    row: &RegisterLine,
    reader: Reader,
    day: &Format,
) -> Result<(), XlsxError> {
    let line = &row.line;
    let yes_no = reader.t(if line.complete { "form-yes" } else { "form-no" });
    let flag = row.flag.map(|level| reader.named("level", level));
    let texts = [
        (0, line.id.to_string()),
        (1, line.legal_name.clone()),
        (2, line.original_name.clone().unwrap_or_default()),
        (3, line.acronym.clone().unwrap_or_default()),
        (4, reader.country(line.country)),
        (5, reader.named("organisation-kind", &line.kind)),
        (6, line.registration_number.clone().unwrap_or_default()),
        (7, yes_no),
        (8, reader.named("status", line.status)),
        (10, flag.unwrap_or_default()),
    ];
    for (column, text) in texts {
        sheet.write_string(at, column, text)?;
    }
    if let Some(until) = line.verified_until {
        sheet.write_datetime_with_format(at, 9, until, day)?;
    }
    let since = line.registered_at.date_naive();
    sheet.write_datetime_with_format(at, 11, since, day)?;
    Ok(())
}
