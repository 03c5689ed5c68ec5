//! The terms of confidentiality of a call: read, accepted or declined; and read again later.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluators::{self, Duty, OwnTerms};
use serde::Deserialize;
use workflow::ids::CallId;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A text with paragraphs, in a language of its own.
pub struct Shown {
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// BCP 47.
    pub language: String,
    /// Writing direction.
    pub direction: &'static str,
    /// SHA-256, hexadecimal.
    pub digest: String,
}

impl Shown {
    /// The terms of a call as a page shows them.
    pub fn of(terms: &evaluators::Terms) -> Self {
        Self {
            paragraphs: paragraphs(terms.text.as_str()),
            direction: language::Language::parse(&terms.language)
                .map_or("auto", language::Language::direction),
            language: terms.language.clone(),
            digest: terms.digest().to_string(),
        }
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

#[derive(Template)]
#[template(path = "evaluators/terms.html")]
struct TermsPage {
    page: Page,
    address: String,
    code: String,
    title: String,
    terms: Option<Shown>,
    pending: bool,
    accepted_at: String,
    accepted: Vec<String>,
    reason: String,
    errors: Errors,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    found: &OwnTerms,
    reason: String,
    errors: Errors,
) -> TermsPage {
    let reader = visitor.reader;
    let definition = &found.call.definition;
    let accepted = found.accepted.as_ref();
    TermsPage {
        page: Page::new(visitor, app),
        address: format!("/calls/{}/terms", found.call.id),
        code: definition.code.clone(),
        title: definition.title.get(reader.language.code()).to_owned(),
        terms: found.terms.as_ref().map(Shown::of),
        pending: found.pending,
        accepted_at: accepted
            .map(|one| {
                reader.ta(
                    "terms-accepted-at",
                    [("at", reader.date_time(one.at).into())],
                )
            })
            .unwrap_or_default(),
        accepted: accepted
            .map(|one| paragraphs(&one.text))
            .unwrap_or_default(),
        reason,
        errors,
    }
}

async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
) -> Result<OwnTerms, PageError> {
    let actor = visitor.actor()?;
    let language = visitor.reader.language.code();
    let found = block(app, move |app| {
        evaluators::own_terms(&app.facility, &actor, call, language)
    });
    Ok(found.await?)
}

/// Shows the terms to who is, or is to be, an evaluator of the call or at the table of its panel.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    visitor.actor()?;
    let found = find(&visitor, &app, parsing::id(&id)?).await?;
    render(&page(&visitor, &app, &found, String::new(), Errors::none()))
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    #[serde(rename = "do")]
    wish: String,
    terms: String,
    agree: String,
    reason: String,
}

/// Accepts or declines.
pub async fn answer(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = parsing::id(&id)?;
    let found = find(&visitor, &app, call).await?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let (to, key, declined_key) = match found.duty {
        Duty::Evaluates => ("/evaluator".to_owned(), "terms-accepted", "terms-declined"),
        Duty::Sits => (
            format!("/calls/{call}/panel"),
            "terms-accepted-seat",
            "terms-declined-seat",
        ),
    };
    if typed.wish == "decline" {
        if let Some(reason) = parsing::text(&reader, &mut errors, "reason", &typed.reason) {
            let language = reader.language.code();
            let declined = block(&app, move |app| {
                evaluators::decline_terms(&app.facility, &actor, call, language, &reason)
            });
            match declined.await {
                Ok(()) => return Ok(done(&app, "/", declined_key)),
                Err(failure) => errors = Errors::from_failure(&reader, failure)?,
            }
        }
    } else if typed.agree != "true" {
        errors.add(&reader, "agree", "terms-not-ticked");
    } else {
        let digest = typed.terms.parse().ok();
        let accepted = block(&app, move |app| {
            evaluators::accept_terms(&app.facility, &actor, call, digest)
        });
        match accepted.await {
            Ok(()) => return Ok(done(&app, &to, key)),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, &found, typed.reason, errors))
}
