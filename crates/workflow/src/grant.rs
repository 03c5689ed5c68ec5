//! The case of a grant: opened when a signed project starts; its chain speaks for Monitoring.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::agreement::{Terms, Tranche};
use crate::call::Call;
use crate::due_diligence::{Standing, Step};
use crate::ids::{CallId, GrantId, OrganisationId, PersonId, ProposalId};
use crate::money::Money;
use crate::monitoring::{PAYMENT_TABLE, PaymentStatus, REPORT_TABLE, ReportPlan, ReportStatus};
use crate::policy::{self, Subject};
use crate::procedure::Stage;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::text::Text;
use crate::transition::{Action, StageKind, Status, Transition, row};

/// A report of the grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Kind, period and due day.
    pub plan: ReportPlan,
    /// Status.
    pub status: ReportStatus,
    /// When last submitted (UTC).
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who last submitted it.
    pub submitted_by: Option<PersonId>,
    /// Digest of the text last submitted.
    pub content: Option<Digest>,
    /// Expenditure stated, minor units of the grant's currency.
    pub spent_minor: i64,
    /// Digest of the points it was sent back with, or of the reason it was waived for.
    pub points: Option<Digest>,
}

/// A payment of the grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Amount, due day, condition.
    pub tranche: Tranche,
    /// Status.
    pub status: PaymentStatus,
    /// Who requested it.
    pub requested_by: Option<PersonId>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// The day the bank paid.
    pub paid_on: Option<NaiveDate>,
    /// The bank's reference.
    pub reference: Option<String>,
}

/// A grant as its chain tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The proposal it came from.
    pub proposal: ProposalId,
    /// The call.
    pub call: CallId,
    /// The grantee.
    pub organisation: OrganisationId,
    /// Status in Monitoring.
    pub status: Status,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// The amount.
    pub amount: Money,
    /// First day of the project.
    pub starts_on: NaiveDate,
    /// Last day of the project.
    pub ends_on: NaiveDate,
    /// Payments by number, from 1.
    pub payments: BTreeMap<u32, Payment>,
    /// Reports by number, from 1.
    pub reports: BTreeMap<u32, Report>,
}

impl Grant {
    /// Paid so far, minor units.
    pub fn paid_minor(&self) -> i64 {
        let paid = self
            .payments
            .values()
            .filter(|payment| payment.status == PaymentStatus::Paid);
        paid.map(|payment| payment.tranche.amount_minor).sum()
    }
}

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
            | Self::Suspend { reason: text }
            | Self::Resume { reason: text }
            | Self::Terminate { reason: text } => vec![text],
            _ => Vec::new(),
        }
    }
}

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
    /// A payment was approved by a second person.
    PaymentApproved {
        /// Which tranche.
        tranche: u32,
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
pub fn available_items(state: &Grant, proposal: &Proposal, actor: &Actor) -> Vec<(Action, u32)> {
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
        rows.filter(|row| payment_guard(state, *number, payment, row.action, actor, None).is_ok())
            .map(|row| (row.action, *number))
    });
    reports
        .chain(payments)
        .filter(|(action, _)| may(*action))
        .collect()
}

