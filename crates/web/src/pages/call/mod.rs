//! Calls: the public list, a call, and its setting up.

pub(super) mod batches;
pub(crate) mod builder;
mod documents;
mod feed;
mod figures;
mod grid;
mod letter;
mod new;
mod questions;
mod reading;
mod screening;
mod show;
mod spoken;
mod statistics;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::{self, CallView};
use workflow::call::{CallStatus, Phase};
use workflow::role::Role;

use crate::failure::PageError;
use crate::page::{Page, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls").get(list))
        .configure(feed::configure)
        .service(web::resource("/calls/new").get(new::new).post(new::draft))
        .service(web::resource("/calls/{id}").get(show::show))
        .configure(questions::configure)
        .configure(documents::configure)
        .service(web::resource("/calls/{id}/edit").get(builder::overview))
        .service(
            web::resource("/calls/{id}/edit/toml")
                .get(builder::text::show)
                .post(builder::text::save),
        )
        .service(
            web::resource("/calls/{id}/edit/{section}")
                .get(builder::show)
                .post(builder::save),
        )
        .service(web::resource("/calls/{id}/edit/{section}/checks").post(builder::check))
        .service(web::resource("/calls/{id}/call.toml").get(builder::text::export))
        .service(web::resource("/calls/{id}/preview").get(show::preview))
        .configure(batches::configure)
        .configure(grid::configure)
        .service(web::resource("/calls/{id}/statistics").get(statistics::show))
        .service(web::resource("/calls/{id}/statistics.csv").get(statistics::csv))
        .service(
            web::resource("/calls/{id}/screening")
                .get(screening::show)
                .post(screening::carry_out),
        )
        .service(
            web::resource(
                "/calls/{id}/{action:approve|reopen|publish|finalise|extend_deadline|cancel}",
            )
            .post(show::act),
        );
}

/// A call in a list.
pub struct Line {
    /// Its page.
    pub href: String,
    /// Code.
    pub code: String,
    /// Title in the reader's language.
    pub title: String,
    /// Summary in the reader's language.
    pub summary: String,
    /// Name of its status or, when it is published, of its place on the clock.
    pub phase: String,
    /// When it opens or closes, in words.
    pub when: String,
}

/// Open calls, and the others, as the visitor sees them.
pub async fn lines(
    visitor: &Visitor,
    app: &web::Data<Application>,
) -> Result<(Vec<Line>, Vec<Line>), PageError> {
    let actor = visitor.maybe_actor();
    let calls = block(app, move |app| {
        call::list(&app.facility, actor.as_ref(), None, 200)
    })
    .await?;
    let today = app.facility.clock.now();
    let (open, others): (Vec<CallView>, Vec<CallView>) = calls
        .items
        .into_iter()
        .partition(|view| view.call.status == CallStatus::Published && view.phase == Phase::Open);
    let line = |view: &CallView| line(visitor, view, today);
    Ok((
        open.iter().map(line).collect(),
        others.iter().rev().map(line).collect(),
    ))
}

fn line(visitor: &Visitor, view: &CallView, now: chrono::DateTime<chrono::Utc>) -> Line {
    let reader = &visitor.reader;
    let definition = &view.call.definition;
    let language = reader.language.code();
    let (opens, closes) = (
        definition.dates.opens.date(),
        definition.dates.closes.date(),
    );
    let when = match view.phase {
        Phase::Upcoming => reader.ta("call-opens-on", [("date", reader.date(opens).into())]),
        Phase::Closed => reader.ta("call-closed-on", [("date", reader.date(closes).into())]),
        Phase::Open => match (definition.dates.deadline().at() - now).num_days() {
            0 => reader.t("call-closes-today"),
            days => reader.tn("call-closes-in", days),
        },
    };
    Line {
        href: format!("/calls/{}", view.call.id),
        code: definition.code.clone(),
        title: definition.title.get(language).to_owned(),
        summary: definition.summary.get(language).to_owned(),
        phase: phase(view),
        when,
    }
}

/// Name of a call's status or, when it is published, of its place on the clock.
fn phase(view: &CallView) -> String {
    if view.call.status == CallStatus::Published {
        view.phase.to_string()
    } else {
        view.call.status.to_string()
    }
}

#[derive(Template)]
#[template(path = "call/list.html")]
struct ListPage {
    page: Page,
    open: Vec<Line>,
    others: Vec<Line>,
    may_draft: bool,
}

async fn list(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let (open, others) = lines(&visitor, &app).await?;
    render(&ListPage {
        page: Page::new(&visitor, &app),
        open,
        others,
        may_draft: visitor
            .maybe_actor()
            .is_some_and(|actor| actor.holds_anywhere(Role::ProgrammeOfficer)),
    })
}
