//! Agreement: from selected to signed by both, by different people. Budget and plan are negotiated in rounds within the panel's
//! amount, the panel's conditions are met or carried into the text, and what is signed is one paper, told by its digest.

mod command;
mod conditions;
mod decide;
mod event;
mod negotiation;
mod state;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::procedure::RuleFault;
use crate::role::Role;
use crate::tranche;
pub use crate::tranche::{Part, Tranche, TrancheRule};
use crate::transition::{Action, Status, To, Transition};

pub use command::Command;
pub use conditions::{Conditions, HowSettled, MOST_DOCUMENTS, Settled, Settling, conditions_of};
pub use decide::{decide, expired, guard};
pub use event::{Asked, Event, apply};
pub use negotiation::{MOST_POINTS, Revised, Revision, Round};
pub use state::{SignedCopy, State};

use Status as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const MANAGER: &[Role] = &[Role::FacilityManager];
const OWNER: &[Role] = &[Role::Owner];
const WRITERS: &[Role] = &[Role::Owner, Role::Editor];

/// The table of Agreement.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::Negotiation],
        action: Action::RequestChanges,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Negotiation],
        action: Action::ReviseProposal,
        to: To::Status(&[S::Negotiation]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Negotiation],
        action: Action::SettleCondition,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Negotiation],
        action: Action::PrepareAgreement,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Negotiation],
        action: Action::SendAgreement,
        to: To::Status(&[S::AgreementSent]),
        by: MANAGER,
    },
    Transition {
        from: &[S::AgreementSent, S::Accepted, S::Lapsed],
        action: Action::RecallAgreement,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::AgreementSent],
        action: Action::AcceptAgreement,
        to: To::Status(&[S::Accepted]),
        by: OWNER,
    },
    Transition {
        from: &[S::Negotiation, S::AgreementSent],
        action: Action::DeclineAgreement,
        to: To::Status(&[S::Declined]),
        by: OWNER,
    },
    Transition {
        from: &[S::AgreementSent],
        action: Action::ExpireAgreement,
        to: To::Status(&[S::Lapsed]),
        by: MANAGER,
    },
    Transition {
        from: &[S::AgreementSent, S::Accepted],
        action: Action::RecordSignedCopy,
        to: To::Status(&[S::Accepted, S::Signed]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Accepted],
        action: Action::SignAgreement,
        to: To::Status(&[S::Accepted, S::Signed]),
        by: &[Role::Owner, Role::FacilityManager],
    },
    Transition {
        from: &[S::Signed],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];

/// The most working days a call may give for the answer to an agreement, or to points of a negotiation.
pub const MOST_DAYS: u32 = 120;

/// Working days for the answer to points of a negotiation, unless the call says otherwise.
const NEGOTIATION_DAYS: u32 = 10;

const fn negotiation_days() -> u32 {
    NEGOTIATION_DAYS
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_usual(days: &u32) -> bool {
    *days == NEGOTIATION_DAYS
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(days: &u32) -> bool {
    *days == 0
}

/// How agreements are made and grants are paid out in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Working days, by the facility's calendar, in which an agreement that was sent can be accepted; 0 for no limit.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub acceptance_days: u32,
    /// Working days, by the facility's calendar, in which the applicant answers points of a negotiation; 1 or more.
    #[serde(default = "negotiation_days", skip_serializing_if = "is_usual")]
    pub negotiation_days: u32,
    /// Tranches in order.
    #[serde(rename = "tranche")]
    pub tranches: Vec<TrancheRule>,
}

impl Rules {
    /// What is incomplete.
    pub fn faults(&self) -> Vec<RuleFault> {
        let days = [
            (self.acceptance_days > MOST_DAYS, RuleFault::AcceptanceDays),
            (
                !(1..=MOST_DAYS).contains(&self.negotiation_days),
                RuleFault::NegotiationDays,
            ),
        ];
        let wrong = days.into_iter().filter(|(wrong, _)| *wrong);
        let mut faults = tranche::faults(&self.tranches);
        faults.extend(wrong.map(|(_, fault)| fault));
        faults
    }

    /// The tranches of a grant; they sum exactly to it. See [`tranche::plan`].
    pub fn tranches(&self, amount: Money, starts_on: NaiveDate) -> Option<Vec<Tranche>> {
        tranche::plan(&self.tranches, amount, starts_on)
    }
}

/// The terms of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The grant.
    pub amount: Money,
    /// First day of the project.
    pub starts_on: NaiveDate,
    /// Last day of the project.
    pub ends_on: NaiveDate,
    /// Tranches; they sum to the grant.
    pub tranches: Vec<Tranche>,
}
