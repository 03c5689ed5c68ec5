//! Rates between currencies, exact: a decimal number with up to ten places, never floating point.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::money::{Currency, Money, MoneyError, decimals, figures, parse_units};

/// How many units of another currency one unit of the grant's currency is: with a grant in EUR and 655.957 XOF for 1 EUR
/// it is 655.957. Above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rate(i64);

/// A text that is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write the rate in figures above zero, with at most {} decimals, for example 655.957",
    Rate::PLACES
)]
pub struct NotARate;

impl Rate {
    /// Decimals a rate may have.
    pub const PLACES: u32 = 10;

    /// The amount in another currency: the exact product, rounded once to the other currency's minor unit, half upwards.
    ///
    /// Errors when the result does not fit.
    pub fn convert(self, amount: Money, into: Currency) -> Result<Money, MoneyError> {
        let scale = |places: u32| 10_i128.checked_pow(places).ok_or(MoneyError::Overflow);
        let product = i128::from(amount.minor)
            .checked_mul(i128::from(self.0))
            .and_then(|product| product.checked_mul(scale(decimals(into)).ok()?))
            .ok_or(MoneyError::Overflow)?;
        let whole = scale(Self::PLACES + decimals(amount.currency))?;
        let below = product.div_euclid(whole);
        let rest = product.rem_euclid(whole);
        let rounded = if rest >= whole - rest {
            below + 1
        } else {
            below
        };
        let minor = i64::try_from(rounded).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, into))
    }
}

impl FromStr for Rate {
    type Err = NotARate;
    fn from_str(text: &str) -> Result<Self, NotARate> {
        match parse_units(text, Self::PLACES) {
            Ok(units) if units > 0 => Ok(Self(units)),
            _ => Err(NotARate),
        }
    }
}

impl TryFrom<String> for Rate {
    type Error = NotARate;
    fn try_from(text: String) -> Result<Self, NotARate> {
        text.parse()
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = figures(self.0, Self::PLACES);
        let plain = if text.contains('.') {
            text.trim_end_matches('0')
        } else {
            &text
        };
        f.write_str(plain)
    }
}
