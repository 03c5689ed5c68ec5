//! Lists of proposals: the applicant's own, and the file room of the staff.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::proposal::{self, ProposalFilter, ProposalLine};
use facility::{call, export};
use language::Reader;
use serde::{Deserialize, Serialize};
use workflow::ids::ProposalId;
use workflow::money::{Currency, Money};
use workflow::policy::View;
use workflow::transition::{StageKind, Status};

use crate::failure::PageError;
use crate::page::{Choice, Page, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Lines of a page.
const LINES: i64 = 50;

/// A proposal in a list.
struct Row {
    href: String,
    title: String,
    reference: String,
    call: String,
    organisation: String,
    country: String,
    stage: String,
    status: String,
    requested: String,
    score: String,
    since: String,
}

fn row(reader: &Reader, line: ProposalLine, call: String) -> Row {
    let row = line.row;
    let whole = line.view == View::File;
    let draft = row.status == Status::Draft;
    let currency = row.currency.as_deref().and_then(Currency::from_code);
    let requested = row
        .requested_minor
        .zip(currency)
        .filter(|_| whole)
        .map(|(minor, currency)| wording::money(reader, Money::new(minor, currency)));
    Row {
        href: if draft && !whole {
            format!("/proposals/{}/co-applicants", row.id)
        } else if draft {
            format!("/proposals/{}/draft", row.id)
        } else {
            format!("/proposals/{}", row.id)
        },
        title: row.title.unwrap_or_else(|| reader.t("proposal-untitled")),
        reference: row.reference.filter(|_| whole).unwrap_or_default(),
        call,
        organisation: line.organisation,
        country: reader.country(row.country),
        stage: reader.named("stage", row.stage_kind),
        status: if whole {
            row.status.to_string()
        } else {
            String::new()
        },
        requested: requested.unwrap_or_default(),
        score: row
            .score
            .filter(|_| whole)
            .map(|score| wording::points(reader, score))
            .unwrap_or_default(),
        since: reader.date_short(row.status_since.date_naive()),
    }
}

#[derive(Template)]
#[template(path = "proposal/mine.html")]
struct MinePage {
    page: Page,
    rows: Vec<Row>,
}

/// The proposals of the person's organisations.
pub(super) async fn mine(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let language = reader.language.code();
    let lines = block(&app, move |app| {
        let mut found = Vec::new();
        for (organisation, _) in &actor.memberships {
            let filter = ProposalFilter {
                organisation: Some(*organisation),
                ..ProposalFilter::default()
            };
            let page = proposal::list(&app.facility, &actor, &filter, None, 200)?;
            for line in page.items {
                let call = call::view(&app.facility, Some(&actor), line.row.call_id)?;
                let title = call.call.definition.title.get(language).to_owned();
                found.push((line, title));
            }
        }
        // The latest change first.
        found.sort_by_key(|(line, _)| std::cmp::Reverse(line.row.status_since));
        Ok(found)
    })
    .await?;
    render(&MinePage {
        page: Page::new(&visitor, &app),
        rows: lines
            .into_iter()
            .map(|(line, call)| row(&reader, line, call))
            .collect(),
    })
}

/// The filters as the address carries them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    call: String,
    stage: String,
    status: String,
    country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
}

impl Query {
    fn filter(&self) -> ProposalFilter {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        ProposalFilter {
            call: self.call.parse().ok(),
            status: self.status.parse().ok(),
            stage: self.stage.parse().ok(),
            country: given(&self.country),
            organisation: None,
            text: given(&self.q),
        }
    }

    fn address(&self, path: &str, after: &str) -> String {
        let query = Self {
            after: after.to_owned(),
            ..self.clone()
        };
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        format!("{path}?{query}")
    }

    fn is_filtered(&self) -> bool {
        [
            &self.q,
            &self.call,
            &self.stage,
            &self.status,
            &self.country,
        ]
        .iter()
        .any(|value| !value.is_empty())
    }
}

#[derive(Template)]
#[template(path = "proposal/list.html")]
struct ListPage {
    page: Page,
    query: Query,
    filtered: bool,
    calls: Vec<Choice>,
    stages: Vec<Choice>,
    statuses: Vec<Choice>,
    countries: Vec<Choice>,
    rows: Vec<Row>,
    shown: String,
    first: String,
    next: String,
    csv: String,
}

/// The file room.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let language = reader.language.code();
    let query = query.into_inner();
    let filter = query.filter();
    let after: Option<ProposalId> = query.after.parse().ok();
    let (found, calls) = block(&app, move |app| {
        Ok((
            proposal::list(&app.facility, &actor, &filter, after, LINES)?,
            call::list(&app.facility, Some(&actor), None, 200)?,
        ))
    })
    .await?;
    let calls: Vec<Choice> = calls
        .items
        .iter()
        .map(|view| {
            let id = view.call.id.to_string();
            let chosen = id == query.call;
            Choice::new(id, view.call.definition.title.get(language), chosen)
        })
        .collect();
    let named = |family: &str, name: &str, chosen: &str| {
        Choice::new(name, reader.named(family, name), name == chosen)
    };
    let rows: Vec<Row> = found
        .items
        .into_iter()
        .map(|line| row(&reader, line, String::new()))
        .collect();
    render(&ListPage {
        page: Page::new(&visitor, &app),
        filtered: query.is_filtered(),
        calls,
        stages: StageKind::ALL
            .iter()
            .map(|stage| named("stage", stage.name(), &query.stage))
            .collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| named("status", status.name(), &query.status))
            .collect(),
        countries: reader
            .countries()
            .iter()
            .map(|(code, name)| Choice::new(code, name, *code == query.country))
            .collect(),
        shown: reader.tn("count-shown", rows.len()),
        rows,
        first: if query.after.is_empty() {
            String::new()
        } else {
            query.address("/proposals", "")
        },
        next: found
            .next
            .map(|after| query.address("/proposals", &after))
            .unwrap_or_default(),
        csv: query.address("/proposals.csv", ""),
        query,
    })
}

/// The same list as a table for a spreadsheet, without pages.
pub(super) async fn csv(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let filter = query.filter();
    let table = block(&app, move |app| {
        let mut table = Vec::new();
        export::proposals(&app.facility, &actor, &filter, &mut table, |_| {})?;
        Ok(table)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename("proposals.csv".to_owned())],
        })
        .body(table))
}
