//! Documents of an organisation: the list by kind, and the forms that add, replace and describe.

mod edit;
mod list;

use actix_web::web;
use facility::Failure;
use facility::documents::organisation::{self, Documents};
use language::Reader;
use workflow::ids::{DocumentId, OrganisationId};

use super::in_words;
use crate::failure::PageError;
use crate::page::Crumb;
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/organisations/{id}/documents")
                .get(list::show)
                .post(edit::add),
        )
        .service(web::resource("/organisations/{id}/documents/new").get(edit::new))
        .service(
            web::resource("/documents/{id}/replace")
                .get(edit::replacing)
                .post(edit::replace),
        )
        .service(
            web::resource("/documents/{id}/edit")
                .get(edit::describing)
                .post(edit::describe),
        )
        .service(web::resource("/documents/{id}/remove").post(list::remove));
}

fn address(organisation: OrganisationId) -> String {
    format!("/organisations/{organisation}/documents")
}

fn crumbs(reader: &Reader, found: &Documents, list: bool) -> Vec<Crumb> {
    let organisation = format!("/organisations/{}", found.organisation);
    let mut crumbs = vec![Crumb::new(organisation, found.name.clone())];
    if list {
        let text = reader.t("documents-title");
        crumbs.push(Crumb::new(address(found.organisation), text));
    }
    crumbs
}

async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
) -> Result<Documents, PageError> {
    let actor = visitor.actor()?;
    let found = block(app, move |app| {
        organisation::of_organisation(&app.facility, &actor, organisation)
    });
    Ok(found.await?)
}

/// The documents, for who may change them.
fn writable(found: Documents) -> Result<Documents, PageError> {
    if found.writable {
        Ok(found)
    } else {
        Err(Failure::from(workflow::refusal::Refusal::NotAllowed).into())
    }
}

/// The documents of the organisation a document belongs to, and its place among them.
async fn with_document(
    visitor: &Visitor,
    app: &web::Data<Application>,
    document: DocumentId,
) -> Result<(Documents, usize), PageError> {
    let actor = visitor.actor()?;
    let row = block(app, move |app| {
        facility::documents::find(&app.facility, &actor, document)
    })
    .await?;
    let found = find(visitor, app, OrganisationId(row.case.uuid())).await?;
    let place = found.documents.iter().position(|document| {
        document.current.row.document == row.document && document.removed.is_none()
    });
    let place = place.ok_or_else(PageError::hidden)?;
    Ok((writable(found)?, place))
}
