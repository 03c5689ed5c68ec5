//! The documents of an organisation, by kind.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::documents::Description;
use facility::documents::organisation::{self, Documents, OrganisationDocument, Version};
use language::Reader;
use workflow::document::{DocumentKind, DocumentStanding};
use workflow::ids::DocumentId;

use super::{address, crumbs, find, with_document};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::intake::answers::size;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A version as a line.
struct Line {
    href: String,
    name: String,
    number: String,
    size: String,
    by: String,
    digest: String,
}

/// A document.
struct Item {
    id: DocumentId,
    changes: i64,
    standing: &'static str,
    current: Line,
    facts: Vec<String>,
    note: String,
    by: String,
    more: String,
    earlier: Vec<Line>,
    writable: bool,
}

/// The documents of a kind, or those removed.
struct Group {
    kind: &'static str,
    title: String,
    items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "documents/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    groups: Vec<Group>,
    /// Kinds of which there is none.
    missing: Vec<Group>,
    writable: bool,
    errors: Errors,
}

fn line(reader: &Reader, version: &Version, all: i32) -> Line {
    let row = &version.row;
    let by = [
        ("name", version.by.as_deref().unwrap_or("–").into()),
        ("at", reader.date_time(row.uploaded_at).into()),
    ];
    let number = [("number", row.version.into()), ("all", all.into())];
    Line {
        href: format!("/documents/{}", row.id),
        name: row.name.clone(),
        number: reader.ta("documents-version-of", number),
        size: size(reader, row.size),
        by: reader.ta("documents-version-by", by),
        digest: row.digest.to_string(),
    }
}

/// Until when a document holds, in words.
fn days(
    reader: &Reader,
    standing: DocumentStanding,
    said: &Description,
    today: NaiveDate,
) -> Option<String> {
    let on = |key: &str, day| reader.ta(key, [("date", reader.date(day).into())]);
    match (standing, said.valid_from, said.valid_until) {
        (DocumentStanding::NotYetValid, Some(from), _) => Some(on("documents-valid-from", from)),
        (DocumentStanding::Expired, _, Some(until)) => Some(on("documents-expired-on", until)),
        (DocumentStanding::Expiring, _, Some(until)) => {
            let left = reader.tn("documents-expires-in", (until - today).num_days());
            Some(format!("{} · {left}", on("documents-valid-until", until)))
        }
        (_, _, Some(until)) => Some(on("documents-valid-until", until)),
        _ => None,
    }
}

/// The name of a language the texts know, else its code.
fn language_name(reader: &Reader, code: &str) -> String {
    if reader.has(language::key("language", code)) {
        reader.named("language", code)
    } else {
        code.to_owned()
    }
}

fn item(
    reader: &Reader,
    document: &OrganisationDocument,
    today: NaiveDate,
    writable: bool,
) -> Item {
    let row = &document.current.row;
    let current = line(reader, &document.current, row.version);
    let removed = document.removed.as_ref().map(|(by, at)| {
        let by = [
            ("name", by.as_deref().unwrap_or("–").into()),
            ("at", reader.date_time(at).into()),
        ];
        reader.ta("documents-removed-by", by)
    });
    let language = row.description.language.as_deref();
    let facts = [
        document
            .removed
            .is_some()
            .then(|| reader.named("document-kind", document.kind)),
        days(reader, document.standing, &row.description, today),
        language.map(|code| language_name(reader, code)),
        Some(current.size.clone()),
        (row.version > 1).then(|| current.number.clone()),
    ];
    Item {
        id: row.document,
        changes: row.changes,
        standing: if removed.is_some() {
            "removed"
        } else {
            document.standing.name()
        },
        facts: facts.into_iter().flatten().collect(),
        note: row.description.note.clone().unwrap_or_default(),
        by: removed.unwrap_or_else(|| current.by.clone()),
        more: if document.earlier.is_empty() {
            reader.t("label-details")
        } else {
            reader.tn("documents-versions", document.earlier.len())
        },
        earlier: document
            .earlier
            .iter()
            .map(|version| line(reader, version, row.version))
            .collect(),
        writable: writable && document.removed.is_none(),
        current,
    }
}

fn list_page(visitor: &Visitor, app: &Application, found: &Documents, errors: Errors) -> ListPage {
    let reader = visitor.reader;
    let today = app.facility.clock.now().date_naive();
    let items = |wanted: &dyn Fn(&&OrganisationDocument) -> bool| -> Vec<Item> {
        let documents = found.documents.iter().filter(wanted);
        documents
            .map(|document| item(&reader, document, today, found.writable))
            .collect()
    };
    let (mut groups, missing): (Vec<Group>, Vec<Group>) = DocumentKind::ALL
        .iter()
        .map(|kind| Group {
            kind: kind.name(),
            title: reader.named("document-kind", kind),
            items: items(&|document| document.kind == *kind && document.removed.is_none()),
        })
        .partition(|group| !group.items.is_empty());
    let removed = items(&|document| document.removed.is_some());
    if !removed.is_empty() {
        groups.push(Group {
            kind: "",
            title: reader.t("documents-removed-title"),
            items: removed,
        });
    }
    ListPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, found, false),
        address: address(found.organisation),
        groups,
        missing,
        writable: found.writable,
        errors,
    }
}

pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let found = find(&visitor, &app, id(&path)?).await?;
    render(&list_page(&visitor, &app, &found, Errors::none()))
}

pub(super) async fn remove(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let document: DocumentId = id(&path)?;
    let (found, _) = with_document(&visitor, &app, document).await?;
    let removed = block(&app, move |app| {
        organisation::remove(&app.facility, &actor, document, seen(fields.get("seen")))
    });
    match removed.await {
        Ok(_) => Ok(done(
            &app,
            &address(found.organisation),
            "documents-removed",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&list_page(&visitor, &app, &found, errors))
        }
    }
}
