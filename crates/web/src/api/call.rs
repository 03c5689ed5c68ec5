//! Calls: what they are, and what is done to them.

use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, NaiveDateTime, Utc};
use facility::call::{self, CallView, Source};
use facility::documents::of_call;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::call::Command;
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::procedure::Incomplete;
use workflow::role::Actor;

use super::act::{Acted, acted, acts};
use super::caller::{Caller, IfMatch, MaybeCaller, Seen, etag};
use super::fields::Prose;
use super::idempotency::{Created, IdempotencyKey, Key, create};
use super::parts::{Paging, names, page};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(open_draft)
        .service(show)
        .service(show_definition)
        .service(documents)
        .service(show_toml)
        .service(checks)
        .service(edit)
        .service(templates)
        .service(show_template)
        .service(revise_grid)
        .configure(acts);
}

/// A call.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallJson {
    /// Its id.
    id: Uuid,
    /// Short code: `SGF2010`.
    code: String,
    /// Title by language (BCP 47).
    title: std::collections::BTreeMap<String, String>,
    /// Summary by language (BCP 47).
    summary: std::collections::BTreeMap<String, String>,
    /// `draft`, `approved`, `published`, `finalised` or `cancelled`.
    status: String,
    /// `upcoming`, `open` or `closed`, by the clock.
    phase: String,
    /// First moment a proposal can be submitted (UTC).
    opens_at: DateTime<Utc>,
    /// The deadline (UTC).
    closes_at: DateTime<Utc>,
    /// The zone the deadline is written in (IANA).
    zone: String,
    /// ISO 4217; nothing for a call without money.
    currency: Option<String>,
    /// The most all grants together may cost, minor units.
    ceiling_minor: Option<i64>,
    /// The smallest grant, minor units.
    grant_min_minor: Option<i64>,
    /// The largest grant, minor units.
    grant_max_minor: Option<i64>,
    /// Kinds of the stages in order.
    stages: Vec<String>,
    /// What keeps it from being approved and published, for people who oversee it.
    problems: Vec<String>,
    /// What you may do now.
    available_actions: Vec<String>,
}

impl CallJson {
    fn of(view: &CallView) -> Self {
        let definition = &view.call.definition;
        let funding = definition.funding.as_ref();
        Self {
            id: view.call.id.uuid(),
            code: definition.code.clone(),
            title: definition.title.0.clone(),
            summary: definition.summary.0.clone(),
            status: view.call.status.to_string(),
            phase: view.phase.to_string(),
            opens_at: definition.dates.opens_at(),
            closes_at: definition.dates.deadline().at(),
            zone: definition.dates.zone.to_string(),
            currency: funding.map(|funding| funding.currency.code().to_owned()),
            ceiling_minor: funding.map(|funding| funding.ceiling_minor),
            grant_min_minor: funding.map(|funding| funding.grant_min_minor),
            grant_max_minor: funding.map(|funding| funding.grant_max_minor),
            stages: names(&definition.procedure.kinds()),
            problems: names(&view.problems),
            available_actions: names(&view.actions),
        }
    }
}

/// Calls you may see, oldest first; without signing in, the public ones.
#[utoipa::path(tag = "calls", params(Paging), security((), ("bearer" = [])), responses(
    (status = 200, description = "A page of calls; `Link` leads to the next", body = Vec<CallJson>)))]
#[get("/calls")]
async fn list(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse, ApiError> {
    let (after, limit) = (paging.after.map(CallId::from), paging.limit()?);
    let found = block(&app, move |app| {
        call::list(&app.facility, actor.as_ref(), after, limit)
    })
    .await?;
    let items: Vec<CallJson> = found.items.iter().map(CallJson::of).collect();
    Ok(page(&app, "/calls", &[], limit, found.next, &items))
}

/// One call.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The call", body = CallJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/calls/{id}")]
async fn show(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let view = block(&app, move |app| {
        call::view(&app.facility, actor.as_ref(), id)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(CallJson::of(&view)))
}

/// A call as data: terms, form, procedure and letters. What `POST /calls` takes.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The definition", body = Object, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/calls/{id}/definition")]
async fn show_definition(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let (seq, definition) = block(&app, move |app| {
        let view = call::view(&app.facility, actor.as_ref(), id)?;
        Ok((view.seq, call::told(&view.call, actor.as_ref())))
    })
    .await?;
    Ok(HttpResponse::Ok().insert_header(etag(seq)).json(definition))
}

/// Names of the call templates.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The names", body = Vec<String>)))]
#[get("/call-templates")]
async fn templates(_: Caller) -> Result<HttpResponse, ApiError> {
    let names: Vec<&str> = call::TEMPLATES.iter().map(|(name, _)| *name).collect();
    Ok(HttpResponse::Ok().json(names))
}

/// A call template as data: change what differs and send it to `POST /calls`.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The definition", body = Object)))]
#[get("/call-templates/{name}")]
async fn show_template(_: Caller, name: web::Path<String>) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(call::template(&name)?))
}

