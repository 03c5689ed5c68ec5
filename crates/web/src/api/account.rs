//! The own account and its keys.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{DateTime, Utc};
use facility::accounts::{self, NotSignedIn, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::caller::{Account, MaybeCaller};
use super::fields::{KeyName, Title};
use super::people::AppointmentJson;
use super::problem::{ApiError, Problem};
use crate::security;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(me)
        .service(tokens)
        .service(sign_in)
        .service(revoke);
}

/// A role in an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct MembershipJson {
    /// The organisation.
    organisation: Uuid,
    /// `owner`, `editor` or `reader`.
    role: String,
}

/// You.
#[derive(Debug, Serialize, ToSchema)]
struct MeJson {
    /// Your id.
    id: Uuid,
    /// Your name.
    name: String,
    /// Your e-mail address.
    email: String,
    /// Language of your pages and mails (BCP 47).
    language: String,
    /// Your roles in the facility.
    appointments: Vec<AppointmentJson>,
    /// Your roles in organisations.
    memberships: Vec<MembershipJson>,
}

/// Your account and your roles.
#[utoipa::path(tag = "account", responses((status = 200, description = "You", body = MeJson)))]
#[get("/me")]
async fn me(Account(who): Account) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(MeJson {
        id: who.person.id.uuid(),
        name: who.person.name,
        email: who.person.email,
        language: who.person.language,
        appointments: who
            .actor
            .appointments
            .iter()
            .map(AppointmentJson::of)
            .collect(),
        memberships: who
            .actor
            .memberships
            .iter()
            .map(|(organisation, role)| MembershipJson {
                organisation: organisation.uuid(),
                role: role.to_string(),
            })
            .collect(),
    }))
}

/// A key of the API.
#[derive(Debug, Serialize, ToSchema)]
struct TokenJson {
    /// Its id, to revoke it. Not the key itself, which is shown once only.
    id: String,
    /// The name you gave it.
    name: String,
    /// `read`, or `read write`.
    scope: String,
    /// Since when (UTC).
    created_at: DateTime<Utc>,
}

/// Your keys, newest first.
#[utoipa::path(tag = "account", responses((status = 200, description = "Your keys", body = Vec<TokenJson>)))]
#[get("/tokens")]
async fn tokens(
    Account(who): Account,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        accounts::tokens(&app.facility, who.person.id)
    })
    .await?;
    let items: Vec<TokenJson> = found
        .into_iter()
        .map(|row| TokenJson {
            id: row.id.to_string(),
            name: row.name,
            scope: row.scopes,
            created_at: row.created_at,
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Who signs in, and what the key is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// E-mail address.
    email: Title,
    /// Password.
    #[schema(min_length = 1, max_length = 1000)]
    password: String,
    /// A name by which you know the key again.
    name: KeyName,
    /// Whether the key may only read.
    #[serde(default)]
    read_only: bool,
}

/// A new key.
#[derive(Debug, Serialize, ToSchema)]
struct NewToken {
    /// The key. It cannot be shown again: keep it as you keep a password.
    token: String,
}

/// Makes a key with address and password. Attempts are slowed down as at the page.
#[utoipa::path(tag = "account", security(()), responses(
    (status = 201, description = "The key", body = NewToken),
    (status = 401, description = "Address or password is wrong", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/tokens")]
async fn sign_in(
    _: MaybeCaller,
    app: web::Data<Application>,
    request: HttpRequest,
    body: web::Json<SignIn>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    if !(1..=1000).contains(&body.password.chars().count()) {
        return Err(ApiError::field("password", "too-long"));
    }
    let network = security::network(&request, &app);
    let scope = if body.read_only {
        Scope::Read
    } else {
        Scope::Write
    };
    let made = block(&app, move |app| {
        let facility = &app.facility;
        let signed_in = accounts::sign_in(
            facility,
            &app.passwords,
            app.limits(),
            &body.email.0,
            &body.password,
            &network,
        );
        let (key, who) = match signed_in {
            Ok(signed_in) => signed_in,
            Err(NotSignedIn::Failed(failure)) => return Err(failure),
            Err(refused) => return Ok(Err(refused)),
        };
        // A program keeps the key of the API; the session was only the way to it.
        accounts::sign_out(facility, &key)?;
        accounts::create_token(facility, who.person.id, &body.name.0, scope).map(Ok)
    })
    .await?;
    match made {
        Ok(token) => Ok(HttpResponse::Created().json(NewToken { token })),
        Err(NotSignedIn::SlowDown(seconds)) => Err(ApiError::slow_down(seconds)),
        Err(_) => Err(ApiError::not_signed_in()),
    }
}

/// Revokes one of your keys.
#[utoipa::path(tag = "account", responses((status = 204, description = "Revoked")))]
#[delete("/tokens/{id}")]
async fn revoke(
    Account(who): Account,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let id = id.parse().map_err(|_| ApiError::not_found())?;
    block(&app, move |app| {
        accounts::revoke_token(&app.facility, who.person.id, id)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
