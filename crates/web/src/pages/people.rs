//! People of the facility: who may do what, invitations and appointments.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call;
use facility::people::{self, Colleague, Invited};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::ids::CallId;
use workflow::role::{Appointment, Role, Term};

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::pages::selection::members;
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/people").get(show).post(invite))
        .service(web::resource("/people/appointments/{id}/end").post(end));
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Typed {
    name: String,
    email: String,
    role: String,
    call: String,
    agency: String,
    language: String,
    sits_from: String,
    sits_until: String,
}

/// A call for which somebody is to be appointed, as links to this page name it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    call: String,
}

/// A role somebody holds.
struct Held {
    role: String,
    /// For which call, for which agency, since when.
    about: Vec<String>,
    /// Where it is ended; empty when the reader may not.
    end: String,
}

/// Somebody who works for the facility.
struct Line {
    name: String,
    email: String,
    disabled: bool,
    held: Vec<Held>,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct PeoplePage {
    page: Page,
    count: String,
    lines: Vec<Line>,
    /// Whether the reader may invite, appoint and end.
    manages: bool,
    values: Typed,
    roles: Vec<Choice>,
    calls: Vec<Choice>,
    languages: Vec<Choice>,
    errors: Errors,
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let values = Typed {
        call: asked.into_inner().call,
        ..Typed::default()
    };
    render(&page_of(&visitor, &app, values, Errors::none()).await?)
}

async fn page_of(
    visitor: &Visitor,
    app: &web::Data<Application>,
    values: Typed,
    errors: Errors,
) -> Result<PeoplePage, PageError> {
    let actor = visitor.actor()?;
    let manages = actor.holds(Role::FacilityManager, None);
    let me = actor.person;
    let (staff, calls) = block(app, move |app| {
        let staff = people::staff(&app.facility, &actor)?;
        let calls = call::list(&app.facility, Some(&actor), None, 200)?.items;
        Ok((staff, calls))
    })
    .await?;
    let reader = visitor.reader;
    let calls: Vec<(CallId, String)> = calls
        .iter()
        .map(|view| (view.call.id, view.call.definition.code.clone()))
        .collect();
    let language = Language::parse(&values.language).unwrap_or(reader.language);
    Ok(PeoplePage {
        page: Page::new(visitor, app),
        count: reader.tn("count-people", staff.len()),
        lines: staff
            .into_iter()
            .map(|colleague| {
                // Nobody ends what they hold themselves.
                let ends = manages && colleague.person.id != me;
                line(&reader, colleague, &calls, ends)
            })
            .collect(),
        manages,
        roles: Role::ALL
            .into_iter()
            .filter(|role| !role.is_applicant())
            .map(|role| Choice {
                value: role.to_string(),
                text: reader.named("role", role),
                hint: reader.t(format!("role-{}-does", role.name().replace('_', "-"))),
                chosen: values.role == role.name(),
            })
            .collect(),
        calls: calls
            .iter()
            .map(|(id, code)| {
                let id = id.to_string();
                let chosen = values.call == id;
                Choice::new(id, code, chosen)
            })
            .collect(),
        languages: Language::ALL
            .iter()
            .map(|each| Choice::new(each.code(), each.own_name(), *each == language))
            .collect(),
        values,
        errors,
    })
}

fn line(reader: &Reader, colleague: Colleague, calls: &[(CallId, String)], ends: bool) -> Line {
    let held = colleague
        .appointments
        .into_iter()
        .map(|row| {
            let appointment = &row.appointment;
            let call = match appointment.call {
                None => reader.t("people-every-call"),
                Some(id) => calls
                    .iter()
                    .find(|(known, _)| *known == id)
                    .map(|(_, code)| code.clone())
                    .unwrap_or_default(),
            };
            let since = reader.date_short(row.since.with_timezone(&reader.zone).date_naive());
            let since = reader.ta("people-since", [("date", since.into())]);
            let term = members::term(reader, row.term);
            let term = Some(term).filter(|term| !term.is_empty());
            let about = [appointment.agency.clone(), Some(call), Some(since), term];
            Held {
                role: reader.named("role", appointment.role),
                about: about.into_iter().flatten().collect(),
                end: if ends {
                    format!("/people/appointments/{}/end", row.id)
                } else {
                    String::new()
                },
            }
        })
        .collect();
    Line {
        name: colleague.person.name,
        email: colleague.person.email,
        disabled: colleague.person.disabled_at.is_some(),
        held,
    }
}

async fn invite(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let role: Option<Role> = typed.role.parse().ok();
    if role.is_none() {
        errors.add(&reader, "role", "unknown-option");
    }
    let call = match typed.call.as_str() {
        "" => None,
        id => Some(parsing::id::<CallId>(id)?),
    };
    let mut day = |field: &str, raw: &str| match raw.trim() {
        "" => None,
        raw => parsing::date(&reader, &mut errors, field, raw),
    };
    let term = Term {
        from: day("sits_from", &typed.sits_from),
        until: day("sits_until", &typed.sits_until),
    };
    if let Some(role) = role.filter(|_| errors.is_empty()) {
        let invited = Invited {
            name: typed.name.clone(),
            email: typed.email.clone(),
            language: Language::parse(&typed.language).unwrap_or(reader.language),
        };
        let agency = Some(typed.agency.trim().to_owned()).filter(|agency| !agency.is_empty());
        let appointment = Appointment { role, call, agency };
        let result = block(&app, move |app| {
            let url = &app.settings.public_url;
            people::appoint_for(&app.facility, &actor, url, &invited, &appointment, term)
        })
        .await;
        match result {
            Ok(_) => return Ok(done(&app, "/people", "people-invited")),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page_of(&visitor, &app, typed, errors).await?)
}

async fn end(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let id: uuid::Uuid = parsing::id(&id)?;
    block(&app, move |app| people::end(&app.facility, &actor, id)).await?;
    Ok(done(&app, "/people", "people-ended"))
}
