//! Who reads what: the missing evaluators of a call's files planned, looked at, changed by hand, and given out.
//!
//! Hard rules keep evaluators from files: a conflict of interest or the suspicion of one, a language they do not read,
//! an absence for most of the time, the most files they take, another evaluator of their agency on the file. Among the
//! assignments that keep them all, the one that meets most of the wishes is found exactly by [`choice::assignment`].

mod ground;
mod impossible;
mod plan;
mod solve;
mod third_reader;
mod why;
mod wish;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use workflow::evaluation::{Command, Rules};
use workflow::ids::PersonId;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::role::Actor;
use workflow::transition::Status;

pub(crate) use ground::readers;
pub use ground::{NeedyFile, Reader};
pub use impossible::{Hindrance, Obstacle};
pub use plan::{Kept, Plan, Planned, change, discard, kept, make, plan};
pub(crate) use third_reader::call_in;
pub use why::{Candidate, FileView, LoadView, Outlook, Preview, Standing, file_view, outlook};
pub use wish::Fit;

use crate::Facility;
use crate::failure::Failure;

/// Why an evaluator can never be given a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// A conflict of interest is on record, or they act for the applicant.
    Conflict,
    /// Something speaks for a conflict, and it is not settled.
    Suspicion,
    /// They have or had the file.
    HadIt,
    /// They do not read its language.
    Language,
    /// They are away for most of the time there is.
    Away,
}

impl Bar {
    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Suspicion => "suspicion",
            Self::HadIt => "had_it",
            Self::Language => "language",
            Self::Away => "away",
        }
    }
}

impl Bar {
    /// Whether a person can put somebody on the file all the same, by hand.
    pub const fn can_be_overruled(self) -> bool {
        matches!(self, Self::Language | Self::Away)
    }
}

impl std::fmt::Display for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How many evaluators a file still needs.
pub(super) fn missing(file: &Proposal, rules: &Rules) -> u32 {
    let active = u32::try_from(file.evaluation.active()).unwrap_or(u32::MAX);
    match file.status {
        Status::AwaitingAssignment | Status::InEvaluation => rules.readers.saturating_sub(active),
        // A third reader comes on top of those who disagree.
        Status::ThirdReaderNeeded => (rules.readers + 1).saturating_sub(active).max(1),
        _ => 0,
    }
}

/// Carries a plan out, one file a transaction. Answers how many files were given out.
pub fn assign(facility: &Facility, actor: &Actor, plan: &Plan) -> Result<usize, Failure> {
    for (id, given) in plan {
        let command = ProposalCommand::Evaluation(Command::AssignEvaluators {
            evaluators: given.evaluators.clone(),
            by_hand: given.by_hand.clone(),
        });
        crate::proposal::act(facility, actor, *id, None, &command)?;
    }
    Ok(plan.len())
}

/// The agencies of a file's evaluators.
fn agencies_on(file: &Proposal, of: impl Fn(PersonId) -> Option<String>) -> BTreeSet<String> {
    let holders = file.evaluation.holders(&file.declared);
    holders.into_keys().filter_map(of).collect()
}
