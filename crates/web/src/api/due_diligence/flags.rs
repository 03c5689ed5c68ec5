//! Risk flags: those of an organisation with their history, all that hold, and what is done with them.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::registration::flags::{self, FlagStep, FlagView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::due_diligence::{Category, Level};
use workflow::ids::OrganisationId;
use workflow::organisation::Command;

use super::carry;
use crate::api::act::{Acted, acts};
use crate::api::caller::{Caller, IfMatch, Seen, etag};
use crate::api::fields::{self, Count, Prose};
use crate::api::parts::{SomeoneJson, limit, named, page};
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(of_organisation)
        .service(count)
        .service(held)
        .configure(acts);
}

/// What happened to a flag.
#[derive(Debug, Serialize, ToSchema)]
struct FlagStepJson {
    /// `raised`, `escalated`, `lowered`, `redated`, `lifted`, or `came_over` from a merged organisation.
    act: &'static str,
    /// When (UTC).
    at: DateTime<Utc>,
    /// Who.
    by: Option<SomeoneJson>,
    /// The level after it.
    level: &'static str,
    /// The last day after it.
    until: Option<NaiveDate>,
    /// Why.
    reason: Option<String>,
}

impl From<FlagStep> for FlagStepJson {
    fn from(step: FlagStep) -> Self {
        Self {
            act: step.act.name(),
            at: step.at,
            by: step.by.map(SomeoneJson::from),
            level: step.level.name(),
            until: step.until,
            reason: step.reason,
        }
    }
}

/// A risk flag of an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct FlagJson {
    /// Its number among those of the organisation.
    number: u32,
    /// `observation`, `risk`, `escalated` or `red`.
    level: &'static str,
    /// What it is about.
    category: &'static str,
    /// The last day it holds; without one it holds until it is lifted.
    until: Option<NaiveDate>,
    /// Whether it holds today.
    holds: bool,
    /// Whether it has been lifted.
    lifted: bool,
    /// Whether you may lower it, end it sooner or lift it.
    may_lighten: bool,
    /// What its level blocks: `verification`, `award`, `agreement`, `payment`.
    blocks: Vec<&'static str>,
    /// What happened to it, oldest first.
    history: Vec<FlagStepJson>,
}

impl From<FlagView> for FlagJson {
    fn from(view: FlagView) -> Self {
        let flag = view.flag;
        Self {
            number: view.number,
            level: flag.level.name(),
            category: flag.category.name(),
            until: flag.until,
            holds: view.holds,
            lifted: flag.lifted,
            may_lighten: view.may_lighten && !flag.lifted,
            blocks: flag.level.blocks().iter().map(|step| step.name()).collect(),
            history: view.steps.into_iter().map(FlagStepJson::from).collect(),
        }
    }
}

/// The risk flags of an organisation with their history, those that hold first.
#[utoipa::path(tag = "due-diligence", operation_id = "flags_of_organisation", responses(
    (status = 200, description = "The flags", body = Vec<FlagJson>, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/flags")]
async fn of_organisation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let found = block(&app, move |app| {
        flags::of_organisation(&app.facility, &actor, id)
    })
    .await?;
    let items: Vec<FlagJson> = found.flags.into_iter().map(FlagJson::from).collect();
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(items))
}

/// A flag that holds, with its organisation.
#[derive(Debug, Serialize, ToSchema)]
struct HeldJson {
    /// The organisation.
    organisation: Uuid,
    /// Its legal name.
    legal_name: String,
    /// ISO 3166-1.
    country: String,
    /// Number of the flag.
    number: u32,
    /// `observation`, `risk`, `escalated` or `red`.
    level: &'static str,
    /// What it is about.
    category: &'static str,
    /// The last day it holds.
    until: Option<NaiveDate>,
    /// Who set the level it has now.
    set_by: SomeoneJson,
    /// When (UTC).
    set_at: DateTime<Utc>,
}

/// The most characters of a place in the list.
const MOST_PLACE: usize = 50;

/// Which flags.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The level; `red` when not given.
    #[param(schema_with = fields::level)]
    level: Option<String>,
    /// Where the page before ended: `<organisation>.<number>`.
    #[param(max_length = 50)]
    after: Option<String>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Every flag of a level that holds today.
#[utoipa::path(tag = "due-diligence", operation_id = "flags", params(Asked), responses(
    (status = 200, description = "A page of flags; `Link` leads to the next", body = Vec<HeldJson>)))]
#[get("/flags")]
async fn held(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let limit = limit(asked.limit)?;
    let level: Level = named(asked.level.as_deref())?.unwrap_or(Level::Red);
    let after = asked.after;
    if after
        .as_ref()
        .is_some_and(|after| after.chars().count() > MOST_PLACE)
    {
        return Err(ApiError::bad_request(
            "Take the place where the page before ended from its Link.",
        ));
    }
    let found = block(&app, move |app| {
        flags::held(&app.facility, &actor, level, after.as_deref(), limit)
    })
    .await?;
    let items: Vec<HeldJson> = found
        .items
        .into_iter()
        .map(|(line, set_by)| HeldJson {
            organisation: line.organisation.uuid(),
            legal_name: line.legal_name,
            country: line.country.to_string(),
            number: line.number,
            level: line.level.name(),
            category: line.category.name(),
            until: line.until,
            set_by: set_by.into(),
            set_at: line.set_at,
        })
        .collect();
    let filters = [("level", asked.level)];
    Ok(page(&app, "/flags", &filters, limit, found.next, &items))
}

/// How many flags of each level hold today.
#[utoipa::path(tag = "due-diligence", operation_id = "flags_count", responses(
    (status = 200, description = "Level → how many", body = BTreeMap<String, i64>)))]
#[get("/flags/count")]
async fn count(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let counted = block(&app, move |app| flags::count_held(&app.facility, &actor)).await?;
    let named: BTreeMap<&str, i64> = counted
        .iter()
        .map(|(level, count)| (level.name(), *count))
        .collect();
    Ok(HttpResponse::Ok().json(named))
}

/// A flag to be raised.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RaiseFlag {
    /// How grave.
    #[schema(schema_with = fields::level)]
    level: Level,
    /// What about.
    #[schema(schema_with = fields::category)]
    category: Category,
    /// The last day it holds; without one it holds until it is lifted.
    until: Option<NaiveDate>,
    /// Why.
    reason: Prose,
}

/// A flag to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeFlag {
    /// Number of the flag.
    flag: Count,
    /// The level it is to have.
    #[schema(schema_with = fields::level)]
    level: Level,
    /// The last day it is to hold; without one it holds until it is lifted.
    until: Option<NaiveDate>,
    /// Why.
    reason: Prose,
}

/// A flag to be lifted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LiftFlag {
    /// Number of the flag.
    flag: Count,
    /// Why.
    reason: Prose,
}

acts! { "due-diligence", carry;
    /// Raises a risk flag. It never keeps an organisation from applying.
    raise_flag "/organisations/{id}/raise-flag" (body: RaiseFlag) => Command::RaiseFlag {
        level: body.level,
        category: body.category,
        until: body.until,
        reason: body.reason.0,
    };
    /// Escalates or lowers a flag, or gives it another last day.
    change_flag "/organisations/{id}/change-flag" (body: ChangeFlag) => Command::ChangeFlag {
        flag: body.flag.small(),
        level: body.level,
        until: body.until,
        reason: body.reason.0,
    };
    /// Lifts a flag.
    lift_flag "/organisations/{id}/lift-flag" (body: LiftFlag) => Command::LiftFlag {
        flag: body.flag.small(),
        reason: body.reason.0,
    };
}
