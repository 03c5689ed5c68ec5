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

/// A form with every file it brought.
pub struct All {
    /// Its other fields.
    pub fields: Fields,
    /// The field, the name as it was given, and the file, or why it is not taken.
    pub files: Vec<(String, String, Result<Received, Failure>)>,
}

/// The most files of one form.
const MOST_FILES: usize = 100;
/// The most bytes of a text of a form with several files: as many characters as a text may have, in any script.
const MOST_TEXT: usize = 64 * 1024;

/// Receives a form with all its files, each as it arrives. A file that is not taken keeps nothing else from being read; its
/// fault is one of its own field. A field for a file in which none was chosen is passed over.
pub async fn receive_all(
    app: &Application,
    mut content: Multipart,
    allowed: Allowed,
) -> Result<All, NotSent> {
    let mut all = All {
        fields: Fields::default(),
        files: Vec::new(),
    };
    while let Some(part) = content.next().await {
        let mut part = part.map_err(|_| NotSent::Broken)?;
        if all.fields.0.len() + all.files.len() >= MOST_FILES {
            return Err(NotSent::Broken);
        }
        let field = part.name().unwrap_or_default().to_owned();
        let disposition = part.content_disposition();
        let file = disposition.and_then(ContentDisposition::get_filename);
        match file.map(str::to_owned) {
            Some(name) if name.is_empty() => while part.next().await.is_some() {},
            Some(name) => {
                let received = documents::receive(&app.facility, &field, part, allowed).await;
                all.files.push((field, name, received));
            }
            None => all
                .fields
                .0
                .push((field, text_of(&mut part, MOST_TEXT).await?)),
        }
    }
    Ok(all)
}

/// Receives a form for the text of its first file, which may have at most so many bytes; nothing when it has more, is no
/// text, or is not there. What comes after is not read.
pub async fn small(content: Multipart, most: usize) -> Result<Option<String>, NotSent> {
    let bytes = small_bytes(content, most).await?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Receives a form for its first file, which may have at most so many bytes; nothing when it has more or is not there. What
/// comes after is not read.
pub async fn small_bytes(mut content: Multipart, most: usize) -> Result<Option<Vec<u8>>, NotSent> {
    while let Some(part) = content.next().await {
        let mut part = part.map_err(|_| NotSent::Broken)?;
        if part
            .content_disposition()
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
        return Ok(Some(bytes));
    }
    Ok(None)
}

/// A field that is no file.
async fn text(part: &mut Field) -> Result<String, NotSent> {
    text_of(part, MOST_FIELD).await
}

/// A field that is no file, of at most so many bytes.
async fn text_of(part: &mut Field, most: usize) -> Result<String, NotSent> {
    let mut bytes = Vec::new();
    while let Some(more) = part.next().await {
        let more = more.map_err(|_| NotSent::Broken)?;
        if bytes.len() + more.len() > most {
            return Err(NotSent::Broken);
        }
        bytes.extend_from_slice(&more);
    }
    String::from_utf8(bytes).map_err(|_| NotSent::Broken)
}
