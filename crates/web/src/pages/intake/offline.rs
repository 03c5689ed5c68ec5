//! An application taken along as one file that needs no line, and the package it comes back as.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::offline::{self, MOST_BYTES, PackageFault};
use facility::intake::{DraftView, writing};
use language::Reader;
use serde_json::{Value, json};
use workflow::ids::ProposalId;

use super::asked::Asked;
use super::copying::{Change, body, crumbs, notice};
use super::package::{self, Becomes, Incoming, Judged};
use super::section::{Typed, deadline, draft, one, questions_reader};
use crate::assets;
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::multipart;
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::id;
use crate::security;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Scripts of the file, each with its place in the policy.
const SCRIPTS: [&str; 3] = ["minha.js", "rows.js", "offline.js"];

/// A section of the file.
struct Part {
    id: String,
    title: String,
    asked: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "intake/offline.html")]
struct OfflineFile {
    page: Page,
    title: String,
    call: String,
    deadline: String,
    taken: String,
    parts: Vec<Part>,
    /// What the script must know, as JSON.
    facts: String,
    policy: String,
    style: String,
    scripts: Vec<String>,
    /// Nothing is sent from the file.
    writable: bool,
}

/// The application as one file.
pub(super) async fn download(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let draft = draft(&visitor, &app, id(&path)?).await?;
    let reader = questions_reader(&visitor.reader, &draft);
    let definition = &draft.call.definition;
    let language = reader.language.code();
    let parts = draft.form.sections.iter().map(|section| Part {
        id: section.id.clone(),
        title: section.title.get(language).to_owned(),
        asked: section
            .questions
            .iter()
            .map(|question| {
                let none = Errors::none();
                one(
                    &reader,
                    &draft,
                    section,
                    question,
                    &Typed::none(),
                    None,
                    &none,
                )
            })
            .collect(),
    });
    let style = assets::text("minha.css");
    let scripts: Vec<String> = SCRIPTS.into_iter().map(assets::text).collect();
    let title = draft.form.facts(&draft.answers).title;
    let now = app.facility.clock.now();
    let html = OfflineFile {
        title: title.unwrap_or_else(|| reader.t("proposal-untitled")),
        call: definition.title.get(language).to_owned(),
        deadline: deadline(&reader, &draft),
        taken: reader.ta(
            "applying-offline-taken",
            [("at", reader.date_time(now).into())],
        ),
        parts: parts.collect(),
        facts: facts(&reader, &draft),
        policy: security::kept_page_policy(&style, &scripts),
        style,
        scripts,
        writable: false,
        page: Page {
            reader,
            ..Page::new(&visitor, &app)
        },
    }
    .render()
    .map_err(|error| facility::Failure::Unexpected(error.to_string()))?;
    let name = format!("{}-{}.html", definition.code, now.format("%Y-%m-%d"));
    Ok(download::file(&name, "text/html; charset=utf-8", html))
}

/// What the script of the file must know: what to name in the package, the rules of each question, and its texts.
fn facts(reader: &Reader, draft: &DraftView) -> String {
    let form = &draft.form;
    let questions: serde_json::Map<String, Value> = form
        .questions()
        .map(|(section, question)| {
            let rules = json!({
                "section": section.id,
                "label": question.label.get(reader.language.code()),
                "required": question.required,
                "when": question.when,
                "section_when": section.when,
                "answer": question.answer,
            });
            (question.id.clone(), rules)
        })
        .collect();
    let texts: serde_json::Map<String, Value> = [
        "kept",
        "not-kept",
        "missing",
        "faults",
        "faultless",
        "too-long",
        "number",
        "amount",
        "date",
        "saved",
        "nothing",
    ]
    .into_iter()
    .map(|name| {
        // What is not known here yet is filled in by the script.
        let blanks = ["at", "min", "max"].map(|blank| (blank, format!("{{{blank}}}").into()));
        let text = reader.ta(format!("applying-offline-{name}"), blanks);
        (name.to_owned(), text.into())
    })
    .collect();
    let facts = json!({
        "format": offline::FORMAT,
        "call": draft.call.id,
        "code": draft.call.definition.code,
        "proposal": draft.proposal,
        "form_version": form.version,
        "decimals": workflow::money::decimals(draft.call.definition.currency()),
        "questions": questions,
        "texts": texts,
    });
    // Inside a script nothing may look like the end of it.
    facts.to_string().replace('<', "\\u003c")
}

