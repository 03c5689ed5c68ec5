//! The grids of a published call; `POST /calls/{id}/revise-grid` stands with the other acts on a call.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use facility::grid::{self, Grid, Grids};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::call::Applies;
use workflow::ids::CallId;

use super::caller::{Caller, etag};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(show_grids);
}

/// To which files a revised grid applies.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AppliesName {
    /// To every file: only while nobody has scored by the grid.
    All,
    /// To files that enter the evaluation after the revision.
    Later,
}

impl AppliesName {
    const fn of(applies: Applies) -> Self {
        match applies {
            Applies::All => Self::All,
            Applies::Later => Self::Later,
        }
    }
}

/// A revision of a grid.
#[derive(Debug, Serialize, ToSchema)]
struct GridRevisionJson {
    /// The rules it brought.
    #[schema(value_type = Object)]
    rules: Value,
    /// To which files it applies.
    applies: AppliesName,
    /// Who revised.
    by: String,
    /// When (UTC).
    at: DateTime<Utc>,
    /// Why.
    reason: String,
}

/// The grid of one evaluation of a call.
#[derive(Debug, Serialize, ToSchema)]
struct GridJson {
    /// Place of the evaluation in the procedure, from 0.
    position: usize,
    /// The rules for a file that enters the evaluation now.
    #[schema(value_type = Object)]
    in_force: Value,
    /// The rules for files that were in the evaluation before; nothing when they are the same.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// Whether somebody has scored by it: then it is locked for the files there are.
    locked: bool,
    /// When scores were first submitted by it (UTC).
    first_score_at: Option<DateTime<Utc>>,
    /// Revisions, the oldest first.
    revisions: Vec<GridRevisionJson>,
}

impl From<Grid> for GridJson {
    fn from(grid: Grid) -> Self {
        let revisions = grid.revisions.into_iter().map(|one| GridRevisionJson {
            rules: json!(one.rules),
            applies: AppliesName::of(one.applies),
            by: one.by,
            at: one.at,
            reason: one.reason,
        });
        Self {
            position: grid.position,
            in_force: json!(grid.in_force),
            before: grid.before.map(|rules| json!(rules)),
            locked: grid.locked,
            first_score_at: grid.first_score,
            revisions: revisions.collect(),
        }
    }
}

/// The grids of a call.
#[derive(Debug, Serialize, ToSchema)]
struct GridsJson {
    /// Its evaluations in order.
    grids: Vec<GridJson>,
    /// Whether you may revise them.
    may_revise: bool,
}

impl From<Grids> for GridsJson {
    fn from(found: Grids) -> Self {
        Self {
            grids: found.grids.into_iter().map(Into::into).collect(),
            may_revise: found.may_revise,
        }
    }
}

/// The grids of a call with their versions, for people who oversee it.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The grids", body = GridsJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/calls/{id}/grids")]
async fn show_grids(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let found = block(&app, move |app| grid::view(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(GridsJson::from(found)))
}
