//! Documents of a call: added and removed by who sets it up, downloaded by everybody who sees it.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use facility::Failure;
use facility::documents::{Allowed, Document, of_call};
use language::Reader;
use workflow::ids::CallId;

use super::show::{self, Posted};
use crate::download;
use crate::failure::PageError;
use crate::multipart::{self, NotSent};
use crate::page::{done, render_refused};
use crate::pages::documents::in_words;
use crate::pages::intake::answers;
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// The pages of this file.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/documents").post(add))
        .service(web::resource("/calls/{id}/documents/{document}").get(read))
        .service(web::resource("/calls/{id}/documents/{document}/remove").post(remove));
}

/// A document on the page of the call.
pub struct Line {
    /// Where it is downloaded.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
}

/// A document as the page shows it.
pub fn line(reader: &Reader, call: CallId, document: &Document) -> Line {
    Line {
        href: format!("/calls/{call}/documents/{}", document.id),
        name: document.name.clone(),
        size: answers::size(reader, document.size),
    }
}

async fn add(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let asks = actor.clone();
    // Before the content is received: nobody sends megabytes to be told that they may not.
    block(&app, move |app| {
        of_call::may_add(&app.facility, &asks, call)
    })
    .await?;
    let allowed = Allowed::any(app.settings.upload_limit as u64);
    let sent = multipart::receive(&app, "file", content, |_| async move { Ok(allowed) }).await;
    let added = match sent {
        Err(NotSent::Failure(failure, _)) => Err(failure),
        Err(_) => Err(Failure::field("file", "file-broken")),
        Ok(sent) => {
            block(&app, move |app| {
                of_call::add(&app.facility, &actor, call, &sent.name, &sent.received)
            })
            .await
        }
    };
    match added {
        Ok(_) => Ok(done(&app, &format!("/calls/{call}"), "call-document-added")),
        Err(failure) => {
            let errors = in_words(&visitor.reader, allowed.most, failure)?;
            let page = show::page(&visitor, &app, call, "", false, Posted::default(), errors);
            render_refused(&page.await?)
        }
    }
}

async fn read(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.maybe_actor();
    let (call, document) = path.into_inner();
    let (call, document) = (id(&call)?, id(&document)?);
    let document = block(&app, move |app| {
        of_call::find(&app.facility, actor.as_ref(), call, document)
    })
    .await?;
    Ok(download::answer(&app, &document).await?)
}

async fn remove(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (call, document) = path.into_inner();
    let (call, document): (CallId, _) = (id(&call)?, id(&document)?);
    block(&app, move |app| {
        of_call::remove(&app.facility, &actor, call, document)
    })
    .await?;
    Ok(done(
        &app,
        &format!("/calls/{call}"),
        "call-document-removed",
    ))
}
