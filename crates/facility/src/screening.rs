//! Screening: the queue, the checklist with what the machine rules propose, and the verdicts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::criterion::{Criterion, Proposed};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::Command as ProposalCommand;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::screening::{Command, Outcome, State, Verdict};
use workflow::text::Text;
use workflow::transition::{Action, StageKind, Status};

pub mod answering;
pub mod batches;
mod clarification;
pub(crate) mod facts;
pub mod letters;
pub mod notes;
pub mod public;
mod queue;
mod rounds;
pub mod runs;
pub mod sharing;
pub mod statistics;
pub mod tables;

pub use clarification::{Clarified, ClarifiedPoint, GivenAnswer, answer, close_overdue, remind};
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
    /// Which of the criterion's reasons.
    pub reason_code: Option<String>,
    /// Its reason in words.
    pub reason: Option<String>,
    /// The verdict of the first screening, where there were two and the reader may see both.
    pub first: Option<FirstVerdict>,
}

/// A verdict of the first of two screenings.
pub struct FirstVerdict {
    /// Outcome.
    pub outcome: Outcome,
    /// Who gave it.
    pub by: PersonId,
    /// Which of the criterion's reasons.
    pub reason_code: Option<String>,
    /// Its reason in words.
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
    /// The first of two screenings, where the reader may see both: by whom, and whether it found the file eligible.
    pub first: Option<(PersonId, bool)>,
    /// Who disagreed.
    pub disagreed: Option<PersonId>,
    /// Requests to the applicant with their answers, in order.
    pub clarifications: Vec<Clarified>,
}

/// A verdict as the desk sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenVerdict {
    /// Outcome.
    pub outcome: Outcome,
    /// Which of the criterion's reasons; mandatory for a fail where the criterion names reasons.
    pub reason_code: Option<String>,
    /// Reason in words; mandatory for a fail without a code, and to overrule the machine rule.
    pub reason: Option<Text>,
}

/// The checklist of a file, for people who see the whole file and are not its applicant. While a second screening is under
/// way each of the two sees their own verdicts alone; whoever oversees the call sees both.
pub fn checklist(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Checklist, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        let applicant = actor.member(proposal.organisation, Role::Reader);
        if policy::view(actor, &proposal.subject()) != View::File || applicant {
            return Err(Failure::hidden());
        }
        let shown = shown_to(&proposal.screening, actor, proposal.call);
        let lines = lines(conn, &case, &shown, now)?;
        Ok(Checklist {
            seq: case.proposal.seq,
            lines,
            proposed: shown.proposed,
            outcome: shown.outcome,
            screener: shown.screener,
            first: shown.first.map(|first| (first.screener, first.eligible)),
            disagreed: shown.disagreed,
            clarifications: clarification::told(conn, &proposal.screening)?,
        })
    })
}

/// The screening as a person may see it: while a second one is under way, their own part alone, as if it were the only one;
/// whoever oversees the call sees all of it.
pub(crate) fn shown_to(screening: &State, actor: &Actor, call: CallId) -> State {
    if !screening.is_blind() || crate::roles::oversees(actor, call) {
        return screening.clone();
    }
    let mut shown = screening.clone();
    let me = actor.person;
    if let Some(first) = shown.first.take().filter(|first| first.screener == me) {
        shown.screener = Some(me);
        shown.proposed = Some((me, first.eligible));
        shown.verdicts = first.verdicts;
    }
    shown.verdicts.retain(|_, verdict| verdict.by == me);
    shown
}

fn lines(
    conn: &mut AnyConn,
    case: &ProposalCase,
    screening: &State,
    now: DateTime<Utc>,
) -> Result<Vec<Line>, Failure> {
    let Some(Stage::Screening(rules)) = case.stage_of(StageKind::Screening) else {
        return Ok(Vec::new());
    };
    let found = present_findings(conn, case, now)?;
    let mut words = |verdict: &Verdict| match verdict.reason {
        Some(digest) => store::drafts::find_text(conn, digest).map_err(Failure::from),
        None => Ok(None),
    };
    rules
        .criteria
        .iter()
        .map(|criterion| {
            let verdict = screening.verdicts.get(&criterion.id);
            let first = screening.first.as_ref();
            let first = first.and_then(|first| first.verdicts.get(&criterion.id));
            Ok(Line {
                proposed: found.get(&criterion.id).cloned(),
                outcome: verdict.map(|verdict| verdict.outcome),
                by: verdict.map(|verdict| verdict.by),
                reason_code: verdict.and_then(|verdict| verdict.reason_code.clone()),
                reason: verdict.map(&mut words).transpose()?.flatten(),
                first: match first {
                    Some(verdict) => Some(FirstVerdict {
                        outcome: verdict.outcome,
                        by: verdict.by,
                        reason_code: verdict.reason_code.clone(),
                        reason: words(verdict)?,
                    }),
                    None => None,
                },
                criterion: criterion.clone(),
            })
        })
        .collect()
}

