//! When a question or a section is asked: only with a certain answer to an earlier question.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Answers, Form, is_blank};

/// A condition on the answer to an earlier question: `{ question = "partners", is = "yes" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Condition {
    /// The earlier question.
    pub question: String,
    /// What its answer must be.
    pub test: Test,
}

/// What an answer must be. A question with many choices is tested for the choices it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// This.
    Is(Value),
    /// One of these.
    OneOf(Vec<Value>),
    /// A number or an amount (minor units) of at least this.
    AtLeast(i64),
    /// A number or an amount (minor units) of at most this.
    AtMost(i64),
    /// Anything, or with `false` nothing.
    Answered(bool),
}

/// A condition as it is written: the question and one test.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<bool>,
}

impl TryFrom<Written> for Condition {
    type Error = String;
    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let tests = [
            written.is.map(Test::Is),
            written.one_of.map(Test::OneOf),
            written.at_least.map(Test::AtLeast),
            written.at_most.map(Test::AtMost),
            written.answered.map(Test::Answered),
        ];
        let mut tests = tests.into_iter().flatten();
        match (tests.next(), tests.next()) {
            (Some(test), None) => Ok(Self {
                question: written.question,
                test,
            }),
            _ => Err(format!(
                "the condition on \"{}\" must have exactly one of is, one_of, at_least, at_most and answered",
                written.question
            )),
        }
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Self {
        let mut written = Self {
            question: condition.question,
            is: None,
            one_of: None,
            at_least: None,
            at_most: None,
            answered: None,
        };
        match condition.test {
            Test::Is(value) => written.is = Some(value),
            Test::OneOf(values) => written.one_of = Some(values),
            Test::AtLeast(least) => written.at_least = Some(least),
            Test::AtMost(most) => written.at_most = Some(most),
            Test::Answered(answered) => written.answered = Some(answered),
        }
        written
    }
}

impl Condition {
    /// Asked when `question` was answered with `value`.
    pub fn is(question: impl Into<String>, value: impl Into<Value>) -> Self {
        Self {
            question: question.into(),
            test: Test::Is(value.into()),
        }
    }
}

impl Test {
    /// Whether an answer passes; none when the question was not answered or not asked.
    pub fn passes(&self, answer: Option<&Value>) -> bool {
        let answer = answer.filter(|value| !is_blank(value));
        let holds = |wanted: &Value| {
            answer.is_some_and(|given| {
                given == wanted
                    || given
                        .as_array()
                        .is_some_and(|chosen| chosen.contains(wanted))
            })
        };
        let number = || answer.and_then(Value::as_i64);
        match self {
            Self::Is(wanted) => holds(wanted),
            Self::OneOf(wanted) => wanted.iter().any(holds),
            Self::AtLeast(least) => number().is_some_and(|number| number >= *least),
            Self::AtMost(most) => number().is_some_and(|number| number <= *most),
            Self::Answered(answered) => answer.is_some() == *answered,
        }
    }
}

impl Form {
    /// The ids of the questions that are asked, given the answers: those whose own condition and whose section's
    /// condition hold. What hangs on a question that is not asked is not asked either.
    pub fn asked<'a>(&'a self, answers: &Answers) -> BTreeSet<&'a str> {
        let mut asked = BTreeSet::new();
        let mut before = BTreeSet::new();
        for section in &self.sections {
            for question in &section.questions {
                // Only earlier questions count, so that a condition never hangs on itself.
                let holds = |when: &Condition| {
                    let known = before.contains(when.question.as_str());
                    let counts = asked.contains(when.question.as_str());
                    match when.test {
                        Test::Answered(false) if known && !counts => true,
                        _ => counts && when.test.passes(answers.get(&when.question)),
                    }
                };
                let conditions = section.when.iter().chain(&question.when);
                if conditions.into_iter().all(holds) {
                    asked.insert(question.id.as_str());
                }
                before.insert(question.id.as_str());
            }
        }
        asked
    }
}
