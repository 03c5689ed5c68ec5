//! Adds, replaces and describes a document of an organisation.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::Failure;
use facility::documents::Allowed;
use facility::documents::organisation::{self, Change, Documents, OrganisationDocument};
use serde::Deserialize;
use workflow::document::{DocumentKind, FileType};
use workflow::ids::{DocumentId, OrganisationId};

use super::{address, crumbs, find, in_words, with_document, writable};
use crate::described::{kind, said};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::multipart::{self, NotSent};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::intake::answers::size;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "documents/edit.html")]
struct EditPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    about: String,
    address: String,
    done: String,
    target: String,
    file: bool,
    hint: String,
    kinds: Vec<Choice>,
    typed: Fields,
    seen: i64,
    errors: Errors,
}

/// What a form is for.
enum Purpose<'a> {
    Add,
    Replace(&'a OrganisationDocument),
    Describe(&'a OrganisationDocument),
}

fn edit_page(
    visitor: &Visitor,
    app: &Application,
    found: &Documents,
    purpose: &Purpose<'_>,
    typed: Fields,
    errors: Errors,
) -> EditPage {
    let reader = visitor.reader;
    let limit = app.settings.upload_limit as u64;
    let list = address(found.organisation);
    let (key, post, document) = match purpose {
        Purpose::Add => ("documents-add", list.clone(), None),
        Purpose::Replace(document) => ("documents-replace", "replace".to_owned(), Some(document)),
        Purpose::Describe(document) => ("documents-describe", "edit".to_owned(), Some(document)),
    };
    let of = document.map(|document| document.current.row.document);
    let most = match document {
        Some(document) => document.kind.largest().min(limit),
        None => limit,
    };
    let most = size(&reader, i64::try_from(most).unwrap_or(i64::MAX));
    let types = if document.is_some_and(|document| document.kind.types() != FileType::ALL) {
        reader.t("documents-types-signed")
    } else {
        reader.t("form-file-hint")
    };
    let kinds = match purpose {
        Purpose::Replace(_) => Vec::new(),
        _ => DocumentKind::ALL
            .iter()
            .map(|kind| {
                let text = reader.named("document-kind", kind);
                Choice::new(kind.name(), text, typed.get("kind") == kind.name())
            })
            .collect(),
    };
    EditPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, found, true),
        title: reader.t(key),
        about: document.map_or_else(String::new, |document| document.current.row.name.clone()),
        address: of.map_or(post.clone(), |of| format!("/documents/{of}/{post}")),
        target: match of {
            Some(of) => format!("documents/{of}"),
            None => format!("organisations/{}/documents", found.organisation),
        },
        done: list,
        file: !matches!(purpose, Purpose::Describe(_)),
        hint: reader.ta(
            "documents-file-hint",
            [("types", types.into()), ("size", most.into())],
        ),
        kinds,
        typed,
        seen: document.map_or(0, |document| document.current.row.changes),
        errors,
    }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    kind: String,
}

pub(super) async fn new(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let found = writable(find(&visitor, &app, id(&path)?).await?)?;
    let typed = Fields(vec![("kind".to_owned(), query.into_inner().kind)]);
    let errors = Errors::none();
    render(&edit_page(
        &visitor,
        &app,
        &found,
        &Purpose::Add,
        typed,
        errors,
    ))
}

