//! Due diligence: how an organisation stands, its verification, its risk flags, and organisations that may be one.

mod duplicates;
mod flags;
mod risk;
mod verification;

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use facility::registration;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::due_diligence::{MatchStatus, Step};
use workflow::ids::OrganisationId;
use workflow::organisation::Command;
use workflow::role::Actor;

use super::act::acted;
use super::caller::{Caller, etag};
use super::problem::{ApiError, InTheWay};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(standing)
        .configure(verification::configure)
        .configure(flags::configure)
        .configure(risk::configure)
        .configure(duplicates::configure);
}

/// What is missing of a registration.
#[derive(Debug, Serialize, ToSchema)]
struct MissingJson {
    /// The section it belongs to.
    section: &'static str,
    /// The field, or the kind of document.
    field: &'static str,
}

/// What the facility keeps about an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct KeptJson {
    /// Whether the verification is to be renewed.
    to_renew: bool,
    /// The gravest risk flag that holds today.
    flag: Option<String>,
    /// How many matches with sanctions lists are open or confirmed.
    matches: usize,
    /// How many possible duplicates nobody has decided on.
    duplicates: usize,
    /// Step (`verification`, `award`, `agreement`, `payment`) → what is in its way today.
    blocks: BTreeMap<String, Vec<InTheWay>>,
}

/// How an organisation stands today.
#[derive(Debug, Serialize, ToSchema)]
struct StandingJson {
    /// Whether it is verified today.
    verified: bool,
    /// Last day the verification holds.
    verified_until: Option<NaiveDate>,
    /// The organisation it was merged into.
    merged_into: Option<Uuid>,
    /// People with different, confirmed e-mail addresses.
    contacts: u32,
    /// What is missing of the registration.
    missing: Vec<MissingJson>,
    /// What keeps it from applying; nothing when it may.
    may_not_apply: Option<InTheWay>,
    /// What the facility keeps about it; for people of the facility.
    kept: Option<KeptJson>,
}

/// How an organisation stands today: what is missing, and what is blocked and why.
#[utoipa::path(tag = "due-diligence", responses(
    (status = 200, description = "The standing", body = StandingJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/standing")]
async fn standing(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let view = block(&app, move |app| {
        registration::view(&app.facility, &actor, id)
    })
    .await?;
    let today = app.facility.clock.now().date_naive();
    let until = view.state.verified_until;
    let blocks = |step: &Step| {
        let held = view.standing.blocks(*step);
        (
            step.to_string(),
            held.iter().map(InTheWay::from).collect::<Vec<_>>(),
        )
    };
    let listed = |status| matches!(status, MatchStatus::Open | MatchStatus::Confirmed);
    let kept = KeptJson {
        to_renew: until.is_some_and(|until| app.facility.rules.to_renew(until, today)),
        flag: view.standing.flag.map(|level| level.to_string()),
        matches: view
            .state
            .matches
            .values()
            .filter(|found| listed(found.status))
            .count(),
        duplicates: view.duplicates,
        blocks: Step::ALL.iter().map(blocks).collect(),
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(StandingJson {
            verified: view.standing.verified,
            verified_until: until,
            merged_into: view.merged_into.as_ref().map(|into| into.id.uuid()),
            contacts: view.standing.registration.contacts,
            missing: view
                .missing
                .iter()
                .map(|one| MissingJson {
                    section: one.section.name(),
                    field: one.field,
                })
                .collect(),
            may_not_apply: view.standing.may_apply().err().as_ref().map(InTheWay::from),
            kept: view.inside.then_some(kept),
        }))
}

/// Carries out a command on an organisation.
pub(super) async fn carry(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        registration::act(&app.facility, &actor, id.into(), seen, &command)
    })
    .await?;
    Ok(acted(seq))
}
