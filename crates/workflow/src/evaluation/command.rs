//! What somebody wants to do in Evaluation.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Points, Recommendation};
use super::state::Findings;
use crate::ids::PersonId;
use crate::text::Text;
use crate::transition::Action;

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Asks the call's evaluators to declare their interests before anything is assigned.
    OpenDeclarations,
    /// Gives the file to evaluators.
    AssignEvaluators {
        /// To whom; each must be free of conflict and new to the file.
        evaluators: BTreeSet<PersonId>,
        /// Those among them whom a person chose, rather than the plan.
        by_hand: BTreeSet<PersonId>,
    },
    /// Hands it back.
    DeclineAssignment {
        /// Why.
        reason: Text,
    },
    /// Submits scores.
    SubmitScores {
        /// By question, thousandths of a point.
        scores: BTreeMap<String, Points>,
        /// Comments by question.
        comments: BTreeMap<String, Text>,
        /// Overall comment.
        overall: Text,
        /// Whether to fund, where the grid asks.
        recommendation: Option<Recommendation>,
        /// Remarks on the budget, where the grid takes them.
        budget_remarks: Option<Text>,
    },
    /// Lets an evaluator score anew; what they submitted is kept.
    ReopenScores {
        /// Whose scores.
        evaluator: PersonId,
        /// Why.
        reason: Text,
    },
    /// Names who writes up what the readers found together.
    AppointRapporteur {
        /// One of those who have scored.
        person: PersonId,
    },
    /// Writes up what the readers found together; writing again replaces it.
    RecordConsensus {
        /// What was found.
        text: Text,
        /// Strengths and weaknesses by section of the grid.
        criteria: BTreeMap<String, WrittenFindings>,
    },
    /// Brings a file below the threshold back.
    Reinstate {
        /// Why.
        reason: Text,
    },
    /// Tells the applicant that the file is below the threshold.
    Release,
}

/// Strengths and weaknesses under one section of the grid, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenFindings {
    /// Strengths.
    pub strengths: Option<Text>,
    /// Weaknesses.
    pub weaknesses: Option<Text>,
}

impl WrittenFindings {
    pub(super) fn digests(&self) -> Findings {
        Findings {
            strengths: self.strengths.as_ref().map(Text::digest),
            weaknesses: self.weaknesses.as_ref().map(Text::digest),
        }
    }
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::OpenDeclarations => Action::OpenDeclarations,
            Self::AssignEvaluators { .. } => Action::AssignEvaluators,
            Self::DeclineAssignment { .. } => Action::DeclineAssignment,
            Self::SubmitScores { .. } => Action::SubmitScores,
            Self::ReopenScores { .. } => Action::ReopenScores,
            Self::AppointRapporteur { .. } => Action::AppointRapporteur,
            Self::RecordConsensus { .. } => Action::RecordConsensus,
            Self::Reinstate { .. } => Action::Reinstate,
            Self::Release => Action::Release,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::SubmitScores {
                comments,
                overall,
                budget_remarks,
                ..
            } => {
                let comments = comments.values().chain([overall]);
                comments.chain(budget_remarks).collect()
            }
            Self::DeclineAssignment { reason }
            | Self::Reinstate { reason }
            | Self::ReopenScores { reason, .. } => vec![reason],
            Self::RecordConsensus { text, criteria } => {
                let found = criteria.values();
                let found = found.flat_map(|one| one.strengths.iter().chain(&one.weaknesses));
                found.chain([text]).collect()
            }
            Self::OpenDeclarations
            | Self::AssignEvaluators { .. }
            | Self::AppointRapporteur { .. }
            | Self::Release => Vec::new(),
        }
    }
}
