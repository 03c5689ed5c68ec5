//! Applying: answers one by one, and several people at once.

mod earlier;
mod package;
mod self_check;

use std::collections::BTreeMap;

use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use facility::intake;
use facility::intake::together::{self, Place, Together};
use facility::intake::writing::{self, Entry, Fate, Written};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;

use super::caller::{Caller, etag};
use super::fields::{UpTo60, Whole};
use super::intake::FaultJson;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_answer)
        .service(save_answer)
        .service(drop_beside)
        .service(show_changes)
        .service(say_where)
        .configure(earlier::configure)
        .configure(package::configure)
        .configure(self_check::configure);
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
struct PersonName {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
}

impl From<facility::proposal::Someone> for PersonName {
    fn from(someone: facility::proposal::Someone) -> Self {
        Self {
            id: someone.id.uuid(),
            name: someone.name,
        }
    }
}

/// A text kept beside an answer, since two people wrote at the same time.
#[derive(Debug, Serialize, ToSchema)]
struct KeptBesideJson {
    /// Its id.
    id: Uuid,
    /// The text.
    #[schema(value_type = Object)]
    value: Value,
    /// The version of the answer it was written on.
    written_on: i64,
    /// When it was kept (UTC).
    kept_at: DateTime<Utc>,
    /// Who wrote it.
    kept_by: PersonName,
}

/// An answer of a draft.
#[derive(Debug, Serialize, ToSchema)]
struct DraftAnswerJson {
    /// Id of the question.
    question: String,
    /// The answer; `null` when there is none.
    #[schema(value_type = Object)]
    value: Value,
    /// Its version; 0 when nothing was ever answered. Send it back as `on`.
    version: i64,
    /// When it was saved (UTC).
    saved_at: Option<DateTime<Utc>>,
    /// Who saved it.
    saved_by: Option<PersonName>,
    /// What others wrote at the same time, until somebody chooses.
    besides: Vec<KeptBesideJson>,
}

/// One answer of a draft, for the people of its organisation.
#[utoipa::path(tag = "applying", responses(
    (status = 200, description = "The answer", body = DraftAnswerJson, headers(("ETag" = String, description = "Version of the answer")))))]
#[get("/proposals/{id}/answers/{question}")]
async fn show_answer(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String)>,
) -> Result<HttpResponse, ApiError> {
    let (id, question) = path.into_inner();
    let draft = block(&app, move |app| {
        intake::draft(&app.facility, &actor, ProposalId::from(id))
    })
    .await?;
    if draft.form.question(&question).is_none() {
        return Err(ApiError::not_found());
    }
    let held = draft.held.get(&question);
    let besides = draft.besides.into_iter();
    let besides = besides.filter(|beside| beside.question == question);
    let answer = DraftAnswerJson {
        value: draft.answers.get(&question).cloned().unwrap_or_default(),
        version: held.map_or(0, |held| held.version),
        saved_at: held.map(|held| held.saved_at),
        saved_by: held.map(|held| held.saved_by.clone().into()),
        besides: besides
            .map(|beside| KeptBesideJson {
                id: beside.id,
                value: beside.value,
                written_on: beside.written_on,
                kept_at: beside.kept_at,
                kept_by: beside.kept_by.into(),
            })
            .collect(),
        question,
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag(answer.version))
        .json(answer))
}

/// An answer to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaveAnswer {
    /// The answer, of the kind the question takes; `null` takes it back.
    #[schema(value_type = Object)]
    value: Value,
    /// The version of the answer it was written on, 0 for none. Without it the answer overwrites whatever stands.
    on: Option<Whole<0, 1_000_000_000>>,
    /// Texts kept beside the answer that this one settles.
    #[serde(default)]
    #[schema(max_items = 20)]
    settles: Vec<Uuid>,
}

/// What has become of an answer.
#[derive(Debug, Serialize, ToSchema)]
struct FateJson {
    /// `saved`, `unchanged` (it stood already, or was saved before), or `beside` (somebody saved another meanwhile: theirs
    /// stands, yours is kept beside it).
    state: &'static str,
    /// The version the answer has now.
    version: i64,
    /// Under which id it is kept, when it is.
    beside: Option<Uuid>,
}

/// What has become of a save.
#[derive(Debug, Serialize, ToSchema)]
struct WrittenJson {
    /// Version of the draft now.
    version: i64,
    /// What has become of each answer, by question.
    answers: BTreeMap<String, FateJson>,
    /// What is wrong with the answers given so far.
    faults: Vec<FaultJson>,
}

