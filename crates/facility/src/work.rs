//! What waits for a person, by when: the home of each role.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use store::AnyConn;
use store::due_diligence::ToVerify;
use workflow::call::{CallAction, Phase};
use workflow::due_diligence::Level;
use workflow::ids::{CallId, GrantId, OrganisationId, ProposalId};
use workflow::monitoring::ReportStanding;
use workflow::organisation::OrganisationAction as A;
use workflow::proposal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, Status};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::registration::reads_diligence;

/// What a piece of work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A proposal.
    Proposal(ProposalId),
    /// A grant.
    Grant(GrantId),
    /// A call.
    Call(CallId),
    /// A session of the panel of a call, by its number.
    Session(CallId, u32),
    /// An organisation.
    Organisation(OrganisationId),
    /// The queue of files to screen: which one comes next is not shown.
    Queue,
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
    /// How many things of it are open, where they are counted.
    pub open: Option<usize>,
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
    found.extend(facility.store.read(|conn| queue_task(conn, actor))?);
    found.extend(grant_tasks(facility, actor)?);
    found.extend(call_tasks(facility, actor)?);
    found.extend(facility.store.read(|conn| terms_tasks(conn, actor))?);
    found.extend(organisation_tasks(facility, actor)?);
    found.extend(own_organisation_tasks(facility, actor)?);
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
const WANTED: [(Status, &[Action]); 17] = [
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
    (Status::Selected, &[Action::AcceptAward]),
    (Status::Reserve, &[Action::Promote]),
    (
        Status::Negotiation,
        &[
            Action::ReviseProposal,
            Action::SendAgreement,
            Action::PrepareAgreement,
        ],
    ),
    (Status::AgreementSent, &[Action::AcceptAgreement]),
    (Status::Accepted, &[Action::SignAgreement]),
    (Status::Signed, &[Action::Advance]),
];

/// Terms of calls the person is to evaluate once they accept them.
fn terms_tasks(conn: &mut AnyConn, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let mut found = Vec::new();
    for (id, since) in crate::evaluators::waiting(conn, actor.person)? {
        let call = crate::cases::load_call(conn, id)?.state;
        let person = store::people::find(conn, actor.person)?;
        let language = person.map(|person| person.language).unwrap_or_default();
        found.push(Task {
            about: About::Call(id),
            action: "accept_terms".to_owned(),
            reference: Some(call.definition.code.clone()),
            title: call.definition.title.get(&language).to_owned(),
            organisation: None,
            status: call.status.name().to_owned(),
            since,
            due_on: None,
            open: None,
        });
    }
    Ok(found)
}

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
                open: None,
            });
        }
    }
    Ok(found)
}

/// Files that wait for a screener, as one thing to do.
fn queue_task(conn: &mut AnyConn, actor: &Actor) -> Result<Option<Task>, Failure> {
    if !actor.holds_anywhere(Role::Screener) {
        return Ok(None);
    }
    let scope = workflow::policy::queue_scope(actor);
    let filter = store::proposals::ProposalFilter {
        status: Some(Status::Queued),
        ..Default::default()
    };
    let (count, oldest) = store::proposals::tally(conn, &scope, &filter)?;
    Ok(oldest.map(|since| Task {
        about: About::Queue,
        action: "take_next".to_owned(),
        reference: None,
        title: String::new(),
        organisation: None,
        status: Status::Queued.to_string(),
        since,
        due_on: None,
        open: usize::try_from(count).ok(),
    }))
}

fn wants(
    state: &proposal::Proposal,
    action: Action,
    actor: &Actor,
    situation: &proposal::Situation<'_>,
) -> bool {
    // Who has voted need not vote again.
    let voted = action == Action::CastBallot && state.selection.voters().contains(&actor.person);
    !voted && proposal::permitted(state, action, situation).is_ok()
}

fn due(state: &proposal::Proposal, case: &ProposalCase, status: Status) -> Option<NaiveDate> {
    match status {
        Status::Draft => Some(closing_day(case)),
        Status::ClarificationRequested => state.screening.clarify_until(),
        Status::Selected => {
            let zone = case.call.definition.dates.zone;
            let by = state.selection.answer_by;
            by.map(|by| by.with_timezone(&zone).date_naive())
        }
        _ => None,
    }
}

/// The last day of the step a file stands in, on the clocks of the call's zone.
fn closing_day(case: &ProposalCase) -> NaiveDate {
    let position = case.proposal.state.position;
    let window = case.call.definition.window(position);
    window.closes.local.date()
}

