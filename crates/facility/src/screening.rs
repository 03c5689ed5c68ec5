//! Screening: the queue, the checklist with what the machine rules propose, and the verdicts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::criterion::{self, Criterion, OrganisationFacts, Proposed};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::Command as ProposalCommand;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::screening::{Command, Outcome};
use workflow::text::Text;
use workflow::transition::{Action, StageKind, Status};

pub mod notes;
mod queue;
mod rounds;
pub mod sharing;

pub use queue::{CallQueue, Queue, Queued, Share, queue};
pub use store::screening_loads::Load;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::{Failure, FieldFault};

/// One line of the checklist as the desk shows it.
pub struct Line {
    /// The criterion.
    pub criterion: Criterion,
    /// What the machine rule proposes, if there is one.
    pub proposed: Option<Proposed>,
    /// The verdict given.
    pub outcome: Option<Outcome>,
    /// Who gave it.
    pub by: Option<PersonId>,
    /// Its reason.
    pub reason: Option<String>,
}

/// The checklist of a file.
pub struct Checklist {
    /// Place in the chain.
    pub seq: i64,
    /// Lines in order.
    pub lines: Vec<Line>,
    /// The outcome proposed: by whom, and whether eligible.
    pub proposed: Option<(PersonId, bool)>,
    /// The confirmed outcome.
    pub outcome: Option<bool>,
    /// Whose file it is.
    pub screener: Option<PersonId>,
}

/// A verdict as the desk sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenVerdict {
    /// Outcome.
    pub outcome: Outcome,
    /// Reason; mandatory for a fail.
    pub reason: Option<Text>,
}

/// The checklist of a file, for people who see the whole file and are not its applicant.
pub fn checklist(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Checklist, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        let applicant = actor.member(proposal.organisation, Role::Reader);
        if policy::view(actor, &proposal.subject()) != View::File || applicant {
            return Err(Failure::hidden());
        }
        let lines = lines(conn, &case)?;
        let screening = &proposal.screening;
        Ok(Checklist {
            seq: case.proposal.seq,
            lines,
            proposed: screening.proposed,
            outcome: screening.outcome,
            screener: screening.screener,
        })
    })
}

fn lines(conn: &mut AnyConn, case: &ProposalCase) -> Result<Vec<Line>, Failure> {
    let proposal = &case.proposal.state;
    let Some(Stage::Screening(rules)) = case.stage_of(StageKind::Screening) else {
        return Ok(Vec::new());
    };
    let facts = organisation_facts(conn, proposal.organisation)?;
    rules
        .criteria
        .iter()
        .map(|criterion| {
            let verdict = proposal.screening.verdicts.get(&criterion.id);
            let reason = verdict.and_then(|verdict| verdict.reason);
            Ok(Line {
                proposed: propose(case, criterion, &facts),
                outcome: verdict.map(|verdict| verdict.outcome),
                by: verdict.map(|verdict| verdict.by),
                reason: reason
                    .map(|digest| store::drafts::find_text(conn, digest))
                    .transpose()?
                    .flatten(),
                criterion: criterion.clone(),
            })
        })
        .collect()
}

fn propose(
    case: &ProposalCase,
    criterion: &Criterion,
    facts: &OrganisationFacts,
) -> Option<Proposed> {
    let intake = &case.proposal.state.intake;
    let (submission, received_at) = (intake.submission.as_ref()?, intake.last_received_at?);
    criterion::propose(
        &criterion.check,
        &case.call.definition,
        facts,
        &submission.into(),
        received_at,
    )
}

/// What the register knows of an organisation for the machine rules.
pub(crate) fn organisation_facts(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<OrganisationFacts, Failure> {
    let row = store::organisations::find(conn, organisation)?.ok_or_else(Failure::hidden)?;
    Ok(OrganisationFacts {
        country: Some(row.profile.country),
        registered_on: row.profile.registered_on,
        annual_budget_minor: row.profile.annual_budget.map(|budget| budget.minor),
        currency: row
            .profile
            .annual_budget
            .map(|budget| budget.currency.code().to_owned()),
        declarations: Some(row.profile.declarations.complete()),
    })
}

/// Screeners a file can be given to, by name: for the officer who gives it out, nobody for everyone else.
pub fn screeners(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Vec<(PersonId, String)>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let state = &case.proposal.state;
        let may = case.available(actor, now).contains(&Action::AssignScreener);
        if !may || !actor.holds(Role::ProgrammeOfficer, Some(state.call)) {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for person in store::people::with_role(conn, Role::Screener, Some(state.call))? {
            let free =
                !state.conflicts.contains_key(&person) && state.screening.screener != Some(person);
            if let Some(row) = store::people::find(conn, person)?.filter(|_| free) {
                found.push((person, row.name));
            }
        }
        found.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(found)
    })
}