/// What a document says of itself, as one would type it.
fn typed(document: &OrganisationDocument) -> Fields {
    let said = document.current.row.description.clone();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let fields = [
        ("kind", Some(document.kind.to_string())),
        ("language", said.language),
        ("valid_from", day(said.valid_from)),
        ("valid_until", day(said.valid_until)),
        ("note", said.note),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Fields(given.collect())
}

pub(super) async fn replacing(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (found, place) = with_document(&visitor, &app, id(&path)?).await?;
    let document = &found.documents[place];
    // A new version has its own days; its language is most often the same.
    let language = document.current.row.description.language.clone();
    let typed = Fields(vec![("language".to_owned(), language.unwrap_or_default())]);
    let purpose = Purpose::Replace(document);
    render(&edit_page(
        &visitor,
        &app,
        &found,
        &purpose,
        typed,
        Errors::none(),
    ))
}

pub(super) async fn describing(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (found, place) = with_document(&visitor, &app, id(&path)?).await?;
    let document = &found.documents[place];
    let purpose = Purpose::Describe(document);
    render(&edit_page(
        &visitor,
        &app,
        &found,
        &purpose,
        typed(document),
        Errors::none(),
    ))
}

/// What a form with a file has failed with, and what it held.
fn unsent(why: NotSent) -> (Failure, Fields) {
    match why {
        NotSent::Failure(failure, fields) => (failure, fields),
        NotSent::NotMultipart | NotSent::Broken => {
            (Failure::field("file", "file-broken"), Fields::default())
        }
    }
}

pub(super) async fn add(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let organisation: OrganisationId = id(&path)?;
    let found = writable(find(&visitor, &app, organisation).await?)?;
    let limit = app.settings.upload_limit as u64;
    let asked = |fields: Fields| async move {
        let kind = kind(&fields)?;
        organisation::described(kind, &said(&fields)?)?;
        Ok(Allowed {
            most: kind.largest().min(limit),
            types: kind.types(),
        })
    };
    let sent = multipart::receive(&app, "file", content, asked).await;
    let (failure, fields) = match sent.map_err(unsent) {
        Err(unsent) => unsent,
        Ok(sent) => {
            let fields = sent.fields.clone();
            let added = block(&app, move |app| {
                let (kind, said) = (kind(&sent.fields)?, said(&sent.fields)?);
                let facility = &app.facility;
                let (name, received) = (&sent.name, &sent.received);
                organisation::add_to_organisation(
                    facility,
                    &actor,
                    organisation,
                    kind,
                    &said,
                    name,
                    received,
                )
            });
            match added.await {
                Ok(_) => return Ok(done(&app, &address(organisation), "documents-added")),
                Err(failure) => (failure, fields),
            }
        }
    };
    let most = kind(&fields).map_or(limit, |kind| kind.largest().min(limit));
    let errors = in_words(&reader, most, failure)?;
    render_refused(&edit_page(
        &visitor,
        &app,
        &found,
        &Purpose::Add,
        fields,
        errors,
    ))
}

pub(super) async fn replace(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let document: DocumentId = id(&path)?;
    let (found, place) = with_document(&visitor, &app, document).await?;
    let kind = found.documents[place].kind;
    let allowed = Allowed {
        most: kind.largest().min(app.settings.upload_limit as u64),
        types: kind.types(),
    };
    let asked = |fields: Fields| async move {
        organisation::described(kind, &said(&fields)?)?;
        Ok(allowed)
    };
    let sent = multipart::receive(&app, "file", content, asked).await;
    let (failure, fields) = match sent.map_err(unsent) {
        Err(unsent) => unsent,
        Ok(sent) => {
            let fields = sent.fields.clone();
            let replaced = block(&app, move |app| {
                let (said, seen) = (said(&sent.fields)?, seen(sent.fields.get("seen")));
                let facility = &app.facility;
                let (name, received) = (&sent.name, &sent.received);
                organisation::replace(facility, &actor, document, seen, &said, name, received)
            });
            match replaced.await {
                Ok(_) => {
                    let to = address(found.organisation);
                    return Ok(done(&app, &to, "documents-replaced"));
                }
                Err(failure) => (failure, fields),
            }
        }
    };
    let errors = in_words(&reader, allowed.most, failure)?;
    let purpose = Purpose::Replace(&found.documents[place]);
    render_refused(&edit_page(&visitor, &app, &found, &purpose, fields, errors))
}

pub(super) async fn describe(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let document: DocumentId = id(&path)?;
    let (found, place) = with_document(&visitor, &app, document).await?;
    let given = fields.clone();
    let described = block(&app, move |app| {
        let said = said(&given)?;
        let change = Change {
            kind: Some(kind(&given)?),
            language: Some(said.language),
            valid_from: Some(said.valid_from),
            valid_until: Some(said.valid_until),
            note: Some(said.note),
        };
        organisation::describe(
            &app.facility,
            &actor,
            document,
            seen(given.get("seen")),
            change,
        )
    });
    match described.await {
        Ok(_) => Ok(done(
            &app,
            &address(found.organisation),
            "documents-described",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            let purpose = Purpose::Describe(&found.documents[place]);
            render_refused(&edit_page(&visitor, &app, &found, &purpose, fields, errors))
        }
    }
}
