//! How the evaluation of a call stands, for the people who run it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::evaluation::{AssignmentStatus, Points, Rules};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy;
use workflow::proposal::Proposal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind, Status};

use super::assignment::{NeedyFile, Reader, missing, readers};
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
    /// When the scores are due, while they are waited for (UTC).
    pub due_at: Option<DateTime<Utc>>,
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
    /// Files of this call they have not declared their interests on.
    pub undeclared: u32,
    /// Files of this call they are reading.
    pub reading: u32,
    /// Files of this call whose scores are overdue.
    pub late: u32,
    /// The first day on which scores of theirs are due in this call (UTC).
    pub due_at: Option<DateTime<Utc>>,
    /// When they were reminded last (UTC).
    pub reminded_at: Option<DateTime<Utc>>,
}

impl Evaluator {
    /// Counts what is waited for among the files of a call, at an instant.
    fn count(&mut self, files: &[File], now: DateTime<Utc>) {
        let readings = files.iter().flat_map(|file| &file.readings);
        for reading in readings.filter(|reading| reading.person == self.person) {
            let Some(due_at) = reading.due_at else {
                continue;
            };
            if reading.status == AssignmentStatus::Assigned {
                self.undeclared += 1;
            } else {
                self.reading += 1;
            }
            if due_at < now {
                self.late += 1;
            }
            self.due_at = Some(self.due_at.map_or(due_at, |first| first.min(due_at)));
        }
    }
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
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        let call_state = &loaded.state;
        let mut places = call_state
            .definition
            .procedure
            .places(StageKind::Evaluation);
        // The round shown is the last one that files have reached.
        let mut round = places.next().ok_or_else(Failure::hidden)?;
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
            let rules = call_state
                .rules_of_evaluation(state)
                .ok_or_else(Failure::hidden)?;
            round = round.max(state.position);
            files.push(File {
                proposal: row.id,
                reference: row.reference,
                title: row.title.unwrap_or_default(),
                organisation,
                country: row.country.to_string(),
                status: row.status,
                readings: readings_of(conn, &mut names, state, rules)?,
                missing: missing(state, rules),
                score: state.evaluation.score,
            });
        }
        files.sort_by(|a, b| a.reference.cmp(&b.reference));
        let mut evaluators = evaluators(conn, &mut names, actor, call)?;
        for evaluator in &mut evaluators {
            evaluator.count(&files, now);
        }
        // Whoever is late stands first, then whoever is waited for.
        evaluators.sort_by(|a, b| {
            let waits = |one: &Evaluator| (one.late, one.undeclared + one.reading);
            waits(b).cmp(&waits(a)).then_with(|| a.name.cmp(&b.name))
        });
        Ok(Overview {
            rules: call_state
                .evaluation_rules(round, None)
                .ok_or_else(Failure::hidden)?
                .clone(),
            files,
            evaluators,
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
    rules: &Rules,
) -> Result<Vec<Reading>, Failure> {
    let mut found = Vec::new();
    for (person, assignment) in &file.evaluation.assignments {
        found.push(Reading {
            person: *person,
            name: name(conn, names, *person)?,
            status: assignment.status,
            since: assignment.since,
            due_at: assignment
                .is_waited_for()
                .then(|| assignment.due_at(rules.days)),
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
        let (open, held) = store::scores::load_of(conn, person, Some(actor.person))?;
        found.push(Evaluator {
            person,
            name: name(conn, names, person)?,
            held,
            scored: held.saturating_sub(open),
            undeclared: 0,
            reading: 0,
            late: 0,
            due_at: None,
            reminded_at: super::reminders::last(conn, call, person)?,
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
            readings_of(conn, &mut Names::new(), state, &rules)?,
            missing(state, &rules),
        ))
    })
}

/// Evaluators who can be given a file, least loaded first; nobody when the person may not give it out now.
pub fn candidates(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Vec<Reader>, Failure> {
    facility.store.read(|conn| {
        let case = overseen(conn, facility, actor, id)?;
        if !case
            .available(actor, facility.clock.now())
            .contains(&Action::AssignEvaluators)
        {
            return Ok(Vec::new());
        }
        let rules = rules_of(&case)?;
        let file = NeedyFile::of(case.proposal.state, 1);
        let today = facility.clock.now().date_naive();
        let mut free = readers(conn, file.state.call, Some(actor.person))?;
        free.retain(|reader| reader.may_be_chosen(&file, &rules, today));
        free.sort_by_key(|evaluator| evaluator.held);
        Ok(free)
    })
}
