//! The grids of one's own files as a workbook: a sheet for each, to be filled in with any program for spreadsheets.
//!
//! The first column is hidden and says what each row is; whatever people do to the other columns, a row is found by it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, Reader as _, Xlsx};
use chrono::{DateTime, Utc};
use language::Reader;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, FormatAlign, ProtectionOptions, Worksheet,
    XlsxError,
};
use workflow::evaluation::{GridQuestion, GridSection, Points, Recommendation};

use super::judging::{comment_field, score_field};
use super::{Blank, FORMAT, MOST_FILES, Sheet, SheetFault};
use crate::evaluation::points;
use crate::export::unwritable;
use crate::failure::Failure;

/// The most bytes a workbook that comes back may unfold to.
const MOST_UNFOLDED: u64 = 24 * 1024 * 1024;
/// The most parts of a workbook that comes back.
const MOST_PARTS: usize = 2_000;
/// The most cells read of one sheet.
const MOST_CELLS: usize = 20_000;
/// The most characters of a cell that are kept: one more than a text may have.
const MOST_CHARACTERS: usize = workflow::text::Text::MOST + 1;

/// The columns: what a row is, question, range, score, comment, guidance.
const KEY: u16 = 0;
const ASKED: u16 = 1;
const RANGE: u16 = 2;
const SCORE: u16 = 3;
const COMMENT: u16 = 4;
const GUIDANCE: u16 = 5;

/// Writes grids as a workbook in the reader's words. `holder` is the name of the person whose they are, `made` is when (UTC).
pub fn write(
    reader: Reader,
    holder: &str,
    blanks: &[Blank],
    made: DateTime<Utc>,
) -> Result<Vec<u8>, Failure> {
    let mut workbook = crate::export::workbook(made)?;
    let mut names = Vec::new();
    for blank in blanks.iter().take(MOST_FILES) {
        let sheet = workbook.add_worksheet();
        let name = sheet_name(&blank.reference, &mut names);
        page(sheet, &name, reader, holder, blank).map_err(unwritable)?;
    }
    if blanks.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet
            .write_string(0, 0, reader.t("sheet-no-file"))
            .map_err(unwritable)?;
    }
    workbook.save_to_buffer().map_err(unwritable)
}

/// A name spreadsheets take, and no other sheet has.
fn sheet_name(reference: &str, taken: &mut Vec<String>) -> String {
    let plain: String = reference
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '))
        .take(24)
        .collect();
    let base = if plain.trim().is_empty() {
        "file".to_owned()
    } else {
        plain
    };
    let name = (1_u32..)
        .map(|number| match number {
            1 => base.clone(),
            other => format!("{base} {other}"),
        })
        .find(|name| !taken.contains(name))
        .unwrap_or_default();
    taken.push(name.clone());
    name
}

struct Formats {
    bold: Format,
    head: Format,
    wrap: Format,
    soft: Format,
    open: Format,
    score: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            bold: Format::new().set_bold().set_font_size(14),
            head: top.clone().set_bold().set_background_color(0x00EF_E9EE),
            soft: top.clone().set_font_color(0x0055_5555),
            open: top
                .clone()
                .set_unlocked()
                .set_border(rust_xlsxwriter::FormatBorder::Thin),
            score: top
                .clone()
                .set_unlocked()
                .set_border(rust_xlsxwriter::FormatBorder::Thin)
                .set_num_format("0.###"),
            wrap: top,
        }
    }
}