#[derive(Template)]
#[template(path = "intake/package.html")]
struct PackagePage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    download: String,
    errors: Errors,
    /// Whether a package was read.
    read: bool,
    /// The package, to be sent again with what was chosen.
    package: String,
    other_form: bool,
    changes: Vec<Change>,
    unread: Vec<Change>,
    gone: Vec<(String, String)>,
    writable: bool,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    draft: &DraftView,
    package: String,
    judged: Option<Judged<'_>>,
    errors: Errors,
) -> PackagePage {
    let reader = visitor.reader;
    let read = judged.is_some();
    let judged = judged.unwrap_or(Judged {
        incoming: Vec::new(),
        gone: Vec::new(),
        other_form: false,
    });
    let (unread, changes): (Vec<Incoming<'_>>, Vec<Incoming<'_>>) = judged
        .incoming
        .into_iter()
        .partition(|incoming| incoming.becomes == Becomes::Unread);
    let shown = |incoming: &Incoming<'_>| change(&reader, draft, incoming);
    PackagePage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, draft),
        address: format!("/proposals/{}/package", draft.proposal),
        download: format!("/proposals/{}/offline", draft.proposal),
        errors,
        read,
        package,
        other_form: judged.other_form,
        changes: changes.iter().map(shown).collect(),
        unread: unread.iter().map(shown).collect(),
        gone: judged.gone,
        writable: draft.writable,
    }
}

fn change(reader: &Reader, draft: &DraftView, incoming: &Incoming<'_>) -> Change {
    let language = questions_reader(reader, draft).language;
    let (value, note) = match incoming.becomes {
        Becomes::Unread => (String::new(), String::new()),
        Becomes::Stands => (incoming.question.id.clone(), String::new()),
        Becomes::Beside => (
            incoming.question.id.clone(),
            reader.t("applying-package-beside"),
        ),
    };
    let then = match incoming.becomes {
        Becomes::Unread => {
            super::answers::Body::Words(incoming.then.as_str().unwrap_or_default().to_owned())
        }
        _ => body(reader, draft, incoming.question, &incoming.then),
    };
    let notes = [note, incoming.fault.clone()];
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    Change {
        value,
        label: incoming.question.label.get(language.code()).to_owned(),
        now: body(reader, draft, incoming.question, &incoming.now),
        then,
        chosen: true,
        note: notes.join(" "),
    }
}

/// Asks for a package.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let draft = draft(&visitor, &app, id(&path)?).await?;
    render(&page(
        &visitor,
        &app,
        &draft,
        String::new(),
        None,
        Errors::none(),
    ))
}

/// Reads a package and shows what it would change.
pub(super) async fn receive(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let proposal: ProposalId = id(&path)?;
    let draft = draft(&visitor, &app, proposal).await?;
    let text = multipart::small(content, MOST_BYTES)
        .await
        .map_err(|_| PageError::NotUnderstood("the form breaks off".to_owned()))?;
    let read = match &text {
        None => Err(PackageFault::NoPackage),
        Some(text) => offline::read(text, proposal),
    };
    match read {
        Ok(content) => {
            let judged = package::judge(&visitor.reader, &draft, &content);
            let package = text.unwrap_or_default();
            render(&page(
                &visitor,
                &app,
                &draft,
                package,
                Some(judged),
                Errors::none(),
            ))
        }
        Err(fault) => refused(&visitor, &app, &draft, fault),
    }
}

fn refused(
    visitor: &Visitor,
    app: &Application,
    draft: &DraftView,
    fault: PackageFault,
) -> Result<HttpResponse, PageError> {
    let mut errors = Errors::none();
    errors.add(&visitor.reader, "file", fault.code());
    render_refused(&page(visitor, app, draft, String::new(), None, errors))
}

/// Saves the chosen answers of a package.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let proposal: ProposalId = id(&path)?;
    let actor = visitor.actor()?;
    let draft = draft(&visitor, &app, proposal).await?;
    let content = match offline::read(fields.get("package"), proposal) {
        Ok(content) => content,
        Err(fault) => return refused(&visitor, &app, &draft, fault),
    };
    let judged = package::judge(&visitor.reader, &draft, &content);
    let entries = package::entries(judged, |question| {
        fields.all("take").any(|take| take == question)
    });
    let written = block(&app, move |app| {
        writing::write(&app.facility, &actor, proposal, &entries)
    })
    .await?;
    Ok(done(
        &app,
        &format!("/proposals/{proposal}/draft"),
        notice(&written),
    ))
}
