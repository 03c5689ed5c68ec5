//! Single form fields read as answers.

use serde_json::Value;

use crate::money::{Currency, Money, western_digit};

use super::{AnswerKind, Fault};

impl AnswerKind {
    /// Reads what a form field holds (one string per field of that name) as an answer. Blank means no answer.
    ///
    /// Tables, logframes, budgets and files are not single fields and are read elsewhere. Errors say what is wrong.
    pub fn read(&self, fields: &[String], currency: Currency) -> Result<Option<Value>, Fault> {
        let text = fields.first().map_or("", |field| field.trim());
        let filled: Vec<&String> = fields
            .iter()
            .filter(|field| !field.trim().is_empty())
            .collect();
        if filled.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::ShortText { .. }
            | Self::LongText { .. }
            | Self::Choice { .. }
            | Self::Country {}
            | Self::Date {} => Value::from(text.replace("\r\n", "\n")),
            Self::Number { min, max } => {
                let number = whole(text).ok_or(Fault::OutOfRange {
                    min: *min,
                    max: *max,
                })?;
                Value::from(number)
            }
            Self::Money {} => {
                let amount = Money::parse(text, currency).map_err(|_| Fault::WrongKind)?;
                Value::from(amount.minor)
            }
            Self::Choices { .. } | Self::File(_) => {
                Value::from(filled.into_iter().cloned().collect::<Vec<_>>())
            }
            Self::Declaration {} => Value::Bool(true),
            Self::Table(_) | Self::Logframe(_) | Self::Budget(_) => return Err(Fault::WrongKind),
        };
        Ok(Some(value))
    }
}

/// Reads `1,200` or `١٢٠٠` as a whole number.
pub fn whole(text: &str) -> Option<i64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '٬'))
        .map(western_digit)
        .collect();
    plain.parse().ok()
}
