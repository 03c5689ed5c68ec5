//! Screening: the queue, the checklist, verdicts, clarifications, appeals.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, put, web};
use facility::screening::{self, Checklist, GivenAnswer, GivenVerdict};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{DocumentId, PersonId, ProposalId};
use workflow::proposal::Command::Screening;
use workflow::screening::{Command, Outcome, Point};
use workflow::transition::{Action, StageKind};

use super::act::{Acted, Counted, acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{self, Criterion, Prose};
use super::intake::on_many;
use super::problem::ApiError;
use super::proposal::{carry, stage};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(take_next)
        .service(checklist)
        .service(record)
        .service(record_verdict)
        .service(answer_clarification)
        .service(release)
        .service(reinstate)
        .service(advance_eligible)
        .service(release_ineligible)
        .configure(acts);
}

/// A file to screen.
#[derive(Debug, Serialize, ToSchema)]
struct Taken {
    /// The file; nothing when nothing waits.
    proposal: Option<Uuid>,
}

/// Takes the file that has waited longest in the calls you screen.
#[utoipa::path(tag = "screening", responses((status = 200, description = "The file, if one waited", body = Taken)))]
#[post("/screening/take-next")]
async fn take_next(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let taken = block(&app, move |app| screening::take_next(&app.facility, &actor)).await?;
    Ok(HttpResponse::Ok().json(Taken {
        proposal: taken.map(ProposalId::uuid),
    }))
}

/// One line of the checklist.
#[derive(Debug, Serialize, ToSchema)]
struct LineJson {
    /// Id of the criterion.
    criterion: String,
    /// What is asked, by language (BCP 47).
    text: BTreeMap<String, String>,
    /// What it looks at: `organisation` or `proposal`.
    level: String,
    /// What the machine rule proposes, with its evidence.
    #[schema(value_type = Option<Object>)]
    proposed: Option<Value>,
    /// The verdict given: `pass`, `fail`, `clarification` or `not_applicable`.
    outcome: Option<String>,
    /// Who gave it.
    by: Option<Uuid>,
    /// Its reason.
    reason: Option<String>,
}

/// The checklist of a file.
#[derive(Debug, Serialize, ToSchema)]
struct ChecklistJson {
    /// Lines in order.
    lines: Vec<LineJson>,
    /// Who proposed an outcome that waits for a second person.
    proposed_by: Option<Uuid>,
    /// Whether they propose that it is eligible.
    proposed_eligible: Option<bool>,
    /// The confirmed outcome.
    eligible: Option<bool>,
    /// Whose file it is.
    screener: Option<Uuid>,
}

impl From<Checklist> for ChecklistJson {
    fn from(list: Checklist) -> Self {
        Self {
            lines: list
                .lines
                .into_iter()
                .map(|line| LineJson {
                    criterion: line.criterion.id,
                    text: line.criterion.text.0,
                    level: line.criterion.level.to_string(),
                    proposed: line.proposed.map(|proposed| {
                        serde_json::json!({
                            "finding": proposed.finding,
                            "evidence": proposed.evidence,
                            "source": proposed.source,
                        })
                    }),
                    outcome: line.outcome.map(|outcome| outcome.to_string()),
                    by: line.by.map(PersonId::uuid),
                    reason: line.reason,
                })
                .collect(),
            proposed_by: list.proposed.map(|(by, _)| by.uuid()),
            proposed_eligible: list.proposed.map(|(_, eligible)| eligible),
            eligible: list.outcome,
            screener: list.screener.map(PersonId::uuid),
        }
    }
}

/// The checklist of a file, for people who see the whole file and are not its applicant.
#[utoipa::path(tag = "screening", responses(
    (status = 200, description = "The checklist", body = ChecklistJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}/checklist")]
async fn checklist(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let list = block(&app, move |app| {
        screening::checklist(&app.facility, &actor, id)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(list.seq))
        .json(ChecklistJson::from(list)))
}

/// A verdict.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VerdictBody {
    /// The outcome.
    #[schema(schema_with = fields::outcome)]
    outcome: Outcome,
    /// Which of the criterion's reasons; mandatory for a fail where the criterion names reasons.
    #[schema(max_length = 100)]
    reason_code: Option<String>,
    /// Why, in words; mandatory for a fail without a code, and to overrule the machine rule.
    reason: Option<Prose>,
}

