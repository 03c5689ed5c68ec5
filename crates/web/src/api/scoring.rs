//! The evaluator's desk: drafts of scores, submission, notes to oneself, sheets scored without a line and how a score came about.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, get, post, put, web};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use choice::consolidation::{Basis, Consolidated, Step};
use chrono::{DateTime, Utc};
use facility::evaluation::earlier::EarlierVersion;
use facility::evaluation::explanation::{self, Explanation};
use facility::evaluation::offline::{self, Choice, Judged, MOST_BYTES};
use facility::evaluation::{self, Desk, ScoreDraft, Submitted, notes};
use language::{Language, Reader};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::evaluation::Recommendation;
use workflow::ids::{PersonId, ProposalId};

use super::act::{Acted, acted};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{Thousandths, Whole};
use super::problem::ApiError;
use crate::download;
use crate::pages::register::export::XLSX;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_desk)
        .service(save_scores)
        .service(submit_scores)
        .service(show_own_note)
        .service(keep_own_note)
        .service(show_evaluation_result)
        .service(score_sheet)
        .service(score_sheets)
        .service(receive_sheets);
}

/// What an evaluator recommends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RecommendationName {
    /// To fund.
    Fund,
    /// To fund if something changes.
    FundWithConditions,
    /// Not to fund.
    DoNotFund,
}

impl RecommendationName {
    const fn of(known: Recommendation) -> Self {
        match known {
            Recommendation::Fund => Self::Fund,
            Recommendation::FundWithConditions => Self::FundWithConditions,
            Recommendation::DoNotFund => Self::DoNotFund,
        }
    }

    const fn known(self) -> Recommendation {
        match self {
            Self::Fund => Recommendation::Fund,
            Self::FundWithConditions => Recommendation::FundWithConditions,
            Self::DoNotFund => Recommendation::DoNotFund,
        }
    }
}

/// Scores with comments.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScoresJson {
    /// By question, thousandths of a point.
    #[serde(default)]
    scores: BTreeMap<String, Thousandths>,
    /// Comments by question.
    #[serde(default)]
    comments: BTreeMap<String, String>,
    /// Overall comment.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    overall: String,
    /// Whether to fund, where the grid asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recommendation: Option<RecommendationName>,
    /// Remarks on the budget, where the grid takes them.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    budget_remarks: String,
}

impl ScoresJson {
    fn of(draft: ScoreDraft) -> Self {
        Self {
            scores: draft
                .scores
                .into_iter()
                .map(|(question, score)| (question, Whole(score)))
                .collect(),
            comments: draft.comments,
            overall: draft.overall,
            recommendation: draft.recommendation.map(RecommendationName::of),
            budget_remarks: draft.budget_remarks,
        }
    }

    fn draft(self) -> Result<ScoreDraft, ApiError> {
        for (field, text) in [
            ("overall", &self.overall),
            ("budget_remarks", &self.budget_remarks),
        ] {
            if text.chars().count() > workflow::text::Text::MOST {
                return Err(ApiError::field(field, "too-long"));
            }
        }
        Ok(ScoreDraft {
            scores: self
                .scores
                .into_iter()
                .map(|(question, score)| (question, score.0))
                .collect(),
            comments: self.comments,
            overall: self.overall,
            recommendation: self.recommendation.map(RecommendationName::known),
            budget_remarks: self.budget_remarks,
        })
    }
}

/// What another evaluator submitted.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluationJson {
    /// Who, for people who oversee the call.
    by: Option<Uuid>,
    /// By question, thousandths of a point.
    scores: BTreeMap<String, i64>,
    /// Comments by question; the overall one under `overall`, remarks on the budget under `budget_remarks`.
    comments: BTreeMap<String, String>,
    /// Weighted total, thousandths of a point.
    total: i64,
    /// Whether to fund, where the grid asks.
    recommendation: Option<RecommendationName>,
}

impl From<Submitted> for EvaluationJson {
    fn from(one: Submitted) -> Self {
        Self {
            by: one.by.map(PersonId::uuid),
            scores: one.scores,
            comments: one.comments,
            total: one.total,
            recommendation: one.recommendation.map(RecommendationName::of),
        }
    }
}

/// The seal of an evaluation that was submitted.
#[derive(Debug, Serialize, ToSchema)]
struct SealJson {
    /// SHA-256 over the canonical JSON of scores, total, digests of the comments and the recommendation, hexadecimal.
    digest: String,
    /// When it was submitted (UTC).
    at: DateTime<Utc>,
}

