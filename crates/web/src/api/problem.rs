//! Errors as problems (RFC 9457): a stable `type`, a title, what to do, and the facts.

use std::fmt;

use actix_web::error::{JsonPayloadError, QueryPayloadError};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use chrono_tz::Tz;
use facility::Failure;
use language::{Language, Reader};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use workflow::refusal::Refusal;

use crate::failure::status;
use crate::wording;

/// A problem as the API answers it, `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem, as a stable address: `/problems/deadline-passed`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/not-found")]
    pub kind: String,
    /// The same in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What is wrong here and what to do.
    pub detail: String,
    /// Fields, questions or facts it is about.
    #[serde(skip_serializing_if = "Value::is_null")]
    #[schema(value_type = Object)]
    pub facts: Value,
}

/// A refusal that stands in an answer: what is in the way, though nothing was tried.
#[derive(Debug, Serialize, ToSchema)]
pub struct InTheWay {
    /// What it is, as in the `type` of the problem it would be: `flagged`.
    code: String,
    /// The same in words, and what to do.
    detail: String,
}

impl From<&Refusal> for InTheWay {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: wording::code(refusal),
            detail: wording::refusal(&Reader::new(Language::English, Tz::UTC), refusal),
        }
    }
}

/// A problem on its way out.
#[derive(Clone, Debug)]
pub struct ApiError {
    status: StatusCode,
    code: String,
    detail: String,
    facts: Box<Value>,
    allow: Option<String>,
    retry_after: Option<i64>,
}

