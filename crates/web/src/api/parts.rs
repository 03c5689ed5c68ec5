//! What several rooms of the API speak of: amounts, people, stories, pages of lists.

use actix_web::HttpResponse;
use actix_web::http::header;
use chrono::{DateTime, Utc};
use facility::proposal::{Happened, Someone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use workflow::country::Country;
use workflow::money::{Currency, Money};

use super::problem::ApiError;
use crate::server::Application;

/// An amount.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoneyJson {
    /// In figures with as many decimals as it needs: `45000` or `45000.50`.
    #[schema(example = "45000")]
    amount: String,
    /// Minor units of the currency: cents for USD.
    minor: i64,
    /// ISO 4217.
    currency: String,
}

impl MoneyJson {
    /// An amount.
    pub fn of(money: Money) -> Self {
        Self {
            amount: money.figures(),
            minor: money.minor,
            currency: money.currency.code().to_owned(),
        }
    }

    /// An amount of a row, where there is one.
    pub fn of_row(minor: Option<i64>, currency: Option<&str>) -> Option<Self> {
        let currency = Currency::from_code(currency?)?;
        Some(Self::of(Money::new(minor?, currency)))
    }
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct SomeoneJson {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
}

impl From<Someone> for SomeoneJson {
    fn from(someone: Someone) -> Self {
        Self {
            id: someone.id.uuid(),
            name: someone.name,
        }
    }
}

/// One line of a case's story.
#[derive(Debug, Serialize, ToSchema)]
pub struct HappenedJson {
    /// Place in the chain, from 1.
    seq: i64,
    /// When (UTC).
    at: DateTime<Utc>,
    /// What: `screening.concluded`.
    kind: String,
    /// Who; nothing for a job, or when you may not know.
    by: Option<SomeoneJson>,
    /// A text that belongs to it, as far as you may read it.
    text: Option<String>,
}

impl From<Happened> for HappenedJson {
    fn from(happened: Happened) -> Self {
        Self {
            seq: happened.seq,
            at: happened.at,
            kind: happened.kind,
            by: happened.by.map(SomeoneJson::from),
            text: happened.text,
        }
    }
}

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The last id of the page before.
    pub after: Option<Uuid>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

impl Paging {
    /// The limit. Errors outside 1 to 200.
    pub fn limit(&self) -> Result<i64, ApiError> {
        limit(self.limit)
    }
}

/// How many lines a page has. Errors outside 1 to 200.
pub fn limit(asked: Option<u32>) -> Result<i64, ApiError> {
    match asked.unwrap_or(50) {
        limit @ 1..=200 => Ok(i64::from(limit)),
        _ => Err(ApiError::bad_request(
            "The limit must be between 1 and 200.",
        )),
    }
}

/// Reads a name of a query. Errors with what would have been right.
pub fn named<T>(text: Option<&str>) -> Result<Option<T>, ApiError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.map(str::parse)
        .transpose()
        .map_err(|error: T::Err| ApiError::bad_request(error.to_string()))
}

/// A country to look for. Errors when it is no code in capitals that ISO 3166-1 assigns.
pub fn country(asked: Option<&str>) -> Result<Option<String>, ApiError> {
    let known = |code: &str| Country::all().any(|country| country.code() == code);
    match asked {
        Some(code) if !known(code) => Err(ApiError::bad_request(
            "Write a country as its two capital letters of ISO 3166-1.",
        )),
        code => Ok(code.map(str::to_owned)),
    }
}

/// The most characters words to look for may have.
const MOST_WORDS: usize = 200;

/// Words to look for. Errors when they are too many.
pub fn words(asked: Option<&str>) -> Result<Option<String>, ApiError> {
    match asked {
        Some(words) if words.chars().count() > MOST_WORDS => Err(ApiError::bad_request(format!(
            "Look for at most {MOST_WORDS} characters."
        ))),
        words => Ok(words.map(str::to_owned)),
    }
}

/// A page of a list, with the way to the next in `Link` (RFC 8288). `filters` are repeated there.
pub fn page<T: Serialize>(
    app: &Application,
    path: &str,
    filters: &[(&str, Option<String>)],
    limit: i64,
    next: Option<String>,
    items: &[T],
) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(after) = next {
        let mut query: Vec<(&str, String)> = filters
            .iter()
            .filter_map(|(name, value)| Some((*name, value.clone()?)))
            .collect();
        query.extend([("after", after), ("limit", limit.to_string())]);
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        let link = format!(
            "<{}/api/v1{path}?{query}>; rel=\"next\"",
            app.settings.public_url
        );
        response.insert_header((header::LINK, link));
    }
    response.json(items)
}

/// Names of things in data.
pub fn names<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}
