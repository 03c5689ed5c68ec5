//! Setting up a call: from a template, and by its definition as text.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::{Failure, call};
use language::Reader;
use serde::Deserialize;
use workflow::call::{CallAction, Command};
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::role::Role;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

#[derive(Template)]
#[template(path = "call/new.html")]
struct NewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    templates: Vec<Choice>,
    code: String,
    errors: Errors,
}

fn new_page(
    visitor: &Visitor,
    app: &Application,
    typed: &New,
    errors: Errors,
) -> Result<NewPage, PageError> {
    if !visitor.actor()?.holds_anywhere(Role::ProgrammeOfficer) {
        return Err(PageError::hidden());
    }
    let reader = visitor.reader;
    let only = call::TEMPLATES.len() == 1;
    let templates = call::TEMPLATES
        .iter()
        .map(|(name, _)| {
            let definition = call::template(name)?;
            let title = definition.title.get(reader.language.code()).to_owned();
            Ok(Choice {
                hint: definition.summary.get(reader.language.code()).to_owned(),
                ..Choice::new(*name, title, only || typed.template == *name)
            })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(NewPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new("/calls", reader.t("calls-title"))],
        templates,
        code: typed.code.clone(),
        errors,
    })
}

/// The form of a new call.
pub(super) async fn new(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&new_page(&visitor, &app, &New::default(), Errors::none())?)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct New {
    template: String,
    code: String,
}

/// Drafts a call from a template.
pub(super) async fn draft(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(typed): Form<New>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let mut errors = Errors::none();
    let code = typed.code.trim().to_ascii_uppercase();
    if code.is_empty() {
        errors.add(&visitor.reader, "code", "missing");
    }
    let known = call::TEMPLATES
        .iter()
        .any(|(name, _)| *name == typed.template);
    if !known {
        errors.add(&visitor.reader, "template", "unknown-option");
    }
    if errors.is_empty() {
        let definition = CallDefinition {
            code,
            ..call::template(&typed.template)?
        };
        let drafted = block(&app, move |app| {
            call::draft(&app.facility, &actor, definition)
        });
        match drafted.await {
            Ok(id) => return Ok(redirect(&format!("/calls/{id}/edit"))),
            Err(failure) => errors = Errors::from_failure(&visitor.reader, failure)?,
        }
    }
    render_refused(&new_page(&visitor, &app, &typed, errors)?)
}

#[derive(Template)]
#[template(path = "call/edit.html")]
struct EditPage {
    page: Page,
    crumbs: Vec<Crumb>,
    seq: i64,
    definition: String,
    problems: Vec<String>,
    errors: Errors,
}

async fn edit_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    typed: Option<String>,
    errors: Errors,
) -> Result<EditPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let view = block(app, move |app| {
        call::view(&app.facility, Some(&actor), call)
    })
    .await?;
    if !view.actions.contains(&CallAction::Edit) {
        return Err(PageError::hidden());
    }
    let definition = match typed {
        Some(typed) => typed,
        None => call::to_toml(&view.call.definition)?,
    };
    let title = view.call.definition.title.get(reader.language.code());
    Ok(EditPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(format!("/calls/{call}"), title),
        ],
        seq: view.seq,
        definition,
        problems: view
            .problems
            .iter()
            .map(|problem| wording::incomplete(&reader, problem))
            .collect(),
        errors,
    })
}

/// The definition as text.
pub(super) async fn edit(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&edit_page(&visitor, &app, id(&path)?, None, Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edited {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    definition: String,
}

/// The definition, or why it cannot be read: the line and what is wrong there.
fn read(reader: &Reader, toml: &str) -> Result<CallDefinition, Errors> {
    call::parse(toml).map_err(|failure| {
        let mut errors = Errors::none();
        let why = failure.to_string();
        errors.say("definition", reader.ta("fault-toml", [("why", why.into())]));
        errors
    })
}

/// Saves the definition. What is still missing is listed; it keeps the call from being approved, not from being saved.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(edited): Form<Edited>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let seen = seen(&edited.seen);
    let errors = match read(&visitor.reader, &edited.definition) {
        Err(errors) => errors,
        Ok(definition) => {
            let command = Command::Edit {
                definition: Box::new(definition),
            };
            let saved = block(&app, move |app| {
                call::act(&app.facility, &actor, call, seen, &command)
            });
            match saved.await {
                Ok(_) => return Ok(done(&app, &format!("/calls/{call}/edit"), "call-saved")),
                Err(failure) => Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    };
    let page = edit_page(&visitor, &app, call, Some(edited.definition), errors);
    render_refused(&page.await?)
}
