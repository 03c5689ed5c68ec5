//! Eligibility criteria as data. Machine rules propose a verdict with its evidence; a person confirms or overrules.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::definition::{CallDefinition, Localised};
use crate::intake::Submission;
use crate::money::Money;
use crate::names::named;
use crate::screening::Outcome;

named! {
    /// What a criterion looks at.
    pub enum Level {
        /// The organisation.
        Organisation = "organisation",
        /// The proposal.
        Proposal = "proposal",
        /// A document that was handed in.
        Document = "document",
    }
}

named! {
    /// What a failure means.
    #[derive(Default)]
    pub enum OnFail {
        /// It ends the file: the proposal is ineligible.
        #[default]
        Ends = "ends",
        /// It is a formal point the applicant may still clear up.
        Clarify = "clarify",
    }
}

named! {
    /// What a machine rule finds.
    pub enum Finding {
        /// Met.
        Pass = "pass",
        /// Not met.
        Fail = "fail",
        /// The data do not tell.
        Unknown = "unknown",
    }
}

/// A reason for which a criterion can fail, named by a code: counted in statistics, put into words in letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Name used in data.
    pub code: String,
    /// What the letter says.
    pub text: Localised,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// What it looks at.
    pub level: Level,
    /// How it is checked.
    #[serde(default)]
    pub check: Check,
    /// What a failure means.
    #[serde(default)]
    pub on_fail: OnFail,
    /// The reasons a failure can have. With none, whoever fails it writes the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// How a criterion is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// By a person alone.
    #[default]
    Person,
    /// Registered at least `years` full years on the day `on`.
    RegisteredFor {
        /// Full years.
        years: u32,
        /// Fixed cut-off day.
        on: NaiveDate,
    },
    /// The organisation's country is on the call's list.
    CountryEligible,
    /// The amount requested is within the call's limits.
    AmountWithinLimits,
    /// The duration is within the call's limits.
    DurationWithinLimits,
    /// The request is at most `times` hundredths of the average annual budget (200 is twice).
    RequestAgainstBudget {
        /// Hundredths.
        times_hundredths: u32,
    },
    /// All declarations are yes.
    DeclarationsMade,
    /// Written in one of the call's application languages.
    LanguageAccepted,
    /// Received by the deadline.
    DeadlineMet,
}

/// What is known of an organisation for the machine rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// ISO 3166-1, when it is known.
    pub country: Option<Country>,
    /// Day of its registration with the authority.
    pub registered_on: Option<NaiveDate>,
    /// Average annual budget, minor units of `currency`.
    pub annual_budget_minor: Option<i64>,
    /// ISO 4217 code of the budget.
    pub currency: Option<String>,
    /// Whether all declarations are yes, when it is known.
    pub declarations: Option<bool>,
}

/// What an application states, as far as the machine rules look at it: of a submission, or of somebody who asks before
/// they write one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Amount requested.
    pub requested: Option<Money>,
    /// Months.
    pub months: Option<u32>,
    /// Language of the application (BCP 47).
    pub language: Option<String>,
    /// The step it is stated in: a place in the procedure, from 0.
    pub position: usize,
}

impl From<&Submission> for Stated {
    fn from(submission: &Submission) -> Self {
        Self {
            requested: submission.requested,
            months: submission.months,
            language: submission.language.clone(),
            position: submission.position,
        }
    }
}

/// Why a machine rule proposes what it proposes: codes and facts, put into words at the edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Evidence {
    /// Registered on a day; the latest day that would do.
    Registered {
        /// Day of registration.
        on: NaiveDate,
        /// Latest day that passes.
        cut_off: NaiveDate,
    },
    /// The country.
    InCountry {
        /// ISO 3166-1.
        country: Country,
    },
    /// An amount against limits, minor units of the call's currency.
    Amount {
        /// Amount.
        minor: i64,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Months against limits.
    Months {
        /// Months.
        months: u32,
        /// Shortest.
        min: u32,
        /// Longest.
        max: u32,
    },
    /// Declarations.
    Declarations {
        /// All yes.
        complete: bool,
    },
    /// The language.
    WrittenIn {
        /// BCP 47.
        language: String,
    },
    /// The time of receipt (UTC).
    Received {
        /// Receipt.
        at: DateTime<Utc>,
        /// Deadline.
        deadline: DateTime<Utc>,
    },
    /// The datum is not there.
    Unknown,
}

