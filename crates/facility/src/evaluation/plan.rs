//! Who reads what: the missing evaluators planned, and the plan carried out.

use std::collections::{BTreeMap, BTreeSet};

use choice::assignment::{self, Infeasible};
use store::AnyConn;
use workflow::call::Call;
use workflow::evaluation::{Command, Rules};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::transition::{StageKind, Status};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A planned assignment: file → evaluators to add.
pub type Plan = BTreeMap<ProposalId, BTreeSet<PersonId>>;

/// Plans the missing evaluators of every file of the call that waits for some: the cheapest total over hard rules
/// (no conflict, not already on the file, load limit), cheaper where the load is lower. Says which file cannot be
/// served when the demand is impossible.
pub fn plan(facility: &Facility, actor: &Actor, call: CallId) -> Result<Plan, Failure> {
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        if !actor.holds(Role::ProgrammeOfficer, Some(call)) {
            return Err(Failure::hidden());
        }
        let evaluators = store::people::with_role(conn, Role::Evaluator, Some(call))?;
        // One round after the other: each has its own rules.
        for position in loaded
            .state
            .definition
            .procedure
            .places(StageKind::Evaluation)
        {
            let rules = loaded.state.definition.procedure.stage(position);
            let Some(Stage::Evaluation(rules)) = rules else {
                continue;
            };
            let mut files = gaps(conn, call, position, rules)?;
            // Files the officer has a conflict with are left to a colleague.
            files.retain(|(file, _)| policy::view(actor, &file.subject()) == View::File);
            if !files.is_empty() {
                return solve(conn, &loaded.state, rules, &evaluators, &files);
            }
        }
        Ok(Plan::new())
    })
}

/// Files that wait for evaluators in one round, with how many are missing.
fn gaps(
    conn: &mut AnyConn,
    call: CallId,
    position: usize,
    rules: &Rules,
) -> Result<Vec<(Proposal, u32)>, Failure> {
    let mut found = Vec::new();
    for status in [
        Status::AwaitingAssignment,
        Status::InEvaluation,
        Status::ThirdReaderNeeded,
    ] {
        for id in store::proposals::waiting(conn, call, status, i64::from(u32::MAX))? {
            let Some(loaded) = store::cases::load_proposal(conn, id)? else {
                continue;
            };
            let missing = missing(&loaded.state, rules);
            if missing > 0 && loaded.state.position == position {
                found.push((loaded.state, missing));
            }
        }
    }
    Ok(found)
}

/// How many evaluators a file still needs.
pub(super) fn missing(file: &Proposal, rules: &Rules) -> u32 {
    let active = u32::try_from(file.evaluation.active()).unwrap_or(u32::MAX);
    match file.status {
        Status::AwaitingAssignment | Status::InEvaluation => rules.readers.saturating_sub(active),
        // A third reader comes on top of those who disagree.
        Status::ThirdReaderNeeded => (rules.readers + 1).saturating_sub(active).max(1),
        _ => 0,
    }
}

fn solve(
    conn: &mut AnyConn,
    call: &Call,
    rules: &Rules,
    evaluators: &[PersonId],
    files: &[(Proposal, u32)],
) -> Result<Plan, Failure> {
    let mut loads = Vec::with_capacity(evaluators.len());
    let mut organisations = Vec::with_capacity(evaluators.len());
    for person in evaluators {
        loads.push(store::proposals::load_of(conn, *person)?);
        organisations.push(store::people::memberships(conn, *person)?);
    }
    let cost = files
        .iter()
        .map(|(file, _)| {
            evaluators
                .iter()
                .enumerate()
                .map(|(index, person)| {
                    let barred = is_barred(file, *person, &organisations[index]);
                    // A small fixed spread keeps the same pairs of readers from meeting on every file.
                    (!barred).then(|| i64::from(loads[index]) * 16 + spread(file.id, *person))
                })
                .collect()
        })
        .collect();
    let most = |load: &u32| assignment::Load {
        least: 0,
        most: rules.most_files.saturating_sub(*load),
    };
    let demand = assignment::Demand {
        readers_needed: files.iter().map(|(_, missing)| *missing).collect(),
        capacity: loads.iter().map(most).collect(),
        cost,
    };
    let solved = assignment::assign(&demand)
        .map_err(|infeasible| why_impossible(call, files, infeasible))?;
    let mut plan = Plan::new();
    for (file, reader) in solved.pairs {
        plan.entry(files[file].0.id)
            .or_default()
            .insert(evaluators[reader]);
    }
    Ok(plan)
}

/// Whether a person can never read a file: a conflict on record, their own organisation's, or had it before.
pub(super) fn is_barred(
    file: &Proposal,
    person: PersonId,
    works_for: &[(OrganisationId, Role)],
) -> bool {
    let beside = file.intake.beside_the_lead();
    file.conflicts.contains_key(&person)
        || file.evaluation.assignments.contains_key(&person)
        || works_for.iter().any(|(organisation, _)| {
            *organisation == file.organisation || beside.contains_key(organisation)
        })
}

fn why_impossible(call: &Call, files: &[(Proposal, u32)], infeasible: Infeasible) -> Failure {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match infeasible {
        Infeasible::TooFewReaders {
            file,
            available,
            needed,
        } => Failure::Refused(Refusal::TooFewEvaluators {
            file: files[file].0.reference(call).unwrap_or_default(),
            available,
            needed,
        }),
        Infeasible::TooLittleCapacity {
            files,
            readers,
            available,
            needed,
        } => Failure::Refused(Refusal::EvaluatorsFull {
            files: count(files.len()),
            evaluators: count(readers.len()),
            available,
            needed,
        }),
        other => Failure::Unexpected(other.to_string()),
    }
}

/// A number from 0 to 15 that depends on the pair alone.
fn spread(file: ProposalId, person: PersonId) -> i64 {
    let mixed = file
        .uuid()
        .as_u128()
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(person.uuid().as_u128().wrapping_mul(0xD1B5_4A32_D192_ED03));
    i64::try_from((mixed >> 64) & 15).unwrap_or(0)
}

/// Carries a plan out, one file a transaction. Answers how many files were given out.
pub fn assign(facility: &Facility, actor: &Actor, plan: &Plan) -> Result<usize, Failure> {
    for (id, evaluators) in plan {
        let command = ProposalCommand::Evaluation(Command::AssignEvaluators {
            evaluators: evaluators.clone(),
        });
        crate::proposal::act(facility, actor, *id, None, &command)?;
    }
    Ok(plan.len())
}