/// A new call: exactly one of `template`, `call`, `toml` and `definition` says what it begins with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DraftCall {
    /// Its code: 3 to 16 capital letters and digits. Needed with `call`; otherwise it replaces the code that comes along.
    #[schema(max_length = 16)]
    code: Option<String>,
    /// A name of `GET /call-templates`. Dates that have passed are moved by whole weeks.
    #[schema(max_length = 60)]
    template: Option<String>,
    /// An earlier call. Dates that have passed are moved by whole weeks.
    call: Option<Uuid>,
    /// A definition as `GET /calls/{id}/call.toml` answers it, changed or not.
    #[schema(max_length = 524288)]
    toml: Option<String>,
    /// A definition such as `GET /call-templates/{name}` answers, changed.
    #[schema(value_type = Option<Object>)]
    definition: Option<Value>,
}

fn defined(definition: Value) -> Result<Box<CallDefinition>, ApiError> {
    serde_json::from_value(definition)
        .map(Box::new)
        .map_err(|error| ApiError::unreadable("definition", &error.to_string()))
}

/// Opens a call as a draft. Programme officers for all calls only.
#[utoipa::path(tag = "calls", params(IdempotencyKey), responses(
    (status = 201, description = "Opened", body = Created, headers(("Location" = String, description = "The call")))))]
#[post("/calls")]
async fn open_draft(
    Caller(actor): Caller,
    app: web::Data<Application>,
    key: Key,
    body: web::Json<DraftCall>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let (source, code) = source(&body)?;
    let person = actor.person;
    create(&app, person, key, "/calls", &body, move |app, conn| {
        call::draft_from_in(conn, &app.facility, &actor, &source, &code)
    })
    .await
}

/// What a new call begins with, and its code.
fn source(body: &DraftCall) -> Result<(Source, String), ApiError> {
    let given = [
        body.template.is_some(),
        body.call.is_some(),
        body.toml.is_some(),
        body.definition.is_some(),
    ];
    if given.iter().filter(|given| **given).count() != 1 {
        return Err(ApiError::field("definition", "missing"));
    }
    let (source, own) = if let Some(name) = &body.template {
        let template =
            call::template(name).map_err(|_| ApiError::field("template", "unknown-option"))?;
        (Source::Template(name.clone()), Some(template.code))
    } else if let Some(id) = body.call {
        (Source::Call(CallId::from(id)), None)
    } else if let Some(toml) = &body.toml {
        let read = call::parse(toml);
        let read = read.map_err(|why| ApiError::unreadable("toml", &why.to_string()))?;
        let code = read.code.clone();
        (Source::Definition(Box::new(read)), Some(code))
    } else {
        let read = defined(body.definition.clone().unwrap_or_default())?;
        let code = read.code.clone();
        (Source::Definition(read), Some(code))
    };
    let code = body.code.clone().or(own);
    let code = code.ok_or_else(|| ApiError::field("code", "missing"))?;
    Ok((source, code))
}

/// Something a call lacks before it can be approved and published.
#[derive(Debug, Serialize, ToSchema)]
struct CheckJson {
    /// What it is, with its facts: `problem` names it, places of stages count from 0.
    #[schema(value_type = Object)]
    problem: Incomplete,
    /// In words.
    text: String,
}

/// Everything a call lacks; empty when it is complete. For people who oversee it.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "What it lacks", body = Vec<CheckJson>, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/calls/{id}/checks")]
async fn checks(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let oversees = facility::roles::oversees(&actor, id);
    let view = block(&app, move |app| call::view(&app.facility, Some(&actor), id)).await?;
    if !oversees {
        return Err(facility::Failure::hidden().into());
    }
    let found: Vec<CheckJson> = view
        .problems
        .iter()
        .map(|problem| CheckJson {
            problem: problem.clone(),
            text: problem.to_string(),
        })
        .collect();
    Ok(HttpResponse::Ok().insert_header(etag(view.seq)).json(found))
}

