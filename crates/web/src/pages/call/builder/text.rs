//! The definition of a call as text: for people who would rather write it, and to be shared between facilities.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call;
use serde::Deserialize;
use workflow::call::Command;

use super::{Check, Section, checks, crumbs, draft};
use crate::download::file;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::call::new::unreadable;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "call/edit.html")]
struct TextPage {
    page: Page,
    crumbs: Vec<Crumb>,
    seq: i64,
    definition: String,
    checks: Vec<Check>,
    errors: Errors,
}

async fn text_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    raw: &str,
    typed: Option<String>,
    errors: Errors,
) -> Result<TextPage, PageError> {
    let reader = &visitor.reader;
    let draft = draft(visitor, app, id(raw)?).await?;
    let definition = match typed {
        Some(typed) => typed,
        None => call::to_toml(&draft.definition)?,
    };
    Ok(TextPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(reader, &draft, Section::Toml),
        seq: draft.seq,
        definition,
        checks: checks(reader, draft.id, &draft.definition),
        errors,
    })
}

/// Shows the definition as text.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&text_page(&visitor, &app, &path, None, Errors::none()).await?)
}

/// The text as it is posted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edited {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    definition: String,
}

/// Saves the definition. What is still missing is listed; it keeps the call from being approved, not from being saved.
pub async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(edited): Form<Edited>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let seen = seen(&edited.seen);
    let mut errors = Errors::none();
    match call::parse(&edited.definition) {
        Err(why) => errors.say("definition", unreadable(&visitor.reader, &why)),
        Ok(definition) => {
            let command = Command::Edit {
                definition: Box::new(definition),
            };
            let call = id(&path)?;
            let saved = block(&app, move |app| {
                call::act(&app.facility, &actor, call, seen, &command)
            });
            match saved.await {
                Ok(_) => return Ok(done(&app, &Section::Toml.href(call), "call-saved")),
                Err(failure) => errors = Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    }
    render_refused(&text_page(&visitor, &app, &path, Some(edited.definition), errors).await?)
}

/// The definition as a file, for everybody who sees the call.
pub async fn export(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let call = id(&path)?;
    let actor = visitor.maybe_actor();
    let (code, toml) = block(&app, move |app| {
        let view = call::view(&app.facility, actor.as_ref(), call)?;
        let definition = &view.call.definition;
        Ok((definition.code.clone(), call::to_toml(definition)?))
    })
    .await?;
    Ok(file(
        &format!("{code}.toml"),
        "application/toml; charset=utf-8",
        toml,
    ))
}
