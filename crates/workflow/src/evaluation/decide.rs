//! What may be done in Evaluation, and what follows.

use std::collections::{BTreeMap, BTreeSet};

use choice::consolidation::{self, Consolidated};

use super::command::{Command, WrittenFindings};
use super::event::{Event, Scores};
use super::grid::{Points, RESERVED, Recommendation, Rules};
use super::state::{AssignmentStatus, State};
use crate::ids::PersonId;
use crate::proposal::{Proposal, Situation};
use crate::refusal::Refusal;
use crate::text::Text;
use crate::transition::{Action, Status};

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
        // Where the call asks everybody, one may declare before being given the file; after that, once.
        Action::DeclareNoConflict => match mine {
            Some(AssignmentStatus::Assigned) => Ok(()),
            None if state.evaluation.declarable
                && !state.declared.contains(&situation.actor.person) =>
            {
                Ok(())
            }
            _ => Err(Refusal::AlreadyDone),
        },
        Action::OpenDeclarations if state.evaluation.declarable => Err(Refusal::AlreadyDone),
        Action::DeclineAssignment if mine == Some(AssignmentStatus::Scored) => {
            Err(Refusal::AlreadyDone)
        }
        Action::Release | Action::ReopenScores if state.evaluation.released => {
            Err(Refusal::AlreadyDone)
        }
        Action::Release => crate::letter::not_held(situation.call, state.id),
        Action::RecordConsensus if state.evaluation.rapporteur != Some(situation.actor.person) => {
            Err(Refusal::NotYours)
        }
        // What the applicant has been told is not written up anew.
        Action::AppointRapporteur | Action::RecordConsensus if state.evaluation.released => {
            Err(Refusal::AlreadyDone)
        }
        Action::AppointRapporteur | Action::RecordConsensus
            if !situation
                .call
                .rules_of_evaluation(state)
                .is_some_and(|rules| rules.consensus) =>
        {
            Err(Refusal::NotAllowed)
        }
        Action::Reinstate if mine.is_some() => Err(Refusal::OwnAct),
        _ => Ok(()),
    }
}

/// Answers a command with an event, or refuses. What follows for the file's score is [`consolidate`]'s to say.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::OpenDeclarations => Event::DeclarationsOpened {},
        Command::AssignEvaluators {
            evaluators,
            by_hand,
        } => {
            for person in evaluators {
                may_join(state, *person)?;
            }
            if evaluators.is_empty() {
                return Err(Refusal::CannotTake);
            }
            Event::EvaluatorsAssigned {
                evaluators: evaluators.clone(),
                by_hand: by_hand.intersection(evaluators).copied().collect(),
            }
        }
        Command::DeclineAssignment { reason } => Event::AssignmentDeclined {
            reason: reason.digest(),
        },
        Command::SubmitScores {
            scores,
            comments,
            overall,
            recommendation,
            budget_remarks,
        } => {
            let mut beside = vec![("overall", overall)];
            beside.extend(
                budget_remarks
                    .iter()
                    .map(|remarks| ("budget_remarks", remarks)),
            );
            Event::ScoresSubmitted(submit(rules, scores, comments, &beside, *recommendation)?)
        }
        Command::ReopenScores { evaluator, reason } => {
            let theirs = state.evaluation.assignments.get(evaluator);
            if theirs.map(|one| one.status) != Some(AssignmentStatus::Scored) {
                return Err(Refusal::NothingSubmitted);
            }
            if situation.actor.person == *evaluator {
                return Err(Refusal::OwnAct);
            }
            Event::ScoresReopened {
                evaluator: *evaluator,
                reason: reason.digest(),
            }
        }
        Command::AppointRapporteur { person } => {
            let theirs = state.evaluation.assignments.get(person);
            if theirs.map(|one| one.status) != Some(AssignmentStatus::Scored) {
                return Err(Refusal::NothingSubmitted);
            }
            Event::RapporteurAppointed { person: *person }
        }
        Command::RecordConsensus { text, criteria } => write_up(rules, text, criteria)?,
        Command::Reinstate { reason } => Event::Reinstated {
            reason: reason.digest(),
        },
        Command::Release => Event::Released {},
    })
}

/// Whether a person can be given the file: nothing known stands between them, and they are new to it.
fn may_join(state: &Proposal, person: PersonId) -> Result<(), Refusal> {
    let barred = state.conflicts.contains_key(&person)
        || state.suspected.contains_key(&person)
        || state.evaluation.assignments.contains_key(&person);
    if barred {
        Err(Refusal::CannotTake)
    } else {
        Ok(())
    }
}

/// Another reader joins at once where the readers differ too far: by the rule, without anybody's act.
///
/// Refuses a person who cannot be given the file, and a file that waits for nobody.
pub fn join(state: &Proposal, person: PersonId) -> Result<Event, Refusal> {
    if state.status != Status::ThirdReaderNeeded {
        return Err(Refusal::AlreadyDone);
    }
    may_join(state, person)?;
    Ok(Event::EvaluatorsAssigned {
        evaluators: BTreeSet::from([person]),
        by_hand: BTreeSet::new(),
    })
}

fn submit(
    rules: &Rules,
    scores: &BTreeMap<String, Points>,
    comments: &BTreeMap<String, Text>,
    beside: &[(&str, &Text)],
    recommendation: Option<Recommendation>,
) -> Result<Scores, Refusal> {
    let total = rules.total_of(scores)?;
    let unknown = |name: &str| Refusal::Unknown {
        what: "question",
        name: name.to_owned(),
    };
    if let Some(name) = comments.keys().find(|id| !scores.contains_key(*id)) {
        return Err(unknown(name));
    }
    if !rules.budget_remarks && beside.iter().any(|(name, _)| *name == RESERVED[1]) {
        return Err(unknown(RESERVED[1]));
    }
    if let Some(refusal) = rules
        .open(scores, |question| comments.contains_key(question))
        .next()
    {
        return Err(refusal);
    }
    if rules.recommendation != recommendation.is_some() {
        return Err(Refusal::Recommendation {
            asked: rules.recommendation,
        });
    }
    let digests = comments
        .iter()
        .map(|(question, text)| (question.clone(), text.digest()));
    let beside = beside
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.digest()));
    let mut submitted = Scores {
        scores: scores.clone(),
        total,
        comments: digests.chain(beside).collect(),
        recommendation,
        seal: None,
    };
    submitted.seal = submitted.sealed();
    Ok(submitted)
}

fn write_up(
    rules: &Rules,
    text: &Text,
    criteria: &BTreeMap<String, WrittenFindings>,
) -> Result<Event, Refusal> {
    let known = |id: &String| rules.sections.iter().any(|section| section.id == *id);
    if let Some(name) = criteria.keys().find(|id| !known(id)) {
        return Err(Refusal::Unknown {
            what: "section",
            name: name.clone(),
        });
    }
    Ok(Event::ConsensusRecorded {
        text: text.digest(),
        criteria: criteria
            .iter()
            .map(|(section, findings)| (section.clone(), findings.digests()))
            .collect(),
    })
}

/// What follows once everyone who holds the file has scored it and there are enough of them; nothing before.
pub fn consolidate(state: &State, rules: &Rules) -> Option<Event> {
    let totals = state.totals();
    if totals.len() < rules.readers as usize || totals.len() < state.active() {
        return None;
    }
    match rules.consolidated(&totals)? {
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
                .map(|assignment| section.total(&assignment.scores))
                .collect();
            consolidation::mean(&sums).is_some_and(|mean| mean >= section.minimum)
        })
}
