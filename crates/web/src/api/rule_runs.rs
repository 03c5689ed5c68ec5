//! Runs of the machine rules over a file.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::screening::runs;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{PersonId, ProposalId};

use super::caller::Caller;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(history).service(run);
}

/// What the rule of a criterion has found.
#[derive(Debug, Serialize, ToSchema)]
struct RuleFindingJson {
    /// Id of the criterion.
    criterion: String,
    /// `pass`, `fail` or `unknown`.
    finding: &'static str,
    /// Why: facts with their kind in `evidence`.
    #[schema(value_type = Object)]
    evidence: Value,
    /// Where that comes from: its kind in `source`, with what tells it from others of its kind.
    #[schema(value_type = Object)]
    source: Value,
}

/// A run of the rules over a file. Runs are kept as they were; what has changed since shows in the next one.
#[derive(Debug, Serialize, ToSchema)]
struct RuleRunJson {
    /// 1 for the first of the file.
    number: i32,
    /// When (UTC).
    at: DateTime<Utc>,
    /// Who asked for it; nobody at submission.
    by: Option<Uuid>,
    /// `submission` or `demand`.
    cause: &'static str,
    /// Version of the submission that was looked at.
    submission: u32,
    /// In the order of the checklist; criteria that only a person can tell are left out.
    findings: Vec<RuleFindingJson>,
    /// SHA-256 of the findings as canonical JSON.
    digest: String,
}

/// Every run over a file, the last first.
#[derive(Debug, Serialize, ToSchema)]
struct RuleRunsJson {
    /// The runs.
    runs: Vec<RuleRunJson>,
    /// Whether you may have the rules run again.
    may_run: bool,
}

impl From<runs::Run> for RuleRunJson {
    fn from(made: runs::Run) -> Self {
        let findings = made.findings.into_iter().map(|found| RuleFindingJson {
            criterion: found.criterion,
            finding: found.proposed.finding.name(),
            evidence: serde_json::to_value(found.proposed.evidence).unwrap_or_default(),
            source: serde_json::to_value(found.proposed.source).unwrap_or_default(),
        });
        Self {
            number: made.number,
            at: made.at,
            by: made.by.map(PersonId::uuid),
            cause: made.cause.name(),
            submission: made.submission,
            findings: findings.collect(),
            digest: made.digest.to_string(),
        }
    }
}

/// What the rules of the checklist found over a file, run by run, for people who see the whole file and are not its
/// applicant.
#[utoipa::path(tag = "screening", responses((status = 200, description = "The runs, the last first", body = RuleRunsJson)))]
#[get("/proposals/{id}/rule-runs")]
async fn history(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let (found, may_run) = block(&app, move |app| runs::history(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(RuleRunsJson {
        runs: found.into_iter().map(RuleRunJson::from).collect(),
        may_run,
    }))
}

/// Runs the rules over a file again, for who may record verdicts on it and for programme officers of its call.
#[utoipa::path(tag = "screening", responses((status = 200, description = "The run, which is kept", body = RuleRunJson)))]
#[post("/proposals/{id}/rule-runs")]
async fn run(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let made = block(&app, move |app| runs::run(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(RuleRunJson::from(made)))
}
