//! Questions about a call, their answers, and following it.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use facility::clarifications::{self, Asked};
use facility::repeat::{self, Once};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::call::Command::Clarification;
use workflow::clarification::Command;
use workflow::ids::CallId;

use super::act::{Acted, acts};
use super::call::carry;
use super::caller::{Caller, IfMatch, MaybeCaller, Seen};
use super::fields::{Line, Prose};
use super::idempotency::{Created, IdempotencyKey, Key};
use super::parts::{limit, page};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(mine)
        .service(open)
        .service(list)
        .service(ask)
        .service(follow)
        .service(unfollow)
        .configure(acts);
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
struct CallAnswerJson {
    /// When it was published (UTC).
    published_at: DateTime<Utc>,
    /// The answer, by language (BCP 47).
    texts: BTreeMap<String, String>,
}

/// A question. Who asked is told to nobody.
#[derive(Debug, Serialize, ToSchema)]
struct CallQuestionJson {
    /// Its id.
    id: Uuid,
    /// Place among the questions of the call, from 1.
    number: u32,
    /// `open`, `answered` or `declined`.
    status: String,
    /// The language it was asked in (BCP 47).
    language: String,
    /// The question.
    question: String,
    /// When it was asked (UTC).
    asked_at: DateTime<Utc>,
    /// Answers, the one that counts last; those before it were corrected.
    answers: Vec<CallAnswerJson>,
    /// Why it is not answered, for the person who asked.
    reason: Option<String>,
}

impl From<Asked> for CallQuestionJson {
    fn from(asked: Asked) -> Self {
        let answers = asked.answers.into_iter().map(|answer| CallAnswerJson {
            published_at: answer.at,
            texts: answer.texts,
        });
        Self {
            id: asked.id,
            number: asked.number,
            status: asked.status.to_string(),
            language: asked.language,
            question: asked.text,
            asked_at: asked.at,
            answers: answers.collect(),
            reason: asked.reason,
        }
    }
}

/// Which page of the questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Numbered {
    /// The number of the last question of the page before.
    after: Option<u32>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Answered questions of a call, by number.
#[utoipa::path(operation_id = "questions", tag = "calls", params(Numbered), security((), ("bearer" = [])), responses(
    (status = 200, description = "A page of questions; `Link` leads to the next", body = Vec<CallQuestionJson>)))]
#[get("/calls/{id}/questions")]
async fn list(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    asked: web::Query<Numbered>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let limit = limit(asked.limit)?;
    let after = asked.after.unwrap_or_default();
    let found = block(&app, move |app| {
        let most = usize::try_from(limit).unwrap_or(50);
        clarifications::published(&app.facility, actor.as_ref(), call, after, most)
    })
    .await?;
    let items: Vec<CallQuestionJson> = found
        .items
        .into_iter()
        .map(CallQuestionJson::from)
        .collect();
    let next = found.next.map(|next| next.to_string());
    Ok(page(
        &app,
        &format!("/calls/{call}/questions"),
        &[],
        limit,
        next,
        &items,
    ))
}

/// Your own questions that are not answered: open ones, and those that were declined.
#[utoipa::path(operation_id = "my_questions", tag = "calls", responses((status = 200, description = "The questions", body = Vec<CallQuestionJson>)))]
#[get("/calls/{id}/questions/mine")]
async fn mine(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        clarifications::own(&app.facility, &actor, call)
    })
    .await?;
    let items: Vec<CallQuestionJson> = found.into_iter().map(CallQuestionJson::from).collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Questions that wait for an answer, the oldest first. Programme officers, facility managers and auditors.
#[utoipa::path(operation_id = "open_questions", tag = "calls", responses((status = 200, description = "The questions", body = Vec<CallQuestionJson>)))]
#[get("/calls/{id}/questions/open")]
async fn open(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        clarifications::waiting(&app.facility, &actor, call)
    })
    .await?;
    let items: Vec<CallQuestionJson> = found
        .items
        .into_iter()
        .map(CallQuestionJson::from)
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A question.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AskQuestion {
    /// The language it is asked in (BCP 47): one of the call's or of its applications.
    language: Line<2, 35>,
    /// The question, at most 2,000 characters. It is published with its answer.
    question: Prose,
}

/// Asks a question about the call. The same question, while it is open, is the same one.
#[utoipa::path(operation_id = "ask_question", tag = "calls", params(IdempotencyKey), responses(
    (status = 201, description = "Asked", body = Created, headers(("Location" = String, description = "Your questions")))))]
#[post("/calls/{id}/ask-question")]
async fn ask(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    key: Key,
    body: web::Json<AskQuestion>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let repeat = key.repeat(actor.person, &format!("/calls/{call}/ask-question"), &*body)?;
    let body = body.into_inner();
    let once = block(&app, move |app| {
        repeat::once(&app.facility, repeat.as_ref(), |conn| {
            let (language, text) = (&body.language.0, &body.question.0);
            clarifications::ask_in(conn, &app.facility, &actor, call, language, text)
        })
    })
    .await?;
    match once {
        Once::OtherRequest => Err(ApiError::key_reused()),
        Once::Done(id) => Ok(HttpResponse::Created()
            .insert_header((
                header::LOCATION,
                format!("/api/v1/calls/{call}/questions/mine"),
            ))
            .json(Created { id })),
    }
}

/// An answer to everybody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerQuestion {
    /// Which question.
    question: Uuid,
    /// The answer, by call language (BCP 47); at least one.
    answer: BTreeMap<String, Prose>,
}

/// A question that is left unanswered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclineQuestion {
    /// Which question.
    question: Uuid,
    /// Why, for the person who asked.
    reason: Prose,
}

acts! { "calls", carry;
    /// Answers a question to everybody at once. Answering again corrects the answer; both stay readable.
    answer_question "/calls/{id}/answer-question" (body: AnswerQuestion) => Clarification(Command::Answer {
        question: body.question,
        texts: body.answer.into_iter().map(|(language, text)| (language, text.0)).collect(),
    });
    /// Leaves a question unanswered; only the person who asked is told.
    decline_question "/calls/{id}/decline-question" (body: DeclineQuestion) => Clarification(Command::Decline {
        question: body.question,
        reason: body.reason.0,
    });
}

/// Follows the call: you are told by mail of every answer.
#[utoipa::path(operation_id = "follow_call", tag = "calls", responses((status = 204, description = "You follow the call")))]
#[put("/calls/{id}/follow")]
async fn follow(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    set(&app, actor, *id, true).await
}

/// Follows the call no longer.
#[utoipa::path(operation_id = "unfollow_call", tag = "calls", responses((status = 204, description = "You do not follow the call")))]
#[delete("/calls/{id}/follow")]
async fn unfollow(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    set(&app, actor, *id, false).await
}

async fn set(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
    id: Uuid,
    follows: bool,
) -> Result<HttpResponse, ApiError> {
    block(app, move |app| {
        clarifications::follow(&app.facility, &actor, id.into(), follows)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
