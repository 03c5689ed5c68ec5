//! Evaluation: assignment of evaluators, the grid, drafts of scores.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::evaluation::{AssignmentStatus, Command, Points, Rules};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy::{self, ProposalScope, Reach, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

mod overview;
mod plan;

pub use overview::{Evaluator, File, Overview, Reading, candidates, overview, readings};
pub use plan::{Plan, assign, plan};

use crate::Facility;
use crate::cases::ProposalCase;
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
    match case.stage_of(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => Ok(rules.clone()),
        _ => Err(Failure::hidden()),
    }
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
    // Faults of the draft must not tell what of the file there is.
    crate::proposal::stage(facility, actor, id)?;
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

/// Moves every evaluated proposal of the call onto the panel's agenda. Answers how many.
pub fn advance_evaluated(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    let ids = crate::screening::waiting(facility, call, Status::Evaluated)?;
    crate::intake::advance_each(facility, actor, &ids)
}
