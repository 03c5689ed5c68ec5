//! Evaluation: the second round. Scores are locked once submitted; nobody sees another's before.

mod command;
mod decide;
mod event;
mod grid;
mod state;

pub use command::{Command, WrittenFindings};
pub use decide::{consolidate, decide, guard, join};
pub use event::{Event, Scores, apply};
pub use grid::{
    Band, Disagreement, GridQuestion, GridSection, HEAVIEST_WISH, Points, RESERVED, RankedBy,
    Recommendation, Rules, Wishes,
};
pub use state::{Assignment, AssignmentStatus, Consensus, Earlier, Findings, State};

use crate::role::Role;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
/// Who settles conflicts of interest of others.
const SECRETARIAT: &[Role] = &[Role::ProgrammeOfficer, Role::FacilityManager];
const EVALUATOR: &[Role] = &[Role::Evaluator];
/// Where a file can stand after one of its readers has scored or left.
const SCORED: &[S] = &[
    S::InEvaluation,
    S::ThirdReaderNeeded,
    S::Evaluated,
    S::BelowThreshold,
];

/// The table of Evaluation.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::AwaitingAssignment, S::InEvaluation, S::ThirdReaderNeeded],
        action: Action::AssignEvaluators,
        to: To::Status(&[S::InEvaluation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::AwaitingAssignment],
        action: Action::OpenDeclarations,
        to: To::Status(&[S::AwaitingAssignment]),
        by: OFFICER,
    },
    Transition {
        from: &[S::AwaitingAssignment],
        action: Action::DeclareNoConflict,
        to: To::Status(&[S::AwaitingAssignment]),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclareNoConflict,
        to: To::Status(&[S::InEvaluation]),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::ThirdReaderNeeded],
        action: Action::DeclareNoConflict,
        to: To::Status(&[S::ThirdReaderNeeded]),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::AwaitingAssignment],
        action: Action::DeclareConflict,
        to: To::Status(&[S::AwaitingAssignment]),
        by: EVALUATOR,
    },
    // Who leaves may be the last one waited for.
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclareConflict,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::ThirdReaderNeeded],
        action: Action::DeclareConflict,
        to: To::Status(&[S::ThirdReaderNeeded]),
        by: EVALUATOR,
    },
    // A score that counted counts no more: the file is evaluated without it, or waits for another reader.
    Transition {
        from: &[S::Evaluated, S::BelowThreshold],
        action: Action::DeclareConflict,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclineAssignment,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::SubmitScores,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    // What the secretariat finds has the same consequences as what a person declares.
    Transition {
        from: &[S::AwaitingAssignment],
        action: Action::SetConflict,
        to: To::Status(&[S::AwaitingAssignment]),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::InEvaluation, S::Evaluated, S::BelowThreshold],
        action: Action::SetConflict,
        to: To::Status(SCORED),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::ThirdReaderNeeded],
        action: Action::SetConflict,
        to: To::Status(&[S::ThirdReaderNeeded]),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::AwaitingAssignment],
        action: Action::SettleSuspicion,
        to: To::Status(&[S::AwaitingAssignment]),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::InEvaluation, S::Evaluated, S::BelowThreshold],
        action: Action::SettleSuspicion,
        to: To::Status(SCORED),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::ThirdReaderNeeded],
        action: Action::SettleSuspicion,
        to: To::Status(&[S::ThirdReaderNeeded]),
        by: SECRETARIAT,
    },
    Transition {
        from: SCORED,
        action: Action::ReopenScores,
        to: To::Status(&[S::InEvaluation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Evaluated],
        action: Action::AppointRapporteur,
        to: To::Status(&[S::Evaluated]),
        by: OFFICER,
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::AppointRapporteur,
        to: To::Status(&[S::BelowThreshold]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Evaluated],
        action: Action::RecordConsensus,
        to: To::Status(&[S::Evaluated]),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::RecordConsensus,
        to: To::Status(&[S::BelowThreshold]),
        by: EVALUATOR,
    },
    Transition {
        from: &[
            S::AwaitingAssignment,
            S::InEvaluation,
            S::ThirdReaderNeeded,
            S::Evaluated,
            S::BelowThreshold,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::Reinstate,
        to: To::Status(&[S::Evaluated]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::Release,
        to: To::Status(&[S::BelowThreshold]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Evaluated],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];
