//! The risk of working with an organisation: a questionnaire as data, the level its answers come to, and the least
//! monitoring that follows from the level, the amount and the length of a project.
//!
//! Source: the micro assessment and the minimum assurance activities of the Harmonized Approach to Cash Transfers (HACT)
//! of the United Nations. Its weights, bounds and table are the defaults of the data and can be changed there.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::definition::Localised;
use crate::ids::PersonId;
use crate::money::{Currency, Money};
use crate::names::named;
use crate::record::Digest;
use crate::refusal::Refusal;

named! {
    /// How likely it is that money or people come to harm.
    pub enum RiskLevel {
        /// Sound systems.
        Low = "low",
        /// Some weaknesses.
        Medium = "medium",
        /// Weaknesses that matter.
        Significant = "significant",
        /// No systems to rely on.
        High = "high",
    }
}

impl RiskLevel {
    /// Points of an answer, 1 (low) to 4 (high).
    const fn points(self) -> i64 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::Significant => 3,
            Self::High => 4,
        }
    }
}

named! {
    /// The answer to a question of the questionnaire.
    pub enum Rating {
        /// Low risk.
        Low = "low",
        /// Medium risk.
        Medium = "medium",
        /// Significant risk.
        Significant = "significant",
        /// High risk.
        High = "high",
        /// The question does not concern this organisation.
        NotApplicable = "not_applicable",
    }
}

impl Rating {
    /// The level it stands for; none when the question does not apply.
    pub const fn level(self) -> Option<RiskLevel> {
        Some(match self {
            Self::Low => RiskLevel::Low,
            Self::Medium => RiskLevel::Medium,
            Self::Significant => RiskLevel::Significant,
            Self::High => RiskLevel::High,
            Self::NotApplicable => return None,
        })
    }
}

/// A question of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// What to look at.
    #[serde(default)]
    pub help: Option<Localised>,
    /// Whether it weighs more, and a high risk here alone makes the whole significant.
    #[serde(default)]
    pub key: bool,
    /// Whether "not applicable" is an answer.
    #[serde(default)]
    pub may_not_apply: bool,
}

/// Questions on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Name used in data.
    pub id: String,
    /// Its heading.
    pub text: Localised,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

/// Up to which score a level goes, thousandths of a point of 1 to 4, each bound included; above all of them is high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Low up to here.
    pub low: i64,
    /// Medium up to here.
    pub medium: i64,
    /// Significant up to here.
    pub significant: i64,
}

/// A row of the table of visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRow {
    /// Up to this much money in a year, this much included, minor units; the last row has none and takes the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<i64>,
    /// Visits a year at a low risk.
    pub low: u32,
    /// At a medium one.
    pub medium: u32,
    /// At a significant one.
    pub significant: u32,
    /// At a high one.
    pub high: u32,
}

/// The least monitoring of grants in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRules {
    /// ISO 4217; every amount is in its minor units.
    pub currency: Currency,
    /// The table of visits, smallest amounts first.
    pub visits: Vec<VisitRow>,
    /// A spot check in each year with more money than this.
    pub spot_check_above: i64,
    /// An audit of the project when a year has more money than this.
    pub audit_above: i64,
}

/// The questionnaire and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// How long an assessment holds, in months.
    pub valid_months: u32,
    /// How often a key question counts.
    pub key_weight: u32,
    /// From score to level.
    pub bounds: Bounds,
    /// The questions by subject.
    pub areas: Vec<Area>,
    /// The least monitoring, by currency.
    pub plans: Vec<PlanRules>,
}

/// What is wrong with a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionnaireFault {
    /// Validity.
    #[error("valid_months is from 1 to 120")]
    ValidMonths,
    /// Weight of key questions.
    #[error("key_weight is from 1 to 10")]
    KeyWeight,
    /// Bounds out of order.
    #[error("the bounds rise from low to significant, between 1000 and 4000")]
    Bounds,
    /// Nothing is asked.
    #[error("write at least one question")]
    NoQuestion,
    /// A question twice.
    #[error("the question \"{id}\" stands twice")]
    Twice {
        /// Which.
        id: String,
    },
    /// A currency twice.
    #[error("the plan for {currency} stands twice")]
    PlanTwice {
        /// Which.
        currency: Currency,
    },
    /// The table of visits.
    #[error("the visits for {currency} need amounts that rise, and a last row without one")]
    Visits {
        /// Which plan.
        currency: Currency,
    },
}

/// What the answers come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The mean of the points, key questions weighing more; thousandths of a point of 1 to 4, rounded half up.
    pub score: i64,
    /// The level.
    pub level: RiskLevel,
    /// Whether a key question with a high risk lifted the level.
    pub lifted: bool,
}

/// An assessment on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Question → answer.
    pub answers: BTreeMap<String, Rating>,
    /// Thousandths of a point, 1 to 4.
    pub score: i64,
    /// The level.
    pub level: RiskLevel,
    /// The last day it holds.
    pub until: NaiveDate,
    /// Digest of what was written with it.
    pub comment: Digest,
    /// Who assessed.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

impl Assessment {
    /// Whether it holds on a day: its last day included.
    pub fn holds(&self, today: NaiveDate) -> bool {
        today <= self.until
    }
}

