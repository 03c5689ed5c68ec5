//! The ranking of a call, and evaluators side by side.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, delete, get, post, web};
use choice::calibration::{Deviations, Estimate};
use facility::Failure;
use facility::evaluation::calibration::{EvaluatorFigure, Moved, QuestionFigure};
use facility::evaluation::ranking::{self, RankedFile, Ranking, export, views};
use language::{Language, Reader};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId};
use workflow::role::Actor;

use super::caller::Caller;
use super::fields::Line;
use super::problem::ApiError;
use crate::download;
use crate::pages::evaluation::ranking::{RankingAsked, themes};
use crate::pages::register::export::{CSV, XLSX};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(show_csv)
        .service(show_xlsx)
        .service(show_calibration)
        .service(saved)
        .service(save_view)
        .service(delete_view);
}

/// Which files, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct RankingFilter {
    /// Words in reference, title or organisation.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Statuses, with commas between them.
    #[param(example = "evaluated")]
    status: Option<String>,
    /// Regional groups, with commas between them.
    #[param(example = "african")]
    region: Option<String>,
    /// ISO 3166-1, with commas between them.
    #[param(example = "KE")]
    country: Option<String>,
    /// Themes of the call, with commas between them.
    theme: Option<String>,
    /// Side of the threshold.
    #[param(pattern = "^(above|below|unscored)?$")]
    side: Option<String>,
    /// What speaks for a second look.
    #[param(
        pattern = "^(below_threshold|section_minimum|too_few_evaluators|third_reader|reopened|not_adjusted|red_flag)?$"
    )]
    mark: Option<String>,
    /// A column, with `-` before it for the highest first: `place` (the call's order, when not given), `raw`, `adjusted`,
    /// `places` (how sure the place is), `spread`, `evaluators`, `amount`, `reference`, `title`, `organisation`, `country`,
    /// `region`, `theme`, `status`, `marks`, or `section.` with the id of a section.
    #[param(example = "-raw")]
    order: Option<String>,
}

impl RankingFilter {
    fn asked(&self) -> RankingAsked {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let list = |name: &str, text: &Option<String>| {
            text.iter()
                .map(|text| (name.to_owned(), text.clone()))
                .collect::<Vec<_>>()
        };
        let several = [
            list("status", &self.status),
            list("region", &self.region),
            list("country", &self.country),
            list("theme", &self.theme),
        ];
        RankingAsked {
            q: text(&self.q),
            side: text(&self.side),
            mark: text(&self.mark),
            order: text(&self.order),
            ..RankingAsked::of_pairs(&several.concat())
        }
    }
}

/// A number that is estimated, in thousandths of a point.
#[derive(Debug, Serialize, ToSchema)]
struct EstimateJson {
    /// The estimate.
    value: i64,
    /// Its standard error.
    error: i64,
    /// Lower end of the interval of 95 %.
    low: i64,
    /// Upper end of the interval of 95 %.
    high: i64,
}

impl From<Estimate> for EstimateJson {
    fn from(estimate: Estimate) -> Self {
        Self {
            value: estimate.value,
            error: estimate.error,
            low: estimate.low,
            high: estimate.high,
        }
    }
}

/// A file's score with the severity of its evaluators taken out.
#[derive(Debug, Serialize, ToSchema)]
struct AdjustedJson {
    /// The score.
    score: EstimateJson,
    /// The group of files that can be compared with each other, from 0.
    group: usize,
    /// The place in the group.
    place: u32,
    /// Best place of the interval of 95 %.
    best: u32,
    /// Worst place of the interval of 95 %.
    worst: u32,
    /// How many files the group has.
    of: u32,
}

/// What one evaluator gave.
#[derive(Debug, Serialize, ToSchema)]
struct RankedTotalJson {
    /// Who, for people who oversee the call.
    by: Option<Uuid>,
    /// Weighted total, thousandths of a point.
    total: i64,
}

