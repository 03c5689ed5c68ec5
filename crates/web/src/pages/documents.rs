//! Documents: added to a draft, and downloaded by those who see the file.

use actix_multipart::Multipart;
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use facility::Failure;
use facility::documents::{self, Allowed, Received};
use futures_util::StreamExt;
use language::Reader;

use crate::failure::PageError;
use crate::form::Errors;
use crate::page::{done, render_refused};
use crate::pages::intake::section::{self, Typed};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/proposals/{id}/draft/{section}/files/{question}").post(upload))
        .service(web::resource("/documents/{id}").get(download));
}

async fn upload(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (proposal, section, question) = path.into_inner();
    let proposal = id(&proposal)?;
    let asks = actor.clone();
    let asked = question.clone();
    // Before the content is received: nobody sends megabytes to be told that they may not.
    block(&app, move |app| {
        documents::may_add(&app.facility, &asks, proposal, &asked)
    })
    .await?;
    let reader = visitor.reader;
    let added = match receive(&app, &question, content).await {
        Err(failure) => Err(failure),
        Ok((name, received)) => {
            let question = question.clone();
            block(&app, move |app| {
                documents::add(&app.facility, &actor, proposal, &question, &name, &received)
            })
            .await
        }
    };
    match added {
        Ok(_) => Ok(done(
            &app,
            &format!("/proposals/{proposal}/draft/{section}"),
            "intake-file-added",
        )),
        Err(failure) => {
            let errors = in_words(&reader, &app, failure)?;
            let page = section::page(&visitor, &app, proposal, &section, Typed::none(), errors);
            render_refused(&page.await?)
        }
    }
}

/// The faults of a document; the size is told.
fn in_words(reader: &Reader, app: &Application, failure: Failure) -> Result<Errors, PageError> {
    let mut errors = Errors::none();
    match failure {
        Failure::Invalid(faults) if faults.iter().any(|fault| fault.code == "file-size") => {
            let most = i64::try_from(app.settings.upload_limit).unwrap_or(i64::MAX);
            let most = crate::pages::intake::answers::size(reader, most);
            for fault in faults {
                errors.say(
                    &fault.field,
                    reader.ta("fault-file-size", [("most", most.as_str().into())]),
                );
            }
            Ok(errors)
        }
        failure => Errors::from_failure(reader, failure),
    }
}

/// Receives the first document of a form, as it arrives.
async fn receive(
    app: &Application,
    question: &str,
    mut content: Multipart,
) -> Result<(String, Received), Failure> {
    let most = u64::try_from(app.settings.upload_limit).unwrap_or(u64::MAX);
    while let Some(field) = content.next().await {
        let field = field.map_err(|_| Failure::field(question, "file-broken"))?;
        let name = field
            .content_disposition()
            .and_then(ContentDisposition::get_filename)
            .map(str::to_owned);
        if let Some(name) = name {
            let allowed = Allowed::any(most);
            let received = documents::receive(&app.facility, question, field, allowed).await?;
            return Ok((name, received));
        }
    }
    Err(Failure::field(question, "file-empty"))
}

/// Always as a file to keep, never shown inside the site: what applicants upload must not run here.
async fn download(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let document = id(&path)?;
    let document = block(&app, move |app| {
        documents::find(&app.facility, &actor, document)
    })
    .await?;
    let content = documents::content(&app.facility, &document).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, document.media_type.as_str()))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: names(&document.name),
        })
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content))
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
