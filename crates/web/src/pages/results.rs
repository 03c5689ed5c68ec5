//! Public results of a call, as a page and as a file; and whether an organisation is named in them.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::results::{self, Award, Naming, RegionTotal, Results};
use language::Reader;
use workflow::ids::{CallId, ProposalId};
use workflow::role::Actor;

use crate::download::file;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{self, id, seen};
use crate::pages::register::export::CSV;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/results").get(show))
        .service(web::resource("/calls/{id}/results.csv").get(csv))
        .service(
            web::resource("/proposals/{id}/public-name")
                .get(show_naming)
                .post(name),
        );
}

struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A funded project.
struct Row {
    title: String,
    organisation: String,
    country: String,
    theme: String,
    amount: String,
    summary: String,
    runs: String,
}

/// A regional group.
struct RegionRow {
    name: String,
    projects: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "results/show.html")]
struct ResultsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    regions: Vec<RegionRow>,
    amounts: bool,
    unnamed: String,
    csv: String,
}

fn row(reader: &Reader, award: &Award) -> Row {
    let named = award.named.as_ref();
    let language = reader.language.code();
    Row {
        title: named.map_or_else(String::new, |named| wording::title(reader, &named.title)),
        organisation: named.map_or_else(
            || reader.t("results-unnamed"),
            |named| named.organisation.clone(),
        ),
        country: reader.country(award.country),
        theme: award
            .theme
            .as_ref()
            .map_or_else(String::new, |theme| theme.get(language).to_owned()),
        amount: named
            .and_then(|named| named.amount)
            .map_or_else(String::new, |amount| wording::money(reader, amount)),
        summary: named
            .and_then(|named| named.summary.clone())
            .unwrap_or_default(),
        runs: named
            .and_then(|named| named.runs)
            .map_or_else(String::new, |(start, end)| {
                let said = [
                    ("start", reader.date(start).into()),
                    ("end", reader.date(end).into()),
                ];
                reader.ta("results-runs", said)
            }),
    }
}

fn region(reader: &Reader, group: &RegionTotal) -> RegionRow {
    RegionRow {
        name: reader.named("region", group.region),
        projects: reader.number(group.projects),
        amount: group
            .amount
            .map_or_else(String::new, |amount| wording::money(reader, amount)),
    }
}

async fn known(
    app: &web::Data<Application>,
    actor: Option<Actor>,
    call: CallId,
) -> Result<Results, PageError> {
    Ok(block(app, move |app| {
        results::results(&app.facility, actor.as_ref(), call)
    })
    .await?)
}

/// The results.
async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let found = known(&app, visitor.maybe_actor(), call).await?;
    let reader = visitor.reader;
    let title = found
        .call
        .definition
        .title
        .get(reader.language.code())
        .to_owned();
    let figure = |value: String, key: &str| Figure {
        value,
        label: reader.t(key),
        note: String::new(),
    };
    let mut figures = vec![
        figure(reader.number(found.awards.len()), "results-projects"),
        figure(reader.number(countries(&found)), "results-countries"),
    ];
    if let Some(total) = found.total {
        figures.push(figure(wording::money(&reader, total), "results-total"));
    }
    render(&ResultsPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(format!("/calls/{call}"), title.clone()),
        ],
        title,
        figures,
        rows: found
            .awards
            .iter()
            .map(|award| row(&reader, award))
            .collect(),
        regions: found
            .regions
            .iter()
            .map(|group| region(&reader, group))
            .collect(),
        amounts: found.total.is_some(),
        unnamed: match found.unnamed {
            0 => String::new(),
            some => reader.tn("results-unnamed-count", some),
        },
        csv: format!("/calls/{call}/results.csv"),
    })
}

fn countries(found: &Results) -> usize {
    let codes: std::collections::BTreeSet<&str> = found
        .awards
        .iter()
        .map(|award| award.country.code())
        .collect();
    codes.len()
}

/// The results as a file.
async fn csv(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let actor = visitor.maybe_actor();
    let language = visitor.reader.language.code();
    let (code, table) = block(&app, move |app| {
        let found = results::results(&app.facility, actor.as_ref(), call)?;
        let table = results::csv(&found, language)?;
        Ok::<_, facility::Failure>((found.call.definition.code.clone(), table))
    })
    .await?;
    Ok(file(&format!("{code}-results.csv"), CSV, table))
}

#[derive(Template)]
#[template(path = "results/name.html")]
struct NamingPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: String,
    withheld: bool,
    why: String,
    may_change: bool,
    reason: String,
    errors: Errors,
}

async fn naming(
    app: &web::Data<Application>,
    actor: &Actor,
    file: ProposalId,
) -> Result<Option<Naming>, PageError> {
    let actor = actor.clone();
    Ok(block(app, move |app| results::naming(&app.facility, &actor, file)).await?)
}

async fn naming_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    file: ProposalId,
    reason: String,
    errors: Errors,
) -> Result<NamingPage, PageError> {
    let found = naming(app, &visitor.actor()?, file).await?;
    let found = found.ok_or_else(PageError::hidden)?;
    let proposal = format!("/proposals/{file}");
    Ok(NamingPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new(
            proposal.clone(),
            visitor.reader.t("results-name-proposal"),
        )],
        address: format!("{proposal}/public-name"),
        seq: found.seq.to_string(),
        withheld: found.withheld.is_some(),
        why: found.withheld.unwrap_or_default(),
        may_change: found.may_change,
        reason,
        errors,
    })
}

/// Whether the organisation of a file is named in the results.
async fn show_naming(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&naming_page(&visitor, &app, id(&path)?, String::new(), Errors::none()).await?)
}

/// Keeps its name out of the results, or names it again.
async fn name(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let actor = visitor.actor()?;
    let file: ProposalId = id(&path)?;
    // Whoever may not see the file learns nothing of it.
    naming(&app, &actor, file).await?;
    let mut errors = Errors::none();
    let (named, seen) = (fields.get("do") == "disclose", seen(fields.get("seen")));
    if let Some(reason) = parsing::text(&reader, &mut errors, "reason", fields.get("reason")) {
        let acted = block(&app, move |app| {
            results::name(&app.facility, &actor, file, seen, named, &reason)
        });
        match acted.await {
            Ok(_) => {
                let key = if named {
                    "results-disclosed"
                } else {
                    "results-withheld"
                };
                return Ok(done(&app, &format!("/proposals/{file}/public-name"), key));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    let typed = fields.get("reason").to_owned();
    render_refused(&naming_page(&visitor, &app, file, typed, errors).await?)
}
