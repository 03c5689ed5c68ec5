//! How the evaluation of a call stands: files with their readers, loads, the proposed assignment, what may move on.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluation::{self, Overview, Plan};
use facility::{Failure, call as calls};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::role::Actor;
use workflow::transition::Status;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Whether the proposed assignment is shown.
    #[serde(default)]
    plan: String,
}

struct Figure {
    value: String,
    label: String,
    note: String,
}

struct Reading {
    name: String,
    shape: &'static str,
    status: String,
    total: String,
}

struct Line {
    href: String,
    title: String,
    reference: String,
    organisation: String,
    status: String,
    readings: Vec<Reading>,
    needs: String,
    score: String,
}

struct Load {
    name: String,
    held: String,
    scored: String,
    planned: String,
}

struct Planned {
    title: String,
    reference: String,
    evaluators: String,
}

/// The proposed assignment.
struct Proposal {
    digest: String,
    files: String,
    lines: Vec<Planned>,
}

#[derive(Template)]
#[template(path = "evaluation/call.html")]
struct CallPage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    errors: Errors,
    figures: Vec<Figure>,
    threshold: String,
    disagreement: String,
    may_run: bool,
    waiting: bool,
    evaluated: String,
    may_advance: bool,
    proposal: Option<Proposal>,
    loads: Vec<Load>,
    most: String,
    lines: Vec<Line>,
}

/// What the use cases tell.
struct Known {
    overview: Overview,
    call: calls::CallView,
    plan: Option<Plan>,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
    with_plan: bool,
) -> Result<(Known, Option<Failure>), PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let overview = evaluation::overview(&app.facility, &actor, id)?;
        let call = calls::view(&app.facility, Some(&actor), id)?;
        let (plan, impossible) = if with_plan {
            match evaluation::plan(&app.facility, &actor, id) {
                Ok(plan) => (Some(plan), None),
                Err(failure @ Failure::Refused(_)) => (None, Some(failure)),
                Err(failure) => return Err(failure),
            }
        } else {
            (None, None)
        };
        Ok((
            Known {
                overview,
                call,
                plan,
            },
            impossible,
        ))
    });
    Ok(known.await?)
}

/// A name for a plan, so that what is carried out is what was shown.
fn digest(plan: &Plan) -> String {
    let json = serde_json::to_vec(plan).unwrap_or_default();
    hex::encode(Sha256::digest(json))
}

