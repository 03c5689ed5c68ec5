//! The risk of working with an organisation: the questionnaire, what it came to, and assessing anew.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::least_monitoring;
use facility::monitoring;
use facility::registration;
use facility::registration::risk::{self, RiskView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::definition::Localised;
use workflow::ids::{GrantId, OrganisationId};
use workflow::organisation::{Command, Event};
use workflow::risk::{Questionnaire, Rating};

use crate::api::act::{Acted, acted};
use crate::api::caller::{Caller, IfMatch, Seen, etag};
use crate::api::fields::{self, Prose};
use crate::api::parts::{MoneyJson, SomeoneJson};
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(show).service(assess_risk).service(least);
}

/// A question on risk.
#[derive(Debug, Serialize, ToSchema)]
struct RiskQuestionJson {
    /// Name used in data.
    id: String,
    /// The subject it belongs to.
    area: String,
    /// Language (BCP 47) → what is asked.
    #[schema(value_type = Object)]
    text: Localised,
    /// Whether it weighs more, and a high risk here alone makes the whole significant.
    key: bool,
    /// Whether `not_applicable` is an answer.
    may_not_apply: bool,
    /// The answer of the last assessment: `low`, `medium`, `significant`, `high` or `not_applicable`.
    answer: Option<&'static str>,
}

/// An assessment on record.
#[derive(Debug, Serialize, ToSchema)]
struct AssessmentJson {
    /// When (UTC).
    at: DateTime<Utc>,
    /// Who.
    by: Option<SomeoneJson>,
    /// `low`, `medium`, `significant` or `high`.
    level: &'static str,
    /// Thousandths of a point, 1 to 4.
    score: i64,
    /// The last day it holds.
    until: NaiveDate,
    /// What the answers rest on.
    comment: Option<String>,
}

/// The risk of working with an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct RiskJson {
    /// The level that holds today; nothing where none does.
    level: Option<&'static str>,
    /// The questions in their order, with the last answers.
    questions: Vec<RiskQuestionJson>,
    /// Every assessment, oldest first.
    assessments: Vec<AssessmentJson>,
    /// Whether you may assess it.
    may_assess: bool,
}

impl RiskJson {
    fn of(asked: &Questionnaire, view: RiskView) -> Self {
        let last = view.last.as_ref();
        let question = |area: &str, question: &workflow::risk::Question| RiskQuestionJson {
            id: question.id.clone(),
            area: area.to_owned(),
            text: question.text.clone(),
            key: question.key,
            may_not_apply: question.may_not_apply,
            answer: last.and_then(|last| Some(last.answers.get(&question.id)?.name())),
        };
        let areas = asked.areas.iter();
        Self {
            level: last.filter(|_| view.holds).map(|last| last.level.name()),
            questions: areas
                .flat_map(|area| area.questions.iter().map(|one| question(&area.id, one)))
                .collect(),
            assessments: view
                .history
                .into_iter()
                .filter_map(|one| {
                    let Event::RiskAssessed {
                        score,
                        level,
                        until,
                        ..
                    } = one.event
                    else {
                        return None;
                    };
                    Some(AssessmentJson {
                        at: one.at,
                        by: one.by.map(SomeoneJson::from),
                        level: level.name(),
                        score,
                        until,
                        comment: one.text,
                    })
                })
                .collect(),
            may_assess: view.may_assess,
        }
    }
}

/// The risk of working with an organisation: questions, the level that holds, and every assessment. Not found where the
/// facility asks no questions on risk.
#[utoipa::path(tag = "due-diligence", operation_id = "risk", responses(
    (status = 200, description = "The risk", body = RiskJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/risk")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let view = block(&app, move |app| risk::view(&app.facility, &actor, id)).await?;
    let asked = app.facility.rules.risk.as_ref();
    let asked = asked.ok_or_else(facility::Failure::hidden)?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(RiskJson::of(asked, view)))
}

/// An assessment to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssessRisk {
    /// Question → `low`, `medium`, `significant`, `high` or, where the question allows it, `not_applicable`. All of them.
    #[schema(schema_with = fields::ratings)]
    answers: BTreeMap<String, Rating>,
    /// What the answers rest on.
    comment: Prose,
}

/// Assesses the risk: the level follows from the answers, and holds for the months the facility says.
#[utoipa::path(tag = "due-diligence", params(IfMatch), responses(
    (status = 200, description = "Done", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/assess-risk")]
async fn assess_risk(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<AssessRisk>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (OrganisationId::from(*id), body.into_inner());
    let command = Command::AssessRisk {
        answers: body.answers,
        comment: body.comment.0,
    };
    let seq = block(&app, move |app| {
        let facility = &app.facility;
        // Who does not see it must not learn from an answer's faults that it is there.
        risk::view(facility, &actor, id)?;
        registration::act(facility, &actor, id, seen, &command)
    })
    .await?;
    Ok(acted(seq))
}

/// The least monitoring of a project.
#[derive(Debug, Serialize, ToSchema)]
struct LeastMonitoringJson {
    /// The level of risk it was computed with: `low`, `medium`, `significant` or `high`.
    level: &'static str,
    /// The last day of the assessment; nothing where none holds today, and the risk counts as high.
    assessed_until: Option<NaiveDate>,
    /// The plan; nothing where the facility's table has no amounts in the currency of the grant.
    plan: Option<LeastPlanJson>,
}

/// What is planned at least.
#[derive(Debug, Serialize, ToSchema)]
struct LeastPlanJson {
    /// What the project gets in a year.
    a_year: MoneyJson,
    /// Years begun.
    years: u32,
    /// Visits in all.
    visits: u32,
    /// Spot checks in all.
    spot_checks: u32,
    /// Whether an audit.
    audit: bool,
}

/// The least monitoring a running project needs, from the risk of its grantee, its amount and its length. Not found where the
/// facility asks no questions on risk.
#[utoipa::path(tag = "monitoring", operation_id = "least_monitoring", responses(
    (status = 200, description = "The least monitoring", body = LeastMonitoringJson)))]
#[get("/grants/{id}/least-monitoring")]
async fn least(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<web::Json<LeastMonitoringJson>, ApiError> {
    let id = GrantId::from(*id);
    let found = block(&app, move |app| {
        let grant = monitoring::view(&app.facility, &actor, id)?.grant;
        least_monitoring::of_grant(&app.facility, &actor, &grant)
    })
    .await?;
    let found = found.ok_or_else(facility::Failure::hidden)?;
    Ok(web::Json(LeastMonitoringJson {
        level: found.level.name(),
        assessed_until: found.assessed_until,
        plan: found.plan.map(|plan| LeastPlanJson {
            a_year: MoneyJson::of(plan.a_year),
            years: plan.years,
            visits: plan.visits,
            spot_checks: plan.spot_checks,
            audit: plan.audit,
        }),
    }))
}
