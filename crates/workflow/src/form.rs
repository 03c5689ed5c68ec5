//! The application form as data: sections of questions, and the check of answers against it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::country::Country;
use crate::definition::Localised;
use crate::money::{Currency, Money};
use crate::text::{TextError, line};

/// Answers by question: text as string, number and money (minor units) as integer, date as `YYYY-MM-DD`, choice as
/// option id, choices as list of option ids, budget as list of [`BudgetLine`], file as list of document ids,
/// declaration as `true`.
pub type Answers = BTreeMap<String, Value>;

/// A form: sections in order. A submission stays readable under the version it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Counts up when the published form changes.
    pub version: u32,
    /// Sections in order.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// A part of the form that is filled in at one sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Name used in data and addresses.
    pub id: String,
    /// Title.
    pub title: Localised,
    /// Questions in order.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name used in data; unique in the form.
    pub id: String,
    /// The question.
    pub label: Localised,
    /// Help below the question.
    #[serde(default)]
    pub help: Localised,
    /// Whether it must be answered.
    #[serde(default = "yes")]
    pub required: bool,
    /// Asked only when another question has this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The fact of the proposal that this answer is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fills: Option<Fact>,
    /// What kind of answer.
    pub answer: AnswerKind,
}

const fn yes() -> bool {
    true
}

/// A condition on another answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The other question.
    pub question: String,
    /// The answer it must have.
    pub is: Value,
}

/// Facts of a proposal that lists and rules need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The title (short text).
    Title,
    /// The amount requested (money, or the requested total of a budget).
    Requested,
    /// The theme (choice).
    Theme,
    /// Duration in months (number).
    Months,
    /// The country of the project (country).
    Country,
    /// The language of the application (choice of BCP 47 tags).
    Language,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One line.
    ShortText {
        /// Most characters.
        most: u32,
    },
    /// Paragraphs.
    LongText {
        /// Most words.
        words: u32,
    },
    /// A whole number, both limits included.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// An amount in the call's currency, minor units.
    Money {},
    /// A day.
    Date {},
    /// One of the options.
    Choice {
        /// Options in order.
        options: Vec<ChoiceOption>,
    },
    /// Any of the options.
    Choices {
        /// Options in order.
        options: Vec<ChoiceOption>,
    },
    /// A country.
    Country {},
    /// The budget as a table.
    Budget {
        /// Headings a line can belong to.
        headings: Vec<ChoiceOption>,
    },
    /// Documents.
    File {
        /// Most files.
        most: u32,
    },
    /// A statement the applicant agrees to.
    Declaration {},
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Name used in data.
    pub id: String,
    /// Label for people.
    pub label: Localised,
}

/// A line of the budget. Amounts in minor units of the call's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Id of the heading.
    pub heading: String,
    /// What it is.
    pub description: String,
    /// How many units.
    pub quantity: i64,
    /// Cost of one unit.
    pub unit_cost_minor: i64,
    /// The share asked from the facility; the rest is co-financing.
    pub requested_minor: i64,
}

impl BudgetLine {
    /// Quantity × unit cost; `None` when it does not fit.
    pub fn total(&self) -> Option<i64> {
        self.quantity.checked_mul(self.unit_cost_minor)
    }
}

/// Totals of a budget, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetTotals {
    /// All lines.
    pub total: i64,
    /// Asked from the facility.
    pub requested: i64,
    /// Brought by the applicant and others.
    pub cofinancing: i64,
}

/// Sums a budget; `None` when a sum does not fit.
pub fn totals(lines: &[BudgetLine]) -> Option<BudgetTotals> {
    let mut sums = BudgetTotals::default();
    for line in lines {
        sums.total = sums.total.checked_add(line.total()?)?;
        sums.requested = sums.requested.checked_add(line.requested_minor)?;
    }
    sums.cofinancing = sums.total.checked_sub(sums.requested)?;
    Some(sums)
}

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
    /// None of the options.
    UnknownOption,
    /// A budget line asks for more than it costs, or has an amount below zero or an unknown heading.
    BudgetLine {
        /// Which line, from 1.
        line: usize,
    },
    /// More files than allowed.
    TooManyFiles {
        /// Limit.
        most: u32,
    },
    /// The form has no such question.
    NoSuchQuestion,
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

/// The facts a complete set of answers states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Title.
    pub title: Option<String>,
    /// Requested, minor units of the call's currency.
    pub requested_minor: Option<i64>,
    /// Theme id.
    pub theme: Option<String>,
    /// Months.
    pub months: Option<u32>,
    /// Country of the project.
    pub country: Option<Country>,
    /// Language of the application.
    pub language: Option<String>,
}

/// Counts words as people do: runs between blanks.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

impl Form {
    /// Every question with its section.
    pub fn questions(&self) -> impl Iterator<Item = (&Section, &Question)> {
        self.sections.iter().flat_map(|section| {
            section
                .questions
                .iter()
                .map(move |question| (section, question))
        })
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions()
            .map(|(_, question)| question)
            .find(|question| question.id == id)
    }

