//! Documents of organisations, and every document's content.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::Failure;
use facility::documents::organisation::{self, Change, OrganisationDocument, Version};
use facility::documents::{self, Allowed};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::document::DocumentKind;
use workflow::ids::{DocumentId, OrganisationId};

use super::act::{Acted, acted};
use super::caller::{Caller, IfMatch, Seen};
use super::fields;
use super::idempotency::{Created, created};
use super::problem::ApiError;
use crate::described::{kind, said};
use crate::download;
use crate::form::Fields;
use crate::multipart::{self, NotSent, Sent};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(add)
        .service(replace)
        .service(describe)
        .service(remove)
        .service(read);
}

/// A version of a document.
#[derive(Debug, Serialize, ToSchema)]
struct VersionJson {
    /// Its id, by which its content is read.
    id: Uuid,
    /// 1 for the first.
    version: i32,
    /// Name for people.
    name: String,
    /// Media type, told from its content.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of its content.
    digest: String,
    /// BCP 47.
    language: Option<String>,
    /// The first day it holds.
    valid_from: Option<NaiveDate>,
    /// The last day it holds.
    valid_until: Option<NaiveDate>,
    /// A line about it.
    note: Option<String>,
    /// Name of who uploaded it.
    uploaded_by: Option<String>,
    /// When (UTC).
    uploaded_at: DateTime<Utc>,
}

impl From<Version> for VersionJson {
    fn from(version: Version) -> Self {
        let row = version.row;
        Self {
            id: row.id.uuid(),
            version: row.version,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            digest: row.digest.to_string(),
            language: row.description.language,
            valid_from: row.description.valid_from,
            valid_until: row.description.valid_until,
            note: row.description.note,
            uploaded_by: version.by,
            uploaded_at: row.uploaded_at,
        }
    }
}

/// A document of an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationDocumentJson {
    /// Its id: that of its first version.
    id: Uuid,
    /// What it is.
    #[schema(schema_with = fields::document_kind)]
    kind: String,
    /// `not_yet_valid`, `valid`, `expiring` (within 60 days) or `expired`. On its last day it still holds.
    standing: String,
    /// Counts up with every change: the `ETag` to send in `If-Match`.
    changes: i64,
    /// The version that counts.
    current: VersionJson,
    /// Versions it has replaced, newest first.
    earlier: Vec<VersionJson>,
    /// When it was removed (UTC).
    removed_at: Option<DateTime<Utc>>,
    /// Name of who removed it.
    removed_by: Option<String>,
}

impl From<OrganisationDocument> for OrganisationDocumentJson {
    fn from(document: OrganisationDocument) -> Self {
        let (removed_by, removed_at) = match document.removed {
            Some((by, at)) => (by, Some(at)),
            None => (None, None),
        };
        Self {
            id: document.current.row.document.uuid(),
            kind: document.kind.to_string(),
            standing: document.standing.to_string(),
            changes: document.current.row.changes,
            current: document.current.into(),
            earlier: document
                .earlier
                .into_iter()
                .map(VersionJson::from)
                .collect(),
            removed_at,
            removed_by,
        }
    }
}

/// The documents of an organisation with their versions, removed ones too; for its people and who reads the register.
#[utoipa::path(tag = "documents", responses(
    (status = 200, description = "The documents", body = Vec<OrganisationDocumentJson>)))]
