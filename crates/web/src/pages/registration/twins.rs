//! "Is this you?": organisations on the register that look the same as the one being registered.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::duplicates::Evidence;
use facility::registration::joining;
use language::Reader;
use serde::Deserialize;
use workflow::ids::OrganisationId;
use workflow::role::Role;

use super::steps;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, back, done, redirect, render, render_refused};
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Where it is asked, and where one goes on to.
pub fn address(organisation: OrganisationId, on: &str) -> String {
    let query = serde_urlencoded::to_string([("on", on)]).unwrap_or_default();
    format!("/organisations/{organisation}/is-this-you?{query}")
}

/// An organisation that looks the same.
struct Twin {
    /// Where one asks to join it.
    ask: String,
    /// Id of the message's field.
    field: String,
    name: String,
    other: String,
    shared: Vec<String>,
    /// How a request stands already; empty when there is none.
    asked: String,
    error: String,
    message: String,
}

#[derive(Template)]
#[template(path = "registration/twins.html")]
struct TwinsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    twins: Vec<Twin>,
    on: String,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    on: String,
    message: String,
}

/// What is shared, in words that tell nothing of the other.
fn shared(reader: &Reader, evidence: &Evidence) -> String {
    reader.t(match evidence {
        Evidence::RegistrationNumber { .. } => "shared-registration-number",
        Evidence::BankAccount => "shared-bank-account",
        Evidence::WebDomain { .. } => "shared-website",
        Evidence::Officer { .. } => "shared-officer",
        Evidence::Name { .. } => "shared-name",
    })
}

/// A place of the organisation's registration to go on to.
fn onward(organisation: OrganisationId, on: &str) -> String {
    let list = steps::address(organisation);
    let own = back(on);
    if own.starts_with(&list) {
        own.to_owned()
    } else {
        list
    }
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
    asked: Option<OrganisationId>,
    typed: Typed,
    errors: Errors,
) -> Result<TwinsPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let found = block(app, move |app| {
        joining::look_alikes(&app.facility, &actor, organisation)
    })
    .await?;
    let twins = found.into_iter().map(|one| {
        let known = one.known;
        let here = asked == Some(known.id);
        let field = format!("message-{}", known.id);
        Twin {
            ask: format!("/organisations/{organisation}/is-this-you/{}", known.id),
            error: errors.of(&field),
            field,
            other: known.original_name.unwrap_or_default(),
            name: known.legal_name,
            shared: known
                .evidence
                .iter()
                .map(|evidence| shared(&reader, evidence))
                .collect(),
            asked: one
                .asked
                .map(|state| reader.named("join-asked", state))
                .unwrap_or_default(),
            message: if here {
                typed.message.clone()
            } else {
                String::new()
            },
        }
    });
    Ok(TwinsPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new(
            steps::address(organisation),
            reader.t("registration-title"),
        )],
        twins: twins.collect(),
        on: onward(organisation, &typed.on),
        errors,
    })
}

/// Asks.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Typed>,
) -> Result<HttpResponse, PageError> {
    let organisation: OrganisationId = id(&path)?;
    let typed = query.into_inner();
    if !visitor.actor()?.member(organisation, Role::Editor) {
        return Err(PageError::hidden());
    }
    let shown = page(&visitor, &app, organisation, None, typed, Errors::none()).await?;
    if shown.twins.is_empty() {
        return Ok(redirect(&shown.on));
    }
    render(&shown)
}

/// "Yes": asks the owners to be let in.
pub(super) async fn ask(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (own, other): (OrganisationId, OrganisationId) = (id(&path.0)?, id(&path.1)?);
    let mut errors = Errors::none();
    let field = format!("message-{other}");
    if let Some(message) = parsing::text(&reader, &mut errors, &field, &typed.message) {
        let asked = block(&app, move |app| {
            let url = &app.settings.public_url;
            joining::ask(&app.facility, &actor, url, own, other, &message)
        });
        match asked.await {
            Ok(_) => return Ok(done(&app, &onward(own, &typed.on), "join-asked-done")),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, own, Some(other), typed, errors).await?)
}
