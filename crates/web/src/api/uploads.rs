//! Uploads that are resumed: tus 1.0.0 with creation, expiration and termination.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue, HttpDate};
use actix_web::middleware::{Next, from_fn};
use actix_web::{
    Error, HttpRequest, HttpResponse, HttpResponseBuilder, delete, head, options, patch, post, web,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use facility::Failure;
use facility::documents::uploads::{self, NotTaken, Target, Upload};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::caller::Caller;
use super::problem::ApiError;
use crate::described::{kind, said};
use crate::form::Fields;
use crate::server::{Application, block};

/// The version of the protocol.
const VERSION: &str = "1.0.0";
/// What it can do beyond the core of the protocol.
const EXTENSIONS: &str = "creation,expiration,termination";

pub fn configure(config: &mut ServiceConfig) {
    config.service(
        utoipa_actix_web::scope("/uploads")
            .service(describe)
            .service(begin)
            .service(state)
            .service(append)
            .service(give_up)
            .default_service(web::to(super::nothing_here))
            .wrap(from_fn(speak)),
    );
}

/// Every answer says which version of the protocol it speaks.
async fn speak(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let version = (name("tus-resumable"), HeaderValue::from_static(VERSION));
    response.headers_mut().insert(version.0, version.1);
    Ok(response)
}

const fn name(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

/// The version of the protocol the caller speaks.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
struct Spoken {
    /// `1.0.0`.
    #[param(rename = "Tus-Resumable", pattern = r"^1\.0\.0$", example = "1.0.0")]
    tus_resumable: Option<String>,
}

/// What is to be uploaded.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
struct Announced {
    /// Bytes of the whole file.
    #[param(rename = "Upload-Length", minimum = 1)]
    upload_length: i64,
    /// Pairs of a name and a value in base64, with commas between them. `target` says what it becomes:
    /// `organisations/{id}/documents`, `documents/{id}` (a new version), or `proposals/{id}/answers/{question}`; `filename`
    /// its name. For documents of organisations also `kind`, `language`, `valid_from`, `valid_until`, `note`.
    #[param(
        rename = "Upload-Metadata",
        pattern = "^[a-z_]+ [A-Za-z0-9+/]+=*(,[a-z_]+ [A-Za-z0-9+/]+=*)*$",
        example = "filename cGxhbi5wZGY=,target b3JnYW5pc2F0aW9ucy8wMTkzMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAvZG9jdW1lbnRz,kind c3RhdHV0ZXM="
    )]
    upload_metadata: String,
}

/// Where the bytes go on.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
struct Offset {
    /// Bytes the upload has so far.
    #[param(rename = "Upload-Offset", minimum = 0)]
    upload_offset: i64,
}

/// Refuses who does not speak the protocol.
fn spoken(request: &HttpRequest) -> Result<(), ApiError> {
    let version = request.headers().get("tus-resumable");
    if version.is_some_and(|version| version.as_bytes() == VERSION.as_bytes()) {
        Ok(())
    } else {
        Err(ApiError::other_tus(VERSION))
    }
}

fn number(request: &HttpRequest, name: &str) -> Result<u64, ApiError> {
    let value = request.headers().get(name);
    value
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .ok_or_else(|| ApiError::bad_request(format!("Send {name} as a whole number of bytes.")))
}

/// The pairs of `Upload-Metadata`.
fn metadata(request: &HttpRequest) -> Result<Fields, ApiError> {
    let wrong = || {
        let why = "send names and values in base64, with commas between the pairs";
        ApiError::unreadable("Upload-Metadata", why)
    };
    let Some(header) = request.headers().get("upload-metadata") else {
        return Err(ApiError::field("target", "missing"));
    };
    let pairs = header.to_str().map_err(|_| wrong())?.split(',');
    let read = pairs.map(|pair| {
        let (name, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = STANDARD.decode(value.trim()).map_err(|_| wrong())?;
        let value = String::from_utf8(value).map_err(|_| wrong())?;
        Ok((name.to_owned(), value))
    });
    read.collect::<Result<_, _>>().map(Fields)
}

/// What the pairs say the upload becomes.
fn target(given: &Fields) -> Result<Target, Failure> {
    let unknown = || Failure::field("target", "unknown-option");
    let id = |id: &str| id.parse::<Uuid>().map_err(|_| unknown());
    let target = match given.get("target") {
        "" => return Err(Failure::field("target", "missing")),
        target => target,
    };
    match target.split('/').collect::<Vec<_>>().as_slice() {
        ["organisations", organisation, "documents"] => Ok(Target::Organisation {
            organisation: id(organisation)?.into(),
            kind: kind(given)?,
            said: said(given)?,
        }),
        ["documents", document] => Ok(Target::Version {
            document: id(document)?.into(),
            said: said(given)?,
        }),
        ["proposals", proposal, "answers", question] => Ok(Target::Answer {
            proposal: id(proposal)?.into(),
            question: (*question).to_owned(),
        }),
        _ => Err(unknown()),
    }
}

impl From<NotTaken> for ApiError {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::Failure(failure) => failure.into(),
            NotTaken::Elsewhere(at) => Self::other_offset(at),
            NotTaken::Held => Self::locked(),
            NotTaken::TooLong(most) => Self::too_long(most),
            NotTaken::TooMany => Self::too_many_uploads(uploads::MOST_OPEN),
        }
    }
}