/// A file of the ranking. Scores are thousandths of a point.
#[derive(Debug, Serialize, ToSchema)]
struct RankedFileJson {
    /// The file.
    proposal: Uuid,
    /// Reference.
    reference: String,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Regional group.
    region: String,
    /// Theme id.
    theme: Option<String>,
    /// Status.
    status: String,
    /// ISO 4217.
    currency: Option<String>,
    /// Amount requested, minor units.
    requested_minor: Option<i64>,
    /// The place in the call's order; nothing without a consolidated score.
    place: Option<u32>,
    /// Consolidated score.
    raw: Option<i64>,
    /// The place by it.
    raw_place: Option<u32>,
    /// Adjusted score; nothing without a consolidated score, and with too little overlap between evaluators to tell.
    adjusted: Option<AdjustedJson>,
    /// Totals, highest first.
    totals: Vec<RankedTotalJson>,
    /// The highest less the lowest total.
    spread: Option<i64>,
    /// Means of the sections, by id.
    sections: BTreeMap<String, i64>,
    /// What speaks for a second look.
    marks: Vec<String>,
}

impl RankedFileJson {
    fn of(ranking: &Ranking, file: &RankedFile) -> Self {
        let sections = ranking.rules.sections.iter().zip(&file.sections);
        Self {
            proposal: file.proposal.uuid(),
            reference: file.reference.clone(),
            title: file.title.clone(),
            organisation: file.organisation.clone(),
            country: file.country.to_string(),
            region: file.region.to_string(),
            theme: file.theme.clone(),
            status: file.status.to_string(),
            currency: file.requested.map(|sum| sum.currency.code().to_owned()),
            requested_minor: file.requested.map(|sum| sum.minor),
            place: file.place,
            raw: file.raw,
            raw_place: file.raw_place,
            adjusted: file.told().map(|told| AdjustedJson {
                score: told.score.into(),
                group: told.group,
                place: told.rank.place,
                best: told.rank.best,
                worst: told.rank.worst,
                of: told.rank.of,
            }),
            totals: file
                .readings
                .iter()
                .map(|one| RankedTotalJson {
                    by: one.by.map(PersonId::uuid),
                    total: one.total,
                })
                .collect(),
            spread: file.spread,
            sections: sections
                .filter_map(|(section, mean)| Some((section.id.clone(), (*mean)?)))
                .collect(),
            marks: file
                .marks
                .iter()
                .map(|mark| mark.name().to_owned())
                .collect(),
        }
    }
}

/// The ranking of a call.
#[derive(Debug, Serialize, ToSchema)]
struct RankingJson {
    /// Which score orders the files, by the rules of the call: `raw` or `adjusted`.
    ordered_by: String,
    /// Threshold, thousandths of a point; the consolidated score decides who passes.
    threshold: i64,
    /// The highest total, thousandths of a point.
    maximum: i64,
    /// How many groups of files cannot be compared with each other by adjusted scores; 0 when none can be told.
    groups: usize,
    /// Whether some files are scored by another version of the grid.
    mixed_grids: bool,
    /// The files that fit, in the order asked for. Places are those among all files.
    files: Vec<RankedFileJson>,
}

/// Reads the ranking and makes something of it. Errors with the names of what cannot be understood.
async fn read<T: Send + 'static>(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    given: &RankingFilter,
    make: impl Fn(&Ranking, &[&RankedFile]) -> Result<T, Failure> + Send + 'static,
) -> Result<T, ApiError> {
    let asked = given.asked();
    let made = block(app, move |app| {
        let found = ranking::ranking(&app.facility, &actor, CallId::from(id))?;
        let (filter, order, wrong) = asked.read(&found.rules, &themes(&found));
        if wrong.is_empty() {
            let made = make(&found, &found.select(&filter, order))?;
            Ok(Ok(made))
        } else {
            Ok::<_, Failure>(Err(wrong.join(", ")))
        }
    })
    .await?;
    made.map_err(|wrong| {
        ApiError::bad_request(format!(
            "These cannot be understood: {wrong}. The description of the API says what each may be."
        ))
    })
}

/// The ranking of a call, for people who oversee it and for members of its panel, who see files before the panel and no
/// evaluator's name. Files you have a conflict with are left out before anything is computed.
#[utoipa::path(tag = "evaluation", params(RankingFilter), responses(
    (status = 200, description = "The ranking", body = RankingJson)))]
#[get("/calls/{id}/ranking")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    given: web::Query<RankingFilter>,
) -> Result<HttpResponse, ApiError> {
    let found = read(&app, actor, *id, &given, |ranking, files| {
        Ok(RankingJson {
            ordered_by: ranking.rules.ranking.to_string(),
            threshold: ranking.rules.threshold,
            maximum: ranking.rules.maximum(),
            groups: ranking.figures.groups,
            mixed_grids: ranking.mixed,
            files: files
                .iter()
                .map(|file| RankedFileJson::of(ranking, file))
                .collect(),
        })
    });
    Ok(HttpResponse::Ok().json(found.await?))
}

