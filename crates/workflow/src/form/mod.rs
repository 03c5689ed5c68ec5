//! The application form as data: sections of questions, and the check of answers against it.

mod answer;
mod budget;
mod changes;
mod condition;
mod editing;
mod facts;
mod faults;
mod kind;
mod logframe;
mod publishing;
mod reading;
mod table;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::Localised;
use crate::money::Currency;

pub use answer::{AnswerFault, Fault};
pub use budget::{BudgetLine, BudgetRules, BudgetTotals, Ceiling, Heading, totals};
pub use changes::{Change, LineChange};
pub use condition::{Condition, Test};
pub use editing::{Step, blank_kind};
pub use facts::{Fact, Facts};
pub use faults::{FormFault, WhatIsWrong};
pub use kind::{AnswerKind, ChoiceOption, FileRules};
pub use logframe::{Indicator, Logframe, LogframeRules, Outcome, Output};
pub use publishing::is_name;
pub use reading::whole;
pub use table::{Column, TableRules};
pub use words::words;

/// Answers by question: text as string, number and money (minor units) as integer, date as `YYYY-MM-DD`, choice as
/// option id, choices as list of option ids, table as list of rows (an object each, answers by column), logframe as
/// [`Logframe`], budget as list of [`BudgetLine`], file as list of document ids, declaration as `true`.
pub type Answers = BTreeMap<String, Value>;

/// A form: sections in order. A submission stays readable under the version it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Counts up when the published form changes.
    pub version: u32,
    /// Sections in order.
    #[serde(rename = "section", default)]
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
    /// Asked only when an earlier question has this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Questions in order.
    #[serde(rename = "question", default)]
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
    /// Asked only when an earlier question has this answer.
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

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Every fault of the answers to what is asked. A draft may have gaps (`complete` false); a submission may not.
    /// Amounts are in minor units of `currency`. Answers to questions the form does not have are no fault: a form can
    /// be revised while somebody writes.
    pub fn check(&self, answers: &Answers, currency: Currency, complete: bool) -> Vec<AnswerFault> {
        let asked = self.asked(answers);
        let mut found = Vec::new();
        for (_, question) in self.questions() {
            if !asked.contains(question.id.as_str()) {
                continue;
            }
            let faults = match answers.get(&question.id).filter(|value| !is_blank(value)) {
                None if complete && question.required => vec![Fault::Missing],
                None => Vec::new(),
                Some(value) => question.answer.faults(value, currency, complete),
            };
            found.extend(faults.into_iter().map(|fault| AnswerFault {
                question: question.id.clone(),
                fault,
            }));
        }
        found
    }
}

/// Whether nothing has been answered: no text, no row, not agreed to.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(fields) => fields.values().all(is_blank),
        Value::Bool(agreed) => !agreed,
        Value::Number(_) => false,
    }
}
