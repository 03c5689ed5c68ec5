//! What may be wrong with an answer.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use crate::country::Country;
use crate::definition::Localised;
use crate::money::{Currency, Money};
use crate::text::{TextError, line};

use super::{AnswerKind, ChoiceOption, words};

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// It must be answered.
    Missing,
    /// Not the kind of answer the question takes.
    WrongKind,
    /// More characters than allowed.
    TooManyCharacters {
        /// Limit.
        most: u32,
    },
    /// More words than allowed.
    TooManyWords {
        /// Limit.
        most: u32,
        /// What there is.
        given: usize,
    },
    /// Outside the limits.
    OutOfRange {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// An amount below zero.
    BelowZero,
    /// An amount or a sum that does not fit.
    TooLarge,
    /// None of the options.
    UnknownOption,
    /// More rows, lines or parts than allowed.
    TooManyRows {
        /// Limit.
        most: usize,
    },
    /// Fewer rows or parts than needed.
    TooFewRows {
        /// Limit.
        least: usize,
    },
    /// A cell of a table.
    Cell {
        /// Which row, from 1.
        row: usize,
        /// Id of the column.
        column: String,
        /// Heading of the column by language (BCP 47).
        label: Localised,
        /// What is wrong with it.
        fault: Box<Fault>,
    },
    /// A part of a logframe.
    Logframe {
        /// Which part: `outcomes.0.outputs.1.activities.2`, numbers from 0.
        part: String,
        /// What is wrong with it.
        fault: Box<Fault>,
    },
    /// A budget line asks for more than it costs, or has an amount below zero or an unknown heading.
    BudgetLine {
        /// Which line, from 1.
        line: usize,
    },
    /// More is asked for under a heading than it allows.
    OverCeiling {
        /// Id of the heading.
        heading: String,
        /// The heading by language (BCP 47).
        label: Localised,
        /// The most it allows.
        most: Money,
        /// By how much it is over.
        over: Money,
    },
    /// The applicant and others bring less than they must.
    CofinancingShort {
        /// The least they must bring.
        least: Money,
        /// How much is missing.
        short: Money,
    },
    /// More files than allowed.
    TooManyFiles {
        /// Limit.
        most: u32,
    },
}

impl Fault {
    /// Whether something is merely not there yet, which is not said while one writes.
    pub fn is_gap(&self) -> bool {
        match self {
            Self::Missing | Self::TooFewRows { .. } | Self::CofinancingShort { .. } => true,
            Self::Cell { fault, .. } | Self::Logframe { fault, .. } => fault.is_gap(),
            _ => false,
        }
    }

    /// The part of the answer it is of, as its control is called after the question's id; none for the whole answer.
    pub fn part(&self) -> Option<String> {
        match self {
            Self::Cell { row, column, .. } => Some(format!("{}.{column}", row - 1)),
            Self::Logframe { part, .. } => Some(part.clone()),
            Self::BudgetLine { line } => Some(format!("{}.heading", line - 1)),
            _ => None,
        }
    }
}

/// A fault and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerFault {
    /// The question.
    pub question: String,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
}

impl AnswerFault {
    /// The name of the control it is of: the question's id, with the part of the answer after a point.
    pub fn control(&self) -> String {
        match self.fault.part() {
            Some(part) => format!("{}.{part}", self.question),
            None => self.question.clone(),
        }
    }
}

impl AnswerKind {
    /// Everything that is wrong with a given answer; amounts are in minor units of `currency`. Gaps inside it count
    /// only when it must be complete.
    pub fn faults(&self, value: &Value, currency: Currency, complete: bool) -> Vec<Fault> {
        match self {
            Self::Table(rules) => rules.faults(value, currency, complete),
            Self::Logframe(rules) => rules.faults(value, complete),
            Self::Budget(rules) => rules.faults(value, currency, complete),
            single => single.fault(value).into_iter().collect(),
        }
    }

    fn fault(&self, value: &Value) -> Option<Fault> {
        let judged = match self {
            Self::ShortText { most } => value.as_str().map(|text| short(text, *most)),
            Self::LongText { words: most } => value.as_str().map(|text| long(text, *most)),
            Self::Number { min, max } => value.as_i64().map(|number| {
                let (min, max) = (*min, *max);
                (!(min..=max).contains(&number)).then_some(Fault::OutOfRange { min, max })
            }),
            Self::Money {} => value
                .as_i64()
                .map(|minor| (minor < 0).then_some(Fault::BelowZero)),
            Self::Date {} => reads::<NaiveDate>(value).then_some(None),
            Self::Country {} => {
                return (!reads::<Country>(value)).then_some(Fault::UnknownOption);
            }
            Self::Choice { options } => {
                return (!known(options, value)).then_some(Fault::UnknownOption);
            }
            Self::Choices { options } => value.as_array().map(|chosen| {
                let right = chosen.iter().all(|id| known(options, id));
                (!right).then_some(Fault::UnknownOption)
            }),
            Self::File(rules) => value.as_array().and_then(|files| {
                if files.len() > rules.most as usize {
                    Some(Some(Fault::TooManyFiles { most: rules.most }))
                } else {
                    files.iter().all(reads::<uuid::Uuid>).then_some(None)
                }
            }),
            Self::Declaration {} => (value == &Value::Bool(true)).then_some(None),
            Self::Table(_) | Self::Logframe(_) | Self::Budget(_) => Some(None),
        };
        judged.unwrap_or(Some(Fault::WrongKind))
    }
}

fn short(text: &str, most: u32) -> Option<Fault> {
    match line(text, most as usize) {
        Ok(_) => None,
        Err(TextError::TooLong) => Some(Fault::TooManyCharacters { most }),
        Err(TextError::Empty | TextError::Characters) => Some(Fault::WrongKind),
    }
}

fn long(text: &str, most: u32) -> Option<Fault> {
    let given = words(text);
    (given > most as usize).then_some(Fault::TooManyWords { most, given })
}

fn known(options: &[ChoiceOption], id: &Value) -> bool {
    options.iter().any(|option| id.as_str() == Some(&option.id))
}

fn reads<T: std::str::FromStr>(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<T>().is_ok())
}