/// The ranking of a call as CSV. Cells that a spreadsheet could take for a formula begin with an apostrophe.
#[utoipa::path(tag = "evaluation", params(RankingFilter), responses(
    (status = 200, description = "The file", body = String, content_type = "text/csv")))]
#[get("/calls/{id}/ranking.csv")]
async fn show_csv(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    given: web::Query<RankingFilter>,
) -> Result<HttpResponse, ApiError> {
    let content = read(&app, actor, *id, &given, export::csv).await?;
    Ok(download::file("ranking.csv", CSV, content))
}

/// The ranking of a call as XLSX in English.
#[utoipa::path(tag = "evaluation", params(RankingFilter), responses(
    (status = 200, description = "The file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/calls/{id}/ranking.xlsx")]
async fn show_xlsx(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    given: web::Query<RankingFilter>,
) -> Result<HttpResponse, ApiError> {
    let reader = Reader::new(Language::English, chrono_tz::UTC);
    let now = app.facility.clock.now();
    let make =
        move |ranking: &Ranking, files: &[&RankedFile]| export::xlsx(ranking, files, reader, now);
    let content = read(&app, actor, *id, &given, make).await?;
    Ok(download::file("ranking.xlsx", XLSX, content))
}

/// A file whose place depends on an evaluator.
#[derive(Debug, Serialize, ToSchema)]
struct MovedJson {
    /// The file.
    proposal: Uuid,
    /// Its place.
    with: u32,
    /// Its place without the evaluator; nothing when it has no other score that can be compared.
    without: Option<u32>,
}

impl From<&Moved> for MovedJson {
    fn from(moved: &Moved) -> Self {
        Self {
            proposal: moved.proposal.uuid(),
            with: moved.places.with,
            without: moved.places.without,
        }
    }
}

/// An evaluator beside the others. Scores are thousandths of a point.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorFigureJson {
    /// A number, the harshest first.
    number: u32,
    /// Who, for people who oversee the call.
    person: Option<Uuid>,
    /// Their name, under the same condition.
    name: Option<String>,
    /// Files scored.
    files: u32,
    /// Files of these that somebody else has scored too.
    shared: u32,
    /// Mean of the scores.
    mean: i64,
    /// Above 0 harsh, below 0 lenient; nothing with too little overlap to tell.
    severity: Option<EstimateJson>,
    /// The group of evaluators that can be compared with each other, from 0, under the same condition.
    group: Option<usize>,
    /// Standard deviation of the scores: how widely the scale is used.
    scale: Option<EstimateJson>,
    /// Standard deviation of what neither files nor severity explain.
    noise: Option<EstimateJson>,
    /// Files whose place in the call's order changes without the evaluator; nothing with too little overlap to tell.
    without: Option<Vec<MovedJson>>,
}

impl From<&EvaluatorFigure> for EvaluatorFigureJson {
    fn from(one: &EvaluatorFigure) -> Self {
        let figures = &one.figures;
        Self {
            number: one.number,
            person: one.person.map(PersonId::uuid),
            name: one.name.clone(),
            files: figures.files,
            shared: figures.shared,
            mean: figures.mean,
            severity: figures.severity.ok().map(|severity| severity.points.into()),
            group: figures.severity.ok().map(|severity| severity.group),
            scale: figures.scale.map(Into::into),
            noise: figures.noise.map(Into::into),
            without: one
                .without
                .as_ref()
                .map(|moves| moves.iter().map(Into::into).collect()),
        }
    }
}

/// A question of the grid.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionFigureJson {
    /// Its id.
    question: String,
    /// What is asked, by language (BCP 47).
    text: BTreeMap<String, String>,
    /// Highest score, thousandths of a point.
    max: i64,
    /// How many scores there are.
    scores: u32,
    /// Their mean, thousandths of a point.
    mean: Option<i64>,
    /// How many scores are in each tenth of the scale.
    tenths: Vec<u32>,
    /// Krippendorff's alpha, thousandths; nothing where it has no value.
    alpha: Option<i64>,
}

