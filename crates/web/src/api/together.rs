//! Organisations that apply together.

use actix_web::{HttpResponse, get, post, web};
use facility::co_applicants::{self, By};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::co_applicants::Command;
use workflow::country::Country;
use workflow::ids::ProposalId;
use workflow::proposal::Command::CoApplicants;

use super::act::{Acted, acted, acts};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{Line, Prose};
use super::problem::ApiError;
use super::proposal::carry;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(list).service(name).configure(acts);
}

/// An organisation that applies together with the lead.
#[derive(Debug, Serialize, ToSchema)]
struct NamedBesideJson {
    /// Its id.
    organisation: Uuid,
    /// Its name.
    name: String,
    /// ISO 3166-1.
    country: String,
    /// Whether it has agreed.
    agreed: bool,
}

/// The organisations that apply together with the lead, for the people of each of them and for who sees the file.
#[utoipa::path(operation_id = "co_applicants", tag = "proposals", responses(
    (status = 200, description = "The organisations", body = Vec<NamedBesideJson>, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}/co-applicants")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let found = block(&app, move |app| {
        co_applicants::view(&app.facility, &actor, id)
    })
    .await?;
    let beside = found.beside.into_iter().map(|beside| NamedBesideJson {
        organisation: beside.organisation.uuid(),
        name: beside.name,
        country: beside.country.to_string(),
        agreed: beside.agreed,
    });
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(beside.collect::<Vec<_>>()))
}

/// An organisation, by its registration number in a country or by its org-id identifier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NameOne {
    /// Country of registration (ISO 3166-1).
    country: Option<Line<2, 2>>,
    /// Registration number there, however it is punctuated.
    registration_number: Option<Line<1, 100>>,
    /// Identifier after org-id.guide: `GB-CHC-202918`.
    org_id: Option<Line<1, 100>>,
}

/// Names an organisation of the register; its owners are asked.
#[utoipa::path(operation_id = "name_co_applicant", tag = "proposals", params(IfMatch), responses(
    (status = 200, description = "Named", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/name-co-applicant")]
async fn name(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<NameOne>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    // Faults of the body must not tell whether the file is there.
    super::proposal::stage(&app, &actor, *id).await?;
    let by = match (body.org_id, body.country, body.registration_number) {
        (Some(org_id), None, None) => By::OrgId(org_id.0),
        (None, Some(country), Some(number)) => By::Number {
            country: Country::parse(&country.0)
                .map_err(|_| ApiError::field("country", "unknown-option"))?,
            number: number.0,
        },
        _ => return Err(ApiError::field("registration_number", "missing")),
    };
    let id = ProposalId::from(*id);
    let seq = block(&app, move |app| {
        co_applicants::name(&app.facility, &actor, id, seen, &by)
    })
    .await?;
    Ok(acted(seq))
}

/// Which organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Which {
    /// Its id.
    organisation: Uuid,
}

/// Which organisation does not take part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declines {
    /// Its id.
    organisation: Uuid,
    /// Why, if you want to say so.
    reason: Option<Prose>,
}

acts! { "proposals", carry;
    /// Takes an organisation off; what was submitted with it keeps it until it is submitted anew.
    remove_co_applicant "/proposals/{id}/remove-co-applicant" (body: Which) => CoApplicants(Command::Remove {
        organisation: body.organisation.into(),
    });
    /// Agrees to apply together, for an organisation you own.
    agree_to_co_apply "/proposals/{id}/agree-to-co-apply" (body: Which) => CoApplicants(Command::Agree {
        organisation: body.organisation.into(),
    });
    /// Declines to apply together, for an organisation you own.
    decline_to_co_apply "/proposals/{id}/decline-to-co-apply" (body: Declines) => CoApplicants(Command::Decline {
        organisation: body.organisation.into(),
        reason: body.reason.map(|reason| reason.0),
    });
}