/// A version that was submitted and opened again.
#[derive(Debug, Serialize, ToSchema)]
struct EarlierVersionJson {
    /// Whose.
    evaluator: Uuid,
    /// What was submitted.
    said: ScoresJson,
    /// Weighted total, thousandths of a point.
    total: Option<i64>,
    /// Its seal.
    seal: Option<String>,
    /// When it was submitted (UTC).
    submitted_at: DateTime<Utc>,
    /// Who opened it again, for people who oversee the call.
    reopened_by: Option<String>,
    /// When it was opened again (UTC).
    reopened_at: DateTime<Utc>,
    /// Why.
    reason: String,
}

impl From<EarlierVersion> for EarlierVersionJson {
    fn from(one: EarlierVersion) -> Self {
        Self {
            evaluator: one.evaluator.uuid(),
            said: ScoresJson::of(one.said),
            total: one.total,
            seal: one.seal.map(|seal| seal.to_string()),
            submitted_at: one.submitted_at,
            reopened_by: one.reopened_by,
            reopened_at: one.reopened_at,
            reason: one.reason,
        }
    }
}

/// The evaluation of a file as you may see it.
#[derive(Debug, Serialize, ToSchema)]
struct DeskJson {
    /// Where your own assignment stands; nothing when you are not an evaluator of the file.
    mine: Option<String>,
    /// The grid by which the file is scored: the rules of the evaluation as in the call's definition.
    #[schema(value_type = Object)]
    rules: Value,
    /// Your draft, or what you submitted.
    draft: ScoresJson,
    /// The seal of what you submitted.
    seal: Option<SealJson>,
    /// Versions that were opened again: your own, or everybody's for people who oversee the call.
    earlier: Vec<EarlierVersionJson>,
    /// What others submitted: for an evaluator of the file only once their own scores are submitted.
    others: Vec<EvaluationJson>,
    /// Consolidated score, thousandths of a point, under the same condition.
    score: Option<i64>,
}

impl From<Desk> for DeskJson {
    fn from(desk: Desk) -> Self {
        Self {
            mine: desk.mine.map(|status| status.to_string()),
            rules: json!(desk.rules),
            draft: ScoresJson::of(desk.draft),
            seal: desk.seal.map(|(digest, at)| SealJson {
                digest: digest.to_string(),
                at,
            }),
            earlier: desk.earlier.into_iter().map(Into::into).collect(),
            others: desk.others.into_iter().map(Into::into).collect(),
            score: desk.score,
        }
    }
}

/// The evaluation of a file, with the grid it is scored by.
#[utoipa::path(tag = "evaluation", responses(
    (status = 200, description = "The evaluation", body = DeskJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}/evaluation")]
async fn show_desk(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let desk = block(&app, move |app| evaluation::desk(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(desk.seq))
        .json(DeskJson::from(desk)))
}