/// A call as a TOML file, to be shared between facilities. `POST /calls` takes it as `toml`.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The file", body = String, content_type = "application/toml",
        headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/calls/{id}/call.toml")]
async fn show_toml(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let (seq, toml) = block(&app, move |app| {
        let view = call::view(&app.facility, actor.as_ref(), id)?;
        Ok((view.seq, call::to_toml(&view.call.definition)?))
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(seq))
        .content_type("application/toml; charset=utf-8")
        .body(toml))
}

/// The changed definition of a call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditCall {
    /// All of it, as `GET /calls/{id}/definition` answers it.
    #[schema(value_type = Object)]
    definition: Value,
}

/// Changes the definition of a draft. The code stays.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Changed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[put("/calls/{id}/definition")]
async fn edit(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<EditCall>,
) -> Result<HttpResponse, ApiError> {
    let definition = defined(body.into_inner().definition)?;
    carry(&app, actor, *id, seen, Command::Edit { definition }).await
}

/// A later deadline.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExtendDeadline {
    /// The step's place in the procedure, from 0; the first when left out.
    #[serde(default)]
    #[schema(maximum = 100)]
    position: usize,
    /// The new deadline, local to the call's zone: `2010-04-12T23:59:00`.
    #[schema(value_type = String, pattern = r"^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")]
    closes: NaiveDateTime,
    /// Why.
    reason: Prose,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Why, in words. It stands in the record.
    pub reason: Prose,
}

acts! { "calls", carry;
    /// Approves the call: a second person, once nothing is missing.
    approve "/calls/{id}/approve" => Command::Approve;
    /// Takes the approval back, to change the call.
    reopen "/calls/{id}/reopen" => Command::Reopen;
    /// Publishes an approved call.
    publish "/calls/{id}/publish" => Command::Publish;
    /// Extends the deadline.
    extend_deadline "/calls/{id}/extend-deadline" (body: ExtendDeadline) => Command::ExtendDeadline {
        position: body.position,
        closes: body.closes,
        reason: body.reason.0,
    };
    /// Ends the call.
    finalise "/calls/{id}/finalise" => Command::Finalise;
    /// Cancels the call.
    cancel "/calls/{id}/cancel" (body: Reason) => Command::Cancel { reason: body.reason.0 };
}

/// A grid that takes the place of the one in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RevisedGrid {
    /// Place of the evaluation in the procedure, from 0.
    position: usize,
    /// The evaluation with its new rules, as in the definition.
    #[schema(value_type = Object)]
    rules: workflow::evaluation::Rules,
    /// `all`, while nobody has scored by the grid; else `later`: files that enter the evaluation after the revision.
    #[schema(schema_with = super::fields::applies)]
    applies: workflow::call::Applies,
    /// Why. It stands in the record.
    reason: Prose,
}

/// Puts a grid in place of the one in force.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Revised", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/revise-grid")]
async fn revise_grid(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<RevisedGrid>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (CallId::from(*id), body.into_inner());
    let seq = block(&app, move |app| {
        facility::grid::revise(
            &app.facility,
            &actor,
            id,
            seen,
            &facility::grid::Revised {
                position: body.position,
                rules: &body.rules,
                applies: body.applies,
            },
            &body.reason.0,
        )
    })
    .await?;
    Ok(acted(seq))
}

/// Carries out a command on a call.
pub async fn carry(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        call::act(&app.facility, &actor, id.into(), seen, &command)
    })
    .await?;
    Ok(acted(seq))
}

/// A document of a call.
#[derive(Debug, Serialize, ToSchema)]
struct CallDocument {
    /// Its id.
    id: Uuid,
    /// Name for people.
    name: String,
    /// Media type, told from its content.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of its content.
    digest: String,
}

/// The documents of a call, such as guidelines and model forms. They are added and removed on its page.
#[utoipa::path(operation_id = "documents_of_call", tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The documents", body = Vec<CallDocument>)))]
#[get("/calls/{id}/documents")]
async fn documents(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let (found, _) = block(&app, move |app| {
        of_call::list(&app.facility, actor.as_ref(), id)
    })
    .await?;
    let found = found.into_iter().map(|document| CallDocument {
        id: document.id.uuid(),
        name: document.name,
        media_type: document.media_type,
        size: document.size,
        digest: document.digest.to_string(),
    });
    Ok(HttpResponse::Ok().json(found.collect::<Vec<_>>()))
}
