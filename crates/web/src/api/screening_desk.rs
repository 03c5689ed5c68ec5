//! The desk of screeners: what waits, who holds how much, waiting files shared out, notes to colleagues.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::repeat::{self, Once};
use facility::screening::sharing::{self, Plan};
use facility::screening::{self, CallQueue, Load, Queue, Queued, notes};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId, ProposalId};

use super::caller::Caller;
use super::fields::{Count, Prose};
use super::idempotency::{Created, IdempotencyKey, Key};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(screening_queue)
        .service(sharing_plan)
        .service(share_out)
        .service(list_notes)
        .service(write_note);
}

/// A file in your queue.
#[derive(Debug, Serialize, ToSchema)]
struct QueuedJson {
    /// The file.
    proposal: Uuid,
    /// Reference.
    reference: Option<String>,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Status.
    status: String,
    /// Since when it has this status (UTC).
    since: DateTime<Utc>,
    /// How many criteria have a verdict.
    checked: usize,
    /// How many criteria there are.
    criteria: usize,
    /// Last day for the applicant's answer, while one is awaited.
    answer_until: Option<NaiveDate>,
}

impl From<&Queued> for QueuedJson {
    fn from(file: &Queued) -> Self {
        Self {
            proposal: file.proposal.uuid(),
            reference: file.reference.clone(),
            title: file.title.clone(),
            organisation: file.organisation.clone(),
            country: file.country.clone(),
            status: file.status.to_string(),
            since: file.since,
            checked: file.checked,
            criteria: file.criteria,
            answer_until: file.answer_until,
        }
    }
}

/// What a screener holds and has done in a call.
#[derive(Debug, Serialize, ToSchema)]
struct ScreenerLoadJson {
    /// Who.
    person: Uuid,
    /// Their name.
    name: String,
    /// Files on their desk.
    held: usize,
    /// Since when the one that has stood longest has had its status (UTC).
    oldest: Option<DateTime<Utc>>,
    /// Files whose screening they have concluded.
    done: usize,
}

impl ScreenerLoadJson {
    fn of(person: PersonId, name: &str, load: &Load) -> Self {
        Self {
            person: person.uuid(),
            name: name.to_owned(),
            held: load.held,
            oldest: load.oldest,
            done: load.done,
        }
    }
}

/// What waits in a call.
#[derive(Debug, Serialize, ToSchema)]
struct CallQueueJson {
    /// The call.
    call: Uuid,
    /// Its title, by language (BCP 47).
    title: BTreeMap<String, String>,
    /// How many files nobody has taken yet; for a screener, those they may be given.
    waiting: usize,
    /// Since when the oldest of them waits (UTC).
    oldest: Option<DateTime<Utc>>,
    /// How many files are on somebody's desk.
    held: usize,
    /// By screener: all of them for people who oversee the call, yourself for a screener.
    screeners: Vec<ScreenerLoadJson>,
}

impl From<&CallQueue> for CallQueueJson {
    fn from(call: &CallQueue) -> Self {
        Self {
            call: call.call.uuid(),
            title: call.title.0.clone(),
            waiting: call.waiting,
            oldest: call.oldest,
            held: call.held,
            screeners: call
                .shares
                .iter()
                .map(|share| ScreenerLoadJson::of(share.person, &share.name, &share.load))
                .collect(),
        }
    }
}

/// What there is to screen, for you.
#[derive(Debug, Serialize, ToSchema)]
struct ScreeningQueueJson {
    /// Files you are checking, oldest first.
    mine: Vec<QueuedJson>,
    /// Outcomes you may confirm, or disagreements you may settle.
    to_confirm: Vec<QueuedJson>,
    /// Files that wait for an applicant's answer.
    clarifications: Vec<QueuedJson>,
    /// Appeals you may decide.
    appeals: Vec<QueuedJson>,
    /// What waits in each call.
    calls: Vec<CallQueueJson>,
}

impl From<Queue> for ScreeningQueueJson {
    fn from(queue: Queue) -> Self {
        let list = |files: &[Queued]| files.iter().map(QueuedJson::from).collect();
        Self {
            mine: list(&queue.mine),
            to_confirm: list(&queue.to_confirm),
            clarifications: list(&queue.clarifications),
            appeals: list(&queue.appeals),
            calls: queue.calls.iter().map(CallQueueJson::from).collect(),
        }
    }
}

/// What there is to screen, for people who screen or oversee calls.
#[utoipa::path(tag = "screening", responses((status = 200, description = "The queue", body = ScreeningQueueJson)))]
#[get("/screening")]
async fn screening_queue(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let queue = block(&app, move |app| screening::queue(&app.facility, &actor)).await?;
    Ok(HttpResponse::Ok().json(ScreeningQueueJson::from(queue)))
}

/// A waiting file, and where the plan puts it.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingFileJson {
    /// The file.
    proposal: Uuid,
    /// Reference.
    reference: Option<String>,
    /// Title.
    title: String,
    /// Since when it waits (UTC).
    since: DateTime<Utc>,
    /// How many screeners are free for it.
    free: usize,
    /// Whether it is among those to be shared out.
    chosen: bool,
    /// To whom it goes: nobody when nobody is free, or when it is not among them.
    screener: Option<Uuid>,
}

