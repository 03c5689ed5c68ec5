//! What waits in a call, who holds how much, and waiting files shared out: first the plan, then the act.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use facility::screening::sharing::{self, Plan, Planned};
use facility::{Failure, call as calls, screening};
use language::Reader;
use serde::Deserialize;
use workflow::ids::CallId;
use workflow::role::{Actor, Role};

use super::queue::Sharer;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// How many of the waiting files: all of them when nothing is said.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// The oldest so many.
    #[serde(default)]
    most: String,
    /// Whether the plan is shown.
    #[serde(default)]
    plan: String,
}

impl Asked {
    /// The number; an error when it is none.
    fn most(&self) -> Result<Option<usize>, ()> {
        match self.most.trim() {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| ()),
        }
    }
}

/// A waiting file.
struct Line {
    href: String,
    title: String,
    reference: String,
    organisation: String,
    age: String,
    /// Where the plan puts it, and why; empty without a plan.
    plan: String,
}

/// A screener, and what the plan gives them.
struct Screener {
    share: Sharer,
    given: String,
}

#[derive(Template)]
#[template(path = "screening/sharing.html")]
struct SharingPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    waiting: String,
    screeners: Vec<Screener>,
    lines: Vec<Line>,
    may_share: bool,
    /// Whether the plan is shown, and gives something to somebody.
    planned: bool,
    given: usize,
    given_text: String,
    most: String,
    errors: Errors,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
    asked: &Asked,
    mut errors: Errors,
) -> Result<SharingPage, PageError> {
    let reader = visitor.reader;
    let may_share = actor.holds(Role::ProgrammeOfficer, Some(call));
    let most = asked.most().unwrap_or_else(|()| {
        errors.add(&reader, "most", "number");
        None
    });
    let planned = may_share && !asked.plan.is_empty() && errors.is_empty();
    let acting = actor.clone();
    let (view, plan) = block(app, move |app| {
        let plan = sharing::plan(&app.facility, &acting, call, most)?;
        Ok((calls::view(&app.facility, Some(&acting), call)?, plan))
    })
    .await?;
    let now = app.facility.clock.now();
    let given = plan.given();
    Ok(SharingPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new("/screening", reader.t("screening-title"))],
        title: (view.call.definition.title)
            .get(reader.language.code())
            .to_owned(),
        waiting: reader.tn("screening-files-waiting", plan.files.len()),
        screeners: screeners(&reader, now, &plan),
        lines: plan
            .files
            .iter()
            .map(|file| line(&reader, now, &plan, file, planned))
            .collect(),
        may_share,
        planned,
        given,
        given_text: reader.tn("screening-plan-gives", given),
        most: asked.most.clone(),
        errors,
    })
}

fn screeners(reader: &Reader, now: DateTime<Utc>, plan: &Plan) -> Vec<Screener> {
    let screener = |of: &sharing::Sharer| Screener {
        share: Sharer::of(reader, now, of.name.clone(), &of.load),
        given: reader.number(of.given),
    };
    plan.screeners.iter().map(screener).collect()
}

fn line(reader: &Reader, now: DateTime<Utc>, plan: &Plan, of: &Planned, planned: bool) -> Line {
    Line {
        href: format!("/proposals/{}/screening", of.file),
        title: wording::title(reader, &of.title),
        reference: of.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", of.organisation, reader.country(&of.country)),
        age: reader.tn(
            "work-waiting-for-days",
            screening::days_since(of.since, now),
        ),
        plan: if planned {
            explained(reader, plan, of)
        } else {
            String::new()
        },
    }
}

/// Where the plan puts a file, and why.
fn explained(reader: &Reader, plan: &Plan, of: &Planned) -> String {
    let to = of
        .to
        .and_then(|person| plan.screeners.iter().find(|one| one.person == person));
    match to {
        Some(screener) => {
            let values = [
                ("name", screener.name.as_str().into()),
                ("free", reader.number(of.free).into()),
                ("all", reader.number(plan.screeners.len()).into()),
            ];
            reader.ta("screening-plan-line", values)
        }
        None if of.chosen => reader.t("screening-plan-nobody"),
        None => reader.t("screening-plan-later"),
    }
}

pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let (call, actor) = (id(&path)?, visitor.actor()?);
    render(&page(&visitor, &app, &actor, call, &asked, Errors::none()).await?)
}

pub(super) async fn share_out(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(asked): Form<Asked>,
) -> Result<HttpResponse, PageError> {
    let (call, actor): (CallId, Actor) = (id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let result = match asked.most() {
        Ok(most) => {
            let acting = actor.clone();
            block(&app, move |app| {
                sharing::share_out(&app.facility, &acting, call, most)
            })
            .await
        }
        // The same fault is found when the page is drawn anew.
        Err(()) => Err(Failure::Invalid(Vec::new())),
    };
    match result {
        Ok(_) => Ok(done(
            &app,
            &format!("/screening/calls/{call}"),
            "screening-shared-out",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            render_refused(&page(&visitor, &app, &actor, call, &asked, errors).await?)
        }
    }
}
