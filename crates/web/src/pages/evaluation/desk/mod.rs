//! The desk of a file: declare, score, submit; afterwards everything is read only. People who run the call give the file
//! out here, and open scores again.

mod asked;
mod page;

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use facility::evaluation::assignment::Reader as Candidate;
use facility::evaluation::explanation::{self, Explanation};
use facility::evaluation::{self, Desk, Held, Reading};
use facility::proposal::{self, ProposalView};
use facility::{Failure, people};
use language::Reader;
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::View;
use workflow::refusal::Refusal;
use workflow::role::Actor;

use self::asked::{Asked, asked};
use self::page::{declare_page, desk_page};
use super::grid;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub use self::page::DeclarePage;

/// Everything the desk shows, as the use cases tell it.
struct Known {
    view: ProposalView,
    /// Nothing before the declaration.
    desk: Option<Desk>,
    /// How the score came about, as far as the person may see it.
    explained: Option<Explanation>,
    readings: Vec<Reading>,
    missing: u32,
    candidates: Vec<Candidate>,
    names: BTreeMap<PersonId, String>,
    /// The evaluator's own files, in an order that stays.
    own: Vec<Held>,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let facility = &app.facility;
        let view = proposal::view(facility, &actor, id)?;
        let holds = view
            .proposal
            .evaluation
            .assignments
            .contains_key(&actor.person);
        let mut own = if holds {
            evaluation::my_files(facility, &actor)?
        } else {
            Vec::new()
        };
        own.sort_by_key(|file| file.proposal);
        if view.view == View::Summary {
            if !holds {
                return Err(Failure::hidden());
            }
            return Ok(Known {
                desk: None,
                explained: None,
                readings: Vec::new(),
                missing: 0,
                candidates: Vec::new(),
                names: BTreeMap::new(),
                own,
                view,
            });
        }
        let desk = evaluation::desk(facility, &actor, id)?;
        let oversees = !holds && facility::roles::oversees(&actor, view.proposal.call);
        let (readings, missing) = if oversees {
            evaluation::readings(facility, &actor, id)?
        } else {
            (Vec::new(), 0)
        };
        let candidates = if oversees {
            evaluation::candidates(facility, &actor, id)?
        } else {
            Vec::new()
        };
        let by = desk.others.iter().filter_map(|one| one.by);
        Ok(Known {
            names: people::names(facility, by)?,
            explained: explanation::result(facility, &actor, id)?,
            desk: Some(desk),
            view,
            readings,
            missing,
            candidates,
            own,
        })
    });
    Ok(known.await?)
}

impl Known {
    /// The file to score next: the first after this one that is not scored, else the first of all.
    fn next_open(&self) -> Option<ProposalId> {
        let at = self
            .own
            .iter()
            .position(|file| file.proposal == self.view.proposal.id)?;
        let (before, after) = self.own.split_at(at);
        let mut others = after.iter().skip(1).chain(before);
        let open = others.find(|file| file.status != AssignmentStatus::Scored);
        open.map(|file| file.proposal)
    }
}

/// The page as it is, or with what was typed and what is wrong with it.
fn refused(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> Result<HttpResponse, PageError> {
    match &known.desk {
        None => render_refused(&declare_page(visitor, app, &known.view, typed, errors)),
        Some(desk) => render_refused(&desk_page(visitor, app, known, desk, typed, errors)),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    let (nothing, none) = (Fields::default(), Errors::none());
    match &known.desk {
        None => render(&declare_page(&visitor, &app, &known.view, &nothing, none)),
        Some(desk) => render(&desk_page(&visitor, &app, &known, desk, &nothing, none)),
    }
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
    // Evaluators work on a file at the same time and must not see each other: what one says of the file does not wait for
    // what another has said.
    let waits = ["assign", "reopen"].contains(&fields.get("act"));
    let seen = desk::seen(&fields)?.filter(|_| waits);
    let here = format!("/proposals/{id}/evaluation");
    let (result, to, key) = match asked(&reader, &known, &fields) {
        Err(errors) => return refused(&visitor, &app, &known, &fields, errors),
        Ok(Asked::Keep(draft)) => {
            let kept = block(&app, move |app| {
                evaluation::save_draft(&app.facility, &actor, id, &draft)
            });
            (kept.await.map(|_| 0), here, "evaluation-saved")
        }
        Ok(Asked::Note(note)) => {
            let kept = block(&app, move |app| {
                evaluation::notes::keep(&app.facility, &actor, id, &note)
            });
            (
                kept.await.map(|()| 0),
                format!("{here}#note"),
                "evaluation-note-kept",
            )
        }
        Ok(Asked::Submit(draft)) => {
            let submitted = block(&app, move |app| {
                evaluation::submit(&app.facility, &actor, id, seen, &draft)
            });
            (submitted.await, here, "evaluation-submitted")
        }
        Ok(Asked::Act(command, stays, key)) => {
            let acted = block(&app, move |app| {
                proposal::act(&app.facility, &actor, id, seen, &command)
            });
            let to = if stays {
                here
            } else {
                "/evaluation".to_owned()
            };
            (acted.await, to, key)
        }
    };
    match result {
        Ok(_) => Ok(done(&app, &to, key)),
        Err(failure) => {
            let errors = errors_of(&reader, failure)?;
            refused(&visitor, &app, &known, &fields, errors)
        }
    }
}

/// Fields that stand beside the questions, and are named in faults as on the page.
const BESIDE: [&str; 3] = ["overall", "budget_remarks", "note"];

fn errors_of(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    match failure {
        Failure::Invalid(faults) => {
            let mut errors = Errors::none();
            for fault in faults {
                let field = if BESIDE.contains(&fault.field.as_str()) {
                    fault.field
                } else {
                    grid::comment_field(&fault.field)
                };
                errors.add(reader, &field, fault.code);
            }
            Ok(errors)
        }
        other => Errors::from_failure(reader, other),
    }
}

/// What a script is told of a save.
fn said(status: StatusCode, saved: bool) -> HttpResponse {
    HttpResponse::build(status).json(serde_json::json!({ "saved": saved }))
}

/// Keeps a draft while it is being written.
pub async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let readable = block(&app, move |app| {
        let desk = evaluation::desk(&app.facility, &actor, id)?;
        let (draft, errors) = grid::read(&reader, &desk.rules, &fields);
        evaluation::save_draft(&app.facility, &actor, id, &draft)?;
        Ok(errors.is_empty())
    })
    .await;
    match readable {
        Ok(true) => Ok(said(StatusCode::OK, true)),
        // What can be read is kept; the page must not say that all of it is.
        Ok(false) => Ok(said(StatusCode::UNPROCESSABLE_ENTITY, false)),
        Err(Failure::Refused(refusal)) if refusal != Refusal::Hidden => {
            Ok(said(StatusCode::CONFLICT, false))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the note to oneself while it is being written.
pub async fn note(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let note = fields.get("note").to_owned();
    let kept = block(&app, move |app| {
        evaluation::notes::keep(&app.facility, &actor, id, &note)
    })
    .await;
    match kept {
        Ok(()) => Ok(said(StatusCode::OK, true)),
        Err(Failure::Invalid(_)) => Ok(said(StatusCode::UNPROCESSABLE_ENTITY, false)),
        Err(failure) => Err(failure.into()),
    }
}
