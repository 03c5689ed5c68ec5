//! The page an invitation leads to: whoever holds its link accepts or declines.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::registration::invitations::{self, Offer};
use serde::Deserialize;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
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

#[derive(Template)]
#[template(path = "registration/join.html")]
struct JoinPage {
    page: Page,
    valid: bool,
    way: Way,
    address: String,
    sign_in: String,
    organisation: String,
    original_name: String,
    text: String,
    email: String,
    called: String,
    until: String,
    errors: Errors,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    token: &str,
    offered: Option<Offer>,
    typed: Option<Typed>,
    errors: Errors,
) -> JoinPage {
    let reader = visitor.reader;
    let address = format!("/join/{token}");
    let query = serde_urlencoded::to_string([("back", &address)]).unwrap_or_default();
    let me = visitor.who.as_ref().map(|who| who.person.id);
    let valid = offered.is_some();
    let way = match (&offered, me) {
        (Some(offer), Some(me)) if offer.person == me => Way::Accept,
        (_, Some(_)) => Way::Other,
        (Some(offer), None) if offer.account => Way::SignIn,
        _ => Way::Open,
    };
    let said = |offer: &Offer| {
        reader.ta(
            "join-text",
            [
                ("by", offer.by.as_str().into()),
                ("role", reader.named("member", offer.role).into()),
            ],
        )
    };
    JoinPage {
        page: Page::new(visitor, app),
        valid,
        way,
        address,
        sign_in: format!("/sign-in?{query}"),
        text: offered.as_ref().map(said).unwrap_or_default(),
        until: offered
            .as_ref()
            .map(|offer| {
                let at = reader.date_time(offer.expires_at);
                reader.ta("invitation-until", [("at", at.into())])
            })
            .unwrap_or_default(),
        called: match (typed, &offered) {
            (Some(typed), _) => typed.name,
            (None, Some(offer)) => offer.invited_name.clone(),
            (None, None) => String::new(),
        },
        email: offered
            .as_ref()
            .map(|offer| offer.email.clone())
            .unwrap_or_default(),
        original_name: offered
            .as_ref()
            .and_then(|offer| offer.original_name.clone())
            .unwrap_or_default(),
        organisation: offered.map(|offer| offer.name).unwrap_or_default(),
        errors,
    }
}

/// What the link offers; nothing when it works no more.
async fn find(app: &web::Data<Application>, token: &str) -> Result<Option<Offer>, PageError> {
    let token = token.to_owned();
    match block(app, move |app| invitations::offer(&app.facility, &token)).await {
        Ok(offer) => Ok(Some(offer)),
        Err(Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// Shows the invitation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let offered = find(&app, &token).await?;
    render(&page(&visitor, &app, &token, offered, None, Errors::none()))
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    #[serde(rename = "do")]
    wish: String,
    name: String,
    password: String,
}

/// Accepts, declines, or opens the account and accepts.
pub(super) async fn answer(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let (key, given) = (token.clone(), typed.clone());
    let actor = visitor.maybe_actor();
    let (to, notice, acted) = match (typed.wish.as_str(), actor) {
        ("decline", _) => {
            let declined = block(&app, move |app| invitations::decline(&app.facility, &key));
            ("/".to_owned(), "join-declined", declined.await)
        }
        (_, Some(actor)) => {
            let accepted = block(&app, move |app| {
                invitations::accept(&app.facility, &actor, &key)
            });
            match accepted.await {
                Ok(organisation) => {
                    let to = format!("/organisations/{organisation}");
                    (to, "join-accepted", Ok(()))
                }
                Err(failure) => (String::new(), "", Err(failure)),
            }
        }
        (_, None) => {
            let opened = block(&app, move |app| {
                let (name, password) = (&given.name, &given.password);
                invitations::accept_new(&app.facility, &app.passwords, &key, name, password)
            });
            let opened = opened.await.map(|_| ());
            ("/sign-in".to_owned(), "join-opened", opened)
        }
    };
    match acted {
        Ok(()) => Ok(done(&app, &to, notice)),
        Err(failure) => {
            // A link that works no more is said by the page itself.
            let errors = match failure {
                Failure::Refused(workflow::refusal::Refusal::Hidden) => Errors::none(),
                failure => Errors::from_failure(&visitor.reader, failure)?,
            };
            let offered = find(&app, &token).await?;
            render_refused(&page(&visitor, &app, &token, offered, Some(typed), errors))
        }
    }
}
