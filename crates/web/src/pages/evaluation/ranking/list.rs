//! The ranking as a list.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::evaluation::ranking::{self, RankedFile, Ranking, views};
use facility::views::SavedView;
use language::Reader;
use workflow::ids::CallId;

use super::asked::RankingAsked;
use super::cells::{self, Head, Row};
use super::filters::{self, Chip, Chooser};
use super::{address, fraction, themes};
use crate::chart::{Intervals, Measured};
use crate::failure::PageError;
use crate::form::Fields;
use crate::page::{Choice, Crumb, Page, redirect, render};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Lines of a page.
const LINES: usize = 50;

struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A saved view.
struct View {
    name: String,
    href: String,
    delete: String,
    standard: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "evaluation/ranking.html")]
struct RankingPage {
    page: Page,
    crumbs: Vec<Crumb>,
    call: String,
    code: String,
    threshold: String,
    ordered_by: String,
    notices: Vec<String>,
    figures: Vec<Figure>,
    asked: RankingAsked,
    query: String,
    all: String,
    wrong: String,
    chips: Vec<Chip>,
    choosers: Vec<Chooser>,
    columns: Vec<Choice>,
    views: Vec<View>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    line_text: String,
    width: usize,
    count: String,
    previous: String,
    next: String,
    chart: Option<Intervals>,
}

/// The ranking of a call.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, _) = (parsing::id(&path)?, visitor.actor()?);
    let (found, saved) = block(&app, move |app| {
        let found = ranking::ranking(&app.facility, &actor, id)?;
        Ok((found, views::own(&app.facility, &actor)?))
    })
    .await?;
    let standard = saved.iter().find(|view| view.standard);
    if request.query_string().is_empty()
        && let Some(view) = standard
        && !view.query.is_empty()
    {
        return Ok(redirect(&address(id, &view.query)));
    }
    let fields = Fields(serde_urlencoded::from_str(request.query_string()).unwrap_or_default());
    let first = fields.get("from").parse::<usize>().unwrap_or(1).max(1);
    let asked = RankingAsked::of_pairs(&fields.0);
    render(&page(&visitor, &app, &found, saved, asked, first - 1))
}

fn page(
    visitor: &Visitor,
    app: &Application,
    ranking: &Ranking,
    saved: Vec<SavedView>,
    asked: RankingAsked,
    first: usize,
) -> RankingPage {
    let reader = visitor.reader;
    let (filter, order, wrong) = asked.read(&ranking.rules, &themes(ranking));
    let files = ranking.select(&filter, order);
    let first = first.min(files.len());
    let last = (first + LINES).min(files.len());
    let shown = &files[first..last];
    let line = ranking.line(&files, order);
    let id = ranking.call.id;
    let definition = &ranking.call.definition;
    let beside = |from: usize| {
        let query = asked.query();
        let separator = if query.is_empty() { "" } else { "&" };
        format!("/calls/{id}/ranking?{query}{separator}from={}", from + 1)
    };
    let threshold = wording::points(&reader, ranking.rules.threshold);
    let heads = cells::heads(&reader, ranking, &asked);
    RankingPage {
        crumbs: vec![
            Crumb::new("/evaluation", reader.t("evaluation-title")),
            Crumb::new(
                format!("/calls/{id}"),
                definition.title.get(reader.language.code()),
            ),
        ],
        call: id.to_string(),
        code: definition.code.clone(),
        threshold: reader.ta(
            "evaluation-threshold",
            [("points", threshold.clone().into())],
        ),
        ordered_by: reader.named("ranking-ordered-by", ranking.rules.ranking),
        notices: notices(&reader, ranking),
        figures: figures(&reader, ranking),
        all: address(id, ""),
        wrong: wrong.join(", "),
        chips: filters::chips(&reader, ranking, &asked),
        choosers: filters::choosers(&reader, ranking, &asked),
        columns: filters::columns(&reader, &asked),
        views: saved
            .into_iter()
            .map(|view| saved_view(id, view, &asked))
            .collect(),
        width: heads.len(),
        heads,
        line_text: reader.ta("ranking-line", [("points", threshold.into())]),
        rows: (first..)
            .zip(shown)
            .map(|(at, file)| Row {
                below_line: line == Some(at),
                ..cells::row(&reader, ranking, &asked, file)
            })
            .collect(),
        count: reader.tn("count-files", files.len()),
        previous: if first > 0 {
            beside(first.saturating_sub(LINES))
        } else {
            String::new()
        },
        next: if last < files.len() {
            beside(last)
        } else {
            String::new()
        },
        chart: chart(&reader, ranking, shown),
        query: asked.query(),
        asked,
        page: Page::new(visitor, app),
    }
}

