//! The page an invitation to evaluate leads to: whoever holds its link reads the terms, then accepts or declines.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::evaluators::{self, NewEvaluator, Offer};
use serde::Deserialize;
use workflow::refusal::Refusal;

use super::terms::Shown;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// How an invitation can be taken up here and now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By opening an account.
    Open,
    /// By signing in first.
    SignIn,
    /// At once.
    Accept,
    /// Not by the account that is signed in.
    Other,
}

/// What the link offers, in the reader's words.
struct Said {
    title: String,
    code: String,
    text: String,
    email: String,
    until: String,
    terms: Option<Shown>,
    way: Way,
}

#[derive(Template)]
#[template(path = "evaluators/invited.html")]
struct InvitedPage {
    page: Page,
    address: String,
    sign_in: String,
    said: Option<Said>,
    typed: Typed,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    #[serde(rename = "do")]
    wish: String,
    terms: String,
    agree: String,
    name: String,
    password: String,
    reason: String,
}

fn said(visitor: &Visitor, offer: &Offer) -> Said {
    let reader = visitor.reader;
    let me = visitor.who.as_ref().map(|who| who.person.id);
    let definition = &offer.call.definition;
    Said {
        title: definition.title.get(reader.language.code()).to_owned(),
        code: definition.code.clone(),
        text: reader.ta("evaluator-invited-text", [("by", offer.by.as_str().into())]),
        email: offer.email.clone(),
        until: reader.ta(
            "invitation-until",
            [("at", reader.date_time(offer.expires_at).into())],
        ),
        terms: offer.terms.as_ref().map(Shown::of),
        way: match me {
            Some(me) if offer.person == me => Way::Accept,
            Some(_) => Way::Other,
            None if offer.account => Way::SignIn,
            None => Way::Open,
        },
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    token: &str,
    offered: Option<&Offer>,
    typed: Option<Typed>,
    errors: Errors,
) -> InvitedPage {
    let address = format!("/evaluate/{token}");
    let query = serde_urlencoded::to_string([("back", &address)]).unwrap_or_default();
    let fresh = || Typed {
        name: offered
            .map(|offer| offer.invited_name.clone())
            .unwrap_or_default(),
        ..Typed::default()
    };
    InvitedPage {
        page: Page::new(visitor, app),
        address,
        sign_in: format!("/sign-in?{query}"),
        said: offered.map(|offer| said(visitor, offer)),
        typed: typed.unwrap_or_else(fresh),
        errors,
    }
}

/// What the link offers; nothing when it works no more.
async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    token: &str,
) -> Result<Option<Offer>, PageError> {
    let token = token.to_owned();
    let language = visitor.reader.language.code();
    let found = block(app, move |app| {
        evaluators::offer(&app.facility, &token, language)
    });
    match found.await {
        Ok(offer) => Ok(Some(offer)),
        Err(Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// Shows the invitation.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let key = token.clone();
    block(&app, move |app| evaluators::followed(&app.facility, &key)).await?;
    let offered = find(&visitor, &app, &token).await?;
    render(&page(
        &visitor,
        &app,
        &token,
        offered.as_ref(),
        None,
        Errors::none(),
    ))
}

/// Accepts, declines, or opens the account and accepts.
pub async fn answer(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let offered = find(&visitor, &app, &token).await?;
    let mut errors = Errors::none();
    let asks = offered.as_ref().is_some_and(|offer| offer.terms.is_some());
    let (key, given) = (token.clone(), typed.clone());
    let acted = if typed.wish == "decline" {
        match parsing::text(&reader, &mut errors, "reason", &typed.reason) {
            Some(reason) => {
                let declined = block(&app, move |app| {
                    evaluators::decline(&app.facility, &key, &reason)
                });
                Some(
                    declined
                        .await
                        .map(|()| ("/", "evaluator-invitation-declined")),
                )
            }
            None => None,
        }
    } else if asks && typed.agree != "true" {
        errors.add(&reader, "agree", "terms-not-ticked");
        None
    } else if let Some(actor) = visitor.maybe_actor() {
        let accepted = block(&app, move |app| {
            evaluators::accept(&app.facility, &actor, &key, given.terms.parse().ok())
        });
        Some(
            accepted
                .await
                .map(|_| ("/evaluator", "evaluator-invitation-accepted")),
        )
    } else {
        let opened = block(&app, move |app| {
            let new = NewEvaluator {
                name: &given.name,
                password: &given.password,
                terms: given.terms.parse().ok(),
            };
            evaluators::accept_new(&app.facility, &app.passwords, &key, &new)
        });
        Some(opened.await.map(|_| ("/sign-in", "join-opened")))
    };
    match acted {
        Some(Ok((to, notice))) => return Ok(done(&app, to, notice)),
        // A link that works no more is said by the page itself.
        Some(Err(Failure::Refused(Refusal::Hidden))) | None => {}
        Some(Err(failure)) => errors = Errors::from_failure(&reader, failure)?,
    }
    let again = find(&visitor, &app, &token).await?;
    let shown = page(&visitor, &app, &token, again.as_ref(), Some(typed), errors);
    render_refused(&shown)
}
