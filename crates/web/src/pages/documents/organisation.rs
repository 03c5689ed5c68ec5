//! Documents of an organisation: the list by kind, and the forms that add, replace and describe.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::documents::organisation::{self, Change, Documents, OrganisationDocument, Version};
use facility::documents::{Allowed, Description};
use language::Reader;
use serde::Deserialize;
use workflow::document::{DocumentKind, DocumentStanding};
use workflow::ids::{DocumentId, OrganisationId};

use super::in_words;
use crate::described::{kind, said};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::multipart::{self, NotSent};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::intake::answers::size;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/organisations/{id}/documents")
                .get(show)
                .post(add),
        )
        .service(web::resource("/organisations/{id}/documents/new").get(new))
        .service(
            web::resource("/documents/{id}/replace")
                .get(replacing)
                .post(replace),
        )
        .service(
            web::resource("/documents/{id}/edit")
                .get(describing)
                .post(describe),
        )
        .service(web::resource("/documents/{id}/remove").post(remove));
}

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
    writable: bool,
    errors: Errors,
}

fn address(organisation: OrganisationId) -> String {
    format!("/organisations/{organisation}/documents")
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
    today: chrono::NaiveDate,
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
    today: chrono::NaiveDate,
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

fn list_page(visitor: &Visitor, app: &Application, found: &Documents, errors: Errors) -> ListPage {
    let reader = visitor.reader;
    let today = app.facility.clock.now().date_naive();
    let items = |wanted: &dyn Fn(&&OrganisationDocument) -> bool| -> Vec<Item> {
        let documents = found.documents.iter().filter(wanted);
        documents
            .map(|document| item(&reader, document, today, found.writable))
            .collect()
    };
    let mut groups: Vec<Group> = DocumentKind::ALL
        .iter()
        .map(|kind| Group {
            kind: kind.name(),
            title: reader.named("document-kind", kind),
            items: items(&|document| document.kind == *kind && document.removed.is_none()),
        })
        .collect();
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
        writable: found.writable,
        errors,
    }
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let found = find(&visitor, &app, id(&path)?).await?;
    render(&list_page(&visitor, &app, &found, Errors::none()))
}

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
    let types = if document.is_some_and(|document| document.kind.types().len() < 6) {
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
        hint: format!(
            "{types}; {}",
            reader.ta("documents-largest", [("size", most.into())])
        ),
        kinds,
        typed,
        seen: document.map_or(0, |document| document.current.row.changes),
        errors,
    }
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    kind: String,
}

async fn new(
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

/// What a document says of itself, as one would type it.
fn typed(document: &OrganisationDocument) -> Fields {
    let said = document.current.row.description.clone();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
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

async fn replacing(
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

async fn describing(
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

async fn add(
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

async fn replace(
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

async fn describe(
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

async fn remove(
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
