//! Opening an account, and the links that came by mail: confirming an address, choosing a password.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::accounts::{self, NewAccount};
use language::Language;
use serde::Deserialize;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "account/register.html")]
pub struct RegisterPage {
    page: Page,
    values: Register,
    languages: Vec<Choice>,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    language: String,
}

fn register_page(
    visitor: &Visitor,
    app: &Application,
    form: Register,
    errors: Errors,
) -> RegisterPage {
    let chosen = Language::parse(&form.language).unwrap_or(visitor.reader.language);
    let languages = Language::ALL
        .iter()
        .map(|language| Choice::new(language.code(), language.own_name(), *language == chosen))
        .collect();
    RegisterPage {
        page: Page::new(visitor, app),
        values: form,
        languages,
        errors,
    }
}

pub async fn register_form(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&register_page(
        &visitor,
        &app,
        Register::default(),
        Errors::none(),
    ))
}

#[derive(Template)]
#[template(path = "account/sent.html")]
pub struct SentPage {
    page: Page,
    title: String,
    text: String,
}

pub async fn register(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(form): Form<Register>,
) -> Result<HttpResponse, PageError> {
    let account = NewAccount {
        name: form.name.clone(),
        email: form.email.clone(),
        password: form.password.clone(),
        language: Language::parse(&form.language).unwrap_or(visitor.reader.language),
    };
    let opened = block(&app, move |app| {
        accounts::open(
            &app.facility,
            &app.passwords,
            &app.settings.public_url,
            &account,
        )
    })
    .await;
    match opened {
        Ok(()) => sent(&visitor, &app, "register"),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&register_page(&visitor, &app, form, errors))
        }
    }
}

/// The same page whether the address is known or not.
fn sent(visitor: &Visitor, app: &Application, what: &str) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    render(&SentPage {
        page: Page::new(visitor, app),
        title: reader.t(format!("{what}-sent-title")),
        text: reader.tn(format!("{what}-sent-text"), accounts::LINK_HOURS),
    })
}

#[derive(Template)]
#[template(path = "account/confirm.html")]
pub struct ConfirmPage {
    page: Page,
    valid: bool,
}

pub async fn confirm_form(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let found = block(&app, move |app| {
        accounts::link(&app.facility, &token, "confirm")
    })
    .await?;
    render(&ConfirmPage {
        page: Page::new(&visitor, &app),
        valid: found.is_some(),
    })
}

pub async fn confirm(
    visitor: Visitor,
    app: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    match block(&app, move |app| accounts::confirm(&app.facility, &token)).await {
        Ok(()) => Ok(done(&app, "/sign-in", "confirm-done")),
        Err(Failure::Refused(_)) => render(&ConfirmPage {
            page: Page::new(&visitor, &app),
            valid: false,
        }),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "account/reset.html")]
pub struct ResetPage {
    page: Page,
}

pub async fn reset_form(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&ResetPage {
        page: Page::new(&visitor, &app),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    email: String,
}

pub async fn reset(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(form): Form<Reset>,
) -> Result<HttpResponse, PageError> {
    block(&app, move |app| {
        accounts::request_reset(&app.facility, &app.settings.public_url, &form.email)
    })
    .await?;
    sent(&visitor, &app, "reset")
}

#[derive(Template)]
#[template(path = "account/choose.html")]
pub struct ChoosePage {
    page: Page,
    invited: bool,
    valid: bool,
    errors: Errors,
}

/// `reset` or `invite`: the first part of the path.
fn purpose(request: &HttpRequest) -> &'static str {
    if request.path().starts_with("/invite/") {
        "invite"
    } else {
        "reset"
    }
}

pub async fn choose_form(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let purpose = purpose(&request);
    let found = block(&app, move |app| {
        accounts::link(&app.facility, &token, purpose)
    })
    .await?;
    render(&ChoosePage {
        page: Page::new(&visitor, &app),
        invited: purpose == "invite",
        valid: found.is_some(),
        errors: Errors::none(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    password: String,
}

pub async fn choose(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
    token: web::Path<String>,
    Form(form): Form<Chosen>,
) -> Result<HttpResponse, PageError> {
    let purpose = purpose(&request);
    let chosen = block(&app, move |app| {
        accounts::choose_password(
            &app.facility,
            &app.passwords,
            &token,
            purpose,
            &form.password,
        )
    })
    .await;
    let (valid, errors) = match chosen {
        Ok(_) => return Ok(done(&app, "/sign-in", "reset-done")),
        Err(Failure::Refused(_)) => (false, Errors::none()),
        Err(failure) => (true, Errors::from_failure(&visitor.reader, failure)?),
    };
    render_refused(&ChoosePage {
        page: Page::new(&visitor, &app),
        invited: purpose == "invite",
        valid,
        errors,
    })
}
