//! Registration in steps: the first one makes the organisation, the list says what is still missing.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::registration::{self, OrganisationView, joining};
use language::Reader;
use serde::Deserialize;
use workflow::due_diligence::CONTACTS_NEEDED;
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationAction;
use workflow::registration::{Missing, Profile, Section};
use workflow::role::Role;

use super::section::{countries, kinds};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Where an organisation's steps are listed.
pub fn address(organisation: OrganisationId) -> String {
    format!("/organisations/{organisation}/registration")
}

/// The first step as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    legal_name: String,
    original_name: String,
    kind: String,
    country: String,
}

#[derive(Template)]
#[template(path = "registration/new.html")]
struct NewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    kinds: Vec<Choice>,
    countries: Vec<Choice>,
    typed: Typed,
    errors: Errors,
}

fn new_page(visitor: &Visitor, app: &Application, typed: Typed, errors: Errors) -> NewPage {
    let reader = visitor.reader;
    NewPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new("/organisations", reader.t("nav-organisations"))],
        kinds: kinds(&reader, &typed.kind),
        countries: countries(&reader, &typed.country),
        typed,
        errors,
    }
}

/// The first step.
pub(super) async fn new(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    visitor.signed_in()?;
    render(&new_page(&visitor, &app, Typed::default(), Errors::none()))
}

/// Takes the first step: from here on there is an organisation.
pub(super) async fn register(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.id;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    match typed.country.parse() {
        Err(_) => {
            if typed.legal_name.trim().is_empty() {
                errors.add(&reader, "legal_name", "missing");
            }
            errors.add(&reader, "country", "missing");
            if typed.kind.is_empty() {
                errors.add(&reader, "kind", "missing");
            }
        }
        Ok(country) => {
            let profile = Profile {
                original_name: Some(typed.original_name.clone()),
                ..Profile::new(typed.legal_name.clone(), country, typed.kind.clone())
            };
            let registered = block(&app, move |app| {
                let id = registration::register(&app.facility, person, profile)?;
                let who = facility::accounts::with_id(&app.facility, person)?;
                let twins = joining::look_alikes(&app.facility, &who.actor, id)?;
                Ok::<_, Failure>((id, !twins.is_empty()))
            });
            match registered.await {
                Ok((id, true)) => {
                    return Ok(redirect(&super::twins::address(id, &address(id))));
                }
                Ok((id, false)) => return Ok(done(&app, &address(id), "organisation-registered")),
                Err(failure) => errors = Errors::from_failure(&reader, failure)?,
            }
        }
    }
    render_refused(&new_page(&visitor, &app, typed, errors))
}

/// Something that is missing, with the way to it.
pub struct Lacking {
    /// Where it is written.
    pub href: String,
    /// What it is.
    pub text: String,
}

/// What is missing, in words.
fn lacking(reader: &Reader, organisation: OrganisationId, missing: &Missing) -> Lacking {
    let href = match missing.field {
        "registration_certificate" | "audited_statement" => {
            format!("/organisations/{organisation}/documents")
        }
        field => {
            // A group of budgets begins with its currency.
            let anchor = match field {
                "bank_account" => "bank_holder",
                "declarations" => "lawful_purpose",
                field => field,
            };
            format!("{}/{}#{anchor}", address(organisation), missing.section)
        }
    };
    Lacking {
        href,
        text: reader.named("missing", missing.field),
    }
}

/// What keeps an organisation from submitting a proposal: the registration, the contacts. Empty when nothing does.
pub fn before_applying(
    reader: &Reader,
    organisation: OrganisationId,
    readiness: workflow::due_diligence::Readiness,
    missing: usize,
) -> Vec<Lacking> {
    let mut found = Vec::new();
    if !readiness.complete {
        found.push(Lacking {
            href: address(organisation),
            text: reader.tn("registration-things-missing", missing),
        });
    }
    if readiness.contacts < CONTACTS_NEEDED {
        found.push(Lacking {
            href: format!("/organisations/{organisation}/people"),
            text: reader.t("registration-contact-missing"),
        });
    }
    found
}

/// A step in the list.
struct Step {
    href: String,
    title: String,
    family: &'static str,
    state: String,
    lacking: Vec<Lacking>,
}

#[derive(Template)]
#[template(path = "registration/steps.html")]
struct StepsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    name: String,
    other: String,
    progress: String,
    percent: usize,
    steps: Vec<Step>,
    more: Vec<Step>,
    ready: bool,
    /// Where it is asked whether another organisation is this one; empty when none looks like it.
    twins: String,
    writable: bool,
}

fn step(reader: &Reader, view: &OrganisationView, section: Section) -> Step {
    let lacking: Vec<Lacking> = view
        .missing
        .iter()
        .filter(|missing| missing.section == section)
        .map(|missing| lacking(reader, view.row.id, missing))
        .collect();
    let (family, key) = if lacking.is_empty() {
        ("good", "intake-section-done")
    } else {
        ("waiting", "status-incomplete")
    };
    Step {
        href: format!("{}/{section}", address(view.row.id)),
        title: reader.named("section", section),
        family,
        state: reader.t(key),
        lacking,
    }
}

/// What stands beside the sections: documents and people.
fn beside(reader: &Reader, view: &OrganisationView) -> Vec<Step> {
    let state = |there: bool| match there {
        true => ("good", reader.t("intake-section-done")),
        false => ("waiting", reader.t("status-incomplete")),
    };
    let documents = !view.missing.iter().any(|missing| {
        matches!(
            missing.field,
            "registration_certificate" | "audited_statement"
        )
    });
    let contacts = view.standing.registration.contacts;
    let enough = contacts >= CONTACTS_NEEDED;
    [
        ("documents", "registration-documents", documents, None),
        (
            "people",
            "people-of-organisation",
            enough,
            (!enough).then(|| reader.t("registration-contact-missing")),
        ),
    ]
    .into_iter()
    .map(|(place, title, there, what)| {
        let href = format!("/organisations/{}/{place}", view.row.id);
        let (family, state) = state(there);
        Step {
            title: reader.t(title),
            family,
            state,
            lacking: what
                .into_iter()
                .map(|text| Lacking {
                    href: href.clone(),
                    text,
                })
                .collect(),
            href,
        }
    })
    .collect()
}

/// The list of steps.
pub(super) async fn list(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let organisation: OrganisationId = id(&path)?;
    if !actor.member(organisation, Role::Reader) {
        return Err(PageError::hidden());
    }
    let (view, twins) = block(&app, move |app| {
        let view = registration::view(&app.facility, &actor, organisation)?;
        let twins = joining::look_alikes(&app.facility, &actor, organisation)?;
        Ok::<_, Failure>((view, !twins.is_empty()))
    })
    .await?;
    let steps: Vec<Step> = Section::ALL
        .iter()
        .map(|section| step(&reader, &view, *section))
        .collect();
    let complete = steps.iter().filter(|step| step.lacking.is_empty()).count();
    render(&StepsPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new(
            format!("/organisations/{organisation}"),
            view.row.profile.legal_name.as_str(),
        )],
        name: view.row.profile.legal_name.clone(),
        other: view.row.profile.original_name.clone().unwrap_or_default(),
        progress: reader.ta(
            "intake-progress",
            [("done", complete.into()), ("all", steps.len().into())],
        ),
        percent: complete * 100 / steps.len().max(1),
        more: beside(&reader, &view),
        ready: view.standing.may_apply().is_ok(),
        twins: if twins {
            super::twins::address(organisation, &address(organisation))
        } else {
            String::new()
        },
        writable: view.actions.contains(&OrganisationAction::Amend),
        steps,
    })
}