/// An answer with the place of the upload, until when it may take, and the document it has become.
fn told(mut response: HttpResponseBuilder, upload: &Upload) -> HttpResponse {
    response
        .insert_header((name("upload-offset"), upload.offset.to_string()))
        .insert_header((
            name("upload-expires"),
            HttpDate::from(std::time::SystemTime::from(upload.expires_at)).to_string(),
        ));
    if let Some(document) = upload.document {
        let place = format!("/api/v1/documents/{document}");
        response.insert_header((header::CONTENT_LOCATION, place));
    }
    response.finish()
}

/// Which version of tus is spoken, what it can do, and the largest file.
#[utoipa::path(tag = "uploads", security(()), responses((status = 204, description = "In headers",
    headers(("Tus-Version" = String), ("Tus-Extension" = String), ("Tus-Max-Size" = i64)))))]
#[options("")]
async fn describe(app: web::Data<Application>) -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((name("tus-version"), VERSION))
        .insert_header((name("tus-extension"), EXTENSIONS))
        .insert_header((name("tus-max-size"), app.settings.upload_limit.to_string()))
        .finish()
}

/// Begins an upload. It is yours alone, holds for 24 hours, and there are at most five at a time.
#[utoipa::path(tag = "uploads", params(Spoken, Announced), responses(
    (status = 201, description = "Begun", headers(("Location" = String, description = "Where its bytes go"),
        ("Upload-Expires" = String, description = "When it is given up"))),
    (status = 400, description = "A header cannot be read", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 412, description = "Another version of tus", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 413, description = "Larger than allowed", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value of the metadata is missing or wrong", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many open uploads", body = super::problem::Problem, content_type = "application/problem+json")))]
#[post("")]
async fn begin(
    Caller(actor): Caller,
    app: web::Data<Application>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let length = number(&request, "Upload-Length")?;
    let given = metadata(&request)?;
    spoken(&request)?;
    let target = target(&given)?;
    let name = given.get("filename").to_owned();
    let begun = block(&app, move |app| {
        let most = app.settings.upload_limit as u64;
        Ok(uploads::begin(
            &app.facility,
            &actor,
            &target,
            &name,
            length,
            most,
        ))
    });
    let upload = begun.await??;
    let mut response = HttpResponse::Created();
    response.insert_header((header::LOCATION, format!("/api/v1/uploads/{}", upload.id)));
    Ok(told(response, &upload))
}

/// How far an upload is. Ask before going on after a broken line.
#[utoipa::path(tag = "uploads", params(Spoken), responses(
    (status = 200, description = "In headers", headers(("Upload-Offset" = i64, description = "Bytes that are here"),
        ("Upload-Length" = i64, description = "Bytes it will have"), ("Content-Location" = String, description = "The document it has become"))),
    (status = 412, description = "Another version of tus")))]
#[head("/{id}")]
async fn state(
    Caller(actor): Caller,
    app: web::Data<Application>,
    request: HttpRequest,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = id.into_inner();
    let upload = block(&app, move |app| uploads::state(&app.facility, &actor, id)).await?;
    spoken(&request)?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((name("upload-length"), upload.length.to_string()))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(told(response, &upload))
}

/// Adds bytes to an upload. What arrives before the line breaks is kept. With the last byte it becomes a document; should
/// that have to wait (503), send no bytes at the end of it to try again.
#[utoipa::path(tag = "uploads", params(Spoken, Offset),
    request_body(content = String, content_type = "application/offset+octet-stream"),
    responses(
    (status = 204, description = "Taken", headers(("Upload-Offset" = i64, description = "Bytes that are here"),
        ("Content-Location" = String, description = "The document it has become"))),
    (status = 409, description = "The upload goes on at another byte; the facts say where", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 412, description = "Another version of tus", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 423, description = "Another connection is adding to it", body = super::problem::Problem, content_type = "application/problem+json"),
    (status = 503, description = "It cannot be scanned now", body = super::problem::Problem, content_type = "application/problem+json")))]
#[patch("/{id}")]
async fn append(
    Caller(actor): Caller,
    app: web::Data<Application>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    content: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let id = id.into_inner();
    let me = actor.clone();
    block(&app, move |app| uploads::state(&app.facility, &me, id)).await?;
    spoken(&request)?;
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind.as_bytes() != b"application/offset+octet-stream") {
        return Err(ApiError::media_type("application/offset+octet-stream"));
    }
    let offset = number(&request, "Upload-Offset")?;
    let coming = number(&request, "Content-Length").ok();
    // Goes on when the line breaks and nobody waits for the answer any more: what has arrived is to be kept.
    let taking = actix_web::rt::spawn(async move {
        uploads::append(&app.facility, &actor, id, offset, coming, content).await
    });
    let taken = taking
        .await
        .map_err(|error| Failure::Unexpected(format!("an upload was given up: {error}")))?;
    Ok(told(HttpResponse::NoContent(), &taken?))
}

/// Gives an upload up.
#[utoipa::path(tag = "uploads", params(Spoken), responses((status = 204, description = "Given up"),
    (status = 412, description = "Another version of tus", body = super::problem::Problem, content_type = "application/problem+json")))]
#[delete("/{id}")]
async fn give_up(
    Caller(actor): Caller,
    app: web::Data<Application>,
    request: HttpRequest,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = id.into_inner();
    let me = actor.clone();
    block(&app, move |app| uploads::state(&app.facility, &me, id)).await?;
    spoken(&request)?;
    block(&app, move |app| {
        Ok(uploads::give_up(&app.facility, &actor, id))
    })
    .await??;
    Ok(HttpResponse::NoContent().finish())
}
