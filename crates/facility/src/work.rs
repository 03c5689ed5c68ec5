//! What waits for a person, by when: the home of each role.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use store::AnyConn;
use workflow::call::CallAction;
use workflow::ids::{CallId, GrantId, OrganisationId, ProposalId};
use workflow::monitoring::ReportStanding;
use workflow::proposal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, Status};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::register::{self, From, RegisterFilter, RegisterLine, RegisterOrder};

/// What a piece of work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A proposal.
    Proposal(ProposalId),
    /// A grant.
    Grant(GrantId),
    /// A call.
    Call(CallId),
    /// An organisation.
    Organisation(OrganisationId),
}

/// One thing that waits for the person.
#[derive(Clone, Debug)]
pub struct Task {
    /// What it is about.
    pub about: About,
    /// What to do, as the name of an action.
    pub action: String,
    /// Reference or code.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Status of the case.
    pub status: String,
    /// Since when it waits (UTC).
    pub since: DateTime<Utc>,
    /// By when it should be done.
    pub due_on: Option<NaiveDate>,
}

/// The most tasks a list shows.
const MOST: usize = 100;

/// The most tasks of one kind in a list that has too many, so that a long queue does not drown what is rare.
const MOST_OF_A_KIND: usize = 30;

/// Everything that waits for the person, what is due first at the top, then what has waited longest.
pub fn tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let now = facility.clock.now();
    let mut found = facility
        .store
        .read(|conn| proposal_tasks(conn, actor, now))?;
    found.extend(grant_tasks(facility, actor)?);
    found.extend(call_tasks(facility, actor)?);
    found.extend(organisation_tasks(facility, actor)?);
    found.sort_by_key(|task| (task.due_on.is_none(), task.due_on, task.since));
    if found.len() > MOST {
        let mut kinds: HashMap<String, usize> = HashMap::new();
        found.retain(|task| {
            let count = kinds.entry(task.action.clone()).or_default();
            *count += 1;
            *count <= MOST_OF_A_KIND
        });
        found.truncate(MOST);
    }
    Ok(found)
}

/// What each status asks for; the first action the person may do is the task.
const WANTED: [(Status, &[Action]); 15] = [
    (Status::Draft, &[Action::Submit]),
    (Status::Queued, &[Action::AssignScreener]),
    (Status::InReview, &[Action::Conclude]),
    (
        Status::ClarificationRequested,
        &[Action::AnswerClarification],
    ),
    (Status::ToConfirm, &[Action::Confirm, Action::Settle]),
    (Status::Appealed, &[Action::DecideAppeal]),
    (Status::AwaitingAssignment, &[Action::AssignEvaluators]),
    (
        Status::InEvaluation,
        &[Action::DeclareNoConflict, Action::SubmitScores],
    ),
    (Status::ThirdReaderNeeded, &[Action::AssignEvaluators]),
    (
        Status::OnAgenda,
        &[
            Action::DeclareNoConflict,
            Action::CastBallot,
            Action::OpenVoting,
        ],
    ),
    (Status::Discussed, &[Action::RecordOutcome]),
    (
        Status::Negotiation,
        &[Action::SendAgreement, Action::PrepareAgreement],
    ),
    (Status::AgreementSent, &[Action::AcceptAgreement]),
    (Status::Accepted, &[Action::SignAgreement]),
    (Status::Signed, &[Action::Advance]),
];

