//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::accounts::{self, NotSignedIn};
use serde::Deserialize;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, back, done, redirect, render, render_as};
use crate::security;
use crate::server::{Application, block};
use crate::visitor::{Visitor, key_cookie};

#[derive(Deserialize)]
pub struct BackTo {
    #[serde(default)]
    back: String,
}

/// An account of the demonstration on the sign-in page.
pub struct Shown {
    id: String,
    name: String,
    initial: String,
    role: String,
    does: String,
    user: String,
    host: String,
}

#[derive(Template)]
#[template(path = "account/sign_in.html")]
pub struct SignInPage {
    page: Page,
    back: String,
    email: String,
    errors: Errors,
    accounts: Vec<Shown>,
    password: &'static str,
}

/// The order of the story: who applies comes first, who checks the record last.
const ORDER: [&str; 9] = [
    "applicant",
    "screener",
    "evaluator",
    "panel_member",
    "chair",
    "programme_officer",
    "finance_officer",
    "facility_manager",
    "auditor",
];

fn account(reader: &language::Reader, person: facility::accounts::PersonRow) -> (usize, Shown) {
    let role = person.demonstration_role.unwrap_or_default();
    let (user, host) = person.email.split_once('@').unwrap_or((&person.email, ""));
    let place = ORDER.iter().position(|known| *known == role);
    let shown = Shown {
        id: person.id.to_string(),
        initial: person
            .name
            .chars()
            .next()
            .map(String::from)
            .unwrap_or_default(),
        role: reader.named("role", &role),
        does: reader.t(format!("role-{}-does", role.replace('_', "-"))),
        user: user.to_owned(),
        host: host.to_owned(),
        name: person.name,
    };
    (place.unwrap_or(ORDER.len()), shown)
}

async fn sign_in_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    back: &str,
    email: &str,
    errors: Errors,
) -> Result<SignInPage, PageError> {
    let reader = visitor.reader;
    let shown = if app.settings.demonstration {
        block(app, |app| accounts::demonstration(&app.facility)).await?
    } else {
        Vec::new()
    };
    let mut accounts: Vec<(usize, Shown)> = shown
        .into_iter()
        .map(|person| account(&reader, person))
        .collect();
    accounts.sort_by_key(|(place, _)| *place);
    let accounts = accounts.into_iter().map(|(_, account)| account).collect();
    Ok(SignInPage {
        page: Page::new(visitor, app),
        back: back.to_owned(),
        email: email.to_owned(),
        errors,
        accounts,
        password: facility::password::DEMONSTRATION,
    })
}

pub async fn sign_in_form(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<BackTo>,
) -> Result<HttpResponse, PageError> {
    if visitor.who.is_some() {
        return Ok(redirect(back(&query.back)));
    }
    render(&sign_in_page(&visitor, &app, &query.back, "", Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    back: String,
}

pub async fn sign_in(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
    Form(form): Form<SignIn>,
) -> Result<HttpResponse, PageError> {
    let network = security::network(&request, &app);
    let (email, password) = (form.email.clone(), form.password);
    let result = block(&app, move |app| {
        Ok(accounts::sign_in(
            &app.facility,
            &app.passwords,
            app.limits(),
            &email,
            &password,
            &network,
        ))
    })
    .await?;
    let reader = visitor.reader;
    let (status, text) = match result {
        Ok((key, _)) => {
            let mut response = redirect(back(&form.back));
            let _ = response.add_cookie(&key_cookie(&app, &key));
            return Ok(response);
        }
        Err(NotSignedIn::Failed(failure)) => return Err(failure.into()),
        Err(NotSignedIn::Wrong) => (StatusCode::UNPROCESSABLE_ENTITY, reader.t("sign-in-failed")),
        Err(NotSignedIn::SlowDown(seconds)) => (
            StatusCode::TOO_MANY_REQUESTS,
            reader.tn("sign-in-slow-down", seconds),
        ),
    };
    let mut errors = Errors::none();
    errors.say("email", text);
    let page = sign_in_page(&visitor, &app, &form.back, &form.email, errors).await?;
    Ok(render_as(status, &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    person: String,
    #[serde(default)]
    back: String,
}

pub async fn enter(
    app: web::Data<Application>,
    Form(form): Form<Enter>,
) -> Result<HttpResponse, PageError> {
    let person = form.person.parse().map_err(|_| PageError::hidden())?;
    if !app.settings.demonstration {
        return Err(PageError::hidden());
    }
    let key = block(&app, move |app| {
        accounts::enter_demonstration(&app.facility, app.limits(), person)
    })
    .await?;
    let mut response = redirect(back(&form.back));
    let _ = response.add_cookie(&key_cookie(&app, &key));
    Ok(response)
}

/// Gives the browser a new key, so that nothing of the session is left.
pub fn leave(app: &Application, to: &str, notice: &str) -> Result<HttpResponse, PageError> {
    let mut response = done(app, to, notice);
    let _ = response.add_cookie(&key_cookie(app, &accounts::secret()?));
    Ok(response)
}

pub async fn sign_out(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let key = visitor.key.clone();
    block(&app, move |app| accounts::sign_out(&app.facility, &key)).await?;
    leave(&app, "/", "sign-out-done")
}

pub async fn sign_out_everywhere(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.id;
    block(&app, move |app| {
        accounts::sign_out_everywhere(&app.facility, person)
    })
    .await?;
    leave(&app, "/", "sign-out-everywhere-done")
}