#[get("/organisations/{id}/documents")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let found = block(&app, move |app| {
        organisation::of_organisation(&app.facility, &actor, id)
    })
    .await?;
    let items: Vec<OrganisationDocumentJson> = found
        .documents
        .into_iter()
        .map(OrganisationDocumentJson::from)
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A document with what is said of it. The file comes last.
#[derive(ToSchema)]
#[allow(dead_code)]
struct DocumentForm {
    /// What it is.
    #[schema(schema_with = fields::document_kind)]
    kind: String,
    /// BCP 47.
    language: Option<String>,
    /// The first day it holds.
    valid_from: Option<NaiveDate>,
    /// The last day it holds.
    valid_until: Option<NaiveDate>,
    /// A line about it.
    note: Option<String>,
    /// The document.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// A new version with what is said of it. The file comes last.
#[derive(ToSchema)]
#[allow(dead_code)]
struct VersionForm {
    /// BCP 47.
    language: Option<String>,
    /// The first day it holds.
    valid_from: Option<NaiveDate>,
    /// The last day it holds.
    valid_until: Option<NaiveDate>,
    /// A line about it.
    note: Option<String>,
    /// The document.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// What keeps a form with a file from being taken, as a problem; `most` is what it may have.
pub(super) fn problem(why: NotSent, most: u64) -> ApiError {
    match why {
        NotSent::NotMultipart => ApiError::media_type("multipart/form-data"),
        NotSent::Broken => ApiError::bad_request("The form cannot be read to its end."),
        NotSent::Failure(Failure::Invalid(faults), _)
            if faults.iter().any(|fault| fault.code == "file-size") =>
        {
            ApiError::too_long(most)
        }
        NotSent::Failure(failure, _) => failure.into(),
    }
}

/// Adds a document in one request; `POST /uploads` is for lines that break. Owners and editors.
#[utoipa::path(tag = "documents", request_body(content = DocumentForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "Added", body = Created, headers(("Location" = String, description = "Its content")))))]
#[post("/organisations/{id}/documents")]
async fn add(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    content: Multipart,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let most = app.settings.upload_limit as u64;
    let me = actor.clone();
    // Who does not see it must not learn from the faults of a form that it is there.
    block(&app, move |app| {
        organisation::may_add(&app.facility, &me, id, DocumentKind::Other, most)
    })
    .await?;
    let asked = |fields: Fields| async move {
        let kind = kind(&fields)?;
        organisation::described(kind, &said(&fields)?)?;
        Ok(Allowed {
            most: kind.largest().min(most),
            types: kind.types(),
        })
    };
    let sent = multipart::receive(&app, "file", content, asked).await;
    let Sent {
        fields,
        name,
        received,
    } = sent.map_err(|why| problem(why, most))?;
    let document = block(&app, move |app| {
        let (kind, said) = (kind(&fields)?, said(&fields)?);
        let facility = &app.facility;
        organisation::add_to_organisation(facility, &actor, id, kind, &said, &name, &received)
    })
    .await?;
    Ok(created("/documents", document.uuid()))
}

/// Puts a new version in the place of the one that counts, which stays reachable. Owners and editors.
#[utoipa::path(tag = "documents", params(IfMatch), request_body(content = VersionForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "Replaced", body = Created, headers(("Location" = String, description = "Its content")))))]
#[post("/documents/{id}/versions")]
async fn replace(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    content: Multipart,
) -> Result<HttpResponse, ApiError> {
    let id = DocumentId::from(*id);
    let most = app.settings.upload_limit as u64;
    let me = actor.clone();
    let allowed = block(&app, move |app| {
        organisation::may_replace(&app.facility, &me, id, most)
    })
    .await?;
    let asked = |fields: Fields| async move {
        organisation::described(DocumentKind::Other, &said(&fields)?)?;
        Ok(allowed)
    };
    let sent = multipart::receive(&app, "file", content, asked).await;
    let Sent {
        fields,
        name,
        received,
    } = sent.map_err(|why| problem(why, allowed.most))?;
    let document = block(&app, move |app| {
        let said = said(&fields)?;
        organisation::replace(&app.facility, &actor, id, seen, &said, &name, &received)
    })
    .await?;
    Ok(created("/documents", document.uuid()))
}

/// A value that is given, be it `null`.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// What is said of a document from now on; what is not named stays, `null` takes it back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Describe {
    /// What it is.
    #[serde(default)]
    #[schema(schema_with = fields::document_kind)]
    kind: Option<DocumentKind>,
    /// BCP 47.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, pattern = "^[A-Za-z]{2,3}$")]
    language: Option<Option<String>>,
    /// The first day it holds.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    valid_from: Option<Option<NaiveDate>>,
    /// The last day it holds.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    valid_until: Option<Option<NaiveDate>>,
    /// A line about it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 300)]
    note: Option<Option<String>>,
}

/// Changes what is said of a document, and what it is. Owners and editors.
#[utoipa::path(tag = "documents", params(IfMatch), responses(
    (status = 200, description = "Changed", body = Acted, headers(("ETag" = String, description = "How often the document has changed")))))]
#[patch("/documents/{id}")]
async fn describe(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<Describe>,
) -> Result<HttpResponse, ApiError> {
    let id = DocumentId::from(*id);
    let body = body.into_inner();
    let change = Change {
        kind: body.kind,
        language: body.language,
        valid_from: body.valid_from,
        valid_until: body.valid_until,
        note: body.note,
    };
    let changes = block(&app, move |app| {
        organisation::describe(&app.facility, &actor, id, seen, change)
    })
    .await?;
    Ok(acted(changes))
}

/// Marks a document as removed: it no longer counts, and stays reachable for those who could read it. Owners and editors.
#[utoipa::path(tag = "documents", params(IfMatch), responses(
    (status = 200, description = "Removed", body = Acted, headers(("ETag" = String, description = "How often the document has changed")))))]
#[delete("/documents/{id}")]
async fn remove(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
) -> Result<HttpResponse, ApiError> {
    let id = DocumentId::from(*id);
    let changes = block(&app, move |app| {
        organisation::remove(&app.facility, &actor, id, seen)
    })
    .await?;
    Ok(acted(changes))
}

/// The content of a document or of one of its versions: of an organisation, or among the answers of a proposal you see.
#[utoipa::path(tag = "documents", responses(
    (status = 200, description = "The content, of the media type it has", body = String, content_type = "application/octet-stream")))]
#[get("/documents/{id}")]
async fn read(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = DocumentId::from(*id);
    let document = block(&app, move |app| documents::find(&app.facility, &actor, id)).await?;
    Ok(download::answer(&app, &document).await?)
}