impl From<&QuestionFigure> for QuestionFigureJson {
    fn from(one: &QuestionFigure) -> Self {
        Self {
            question: one.id.clone(),
            text: one.text.0.clone(),
            max: one.max,
            scores: one.scores,
            mean: one.mean,
            tenths: one.parts.to_vec(),
            alpha: one.alpha,
        }
    }
}

/// What scores are made of: standard deviations in thousandths of a point.
#[derive(Debug, Serialize, ToSchema)]
struct DeviationsJson {
    /// Between files.
    quality: i64,
    /// Between evaluators.
    severity: i64,
    /// By chance in a single score.
    error: i64,
}

impl From<Deviations> for DeviationsJson {
    fn from(found: Deviations) -> Self {
        Self {
            quality: found.quality,
            severity: found.severity,
            error: found.error,
        }
    }
}

/// Evaluators and questions of a call.
#[derive(Debug, Serialize, ToSchema)]
struct CalibrationJson {
    /// Which score orders the files: `raw` or `adjusted`.
    ordered_by: String,
    /// Krippendorff's alpha of the totals, thousandths; nothing where it has no value.
    alpha: Option<i64>,
    /// What the scores are made of; nothing with too little overlap to tell.
    deviations: Option<DeviationsJson>,
    /// How many groups of evaluators cannot be compared with each other.
    groups: usize,
    /// Evaluators, the harshest first.
    evaluators: Vec<EvaluatorFigureJson>,
    /// Questions, in the order of the grid.
    questions: Vec<QuestionFigureJson>,
}

/// How harsh or lenient the evaluators of a call are, how far they agree, and what the ranking would be without each of
/// them; for who may read the ranking, without names for members of the panel.
#[utoipa::path(tag = "evaluation", responses(
    (status = 200, description = "The figures", body = CalibrationJson)))]
#[get("/calls/{id}/calibration")]
async fn show_calibration(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        ranking::ranking(&app.facility, &actor, call)
    })
    .await?;
    let figures = &found.figures;
    Ok(HttpResponse::Ok().json(CalibrationJson {
        ordered_by: found.rules.ranking.to_string(),
        alpha: figures.alpha,
        deviations: figures.deviations.map(Into::into),
        groups: figures.groups,
        evaluators: figures.evaluators.iter().map(Into::into).collect(),
        questions: figures.questions.iter().map(Into::into).collect(),
    }))
}

/// A saved view of rankings.
#[derive(Debug, Serialize, ToSchema)]
struct RankingViewJson {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// The query of the ranking.
    query: String,
    /// Whether rankings open with it.
    standard: bool,
}

/// Your saved views of rankings, by name.
#[utoipa::path(tag = "evaluation", responses(
    (status = 200, description = "Your views", body = Vec<RankingViewJson>)))]
#[get("/ranking-views")]
async fn saved(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| views::own(&app.facility, &actor)).await?;
    let views: Vec<RankingViewJson> = found
        .into_iter()
        .map(|view| RankingViewJson {
            id: view.id,
            name: view.name,
            query: view.query,
            standard: view.standard,
        })
        .collect();
    Ok(HttpResponse::Ok().json(views))
}

/// A view of rankings to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RankingViewBody {
    /// Its name; one of the same name is replaced.
    name: Line<1, 80>,
    /// The query of the ranking: `side=above&order=-spread`; empty for everything.
    query: Line<0, 2000>,
    /// Whether rankings open with it.
    #[serde(default)]
    standard: bool,
}

/// Saves a view of rankings for yourself. It serves for every call; what a call does not have is left out there.
#[utoipa::path(tag = "evaluation", request_body = RankingViewBody, responses(
    (status = 200, description = "The view", body = RankingViewJson)))]
#[post("/ranking-views")]
async fn save_view(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<RankingViewBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let query = RankingAsked::of_query(&body.query.0).query();
    let (name, standard) = (body.name.0, body.standard);
    let (kept_name, kept_query) = (name.clone(), query.clone());
    let id = block(&app, move |app| {
        views::save(&app.facility, &actor, &kept_name, &kept_query, standard)
    })
    .await?;
    Ok(HttpResponse::Ok().json(RankingViewJson {
        id,
        name: name.trim().to_owned(),
        query,
        standard,
    }))
}

/// Deletes one of your views of rankings.
#[utoipa::path(tag = "evaluation", responses((status = 204, description = "Deleted")))]
#[delete("/ranking-views/{id}")]
async fn delete_view(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| views::delete(&app.facility, &actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
