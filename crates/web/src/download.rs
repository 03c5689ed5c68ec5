//! Documents on their way out.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use facility::Failure;
use facility::documents::{self, Document};

use crate::server::Application;

/// Always as a file to keep, never shown inside the site: what applicants upload must not run here.
pub async fn answer(app: &Application, document: &Document) -> Result<HttpResponse, Failure> {
    let content = documents::content(&app.facility, document).await?;
    Ok(file(&document.name, &document.media_type, content))
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