fn page(visitor: &Visitor, app: &Application, known: &Known, errors: Errors) -> CallPage {
    let reader = visitor.reader;
    let Known { overview, call, .. } = known;
    let definition = &call.call.definition;
    let title = definition.title.get(reader.language.code()).to_owned();
    let count = |status| {
        overview
            .files
            .iter()
            .filter(|file| file.status == status)
            .count()
    };
    let evaluated = count(Status::Evaluated);
    let names: BTreeMap<PersonId, &str> = overview
        .evaluators
        .iter()
        .map(|evaluator| (evaluator.person, evaluator.name.as_str()))
        .collect();
    CallPage {
        crumbs: vec![
            Crumb::new("/evaluation", reader.t("evaluation-title")),
            Crumb::new(format!("/calls/{}", call.call.id), title),
        ],
        code: definition.code.clone(),
        figures: figures(&reader, overview),
        threshold: reader.ta(
            "evaluation-threshold",
            [(
                "points",
                wording::points(&reader, overview.rules.threshold).into(),
            )],
        ),
        disagreement: reader.named("disagreement", overview.rules.disagreement),
        may_run: overview.may_run,
        waiting: overview.files.iter().any(|file| file.missing > 0),
        evaluated: reader.tn("count-files", evaluated),
        may_advance: overview.may_run && evaluated > 0,
        proposal: known
            .plan
            .as_ref()
            .map(|plan| proposal(&reader, overview, plan, &names)),
        loads: overview
            .evaluators
            .iter()
            .map(|evaluator| Load {
                name: evaluator.name.clone(),
                held: reader.number(evaluator.held),
                scored: reader.number(evaluator.scored),
                planned: known
                    .plan
                    .as_ref()
                    .map(|plan| {
                        let more = plan
                            .values()
                            .filter(|people| people.contains(&evaluator.person))
                            .count();
                        format!("+{}", reader.number(more))
                    })
                    .unwrap_or_default(),
            })
            .collect(),
        most: reader.tn("count-files", overview.rules.most_files),
        lines: overview
            .files
            .iter()
            .map(|file| line(&reader, file))
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn figures(reader: &language::Reader, overview: &Overview) -> Vec<Figure> {
    let files = &overview.files;
    let scored = files
        .iter()
        .flat_map(|file| &file.readings)
        .filter(|reading| reading.status == AssignmentStatus::Scored)
        .count();
    let missing: u32 = files.iter().map(|file| file.missing).sum();
    let third = files
        .iter()
        .filter(|file| file.status == Status::ThirdReaderNeeded)
        .count();
    let done = files.iter().filter(|file| file.score.is_some()).count();
    let figure = |value: String, key: &str, note: String| Figure {
        value,
        label: reader.t(key),
        note,
    };
    vec![
        figure(
            reader.number(files.len()),
            "evaluation-files",
            String::new(),
        ),
        figure(reader.number(scored), "evaluation-scores-in", String::new()),
        figure(
            reader.number(missing),
            "evaluation-readers-missing",
            String::new(),
        ),
        figure(
            reader.number(third),
            "status-third-reader-needed",
            String::new(),
        ),
        figure(
            reader.number(done),
            "evaluation-complete",
            reader.share(done, files.len()),
        ),
    ]
}

fn line(reader: &language::Reader, file: &evaluation::File) -> Line {
    let points = |points| wording::points(reader, points);
    Line {
        href: format!("/proposals/{}/evaluation", file.proposal),
        title: wording::title(reader, &file.title),
        reference: file.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", file.organisation, reader.country(&file.country)),
        status: file.status.to_string(),
        readings: file
            .readings
            .iter()
            .map(|reading| {
                let (shape, status) = desk::reading(reader, reading.status);
                Reading {
                    name: reading.name.clone(),
                    shape,
                    status,
                    total: reading.total.map(points).unwrap_or_default(),
                }
            })
            .collect(),
        needs: if file.missing > 0 {
            reader.tn("evaluation-needs", file.missing)
        } else {
            String::new()
        },
        score: file.score.map(points).unwrap_or_default(),
    }
}

fn proposal(
    reader: &language::Reader,
    overview: &Overview,
    plan: &Plan,
    names: &BTreeMap<PersonId, &str>,
) -> Proposal {
    let files: BTreeMap<ProposalId, &evaluation::File> = overview
        .files
        .iter()
        .map(|file| (file.proposal, file))
        .collect();
    let lines = plan.iter().filter_map(|(id, people)| {
        let file = files.get(id)?;
        let people: Vec<&str> = people
            .iter()
            .filter_map(|person| names.get(person).copied())
            .collect();
        Some(Planned {
            title: wording::title(reader, &file.title),
            reference: file.reference.clone().unwrap_or_default(),
            evaluators: people.join(" · "),
        })
    });
    let mut lines: Vec<Planned> = lines.collect();
    lines.sort_by(|a, b| a.reference.cmp(&b.reference));
    Proposal {
        digest: digest(plan),
        files: reader.tn("count-files", lines.len()),
        lines,
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let (known, impossible) = known(&app, &actor, id, !query.plan.is_empty()).await?;
    let errors = match impossible {
        Some(failure) => Errors::from_failure(&visitor.reader, failure)?,
        None => Errors::none(),
    };
    render(&page(&visitor, &app, &known, errors))
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let assigning = fields.get("act") == "assign";
    let (known, impossible) = known(&app, &actor, id, assigning).await?;
    let refused = |errors| render_refused(&page(&visitor, &app, &known, errors));
    if let Some(failure) = impossible {
        return refused(Errors::from_failure(&reader, failure)?);
    }
    let (result, key) = match (fields.get("act"), &known.plan) {
        ("assign", Some(plan)) => {
            if digest(plan) != fields.get("plan") {
                let mut errors = Errors::none();
                errors.say("", reader.t("assignment-changed"));
                return refused(errors);
            }
            let plan = plan.clone();
            let given = block(&app, move |app| {
                evaluation::assign(&app.facility, &actor, &plan)
            });
            (given.await, "assignment-done")
        }
        ("advance", _) => {
            let moved = block(&app, move |app| {
                evaluation::advance_evaluated(&app.facility, &actor, id)
            });
            (moved.await, "evaluation-advanced")
        }
        _ => return refused(desk::wrong(&reader, "", "unknown-option")),
    };
    match result {
        Ok(_) => Ok(done(&app, &format!("/calls/{id}/evaluation"), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}
