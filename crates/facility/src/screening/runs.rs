//! Runs of the machine rules: made at submission and on demand, kept as they were found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::rule_runs::{self, RunRow};
use workflow::criterion::{Proposed, RunCause, propose};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::record::{self, Digest};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind};

use super::facts;
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// What the rule of a criterion has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Id of the criterion.
    pub criterion: String,
    /// Finding, evidence and source.
    #[serde(flatten)]
    pub proposed: Proposed,
}

/// A run of the rules over a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// 1 for the first of the proposal.
    pub number: i32,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who asked for it; nobody at submission.
    pub by: Option<PersonId>,
    /// Why.
    pub cause: RunCause,
    /// Version of the submission that was looked at.
    pub submission: u32,
    /// What the rules found, in the order of the checklist; criteria without a rule are left out.
    pub findings: Vec<Found>,
    /// SHA-256 of the findings.
    pub digest: Digest,
}

impl Run {
    /// What the rule of a criterion has found.
    pub fn of(&self, criterion: &str) -> Option<&Proposed> {
        let found = self
            .findings
            .iter()
            .find(|found| found.criterion == criterion);
        found.map(|found| &found.proposed)
    }
}

fn read(row: RunRow) -> Result<Run, Failure> {
    let findings = serde_json::from_str(&row.findings)
        .map_err(|error| Failure::Unexpected(format!("stored JSON cannot be read: {error}")))?;
    Ok(Run {
        number: row.number,
        at: row.at,
        by: row.by,
        cause: row.cause,
        submission: row.submission,
        findings,
        digest: row.digest,
    })
}

/// What the rules find now; `None` when nothing is submitted, or the call screens nothing.
pub(crate) fn found_now(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Found>>, Failure> {
    let Some(Stage::Screening(rules)) = case.stage_of(StageKind::Screening) else {
        return Ok(None);
    };
    let Some(facts) = facts::of_file(conn, case, now)? else {
        return Ok(None);
    };
    let call = &case.call.definition;
    let found = rules.criteria.iter().filter_map(|criterion| {
        Some(Found {
            criterion: criterion.id.clone(),
            proposed: propose(&criterion.check, call, &facts)?,
        })
    });
    Ok(Some(found.collect()))
}

/// Runs the rules over a file and keeps what they find. `None` when the call screens nothing.
fn keep(
    conn: &mut AnyConn,
    case: &ProposalCase,
    by: Option<PersonId>,
    cause: RunCause,
    now: DateTime<Utc>,
) -> Result<Option<Run>, Failure> {
    let unwritable = |error: serde_json::Error| Failure::Unexpected(error.to_string());
    let Some(findings) = found_now(conn, case, now)? else {
        return Ok(None);
    };
    let submission = case.proposal.state.intake.submission.as_ref();
    let value = serde_json::to_value(&findings).map_err(unwritable)?;
    let canonical =
        record::canonical_json(&value).map_err(|error| Failure::Unexpected(error.to_string()))?;
    let row = RunRow {
        number: 0,
        at: now,
        by,
        cause,
        submission: submission.map_or(0, |submission| submission.version),
        digest: record::digest(canonical.as_bytes()),
        findings: canonical,
    };
    let number = rule_runs::insert(conn, case.proposal.state.id, &row)?;
    read(RunRow { number, ..row }).map(Some)
}

/// The run at submission, in its transaction, once the submission is kept.
pub(crate) fn at_submission(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    keep(conn, case, None, RunCause::Submission, now).map(drop)
}

/// Loads a file for people who see it whole and are not its applicant; hidden from everybody else.
fn readable(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<ProposalCase, Failure> {
    let case = ProposalCase::load(conn, id, facility.clock.now())?;
    let subject = case.proposal.state.subject();
    if policy::view(actor, &subject) != View::File || policy::is_party(actor, &subject) {
        return Err(Failure::hidden());
    }
    Ok(case)
}

/// Whether a person may have the rules run: who may record verdicts on the file, and programme officers of its call.
pub(crate) fn may_run(case: &ProposalCase, actor: &Actor, now: DateTime<Utc>) -> bool {
    let proposal = &case.proposal.state;
    proposal.intake.submission.is_some()
        && (actor.holds(Role::ProgrammeOfficer, Some(proposal.call))
            || case.available(actor, now).contains(&Action::RecordVerdict))
}

/// Runs the rules again and keeps what they find now; earlier runs stay as they are.
///
/// Errors: hidden for whoever does not see the whole file, and its applicants; not allowed for those who may not record
/// verdicts on it, unless they are programme officers of the call.
pub fn run(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Run, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = readable(conn, facility, actor, id)?;
        if !may_run(&case, actor, now) {
            return Err(Refusal::NotAllowed.into());
        }
        // A call without screening has no rules to run.
        keep(conn, &case, Some(actor.person), RunCause::Demand, now)?.ok_or_else(Failure::hidden)
    })
}

/// The last run over a file, for people who see it whole and are not its applicant.
pub fn latest(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Option<Run>, Failure> {
    facility.store.read(|conn| {
        readable(conn, facility, actor, id)?;
        latest_in(conn, id)
    })
}

/// The last run over a file; the caller has decided who sees it.
pub(crate) fn latest_in(conn: &mut AnyConn, id: ProposalId) -> Result<Option<Run>, Failure> {
    rule_runs::latest(conn, id)?.map(read).transpose()
}

/// Every run over a file, the last first, for people who see it whole and are not its applicant; and whether the person
/// may have them run again.
pub fn history(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<(Vec<Run>, bool), Failure> {
    facility.store.read(|conn| {
        let case = readable(conn, facility, actor, id)?;
        let may = may_run(&case, actor, facility.clock.now());
        let runs = rule_runs::history(conn, id)?.into_iter().map(read);
        Ok((runs.collect::<Result<_, _>>()?, may))
    })
}
