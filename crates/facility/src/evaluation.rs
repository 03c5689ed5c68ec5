//! Evaluation: assignment of evaluators, the grid, drafts of scores.

use std::collections::{BTreeMap, BTreeSet};

use choice::assignment::{self, Infeasible};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::call::Call;
use workflow::evaluation::{AssignmentStatus, Command, Points, Rules};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, ProposalScope, Reach, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

mod overview;

pub use overview::{Evaluator, File, Overview, Reading, candidates, overview, readings};

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// Scores being written: seen by their author alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreDraft {
    /// By question, thousandths of a point.
    #[serde(default)]
    pub scores: BTreeMap<String, Points>,
    /// Comments by question.
    #[serde(default)]
    pub comments: BTreeMap<String, String>,
    /// Overall comment.
    #[serde(default)]
    pub overall: String,
}

/// An evaluation submitted, with its texts.
pub struct Submitted {
    /// Who; `None` when the reader may not know.
    pub by: Option<PersonId>,
    /// By question, thousandths of a point.
    pub scores: BTreeMap<String, Points>,
    /// Comments by question; the overall one under `overall`.
    pub comments: BTreeMap<String, String>,
    /// Weighted total, thousandths of a point.
    pub total: Points,
}

/// The grid of a file as one evaluator works with it.
pub struct Desk {
    /// Place in the chain.
    pub seq: i64,
    /// The rules with the grid.
    pub rules: Rules,
    /// Where the evaluator's own assignment stands.
    pub mine: Option<AssignmentStatus>,
    /// Their draft, or what they submitted.
    pub draft: ScoreDraft,
    /// What others submitted: only once the evaluator has submitted their own, or is not an evaluator of the file.
    pub others: Vec<Submitted>,
    /// Consolidated score, thousandths of a point, under the same condition.
    pub score: Option<Points>,
}

/// A file an evaluator holds, as they may see it.
pub struct Held {
    /// The file.
    pub proposal: ProposalId,
    /// Reference, once they have declared to be free of conflict.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Where the assignment stands.
    pub status: AssignmentStatus,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// Questions with a score in the draft, or all of them once submitted.
    pub scored: usize,
    /// Questions of the grid.
    pub questions: usize,
    /// Own total, once submitted, thousandths of a point.
    pub total: Option<Points>,
}

/// The files the person holds as evaluator: what is to be declared first, then what is being read, then what is scored.
pub fn my_files(facility: &Facility, actor: &Actor) -> Result<Vec<Held>, Failure> {
    let now = facility.clock.now();
    let scope = ProposalScope {
        person: actor.person,
        any_of: policy::proposal_scope(actor)
            .any_of
            .into_iter()
            .filter(|reach| matches!(reach, Reach::Assigned(_)))
            .collect(),
    };
    facility.store.read(|conn| {
        let filter = store::proposals::ProposalFilter::default();
        let mut found = Vec::new();
        for (row, organisation) in store::proposals::list(conn, &scope, &filter, None, 1000)? {
            let case = ProposalCase::load(conn, row.id, now)?;
            let proposal = &case.proposal.state;
            let view = policy::view(actor, &proposal.subject());
            let Some(assignment) = proposal.evaluation.assignments.get(&actor.person) else {
                continue;
            };
            if view == View::Nothing {
                continue;
            }
            let draft = draft_of(conn, proposal, actor.person)?;
            found.push(Held {
                proposal: row.id,
                reference: row.reference.filter(|_| view == View::File),
                title: row.title.unwrap_or_default(),
                organisation,
                country: row.country.to_string(),
                status: assignment.status,
                since: assignment.since,
                scored: draft.scores.len(),
                questions: rules_of(&case)?.questions().count(),
                total: assignment.total,
            });
        }
        found.sort_by_key(|file| (file.status, file.since, file.proposal));
        Ok(found)
    })
}

fn rules_of(case: &ProposalCase) -> Result<Rules, Failure> {
    let at = case
        .call
        .definition
        .procedure
        .stage(case.proposal.state.position);
    let stage = match at {
        Some(Stage::Evaluation(rules)) => Some(rules),
        _ => match case.call.definition.procedure.first(StageKind::Evaluation) {
            Some(Stage::Evaluation(rules)) => Some(rules),
            _ => None,
        },
    };
    stage.cloned().ok_or_else(Failure::hidden)
}

/// The desk of a file.
pub fn desk(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Desk, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if !reads_scores(actor, proposal) {
            return Err(Failure::hidden());
        }
        let mine = proposal
            .evaluation
            .assignments
            .get(&actor.person)
            .map(|assignment| assignment.status);
        let open = mine.is_none_or(|status| status == AssignmentStatus::Scored);
        let others = if open {
            submitted(conn, actor, proposal)?
        } else {
            Vec::new()
        };
        Ok(Desk {
            seq: case.proposal.seq,
            rules: rules_of(&case)?,
            mine,
            draft: draft_of(conn, proposal, actor.person)?,
            others,
            score: proposal.evaluation.score.filter(|_| open),
        })
    })
}