fn grant_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let concerned = [
        Role::ProgrammeOfficer,
        Role::FinanceOfficer,
        Role::FacilityManager,
    ];
    if actor.memberships.is_empty() && !actor.holds_one_of(&concerned) {
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
                Action::AcceptReport | Action::ConfirmReceipt => None,
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
                open: None,
            });
        }
    }
    Ok(found)
}

fn call_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let calls = crate::call::list(facility, Some(actor), None, 200)?.items;
    let mut found = Vec::new();
    for view in calls {
        found.extend(questions_to_answer(&view));
        found.extend(panel_tasks(facility, actor, &view)?);
        // A revision of the form waits for whoever may put it in force, as long as somebody can answer it.
        let revision = CallAction::ReviseForm;
        let waits = |action: &CallAction| *action != revision || view.phase != Phase::Closed;
        let wanted = [CallAction::Publish, CallAction::Approve, revision]
            .into_iter()
            .find(|action| view.actions.contains(action) && waits(action));
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
            open: None,
        });
    }
    Ok(found)
}

/// What waits before a panel: outcomes to adopt, lists to countersign, minutes to sign.
fn panel_tasks(
    facility: &Facility,
    actor: &Actor,
    view: &crate::call::CallView,
) -> Result<Vec<Task>, Failure> {
    let call = &view.call;
    let (sessions, adoptions) = (&call.panel.sessions, &call.panel.adoptions);
    let may = |action| view.actions.contains(&action);
    let task = |about, action: CallAction, since| Task {
        about,
        action: action.to_string(),
        reference: Some(call.definition.code.clone()),
        title: call.definition.title.get("en").to_owned(),
        organisation: None,
        status: call.status.to_string(),
        since,
        due_on: None,
        open: None,
    };
    let mut found = Vec::new();
    if may(CallAction::AdoptDecision) && !sessions.is_empty() {
        let (list, _) = crate::selection::adoptable(facility, actor, call.id)?;
        let since = sessions.iter().filter_map(|session| session.began_at).max();
        if let Some(since) = since.filter(|_| !list.is_empty()) {
            found.push(task(About::Call(call.id), CallAction::AdoptDecision, since));
        }
    }
    if may(CallAction::CountersignDecision) && !adoptions.is_empty() {
        let waits = crate::selection::adoptions(facility, actor, call.id)?;
        let waits = waits.iter().filter(|one| one.may_countersign);
        if let Some(since) = waits.map(|one| one.adoption.at).min() {
            let action = CallAction::CountersignDecision;
            found.push(task(About::Call(call.id), action, since));
        }
    }
    if may(CallAction::SignMinutes) {
        let over = sessions.iter().filter(|session| session.minutes.is_none());
        found.extend(over.filter_map(|session| {
            let about = About::Session(call.id, session.number);
            Some(task(about, CallAction::SignMinutes, session.ended_at?))
        }));
    }
    Ok(found)
}

/// Questions of applicants that wait for an answer the person may give.
fn questions_to_answer(view: &crate::call::CallView) -> Option<Task> {
    use workflow::clarification::QuestionStatus;
    if !view.actions.contains(&CallAction::AnswerQuestion) {
        return None;
    }
    let questions = view.call.questions.values();
    let open: Vec<DateTime<Utc>> = questions
        .filter(|question| question.status() == QuestionStatus::Open)
        .map(|question| question.asked_at)
        .collect();
    let definition = &view.call.definition;
    Some(Task {
        about: About::Call(view.call.id),
        action: CallAction::AnswerQuestion.to_string(),
        reference: Some(definition.code.clone()),
        title: definition.title.get("en").to_owned(),
        organisation: None,
        status: view.call.status.to_string(),
        since: open.iter().min().copied()?,
        due_on: definition.dates.answers_by.map(|by| by.date()),
        open: Some(open.len()),
    })
}

