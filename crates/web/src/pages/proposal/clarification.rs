//! The applicant answers a clarification: point by point, in words and with documents, checked before it is sent.

use std::collections::BTreeMap;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::documents::Allowed;
use facility::screening::answering::{self, OpenPoint, OpenRequest};
use facility::{Failure, proposal};
use language::Reader;
use workflow::ids::ProposalId;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::screening::MOST_DOCUMENTS;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::multipart;
use crate::page::{Crumb, Page, done, redirect, render, render_refused};
use crate::pages::desk::seen;
use crate::pages::intake::answers::{self, File};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A document handed in for a point.
struct Held {
    /// Its id, for taking it out.
    id: String,
    file: File,
}

/// A point with the fields of its answer.
struct Point {
    number: usize,
    criterion: String,
    asked: String,
    answer_field: String,
    answer_label: String,
    text: String,
    answer_error: String,
    file_field: String,
    file_label: String,
    file_error: String,
    documents: Vec<Held>,
    full: bool,
}

#[derive(Template)]
#[template(path = "proposal/clarification.html")]
struct ClarificationPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    reference: String,
    call: String,
    address: String,
    asked_at: String,
    deadline: String,
    hint: String,
    points: Vec<Point>,
    seq: i64,
    /// Whether the answers are checked before they are sent, not written.
    checks: bool,
    errors: Errors,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    id: ProposalId,
    open: OpenRequest,
    typed: &BTreeMap<usize, String>,
    checks: bool,
    errors: Errors,
) -> ClarificationPage {
    let reader = visitor.reader;
    let address = format!("/proposals/{id}/clarification");
    let title = wording::title(&reader, &open.title);
    let deadline = [
        ("date", reader.date(open.until).into()),
        ("zone", open.zone.name().into()),
    ];
    ClarificationPage {
        crumbs: vec![Crumb::new(format!("/proposals/{id}"), &title)],
        title,
        reference: open.reference.unwrap_or_default(),
        call: open.call.get(reader.language.code()).to_owned(),
        asked_at: reader.ta(
            "clarification-asked-on",
            [("at", reader.date_time(open.asked_at).into())],
        ),
        deadline: reader.ta("clarification-deadline", deadline),
        hint: reader.ta(
            "clarification-documents-hint",
            [("most", MOST_DOCUMENTS.into())],
        ),
        points: open
            .points
            .into_iter()
            .enumerate()
            .map(|(at, of)| point(&reader, at, of, typed.get(&at), &errors))
            .collect(),
        seq: open.seq,
        address,
        checks,
        errors,
        page: Page::new(visitor, app),
    }
}

fn point(
    reader: &Reader,
    at: usize,
    of: OpenPoint,
    typed: Option<&String>,
    errors: &Errors,
) -> Point {
    let number = at + 1;
    let (answer_field, file_field) = (format!("answer-{number}"), format!("file-{number}"));
    Point {
        number,
        criterion: of
            .criterion
            .map(|text| text.get(reader.language.code()).to_owned())
            .unwrap_or_default(),
        asked: of.asked,
        answer_label: reader.ta("clarification-your-answer", [("n", number.into())]),
        answer_error: errors.of(&answer_field),
        answer_field,
        text: typed.cloned().unwrap_or(of.text),
        file_label: reader.ta("clarification-documents", [("n", number.into())]),
        file_error: errors.of(&file_field),
        file_field,
        full: of.documents.len() >= MOST_DOCUMENTS,
        documents: of
            .documents
            .iter()
            .map(|document| Held {
                id: document.id.to_string(),
                file: answers::file(reader, document),
            })
            .collect(),
    }
}

async fn open(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<OpenRequest, PageError> {
    let actor = actor.clone();
    Ok(block(app, move |app| answering::open(&app.facility, &actor, id)).await?)
}

async fn shown(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    checks: bool,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (id(&path)?, visitor.actor()?);
    match open(&app, &actor, id).await {
        Ok(open) => {
            let typed = BTreeMap::new();
            let errors = Errors::none();
            render(&page(&visitor, &app, id, open, &typed, checks, errors))
        }
        // It has been answered, or its time is over: the file says so.
        Err(PageError::Failure(Failure::Refused(Refusal::WrongStatus { .. }))) => {
            block(&app, move |app| proposal::view(&app.facility, &actor, id)).await?;
            Ok(redirect(&format!("/proposals/{id}")))
        }
        Err(error) => Err(error),
    }
}

/// Shows the points with what is written so far.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    shown(visitor, app, path, false).await
}