/// What the person may do to the grant as a whole.
pub fn available(state: &Grant, proposal: &Proposal, actor: &Actor) -> Vec<Action> {
    const WHOLE: [Action; 5] = [
        Action::Suspend,
        Action::Resume,
        Action::Terminate,
        Action::Complete,
        Action::Close,
    ];
    WHOLE
        .into_iter()
        .filter(|action| {
            permitted(state, proposal, *action, actor).is_ok()
                && whole_guard(state, *action).is_ok()
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
        (Action::Close, _) => matches!(status, PaymentStatus::Requested | PaymentStatus::Approved),
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

/// A payment goes in order, never before its conditions, and never by one person alone. `today` of `None` leaves the
/// due day out, for listing what can be done.
fn payment_guard(
    state: &Grant,
    number: u32,
    payment: &Payment,
    action: Action,
    actor: &Actor,
    today: Option<NaiveDate>,
) -> Result<(), Refusal> {
    match action {
        Action::RequestPayment => {
            if let Some(report) = payment.tranche.after_report {
                let settled = state
                    .reports
                    .get(&report)
                    .is_some_and(|report| report.status.is_settled());
                if !settled {
                    return Err(Refusal::ReportNotAccepted { report });
                }
            }
            let earlier = state
                .payments
                .range(..number)
                .filter(|(_, earlier)| earlier.status != PaymentStatus::Paid);
            let open: Vec<u32> = earlier.map(|(number, _)| *number).collect();
            if !open.is_empty() {
                return Err(Refusal::PaymentsOpen { tranches: open });
            }
            match today {
                Some(today) if today < payment.tranche.due_on => Err(Refusal::NotDue {
                    on: payment.tranche.due_on,
                }),
                _ => Ok(()),
            }
        }
        Action::ApprovePayment if payment.requested_by == Some(actor.person) => {
            Err(Refusal::OwnAct)
        }
        _ => Ok(()),
    }
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Grant,
    proposal: &Proposal,
    standing: &Standing,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    let action = command.action();
    permitted(state, proposal, action, actor)?;
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
        Command::RequestPayment { tranche } => {
            payment_allows(state, *tranche, action, actor, now)?;
            Event::PaymentRequested { tranche: *tranche }
        }
        Command::ApprovePayment { tranche } => {
            payment_allows(state, *tranche, action, actor, now)?;
            standing.allows(Step::Payment)?;
            Event::PaymentApproved { tranche: *tranche }
        }
        Command::RefusePayment { tranche, reason } => {
            payment_allows(state, *tranche, action, actor, now)?;
            Event::PaymentRefused {
                tranche: *tranche,
                reason: reason.digest(),
            }
        }
        Command::RecordPayment {
            tranche,
            paid_on,
            reference,
        } => {
            let payment = payment_allows(state, *tranche, action, actor, now)?;
            if *paid_on < payment.tranche.due_on {
                return Err(Refusal::NotDue {
                    on: payment.tranche.due_on,
                });
            }
            if *paid_on > now.date_naive() {
                return Err(Refusal::TooEarly {
                    at: paid_on.and_time(chrono::NaiveTime::MIN).and_utc(),
                });
            }
            let reference = crate::text::line(reference, 64).map_err(|_| Refusal::ReasonMissing)?;
            Event::PaymentMade {
                tranche: *tranche,
                paid_on: *paid_on,
                reference,
            }
        }
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

fn payment_allows<'a>(
    state: &'a Grant,
    number: u32,
    action: Action,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<&'a Payment, Refusal> {
    let unknown = || Refusal::Unknown {
        what: "tranche",
        name: number.to_string(),
    };
    let payment = state.payments.get(&number).ok_or_else(unknown)?;
    row(PAYMENT_TABLE, payment.status, action).ok_or_else(|| Refusal::WrongStatus {
        action: action.to_string(),
        status: payment.status.to_string(),
    })?;
    payment_guard(
        state,
        number,
        payment,
        action,
        actor,
        Some(now.date_naive()),
    )?;
    Ok(payment)
}

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
            payment.requested_by = actor;
        }
        Event::PaymentApproved { tranche } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Approved;
            payment.approved_by = actor;
        }
        Event::PaymentRefused { tranche, .. } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Planned;
            payment.requested_by = None;
            payment.approved_by = None;
        }
        Event::PaymentMade {
            tranche,
            paid_on,
            reference,
        } => {
            let payment = state.payments.get_mut(tranche)?;
            payment.status = PaymentStatus::Paid;
            payment.paid_on = Some(*paid_on);
            payment.reference = Some(reference.clone());
        }
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
        requested_by: None,
        approved_by: None,
        paid_on: None,
        reference: None,
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
    }
}