impl From<Written> for WrittenJson {
    fn from(written: Written) -> Self {
        let versions = written.versions;
        let answers = written.fates.into_iter().map(|(question, fate)| {
            let (state, beside) = match fate {
                Fate::Unchanged => ("unchanged", None),
                Fate::Saved => ("saved", None),
                Fate::Beside(id) => ("beside", Some(id)),
            };
            let version = versions.get(&question).copied().unwrap_or_default();
            let fate = FateJson {
                state,
                version,
                beside,
            };
            (question, fate)
        });
        Self {
            version: written.version,
            answers: answers.collect(),
            faults: FaultJson::all(written.faults),
        }
    }
}

/// Saves one answer. What was written on an older version than the one that stands overwrites nothing: it is kept beside it.
/// Sending the same again is the same save.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of it", body = WrittenJson)))]
#[put("/proposals/{id}/answers/{question}")]
async fn save_answer(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String)>,
    body: web::Json<SaveAnswer>,
) -> Result<HttpResponse, ApiError> {
    let (id, question) = path.into_inner();
    let body = body.into_inner();
    let entry = Entry {
        on: body.on.map(|on| on.0),
        settles: body.settles,
        ..Entry::over(body.value)
    };
    let entries = BTreeMap::from([(question, entry)]);
    let written = block(&app, move |app| {
        writing::write(&app.facility, &actor, ProposalId::from(id), &entries)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}

/// Drops a text kept beside an answer: the one that stands was chosen.
#[utoipa::path(tag = "applying", responses((status = 204, description = "Dropped, or not there any more")))]
#[delete("/proposals/{id}/answers/{question}/besides/{beside}")]
async fn drop_beside(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, question, beside) = path.into_inner();
    block(&app, move |app| {
        writing::drop_beside(
            &app.facility,
            &actor,
            ProposalId::from(id),
            &question,
            beside,
        )
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// From which version on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Since {
    /// A version of the draft; 0 for everything.
    #[serde(default)]
    #[param(minimum = 0)]
    since: Option<u32>,
}

/// An answer somebody saved.
#[derive(Debug, Serialize, ToSchema)]
struct PackageChangeJson {
    /// Id of the question.
    question: String,
    /// The version it has now.
    version: i64,
    /// When it was saved (UTC).
    at: DateTime<Utc>,
    /// Who saved it.
    by: PersonName,
}

/// Somebody else in the draft.
#[derive(Debug, Serialize, ToSchema)]
struct PresentJson {
    /// Who.
    who: PersonName,
    /// Id of the section they are in.
    section: String,
    /// Id of the question they are at; empty between fields.
    question: String,
}

/// What others do in a draft.
#[derive(Debug, Serialize, ToSchema)]
struct TogetherJson {
    /// Version of the draft now.
    version: i64,
    /// Answers saved since the version asked for.
    changed: Vec<PackageChangeJson>,
    /// Who else is here.
    present: Vec<PresentJson>,
    /// Questions with texts of several people between which nobody has chosen yet.
    undecided: Vec<String>,
}

impl From<Together> for TogetherJson {
    fn from(together: Together) -> Self {
        let changed = together
            .changed
            .into_iter()
            .map(|changed| PackageChangeJson {
                question: changed.question,
                version: changed.version,
                at: changed.at,
                by: changed.by.into(),
            });
        let present = together.present.into_iter().map(|present| PresentJson {
            who: present.who.into(),
            section: present.place.section,
            question: present.place.question,
        });
        Self {
            version: together.version,
            changed: changed.collect(),
            present: present.collect(),
            undecided: together.undecided,
        }
    }
}

/// What others have saved since a version of the draft, and who is in it.
#[utoipa::path(tag = "applying", params(Since), responses((status = 200, description = "What others do", body = TogetherJson)))]
#[get("/proposals/{id}/changes")]
async fn show_changes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    since: web::Query<Since>,
) -> Result<HttpResponse, ApiError> {
    let (id, since) = (
        ProposalId::from(*id),
        i64::from(since.since.unwrap_or_default()),
    );
    let found = block(&app, move |app| {
        together::look(&app.facility, &actor, id, since, None)
    })
    .await?;
    Ok(HttpResponse::Ok().json(TogetherJson::from(found)))
}

/// Where somebody is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Where {
    /// Id of the section.
    section: UpTo60,
    /// Id of the question; left out between fields.
    question: Option<UpTo60>,
}

/// Says where you are in a draft, for the others who write it; to be said again every half minute.
#[utoipa::path(tag = "applying", responses((status = 204, description = "Noted")))]
#[post("/proposals/{id}/presence")]
async fn say_where(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Where>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (ProposalId::from(*id), body.into_inner());
    let place = Place {
        section: body.section.0,
        question: body.question.map(|question| question.0).unwrap_or_default(),
    };
    block(&app, move |app| {
        together::look(&app.facility, &actor, id, i64::MAX, Some(&place)).map(|_| ())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
