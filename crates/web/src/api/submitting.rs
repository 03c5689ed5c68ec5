//! Submissions and their receipts.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::intake;
use facility::repeat::Once;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;
use workflow::receipt::{Entry, Receipt};

use super::caller::{Caller, IfMatch, Seen};
use super::idempotency::{IdempotencyKey, Key};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(submit)
        .service(show_receipt)
        .service(show_content);
}

/// A receipt. Kept as a file, it is what `minha verify receipt` reads.
#[derive(Debug, Serialize, ToSchema)]
struct ReceiptJson {
    /// `minha-receipt-1`.
    format: String,
    /// `SGF2010-0112`.
    reference: String,
    /// The proposal.
    proposal: Uuid,
    /// Code of the call.
    call: String,
    /// Title of the call.
    call_title: String,
    /// Name of the applying organisation.
    organisation: String,
    /// Title of the project.
    title: String,
    /// 1, then 2 for the first replacement.
    version: u32,
    /// Version of the form it was made with.
    form_version: u32,
    /// Receipt (UTC).
    received_at: DateTime<Utc>,
    /// The same on the clocks of the call's zone.
    #[schema(value_type = String, format = DateTime)]
    received_local: String,
    /// Zone of the call (IANA).
    zone: String,
    /// Whether it was received after the deadline, in the grace the call gives.
    in_grace: bool,
    /// SHA-256 of the canonical content.
    digest: String,
    /// The entry in the facility's record.
    event: RecordedEventJson,
}

/// An event of the record with everything its hash is made of.
#[derive(Debug, Serialize, ToSchema)]
struct RecordedEventJson {
    /// The case.
    case: Uuid,
    /// Place in its chain, from 1.
    seq: i64,
    /// When (UTC).
    at: DateTime<Utc>,
    /// Who.
    actor: Option<Uuid>,
    /// Kind of event.
    kind: String,
    /// What happened, as canonical JSON.
    payload: String,
    /// Hash of the event before.
    prev: String,
    /// Its own hash.
    hash: String,
}

impl From<Entry> for RecordedEventJson {
    fn from(entry: Entry) -> Self {
        Self {
            case: entry.case.uuid(),
            seq: entry.seq,
            at: entry.at,
            actor: entry.actor.map(Uuid::from),
            kind: entry.kind,
            payload: entry.payload,
            prev: entry.prev.to_string(),
            hash: entry.hash.to_string(),
        }
    }
}

impl From<Receipt> for ReceiptJson {
    fn from(receipt: Receipt) -> Self {
        Self {
            format: receipt.format,
            reference: receipt.reference,
            proposal: receipt.proposal.uuid(),
            call: receipt.call,
            call_title: receipt.call_title,
            organisation: receipt.organisation,
            title: receipt.title,
            version: receipt.version,
            form_version: receipt.form_version,
            received_at: receipt.received_at,
            received_local: receipt.received_local.to_rfc3339(),
            zone: receipt.zone.to_string(),
            in_grace: receipt.in_grace,
            digest: receipt.digest.to_string(),
            event: receipt.event.into(),
        }
    }
}

/// What is confirmed with a submission.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declaration {
    /// That the answers are true and that you may act for the organisation. Nothing is submitted unless it is `true`.
    declared: bool,
}

/// Submits the draft as it stands; `If-Match` takes the `ETag` of the draft. Submitting the same content again is
/// answered with the same receipt, also after the deadline.
#[utoipa::path(tag = "proposals", params(IfMatch, IdempotencyKey), responses(
    (status = 200, description = "The receipt", body = ReceiptJson)))]
#[post("/proposals/{id}/submit")]
async fn submit(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    key: Key,
    body: web::Json<Declaration>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let repeat = key.repeat(
        actor.person,
        &format!("/proposals/{id}/submit"),
        &(&*body, seen),
    )?;
    let declared = body.declared;
    let submitted = block(&app, move |app| {
        intake::submit_once(&app.facility, &actor, id, seen, declared, repeat.as_ref())
    })
    .await?;
    match submitted {
        Once::Done(receipt) => Ok(HttpResponse::Ok().json(ReceiptJson::from(receipt))),
        Once::OtherRequest => Err(ApiError::key_reused()),
    }
}

/// Which version of a submission.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Which {
    /// 1 for the first; the one that counts when it is not given.
    #[param(minimum = 1)]
    version: Option<u32>,
}

/// The receipt of a submission, for the people of the organisation and who oversees the call.
#[utoipa::path(tag = "proposals", params(Which), responses((status = 200, description = "The receipt", body = ReceiptJson)))]
#[get("/proposals/{id}/receipt")]
async fn show_receipt(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    which: web::Query<Which>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let version = which.version;
    let receipt = block(&app, move |app| {
        intake::receipt(&app.facility, &actor, id, version)
    })
    .await?;
    Ok(HttpResponse::Ok().json(ReceiptJson::from(receipt)))
}

/// What was submitted, byte for byte as its digest is of. Whoever sees the file reads the submission that counts; earlier
/// versions are for the people of the organisation and who oversees the call.
#[utoipa::path(tag = "proposals", params(Which), responses((status = 200, description = "The canonical content", body = Object)))]
#[get("/proposals/{id}/content")]
async fn show_content(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    which: web::Query<Which>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let version = which.version;
    let (_, content) = block(&app, move |app| {
        intake::submitted_content(&app.facility, &actor, id, version)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .body(content))
}
