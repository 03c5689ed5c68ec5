//! Countries and areas of ISO 3166-1, and the regional group each belongs to in the United Nations.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::names::named;

named! {
    /// Regional group of Member States of the United Nations, as the General Assembly uses them for elections
    /// (Türkiye and the United States count with Western European and Others).
    pub enum Region {
        /// African States (54).
        African = "african",
        /// Asia-Pacific States (54).
        AsiaPacific = "asia_pacific",
        /// Eastern European States (23).
        EasternEuropean = "eastern_european",
        /// Latin American and Caribbean States (33).
        LatinAmericanAndCaribbean = "latin_american_and_caribbean",
        /// Western European and other States (29).
        WesternEuropeanAndOthers = "western_european_and_others",
        /// Observers, territories and areas that are not Member States.
        Other = "other",
    }
}

use Region::{
    African as Af, AsiaPacific as Ap, EasternEuropean as Ee, LatinAmericanAndCaribbean as La,
    Other as Ot, WesternEuropeanAndOthers as We,
};

/// Officially assigned alpha-2 codes in alphabetical order; the position is what a [`Country`] holds.
#[rustfmt::skip]
static COUNTRIES: [(&str, Region); 249] = [
    ("AD", We), ("AE", Ap), ("AF", Ap), ("AG", La), ("AI", Ot), ("AL", Ee), ("AM", Ee),
    ("AO", Af), ("AQ", Ot), ("AR", La), ("AS", Ot), ("AT", We), ("AU", We), ("AW", Ot),
    ("AX", Ot), ("AZ", Ee), ("BA", Ee), ("BB", La), ("BD", Ap), ("BE", We), ("BF", Af),
    ("BG", Ee), ("BH", Ap), ("BI", Af), ("BJ", Af), ("BL", Ot), ("BM", Ot), ("BN", Ap),
    ("BO", La), ("BQ", Ot), ("BR", La), ("BS", La), ("BT", Ap), ("BV", Ot), ("BW", Af),
    ("BY", Ee), ("BZ", La), ("CA", We), ("CC", Ot), ("CD", Af), ("CF", Af), ("CG", Af),
    ("CH", We), ("CI", Af), ("CK", Ot), ("CL", La), ("CM", Af), ("CN", Ap), ("CO", La),
    ("CR", La), ("CU", La), ("CV", Af), ("CW", Ot), ("CX", Ot), ("CY", Ap), ("CZ", Ee),
    ("DE", We), ("DJ", Af), ("DK", We), ("DM", La), ("DO", La), ("DZ", Af), ("EC", La),
    ("EE", Ee), ("EG", Af), ("EH", Ot), ("ER", Af), ("ES", We), ("ET", Af), ("FI", We),
    ("FJ", Ap), ("FK", Ot), ("FM", Ap), ("FO", Ot), ("FR", We), ("GA", Af), ("GB", We),
    ("GD", La), ("GE", Ee), ("GF", Ot), ("GG", Ot), ("GH", Af), ("GI", Ot), ("GL", Ot),
    ("GM", Af), ("GN", Af), ("GP", Ot), ("GQ", Af), ("GR", We), ("GS", Ot), ("GT", La),
    ("GU", Ot), ("GW", Af), ("GY", La), ("HK", Ot), ("HM", Ot), ("HN", La), ("HR", Ee),
    ("HT", La), ("HU", Ee), ("ID", Ap), ("IE", We), ("IL", We), ("IM", Ot), ("IN", Ap),
    ("IO", Ot), ("IQ", Ap), ("IR", Ap), ("IS", We), ("IT", We), ("JE", Ot), ("JM", La),
    ("JO", Ap), ("JP", Ap), ("KE", Af), ("KG", Ap), ("KH", Ap), ("KI", Ap), ("KM", Af),
    ("KN", La), ("KP", Ap), ("KR", Ap), ("KW", Ap), ("KY", Ot), ("KZ", Ap), ("LA", Ap),
    ("LB", Ap), ("LC", La), ("LI", We), ("LK", Ap), ("LR", Af), ("LS", Af), ("LT", Ee),
    ("LU", We), ("LV", Ee), ("LY", Af), ("MA", Af), ("MC", We), ("MD", Ee), ("ME", Ee),
    ("MF", Ot), ("MG", Af), ("MH", Ap), ("MK", Ee), ("ML", Af), ("MM", Ap), ("MN", Ap),
    ("MO", Ot), ("MP", Ot), ("MQ", Ot), ("MR", Af), ("MS", Ot), ("MT", We), ("MU", Af),
    ("MV", Ap), ("MW", Af), ("MX", La), ("MY", Ap), ("MZ", Af), ("NA", Af), ("NC", Ot),
    ("NE", Af), ("NF", Ot), ("NG", Af), ("NI", La), ("NL", We), ("NO", We), ("NP", Ap),
    ("NR", Ap), ("NU", Ot), ("NZ", We), ("OM", Ap), ("PA", La), ("PE", La), ("PF", Ot),
    ("PG", Ap), ("PH", Ap), ("PK", Ap), ("PL", Ee), ("PM", Ot), ("PN", Ot), ("PR", Ot),
    ("PS", Ot), ("PT", We), ("PW", Ap), ("PY", La), ("QA", Ap), ("RE", Ot), ("RO", Ee),
    ("RS", Ee), ("RU", Ee), ("RW", Af), ("SA", Ap), ("SB", Ap), ("SC", Af), ("SD", Af),
    ("SE", We), ("SG", Ap), ("SH", Ot), ("SI", Ee), ("SJ", Ot), ("SK", Ee), ("SL", Af),
    ("SM", We), ("SN", Af), ("SO", Af), ("SR", La), ("SS", Af), ("ST", Af), ("SV", La),
    ("SX", Ot), ("SY", Ap), ("SZ", Af), ("TC", Ot), ("TD", Af), ("TF", Ot), ("TG", Af),
    ("TH", Ap), ("TJ", Ap), ("TK", Ot), ("TL", Ap), ("TM", Ap), ("TN", Af), ("TO", Ap),
    ("TR", We), ("TT", La), ("TV", Ap), ("TW", Ot), ("TZ", Af), ("UA", Ee), ("UG", Af),
    ("UM", Ot), ("US", We), ("UY", La), ("UZ", Ap), ("VA", Ot), ("VC", La), ("VE", La),
    ("VG", Ot), ("VI", Ot), ("VN", Ap), ("VU", Ap), ("WF", Ot), ("WS", Ap), ("YE", Ap),
    ("YT", Ot), ("ZA", Af), ("ZM", Af), ("ZW", Af),
];

