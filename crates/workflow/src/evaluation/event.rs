//! What happened in Evaluation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::grid::{Points, Recommendation};
use super::state::{Assignment, AssignmentStatus, Consensus, Earlier, Findings};
use crate::ids::PersonId;
use crate::proposal::Proposal;
use crate::record::{self, Digest};
use crate::transition::Status as S;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The call's evaluators may declare their interests.
    DeclarationsOpened {},
    /// Given to evaluators; without an actor, by the system, as the rule for disagreement says.
    EvaluatorsAssigned {
        /// To whom.
        evaluators: BTreeSet<PersonId>,
        /// Those among them whom a person chose, rather than the plan.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        by_hand: BTreeSet<PersonId>,
    },
    /// Handed back by the actor.
    AssignmentDeclined {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Scores submitted by the actor.
    ScoresSubmitted(Scores),
    /// An evaluator may score anew.
    ScoresReopened {
        /// Whose scores.
        evaluator: PersonId,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The readers differ too much.
    ThirdReaderCalled {},
    /// All scores are in.
    Consolidated {
        /// Consolidated score, thousandths of a point.
        score: Points,
        /// Whether it is at or above the threshold and every section minimum.
        passed: bool,
    },
    /// Somebody is to write up what the readers found together.
    RapporteurAppointed {
        /// Who.
        person: PersonId,
    },
    /// Written up by the actor.
    ConsensusRecorded {
        /// Digest of the text.
        text: Digest,
        /// By section of the grid.
        criteria: BTreeMap<String, Findings>,
    },
    /// Brought back.
    Reinstated {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant was told.
    Released {},
}

/// Scores as they were submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// By question, thousandths of a point.
    pub scores: BTreeMap<String, Points>,
    /// Weighted total, thousandths of a point.
    pub total: Points,
    /// Digests of comments by question; the overall one under `overall`, remarks on the budget under `budget_remarks`.
    pub comments: BTreeMap<String, Digest>,
    /// What is recommended, where the grid asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// Digest of all the rest: what the evaluator can hold against the record later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Digest>,
}

impl Scores {
    /// The digest of what is submitted: SHA-256 over the canonical JSON of scores, total, digests of the comments and the
    /// recommendation. Nothing where that has no canonical form, which whole numbers always have.
    pub fn sealed(&self) -> Option<Digest> {
        let submitted = json!({
            "scores": self.scores,
            "total": self.total,
            "comments": self.comments,
            "recommendation": self.recommendation,
        });
        let canonical = record::canonical_json(&submitted).ok()?;
        Some(record::digest(canonical.as_bytes()))
    }
}

/// Applies an event. Only the system gives files out without an actor; `None` when an event lacks the actor it needs.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    let evaluation = &mut state.evaluation;
    match event {
        Event::DeclarationsOpened {} => evaluation.declarable = true,
        Event::EvaluatorsAssigned {
            evaluators,
            by_hand,
        } => {
            for person in evaluators {
                let declared = state.declared.contains(person);
                evaluation.assignments.insert(
                    *person,
                    Assignment::given(declared, by_hand.contains(person), at),
                );
            }
            state.status = S::InEvaluation;
        }
        Event::AssignmentDeclined { .. } => {
            if let Some(assignment) = evaluation.assignments.get_mut(&actor?) {
                assignment.status = AssignmentStatus::Declined;
                assignment.since = at;
            }
        }
        Event::ScoresSubmitted(submitted) => {
            if let Some(assignment) = evaluation.assignments.get_mut(&actor?) {
                assignment.status = AssignmentStatus::Scored;
                assignment.since = at;
                assignment.scores = submitted.scores.clone();
                assignment.comments = submitted.comments.clone();
                assignment.total = Some(submitted.total);
                assignment.recommendation = submitted.recommendation;
                assignment.seal = submitted.seal;
            }
        }
        Event::ScoresReopened { evaluator, reason } => {
            reopen(
                evaluation.assignments.get_mut(evaluator)?,
                *reason,
                actor?,
                at,
            );
            evaluation.score = None;
            state.status = S::InEvaluation;
        }
        Event::ThirdReaderCalled {} => state.status = S::ThirdReaderNeeded,
        Event::Consolidated { score, passed } => {
            evaluation.score = Some(*score);
            state.status = if *passed {
                S::Evaluated
            } else {
                S::BelowThreshold
            };
        }
        Event::RapporteurAppointed { person } => evaluation.rapporteur = Some(*person),
        Event::ConsensusRecorded { text, criteria } => {
            evaluation.consensus = Some(Consensus {
                by: actor?,
                at,
                text: *text,
                criteria: criteria.clone(),
            });
        }
        Event::Reinstated { .. } => state.status = S::Evaluated,
        Event::Released {} => evaluation.released = true,
    }
    Some(())
}

/// The old version is kept; the evaluator goes on from where they were.
fn reopen(assignment: &mut Assignment, reason: Digest, by: PersonId, at: DateTime<Utc>) {
    assignment.earlier.push(Earlier {
        scores: std::mem::take(&mut assignment.scores),
        comments: std::mem::take(&mut assignment.comments),
        total: assignment.total.take(),
        recommendation: assignment.recommendation.take(),
        seal: assignment.seal.take(),
        submitted_at: assignment.since,
        reopened_by: by,
        reopened_at: at,
        reason,
    });
    assignment.status = AssignmentStatus::Accepted;
    assignment.given_at = at;
    assignment.since = at;
}
