//! Batches of screening: opened, watched, and released.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::screening::batches::{self, BatchView, Progress};
use facility::screening::letters;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ArrayBuilder};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::batch::{Choosing, Command, Lot, Order};
use workflow::country::Country;
use workflow::ids::{CallId, PersonId, ProposalId};

use super::act::{Acted, Counted, acted, counted};
use super::caller::{Caller, IfMatch, MaybeCaller, Seen, etag};
use super::fields::{self, Whole};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_batches)
        .service(show_batch)
        .service(show_lot)
        .service(show_letter)
        .service(open_batch)
        .service(set_release)
        .service(cancel_release)
        .service(release_batch);
}

/// A batch.
#[derive(Debug, Serialize, ToSchema)]
struct BatchJson {
    /// Its number in the call, from 1.
    number: u32,
    /// The place of the screening in the procedure, from 0.
    position: usize,
    /// `receipt` or `lot`.
    order: String,
    /// From these countries only (ISO 3166-1); from all when there are none.
    countries: Vec<String>,
    /// How many at most; all that waited when nothing is said.
    most: Option<u32>,
    /// The seed of the lot, when one was drawn; `GET /calls/{id}/batches/{number}/lot` tells how to draw it again.
    seed: Option<String>,
    /// Who opened it.
    opened_by: Option<Uuid>,
    /// When (UTC).
    opened_at: DateTime<Utc>,
    /// Files you may see.
    files: usize,
    /// Of them, not decided yet.
    open: usize,
    /// Found eligible.
    eligible: usize,
    /// Found not eligible.
    ineligible: usize,
    /// Decided, and their applicants not told.
    ready: usize,
    /// The moment set for the release (UTC).
    release_at: Option<DateTime<Utc>>,
    /// Who set it.
    release_by: Option<Uuid>,
    /// The last release (UTC).
    released_at: Option<DateTime<Utc>>,
    /// Why a release that was set did not take place: `undecided`, `not_allowed`, `own_act` or `nothing`.
    hindrance: Option<String>,
}

impl From<&BatchView> for BatchJson {
    fn from(view: &BatchView) -> Self {
        let batch = &view.batch;
        Self {
            number: batch.number,
            position: batch.position,
            order: batch.choosing.order.to_string(),
            countries: batch
                .choosing
                .countries
                .iter()
                .map(ToString::to_string)
                .collect(),
            most: batch.choosing.most,
            seed: batch.lot.as_ref().map(|drawn| drawn.seed.to_string()),
            opened_by: batch.opened_by.map(PersonId::uuid),
            opened_at: batch.opened_at,
            files: view.files.len(),
            open: view.open(),
            eligible: view.found(true),
            ineligible: view.found(false),
            ready: view.count(Progress::Ready),
            release_at: batch.planned.as_ref().map(|planned| planned.at),
            release_by: batch.planned.as_ref().map(|planned| planned.by.uuid()),
            released_at: batch.told.last().map(|told| told.at),
            hindrance: batch.hindered.map(|(_, why)| why.to_string()),
        }
    }
}

/// The batches of a call.
#[derive(Debug, Serialize, ToSchema)]
struct BatchesJson {
    /// Files that wait for the next batch.
    waiting: usize,
    /// Its batches, the last first.
    batches: Vec<BatchJson>,
}

/// The batches of a call, for people who oversee it.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The batches", body = BatchesJson, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[get("/calls/{id}/batches")]
async fn list_batches(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        batches::overview(&app.facility, &actor, call)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(BatchesJson {
            waiting: found.waiting.len(),
            batches: found.batches.iter().map(BatchJson::from).collect(),
        }))
}

/// A file of a batch.
#[derive(Debug, Serialize, ToSchema)]
struct BatchFileJson {
    /// Its place in the batch, from 1.
    place: u32,
    /// The file.
    proposal: Uuid,
    /// Its reference.
    reference: Option<String>,
    /// Its title.
    title: String,
    /// The applicant.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Where it stands.
    status: String,
    /// The outcome of its screening: whether eligible.
    eligible: Option<bool>,
    /// `queued`, `in_work`, `ready` or `settled`.
    progress: &'static str,
}

