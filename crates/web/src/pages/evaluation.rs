//! Evaluation: an evaluator's files, the desk with file and grid, and how a call's evaluation stands.

mod assignment;
mod call;
mod consensus;
pub mod desk;
mod explanation;
pub mod grid;
mod offline;
pub mod ranking;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluation::{self, Held};
use facility::{call as calls, roles};
use language::Reader;
use workflow::call::Phase;
use workflow::evaluation::AssignmentStatus;
use workflow::role::{Actor, Role};
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::page::{Page, render};
use crate::pages::desk::reading;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/evaluation").get(files))
        .service(
            web::resource("/proposals/{id}/evaluation")
                .get(desk::show)
                .post(desk::act),
        )
        .service(web::resource("/proposals/{id}/evaluation/draft").post(desk::save))
        .service(web::resource("/proposals/{id}/evaluation/note").post(desk::note))
        .configure(offline::configure)
        .configure(consensus::configure)
        .service(
            web::resource("/calls/{id}/evaluation")
                .get(call::show)
                .post(call::act),
        )
        .service(
            web::resource("/calls/{id}/evaluation/reminders/{person}")
                .get(call::reminder)
                .post(call::remind),
        )
        .configure(assignment::configure)
        .configure(ranking::configure);
}

/// A file of the evaluator.
struct Line {
    href: String,
    action: String,
    title: String,
    reference: String,
    organisation: String,
    shape: &'static str,
    status: String,
    note: String,
    when: String,
}

/// A call whose evaluation the person oversees.
struct Overseen {
    href: String,
    code: String,
    title: String,
}

#[derive(Template)]
#[template(path = "evaluation/files.html")]
struct FilesPage {
    page: Page,
    evaluates: bool,
    progress: String,
    percent: i64,
    lines: Vec<Line>,
    overseen: Vec<Overseen>,
}

async fn files(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let evaluates = actor.holds_anywhere(Role::Evaluator);
    let asking = actor.clone();
    let held = block(&app, move |app| {
        evaluation::my_files(&app.facility, &asking)
    })
    .await?;
    let overseen = overseen(&app, &reader, actor).await?;
    if !evaluates && overseen.is_empty() {
        return Err(PageError::hidden());
    }
    let now = app.facility.clock.now();
    let scored = held
        .iter()
        .filter(|file| file.status == AssignmentStatus::Scored)
        .count();
    let percent = (scored * 100).checked_div(held.len()).unwrap_or(0);
    render(&FilesPage {
        evaluates,
        progress: reader.ta(
            "evaluation-progress",
            [("done", scored.into()), ("all", held.len().into())],
        ),
        percent: i64::try_from(percent).unwrap_or(100),
        lines: held.iter().map(|file| line(&reader, now, file)).collect(),
        overseen,
        page: Page::new(&visitor, &app),
    })
}

fn line(reader: &Reader, now: chrono::DateTime<chrono::Utc>, file: &Held) -> Line {
    let (action, note) = match file.status {
        AssignmentStatus::Assigned => (reader.t("evaluation-declare"), String::new()),
        AssignmentStatus::Scored => (
            reader.t("evaluation-read-again"),
            file.total
                .map(|total| {
                    let points = wording::points(reader, total);
                    reader.ta("evaluation-my-total", [("points", points.into())])
                })
                .unwrap_or_default(),
        ),
        _ => (
            reader.t("evaluation-score"),
            reader.ta(
                "evaluation-questions-scored",
                [("done", file.scored.into()), ("all", file.questions.into())],
            ),
        ),
    };
    let (shape, status) = reading(reader, file.status);
    Line {
        href: format!("/proposals/{}/evaluation", file.proposal),
        action,
        title: wording::title(reader, &file.title),
        reference: file.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", file.organisation, reader.country(&file.country)),
        shape,
        status,
        note,
        when: if file.status == AssignmentStatus::Scored {
            reader.day(file.since)
        } else {
            reader.tn(
                "work-waiting-for-days",
                facility::screening::days_since(file.since, now),
            )
        },
    }
}

async fn overseen(
    app: &web::Data<Application>,
    reader: &Reader,
    actor: Actor,
) -> Result<Vec<Overseen>, PageError> {
    let asking = actor.clone();
    let calls = block(app, move |app| {
        calls::list(&app.facility, Some(&asking), None, 200)
    })
    .await?;
    Ok(calls
        .items
        .iter()
        .filter(|view| view.phase == Phase::Closed)
        .map(|view| &view.call)
        .filter(|call| {
            roles::oversees(&actor, call.id)
                && call
                    .definition
                    .procedure
                    .first(StageKind::Evaluation)
                    .is_some()
        })
        .map(|call| Overseen {
            href: format!("/calls/{}/evaluation", call.id),
            code: call.definition.code.clone(),
            title: call.definition.title.get(reader.language.code()).to_owned(),
        })
        .collect())
}
