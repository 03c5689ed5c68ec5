//! Evaluation: who reads what, the desk, scores.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, get, post, put, web};
use facility::evaluation::{self, Desk, Plan, ScoreDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::evaluation::Command;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::proposal::Command::Evaluation;
use workflow::transition::Action;

use super::act::{Acted, Counted, acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::Thousandths;
use super::intake::on_many;
use super::problem::ApiError;
use super::proposal::carry;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_plan)
        .service(assign)
        .service(advance_evaluated)
        .service(show_desk)
        .service(save)
        .service(submit)
        .configure(acts);
}

/// Who is to read which file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlanJson {
    /// File → evaluators to add.
    files: BTreeMap<Uuid, BTreeSet<Uuid>>,
}

/// Plans the missing evaluators of every file of the call that waits for some: free of conflict, within their load,
/// evenly. Nothing is assigned; send it to `POST /calls/{id}/assign`.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The plan", body = PlanJson), (status = 409,
    description = "Too few evaluators; the facts say for which file", body = super::problem::Problem, content_type = "application/problem+json")))]
#[get("/calls/{id}/plan")]
async fn show_plan(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let plan = block(&app, move |app| evaluation::plan(&app.facility, &actor, id)).await?;
    let files = plan
        .into_iter()
        .map(|(file, people)| {
            (
                file.uuid(),
                people.into_iter().map(PersonId::uuid).collect(),
            )
        })
        .collect();
    Ok(HttpResponse::Ok().json(PlanJson { files }))
}

/// Carries a plan out, file by file.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many files were given out", body = Counted)))]
#[post("/calls/{id}/assign")]
async fn assign(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PlanJson>,
) -> Result<HttpResponse, ApiError> {
    let plan: Plan = body
        .into_inner()
        .files
        .into_iter()
        .map(|(file, people)| {
            let people = people.into_iter().map(PersonId::from).collect();
            (ProposalId::from(file), people)
        })
        .collect();
    on_many(
        &app,
        actor,
        *id,
        Action::AssignEvaluators,
        move |app, actor, _| evaluation::assign(&app.facility, actor, &plan),
    )
    .await
}

/// Moves every evaluated proposal of the call into the next stage.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many moved", body = Counted)))]
#[post("/calls/{id}/advance-evaluated")]
async fn advance_evaluated(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::Advance, |app, actor, call| {
        evaluation::advance_evaluated(&app.facility, actor, call)
    })
    .await
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
}

impl ScoresJson {
    fn of(draft: ScoreDraft) -> Self {
        Self {
            scores: draft
                .scores
                .into_iter()
                .map(|(question, score)| (question, super::fields::Whole(score)))
                .collect(),
            comments: draft.comments,
            overall: draft.overall,
        }
    }

    fn draft(self) -> Result<ScoreDraft, ApiError> {
        if self.overall.chars().count() > workflow::text::Text::MOST {
            return Err(ApiError::field("overall", "too-long"));
        }
        Ok(ScoreDraft {
            scores: self
                .scores
                .into_iter()
                .map(|(question, score)| (question, score.0))
                .collect(),
            comments: self.comments,
            overall: self.overall,
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
    /// Comments by question; the overall one under `overall`.
    comments: BTreeMap<String, String>,
    /// Weighted total, thousandths of a point.
    total: i64,
}

/// The evaluation of a file as you may see it.
#[derive(Debug, Serialize, ToSchema)]
struct DeskJson {
    /// Where your own assignment stands; nothing when you are not an evaluator of the file.
    mine: Option<String>,
    /// Your draft, or what you submitted.
    draft: ScoresJson,
    /// What others submitted: for an evaluator of the file only once their own scores are submitted.
    others: Vec<EvaluationJson>,
    /// Consolidated score, thousandths of a point, under the same condition.
    score: Option<i64>,
}

impl From<Desk> for DeskJson {
    fn from(desk: Desk) -> Self {
        Self {
            mine: desk.mine.map(|status| status.to_string()),
            draft: ScoresJson::of(desk.draft),
            others: desk
                .others
                .into_iter()
                .map(|one| EvaluationJson {
                    by: one.by.map(PersonId::uuid),
                    scores: one.scores,
                    comments: one.comments,
                    total: one.total,
                })
                .collect(),
            score: desk.score,
        }
    }
}

/// The evaluation of a file. The grid stands in `GET /calls/{id}/definition`.
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
async fn save(
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
async fn submit(
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

/// Who is to read a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignEvaluators {
    /// Each must be free of conflict and new to the file.
    #[schema(value_type = Vec<Uuid>)]
    evaluators: BTreeSet<Uuid>,
}

acts! { "evaluation", carry;
    /// Gives the file to evaluators.
    assign_evaluators "/proposals/{id}/assign-evaluators" (body: AssignEvaluators) => Evaluation(Command::AssignEvaluators {
        evaluators: body.evaluators.into_iter().map(PersonId::from).collect(),
    });
    /// Hands an assignment back.
    decline_assignment "/proposals/{id}/decline-assignment" (body: Reason) => Evaluation(Command::DeclineAssignment {
        reason: body.reason.0,
    });
}
