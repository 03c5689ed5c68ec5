//! The desk of the finance officer, and files for the bank.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::payments::{self, DeskLine, Step};
use language::Reader;

use crate::download::file;
use crate::failure::PageError;
use crate::page::{Page, render};
use crate::pages::register::export::CSV;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Media type of XML.
pub(crate) const XML: &str = "application/xml";

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/payments").get(desk))
        .service(web::resource("/payments/export.csv").get(csv))
        .service(web::resource("/payments/export.xml").get(xml));
}

/// A great figure with its words.
struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A payment on the desk.
struct Line {
    href: String,
    reference: String,
    organisation: String,
    amount: String,
    due: String,
    status: String,
    step: String,
    /// What there is to say of the step; may be empty.
    note: String,
}

#[derive(Template)]
#[template(path = "payments/desk.html")]
struct DeskPage {
    page: Page,
    figures: Vec<Figure>,
    lines: Vec<Line>,
    exports: bool,
    payable: usize,
    /// Whether the account the facility pays from is known.
    payer: bool,
}

async fn desk(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let desk = block(&app, move |app| payments::desk(&app.facility, &actor)).await?;
    let figures = Step::ALL.map(|step| {
        let count = desk.lines.iter().filter(|line| line.step == step).count();
        Figure {
            value: reader.number(count),
            label: reader.named("payments-figure", step.name()),
            note: String::new(),
        }
    });
    render(&DeskPage {
        page: Page::new(&visitor, &app),
        figures: figures.into(),
        lines: desk.lines.iter().map(|one| line(&reader, one)).collect(),
        exports: desk.exports,
        payable: desk.payable,
        payer: app.settings.payer.is_some(),
    })
}

fn line(reader: &Reader, line: &DeskLine) -> Line {
    let note = match (line.step, line.difference) {
        (Step::Differs, Some(apart)) => wording::money(reader, apart),
        _ => line
            .changed_on
            .map(|on| reader.date(on))
            .unwrap_or_default(),
    };
    Line {
        href: format!("/grants/{}", line.grant),
        reference: line.reference.clone(),
        organisation: line.organisation.clone(),
        amount: wording::money(reader, line.amount),
        due: reader.date_short(line.due_on),
        status: line.status.to_string(),
        step: reader.named("payment-step", line.step.name()),
        note,
    }
}

async fn csv(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    Ok(send_csv(&app, actor).await?)
}

async fn xml(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    Ok(send_xml(&app, actor).await?)
}

/// Approved, unpaid payments as CSV; logged.
pub(crate) async fn send_csv(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
) -> Result<HttpResponse, facility::Failure> {
    let person = actor.person;
    let (content, count) = block(app, move |app| {
        let orders = payments::orders(&app.facility, &actor)?;
        let mut content = Vec::new();
        payments::csv(&orders, &mut content)?;
        Ok((content, orders.len()))
    })
    .await?;
    tracing::info!(%person, payments = count, "approved payments are exported as CSV");
    Ok(file("payments.csv", CSV, content))
}

/// Approved, unpaid payments as `pain.001`; logged.
pub(crate) async fn send_xml(
    app: &web::Data<Application>,
    actor: workflow::role::Actor,
) -> Result<HttpResponse, facility::Failure> {
    let person = actor.person;
    let (content, count) = block(app, move |app| {
        let orders = payments::orders(&app.facility, &actor)?;
        let now = app.facility.clock.now();
        let payer = app.settings.payer.as_ref();
        let content = payments::credit_transfer(&orders, payer, now)?;
        Ok((content, orders.len()))
    })
    .await?;
    tracing::info!(%person, payments = count, "approved payments are exported for the bank");
    Ok(file("pain001.xml", XML, content))
}
