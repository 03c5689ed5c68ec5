//! By which grid a file is scored: the one in force when it entered the evaluation.

use chrono::{DateTime, Utc};

use super::Call;
use super::table::Applies;
use crate::evaluation;
use crate::ids::PersonId;
use crate::procedure::Stage;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::transition::StageKind;

/// A grid that was put in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRevision {
    /// Place of the evaluation in the procedure, from 0.
    pub position: usize,
    /// The evaluation with its new rules.
    pub(super) stage: Stage,
    /// To which files it applies.
    pub applies: Applies,
    /// Digest of the reason.
    pub reason: Digest,
    /// Who revised it.
    pub by: Option<PersonId>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

impl GridRevision {
    /// The new rules.
    pub const fn rules(&self) -> Option<&evaluation::Rules> {
        match &self.stage {
            Stage::Evaluation(rules) => Some(rules),
            _ => None,
        }
    }

    fn covers(&self, entered: DateTime<Utc>) -> bool {
        match self.applies {
            Applies::All => true,
            Applies::Later => entered >= self.at,
        }
    }
}

impl Call {
    /// The rules of the stage a file stands in, as they apply to the file.
    pub fn stage_rules(&self, file: &Proposal) -> Option<&Stage> {
        self.stage_for(file.position, file.evaluation.entered)
    }

    /// The rules of the evaluation that speaks for a file: the one it stands in, else the last one it has passed, else the
    /// first one before it.
    pub fn rules_of_evaluation(&self, file: &Proposal) -> Option<&evaluation::Rules> {
        let places = || self.definition.procedure.places(StageKind::Evaluation);
        let passed = places().take_while(|place| *place <= file.position).last();
        let position = passed.or_else(|| places().next())?;
        self.evaluation_rules(position, file.evaluation.entered)
    }

    /// The rules of the evaluation at a place of the procedure for a file that entered it at an instant; for a file still
    /// to come when that is left out.
    pub fn evaluation_rules(
        &self,
        position: usize,
        entered: Option<DateTime<Utc>>,
    ) -> Option<&evaluation::Rules> {
        match self.stage_for(position, entered) {
            Some(Stage::Evaluation(rules)) => Some(rules),
            _ => None,
        }
    }

    fn stage_for(&self, position: usize, entered: Option<DateTime<Utc>>) -> Option<&Stage> {
        let stands = self.definition.procedure.stage(position);
        let revised = self
            .grid_revisions
            .iter()
            .rev()
            .filter(|revision| revision.position == position)
            .find(|revision| entered.is_none_or(|entered| revision.covers(entered)));
        revised.map(|revision| &revision.stage).or(stands)
    }
}
