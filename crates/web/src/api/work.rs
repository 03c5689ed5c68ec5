//! What waits for the caller.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::work::{self, About};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::caller::Caller;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(list);
}

/// One thing that waits for you.
#[derive(Debug, Serialize, ToSchema)]
struct TaskJson {
    /// `proposal`, `grant`, `call` or `organisation`.
    about: &'static str,
    /// Its id.
    id: Option<Uuid>,
    /// What to do, as the name of an action.
    action: String,
    /// Reference or code.
    reference: Option<String>,
    /// Title.
    title: String,
    /// Organisation.
    organisation: Option<String>,
    /// Status of the case.
    status: String,
    /// Since when it waits (UTC).
    since: DateTime<Utc>,
    /// By when it should be done.
    due_on: Option<NaiveDate>,
    /// How many things of it are open, where they are counted.
    open: Option<usize>,
}

/// Everything that waits for you, what is due first at the top, then what has waited longest; at most 100.
#[utoipa::path(tag = "work", responses((status = 200, description = "The work list", body = Vec<TaskJson>)))]
#[get("/work")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| work::tasks(&app.facility, &actor)).await?;
    let items: Vec<TaskJson> = found
        .into_iter()
        .map(|task| {
            let (about, id) = match task.about {
                About::Proposal(id) => ("proposal", Some(id.uuid())),
                About::Grant(id) => ("grant", Some(id.uuid())),
                About::Call(id) | About::Session(id, _) => ("call", Some(id.uuid())),
                About::Organisation(id) => ("organisation", Some(id.uuid())),
                About::Queue => ("queue", None),
            };
            TaskJson {
                about,
                id,
                action: task.action,
                reference: task.reference,
                title: task.title,
                organisation: task.organisation,
                status: task.status,
                since: task.since,
                due_on: task.due_on,
                open: task.open,
            }
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}
