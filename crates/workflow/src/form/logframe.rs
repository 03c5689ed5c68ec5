//! A logframe: the goal, the outcomes that serve it, the outputs of each with their activities, and the indicators by
//! which outcomes and outputs are told.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::text::line;

use super::{Fault, words};

/// The rules of a logframe: the most of each part under the one above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogframeRules {
    /// Most outcomes.
    pub outcomes: u32,
    /// Most outputs under an outcome.
    pub outputs: u32,
    /// Most indicators of an outcome or an output.
    pub indicators: u32,
    /// Most activities under an output.
    pub activities: u32,
    /// Most words of a statement.
    pub words: u32,
}

impl Default for LogframeRules {
    fn default() -> Self {
        Self {
            outcomes: 3,
            outputs: 4,
            indicators: 3,
            activities: 6,
            words: 60,
        }
    }
}

/// A logframe as answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Logframe {
    /// What the project contributes to beyond itself.
    pub goal: String,
    /// What changes.
    pub outcomes: Vec<Outcome>,
}

/// What changes for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outcome {
    /// In words.
    pub statement: String,
    /// By what one tells.
    pub indicators: Vec<Indicator>,
    /// What the project brings about to this end.
    pub outputs: Vec<Output>,
}

/// What the project brings about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Output {
    /// In words.
    pub statement: String,
    /// By what one tells.
    pub indicators: Vec<Indicator>,
    /// What is done to this end.
    pub activities: Vec<String>,
}

/// By what one tells an outcome or an output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Indicator {
    /// What is counted or looked at.
    pub indicator: String,
    /// Where it stands before the project.
    pub baseline: String,
    /// Where it is to stand at its end.
    pub target: String,
    /// Where the figure comes from.
    pub verification: String,
}

/// The most characters of what an indicator says.
const LINE: u32 = 160;

/// Gathers faults with the part they are of.
struct Check<'a> {
    rules: &'a LogframeRules,
    complete: bool,
    found: Vec<Fault>,
}

impl Check<'_> {
    fn note(&mut self, part: String, fault: Fault) {
        self.found.push(Fault::Logframe {
            part,
            fault: Box::new(fault),
        });
    }

    fn statement(&mut self, part: String, text: &str) {
        let (given, most) = (words(text), self.rules.words);
        if text.trim().is_empty() {
            self.gap(part);
        } else if given > most as usize {
            self.note(part, Fault::TooManyWords { most, given });
        }
    }

    fn line(&mut self, part: String, text: &str) {
        if text.trim().is_empty() {
            self.gap(part);
        } else if text.chars().count() > LINE as usize {
            self.note(part, Fault::TooManyCharacters { most: LINE });
        } else if line(text, LINE as usize).is_err() {
            self.note(part, Fault::WrongKind);
        }
    }

    fn gap(&mut self, part: String) {
        if self.complete {
            self.note(part, Fault::Missing);
        }
    }

    /// As many as there may be, and at least one.
    fn count(&mut self, part: String, given: usize, most: u32) {
        if given > most as usize {
            self.note(
                part,
                Fault::TooManyRows {
                    most: most as usize,
                },
            );
        } else if given == 0 && self.complete {
            self.note(part, Fault::TooFewRows { least: 1 });
        }
    }

    fn indicators(&mut self, of: &str, indicators: &[Indicator]) {
        let part = format!("{of}.indicators");
        self.count(part.clone(), indicators.len(), self.rules.indicators);
        for (at, indicator) in indicators.iter().enumerate() {
            self.line(format!("{part}.{at}.indicator"), &indicator.indicator);
            self.line(format!("{part}.{at}.baseline"), &indicator.baseline);
            self.line(format!("{part}.{at}.target"), &indicator.target);
            self.line(format!("{part}.{at}.verification"), &indicator.verification);
        }
    }

    fn outcome(&mut self, part: &str, outcome: &Outcome) {
        self.statement(format!("{part}.statement"), &outcome.statement);
        self.indicators(part, &outcome.indicators);
        self.count(
            format!("{part}.outputs"),
            outcome.outputs.len(),
            self.rules.outputs,
        );
        for (at, output) in outcome.outputs.iter().enumerate() {
            let part = format!("{part}.outputs.{at}");
            self.statement(format!("{part}.statement"), &output.statement);
            self.indicators(&part, &output.indicators);
            let activities = format!("{part}.activities");
            self.count(
                activities.clone(),
                output.activities.len(),
                self.rules.activities,
            );
            for (at, activity) in output.activities.iter().enumerate() {
                self.statement(format!("{activities}.{at}"), activity);
            }
        }
    }
}

impl LogframeRules {
    /// The most of each part that any logframe may allow.
    pub const MOST: u32 = 12;
    /// The most words of a statement that any logframe may allow.
    pub const MOST_WORDS: u32 = 500;

    /// What is wrong with a logframe.
    pub(super) fn faults(&self, value: &Value, complete: bool) -> Vec<Fault> {
        // A list would be taken for a logframe as well.
        let frame = serde_json::from_value::<Logframe>(value.clone());
        let (Ok(frame), true) = (frame, value.is_object()) else {
            return vec![Fault::WrongKind];
        };
        let mut check = Check {
            rules: self,
            complete,
            found: Vec::new(),
        };
        check.statement("goal".to_owned(), &frame.goal);
        check.count("outcomes".to_owned(), frame.outcomes.len(), self.outcomes);
        for (at, outcome) in frame.outcomes.iter().enumerate() {
            check.outcome(&format!("outcomes.{at}"), outcome);
        }
        check.found
    }
}
