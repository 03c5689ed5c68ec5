//! Evaluation: the second round. Scores are locked once submitted; nobody sees another's before.

use std::collections::{BTreeMap, BTreeSet};

use choice::consolidation::{self, Consolidated};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::definition::Localised;
use crate::ids::PersonId;
use crate::names::named;
use crate::procedure::{CallText, RuleFault};
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::text::Text;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const EVALUATOR: &[Role] = &[Role::Evaluator];
/// Where a file can stand after one of its readers has scored or left.
const SCORED: &[S] = &[
    S::InEvaluation,
    S::ThirdReaderNeeded,
    S::Evaluated,
    S::BelowThreshold,
];

/// The table of Evaluation.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::AwaitingAssignment, S::InEvaluation, S::ThirdReaderNeeded],
        action: Action::AssignEvaluators,
        to: To::Status(&[S::InEvaluation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclareNoConflict,
        to: To::Status(&[S::InEvaluation]),
        by: EVALUATOR,
    },
    // Who leaves may be the last one waited for.
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclareConflict,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::ThirdReaderNeeded],
        action: Action::DeclareConflict,
        to: To::Status(&[S::ThirdReaderNeeded]),
        by: EVALUATOR,
    },
    // A score that counted counts no more: the file is evaluated without it, or waits for another reader.
    Transition {
        from: &[S::Evaluated, S::BelowThreshold],
        action: Action::DeclareConflict,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::DeclineAssignment,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[S::InEvaluation],
        action: Action::SubmitScores,
        to: To::Status(SCORED),
        by: EVALUATOR,
    },
    Transition {
        from: &[
            S::AwaitingAssignment,
            S::InEvaluation,
            S::ThirdReaderNeeded,
            S::Evaluated,
            S::BelowThreshold,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::Reinstate,
        to: To::Status(&[S::Evaluated]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::BelowThreshold],
        action: Action::Release,
        to: To::Status(&[S::BelowThreshold]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Evaluated],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];

/// Thousandths of a point.
pub type Points = i64;

named! {
    /// What happens when readers disagree.
    pub enum Disagreement {
        /// The mean, whatever the gap.
        Mean = "mean",
        /// A gap over 30 % of the higher score brings a third reader; then the mean of the two closest (REC).
        ThirdReader = "third_reader",
        /// A gap of 40 % of the maximum or more brings another reader; then the most deviant is dropped (Kultura Nova).
        DropDeviant = "drop_deviant",
    }
}

/// How proposals are scored in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Evaluators a file needs.
    pub readers: u32,
    /// The consolidated score a file needs to go on, thousandths of a point.
    pub threshold: Points,
    /// Rule for disagreement.
    pub disagreement: Disagreement,
    /// The most files one evaluator is given.
    pub most_files: u32,
    /// The grid.
    #[serde(rename = "section")]
    pub sections: Vec<GridSection>,
}

/// A section of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridSection {
    /// Name used in data.
    pub id: String,
    /// Title.
    pub title: Localised,
    /// Eliminatory minimum of the section's mean, thousandths of a point; 0 for none.
    #[serde(default)]
    pub minimum: Points,
    /// Questions.
    #[serde(rename = "question")]
    pub questions: Vec<GridQuestion>,
}

/// A question of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridQuestion {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// Highest score, thousandths of a point. The lowest is 0.
    pub max: Points,
    /// Distance between two scores, thousandths of a point.
    pub step: Points,
    /// Multiplier (×2 in some funds).
    #[serde(default = "once")]
    pub weight: i64,
    /// Whether a comment is mandatory at the lowest and the highest score.
    #[serde(default)]
    pub comment_at_extremes: bool,
}

impl GridQuestion {
    /// Whether a score is within the range and on a step, thousandths of a point.
    pub const fn allows(&self, score: Points) -> bool {
        0 <= score && score <= self.max && score % self.step == 0
    }

    /// Whether a score needs a comment: it is the lowest or the highest, and the grid asks for one there.
    pub const fn needs_comment(&self, score: Points) -> bool {
        self.comment_at_extremes && (score == 0 || score == self.max)
    }
}

impl GridSection {
    /// The highest total of the section, thousandths of a point.
    pub fn maximum(&self) -> Points {
        self.questions
            .iter()
            .map(|question| question.max.saturating_mul(question.weight))
            .fold(0, i64::saturating_add)
    }
}

