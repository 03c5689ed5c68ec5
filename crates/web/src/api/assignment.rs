//! Assignment of evaluators: planned with reasons, carried out, and evaluators reminded.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::evaluation::assignment::{self, Plan, Planned};
use facility::evaluation::{self, reminders};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::transition::Action;

use super::act::Counted;
use super::caller::Caller;
use super::intake::on_many;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_plan)
        .service(assign)
        .service(evaluator_progress)
        .service(show_reminder)
        .service(remind);
}

/// Who is to join a file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct JoinsJson {
    /// Evaluators to add.
    evaluators: BTreeSet<Uuid>,
    /// Those among them whom a person chose rather than the plan; the record says so.
    #[serde(default)]
    by_hand: BTreeSet<Uuid>,
}

/// Who is to read which file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlanJson {
    /// By file.
    files: BTreeMap<Uuid, JoinsJson>,
}

/// Why the files cannot all be given out: the fewest rules that cannot hold together, and where it shows.
#[derive(Debug, Serialize, ToSchema)]
struct HindranceJson {
    /// `conflict`, `suspicion`, `had_it`, `language`, `away`, `load`, `agency`; none when there are too few evaluators
    /// whatever the rules.
    rules: Vec<String>,
    /// References of the files that show it.
    files: Vec<String>,
    /// Languages of these files, where language stands in the way (BCP 47).
    languages: BTreeSet<String>,
    /// Names of the evaluators these files depend on; none when one file has too few.
    evaluators: Vec<String>,
    /// Readings they can take, or evaluators there are for the one file.
    available: u64,
    /// Readings, or evaluators, that are needed.
    needed: u64,
}

/// A plan, or why there is none.
#[derive(Debug, Serialize, ToSchema)]
struct PlannedJson {
    /// By file; empty when there is no plan, or no file waits.
    files: BTreeMap<Uuid, JoinsJson>,
    /// Why there is no plan.
    hindrance: Option<HindranceJson>,
}

fn joins(planned: Planned) -> JoinsJson {
    let ids = |people: BTreeSet<PersonId>| people.into_iter().map(PersonId::uuid).collect();
    JoinsJson {
        evaluators: ids(planned.evaluators),
        by_hand: ids(planned.by_hand),
    }
}

/// Plans the missing evaluators of every file of the call that waits for some: no conflict of interest, the language read,
/// within the load, no two of one agency on a file; among such plans the one that meets most wishes. Nothing is assigned;
/// send it, changed or not, to `POST /calls/{id}/assign`.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The plan, or why there is none", body = PlannedJson)))]
#[get("/calls/{id}/plan")]
async fn show_plan(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let plan = block(&app, move |app| assignment::plan(&app.facility, &actor, id)).await?;
    let answer = match plan {
        Ok(plan) => PlannedJson {
            files: plan
                .into_iter()
                .map(|(file, planned)| (file.uuid(), joins(planned)))
                .collect(),
            hindrance: None,
        },
        Err(found) => PlannedJson {
            files: BTreeMap::new(),
            hindrance: Some(HindranceJson {
                rules: found.obstacles.iter().map(ToString::to_string).collect(),
                files: found.files,
                languages: found.languages,
                evaluators: found.evaluators,
                available: found.available,
                needed: found.needed,
            }),
        },
    };
    Ok(HttpResponse::Ok().json(answer))
}

/// Carries a plan out, file by file.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "How many files were given out", body = Counted)))]
#[post("/calls/{id}/assign")]
async fn assign(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PlanJson>,
) -> Result<HttpResponse, ApiError> {
    let people = |ids: BTreeSet<Uuid>| ids.into_iter().map(PersonId::from).collect();
    let plan: Plan = body
        .into_inner()
        .files
        .into_iter()
        .map(|(file, joins)| {
            let planned = Planned {
                evaluators: people(joins.evaluators),
                by_hand: people(joins.by_hand),
            };
            (ProposalId::from(file), planned)
        })
        .collect();
    on_many(
        &app,
        actor,
        *id,
        Action::AssignEvaluators,
        move |app, actor, _| assignment::assign(&app.facility, actor, &plan),
    )
    .await
}

/// How an evaluator stands in a call.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorProgressJson {
    /// Who.
    person: Uuid,
    /// Their name.
    name: String,
    /// Files they hold or have scored, in every call, of those you may see.
    held: u32,
    /// Of them, scored.
    scored: u32,
    /// Files of this call that wait for their declaration of interests.
    undeclared: u32,
    /// Files of this call that wait for their scores.
    reading: u32,
    /// Of them, overdue.
    late: u32,
    /// When the first of their scores is due (UTC).
    due_at: Option<DateTime<Utc>>,
    /// When they were reminded last (UTC).
    reminded_at: Option<DateTime<Utc>>,
}

/// How each evaluator of the call stands, by name: for people who oversee it.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The evaluators", body = [EvaluatorProgressJson])))]
#[get("/calls/{id}/evaluation/progress")]
async fn evaluator_progress(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let overview = block(&app, move |app| {
        evaluation::overview(&app.facility, &actor, id)
    })
    .await?;
    let evaluators: Vec<EvaluatorProgressJson> = overview
        .evaluators
        .into_iter()
        .map(|one| EvaluatorProgressJson {
            person: one.person.uuid(),
            name: one.name,
            held: one.held,
            scored: one.scored,
            undeclared: one.undeclared,
            reading: one.reading,
            late: one.late,
            due_at: one.due_at,
            reminded_at: one.reminded_at,
        })
        .collect();
    Ok(HttpResponse::Ok().json(evaluators))
}

/// A reminder as it would go.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluationReminderJson {
    /// Subject, in the evaluator's language.
    subject: String,
    /// Text.
    body: String,
    /// Whether it can go: something is waited for, and none went today.
    may_go: bool,
}

/// The reminder an evaluator would get, to be read before it goes.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "The reminder", body = EvaluationReminderJson)))]
#[get("/calls/{id}/evaluation/reminders/{person}")]
async fn show_reminder(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, person) = path.into_inner();
    let reminder = block(&app, move |app| {
        reminders::reminder(&app.facility, &actor, id.into(), person.into())
    })
    .await?;
    Ok(HttpResponse::Ok().json(EvaluationReminderJson {
        subject: reminder.letter.subject,
        body: reminder.letter.body,
        may_go: reminder.may_go,
    }))
}

/// Reminds an evaluator of the files that wait for them; once a day.
#[utoipa::path(tag = "evaluation", responses((status = 204, description = "On its way")))]
#[post("/calls/{id}/evaluation/reminders/{person}")]
async fn remind(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, person) = path.into_inner();
    block(&app, move |app| {
        reminders::remind(&app.facility, &actor, id.into(), person.into())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
