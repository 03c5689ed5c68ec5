//! The self-check before one writes.

use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use facility::Failure;
use facility::intake::self_check;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::country::Country;
use workflow::criterion::{Finding, OrganisationFacts, Stated};
use workflow::ids::CallId;
use workflow::money::Money;

use crate::api::caller::MaybeCaller;
use crate::api::fields::{Minor, UpTo200, Whole};
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(check_oneself);
}

/// What somebody says of themselves. What is left out is not known; what the register knows of the organisation is used then.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SelfCheck {
    /// An organisation you work for.
    organisation: Option<Uuid>,
    /// Country of the organisation (ISO 3166-1).
    #[schema(value_type = Option<String>, min_length = 2, max_length = 2)]
    country: Option<Country>,
    /// Legal form of the organisation, as profiles name it.
    legal_form: Option<UpTo200>,
    /// Day of its registration with the authorities.
    registered_on: Option<NaiveDate>,
    /// Average annual budget, minor units of the call's currency.
    annual_budget_minor: Option<Minor>,
    /// Whether all declarations can be answered with yes.
    declarations: Option<bool>,
    /// Amount you would ask for, minor units of the call's currency.
    requested_minor: Option<Minor>,
    /// Duration of the project.
    months: Option<Whole<0, 1000>>,
    /// Language of the application (BCP 47).
    language: Option<UpTo200>,
}

/// A criterion with what its rule says.
#[derive(Debug, Serialize, ToSchema)]
struct SelfCheckedJson {
    /// Id of the criterion.
    criterion: String,
    /// `pass`, `fail` or `cannot_tell`.
    outcome: &'static str,
    /// What the rule has found; left out when only a person can tell.
    #[schema(value_type = Object)]
    evidence: Option<Value>,
}

/// Asks the rules of a call's screening whether somebody could apply. Nothing is kept; nobody needs to sign in.
#[utoipa::path(tag = "applying", security((), ("bearer" = [])), responses(
    (status = 200, description = "What each rule says", body = Vec<SelfCheckedJson>)))]
#[post("/calls/{id}/self-check")]
async fn check_oneself(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<SelfCheck>,
) -> Result<HttpResponse, ApiError> {
    let (id, given) = (CallId::from(*id), body.into_inner());
    let checked = block(&app, move |app| {
        let facility = &app.facility;
        let call = facility::call::view(facility, actor.as_ref(), id)?.call;
        let currency = call.definition.funding.as_ref().map(|money| money.currency);
        let known = match (&actor, given.organisation) {
            (Some(actor), Some(organisation)) => {
                Some(self_check::known(facility, actor, organisation.into())?)
            }
            (None, Some(_)) => return Err(Failure::hidden()),
            _ => None,
        };
        let said = OrganisationFacts {
            country: given.country,
            legal_form: given.legal_form.map(|form| form.0),
            registered_on: given.registered_on,
            annual_budget: given
                .annual_budget_minor
                .zip(currency)
                .map(|(minor, currency)| Money::new(minor.0, currency)),
            declarations: given.declarations,
            ..OrganisationFacts::default()
        };
        let stated = Stated {
            requested: given
                .requested_minor
                .zip(currency)
                .map(|(minor, currency)| Money::new(minor.0, currency)),
            months: given.months.map(|months| months.small()),
            language: given.language.map(|language| language.0),
            position: 0,
        };
        let facts = self_check::filled(said, known);
        self_check::check(facility, actor.as_ref(), id, &facts, &stated)
    })
    .await?;
    let checked = checked.into_iter().map(|checked| SelfCheckedJson {
        criterion: checked.criterion.id,
        outcome: match checked.proposed.as_ref().map(|proposed| proposed.finding) {
            Some(Finding::Pass) => "pass",
            Some(Finding::Fail) => "fail",
            _ => "cannot_tell",
        },
        evidence: checked
            .proposed
            .map(|proposed| serde_json::to_value(proposed.evidence).unwrap_or_default()),
    });
    Ok(HttpResponse::Ok().json(checked.collect::<Vec<_>>()))
}