/// A verdict proposed by a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// Outcome; clarification when the data do not tell.
    pub outcome: Outcome,
    /// Evidence.
    pub evidence: Evidence,
}

/// The day `years` years before `day`; 29 February counts as 28 February.
fn years_before(day: NaiveDate, years: u32) -> NaiveDate {
    let year = day.year() - i32::try_from(years).unwrap_or(i32::MAX / 2);
    day.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
        .unwrap_or(day)
}

/// What the rule of a criterion proposes; `None` when only a person can tell.
pub fn propose(
    check: &Check,
    call: &CallDefinition,
    organisation: &OrganisationFacts,
    stated: &Stated,
    received_at: DateTime<Utc>,
) -> Option<Proposed> {
    let passes = |pass: bool, evidence| Proposed {
        outcome: if pass { Outcome::Pass } else { Outcome::Fail },
        evidence,
    };
    let unknown = Proposed {
        outcome: Outcome::Clarification,
        evidence: Evidence::Unknown,
    };
    let requested = stated.requested.map(|money| money.minor);
    Some(match check {
        Check::Person => return None,
        Check::RegisteredFor { years, on } => {
            let cut_off = years_before(*on, *years);
            organisation.registered_on.map_or(unknown, |registered| {
                passes(
                    registered <= cut_off,
                    Evidence::Registered {
                        on: registered,
                        cut_off,
                    },
                )
            })
        }
        Check::CountryEligible => organisation.country.map_or(unknown, |country| {
            passes(
                listed(&call.countries, country),
                Evidence::InCountry { country },
            )
        }),
        Check::AmountWithinLimits => match (requested, &call.funding) {
            (Some(minor), Some(funding)) => {
                let (min, max) = (funding.grant_min_minor, funding.grant_max_minor);
                passes(
                    (min..=max).contains(&minor),
                    Evidence::Amount { minor, min, max },
                )
            }
            _ => unknown,
        },
        Check::DurationWithinLimits => match (stated.months, call.duration) {
            (Some(months), Some(duration)) => {
                let (min, max) = (duration.min_months, duration.max_months);
                passes(
                    (min..=max).contains(&months),
                    Evidence::Months { months, min, max },
                )
            }
            _ => unknown,
        },
        Check::RequestAgainstBudget { times_hundredths } => {
            let currency = call
                .funding
                .as_ref()
                .map(|funding| funding.currency.code().to_owned());
            match (requested, organisation.annual_budget_minor) {
                (Some(minor), Some(budget)) if organisation.currency == currency => {
                    let max =
                        i64::try_from(i128::from(budget) * i128::from(*times_hundredths) / 100)
                            .unwrap_or(i64::MAX);
                    passes(minor <= max, Evidence::Amount { minor, min: 0, max })
                }
                _ => unknown,
            }
        }
        Check::DeclarationsMade => organisation.declarations.map_or(unknown, |complete| {
            passes(complete, Evidence::Declarations { complete })
        }),
        Check::LanguageAccepted => stated.language.clone().map_or(unknown, |language| {
            passes(
                call.application_languages.contains(&language),
                Evidence::WrittenIn { language },
            )
        }),
        Check::DeadlineMet => {
            // What came in the grace of the call has been received.
            let received = received_at <= call.last_receipt_at(stated.position);
            passes(
                received,
                Evidence::Received {
                    at: received_at,
                    deadline: call.window(stated.position).closes.at(),
                },
            )
        }
    })
}

fn listed(countries: &BTreeSet<Country>, country: Country) -> bool {
    countries.is_empty() || countries.contains(&country)
}
