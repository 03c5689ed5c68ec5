//! The table of a ranking: its heading, by which it is put in order, and its cells.

use choice::calibration::Adjusted;
use facility::evaluation::ranking::{RankedFile, Ranking};
use language::Reader;
use workflow::evaluation::RankedBy;

use super::asked::RankingAsked;
use super::{address, filters};
use crate::wording;

/// A column's heading.
pub(super) struct Head {
    pub label: String,
    /// The same list in the order of this column.
    pub href: String,
    /// `ascending`, `descending`, or nothing when the list is in another order.
    pub sort: &'static str,
    /// Whether it holds figures.
    pub end: bool,
}

/// One cell.
pub(super) struct Cell {
    pub label: String,
    /// Figures; may be empty.
    pub figure: String,
    /// More figures below, smaller; may be empty.
    pub below: String,
    /// Words; may be empty.
    pub text: String,
    /// Name of a status; may be empty.
    pub status: String,
    /// Marks in words.
    pub marks: Vec<String>,
    pub end: bool,
}

/// A file of the table.
pub(super) struct Row {
    pub place: String,
    pub href: String,
    pub title: String,
    pub reference: String,
    pub organisation: String,
    pub cells: Vec<Cell>,
    /// Whether the threshold is crossed just before it.
    pub below_line: bool,
}

/// A column: its name in orders, its label, whether it holds figures, whether its highest come first.
struct Column {
    name: String,
    label: String,
    figures: bool,
}

fn columns(reader: &Reader, ranking: &Ranking, asked: &RankingAsked) -> Vec<Column> {
    let mut found = Vec::new();
    for name in asked.columns() {
        if name == "sections" {
            for section in &ranking.rules.sections {
                found.push(Column {
                    name: format!("section.{}", section.id),
                    label: section.title.get(reader.language.code()).to_owned(),
                    figures: true,
                });
            }
            continue;
        }
        found.push(Column {
            name: name.to_owned(),
            label: reader.named("ranking-column", name),
            figures: !["region", "theme", "status", "marks"].contains(&name),
        });
    }
    found
}

/// The headings: the place and the file first, then the columns chosen. A column's first click brings the highest figures
/// up, or words from their beginning; the next turns it round.
pub(super) fn heads(reader: &Reader, ranking: &Ranking, asked: &RankingAsked) -> Vec<Head> {
    let always = [
        ("place", "ranking-place", true),
        ("title", "evaluation-file", false),
    ];
    let always = always.map(|(name, key, figures)| Column {
        name: name.to_owned(),
        label: reader.t(key),
        figures,
    });
    let all = always.into_iter().chain(columns(reader, ranking, asked));
    all.map(|column| head(ranking, asked, column)).collect()
}

fn head(ranking: &Ranking, asked: &RankingAsked, column: Column) -> Head {
    let (rising, falling) = (column.name.clone(), format!("-{}", column.name));
    let current = if asked.order.is_empty() {
        "place"
    } else {
        &asked.order
    };
    let sort = match current {
        order if order == rising => "ascending",
        order if order == falling => "descending",
        _ => "",
    };
    let first_falling = column.figures && column.name != "place" || column.name == "marks";
    let next = match sort {
        "ascending" => falling,
        "descending" => rising,
        _ if first_falling => falling,
        _ => rising,
    };
    Head {
        label: column.label,
        href: address(ranking.call.id, &asked.ordered(&next).query()),
        sort,
        end: column.figures,
    }
}

/// The row of a file.
pub(super) fn row(
    reader: &Reader,
    ranking: &Ranking,
    asked: &RankingAsked,
    file: &RankedFile,
) -> Row {
    let room = if ranking.names {
        "evaluation"
    } else {
        "selection"
    };
    let columns = columns(reader, ranking, asked);
    Row {
        below_line: false,
        place: file
            .place
            .map(|place| reader.number(place))
            .unwrap_or_default(),
        href: format!("/proposals/{}/{room}", file.proposal),
        title: wording::title(reader, &file.title),
        reference: file.reference.clone(),
        organisation: format!("{} · {}", file.organisation, reader.country(file.country)),
        cells: columns
            .into_iter()
            .map(|column| cell(reader, ranking, file, column))
            .collect(),
    }
}

fn cell(reader: &Reader, ranking: &Ranking, file: &RankedFile, column: Column) -> Cell {
    let points = |points: i64| wording::points(reader, points);
    let mut cell = Cell {
        label: column.label,
        figure: String::new(),
        below: String::new(),
        text: String::new(),
        status: String::new(),
        marks: Vec::new(),
        end: column.figures,
    };
    match column.name.as_str() {
        "raw" => {
            cell.figure = file.raw.map(points).unwrap_or_default();
            cell.below = beside(reader, ranking, RankedBy::Raw, file.raw_place);
        }
        "adjusted" => match &file.adjusted {
            Some(Ok(told)) => {
                cell.figure = points(told.score.value);
                cell.below = interval(reader, told);
            }
            Some(Err(_)) => cell.text = reader.t("ranking-too-little-overlap"),
            None => {}
        },
        "places" => {
            if let Some(told) = file.told() {
                cell.figure = between(reader, told.rank.best, told.rank.worst);
                let own = Some(told.rank.place);
                cell.below = beside(reader, ranking, RankedBy::Adjusted, own);
            }
        }
        "spread" => cell.figure = file.spread.map(points).unwrap_or_default(),
        "evaluators" => {
            cell.figure = reader.number(file.readings.len());
            let totals: Vec<String> = file.readings.iter().map(|one| points(one.total)).collect();
            cell.below = totals.join(" · ");
        }
        "amount" => {
            let requested = file.requested;
            cell.figure = requested
                .map(|sum| wording::money(reader, sum))
                .unwrap_or_default();
        }
        "region" => cell.text = reader.named("region", file.region.name().replace('_', "-")),
        "theme" => {
            let id = file.theme.as_deref();
            cell.text = id
                .map(|id| filters::theme(reader, ranking, id))
                .unwrap_or_default();
        }
        "status" => cell.status = file.status.to_string(),
        "marks" => {
            let marks = file.marks.iter();
            cell.marks = marks
                .map(|mark| reader.named("ranking-mark", mark.name()))
                .collect();
        }
        section => {
            let id = section.strip_prefix("section.").unwrap_or_default();
            let sections = ranking.rules.sections.iter().zip(&file.sections);
            let mut means = sections.filter(|(section, _)| section.id == id);
            let mean = means.next().and_then(|(_, mean)| *mean);
            cell.figure = mean.map(points).unwrap_or_default();
        }
    }
    cell
}

/// The place by a score that does not order the list, in words.
fn beside(reader: &Reader, ranking: &Ranking, by: RankedBy, place: Option<u32>) -> String {
    let place = place.filter(|_| ranking.rules.ranking != by);
    place
        .map(|place| {
            let number = reader.number(place);
            reader.ta("ranking-place-by-this", [("place", number.into())])
        })
        .unwrap_or_default()
}

/// An interval of points.
pub(super) fn interval(reader: &Reader, told: &Adjusted) -> String {
    let points = |points: i64| wording::points(reader, points);
    format!("{}–{}", points(told.score.low), points(told.score.high))
}

fn between(reader: &Reader, best: u32, worst: u32) -> String {
    if best == worst {
        reader.number(best)
    } else {
        format!("{}–{}", reader.number(best), reader.number(worst))
    }
}
