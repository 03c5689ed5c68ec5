//! Money: integer minor units with an ISO 4217 currency. Never floating point; overflow is an error.

use std::fmt;

pub use iso_currency::Currency;
use serde::{Deserialize, Serialize};

/// An amount in minor units (cents for USD, yen for JPY, fils for KWD) of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units of the currency.
    pub minor: i64,
    /// ISO 4217 currency.
    pub currency: Currency,
}

/// Why an amount could not be read or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit.
    #[error("the amount is too large")]
    Overflow,
    /// Two currencies were mixed.
    #[error("amounts in {0} and {1} cannot be added")]
    Currencies(Currency, Currency),
    /// The text is no amount.
    #[error("write the amount in figures, for example 45000 or 45,000.50")]
    NotAnAmount,
    /// More decimals than the currency has.
    #[error("{0} has {1} decimals")]
    TooManyDecimals(Currency, u32),
}

/// How many decimals the currency has: 0, 2 or 3 (ISO 4217); 2 where the standard names none.
pub fn decimals(currency: Currency) -> u32 {
    currency.exponent().map_or(2, u32::from)
}

impl Money {
    /// An amount of `minor` units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum. Errors when the currencies differ or the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies(self.currency, other.currency));
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// Reads `45000`, `45,000`, `45 000.50` as an amount of the currency. A comma separates thousands, a point
    /// decimals; Arabic-Indic digits are read too. Negative amounts are refused.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let places = decimals(currency);
        let minor = parse_units(text, places).map_err(|error| match error {
            UnitsError::NotANumber => MoneyError::NotAnAmount,
            UnitsError::TooManyDecimals => MoneyError::TooManyDecimals(currency, places),
            UnitsError::Overflow => MoneyError::Overflow,
        })?;
        Ok(Self::new(minor, currency))
    }

    /// The amount with all decimals of its currency, also where they are zero: `45000.00`, as banks want it.
    pub fn fixed(self) -> String {
        let places = decimals(self.currency) as usize;
        let figures = self.figures();
        if places == 0 || figures.contains('.') {
            figures
        } else {
            format!("{figures}.{}", "0".repeat(places))
        }
    }

    /// The amount in figures without currency or grouping: `45000.50`. What [`Money::parse`] reads back.
    pub fn figures(self) -> String {
        figures(self.minor, decimals(self.currency))
    }
}

/// Why a number is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitsError {
    /// It is none.
    NotANumber,
    /// It has more decimals than it may.
    TooManyDecimals,
    /// It is too large.
    Overflow,
}

/// A number as people write it, in units of its last decimal: with 2 places 45,000.5 is 4500050. Not below zero.
pub fn parse_units(text: &str, places: u32) -> Result<i64, UnitsError> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '٬' | '\''))
        .map(western_digit)
        .collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(UnitsError::NotANumber);
    }
    if fraction.trim_end_matches('0').len() > places as usize {
        return Err(UnitsError::TooManyDecimals);
    }
    let mut units: i64 = whole.parse().map_err(|_| UnitsError::Overflow)?;
    let mut rest = fraction.bytes();
    for _ in 0..places {
        let digit = rest.next().map_or(0, |byte| i64::from(byte - b'0'));
        units = units
            .checked_mul(10)
            .and_then(|units| units.checked_add(digit))
            .ok_or(UnitsError::Overflow)?;
    }
    Ok(units)
}

/// A number in units of its last decimal without grouping: `45000.50`. What [`parse_units`] reads back.
pub fn figures(units: i64, places: u32) -> String {
    let scale = 10_i64.pow(places);
    let (whole, part) = (units / scale, (units % scale).abs());
    if part == 0 {
        return whole.to_string();
    }
    // The whole part of a number between -1 and 0 has no sign of its own.
    let sign = if units < 0 && whole == 0 { "-" } else { "" };
    format!("{sign}{whole}.{part:0width$}", width = places as usize)
}

/// Arabic-Indic figures and marks as western ones.
pub(crate) fn western_digit(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        '٫' => '.',
        other => other,
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), self.figures())
    }
}

/// Splits an amount by shares of ten thousand: each part is rounded down, the last takes the rounding, so that the
/// parts sum exactly to the whole.
///
/// Errors when the shares do not sum to 10,000.
pub fn split(amount: i64, shares: &[u32]) -> Option<Vec<i64>> {
    if shares.is_empty()
        || shares.iter().map(|s| u64::from(*s)).sum::<u64>() != 10_000
        || amount < 0
    {
        return None;
    }
    let mut parts: Vec<i64> = shares
        .iter()
        .map(|share| {
            i64::try_from(i128::from(amount) * i128::from(*share) / 10_000).unwrap_or(i64::MAX)
        })
        .collect();
    let before_last: i64 = parts[..parts.len() - 1].iter().sum();
    if let Some(last) = parts.last_mut() {
        *last = amount - before_last;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_amounts_as_people_write_them() {
        let usd = |text| Money::parse(text, Currency::USD).map(|m| m.minor);
        assert_eq!(usd("45000"), Ok(4_500_000));
        assert_eq!(usd(" 45,000.5 "), Ok(4_500_050));
        assert_eq!(usd("٤٥٬٠٠٠٫٥٠"), Ok(4_500_050));
        assert_eq!(
            usd("1.234"),
            Err(MoneyError::TooManyDecimals(Currency::USD, 2))
        );
        assert_eq!(usd("-5"), Err(MoneyError::NotAnAmount));
        assert_eq!(usd(""), Err(MoneyError::NotAnAmount));
        assert_eq!(usd("99999999999999999999"), Err(MoneyError::Overflow));
        assert_eq!(Money::parse("500", Currency::JPY).map(|m| m.minor), Ok(500));
        assert_eq!(
            Money::parse("1.005", Currency::KWD).map(|m| m.minor),
            Ok(1005)
        );
    }

    #[test]
    fn currencies_are_never_mixed() {
        let sum = Money::new(1, Currency::USD).plus(Money::new(1, Currency::EUR));
        assert_eq!(
            sum,
            Err(MoneyError::Currencies(Currency::USD, Currency::EUR))
        );
        assert_eq!(
            Money::new(i64::MAX, Currency::USD).plus(Money::new(1, Currency::USD)),
            Err(MoneyError::Overflow)
        );
    }

    proptest! {
        #[test]
        fn figures_read_back(minor in 0_i64..1_000_000_000_000) {
            for currency in [Currency::USD, Currency::JPY, Currency::KWD] {
                let money = Money::new(minor, currency);
                prop_assert_eq!(Money::parse(&money.figures(), currency), Ok(money));
                let fixed = money.fixed();
                prop_assert_eq!(Money::parse(&fixed, currency), Ok(money));
                let places = fixed.split_once('.').map_or(0, |(_, places)| places.len());
                prop_assert_eq!(places, decimals(currency) as usize);
            }
        }

        #[test]
        fn parts_sum_to_the_whole(amount in 0_i64..10_000_000_000, first in 0_u32..=10_000) {
            let parts = split(amount, &[first, 10_000 - first]).expect("shares sum to the whole");
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
        }
    }
}
