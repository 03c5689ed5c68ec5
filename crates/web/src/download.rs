//! Documents on their way out.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use facility::Failure;
use facility::documents::{self, Document};
use workflow::document::FileType;

use crate::server::Application;

/// As a file to keep, not shown inside the site: what applicants upload must not run here.
pub async fn answer(app: &Application, document: &Document) -> Result<HttpResponse, Failure> {
    let content = documents::content(&app.facility, document).await?;
    Ok(file(&document.name, &document.media_type, content))
}

/// Whether documents of a type are shown by browsers without running anything of theirs in the site. The types are told by
/// the content when a document is received, never by its name.
pub fn is_shown(media_type: &str) -> bool {
    [FileType::Pdf, FileType::Png, FileType::Jpeg]
        .iter()
        .any(|kind| kind.media_type() == media_type)
}

/// To be shown beside the checklist on a desk of our own; what browsers do not show is a file to keep. A PDF is drawn by
/// the browser's own viewer, which a sandbox would keep from starting; neither runs scripts of the document in the site.
pub async fn shown(app: &Application, document: &Document) -> Result<HttpResponse, Failure> {
    if !is_shown(&document.media_type) {
        return answer(app, document).await;
    }
    let content = documents::content(&app.facility, document).await?;
    let policy = if document.media_type == FileType::Pdf.media_type() {
        "default-src 'self'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    } else {
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    };
    let inline = ContentDisposition {
        disposition: DispositionType::Inline,
        parameters: names(&document.name),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, document.media_type.as_str()))
        .insert_header(inline)
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content))
}

/// A file to keep.
pub fn file(name: &str, media_type: &str, content: impl Into<web::Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header(attachment(name))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content.into())
}

/// That an answer is a file to keep, under this name.
pub fn attachment(name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: names(name),
    }
}

/// The name for every browser: in ASCII, and as it is (RFC 6266).
fn names(name: &str) -> Vec<DispositionParam> {
    use actix_web::http::header::{Charset, ExtendedValue};
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                c
            } else {
                '_'
            }
        })
        .collect();
    vec![
        DispositionParam::Filename(plain),
        DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        }),
    ]
}
