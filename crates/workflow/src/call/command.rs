//! What somebody wants to do with a call.

use chrono::NaiveDateTime;

use super::table::{Applies, CallAction as A};
use crate::definition::CallDefinition;
use crate::form::Form;
use crate::text::Text;
use crate::{batch, clarification, evaluation, letter, panel, results};

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the definition.
    Edit {
        /// All of it.
        definition: Box<CallDefinition>,
    },
    /// Approves.
    Approve,
    /// Takes the approval back.
    Reopen,
    /// Publishes.
    Publish,
    /// Extends the deadline of a step of the application.
    ExtendDeadline {
        /// The step's place in the procedure, from 0.
        position: usize,
        /// The new deadline, local to the call's zone.
        closes: NaiveDateTime,
        /// Why.
        reason: Text,
    },
    /// Prepares a revision of the published form, or changes the one that is prepared.
    ProposeForm {
        /// The form as it is to be; its version is given when it comes into force.
        form: Box<Form>,
        /// Why; may be left out while the prepared revision is changed.
        reason: Option<Text>,
    },
    /// Puts the prepared revision in force.
    ReviseForm,
    /// Gives the prepared revision up.
    RefuseForm {
        /// Why.
        reason: Text,
    },
    /// Puts a grid in place of the one in force.
    ReviseGrid {
        /// Place of the evaluation in the procedure, from 0.
        position: usize,
        /// The evaluation with its new rules.
        rules: Box<evaluation::Rules>,
        /// To which files it applies.
        applies: Applies,
        /// Why.
        reason: Text,
        /// Whether somebody has scored by a grid of this evaluation: from then on it is locked for the files there are.
        scored: bool,
    },
    /// Questions of applicants and their answers.
    Clarification(clarification::Command),
    /// Batches of screening.
    Batch(batch::Command),
    /// The panel.
    Panel(panel::Command),
    /// Letters about decisions.
    Letter(letter::Command),
    /// Names in public results.
    Results(results::Command),
    /// Ends the call.
    Finalise,
    /// Cancels.
    Cancel {
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> A {
        match self {
            Self::Edit { .. } => A::Edit,
            Self::Approve => A::Approve,
            Self::Reopen => A::Reopen,
            Self::Publish => A::Publish,
            Self::ExtendDeadline { .. } => A::ExtendDeadline,
            Self::ProposeForm { .. } => A::ProposeForm,
            Self::ReviseForm => A::ReviseForm,
            Self::RefuseForm { .. } => A::RefuseForm,
            Self::ReviseGrid { .. } => A::ReviseGrid,
            Self::Clarification(clarification::Command::Ask { .. }) => A::AskQuestion,
            Self::Clarification(clarification::Command::Answer { .. }) => A::AnswerQuestion,
            Self::Clarification(clarification::Command::Decline { .. }) => A::DeclineQuestion,
            Self::Batch(batch::Command::Open { .. }) => A::OpenBatch,
            Self::Batch(batch::Command::SetRelease { .. }) => A::SetRelease,
            Self::Batch(batch::Command::CancelRelease { .. }) => A::CancelRelease,
            Self::Batch(batch::Command::Release { .. }) => A::ReleaseBatch,
            Self::Panel(command) => command.action(),
            Self::Letter(letter::Command::Revise { .. }) => A::ReviseLetter,
            Self::Letter(letter::Command::Hold { .. }) => A::HoldLetter,
            Self::Letter(letter::Command::LetGo { .. }) => A::LetLetterGo,
            Self::Letter(letter::Command::SetRelease { .. }) => A::SetLettersRelease,
            Self::Letter(letter::Command::CancelRelease) => A::CancelLettersRelease,
            Self::Letter(letter::Command::Release { .. }) => A::ReleaseLetters,
            Self::Results(results::Command::Withhold { .. }) => A::WithholdName,
            Self::Results(results::Command::Disclose { .. }) => A::DiscloseName,
            Self::Finalise => A::Finalise,
            Self::Cancel { .. } => A::Cancel,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::ExtendDeadline { reason, .. }
            | Self::RefuseForm { reason }
            | Self::ReviseGrid { reason, .. }
            | Self::Cancel { reason } => vec![reason],
            Self::ProposeForm { reason, .. } => reason.iter().collect(),
            Self::Clarification(command) => command.texts(),
            Self::Letter(command) => command.texts(),
            Self::Results(command) => command.texts(),
            Self::Panel(command) => command.texts(),
            _ => Vec::new(),
        }
    }
}
