//! The lists that were read in, how far the screening of the register has come, and what a list has changed.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::sanctions::lists::{self, List, Since};
use facility::sanctions::screening::{self, Progress};
use facility::sanctions::{may_import, review};
use futures_util::StreamExt;
use language::Reader;

use crate::failure::PageError;
use crate::form::Errors;
use crate::page::{Crumb, Page, done, redirect, render, render_refused};
use crate::pages::documents;
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A list in the table of lists.
struct Row {
    href: String,
    made: String,
    read: String,
    by: String,
    individuals: String,
    entities: String,
    notes: String,
}

fn row(reader: &Reader, list: &List) -> Row {
    Row {
        href: format!("/sanctions/lists/{}", list.id),
        made: list
            .generated_on
            .map(|day| reader.date(day))
            .unwrap_or_else(|| reader.t("sanctions-date-not-said")),
        read: reader.date_time(list.imported_at),
        by: list.imported_by.clone().unwrap_or_default(),
        individuals: reader.number(list.individuals),
        entities: reader.number(list.entities),
        notes: reader.number(list.oddities.all()),
    }
}

#[derive(Template)]
#[template(path = "sanctions/lists.html")]
struct ListsPage {
    page: Page,
    rows: Vec<Row>,
    any_open: bool,
    open_text: String,
    screening: String,
    running: bool,
    percent: i64,
    may_import: bool,
    errors: Errors,
}

fn progress(reader: &Reader, progress: Option<Progress>) -> (String, bool, i64) {
    let Some(progress) = progress else {
        return (String::new(), false, 0);
    };
    let number = |count: u64| reader.number(i64::try_from(count).unwrap_or(i64::MAX));
    let key = if progress.finished_at.is_some() {
        "sanctions-screened"
    } else {
        "sanctions-screening"
    };
    let at = progress
        .finished_at
        .map(|at| reader.date_time(at))
        .unwrap_or_default();
    let said = reader.ta(
        key,
        [
            ("done", number(progress.done).into()),
            ("total", number(progress.total).into()),
            ("found", number(progress.found).into()),
            ("at", at.into()),
        ],
    );
    let percent = progress.done * 100 / progress.total.max(1);
    (
        said,
        progress.finished_at.is_none(),
        i64::try_from(percent.min(100)).unwrap_or_default(),
    )
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    errors: Errors,
) -> Result<ListsPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let asks = actor.clone();
    let (all, last, open) = block(app, move |app| {
        let facility = &app.facility;
        Ok::<_, Failure>((
            lists::all(facility, &asks)?,
            screening::last(facility, &asks)?,
            review::open_count(facility, &asks)?,
        ))
    })
    .await?;
    let (screening, running, percent) = progress(&reader, last);
    Ok(ListsPage {
        page: Page::new(visitor, app),
        rows: all.iter().map(|list| row(&reader, list)).collect(),
        any_open: open > 0,
        open_text: reader.tn(
            "sanctions-open-matches",
            usize::try_from(open).unwrap_or_default(),
        ),
        screening,
        running,
        percent,
        may_import: may_import(&actor),
        errors,
    })
}

/// The lists.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, Errors::none()).await?)
}

/// Receives the file of a list; it is read whole, so its size is bounded as that of every document.
async fn receive(content: Multipart, most: usize) -> Result<Vec<u8>, Failure> {
    let broken = || Failure::field("file", "file-broken");
    let mut content = content;
    while let Some(part) = content.next().await {
        let mut part = part.map_err(|_| broken())?;
        if part.name() != Some("file") {
            continue;
        }
        let mut file = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            if file.len() + chunk.len() > most {
                return Err(Failure::field("file", "file-size"));
            }
            file.extend_from_slice(&chunk);
        }
        if file.is_empty() {
            return Err(Failure::field("file", "file-empty"));
        }
        return Ok(file);
    }
    Err(Failure::field("file", "file-empty"))
}

/// Reads a list in; the register is screened against it by the jobs.
pub(super) async fn import(
    visitor: Visitor,
    app: web::Data<Application>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    if !may_import(&actor) {
        return Err(PageError::hidden());
    }
    let most = app.settings.upload_limit;
    let imported = match receive(content, most).await {
        Err(failure) => Err(failure),
        Ok(file) => block(&app, move |app| lists::import(&app.facility, &actor, &file)).await,
    };
    match imported {
        Ok(imported) => {
            let to = format!("/sanctions/lists/{}", imported.list.id);
            let key = if imported.known {
                "sanctions-known"
            } else {
                "sanctions-imported"
            };
            Ok(done(&app, &to, key))
        }
        Err(failure) => {
            let errors = documents::in_words(&visitor.reader, most as u64, failure)?;
            render_refused(&page(&visitor, &app, errors).await?)
        }
    }
}