const fn once() -> i64 {
    1
}

impl Rules {
    /// Every question.
    pub fn questions(&self) -> impl Iterator<Item = &GridQuestion> {
        self.sections
            .iter()
            .flat_map(|section| section.questions.iter())
    }

    /// The highest total, thousandths of a point.
    pub fn maximum(&self) -> Points {
        self.sections
            .iter()
            .map(GridSection::maximum)
            .fold(0, i64::saturating_add)
    }

    /// Every text of the grid at its place in the procedure.
    pub fn texts(&self, position: usize) -> Vec<(CallText, &Localised)> {
        let mut found = Vec::new();
        for section in &self.sections {
            let id = section.id.clone();
            found.push((CallText::GridSection { position, id }, &section.title));
            for question in &section.questions {
                let id = question.id.clone();
                found.push((CallText::GridQuestion { position, id }, &question.text));
            }
        }
        found
    }

    /// What is incomplete.
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.readers == 0 {
            found.push(RuleFault::NoReaders);
        }
        if self.most_files == 0 {
            found.push(RuleFault::NoFiles);
        }
        if self.disagreement == Disagreement::ThirdReader && self.readers != 2 {
            found.push(RuleFault::ThirdReaderNeedsTwo);
        }
        let mut seen = BTreeSet::new();
        for section in &self.sections {
            let id = section.id.clone();
            if !(0..=section.maximum()).contains(&section.minimum) {
                let most = section.maximum();
                found.push(RuleFault::SectionMinimum {
                    id: id.clone(),
                    most,
                });
            }
            if !seen.insert(&section.id) {
                found.push(RuleFault::NameTwice { id });
            }
        }
        let mut seen = BTreeSet::new();
        for question in self.questions() {
            let id = question.id.clone();
            let fits = question.max > 0
                && question.step > 0
                && question.max % question.step == 0
                && question.weight > 0;
            if !fits {
                found.push(RuleFault::QuestionSteps { id: id.clone() });
            }
            if !seen.insert(&question.id) {
                found.push(RuleFault::NameTwice { id });
            }
        }
        if seen.is_empty() {
            found.push(RuleFault::NoQuestion);
        }
        let most = self.maximum();
        if !(0..=most).contains(&self.threshold) {
            found.push(RuleFault::Threshold { most });
        }
        found
    }

    /// Everything that keeps scores from being submitted: first scores that are missing or not allowed, then comments that
    /// are missing.
    pub fn open<'a>(
        &'a self,
        scores: &'a BTreeMap<String, Points>,
        commented: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Refusal> + 'a {
        let score = |question: &GridQuestion| scores.get(&question.id).copied();
        let wrong = self
            .questions()
            .filter(move |question| !score(question).is_some_and(|score| question.allows(score)))
            .map(|question| Refusal::Score {
                question: question.id.clone(),
            });
        let silent = self
            .questions()
            .filter(move |question| {
                score(question).is_some_and(|score| question.needs_comment(score))
                    && !commented(&question.id)
            })
            .map(|question| Refusal::CommentMissing {
                question: question.id.clone(),
            });
        wrong.chain(silent)
    }

    /// The weighted total of a complete set of scores. Refuses a missing score, one out of range or off its step.
    pub fn total(&self, scores: &BTreeMap<String, Points>) -> Result<Points, Refusal> {
        if let Some(name) = scores
            .keys()
            .find(|id| !self.questions().any(|question| question.id == **id))
        {
            return Err(Refusal::Unknown {
                what: "question",
                name: name.clone(),
            });
        }
        let mut sum = 0_i64;
        for question in self.questions() {
            let score = scores.get(&question.id).copied();
            let right = score.filter(|score| question.allows(*score));
            let score = right.ok_or_else(|| Refusal::Score {
                question: question.id.clone(),
            })?;
            sum = score
                .checked_mul(question.weight)
                .and_then(|s| sum.checked_add(s))
                .ok_or(Refusal::Overflow)?;
        }
        Ok(sum)
    }
}

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
    /// Digest of the comments by question, and of the overall comment under an empty name.
    pub comments: BTreeMap<String, Digest>,
    /// Weighted total, once submitted.
    pub total: Option<Points>,
    /// Since when it has this status (UTC).
    pub since: DateTime<Utc>,
}

