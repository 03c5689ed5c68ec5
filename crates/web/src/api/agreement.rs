//! Agreement: negotiation, conditions, terms, acceptance, signatures.

use std::collections::BTreeMap;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::Failure;
use facility::agreement::conditions::{self, Condition, Given};
use facility::agreement::negotiation::{self, Round, Version};
use facility::agreement::signing::{self, SignedOnPaper};
use facility::agreement::{self, Copy};
use facility::documents::Allowed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::agreement::Command;
use workflow::ids::{DocumentId, ProposalId};
use workflow::proposal::Command::Agreement;
use workflow::record::Digest;
use workflow::text::Text;

use super::act::{Acted, acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::documents::problem;
use super::fields::{Minor, Prose};
use super::idempotency::{Created, created};
use super::problem::ApiError;
use super::proposal::{amount, carry};
use crate::download;
use crate::form::Fields;
use crate::multipart::{self, Sent};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_agreement)
        .service(show_agreement_pdf)
        .service(prepare)
        .service(request_changes)
        .service(revise_proposal)
        .service(settle_condition)
        .service(add_agreement_document)
        .service(send_agreement)
        .service(record_signed_copy)
        .configure(acts);
}

/// A round of the negotiation.
#[derive(Debug, Serialize, ToSchema)]
struct RoundJson {
    /// Its number, from 1.
    number: u32,
    /// When it was asked (UTC).
    asked_at: DateTime<Utc>,
    /// The last instant for the answer (UTC).
    until: DateTime<Utc>,
    /// What was asked.
    points: Vec<String>,
    /// Whether a revised version has answered it.
    answered: bool,
}

impl From<&Round> for RoundJson {
    fn from(round: &Round) -> Self {
        Self {
            number: round.number,
            asked_at: round.asked_at,
            until: round.until,
            points: round.points.clone(),
            answered: round.answered,
        }
    }
}

/// A version of the answers.
#[derive(Debug, Serialize, ToSchema)]
struct RevisedVersionJson {
    /// 0 for what was submitted, then the number of the round.
    number: u32,
    /// When it was handed in (UTC).
    at: DateTime<Utc>,
    /// SHA-256 of its canonical content, in hexadecimal.
    digest: String,
    /// What it asks for, minor units of the call's currency.
    requested_minor: Option<i64>,
    /// Answers by question.
    #[schema(value_type = BTreeMap<String, Object>)]
    answers: BTreeMap<String, serde_json::Value>,
}

impl From<&Version> for RevisedVersionJson {
    fn from(version: &Version) -> Self {
        Self {
            number: version.number,
            at: version.at,
            digest: version.digest.to_string(),
            requested_minor: version.requested.map(|amount| amount.minor),
            answers: version.answers.clone(),
        }
    }
}

/// A condition of the award.
#[derive(Debug, Serialize, ToSchema)]
struct ConditionJson {
    /// Its number, from 1.
    number: u32,
    /// What the panel asks for.
    text: String,
    /// `open`, `met`, or `carried` into the agreement.
    state: &'static str,
    /// What was said about it, for the facility.
    said: Option<String>,
    /// Documents that show that it is met, for the facility.
    documents: Vec<Uuid>,
    /// When it was settled (UTC).
    settled_at: Option<DateTime<Utc>>,
}

impl From<&Condition> for ConditionJson {
    fn from(condition: &Condition) -> Self {
        let settled = condition.settled.as_ref();
        Self {
            number: condition.number,
            text: condition.text.clone(),
            state: match settled {
                None => "open",
                Some(one) if one.carried => "carried",
                Some(_) => "met",
            },
            said: settled.and_then(|one| one.said.clone()),
            documents: settled.map_or_else(Vec::new, |one| {
                one.documents.iter().map(|row| row.id.uuid()).collect()
            }),
            settled_at: settled.map(|one| one.at),
        }
    }
}

/// A copy signed on paper.
#[derive(Debug, Serialize, ToSchema)]
struct SignedCopyJson {
    /// Whether it was signed for the facility; else for the organisation.
    for_facility: bool,
    /// Who signed.
    signatory: String,
    /// On which day.
    signed_on: NaiveDate,
    /// The document.
    document: Option<Uuid>,
}

impl From<&Copy> for SignedCopyJson {
    fn from(copy: &Copy) -> Self {
        Self {
            for_facility: copy.for_facility,
            signatory: copy.signatory.clone(),
            signed_on: copy.signed_on,
            document: copy.document.as_ref().map(|row| row.id.uuid()),
        }
    }
}

