//! Registration: what an organisation says of itself, in steps that can be left and resumed, and what is still missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::json;

use crate::country::Country;
use crate::document::DocumentKind;
use crate::money::{Currency, Money};
use crate::names::named;
use crate::record::{Digest, canonical_json, digest};

named! {
    /// A step of the registration.
    pub enum Section {
        /// Names, type, country, address.
        Identity = "identity",
        /// Registration with the authority.
        LegalStatus = "legal_status",
        /// Officers, founding.
        Governance = "governance",
        /// Budgets, bank account, audit.
        Money = "money",
        /// What it has done, and the languages it works in.
        Experience = "experience",
        /// The eight declarations.
        Declarations = "declarations",
    }
}

named! {
    /// What another name of an organisation is.
    pub enum NameKind {
        /// Used beside the legal name.
        Other = "other",
        /// Used before the legal name.
        Former = "former",
    }
}

/// A name beside the legal one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// The name, in any script.
    pub name: String,
    /// Other or former.
    pub kind: NameKind,
}

/// A person who directs the organisation or acts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Officer {
    /// Name in Latin letters.
    pub name: String,
    /// Name in its own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_name: Option<String>,
    /// What they are: director, treasurer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Day of birth; tells people of one name apart in the screening against sanctions lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born_on: Option<NaiveDate>,
}

impl Officer {
    /// An officer of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            original_name: None,
            position: None,
            born_on: None,
        }
    }
}

impl<'de> Deserialize<'de> for Officer {
    /// A bare name stands for an officer of whom nothing else is known, as registers of one column have them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            name: String,
            #[serde(default)]
            original_name: Option<String>,
            #[serde(default)]
            position: Option<String>,
            #[serde(default)]
            born_on: Option<NaiveDate>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Name(String),
            Full(Full),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Name(name) => Self::named(name),
            Written::Full(full) => Self {
                name: full.name,
                original_name: full.original_name,
                position: full.position,
                born_on: full.born_on,
            },
        })
    }
}

/// What the organisation had to spend in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyBudget {
    /// Calendar year.
    pub year: i32,
    /// Minor units of the profile's budget currency.
    pub minor: i64,
}

/// A bank account in the organisation's own name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The name the account is kept under.
    pub holder: String,
    /// The bank.
    pub bank: String,
    /// Country of the bank.
    pub country: Country,
    /// IBAN without blanks, or the local number.
    pub number: String,
    /// BIC of the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
}

impl BankAccount {
    /// The number with all but its last four characters hidden.
    pub fn masked(&self) -> String {
        let count = self.number.chars().count();
        let shown: String = self.number.chars().skip(count.saturating_sub(4)).collect();
        format!("•••• {shown}")
    }

    /// SHA-256 of all that a payment depends on: holder, bank, country, number and BIC, as canonical JSON. Approvals of
    /// payments name the details they were given for by this digest.
    pub fn digest(&self) -> Digest {
        let details = json!({
            "holder": self.holder,
            "bank": self.bank,
            "country": self.country.to_string(),
            "number": self.number,
            "bic": self.bic,
        });
        // Texts and nothing always have a canonical form.
        let canonical = canonical_json(&details).unwrap_or_default();
        digest(canonical.as_bytes())
    }
}

impl std::fmt::Debug for BankAccount {
    /// Bank numbers never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BankAccount")
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

/// The eight declarations; all must be yes.
pub const DECLARATIONS: [&str; 8] = [
    "lawful_purpose",
    "not_for_profit",
    "no_listed_parties",
    "no_fraud_or_corruption",
    "no_exploitation_or_abuse",
    "no_forced_labour",
    "no_bankruptcy",
    "information_true",
];

/// Which declarations are answered with yes or no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declarations(BTreeMap<String, bool>);

impl Declarations {
    /// All eight answered with yes.
    pub fn all_yes() -> Self {
        Self(
            DECLARATIONS
                .iter()
                .map(|name| ((*name).to_owned(), true))
                .collect(),
        )
    }

    /// The answers given; names that are none of [`DECLARATIONS`] are left out.
    pub fn of(answers: impl IntoIterator<Item = (String, bool)>) -> Self {
        let known = |(name, _): &(String, bool)| DECLARATIONS.contains(&name.as_str());
        Self(answers.into_iter().filter(known).collect())
    }

    /// The answer to one.
    pub fn get(&self, name: &str) -> Option<bool> {
        self.0.get(name).copied()
    }