/// What Evaluation knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Assignments by evaluator.
    pub assignments: BTreeMap<PersonId, Assignment>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<Points>,
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
    fn totals(&self) -> Vec<Points> {
        let scored = self
            .assignments
            .values()
            .filter(|assignment| assignment.status == AssignmentStatus::Scored);
        scored.filter_map(|assignment| assignment.total).collect()
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Gives the file to evaluators.
    AssignEvaluators {
        /// To whom; each must be free of conflict and new to the file.
        evaluators: BTreeSet<PersonId>,
    },
    /// Hands it back.
    DeclineAssignment {
        /// Why.
        reason: Text,
    },
    /// Submits scores.
    SubmitScores {
        /// By question, thousandths of a point.
        scores: BTreeMap<String, Points>,
        /// Comments by question.
        comments: BTreeMap<String, Text>,
        /// Overall comment.
        overall: Text,
    },
    /// Brings a file below the threshold back.
    Reinstate {
        /// Why.
        reason: Text,
    },
    /// Tells the applicant that the file is below the threshold.
    Release,
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::AssignEvaluators { .. } => Action::AssignEvaluators,
            Self::DeclineAssignment { .. } => Action::DeclineAssignment,
            Self::SubmitScores { .. } => Action::SubmitScores,
            Self::Reinstate { .. } => Action::Reinstate,
            Self::Release => Action::Release,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::SubmitScores {
                comments, overall, ..
            } => comments.values().chain([overall]).collect(),
            Self::DeclineAssignment { reason } | Self::Reinstate { reason } => vec![reason],
            Self::AssignEvaluators { .. } | Self::Release => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Given to evaluators.
    EvaluatorsAssigned {
        /// To whom.
        evaluators: BTreeSet<PersonId>,
    },
    /// Handed back by the actor.
    AssignmentDeclined {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Scores submitted by the actor.
    ScoresSubmitted {
        /// By question, thousandths of a point.
        scores: BTreeMap<String, Points>,
        /// Weighted total, thousandths of a point.
        total: Points,
        /// Digests of comments by question; the overall one under `overall`.
        comments: BTreeMap<String, Digest>,
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
    /// Brought back.
    Reinstated {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant was told.
    Released {},
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let mine = state
        .evaluation
        .assignments
        .get(&situation.actor.person)
        .map(|assignment| assignment.status);
    match action {
        Action::SubmitScores => match mine {
            Some(AssignmentStatus::Accepted) => Ok(()),
            Some(AssignmentStatus::Assigned) => Err(Refusal::DeclareFirst),
            Some(AssignmentStatus::Scored) => Err(Refusal::AlreadyDone),
            _ => Err(Refusal::NotYours),
        },
        Action::DeclareNoConflict if mine != Some(AssignmentStatus::Assigned) => {
            Err(Refusal::AlreadyDone)
        }
        Action::DeclineAssignment if mine == Some(AssignmentStatus::Scored) => {
            Err(Refusal::AlreadyDone)
        }
        Action::Release if state.evaluation.released => Err(Refusal::AlreadyDone),
        Action::Reinstate if mine.is_some() => Err(Refusal::OwnAct),
        _ => Ok(()),
    }
}

/// Answers a command with an event, or refuses. What follows for the file's score is [`consolidate`]'s to say.
pub fn decide(state: &Proposal, command: &Command, rules: &Rules) -> Result<Event, Refusal> {
    Ok(match command {
        Command::AssignEvaluators { evaluators } => assign(state, evaluators)?,
        Command::DeclineAssignment { reason } => Event::AssignmentDeclined {
            reason: reason.digest(),
        },
        Command::SubmitScores {
            scores,
            comments,
            overall,
        } => submit(rules, scores, comments, overall)?,
        Command::Reinstate { reason } => Event::Reinstated {
            reason: reason.digest(),
        },
        Command::Release => Event::Released {},
    })
}

fn assign(state: &Proposal, evaluators: &BTreeSet<PersonId>) -> Result<Event, Refusal> {
    let barred = |person: &PersonId| {
        state.conflicts.contains_key(person) || state.evaluation.assignments.contains_key(person)
    };
    if evaluators.is_empty() || evaluators.iter().any(barred) {
        return Err(Refusal::CannotTake);
    }
    Ok(Event::EvaluatorsAssigned {
        evaluators: evaluators.clone(),
    })
}

fn submit(
    rules: &Rules,
    scores: &BTreeMap<String, Points>,
    comments: &BTreeMap<String, Text>,
    overall: &Text,
) -> Result<Event, Refusal> {
    let total = rules.total(scores)?;
    if let Some(name) = comments.keys().find(|id| !scores.contains_key(*id)) {
        return Err(Refusal::Unknown {
            what: "question",
            name: name.clone(),
        });
    }
    let mut open = rules.open(scores, |question| comments.contains_key(question));
    if let Some(refusal) = open.next() {
        return Err(refusal);
    }
    drop(open);
    let digests = comments
        .iter()
        .map(|(question, text)| (question.clone(), text.digest()));
    let comments = digests
        .chain([("overall".to_owned(), overall.digest())])
        .collect();
    Ok(Event::ScoresSubmitted {
        scores: scores.clone(),
        total,
        comments,
    })
}

/// What follows once everyone who holds the file has scored it and there are enough of them; nothing before.
pub fn consolidate(state: &State, rules: &Rules) -> Option<Event> {
    let totals = state.totals();
    if totals.len() < rules.readers as usize || totals.len() < state.active() {
        return None;
    }
    let result = match rules.disagreement {
        Disagreement::Mean => Consolidated::Score(consolidation::mean(&totals)?),
        Disagreement::ThirdReader => consolidation::third_reader(&totals)?,
        Disagreement::DropDeviant => {
            consolidation::drop_deviant(&totals, rules.maximum(), rules.readers as usize)?
        }
    };
    match result {
        Consolidated::AnotherReader => Some(Event::ThirdReaderCalled {}),
        Consolidated::Score(score) => Some(Event::Consolidated {
            score,
            passed: score >= rules.threshold && sections_pass(state, rules),
        }),
    }
}

/// Every section's mean over those who scored is at or above its minimum.
fn sections_pass(state: &State, rules: &Rules) -> bool {
    rules
        .sections
        .iter()
        .filter(|section| section.minimum > 0)
        .all(|section| {
            let scored = state
                .assignments
                .values()
                .filter(|assignment| assignment.status == AssignmentStatus::Scored);
            let sums: Vec<Points> = scored
                .map(|assignment| {
                    let weighted = |question: &GridQuestion| {
                        assignment
                            .scores
                            .get(&question.id)
                            .copied()
                            .unwrap_or(0)
                            .saturating_mul(question.weight)
                    };
                    section.questions.iter().map(weighted).sum()
                })
                .collect();
            consolidation::mean(&sums).is_some_and(|mean| mean >= section.minimum)
        })
}

/// Applies an event.
pub fn apply(state: &mut Proposal, event: &Event, actor: PersonId, at: DateTime<Utc>) {
    let evaluation = &mut state.evaluation;
    match event {
        Event::EvaluatorsAssigned { evaluators } => {
            for person in evaluators {
                let declared = state.declared.contains(person);
                let fresh = Assignment {
                    status: if declared {
                        AssignmentStatus::Accepted
                    } else {
                        AssignmentStatus::Assigned
                    },
                    scores: BTreeMap::new(),
                    comments: BTreeMap::new(),
                    total: None,
                    since: at,
                };
                evaluation.assignments.insert(*person, fresh);
            }
            state.status = S::InEvaluation;
        }
        Event::AssignmentDeclined { .. } => {
            if let Some(assignment) = evaluation.assignments.get_mut(&actor) {
                assignment.status = AssignmentStatus::Declined;
                assignment.since = at;
            }
        }
        Event::ScoresSubmitted {
            scores,
            total,
            comments,
        } => {
            if let Some(assignment) = evaluation.assignments.get_mut(&actor) {
                assignment.status = AssignmentStatus::Scored;
                assignment.since = at;
                assignment.scores = scores.clone();
                assignment.comments = comments.clone();
                assignment.total = Some(*total);
            }
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
        Event::Reinstated { .. } => state.status = S::Evaluated,
        Event::Released {} => evaluation.released = true,
    }
}