/// A batch with its files.
#[derive(Debug, Serialize, ToSchema)]
struct BatchWithFiles {
    /// The batch.
    batch: BatchJson,
    /// Its files in order, those left out that you have a conflict with.
    files: Vec<BatchFileJson>,
}

/// A batch of a call with its files, for people who oversee it.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The batch", body = BatchWithFiles, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[get("/calls/{id}/batches/{number}")]
async fn show_batch(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (id, number) = *path;
    let (seq, view, _) = block(&app, move |app| {
        batches::show(&app.facility, &actor, id.into(), number)
    })
    .await?;
    let files = view.files.iter().map(|line| BatchFileJson {
        place: line.file.place,
        proposal: line.file.proposal.uuid(),
        reference: line.file.reference.clone(),
        title: line.file.title.clone(),
        organisation: line.file.organisation.clone(),
        country: line.file.country.clone(),
        status: line.file.status.to_string(),
        eligible: line.file.eligible,
        progress: match line.progress {
            Progress::Queued => "queued",
            Progress::InWork => "in_work",
            Progress::Ready => "ready",
            Progress::Settled => "settled",
        },
    });
    let body = BatchWithFiles {
        files: files.collect(),
        batch: BatchJson::from(&view),
    };
    Ok(HttpResponse::Ok().insert_header(etag(seq)).json(body))
}

/// The lot of a batch. The seed is the SHA-256 of the canonical JSON
/// `{"batch":…,"call":"…","submissions":[…]}` of what stands here. A submission's place is its SHA-256 over the 32 bytes of
/// the seed and the 32 bytes of its own digest, which stands on its receipt: the smallest comes first.
#[derive(Debug, Serialize, ToSchema)]
struct LotJson {
    /// The call.
    call: Uuid,
    /// The number of the batch.
    batch: u32,
    /// The seed.
    seed: String,
    /// Digests of the submissions in the draw, sorted.
    submissions: Vec<String>,
}

impl LotJson {
    fn of(call: Uuid, batch: u32, drawn: &Lot) -> Self {
        Self {
            call,
            batch,
            seed: drawn.seed.to_string(),
            submissions: drawn.submissions.iter().map(ToString::to_string).collect(),
        }
    }
}

/// What it takes to draw the lot of a batch again, for everybody who may see the call.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses((status = 200, description = "The lot", body = LotJson)))]
#[get("/calls/{id}/batches/{number}/lot")]
async fn show_lot(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (id, number) = *path;
    let drawn = block(&app, move |app| {
        batches::lot(&app.facility, actor.as_ref(), id.into(), number)
    })
    .await?;
    Ok(HttpResponse::Ok().json(LotJson::of(id, number, &drawn)))
}

/// A letter as it would be sent now.
#[derive(Debug, Serialize, ToSchema)]
struct LetterJson {
    /// The file.
    proposal: Uuid,
    /// Its reference.
    reference: String,
    /// The outcome it tells: whether eligible; nothing while the file is not decided.
    eligible: Option<bool>,
    /// Whether it has been sent.
    sent: bool,
    /// The language it is in (BCP 47).
    language: &'static str,
    /// Subject; nothing where no letter is sent.
    subject: Option<String>,
    /// Plain text; nothing where no letter is sent.
    body: Option<String>,
    /// The place before it in the batch.
    previous: Option<u32>,
    /// The place after it in the batch.
    next: Option<u32>,
}

/// The letter of a file of a batch, by the file's place in it, for people who oversee the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The letter", body = LetterJson)))]
#[get("/calls/{id}/batches/{number}/letters/{place}")]
async fn show_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, u32, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (id, number, place) = *path;
    let preview = block(&app, move |app| {
        letters::preview(&app.facility, &actor, id.into(), number, place)
    })
    .await?;
    Ok(HttpResponse::Ok().json(LetterJson {
        proposal: ProposalId::uuid(preview.proposal),
        reference: preview.reference,
        eligible: preview.eligible,
        sent: preview.sent,
        language: preview.language.code(),
        subject: preview.letter.as_ref().map(|letter| letter.subject.clone()),
        body: preview.letter.map(|letter| letter.body),
        previous: preview.around.0,
        next: preview.around.1,
    }))
}

