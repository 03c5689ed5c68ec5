//! Repeated requests: a creation sent again with the same key is not done again.

use std::fmt::Display;
use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use facility::repeat::{Once, Repeat};
use facility::{Failure, repeat};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use workflow::ids::PersonId;
use workflow::record;

use super::problem::ApiError;
use crate::server::{Application, block};

/// The key under which the answer to a creation is kept.
pub struct Key(Option<String>);

/// Sent with a creation.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
pub struct IdempotencyKey {
    /// Any text of your own. The same request sent again with it is answered as before and creates nothing twice.
    #[param(rename = "Idempotency-Key", pattern = "^[!-~]{1,100}$")]
    idempotency_key: Option<String>,
}

impl FromRequest for Key {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(given) = request.headers().get("idempotency-key") else {
            return ready(Ok(Self(None)));
        };
        let key = given.to_str().ok().filter(|key| {
            (1..=100).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
        });
        ready(key.map(|key| Self(Some(key.to_owned()))).ok_or_else(|| {
            ApiError::bad_request(
                "An Idempotency-Key has 1 to 100 visible ASCII characters, no blanks.",
            )
        }))
    }
}

impl Key {
    /// The request as one that may come again; nothing when it carries no key. `what` says it as it was understood.
    ///
    /// Errors when that cannot be written down.
    pub fn repeat(
        self,
        person: PersonId,
        path: &str,
        what: &impl Serialize,
    ) -> Result<Option<Repeat>, ApiError> {
        let Some(key) = self.0 else {
            return Ok(None);
        };
        let said =
            serde_json::to_string(what).map_err(|error| Failure::Unexpected(error.to_string()))?;
        Ok(Some(Repeat {
            person,
            key,
            request: record::digest(format!("POST {path} {said}").as_bytes()),
        }))
    }
}

/// Something was created.
#[derive(Debug, Serialize, ToSchema)]
pub struct Created {
    /// Its id.
    pub id: Uuid,
}

/// Creates once, and answers where it is. `what` says the request as it was understood.
pub async fn create<I: Into<Uuid> + Display + FromStr + Send + 'static>(
    app: &web::Data<Application>,
    person: PersonId,
    key: Key,
    path: &'static str,
    what: &impl Serialize,
    work: impl FnOnce(&Application, &mut repeat::Transaction) -> Result<I, Failure> + Send + 'static,
) -> Result<HttpResponse, ApiError> {
    let repeat = key.repeat(person, path, what)?;
    let once = block(app, move |app| {
        repeat::once(&app.facility, repeat.as_ref(), |conn| work(app, conn))
    })
    .await?;
    match once {
        Once::Done(id) => Ok(created(path, id.into())),
        Once::OtherRequest => Err(ApiError::key_reused()),
    }
}

/// The answer to a creation.
pub fn created(path: &str, id: Uuid) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::LOCATION, format!("/api/v1{path}/{id}")))
        .json(Created { id })
}
