//! The desk of a file: declare, score, submit; afterwards everything is read only. People who run the call give the file
//! out here.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluation::{self, Desk, Evaluator, Reading};
use facility::proposal::{self, ProposalView};
use facility::{Failure, people};
use language::Reader;
use workflow::evaluation::{AssignmentStatus, Command as Evaluation};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::transition::Action;

use super::grid::{self, Read, Section};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::desk::{self, File, Neighbours};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// What is read before declaring: organisation, country, title.
#[derive(Template)]
#[template(path = "desk/declare.html")]
pub struct DeclarePage {
    /// The frame.
    pub page: Page,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// Country in words.
    pub country: String,
    /// Place in the chain.
    pub seq: i64,
    /// What may be declared.
    pub options: Vec<Choice>,
    /// What is wrong.
    pub errors: Errors,
}

#[derive(Template)]
#[template(path = "evaluation/desk.html")]
struct DeskPage {
    page: Page,
    file: File,
    way: Neighbours,
    errors: Errors,
    seq: i64,
    /// The evaluator writes.
    writes: bool,
    /// The evaluator has submitted.
    scored: bool,
    may_decline: bool,
    autosave: String,
    sections: Vec<Section>,
    overall: String,
    total: String,
    maximum: String,
    threshold: String,
    decline_reason: String,
    others: Vec<Read>,
    score: String,
    readings: Vec<ReadingLine>,
    needs: String,
    candidates: Vec<Choice>,
    conflicts: Vec<Choice>,
}

/// An evaluator of the file, for people who run the call.
struct ReadingLine {
    name: String,
    shape: &'static str,
    status: String,
    note: String,
}

/// Everything the desk shows, as the use cases tell it.
struct Known {
    view: ProposalView,
    /// Nothing before the declaration.
    desk: Option<Desk>,
    readings: Vec<Reading>,
    missing: u32,
    candidates: Vec<Evaluator>,
    names: BTreeMap<PersonId, String>,
    queue: Vec<ProposalId>,
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
        let queue = |wanted: bool| {
            evaluation::my_files(facility, &actor).map(|files| {
                files
                    .into_iter()
                    .filter(|file| (file.status == AssignmentStatus::Scored) == wanted)
                    .map(|file| file.proposal)
                    .collect::<Vec<_>>()
            })
        };
        if view.view == View::Summary {
            if !holds {
                return Err(Failure::hidden());
            }
            return Ok(Known {
                desk: None,
                readings: Vec::new(),
                missing: 0,
                candidates: Vec::new(),
                names: BTreeMap::new(),
                queue: queue(false)?,
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
            queue: queue(desk.mine == Some(AssignmentStatus::Scored))?,
            desk: Some(desk),
            view,
            readings,
            missing,
            candidates,
        })
    });
    Ok(known.await?)
}

fn declare_page(
    visitor: &Visitor,
    app: &Application,
    view: &ProposalView,
    typed: &Fields,
    errors: Errors,
) -> DeclarePage {
    let reader = visitor.reader;
    DeclarePage {
        page: Page::new(visitor, app),
        title: wording::title(&reader, &view.title),
        organisation: view.organisation.clone(),
        country: reader.country(view.proposal.country),
        seq: view.seq,
        options: desk::declarations(&reader, typed.get("interest")),
        errors,
    }
}

