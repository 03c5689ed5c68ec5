//! The desk: a file is checked criterion by criterion, concluded, confirmed, and decided upon once more on appeal.

mod asked;
mod points;
mod sheet;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use facility::documents::Document;
use facility::proposal::{self, ProposalView};
use facility::registration::{self, OrganisationView};
use facility::screening::notes::{self, Note};
use facility::{Failure, people, screening};
use language::Reader;
use workflow::ids::{PersonId, ProposalId};
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::screening::Command as Screening;
use workflow::time::Calendar;

use self::asked::{Asked, Next, asked};
use self::sheet::page;
use super::checklist;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::security;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Everything the desk shows, as the use cases tell it.
struct Known {
    view: ProposalView,
    checklist: screening::Checklist,
    organisation: OrganisationView,
    names: std::collections::BTreeMap<PersonId, String>,
    screeners: Vec<(PersonId, String)>,
    queue: Vec<ProposalId>,
    calendar: Calendar,
    notes: Vec<Note>,
    /// Documents sent with answers to clarifications.
    documents: Vec<Document>,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let facility = &app.facility;
        let checklist = screening::checklist(facility, &actor, id)?;
        let view = proposal::view(facility, &actor, id)?;
        let organisation = registration::view(facility, &actor, view.proposal.organisation)?;
        let people = checklist
            .lines
            .iter()
            .filter_map(|line| line.by)
            .chain(checklist.proposed.map(|(by, _)| by))
            .chain(checklist.first.map(|(by, _)| by))
            .chain(checklist.screener);
        Ok(Known {
            calendar: facility::calendar::current(facility)?,
            notes: notes::list(facility, &actor, id)?,
            documents: screening::answering::sent(facility, &actor, id)?,
            names: people::names(facility, people)?,
            screeners: screening::screeners(facility, &actor, id)?,
            queue: screening::queue(facility, &actor)?
                .files()
                .map(|file| file.proposal)
                .collect(),
            view,
            checklist,
            organisation,
        })
    });
    Ok(known.await?)
}

/// The desk holds a frame for documents of our own; no other page does.
fn with_frame(page: Result<HttpResponse, PageError>) -> Result<HttpResponse, PageError> {
    let mut page = page?;
    page.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static(security::DESK_POLICY),
    );
    Ok(page)
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    let errors = Errors::none();
    with_frame(render(&page(
        &visitor,
        &app,
        &known,
        &Fields::default(),
        errors,
    )))
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id).await?;
    let seen = desk::seen(&fields)?;
    let refused = |errors| {
        with_frame(render_refused(&page(
            &visitor, &app, &known, &fields, errors,
        )))
    };
    let desk_of = format!("/proposals/{id}/screening");
    let acting = actor.clone();
    let (result, to, key) = match asked(&reader, &actor, &known, &fields) {
        Err(errors) => return refused(errors),
        Ok(Asked::Record(given, conclude)) => {
            // With what is saved the next open criterion is the place to go on.
            let open = known
                .checklist
                .lines
                .iter()
                .find(|line| line.outcome.is_none() && !given.contains_key(&line.criterion.id));
            let at = open.map_or_else(
                || "#conclude".to_owned(),
                |line| format!("#{}", checklist::verdict_field(&line.criterion.id)),
            );
            let result = block(&app, move |app| {
                screening::record(&app.facility, &acting, id, seen, &given, conclude)
            });
            if conclude {
                (result.await, "/screening".to_owned(), "screening-concluded")
            } else {
                (result.await, format!("{desk_of}{at}"), "screening-saved")
            }
        }
        Ok(Asked::Redraw(fields)) => {
            let page = page(&visitor, &app, &known, &fields, Errors::none());
            return with_frame(render(&page));
        }
        Ok(Asked::Clarify(given, points)) => {
            let command = Command::Screening(Screening::RequestClarification { points });
            let result = block(&app, move |app| {
                let facility = &app.facility;
                let at = screening::record(facility, &acting, id, seen, &given, false)?;
                proposal::act(facility, &acting, id, Some(at), &command)
            });
            let to = "/screening".to_owned();
            (result.await, to, "screening-clarification-sent")
        }
        Ok(Asked::Check) => {
            let result = block(&app, move |app| {
                screening::runs::run(&app.facility, &acting, id).map(|_| 0)
            });
            (result.await, desk_of, "rule-runs-done")
        }
        Ok(Asked::Note(text)) => {
            let result = block(&app, move |app| {
                notes::add(&app.facility, &acting, id, &text).map(|_| 0)
            });
            let to = format!("{desk_of}#notes");
            (result.await, to, "screening-note-kept")
        }
        Ok(Asked::Act(command, next, key)) => {
            let result = block(&app, move |app| {
                proposal::act(&app.facility, &acting, id, seen, &command)
            });
            let to = match next {
                Next::Stay => desk_of,
                Next::Queue => "/screening".to_owned(),
            };
            (result.await, to, key)
        }
    };
    match result {
        Ok(_) => Ok(done(&app, &to, key)),
        Err(failure) => refused(errors_of(&reader, &known, failure)?),
    }
}

/// Criteria are named in words, and each error stands at its criterion.
fn errors_of(reader: &Reader, known: &Known, failure: Failure) -> Result<Errors, PageError> {
    let mut errors = Errors::none();
    match failure {
        Failure::Refused(Refusal::VerdictsMissing { criteria }) => {
            for criterion in &criteria {
                let text = checklist::name(reader, &known.checklist, criterion);
                errors.say(
                    &checklist::verdict_field(criterion),
                    reader.ta("screening-verdict-missing", [("criterion", text.into())]),
                );
            }
        }
        Failure::Invalid(faults) => {
            for fault in faults {
                let field = match fault.code {
                    "reason-code-missing" => checklist::code_field(&fault.field),
                    "not-clarifiable" => checklist::verdict_field(&fault.field),
                    _ => checklist::reason_field(&fault.field),
                };
                errors.add(reader, &field, fault.code);
            }
        }
        other => return Errors::from_failure(reader, other),
    }
    Ok(errors)
}