fn proposal_tasks(
    conn: &mut AnyConn,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, Failure> {
    let scope = workflow::policy::proposal_scope(actor);
    let mut found = Vec::new();
    for (status, actions) in WANTED {
        let filter = store::proposals::ProposalFilter {
            status: Some(status),
            ..Default::default()
        };
        for (row, organisation) in store::proposals::list(conn, &scope, &filter, None, MOST as i64)?
        {
            let case = ProposalCase::load(conn, row.id, now)?;
            let situation = case.situation(actor, now, 0);
            let state = &case.proposal.state;
            let Some(action) = actions
                .iter()
                .find(|action| wants(state, **action, actor, &situation))
            else {
                continue;
            };
            found.push(Task {
                about: About::Proposal(row.id),
                action: action.to_string(),
                reference: row.reference.clone(),
                title: row.title.clone().unwrap_or_default(),
                organisation: Some(organisation),
                status: status.to_string(),
                since: row.status_since,
                due_on: due(state, &case, status),
            });
        }
    }
    Ok(found)
}

fn wants(
    state: &proposal::Proposal,
    action: Action,
    actor: &Actor,
    situation: &proposal::Situation<'_>,
) -> bool {
    // Who has voted need not vote again.
    let voted = action == Action::CastBallot && state.selection.ballots.contains_key(&actor.person);
    !voted && proposal::permitted(state, action, situation).is_ok()
}

fn due(state: &proposal::Proposal, case: &ProposalCase, status: Status) -> Option<NaiveDate> {
    match status {
        Status::Draft => Some(case.call.definition.dates.closes.date()),
        Status::ClarificationRequested => state.screening.clarify_until,
        _ => None,
    }
}

fn grant_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let concerned = [
        Role::ProgrammeOfficer,
        Role::FinanceOfficer,
        Role::FacilityManager,
    ];
    if actor.memberships.is_empty() && !concerned.into_iter().any(|role| actor.holds_anywhere(role))
    {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for view in crate::monitoring::list(facility, actor, None)? {
        for (action, number) in &view.item_actions {
            let report = view.reports.iter().find(|report| report.number == *number);
            let payment = view.grant.payments.get(number);
            let due_on = match action {
                Action::SubmitReport => {
                    let due = report.filter(|report| report.standing != ReportStanding::NotYetDue);
                    let Some(due) = due else { continue };
                    Some(due.report.plan.due_on)
                }
                Action::AcceptReport => None,
                Action::RequestPayment | Action::RecordPayment => {
                    let due_on = payment.map(|payment| payment.tranche.due_on);
                    if due_on.is_some_and(|due_on| due_on > view.today) {
                        continue;
                    }
                    due_on
                }
                Action::ApprovePayment => payment.map(|payment| payment.tranche.due_on),
                _ => continue,
            };
            found.push(Task {
                about: About::Grant(view.grant.id),
                action: action.to_string(),
                reference: Some(view.reference.clone()),
                title: view.title.clone(),
                organisation: Some(view.organisation.clone()),
                status: view.grant.status.to_string(),
                since: report
                    .and_then(|report| report.report.submitted_at)
                    .unwrap_or(view.grant.since),
                due_on,
            });
        }
    }
    Ok(found)
}

fn call_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let calls = crate::call::list(facility, Some(actor), None, 200)?.items;
    let mut found = Vec::new();
    for view in calls {
        let wanted = [CallAction::Publish, CallAction::Approve]
            .into_iter()
            .find(|action| view.actions.contains(action));
        let Some(action) = wanted.filter(|_| view.problems.is_empty()) else {
            continue;
        };
        found.push(Task {
            about: About::Call(view.call.id),
            action: action.to_string(),
            reference: Some(view.call.definition.code.clone()),
            title: view.call.definition.title.get("en").to_owned(),
            organisation: None,
            status: view.call.status.to_string(),
            since: view.call.drafted_at,
            due_on: Some(view.call.definition.dates.opens.date()),
        });
    }
    Ok(found)
}

fn organisation_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    use workflow::organisation::{OrganisationAction as A, OrganisationStatus as S};
    if ![Role::ProgrammeOfficer, Role::FacilityManager]
        .into_iter()
        .any(|role| actor.holds_anywhere(role))
    {
        return Ok(Vec::new());
    }
    let filter = RegisterFilter {
        status: Some(S::VerificationProposed),
        ..Default::default()
    };
    let (order, from) = (RegisterOrder::Newest, From::Start);
    let page = register::page(facility, actor, &filter, order, from, MOST as i64)?;
    let mut found = Vec::new();
    for RegisterLine { line: row, .. } in page.lines {
        let state = facility
            .store
            .read(|conn| crate::cases::load_organisation(conn, row.id))?
            .state;
        if workflow::organisation::permitted(&state, A::ConfirmVerification, actor).is_err() {
            continue;
        }
        found.push(Task {
            about: About::Organisation(row.id),
            action: A::ConfirmVerification.to_string(),
            reference: row.acronym.clone(),
            title: row.legal_name.clone(),
            organisation: None,
            status: row.status.to_string(),
            since: row.registered_at,
            due_on: None,
        });
    }
    Ok(found)
}
