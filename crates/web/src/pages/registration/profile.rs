//! The profile of an organisation as a form.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::{self, KINDS};
use language::Reader;
use serde::Deserialize;
use workflow::ids::OrganisationId;
use workflow::money::{Currency, Money};
use workflow::registration::{Declarations, Officer, Profile};

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// The profile as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    seen: String,
    legal_name: String,
    original_name: String,
    acronym: String,
    country: String,
    kind: String,
    registration_number: String,
    registered_on: String,
    website: String,
    email: String,
    address: String,
    annual_budget: String,
    currency: String,
    officers: String,
    declarations: String,
}

impl Typed {
    fn of(profile: &Profile, seq: i64) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            seen: seq.to_string(),
            legal_name: profile.legal_name.clone(),
            original_name: text(&profile.original_name),
            acronym: text(&profile.acronym),
            country: profile.country.to_string(),
            kind: profile.kind.clone(),
            registration_number: text(&profile.registration_number),
            registered_on: profile
                .registered_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            website: text(&profile.website),
            email: text(&profile.email),
            address: text(&profile.address),
            annual_budget: profile
                .annual_budget
                .map(Money::figures)
                .unwrap_or_default(),
            currency: profile
                .annual_budget
                .map(|budget| budget.currency.code().to_owned())
                .unwrap_or_default(),
            officers: profile
                .officers
                .iter()
                .map(|officer| officer.name.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            declarations: if profile.declarations.complete() {
                "true"
            } else {
                ""
            }
            .to_owned(),
        }
    }

    /// The profile, or what cannot be read of it. The rest is checked by the use case.
    fn read(&self, reader: &Reader) -> Result<Profile, Errors> {
        let mut errors = Errors::none();
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        let country = self.country.parse().ok();
        if country.is_none() {
            errors.add(reader, "country", "missing");
        }
        let registered_on = match self.registered_on.trim() {
            "" => None,
            day => day
                .parse()
                .map_err(|_| errors.add(reader, "registered_on", "date"))
                .ok(),
        };
        let currency = Currency::from_code(self.currency.trim());
        let annual_budget = match (self.annual_budget.trim(), currency) {
            ("", _) => None,
            (_, None) => {
                errors.add(reader, "currency", "missing");
                None
            }
            (amount, Some(currency)) => Money::parse(amount, currency)
                .map_err(|_| errors.add(reader, "annual_budget", "amount"))
                .ok(),
        };
        let profile = country.map(|country| Profile {
            original_name: text(&self.original_name),
            acronym: text(&self.acronym),
            registration_number: text(&self.registration_number),
            registered_on,
            website: text(&self.website),
            email: text(&self.email),
            address: text(&self.address),
            annual_budget,
            officers: self.officers.lines().map(Officer::named).collect(),
            declarations: if self.declarations.is_empty() {
                Declarations::default()
            } else {
                Declarations::all_yes()
            },
            ..Profile::new(self.legal_name.clone(), country, self.kind.clone())
        });
        match profile {
            Some(profile) if errors.is_empty() => Ok(profile),
            _ => Err(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "registration/profile.html")]
struct ProfilePage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    lead: String,
    warning: String,
    countries: Vec<Choice>,
    kinds: Vec<Choice>,
    currencies: Vec<Choice>,
    typed: Typed,
    errors: Errors,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    known: Option<OrganisationId>,
    typed: Typed,
    errors: Errors,
) -> ProfilePage {
    let reader = visitor.reader;
    // The currencies of the facility's work first: one chooses, one does not search.
    let mut currencies: Vec<&str> = vec!["USD", "EUR"];
    let mut others: Vec<&str> = iso_codes().collect();
    others.sort_unstable();
    currencies.extend(
        others
            .into_iter()
            .filter(|code| *code != "USD" && *code != "EUR"),
    );
    let mut crumbs = vec![Crumb::new("/organisations", reader.t("nav-organisations"))];
    if let Some(id) = known {
        crumbs.push(Crumb::new(
            format!("/organisations/{id}"),
            typed.legal_name.as_str(),
        ));
    }
    let new = known.is_none();
    ProfilePage {
        page: Page::new(visitor, app),
        crumbs,
        title: if new {
            reader.t("organisation-register-title")
        } else {
            reader.t("action-amend")
        },
        lead: if new {
            reader.t("organisation-register-lead")
        } else {
            String::new()
        },
        warning: if new {
            String::new()
        } else {
            reader.t("organisation-change-warning")
        },
        countries: reader
            .countries()
            .iter()
            .map(|(code, name)| Choice::new(code, name, *code == typed.country))
            .collect(),
        kinds: KINDS
            .iter()
            .map(|kind| {
                let text = reader.named("organisation-kind", kind);
                Choice::new(*kind, text, *kind == typed.kind)
            })
            .collect(),
        currencies: currencies
            .into_iter()
            .map(|code| Choice::new(code, code, code == typed.currency))
            .collect(),
        typed,
        errors,
    }
}

/// Codes of currencies in use.
fn iso_codes() -> impl Iterator<Item = &'static str> {
    let letters = || b'A'..=b'Z';
    letters().flat_map(move |first| {
        letters().flat_map(move |second| {
            letters().filter_map(move |third| {
                let code = [first, second, third];
                let code = std::str::from_utf8(&code).ok()?;
                let currency = Currency::from_code(code)?;
                (!currency.is_fund()
                    && !currency.is_special()
                    && currency.is_superseded().is_none())
                .then(|| currency.code())
            })
        })
    })
}

/// The form of a new organisation.
pub(super) async fn new(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    visitor.signed_in()?;
    render(&page(
        &visitor,
        &app,
        None,
        Typed::default(),
        Errors::none(),
    ))
}

/// Registers an organisation.
pub(super) async fn register(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.id;
    let errors = match typed.read(&visitor.reader) {
        Err(errors) => errors,
        Ok(profile) => {
            let registered = block(&app, move |app| {
                registration::register(&app.facility, person, profile)
            });
            match registered.await {
                Ok(id) => {
                    let to = format!("/organisations/{id}");
                    return Ok(done(&app, &to, "organisation-registered"));
                }
                Err(failure) => Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, None, typed, errors))
}

/// The form of a known organisation.
pub(super) async fn edit(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let organisation = id(&path)?;
    let view = block(&app, move |app| {
        registration::view(&app.facility, &actor, organisation)
    })
    .await?;
    if !view
        .actions
        .contains(&workflow::organisation::OrganisationAction::Amend)
    {
        return Err(PageError::hidden());
    }
    let typed = Typed::of(&view.row.profile, view.seq);
    render(&page(
        &visitor,
        &app,
        Some(organisation),
        typed,
        Errors::none(),
    ))
}

/// Changes the profile.
pub(super) async fn amend(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let organisation: OrganisationId = id(&path)?;
    let seen = seen(&typed.seen);
    let errors = match typed.read(&visitor.reader) {
        Err(errors) => errors,
        Ok(profile) => {
            let amended = block(&app, move |app| {
                registration::amend(&app.facility, &actor, organisation, seen, profile)
            });
            match amended.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}");
                    return Ok(done(&app, &to, "organisation-changed"));
                }
                Err(failure) => Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, Some(organisation), typed, errors))
}
