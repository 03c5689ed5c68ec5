//! Declarations on many files at once: no more is shown of each than is needed for that.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::conflicts::{self, Declaration, ToDeclare};
use language::Reader;
use serde::Deserialize;
use workflow::country::Country;
use workflow::ids::ProposalId;
use workflow::interest::ConflictKind;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A file to declare on.
struct Row {
    /// Name and id of its control.
    field: String,
    call: String,
    title: String,
    organisation: String,
    country: String,
    assigned: bool,
    declared: bool,
    options: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "conflicts/declarations.html")]
struct DeclarationsPage {
    page: Page,
    waiting: String,
    rows: Vec<Row>,
    saved: String,
    address: String,
    text: String,
    countries: Vec<Choice>,
    filtered: bool,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    text: String,
    country: String,
}

impl Query {
    fn wanted(&self) -> Declaration {
        Declaration {
            country: self.country.parse().ok(),
            text: Some(self.text.trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }

    fn address(&self) -> String {
        let fields = [("text", self.text.trim()), ("country", self.country.trim())];
        let given: Vec<_> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        match serde_urlencoded::to_string(&given) {
            Ok(query) if !query.is_empty() => format!("/declarations?{query}"),
            _ => "/declarations".to_owned(),
        }
    }
}

const NONE: &str = "none";

fn options(reader: &Reader, chosen: &str) -> Vec<Choice> {
    let none = Choice::new(NONE, reader.t("conflict-none"), chosen == NONE);
    let kinds = ConflictKind::ALL.iter().map(|kind| {
        Choice::new(
            kind.name(),
            reader.named("conflict", kind),
            chosen == kind.name(),
        )
    });
    [none].into_iter().chain(kinds).collect()
}

fn field(id: ProposalId) -> String {
    format!("interest-{id}")
}

fn row(reader: &Reader, file: ToDeclare, typed: &BTreeMap<String, String>, errors: &Errors) -> Row {
    let field = field(file.proposal);
    let chosen = typed.get(&field).map_or("", String::as_str);
    Row {
        call: file.call,
        title: wording::title(reader, &file.title),
        organisation: file.organisation,
        country: reader.country(file.country),
        assigned: file.assigned,
        declared: file.declared,
        options: options(reader, chosen),
        error: errors.of(&field),
        field,
    }
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    query: &Query,
    typed: &BTreeMap<String, String>,
    errors: Errors,
) -> Result<DeclarationsPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let wanted = query.wanted();
    let (files, all) = block(app, move |app| {
        let all = conflicts::to_declare(&app.facility, &actor, &Declaration::default())?;
        let files = conflicts::to_declare(&app.facility, &actor, &wanted)?;
        Ok((files, all))
    })
    .await?;
    let mut countries: Vec<Country> = all.iter().map(|file| file.country).collect();
    countries.sort();
    countries.dedup();
    let waiting = all.iter().filter(|file| !file.declared).count();
    Ok(DeclarationsPage {
        page: Page::new(visitor, app),
        waiting: reader.tn("declarations-waiting", waiting),
        rows: files
            .into_iter()
            .map(|file| row(&reader, file, typed, &errors))
            .collect(),
        saved: String::new(),
        address: query.address(),
        text: query.text.clone(),
        countries: countries
            .into_iter()
            .map(|country| {
                let chosen = query.country == country.code();
                Choice::new(country.code(), reader.country(country), chosen)
            })
            .collect(),
        filtered: query.address() != "/declarations",
        errors,
    })
}

/// Shows the files the person is asked to declare on.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    visitor.actor()?;
    render(&page(&visitor, &app, &query, &BTreeMap::new(), Errors::none()).await?)
}

/// Puts every declaration that was made on record, each by itself. What could not be stays in the form.
pub async fn declare(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    let mut declarations: Vec<(ProposalId, Option<ConflictKind>)> = Vec::new();
    for (name, value) in fields.0.iter().filter(|(_, value)| !value.is_empty()) {
        let Some(id) = name.strip_prefix("interest-") else {
            continue;
        };
        let Ok(id) = id.parse::<ProposalId>() else {
            return Err(PageError::hidden());
        };
        match value.as_str() {
            NONE => declarations.push((id, None)),
            kind => match kind.parse() {
                Ok(kind) => declarations.push((id, Some(kind))),
                Err(_) => {
                    errors.add(&reader, name, "unknown-option");
                    typed.insert(name.clone(), value.clone());
                }
            },
        }
    }
    if declarations.is_empty() && errors.is_empty() {
        errors.add(&reader, "declarations", "declarations-none");
    }
    // Whoever evaluates nothing finds nothing here.
    let outcomes = block(&app, move |app| {
        conflicts::to_declare(&app.facility, &actor, &Declaration::default())?;
        Ok(conflicts::declare(&app.facility, &actor, &declarations))
    })
    .await?;
    let mut saved = 0;
    for declared in outcomes {
        match declared.outcome {
            Ok(()) => saved += 1,
            Err(failure) => {
                let name = field(declared.proposal);
                // A file the person does not see is not named; its row is gone by now.
                let said = match wording::errors(&reader, failure) {
                    Ok(said) => said,
                    Err(PageError::Failure(facility::Failure::Refused(_))) => Vec::new(),
                    Err(error) => return Err(error),
                };
                let words: Vec<String> = said.into_iter().map(|error| error.text).collect();
                let words = if words.is_empty() {
                    reader.t("declarations-gone")
                } else {
                    words.join(" ")
                };
                errors.say(&name, words);
                typed.insert(name.clone(), fields.get(&name).to_owned());
            }
        }
    }
    if errors.is_empty() {
        return Ok(done(&app, &query.address(), "declarations-saved"));
    }
    let mut shown = page(&visitor, &app, &query, &typed, errors).await?;
    if saved > 0 {
        shown.saved = reader.tn("declarations-saved-count", saved);
    }
    render_refused(&shown)
}
