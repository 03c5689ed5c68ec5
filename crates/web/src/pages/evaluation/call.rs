//! How the evaluation of a call stands: files with their readers, loads, the proposed assignment, what may move on.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluation::{self, Overview};
use facility::{Failure, call as calls};
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{CallId, PersonId};
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

/// How an evaluator stands.
struct Progress {
    name: String,
    href: String,
    held: String,
    scored: String,
    percent: i64,
    waits: String,
    late: String,
    due: String,
    reminded: String,
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
    assignment: String,
    waiting: bool,
    evaluated: String,
    may_advance: bool,
    late: String,
    progress: Vec<Progress>,
    lines: Vec<Line>,
}

/// What the use cases tell.
struct Known {
    overview: Overview,
    call: calls::CallView,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        Ok(Known {
            overview: evaluation::overview(&app.facility, &actor, id)?,
            call: calls::view(&app.facility, Some(&actor), id)?,
        })
    });
    Ok(known.await?)
}

fn page(visitor: &Visitor, app: &Application, known: &Known, errors: Errors) -> CallPage {
    let reader = visitor.reader;
    let Known { overview, call } = known;
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
    let late = overview
        .evaluators
        .iter()
        .filter(|evaluator| evaluator.late > 0)
        .count();
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
        disagreement: wording::disagreement(&reader, overview.rules.disagreement),
        may_run: overview.may_run,
        assignment: format!("/calls/{}/assignment", call.call.id),
        waiting: overview.files.iter().any(|file| file.missing > 0),
        evaluated: reader.tn("count-files", evaluated),
        may_advance: overview.may_run && evaluated > 0,
        late: if overview.may_run && late > 0 {
            reader.tn("reminder-late-people", late)
        } else {
            String::new()
        },
        progress: overview
            .evaluators
            .iter()
            .map(|evaluator| progress(&reader, call.call.id, overview.may_run, evaluator))
            .collect(),
        lines: overview
            .files
            .iter()
            .map(|file| line(&reader, file))
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn progress(
    reader: &language::Reader,
    call: CallId,
    may_run: bool,
    evaluator: &evaluation::Evaluator,
) -> Progress {
    let waited_for = evaluator.undeclared + evaluator.reading;
    let mut waits = Vec::new();
    if evaluator.undeclared > 0 {
        waits.push(reader.tn("reminder-undeclared", evaluator.undeclared));
    }
    if evaluator.reading > 0 {
        waits.push(reader.tn("reminder-reading", evaluator.reading));
    }
    Progress {
        name: evaluator.name.clone(),
        href: if may_run && waited_for > 0 {
            format!("/calls/{call}/evaluation/reminders/{}", evaluator.person)
        } else {
            String::new()
        },
        held: reader.number(evaluator.held),
        scored: reader.number(evaluator.scored),
        percent: i64::from(evaluator.scored * 100)
            .checked_div(i64::from(evaluator.held))
            .unwrap_or(0),
        waits: waits.join(" · "),
        late: if evaluator.late > 0 {
            reader.tn("reminder-late", evaluator.late)
        } else {
            String::new()
        },
        due: evaluator
            .due_at
            .map(|at| reader.day(at))
            .unwrap_or_default(),
        reminded: evaluator
            .reminded_at
            .map(|at| reader.ta("reminder-last", [("at", reader.day(at).into())]))
            .unwrap_or_default(),
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

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    render(&page(&visitor, &app, &known, Errors::none()))
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let acting = actor.clone();
    let (result, key) = match fields.get("act") {
        "advance" => {
            let moved = block(&app, move |app| {
                evaluation::advance_evaluated(&app.facility, &acting, id)
            });
            (moved.await, "evaluation-advanced")
        }
        "remind" => {
            let reminded = block(&app, move |app| {
                evaluation::reminders::remind_late(&app.facility, &acting, id)
            });
            (reminded.await, "reminders-sent")
        }
        _ => (
            Err(Failure::field("act", "unknown-option")),
            "evaluation-advanced",
        ),
    };
    match result {
        Ok(_) => Ok(done(&app, &format!("/calls/{id}/evaluation"), key)),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            let known = known(&app, &actor, id).await?;
            render_refused(&page(&visitor, &app, &known, errors))
        }
    }
}

#[derive(Template)]
#[template(path = "evaluation/reminder.html")]
struct ReminderPage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    name: String,
    subject: String,
    body: String,
    last: String,
    may_go: bool,
}

async fn reminder_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (id, person): (CallId, PersonId),
    errors: Errors,
) -> Result<ReminderPage, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let reminder = block(app, move |app| {
        evaluation::reminders::reminder(&app.facility, &actor, id, person)
    })
    .await?;
    Ok(ReminderPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new(
            format!("/calls/{id}/evaluation"),
            reader.t("evaluation-title"),
        )],
        errors,
        name: reminder.name,
        subject: reminder.letter.subject,
        body: reminder.letter.body,
        last: reminder
            .last
            .map(|at| reader.ta("reminder-last", [("at", reader.day(at).into())]))
            .unwrap_or_default(),
        may_go: reminder.may_go,
    })
}

/// The reminder an evaluator would get, to be read before it goes.
pub async fn reminder(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let which = (parsing::id(&path.0)?, parsing::id(&path.1)?);
    render(&reminder_page(&visitor, &app, which, Errors::none()).await?)
}

/// Sends it.
pub async fn remind(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (id, person): (CallId, PersonId) = (parsing::id(&path.0)?, parsing::id(&path.1)?);
    let actor = visitor.actor()?;
    let sent = block(&app, move |app| {
        evaluation::reminders::remind(&app.facility, &actor, id, person)
    });
    match sent.await {
        Ok(()) => Ok(done(
            &app,
            &format!("/calls/{id}/evaluation"),
            "reminder-sent",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&reminder_page(&visitor, &app, (id, person), errors).await?)
        }
    }
}
