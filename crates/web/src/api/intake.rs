//! Intake: drafts, and the way into the next stage.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, patch, post, web};
use facility::intake;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::form::AnswerFault;
use workflow::ids::{CallId, ProposalId};
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::transition::Action;

use super::act::{Acted, Counted, acts, counted};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{Count, Prose};
use super::idempotency::{Created, IdempotencyKey, Key, create};
use super::problem::ApiError;
use super::proposal::{DocumentJson, carry};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(start)
        .service(show_draft)
        .service(save)
        .service(advance_first)
        .configure(acts);
}

/// A new proposal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Start {
    /// The call.
    call: Uuid,
    /// Your organisation.
    organisation: Uuid,
    /// Language it is written in (BCP 47), one of the call's application languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// Starts a draft; answers the one there is when there is one already. Owners and editors.
#[utoipa::path(tag = "proposals", params(IdempotencyKey), responses(
    (status = 201, description = "Started", body = Created, headers(("Location" = String, description = "The proposal")))))]
#[post("/proposals")]
async fn start(
    Caller(actor): Caller,
    app: web::Data<Application>,
    key: Key,
    body: web::Json<Start>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let (call, organisation) = (body.call.into(), body.organisation.into());
    let language = body.language.clone();
    let person = actor.person;
    create(&app, person, key, "/proposals", &body, move |app, conn| {
        let language = language.as_deref();
        intake::start_in(conn, &app.facility, &actor, call, organisation, language)
    })
    .await
}

/// Something that keeps a draft from being submitted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultJson {
    /// The question.
    question: String,
    /// What is wrong, with its facts.
    #[schema(value_type = Object)]
    fault: Value,
}

impl FaultJson {
    /// Every fault as it is told.
    pub fn all(faults: Vec<AnswerFault>) -> Vec<Self> {
        faults
            .into_iter()
            .map(|fault| Self {
                question: fault.question,
                fault: serde_json::to_value(fault.fault).unwrap_or_default(),
            })
            .collect()
    }
}

/// A draft.
#[derive(Debug, Serialize, ToSchema)]
struct DraftJson {
    /// The proposal.
    proposal: Uuid,
    /// Counts up with each save; it is the `ETag` of the draft.
    version: i64,
    /// Language it is written in (BCP 47), when one was chosen.
    language: Option<String>,
    /// Answers so far, by question.
    #[schema(value_type = Object)]
    answers: BTreeMap<String, Value>,
    /// The version of each question that was ever answered, for `PUT /proposals/{id}/answers/{question}`.
    versions: BTreeMap<String, i64>,
    /// Documents the answers name.
    documents: Vec<DocumentJson>,
    /// What keeps it from being submitted.
    faults: Vec<FaultJson>,
    /// Whether it has been submitted before.
    submitted: bool,
    /// Whether it can be saved and submitted now.
    writable: bool,
}

/// The draft of a proposal, for the people of its organisation. The form stands in `GET /calls/{id}/definition`.
#[utoipa::path(tag = "proposals", responses(
    (status = 200, description = "The draft", body = DraftJson, headers(("ETag" = String, description = "Version of the draft")))))]
#[get("/proposals/{id}/draft")]
async fn show_draft(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let view = block(&app, move |app| intake::draft(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.version))
        .json(DraftJson {
            proposal: view.proposal.uuid(),
            version: view.version,
            language: view.language,
            versions: view
                .held
                .into_iter()
                .map(|(question, held)| (question, held.version))
                .collect(),
            answers: view.answers,
            documents: view.documents.into_iter().map(DocumentJson::from).collect(),
            faults: FaultJson::all(view.faults),
            submitted: view.submitted,
            writable: view.writable,
        }))
}

/// Answers to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaveDraft {
    /// By question; those not named stay, `null` takes one back.
    #[schema(value_type = Object)]
    answers: BTreeMap<String, Value>,
}

/// What was saved.
#[derive(Debug, Serialize, ToSchema)]
struct Saved {
    /// The new version of the draft.
    version: i64,
    /// What is wrong with the answers given so far.
    faults: Vec<FaultJson>,
}

/// Saves answers into the draft, complete or not.
///
/// An answer is what its question takes: a text, a number, an amount in minor units, a day `YYYY-MM-DD`, the id of an
/// option or a list of ids, a country's code, `true` for a declaration, a list of ids of documents; for a table a list of
/// rows, each an object with answers by column; for a logframe an object with `goal` and `outcomes`, these with
/// `statement`, `indicators` (`indicator`, `baseline`, `target`, `verification`) and `outputs`, these with `statement`,
/// `indicators` and `activities`; for a budget a list of lines with `heading`, `description`, `unit`, `quantity`,
/// `unit_cost_minor` and `requested_minor`.
#[utoipa::path(tag = "proposals", params(IfMatch), responses(
    (status = 200, description = "Saved", body = Saved, headers(("ETag" = String, description = "Version of the draft")))))]
#[patch("/proposals/{id}/draft")]
async fn save(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SaveDraft>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let answers = body.into_inner().answers;
    let (version, faults) = block(&app, move |app| {
        intake::save(&app.facility, &actor, id, seen, answers)
    })
    .await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Saved {
        version,
        faults: FaultJson::all(faults),
    }))
}

/// Why it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Withdraw {
    /// Why, if you want to say so.
    reason: Option<Prose>,
}

acts! { "proposals", carry;
    /// Takes the proposal back.
    withdraw "/proposals/{id}/withdraw" (body: Withdraw) => Command::Intake(workflow::intake::Command::Withdraw {
        reason: body.reason.map(|reason| reason.0),
    });
    /// Moves the file into the next stage.
    advance "/proposals/{id}/advance" => Command::Advance;
}

/// How many files.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct First {
    /// How many, in the order of receipt.
    count: Count,
}

/// Moves the first proposals received, in the order of receipt, into the next stage.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many moved", body = Counted)))]
#[post("/calls/{id}/advance-first")]
async fn advance_first(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<First>,
) -> Result<HttpResponse, ApiError> {
    let first = body.count.small();
    on_many(
        &app,
        actor,
        *id,
        Action::Advance,
        move |app, actor, call| intake::advance_first(&app.facility, actor, call, first),
    )
    .await
}

/// Acts on many files of a call, for people who may do it to some.
pub async fn on_many(
    app: &web::Data<Application>,
    actor: Actor,
    call: Uuid,
    action: Action,
    work: impl FnOnce(&Application, &Actor, CallId) -> Result<usize, facility::Failure> + Send + 'static,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(call);
    let count = block(app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        facility::roles::may_in_call(&actor, call, action)?;
        work(app, &actor, call)
    })
    .await?;
    Ok(counted(count))
}
