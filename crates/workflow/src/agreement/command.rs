//! What somebody wants to do to an agreement.

use chrono::NaiveDate;

use super::conditions::Settling;
use super::negotiation::Revised;
use crate::money::Money;
use crate::record::Digest;
use crate::screening::Attached;
use crate::text::Text;
use crate::transition::Action;

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Asks the applicant to change budget and plan, point by point.
    RequestChanges {
        /// The points, 1 to [`super::MOST_POINTS`].
        points: Vec<Text>,
    },
    /// The applicant answers with a revised budget and plan.
    ReviseProposal(Revised),
    /// Ticks a condition of the award off, or carries it into the agreement. A later word replaces an earlier one.
    SettleCondition(Settling),
    /// Prepares the terms.
    PrepareAgreement {
        /// The grant; at most the panel's amount.
        amount: Money,
        /// First day.
        starts_on: NaiveDate,
        /// Last day.
        ends_on: NaiveDate,
    },
    /// Approves the terms and sends them as a paper.
    SendAgreement {
        /// SHA-256 of the PDF that is sent.
        paper: Digest,
    },
    /// Takes them back.
    RecallAgreement {
        /// Why.
        reason: Text,
    },
    /// The applicant accepts.
    AcceptAgreement {
        /// SHA-256 of the PDF they have read.
        paper: Digest,
    },
    /// The applicant declines the grant.
    DeclineAgreement {
        /// Why.
        reason: Text,
    },
    /// Ends an agreement that was not accepted in time.
    ExpireAgreement,
    /// Signs, for the side the actor stands on.
    SignAgreement {
        /// SHA-256 of the PDF they have read.
        paper: Digest,
    },
    /// Records a copy that was signed on paper.
    RecordSignedCopy {
        /// Whether it was signed for the facility; else for the organisation.
        for_facility: bool,
        /// Who signed, by name.
        signatory: Text,
        /// On which day, as the copy says.
        signed_on: NaiveDate,
        /// The copy.
        copy: Attached,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::RequestChanges { .. } => Action::RequestChanges,
            Self::ReviseProposal(_) => Action::ReviseProposal,
            Self::SettleCondition(_) => Action::SettleCondition,
            Self::PrepareAgreement { .. } => Action::PrepareAgreement,
            Self::SendAgreement { .. } => Action::SendAgreement,
            Self::RecallAgreement { .. } => Action::RecallAgreement,
            Self::AcceptAgreement { .. } => Action::AcceptAgreement,
            Self::DeclineAgreement { .. } => Action::DeclineAgreement,
            Self::ExpireAgreement => Action::ExpireAgreement,
            Self::SignAgreement { .. } => Action::SignAgreement,
            Self::RecordSignedCopy { .. } => Action::RecordSignedCopy,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RequestChanges { points } => points.iter().collect(),
            Self::SettleCondition(settling) => settling.texts(),
            Self::RecallAgreement { reason } | Self::DeclineAgreement { reason } => vec![reason],
            Self::RecordSignedCopy { signatory, .. } => vec![signatory],
            Self::ReviseProposal(_)
            | Self::PrepareAgreement { .. }
            | Self::SendAgreement { .. }
            | Self::AcceptAgreement { .. }
            | Self::ExpireAgreement
            | Self::SignAgreement { .. } => Vec::new(),
        }
    }
}