/// Saves your draft of scores, which nobody else sees.
#[utoipa::path(tag = "evaluation", responses((status = 204, description = "Saved")))]
#[put("/proposals/{id}/evaluation")]
async fn save_scores(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<ScoresJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = body.into_inner().draft()?;
    block(&app, move |app| {
        evaluation::save_draft(&app.facility, &actor, id, &draft)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Submits your scores, which are locked from then on.
#[utoipa::path(tag = "evaluation", params(IfMatch), responses(
    (status = 200, description = "Submitted", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/submit-scores")]
async fn submit_scores(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ScoresJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = body.into_inner().draft()?;
    let seq = block(&app, move |app| {
        evaluation::submit(&app.facility, &actor, id, seen, &draft)
    })
    .await?;
    Ok(acted(seq))
}

/// A note to yourself about a file; nobody else reads it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnNote {
    /// The note; empty for none.
    #[schema(max_length = 10_000)]
    note: String,
}

/// Your note to yourself about a file you evaluate.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The note", body = OwnNote)))]
#[get("/proposals/{id}/evaluation/note")]
async fn show_own_note(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let note = block(&app, move |app| notes::read(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(OwnNote { note }))
}

/// Keeps your note to yourself about a file you evaluate, in the place of the one before.
#[utoipa::path(tag = "evaluation", responses((status = 204, description = "Kept")))]
#[put("/proposals/{id}/evaluation/note")]
async fn keep_own_note(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<OwnNote>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    block(&app, move |app| {
        notes::keep(&app.facility, &actor, id, &body.note)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A total that counts.
#[derive(Debug, Serialize, ToSchema)]
struct TotalJson {
    /// Whose, for people who oversee the call.
    by: Option<Uuid>,
    /// Whether it is your own.
    own: bool,
    /// Thousandths of a point.
    total: i64,
}

/// A section held against its minimum.
#[derive(Debug, Serialize, ToSchema)]
struct SectionCheckJson {
    /// Id of the section.
    section: String,
    /// Mean of those who scored, thousandths of a point.
    mean: i64,
    /// Its minimum; 0 for none.
    minimum: i64,
    /// Whether it is reached.
    passed: bool,
}

/// How a score came about.
#[derive(Debug, Serialize, ToSchema)]
struct ResultJson {
    /// Totals that count. Whoever has not scored is not among them: absent, never 0.
    totals: Vec<TotalJson>,
    /// Evaluators who still read.
    reading: usize,
    /// Evaluators taken off for a conflict of interest.
    recused: usize,
    /// Evaluators who handed the file back.
    declined: usize,
    /// The rule for disagreement: `mean`, `third_reader` or `drop_deviant`.
    rule: String,
    /// Its percentage.
    percent: Option<u32>,
    /// The steps in order, each with its `step`; numbers are thousandths of a point. Empty while scores are missing.
    #[schema(value_type = Vec<Object>)]
    steps: Vec<Value>,
    /// Whether another reader is needed.
    another_reader: bool,
    /// The score, thousandths of a point.
    score: Option<i64>,
    /// The score a file needs, thousandths of a point.
    threshold: i64,
    /// Every section, once there is a score.
    sections: Vec<SectionCheckJson>,
    /// Whether the file goes on; nothing without a score.
    passed: Option<bool>,
}

impl From<Explanation> for ResultJson {
    fn from(told: Explanation) -> Self {
        let score = match told.result {
            Some(Consolidated::Score(score)) => Some(score),
            _ => None,
        };
        Self {
            passed: told.passed(),
            totals: told
                .totals
                .iter()
                .map(|one| TotalJson {
                    by: one.by.map(PersonId::uuid),
                    own: one.own,
                    total: one.total,
                })
                .collect(),
            reading: told.reading,
            recused: told.recused,
            declined: told.declined,
            rule: told.rule.name().to_owned(),
            percent: told.rule.percent(),
            steps: told.steps.iter().map(step).collect(),
            another_reader: told.result == Some(Consolidated::AnotherReader),
            score,
            threshold: told.threshold,
            sections: told
                .sections
                .into_iter()
                .map(|section| SectionCheckJson {
                    section: section.id,
                    mean: section.mean,
                    minimum: section.minimum,
                    passed: section.passed,
                })
                .collect(),
        }
    }
}

fn step(step: &Step) -> Value {
    match step {
        Step::Scores { scores } => json!({ "step": "scores", "scores": scores }),
        Step::Gap {
            lower,
            higher,
            gap,
            percent,
            of,
            limit,
            too_far,
        } => {
            let basis = match of {
                Basis::Higher => "higher",
                Basis::Maximum(_) => "maximum",
            };
            json!({
                "step": "gap", "lower": lower, "higher": higher, "gap": gap, "percent": percent, "of": basis,
                "limit": limit.rounded(), "too_far": too_far,
            })
        }
        Step::Closest {
            counted,
            gap,
            left_out,
        } => json!({ "step": "closest", "counted": counted, "gap": gap, "left_out": left_out }),
        Step::Equidistant { counted, gap } => {
            json!({ "step": "equidistant", "counted": counted, "gap": gap })
        }
        Step::Dropped {
            score,
            mean_of_all,
            distance,
        } => json!({
            "step": "dropped", "score": score, "mean_of_all": mean_of_all.rounded(), "distance": distance.rounded(),
        }),
        Step::NobodyMostDeviant {
            mean_of_all,
            distance,
        } => json!({
            "step": "nobody_most_deviant", "mean_of_all": mean_of_all.rounded(), "distance": distance.rounded(),
        }),
        Step::Mean { of, mean, .. } => json!({ "step": "mean", "of": of, "mean": mean }),
    }
}

/// How the file's score came about, step by step: for an evaluator of the file once they have submitted. `null` while there
/// is nothing to tell.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The way to the score", body = Option<ResultJson>)))]
#[get("/proposals/{id}/evaluation/result")]
async fn show_evaluation_result(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let told = block(&app, move |app| {
        explanation::result(&app.facility, &actor, id)
    })
    .await?;
    Ok(HttpResponse::Ok().json(told.map(ResultJson::from)))
}

/// Who reads what the API says in words.
fn english() -> Reader {
    Reader::new(Language::English, chrono_tz::UTC)
}

async fn workbook(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
    only: Option<ProposalId>,
) -> Result<HttpResponse, ApiError> {
    let content = block(app, move |app| {
        let names = facility::people::names(&app.facility, [actor.person])?;
        let holder = names.get(&actor.person).cloned().unwrap_or_default();
        let blanks = offline::blanks(&app.facility, &actor, only)?;
        offline::workbook(english(), &holder, &blanks, app.facility.clock.now())
    })
    .await?;
    Ok(download::file("scores.xlsx", XLSX, content))
}

/// The grid of a file you score, to be filled in without a line: XLSX in English.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The file", body = Vec<u8>,
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/proposals/{id}/score-sheet.xlsx")]
async fn score_sheet(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    workbook(&app, actor, Some(ProposalId::from(*id))).await
}

/// The grids of every file you score now, one sheet each: XLSX in English.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The file", body = Vec<u8>,
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/score-sheets.xlsx")]
async fn score_sheets(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    workbook(&app, actor, None).await
}

/// A change to take from a sheet whose draft has changed since it was made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChosenChange {
    /// The file.
    proposal: Uuid,
    /// The field: `score-<question>`, `comment-<question>`, `overall`, `recommendation` or `budget_remarks`.
    #[schema(max_length = 100)]
    field: String,
}

/// Sheets that come back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SheetsBack {
    /// The workbook, or the file the page has saved, in base64; at most 2 MiB unpacked from it.
    #[schema(max_length = 2_796_204)]
    file: String,
    /// Changes to take whatever has been written since. Without it, only sheets are taken whose draft has not changed since
    /// they were made.
    #[serde(default)]
    take: Option<Vec<ChosenChange>>,
}

/// A field of a report on a sheet.
#[derive(Debug, Serialize, ToSchema)]
struct SheetFieldJson {
    /// Its name.
    field: String,
    /// What the draft said; for a field that cannot be read, what was typed.
    now: String,
    /// What the sheet says; for a field that cannot be read, the code of what is wrong.
    then: String,
    /// Its row in the workbook, from 1, for a field that cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
}

/// What became of a sheet.
#[derive(Debug, Serialize, ToSchema)]
struct SheetReportJson {
    /// The file.
    proposal: Uuid,
    /// Why it was refused, as a code; nothing when it was read.
    refused: Option<&'static str>,
    /// How many changes were taken into the draft; nothing when they wait to be chosen.
    taken: Option<usize>,
    /// Whether the draft has changed since the sheet was made.
    stale: bool,
    /// What was changed, or waits to be chosen.
    changes: Vec<SheetFieldJson>,
    /// What cannot be read.
    wrong: Vec<SheetFieldJson>,
}

/// Takes sheets that were scored without a line into your drafts, and reports on each. Nothing is submitted.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "What became of each", body = Vec<SheetReportJson>)))]
#[post("/score-sheets")]
async fn receive_sheets(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<SheetsBack>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let bytes = STANDARD
        .decode(body.file.trim())
        .map_err(|_| ApiError::field("file", "sheet-none"))?;
    if bytes.len() > MOST_BYTES {
        return Err(ApiError::field("file", "sheet-too-large"));
    }
    let choice = body.take.map_or(Choice::Unchanged, |take| {
        let chosen = take
            .into_iter()
            .map(|one| (ProposalId::from(one.proposal), one.field));
        Choice::Chosen(chosen.collect::<BTreeSet<_>>())
    });
    let received = block(&app, move |app| {
        let read = offline::read(&bytes)
            .map_err(|fault| facility::Failure::field("file", fault.code()))?;
        offline::receive(&app.facility, &actor, read, &choice)
    })
    .await?;
    let reports: Vec<SheetReportJson> = received.into_iter().map(report).collect();
    Ok(HttpResponse::Ok().json(reports))
}

fn report(received: offline::Received) -> SheetReportJson {
    let proposal = received.sheet.proposal.uuid();
    match received.judged {
        Judged::Refused(fault) => SheetReportJson {
            proposal,
            refused: Some(fault.code()),
            taken: None,
            stale: false,
            changes: Vec::new(),
            wrong: Vec::new(),
        },
        Judged::Read(reading) => SheetReportJson {
            proposal,
            refused: None,
            taken: reading.taken,
            stale: reading.stale,
            changes: reading
                .changes
                .into_iter()
                .map(|change| SheetFieldJson {
                    field: change.field,
                    now: change.now,
                    then: change.then,
                    row: None,
                })
                .collect(),
            wrong: reading
                .wrong
                .into_iter()
                .map(|wrong| SheetFieldJson {
                    field: wrong.field,
                    now: wrong.typed,
                    then: wrong.code.to_owned(),
                    row: wrong.row,
                })
                .collect(),
        },
    }
}
