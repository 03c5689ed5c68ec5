//! A procedure: the ordered stages of a call with their rules, and its check at publication.

mod check;
mod incomplete;

pub use check::{check, is_code, letters, optional_letters};
pub use incomplete::{CallDate, CallNumber, CallText, Incomplete, Letter, RuleFault};

use serde::{Deserialize, Serialize};

use crate::definition::{CallDefinition, Localised};
use crate::form::Form;
use crate::transition::{StageKind, Status, To};
use crate::{agreement, evaluation, intake, monitoring, screening, selection};

/// One stage with its rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// Drafts and submissions: one step of the application.
    Intake(intake::Rules),
    /// Eligibility.
    Screening(screening::Rules),
    /// Second round.
    Evaluation(evaluation::Rules),
    /// Panel.
    Selection(selection::Rules),
    /// Agreement.
    Agreement(agreement::Rules),
    /// Monitoring.
    Monitoring(monitoring::Rules),
}

impl Stage {
    /// Which kind it is.
    pub const fn kind(&self) -> StageKind {
        match self {
            Self::Intake(_) => StageKind::Intake,
            Self::Screening(_) => StageKind::Screening,
            Self::Evaluation(_) => StageKind::Evaluation,
            Self::Selection(_) => StageKind::Selection,
            Self::Agreement(_) => StageKind::Agreement,
            Self::Monitoring(_) => StageKind::Monitoring,
        }
    }
}

/// The ordered stages of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Procedure(pub Vec<Stage>);

impl Procedure {
    /// The stage at `position`, from 0.
    pub fn stage(&self, position: usize) -> Option<&Stage> {
        self.0.get(position)
    }

    /// The first stage of a kind.
    pub fn first(&self, kind: StageKind) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.kind() == kind)
    }

    /// The stage of a kind that speaks for a file at `position`: the one it stands in, else the last one it has passed,
    /// else the first one before it.
    pub fn of_file(&self, kind: StageKind, position: usize) -> Option<&Stage> {
        let passed = self.0.iter().take(position.saturating_add(1)).rev();
        passed
            .chain(self.0.iter())
            .find(|stage| stage.kind() == kind)
    }

    /// The places of the stages of a kind, from 0.
    pub fn places(&self, kind: StageKind) -> impl Iterator<Item = usize> {
        let found = move |(place, stage): (usize, &Stage)| (stage.kind() == kind).then_some(place);
        self.0.iter().enumerate().filter_map(found)
    }

    /// The kinds in their order.
    pub fn kinds(&self) -> Vec<StageKind> {
        self.0.iter().map(Stage::kind).collect()
    }
}

/// A text that is missing, once for each language.
fn missing<'a>(
    text: &'a CallText,
    given: &Localised,
    languages: &'a [String],
) -> impl Iterator<Item = Incomplete> + 'a {
    given
        .missing(languages)
        .into_iter()
        .map(|language| Incomplete::TextMissing {
            text: text.clone(),
            language: language.to_owned(),
        })
}

/// What keeps a form from being a form of the call.
pub(crate) fn form_faults(form: &Form, call: &CallDefinition) -> impl Iterator<Item = Incomplete> {
    let faults = form.faults(call).into_iter();
    faults.map(|fault| Incomplete::Form { fault })
}

/// Statuses of a stage kind that its table cannot reach from the entry, or that lead nowhere though they should not.
/// Empty for every kind: a test holds the tables to it.
pub fn unreachable(kind: StageKind) -> Vec<Status> {
    let mut reached = vec![kind.entry()];
    let mut next = 0;
    while let Some(status) = reached.get(next).copied() {
        next += 1;
        for row in kind.table().iter().filter(|row| row.from.contains(&status)) {
            if let To::Status(to) = row.to {
                for status in to {
                    if !reached.contains(status) {
                        reached.push(*status);
                    }
                }
            }
        }
    }
    kind.statuses()
        .into_iter()
        .filter(|status| !reached.contains(status))
        .collect()
}