/// Verdicts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    /// By criterion.
    verdicts: BTreeMap<String, VerdictBody>,
    /// Whether the screening is concluded with them, all of it or nothing.
    #[serde(default)]
    conclude: bool,
}

/// Records verdicts at once; those that stand already are left alone.
#[utoipa::path(tag = "screening", params(IfMatch), responses(
    (status = 200, description = "Recorded", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[put("/proposals/{id}/checklist")]
async fn record(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<Verdicts>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let body = body.into_inner();
    let verdicts: BTreeMap<String, GivenVerdict> = body
        .verdicts
        .into_iter()
        .map(|(criterion, given)| {
            let verdict = GivenVerdict {
                outcome: given.outcome,
                reason_code: given.reason_code,
                reason: given.reason.map(|reason| reason.0),
            };
            (criterion, verdict)
        })
        .collect();
    let seq = block(&app, move |app| {
        // Nothing to record is no way to learn where a hidden file stands.
        screening::checklist(&app.facility, &actor, id)?;
        screening::record(&app.facility, &actor, id, seen, &verdicts, body.conclude)
    })
    .await?;
    Ok(acted(seq))
}

/// To whom a file goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignScreener {
    /// The screener.
    screener: Uuid,
}

/// One verdict.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordVerdict {
    /// Id of the criterion.
    criterion: Criterion,
    /// The outcome.
    #[schema(schema_with = fields::outcome)]
    outcome: Outcome,
    /// Which of the criterion's reasons; mandatory for a fail where the criterion names reasons.
    #[schema(max_length = 100)]
    reason_code: Option<String>,
    /// Why, in words; mandatory for a fail without a code, and to overrule the machine rule.
    reason: Option<Prose>,
}

/// Formal points for the applicant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestClarification {
    /// The points, 1 to 20.
    #[schema(min_items = 1, max_items = 20)]
    points: Vec<ClarificationPoint>,
}

/// A formal point.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClarificationPoint {
    /// Id of the criterion it belongs to.
    criterion: Option<Criterion>,
    /// What is asked.
    text: Prose,
}

/// An applicant's answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerClarification {
    /// The answers, in the order of the points.
    #[schema(min_items = 1, max_items = 20)]
    answers: Vec<PointAnswer>,
}

/// The answer to one point: words, documents or both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PointAnswer {
    /// In words.
    text: Option<Prose>,
    /// Ids of documents of the proposal.
    #[serde(default)]
    #[schema(max_items = 5)]
    documents: Vec<Uuid>,
}

/// How a disagreement is settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Settle {
    /// Whether the proposal is eligible.
    eligible: bool,
    /// Why.
    reason: Prose,
}

/// An appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Appeal {
    /// On which procedural ground.
    ground: Prose,
}

/// How an appeal is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideAppeal {
    /// Whether it is upheld: then the proposal is eligible.
    upheld: bool,
    /// Why.
    reason: Prose,
}

acts! { "screening", carry;
    /// Gives the file to a screener; a screener takes it for themselves.
    assign_screener "/proposals/{id}/assign-screener" (body: AssignScreener) => Screening(Command::AssignScreener {
        screener: body.screener.into(),
    });
    /// Concludes the screening: the worst verdict counts.
    conclude "/proposals/{id}/conclude" => Screening(Command::Conclude);
    /// Asks the applicant about formal points.
    request_clarification "/proposals/{id}/request-clarification" (body: RequestClarification) => Screening(Command::RequestClarification {
        points: body
            .points
            .into_iter()
            .map(|point| Point {
                criterion: point.criterion.map(|criterion| criterion.0),
                text: point.text.0,
            })
            .collect(),
    });
    /// Ends the wait for an answer once its time is over.
    close_clarification "/proposals/{id}/close-clarification" => Screening(Command::CloseClarification);
    /// Confirms the outcome another person proposed.
    confirm "/proposals/{id}/confirm" => Screening(Command::Confirm);
    /// Disagrees with the outcome another person proposed.
    disagree "/proposals/{id}/disagree" (body: Reason) => Screening(Command::Disagree { reason: body.reason.0 });
    /// Settles a disagreement, as a third person.
    settle "/proposals/{id}/settle" (body: Settle) => Screening(Command::Settle {
        eligible: body.eligible,
        reason: body.reason.0,
    });
    /// Appeals against an ineligibility, for the applicant.
    appeal "/proposals/{id}/appeal" (body: Appeal) => Screening(Command::Appeal { ground: body.ground.0 });
    /// Takes a wrong decision back: the file is screened anew.
    retract "/proposals/{id}/retract" (body: Reason) => Screening(Command::Retract { reason: body.reason.0 });
    /// Decides an appeal, by somebody who took no part in the decision.
    decide_appeal "/proposals/{id}/decide-appeal" (body: DecideAppeal) => Screening(Command::DecideAppeal {
        upheld: body.upheld,
        reason: body.reason.0,
    });
}