    /// Whether all eight are yes.
    pub fn complete(&self) -> bool {
        DECLARATIONS.iter().all(|name| self.get(name) == Some(true))
    }
}

impl Serialize for Declarations {
    /// All yes is `true` and none is `false`, as profiles had it before each was asked by itself.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.complete() {
            serializer.serialize_bool(true)
        } else if self.0.is_empty() {
            serializer.serialize_bool(false)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Declarations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            All(bool),
            Each(BTreeMap<String, bool>),
        }
        match Written::deserialize(deserializer)? {
            Written::All(true) => Ok(Self::all_yes()),
            Written::All(false) => Ok(Self::default()),
            Written::Each(answers) => {
                match answers
                    .keys()
                    .find(|name| !DECLARATIONS.contains(&name.as_str()))
                {
                    Some(name) => Err(serde::de::Error::custom(format!(
                        "there is no declaration \"{name}\"; use one of {}",
                        DECLARATIONS.join(", ")
                    ))),
                    None => Ok(Self(answers)),
                }
            }
        }
    }
}

/// What an organisation says of itself. Kept in tables; the record holds its digest.
///
/// Fields that came later are left out of the canonical form while they are empty, so that the digest of an older
/// profile stays what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Legal name in Latin letters.
    pub legal_name: String,
    /// Legal name in its own script.
    #[serde(default)]
    pub original_name: Option<String>,
    /// Acronym.
    #[serde(default)]
    pub acronym: Option<String>,
    /// Country of registration.
    pub country: Country,
    /// Legal form: a name of a kind.
    pub kind: String,
    /// Registration number.
    #[serde(default)]
    pub registration_number: Option<String>,
    /// Day of registration, or of issue of the certificate.
    #[serde(default)]
    pub registered_on: Option<NaiveDate>,
    /// Website.
    #[serde(default)]
    pub website: Option<String>,
    /// E-mail address of the organisation.
    #[serde(default)]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<String>,
    /// Average annual budget of the last three years; follows from [`Self::budgets`] when these are given.
    #[serde(default)]
    pub annual_budget: Option<Money>,
    /// The officers.
    #[serde(default, serialize_with = "officers_as_short_as_possible")]
    pub officers: Vec<Officer>,
    /// The declarations.
    #[serde(default)]
    pub declarations: Declarations,
    /// Other and former names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// Identifier after org-id.guide: `GB-CHC-202918`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
    /// The authority it is registered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_authority: Option<String>,
    /// The last day the registration holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_expires_on: Option<NaiveDate>,
    /// Why there is no registration number or certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unregistered_reason: Option<String>,
    /// Day it was founded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<NaiveDate>,
    /// Currency of [`Self::budgets`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_currency: Option<Currency>,
    /// Budgets by year, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<YearlyBudget>,
    /// Bank account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_account: Option<BankAccount>,
    /// Why there is no audited statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unaudited_reason: Option<String>,
    /// What it has done so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<String>,
    /// Working languages (BCP 47).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub working_languages: BTreeSet<String>,
}

/// An officer of whom only the name is known is written as that name.
fn officers_as_short_as_possible<S: Serializer>(
    officers: &[Officer],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Written<'a> {
        Name(&'a str),
        Full(&'a Officer),
    }
    serializer.collect_seq(officers.iter().map(|officer| {
        if *officer == Officer::named(officer.name.as_str()) {
            Written::Name(&officer.name)
        } else {
            Written::Full(officer)
        }
    }))
}

/// Something that is still missing of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The step it belongs to.
    pub section: Section,
    /// The field, or the kind of document.
    pub field: &'static str,
}

/// The years whose budgets are asked for: the last three full ones, but none before the organisation was founded.
pub fn budget_years(founded_on: Option<NaiveDate>, today: NaiveDate) -> Vec<i32> {
    let last = today.year() - 1;
    let first = founded_on.map_or(last - 2, |day| day.year().clamp(last - 2, last));
    (first..=last).rev().collect()
}

/// The budgets a profile must state before it is complete: as many as there are years to ask for.
fn budgets_given(profile: &Profile, today: NaiveDate) -> bool {
    let asked = budget_years(profile.founded_on, today).len();
    profile.budgets.len() >= asked
}

/// What is still missing of a registration on a day. `holds` tells whether a valid document of a kind is there.
pub fn missing(
    profile: &Profile,
    holds: impl Fn(DocumentKind) -> bool,
    today: NaiveDate,
) -> Vec<Missing> {
    use Section::{Declarations, Experience, Governance, Identity, LegalStatus, Money};
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let excused = given(&profile.unregistered_reason);
    let certified = holds(DocumentKind::RegistrationCertificate) || excused;
    let checks = [
        (Identity, "address", given(&profile.address)),
        (Identity, "email", given(&profile.email)),
        (
            LegalStatus,
            "registration_number",
            given(&profile.registration_number) || excused,
        ),
        (
            LegalStatus,
            "registration_authority",
            given(&profile.registration_authority) || excused,
        ),
        (
            LegalStatus,
            "registered_on",
            profile.registered_on.is_some() || excused,
        ),
        (LegalStatus, "registration_certificate", certified),
        (Governance, "officers", !profile.officers.is_empty()),
        (Governance, "founded_on", profile.founded_on.is_some()),
        (Money, "budgets", budgets_given(profile, today)),
        (Money, "bank_account", profile.bank_account.is_some()),
        (
            Money,
            "audited_statement",
            holds(DocumentKind::AuditedStatement) || given(&profile.unaudited_reason),
        ),
        (Experience, "experience", given(&profile.experience)),
        (
            Experience,
            "working_languages",
            !profile.working_languages.is_empty(),
        ),
        (
            Declarations,
            "declarations",
            profile.declarations.complete(),
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, _, there)| !there)
        .map(|(section, field, _)| Missing { section, field })
        .collect()
}

