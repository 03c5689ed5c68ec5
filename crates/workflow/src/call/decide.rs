//! What may be done with a call, and what follows.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::table::{Applies, CallAction as A, CallStatus as S, Phase, TABLE};
use super::{Call, Command, Event};
use crate::definition::CallDefinition;
use crate::form::Form;
use crate::procedure::{self, Incomplete, Stage};
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::text::Text;
use crate::time::Deadline;
use crate::transition::row;
use crate::{batch, clarification, letter, panel, results};

/// A new call's first event. Only a programme officer for all calls may open one.
pub fn draft(definition: CallDefinition, actor: &Actor) -> Result<Event, Refusal> {
    if !actor.holds(Role::ProgrammeOfficer, None) {
        return Err(Refusal::NotAllowed);
    }
    Ok(Event::Drafted {
        definition: Box::new(definition),
    })
}

/// Whether the person may do this now, whatever the details.
pub fn permitted(state: &Call, action: A, actor: &Actor) -> Result<(), Refusal> {
    if !state.visible_to(Some(actor)) {
        return Err(Refusal::Hidden);
    }
    let Some(row) = row(TABLE, state.status, action) else {
        return Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        });
    };
    // Whoever has an account may apply one day, unless it is theirs to run the facility.
    let applies = !actor.memberships.is_empty() || actor.appointments.is_empty();
    let may = |role: &Role| match role.is_applicant() {
        true => applies,
        false => actor.holds(*role, Some(state.id)),
    };
    if !row.by.iter().any(may) {
        return Err(Refusal::NotAllowed);
    }
    let pending = state.pending_form.as_ref();
    let own = match action {
        A::Approve => state.authors.contains(&actor.person),
        A::ReviseForm => pending.is_some_and(|form| form.authors.contains(&actor.person)),
        _ => false,
    };
    if own {
        return Err(Refusal::OwnAct);
    }
    if matches!(action, A::ReviseForm | A::RefuseForm) && pending.is_none() {
        return Err(Refusal::Unknown {
            what: "form",
            name: "pending".to_owned(),
        });
    }
    Ok(())
}

/// Whether the person may add documents to the call and remove them: who sets it up, until it is over.
pub fn keeps_documents(state: &Call, actor: &Actor) -> Result<(), Refusal> {
    if !state.visible_to(Some(actor)) {
        return Err(Refusal::Hidden);
    }
    let sets_up = [Role::ProgrammeOfficer, Role::FacilityManager];
    if !sets_up
        .iter()
        .any(|role| actor.holds(*role, Some(state.id)))
    {
        return Err(Refusal::NotAllowed);
    }
    match state.status {
        S::Draft | S::Approved | S::Published => Ok(()),
        S::Finalised | S::Cancelled => Err(Refusal::CallNotOpen),
    }
}

