//! Grants: their list, a grant with its payments, and its reports.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call;
use facility::monitoring::{self, GrantView};
use language::Reader;
use serde::Deserialize;
use workflow::ids::CallId;
use workflow::money::{Currency, Money};
use workflow::monitoring::ReportStanding;
use workflow::transition::{StageKind, Status};

use crate::failure::PageError;
use crate::page::{Choice, Page, render};
use crate::pages::dashboard::percent;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

mod acts;
mod bank;
mod grant;
mod payments;
mod report;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/grants").get(list))
        .service(
            web::resource("/grants/{id}")
                .get(grant::show)
                .post(grant::act),
        )
        .service(
            web::resource("/grants/{id}/reports/{number}")
                .get(report::show)
                .post(report::act),
        );
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Query {
    call: String,
    status: String,
}

/// A great figure with its words.
struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A grant in the list.
struct Line {
    href: String,
    title: String,
    reference: String,
    organisation: String,
    status: String,
    amount: String,
    paid: String,
    paid_percent: i64,
    ends: String,
    /// Name of the standing of the next report; empty when none is owed.
    standing: String,
    due: String,
}

#[derive(Template)]
#[template(path = "grants/list.html")]
struct ListPage {
    page: Page,
    filtered: bool,
    calls: Vec<Choice>,
    statuses: Vec<Choice>,
    figures: Vec<Figure>,
    lines: Vec<Line>,
}

async fn list(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    // A filter that names nothing is no filter.
    let asked: Option<CallId> = query.call.parse().ok();
    let status: Option<Status> = query.status.parse().ok();
    let (grants, calls) = block(&app, move |app| {
        let grants = monitoring::list(&app.facility, &actor, asked)?;
        let calls = call::list(&app.facility, Some(&actor), None, 200)?.items;
        Ok((grants, calls))
    })
    .await?;
    let grants: Vec<GrantView> = grants
        .into_iter()
        .filter(|view| status.is_none_or(|status| view.grant.status == status))
        .collect();
    let language = reader.language.code();
    render(&ListPage {
        page: Page::new(&visitor, &app),
        filtered: asked.is_some() || status.is_some(),
        calls: calls
            .iter()
            .map(|view| {
                let definition = &view.call.definition;
                let text = format!("{} · {}", definition.code, definition.title.get(language));
                Choice::new(view.call.id.to_string(), text, asked == Some(view.call.id))
            })
            .collect(),
        statuses: StageKind::Monitoring
            .statuses()
            .into_iter()
            .map(|each| {
                let text = reader.named("status", each);
                Choice::new(each.to_string(), text, status == Some(each))
            })
            .collect(),
        figures: figures(&reader, &grants),
        lines: grants.iter().map(|view| line(&reader, view)).collect(),
    })
}

/// How many grants, how much of them is paid, and what is late. Amounts only when all are in one currency.
fn figures(reader: &Reader, grants: &[GrantView]) -> Vec<Figure> {
    let Some(first) = grants.first() else {
        return Vec::new();
    };
    let currency: Currency = first.grant.amount.currency;
    let overdue = grants
        .iter()
        .flat_map(|view| &view.reports)
        .filter(|report| report.standing == ReportStanding::Overdue)
        .count();
    let mut figures = vec![Figure {
        value: reader.number(grants.len()),
        label: reader.t("grants-title"),
        note: String::new(),
    }];
    if grants
        .iter()
        .all(|view| view.grant.amount.currency == currency)
    {
        let sum = |of: fn(&GrantView) -> i64| grants.iter().map(of).sum::<i64>();
        let granted = sum(|view| view.grant.amount.minor);
        let paid = sum(|view| view.grant.paid_minor());
        let money = |minor| wording::money(reader, Money::new(minor, currency));
        figures.push(Figure {
            value: money(granted),
            label: reader.t("grants-granted"),
            note: String::new(),
        });
        figures.push(Figure {
            value: money(paid),
            label: reader.t("grant-paid"),
            note: reader.share(paid, granted),
        });
    }
    figures.push(Figure {
        value: reader.number(overdue),
        label: reader.t("grants-overdue"),
        note: String::new(),
    });
    figures
}

fn line(reader: &Reader, view: &GrantView) -> Line {
    let grant = &view.grant;
    let paid = grant.paid_minor();
    let next = next_report(view);
    Line {
        href: format!("/grants/{}", grant.id),
        title: view.title.clone(),
        reference: view.reference.clone(),
        organisation: view.organisation.clone(),
        status: grant.status.to_string(),
        amount: wording::money(reader, grant.amount),
        paid: wording::money(reader, Money::new(paid, grant.amount.currency)),
        paid_percent: percent(paid, grant.amount.minor),
        ends: reader.date_short(grant.ends_on),
        standing: next
            .map(|report| report.standing.to_string())
            .unwrap_or_default(),
        due: next
            .map(|report| reader.date_short(report.report.plan.due_on))
            .unwrap_or_default(),
    }
}

/// The report that is owed next, the earliest due.
fn next_report(view: &GrantView) -> Option<&monitoring::ReportView> {
    view.reports
        .iter()
        .filter(|report| !report.report.status.is_settled())
        .min_by_key(|report| report.report.plan.due_on)
}
