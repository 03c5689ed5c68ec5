//! Who calls the API: by a key as bearer token, or by the session of a browser.

use std::future::{Ready, ready};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use facility::accounts::{self, Scope, SignedIn};
use utoipa::IntoParams;
use workflow::role::Actor;

use super::problem::ApiError;
use crate::security;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Somebody who calls the API, allowed to do what the method does. 401 for nobody. Stands first among the arguments of a
/// handler, so that nobody learns from other faults of the request what there is.
#[derive(Clone, Debug)]
pub struct Caller(pub Actor);

/// Somebody, or nobody: for what is public. A key that is not valid is 401 all the same.
#[derive(Clone, Debug)]
pub struct MaybeCaller(pub Option<Actor>);

/// Somebody with their account.
#[derive(Clone, Debug)]
pub struct Account(pub SignedIn);

/// Who was found to call.
#[derive(Clone)]
struct Found(Result<Option<SignedIn>, ApiError>);

/// Finds out who calls, once for each request, before anything else is read of it.
pub async fn identify(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let found = find(request.request()).await;
    request.extensions_mut().insert(Found(found));
    next.call(request).await
}

async fn find(request: &HttpRequest) -> Result<Option<SignedIn>, ApiError> {
    let Some(app) = request.app_data::<web::Data<Application>>().cloned() else {
        return Err(ApiError::unauthorised());
    };
    let safe = security::is_safe(request.method());
    if let Some(given) = request.headers().get(header::AUTHORIZATION) {
        let token = given
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "))
            .ok_or_else(ApiError::unauthorised)?
            .trim()
            .to_owned();
        let found = block(&app, move |app| accounts::token(&app.facility, &token)).await?;
        let (who, scope) = found.ok_or_else(ApiError::unauthorised)?;
        if !safe && scope == Scope::Read {
            return Err(ApiError::read_only());
        }
        return Ok(Some(who));
    }
    let visitor = Visitor::of(request, &app).await?;
    if !safe && visitor.who.is_some() {
        // A browser sends its cookie wherever the request comes from: only a proof shows that it is ours.
        let proof = request
            .headers()
            .get("x-csrf-token")
            .and_then(|value| value.to_str().ok());
        let ours = security::is_same_origin(request, &app.settings.public_url);
        if !ours || !proof.is_some_and(|token| visitor.proves(token)) {
            return Err(ApiError::unauthorised());
        }
    }
    Ok(visitor.who.clone())
}

fn found(request: &HttpRequest) -> Result<Option<SignedIn>, ApiError> {
    match request.extensions().get::<Found>() {
        Some(Found(found)) => found.clone(),
        None => Err(ApiError::unauthorised()),
    }
}

impl FromRequest for Account {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let who = found(request).and_then(|who| who.ok_or_else(ApiError::unauthorised));
        ready(who.map(Account))
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let who = found(request).and_then(|who| who.ok_or_else(ApiError::unauthorised));
        ready(who.map(|who| Caller(who.actor)))
    }
}

impl FromRequest for MaybeCaller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(found(request).map(|who| MaybeCaller(who.map(|who| who.actor))))
    }
}

/// The place in the chain the caller has seen (`If-Match: "7"`); nothing when they do not say, or say `*`.
pub struct Seen(pub Option<i64>);

/// What the caller has seen of the case.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
pub struct IfMatch {
    /// The `ETag` you have read. The request is refused when the case has changed since.
    #[param(rename = "If-Match", pattern = r#"^"[0-9]{1,15}"$"#)]
    if_match: Option<String>,
}

impl FromRequest for Seen {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let seen = match request
            .headers()
            .get(header::IF_MATCH)
            .map(|value| value.to_str().unwrap_or_default().trim())
        {
            None | Some("*") => Ok(Self(None)),
            Some(tag) => tag
                .trim_start_matches("W/")
                .strip_prefix('"')
                .and_then(|tag| tag.strip_suffix('"'))
                .and_then(|seq| seq.parse().ok())
                .map(|seq| Self(Some(seq)))
                .ok_or_else(|| ApiError::bad_request("If-Match takes the ETag you have read.")),
        };
        ready(seen)
    }
}

/// The `ETag` of a case at a place in its chain.
pub fn etag(seq: i64) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{seq}\""))
}
