//! Documents: added to a draft, downloaded by those who see the file, and those of organisations.

mod organisation;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use facility::Failure;
use facility::documents::{self, Allowed};
use language::Reader;

use crate::download;
use crate::failure::PageError;
use crate::form::Errors;
use crate::multipart::{self, NotSent};
use crate::page::{done, render_refused};
use crate::pages::intake::section::{self, Typed};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/proposals/{id}/draft/{section}/files/{question}").post(upload))
        .service(web::resource("/documents/{id}").get(download))
        .service(web::resource("/documents/{id}/view").get(view))
        .configure(organisation::configure);
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
    let takes = block(&app, move |app| {
        documents::may_add(&app.facility, &asks, proposal, &asked)
    })
    .await?;
    let reader = visitor.reader;
    let allowed = Allowed::any(takes.most_bytes(app.settings.upload_limit as u64));
    let sent = multipart::receive(&app, &question, content, |_| async move { Ok(allowed) }).await;
    let added = match sent {
        Err(NotSent::Failure(failure, _)) => Err(failure),
        Err(_) => Err(Failure::field(&question, "file-broken")),
        Ok(sent) => {
            let question = question.clone();
            let (name, received) = (sent.name, sent.received);
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
            let errors = in_words(&reader, allowed.most, failure)?;
            let page = section::page(&visitor, &app, proposal, &section, Typed::none(), errors);
            render_refused(&page.await?)
        }
    }
}

/// The faults of a document; the size it may have is told.
pub(crate) fn in_words(reader: &Reader, most: u64, failure: Failure) -> Result<Errors, PageError> {
    let mut errors = Errors::none();
    match failure {
        Failure::Invalid(faults) if faults.iter().any(|fault| fault.code == "file-size") => {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
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

async fn found(
    visitor: &Visitor,
    app: &web::Data<Application>,
    path: &str,
) -> Result<documents::Document, PageError> {
    let actor = visitor.actor()?;
    let document = id(path)?;
    Ok(block(app, move |app| {
        documents::find(&app.facility, &actor, document)
    })
    .await?)
}

async fn download(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let document = found(&visitor, &app, &path).await?;
    Ok(download::answer(&app, &document).await?)
}

/// The document to be read beside the checklist.
async fn view(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let document = found(&visitor, &app, &path).await?;
    Ok(download::shown(&app, &document).await?)
}
