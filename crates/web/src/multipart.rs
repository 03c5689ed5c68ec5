//! Forms with a file, as browsers and programs send them: the fields as texts, the file as it arrives.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::header::ContentDisposition;
use facility::Failure;
use facility::documents::{self, Allowed, Received};
use futures_util::StreamExt;

use crate::form::Fields;
use crate::server::Application;

/// The most bytes of a field that is no file.
const MOST_FIELD: usize = 8 * 1024;
/// The most fields of a form.
const MOST_FIELDS: usize = 20;

/// A form with the file it brought.
pub struct Sent {
    /// Its other fields.
    pub fields: Fields,
    /// The name of the file as it was given.
    pub name: String,
    /// The file.
    pub received: Received,
}

/// Why a form with a file is not read.
#[derive(Debug)]
pub enum NotSent {
    /// It is no such form.
    NotMultipart,
    /// It breaks off or is none on a second look.
    Broken,
    /// There is no file in it, or the file is not taken. The fields before it come back.
    Failure(Failure, Fields),
}

/// Receives a form up to its first file, and the file as it arrives. `allowed` says, from the fields before the file, what
/// the file may be. `field` is named by faults of the file.
pub async fn receive<F>(
    app: &Application,
    field: &str,
    mut content: Multipart,
    allowed: impl FnOnce(Fields) -> F,
) -> Result<Sent, NotSent>
where
    F: Future<Output = Result<Allowed, Failure>>,
{
    let mut fields = Fields::default();
    while let Some(part) = content.next().await {
        let mut part = part.map_err(|error| match error {
            MultipartError::ContentTypeMissing
            | MultipartError::ContentTypeParse
            | MultipartError::ContentTypeIncompatible
            | MultipartError::BoundaryMissing => NotSent::NotMultipart,
            _ => NotSent::Broken,
        })?;
        let disposition = part.content_disposition();
        let file = disposition.and_then(ContentDisposition::get_filename);
        if let Some(name) = file.map(str::to_owned) {
            let received = match allowed(fields.clone()).await {
                Ok(allowed) => documents::receive(&app.facility, field, part, allowed).await,
                Err(failure) => Err(failure),
            };
            return match received {
                Ok(received) => Ok(Sent {
                    fields,
                    name,
                    received,
                }),
                Err(failure) => Err(NotSent::Failure(failure, fields)),
            };
        }
        if fields.0.len() >= MOST_FIELDS {
            return Err(NotSent::Broken);
        }
        let name = part.name().unwrap_or_default().to_owned();
        fields.0.push((name, text(&mut part).await?));
    }
    Err(NotSent::Failure(
        Failure::field(field, "file-empty"),
        fields,
    ))
}

/// Receives a form for the text of its first file, which may have at most so many bytes; nothing when it has more, is no
/// text, or is not there. What comes after is not read.
pub async fn small(mut content: Multipart, most: usize) -> Result<Option<String>, NotSent> {
    while let Some(part) = content.next().await {
        let mut part = part.map_err(|_| NotSent::Broken)?;
        let disposition = part.content_disposition();
        if disposition
            .and_then(ContentDisposition::get_filename)
            .is_none()
        {
            text(&mut part).await?;
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(more) = part.next().await {
            bytes.extend_from_slice(&more.map_err(|_| NotSent::Broken)?);
            if bytes.len() > most {
                return Ok(None);
            }
        }
        return Ok(String::from_utf8(bytes).ok());
    }
    Ok(None)
}

/// A field that is no file.
async fn text(part: &mut Field) -> Result<String, NotSent> {
    let mut bytes = Vec::new();
    while let Some(more) = part.next().await {
        let more = more.map_err(|_| NotSent::Broken)?;
        if bytes.len() + more.len() > MOST_FIELD {
            return Err(NotSent::Broken);
        }
        bytes.extend_from_slice(&more);
    }
    String::from_utf8(bytes).map_err(|_| NotSent::Broken)
}
