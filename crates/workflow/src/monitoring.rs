//! Monitoring: reports and payments of a running project, to its close-out.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::payment;
use crate::procedure::RuleFault;
use crate::role::Role;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const MANAGER: &[Role] = &[Role::FacilityManager];
const FINANCE: &[Role] = &[Role::FinanceOfficer];
const GRANTEE: &[Role] = &[Role::Owner, Role::Editor];
const RUNNING: &[S] = &[S::Active];
/// Reports may still come in and be accepted, and requests for payment be refused, after the work has stopped.
const REPORTING: &[S] = &[S::Active, S::Suspended, S::Terminated, S::Completed];
/// New payments are for projects that run or have run to their end.
const PAYING: &[S] = &[S::Active, S::Completed];
/// What has been approved is still paid after a termination.
const FINISHING: &[S] = &[S::Active, S::Completed, S::Terminated];

/// The table of Monitoring.
pub const TABLE: &[Transition] = &[
    Transition {
        from: REPORTING,
        action: Action::SubmitReport,
        to: To::Status(REPORTING),
        by: GRANTEE,
    },
    Transition {
        from: REPORTING,
        action: Action::SendBackReport,
        to: To::Status(REPORTING),
        by: OFFICER,
    },
    Transition {
        from: REPORTING,
        action: Action::AcceptReport,
        to: To::Status(REPORTING),
        by: OFFICER,
    },
    Transition {
        from: REPORTING,
        action: Action::WaiveReport,
        to: To::Status(REPORTING),
        by: OFFICER,
    },
    Transition {
        from: PAYING,
        action: Action::RequestPayment,
        to: To::Status(PAYING),
        by: OFFICER,
    },
    Transition {
        from: PAYING,
        action: Action::ApprovePayment,
        to: To::Status(PAYING),
        by: FINANCE,
    },
    Transition {
        from: REPORTING,
        action: Action::RefusePayment,
        to: To::Status(REPORTING),
        by: FINANCE,
    },
    Transition {
        from: FINISHING,
        action: Action::RecordPayment,
        to: To::Status(FINISHING),
        by: FINANCE,
    },
    Transition {
        from: REPORTING,
        action: Action::ConfirmReceipt,
        to: To::Status(REPORTING),
        by: GRANTEE,
    },
    Transition {
        from: REPORTING,
        action: Action::ConfirmBankDetails,
        to: To::Status(REPORTING),
        by: FINANCE,
    },
    Transition {
        from: RUNNING,
        action: Action::Suspend,
        to: To::Status(&[S::Suspended]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Suspended],
        action: Action::Resume,
        to: To::Status(&[S::Active]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Active, S::Suspended],
        action: Action::Terminate,
        to: To::Status(&[S::Terminated]),
        by: MANAGER,
    },
    Transition {
        from: RUNNING,
        action: Action::Complete,
        to: To::Status(&[S::Completed]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Completed, S::Terminated],
        action: Action::Close,
        to: To::Status(&[S::Closed]),
        by: MANAGER,
    },
];

named! {
    /// Where a report stands. Not yet due, due and overdue are computed from the date, never stored.
    pub enum ReportStatus {
        /// Not submitted.
        Pending = "pending",
        /// Submitted.
        Submitted = "submitted",
        /// Sent back with points.
        SentBack = "sent_back",
        /// Accepted.
        Accepted = "accepted",
        /// Waived with a reason.
        Waived = "waived",
    }
}

named! {
    /// How a report looks on a day: what is stored, and for a pending one the date.
    pub enum ReportStanding {
        /// More than [`DUE_WITHIN`] days to go.
        NotYetDue = "not_yet_due",
        /// Due within [`DUE_WITHIN`] days, the due day included.
        Due = "due",
        /// The due day has passed.
        Overdue = "overdue",
        /// Submitted.
        Submitted = "submitted",
        /// Sent back.
        SentBack = "sent_back",
        /// Accepted.
        Accepted = "accepted",
        /// Waived.
        Waived = "waived",
    }
}

/// Days before the due day from which a report counts as due.
pub const DUE_WITHIN: Days = Days::new(30);

impl ReportStatus {
    /// How it looks on `today` when due on `due_on`.
    pub fn standing(self, due_on: NaiveDate, today: NaiveDate) -> ReportStanding {
        match self {
            Self::Pending if today > due_on => ReportStanding::Overdue,
            Self::Pending if due_on <= today + DUE_WITHIN => ReportStanding::Due,
            Self::Pending => ReportStanding::NotYetDue,
            Self::Submitted => ReportStanding::Submitted,
            Self::SentBack => ReportStanding::SentBack,
            Self::Accepted => ReportStanding::Accepted,
            Self::Waived => ReportStanding::Waived,
        }
    }

    /// Whether nothing more is expected.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Accepted | Self::Waived)
    }
}

