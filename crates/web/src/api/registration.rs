//! Organisations: registered, verified, flagged.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::registration::{self, OrganisationView};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::due_diligence::CONTACTS_NEEDED;
use workflow::ids::OrganisationId;

use super::act::{Acted, acted};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::idempotency::{Created, IdempotencyKey, Key, create};
use super::organisation_people::ColleagueJson;
use super::parts::{HappenedJson, names};
use super::problem::ApiError;
use super::profile::ProfileJson;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(register)
        .service(show)
        .service(missing)
        .service(amend);
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationJson {
    /// Its id.
    id: Uuid,
    /// What it says of itself.
    profile: ProfileJson,
    /// Whether nothing is missing of the registration.
    complete: bool,
    /// `registered`, `verification_proposed`, `verified` or `refused`.
    status: String,
    /// Last day a verification holds.
    verified_until: Option<NaiveDate>,
    /// The gravest risk flag that holds today; for people of the facility.
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    /// Answers that wait for a second person; for people of the facility.
    proposed_answers: BTreeMap<String, String>,
    /// On the register since (UTC).
    registered_at: DateTime<Utc>,
    /// Who works for it.
    people: Vec<ColleagueJson>,
    /// Its story.
    story: Vec<HappenedJson>,
    /// What you may do now.
    available_actions: Vec<String>,
}

impl OrganisationJson {
    fn of(view: OrganisationView) -> Self {
        let waits =
            view.state.status == workflow::organisation::OrganisationStatus::VerificationProposed;
        Self {
            id: view.row.id.uuid(),
            profile: ProfileJson::of(&view.row.profile),
            complete: view.missing.is_empty(),
            status: view.state.status.to_string(),
            verified_until: view.state.verified_until,
            flag: view.standing.flag.map(|level| level.to_string()),
            proposed_answers: view
                .state
                .answers
                .into_iter()
                .filter(|_| waits)
                .map(|(question, answered)| (question, answered.answer.name().to_owned()))
                .collect(),
            registered_at: view.state.registered_at,
            people: view.people.into_iter().map(ColleagueJson::from).collect(),
            story: view.story.into_iter().map(HappenedJson::from).collect(),
            available_actions: names(&view.actions),
        }
    }
}

/// An organisation.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "The organisation", body = OrganisationJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let view = block(&app, move |app| {
        registration::view(&app.facility, &actor, id)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(OrganisationJson::of(view)))
}

/// Something that is missing of a registration.
#[derive(Debug, Serialize, ToSchema)]
struct MissingFieldJson {
    /// The part it belongs to: `identity`, `legal_status`, `governance`, `money`, `experience` or `declarations`.
    section: String,
    /// The field of the profile, or the kind of document.
    field: String,
}

/// What keeps an organisation from submitting a proposal.
#[derive(Debug, Serialize, ToSchema)]
struct LackingJson {
    /// What is missing of the registration.
    missing: Vec<MissingFieldJson>,
    /// How many of its people can be reached at a confirmed address.
    contacts: u32,
    /// How many are needed.
    contacts_needed: u32,
}

/// What is missing of an organisation's registration, and of contacts, before it can submit a proposal.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "What is missing", body = LackingJson)))]
#[get("/organisations/{id}/missing")]
async fn missing(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let view = block(&app, move |app| {
        registration::view(&app.facility, &actor, id)
    })
    .await?;
    let missing = view.missing.iter().map(|missing| MissingFieldJson {
        section: missing.section.to_string(),
        field: missing.field.to_owned(),
    });
    Ok(HttpResponse::Ok().json(LackingJson {
        missing: missing.collect(),
        contacts: view.standing.registration.contacts,
        contacts_needed: CONTACTS_NEEDED,
    }))
}

/// Registers an organisation; you become its owner. Name, country and legal form are enough to begin with.
#[utoipa::path(tag = "organisations", params(IdempotencyKey), responses(
    (status = 201, description = "Registered", body = Created, headers(("Location" = String, description = "The organisation")))))]
#[post("/organisations")]
async fn register(
    Caller(actor): Caller,
    app: web::Data<Application>,
    key: Key,
    body: web::Json<ProfileJson>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let profile = body.clone().profile()?;
    let person = actor.person;
    create(
        &app,
        person,
        key,
        "/organisations",
        &body,
        move |app, conn| registration::register_owned(conn, &app.facility, person, profile),
    )
    .await
}

/// Replaces the profile: owners and editors. A change of something a verification looks at ends the verification.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Changed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[put("/organisations/{id}")]
async fn amend(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ProfileJson>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let profile = body.into_inner().profile()?;
    let seq = block(&app, move |app| {
        registration::amend(&app.facility, &actor, id, seen, profile)
    })
    .await?;
    Ok(acted(seq))
}