fn page(
    sheet: &mut Worksheet,
    name: &str,
    reader: Reader,
    holder: &str,
    blank: &Blank,
) -> Result<(), XlsxError> {
    let formats = Formats::new();
    sheet.set_name(name)?;
    if reader.language.direction() == "rtl" {
        sheet.set_right_to_left(true);
    }
    for (column, width) in [
        (ASKED, 44),
        (RANGE, 16),
        (SCORE, 9),
        (COMMENT, 56),
        (GUIDANCE, 48),
    ] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(KEY)?;
    let facts = [
        ("format", FORMAT.to_owned()),
        ("person", blank.person.to_string()),
        ("proposal", blank.proposal.to_string()),
        ("grid", blank.grid.to_string()),
        ("draft", blank.base.to_string()),
    ];
    let said = [
        (
            format!("{} {}", blank.reference, blank.title),
            &formats.bold,
        ),
        (blank.organisation.clone(), &formats.wrap),
        (
            reader.ta("sheet-confidential", [("name", holder.into())]),
            &formats.wrap,
        ),
        (reader.t("sheet-how"), &formats.wrap),
        (String::new(), &formats.wrap),
    ];
    let mut row = 0;
    for ((key, value), (text, format)) in facts.iter().zip(&said) {
        sheet.write_string(row, KEY, format!("{key}:{value}"))?;
        sheet.merge_range(row, ASKED, row, GUIDANCE, text, format)?;
        row += 1;
    }
    sheet.set_row_height(2, 32)?;
    sheet.set_row_height(3, 48)?;
    for (column, key) in [
        (ASKED, "evaluation-question"),
        (RANGE, "sheet-range"),
        (SCORE, "label-score"),
        (COMMENT, "form-comment"),
        (GUIDANCE, "sheet-guidance"),
    ] {
        sheet.write_string_with_format(row, column, reader.t(key), &formats.head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    row += 1;
    for section in &blank.rules.sections {
        heading(sheet, row, reader, section, &formats)?;
        row += 1;
        for asked in &section.questions {
            question(sheet, row, reader, blank, asked, &formats)?;
            row += 1;
        }
    }
    beside(sheet, row, reader, blank, &formats)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

fn heading(
    sheet: &mut Worksheet,
    row: u32,
    reader: Reader,
    section: &GridSection,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let title = section.title.get(reader.language.code());
    sheet.write_string_with_format(row, ASKED, title, &formats.head)?;
    let minimum = if section.minimum > 0 {
        let points = shown(reader, section.minimum);
        reader.ta("evaluation-minimum", [("points", points.into())])
    } else {
        String::new()
    };
    sheet.write_string_with_format(row, RANGE, minimum, &formats.head)?;
    for column in [SCORE, COMMENT, GUIDANCE] {
        sheet.write_blank(row, column, &formats.head)?;
    }
    Ok(())
}

/// Points for people: 7.5.
fn shown(reader: Reader, points: Points) -> String {
    match points {
        whole if whole % 1000 == 0 => reader.number(whole / 1000),
        tenths if tenths % 100 == 0 => reader.fixed(tenths / 100, 1),
        other => reader.fixed(other, 3),
    }
}

/// The scale of a question in words: range, step and weight.
pub fn scale(reader: &Reader, asked: &GridQuestion) -> String {
    let key = if asked.weight == 1 {
        "sheet-range-of"
    } else {
        "sheet-range-weighted"
    };
    let values = [
        ("max", shown(*reader, asked.max).into()),
        ("step", shown(*reader, asked.step).into()),
        ("weight", asked.weight.into()),
    ];
    reader.ta(key, values)
}

#[allow(clippy::cast_precision_loss)]
fn number(points: Points) -> f64 {
    points as f64 / 1000.0
}

fn question(
    sheet: &mut Worksheet,
    row: u32,
    reader: Reader,
    blank: &Blank,
    asked: &GridQuestion,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let language = reader.language.code();
    sheet.write_string(row, KEY, format!("q:{}", asked.id))?;
    sheet.write_string_with_format(row, ASKED, asked.text.get(language), &formats.wrap)?;
    let range = scale(&reader, asked);
    sheet.write_string_with_format(row, RANGE, range, &formats.soft)?;
    match blank.draft.scores.get(&asked.id) {
        Some(score) => {
            sheet.write_number_with_format(row, SCORE, number(*score), &formats.score)?
        }
        None => sheet.write_blank(row, SCORE, &formats.score)?,
    };
    let allowed = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, number(asked.max)))
        .ignore_blank(true);
    sheet.add_data_validation(row, SCORE, row, SCORE, &allowed)?;
    let comment = blank.draft.comments.get(&asked.id);
    open(sheet, row, comment.map_or("", String::as_str), formats)?;
    let guidance: Vec<String> = asked
        .guidance
        .iter()
        .map(|band| {
            let (from, to) = (shown(reader, band.from), shown(reader, band.to));
            format!("{from}–{to}: {}", band.text.get(language))
        })
        .collect();
    sheet.write_string_with_format(row, GUIDANCE, guidance.join("\n"), &formats.soft)?;
    Ok(())
}

/// A cell to write a text in.
fn open(sheet: &mut Worksheet, row: u32, text: &str, formats: &Formats) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, COMMENT, &formats.open)?;
    } else {
        sheet.write_string_with_format(row, COMMENT, text, &formats.open)?;
    }
    Ok(())
}

/// The fields beside the questions.
fn beside(
    sheet: &mut Worksheet,
    mut row: u32,
    reader: Reader,
    blank: &Blank,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if blank.rules.recommendation {
        sheet.write_string(row, KEY, "recommendation")?;
        let label = reader.t("evaluation-recommendation");
        sheet.write_string_with_format(row, ASKED, label, &formats.wrap)?;
        let words: Vec<String> = Recommendation::ALL
            .iter()
            .map(|known| reader.named("recommendation", known))
            .collect();
        let chosen = blank.draft.recommendation;
        let chosen = chosen.map(|known| reader.named("recommendation", known));
        open(sheet, row, &chosen.unwrap_or_default(), formats)?;
        let list = DataValidation::new().allow_list_strings(&words)?;
        sheet.add_data_validation(row, COMMENT, row, COMMENT, &list)?;
        row += 1;
    }
    if blank.rules.budget_remarks {
        sheet.write_string(row, KEY, "budget_remarks")?;
        let label = reader.t("evaluation-budget-remarks");
        sheet.write_string_with_format(row, ASKED, label, &formats.wrap)?;
        open(sheet, row, &blank.draft.budget_remarks, formats)?;
        row += 1;
    }
    sheet.write_string(row, KEY, "overall")?;
    let label = reader.t("evaluation-overall-comment");
    sheet.write_string_with_format(row, ASKED, label, &formats.wrap)?;
    open(sheet, row, &blank.draft.overall, formats)
}

