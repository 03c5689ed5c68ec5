//! The points of a clarification on the desk: asked, and answered.

use facility::documents::Document;
use facility::screening::{Checklist, Clarified};
use language::Reader;
use workflow::screening::{MOST_POINTS, Outcome, Point};
use workflow::text::{Text, TextError};

use super::sheet::Paper;
use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::screening::checklist;

/// A point being written.
pub struct Draft {
    /// Its number, from 1.
    pub number: usize,
    /// Name of the field of its criterion.
    pub criterion_field: String,
    /// The criteria to choose from.
    pub criteria: Vec<Choice>,
    /// Name of the field of its text.
    pub text_field: String,
    /// The text typed.
    pub text: String,
    /// What is wrong with it.
    pub error: String,
}

fn criterion_field(at: usize) -> String {
    format!("point-criterion-{}", at + 1)
}

fn text_field(at: usize) -> String {
    format!("point-{}", at + 1)
}

/// The points as they are typed: criterion and text. Without any, one for each criterion that is to be cleared up.
fn typed(checklist: &Checklist, fields: &Fields) -> Vec<(String, String)> {
    let count = fields.get("points").parse::<usize>().ok();
    match count {
        Some(count) => (0..count.min(MOST_POINTS))
            .map(|at| {
                let criterion = fields.get(&criterion_field(at)).to_owned();
                (criterion, fields.get(&text_field(at)).to_owned())
            })
            .collect(),
        None => {
            let open = checklist
                .lines
                .iter()
                .filter(|line| line.outcome == Some(Outcome::Clarification));
            let points: Vec<(String, String)> = open
                .take(MOST_POINTS)
                .map(|line| {
                    let text = line.reason.clone().unwrap_or_default();
                    (line.criterion.id.clone(), text)
                })
                .collect();
            if points.is_empty() {
                vec![Default::default()]
            } else {
                points
            }
        }
    }
}

/// The points to be written, ready for the page.
pub fn drafts(
    reader: &Reader,
    checklist: &Checklist,
    fields: &Fields,
    errors: &Errors,
) -> Vec<Draft> {
    let draft = |(at, (criterion, text)): (usize, (String, String))| Draft {
        number: at + 1,
        criteria: checklist
            .lines
            .iter()
            .map(|line| {
                let id = &line.criterion.id;
                Choice::new(id, checklist::name(reader, checklist, id), *id == criterion)
            })
            .collect(),
        criterion_field: criterion_field(at),
        error: errors.of(text_field(at)),
        text_field: text_field(at),
        text,
    };
    typed(checklist, fields)
        .into_iter()
        .enumerate()
        .map(draft)
        .collect()
}

/// The fields with one point more, or without one (from 1).
pub fn changed(checklist: &Checklist, fields: &Fields, without: Option<usize>) -> Fields {
    let mut points = typed(checklist, fields);
    match without {
        Some(number) if (1..=points.len()).contains(&number) => {
            points.remove(number - 1);
        }
        Some(_) => {}
        None if points.len() < MOST_POINTS => points.push(Default::default()),
        None => {}
    }
    if points.is_empty() {
        points.push(Default::default());
    }
    let mut all: Vec<(String, String)> = fields
        .0
        .iter()
        .filter(|(name, _)| name != "points" && !name.starts_with("point-"))
        .cloned()
        .collect();
    all.push(("points".to_owned(), points.len().to_string()));
    for (at, (criterion, text)) in points.into_iter().enumerate() {
        all.push((criterion_field(at), criterion));
        all.push((text_field(at), text));
    }
    Fields(all)
}

/// Reads the points; each needs its text.
pub fn read(reader: &Reader, checklist: &Checklist, fields: &Fields) -> Result<Vec<Point>, Errors> {
    let mut errors = Errors::none();
    let mut points = Vec::new();
    for (at, (criterion, text)) in typed(checklist, fields).into_iter().enumerate() {
        match Text::parse(&text) {
            Ok(text) => points.push(Point {
                criterion: Some(criterion).filter(|id| !id.is_empty()),
                text,
            }),
            Err(error) => {
                let code = match error {
                    TextError::Empty => "missing",
                    TextError::TooLong => "too-long",
                    TextError::Characters => "characters",
                };
                errors.add(reader, &text_field(at), code);
            }
        }
    }
    if errors.is_empty() {
        Ok(points)
    } else {
        Err(errors)
    }
}

/// A point that was asked, with its answer.
pub struct AskedPoint {
    /// The criterion in words; may be empty.
    pub criterion: String,
    /// What was asked.
    pub asked: String,
    /// The answer; may be empty.
    pub answer: String,
    /// Its documents.
    pub documents: Vec<Paper>,
}

/// A request to the applicant, with what came of it.
pub struct Request {
    /// When it was asked, until when, and when it was answered, in words.
    pub when: String,
    /// Point by point.
    pub points: Vec<AskedPoint>,
}

/// The requests of a file, the latest first.
pub fn requests(reader: &Reader, checklist: &Checklist, documents: &[Document]) -> Vec<Request> {
    let request = |asked: &Clarified| {
        let until = reader.ta(
            "clarification-until",
            [("date", reader.date(asked.until).into())],
        );
        let answered = match asked.answered_at {
            Some(at) => reader.ta(
                "clarification-answered-at",
                [("at", reader.date_time(at).into())],
            ),
            None => reader.t("clarification-not-answered"),
        };
        Request {
            when: format!(
                "{} · {until} · {answered}",
                reader.date_time(asked.asked_at)
            ),
            points: asked
                .points
                .iter()
                .map(|point| AskedPoint {
                    criterion: point
                        .criterion
                        .as_deref()
                        .map(|id| checklist::name(reader, checklist, id))
                        .unwrap_or_default(),
                    asked: point.asked.clone(),
                    answer: point.answer.clone().unwrap_or_default(),
                    documents: documents
                        .iter()
                        .filter(|document| point.documents.contains(&document.id))
                        .map(|document| Paper::of(reader, document))
                        .collect(),
                })
                .collect(),
        }
    };
    checklist.clarifications.iter().rev().map(request).collect()
}