    /// What keeps the form from being published, in words.
    pub fn faults(&self, languages: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for section in &self.sections {
            for language in section.title.missing(languages) {
                found.push(format!(
                    "section \"{}\" has no title in {language}",
                    section.id
                ));
            }
        }
        let mut seen = BTreeSet::new();
        for (section, question) in self.questions() {
            found.extend(
                question
                    .answer
                    .rule_faults(languages)
                    .map(|what| format!("question \"{}\" {what}", question.id)),
            );
            if !seen.insert(question.id.as_str()) {
                found.push(format!("question \"{}\" stands twice", question.id));
            }
            for language in question.label.missing(languages) {
                found.push(format!(
                    "question \"{}\" in section \"{}\" has no text in {language}",
                    question.id, section.id
                ));
            }
            if let Some(condition) = &question.when
                && !seen.contains(condition.question.as_str())
            {
                found.push(format!(
                    "question \"{}\" depends on \"{}\", which does not come before it",
                    question.id, condition.question
                ));
            }
        }
        if !self
            .questions()
            .any(|(_, question)| question.fills == Some(Fact::Title))
        {
            found.push("one question must fill the title".to_owned());
        }
        found
    }

    /// The question that asks for the language of the application, with the answer that says it is `language`; none when
    /// the form does not ask, or does not offer it.
    pub fn answer_of_language(&self, language: &str) -> Option<(String, Value)> {
        let (_, question) = self
            .questions()
            .find(|(_, question)| question.fills == Some(Fact::Language))?;
        let answer = Value::from(language);
        let fits = question.answer.fault(&answer).is_none();
        fits.then(|| (question.id.clone(), answer))
    }

    /// Whether the question is asked, given the other answers.
    pub fn asked(question: &Question, answers: &Answers) -> bool {
        question
            .when
            .as_ref()
            .is_none_or(|when| answers.get(&when.question) == Some(&when.is))
    }

    /// Every fault of the answers. A draft may have missing answers (`complete` false); a submission may not.
    pub fn check(&self, answers: &Answers, complete: bool) -> Vec<AnswerFault> {
        let mut found = Vec::new();
        for (_, question) in self.questions() {
            if !Self::asked(question, answers) {
                continue;
            }
            let fault = match answers.get(&question.id).filter(|value| !is_blank(value)) {
                None if complete && question.required => Some(Fault::Missing),
                None => None,
                Some(value) => question.answer.fault(value),
            };
            found.extend(fault.map(|fault| AnswerFault {
                question: question.id.clone(),
                fault,
            }));
        }
        let unknown = answers.keys().filter(|id| self.question(id).is_none());
        found.extend(unknown.map(|id| AnswerFault {
            question: id.clone(),
            fault: Fault::NoSuchQuestion,
        }));
        found
    }

    /// The facts stated by the answers.
    pub fn facts(&self, answers: &Answers) -> Facts {
        let mut facts = Facts::default();
        for (_, question) in self.questions() {
            let asked = Self::asked(question, answers);
            let Some(value) = answers.get(&question.id).filter(|_| asked) else {
                continue;
            };
            let text = || value.as_str().map(str::to_owned);
            match question.fills {
                // One line, since it stands in lists and in the subjects of mails.
                Some(Fact::Title) => facts.title = text().and_then(|t| line(&t, usize::MAX).ok()),
                Some(Fact::Theme) => facts.theme = text(),
                Some(Fact::Language) => facts.language = text(),
                Some(Fact::Country) => {
                    facts.country = value.as_str().and_then(|code| code.parse().ok())
                }
                Some(Fact::Months) => {
                    facts.months = value.as_u64().and_then(|months| u32::try_from(months).ok())
                }
                Some(Fact::Requested) => {
                    facts.requested_minor = value.as_i64().or_else(|| {
                        let lines: Vec<BudgetLine> = serde_json::from_value(value.clone()).ok()?;
                        totals(&lines).map(|sums| sums.requested)
                    });
                }
                None => {}
            }
        }
        facts
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(agreed) => !agreed,
        _ => false,
    }
}

