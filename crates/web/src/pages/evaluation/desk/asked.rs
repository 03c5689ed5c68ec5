//! What a post to the desk asks for.

use std::collections::BTreeSet;

use facility::evaluation;
use language::Reader;
use workflow::evaluation::{AssignmentStatus, Command as Evaluation};
use workflow::ids::PersonId;
use workflow::proposal::Command;

use super::super::grid;
use super::Known;
use crate::form::{Errors, Fields};
use crate::pages::desk;

/// What a post asks for: the work, whether one stays on the desk, and the sentence there.
pub enum Asked {
    /// A command.
    Act(Command, bool, &'static str),
    /// Keep the draft.
    Keep(evaluation::ScoreDraft),
    /// Submit it.
    Submit(evaluation::ScoreDraft),
    /// Keep the note to oneself.
    Note(String),
}

/// Reads what is asked; answers what is wrong with it.
pub fn asked(reader: &Reader, known: &Known, fields: &Fields) -> Result<Asked, Errors> {
    match (fields.get("act"), &known.desk) {
        ("declare", _) => {
            let interest = desk::declared(reader, fields)?;
            let stays = interest == workflow::interest::Command::DeclareNone;
            Ok(Asked::Act(
                Command::Interest(interest),
                stays,
                "conflict-declared",
            ))
        }
        ("save", Some(desk)) => {
            let (draft, errors) = grid::read(reader, &desk.rules, fields);
            if errors.is_empty() {
                Ok(Asked::Keep(draft))
            } else {
                Err(errors)
            }
        }
        ("submit", Some(desk)) => {
            let (draft, mut errors) = grid::read(reader, &desk.rules, fields);
            // A score that cannot be read is not said to be missing too.
            let open = grid::open(reader, &desk.rules, &draft);
            for error in open.0 {
                if errors.of(&error.field).is_empty() {
                    errors.say(&error.field, error.text);
                }
            }
            // One's own scores may be locked by now; then that is what is said.
            let locked = desk.mine == Some(AssignmentStatus::Scored);
            if errors.is_empty() || locked {
                Ok(Asked::Submit(draft))
            } else {
                Err(errors)
            }
        }
        ("note", Some(_)) => Ok(Asked::Note(fields.get("note").to_owned())),
        ("decline", Some(_)) => {
            let reason = desk::text(reader, fields, "reason")?;
            let command = Command::Evaluation(Evaluation::DeclineAssignment { reason });
            Ok(Asked::Act(command, false, "evaluation-declined"))
        }
        ("conflict", Some(_)) => {
            let command = Command::Interest(desk::conflict(reader, fields)?);
            Ok(Asked::Act(command, false, "conflict-declared"))
        }
        ("assign", Some(_)) => assign(reader, fields),
        ("reopen", Some(_)) => reopen(reader, fields),
        _ => Err(desk::wrong(reader, "", "unknown-option")),
    }
}

fn assign(reader: &Reader, fields: &Fields) -> Result<Asked, Errors> {
    let evaluators: Result<BTreeSet<PersonId>, _> =
        fields.all("evaluator").map(str::parse).collect();
    match evaluators {
        Ok(evaluators) if !evaluators.is_empty() => Ok(Asked::Act(
            Command::Evaluation(Evaluation::AssignEvaluators {
                by_hand: evaluators.clone(),
                evaluators,
            }),
            true,
            "evaluation-assigned",
        )),
        _ => Err(desk::wrong(reader, "evaluator", "unknown-option")),
    }
}

fn reopen(reader: &Reader, fields: &Fields) -> Result<Asked, Errors> {
    let evaluator = fields
        .get("reopened")
        .parse()
        .map_err(|_| desk::wrong(reader, "reopened", "unknown-option"))?;
    let reason = desk::text(reader, fields, "reopen-reason")?;
    Ok(Asked::Act(
        Command::Evaluation(Evaluation::ReopenScores { evaluator, reason }),
        true,
        "evaluation-reopened",
    ))
}
