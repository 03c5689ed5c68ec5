//! The table of Selection.

use crate::role::Role;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

/// Who presides over an item.
const CHAIRS: &[Role] = &[Role::Chair, Role::DeputyChair];
const MEMBER: &[Role] = &[Role::PanelMember];
/// Who declares an interest before seeing a file: everybody at the table.
const TABLE_OF_THE_PANEL: &[Role] = &[Role::PanelMember, Role::PanelSecretary];
/// Who settles conflicts of interest of others.
const SECRETARIAT: &[Role] = &[Role::ProgrammeOfficer, Role::FacilityManager];
const OWNER: &[Role] = &[Role::Owner];
const UNDECIDED: &[S] = &[S::OnAgenda, S::Deferred, S::Discussed];
const DECIDED: &[S] = &[
    S::Selected,
    S::Reserve,
    S::RejectedOnQuality,
    S::RejectedForLackOfFunds,
];

/// The table of Selection.
pub const TABLE: &[Transition] = &[
    Transition {
        from: UNDECIDED,
        action: Action::DeclareNoConflict,
        to: To::Status(UNDECIDED),
        by: TABLE_OF_THE_PANEL,
    },
    Transition {
        from: UNDECIDED,
        action: Action::DeclareConflict,
        to: To::Status(UNDECIDED),
        by: TABLE_OF_THE_PANEL,
    },
    Transition {
        from: UNDECIDED,
        action: Action::SetConflict,
        to: To::Status(UNDECIDED),
        by: SECRETARIAT,
    },
    Transition {
        from: UNDECIDED,
        action: Action::SettleSuspicion,
        to: To::Status(UNDECIDED),
        by: SECRETARIAT,
    },
    Transition {
        from: &[S::OnAgenda, S::Deferred],
        action: Action::OpenVoting,
        to: To::Status(&[S::OnAgenda]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::OnAgenda],
        action: Action::CastBallot,
        to: To::Status(&[S::OnAgenda]),
        by: MEMBER,
    },
    Transition {
        from: &[S::OnAgenda],
        action: Action::CloseVoting,
        to: To::Status(&[S::Discussed]),
        by: CHAIRS,
    },
    Transition {
        from: &[
            S::Discussed,
            S::Selected,
            S::Reserve,
            S::RejectedOnQuality,
            S::RejectedForLackOfFunds,
            S::Rework,
        ],
        action: Action::ReopenVoting,
        to: To::Status(&[S::OnAgenda]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Discussed],
        action: Action::RecordOutcome,
        to: To::Status(&[
            S::Selected,
            S::Reserve,
            S::Deferred,
            S::Rework,
            S::RejectedOnQuality,
            S::RejectedForLackOfFunds,
        ]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Rework],
        action: Action::ReturnToAgenda,
        to: To::Status(&[S::OnAgenda]),
        by: &[Role::ProgrammeOfficer],
    },
    Transition {
        from: DECIDED,
        action: Action::Release,
        to: To::Status(DECIDED),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Rework],
        action: Action::Release,
        to: To::Status(&[S::Rework]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Reserve],
        action: Action::ProposePromotion,
        to: To::Status(&[S::Reserve]),
        by: &[Role::ProgrammeOfficer],
    },
    Transition {
        from: &[S::Reserve],
        action: Action::Promote,
        to: To::Status(&[S::Selected]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Selected],
        action: Action::AcceptAward,
        to: To::Status(&[S::Selected]),
        by: OWNER,
    },
    Transition {
        from: &[S::Selected],
        action: Action::DeclineAward,
        to: To::Status(&[S::Declined]),
        by: OWNER,
    },
    Transition {
        from: &[S::Selected],
        action: Action::LapseAward,
        to: To::Status(&[S::Lapsed]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[
            S::OnAgenda,
            S::Deferred,
            S::Rework,
            S::Discussed,
            S::Selected,
            S::Reserve,
            S::RejectedOnQuality,
            S::RejectedForLackOfFunds,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: OWNER,
    },
    Transition {
        from: &[S::Selected],
        action: Action::Advance,
        to: To::NextStage,
        by: &[Role::ProgrammeOfficer],
    },
];
