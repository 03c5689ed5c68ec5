//! Pages for people: one module for each room, as everywhere.

mod account;
mod agreement;
mod calendar;
mod call;
mod conflicts;
mod dashboard;
pub mod desk;
mod documents;
pub(crate) mod dossier;
pub(crate) mod evaluation;
mod evaluators;
mod form;
mod home;
pub mod intake;
pub mod letters;
mod mails;
mod monitoring;
mod organisation;
mod parsing;
pub(crate) mod payments;
mod people;
mod proposal;
pub(crate) mod register;
pub mod registration;
pub mod results;
mod rule_runs;
mod sanctions;
mod screening;
mod selection;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, FromRequest, HttpMessage, HttpResponse, ResponseError, web};

use crate::failure::{self, PageError};
use crate::page::Page;
use crate::security::{self, RequestId};
use crate::server::Application;
use crate::visitor::{Visitor, key_cookie, no_notice_cookie};

/// Every page. Must come last: what no page takes is answered here.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::scope("")
            .wrap(from_fn(receive))
            .configure(home::configure)
            .configure(account::configure)
            .configure(calendar::configure)
            .configure(call::configure)
            .configure(form::configure)
            .configure(agreement::configure)
            .configure(monitoring::configure)
            .configure(payments::configure)
            .configure(dashboard::configure)
            .configure(screening::configure)
            .configure(rule_runs::configure)
            .configure(evaluation::configure)
            .configure(evaluators::configure)
            .configure(conflicts::configure)
            .configure(selection::configure)
            .configure(letters::configure)
            .configure(results::configure)
            .configure(people::configure)
            .configure(mails::configure)
            .configure(intake::configure)
            .configure(register::configure)
            .configure(documents::configure)
            .configure(dossier::configure)
            .configure(proposal::configure)
            .configure(registration::configure)
            .configure(sanctions::configure)
            .configure(organisation::configure)
            .default_service(web::to(|| async { HttpResponse::NotFound().finish() })),
    );
}

/// Finds out who asks, refuses posts that are not ours, and gives errors a page of their own.
async fn receive(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<actix_web::body::BoxBody>, Error> {
    let Some(app) = request.app_data::<web::Data<Application>>().cloned() else {
        return Ok(request.into_response(HttpResponse::InternalServerError().finish()));
    };
    let visitor = match Visitor::of(request.request(), &app).await {
        Ok(visitor) => visitor,
        Err(failure) => return Ok(request.into_response(PageError::from(failure).error_response())),
    };
    request.extensions_mut().insert(visitor.clone());
    let id = request.extensions().get::<RequestId>().cloned();
    let refused = if security::is_safe(request.method()) {
        None
    } else {
        refuse(&mut request, &app, &visitor).await
    };
    let response = match refused {
        Some(error) => request.into_response(error.error_response()),
        None => next.call(request).await?.map_into_boxed_body(),
    };
    let (request, mut response) = response.into_parts();
    if let Some(said) = failure::speak(
        &visitor,
        || Page::new(&visitor, &app),
        id.as_ref(),
        &response,
    ) {
        response = said;
    }
    if visitor.fresh && !has_key(&response, &app) {
        add_cookie(&mut response, &key_cookie(&app, &visitor.key));
    }
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if visitor.notice.is_some() && page {
        add_cookie(&mut response, &no_notice_cookie(&app));
    }
    Ok(ServiceResponse::new(request, response))
}

fn has_key(response: &HttpResponse, app: &Application) -> bool {
    let name = key_cookie(app, "").name().to_owned();
    response.cookies().any(|cookie| cookie.name() == name)
}

fn add_cookie(response: &mut HttpResponse, cookie: &actix_web::cookie::Cookie<'_>) {
    // A cookie we made ourselves is always a valid header.
    let _ = response.add_cookie(cookie);
}

/// Why a request that changes something is refused before anything looks at it: it comes from another site, or carries
/// no proof that it was sent by a form of ours. The proof stands in the field `csrf`, or, for uploads, in the query or
/// in the header `X-CSRF-Token`.
async fn refuse(
    request: &mut ServiceRequest,
    app: &web::Data<Application>,
    visitor: &Visitor,
) -> Option<PageError> {
    if !security::is_same_origin(request.request(), &app.settings.public_url) {
        return Some(PageError::OtherSite);
    }
    let header = request
        .headers()
        .get("x-csrf-token")
        .and_then(|value| value.to_str().ok());
    if header.is_some_and(|token| visitor.proves(token)) {
        return None;
    }
    let encoded = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
    let pairs: Vec<(String, String)> = if encoded {
        let mut payload = request.take_payload();
        let body = match web::Bytes::from_request(request.request(), &mut payload).await {
            Ok(body) => body,
            Err(_) => return Some(PageError::TooLarge),
        };
        let pairs = serde_urlencoded::from_bytes(&body).unwrap_or_default();
        request.set_payload(body.into());
        pairs
    } else {
        serde_urlencoded::from_str(request.query_string()).unwrap_or_default()
    };
    let proved = pairs
        .iter()
        .any(|(name, token)| name == "csrf" && visitor.proves(token));
    (!proved).then_some(PageError::FormExpired)
}