impl ApiError {
    fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            detail: detail.into(),
            facts: Box::default(),
            allow: None,
            retry_after: None,
        }
    }

    /// Not here, or not for this caller: the two are never told apart.
    pub fn not_found() -> Self {
        Failure::hidden().into()
    }

    /// The path takes other methods.
    pub fn method(allowed: String) -> Self {
        let detail = format!("Use one of {allowed}.");
        Self {
            allow: Some(allowed),
            ..Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail)
        }
    }

    /// Nobody is signed in, or the key is not valid.
    pub fn unauthorised() -> Self {
        let detail = "Send a key of the API as a bearer token. You make one on your account page.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorised", detail)
    }

    /// The key may only read, or the session's request carries no proof.
    pub fn read_only() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "read-only",
            "This key may only read. Make one that may write.",
        )
    }

    /// A value cannot be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", detail)
    }

    /// A field has a value that is not allowed.
    pub fn field(field: &str, code: &'static str) -> Self {
        Failure::field(field, code).into()
    }

    /// A part of the body is not what it should be.
    pub fn unreadable(field: &str, why: &str) -> Self {
        let detail = format!("{field}: {why}");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail)
    }

    /// The case is not where the caller has seen it.
    pub fn precondition() -> Self {
        let detail = "This has changed since you read it. Read it again, then send its new ETag.";
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "precondition-failed",
            detail,
        )
    }

    /// The key of idempotency was used for another request.
    pub fn key_reused() -> Self {
        let detail = "This Idempotency-Key was used for another request. Choose a new one.";
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key-reused",
            detail,
        )
    }

    /// The body is of another type.
    pub fn media_type(wanted: &str) -> Self {
        let detail = format!("Send the body as {wanted}.");
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            detail,
        )
    }

    /// The caller does not speak this version of tus.
    pub fn other_tus(version: &str) -> Self {
        let detail = format!("Send Tus-Resumable: {version}.");
        Self::new(StatusCode::PRECONDITION_FAILED, "other-tus-version", detail)
    }

    /// The bytes do not follow those that are here.
    pub fn other_offset(at: u64) -> Self {
        let detail = format!("The upload goes on at byte {at}.");
        Self {
            facts: Box::new(json!({ "offset": at })),
            ..Self::new(StatusCode::CONFLICT, "other-offset", detail)
        }
    }

    /// Somebody else is adding to it.
    pub fn locked() -> Self {
        let detail = "Another connection is adding to this upload. Try again in a few seconds.";
        Self {
            retry_after: Some(5),
            ..Self::new(StatusCode::LOCKED, "locked", detail)
        }
    }

    /// More bytes than allowed.
    pub fn too_long(most: u64) -> Self {
        let detail = format!("Send at most {most} bytes.");
        Self {
            facts: Box::new(json!({ "most": most })),
            ..Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
        }
    }

    /// Too many uploads at a time.
    pub fn too_many_uploads(most: i64) -> Self {
        let detail = format!("You have {most} open uploads. Finish one, or give one up.");
        Self {
            retry_after: Some(60),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-uploads", detail)
        }
    }

    /// Too many attempts.
    pub fn slow_down(seconds: i64) -> Self {
        let detail = format!("Too many attempts. Try again in {seconds} seconds.");
        Self {
            retry_after: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail)
        }
    }

    /// Address or password is wrong: never told which.
    pub fn not_signed_in() -> Self {
        let detail = "The e-mail address or the password is not right.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorised", detail)
    }

    /// The query cannot be read.
    pub fn query(error: QueryPayloadError) -> Self {
        Self::bad_request(format!("The query cannot be read: {error}"))
    }

    /// The body cannot be read.
    pub fn json(error: JsonPayloadError) -> Self {
        match &error {
            JsonPayloadError::ContentType => Self::media_type("application/json"),
            JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => {
                Self::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too-large",
                    "The body is too large.",
                )
            }
            JsonPayloadError::Deserialize(cause) if cause.is_data() => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                format!("A value of the body is not as described: {cause}"),
            ),
            other => Self::bad_request(format!("The body cannot be read: {other}")),
        }
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        let status = status(&failure);
        // Programs read English; people who use them get the facts.
        let reader = Reader::new(Language::English, Tz::UTC);
        let (code, detail, facts) = match &failure {
            Failure::Refused(Refusal::Hidden) => (
                "not-found".to_owned(),
                reader.t("refusal-hidden"),
                Value::Null,
            ),
            Failure::Refused(refusal) => (
                wording::code(refusal),
                wording::refusal(&reader, refusal),
                serde_json::to_value(refusal).unwrap_or_default(),
            ),
            Failure::Invalid(faults) => {
                let said: Vec<String> = faults
                    .iter()
                    .map(|fault| {
                        format!(
                            "{}: {}",
                            fault.field,
                            reader.t(format!("fault-{}", fault.code))
                        )
                    })
                    .collect();
                (
                    "invalid".to_owned(),
                    said.join(" "),
                    json!({ "fields": faults }),
                )
            }
            Failure::Infected { found } => (
                "infected".to_owned(),
                wording::document(&reader, &failure),
                json!({ "found": found }),
            ),
            Failure::NotScanned => {
                return Self {
                    retry_after: Some(60),
                    ..Self::new(status, "not-scanned", wording::document(&reader, &failure))
                };
            }
            Failure::BadList(fault) => (
                "bad-file".to_owned(),
                wording::bad_list(&reader, fault),
                fault
                    .line()
                    .map_or(Value::Null, |line| json!({ "line": line })),
            ),
            Failure::ChangedMeanwhile => return Self::precondition(),
            Failure::Exists(what) => (
                "exists".to_owned(),
                format!("There is one already: {what}."),
                Value::Null,
            ),
            Failure::Store(_) | Failure::Unexpected(_) => {
                tracing::error!(error = %failure, "the API failed");
                (
                    "unexpected".to_owned(),
                    reader.t("error-500-text"),
                    Value::Null,
                )
            }
        };
        Self {
            status,
            code,
            detail,
            facts: Box::new(facts),
            allow: None,
            retry_after: None,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let problem = Problem {
            kind: format!("/problems/{}", self.code),
            title: self.code.replace('-', " "),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            facts: (*self.facts).clone(),
        };
        let mut response = HttpResponse::build(self.status);
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        if let Some(allowed) = &self.allow {
            response.insert_header((header::ALLOW, allowed.clone()));
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.body(serde_json::to_string(&problem).unwrap_or_default())
    }
}
