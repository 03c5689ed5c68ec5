//! Dossiers as archives.

use actix_web::{HttpResponse, get, web};
use language::{Language, Reader};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::caller::Caller;
use super::problem::ApiError;
use crate::pages::dossier;
use crate::server::Application;

pub fn configure(config: &mut ServiceConfig) {
    config.service(one).service(all);
}

/// What people read in an archive that a program asks for.
fn reader() -> Reader {
    Reader::new(Language::English, chrono_tz::Tz::UTC)
}

/// The dossier of a proposal with its documents, as a ZIP archive, for who sees the whole file.
#[utoipa::path(operation_id = "dossier", tag = "proposals", responses(
    (status = 200, description = "The archive", content_type = "application/zip", body = String)))]
#[get("/proposals/{id}/dossier")]
async fn one(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    Ok(dossier::send_one(&app, actor, reader(), (*id).into()).await?)
}

/// Every dossier of a call that you may read, as one ZIP archive that is written while it is sent. Programme officers, facility
/// managers and auditors. An archive without `manifest.json` is not whole.
#[utoipa::path(operation_id = "dossiers", tag = "calls", responses(
    (status = 200, description = "The archive", content_type = "application/zip", body = String)))]
#[get("/calls/{id}/dossiers")]
async fn all(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    Ok(dossier::send_all(&app, actor, reader(), (*id).into(), None).await?)
}
