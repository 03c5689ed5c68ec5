//! The figures of a call.

use actix_web::{HttpResponse, get, web};
use facility::dashboard;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::CallId;

use super::caller::{Caller, MaybeCaller};
use super::parts::MoneyJson;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_funnel)
        .service(countries)
        .service(waiting);
}

/// How a call narrows from registered organisations to funded projects.
#[derive(Debug, Serialize, ToSchema)]
struct FunnelJson {
    /// Organisations on the register when the call closed.
    registered: i64,
    /// Proposals received.
    submitted: i64,
    /// Countries they come from.
    countries: i64,
    /// Proposals screened to an outcome.
    screened: i64,
    /// Proposals found eligible.
    eligible: i64,
    /// Proposals with a consolidated score.
    evaluated: i64,
    /// Proposals awarded a grant that stands.
    selected: i64,
    /// Projects started.
    funded: i64,
    /// The most all grants together may cost; nothing for a call without money.
    ceiling: Option<MoneyJson>,
    /// Awarded.
    committed: Option<MoneyJson>,
    /// Paid.
    paid: Option<MoneyJson>,
}

/// The figures of a call. Public for a public call.
#[utoipa::path(tag = "dashboard", security((), ("bearer" = [])), responses(
    (status = 200, description = "The figures", body = FunnelJson)))]
#[get("/calls/{id}/funnel")]
async fn show_funnel(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let funnel = block(&app, move |app| {
        dashboard::funnel(&app.facility, actor.as_ref(), id)
    })
    .await?;
    let money = |minor| MoneyJson::of_row(Some(minor), funnel.currency.as_deref());
    Ok(HttpResponse::Ok().json(FunnelJson {
        registered: funnel.registered,
        submitted: funnel.submitted,
        countries: funnel.countries,
        screened: funnel.screened,
        eligible: funnel.eligible,
        evaluated: funnel.evaluated,
        selected: funnel.selected,
        funded: funnel.funded,
        ceiling: money(funnel.ceiling_minor),
        committed: money(funnel.committed_minor),
        paid: money(funnel.paid_minor),
    }))
}

/// Proposals of a country.
#[derive(Debug, Serialize, ToSchema)]
struct CountryJson {
    /// ISO 3166-1.
    country: String,
    /// Proposals received; in public nothing below five, so that no applicant can be made out.
    proposals: Option<i64>,
}

/// Proposals by country, most first. Public for a public call.
#[utoipa::path(tag = "dashboard", security((), ("bearer" = [])), responses(
    (status = 200, description = "Countries", body = Vec<CountryJson>)))]
#[get("/calls/{id}/countries")]
async fn countries(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let found = block(&app, move |app| {
        dashboard::countries(&app.facility, actor.as_ref(), id)
    })
    .await?;
    let items: Vec<CountryJson> = found
        .into_iter()
        .map(|line| CountryJson {
            country: line.country,
            proposals: line.proposals,
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Work waiting in a status.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingJson {
    /// The status.
    status: String,
    /// For less than 7 days.
    under_7_days: i64,
    /// For 7 to 13 days.
    under_14_days: i64,
    /// For 14 to 29 days.
    under_30_days: i64,
    /// For 30 days and more.
    over_30_days: i64,
}

/// Work waiting by status and age, for people who oversee the call.
#[utoipa::path(tag = "dashboard", responses(
    (status = 200, description = "Statuses in which something waits", body = Vec<WaitingJson>)))]
#[get("/calls/{id}/waiting")]
async fn waiting(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let found = block(&app, move |app| {
        dashboard::waiting(&app.facility, &actor, id)
    })
    .await?;
    let items: Vec<WaitingJson> = found
        .into_iter()
        .map(|line| {
            let [under_7_days, under_14_days, under_30_days, over_30_days] = line.by_age;
            WaitingJson {
                status: line.status.to_string(),
                under_7_days,
                under_14_days,
                under_30_days,
                over_30_days,
            }
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}
