//! The case of a call: drafted, approved by a second person, published, finalised or cancelled.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::definition::CallDefinition;
use crate::ids::{CallId, PersonId};
use crate::intake::is_first;
use crate::names::named;
use crate::procedure::{self, Incomplete, Stage};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::text::Text;
use crate::time::Deadline;
use crate::transition::{To, Transition, row};

named! {
    /// Where a call stands. Open and closed are computed from the clock, never stored.
    pub enum CallStatus {
        /// Being written.
        Draft = "draft",
        /// Approved by a second person.
        Approved = "approved",
        /// Public.
        Published = "published",
        /// Over.
        Finalised = "finalised",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

named! {
    /// What is done to a call.
    pub enum CallAction {
        /// Changes the definition.
        Edit = "edit",
        /// Approves it.
        Approve = "approve",
        /// Takes the approval back to change it.
        Reopen = "reopen",
        /// Publishes it.
        Publish = "publish",
        /// Extends the deadline.
        ExtendDeadline = "extend_deadline",
        /// Ends it.
        Finalise = "finalise",
        /// Cancels it.
        Cancel = "cancel",
    }
}

named! {
    /// Where a published call is on the clock.
    pub enum Phase {
        /// Not yet open.
        Upcoming = "upcoming",
        /// Takes proposals.
        Open = "open",
        /// The deadline has passed.
        Closed = "closed",
    }
}

use CallAction as A;
use CallStatus as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const MANAGER: &[Role] = &[Role::FacilityManager];

/// The table of a call.
pub const TABLE: &[Transition<S, A>] = &[
    Transition {
        from: &[S::Draft],
        action: A::Edit,
        to: To::Status(&[S::Draft]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Draft],
        action: A::Approve,
        to: To::Status(&[S::Approved]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Approved],
        action: A::Reopen,
        to: To::Status(&[S::Draft]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Approved],
        action: A::Publish,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::ExtendDeadline,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::Finalise,
        to: To::Status(&[S::Finalised]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Draft, S::Approved, S::Published],
        action: A::Cancel,
        to: To::Status(&[S::Cancelled]),
        by: MANAGER,
    },
];

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Its data, the deadline as last extended.
    pub definition: CallDefinition,
    /// Status.
    pub status: S,
    /// Everyone who wrote the definition.
    pub authors: BTreeSet<PersonId>,
    /// When the case was opened (UTC).
    pub drafted_at: DateTime<Utc>,
}

impl Call {
    /// Where the call is on the clock.
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        if now < self.definition.dates.opens_at() {
            Phase::Upcoming
        } else if self.definition.dates.deadline().allows(now) {
            Phase::Open
        } else {
            Phase::Closed
        }
    }

    /// Whether everyone may see it.
    pub const fn is_public(&self) -> bool {
        matches!(self.status, S::Published | S::Finalised)
    }

    /// Whether the person may see it.
    pub fn visible_to(&self, actor: Option<&Actor>) -> bool {
        self.is_public()
            || actor.is_some_and(|actor| {
                [Role::ProgrammeOfficer, Role::FacilityManager, Role::Auditor]
                    .into_iter()
                    .any(|role| actor.holds(role, Some(self.id)))
            })
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the definition.
    Edit {
        /// All of it.
        definition: Box<CallDefinition>,
    },
    /// Approves.
    Approve,
    /// Takes the approval back.
    Reopen,
    /// Publishes.
    Publish,
    /// Extends the deadline of a step of the application.
    ExtendDeadline {
        /// The step's place in the procedure, from 0.
        position: usize,
        /// The new deadline, local to the call's zone.
        closes: NaiveDateTime,
        /// Why.
        reason: Text,
    },
    /// Ends the call.
    Finalise,
    /// Cancels.
    Cancel {
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> A {
        match self {
            Self::Edit { .. } => A::Edit,
            Self::Approve => A::Approve,
            Self::Reopen => A::Reopen,
            Self::Publish => A::Publish,
            Self::ExtendDeadline { .. } => A::ExtendDeadline,
            Self::Finalise => A::Finalise,
            Self::Cancel { .. } => A::Cancel,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::ExtendDeadline { reason, .. } | Self::Cancel { reason } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The case was opened with a definition.
    Drafted {
        /// The call as data.
        definition: Box<CallDefinition>,
    },
    /// The definition changed.
    Edited {
        /// The call as data.
        definition: Box<CallDefinition>,
    },
    /// Approved by a second person.
    Approved {},
    /// The approval was taken back.
    Reopened {},
    /// Public from now on.
    Published {},
    /// A later deadline.
    DeadlineExtended {
        /// The step's place in the procedure, from 0.
        #[serde(default, skip_serializing_if = "is_first")]
        position: usize,
        /// Local to the call's zone.
        closes: NaiveDateTime,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Over.
    Finalised {},
    /// Cancelled.
    Cancelled {
        /// Digest of the reason.
        reason: Digest,
    },
}

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
    if !row.by.iter().any(|role| actor.holds(*role, Some(state.id))) {
        return Err(Refusal::NotAllowed);
    }
    if action == A::Approve && state.authors.contains(&actor.person) {
        return Err(Refusal::OwnAct);
    }
    Ok(())
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
        Command::Finalise => {
            let deadline = state.definition.last_deadline();
            if deadline.allows(now) {
                return Err(Refusal::TooEarly { at: deadline.at() });
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

fn set_deadline(definition: &mut CallDefinition, position: usize, closes: NaiveDateTime) {
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

/// Applies an event; `None` stands for the case before its first event.
///
/// Answers `None` when the event cannot follow the state.
pub fn evolve(
    state: Option<Call>,
    id: CallId,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<Call> {
    let Some(mut state) = state else {
        let Event::Drafted { definition } = event else {
            return None;
        };
        return Some(Call {
            id,
            definition: (**definition).clone(),
            status: S::Draft,
            authors: actor.into_iter().collect(),
            drafted_at: at,
        });
    };
    match event {
        Event::Drafted { .. } => return None,
        Event::Edited { definition } => {
            state.definition = (**definition).clone();
            state.authors.extend(actor);
        }
        Event::Approved {} => state.status = S::Approved,
        Event::Reopened {} => state.status = S::Draft,
        Event::Published {} => state.status = S::Published,
        Event::DeadlineExtended {
            position, closes, ..
        } => set_deadline(&mut state.definition, *position, *closes),
        Event::Finalised {} => state.status = S::Finalised,
        Event::Cancelled { .. } => state.status = S::Cancelled,
    }
    Some(state)
}