/// Begins a screening of the whole register.
pub(super) async fn screen(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let begun = block(&app, move |app| screening::begin(&app.facility, &actor)).await;
    match begun {
        Ok(()) => Ok(redirect("/sanctions")),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&page(&visitor, &app, errors).await?)
        }
    }
}

/// What was odd at a place of the file.
struct NoteShown {
    line: String,
    place: String,
    about: String,
    text: String,
}

/// An entry of a change.
struct Brief {
    reference: String,
    name: String,
    /// What is different; empty for entries added or removed.
    what: String,
}

fn briefs(since: &Since, keys: &[String]) -> Vec<Brief> {
    keys.iter()
        .map(|key| Brief {
            reference: key.clone(),
            name: since.name(key).to_owned(),
            what: String::new(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "sanctions/list.html")]
struct ChangesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    row: Row,
    digest: String,
    title: String,
    first: bool,
    counts: String,
    added: Vec<Brief>,
    removed: Vec<Brief>,
    changed: Vec<Brief>,
    notes: Vec<NoteShown>,
    left_off: String,
}

fn changed(reader: &Reader, since: &Since) -> Vec<Brief> {
    let names = |names: &[names::consolidated_list::ListedName]| {
        names
            .iter()
            .map(|name| name.text.clone())
            .collect::<Vec<_>>()
            .join("; ")
    };
    since
        .changes
        .changed
        .iter()
        .map(|one| {
            let mut said: Vec<String> = Vec::new();
            if !one.names_added.is_empty() {
                said.push(reader.ta(
                    "sanctions-names-added",
                    [("names", names(&one.names_added).into())],
                ));
            }
            if !one.names_removed.is_empty() {
                said.push(reader.ta(
                    "sanctions-names-removed",
                    [("names", names(&one.names_removed).into())],
                ));
            }
            let fields: Vec<String> = one
                .fields
                .iter()
                .filter_map(|field| serde_json::to_value(field).ok())
                .filter_map(|name| {
                    name.as_str()
                        .map(|name| reader.named("sanctions-field", name))
                })
                .collect();
            said.push(fields.join(" · "));
            Brief {
                reference: one.key.clone(),
                name: since.name(&one.key).to_owned(),
                what: said.join(" · "),
            }
        })
        .collect()
}

/// A list, and what it has changed.
pub(super) async fn changes(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let list: uuid::Uuid = id(&path)?;
    let (list, since) = block(&app, move |app| lists::view(&app.facility, &actor, list)).await?;
    let changes = &since.changes;
    let about = |kind| {
        serde_json::to_value(kind)
            .ok()
            .and_then(|name| {
                name.as_str()
                    .map(|name| reader.named("sanctions-note", name))
            })
            .unwrap_or_default()
    };
    render(&ChangesPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new("/sanctions", reader.t("nav-sanctions"))],
        counts: reader.ta(
            "sanctions-changes",
            [
                ("added", reader.number(changes.added.len()).into()),
                ("removed", reader.number(changes.removed.len()).into()),
                ("changed", reader.number(changes.changed.len()).into()),
            ],
        ),
        title: match list.generated_on {
            Some(day) => reader.ta(
                "sanctions-list-made-on",
                [("date", reader.date(day).into())],
            ),
            None => reader.t("sanctions-list-without-date"),
        },
        first: since.first,
        changed: changed(&reader, &since),
        notes: list
            .oddities
            .notes
            .iter()
            .map(|note| NoteShown {
                line: reader.number(i64::from(note.line)),
                place: [note.entry.as_str(), note.element.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
                about: about(note.about),
                text: note.text.clone(),
            })
            .collect(),
        left_off: if list.oddities.left_off > 0 {
            reader.tn(
                "sanctions-notes-left-off",
                i64::from(list.oddities.left_off),
            )
        } else {
            String::new()
        },
        row: row(&reader, &list),
        digest: list.digest.to_string(),
        added: briefs(&since, &changes.added),
        removed: briefs(&since, &changes.removed),
    })
}
