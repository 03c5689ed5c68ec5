//! The person who reads: a language and a time zone, for use in templates.

use std::borrow::Borrow;
use std::fmt::Display;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::languages::Language;
use crate::value::{Value, Whole};
use crate::{country, format, keys, spoken, text};

/// Who reads: everything a template shows goes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Language of the texts.
    pub language: Language,
    /// Zone in which times are shown.
    pub zone: Tz,
}

impl Reader {
    /// A reader of `language` in `zone`.
    pub const fn new(language: Language, zone: Tz) -> Self {
        Self { language, zone }
    }

    /// The text of a key; the key in brackets when there is none.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        text::text(self.language, key.as_ref())
    }

    /// The text of a key with the number `n`, in the right plural form.
    pub fn tn(&self, key: impl AsRef<str>, n: impl Whole) -> String {
        text::text_with(self.language, key.as_ref(), &[("n", n.whole().into())])
    }

    /// The text of a key filled with values.
    pub fn ta<'a>(&self, key: impl AsRef<str>, values: impl AsRef<[(&'a str, Value)]>) -> String {
        text::text_with(self.language, key.as_ref(), values.as_ref())
    }

    /// The word for a name used in data: `named("status", "in_review")` is the text `status-in-review`.
    pub fn named(&self, family: impl AsRef<str>, name: impl Display) -> String {
        text::text(self.language, &keys::key(family.as_ref(), name))
    }

    /// Whether there is a text for the key.
    pub fn has(&self, key: impl AsRef<str>) -> bool {
        text::has(self.language, key.as_ref())
    }

    /// A whole number: 1,234.
    pub fn number(&self, number: impl Whole) -> String {
        format::number(self.language, number)
    }

    /// A number given in units of its last decimal: 7856 with 2 decimals is 78.56.
    pub fn fixed(&self, units: impl Whole, decimals: impl Borrow<u8>) -> String {
        format::fixed(self.language, units, *decimals.borrow())
    }

    /// An amount in minor units of a currency: USD 45,000.
    pub fn money(
        &self,
        minor: impl Whole,
        currency: impl AsRef<str>,
        decimals: impl Borrow<u8>,
    ) -> String {
        format::money(self.language, minor, currency.as_ref(), *decimals.borrow())
    }

    /// A whole number of per cent.
    pub fn percent(&self, percent: impl Whole) -> String {
        format::percent(self.language, percent)
    }

    /// What `part` is of `whole` in per cent; a dash when `whole` is zero.
    pub fn share(&self, part: impl Whole, whole: impl Whole) -> String {
        format::share(self.language, part, whole)
    }

    /// A date in full: 5 April 2010.
    pub fn date(&self, date: impl Borrow<NaiveDate>) -> String {
        format::date(self.language, date)
    }

    /// A date for a table: 5 Apr 2010.
    pub fn date_short(&self, date: impl Borrow<NaiveDate>) -> String {
        format::date_short(self.language, date)
    }

    /// The day in the reader's zone on which something happened, in full.
    pub fn day(&self, at: impl Borrow<DateTime<Utc>>) -> String {
        format::date(
            self.language,
            at.borrow().with_timezone(&self.zone).date_naive(),
        )
    }

    /// The time of day in the reader's zone: 23:59.
    pub fn time(&self, at: impl Borrow<DateTime<Utc>>) -> String {
        format::time(self.language, at, self.zone)
    }

    /// Date and time in the reader's zone, with its name.
    pub fn date_time(&self, at: impl Borrow<DateTime<Utc>>) -> String {
        format::date_time(self.language, at, self.zone)
    }

    /// Days from today: in 3 days, 2 days ago.
    pub fn relative_days(&self, days: impl Whole) -> String {
        format::relative_days(self.language, days)
    }

    /// The name of a country by its ISO 3166-1 alpha-2 code (a code, or anything that displays as one).
    pub fn country(&self, code: impl Display) -> String {
        country::country(self.language, &code.to_string())
    }

    /// Code and name of every country, sorted by name.
    pub fn countries(&self) -> &'static [(String, String)] {
        country::countries(self.language)
    }

    /// The name of a language by its BCP 47 code (a code, or anything that displays as one).
    pub fn spoken(&self, code: impl Display) -> String {
        spoken::spoken(self.language, &code.to_string())
    }

    /// Code and name of every language people work in, sorted by name.
    pub fn spoken_languages(&self) -> &'static [(String, String)] {
        spoken::spoken_languages(self.language)
    }
}
