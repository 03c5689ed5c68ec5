//! Running the screening of a call: how many wait where, and moving them on.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::{call, intake, screening};
use serde::Deserialize;
use workflow::ids::CallId;
use workflow::role::Role;
use workflow::transition::Status;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "call/screening.html")]
struct ScreeningPage {
    page: Page,
    crumbs: Vec<Crumb>,
    figures: Vec<Figure>,
    submitted: usize,
    eligible: usize,
    unreleased: usize,
    officer: bool,
    manager: bool,
    count: String,
    errors: Errors,
}

/// A figure in the row of figures.
struct Figure {
    value: String,
    label: String,
    note: String,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    count: &str,
    errors: Errors,
) -> Result<ScreeningPage, PageError> {
    let actor = visitor.actor()?;
    if !facility::roles::oversees(&actor, call) {
        return Err(PageError::hidden());
    }
    let reader = visitor.reader;
    let (view, submitted, queued, eligible, unreleased) = block(app, {
        let actor = actor.clone();
        move |app| {
            let facility = &app.facility;
            let waiting = |status| screening::waiting(facility, call, status).map(|ids| ids.len());
            Ok((
                call::view(facility, Some(&actor), call)?,
                waiting(Status::Submitted)?,
                waiting(Status::Queued)?,
                waiting(Status::Eligible)?,
                screening::unreleased(facility, call)?,
            ))
        }
    })
    .await?;
    let title = view.call.definition.title.get(reader.language.code());
    let figure = |key: &str, count: usize| Figure {
        value: reader.number(count),
        label: reader.t(key),
        note: String::new(),
    };
    Ok(ScreeningPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(format!("/calls/{call}"), title),
        ],
        figures: vec![
            figure("call-waiting-intake", submitted),
            figure("call-waiting-queue", queued),
            figure("call-waiting-eligible", eligible),
            figure("call-waiting-release", unreleased),
        ],
        submitted,
        eligible,
        unreleased,
        officer: actor.holds(Role::ProgrammeOfficer, Some(call)),
        manager: actor.holds(Role::FacilityManager, Some(call)),
        count: if count.is_empty() {
            submitted.min(300).to_string()
        } else {
            count.to_owned()
        },
        errors,
    })
}

/// Shows how the screening stands.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, id(&path)?, "", Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    #[serde(rename = "do", default)]
    what: String,
    #[serde(default)]
    count: String,
}

/// Moves files on, or releases.
pub(super) async fn carry_out(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    if !facility::roles::oversees(&actor, call) {
        return Err(PageError::hidden());
    }
    let mut errors = Errors::none();
    let count = posted.count.trim().parse::<u32>();
    if posted.what == "first" && count.is_err() {
        errors.add(&reader, "count", "number");
    }
    if errors.is_empty() {
        let what = posted.what.clone();
        let run = block(&app, move |app| match what.as_str() {
            "first" => intake::advance_first(&app.facility, &actor, call, count.unwrap_or(0)),
            "eligible" => screening::advance_eligible(&app.facility, &actor, call),
            _ => screening::release_all(&app.facility, &actor, call),
        });
        match run.await {
            Ok(_) => {
                return Ok(done(
                    &app,
                    &format!("/calls/{call}/screening"),
                    "call-moved",
                ));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, call, &posted.count, errors).await?)
}