/// An agreement, beside the terms the proposal shows.
#[derive(Debug, Serialize, ToSchema)]
struct AgreementJson {
    /// Place in the chain, which is its `ETag` too.
    seq: i64,
    /// Conditions of the award.
    conditions: Vec<ConditionJson>,
    /// Rounds of the negotiation, oldest first.
    rounds: Vec<RoundJson>,
    /// Versions of the answers, oldest first.
    versions: Vec<RevisedVersionJson>,
    /// Ids of the questions a revised version may change.
    negotiable: Vec<String>,
    /// SHA-256 of the PDF that was sent, to be named when it is accepted or signed.
    paper: Option<String>,
    /// What tells the draft from every other, to be named when it is sent; for whoever may send it.
    draft: Option<String>,
    /// The last instant to accept it (UTC), where there is one.
    accept_by: Option<DateTime<Utc>>,
    /// Copies signed on paper.
    copies: Vec<SignedCopyJson>,
}

/// The agreement of a proposal.
#[utoipa::path(tag = "agreement", responses(
    (status = 200, description = "The agreement", body = AgreementJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}/agreement")]
async fn show_agreement(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let (view, found) = block(&app, move |app| {
        let found = agreement::view(&app.facility, &actor, id)?;
        let view = facility::proposal::view(&app.facility, &actor, id)?;
        Ok::<_, Failure>((view, found))
    })
    .await?;
    let negotiable = found.negotiation.form.negotiable();
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(AgreementJson {
            seq: view.seq,
            conditions: found.conditions.iter().map(Into::into).collect(),
            rounds: found.negotiation.rounds.iter().map(Into::into).collect(),
            versions: found.negotiation.versions.iter().map(Into::into).collect(),
            negotiable: negotiable.iter().map(|one| one.id.clone()).collect(),
            paper: found.paper.map(|paper| paper.to_string()),
            draft: found.draft.map(|draft| draft.to_string()),
            accept_by: view.proposal.agreement.accept_by,
            copies: found.copies.iter().map(Into::into).collect(),
        }))
}

/// The agreement as PDF: as it was sent, byte for byte, or for the facility as it would be.
#[utoipa::path(tag = "agreement", responses((status = 200, description = "The agreement", content_type = "application/pdf", body = String)))]
#[get("/proposals/{id}/agreement/pdf")]
async fn show_agreement_pdf(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let (name, pdf) = block(&app, move |app| signing::pdf(&app.facility, &actor, id)).await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

/// Changes to budget and plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestChanges {
    /// What is to change, point by point.
    #[schema(min_items = 1, max_items = 20)]
    points: Vec<Prose>,
}

/// Asks the applicant to change budget and plan.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Asked", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/request-changes")]
async fn request_changes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<RequestChanges>,
) -> Result<HttpResponse, ApiError> {
    let points = body.into_inner().points.into_iter();
    let points: Vec<Text> = points.map(|point| point.0).collect();
    let command = Agreement(Command::RequestChanges { points });
    carry(&app, actor, *id, seen, command).await
}

/// A revised version of budget and plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviseProposal {
    /// Answers by question, of those that may be changed; `null` takes one back, and what is not named stays.
    #[schema(value_type = BTreeMap<String, Object>)]
    answers: BTreeMap<String, serde_json::Value>,
}

/// Hands in a revised version of budget and plan, for the applicant.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Handed in", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/revise-proposal")]
async fn revise_proposal(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ReviseProposal>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let answers = body.into_inner().answers;
    let seq = block(&app, move |app| {
        negotiation::revise(&app.facility, &actor, id, seen, &answers)
    })
    .await?;
    Ok(acted(seq))
}

/// How a condition of the award is settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SettleCondition {
    /// Which, from 1.
    number: u32,
    /// Why it need not be met before, if it is carried into the agreement.
    reason: Option<Prose>,
    /// What shows that it is met, in words.
    comment: Option<Prose>,
    /// Documents that show it, handed in before.
    #[serde(default)]
    #[schema(max_items = 5)]
    documents: Vec<Uuid>,
}

/// Ticks a condition off, or with a `reason` carries it into the agreement.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Settled", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/settle-condition")]
async fn settle_condition(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SettleCondition>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let body = body.into_inner();
    let documents = body.documents.into_iter().map(DocumentId::from).collect();
    let given = match (body.reason, body.comment) {
        (Some(Prose(reason)), None) => Given::Carried { reason },
        // What is met needs no reason not to be.
        (Some(_), Some(_)) => return Err(Failure::field("reason", "unknown-option").into()),
        (None, comment) => Given::Met {
            comment: comment.map(|comment| comment.0),
            documents,
        },
    };
    let seq = block(&app, move |app| {
        conditions::settle(&app.facility, &actor, id, seen, body.number, given)
    })
    .await?;
    Ok(acted(seq))
}

