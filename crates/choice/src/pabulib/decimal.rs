//! Decimal numbers as they stand in a file, exactly.

use std::fmt;

/// Most decimals a number may have.
const DECIMALS: u32 = 18;

/// A number with decimals, without zeros at its end: `digits / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i64,
    decimals: u32,
}

impl Decimal {
    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self {
            digits: number,
            decimals: 0,
        }
    }

    /// `digits` counted in the last of `decimals` decimals: 1234550 with 2 are 12345.5. None for too many decimals.
    pub fn new(digits: i64, decimals: u32) -> Option<Self> {
        let mut number = Self { digits, decimals };
        while number.decimals > 0 && number.digits % 10 == 0 {
            number.digits /= 10;
            number.decimals -= 1;
        }
        (number.decimals <= DECIMALS).then_some(number)
    }

    /// Reads digits with a point, or with a comma before one or two last digits as many countries write sums. Nothing
    /// else is taken for a number: a comma before three digits may part thousands as well as decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = match unsigned.split_once(['.', ',']) {
            Some((_, decimals)) if unsigned.contains(',') && !(1..=2).contains(&decimals.len()) => {
                return None;
            }
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !figures(whole) || !figures(decimals) || whole.len() + decimals.len() == 0 {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        let digits: i64 = format!("{}{whole}{decimals}", if negative { "-" } else { "" })
            .parse()
            .ok()?;
        Self::new(digits, u32::try_from(decimals.len()).ok()?)
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let places = self.decimals as usize;
        let digits = format!(
            "{:0>width$}",
            self.digits.unsigned_abs(),
            width = places + 1
        );
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

/// The unit in which all numbers of a kind are whole: the last of so many decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(u32);

impl Scale {
    /// The coarsest in which all of `numbers` are whole.
    pub fn of(numbers: impl IntoIterator<Item = Decimal>) -> Self {
        let decimals = numbers.into_iter().map(|number| number.decimals);
        Self(decimals.max().unwrap_or(0))
    }

    /// A number in this unit; none when it is not whole or beyond range.
    pub fn units(self, number: Decimal) -> Option<i64> {
        let factor = 10i64.checked_pow(self.0.checked_sub(number.decimals)?)?;
        number.digits.checked_mul(factor)
    }

    /// So many units as a number.
    pub fn number(self, units: i64) -> Decimal {
        Decimal::new(units, self.0).unwrap_or(Decimal {
            digits: units,
            decimals: self.0,
        })
    }

    /// The number 1 in this unit; none when beyond range.
    pub fn one(self) -> Option<i64> {
        10i64.checked_pow(self.0)
    }
}
