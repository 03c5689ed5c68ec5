//! The plan: made, kept while it is looked at and changed, and given up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::assignment_plans;
use workflow::call::Call;
use workflow::evaluation::Rules;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::role::{Actor, Role};
use workflow::transition::{StageKind, Status};

use super::ground::{NeedyFile, Reader, readers};
use super::impossible::{Hindrance, hindrance};
use super::solve::{Problem, Solved};
use super::{agencies_on, missing};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// Who is to join a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// Evaluators to add.
    pub evaluators: BTreeSet<PersonId>,
    /// Those among them whom a person chose.
    #[serde(default)]
    pub by_hand: BTreeSet<PersonId>,
}

/// A planned assignment by file.
pub type Plan = BTreeMap<ProposalId, Planned>;

/// A plan that is kept while it is looked at.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Who joins what.
    pub plan: Plan,
    /// When it was made (UTC).
    pub at: DateTime<Utc>,
}

/// Files of one round that wait for evaluators, the evaluators, and the rules.
pub(super) struct Round {
    pub(super) rules: Rules,
    pub(super) files: Vec<NeedyFile>,
    pub(super) readers: Vec<Reader>,
    pub(super) agencies: BTreeMap<PersonId, String>,
}

impl Round {
    pub(super) fn problem(&self, now: DateTime<Utc>) -> Problem<'_> {
        let agency = |person| self.agencies.get(&person).cloned();
        Problem {
            rules: &self.rules,
            files: &self.files,
            readers: &self.readers,
            on_file: self
                .files
                .iter()
                .map(|file| agencies_on(&file.state, agency))
                .collect(),
            today: now.date_naive(),
        }
    }
}

fn may_plan(actor: &Actor, call: CallId) -> Result<(), Failure> {
    if actor.holds(Role::ProgrammeOfficer, Some(call)) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// The first round with files that wait; nothing when none does. Files the officer has a conflict with are left to a
/// colleague.
pub(super) fn round(
    conn: &mut AnyConn,
    actor: &Actor,
    call: &Call,
) -> Result<Option<Round>, Failure> {
    for position in call.definition.procedure.places(StageKind::Evaluation) {
        let mut files = gaps(conn, call, position)?;
        files.retain(|file| policy::view(actor, &file.state.subject()) == View::File);
        let Some(first) = files.first() else { continue };
        // Files scored by another version of the grid need as many evaluators, and wait for their own turn.
        let Some(rules) = call.rules_of_evaluation(&first.state).cloned() else {
            continue;
        };
        files.retain(|file| call.rules_of_evaluation(&file.state) == Some(&rules));
        let readers = readers(conn, call.id, Some(actor.person))?;
        let agencies = agencies(conn, &files)?;
        return Ok(Some(Round {
            rules,
            files,
            readers,
            agencies,
        }));
    }
    Ok(None)
}

/// Agencies of the people who are on files already, evaluators of the call or no longer.
pub(super) fn agencies(
    conn: &mut AnyConn,
    files: &[NeedyFile],
) -> Result<BTreeMap<PersonId, String>, Failure> {
    let on_files: BTreeSet<PersonId> = files
        .iter()
        .flat_map(|file| file.state.evaluation.assignments.keys().copied())
        .collect();
    let profiles = crate::evaluators::profiles(conn, on_files)?;
    let agency = |(person, profile): (PersonId, workflow::evaluator::EvaluatorProfile)| {
        Some((person, profile.agency?))
    };
    Ok(profiles.into_iter().filter_map(agency).collect())
}

fn gaps(conn: &mut AnyConn, call: &Call, position: usize) -> Result<Vec<NeedyFile>, Failure> {
    let mut found = Vec::new();
    for status in [
        Status::AwaitingAssignment,
        Status::InEvaluation,
        Status::ThirdReaderNeeded,
    ] {
        for id in store::proposals::waiting(conn, call.id, status, i64::from(u32::MAX))? {
            let Some(loaded) = store::cases::load_proposal(conn, id)? else {
                continue;
            };
            let Some(rules) = call.rules_of_evaluation(&loaded.state) else {
                continue;
            };
            let needs = missing(&loaded.state, rules);
            if needs > 0 && loaded.state.position == position {
                found.push(NeedyFile::of(loaded.state, needs));
            }
        }
    }
    Ok(found)
}

/// Plans the missing evaluators of every file of the call that waits for some. Nothing is kept.
///
/// Errors with [`Hindrance`] in words when the rules cannot hold together.
pub fn plan(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Result<Plan, Hindrance>, Failure> {
    may_plan(actor, call)?;
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let call = cases::load_call(conn, call)?.state;
        solved(conn, actor, &call, now)
    })
}