/// Reads a workbook that comes back. Sheets that are not ours are passed over.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetFault> {
    unfolds(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetFault::NoSheet)?;
    let mut found = Vec::new();
    let mut other = false;
    for name in workbook.sheet_names().into_iter().take(MOST_FILES) {
        let rows = cells(&mut workbook, &name)?;
        match sheet(&rows) {
            Ok(Some(sheet)) => found.push(sheet),
            Ok(None) => {}
            Err(fault) => other |= fault == SheetFault::OtherFormat,
        }
    }
    match found.is_empty() {
        false => Ok(found),
        true if other => Err(SheetFault::OtherFormat),
        true => Err(SheetFault::NoSheet),
    }
}

/// Refuses an archive that unfolds to more than a workbook of ours ever does, before anything is kept of it.
fn unfolds(bytes: &[u8]) -> Result<(), SheetFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::NoSheet)?;
    if archive.len() > MOST_PARTS {
        return Err(SheetFault::TooLarge);
    }
    let mut left = MOST_UNFOLDED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| SheetFault::NoSheet)?;
        let read = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| SheetFault::NoSheet)?;
        left = left.checked_sub(read).ok_or(SheetFault::TooLarge)?;
    }
    Ok(())
}

/// Rows by their number from 1: what a row is, score, comment.
type Rows = BTreeMap<u32, [String; 3]>;

fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Rows, SheetFault> {
    let mut rows = Rows::new();
    // Charts and the like have no cells.
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else {
        return Ok(rows);
    };
    for _ in 0..MOST_CELLS {
        let Some(cell) = cells.next_cell().map_err(|_| SheetFault::NoSheet)? else {
            return Ok(rows);
        };
        let (row, column) = cell.get_position();
        let place = match u16::try_from(column) {
            Ok(KEY) => 0,
            Ok(SCORE) => 1,
            Ok(COMMENT) => 2,
            _ => continue,
        };
        let said = text(cell.get_value());
        if let Some(cell) = rows
            .entry(row.saturating_add(1))
            .or_default()
            .get_mut(place)
        {
            *cell = said;
        }
    }
    Err(SheetFault::TooLarge)
}

/// A cell as it was typed.
fn text(value: &DataRef<'_>) -> String {
    let said = match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            points::of_number(*number).map_or_else(|| number.to_string(), points::figures)
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => at.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    said.chars().take(MOST_CHARACTERS).collect()
}

/// What a sheet says; nothing when it is not ours.
fn sheet(rows: &Rows) -> Result<Option<Sheet>, SheetFault> {
    let fact = |key: &str| {
        let prefix = format!("{key}:");
        rows.values()
            .find_map(|[what, ..]| what.strip_prefix(&prefix).map(str::to_owned))
    };
    match fact("format") {
        None => return Ok(None),
        Some(format) if format == FORMAT => {}
        Some(_) => return Err(SheetFault::OtherFormat),
    }
    fn parsed<T: std::str::FromStr>(text: Option<String>) -> Result<T, SheetFault> {
        let text = text.ok_or(SheetFault::NoSheet)?;
        text.parse().map_err(|_| SheetFault::NoSheet)
    }
    let mut found = Sheet {
        person: parsed(fact("person"))?,
        proposal: parsed(fact("proposal"))?,
        grid: parsed(fact("grid"))?,
        draft: parsed(fact("draft"))?,
        scores: BTreeMap::new(),
        comments: BTreeMap::new(),
        overall: String::new(),
        recommendation: String::new(),
        budget_remarks: String::new(),
        rows: BTreeMap::new(),
    };
    for (row, [what, score, comment]) in rows {
        let comment = comment.clone();
        match what.as_str() {
            "overall" => found.overall = comment,
            "budget_remarks" => found.budget_remarks = comment,
            "recommendation" => found.recommendation = recommended(&comment),
            other => {
                if let Some(question) = other.strip_prefix("q:") {
                    found.rows.insert(score_field(question), *row);
                    found.rows.insert(comment_field(question), *row);
                    found.scores.insert(question.to_owned(), score.clone());
                    found.comments.insert(question.to_owned(), comment);
                }
                continue;
            }
        }
        found.rows.insert(what.clone(), *row);
    }
    Ok(Some(found))
}

/// The name of what is recommended in any of our languages; the words themselves when they are none of ours.
fn recommended(words: &str) -> String {
    let words = words.trim();
    for language in language::Language::ALL {
        for known in Recommendation::ALL {
            let key = format!("recommendation-{}", known.name().replace('_', "-"));
            if language::text(*language, &key) == words {
                return known.name().to_owned();
            }
        }
    }
    words.to_owned()
}
