//! Running the screening of a call: how many wait where, and moving them on.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::{call, screening};
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
    address: String,
    eligible: usize,
    unreleased: usize,
    officer: bool,
    manager: bool,
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
            let waiting =
                |status| screening::waiting(facility, &actor, call, status).map(|ids| ids.len());
            Ok((
                call::view(facility, Some(&actor), call)?,
                waiting(Status::Submitted)?,
                waiting(Status::Queued)?,
                waiting(Status::Eligible)?,
                screening::unreleased(facility, &actor, call)?,
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
        address: format!("/calls/{call}"),
        eligible,
        unreleased,
        officer: actor.holds(Role::ProgrammeOfficer, Some(call)),
        manager: actor.holds(Role::FacilityManager, Some(call)),
        errors,
    })
}

/// Shows how the screening stands.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, id(&path)?, Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    #[serde(rename = "do", default)]
    what: String,
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
    let run = block(&app, move |app| match posted.what.as_str() {
        "eligible" => screening::advance_eligible(&app.facility, &actor, call),
        _ => screening::release_all(&app.facility, &actor, call),
    });
    match run.await {
        Ok(_) => Ok(done(
            &app,
            &format!("/calls/{call}/screening"),
            "call-moved",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            render_refused(&page(&visitor, &app, call, errors).await?)
        }
    }
}
