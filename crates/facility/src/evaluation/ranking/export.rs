//! The ranking as a table: CSV for programs, XLSX for people.

use chrono::{DateTime, Utc};
use language::Reader;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use workflow::evaluation::Points;

use super::{RankedFile, Ranking};
use crate::export::{cell, unwritable, workbook};
use crate::failure::Failure;

/// The columns before those of the sections. Scores and intervals are points; places count from 1.
pub const COLUMNS: [&str; 22] = [
    "place",
    "reference",
    "title",
    "organisation",
    "country",
    "region",
    "theme",
    "status",
    "currency",
    "requested",
    "raw",
    "raw_place",
    "adjusted",
    "adjusted_low",
    "adjusted_high",
    "adjusted_place",
    "place_best",
    "place_worst",
    "comparable_files",
    "evaluators",
    "spread",
    "marks",
];

/// What stands in a cell.
enum Cell {
    Text(String),
    /// In thousandths.
    Points(Option<Points>),
    Number(Option<u32>),
}

/// Points as a decimal number: `78.500`.
fn decimal(points: Points) -> String {
    let sign = if points < 0 { "-" } else { "" };
    let whole = points.unsigned_abs();
    format!("{sign}{}.{:03}", whole / 1000, whole % 1000)
}

impl Cell {
    fn csv(&self) -> String {
        match self {
            Self::Text(text) => cell(text),
            Self::Points(points) => points.map(decimal).unwrap_or_default(),
            Self::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        }
    }
}

fn cells(ranking: &Ranking, file: &RankedFile) -> Vec<Cell> {
    use Cell::{Number, Points as Score, Text};
    let told = file.told();
    let text = |text: &str| Text(text.to_owned());
    let requested = file.requested.as_ref();
    let marks: Vec<&str> = file.marks.iter().map(|mark| mark.name()).collect();
    let mut cells = vec![
        Number(file.place),
        text(&file.reference),
        text(&file.title),
        text(&file.organisation),
        text(file.country.code()),
        text(file.region.name()),
        text(file.theme.as_deref().unwrap_or_default()),
        text(file.status.name()),
        text(requested.map_or("", |money| money.currency.code())),
        Text(requested.map(|money| money.figures()).unwrap_or_default()),
        Score(file.raw),
        Number(file.raw_place),
        Score(told.map(|told| told.score.value)),
        Score(told.map(|told| told.score.low)),
        Score(told.map(|told| told.score.high)),
        Number(told.map(|told| told.rank.place)),
        Number(told.map(|told| told.rank.best)),
        Number(told.map(|told| told.rank.worst)),
        Number(told.map(|told| told.rank.of)),
        Number(u32::try_from(file.readings.len()).ok()),
        Score(file.spread),
        Text(marks.join(" ")),
    ];
    debug_assert_eq!(cells.len(), COLUMNS.len());
    let sections = ranking.rules.sections.iter().zip(&file.sections);
    cells.extend(sections.map(|(_, mean)| Score(*mean)));
    cells
}

/// The files as CSV, with names as in the API and a column `section_…` for each section of the grid; cells that a
/// spreadsheet could take for a formula are defused.
pub fn csv(ranking: &Ranking, files: &[&RankedFile]) -> Result<Vec<u8>, Failure> {
    let failed =
        |error: csv::Error| Failure::Unexpected(format!("the CSV cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let sections = ranking.rules.sections.iter();
    let sections = sections.map(|section| format!("section_{}", section.id));
    let heading = COLUMNS.map(str::to_owned).into_iter().chain(sections);
    writer.write_record(heading).map_err(failed)?;
    for file in files {
        let record: Vec<String> = cells(ranking, file).iter().map(Cell::csv).collect();
        writer.write_record(record).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Failure::Unexpected(format!("the CSV cannot be written: {error}")))
}

/// The files as XLSX in the reader's words: a frozen heading, from right to left where the language runs so. Texts are
/// texts, whatever they begin with. `made` is when (UTC).
pub fn xlsx(
    ranking: &Ranking,
    files: &[&RankedFile],
    reader: Reader,
    made: DateTime<Utc>,
) -> Result<Vec<u8>, Failure> {
    let mut workbook = workbook(made)?;
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .map_err(unwritable)?;
    let last = heading(sheet, ranking, reader).map_err(unwritable)?;
    let mut at = 0;
    for file in files {
        at += 1;
        body(sheet, at, &said(ranking, file, reader)).map_err(unwritable)?;
    }
    sheet.autofilter(0, 0, at, last).map_err(unwritable)?;
    workbook.save_to_buffer().map_err(unwritable)
}

/// Writes the heading. Answers the last column.
fn heading(sheet: &mut Worksheet, ranking: &Ranking, reader: Reader) -> Result<u16, XlsxError> {
    sheet.set_name(reader.t("ranking-sheet"))?;
    if reader.language.direction() == "rtl" {
        sheet.set_right_to_left(true);
    }
    sheet.set_freeze_panes(1, 3)?;
    let bold = Format::new().set_bold();
    let named = |name: &str| reader.named("ranking-column", name.replace('_', "-"));
    let sections = ranking.rules.sections.iter();
    let sections = sections.map(|section| section.title.get(reader.language.code()).to_owned());
    let names = COLUMNS.iter().map(|name| named(name)).chain(sections);
    let mut last = 0;
    for (column, name) in (0_u16..).zip(names) {
        let width = match COLUMNS.get(usize::from(column)) {
            Some(&("title" | "organisation")) => 40,
            Some(&("marks" | "region" | "theme" | "status")) => 26,
            _ => 14,
        };
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
        last = column;
    }
    Ok(last)
}

/// The cells with names in the reader's words.
fn said(ranking: &Ranking, file: &RankedFile, reader: Reader) -> Vec<Cell> {
    let mut cells = cells(ranking, file);
    let theme = |id: &str| {
        let mut themes = ranking.call.definition.themes.iter();
        themes
            .find(|theme| theme.id == id)
            .map(|theme| theme.title.get(reader.language.code()).to_owned())
    };
    let marks: Vec<String> = file
        .marks
        .iter()
        .map(|mark| reader.named("ranking-mark", mark.name()))
        .collect();
    for (cell, name) in cells.iter_mut().zip(COLUMNS) {
        let text = match name {
            "country" => reader.country(file.country),
            "region" => reader.named("region", file.region),
            "theme" => file.theme.as_deref().and_then(theme).unwrap_or_default(),
            "status" => reader.named("status", file.status),
            "marks" => marks.join("; "),
            _ => continue,
        };
        *cell = Cell::Text(text);
    }
    cells
}

fn body(sheet: &mut Worksheet, at: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(cells) {
        match cell {
            Cell::Text(text) => sheet.write_string(at, column, text)?,
            // Exact enough: thousandths of numbers far below 2⁵³.
            Cell::Points(Some(points)) => {
                sheet.write_number(at, column, *points as f64 / 1000.0)?
            }
            Cell::Number(Some(number)) => sheet.write_number(at, column, *number)?,
            Cell::Points(None) | Cell::Number(None) => sheet,
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn points_are_written_as_decimals() {
        assert_eq!(decimal(78_500), "78.500");
        assert_eq!(decimal(7), "0.007");
        assert_eq!(decimal(-1_250), "-1.250");
    }
}