/// Shows the answers before they are sent.
pub(super) async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    shown(visitor, app, path, true).await
}

/// The point a field `<name>-N` belongs to, from 0.
fn place(field: &str, name: &str) -> Option<usize> {
    let number: usize = field.strip_prefix(name)?.strip_prefix('-')?.parse().ok()?;
    number.checked_sub(1)
}

/// Keeps what is written and the documents that came with it. Nothing is sent yet.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (id(&path)?, visitor.actor()?);
    // Before the content is received: nobody sends megabytes to be told that they may not.
    let asks = actor.clone();
    block(&app, move |app| {
        answering::may_answer(&app.facility, &asks, id)
    })
    .await?;
    let reader = visitor.reader;
    let limit = app.settings.upload_limit as u64;
    let sent = multipart::receive_all(&app, content, Allowed::any(limit))
        .await
        .map_err(|_| PageError::NotUnderstood("the form is broken off".to_owned()))?;
    let texts: BTreeMap<usize, String> = sent
        .fields
        .0
        .iter()
        .filter_map(|(name, text)| Some((place(name, "answer")?, text.clone())))
        .collect();
    let mut errors = Errors::none();
    let (acting, written) = (actor.clone(), texts.clone());
    let kept = block(&app, move |app| {
        answering::keep(&app.facility, &acting, id, &written)
    })
    .await;
    note(&reader, &mut errors, kept)?;
    for (field, name, received) in sent.files {
        let Some(point) = place(&field, "file") else {
            continue;
        };
        let added = match received {
            Ok(received) => {
                let acting = actor.clone();
                block(&app, move |app| {
                    answering::attach(&app.facility, &acting, id, point, &name, &received)
                })
                .await
                .map(|_| ())
            }
            Err(failure) => Err(failure),
        };
        if let Err(failure) = added {
            errors
                .0
                .extend(crate::pages::documents::in_words(&reader, limit, failure)?.0);
        }
    }
    let address = format!("/proposals/{id}/clarification");
    let act = sent.fields.get("act").to_owned();
    if let Some(document) = act.strip_prefix("remove ") {
        let (document, acting) = (id_of(document)?, actor.clone());
        block(&app, move |app| {
            answering::detach(&app.facility, &acting, id, document)
        })
        .await?;
    }
    if !errors.is_empty() {
        let open = open(&app, &actor, id).await?;
        let page = page(&visitor, &app, id, open, &texts, false, errors);
        return render_refused(&page);
    }
    if act == "check" {
        return Ok(redirect(&format!("{address}/check")));
    }
    Ok(done(&app, &address, "clarification-saved"))
}

fn id_of(raw: &str) -> Result<workflow::ids::DocumentId, PageError> {
    id(raw)
}

fn note(
    reader: &Reader,
    errors: &mut Errors,
    result: Result<(), Failure>,
) -> Result<(), PageError> {
    if let Err(failure) = result {
        errors.0.extend(Errors::from_failure(reader, failure)?.0);
    }
    Ok(())
}

/// Sends the answers.
pub(super) async fn send(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (id(&path)?, visitor.actor()?);
    let seen = seen(&fields)?;
    let acting = actor.clone();
    let sent = block(&app, move |app| {
        answering::send(&app.facility, &acting, id, seen)
    })
    .await;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    match sent {
        Ok(_) => {
            let to = format!("/proposals/{id}");
            return Ok(done(&app, &to, "clarification-sent"));
        }
        Err(Failure::Refused(Refusal::AnswersMissing { points })) => {
            for point in points {
                errors.add(&reader, &format!("answer-{point}"), "missing");
            }
        }
        Err(Failure::Refused(Refusal::DeadlinePassed { .. })) => {
            errors.say("", reader.t("clarification-over"));
        }
        Err(failure) => errors = Errors::from_failure(&reader, failure)?,
    }
    let open = open(&app, &actor, id).await?;
    let typed = BTreeMap::new();
    render_refused(&page(&visitor, &app, id, open, &typed, false, errors))
}
