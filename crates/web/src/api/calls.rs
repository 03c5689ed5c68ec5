//! Calls and their public figures.

use actix_web::{HttpResponse, get, web};
use facility::call::{self, CallView};
use facility::dashboard;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use workflow::ids::CallId;

use super::caller::{MaybeCaller, etag};
use super::problem::{ApiError, Problem};
use crate::server::{Application, block};

pub fn configure(config: &mut utoipa_actix_web::service_config::ServiceConfig) {
    config.service(list).service(show).service(funnel);
}

/// A call.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallJson {
    /// Its id.
    id: Uuid,
    /// Short code: `SGF2010`.
    code: String,
    /// Title by language (BCP 47).
    title: std::collections::BTreeMap<String, String>,
    /// Summary by language (BCP 47).
    summary: std::collections::BTreeMap<String, String>,
    /// `draft`, `approved`, `published`, `finalised` or `cancelled`.
    status: String,
    /// `upcoming`, `open` or `closed`, by the clock.
    phase: String,
    /// First moment a proposal can be submitted (UTC).
    opens_at: chrono::DateTime<chrono::Utc>,
    /// The deadline (UTC).
    closes_at: chrono::DateTime<chrono::Utc>,
    /// The zone the deadline is written in (IANA).
    zone: String,
    /// ISO 4217; nothing for a call without money.
    currency: Option<String>,
    /// The most all grants together may cost, minor units.
    ceiling_minor: Option<i64>,
    /// The smallest grant, minor units.
    grant_min_minor: Option<i64>,
    /// The largest grant, minor units.
    grant_max_minor: Option<i64>,
    /// Kinds of the stages in order.
    stages: Vec<String>,
    /// What you may do now.
    available_actions: Vec<String>,
}

impl CallJson {
    fn of(view: &CallView) -> Self {
        let definition = &view.call.definition;
        let funding = definition.funding.as_ref();
        Self {
            id: view.call.id.uuid(),
            code: definition.code.clone(),
            title: definition.title.0.clone(),
            summary: definition.summary.0.clone(),
            status: view.call.status.to_string(),
            phase: view.phase.to_string(),
            opens_at: definition.dates.opens_at(),
            closes_at: definition.dates.deadline().at(),
            zone: definition.dates.zone.to_string(),
            currency: funding.map(|funding| funding.currency.code().to_owned()),
            ceiling_minor: funding.map(|funding| funding.ceiling_minor),
            grant_min_minor: funding.map(|funding| funding.grant_min_minor),
            grant_max_minor: funding.map(|funding| funding.grant_max_minor),
            stages: definition
                .procedure
                .kinds()
                .iter()
                .map(ToString::to_string)
                .collect(),
            available_actions: view.actions.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The last id of the page before.
    after: Option<Uuid>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

impl Paging {
    /// The limit. Errors outside 1 to 200.
    pub fn limit(&self) -> Result<i64, ApiError> {
        match self.limit.unwrap_or(50) {
            limit @ 1..=200 => Ok(i64::from(limit)),
            _ => Err(ApiError::bad_request(
                "The limit must be between 1 and 200.",
            )),
        }
    }
}

/// Calls you may see, oldest first; without signing in, the public ones.
#[utoipa::path(tag = "calls", params(Paging), responses(
    (status = 200, description = "A page of calls; `Link` leads to the next", body = Vec<CallJson>),
    (status = 400, description = "The query cannot be read", body = Problem, content_type = "application/problem+json")))]
#[get("/calls")]
async fn list(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse, ApiError> {
    let (after, limit) = (paging.after.map(CallId::from), paging.limit()?);
    let page = block(&app, move |app| {
        call::list(&app.facility, actor.as_ref(), after, limit)
    })
    .await?;
    let items: Vec<CallJson> = page.items.iter().map(CallJson::of).collect();
    Ok(super::page(&app, "/calls", &[], limit, page.next, &items))
}

/// One call.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The call", body = CallJson),
    (status = 404, description = "There is none, or none for you", body = Problem, content_type = "application/problem+json")))]
#[get("/calls/{id}")]
async fn show(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let view = block(&app, move |app| {
        call::view(&app.facility, actor.as_ref(), id)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(CallJson::of(&view)))
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

/// An amount.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoneyJson {
    /// In figures with as many decimals as it needs: `45000` or `45000.50`.
    #[schema(example = "45000")]
    amount: String,
    /// Minor units of the currency: cents for USD.
    minor: i64,
    /// ISO 4217.
    currency: String,
}

impl MoneyJson {
    /// An amount.
    pub fn of(money: workflow::money::Money) -> Self {
        Self {
            amount: money.figures(),
            minor: money.minor,
            currency: money.currency.code().to_owned(),
        }
    }
}

/// The figures of a call. Public for a public call.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The figures", body = FunnelJson),
    (status = 404, description = "There is no such call, or none for you", body = Problem, content_type = "application/problem+json")))]
#[get("/calls/{id}/funnel")]
async fn funnel(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let funnel = block(&app, move |app| {
        dashboard::funnel(&app.facility, actor.as_ref(), id)
    })
    .await?;
    let currency = funnel
        .currency
        .as_deref()
        .and_then(workflow::money::Currency::from_code);
    let money = |minor| {
        currency.map(|currency| MoneyJson::of(workflow::money::Money::new(minor, currency)))
    };
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