impl Questionnaire {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.areas.iter().flat_map(|area| &area.questions)
    }

    /// What is wrong with it.
    pub fn fault(&self) -> Option<QuestionnaireFault> {
        use QuestionnaireFault as F;
        if !(1..=120).contains(&self.valid_months) {
            return Some(F::ValidMonths);
        }
        if !(1..=10).contains(&self.key_weight) {
            return Some(F::KeyWeight);
        }
        let Bounds {
            low,
            medium,
            significant,
        } = self.bounds;
        if !(1_000 <= low && low < medium && medium < significant && significant <= 4_000) {
            return Some(F::Bounds);
        }
        if self.questions().next().is_none() {
            return Some(F::NoQuestion);
        }
        let mut seen = std::collections::BTreeSet::new();
        if let Some(twice) = self.questions().find(|question| !seen.insert(&question.id)) {
            return Some(F::Twice {
                id: twice.id.clone(),
            });
        }
        let mut seen = std::collections::BTreeSet::new();
        for plan in &self.plans {
            let currency = plan.currency;
            if !seen.insert(currency.code()) {
                return Some(F::PlanTwice { currency });
            }
            if !plan.rises() {
                return Some(F::Visits { currency });
            }
        }
        None
    }

    /// What answers come to.
    ///
    /// Errors while a question is not answered or none applies, when an answer is to no question, and for "not applicable"
    /// where a question always applies.
    pub fn assess(&self, answers: &BTreeMap<String, Rating>) -> Result<Outcome, Refusal> {
        let unknown = |what: &'static str, name: &str| Refusal::Unknown {
            what,
            name: name.to_owned(),
        };
        for id in answers.keys() {
            if !self.questions().any(|question| question.id == *id) {
                return Err(unknown("question", id));
            }
        }
        let (mut points, mut weights, mut lifted) = (0, 0, false);
        let mut open = Vec::new();
        for question in self.questions() {
            match answers.get(&question.id) {
                None => open.push(question.id.clone()),
                Some(Rating::NotApplicable) if !question.may_not_apply => {
                    return Err(unknown("answer", Rating::NotApplicable.name()));
                }
                Some(rating) => {
                    let Some(level) = rating.level() else {
                        continue;
                    };
                    let weight = if question.key {
                        i64::from(self.key_weight)
                    } else {
                        1
                    };
                    points += weight * level.points() * 1_000;
                    weights += weight;
                    lifted |= question.key && level == RiskLevel::High;
                }
            }
        }
        if weights == 0 && open.is_empty() {
            open = self
                .questions()
                .map(|question| question.id.clone())
                .collect();
        }
        if !open.is_empty() {
            return Err(Refusal::Unanswered { questions: open });
        }
        let score = (2 * points + weights) / (2 * weights);
        let level = self.bounds.level(score);
        let lifted = lifted && level < RiskLevel::Significant;
        Ok(Outcome {
            score,
            level: if lifted {
                RiskLevel::Significant
            } else {
                level
            },
            lifted,
        })
    }

    /// The least monitoring of a project of some amount that runs from its first to its last day. Nothing for a currency
    /// without a table, or for days out of order.
    ///
    /// The money is spread evenly over the days: a year's money is at most the whole amount, and 365 days' part of it for
    /// a longer project, rounded up. Each year begun counts.
    pub fn plan(
        &self,
        level: RiskLevel,
        amount: Money,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
    ) -> Option<Plan> {
        let rules = self
            .plans
            .iter()
            .find(|plan| plan.currency == amount.currency)?;
        let days = (ends_on - starts_on).num_days() + 1;
        if days < 1 || amount.minor < 0 {
            return None;
        }
        let years = u32::try_from((days + YEAR - 1) / YEAR).ok()?;
        let a_year = if days <= YEAR {
            amount.minor
        } else {
            let (whole, days) = (
                i128::from(amount.minor) * i128::from(YEAR),
                i128::from(days),
            );
            i64::try_from((whole + days - 1) / days).ok()?
        };
        let row = rules.row(a_year)?;
        Some(Plan {
            a_year: Money::new(a_year, amount.currency),
            years,
            visits: row.visits(level).saturating_mul(years),
            spot_checks: if a_year > rules.spot_check_above {
                years
            } else {
                0
            },
            audit: a_year > rules.audit_above,
        })
    }
}

/// Days of a project year.
const YEAR: i64 = 365;

impl Bounds {
    /// The level of a score in thousandths.
    fn level(self, score: i64) -> RiskLevel {
        if score <= self.low {
            RiskLevel::Low
        } else if score <= self.medium {
            RiskLevel::Medium
        } else if score <= self.significant {
            RiskLevel::Significant
        } else {
            RiskLevel::High
        }
    }
}

impl VisitRow {
    const fn visits(&self, level: RiskLevel) -> u32 {
        match level {
            RiskLevel::Low => self.low,
            RiskLevel::Medium => self.medium,
            RiskLevel::Significant => self.significant,
            RiskLevel::High => self.high,
        }
    }
}

impl PlanRules {
    fn rises(&self) -> bool {
        let Some((last, before)) = self.visits.split_last() else {
            return false;
        };
        let amounts: Option<Vec<i64>> = before.iter().map(|row| row.up_to).collect();
        last.up_to.is_none()
            && amounts.is_some_and(|amounts| {
                amounts.iter().all(|amount| *amount >= 0)
                    && amounts.windows(2).all(|pair| pair[0] < pair[1])
            })
    }

    fn row(&self, a_year: i64) -> Option<&VisitRow> {
        self.visits
            .iter()
            .find(|row| row.up_to.is_none_or(|most| a_year <= most))
    }
}

/// The least monitoring of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it gets in a year.
    pub a_year: Money,
    /// Years begun.
    pub years: u32,
    /// Visits in all.
    pub visits: u32,
    /// Spot checks in all.
    pub spot_checks: u32,
    /// Whether an audit.
    pub audit: bool,
}
