//! The queue: what a person works on, what is to be confirmed, how much waits in each call, and who holds how much.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use facility::screening::{self, CallQueue, Load, Queued, Share};
use language::Reader;
use workflow::ids::PersonId;

use crate::failure::PageError;
use crate::page::{Page, done, redirect, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

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

/// A screener of a call with what they hold and have done.
pub(super) struct Sharer {
    pub(super) name: String,
    pub(super) held: String,
    pub(super) done: String,
    /// The age of the oldest they hold; empty when they hold none.
    pub(super) oldest: String,
}

impl Sharer {
    /// In words.
    pub(super) fn of(reader: &Reader, now: DateTime<Utc>, name: String, load: &Load) -> Self {
        Self {
            name,
            held: reader.number(load.held),
            done: reader.number(load.done),
            oldest: load
                .oldest
                .map(|oldest| reader.tn("screening-age", screening::days_since(oldest, now)))
                .unwrap_or_default(),
        }
    }
}

/// What waits in one call.
struct Call {
    title: String,
    /// Where what waits is listed and shared out; empty for those who only screen.
    href: String,
    summary: String,
    /// For a screener, what they hold and have done themself.
    own: String,
    shares: Vec<Sharer>,
}

#[derive(Template)]
#[template(path = "screening/queue.html")]
struct QueuePage {
    page: Page,
    waiting: String,
    held: String,
    oldest: String,
    may_take: bool,
    lists: Vec<List>,
    calls: Vec<Call>,
}

pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let me = actor.person;
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
        waiting: reader.number(queue.waiting()),
        held: reader.number(queue.held()),
        oldest: queue
            .oldest()
            .map(|oldest| reader.tn("work-waiting-for-days", screening::days_since(oldest, now)))
            .unwrap_or_default(),
        may_take: queue.may_take,
        calls: queue
            .calls
            .iter()
            .map(|of| call(&reader, now, me, of))
            .collect(),
        lists: lists
            .into_iter()
            .filter(|list| !list.lines.is_empty())
            .collect(),
        page: Page::new(&visitor, &app),
    })
}

fn call(reader: &Reader, now: DateTime<Utc>, me: PersonId, of: &CallQueue) -> Call {
    let waiting = reader.tn("screening-files-waiting", of.waiting);
    let summary = match of.oldest {
        Some(oldest) => format!(
            "{waiting} · {} {}",
            reader.t("screening-oldest"),
            reader.tn("screening-age", screening::days_since(oldest, now))
        ),
        None => waiting,
    };
    let own = |share: &Share| {
        let values = [
            ("held", reader.number(share.load.held).into()),
            ("done", reader.number(share.load.done).into()),
        ];
        reader.ta("screening-own-share", values)
    };
    Call {
        title: of.title.get(reader.language.code()).to_owned(),
        href: if of.oversees {
            format!("/screening/calls/{}", of.call)
        } else {
            String::new()
        },
        summary,
        own: of
            .shares
            .iter()
            .find(|share| share.person == me)
            .map(own)
            .unwrap_or_default(),
        shares: if of.oversees {
            of.shares
                .iter()
                .map(|share| Sharer::of(reader, now, share.name.clone(), &share.load))
                .collect()
        } else {
            Vec::new()
        },
    }
}

fn line(reader: &Reader, now: DateTime<Utc>, file: &Queued) -> Line {
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

pub(super) async fn take_next(
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
