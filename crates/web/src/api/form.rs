//! The form of a call by itself: read, saved, revised once the call is published.

use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, Utc};
use facility::{Failure, call, form};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::call::Command;
use workflow::form::{Form, FormFault};
use workflow::ids::CallId;

use super::act::{Acted, acted, acts};
use super::call::{Reason, carry};
use super::caller::{Caller, IfMatch, MaybeCaller, Seen, etag};
use super::fields::Prose;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_form)
        .service(show_form_version)
        .service(save_form)
        .service(propose_form)
        .configure(acts);
}

/// Something that keeps a form from being published.
#[derive(Debug, Serialize, ToSchema)]
struct FormFaultJson {
    /// The section it is of; nothing for the form as a whole.
    section: Option<String>,
    /// The question it is of; nothing for its section or the form.
    question: Option<String>,
    /// What is wrong, with its facts.
    #[schema(value_type = Object)]
    fault: Value,
}

impl FormFaultJson {
    fn all(faults: &[FormFault]) -> Vec<Self> {
        let one = |fault: &FormFault| Self {
            section: fault.section.clone(),
            question: fault.question.clone(),
            fault: serde_json::to_value(&fault.what).unwrap_or_default(),
        };
        faults.iter().map(one).collect()
    }
}

/// A revision that is prepared and not yet in force.
#[derive(Debug, Serialize, ToSchema)]
struct RevisionJson {
    /// The form as it is to be.
    #[schema(value_type = Object)]
    form: Value,
    /// Who prepared it.
    authors: Vec<Uuid>,
    /// Why.
    reason: String,
    /// When it was last changed (UTC).
    proposed_at: DateTime<Utc>,
    /// What keeps it from being put in force.
    faults: Vec<FormFaultJson>,
}

/// The form of a call. Its questions take the kinds `short_text`, `long_text`, `number`, `money`, `date`, `choice`,
/// `choices`, `country`, `table`, `logframe`, `budget`, `file` and `declaration`.
#[derive(Debug, Serialize, ToSchema)]
struct FormJson {
    /// Version in force.
    version: u32,
    /// Versions there were since the call was published, that one included.
    versions: Vec<u32>,
    /// Sections in order (`section`), each with its questions (`question`).
    #[schema(value_type = Object)]
    form: Value,
    /// What keeps a draft's form from being published, for people who oversee the call.
    faults: Vec<FormFaultJson>,
    /// The prepared revision, for people who oversee the call.
    revision: Option<RevisionJson>,
}

fn written(form: &Form) -> Result<Value, ApiError> {
    serde_json::to_value(form).map_err(|error| Failure::Unexpected(error.to_string()).into())
}

fn read(form: Value) -> Result<Box<Form>, ApiError> {
    serde_json::from_value(form)
        .map(Box::new)
        .map_err(|error| ApiError::unreadable("form", &error.to_string()))
}

/// The form of a call you may see, and for people who oversee it what is being prepared.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The form", body = FormJson, headers(("ETag" = String, description = "Place in the call's chain")))))]
#[get("/calls/{id}/form")]
async fn show_form(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let (view, own) = block(&app, move |app| {
        let view = call::view(&app.facility, actor.as_ref(), id)?;
        let overseer = actor.filter(|actor| facility::roles::oversees(actor, id));
        let own = overseer.map(|actor| form::view(&app.facility, &actor, id));
        Ok::<_, Failure>((view, own.transpose()?))
    })
    .await?;
    let call = &view.call;
    let mut versions: Vec<u32> = call.earlier_forms.iter().map(|form| form.version).collect();
    versions.push(call.definition.form.version);
    let (mut faults, mut revision) = (Vec::new(), None);
    if let Some(own) = own {
        let found = FormFaultJson::all(&own.faults);
        match own.revision {
            None => faults = found,
            Some(prepared) => {
                revision = Some(RevisionJson {
                    form: written(&own.form)?,
                    authors: prepared.authors.iter().map(|(id, _)| id.uuid()).collect(),
                    reason: prepared.reason,
                    proposed_at: prepared.proposed_at,
                    faults: found,
                });
            }
        }
    }
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(FormJson {
            version: call.definition.form.version,
            versions,
            form: written(&call.definition.form)?,
            faults,
            revision,
        }))
}

/// A version of a call's form: what was submitted is read under the version it was made with.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses(
    (status = 200, description = "The form in this version", body = Object)))]
#[get("/calls/{id}/form/{version}")]
async fn show_form_version(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (id, version) = path.into_inner();
    let view = block(&app, move |app| {
        call::view(&app.facility, actor.as_ref(), id.into())
    })
    .await?;
    let form = view.call.form(version).ok_or_else(ApiError::not_found)?;
    Ok(HttpResponse::Ok().json(written(form)?))
}

/// A changed form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaveForm {
    /// All of it, as `GET /calls/{id}/form` answers it. Its version is given by the server.
    #[schema(value_type = Object)]
    form: Value,
    /// Why a published form is revised; may be left out while the prepared revision is changed.
    reason: Option<Prose>,
}

/// Saves the form: into the call while it is a draft, as a prepared revision once it is published. Programme officers.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Saved", body = Acted, headers(("ETag" = String, description = "Place in the call's chain")))))]
#[put("/calls/{id}/form")]
async fn save_form(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SaveForm>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let SaveForm { form, reason } = body.into_inner();
    let form = read(form)?;
    let reason = reason.map(|reason| reason.0);
    let seq = block(&app, move |app| {
        form::save(&app.facility, &actor, id, seen, &form, reason.as_ref())
    })
    .await?;
    Ok(acted(seq))
}

/// Prepares a revision of the published form, or changes the prepared one. Programme officers.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Done", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/propose-form")]
async fn propose_form(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SaveForm>,
) -> Result<HttpResponse, ApiError> {
    let SaveForm { form, reason } = body.into_inner();
    let command = Command::ProposeForm {
        form: read(form)?,
        reason: reason.map(|reason| reason.0),
    };
    carry(&app, actor, *id, seen, command).await
}

acts! { "calls", carry;
    /// Puts the prepared revision of the form in force: a facility manager who did not prepare it. Everyone with a
    /// draft is told.
    revise_form "/calls/{id}/revise-form" => Command::ReviseForm;
    /// Gives the prepared revision of the form up.
    refuse_form "/calls/{id}/refuse-form" (body: Reason) => Command::RefuseForm { reason: body.reason.0 };
}