impl Profile {
    /// A profile of which only the first step is known: the legal name, the country and the legal form.
    pub fn new(legal_name: String, country: Country, kind: String) -> Self {
        Self {
            legal_name,
            original_name: None,
            acronym: None,
            country,
            kind,
            registration_number: None,
            registered_on: None,
            website: None,
            email: None,
            address: None,
            annual_budget: None,
            officers: Vec::new(),
            declarations: Declarations::default(),
            other_names: Vec::new(),
            org_id: None,
            registration_authority: None,
            registration_expires_on: None,
            unregistered_reason: None,
            founded_on: None,
            budget_currency: None,
            budgets: Vec::new(),
            bank_account: None,
            unaudited_reason: None,
            experience: None,
            working_languages: BTreeSet::new(),
        }
    }

    /// Whether a verification of `self` still holds for `after`: nothing a verification looks at has changed.
    pub fn same_substance(&self, after: &Self) -> bool {
        let substance = |profile: &Self| {
            (
                (
                    profile.legal_name.clone(),
                    profile.original_name.clone(),
                    profile.country,
                    profile.kind.clone(),
                    profile.registration_number.clone(),
                    profile.registered_on,
                ),
                (
                    profile.registration_authority.clone(),
                    profile.registration_expires_on,
                    profile.officers.clone(),
                    profile.bank_account.clone(),
                    profile.declarations.clone(),
                    profile.other_names.clone(),
                ),
            )
        };
        substance(self) == substance(after)
    }

    /// The mean of the yearly budgets, rounded down; what is stated as average where no years are given.
    pub fn average_budget(&self) -> Option<Money> {
        let count = i64::try_from(self.budgets.len()).ok().filter(|n| *n > 0);
        match (count, self.budget_currency) {
            (Some(count), Some(currency)) => {
                let sum = self
                    .budgets
                    .iter()
                    .try_fold(0_i64, |sum, year| sum.checked_add(year.minor))?;
                Some(Money::new(sum / count, currency))
            }
            _ => self.annual_budget,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_years_asked_for_are_the_last_three_full_ones_since_the_founding() {
        let today = day("2010-03-01");
        assert_eq!(budget_years(None, today), [2009, 2008, 2007]);
        assert_eq!(
            budget_years(Some(day("2007-12-31")), today),
            [2009, 2008, 2007]
        );
        assert_eq!(budget_years(Some(day("2008-01-01")), today), [2009, 2008]);
        assert_eq!(budget_years(Some(day("2010-02-01")), today), [2009]);
    }

    #[test]
    fn an_older_profile_keeps_its_canonical_form() {
        let old = serde_json::json!({
            "legal_name": "Hope House", "original_name": null, "acronym": null, "country": "KE",
            "kind": "association", "registration_number": null, "registered_on": null,
            "website": null, "email": null, "address": null, "annual_budget": null,
            "officers": ["Wanjiru Kamau"], "declarations": true,
        });
        let profile: Profile = serde_json::from_value(old.clone()).unwrap();
        assert!(profile.declarations.complete());
        assert_eq!(serde_json::to_value(&profile).unwrap(), old);
    }

    #[test]
    fn one_no_makes_the_declarations_incomplete() {
        let mut answers: BTreeMap<String, bool> = DECLARATIONS
            .iter()
            .map(|name| ((*name).to_owned(), true))
            .collect();
        assert!(Declarations::of(answers.clone()).complete());
        answers.insert("no_bankruptcy".to_owned(), false);
        let declared = Declarations::of(answers);
        assert!(!declared.complete());
        let read: Declarations =
            serde_json::from_value(serde_json::to_value(&declared).unwrap()).unwrap();
        assert_eq!(read, declared);
        assert!(serde_json::from_str::<Declarations>(r#"{"other":true}"#).is_err());
    }

    #[test]
    fn a_bank_number_is_shown_by_its_end_and_never_printed() {
        let account = BankAccount {
            holder: "Hope House".to_owned(),
            bank: "Example Bank".to_owned(),
            country: Country::parse("KE").unwrap(),
            number: "0123456789".to_owned(),
            bic: None,
        };
        assert_eq!(account.masked(), "•••• 6789");
        assert!(!format!("{account:?}").contains("6789"));
    }
}
