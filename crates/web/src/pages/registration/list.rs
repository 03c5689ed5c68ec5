//! The register: all organisations for the staff, the own ones for everyone else.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::{self, OrganisationFilter};
use serde::{Deserialize, Serialize};
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;

use crate::failure::PageError;
use crate::page::{Choice, Page, redirect, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Lines of a page.
const LINES: i64 = 50;

/// The filters as the address carries them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    country: String,
    status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
}

impl Query {
    fn address(&self, after: &str) -> String {
        let query = Self {
            after: after.to_owned(),
            ..self.clone()
        };
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        format!("/organisations?{query}")
    }
}

/// An organisation in the list.
struct Row {
    href: String,
    name: String,
    other: String,
    country: String,
    kind: String,
    status: String,
    since: String,
}

#[derive(Template)]
#[template(path = "registration/list.html")]
struct ListPage {
    page: Page,
    staff: bool,
    query: Query,
    filtered: bool,
    countries: Vec<Choice>,
    statuses: Vec<Choice>,
    rows: Vec<Row>,
    shown: String,
    first: String,
    next: String,
}

/// The register.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let query = query.into_inner();
    let staff = facility::roles::is_staff(&actor);
    // Who has one organisation wants to see it, not a list of one.
    if !staff && let [(only, _)] = actor.memberships.as_slice() {
        return Ok(redirect(&format!("/organisations/{only}")));
    }
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    let filter = OrganisationFilter {
        country: given(&query.country),
        status: query.status.parse().ok(),
        text: given(&query.q),
    };
    let after: Option<OrganisationId> = query.after.parse().ok();
    let found = block(&app, move |app| {
        registration::list(&app.facility, &actor, &filter, after, LINES)
    })
    .await?;
    let rows: Vec<Row> = found
        .items
        .into_iter()
        .map(|row| Row {
            href: format!("/organisations/{}", row.id),
            other: row.original_name.or(row.acronym).unwrap_or_default(),
            name: row.legal_name,
            country: reader.country(row.country),
            kind: reader.named("organisation-kind", row.kind),
            status: row.status.to_string(),
            since: reader.date_short(row.registered_at.date_naive()),
        })
        .collect();
    render(&ListPage {
        page: Page::new(&visitor, &app),
        staff,
        filtered: [&query.q, &query.country, &query.status]
            .iter()
            .any(|value| !value.is_empty()),
        countries: reader
            .countries()
            .iter()
            .map(|(code, name)| Choice::new(code, name, *code == query.country))
            .collect(),
        statuses: OrganisationStatus::ALL
            .iter()
            .map(|status| {
                let name = status.name();
                Choice::new(name, reader.named("status", name), name == query.status)
            })
            .collect(),
        shown: reader.tn("count-shown", rows.len()),
        rows,
        first: if query.after.is_empty() {
            String::new()
        } else {
            query.address("")
        },
        next: found
            .next
            .map(|after| query.address(&after))
            .unwrap_or_default(),
        query,
    })
}