named! {
    /// Where the payment of a tranche stands.
    pub enum PaymentStatus {
        /// Not asked for.
        Planned = "planned",
        /// Requested.
        Requested = "requested",
        /// Approved by one person of the two it takes.
        ApprovedOnce = "approved_once",
        /// Approved by all it takes.
        Approved = "approved",
        /// Paid.
        Paid = "paid",
    }
}

impl PaymentStatus {
    /// Whether it has been asked for and not been paid yet.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Requested | Self::ApprovedOnce | Self::Approved)
    }
}

/// The table of a report.
pub const REPORT_TABLE: &[Transition<ReportStatus>] = &[
    Transition {
        from: &[ReportStatus::Pending, ReportStatus::SentBack],
        action: Action::SubmitReport,
        to: To::Status(&[ReportStatus::Submitted]),
        by: GRANTEE,
    },
    Transition {
        from: &[ReportStatus::Submitted],
        action: Action::SendBackReport,
        to: To::Status(&[ReportStatus::SentBack]),
        by: OFFICER,
    },
    Transition {
        from: &[ReportStatus::Submitted],
        action: Action::AcceptReport,
        to: To::Status(&[ReportStatus::Accepted]),
        by: OFFICER,
    },
    Transition {
        from: &[ReportStatus::Pending, ReportStatus::SentBack],
        action: Action::WaiveReport,
        to: To::Status(&[ReportStatus::Waived]),
        by: OFFICER,
    },
];

/// The table of a payment.
pub const PAYMENT_TABLE: &[Transition<PaymentStatus>] = &[
    Transition {
        from: &[PaymentStatus::Planned],
        action: Action::RequestPayment,
        to: To::Status(&[PaymentStatus::Requested]),
        by: OFFICER,
    },
    Transition {
        from: &[PaymentStatus::Requested],
        action: Action::ApprovePayment,
        to: To::Status(&[PaymentStatus::ApprovedOnce, PaymentStatus::Approved]),
        by: FINANCE,
    },
    Transition {
        from: &[PaymentStatus::ApprovedOnce],
        action: Action::ApprovePayment,
        to: To::Status(&[PaymentStatus::Approved]),
        by: FINANCE,
    },
    Transition {
        from: &[
            PaymentStatus::Requested,
            PaymentStatus::ApprovedOnce,
            PaymentStatus::Approved,
        ],
        action: Action::RefusePayment,
        to: To::Status(&[PaymentStatus::Planned]),
        by: FINANCE,
    },
    Transition {
        from: &[PaymentStatus::Approved],
        action: Action::RecordPayment,
        to: To::Status(&[PaymentStatus::Paid]),
        by: FINANCE,
    },
    Transition {
        from: &[PaymentStatus::Paid],
        action: Action::ConfirmReceipt,
        to: To::Status(&[PaymentStatus::Paid]),
        by: GRANTEE,
    },
];

named! {
    /// What a report tells.
    pub enum ReportKind {
        /// Work done.
        Narrative = "narrative",
        /// Money spent.
        Financial = "financial",
        /// Both, at the end.
        Final = "final",
    }
}

/// The reports a grantee owes in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Reports in order.
    #[serde(rename = "report")]
    pub reports: Vec<ReportRule>,
    /// Who approves payments, up to which amounts, and what is checked before.
    #[serde(default, skip_serializing_if = "payment::Rules::are_default")]
    pub payments: payment::Rules,
}

/// A report as the call plans it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRule {
    /// Kind.
    pub report: ReportKind,
    /// First month of the period, counted from the start of the project (0).
    pub from_month: u32,
    /// End of the period in months from the start; the final report covers the whole project when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_month: Option<u32>,
    /// Days after the end of the period.
    pub due_days: u32,
}

/// A report of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportPlan {
    /// Kind.
    pub report: ReportKind,
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Due on.
    pub due_on: NaiveDate,
}

impl Rules {
    /// What is incomplete.
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.reports.is_empty() {
            found.push(RuleFault::NoReport);
        }
        for (place, rule) in self.reports.iter().enumerate() {
            if rule.to_month.is_some_and(|to| to <= rule.from_month) {
                found.push(RuleFault::PeriodEnds { report: place + 1 });
            }
        }
        if !self.payments.fit() {
            found.push(RuleFault::PaymentRules);
        }
        found
    }

    /// The reports of a project that runs from `starts_on` to `ends_on`. `None` when a date does not exist.
    pub fn plan(&self, starts_on: NaiveDate, ends_on: NaiveDate) -> Option<Vec<ReportPlan>> {
        self.reports
            .iter()
            .map(|rule| {
                let from = starts_on.checked_add_months(Months::new(rule.from_month))?;
                let to = match rule.to_month {
                    Some(month) => starts_on
                        .checked_add_months(Months::new(month))?
                        .pred_opt()?
                        .min(ends_on),
                    None => ends_on,
                };
                let due_on = to.checked_add_days(Days::new(u64::from(rule.due_days)))?;
                Some(ReportPlan {
                    report: rule.report,
                    from: from.min(to),
                    to,
                    due_on,
                })
            })
            .collect()
    }
}
