//! Evaluators side by side: how harsh each is, how far they agree, what each of them changes.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use choice::calibration::Estimate;
use facility::evaluation::calibration::{EvaluatorFigure, Moved, QuestionFigure};
use facility::evaluation::ranking::{self, RankedFile, Ranking};
use language::Reader;
use serde::Deserialize;
use workflow::ids::{CallId, ProposalId};

use super::list::{agreement, notices};
use super::{fraction, signed};
use crate::chart::{Intervals, Measured};
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// How many places a file must move to be told of, unless asked otherwise.
const FAR: u32 = 10;
/// How many of the first places are looked at, unless asked otherwise.
const FIRST: u32 = 20;
/// The most places that can be asked for.
const MOST: u32 = 10_000;
/// The most files named for an evaluator.
const NAMED: usize = 15;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// Files that move more places than this are told.
    far: String,
    /// Files that enter or leave so many first places are told.
    first: String,
}

/// A file that moves.
struct MovedFile {
    reference: String,
    title: String,
    places: String,
}

struct Evaluator {
    name: String,
    shape: &'static str,
    verdict: String,
    severity: String,
    severity_interval: String,
    files: String,
    shared: String,
    mean: String,
    scale: String,
    scale_interval: String,
    noise: String,
    noise_interval: String,
    without: String,
    crossing: String,
    moved: Vec<MovedFile>,
}

/// A column of a distribution.
struct Part {
    x: usize,
    y: i64,
    height: i64,
}

struct Question {
    text: String,
    most: String,
    mean: String,
    scores: String,
    alpha: String,
    worth: String,
    parts: Vec<Part>,
    spoken: String,
}

#[derive(Template)]
#[template(path = "evaluation/calibration.html")]
struct CalibrationPage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    notices: Vec<String>,
    made_of: String,
    alpha: String,
    far: u32,
    first: u32,
    ordered_by: String,
    chart: Option<Intervals>,
    evaluators: Vec<Evaluator>,
    questions: Vec<Question>,
}

fn asked(text: &str, usual: u32) -> u32 {
    text.trim().parse().unwrap_or(usual).min(MOST)
}

/// The evaluators of a call.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, _) = (parsing::id(&path)?, visitor.actor()?);
    let found = block(&app, move |app| ranking::ranking(&app.facility, &actor, id)).await?;
    let (far, first) = (asked(&query.far, FAR), asked(&query.first, FIRST));
    let reader = visitor.reader;
    let definition = &found.call.definition;
    let files: HashMap<ProposalId, &RankedFile> = found
        .files
        .iter()
        .map(|file| (file.proposal, file))
        .collect();
    let title = definition.title.get(reader.language.code());
    render(&CalibrationPage {
        crumbs: vec![
            Crumb::new(format!("/calls/{id}"), title),
            Crumb::new(format!("/calls/{id}/ranking"), reader.t("ranking-title")),
        ],
        code: definition.code.clone(),
        notices: notices(&reader, &found),
        made_of: made_of(&reader, &found),
        alpha: found
            .figures
            .alpha
            .map(|alpha| {
                let value = fraction(&reader, alpha);
                let values = [
                    ("alpha", value.into()),
                    ("worth", agreement(&reader, alpha).into()),
                ];
                reader.ta("ranking-alpha-of-totals", values)
            })
            .unwrap_or_default(),
        ordered_by: reader.named("ranking-ordered-by", found.rules.ranking),
        chart: chart(&reader, &found.figures.evaluators),
        evaluators: found
            .figures
            .evaluators
            .iter()
            .map(|one| evaluator(&reader, one, &files, far, first))
            .collect(),
        questions: found
            .figures
            .questions
            .iter()
            .map(|one| question(&reader, one))
            .collect(),
        far,
        first,
        page: Page::new(&visitor, &app),
    })
}

/// What the scores are made of, in words; empty with too little overlap.
fn made_of(reader: &Reader, ranking: &Ranking) -> String {
    let Some(found) = ranking.figures.deviations else {
        return String::new();
    };
    let points = |points: i64| wording::points(reader, points);
    let values = [
        ("quality", points(found.quality).into()),
        ("severity", points(found.severity).into()),
        ("error", points(found.error).into()),
    ];
    reader.ta("ranking-made-of", values)
}

fn name(reader: &Reader, one: &EvaluatorFigure) -> String {
    one.name
        .clone()
        .unwrap_or_else(|| reader.ta("evaluation-evaluator-number", [("n", one.number.into())]))
}

/// Severities with their intervals.
fn chart(reader: &Reader, evaluators: &[EvaluatorFigure]) -> Option<Intervals> {
    let told = evaluators.iter().filter_map(|one| {
        let points = one.figures.severity.ok()?.points;
        let (low, high) = (signed(reader, points.low), signed(reader, points.high));
        let name = name(reader, one);
        let values = [
            ("name", name.as_str().into()),
            ("severity", signed(reader, points.value).into()),
            ("low", low.into()),
            ("high", high.into()),
        ];
        let short: String = name.chars().take(22).collect();
        Some((
            points,
            Measured {
                words: reader.ta("ranking-chart-evaluator", values),
                name: short,
                interval: Some((points.low, points.value, points.high)),
                beside: None,
            },
        ))
    });
    let (points, measured): (Vec<Estimate>, Vec<Measured>) = told.unzip();
    let ends = points
        .iter()
        .flat_map(|one| [one.low.abs(), one.high.abs()]);
    let most = ends.max()?;
    Some(Intervals::new(reader, (-most, most), Some(0), measured))
}

