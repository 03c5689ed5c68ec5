//! The verification of an organisation: questions, answers with evidence, the verdict, and earlier rounds.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::registration::Recorded;
use facility::registration::verification::{
    self, AnsweredView, GivenAnswer, Round, RoundEnd, VerificationView,
};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::definition::Localised;
use workflow::due_diligence::{Answer, DueDiligence, Verdict};
use workflow::ids::{DocumentId, OrganisationId};
use workflow::organisation::{Command, Event};
use workflow::refusal::Refusal;
use workflow::role::Actor;

use super::carry;
use crate::api::act::{Acted, acted, acts};
use crate::api::call::Reason;
use crate::api::caller::{Caller, IfMatch, Seen, etag};
use crate::api::fields::{self, Prose};
use crate::api::parts::{SomeoneJson, names};
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(answer_question)
        .service(propose_verification)
        .configure(acts);
}

/// An answer on record.
#[derive(Debug, Serialize, ToSchema)]
struct AnsweredJson {
    /// `yes`, `no` or `not_applicable`.
    answer: &'static str,
    /// What was looked at.
    comment: Option<String>,
    /// Documents of the organisation it rests on.
    evidence: Vec<Uuid>,
    /// Who answered.
    by: Option<SomeoneJson>,
    /// When (UTC).
    at: DateTime<Utc>,
}

impl From<AnsweredView> for AnsweredJson {
    fn from(view: AnsweredView) -> Self {
        Self {
            answer: view.answer.name(),
            comment: view.comment,
            evidence: view.evidence.into_iter().map(DocumentId::uuid).collect(),
            by: view.by.map(SomeoneJson::from),
            at: view.at,
        }
    }
}

/// A question of the verification.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionJson {
    /// Name used in data.
    id: String,
    /// Language (BCP 47) → what is asked.
    #[schema(value_type = Object)]
    text: Localised,
    /// Language (BCP 47) → what to look at.
    #[schema(value_type = Option<Object>)]
    help: Option<Localised>,
    /// Whether `not_applicable` is an answer.
    may_not_apply: bool,
    /// The answer of the round under way.
    answer: Option<AnsweredJson>,
}

/// What happened in a round.
#[derive(Debug, Serialize, ToSchema)]
struct StepJson {
    /// Place in the chain.
    seq: i64,
    /// When (UTC).
    at: DateTime<Utc>,
    /// What, as in the story of the organisation: `question_answered`.
    kind: String,
    /// Who.
    by: Option<SomeoneJson>,
    /// The question answered.
    question: Option<String>,
    /// The answer.
    answer: Option<&'static str>,
    /// Documents it rests on.
    evidence: Vec<Uuid>,
    /// The comment, remark or reason.
    text: Option<String>,
}

impl From<Recorded> for StepJson {
    fn from(one: Recorded) -> Self {
        let (question, answer, evidence) = match one.event {
            Event::QuestionAnswered {
                question,
                answer,
                evidence,
                ..
            } => {
                let evidence = evidence.into_iter().map(DocumentId::uuid).collect();
                (Some(question), Some(answer.name()), evidence)
            }
            _ => (None, None, Vec::new()),
        };
        Self {
            seq: one.seq,
            at: one.at,
            kind: one.kind,
            by: one.by.map(SomeoneJson::from),
            question,
            answer,
            evidence,
            text: one.text,
        }
    }
}

/// A round of the verification, from the first answer to the verdict.
#[derive(Debug, Serialize, ToSchema)]
struct RoundJson {
    /// `verified`, `refused`, or `overtaken` by a change of the profile; nothing while it is under way.
    end: Option<&'static str>,
    /// Last day the verification it came to held.
    verified_until: Option<NaiveDate>,
    /// What happened in it, oldest first.
    steps: Vec<StepJson>,
}

impl From<Round> for RoundJson {
    fn from(round: Round) -> Self {
        let (end, verified_until) = match round.end {
            Some(RoundEnd::Verified(until)) => (Some("verified"), Some(until)),
            Some(RoundEnd::Refused) => (Some("refused"), None),
            Some(RoundEnd::Overtaken) => (Some("overtaken"), None),
            None => (None, None),
        };
        Self {
            end,
            verified_until,
            steps: round.steps.into_iter().map(StepJson::from).collect(),
        }
    }
}

/// The verification of an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct VerificationJson {
    /// Status of the organisation.
    status: String,
    /// Last day the verification holds.
    verified_until: Option<NaiveDate>,
    /// Whether it is to be renewed.
    to_renew: bool,
    /// How long it holds once confirmed, in months.
    valid_months: u32,
    /// The questions in their order, with the answers of the round under way.
    questions: Vec<QuestionJson>,
    /// What the answers come to, `passed` or `failed`; nothing while questions are open.
    verdict: Option<&'static str>,
    /// Questions without an answer.
    unanswered: Vec<String>,
    /// Whether you took part in the round, and so cannot confirm it.
    took_part: bool,
    /// Every round, oldest first.
    rounds: Vec<RoundJson>,
    /// What you may do now.
    available_actions: Vec<String>,
}

