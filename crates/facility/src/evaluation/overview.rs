//! How the evaluation of a call stands, for the people who run it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::evaluation::{AssignmentStatus, Points, Rules};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy;
use workflow::procedure::Stage;
use workflow::proposal::Proposal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind, Status};

use super::plan::{is_barred, missing};
use super::rules_of;
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// One evaluator on one file.
pub struct Reading {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where the assignment stands.
    pub status: AssignmentStatus,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// Total submitted, thousandths of a point.
    pub total: Option<Points>,
}

/// A file in evaluation.
pub struct File {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Status.
    pub status: Status,
    /// Its evaluators.
    pub readings: Vec<Reading>,
    /// Evaluators it still needs.
    pub missing: u32,
    /// Consolidated score, thousandths of a point.
    pub score: Option<Points>,
}

/// An evaluator with their load in every call.
#[derive(Clone)]
pub struct Evaluator {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Files they hold or have scored.
    pub held: u32,
    /// Files of these they have scored.
    pub scored: u32,
}

/// How the evaluation of a call stands. Files the reader has a conflict with are neither listed nor counted.
pub struct Overview {
    /// The rules.
    pub rules: Rules,
    /// Files in evaluation, in the order of receipt.
    pub files: Vec<File>,
    /// Evaluators of the call by name.
    pub evaluators: Vec<Evaluator>,
    /// Whether the reader may give files out and move them on.
    pub may_run: bool,
}

/// How the evaluation of a call stands, for people who oversee it.
pub fn overview(facility: &Facility, actor: &Actor, call: CallId) -> Result<Overview, Failure> {
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        let procedure = &loaded.state.definition.procedure;
        let of = |position| match procedure.of_file(StageKind::Evaluation, position) {
            Some(Stage::Evaluation(rules)) => Ok(rules),
            _ => Err(Failure::hidden()),
        };
        // The round shown is the last one that files have reached.
        let mut round = 0;
        of(round)?;
        let filter = store::proposals::ProposalFilter {
            call: Some(call),
            stage: Some(StageKind::Evaluation),
            ..Default::default()
        };
        let scope = policy::proposal_scope(actor);
        let mut names = BTreeMap::new();
        let mut files = Vec::new();
        let rows = store::proposals::list(conn, &scope, &filter, None, i64::from(u32::MAX))?;
        for (row, organisation) in rows {
            let Some(loaded) = store::cases::load_proposal(conn, row.id)? else {
                continue;
            };
            let state = &loaded.state;
            let rules = of(state.position)?;
            round = round.max(state.position);
            files.push(File {
                proposal: row.id,
                reference: row.reference,
                title: row.title.unwrap_or_default(),
                organisation,
                country: row.country.to_string(),
                status: row.status,
                readings: readings_of(conn, &mut names, state)?,
                missing: missing(state, rules),
                score: state.evaluation.score,
            });
        }
        files.sort_by(|a, b| a.reference.cmp(&b.reference));
        Ok(Overview {
            rules: of(round)?.clone(),
            files,
            evaluators: evaluators(conn, &mut names, actor, call)?,
            may_run: actor.holds(Role::ProgrammeOfficer, Some(call)),
        })
    })
}

type Names = BTreeMap<PersonId, String>;

fn name(conn: &mut AnyConn, names: &mut Names, person: PersonId) -> Result<String, Failure> {
    if let Some(name) = names.get(&person) {
        return Ok(name.clone());
    }
    let found = store::people::find(conn, person)?;
    let name = found.map(|person| person.name).unwrap_or_default();
    names.insert(person, name.clone());
    Ok(name)
}

fn readings_of(
    conn: &mut AnyConn,
    names: &mut Names,
    file: &Proposal,
) -> Result<Vec<Reading>, Failure> {
    let mut found = Vec::new();
    for (person, assignment) in &file.evaluation.assignments {
        found.push(Reading {
            person: *person,
            name: name(conn, names, *person)?,
            status: assignment.status,
            since: assignment.since,
            total: assignment.total,
        });
    }
    Ok(found)
}

fn evaluators(
    conn: &mut AnyConn,
    names: &mut Names,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<Evaluator>, Failure> {
    let mut found = Vec::new();
    for person in store::people::with_role(conn, Role::Evaluator, Some(call))? {
        let (held, scored) = store::proposals::load_seen_by(conn, person, actor.person)?;
        found.push(Evaluator {
            person,
            name: name(conn, names, person)?,
            held,
            scored,
        });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn overseen(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<ProposalCase, Failure> {
    let case = ProposalCase::load(conn, id, facility.clock.now())?;
    let proposal = &case.proposal.state;
    let seen = policy::view(actor, &proposal.subject()) == policy::View::File;
    if seen && crate::roles::oversees(actor, proposal.call) {
        Ok(case)
    } else {
        Err(Failure::hidden())
    }
}

/// The evaluators of a file with where they stand, and how many it still needs: for people who oversee the call.
pub fn readings(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<(Vec<Reading>, u32), Failure> {
    facility.store.read(|conn| {
        let case = overseen(conn, facility, actor, id)?;
        let rules = rules_of(&case)?;
        let state = &case.proposal.state;
        Ok((
            readings_of(conn, &mut Names::new(), state)?,
            missing(state, &rules),
        ))
    })
}

/// Evaluators who can be given a file, least loaded first; nobody when the person may not give it out now.
pub fn candidates(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Vec<Evaluator>, Failure> {
    facility.store.read(|conn| {
        let case = overseen(conn, facility, actor, id)?;
        if !case
            .available(actor, facility.clock.now())
            .contains(&Action::AssignEvaluators)
        {
            return Ok(Vec::new());
        }
        let file = &case.proposal.state;
        let mut free = Vec::new();
        for evaluator in evaluators(conn, &mut Names::new(), actor, file.call)? {
            let works_for = store::people::memberships(conn, evaluator.person)?;
            if !is_barred(file, evaluator.person, &works_for) {
                free.push(evaluator);
            }
        }
        free.sort_by_key(|evaluator| evaluator.held);
        Ok(free)
    })
}
