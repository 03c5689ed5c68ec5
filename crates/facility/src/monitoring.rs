//! Monitoring: a grant as a person sees it, its reports and payments.

use std::sync::Arc;

use chrono::NaiveDate;
use workflow::call::Call;
use workflow::grant::{self, Command, Grant};
use workflow::ids::{CallId, GrantId};
use workflow::monitoring::ReportStanding;
use workflow::policy::{self, View};
use workflow::role::Actor;
use workflow::transition::Action;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// A report as the reader sees it.
pub struct ReportView {
    /// Number, from 1.
    pub number: u32,
    /// The report.
    pub report: grant::Report,
    /// How it looks today.
    pub standing: ReportStanding,
    /// What it says, as last submitted.
    pub content: Option<String>,
    /// Why it was sent back or waived.
    pub points: Option<String>,
}

/// A grant as one person sees it now.
pub struct GrantView {
    /// Place in the chain.
    pub seq: i64,
    /// The grant.
    pub grant: Grant,
    /// The call.
    pub call: Arc<Call>,
    /// Reference of the proposal.
    pub reference: String,
    /// Title of the project.
    pub title: String,
    /// The grantee's name.
    pub organisation: String,
    /// Reports in order.
    pub reports: Vec<ReportView>,
    /// What the person may do to reports and payments, by number.
    pub item_actions: Vec<(Action, u32)>,
    /// What the person may do to the grant.
    pub actions: Vec<Action>,
    /// Today, for dates.
    pub today: NaiveDate,
}

/// A grant as the person sees it. Hidden when they do not see the whole file.
pub fn view(facility: &Facility, actor: &Actor, id: GrantId) -> Result<GrantView, Failure> {
    let now = facility.clock.now();
    let today = now.date_naive();
    facility.store.read(|conn| {
        let loaded = store::cases::load_grant(conn, id)?.ok_or_else(Failure::hidden)?;
        let case = ProposalCase::load(conn, loaded.state.proposal, now)?;
        let proposal = &case.proposal.state;
        if policy::view(actor, &grant::subject(&loaded.state, proposal)) != View::File {
            return Err(Failure::hidden());
        }
        let organisation =
            store::organisations::find(conn, proposal.organisation)?.ok_or_else(Failure::hidden)?;
        let mut reports = Vec::new();
        for (number, report) in &loaded.state.reports {
            reports.push(ReportView {
                number: *number,
                standing: report.status.standing(report.plan.due_on, today),
                content: report
                    .content
                    .map(|digest| store::drafts::find_text(conn, digest))
                    .transpose()?
                    .flatten(),
                points: report
                    .points
                    .map(|digest| store::drafts::find_text(conn, digest))
                    .transpose()?
                    .flatten(),
                report: report.clone(),
            });
        }
        Ok(GrantView {
            seq: loaded.seq,
            reference: proposal.reference(&case.call).unwrap_or_default(),
            title: proposal
                .intake
                .submission
                .as_ref()
                .map(|s| s.title.clone())
                .unwrap_or_default(),
            organisation: organisation.profile.legal_name,
            reports,
            item_actions: grant::available_items(&loaded.state, proposal, actor),
            actions: grant::available(&loaded.state, proposal, actor),
            grant: loaded.state,
            call: case.call,
            today,
        })
    })
}

/// Carries out a command on a grant.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: GrantId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| cases::act_on_grant(conn, facility, actor, id, seen, command))
}

/// The grants of a call (of all calls when `None`) the person sees, as views, in the order of their start.
pub fn list(
    facility: &Facility,
    actor: &Actor,
    call: Option<CallId>,
) -> Result<Vec<GrantView>, Failure> {
    let ids = facility
        .store
        .read(|conn| store::grants::ids(conn, call).map_err(Failure::from))?;
    let mut found = Vec::new();
    for id in ids {
        match view(facility, actor, id) {
            Ok(view) => found.push(view),
            Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(found)
}
