//! Organisations that may be one: told apart, or merged.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::registration::OrganisationRow;
use facility::registration::duplicates::{self, Evidence, PossibleDuplicate};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::OrganisationId;

use crate::api::act::{Acted, acted};
use crate::api::caller::{Caller, IfMatch, Seen, etag};
use crate::api::fields::Prose;
use crate::api::parts::limit;
use crate::api::problem::{ApiError, InTheWay};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(all)
        .service(of_organisation)
        .service(dismiss_duplicate)
        .service(merge_preview)
        .service(merge);
}

/// One of two organisations that may be one.
#[derive(Debug, Serialize, ToSchema)]
struct SideJson {
    /// Its id.
    id: Uuid,
    /// Legal name in Latin letters.
    legal_name: String,
    /// ISO 3166-1.
    country: String,
    /// Its status.
    status: String,
}

impl From<&OrganisationRow> for SideJson {
    fn from(row: &OrganisationRow) -> Self {
        Self {
            id: row.id.uuid(),
            legal_name: row.profile.legal_name.clone(),
            country: row.profile.country.to_string(),
            status: row.status.to_string(),
        }
    }
}

/// A possible duplicate nobody has decided on.
#[derive(Debug, Serialize, ToSchema)]
struct DuplicateJson {
    /// The one.
    first: SideJson,
    /// The other.
    second: SideJson,
    /// What they share: `registration_number`, `bank_account`, `web_domain`, `officer` or `name` as `shared`, with what it is.
    #[schema(value_type = Vec<Object>)]
    evidence: Vec<Evidence>,
    /// Since when it is known (UTC).
    found_at: DateTime<Utc>,
}

impl From<PossibleDuplicate> for DuplicateJson {
    fn from(possible: PossibleDuplicate) -> Self {
        Self {
            first: SideJson::from(&possible.first),
            second: SideJson::from(&possible.second),
            evidence: possible.evidence,
            found_at: possible.found_at,
        }
    }
}

/// How many.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// How many, 1 to 200; 50 when not given. Those decided on make room for the next.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

async fn list(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
    of: Option<OrganisationId>,
    asked: &Asked,
) -> Result<HttpResponse, ApiError> {
    let limit = limit(asked.limit)?;
    let found = block(app, move |app| {
        // An organisation that is not there has no duplicates to tell of.
        if let Some(of) = of {
            facility::registration::view(&app.facility, &actor, of)?;
        }
        duplicates::possible(&app.facility, &actor, of, limit)
    })
    .await?;
    let items: Vec<DuplicateJson> = found.into_iter().map(DuplicateJson::from).collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Possible duplicates nobody has decided on, oldest first.
#[utoipa::path(tag = "due-diligence", operation_id = "duplicates", params(Asked), responses(
    (status = 200, description = "Pairs of organisations", body = Vec<DuplicateJson>)))]
#[get("/duplicates")]
async fn all(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, ApiError> {
    list(&app, actor, None, &asked).await
}

/// Possible duplicates of an organisation.
#[utoipa::path(tag = "due-diligence", operation_id = "duplicates_of_organisation", params(Asked), responses(
    (status = 200, description = "Pairs of organisations", body = Vec<DuplicateJson>)))]
#[get("/organisations/{id}/duplicates")]
async fn of_organisation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, ApiError> {
    list(&app, actor, Some((*id).into()), &asked).await
}

/// A statement that another organisation is not this one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DismissDuplicate {
    /// The other organisation.
    other: Uuid,
    /// How one can tell.
    reason: Prose,
}

/// States that another organisation is not this one; both records say so, and the pair is not suspected again.
#[utoipa::path(tag = "due-diligence", params(IfMatch), responses(
    (status = 200, description = "Done", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/dismiss-duplicate")]
async fn dismiss_duplicate(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<DismissDuplicate>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (OrganisationId::from(*id), body.into_inner());
    let seq = block(&app, move |app| {
        let other = body.other.into();
        duplicates::dismiss(&app.facility, &actor, (id, seen), other, &body.reason.0)
    })
    .await?;
    Ok(acted(seq))
}

/// What a merge would do.
#[derive(Debug, Serialize, ToSchema)]
struct PreviewJson {
    /// The one that goes.
    from: SideJson,
    /// The one that remains.
    into: SideJson,
    /// How many people come over who do not work for the one that remains.
    people: usize,
    /// How many proposals stay under the record of the one that goes, reached from the one that remains.
    proposals: usize,
    /// How many risk flags come over.
    flags: usize,
    /// Why it cannot be done now.
    refused: Option<InTheWay>,
}

/// What a merge of the first organisation into the second would do: for facility managers.
#[utoipa::path(tag = "due-diligence", responses(
    (status = 200, description = "What it would do", body = PreviewJson, headers(("ETag" = String, description = "Place in the chain of the one that goes")))))]
#[get("/organisations/{id}/merge/{into}")]
async fn merge_preview(
    Caller(actor): Caller,
    app: web::Data<Application>,
    ids: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (from, into) = ids.into_inner();
    let preview = block(&app, move |app| {
        duplicates::merge_preview(&app.facility, &actor, from.into(), into.into())
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(preview.seq))
        .json(PreviewJson {
            from: SideJson::from(&preview.from),
            into: SideJson::from(&preview.into),
            people: preview.people,
            proposals: preview.proposals,
            flags: preview.flags,
            refused: preview.refused.as_ref().map(InTheWay::from),
        }))
}

/// A merge.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Merge {
    /// The organisation that remains.
    into: Uuid,
    /// Why the two are one.
    reason: Prose,
}

/// Merges this organisation into another: people and flags come over, both histories stay. It cannot be undone.
#[utoipa::path(tag = "due-diligence", params(IfMatch), responses(
    (status = 200, description = "Merged", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/merge")]
async fn merge(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<Merge>,
) -> Result<HttpResponse, ApiError> {
    let (from, body) = (OrganisationId::from(*id), body.into_inner());
    let seq = block(&app, move |app| {
        let into = body.into.into();
        duplicates::merge(&app.facility, &actor, from, into, seen, &body.reason.0)
    })
    .await?;
    Ok(acted(seq))
}
