//! Starting an application: in whose name, and in which language.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::{call, intake, registration};
use language::Reader;
use serde::Deserialize;
use workflow::ids::{CallId, OrganisationId};
use workflow::procedure::Stage;
use workflow::role::Role;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, redirect, render, render_refused};
use crate::pages::parsing::id;
use crate::pages::registration::steps::{Lacking, before_applying};
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "intake/apply.html")]
struct ApplyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    criteria: Vec<String>,
    organisations: Vec<Choice>,
    /// What organisations lack before they can submit, by their names.
    lacking: Vec<(String, Vec<Lacking>)>,
    /// Languages the application can be written in, when there is a choice.
    languages: Vec<Choice>,
    one_each: bool,
    /// The call.
    call: String,
    errors: Errors,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    chosen: &Apply,
    errors: Errors,
) -> Result<ApplyPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (view, own) = block(app, move |app| {
        let view = call::view(&app.facility, Some(&actor), call)?;
        let mut own = Vec::new();
        for (organisation, _) in &actor.memberships {
            if actor.member(*organisation, Role::Editor) {
                own.push(registration::view(&app.facility, &actor, *organisation)?);
            }
        }
        Ok((view, own))
    })
    .await?;
    let definition = &view.call.definition;
    let language = reader.language.code();
    let criteria = match definition.procedure.first(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules
            .criteria
            .iter()
            .map(|criterion| criterion.text.get(language).to_owned())
            .collect(),
        _ => Vec::new(),
    };
    let only = own.len() == 1;
    let organisations = own
        .iter()
        .map(|own| {
            let id = own.row.id.to_string();
            let chosen = only || id == chosen.organisation;
            let eligible = definition.countries.is_empty()
                || definition.countries.contains(&own.row.profile.country);
            let mut hint = vec![reader.country(own.row.profile.country)];
            if !eligible {
                hint.push(reader.t("refusal-country-not-eligible"));
            }
            Choice {
                hint: hint.join(" · "),
                ..Choice::new(id, &own.row.profile.legal_name, chosen)
            }
        })
        .collect();
    let lacking = own
        .iter()
        .map(|own| {
            let (id, ready) = (own.row.id, own.standing.registration);
            let lacking = before_applying(&reader, id, ready, own.missing.len());
            (own.row.profile.legal_name.clone(), lacking)
        })
        .filter(|(_, lacking)| !lacking.is_empty())
        .collect();
    let title = definition.title.get(language).to_owned();
    Ok(ApplyPage {
        lacking,
        languages: languages(&reader, &definition.application_languages, &chosen.language),
        call: format!("/calls/{call}"),
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(format!("/calls/{call}"), title),
        ],
        criteria,
        organisations,
        one_each: definition.one_application_per_organisation,
        errors,
    })
}

pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(
        &page(
            &visitor,
            &app,
            id(&path)?,
            &Apply::default(),
            Errors::none(),
        )
        .await?,
    )
}

/// The languages an application can be written in; the reader's own is offered first. None when there is no choice.
fn languages(reader: &Reader, all: &[String], chosen: &str) -> Vec<Choice> {
    if all.len() < 2 {
        return Vec::new();
    }
    let own = reader.language.code();
    let preset = match all.iter().any(|language| language == own) {
        _ if !chosen.is_empty() => chosen,
        true => own,
        false => "",
    };
    all.iter()
        .map(|language| Choice::new(language, reader.spoken(language), language == preset))
        .collect()
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Apply {
    organisation: String,
    language: String,
}

/// Starts an application, and goes to its list of tasks.
pub(super) async fn start(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(form): Form<Apply>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let mut errors = Errors::none();
    match form.organisation.parse::<OrganisationId>() {
        Err(_) => errors.add(&visitor.reader, "organisation", "unknown-option"),
        Ok(organisation) => {
            let language = form.language.clone();
            let started = block(&app, move |app| {
                let language = (!language.is_empty()).then_some(language.as_str());
                app.facility.store.write(|conn| {
                    intake::start_in(conn, &app.facility, &actor, call, organisation, language)
                })
            });
            match started.await {
                Ok(proposal) => return Ok(redirect(&format!("/proposals/{proposal}/draft"))),
                Err(failure) => errors = Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    }
    render_refused(&page(&visitor, &app, call, &form, errors).await?)
}
