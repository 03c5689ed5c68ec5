//! Screening: the queue, and the desk with the file on one side and the checklist on the other.

pub mod checklist;
mod desk;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::screening::{self, Queued};
use language::Reader;

use crate::failure::PageError;
use crate::page::{Page, done, redirect, render};
use crate::wording;

use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/screening").get(queue).post(take_next))
        .service(
            web::resource("/proposals/{id}/screening")
                .get(desk::show)
                .post(desk::act),
        );
}

/// A file of the queue.
struct Line {
    href: String,
    title: String,
    reference: String,
    organisation: String,
    status: String,
    note: String,
    when: String,
    overdue: bool,
}

/// A list of the queue.
struct List {
    id: &'static str,
    heading: String,
    lead: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "screening/queue.html")]
struct QueuePage {
    page: Page,
    waiting: String,
    in_review: String,
    oldest: String,
    may_take: bool,
    lists: Vec<List>,
}

async fn queue(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let queue = block(&app, move |app| screening::queue(&app.facility, &actor)).await?;
    let reader = visitor.reader;
    let now = app.facility.clock.now();
    let list = |id, heading: &str, lead: &str, files: &[Queued]| List {
        id,
        heading: reader.t(heading),
        lead: reader.t(lead),
        lines: files.iter().map(|file| line(&reader, now, file)).collect(),
    };
    let lists = [
        list("mine", "screening-mine", "screening-mine-lead", &queue.mine),
        list(
            "to-confirm",
            "screening-to-confirm",
            "screening-to-confirm-lead",
            &queue.to_confirm,
        ),
        list(
            "appeals",
            "screening-appeals",
            "appeal-lead",
            &queue.appeals,
        ),
        list(
            "clarifications",
            "screening-clarifications",
            "screening-clarifications-lead",
            &queue.clarifications,
        ),
    ];
    render(&QueuePage {
        waiting: reader.number(queue.waiting),
        in_review: reader.number(queue.in_review),
        oldest: queue
            .oldest
            .map(|oldest| reader.tn("work-waiting-for-days", screening::days_since(oldest, now)))
            .unwrap_or_default(),
        may_take: queue.may_take,
        lists: lists
            .into_iter()
            .filter(|list| !list.lines.is_empty())
            .collect(),
        page: Page::new(&visitor, &app),
    })
}

fn line(reader: &Reader, now: chrono::DateTime<chrono::Utc>, file: &Queued) -> Line {
    let days = file
        .answer_until
        .map(|until| (until - now.date_naive()).num_days());
    let when = match days {
        Some(days) => reader.ta("work-due", [("when", reader.relative_days(days).into())]),
        None => reader.tn(
            "work-waiting-for-days",
            screening::days_since(file.since, now),
        ),
    };
    Line {
        href: format!("/proposals/{}/screening", file.proposal),
        title: wording::title(reader, &file.title),
        reference: file.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", file.organisation, reader.country(&file.country)),
        status: file.status.to_string(),
        note: reader.ta(
            "screening-progress",
            [("done", file.checked.into()), ("all", file.criteria.into())],
        ),
        when,
        overdue: days.is_some_and(|days| days < 0),
    }
}

async fn take_next(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let taken = block(&app, move |app| {
        // The queue is hidden from people who have no part in it.
        screening::queue(&app.facility, &actor)?;
        screening::take_next(&app.facility, &actor)
    })
    .await?;
    Ok(match taken {
        Some(id) => redirect(&format!("/proposals/{id}/screening")),
        None => done(&app, "/screening", "screening-nothing-waits"),
    })
}
