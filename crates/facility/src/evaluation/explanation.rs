//! How a file's score came about, step by step, for people who may see its scores.

use choice::consolidation::{
    self, Consolidated, Step, explain_drop_deviant, explain_mean, explain_third_reader,
};
use workflow::definition::Localised;
use workflow::evaluation::{AssignmentStatus, Disagreement, Points, Rules, State};
use workflow::ids::{PersonId, ProposalId};
use workflow::role::Actor;

use super::desk::{reads_scores, rules_of, sees_others};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// A total that was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Whose; `None` when the reader may not know.
    pub by: Option<PersonId>,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Thousandths of a point.
    pub total: Points,
}

/// A section held against its minimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionCheck {
    /// Id of the section.
    pub id: String,
    /// Its title.
    pub title: Localised,
    /// The mean of those who scored, rounded half up, thousandths of a point.
    pub mean: Points,
    /// Its minimum; 0 for none.
    pub minimum: Points,
    /// The most it can have.
    pub maximum: Points,
    /// Whether the mean is at or above the minimum.
    pub passed: bool,
}

/// How a score came about.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Totals that count, by evaluator. Whoever has not scored is not among them: absent, never 0.
    pub totals: Vec<Total>,
    /// Evaluators who still read.
    pub reading: usize,
    /// Evaluators taken off for a conflict.
    pub recused: usize,
    /// Evaluators who handed the file back.
    pub declined: usize,
    /// Evaluators the rules ask for.
    pub readers: u32,
    /// The rule for disagreement.
    pub rule: Disagreement,
    /// The steps, once everybody who holds the file has scored it; empty before.
    pub steps: Vec<Step>,
    /// What they lead to; nothing before.
    pub result: Option<Consolidated>,
    /// The score a file needs, thousandths of a point.
    pub threshold: Points,
    /// The most a file can have, thousandths of a point.
    pub maximum: Points,
    /// Every section with its mean, once there is a result.
    pub sections: Vec<SectionCheck>,
}

impl Explanation {
    /// Whether the file goes on: at or above the threshold and every minimum. Nothing without a score.
    pub fn passed(&self) -> Option<bool> {
        match self.result? {
            Consolidated::Score(score) => {
                Some(score >= self.threshold && self.sections.iter().all(|section| section.passed))
            }
            Consolidated::AnotherReader => None,
        }
    }
}

/// How the file's score came about, as far as the person may see it; nothing while an evaluator of the file has not
/// submitted their own, or nobody has. Hidden from people who read no scores.
pub fn result(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Option<Explanation>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if !reads_scores(actor, proposal) {
            return Err(Failure::hidden());
        }
        if !sees_others(actor, proposal) {
            return Ok(None);
        }
        let names = crate::roles::oversees(actor, proposal.call);
        let rules = rules_of(&case)?;
        let explained = explain(&proposal.evaluation, &rules, actor.person, names);
        Ok((!explained.totals.is_empty()).then_some(explained))
    })
}

fn explain(state: &State, rules: &Rules, reader: PersonId, names: bool) -> Explanation {
    let with = |status| {
        let all = state.assignments.values();
        all.filter(|assignment| assignment.status == status).count()
    };
    let totals: Vec<Total> = state
        .assignments
        .iter()
        .filter(|(_, assignment)| assignment.status == AssignmentStatus::Scored)
        .filter_map(|(person, assignment)| {
            Some(Total {
                by: names.then_some(*person),
                own: *person == reader,
                total: assignment.total?,
            })
        })
        .collect();
    let given: Vec<Points> = totals.iter().map(|one| one.total).collect();
    let complete = given.len() >= rules.readers as usize && given.len() >= state.active();
    let explained = if complete {
        match rules.disagreement {
            Disagreement::Mean => explain_mean(&given),
            Disagreement::ThirdReader { percent } => explain_third_reader(&given, percent),
            Disagreement::DropDeviant { percent } => {
                explain_drop_deviant(&given, rules.maximum(), rules.readers as usize, percent)
            }
        }
    } else {
        None
    };
    let (steps, result) = explained.map_or_else(
        || (Vec::new(), None),
        |told| (told.steps, Some(told.result)),
    );
    Explanation {
        totals,
        reading: with(AssignmentStatus::Assigned) + with(AssignmentStatus::Accepted),
        recused: with(AssignmentStatus::Recused),
        declined: with(AssignmentStatus::Declined),
        readers: rules.readers,
        rule: rules.disagreement,
        sections: match result {
            Some(Consolidated::Score(_)) => sections(state, rules),
            _ => Vec::new(),
        },
        steps,
        result,
        threshold: rules.threshold,
        maximum: rules.maximum(),
    }
}

/// Every section with the mean of those who scored.
pub(crate) fn sections(state: &State, rules: &Rules) -> Vec<SectionCheck> {
    let scored = || {
        let all = state.assignments.values();
        all.filter(|assignment| assignment.status == AssignmentStatus::Scored)
    };
    let check = |section: &workflow::evaluation::GridSection| {
        let totals: Vec<Points> = scored()
            .map(|assignment| section.total(&assignment.scores))
            .collect();
        let mean = consolidation::mean(&totals)?;
        Some(SectionCheck {
            id: section.id.clone(),
            title: section.title.clone(),
            mean,
            minimum: section.minimum,
            maximum: section.maximum(),
            passed: mean >= section.minimum,
        })
    };
    rules.sections.iter().filter_map(check).collect()
}
