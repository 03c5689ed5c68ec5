//! Public results of a call, and whether an organisation is named in them.

use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use facility::results::{self, Award, Results};
use language::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, ProposalId};

use super::act::{Acted, acted};
use super::caller::{Caller, IfMatch, MaybeCaller, Seen};
use super::fields::Prose;
use super::parts::MoneyJson;
use super::problem::ApiError;
use crate::download::file;
use crate::pages::register::export::CSV;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_results)
        .service(show_results_csv)
        .service(show_public_name)
        .service(withhold_name)
        .service(disclose_name);
}

/// A funded project. Of an organisation that is not named for its safety, country and theme are all there is.
#[derive(Debug, Serialize, ToSchema)]
struct AwardJson {
    /// ISO 3166-1.
    country: &'static str,
    /// Theme by language (BCP 47).
    theme: Option<BTreeMap<String, String>>,
    /// Reference of the proposal.
    reference: Option<String>,
    /// Title of the project.
    title: Option<String>,
    /// Legal name.
    organisation: Option<String>,
    /// Identifier after org-id.guide.
    org_id: Option<String>,
    /// Summary of the project, where the call publishes it.
    summary: Option<String>,
    /// The award, where the call publishes it.
    amount: Option<MoneyJson>,
    /// The day the award was told.
    awarded_on: Option<NaiveDate>,
    /// First day of the project, once agreed.
    starts_on: Option<NaiveDate>,
    /// Its last day.
    ends_on: Option<NaiveDate>,
}

impl From<Award> for AwardJson {
    fn from(award: Award) -> Self {
        let named = award.named;
        let runs = named.as_ref().and_then(|named| named.runs);
        Self {
            country: award.country.code(),
            theme: award.theme.map(|theme| theme.0),
            reference: named.as_ref().map(|named| named.reference.clone()),
            title: named.as_ref().map(|named| named.title.clone()),
            organisation: named.as_ref().map(|named| named.organisation.clone()),
            org_id: named.as_ref().and_then(|named| named.org_id.clone()),
            summary: named.as_ref().and_then(|named| named.summary.clone()),
            amount: named
                .as_ref()
                .and_then(|named| named.amount)
                .map(MoneyJson::of),
            awarded_on: named.map(|named| named.awarded_on),
            starts_on: runs.map(|(start, _)| start),
            ends_on: runs.map(|(_, end)| end),
        }
    }
}

/// The funded projects of a regional group of the United Nations.
#[derive(Debug, Serialize, ToSchema)]
struct RegionTotalJson {
    /// The group.
    region: String,
    /// How many projects.
    projects: usize,
    /// What those with a public amount were awarded together.
    amount: Option<MoneyJson>,
}

/// The public results of a call.
#[derive(Debug, Serialize, ToSchema)]
struct ResultsJson {
    /// Funded projects.
    awards: Vec<AwardJson>,
    /// By region.
    regions: Vec<RegionTotalJson>,
    /// What those with a public amount were awarded together.
    total: Option<MoneyJson>,
    /// How many organisations are not named for their safety.
    unnamed: usize,
}

impl From<Results> for ResultsJson {
    fn from(found: Results) -> Self {
        Self {
            awards: found.awards.into_iter().map(AwardJson::from).collect(),
            regions: found
                .regions
                .into_iter()
                .map(|group| RegionTotalJson {
                    region: group.region.to_string(),
                    projects: group.projects,
                    amount: group.amount.map(MoneyJson::of),
                })
                .collect(),
            total: found.total.map(MoneyJson::of),
            unnamed: found.unnamed,
        }
    }
}

/// The projects a call funds, for everybody, once their applicants know.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses((status = 200, description = "The results", body = ResultsJson)))]
#[get("/calls/{id}/results")]
async fn show_results(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        results::results(&app.facility, actor.as_ref(), call)
    })
    .await?;
    Ok(HttpResponse::Ok().json(ResultsJson::from(found)))
}

/// The same as CSV in English, with columns named as in the 360Giving standard.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses((status = 200, description = "The results", content_type = "text/csv", body = String)))]
#[get("/calls/{id}/results.csv")]
async fn show_results_csv(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let table = block(&app, move |app| {
        let found = results::results(&app.facility, actor.as_ref(), call)?;
        results::csv(&found, Language::English.code())
    });
    Ok(file("results.csv", CSV, table.await?))
}

/// Whether the organisation of an awarded proposal is named in public.
#[derive(Debug, Serialize, ToSchema)]
struct PublicNameJson {
    /// Whether it is named.
    named: bool,
    /// Why not.
    reason: Option<String>,
}

/// Whether the organisation of an awarded proposal is named in public results, for people who oversee the call.
#[utoipa::path(tag = "proposals", responses((status = 200, description = "Whether it is named", body = PublicNameJson)))]
#[get("/proposals/{id}/public-name")]
async fn show_public_name(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let file = ProposalId::from(*id);
    let found = block(&app, move |app| {
        let found = results::naming(&app.facility, &actor, file)?;
        found.ok_or_else(facility::Failure::hidden)
    })
    .await?;
    Ok(HttpResponse::Ok().json(PublicNameJson {
        named: found.withheld.is_none(),
        reason: found.withheld,
    }))
}

/// Why a name is kept out of the results, or told again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NameReason {
    /// Why.
    reason: Prose,
}

async fn name(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
    id: Uuid,
    seen: Option<i64>,
    named: bool,
    body: NameReason,
) -> Result<HttpResponse, ApiError> {
    let file = ProposalId::from(id);
    let seq = block(app, move |app| {
        results::name(&app.facility, &actor, file, seen, named, &body.reason.0)
    });
    Ok(acted(seq.await?))
}

/// Keeps the organisation of an awarded proposal out of public results: country and theme are all that is told. `If-Match` is the
/// place of the call in its chain. Managers.
#[utoipa::path(tag = "proposals", params(IfMatch), responses(
    (status = 200, description = "Kept out", body = Acted, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[post("/proposals/{id}/withhold-name")]
async fn withhold_name(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<NameReason>,
) -> Result<HttpResponse, ApiError> {
    name(&app, actor, *id, seen, false, body.into_inner()).await
}

/// Names the organisation of an awarded proposal in public results again. `If-Match` is the place of the call in its chain. Managers.
#[utoipa::path(tag = "proposals", params(IfMatch), responses(
    (status = 200, description = "Named", body = Acted, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[post("/proposals/{id}/disclose-name")]
async fn disclose_name(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<NameReason>,
) -> Result<HttpResponse, ApiError> {
    name(&app, actor, *id, seen, true, body.into_inner()).await
}