/// Who reads scores: the file's evaluators, people who oversee the call, and the panel once the file is before it.
fn reads_scores(actor: &Actor, proposal: &Proposal) -> bool {
    let reads = proposal.evaluation.assignments.contains_key(&actor.person)
        || crate::roles::oversees(actor, proposal.call)
        || actor.holds(Role::PanelMember, Some(proposal.call));
    reads
        && policy::view(actor, &proposal.subject()) == View::File
        && !actor.member(proposal.organisation, Role::Reader)
}

fn draft_of(
    conn: &mut AnyConn,
    proposal: &Proposal,
    person: PersonId,
) -> Result<ScoreDraft, Failure> {
    if let Some(assignment) = proposal.evaluation.assignments.get(&person)
        && assignment.status == AssignmentStatus::Scored
    {
        let mut comments = texts(conn, &assignment.comments)?;
        let overall = comments.remove("overall").unwrap_or_default();
        return Ok(ScoreDraft {
            scores: assignment.scores.clone(),
            comments,
            overall,
        });
    }
    let json = store::drafts::find_scores(conn, proposal.id, person)?;
    json.map_or_else(
        || Ok(ScoreDraft::default()),
        |json| serde_json::from_str(&json).map_err(|error| Failure::Unexpected(error.to_string())),
    )
}

fn texts(
    conn: &mut AnyConn,
    digests: &BTreeMap<String, workflow::record::Digest>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (question, digest) in digests {
        if let Some(text) = store::drafts::find_text(conn, *digest)? {
            found.insert(question.clone(), text);
        }
    }
    Ok(found)
}

/// Evaluations of others. Panel members and evaluators read them without names.
pub(crate) fn submitted(
    conn: &mut AnyConn,
    actor: &Actor,
    proposal: &Proposal,
) -> Result<Vec<Submitted>, Failure> {
    let names = crate::roles::oversees(actor, proposal.call);
    let mut found = Vec::new();
    for (person, assignment) in &proposal.evaluation.assignments {
        let (Some(total), AssignmentStatus::Scored) = (assignment.total, assignment.status) else {
            continue;
        };
        if *person == actor.person {
            continue;
        }
        found.push(Submitted {
            by: names.then_some(*person),
            scores: assignment.scores.clone(),
            comments: texts(conn, &assignment.comments)?,
            total,
        });
    }
    Ok(found)
}

/// Saves a draft of scores; nothing is checked but that the file is the person's to score.
pub fn save_draft(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    draft: &ScoreDraft,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let case = ProposalCase::load(conn, id, now)?;
        let action = workflow::transition::Action::SubmitScores;
        workflow::proposal::permitted(
            &case.proposal.state,
            action,
            &case.situation(actor, now, 0),
        )?;
        let json =
            serde_json::to_string(draft).map_err(|error| Failure::Unexpected(error.to_string()))?;
        if json.len() > 128 * 1024 {
            return Err(Failure::field("overall", "too-long"));
        }
        Ok(store::drafts::save_scores(
            conn,
            id,
            actor.person,
            &json,
            now,
        )?)
    })
}

/// Submits scores; they are locked from then on.
pub fn submit(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    draft: &ScoreDraft,
) -> Result<i64, Failure> {
    let overall = Text::parse(&draft.overall).map_err(|_| Failure::field("overall", "missing"))?;
    let comments = draft
        .comments
        .iter()
        .filter(|(_, comment)| !comment.trim().is_empty())
        .map(|(question, comment)| {
            Ok((
                question.clone(),
                Text::parse(comment).map_err(|_| Failure::field(question, "text"))?,
            ))
        })
        .collect::<Result<BTreeMap<_, _>, Failure>>()?;
    let command = Command::SubmitScores {
        scores: draft.scores.clone(),
        comments,
        overall,
    };
    crate::proposal::act(
        facility,
        actor,
        id,
        seen,
        &ProposalCommand::Evaluation(command),
    )
}

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
        let Some(Stage::Evaluation(rules)) = loaded
            .state
            .definition
            .procedure
            .first(StageKind::Evaluation)
        else {
            return Ok(Plan::new());
        };
        let evaluators = store::people::with_role(conn, Role::Evaluator, Some(call))?;
        let mut files = gaps(conn, call, rules)?;
        // Files the officer has a conflict with are left to a colleague.
        files.retain(|(file, _)| policy::view(actor, &file.subject()) == View::File);
        if files.is_empty() {
            return Ok(Plan::new());
        }
        solve(conn, &loaded.state, rules, &evaluators, &files)
    })
}

/// Files that wait for evaluators, with how many are missing.
fn gaps(conn: &mut AnyConn, call: CallId, rules: &Rules) -> Result<Vec<(Proposal, u32)>, Failure> {
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
            if missing > 0 {
                found.push((loaded.state, missing));
            }
        }
    }
    Ok(found)
}

/// How many evaluators a file still needs.
fn missing(file: &Proposal, rules: &Rules) -> u32 {
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
fn is_barred(file: &Proposal, person: PersonId, works_for: &[(OrganisationId, Role)]) -> bool {
    file.conflicts.contains_key(&person)
        || file.evaluation.assignments.contains_key(&person)
        || works_for
            .iter()
            .any(|(organisation, _)| *organisation == file.organisation)
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

/// Moves every evaluated proposal of the call onto the panel's agenda. Answers how many.
pub fn advance_evaluated(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    let ids = crate::screening::waiting(facility, call, Status::Evaluated)?;
    crate::intake::advance_each(facility, actor, &ids)
}
