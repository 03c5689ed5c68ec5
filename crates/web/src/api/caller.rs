//! Who calls the API: by a key as bearer token, or by the session of a browser.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use facility::accounts::{self, Scope};
use workflow::role::Actor;

use super::problem::ApiError;
use crate::security;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Somebody who calls the API, allowed to do what the method does. 401 for nobody.
#[derive(Clone, Debug)]
pub struct Caller(pub Actor);

/// Somebody, or nobody: for what is public. A key that is not valid is 401 all the same.
#[derive(Clone, Debug)]
pub struct MaybeCaller(pub Option<Actor>);

type Finding<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

fn find(request: &HttpRequest) -> Finding<Option<Actor>> {
    let request = request.clone();
    Box::pin(async move {
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
            return Ok(Some(who.actor));
        }
        let visitor = Visitor::of(&request, &app).await?;
        if !safe && visitor.who.is_some() {
            // A browser sends its cookie wherever the request comes from: only a proof shows that it is ours.
            let proof = request
                .headers()
                .get("x-csrf-token")
                .and_then(|value| value.to_str().ok());
            let ours = security::is_same_origin(&request, &app.settings.public_url);
            if !ours || !proof.is_some_and(|token| visitor.proves(token)) {
                return Err(ApiError::unauthorised());
            }
        }
        Ok(visitor.maybe_actor())
    })
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Finding<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = find(request);
        Box::pin(async move { found.await?.map(Caller).ok_or_else(ApiError::unauthorised) })
    }
}

impl FromRequest for MaybeCaller {
    type Error = ApiError;
    type Future = Finding<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = find(request);
        Box::pin(async move { found.await.map(MaybeCaller) })
    }
}

/// The place in the chain the caller has seen (`If-Match: "7"`); nothing when they do not say, or say `*`.
pub struct Seen(pub Option<i64>);

impl FromRequest for Seen {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let seen = match request
            .headers()
            .get(header::IF_MATCH)
            .map(|value| value.to_str().unwrap_or_default().trim())
        {
            None | Some("*") => Ok(Self(None)),
            Some(tag) => tag
                .trim_matches('"')
                .parse()
                .map(|seq| Self(Some(seq)))
                .map_err(|_| ApiError::precondition()),
        };
        std::future::ready(seen)
    }
}

/// The `ETag` of a case at a place in its chain.
pub fn etag(seq: i64) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{seq}\""))
}
