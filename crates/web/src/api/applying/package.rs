//! Packages of applications that were taken along.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, post, web};
use facility::intake;
use facility::intake::{offline, writing};
use language::{Language, Reader};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;

use super::WrittenJson;
use crate::api::caller::Caller;
use crate::api::problem::ApiError;
use crate::pages::intake::package::{self, Becomes};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(preview_package).service(save_package);
}

/// A package of an application that was taken along.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PackageJson {
    /// `minha-application-1`.
    #[schema(value_type = String)]
    format: String,
    /// What was written: `call`, `proposal`, `form_version`, and `answers` by question, each with the version it was written
    /// `on`, the fingerprint `shown`, and its `fields` as typed (pairs of name and value).
    #[schema(value_type = Object)]
    content: Value,
    /// SHA-256 of the canonical JSON of `content`.
    digest: String,
}

/// An answer of a package.
#[derive(Debug, Serialize, ToSchema)]
struct IncomingJson {
    /// Id of the question.
    question: String,
    /// What stands; `null` for nothing.
    #[schema(value_type = Object)]
    now: Value,
    /// What the package brings; `null` takes the answer back.
    #[schema(value_type = Object)]
    then: Value,
    /// `stands` (it takes the place), `beside` (somebody saved another since: it is kept beside theirs), or `unread`.
    becomes: &'static str,
    /// What is wrong with it; empty when nothing is.
    fault: String,
}

/// What a package would change.
#[derive(Debug, Serialize, ToSchema)]
struct PackagePreview {
    /// Answers that would change something.
    answers: Vec<IncomingJson>,
    /// Questions that are no longer asked, with what was typed.
    gone: BTreeMap<String, String>,
    /// Whether it was made for another version of the form.
    other_form: bool,
}

fn read_package(package: &PackageJson, id: ProposalId) -> Result<offline::Content, ApiError> {
    let text = serde_json::to_string(package).unwrap_or_default();
    offline::read(&text, id).map_err(|fault| ApiError::field("package", fault.code()))
}

/// What a package would change. Nothing is saved.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What would change", body = PackagePreview)))]
#[post("/proposals/{id}/package/preview")]
async fn preview_package(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PackageJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = block(&app, move |app| intake::draft(&app.facility, &actor, id)).await?;
    let content = read_package(&body, id)?;
    let reader = Reader::new(Language::English, chrono_tz::Tz::UTC);
    let judged = package::judge(&reader, &draft, &content);
    let answers = judged.incoming.into_iter().map(|incoming| IncomingJson {
        question: incoming.question.id.clone(),
        now: incoming.now,
        then: incoming.then,
        becomes: match incoming.becomes {
            Becomes::Stands => "stands",
            Becomes::Beside => "beside",
            Becomes::Unread => "unread",
        },
        fault: incoming.fault,
    });
    Ok(HttpResponse::Ok().json(PackagePreview {
        answers: answers.collect(),
        gone: judged.gone.into_iter().collect(),
        other_form: judged.other_form,
    }))
}

/// Saves the answers of a package that can be read. What somebody has saved since stands, and the package's answer is kept
/// beside it.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of each", body = WrittenJson)))]
#[post("/proposals/{id}/package")]
async fn save_package(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PackageJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = {
        let actor = actor.clone();
        block(&app, move |app| intake::draft(&app.facility, &actor, id)).await?
    };
    let content = read_package(&body, id)?;
    let reader = Reader::new(Language::English, chrono_tz::Tz::UTC);
    let entries = package::entries(package::judge(&reader, &draft, &content), |_| true);
    let written = block(&app, move |app| {
        writing::write(&app.facility, &actor, id, &entries)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}
