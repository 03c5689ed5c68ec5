//! The applicant's side of a clarification: what is asked, and documents handed in for the answer. The answer itself is
//! sent by `answer-clarification`.

use std::collections::BTreeMap;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::Failure;
use facility::documents::Allowed;
use facility::screening::answering::{self, OpenRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{DocumentId, ProposalId};

use super::caller::Caller;
use super::documents::problem;
use super::idempotency::{Created, created};
use super::problem::ApiError;
use crate::form::Fields;
use crate::multipart::{self, Sent};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(open_clarification)
        .service(add_clarification_document)
        .service(remove_clarification_document);
}

/// A document handed in for a point.
#[derive(Debug, Serialize, ToSchema)]
struct PointDocumentJson {
    /// Its id, to be named in the answer.
    id: Uuid,
    /// Name for people.
    name: String,
    /// Bytes.
    size: i64,
}

/// A point to be answered.
#[derive(Debug, Serialize, ToSchema)]
struct OpenPointJson {
    /// The criterion it belongs to, by language (BCP 47).
    criterion: Option<BTreeMap<String, String>>,
    /// What is asked.
    asked: String,
    /// The answer as it is written on the page so far.
    text: String,
    /// Documents handed in for it.
    documents: Vec<PointDocumentJson>,
}

/// A request that waits for your answer.
#[derive(Debug, Serialize, ToSchema)]
struct OpenClarificationJson {
    /// Place in the chain, to be sent in `If-Match` with the answer.
    seq: i64,
    /// When it was asked (UTC).
    asked_at: DateTime<Utc>,
    /// Last day for the answer, on the clocks of `zone`.
    until: NaiveDate,
    /// Time zone of the call (IANA).
    zone: String,
    /// The points, in the order in which they are answered.
    points: Vec<OpenPointJson>,
}

impl From<OpenRequest> for OpenClarificationJson {
    fn from(open: OpenRequest) -> Self {
        Self {
            seq: open.seq,
            asked_at: open.asked_at,
            until: open.until,
            zone: open.zone.name().to_owned(),
            points: open
                .points
                .into_iter()
                .map(|point| OpenPointJson {
                    criterion: point.criterion.map(|text| text.0),
                    asked: point.asked,
                    text: point.text,
                    documents: point
                        .documents
                        .into_iter()
                        .map(|row| PointDocumentJson {
                            id: row.id.uuid(),
                            name: row.name,
                            size: row.size,
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

/// The request for clarification that waits for your answer: owners and editors of the applicant.
#[utoipa::path(tag = "screening", responses(
    (status = 200, description = "The request", body = OpenClarificationJson),
    (status = 409, description = "None waits for an answer", body = super::problem::Problem, content_type = "application/problem+json")))]
#[get("/proposals/{id}/clarification")]
async fn open_clarification(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let open = block(&app, move |app| answering::open(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(OpenClarificationJson::from(open)))
}

/// A document for a point; `point` comes before the file.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(dead_code)]
struct PointDocumentForm {
    /// Number of the point, from 1.
    #[schema(minimum = 1, maximum = 20)]
    point: u32,
    /// The document.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Hands in a document for a point; it is sent with the answer that names it.
#[utoipa::path(tag = "screening", request_body(content = PointDocumentForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "Handed in", body = Created, headers(("Location" = String, description = "Its content")))))]
#[post("/proposals/{id}/clarification-documents")]
async fn add_clarification_document(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    content: Multipart,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let most = app.settings.upload_limit as u64;
    let me = actor.clone();
    block(&app, move |app| {
        answering::may_answer(&app.facility, &me, id)
    })
    .await?;
    let asked = |fields: Fields| async move {
        let point = fields.get("point").parse::<usize>();
        match point {
            Ok(1..) => Ok(Allowed::any(most)),
            _ => Err(Failure::field("point", "number")),
        }
    };
    let sent = multipart::receive(&app, "file", content, asked).await;
    let Sent {
        fields,
        name,
        received,
    } = sent.map_err(|why| problem(why, most))?;
    let point = fields.get("point").parse::<usize>().unwrap_or_default();
    let document = block(&app, move |app| {
        let at = point.checked_sub(1).ok_or_else(Failure::hidden)?;
        answering::attach(&app.facility, &actor, id, at, &name, &received)
    })
    .await?;
    Ok(created("/documents", document.uuid()))
}

/// Which document is taken out again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RemovePointDocument {
    /// Its id.
    document: Uuid,
}

/// Takes a document out again that was handed in for an answer not sent yet.
#[utoipa::path(tag = "screening", responses((status = 204, description = "Taken out")))]
#[post("/proposals/{id}/remove-clarification-document")]
async fn remove_clarification_document(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<RemovePointDocument>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let document = DocumentId::from(body.document);
    block(&app, move |app| {
        answering::detach(&app.facility, &actor, id, document)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
