//! What can be done to a grant, and what comes of it.

use super::{Command, Event, Grant, Situation, payment};
use crate::call::Call;
use crate::money::Money;
use crate::monitoring::{PAYMENT_TABLE, PaymentStatus, REPORT_TABLE, ReportStatus};
use crate::policy::{self, Subject};
use crate::procedure::Stage;
use crate::proposal::Proposal;
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::transition::{Action, StageKind, Status, Transition, row};

/// The first event of a grant, from a signed proposal whose next stage is Monitoring.
pub fn open(proposal: &Proposal, call: &Call) -> Result<Event, Refusal> {
    let terms = proposal
        .agreement
        .terms
        .clone()
        .filter(|_| proposal.agreement.signed_at.is_some());
    let terms = terms.ok_or_else(|| Refusal::WrongStatus {
        action: Action::Advance.to_string(),
        status: proposal.status.to_string(),
    })?;
    let Some(Stage::Monitoring(rules)) = call.definition.procedure.first(StageKind::Monitoring)
    else {
        return Err(Refusal::NoNextStage);
    };
    let reports = rules
        .plan(terms.starts_on, terms.ends_on)
        .ok_or(Refusal::Overflow)?;
    Ok(Event::Opened {
        proposal: proposal.id,
        call: proposal.call,
        organisation: proposal.organisation,
        terms,
        reports,
    })
}

/// What the access rule needs to know: the proposal's subject, standing in Monitoring with the grant's status.
pub fn subject<'a>(state: &Grant, proposal: &'a Proposal) -> Subject<'a> {
    Subject {
        stage: StageKind::Monitoring,
        status: state.status,
        ..proposal.subject()
    }
}

/// Whether the person may do this now to some report or payment, or to the grant.
pub fn permitted(
    state: &Grant,
    proposal: &Proposal,
    action: Action,
    actor: &Actor,
) -> Result<(), Refusal> {
    let subject = subject(state, proposal);
    if policy::view(actor, &subject) == policy::View::Nothing {
        return Err(Refusal::Hidden);
    }
    let wrong = || Refusal::WrongStatus {
        action: action.to_string(),
        status: state.status.to_string(),
    };
    let allowed: &Transition = StageKind::Monitoring
        .row(state.status, action)
        .ok_or_else(wrong)?;
    policy::may(actor, allowed, &subject)
}

/// Reports and payments the person may act on now, with the action.
pub fn available_items(state: &Grant, situation: &Situation<'_>) -> Vec<(Action, u32)> {
    let (proposal, actor) = (situation.proposal, situation.actor);
    let may = |action| permitted(state, proposal, action, actor).is_ok();
    let reports = state.reports.iter().flat_map(|(number, report)| {
        let rows = REPORT_TABLE
            .iter()
            .filter(|row| row.from.contains(&report.status));
        rows.map(|row| (row.action, *number))
    });
    let payments = state.payments.iter().flat_map(|(number, payment)| {
        let rows = PAYMENT_TABLE
            .iter()
            .filter(|row| row.from.contains(&payment.status));
        rows.filter(|row| payment::offers(state, *number, payment, row.action, situation).is_ok())
            .map(|row| (row.action, *number))
    });
    reports
        .chain(payments)
        .filter(|(action, _)| may(*action))
        .collect()
}

/// What the person may do to the grant as a whole.
pub fn available(state: &Grant, situation: &Situation<'_>) -> Vec<Action> {
    const WHOLE: [Action; 6] = [
        Action::ConfirmBankDetails,
        Action::Suspend,
        Action::Resume,
        Action::Terminate,
        Action::Complete,
        Action::Close,
    ];
    WHOLE
        .into_iter()
        .filter(|action| {
            permitted(state, situation.proposal, *action, situation.actor).is_ok()
                && whole_guard(state, *action).is_ok()
                && (*action != Action::ConfirmBankDetails
                    || payment::confirmable(state, situation).is_ok())
        })
        .collect()
}

/// Complete needs every report in; close needs every report settled and no payment under way.
fn whole_guard(state: &Grant, action: Action) -> Result<(), Refusal> {
    let reports_where = |open: fn(ReportStatus) -> bool| -> Vec<u32> {
        state
            .reports
            .iter()
            .filter(|(_, report)| open(report.status))
            .map(|(number, _)| *number)
            .collect()
    };
    let open = match action {
        Action::Complete => {
            reports_where(|status| matches!(status, ReportStatus::Pending | ReportStatus::SentBack))
        }
        Action::Close => reports_where(|status| !status.is_settled()),
        _ => Vec::new(),
    };
    if !open.is_empty() {
        return Err(Refusal::ReportsOpen { reports: open });
    }
    let under_way = |status: PaymentStatus| match (action, state.status) {
        // A completed project is paid in full; a terminated one only finishes what is under way.
        (Action::Close, Status::Completed) => status != PaymentStatus::Paid,
        (Action::Close, _) => status.is_under_way(),
        _ => false,
    };
    let tranches: Vec<u32> = state
        .payments
        .iter()
        .filter(|(_, payment)| under_way(payment.status))
        .map(|(number, _)| *number)
        .collect();
    if tranches.is_empty() {
        Ok(())
    } else {
        Err(Refusal::PaymentsOpen { tranches })
    }
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Grant,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let action = command.action();
    permitted(state, situation.proposal, action, situation.actor)?;
    let event = match command {
        Command::SubmitReport {
            report,
            narrative,
            spent_minor,
        } => {
            report_allows(state, *report, action)?;
            if !(0..=state.amount.minor).contains(spent_minor) {
                let zero = Money::new(0, state.amount.currency);
                return Err(Refusal::AmountOutsideLimits {
                    min: zero,
                    max: state.amount,
                });
            }
            Event::ReportSubmitted {
                report: *report,
                content: narrative.digest(),
                spent_minor: *spent_minor,
            }
        }
        Command::SendBackReport { report, points } => {
            report_allows(state, *report, action)?;
            Event::ReportSentBack {
                report: *report,
                points: points.digest(),
            }
        }
        Command::AcceptReport { report } => {
            report_allows(state, *report, action)?;
            Event::ReportAccepted { report: *report }
        }
        Command::WaiveReport { report, reason } => {
            report_allows(state, *report, action)?;
            Event::ReportWaived {
                report: *report,
                reason: reason.digest(),
            }
        }
        Command::RequestPayment { .. }
        | Command::ApprovePayment { .. }
        | Command::RefusePayment { .. }
        | Command::RecordPayment { .. }
        | Command::ConfirmReceipt { .. }
        | Command::ConfirmBankDetails { .. } => payment::decide(state, command, situation)?,
        Command::Suspend { reason } => Event::Suspended {
            reason: reason.digest(),
        },
        Command::Resume { reason } => Event::Resumed {
            reason: reason.digest(),
        },
        Command::Terminate { reason } => Event::Terminated {
            reason: reason.digest(),
        },
        Command::Complete => {
            whole_guard(state, action)?;
            Event::Completed {}
        }
        Command::Close => {
            whole_guard(state, action)?;
            Event::Closed {}
        }
    };
    Ok(vec![event])
}

fn report_allows(state: &Grant, number: u32, action: Action) -> Result<(), Refusal> {
    let unknown = || Refusal::Unknown {
        what: "report",
        name: number.to_string(),
    };
    let status = state.reports.get(&number).ok_or_else(unknown)?.status;
    row(REPORT_TABLE, status, action)
        .map(|_| ())
        .ok_or_else(|| Refusal::WrongStatus {
            action: action.to_string(),
            status: status.to_string(),
        })
}
