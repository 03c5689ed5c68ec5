//! A report: written and submitted by the grantee, accepted, sent back or waived by the officer.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::monitoring::{self, GrantView, ReportView};
use language::Reader;
use serde::Deserialize;
use workflow::grant::Command;
use workflow::ids::GrantId;
use workflow::money::Money;
use workflow::monitoring::ReportStatus;
use workflow::role::Actor;
use workflow::transition::Action;

use super::grant;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::agreement::period;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// What a person types; `act` says which button it was.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    act: String,
    seen: String,
    narrative: String,
    amount: String,
    points: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "grants/report.html")]
struct ReportPage {
    page: Page,
    crumbs: Vec<Crumb>,
    heading: String,
    kind: String,
    project: String,
    organisation: String,
    standing: String,
    period: String,
    due: String,
    submitted: String,
    spent: String,
    /// What it says; empty before it is submitted.
    content: String,
    /// Why it was sent back or waived; empty when it was not.
    points: String,
    waived: bool,
    submit: bool,
    accept: bool,
    send_back: bool,
    waive: bool,
    currency: &'static str,
    values: Typed,
    errors: Errors,
}

/// The page of a report.
pub fn address(grant: GrantId, number: u32) -> String {
    format!("/grants/{grant}/reports/{number}")
}

async fn load(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (id, number): (GrantId, u32),
) -> Result<(Actor, GrantView, ReportView), PageError> {
    let actor = visitor.actor()?;
    let found = block(app, move |app| {
        let mut view = monitoring::view(&app.facility, &actor, id)?;
        let at = view.reports.iter().position(|r| r.number == number);
        let at = at.ok_or_else(facility::Failure::hidden)?;
        let report = view.reports.swap_remove(at);
        Ok((actor, view, report))
    })
    .await?;
    Ok(found)
}

fn place(path: &(String, String)) -> Result<(GrantId, u32), PageError> {
    Ok((parsing::id(&path.0)?, parsing::id(&path.1)?))
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (_, view, report) = load(&visitor, &app, place(&path)?).await?;
    // What was sent back is mended, not written anew.
    let again = report.report.status == ReportStatus::SentBack;
    let spent = Money::new(report.report.spent_minor, view.grant.amount.currency);
    let values = Typed {
        narrative: report.content.clone().filter(|_| again).unwrap_or_default(),
        amount: if again {
            spent.figures()
        } else {
            String::new()
        },
        ..Typed::default()
    };
    render(&page_of(
        &visitor,
        &app,
        &view,
        &report,
        values,
        Errors::none(),
    ))
}

fn page_of(
    visitor: &Visitor,
    app: &Application,
    view: &GrantView,
    report: &ReportView,
    values: Typed,
    errors: Errors,
) -> ReportPage {
    let reader = &visitor.reader;
    let can = |action| view.item_actions.contains(&(action, report.number));
    let plan = &report.report.plan;
    let currency = view.grant.amount.currency;
    let submitted = report.report.submitted_at;
    let waived = report.report.status == ReportStatus::Waived;
    let returned = waived || report.report.status == ReportStatus::SentBack;
    ReportPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/grants", reader.t("grants-title")),
            Crumb::new(grant::address(view.grant.id), view.reference.clone()),
        ],
        heading: reader.ta("report-title", [("number", report.number.into())]),
        kind: reader.named("report-kind", plan.report),
        project: view.title.clone(),
        organisation: view.organisation.clone(),
        standing: report.standing.to_string(),
        period: period(reader, plan.from, plan.to),
        due: reader.date(plan.due_on),
        submitted: submitted.map(|at| reader.date_time(at)).unwrap_or_default(),
        spent: submitted
            .map(|_| wording::money(reader, Money::new(report.report.spent_minor, currency)))
            .unwrap_or_default(),
        content: report.content.clone().unwrap_or_default(),
        points: report
            .points
            .clone()
            .filter(|_| returned)
            .unwrap_or_default(),
        waived,
        submit: can(Action::SubmitReport),
        accept: can(Action::AcceptReport),
        send_back: can(Action::SendBackReport),
        waive: can(Action::WaiveReport),
        currency: currency.code(),
        values: Typed {
            seen: view.seq.to_string(),
            ..values
        },
        errors,
    }
}

/// Reads what was typed as a command, noting what is wrong at its field; with the sentence that says it is done.
fn command(
    reader: &Reader,
    view: &GrantView,
    report: u32,
    typed: &Typed,
) -> Result<(Command, &'static str), Errors> {
    let mut errors = Errors::none();
    let command = match typed.act.as_str() {
        "submit" => {
            let currency = view.grant.amount.currency;
            let narrative = parsing::text(reader, &mut errors, "narrative", &typed.narrative);
            let spent = parsing::amount(reader, &mut errors, "amount", &typed.amount, currency);
            narrative.zip(spent).map(|(narrative, spent)| {
                let command = Command::SubmitReport {
                    report,
                    narrative,
                    spent_minor: spent.minor,
                };
                (command, "report-done-submitted")
            })
        }
        "accept" => Some((Command::AcceptReport { report }, "report-done-accepted")),
        "send_back" => parsing::text(reader, &mut errors, "points", &typed.points).map(|points| {
            let command = Command::SendBackReport { report, points };
            (command, "report-done-sent-back")
        }),
        "waive" => parsing::text(reader, &mut errors, "reason", &typed.reason).map(|reason| {
            (
                Command::WaiveReport { report, reason },
                "report-done-waived",
            )
        }),
        _ => {
            errors.add(reader, "", "unknown-option");
            None
        }
    };
    command.ok_or(errors)
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let (id, number) = place(&path)?;
    let (actor, view, _) = load(&visitor, &app, (id, number)).await?;
    let reader = visitor.reader;
    let errors = match command(&reader, &view, number, &typed) {
        Err(errors) => errors,
        Ok((command, said)) => {
            let at = parsing::seen(&typed.seen);
            let result = block(&app, move |app| {
                monitoring::act(&app.facility, &actor, id, at, &command)
            })
            .await;
            match result {
                Ok(_) => return Ok(done(&app, &grant::address(id), said)),
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    let (_, view, report) = load(&visitor, &app, (id, number)).await?;
    render_refused(&page_of(&visitor, &app, &view, &report, typed, errors))
}