/// In which order files are taken.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum BatchOrder {
    /// As they were received.
    Receipt,
    /// By a lot anyone can draw again.
    Lot,
}

/// The schema of countries.
fn countries() -> Array {
    ArrayBuilder::new()
        .items(fields::country())
        .max_items(Some(300))
        .build()
}

/// How the files of a batch are chosen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OpenBatch {
    /// In which order they are taken.
    order: BatchOrder,
    /// From these countries only; from all when there are none.
    #[serde(default)]
    #[schema(schema_with = countries)]
    countries: Vec<Country>,
    /// How many at most; all that wait when nothing is said.
    most: Option<Whole<0, 100_000>>,
    /// The place of the screening in the procedure, from 0; the first for which files wait, when nothing is said.
    position: Option<Whole<0, 50>>,
}

/// A batch that was opened.
#[derive(Debug, Serialize, ToSchema)]
struct BatchOpened {
    /// Its number.
    batch: u32,
    /// How many files are in it.
    files: usize,
}

/// Opens a batch: its files enter the screening, all of them or none. Programme officers of the call.
#[utoipa::path(tag = "calls", params(IfMatch), responses((status = 200, description = "Opened", body = BatchOpened)))]
#[post("/calls/{id}/open-batch")]
async fn open_batch(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<OpenBatch>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let countries: BTreeSet<Country> = body.countries.into_iter().collect();
    let choosing = Choosing {
        order: match body.order {
            BatchOrder::Receipt => Order::Receipt,
            BatchOrder::Lot => Order::Lot,
        },
        countries,
        most: body.most.map(Whole::small),
    };
    let position = body.position.map(|position| position.small() as usize);
    let call = CallId::from(*id);
    let (batch, files) = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        batches::open(&app.facility, &actor, call, seen, position, &choosing)
    })
    .await?;
    Ok(HttpResponse::Ok().json(BatchOpened { batch, files }))
}

/// The moment at which the results of a batch are told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetRelease {
    /// The number of the batch.
    batch: Whole<1, 100_000>,
    /// The moment (UTC).
    at: DateTime<Utc>,
    /// Whether results that are ready are told though others are not.
    #[serde(default)]
    ready_only: bool,
}

/// A batch of the call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfBatch {
    /// The number of the batch.
    batch: Whole<1, 100_000>,
}

/// The results of a batch to be told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReleaseBatch {
    /// The number of the batch.
    batch: Whole<1, 100_000>,
    /// Whether results that are ready are told though others are not.
    #[serde(default)]
    ready_only: bool,
}

async fn set(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        batches::set_release(&app.facility, &actor, id.into(), seen, command)
    });
    Ok(acted(seq.await?))
}

/// Sets the moment at which the results of a batch are told, or another one. Managers; it is carried out as theirs.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Set", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/set-release")]
async fn set_release(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SetRelease>,
) -> Result<HttpResponse, ApiError> {
    let command = Command::SetRelease {
        batch: body.batch.small(),
        at: body.at,
        ready_only: body.ready_only,
    };
    set(&app, actor, *id, seen, command).await
}

/// Takes the moment of a release back.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Taken back", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/cancel-release")]
async fn cancel_release(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<OfBatch>,
) -> Result<HttpResponse, ApiError> {
    let batch = body.batch.small();
    set(&app, actor, *id, seen, Command::CancelRelease { batch }).await
}

/// Tells the results of a batch now; without `ready_only` nothing is told while one is open.
#[utoipa::path(tag = "calls", params(IfMatch), responses((status = 200, description = "How many applicants were told", body = Counted)))]
#[post("/calls/{id}/release-batch")]
async fn release_batch(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ReleaseBatch>,
) -> Result<HttpResponse, ApiError> {
    let (number, ready_only) = (body.batch.small(), body.ready_only);
    let call = CallId::from(*id);
    let told = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        batches::release(&app.facility, &actor, call, seen, number, ready_only)
    })
    .await?;
    Ok(counted(told))
}