/// A document of an agreement.
#[derive(ToSchema)]
#[allow(dead_code)]
struct AgreementDocumentForm {
    /// The condition it shows to be met, from 1; 0 for a copy signed on paper.
    condition: u32,
    /// The document.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Hands in a document: for a condition, to be named when it is settled, or a copy signed on paper, to be recorded.
#[utoipa::path(tag = "agreement", request_body(content = AgreementDocumentForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "Handed in", body = Created, headers(("Location" = String, description = "Its content")))))]
#[post("/proposals/{id}/agreement-documents")]
async fn add_agreement_document(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    content: Multipart,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let most = app.settings.upload_limit as u64;
    let asks = actor.clone();
    block(&app, move |app| {
        let settles = conditions::may_attach(&app.facility, &asks, id);
        settles.or_else(|_| signing::may_record(&app.facility, &asks, id))
    })
    .await?;
    let allowed = |fields: Fields| async move {
        match fields.get("condition").parse::<u32>() {
            Ok(_) => Ok(Allowed::any(most)),
            Err(_) => Err(Failure::field("condition", "number")),
        }
    };
    let sent = multipart::receive(&app, "file", content, allowed).await;
    let Sent {
        fields,
        name,
        received,
    } = sent.map_err(|why| problem(why, most))?;
    let number = fields.get("condition").parse::<u32>().unwrap_or_default();
    let document = block(&app, move |app| match number {
        0 => signing::attach(&app.facility, &actor, id, &name, &received),
        _ => conditions::attach(&app.facility, &actor, id, number, &name, &received),
    })
    .await?;
    Ok(created("/documents", document.uuid()))
}

/// The draft that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SendAgreement {
    /// `draft` of the agreement, as it was read.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    draft: Digest,
}

/// Approves the terms another person prepared, and sends them as a paper.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Sent", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/send-agreement")]
async fn send_agreement(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SendAgreement>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let seq = block(&app, move |app| {
        signing::send(&app.facility, &actor, id, seen, Some(body.draft))
    })
    .await?;
    Ok(acted(seq))
}

/// The paper that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadPaper {
    /// SHA-256 of the PDF that was read, in hexadecimal.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    paper: Digest,
}

/// A copy signed on paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordSignedCopy {
    /// Whether it was signed for the facility; else for the organisation.
    for_facility: bool,
    /// Who signed, by name.
    signatory: Prose,
    /// On which day, as the copy says.
    signed_on: NaiveDate,
    /// The document, handed in before.
    document: Uuid,
}

/// Records a copy that was signed on paper.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Recorded", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/record-signed-copy")]
async fn record_signed_copy(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<RecordSignedCopy>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let body = body.into_inner();
    let copy = SignedOnPaper {
        for_facility: body.for_facility,
        signatory: body.signatory.0,
        signed_on: body.signed_on,
        document: body.document.into(),
    };
    let seq = block(&app, move |app| {
        signing::record_copy(&app.facility, &actor, id, seen, &copy)
    })
    .await?;
    Ok(acted(seq))
}

/// The terms of an agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PrepareAgreement {
    /// The grant, minor units of the call's currency; at most what the panel awarded.
    amount_minor: Minor,
    /// First day of the project.
    starts_on: NaiveDate,
    /// Last day of the project.
    ends_on: NaiveDate,
}

/// Prepares the terms.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Prepared", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/prepare-agreement")]
async fn prepare(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<PrepareAgreement>,
) -> Result<HttpResponse, ApiError> {
    let amount = amount(&app, &actor, *id, body.amount_minor).await?;
    let command = Agreement(Command::PrepareAgreement {
        amount,
        starts_on: body.starts_on,
        ends_on: body.ends_on,
    });
    carry(&app, actor, *id, seen, command).await
}

acts! { "agreement", carry;
    /// Takes a sent agreement back into negotiation.
    recall_agreement "/proposals/{id}/recall-agreement" (body: Reason) => Agreement(Command::RecallAgreement {
        reason: body.reason.0,
    });
    /// Accepts the agreement, for the applicant.
    accept_agreement "/proposals/{id}/accept-agreement" (body: ReadPaper) => Agreement(Command::AcceptAgreement {
        paper: body.paper,
    });
    /// Declines the grant, for the applicant.
    decline_agreement "/proposals/{id}/decline-agreement" (body: Reason) => Agreement(Command::DeclineAgreement {
        reason: body.reason.0,
    });
    /// Signs, for the side you stand on.
    sign_agreement "/proposals/{id}/sign-agreement" (body: ReadPaper) => Agreement(Command::SignAgreement {
        paper: body.paper,
    });
    /// Ends an agreement that was not accepted in time; the clock does it too.
    expire_agreement "/proposals/{id}/expire-agreement" => Agreement(Command::ExpireAgreement);
}
