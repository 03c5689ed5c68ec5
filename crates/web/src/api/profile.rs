//! What an organisation says of itself, as the API reads and writes it.

use chrono::NaiveDate;
use facility::Failure;
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;
use utoipa::openapi::schema::{
    AdditionalProperties, Object, ObjectBuilder, OneOfBuilder, Schema, Type,
};
use workflow::country::Country;
use workflow::money::{Currency, Money};
use workflow::registration::{
    BankAccount, DECLARATIONS, Declarations, NameKind, Officer, OtherName, Profile, YearlyBudget,
};

use super::fields::{
    self, Code, Line, Minor, Prose, Title, UpTo30, UpTo60, UpTo120, UpTo200, UpTo400, Whole,
};

/// What an organisation says of itself. What is not given, or `null`, is taken out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileJson {
    /// Legal name in Latin letters.
    legal_name: Title,
    /// Legal name in its own script.
    original_name: Option<UpTo200>,
    /// Other and former names.
    #[serde(default)]
    #[schema(max_items = 30)]
    other_names: Vec<OtherNameJson>,
    /// Acronym.
    acronym: Option<UpTo30>,
    /// Country of registration (ISO 3166-1).
    #[schema(schema_with = fields::country)]
    country: Country,
    /// Legal form.
    #[schema(schema_with = fields::legal_form)]
    kind: String,
    /// Identifier after org-id.guide: `GB-CHC-202918`.
    org_id: Option<Line<0, 100>>,
    /// Registration number.
    registration_number: Option<UpTo60>,
    /// The authority it is registered with.
    registration_authority: Option<UpTo200>,
    /// Day of registration; not in the future.
    registered_on: Option<NaiveDate>,
    /// The last day the registration holds; not before the day of registration.
    registration_expires_on: Option<NaiveDate>,
    /// Why there is no registration number or certificate.
    unregistered_reason: Option<Prose>,
    /// Website, beginning with `https://` or `http://`.
    website: Option<UpTo200>,
    /// E-mail address of the organisation.
    email: Option<UpTo200>,
    /// Postal address.
    address: Option<UpTo400>,
    /// Day it was founded; not in the future.
    founded_on: Option<NaiveDate>,
    /// The officers; a name alone stands for an officer of whom nothing else is known.
    #[serde(default)]
    #[schema(max_items = 30)]
    officers: Vec<OfficerJson>,
    /// Average annual budget of the last three years; follows from `budgets` when these are given.
    annual_budget: Option<BudgetJson>,
    /// Currency of `budgets` (ISO 4217).
    budget_currency: Option<Code>,
    /// Budgets by year, each year once.
    #[serde(default)]
    #[schema(max_items = 10)]
    budgets: Vec<YearlyBudgetJson>,
    /// Bank account in the organisation's own name.
    bank_account: Option<BankAccountJson>,
    /// Why there is no audited statement.
    unaudited_reason: Option<Prose>,
    /// What it has done so far.
    experience: Option<Prose>,
    /// Working languages (BCP 47).
    #[serde(default)]
    #[schema(max_items = 30)]
    working_languages: Vec<LanguageCode>,
    /// The eight declarations, each answered with yes or no; `true` answers all with yes, `false` none.
    #[serde(default, serialize_with = "each_declaration")]
    #[schema(schema_with = declarations)]
    declarations: Declarations,
}

/// A code of a language.
type LanguageCode = Line<2, 12>;

/// A name beside the legal one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OtherNameJson {
    /// The name, in any script.
    name: Title,
    /// Whether it is in use beside the legal name, or was used before it.
    #[schema(schema_with = fields::name_kind)]
    kind: NameKind,
}

/// An officer, or the name of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
enum OfficerJson {
    /// The name alone.
    Name(UpTo120),
    /// Everything that is known.
    Full(FullOfficerJson),
}

/// A person who directs the organisation or acts for it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FullOfficerJson {
    /// Name in Latin letters.
    name: UpTo120,
    /// Name in its own script.
    original_name: Option<UpTo120>,
    /// What they are: director, treasurer.
    position: Option<UpTo120>,
    /// Day of birth; not in the future.
    born_on: Option<NaiveDate>,
}

/// An amount in a currency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BudgetJson {
    /// Minor units of the currency: cents for USD.
    minor: Minor,
    /// ISO 4217: `USD`.
    currency: Code,
}

/// What the organisation had to spend in a year.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct YearlyBudgetJson {
    /// Calendar year; not in the future.
    year: Whole<1900, 2200>,
    /// Minor units of `budget_currency`.
    minor: Minor,
}

/// A bank account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BankAccountJson {
    /// The name the account is kept under.
    holder: Title,
    /// The bank.
    bank: Title,
    /// Country of the bank (ISO 3166-1).
    #[schema(schema_with = fields::country)]
    country: Country,
    /// IBAN or local number. Who has no part in payments reads its end alone, and changes nothing by sending that back.
    number: Line<1, 60>,
    /// BIC of the bank.
    bic: Option<Line<0, 11>>,
}

fn each_declaration<S: Serializer>(
    declarations: &Declarations,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        DECLARATIONS
            .iter()
            .filter_map(|name| declarations.get(name).map(|answer| (*name, answer))),
    )
}

/// The schema of the declarations: all at once, or each by its name.
fn declarations() -> Schema {
    let boolean = || ObjectBuilder::new().schema_type(Type::Boolean).build();
    let mut each: Object = ObjectBuilder::new().schema_type(Type::Object).build();
    for name in DECLARATIONS {
        each.properties.insert(name.to_owned(), boolean().into());
    }
    each.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    OneOfBuilder::new()
        .item(boolean())
        .item(each)
        .build()
        .into()
}