fn solved(
    conn: &mut AnyConn,
    actor: &Actor,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Result<Plan, Hindrance>, Failure> {
    let Some(round) = round(conn, actor, call)? else {
        return Ok(Ok(Plan::new()));
    };
    match round.problem(now).solve() {
        Ok(pairs) => {
            let mut plan = Plan::new();
            for (file, reader) in pairs {
                let (Some(file), Some(reader)) = (round.files.get(file), round.readers.get(reader))
                else {
                    continue;
                };
                let planned = plan.entry(file.id()).or_default();
                planned.evaluators.insert(reader.person);
            }
            Ok(Ok(plan))
        }
        Err(Solved::Impossible(why)) => Ok(Err(hindrance(call, &round, &why))),
        Err(Solved::Fault(fault)) => Err(fault),
    }
}

/// Makes a plan and keeps it to be looked at, in place of one kept before. What a person chose by hand before is not kept.
pub fn make(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
) -> Result<Result<(), Hindrance>, Failure> {
    may_plan(actor, id)?;
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let call = cases::load_call(conn, id)?.state;
        let plan = match solved(conn, actor, &call, now)? {
            Ok(plan) => plan,
            Err(hindrance) => return Ok(Err(hindrance)),
        };
        keep(conn, id, &plan, actor.person, now)?;
        Ok(Ok(()))
    })
}

fn keep(
    conn: &mut AnyConn,
    call: CallId,
    plan: &Plan,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let json = serde_json::to_string(plan).map_err(|e| Failure::Unexpected(e.to_string()))?;
    Ok(assignment_plans::save(conn, call, by, &json, now)?)
}

/// The plan the person keeps for the call, as far as it still fits: files that wait for nobody any more fall out, and so
/// do files the person does not see.
pub fn kept(conn: &mut AnyConn, actor: &Actor, call: CallId) -> Result<Option<Kept>, Failure> {
    let Some((json, at)) = assignment_plans::find(conn, call, actor.person)? else {
        return Ok(None);
    };
    let plan = serde_json::from_str(&json).map_err(|e| Failure::Unexpected(e.to_string()))?;
    Ok(Some(Kept { plan, at }))
}

/// Changes by hand who is to join a file: exactly these people, in place of those planned. Whoever the plan had named
/// stays the plan's choice.
///
/// Errors with the fault of the field `evaluator` when one of them can never be given the file, or they are more than the
/// file needs.
pub fn change(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
    evaluators: &BTreeSet<PersonId>,
) -> Result<(), Failure> {
    may_plan(actor, call)?;
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let mut plan = kept(conn, actor, call)?.ok_or_else(Failure::hidden)?.plan;
        let loaded = cases::load_call(conn, call)?.state;
        let round = round(conn, actor, &loaded)?.ok_or_else(Failure::hidden)?;
        let mut files = round.files.iter();
        let needy = files
            .find(|needy| needy.id() == file)
            .ok_or_else(Failure::hidden)?;
        if evaluators.len() > needy.needs as usize {
            return Err(Failure::field("evaluator", "more-than-needed"));
        }
        for person in evaluators {
            let reader = round.readers.iter().find(|reader| reader.person == *person);
            let free = reader
                .is_some_and(|reader| reader.may_be_chosen(needy, &round.rules, now.date_naive()));
            if !free {
                return Err(Failure::field("evaluator", "cannot-take"));
            }
        }
        let before = plan.remove(&file).unwrap_or_default();
        let chosen = evaluators.difference(&before.evaluators).copied();
        let still = before.by_hand.intersection(evaluators).copied();
        let by_hand = chosen.chain(still).collect();
        if !evaluators.is_empty() {
            plan.insert(
                file,
                Planned {
                    evaluators: evaluators.clone(),
                    by_hand,
                },
            );
        }
        keep(conn, call, &plan, actor.person, now)
    })
}

/// Gives the plan up.
pub fn discard(facility: &Facility, actor: &Actor, call: CallId) -> Result<(), Failure> {
    may_plan(actor, call)?;
    facility
        .store
        .write(|conn| Ok(assignment_plans::delete(conn, call, actor.person)?))
}