impl VerificationJson {
    fn of(rules: &DueDiligence, view: VerificationView) -> Self {
        let mut answers = view.answers;
        let questions = rules.questions.iter().map(|question| QuestionJson {
            id: question.id.clone(),
            text: question.text.clone(),
            help: question.help.clone(),
            may_not_apply: question.may_not_apply,
            answer: answers.remove(&question.id).map(AnsweredJson::from),
        });
        Self {
            status: view.state.status.to_string(),
            verified_until: view.state.verified_until,
            to_renew: view.to_renew,
            valid_months: rules.valid_months,
            questions: questions.collect(),
            verdict: match &view.verdict {
                Ok(Verdict::Passed) => Some("passed"),
                Ok(Verdict::Failed) => Some("failed"),
                Err(_) => None,
            },
            unanswered: match view.verdict {
                Err(Refusal::Unanswered { questions }) => questions,
                _ => Vec::new(),
            },
            took_part: view.took_part,
            rounds: view.rounds.into_iter().map(RoundJson::from).collect(),
            available_actions: names(&view.actions),
        }
    }
}

/// The verification: questions with their answers, the verdict they come to, and earlier rounds.
#[utoipa::path(tag = "due-diligence", operation_id = "verification", responses(
    (status = 200, description = "The verification", body = VerificationJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/verification")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let view = block(&app, move |app| {
        verification::view(&app.facility, &actor, id)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(VerificationJson::of(&app.facility.rules, view)))
}

fn named_answer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answer, D::Error> {
    let name = String::deserialize(deserializer)?;
    Answer::parse(&name).ok_or_else(|| serde::de::Error::custom("write yes, no or not_applicable"))
}

/// An answer to a question.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenJson {
    /// The answer.
    #[serde(deserialize_with = "named_answer")]
    #[schema(schema_with = fields::answer)]
    answer: Answer,
    /// What was looked at; needed with a no.
    comment: Option<Prose>,
    /// Documents of the organisation it rests on.
    #[serde(default)]
    #[schema(max_items = 100)]
    evidence: Vec<Uuid>,
}

type Given = BTreeMap<String, GivenJson>;

fn given(answers: Given) -> BTreeMap<String, GivenAnswer> {
    let one = |(question, given): (String, GivenJson)| {
        let answer = GivenAnswer {
            answer: given.answer,
            comment: given.comment.map(|comment| comment.0),
            evidence: given.evidence.into_iter().map(DocumentId::from).collect(),
        };
        (question, answer)
    };
    answers.into_iter().map(one).collect()
}

/// Answers to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerQuestions {
    /// Question → answer. Questions left out stay as they are.
    answers: Given,
}

/// A verdict to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposeVerification {
    /// Question → answer, for those not answered yet, or to be answered anew.
    #[serde(default)]
    answers: Given,
    /// A remark on the whole, for the person who confirms.
    comment: Prose,
}

async fn answer(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    (answers, remark): (Given, Option<Prose>),
) -> Result<HttpResponse, ApiError> {
    let answers = given(answers);
    let seq = block(app, move |app| {
        let facility = &app.facility;
        let remark = remark.as_ref().map(|remark| &remark.0);
        // Who does not see it must not learn from an answer's faults that it is there.
        verification::view(facility, &actor, id.into())?;
        verification::answer(facility, &actor, id.into(), seen, &answers, remark)
    })
    .await?;
    Ok(acted(seq))
}

/// Answers questions of the verification; nothing is proposed yet.
#[utoipa::path(tag = "due-diligence", params(IfMatch), responses(
    (status = 200, description = "Kept", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/answer-question")]
async fn answer_question(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<AnswerQuestions>,
) -> Result<HttpResponse, ApiError> {
    let answers = body.into_inner().answers;
    answer(&app, actor, *id, seen, (answers, None)).await
}

/// Answers what is still open and proposes the verdict the answers come to; a second person confirms.
#[utoipa::path(tag = "due-diligence", params(IfMatch), responses(
    (status = 200, description = "Done", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/propose-verification")]
async fn propose_verification(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ProposeVerification>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let written = (body.answers, Some(body.comment));
    answer(&app, actor, *id, seen, written).await
}

acts! { "due-diligence", carry;
    /// Confirms the verdict of others: verified when no answer is no, else refused.
    confirm_verification "/organisations/{id}/confirm-verification" => Command::ConfirmVerification;
    /// Sends the answers back.
    return_verification "/organisations/{id}/return-verification" (body: Reason) => Command::ReturnVerification {
        reason: body.reason.0,
    };
}