fn spread(reader: &Reader, estimate: Option<Estimate>) -> (String, String) {
    let points = |points: i64| wording::points(reader, points);
    match estimate {
        Some(one) => (
            points(one.value),
            format!("{}–{}", points(one.low), points(one.high)),
        ),
        None => (String::new(), String::new()),
    }
}

fn evaluator(
    reader: &Reader,
    one: &EvaluatorFigure,
    files: &HashMap<ProposalId, &RankedFile>,
    far: u32,
    first: u32,
) -> Evaluator {
    let figures = &one.figures;
    let (shape, verdict) = match figures.severity {
        Err(_) => ("ended", "ranking-too-little-overlap"),
        Ok(severity) if severity.points.low > 0 => ("working", "ranking-harsh"),
        Ok(severity) if severity.points.high < 0 => ("working", "ranking-lenient"),
        Ok(_) => ("good", "ranking-neither"),
    };
    let (severity, severity_interval) = figures.severity.map_or_else(
        |_| (String::new(), String::new()),
        |severity| {
            let points = severity.points;
            let (low, high) = (signed(reader, points.low), signed(reader, points.high));
            let values = [("low", low.into()), ("high", high.into())];
            (
                signed(reader, points.value),
                reader.ta("ranking-from-to", values),
            )
        },
    );
    let (scale, scale_interval) = spread(reader, figures.scale);
    let (noise, noise_interval) = spread(reader, figures.noise);
    let told = without(reader, one, files, far, first);
    Evaluator {
        name: name(reader, one),
        shape,
        verdict: reader.t(verdict),
        severity,
        severity_interval,
        files: reader.number(figures.files),
        shared: reader.number(figures.shared),
        mean: wording::points(reader, figures.mean),
        scale,
        scale_interval,
        noise,
        noise_interval,
        without: told.0,
        crossing: told.1,
        moved: told.2,
    }
}

/// What changes without an evaluator: how many files move far, how many cross the first places, and which.
fn without(
    reader: &Reader,
    one: &EvaluatorFigure,
    files: &HashMap<ProposalId, &RankedFile>,
    far: u32,
    first: u32,
) -> (String, String, Vec<MovedFile>) {
    let Some(moves) = &one.without else {
        return (
            reader.t("ranking-too-little-overlap"),
            String::new(),
            Vec::new(),
        );
    };
    let count = |test: &dyn Fn(&Moved) -> bool| moves.iter().filter(|one| test(one)).count();
    let moved = count(&|one| one.places.places().is_some_and(|places| places > far));
    let lost = count(&|one| one.places.without.is_none());
    let (enter, leave) = (
        count(&|one| one.places.enters(first)),
        count(&|one| one.places.leaves(first)),
    );
    let mut words = reader.ta(
        "ranking-without-moved",
        [
            ("n", moved.into()),
            ("num", reader.number(moved).into()),
            ("far", reader.number(far).into()),
        ],
    );
    if lost > 0 {
        words = format!("{words} {}", reader.tn("ranking-without-lost", lost));
    }
    let crossing = reader.ta(
        "ranking-without-crossing",
        [
            ("enter", reader.number(enter).into()),
            ("leave", reader.number(leave).into()),
            ("first", reader.number(first).into()),
        ],
    );
    let mut told: Vec<&Moved> = moves
        .iter()
        .filter(|one| {
            let places = &one.places;
            places.places().is_none_or(|moved| moved > far)
                || places.enters(first)
                || places.leaves(first)
        })
        .collect();
    told.sort_by_key(|one| std::cmp::Reverse(one.places.places().unwrap_or(u32::MAX)));
    let named = told.into_iter().take(NAMED).filter_map(|one| {
        let file = files.get(&one.proposal)?;
        let with = reader.number(one.places.with);
        let places = match one.places.without {
            Some(without) => reader.ta(
                "ranking-place-moves",
                [
                    ("with", with.into()),
                    ("without", reader.number(without).into()),
                ],
            ),
            None => reader.t("ranking-without-score"),
        };
        Some(MovedFile {
            reference: file.reference.clone(),
            title: wording::title(reader, &file.title),
            places,
        })
    });
    (words, crossing, named.collect())
}

fn question(reader: &Reader, one: &QuestionFigure) -> Question {
    let most = i64::from(one.parts.iter().copied().max().unwrap_or(0).max(1));
    let height = |count: u32| (i64::from(count) * 38 + most - 1) / most;
    let parts = (0..)
        .zip(&one.parts)
        .map(|(at, count): (usize, &u32)| Part {
            // Columns are mirrored by the style sheet.
            x: at * 10 + 1,
            y: 40 - height(*count),
            height: height(*count),
        });
    let counts: Vec<String> = one
        .parts
        .iter()
        .map(|count| reader.number(*count))
        .collect();
    Question {
        text: one.text.get(reader.language.code()).to_owned(),
        most: wording::points(reader, one.max),
        mean: one
            .mean
            .map(|mean| wording::points(reader, mean))
            .unwrap_or_default(),
        scores: reader.number(one.scores),
        alpha: one
            .alpha
            .map(|alpha| fraction(reader, alpha))
            .unwrap_or_default(),
        worth: one
            .alpha
            .map(|alpha| agreement(reader, alpha))
            .unwrap_or_default(),
        parts: parts.collect(),
        spoken: reader.ta(
            "ranking-distribution-of",
            [("counts", counts.join(" · ").into())],
        ),
    }
}
