//! A new call: from a template, from an earlier call, from a file, or from nothing.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::call::{self, Source};
use language::Reader;
use serde::Deserialize;
use workflow::role::Role;

use super::builder::Section;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, redirect, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// The most earlier calls offered.
const MOST_CALLS: i64 = 200;

#[derive(Template)]
#[template(path = "call/new.html")]
struct NewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    templates: Vec<Choice>,
    calls: Vec<Choice>,
    typed: New,
    errors: Errors,
}

async fn new_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    typed: New,
    errors: Errors,
) -> Result<NewPage, PageError> {
    let actor = visitor.actor()?;
    if !actor.holds_anywhere(Role::ProgrammeOfficer) {
        return Err(PageError::hidden());
    }
    let reader = visitor.reader;
    let language = reader.language.code();
    let mut templates = call::TEMPLATES
        .iter()
        .map(|(name, _)| {
            let definition = call::template(name)?;
            let value = format!("template {name}");
            Ok(Choice {
                hint: definition.summary.get(language).to_owned(),
                ..Choice::new(
                    value.clone(),
                    definition.title.get(language),
                    typed.source == value,
                )
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let others = [
        ("call", "call-from-call"),
        ("file", "call-from-file"),
        ("nothing", "call-from-nothing"),
    ];
    templates.extend(others.map(|(value, key)| Choice {
        hint: reader.t(format!("{key}-hint")),
        ..Choice::new(value, reader.t(key), typed.source == value)
    }));
    let earlier = block(app, move |app| {
        call::list(&app.facility, Some(&actor), None, MOST_CALLS)
    })
    .await?;
    let calls = earlier
        .items
        .iter()
        .rev()
        .map(|view| {
            let definition = &view.call.definition;
            let id = view.call.id.to_string();
            let chosen = typed.call == id;
            let text = format!("{} · {}", definition.code, definition.title.get(language));
            Choice::new(id, text, chosen)
        })
        .collect();
    Ok(NewPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new("/calls", reader.t("calls-title"))],
        templates,
        calls,
        typed,
        errors,
    })
}

/// The form of a new call.
pub(super) async fn new(
    visitor: Visitor,
    app: web::Data<Application>,
    typed: web::Query<New>,
) -> Result<HttpResponse, PageError> {
    let typed = typed.into_inner();
    render(&new_page(&visitor, &app, typed, Errors::none()).await?)
}

/// What is posted for a new call.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct New {
    source: String,
    call: String,
    definition: String,
    code: String,
}

/// Why a definition cannot be read: the line and what is wrong there.
pub(super) fn unreadable(reader: &Reader, why: &call::Unreadable) -> String {
    let what = why.what.as_str();
    match why.line {
        Some(line) => reader.ta(
            "fault-toml-line",
            [("line", reader.number(line).into()), ("why", what.into())],
        ),
        None => reader.ta("fault-toml", [("why", what.into())]),
    }
}

fn source(reader: &Reader, typed: &New, errors: &mut Errors) -> Option<Source> {
    let known = |name: &&str| call::TEMPLATES.iter().any(|(known, _)| known == name);
    match typed.source.as_str() {
        "call" => {
            let id = typed.call.parse().ok();
            if id.is_none() {
                errors.add(reader, "call", "unknown-option");
            }
            id.map(Source::Call)
        }
        "file" => match call::parse(&typed.definition) {
            Ok(definition) => Some(Source::Definition(Box::new(definition))),
            Err(why) => {
                errors.say("definition", unreadable(reader, &why));
                None
            }
        },
        "nothing" => Some(Source::Nothing(vec![reader.language.code().to_owned()])),
        other => {
            let name = other.strip_prefix("template ").filter(known);
            if name.is_none() {
                errors.add(reader, "source", "unknown-option");
            }
            name.map(|name| Source::Template(name.to_owned()))
        }
    }
}

/// Drafts a call. A file brings its own code, which another one may replace.
pub(super) async fn draft(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<New>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let mut errors = Errors::none();
    let source = source(&visitor.reader, &typed, &mut errors);
    let code = match &source {
        Some(Source::Definition(definition)) if typed.code.trim().is_empty() => {
            definition.code.clone()
        }
        _ => typed.code.clone(),
    };
    if code.trim().is_empty() {
        errors.add(&visitor.reader, "code", "missing");
    }
    if let Some(source) = source.filter(|_| errors.is_empty()) {
        let drafted = block(&app, move |app| {
            call::draft_from(&app.facility, &actor, &source, &code)
        });
        match drafted.await {
            Ok(id) => return Ok(redirect(&Section::Overview.href(id))),
            Err(failure) => errors = Errors(wording::errors(&visitor.reader, failure)?),
        }
    }
    render_refused(&new_page(&visitor, &app, typed, errors).await?)
}