/// A country or area that has an officially assigned ISO 3166-1 alpha-2 code. Sorts by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Country(u8);

impl Country {
    /// Reads a code of two letters in either case, blanks around it allowed.
    ///
    /// # Errors
    /// [`UnknownCountry`] when ISO 3166-1 assigns no such code.
    pub fn parse(text: &str) -> Result<Self, UnknownCountry> {
        let code = text.trim().to_ascii_uppercase();
        COUNTRIES
            .binary_search_by(|(known, _)| (*known).cmp(code.as_str()))
            .ok()
            .and_then(|position| u8::try_from(position).ok())
            .map(Self)
            .ok_or_else(|| UnknownCountry(text.chars().take(UnknownCountry::SHOWN).collect()))
    }

    /// The alpha-2 code in capitals: `KE`.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The regional group in the United Nations.
    pub fn region(self) -> Region {
        self.row().1
    }

    /// Every country and area, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(COUNTRIES.len()).map(Self)
    }

    // Only `parse` and `all` make a `Country`, so the position is always inside the table.
    fn row(self) -> &'static (&'static str, Region) {
        &COUNTRIES[usize::from(self.0)]
    }
}

/// A text that is no country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a country code; use the two letters of ISO 3166-1, such as KE or LB")]
pub struct UnknownCountry(pub String);

impl UnknownCountry {
    /// The most characters of the wrong text that are repeated.
    const SHOWN: usize = 40;
}

impl FromStr for Country {
    type Err = UnknownCountry;
    fn from_str(text: &str) -> Result<Self, UnknownCountry> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;
    fn try_from(text: String) -> Result<Self, UnknownCountry> {
        Self::parse(&text)
    }
}

impl From<Country> for &'static str {
    fn from(country: Country) -> Self {
        country.code()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_a_search_finds_every_code() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(Country::all().all(|country| Country::parse(country.code()) == Ok(country)));
        assert_eq!(Country::all().count(), 249);
    }

    #[test]
    fn the_groups_have_as_many_states_as_the_united_nations_count() {
        let size = |region| {
            Country::all()
                .filter(|country| country.region() == region)
                .count()
        };
        let sizes: Vec<usize> = Region::ALL.iter().map(|region| size(*region)).collect();
        assert_eq!(sizes, [54, 54, 23, 33, 29, 56]);
        assert_eq!(sizes[..5].iter().sum::<usize>(), 193);
    }

    #[test]
    fn codes_are_read_in_either_case_and_nothing_else_is() {
        assert_eq!(Country::parse(" ke ").map(Country::code), Ok("KE"));
        for wrong in ["", "K", "KEN", "XK", "ZZ", "УА", "é"] {
            assert_eq!(Country::parse(wrong), Err(UnknownCountry(wrong.to_owned())));
        }
    }

    #[test]
    fn data_hold_the_code() {
        let lebanon = Country::parse("LB");
        assert_eq!(
            lebanon.clone().ok().map(|c| serde_json::to_string(&c).ok()),
            Some(Some("\"LB\"".to_owned()))
        );
        assert_eq!(serde_json::from_str::<Country>("\"lb\"").ok(), lebanon.ok());
        assert!(serde_json::from_str::<Country>("\"Lebanon\"").is_err());
    }
}
