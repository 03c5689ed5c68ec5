//! Possible duplicates: pairs of organisations with what they share, to be told apart or merged.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::OrganisationRow;
use facility::registration::duplicates::{self, Evidence, PossibleDuplicate};
use language::Reader;
use serde::Deserialize;
use workflow::ids::OrganisationId;
use workflow::role::Role;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// One of the two.
pub struct Side {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Legal name in Latin letters.
    pub name: String,
    /// Legal name in its own script; may be empty.
    pub other: String,
    /// Name of its status.
    pub status: String,
    /// What tells it apart.
    pub facts: Vec<(String, String)>,
}

/// A pair.
pub struct Pair {
    /// The page of the pair.
    pub href: String,
    /// Id of the first.
    pub first: String,
    /// Id of the second.
    pub second: String,
    /// The field of the reason that they are two.
    pub field: String,
    /// What was typed there; empty when nothing was.
    pub typed: String,
    /// What is wrong with it; empty when nothing is.
    pub error: String,
    /// Both names.
    pub title: String,
    /// The two.
    pub sides: [Side; 2],
    /// What they share, in words.
    pub evidence: Vec<String>,
    /// Since when it is known, in words.
    pub found: String,
}

fn side(reader: &Reader, row: &OrganisationRow) -> Side {
    let profile = &row.profile;
    let officers: Vec<&str> = profile
        .officers
        .iter()
        .map(|officer| officer.name.as_str())
        .collect();
    let facts = [
        ("label-country", Some(reader.country(profile.country))),
        (
            "organisation-registration-number",
            profile.registration_number.clone(),
        ),
        ("organisation-website", profile.website.clone()),
        ("organisation-email", profile.email.clone()),
        ("organisation-address", profile.address.clone()),
        (
            "organisation-officers",
            Some(officers.join(" · ")).filter(|text| !text.is_empty()),
        ),
        ("label-since", Some(reader.day(row.registered_at))),
    ];
    Side {
        id: row.id.to_string(),
        href: format!("/organisations/{}", row.id),
        name: profile.legal_name.clone(),
        other: profile.original_name.clone().unwrap_or_default(),
        status: row.status.to_string(),
        facts: facts
            .into_iter()
            .filter_map(|(key, value)| Some((reader.t(key), value?)))
            .collect(),
    }
}

/// What is shared, in words.
fn said(reader: &Reader, evidence: &Evidence) -> String {
    match evidence {
        Evidence::RegistrationNumber { number } => {
            reader.ta("evidence-registration-number", [("number", number.into())])
        }
        Evidence::BankAccount => reader.t("evidence-bank-account"),
        Evidence::WebDomain { host } => reader.ta("evidence-web-domain", [("host", host.into())]),
        Evidence::Officer { name } => reader.ta("evidence-officer", [("name", name.into())]),
        Evidence::Name { name, other, score } => reader.ta(
            "evidence-name",
            [
                ("name", name.into()),
                ("other", other.into()),
                ("percent", reader.percent(score / 10).into()),
            ],
        ),
    }
}

/// The field of the reason that two organisations are two.
fn field(first: &str, second: &str) -> String {
    format!("reason-{first}-{second}")
}

/// A pair as the pages show it.
pub fn pair(reader: &Reader, possible: &PossibleDuplicate) -> Pair {
    let (first, second) = (&possible.first, &possible.second);
    let names = [
        ("first", first.profile.legal_name.as_str().into()),
        ("second", second.profile.legal_name.as_str().into()),
    ];
    let on = reader.day(possible.found_at);
    Pair {
        href: format!("/duplicates/{}/{}", first.id, second.id),
        first: first.id.to_string(),
        second: second.id.to_string(),
        field: field(&first.id.to_string(), &second.id.to_string()),
        typed: String::new(),
        error: String::new(),
        title: reader.ta("duplicates-pair", names),
        sides: [side(reader, first), side(reader, second)],
        evidence: possible
            .evidence
            .iter()
            .map(|evidence| said(reader, evidence))
            .collect(),
        found: reader.ta("duplicates-found", [("date", on.into())]),
    }
}

/// Pairs as the pages show them.
pub fn pairs(reader: &Reader, possible: &[PossibleDuplicate]) -> Vec<Pair> {
    possible.iter().map(|one| pair(reader, one)).collect()
}

/// The most pairs on the page; those decided on make room for the next.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "organisation/duplicates.html")]
struct DuplicatesPage {
    page: Page,
    pairs: Vec<Pair>,
    count: String,
    may_dismiss: bool,
    may_merge: bool,
    errors: Errors,
}

/// A statement that two organisations are not one.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Posted {
    first: String,
    second: String,
    reason: String,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    typed: Posted,
    errors: Errors,
) -> Result<DuplicatesPage, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let manager = actor.holds_anywhere(Role::FacilityManager);
    let officer = actor.holds_anywhere(Role::ProgrammeOfficer);
    let found = block(app, move |app| {
        duplicates::possible(&app.facility, &actor, None, MOST)
    })
    .await?;
    let mut pairs = pairs(&reader, &found);
    let mine = field(&typed.first, &typed.second);
    for pair in pairs.iter_mut().filter(|pair| pair.field == mine) {
        pair.typed = typed.reason.clone();
        pair.error = errors.of(&mine);
    }
    Ok(DuplicatesPage {
        pairs,
        count: reader.tn("duplicates-count", found.len()),
        may_dismiss: officer || manager,
        may_merge: manager,
        errors,
        page: Page::new(visitor, app),
    })
}

/// The pairs nobody has decided on.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, Posted::default(), Errors::none()).await?)
}

/// States that two are not one, as typed on the list or on the page of the pair. Answers what is wrong with the reason.
pub(super) async fn state(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (first, second): (OrganisationId, OrganisationId),
    (field, reason): (&str, &str),
) -> Result<Errors, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let mut errors = Errors::none();
    let Some(reason) = parsing::text(&reader, &mut errors, field, reason) else {
        return Ok(errors);
    };
    let stated = block(app, move |app| {
        duplicates::dismiss(&app.facility, &actor, (first, None), second, &reason)
    });
    match stated.await {
        Ok(_) => Ok(Errors::none()),
        Err(failure) => Errors::from_failure(&reader, failure),
    }
}

/// States that two are not one.
pub(super) async fn dismiss(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let both = (id(&typed.first)?, id(&typed.second)?);
    let field = field(&typed.first, &typed.second);
    let errors = state(&visitor, &app, both, (&field, &typed.reason)).await?;
    if errors.is_empty() {
        Ok(done(&app, "/duplicates", "duplicates-dismissed-done"))
    } else {
        render_refused(&page(&visitor, &app, typed, errors).await?)
    }
}
