//! What happened to a grant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PaidOut;
use crate::agreement::Terms;
use crate::ids::{CallId, OrganisationId, ProposalId};
use crate::monitoring::ReportPlan;
use crate::payment::Channel;
use crate::record::Digest;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The project started.
    Opened {
        /// The proposal.
        proposal: ProposalId,
        /// The call.
        call: CallId,
        /// The grantee.
        organisation: OrganisationId,
        /// The terms as signed.
        terms: Terms,
        /// The reports owed.
        reports: Vec<ReportPlan>,
    },
    /// A report came in.
    ReportSubmitted {
        /// Which.
        report: u32,
        /// Digest of the text.
        content: Digest,
        /// Expenditure, minor units.
        spent_minor: i64,
    },
    /// A report was sent back.
    ReportSentBack {
        /// Which.
        report: u32,
        /// Digest of the points.
        points: Digest,
    },
    /// A report was accepted.
    ReportAccepted {
        /// Which.
        report: u32,
    },
    /// A report was waived.
    ReportWaived {
        /// Which.
        report: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// A payment was requested.
    PaymentRequested {
        /// Which tranche.
        tranche: u32,
    },
    /// A payment was approved by another person than the one who requested it.
    PaymentApproved {
        /// Which tranche.
        tranche: u32,
        /// Digest of the bank details it was approved for; older records name none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        details: Option<Digest>,
        /// Whether it takes another approval.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        more_needed: bool,
    },
    /// A payment was refused.
    PaymentRefused {
        /// Which tranche.
        tranche: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The bank paid.
    PaymentMade {
        /// Which tranche.
        tranche: u32,
        /// The day.
        paid_on: NaiveDate,
        /// The bank's reference.
        reference: String,
        /// What was paid out, where it was in another currency than the grant's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paid_out: Option<PaidOut>,
    },
    /// The grantee confirmed what has arrived.
    ReceiptConfirmed {
        /// Which tranche.
        tranche: u32,
        /// The amount received, minor units of the currency paid out.
        received_minor: i64,
        /// The day it arrived.
        received_on: NaiveDate,
    },
    /// Bank details that changed were confirmed with the organisation.
    BankDetailsConfirmed {
        /// Digest of the details.
        details: Digest,
        /// Digest of whom the finance officer reached.
        reached: Digest,
        /// How.
        channel: Channel,
        /// When.
        reached_on: NaiveDate,
    },
    /// Halted.
    Suspended {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Running again.
    Resumed {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Ended early.
    Terminated {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Work done.
    Completed {},
    /// Accounts closed.
    Closed {},
}
