//! Letters about decisions: composed from the texts of the call and the record of the file, kept as they were sent.

mod composing;
mod facts;
pub mod sent;
pub mod texts;

pub use ::letters::{Block, Minutes as MinutesSheet, Sheet, Signature};
pub(crate) use composing::{Moment, agreement_text, language_of, money_text, prepare, which};
pub use composing::{Prepared, has_house_words, recipients};

use crate::failure::Failure;

/// The minutes of a panel on paper as PDF.
pub fn minutes_pdf(sheet: &MinutesSheet) -> Result<Vec<u8>, Failure> {
    ::letters::pdf::minutes(sheet).map_err(|error| Failure::Unexpected(error.to_string()))
}

/// A letter on paper as PDF.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, Failure> {
    ::letters::pdf::letter(sheet).map_err(|error| Failure::Unexpected(error.to_string()))
}
