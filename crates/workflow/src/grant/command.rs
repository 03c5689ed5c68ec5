//! What somebody wants to do to a grant.

use chrono::NaiveDate;

use crate::money::Currency;
use crate::payment::Channel;
use crate::rate::Rate;
use crate::record::Digest;
use crate::text::Text;
use crate::transition::Action;

/// What somebody wants to do. Reports and payments go by number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Submits a report.
    SubmitReport {
        /// Which.
        report: u32,
        /// What it says.
        narrative: Text,
        /// Expenditure in the period, minor units of the grant's currency.
        spent_minor: i64,
    },
    /// Sends it back.
    SendBackReport {
        /// Which.
        report: u32,
        /// What to change.
        points: Text,
    },
    /// Accepts it.
    AcceptReport {
        /// Which.
        report: u32,
    },
    /// Waives it.
    WaiveReport {
        /// Which.
        report: u32,
        /// Why.
        reason: Text,
    },
    /// Requests a payment.
    RequestPayment {
        /// Which tranche.
        tranche: u32,
    },
    /// Approves it.
    ApprovePayment {
        /// Which tranche.
        tranche: u32,
    },
    /// Refuses it.
    RefusePayment {
        /// Which tranche.
        tranche: u32,
        /// Why.
        reason: Text,
    },
    /// Records that the bank has paid.
    RecordPayment {
        /// Which tranche.
        tranche: u32,
        /// The day.
        paid_on: NaiveDate,
        /// The bank's reference.
        reference: String,
        /// The currency paid out and its rate, where it is not the grant's.
        exchange: Option<(Currency, Rate)>,
    },
    /// Confirms what has arrived.
    ConfirmReceipt {
        /// Which tranche.
        tranche: u32,
        /// The amount received, minor units of the currency paid out.
        received_minor: i64,
        /// The day it arrived.
        received_on: NaiveDate,
    },
    /// Confirms bank details that changed.
    ConfirmBankDetails {
        /// Digest of the details that were read to the organisation.
        details: Digest,
        /// Whom the finance officer reached.
        reached: Text,
        /// How.
        channel: Channel,
        /// When.
        reached_on: NaiveDate,
    },
    /// Suspends.
    Suspend {
        /// Why.
        reason: Text,
    },
    /// Resumes.
    Resume {
        /// Why.
        reason: Text,
    },
    /// Terminates.
    Terminate {
        /// Why.
        reason: Text,
    },
    /// The work is done.
    Complete,
    /// Closes the accounts.
    Close,
}

impl Command {
    /// The action in the tables.
    pub const fn action(&self) -> Action {
        match self {
            Self::SubmitReport { .. } => Action::SubmitReport,
            Self::SendBackReport { .. } => Action::SendBackReport,
            Self::AcceptReport { .. } => Action::AcceptReport,
            Self::WaiveReport { .. } => Action::WaiveReport,
            Self::RequestPayment { .. } => Action::RequestPayment,
            Self::ApprovePayment { .. } => Action::ApprovePayment,
            Self::RefusePayment { .. } => Action::RefusePayment,
            Self::RecordPayment { .. } => Action::RecordPayment,
            Self::ConfirmReceipt { .. } => Action::ConfirmReceipt,
            Self::ConfirmBankDetails { .. } => Action::ConfirmBankDetails,
            Self::Suspend { .. } => Action::Suspend,
            Self::Resume { .. } => Action::Resume,
            Self::Terminate { .. } => Action::Terminate,
            Self::Complete => Action::Complete,
            Self::Close => Action::Close,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::SubmitReport {
                narrative: text, ..
            }
            | Self::SendBackReport { points: text, .. }
            | Self::WaiveReport { reason: text, .. }
            | Self::RefusePayment { reason: text, .. }
            | Self::ConfirmBankDetails { reached: text, .. }
            | Self::Suspend { reason: text }
            | Self::Resume { reason: text }
            | Self::Terminate { reason: text } => vec![text],
            _ => Vec::new(),
        }
    }
}
