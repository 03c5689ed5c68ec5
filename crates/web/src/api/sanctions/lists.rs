//! Lists: read in, listed with what they have changed, and the register screened against the one read last.

use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::sanctions::lists::{self, Imported, List, Since};
use facility::sanctions::must_import;
use facility::sanctions::screening::{self, Progress};
use names::consolidated_list::Note;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{ListedNameJson, listed, named};
use crate::api::caller::Caller;
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(all)
        .service(show)
        .service(import)
        .service(last_screening)
        .service(begin_screening);
}

/// A version of the list that was read in.
#[derive(Debug, Serialize, ToSchema)]
struct ListJson {
    /// Its id.
    id: Uuid,
    /// SHA-256 of the file.
    digest: String,
    /// The day the file says it was made on.
    generated_on: Option<NaiveDate>,
    /// When it was read (UTC).
    imported_at: DateTime<Utc>,
    /// Name of who read it; nothing when it was done from the command line.
    imported_by: Option<String>,
    /// People on it.
    individuals: usize,
    /// Organisations on it.
    entities: usize,
    /// How often the file was not as expected.
    notes: usize,
}

impl From<&List> for ListJson {
    fn from(list: &List) -> Self {
        Self {
            id: list.id,
            digest: list.digest.to_string(),
            generated_on: list.generated_on,
            imported_at: list.imported_at,
            imported_by: list.imported_by.clone(),
            individuals: list.individuals,
            entities: list.entities,
            notes: list.oddities.all(),
        }
    }
}

/// What was not as expected at a place of the file.
#[derive(Debug, Serialize, ToSchema)]
struct NoteJson {
    /// The line, from 1.
    line: u32,
    /// Reference of the entry it stands in; empty outside entries.
    entry: String,
    /// The element, by its path within the entry.
    element: String,
    /// What: `unknown_element`, `misplaced_element`, `unreadable_date` and so on.
    about: String,
    /// The text in question.
    text: String,
}

impl From<Note> for NoteJson {
    fn from(note: Note) -> Self {
        Self {
            line: note.line,
            entry: note.entry,
            element: note.element,
            about: named(note.about),
            text: note.text,
        }
    }
}

/// An entry of a change.
#[derive(Debug, Serialize, ToSchema)]
struct BriefJson {
    /// Its reference.
    reference: String,
    /// The name it is listed under.
    name: String,
}

/// An entry that says something else than before.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedJson {
    /// Its reference.
    reference: String,
    /// The name it is listed under.
    name: String,
    /// What is different: `names`, `births`, `comments` and so on.
    fields: Vec<String>,
    /// Names it has now and had not.
    names_added: Vec<ListedNameJson>,
    /// Names it had and has no longer.
    names_removed: Vec<ListedNameJson>,
}

/// What a list has changed since the one read before it.
#[derive(Debug, Serialize, ToSchema)]
struct SinceJson {
    /// Whether there was none before it.
    first: bool,
    /// Entries it adds.
    added: Vec<BriefJson>,
    /// Entries it takes out.
    removed: Vec<BriefJson>,
    /// Entries it amends.
    changed: Vec<ChangedJson>,
}

impl From<Since> for SinceJson {
    fn from(since: Since) -> Self {
        let brief = |keys: &[String]| {
            keys.iter()
                .map(|key| BriefJson {
                    reference: key.clone(),
                    name: since.name(key).to_owned(),
                })
                .collect()
        };
        Self {
            first: since.first,
            added: brief(&since.changes.added),
            removed: brief(&since.changes.removed),
            changed: since
                .changes
                .changed
                .iter()
                .map(|one| ChangedJson {
                    reference: one.key.clone(),
                    name: since.name(&one.key).to_owned(),
                    fields: one.fields.iter().map(named).collect(),
                    names_added: listed(one.names_added.clone()),
                    names_removed: listed(one.names_removed.clone()),
                })
                .collect(),
        }
    }
}

/// A list with what it has changed and what was odd in its file.
#[derive(Debug, Serialize, ToSchema)]
struct WholeListJson {
    /// The list.
    list: ListJson,
    /// What it has changed.
    since: SinceJson,
    /// What in the file was not as expected, as far as it is kept.
    notes: Vec<NoteJson>,
}

impl WholeListJson {
    fn of(list: List, since: Since) -> Self {
        Self {
            list: ListJson::from(&list),
            since: since.into(),
            notes: list
                .oddities
                .notes
                .into_iter()
                .map(NoteJson::from)
                .collect(),
        }
    }
}

