//! Fields of forms read by hand, so that a wrong value comes back with its error at its field.

use std::str::FromStr;

use chrono::NaiveDate;
use language::Reader;
use workflow::money::{Currency, Money};
use workflow::text::{Text, TextError};

use crate::failure::PageError;
use crate::form::Errors;

/// An id of a path; one that is none is not here.
pub fn id<T: FromStr>(raw: &str) -> Result<T, PageError> {
    raw.parse().map_err(|_| PageError::hidden())
}

/// The place in the chain the person has seen. A form without it has seen nothing that is there.
pub fn seen(raw: &str) -> Option<i64> {
    Some(raw.parse().unwrap_or(0))
}

/// A day, as browsers send it and people type it.
pub fn date(reader: &Reader, errors: &mut Errors, field: &str, raw: &str) -> Option<NaiveDate> {
    let day = raw.trim();
    let code = if day.is_empty() { "missing" } else { "date" };
    let read = day.parse().ok();
    if read.is_none() {
        errors.add(reader, field, code);
    }
    read
}

/// An amount in figures.
pub fn amount(
    reader: &Reader,
    errors: &mut Errors,
    field: &str,
    raw: &str,
    currency: Currency,
) -> Option<Money> {
    let code = if raw.trim().is_empty() {
        "missing"
    } else {
        "amount"
    };
    let read = Money::parse(raw, currency).ok();
    if read.is_none() {
        errors.add(reader, field, code);
    }
    read
}

/// A text somebody must write.
pub fn text(reader: &Reader, errors: &mut Errors, field: &str, raw: &str) -> Option<Text> {
    match Text::parse(raw) {
        Ok(text) => Some(text),
        Err(error) => {
            let code = match error {
                TextError::Empty => "missing",
                TextError::TooLong => "too-long",
                TextError::Characters => "characters",
            };
            errors.add(reader, field, code);
            None
        }
    }
}
