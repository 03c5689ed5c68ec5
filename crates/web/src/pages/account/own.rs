//! The own account: language, password, sessions, keys of the API.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::accounts::{self, Scope};
use language::Language;
use serde::Deserialize;

use super::sign_in::leave;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, back, done, redirect, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::{Visitor, language_cookie};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetLanguage {
    language: String,
    #[serde(default)]
    back: String,
}

pub async fn set_language(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(form): Form<SetLanguage>,
) -> Result<HttpResponse, PageError> {
    let Some(language) = Language::parse(&form.language) else {
        return Err(PageError::NotUnderstood("unknown language".to_owned()));
    };
    if let Some(who) = &visitor.who {
        let person = who.person.clone();
        block(&app, move |app| {
            accounts::set_language(&app.facility, &person, language)
        })
        .await?;
    }
    let mut response = redirect(back(&form.back));
    let _ = response.add_cookie(&language_cookie(&app, language));
    Ok(response)
}

/// A session or a key in a list.
pub struct Held {
    id: String,
    name: String,
    scope: String,
    since: String,
    used: String,
    this: bool,
    revoked: bool,
}

#[derive(Template)]
#[template(path = "account/show.html")]
pub struct AccountPage {
    page: Page,
    name: String,
    email: String,
    roles: Vec<String>,
    sessions: Vec<Held>,
    tokens: Vec<Held>,
    created: String,
    errors: Errors,
}

async fn account_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    created: String,
    errors: Errors,
) -> Result<AccountPage, PageError> {
    let who = visitor.signed_in()?.clone();
    let reader = visitor.reader;
    let (person, key) = (who.person.id, visitor.key.clone());
    let (sessions, tokens) = block(app, move |app| {
        Ok((
            accounts::sessions(&app.facility, person, &key)?,
            accounts::tokens(&app.facility, person)?,
        ))
    })
    .await?;
    let mut roles: Vec<String> = who
        .actor
        .appointments
        .iter()
        .map(|held| reader.named("role", held.role))
        .collect();
    roles.extend(
        who.actor
            .memberships
            .iter()
            .map(|(_, role)| reader.named("role", role)),
    );
    roles.dedup();
    Ok(AccountPage {
        page: Page::new(visitor, app),
        name: who.person.name,
        email: who.person.email,
        roles,
        sessions: sessions
            .into_iter()
            .map(|(row, this)| Held {
                id: String::new(),
                name: String::new(),
                scope: String::new(),
                since: reader.date_time(row.created_at),
                used: reader.date_time(row.last_seen_at),
                this,
                revoked: false,
            })
            .collect(),
        tokens: tokens
            .into_iter()
            .map(|row| Held {
                id: row.id.to_string(),
                name: row.name,
                scope: reader.t(if row.scopes == Scope::Write.name() {
                    "account-token-scope-write"
                } else {
                    "account-token-scope-read"
                }),
                since: reader.day(row.created_at),
                used: row.last_used_at.map_or_else(
                    || reader.t("account-token-never-used"),
                    |used| reader.date_time(used.0),
                ),
                this: false,
                revoked: row.revoked_at.is_some(),
            })
            .collect(),
        created,
        errors,
    })
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&account_page(&visitor, &app, String::new(), Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    current: String,
    new: String,
}

pub async fn change_password(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(form): Form<ChangePassword>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.clone();
    let changed = block(&app, move |app| {
        accounts::change_password(
            &app.facility,
            &app.passwords,
            &person,
            &form.current,
            &form.new,
        )
    })
    .await;
    match changed {
        Ok(()) => leave(&app, "/sign-in", "reset-done"),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&account_page(&visitor, &app, String::new(), errors).await?)
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    name: String,
    #[serde(default)]
    scope: String,
}

pub async fn create_token(
    visitor: Visitor,
    app: web::Data<Application>,
    Form(form): Form<CreateToken>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.id;
    let scope = if form.scope == "write" {
        Scope::Write
    } else {
        Scope::Read
    };
    match block(&app, move |app| {
        accounts::create_token(&app.facility, person, &form.name, scope)
    })
    .await
    {
        Ok(token) => render(&account_page(&visitor, &app, token, Errors::none()).await?),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&account_page(&visitor, &app, String::new(), errors).await?)
        }
    }
}

pub async fn revoke_token(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.signed_in()?.person.id;
    let id = id.parse().map_err(|_| PageError::hidden())?;
    block(&app, move |app| {
        accounts::revoke_token(&app.facility, person, id)
    })
    .await?;
    Ok(done(&app, "/account", "form-done"))
}
