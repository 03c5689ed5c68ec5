//! What goes wrong on the way to a page, and the page that says so.

use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use facility::Failure;
use facility::StoreError;
use workflow::refusal::Refusal;

use crate::page::{self, Page};
use crate::security::RequestId;
use crate::visitor::Visitor;
use crate::wording;

/// Why a page cannot be shown.
#[derive(Debug)]
pub enum PageError {
    /// Nobody is signed in, and somebody must be.
    SignInFirst,
    /// The form carries no proof that it is ours, or an old one.
    FormExpired,
    /// The request comes from another site.
    OtherSite,
    /// The request cannot be read.
    NotUnderstood(String),
    /// The body is too large.
    TooLarge,
    /// A use case failed.
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for PageError {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignInFirst => f.write_str("nobody is signed in"),
            Self::FormExpired => f.write_str("the form carries no valid proof"),
            Self::OtherSite => f.write_str("the request comes from another site"),
            Self::NotUnderstood(why) => write!(f, "the request is not understood: {why}"),
            Self::TooLarge => f.write_str("the body is too large"),
            Self::Failure(failure) => write!(f, "{failure}"),
        }
    }
}

impl PageError {
    /// Not here, or not for this person.
    pub const fn hidden() -> Self {
        Self::Failure(Failure::hidden())
    }
}

/// The status a failed use case is answered with, on pages and in the API.
pub fn status(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Refused(Refusal::Hidden) => StatusCode::NOT_FOUND,
        Failure::Refused(Refusal::NotAllowed | Refusal::Conflict) => StatusCode::FORBIDDEN,
        Failure::Refused(_) | Failure::ChangedMeanwhile | Failure::Exists(_) => {
            StatusCode::CONFLICT
        }
        Failure::Invalid(_) | Failure::Infected { .. } | Failure::BadList(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Failure::NotScanned | Failure::Store(StoreError::Unreachable { .. }) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Failure::Store(_) | Failure::Unexpected(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What the page of an error says; found by the layer that knows who reads.
#[derive(Clone, Debug)]
struct ToSay {
    status: StatusCode,
    /// What is wrong in words, where the rules say; else the general text of the status.
    refusal: Option<Refusal>,
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignInFirst => StatusCode::SEE_OTHER,
            Self::FormExpired | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::NotUnderstood(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Failure(failure) => status(failure),
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        if status.is_server_error() {
            tracing::error!(error = %self, "a page failed");
        }
        let refusal = match self {
            Self::Failure(Failure::Refused(refusal)) if *refusal != Refusal::Hidden => {
                Some(refusal.clone())
            }
            _ => None,
        };
        let mut response = HttpResponse::build(status).finish();
        response.extensions_mut().insert(ToSay { status, refusal });
        response
    }
}

/// Turns an answer without a page into one that speaks to the visitor.
pub fn speak(
    visitor: &Visitor,
    page: impl FnOnce() -> Page,
    id: Option<&RequestId>,
    response: &HttpResponse,
) -> Option<HttpResponse> {
    if response.status() == StatusCode::SEE_OTHER && response.extensions().get::<ToSay>().is_some()
    {
        let back = visitor.path.as_str();
        let query = serde_urlencoded::to_string([("back", back)]).unwrap_or_default();
        return Some(page::redirect(&format!("/sign-in?{query}")));
    }
    let said = response.extensions().get::<ToSay>().cloned();
    let bare = response.status().is_client_error()
        && !response.headers().contains_key(header::CONTENT_TYPE);
    let said = said.or_else(|| {
        bare.then(|| ToSay {
            status: response.status(),
            refusal: None,
        })
    })?;
    let reader = &visitor.reader;
    let family = match said.status.as_u16() {
        401 | 403 => "error-403",
        404 | 405 | 410 => "error-404",
        429 => "error-429",
        503 => "error-503",
        status if status >= 500 => "error-500",
        _ => "error-400",
    };
    let text = match &said.refusal {
        Some(refusal) => wording::refusal(reader, refusal),
        None => reader.t(format!("{family}-text")),
    };
    let id = id
        .filter(|_| said.status.is_server_error())
        .map(|id| id.0.clone());
    let template = ErrorPage {
        title: reader.t(format!("{family}-title")),
        page: page(),
        status: said.status.as_u16(),
        text,
        request_id: id.unwrap_or_default(),
    };
    let mut spoken = page::render_as(said.status, &template);
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        let wait = wait.clone();
        spoken.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    Some(spoken)
}

#[derive(askama::Template)]
#[template(path = "layout/error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    title: String,
    text: String,
    request_id: String,
}