/// Records the verdict on one criterion, held against what the machine rule found.
#[utoipa::path(tag = "screening", params(IfMatch), responses(
    (status = 200, description = "Recorded", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/record-verdict")]
async fn record_verdict(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<RecordVerdict>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let body = body.into_inner();
    let verdict = GivenVerdict {
        outcome: body.outcome,
        reason_code: body.reason_code,
        reason: body.reason.map(|reason| reason.0),
    };
    let verdicts = BTreeMap::from([(body.criterion.0, verdict)]);
    let seq = block(&app, move |app| {
        screening::checklist(&app.facility, &actor, id)?;
        screening::record(&app.facility, &actor, id, seen, &verdicts, false)
    })
    .await?;
    Ok(acted(seq))
}

/// Answers a request for clarification point by point, for the applicant; the submission stays as it is.
#[utoipa::path(tag = "screening", params(IfMatch), responses(
    (status = 200, description = "Answered", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/answer-clarification")]
async fn answer_clarification(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<AnswerClarification>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let answers: Vec<GivenAnswer> = body
        .into_inner()
        .answers
        .into_iter()
        .map(|answer| GivenAnswer {
            text: answer.text.map(|text| text.0),
            documents: answer.documents.into_iter().map(DocumentId::from).collect(),
        })
        .collect();
    let seq = block(&app, move |app| {
        screening::answer(&app.facility, &actor, id, seen, &answers)
    })
    .await?;
    Ok(acted(seq))
}

/// Releases the decision of the stage the file stands in to the applicant: an ineligibility, a score below the threshold,
/// an outcome of the panel.
#[utoipa::path(tag = "screening", params(IfMatch), responses(
    (status = 200, description = "Released", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/release")]
async fn release(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
) -> Result<HttpResponse, ApiError> {
    use workflow::proposal::Command as Of;
    let command = match stage(&app, &actor, *id).await? {
        StageKind::Evaluation => Of::Evaluation(workflow::evaluation::Command::Release),
        StageKind::Selection => Of::Selection(workflow::selection::Command::Release),
        _ => Screening(Command::Release),
    };
    carry(&app, actor, *id, seen, command).await
}

/// Brings a refused file back by a new decision: an ineligible one, or one below the threshold.
#[utoipa::path(tag = "screening", params(IfMatch), responses(
    (status = 200, description = "Brought back", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/reinstate")]
async fn reinstate(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<Reason>,
) -> Result<HttpResponse, ApiError> {
    let reason = body.into_inner().reason.0;
    let command = match stage(&app, &actor, *id).await? {
        StageKind::Evaluation => {
            workflow::proposal::Command::Evaluation(workflow::evaluation::Command::Reinstate {
                reason,
            })
        }
        _ => Screening(Command::Reinstate { reason }),
    };
    carry(&app, actor, *id, seen, command).await
}

/// Moves every eligible proposal of the call into the next stage.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many moved", body = Counted)))]
#[post("/calls/{id}/advance-eligible")]
async fn advance_eligible(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::Advance, |app, actor, call| {
        screening::advance_eligible(&app.facility, actor, call)
    })
    .await
}

/// Releases every ineligibility of the call that has not been released yet.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were released", body = Counted)))]
#[post("/calls/{id}/release-ineligible")]
async fn release_ineligible(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::Release, |app, actor, call| {
        screening::release_all(&app.facility, actor, call)
    })
    .await
}