/// What the person may do now.
pub fn available(state: &Call, actor: &Actor) -> Vec<A> {
    A::ALL
        .iter()
        .copied()
        .filter(|action| permitted(state, *action, actor).is_ok())
        .collect()
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Call,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    permitted(state, command.action(), actor)?;
    let event = match command {
        // The code is part of addresses and references: it stays as it was.
        Command::Edit { definition } if definition.code != state.definition.code => {
            return Err(Refusal::Unknown {
                what: "call",
                name: definition.code.clone(),
            });
        }
        Command::Edit { definition } => Event::Edited {
            definition: definition.clone(),
        },
        Command::Approve => {
            complete(&state.definition)?;
            Event::Approved {}
        }
        Command::Reopen => Event::Reopened {},
        Command::Publish => {
            complete(&state.definition)?;
            Event::Published {}
        }
        Command::ExtendDeadline {
            position,
            closes,
            reason,
        } => {
            let deadline = step_deadline(&state.definition, *position)?;
            let later = Deadline {
                local: *closes,
                zone: deadline.zone,
            };
            if later.at() <= deadline.at() || !later.allows(now) {
                return Err(Refusal::TooEarly {
                    at: deadline.at().max(now),
                });
            }
            let mut extended = state.definition.clone();
            set_deadline(&mut extended, *position, *closes);
            in_order(&extended)?;
            Event::DeadlineExtended {
                position: *position,
                closes: *closes,
                reason: reason.digest(),
            }
        }
        Command::ProposeForm { form, reason } => {
            not_closed(state, now)?;
            let earlier = state.pending_form.as_ref().map(|pending| pending.reason);
            Event::FormRevisionProposed {
                form: Box::new(Form {
                    version: state.definition.form.version.saturating_add(1),
                    ..(**form).clone()
                }),
                reason: reason
                    .as_ref()
                    .map(Text::digest)
                    .or(earlier)
                    .ok_or(Refusal::ReasonMissing)?,
            }
        }
        Command::ReviseForm => {
            not_closed(state, now)?;
            let pending = state.pending_form.as_ref().ok_or(Refusal::AlreadyDone)?;
            without(procedure::form_faults(&pending.form, &state.definition).collect())?;
            Event::FormRevised {
                version: pending.form.version,
            }
        }
        Command::RefuseForm { reason } => Event::FormRevisionRefused {
            reason: reason.digest(),
        },
        Command::ReviseGrid {
            position,
            rules,
            applies,
            reason,
            scored,
        } => {
            if *scored && *applies == Applies::All {
                return Err(Refusal::GridLocked);
            }
            let mut revised = state.definition.clone();
            match revised.procedure.0.get_mut(*position) {
                Some(stage @ Stage::Evaluation(_)) => *stage = Stage::Evaluation((**rules).clone()),
                _ => {
                    return Err(Refusal::Unknown {
                        what: "evaluation",
                        name: position.to_string(),
                    });
                }
            }
            complete(&revised)?;
            Event::GridRevised {
                position: *position,
                rules: rules.clone(),
                applies: *applies,
                reason: reason.digest(),
            }
        }
        Command::Clarification(command) => clarification::decide(state, command, actor, now)?,
        Command::Batch(command) => batch::decide(state, command, actor, now)?,
        Command::Panel(command) => {
            panel::guard(&state.panel, command.action(), now)?;
            panel::decide(state, command, actor, now)?
        }
        Command::Letter(command) => letter::decide(state, command, now)?,
        Command::Results(command) => results::decide(state, command)?,
        Command::Finalise => {
            let received = state.definition.last_receipt_of_all_at();
            if now <= received {
                return Err(Refusal::TooEarly { at: received });
            }
            Event::Finalised {}
        }
        Command::Cancel { reason } => Event::Cancelled {
            reason: reason.digest(),
        },
    };
    Ok(vec![event])
}

fn complete(definition: &CallDefinition) -> Result<(), Refusal> {
    without(procedure::check(definition))
}

/// The form of the first step can be revised while somebody can still answer it.
fn not_closed(state: &Call, now: DateTime<Utc>) -> Result<(), Refusal> {
    match state.phase(now) {
        Phase::Closed => Err(Refusal::DeadlinePassed {
            at: state.definition.dates.deadline().at(),
        }),
        Phase::Upcoming | Phase::Open => Ok(()),
    }
}

/// The deadline of a step of the application.
fn step_deadline(definition: &CallDefinition, position: usize) -> Result<Deadline, Refusal> {
    match definition.procedure.stage(position) {
        Some(Stage::Intake(_)) => Ok(definition.window(position).closes),
        _ => Err(Refusal::Unknown {
            what: "step",
            name: position.to_string(),
        }),
    }
}

pub(super) fn set_deadline(
    definition: &mut CallDefinition,
    position: usize,
    closes: NaiveDateTime,
) {
    match definition.procedure.0.get_mut(position) {
        Some(Stage::Intake(rules)) if position > 0 => rules.closes = Some(closes),
        _ => definition.dates.closes = closes,
    }
}

/// A later deadline must not overtake the dates that follow it.
fn in_order(definition: &CallDefinition) -> Result<(), Refusal> {
    let mut problems = procedure::check(definition);
    problems.retain(|problem| matches!(problem, Incomplete::DatesOutOfOrder { .. }));
    without(problems)
}

fn without(problems: Vec<Incomplete>) -> Result<(), Refusal> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Incomplete { problems })
    }
}
