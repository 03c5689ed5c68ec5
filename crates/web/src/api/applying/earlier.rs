//! Answers taken over from earlier applications.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use facility::intake::copying::{self, Obstacle};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;

use super::WrittenJson;
use crate::api::caller::Caller;
use crate::api::fields::Whole;
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_earlier)
        .service(show_earlier)
        .service(take_over);
}

/// An earlier application of the same organisation.
#[derive(Debug, Serialize, ToSchema)]
struct EarlierJson {
    /// The proposal.
    proposal: Uuid,
    /// Its call.
    call: Uuid,
    /// Its title; empty when it has none.
    title: String,
    /// How many of its answers could be taken over.
    fitting: usize,
}

/// The organisation's other applications, the latest first.
#[utoipa::path(tag = "applying", responses((status = 200, description = "Applications", body = Vec<EarlierJson>)))]
#[get("/proposals/{id}/earlier")]
async fn list_earlier(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let found = block(&app, move |app| copying::sources(&app.facility, &actor, id)).await?;
    let found = found.into_iter().map(|source| EarlierJson {
        proposal: source.proposal.uuid(),
        call: source.call.id.uuid(),
        title: source.title,
        fitting: source.fitting,
    });
    Ok(HttpResponse::Ok().json(found.collect::<Vec<_>>()))
}

/// An answer that could be taken over.
#[derive(Debug, Serialize, ToSchema)]
struct OfferJson {
    /// Id of the question.
    question: String,
    /// What it is answered with here; `null` for nothing.
    #[schema(value_type = Object)]
    now: Value,
    /// The version of that answer: send it back to take the other over.
    on: i64,
    /// What the earlier application answers.
    #[schema(value_type = Object)]
    then: Value,
    /// Why it cannot be taken over: `document`, `declaration`, `language`, `currency`, `kind` or `fault`.
    obstacle: Option<&'static str>,
}

/// What can be taken over from an application of the same organisation.
#[utoipa::path(tag = "applying", responses((status = 200, description = "Answers that differ", body = Vec<OfferJson>)))]
#[get("/proposals/{id}/earlier/{from}")]
async fn show_earlier(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, from) = path.into_inner();
    let preview = block(&app, move |app| {
        copying::preview(&app.facility, &actor, id.into(), from.into())
    })
    .await?;
    let offers = preview.offers.into_iter().map(|offer| OfferJson {
        question: offer.question.id,
        now: offer.now,
        on: offer.on,
        then: offer.then,
        obstacle: offer.obstacle.map(|obstacle| match obstacle {
            Obstacle::Document => "document",
            Obstacle::Declaration => "declaration",
            Obstacle::Language => "language",
            Obstacle::Currency => "currency",
            Obstacle::Kind => "kind",
            Obstacle::Fault(_) => "fault",
        }),
    });
    Ok(HttpResponse::Ok().json(offers.collect::<Vec<_>>()))
}

/// What to take over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakeOver {
    /// Versions of the answers here, by question, as they were shown.
    questions: BTreeMap<String, Whole<0, 1_000_000_000>>,
}

/// Takes answers over. What somebody has written here meanwhile stands, and the copy is kept beside it.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of each", body = WrittenJson)))]
#[post("/proposals/{id}/earlier/{from}")]
async fn take_over(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<TakeOver>,
) -> Result<HttpResponse, ApiError> {
    let (id, from) = path.into_inner();
    let chosen = body.into_inner().questions;
    let chosen = chosen
        .into_iter()
        .map(|(question, on)| (question, on.0))
        .collect();
    let written = block(&app, move |app| {
        copying::copy(&app.facility, &actor, id.into(), from.into(), &chosen)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}