fn saved_view(id: CallId, view: SavedView, asked: &RankingAsked) -> View {
    View {
        current: RankingAsked::of_query(&view.query) == *asked,
        href: address(id, &view.query),
        delete: format!("/calls/{id}/ranking/views/{}/delete", view.id),
        name: view.name,
        standard: view.standard,
    }
}

/// What one has to know before reading the adjusted scores.
pub(super) fn notices(reader: &Reader, ranking: &Ranking) -> Vec<String> {
    let mut found = Vec::new();
    let (scored, _) = ranking.counted();
    match ranking.figures.groups {
        0 if scored > 0 => found.push(reader.t("ranking-no-overlap")),
        0 | 1 => {}
        groups => found.push(reader.tn("ranking-groups", groups)),
    }
    if ranking.mixed {
        found.push(reader.t("ranking-mixed-grids"));
    }
    found
}

fn figures(reader: &Reader, ranking: &Ranking) -> Vec<Figure> {
    let (scored, passing) = ranking.counted();
    let figure = |value: String, key: &str, note: String| Figure {
        value,
        label: reader.t(key),
        note,
    };
    let mut found = vec![
        figure(
            reader.number(scored),
            "evaluation-complete",
            reader.share(scored, ranking.files.len()),
        ),
        figure(
            reader.number(passing),
            "ranking-passing",
            reader.share(passing, scored),
        ),
        figure(
            reader.number(ranking.figures.evaluators.len()),
            "evaluation-readers",
            String::new(),
        ),
    ];
    if let Some(alpha) = ranking.figures.alpha {
        let value = fraction(reader, alpha);
        found.push(figure(value, "ranking-alpha", agreement(reader, alpha)));
    }
    found
}

/// What an alpha is worth, after Krippendorff's own rule: from .800 on, reliable; from .667 on, for tentative conclusions.
pub(super) fn agreement(reader: &Reader, alpha: i64) -> String {
    reader.t(match alpha {
        800.. => "ranking-alpha-good",
        667.. => "ranking-alpha-fair",
        _ => "ranking-alpha-low",
    })
}

/// The adjusted scores of the page with their intervals, beside the raw ones.
fn chart(reader: &Reader, ranking: &Ranking, shown: &[&RankedFile]) -> Option<Intervals> {
    let points = |points: i64| wording::points(reader, points);
    let measured = shown.iter().filter_map(|file| {
        let raw = file.raw?;
        let place = file
            .place
            .map(|place| reader.number(place))
            .unwrap_or_default();
        let told = file.told();
        let adjusted = told.map_or_else(
            || reader.t("ranking-too-little-overlap"),
            |told| {
                format!(
                    "{} ({})",
                    points(told.score.value),
                    cells::interval(reader, told)
                )
            },
        );
        let values = [
            ("title", wording::title(reader, &file.title).into()),
            ("raw", points(raw).into()),
            ("adjusted", adjusted.into()),
        ];
        Some(Measured {
            name: format!("{place}. {}", file.reference),
            words: reader.ta("ranking-chart-file", values),
            interval: told.map(|told| (told.score.low, told.score.value, told.score.high)),
            beside: Some(raw),
        })
    });
    let measured: Vec<Measured> = measured.collect();
    let (most, threshold) = (ranking.rules.maximum(), ranking.rules.threshold);
    (!measured.is_empty()).then(|| Intervals::new(reader, (0, most), Some(threshold), measured))
}
