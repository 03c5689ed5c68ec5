//! What follows from what happened to a grant.

use chrono::{DateTime, Utc};

use super::{Approval, Confirmation, Event, Grant, Made, Payment, Receipt, Report, Requested};
use crate::agreement::{Terms, Tranche};
use crate::ids::{CallId, GrantId, OrganisationId, PersonId, ProposalId};
use crate::monitoring::{PaymentStatus, ReportPlan, ReportStatus};
use crate::transition::Status;

/// Applies an event; `None` stands for the case before its first event.
///
/// Answers `None` when the event cannot follow the state.
pub fn evolve(
    state: Option<Grant>,
    id: GrantId,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<Grant> {
    let Some(mut state) = state else {
        let Event::Opened {
            proposal,
            call,
            organisation,
            terms,
            reports,
        } = event
        else {
            return None;
        };
        return Some(opened(
            id,
            *proposal,
            *call,
            *organisation,
            terms,
            reports,
            at,
        ));
    };
    let before = state.status;
    match event {
        Event::Opened { .. } => return None,
        Event::ReportSubmitted {
            report,
            content,
            spent_minor,
        } => {
            let report = state.reports.get_mut(report)?;
            report.status = ReportStatus::Submitted;
            report.submitted_at = Some(at);
            report.submitted_by = actor;
            report.content = Some(*content);
            report.spent_minor = *spent_minor;
        }
        Event::ReportSentBack { report, points } => {
            let report = state.reports.get_mut(report)?;
            report.status = ReportStatus::SentBack;
            report.points = Some(*points);
        }
        Event::ReportAccepted { report } => {
            state.reports.get_mut(report)?.status = ReportStatus::Accepted
        }
        Event::ReportWaived { report, reason } => {
            let report = state.reports.get_mut(report)?;
            report.status = ReportStatus::Waived;
            report.points = Some(*reason);
        }
        Event::PaymentRequested { tranche } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Requested;
            payment.requested = Some(Requested { by: actor, at });
        }
        Event::PaymentApproved {
            tranche,
            details,
            more_needed,
        } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = if *more_needed {
                PaymentStatus::ApprovedOnce
            } else {
                PaymentStatus::Approved
            };
            payment.approvals.push(Approval {
                by: actor,
                at,
                details: *details,
            });
        }
        Event::PaymentRefused { tranche, .. } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Planned;
            payment.requested = None;
            payment.approvals.clear();
        }
        Event::PaymentMade {
            tranche,
            paid_on,
            reference,
            paid_out,
        } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Paid;
            payment.made = Some(Made {
                on: *paid_on,
                reference: reference.clone(),
                out: *paid_out,
            });
        }
        Event::ReceiptConfirmed {
            tranche,
            received_minor,
            received_on,
        } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.receipt = Some(Receipt {
                received_minor: *received_minor,
                on: *received_on,
                confirmed_by: actor,
            });
        }
        Event::BankDetailsConfirmed {
            details,
            reached,
            channel,
            reached_on,
        } => state.confirmations.push(Confirmation {
            details: *details,
            reached: *reached,
            channel: *channel,
            reached_on: *reached_on,
            by: actor,
            at,
        }),
        Event::Suspended { .. } => state.status = Status::Suspended,
        Event::Resumed { .. } => state.status = Status::Active,
        Event::Terminated { .. } => state.status = Status::Terminated,
        Event::Completed {} => state.status = Status::Completed,
        Event::Closed {} => state.status = Status::Closed,
    }
    if state.status != before {
        state.since = at;
    }
    Some(state)
}

fn opened(
    id: GrantId,
    proposal: ProposalId,
    call: CallId,
    organisation: OrganisationId,
    terms: &Terms,
    reports: &[ReportPlan],
    at: DateTime<Utc>,
) -> Grant {
    let payment = |tranche: &Tranche| Payment {
        tranche: *tranche,
        status: PaymentStatus::Planned,
        requested: None,
        approvals: Vec::new(),
        made: None,
        receipt: None,
    };
    let report = |plan: &ReportPlan| Report {
        plan: *plan,
        status: ReportStatus::Pending,
        submitted_at: None,
        submitted_by: None,
        content: None,
        spent_minor: 0,
        points: None,
    };
    Grant {
        id,
        proposal,
        call,
        organisation,
        status: Status::Active,
        since: at,
        amount: terms.amount,
        starts_on: terms.starts_on,
        ends_on: terms.ends_on,
        payments: (1..).zip(terms.tranches.iter().map(payment)).collect(),
        reports: (1..).zip(reports.iter().map(report)).collect(),
        confirmations: Vec::new(),
    }
}