/// Takes the file that has waited longest in the queue of the calls the person screens; `None` when nothing waits.
pub fn take_next(facility: &Facility, actor: &Actor) -> Result<Option<ProposalId>, Failure> {
    facility.store.write(|conn| {
        for (call, id) in store::proposals::queue(conn, Status::Queued, actor.person, 50)? {
            if actor.holds(Role::Screener, Some(call)) {
                take_in(conn, facility, actor, id)?;
                return Ok(Some(id));
            }
        }
        Ok(None)
    })
}

fn take_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<i64, Failure> {
    let command = ProposalCommand::Screening(Command::AssignScreener {
        screener: actor.person,
    });
    cases::act_on_proposal(conn, facility, actor, id, None, &command)
}

/// Records verdicts; those that stand already with the same outcome and no new reason are left alone. With `conclude`
/// the screening is concluded in the same transaction: all of it happens or nothing.
///
/// Errors: [`Failure::Invalid`] names every criterion whose verdict lacks the reason it needs.
pub fn record(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    verdicts: &BTreeMap<String, GivenVerdict>,
    conclude: bool,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let case = ProposalCase::load(conn, id, now)?;
        let mut seq = case.proposal.seq;
        let mut expected = seen;
        let mut faults = Vec::new();
        for (criterion, given) in verdicts {
            let stands = case.proposal.state.screening.verdicts.get(criterion);
            let digest = given.reason.as_ref().map(Text::digest);
            if stands
                .is_some_and(|verdict| verdict.outcome == given.outcome && verdict.reason == digest)
            {
                continue;
            }
            let command = Command::RecordVerdict {
                criterion: criterion.clone(),
                outcome: given.outcome,
                reason: given.reason.clone(),
            };
            let command = ProposalCommand::Screening(command);
            match cases::act_on_proposal(conn, facility, actor, id, expected, &command) {
                Ok(now_at) => (seq, expected) = (now_at, Some(now_at)),
                Err(Failure::Refused(Refusal::ReasonMissing)) => faults.push(FieldFault {
                    field: criterion.clone(),
                    code: "reason-missing",
                }),
                Err(failure) => return Err(failure),
            }
        }
        if !faults.is_empty() {
            return Err(Failure::Invalid(faults));
        }
        if conclude {
            let command = ProposalCommand::Screening(Command::Conclude);
            seq = cases::act_on_proposal(conn, facility, actor, id, expected, &command)?;
        }
        Ok(seq)
    })
}

/// Releases every ineligibility of the call that has not been released yet. Answers how many.
pub fn release_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let ids = facility.store.read(|conn| {
        store::proposals::unreleased(conn, call, Status::Ineligible).map_err(Failure::from)
    })?;
    for id in &ids {
        crate::proposal::act(
            facility,
            actor,
            *id,
            None,
            &ProposalCommand::Screening(Command::Release),
        )?;
    }
    Ok(ids.len())
}

/// How many ineligibilities of the call have not been released yet.
pub fn unreleased(facility: &Facility, call: CallId) -> Result<usize, Failure> {
    facility.store.read(|conn| {
        store::proposals::unreleased(conn, call, Status::Ineligible)
            .map(|ids| ids.len())
            .map_err(Failure::from)
    })
}

/// Moves every eligible proposal of the call into the next stage. Answers how many.
pub fn advance_eligible(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    let ids = waiting(facility, call, Status::Eligible)?;
    crate::intake::advance_each(facility, actor, &ids)
}

/// Proposals of the call in a status, in the order of receipt.
pub fn waiting(
    facility: &Facility,
    call: CallId,
    status: Status,
) -> Result<Vec<ProposalId>, Failure> {
    facility.store.read(|conn| {
        store::proposals::waiting(conn, call, status, i64::from(u32::MAX)).map_err(Failure::from)
    })
}

/// How long ago a moment was, whole days.
pub fn days_since(then: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (now - then).num_days().max(0)
}