/// A screener in the plan.
#[derive(Debug, Serialize, ToSchema)]
struct SharerJson {
    /// What they hold and have done now.
    #[serde(flatten)]
    load: ScreenerLoadJson,
    /// How many files the plan gives them.
    given: usize,
}

/// How waiting files are shared out: each to the free screener who holds fewest then.
#[derive(Debug, Serialize, ToSchema)]
struct SharingJson {
    /// The waiting files, oldest first.
    files: Vec<WaitingFileJson>,
    /// The screeners of the call, by name.
    screeners: Vec<SharerJson>,
    /// How many files are given to somebody.
    given: usize,
}

impl From<Plan> for SharingJson {
    fn from(plan: Plan) -> Self {
        Self {
            given: plan.given(),
            files: plan
                .files
                .into_iter()
                .map(|file| WaitingFileJson {
                    proposal: file.file.uuid(),
                    reference: file.reference,
                    title: file.title,
                    since: file.since,
                    free: file.free,
                    chosen: file.chosen,
                    screener: file.to.map(PersonId::uuid),
                })
                .collect(),
            screeners: plan
                .screeners
                .iter()
                .map(|one| SharerJson {
                    load: ScreenerLoadJson::of(one.person, &one.name, &one.load),
                    given: one.given,
                })
                .collect(),
        }
    }
}

/// How many of the waiting files.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Oldest {
    /// The oldest so many; all of them when not given.
    #[param(minimum = 1, maximum = 10_000)]
    most: Option<u32>,
}

/// The waiting files of a call and how they would be shared out, for people who oversee it.
#[utoipa::path(tag = "screening", params(Oldest), responses(
    (status = 200, description = "The plan; nothing is done", body = SharingJson)))]
#[get("/calls/{id}/sharing-plan")]
async fn sharing_plan(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    oldest: web::Query<Oldest>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    if oldest
        .most
        .is_some_and(|most| !(1..=10_000).contains(&most))
    {
        return Err(ApiError::bad_request(
            "\"most\" is a number from 1 to 10000.",
        ));
    }
    let most = oldest.most.and_then(|most| usize::try_from(most).ok());
    let plan = block(&app, move |app| {
        sharing::plan(&app.facility, &actor, call, most)
    })
    .await?;
    Ok(HttpResponse::Ok().json(SharingJson::from(plan)))
}

/// How many of the waiting files are shared out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShareOut {
    /// The oldest so many; all of them when not given.
    most: Option<Count>,
}

/// Shares out the waiting files of a call evenly, for its officers: all of it or nothing.
#[utoipa::path(tag = "screening", responses(
    (status = 200, description = "What was done", body = SharingJson)))]
#[post("/calls/{id}/share-out")]
async fn share_out(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<ShareOut>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let most = body.most.map(|most| most.small() as usize);
    let plan = block(&app, move |app| {
        sharing::share_out(&app.facility, &actor, call, most)
    })
    .await?;
    Ok(HttpResponse::Ok().json(SharingJson::from(plan)))
}

/// A note to colleagues.
#[derive(Debug, Serialize, ToSchema)]
struct ScreeningNoteJson {
    /// Its id.
    id: Uuid,
    /// The screening it belongs to: 1, or 2 for the blind second one.
    round: i32,
    /// Who wrote it.
    author: Uuid,
    /// Their name.
    name: String,
    /// What they wrote.
    text: String,
    /// When (UTC).
    written_at: DateTime<Utc>,
}

/// Notes to colleagues about a file, for those who screen it or oversee its call; never for the applicant. While a blind
/// second screening is under way, a screener reads the notes of their own round only.
#[utoipa::path(tag = "screening", responses(
    (status = 200, description = "The notes, the earliest first", body = Vec<ScreeningNoteJson>)))]
#[get("/proposals/{id}/screening-notes")]
async fn list_notes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let found = block(&app, move |app| notes::list(&app.facility, &actor, id)).await?;
    let items: Vec<ScreeningNoteJson> = found
        .into_iter()
        .map(|note| ScreeningNoteJson {
            id: note.id,
            round: note.round,
            author: note.author.uuid(),
            name: note.name,
            text: note.text,
            written_at: note.written_at,
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A note to be written.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WriteScreeningNote {
    /// What to write.
    text: Prose,
}

/// Writes a note to colleagues. Notes are never changed.
#[utoipa::path(tag = "screening", params(IdempotencyKey), responses(
    (status = 201, description = "Written", body = Created, headers(("Location" = String, description = "The notes of the file")))))]
#[post("/proposals/{id}/screening-notes")]
async fn write_note(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    key: Key,
    body: web::Json<WriteScreeningNote>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let path = format!("/proposals/{id}/screening-notes");
    let repeat = key.repeat(actor.person, &path, &*body)?;
    let text = body.into_inner().text.0;
    let once = block(&app, move |app| {
        repeat::once(&app.facility, repeat.as_ref(), |conn| {
            notes::add_in(conn, &app.facility, &actor, id, &text)
        })
    })
    .await?;
    match once {
        Once::OtherRequest => Err(ApiError::key_reused()),
        Once::Done(note) => Ok(HttpResponse::Created()
            .insert_header((header::LOCATION, format!("/api/v1{path}")))
            .json(Created { id: note })),
    }
}
