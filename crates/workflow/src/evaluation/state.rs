//! What Evaluation knows of a proposal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::grid::{Points, Recommendation};
use crate::ids::PersonId;
use crate::names::named;
use crate::record::Digest;

named! {
    /// Where an assignment stands.
    pub enum AssignmentStatus {
        /// Given; nothing declared yet.
        Assigned = "assigned",
        /// Declared free of conflict; reading.
        Accepted = "accepted",
        /// Handed back.
        Declined = "declined",
        /// Taken off for a conflict.
        Recused = "recused",
        /// Scores submitted.
        Scored = "scored",
    }
}

/// One evaluator's assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Status.
    pub status: AssignmentStatus,
    /// Scores by question, once submitted.
    pub scores: BTreeMap<String, Points>,
    /// Digest of the comments by question, and of the comments under the names in [`super::RESERVED`].
    pub comments: BTreeMap<String, Digest>,
    /// Weighted total, once submitted.
    pub total: Option<Points>,
    /// What the evaluator recommends, where the grid asks.
    pub recommendation: Option<Recommendation>,
    /// Digest of all that was submitted.
    pub seal: Option<Digest>,
    /// What was submitted before and opened again, oldest first.
    pub earlier: Vec<Earlier>,
    /// When the file was given to the evaluator, or their scores were last opened again (UTC): their days run from here.
    pub given_at: DateTime<Utc>,
    /// Whether a person chose the evaluator, rather than the plan or the rule for disagreement.
    pub by_hand: bool,
    /// Since when it has this status (UTC).
    pub since: DateTime<Utc>,
}

impl Assignment {
    /// When the scores are due: so many days after the file was given out (UTC).
    pub fn due_at(&self, days: u32) -> DateTime<Utc> {
        let days = chrono::TimeDelta::try_days(i64::from(days)).unwrap_or_default();
        self.given_at
            .checked_add_signed(days)
            .unwrap_or(self.given_at)
    }

    /// Whether scores are waited for.
    pub const fn is_waited_for(&self) -> bool {
        matches!(
            self.status,
            AssignmentStatus::Assigned | AssignmentStatus::Accepted
        )
    }

    /// A fresh one.
    pub(super) const fn given(declared: bool, by_hand: bool, at: DateTime<Utc>) -> Self {
        Self {
            status: if declared {
                AssignmentStatus::Accepted
            } else {
                AssignmentStatus::Assigned
            },
            scores: BTreeMap::new(),
            comments: BTreeMap::new(),
            total: None,
            recommendation: None,
            seal: None,
            earlier: Vec::new(),
            given_at: at,
            by_hand,
            since: at,
        }
    }
}

/// Scores that were submitted and opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// By question, thousandths of a point.
    pub scores: BTreeMap<String, Points>,
    /// Digests of the comments.
    pub comments: BTreeMap<String, Digest>,
    /// Weighted total, thousandths of a point.
    pub total: Option<Points>,
    /// What was recommended.
    pub recommendation: Option<Recommendation>,
    /// Digest of all that was submitted.
    pub seal: Option<Digest>,
    /// When it was submitted (UTC).
    pub submitted_at: DateTime<Utc>,
    /// Who opened it again.
    pub reopened_by: PersonId,
    /// When (UTC).
    pub reopened_at: DateTime<Utc>,
    /// Digest of the reason.
    pub reason: Digest,
}

/// What the readers found together, as their rapporteur wrote it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consensus {
    /// The rapporteur.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Digest of the text.
    pub text: Digest,
    /// By section of the grid.
    pub criteria: BTreeMap<String, Findings>,
}

/// Strengths and weaknesses under one section of the grid, as digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Findings {
    /// Strengths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strengths: Option<Digest>,
    /// Weaknesses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weaknesses: Option<Digest>,
}

/// What Evaluation knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// When the file entered the stage (UTC); it is scored by the grid in force then.
    pub entered: Option<DateTime<Utc>>,
    /// Whether the call's evaluators may declare their interests before anything is assigned.
    pub declarable: bool,
    /// Assignments by evaluator.
    pub assignments: BTreeMap<PersonId, Assignment>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<Points>,
    /// Who writes up what the readers found together.
    pub rapporteur: Option<PersonId>,
    /// What they wrote.
    pub consensus: Option<Consensus>,
    /// Whether the file was released as below the threshold.
    pub released: bool,
}

impl State {
    /// Evaluators who hold the file, and whether they have declared to be free of conflict.
    pub fn holders(&self, declared: &BTreeSet<PersonId>) -> BTreeMap<PersonId, bool> {
        let holds = |status| {
            !matches!(
                status,
                AssignmentStatus::Declined | AssignmentStatus::Recused
            )
        };
        self.assignments
            .iter()
            .filter(|(_, assignment)| holds(assignment.status))
            .map(|(person, _)| (*person, declared.contains(person)))
            .collect()
    }

    /// Takes a person off the file. Scores already submitted are locked and stay on the record, but count no more.
    /// Answers whether the consolidated score falls with them; what the applicant has been told stands.
    pub fn recuse(&mut self, person: PersonId, at: DateTime<Utc>) -> bool {
        let Some(assignment) = self.assignments.get_mut(&person) else {
            return false;
        };
        let counted = assignment.status == AssignmentStatus::Scored;
        assignment.status = AssignmentStatus::Recused;
        assignment.since = at;
        if self.rapporteur == Some(person) {
            self.rapporteur = None;
        }
        counted && self.score.is_some() && !self.released
    }

    /// A person who declared to be free of conflict begins to read.
    pub fn accept(&mut self, person: PersonId, at: DateTime<Utc>) {
        if let Some(assignment) = self.assignments.get_mut(&person)
            && assignment.status == AssignmentStatus::Assigned
        {
            assignment.status = AssignmentStatus::Accepted;
            assignment.since = at;
        }
    }

    /// How many evaluators hold the file or have scored it.
    pub fn active(&self) -> usize {
        self.holders(&BTreeSet::new()).len()
    }

    /// Totals submitted by those who count: a recused or missing evaluator is absent, never 0.
    pub fn totals(&self) -> Vec<Points> {
        let scored = self
            .assignments
            .values()
            .filter(|assignment| assignment.status == AssignmentStatus::Scored);
        scored.filter_map(|assignment| assignment.total).collect()
    }
}