impl AnswerKind {
    /// What keeps the kind from being answered, in words that follow the name of the question.
    fn rule_faults<'a>(&'a self, languages: &'a [String]) -> impl Iterator<Item = String> {
        let (options, empty): (&[ChoiceOption], bool) = match self {
            Self::Choice { options }
            | Self::Choices { options }
            | Self::Budget { headings: options } => (options, options.is_empty()),
            Self::Number { min, max } => (&[], min > max),
            Self::ShortText { most } | Self::LongText { words: most } | Self::File { most } => {
                (&[], *most == 0)
            }
            Self::Money {} | Self::Date {} | Self::Country {} | Self::Declaration {} => {
                (&[], false)
            }
        };
        let nothing = empty.then(|| "allows no answer".to_owned());
        let missing = move |option: &'a ChoiceOption| {
            let tags = option.label.missing(languages).into_iter();
            tags.map(|tag| format!("has no text for \"{}\" in {tag}", option.id))
        };
        nothing.into_iter().chain(options.iter().flat_map(missing))
    }

    /// What is wrong with a given answer, if anything.
    pub fn fault(&self, value: &Value) -> Option<Fault> {
        let known = |options: &[ChoiceOption], id: &Value| {
            options.iter().any(|option| id.as_str() == Some(&option.id))
        };
        match self {
            Self::ShortText { most } => match value.as_str() {
                None => Some(Fault::WrongKind),
                Some(text) => match line(text, *most as usize) {
                    Ok(_) => None,
                    Err(TextError::TooLong) => Some(Fault::TooManyCharacters { most: *most }),
                    Err(TextError::Empty | TextError::Characters) => Some(Fault::WrongKind),
                },
            },
            Self::LongText { words: most } => match value.as_str() {
                None => Some(Fault::WrongKind),
                Some(text) => {
                    let given = words(text);
                    (given > *most as usize).then_some(Fault::TooManyWords { most: *most, given })
                }
            },
            Self::Number { min, max } => match value.as_i64() {
                None => Some(Fault::WrongKind),
                Some(number) => (!(*min..=*max).contains(&number)).then_some(Fault::OutOfRange {
                    min: *min,
                    max: *max,
                }),
            },
            Self::Money {} => match value.as_i64() {
                None => Some(Fault::WrongKind),
                Some(minor) => (minor < 0).then_some(Fault::OutOfRange {
                    min: 0,
                    max: i64::MAX,
                }),
            },
            Self::Date {} => {
                let day = value
                    .as_str()
                    .and_then(|text| text.parse::<NaiveDate>().ok());
                day.is_none().then_some(Fault::WrongKind)
            }
            Self::Choice { options } => (!known(options, value)).then_some(Fault::UnknownOption),
            Self::Choices { options } => match value.as_array() {
                None => Some(Fault::WrongKind),
                Some(chosen) => {
                    (!chosen.iter().all(|id| known(options, id))).then_some(Fault::UnknownOption)
                }
            },
            Self::Country {} => {
                let country = value.as_str().and_then(|code| code.parse::<Country>().ok());
                country.is_none().then_some(Fault::UnknownOption)
            }
            Self::Budget { headings } => budget_fault(headings, value),
            Self::File { most } => match value.as_array() {
                None => Some(Fault::WrongKind),
                Some(files) if files.len() > *most as usize => {
                    Some(Fault::TooManyFiles { most: *most })
                }
                Some(files) => {
                    let ids = files.iter().all(|id| {
                        id.as_str()
                            .is_some_and(|id| id.parse::<uuid::Uuid>().is_ok())
                    });
                    (!ids).then_some(Fault::WrongKind)
                }
            },
            Self::Declaration {} => (value != &Value::Bool(true)).then_some(Fault::WrongKind),
        }
    }

    /// Reads what a form field holds (one string per field of that name) as an answer. Blank means no answer.
    ///
    /// Budgets and files are not single fields and are read elsewhere. Errors say what is wrong.
    pub fn read(
        &self,
        fields: &[String],
        currency: Option<Currency>,
    ) -> Result<Option<Value>, Fault> {
        let text = fields.first().map_or("", |field| field.trim());
        let filled: Vec<&String> = fields
            .iter()
            .filter(|field| !field.trim().is_empty())
            .collect();
        if filled.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::ShortText { .. }
            | Self::LongText { .. }
            | Self::Choice { .. }
            | Self::Country {}
            | Self::Date {} => Value::from(text.replace("\r\n", "\n")),
            Self::Number { min, max } => {
                let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
                Value::from(plain.parse::<i64>().map_err(|_| Fault::OutOfRange {
                    min: *min,
                    max: *max,
                })?)
            }
            Self::Money {} => {
                let currency = currency.unwrap_or(Currency::USD);
                Value::from(
                    Money::parse(text, currency)
                        .map_err(|_| Fault::WrongKind)?
                        .minor,
                )
            }
            Self::Choices { .. } | Self::File { .. } => {
                Value::from(filled.into_iter().cloned().collect::<Vec<_>>())
            }
            Self::Declaration {} => Value::Bool(true),
            Self::Budget { .. } => return Err(Fault::WrongKind),
        };
        Ok(Some(value))
    }
}

fn budget_fault(headings: &[ChoiceOption], value: &Value) -> Option<Fault> {
    let Ok(lines) = serde_json::from_value::<Vec<BudgetLine>>(value.clone()) else {
        return Some(Fault::WrongKind);
    };
    for (index, line) in lines.iter().enumerate() {
        let right = headings.iter().any(|heading| heading.id == line.heading)
            && !line.description.trim().is_empty()
            && line.quantity > 0
            && line.unit_cost_minor >= 0
            && line.requested_minor >= 0
            && line
                .total()
                .is_some_and(|total| line.requested_minor <= total);
        if !right {
            return Some(Fault::BudgetLine { line: index + 1 });
        }
    }
    totals(&lines).is_none().then_some(Fault::WrongKind)
}