fn desk_page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    desk: &Desk,
    typed: &Fields,
    errors: Errors,
) -> DeskPage {
    let reader = visitor.reader;
    let view = &known.view;
    let can = |action| view.actions.contains(&action);
    let points = |points| wording::points(&reader, points);
    let holds = desk.mine.is_some();
    let chosen: Vec<&str> = typed.all("evaluator").collect();
    let mine = visitor
        .who
        .as_ref()
        .and_then(|who| view.proposal.evaluation.assignments.get(&who.person.id))
        .and_then(|assignment| assignment.total);
    DeskPage {
        file: File::of(&reader, view),
        way: Neighbours::among(&reader, &known.queue, view.proposal.id, "evaluation"),
        seq: view.seq,
        writes: can(Action::SubmitScores),
        scored: desk.mine == Some(AssignmentStatus::Scored),
        may_decline: can(Action::DeclineAssignment),
        autosave: format!("/proposals/{}/evaluation/draft", view.proposal.id),
        sections: if holds {
            grid::sections(&reader, &desk.rules, &desk.draft, typed, &errors)
        } else {
            Vec::new()
        },
        overall: typed
            .maybe("overall")
            .map_or_else(|| desk.draft.overall.clone(), str::to_owned),
        total: mine.map(points).unwrap_or_default(),
        maximum: points(desk.rules.maximum()),
        threshold: reader.ta(
            "evaluation-threshold",
            [("points", points(desk.rules.threshold).into())],
        ),
        decline_reason: typed.get("reason").to_owned(),
        others: grid::submitted(&reader, &desk.rules, &desk.others, |person| {
            known.names.get(&person).cloned().unwrap_or_default()
        }),
        score: desk.score.map(points).unwrap_or_default(),
        readings: known
            .readings
            .iter()
            .map(|reading| {
                let (shape, status) = desk::reading(&reader, reading.status);
                ReadingLine {
                    name: reading.name.clone(),
                    shape,
                    status,
                    note: reading.total.map(points).unwrap_or_default(),
                }
            })
            .collect(),
        needs: if known.missing > 0 {
            reader.tn("evaluation-needs", known.missing)
        } else {
            String::new()
        },
        candidates: known
            .candidates
            .iter()
            .map(|free| {
                let value = free.person.to_string();
                let chosen = chosen.contains(&value.as_str());
                Choice {
                    hint: reader.tn("count-files", free.held),
                    ..Choice::new(value, &free.name, chosen)
                }
            })
            .collect(),
        conflicts: if can(Action::DeclareConflict) && holds {
            desk::conflicts(&reader, typed.get("conflict"))
        } else {
            Vec::new()
        },
        errors,
        page: Page::new(visitor, app),
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

/// What a post asks for: the work, where to go next, and the sentence there.
enum Asked {
    /// A command.
    Act(Command, bool, &'static str),
    /// Keep the draft.
    Keep(evaluation::ScoreDraft),
    /// Submit it.
    Submit(evaluation::ScoreDraft),
}

fn asked(reader: &Reader, known: &Known, fields: &Fields) -> Result<Asked, Errors> {
    match (fields.get("act"), &known.desk) {
        ("declare", _) => {
            let interest = desk::declared(reader, fields)?;
            let stays = interest == workflow::interest::Command::DeclareNone;
            Ok(Asked::Act(
                Command::Interest(interest),
                stays,
                "conflict-declared",
            ))
        }
        ("save", Some(desk)) => match grid::read(reader, &desk.rules, fields) {
            (draft, errors) if errors.is_empty() => Ok(Asked::Keep(draft)),
            (_, errors) => Err(errors),
        },
        ("submit", Some(desk)) => {
            let (draft, mut errors) = grid::read(reader, &desk.rules, fields);
            let unread: BTreeSet<String> = errors
                .list()
                .iter()
                .map(|error| error.field.clone())
                .collect();
            // A score that cannot be read is not missing as well.
            let open = grid::open(reader, &desk.rules, &draft).0;
            errors.0.extend(
                open.into_iter()
                    .filter(|error| !unread.contains(&error.field)),
            );
            if errors.is_empty() {
                Ok(Asked::Submit(draft))
            } else {
                Err(errors)
            }
        }
        ("decline", _) => {
            let reason = desk::text(reader, fields, "reason")?;
            let command = Command::Evaluation(Evaluation::DeclineAssignment { reason });
            Ok(Asked::Act(command, false, "evaluation-declined"))
        }
        ("conflict", Some(_)) => {
            let command = Command::Interest(desk::conflict(reader, fields)?);
            Ok(Asked::Act(command, false, "conflict-declared"))
        }
        ("assign", Some(_)) => {
            let evaluators: Result<BTreeSet<PersonId>, _> =
                fields.all("evaluator").map(str::parse).collect();
            match evaluators {
                Ok(evaluators) if !evaluators.is_empty() => Ok(Asked::Act(
                    Command::Evaluation(Evaluation::AssignEvaluators { evaluators }),
                    true,
                    "evaluation-assigned",
                )),
                _ => Err(desk::wrong(reader, "evaluator", "unknown-option")),
            }
        }
        _ => Err(desk::wrong(reader, "", "unknown-option")),
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
    let seen = desk::seen(&fields)?.filter(|_| fields.get("act") == "assign");
    let refused = |errors| match &known.desk {
        None => render_refused(&declare_page(&visitor, &app, &known.view, &fields, errors)),
        Some(desk) => render_refused(&desk_page(&visitor, &app, &known, desk, &fields, errors)),
    };
    let here = format!("/proposals/{id}/evaluation");
    let (result, to, key) = match asked(&reader, &known, &fields) {
        Err(errors) => return refused(errors),
        Ok(Asked::Keep(draft)) => {
            let kept = block(&app, move |app| {
                evaluation::save_draft(&app.facility, &actor, id, &draft)
            });
            (kept.await.map(|()| 0), here, "evaluation-saved")
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
        Err(failure) => refused(errors_of(&reader, failure)?),
    }
}

fn errors_of(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    match failure {
        Failure::Invalid(faults) => {
            let mut errors = Errors::none();
            for fault in faults {
                let field = if fault.field == "overall" {
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
        Ok(true) => Ok(HttpResponse::Ok().json(serde_json::json!({ "saved": true }))),
        // What can be read is kept; the page must not say that all of it is.
        Ok(false) => Ok(HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
            .json(serde_json::json!({ "saved": false }))),
        Err(Failure::Refused(refusal)) if refusal != Refusal::Hidden => {
            Ok(HttpResponse::Conflict().json(serde_json::json!({ "saved": false })))
        }
        Err(failure) => Err(failure.into()),
    }
}