fn line<const MOST: usize>(text: Option<&String>) -> Option<Line<0, MOST>> {
    text.cloned().map(Line)
}

fn prose(text: Option<&String>) -> Option<Prose> {
    let text = workflow::text::Text::parse(text?).ok();
    text.map(Prose)
}

fn code(currency: Currency) -> Code {
    Line(currency.code().to_owned())
}

impl ProfileJson {
    /// A profile as it is shown.
    pub fn of(profile: &Profile) -> Self {
        Self {
            legal_name: Line(profile.legal_name.clone()),
            original_name: line(profile.original_name.as_ref()),
            other_names: profile
                .other_names
                .iter()
                .map(|other| OtherNameJson {
                    name: Line(other.name.clone()),
                    kind: other.kind,
                })
                .collect(),
            acronym: line(profile.acronym.as_ref()),
            country: profile.country,
            kind: profile.kind.clone(),
            org_id: line(profile.org_id.as_ref()),
            registration_number: line(profile.registration_number.as_ref()),
            registration_authority: line(profile.registration_authority.as_ref()),
            registered_on: profile.registered_on,
            registration_expires_on: profile.registration_expires_on,
            unregistered_reason: prose(profile.unregistered_reason.as_ref()),
            website: line(profile.website.as_ref()),
            email: line(profile.email.as_ref()),
            address: line(profile.address.as_ref()),
            founded_on: profile.founded_on,
            officers: profile.officers.iter().map(OfficerJson::of).collect(),
            annual_budget: profile.annual_budget.map(|money| BudgetJson {
                minor: Whole(money.minor),
                currency: code(money.currency),
            }),
            budget_currency: profile.budget_currency.map(code),
            budgets: profile
                .budgets
                .iter()
                .map(|budget| YearlyBudgetJson {
                    year: Whole(i64::from(budget.year)),
                    minor: Whole(budget.minor),
                })
                .collect(),
            bank_account: profile
                .bank_account
                .as_ref()
                .map(|account| BankAccountJson {
                    holder: Line(account.holder.clone()),
                    bank: Line(account.bank.clone()),
                    country: account.country,
                    number: Line(account.number.clone()),
                    bic: line(account.bic.as_ref()),
                }),
            unaudited_reason: prose(profile.unaudited_reason.as_ref()),
            experience: prose(profile.experience.as_ref()),
            working_languages: profile
                .working_languages
                .iter()
                .map(|code| Line(code.clone()))
                .collect(),
            declarations: profile.declarations.clone(),
        }
    }

    /// The profile it stands for. Errors with a currency nobody knows.
    pub fn profile(self) -> Result<Profile, Failure> {
        let known = |field: &str, code: &Code| {
            Currency::from_code(&code.0).ok_or_else(|| Failure::field(field, "unknown-option"))
        };
        let annual_budget = match &self.annual_budget {
            Some(budget) => {
                let currency = known("annual_budget", &budget.currency)?;
                Some(Money::new(budget.minor.0, currency))
            }
            None => None,
        };
        let budget_currency = match &self.budget_currency {
            Some(code) => Some(known("budget_currency", code)?),
            None => None,
        };
        let text = |prose: Option<Prose>| prose.map(|prose| String::from(prose.0));
        Ok(Profile {
            original_name: self.original_name.map(|line| line.0),
            other_names: self
                .other_names
                .into_iter()
                .map(|other| OtherName {
                    name: other.name.0,
                    kind: other.kind,
                })
                .collect(),
            acronym: self.acronym.map(|line| line.0),
            org_id: self.org_id.map(|line| line.0),
            registration_number: self.registration_number.map(|line| line.0),
            registration_authority: self.registration_authority.map(|line| line.0),
            registered_on: self.registered_on,
            registration_expires_on: self.registration_expires_on,
            unregistered_reason: text(self.unregistered_reason),
            website: self.website.map(|line| line.0),
            email: self.email.map(|line| line.0),
            address: self.address.map(|line| line.0),
            founded_on: self.founded_on,
            officers: self.officers.into_iter().map(Officer::from).collect(),
            annual_budget,
            budget_currency,
            budgets: self
                .budgets
                .into_iter()
                .map(|budget| YearlyBudget {
                    year: i32::try_from(budget.year.0).unwrap_or(i32::MAX),
                    minor: budget.minor.0,
                })
                .collect(),
            bank_account: self.bank_account.map(|account| BankAccount {
                holder: account.holder.0,
                bank: account.bank.0,
                country: account.country,
                number: account.number.0,
                bic: account.bic.map(|line| line.0),
            }),
            unaudited_reason: text(self.unaudited_reason),
            experience: text(self.experience),
            working_languages: self
                .working_languages
                .into_iter()
                .map(|line| line.0)
                .collect(),
            declarations: self.declarations,
            ..Profile::new(self.legal_name.0, self.country, self.kind)
        })
    }
}

impl OfficerJson {
    fn of(officer: &Officer) -> Self {
        Self::Full(FullOfficerJson {
            name: Line(officer.name.clone()),
            original_name: line(officer.original_name.as_ref()),
            position: line(officer.position.as_ref()),
            born_on: officer.born_on,
        })
    }
}

impl From<OfficerJson> for Officer {
    fn from(officer: OfficerJson) -> Self {
        match officer {
            OfficerJson::Name(name) => Self::named(name.0),
            OfficerJson::Full(full) => Self {
                name: full.name.0,
                original_name: full.original_name.map(|line| line.0),
                position: full.position.map(|line| line.0),
                born_on: full.born_on,
            },
        }
    }
}