/// What the rules found in the last run, by criterion; for files from before runs were kept, what they find now.
fn present_findings(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<BTreeMap<String, Proposed>, Failure> {
    let found = match runs::latest_in(conn, case.proposal.state.id)? {
        Some(run) => run.findings,
        None => runs::found_now(conn, case, now)?.unwrap_or_default(),
    };
    let by_criterion = found.into_iter();
    Ok(by_criterion
        .map(|found| (found.criterion, found.proposed))
        .collect())
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
            let give = ProposalCommand::Screening(Command::AssignScreener { screener: person });
            let situation = case.situation(actor, now, 0);
            let free = workflow::proposal::decide(state, &give, &situation).is_ok();
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
        for (call, id) in store::proposals::queue(conn, Status::Queued, actor.person, MOST_QUEUED)?
        {
            if !actor.holds(Role::Screener, Some(call)) {
                continue;
            }
            match take_in(conn, facility, actor, id) {
                Ok(_) => return Ok(Some(id)),
                // The first screener of a second screening, or somebody of the applicant.
                Err(Failure::Refused(
                    Refusal::CannotTake | Refusal::Hidden | Refusal::NotAllowed,
                )) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(None)
    })
}

/// The most files of the queue that are tried for one person.
const MOST_QUEUED: i64 = 1_000;

pub(crate) fn take_in(
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
        let found = present_findings(conn, &case, now)?;
        for (criterion, given) in verdicts {
            let stands = case.proposal.state.screening.verdicts.get(criterion);
            let digest = given.reason.as_ref().map(Text::digest);
            if stands.is_some_and(|verdict| {
                verdict.outcome == given.outcome
                    && verdict.reason_code == given.reason_code
                    && verdict.reason == digest
            }) {
                continue;
            }
            let command = verdict_on(&found, criterion, given);
            match cases::act_on_proposal(conn, facility, actor, id, expected, &command) {
                Ok(now_at) => (seq, expected) = (now_at, Some(now_at)),
                Err(Failure::Refused(refusal)) => match fault_of(&refusal) {
                    Some(code) => faults.push(FieldFault {
                        field: criterion.clone(),
                        code,
                    }),
                    None => return Err(Failure::Refused(refusal)),
                },
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

/// A refusal that belongs to one criterion, as a fault of its field.
const fn fault_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::ReasonMissing => Some("reason-missing"),
        Refusal::ReasonCodeMissing { .. } => Some("reason-code-missing"),
        Refusal::NotClarifiable { .. } => Some("not-clarifiable"),
        _ => None,
    }
}

/// A verdict with what the machine rule found in the last run and the digest of it.
fn verdict_on(
    found: &BTreeMap<String, Proposed>,
    criterion: &str,
    given: &GivenVerdict,
) -> ProposalCommand {
    let found = found.get(criterion);
    ProposalCommand::Screening(Command::RecordVerdict {
        criterion: criterion.to_owned(),
        outcome: given.outcome,
        reason_code: given.reason_code.clone(),
        reason: given.reason.clone(),
        proposed: found.map(|found| found.finding),
        evidence: found.and_then(Proposed::digest),
    })
}

/// Releases every ineligibility of the call that has not been released yet; those the person has a conflict with are left
/// to a colleague. Answers how many.
pub fn release_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let ids = facility.store.read(|conn| {
        store::proposals::unreleased(conn, call, Status::Ineligible).map_err(Failure::from)
    })?;
    let mut released = 0;
    for id in &ids {
        let command = ProposalCommand::Screening(Command::Release);
        match crate::proposal::act(facility, actor, *id, None, &command) {
            Ok(_) => released += 1,
            // Left to a colleague, and not counted.
            Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(released)
}

/// How many ineligibilities of the call have not been released yet, without files the person has a conflict with.
pub fn unreleased(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    facility.store.read(|conn| {
        let all = store::proposals::unreleased(conn, call, Status::Ineligible)?;
        let seen = store::proposals::waiting_for(
            conn,
            call,
            Status::Ineligible,
            actor.person,
            i64::from(u32::MAX),
        )?;
        Ok(all.iter().filter(|id| seen.contains(id)).count())
    })
}

/// Moves every eligible proposal of the call into the next stage. Answers how many.
pub fn advance_eligible(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    let ids = waiting(facility, actor, call, Status::Eligible)?;
    crate::intake::advance_each(facility, actor, &ids)
}

/// Proposals of the call in a status, in the order of receipt, without those the person has a conflict with.
pub fn waiting(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    status: Status,
) -> Result<Vec<ProposalId>, Failure> {
    let all = i64::from(u32::MAX);
    facility.store.read(|conn| {
        store::proposals::waiting_for(conn, call, status, actor.person, all).map_err(Failure::from)
    })
}

/// How long ago a moment was, whole days.
pub fn days_since(then: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (now - then).num_days().max(0)
}
