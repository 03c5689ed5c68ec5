//! Interests: declared before anything of the file is shown; a conflict takes the person off the file for good.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::names::named;
use crate::proposal::{Proposal, Situation};
use crate::refusal::Refusal;
use crate::transition::{Action, StageKind, Status};

named! {
    /// Kinds of conflict.
    pub enum ConflictKind {
        /// Employed by the applicant, or on its board.
        Employment = "employment",
        /// Family.
        Family = "family",
        /// Financial.
        Financial = "financial",
        /// Co-author or adviser of the proposal.
        Coauthor = "coauthor",
        /// Same organisation.
        SameOrganisation = "same_organisation",
        /// Their agency funds the applicant.
        FundsApplicant = "funds_applicant",
        /// Any other.
        Other = "other",
    }
}

/// A conflict on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which kind.
    pub kind: ConflictKind,
    /// Since when it is on record (UTC).
    pub at: DateTime<Utc>,
}

/// What a person declares of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// No conflict.
    DeclareNone,
    /// A conflict.
    DeclareConflict {
        /// Which kind.
        conflict: ConflictKind,
    },
}

impl Command {
    /// The action in the tables.
    pub const fn action(&self) -> Action {
        match self {
            Self::DeclareNone => Action::DeclareNoConflict,
            Self::DeclareConflict { .. } => Action::DeclareConflict,
        }
    }
}

/// What was declared, by the actor of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// No conflict.
    DeclaredFree {},
    /// A conflict.
    ConflictDeclared {
        /// Which kind.
        conflict: ConflictKind,
    },
}

/// Answers a declaration with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    match command {
        Command::DeclareNone if state.declared.contains(&situation.actor.person) => {
            Err(Refusal::AlreadyDone)
        }
        Command::DeclareNone => Ok(Event::DeclaredFree {}),
        Command::DeclareConflict { conflict } => Ok(Event::ConflictDeclared {
            conflict: *conflict,
        }),
    }
}

/// Applies an event: a conflict also takes the person off the screening and the evaluation and voids their open ballot.
pub fn apply(state: &mut Proposal, event: &Event, actor: PersonId, at: DateTime<Utc>) {
    match event {
        Event::DeclaredFree {} => {
            state.declared.insert(actor);
            state.evaluation.accept(actor, at);
        }
        Event::ConflictDeclared { conflict } => {
            state.conflicts.insert(
                actor,
                Conflict {
                    kind: *conflict,
                    at,
                },
            );
            state.declared.remove(&actor);
            let rescore = state.evaluation.recuse(actor, at);
            if state.stage == StageKind::Evaluation && rescore {
                state.evaluation.score = None;
                state.status = Status::InEvaluation;
            }
            if state.stage == StageKind::Selection {
                state.selection.recuse(actor);
            }
            if state.stage == StageKind::Screening && state.screening.recuse(actor, state.status) {
                state.status = Status::Queued;
            }
        }
    }
}