/// Every list that was read, the one read last first. For people of the facility who read the register.
#[utoipa::path(tag = "sanctions", operation_id = "lists", responses(
    (status = 200, description = "The lists", body = Vec<ListJson>)))]
#[get("/sanctions/lists")]
async fn all(Caller(actor): Caller, app: web::Data<Application>) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| lists::all(&app.facility, &actor)).await?;
    let items: Vec<ListJson> = found.iter().map(ListJson::from).collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A list, what it has changed since the one before it, and what in its file was odd.
#[utoipa::path(tag = "sanctions", operation_id = "list", responses(
    (status = 200, description = "The list", body = WholeListJson)))]
#[get("/sanctions/lists/{id}")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let (list, since) = block(&app, move |app| lists::view(&app.facility, &actor, *id)).await?;
    Ok(HttpResponse::Ok().json(WholeListJson::of(list, since)))
}

/// Reads in the Consolidated List of the United Nations Security Council, as published. The register is screened against it
/// afterwards. The file is its own key: the same again adds nothing. Programme officers and facility managers.
#[utoipa::path(tag = "sanctions", request_body(content = String, content_type = "application/xml"), responses(
    (status = 200, description = "This very file had been read before; nothing was added", body = WholeListJson),
    (status = 201, description = "Read in", body = WholeListJson, headers(("Location" = String, description = "The list"))),
    (status = 422, description = "It is not the list, or not all of it; the facts say in which line", body = crate::api::problem::Problem, content_type = "application/problem+json")))]
#[post("/sanctions/lists")]
async fn import(
    Caller(actor): Caller,
    app: web::Data<Application>,
    request: HttpRequest,
    content: web::Payload,
) -> Result<HttpResponse, ApiError> {
    must_import(&actor)?;
    if !matches!(request.content_type(), "application/xml" | "text/xml") {
        return Err(ApiError::media_type("application/xml"));
    }
    let most = app.settings.upload_limit;
    let file = match content.to_bytes_limited(most).await {
        Err(_) => return Err(ApiError::too_long(most as u64)),
        Ok(Err(_)) => return Err(ApiError::bad_request("The file did not arrive whole.")),
        Ok(Ok(file)) => file,
    };
    let Imported { list, known, since } =
        block(&app, move |app| lists::import(&app.facility, &actor, &file)).await?;
    let place = format!("/api/v1/sanctions/lists/{}", list.id);
    let mut answer = if known {
        HttpResponse::Ok()
    } else {
        HttpResponse::Created()
    };
    Ok(answer
        .insert_header((header::LOCATION, place))
        .json(WholeListJson::of(list, since)))
}

/// How far a screening of the register has come.
#[derive(Debug, Serialize, ToSchema)]
struct ProgressJson {
    /// `none` before the first, `running` or `ended`.
    state: &'static str,
    /// Organisations looked at.
    done: u64,
    /// Organisations there were when it began.
    total: u64,
    /// New matches.
    found: u64,
    /// When it ended (UTC).
    finished_at: Option<DateTime<Utc>>,
}

impl From<Option<Progress>> for ProgressJson {
    fn from(progress: Option<Progress>) -> Self {
        let state = match progress {
            None => "none",
            Some(progress) if progress.finished_at.is_none() => "running",
            Some(_) => "ended",
        };
        Self {
            state,
            done: progress.map_or(0, |progress| progress.done),
            total: progress.map_or(0, |progress| progress.total),
            found: progress.map_or(0, |progress| progress.found),
            finished_at: progress.and_then(|progress| progress.finished_at),
        }
    }
}

/// How far the last screening of the register has come.
#[utoipa::path(tag = "sanctions", operation_id = "screening", responses(
    (status = 200, description = "How far", body = ProgressJson)))]
#[get("/sanctions/screening")]
async fn last_screening(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let last = block(&app, move |app| screening::last(&app.facility, &actor)).await?;
    Ok(HttpResponse::Ok().json(ProgressJson::from(last)))
}

/// Begins a screening of the whole register against the list read last; one that is under way goes on. Programme officers
/// and facility managers.
#[utoipa::path(tag = "sanctions", operation_id = "begin_screening", responses(
    (status = 202, description = "Begun", body = ProgressJson)))]
#[post("/sanctions/screening")]
async fn begin_screening(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let last = block(&app, move |app| {
        screening::begin(&app.facility, &actor)?;
        screening::last(&app.facility, &actor)
    })
    .await?;
    Ok(HttpResponse::Accepted().json(ProgressJson::from(last)))
}