/// Verifications to confirm and to renew, and escalated flags for the manager to decide on.
fn organisation_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    use workflow::organisation::OrganisationStatus as S;
    let holds = |role| actor.holds_anywhere(role);
    let (officer, manager) = (holds(Role::ProgrammeOfficer), holds(Role::FacilityManager));
    if !(officer || manager) {
        return Ok(Vec::new());
    }
    let today = facility.clock.now().date_naive();
    let limit = MOST as i64;
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for waiting in store::due_diligence::to_confirm(conn, limit)? {
            found.extend(verdict_to_confirm(conn, actor, waiting)?);
        }
        if officer {
            let by = facility.rules.renewed_by(today);
            for waiting in store::due_diligence::to_renew(conn, by, limit)? {
                let until = waiting
                    .verified_until
                    .filter(|_| reads_diligence(actor, waiting.id));
                let Some(until) = until else { continue };
                let task = organisation_task(&waiting, A::ProposeVerification, S::Verified.name());
                let days = Days::new(u64::from(facility.rules.renew_days));
                found.push(Task {
                    since: (until - days).and_time(NaiveTime::MIN).and_utc(),
                    due_on: Some(until),
                    ..task
                });
            }
        }
        if manager {
            let escalated = Level::Escalated;
            for flag in store::due_diligence::flags_held(conn, escalated, today, None, limit)? {
                // Who set the level leaves the decision to another manager.
                if flag.set_by == actor.person || !reads_diligence(actor, flag.organisation) {
                    continue;
                }
                found.push(Task {
                    about: About::Organisation(flag.organisation),
                    action: A::ChangeFlag.to_string(),
                    reference: None,
                    title: flag.legal_name,
                    organisation: None,
                    status: escalated.to_string(),
                    since: flag.set_at,
                    due_on: flag.until,
                    open: None,
                });
            }
        }
        Ok(found)
    })
}

fn organisation_task(waiting: &ToVerify, action: A, status: &str) -> Task {
    Task {
        about: About::Organisation(waiting.id),
        action: action.to_string(),
        reference: waiting.acronym.clone(),
        title: waiting.legal_name.clone(),
        organisation: None,
        status: status.to_owned(),
        since: DateTime::UNIX_EPOCH,
        due_on: None,
        open: None,
    }
}

/// A proposed verdict, when the person may confirm it.
fn verdict_to_confirm(
    conn: &mut AnyConn,
    actor: &Actor,
    waiting: ToVerify,
) -> Result<Option<Task>, Failure> {
    let state = crate::cases::load_organisation(conn, waiting.id)?.state;
    if workflow::organisation::permitted(&state, A::ConfirmVerification, actor).is_err() {
        return Ok(None);
    }
    let last = state.answers.values().map(|answered| answered.at).max();
    let task = organisation_task(&waiting, A::ConfirmVerification, state.status.name());
    Ok(Some(Task {
        since: last.unwrap_or(state.registered_at),
        ..task
    }))
}

/// What waits at the own organisations: a registration to complete, people who ask to join, others who want to apply
/// together with it.
fn own_organisation_tasks(facility: &Facility, actor: &Actor) -> Result<Vec<Task>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for (case, lead) in crate::co_applicants::waiting(conn, actor, now)? {
            let state = &case.proposal.state;
            let named = state.intake.co_applicants.values();
            found.push(Task {
                about: About::Proposal(state.id),
                action: Action::AgreeToCoApply.to_string(),
                reference: state.reference(&case.call),
                title: crate::proposal::title_in(conn, &case)?,
                organisation: Some(lead),
                status: "waiting".to_owned(),
                since: named.map(|named| named.since).max().unwrap_or(state.since),
                due_on: Some(closing_day(&case)),
                open: None,
            });
        }
        for (id, _) in &actor.memberships {
            let Some(row) = store::organisations::find(conn, *id)? else {
                continue;
            };
            if row.merged_into.is_some() {
                continue;
            }
            let task = |action: &str, since, open| Task {
                about: About::Organisation(*id),
                action: action.to_owned(),
                reference: row.profile.acronym.clone(),
                title: row.profile.legal_name.clone(),
                organisation: None,
                status: "incomplete".to_owned(),
                since,
                due_on: None,
                open: Some(open),
            };
            if !row.complete && actor.member(*id, Role::Editor) {
                let missing = crate::registration::missing(conn, *id, &row.profile, now)?;
                found.push(task(
                    "complete_registration",
                    row.registered_at,
                    missing.len(),
                ));
            }
            if actor.member(*id, Role::Owner) {
                let asking = store::join_requests::open_of(conn, *id)?;
                if let Some(first) = asking.first() {
                    let waits = task("decide_join_requests", first.created_at, asking.len());
                    found.push(Task {
                        status: "waiting".to_owned(),
                        ..waits
                    });
                }
            }
        }
        Ok(found)
    })
}
