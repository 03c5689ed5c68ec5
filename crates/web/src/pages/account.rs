//! Signing in and out, opening an account, passwords, the own account.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::accounts::{self, NewAccount, NotSignedIn, Scope};
use language::Language;
use serde::Deserialize;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Page, back, done, redirect, render, render_as, render_refused};
use crate::security;
use crate::server::{Application, block};
use crate::visitor::{Visitor, key_cookie, language_cookie};

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/sign-in").get(sign_in_form).post(sign_in))
        .service(web::resource("/sign-in/demonstration").post(enter))
        .service(web::resource("/sign-out").post(sign_out))
        .service(web::resource("/sign-out/everywhere").post(sign_out_everywhere))
        .service(web::resource("/register").get(register_form).post(register))
        .service(
            web::resource("/confirm/{token}")
                .get(confirm_form)
                .post(confirm),
        )
        .service(web::resource("/reset").get(reset_form).post(reset))
        .service(
            web::resource("/reset/{token}")
                .get(choose_form)
                .post(choose),
        )
        .service(
            web::resource("/invite/{token}")
                .get(choose_form)
                .post(choose),
        )
        .service(web::resource("/language").post(set_language))
        .service(web::resource("/account").get(show))
        .service(web::resource("/account/password").post(change_password))
        .service(web::resource("/account/tokens").post(create_token))
        .service(web::resource("/account/tokens/{id}/revoke").post(revoke_token));
}

#[derive(Deserialize)]
struct BackTo {
    #[serde(default)]
    back: String,
}

/// An account of the demonstration on the sign-in page.
struct Shown {
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
struct SignInPage {
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
    let shown = if app.demonstration {
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

async fn sign_in_form(
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
struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    back: String,
}

async fn sign_in(
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
struct Enter {
    person: String,
    #[serde(default)]
    back: String,
}

async fn enter(
    app: web::Data<Application>,
    Form(form): Form<Enter>,
) -> Result<HttpResponse, PageError> {
    let person = form.person.parse().map_err(|_| PageError::hidden())?;
    if !app.demonstration {
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
fn leave(app: &Application, to: &str, notice: &str) -> Result<HttpResponse, PageError> {
    let mut response = done(app, to, notice);
    let _ = response.add_cookie(&key_cookie(app, &accounts::secret()?));
    Ok(response)
}

async fn sign_out(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let key = visitor.key.clone();
    block(&app, move |app| accounts::sign_out(&app.facility, &key)).await?;
    leave(&app, "/", "sign-out-done")
}

async fn sign_out_everywhere(
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

#[derive(Template)]
#[template(path = "account/register.html")]
struct RegisterPage {
    page: Page,
    values: Register,
    languages: Vec<Choice>,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
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

async fn register_form(
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
struct SentPage {
    page: Page,
    title: String,
    text: String,
}

async fn register(
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
struct ConfirmPage {
    page: Page,
    valid: bool,
}

async fn confirm_form(
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

async fn confirm(
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
struct ResetPage {
    page: Page,
}

async fn reset_form(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    render(&ResetPage {
        page: Page::new(&visitor, &app),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    email: String,
}

async fn reset(
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
struct ChoosePage {
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

async fn choose_form(
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
struct Chosen {
    password: String,
}

async fn choose(
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetLanguage {
    language: String,
    #[serde(default)]
    back: String,
}

async fn set_language(
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
struct Held {
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
struct AccountPage {
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

async fn show(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    render(&account_page(&visitor, &app, String::new(), Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangePassword {
    current: String,
    new: String,
}

async fn change_password(
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
struct CreateToken {
    name: String,
    #[serde(default)]
    scope: String,
}

async fn create_token(
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

async fn revoke_token(
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
