//! Forms as browsers send them, and what is wrong with them, field by field.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use facility::Failure;
use language::Reader;
use serde::de::DeserializeOwned;

use crate::failure::PageError;
use crate::wording;

/// The fields of a posted form, read into a type of texts. The proof of the form has been checked and taken out before.
pub struct Form<T>(pub T);

/// The fields of a posted form as they came, for forms whose questions are data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or_default()
    }

    /// The first value of a field.
    pub fn maybe(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, PageError>>>>;

/// The pairs of a body, without the proof.
fn pairs(request: &HttpRequest, payload: &mut Payload) -> Reading<Vec<(String, String)>> {
    let body = web::Bytes::from_request(request, payload);
    Box::pin(async move {
        let body =
            body.await.map_err(
                |error| match error.as_response_error().status_code().as_u16() {
                    413 => PageError::TooLarge,
                    _ => PageError::NotUnderstood(error.to_string()),
                },
            )?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body)
            .map_err(|error| PageError::NotUnderstood(error.to_string()))?;
        Ok(pairs
            .into_iter()
            .filter(|(name, _)| name != "csrf")
            .collect())
    })
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = PageError;
    type Future = Reading<Self>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let pairs = pairs(request, payload);
        Box::pin(async move {
            let encoded = serde_urlencoded::to_string(pairs.await?)
                .map_err(|error| PageError::NotUnderstood(error.to_string()))?;
            serde_urlencoded::from_str(&encoded)
                .map(Form)
                .map_err(|error| PageError::NotUnderstood(error.to_string()))
        })
    }
}

impl FromRequest for Fields {
    type Error = PageError;
    type Future = Reading<Self>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let pairs = pairs(request, payload);
        Box::pin(async move { pairs.await.map(Fields) })
    }
}

/// Something wrong with a field, in the reader's words. An empty field is one of the form as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field, which is also the id of its control.
    pub field: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// What is wrong with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// Notes a fault by the code of its text, `fault-<code>`.
    pub fn add(&mut self, reader: &Reader, field: &str, code: &str) {
        let text = reader.t(format!("fault-{code}"));
        self.0.push(FieldError {
            field: field.to_owned(),
            text,
        });
    }

    /// Notes a fault in words. An empty field means the form as a whole.
    pub fn say(&mut self, field: &str, text: String) {
        self.0.push(FieldError {
            field: field.to_owned(),
            text,
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn of(&self, field: impl AsRef<str>) -> String {
        self.0
            .iter()
            .find(|error| error.field == field.as_ref())
            .map(|error| error.text.clone())
            .unwrap_or_default()
    }

    /// Everything that is wrong with a field, one after the other; empty when nothing is.
    pub fn all_of(&self, field: &str) -> String {
        let own = self.0.iter().filter(|error| error.field == field);
        own.map(|error| error.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What a failed use case says of the form: for failures that the person can mend. Others are errors of the page.
    pub fn from_failure(reader: &Reader, failure: Failure) -> Result<Self, PageError> {
        wording::errors(reader, failure).map(Self)
    }

    /// All of them, for the summary on top of the form.
    pub fn list(&self) -> &[FieldError] {
        &self.0
    }
}
