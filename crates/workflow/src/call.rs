//! The case of a call: drafted, approved by a second person, published, finalised or cancelled.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::batch::{self, Batch, Choosing, Hindrance, Lot};
use crate::clarification::{self, Questions};
use crate::definition::CallDefinition;
use crate::form::Form;
use crate::ids::{CallId, PersonId, ProposalId};
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
        /// Prepares a revision of the published form.
        ProposeForm = "propose_form",
        /// Puts the prepared revision in force: a second person.
        ReviseForm = "revise_form",
        /// Gives the prepared revision up.
        RefuseForm = "refuse_form",
        /// Asks a question about it.
        AskQuestion = "ask_question",
        /// Answers a question to everybody.
        AnswerQuestion = "answer_question",
        /// Leaves a question unanswered.
        DeclineQuestion = "decline_question",
        /// Opens a batch of files to screen.
        OpenBatch = "open_batch",
        /// Sets the moment at which the results of a batch are told.
        SetRelease = "set_release",
        /// Takes that moment back.
        CancelRelease = "cancel_release",
        /// Tells the results of a batch.
        ReleaseBatch = "release_batch",
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
    // Whoever may apply; not who works for the facility alone.
    Transition {
        from: &[S::Published],
        action: A::AskQuestion,
        to: To::Status(&[S::Published]),
        by: &Role::APPLICANT,
    },
    Transition {
        from: &[S::Published],
        action: A::AnswerQuestion,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::DeclineQuestion,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::ProposeForm,
        to: To::Status(&[S::Published]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReviseForm,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::RefuseForm,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::OpenBatch,
        to: To::Status(&[S::Published]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Published],
        action: A::SetRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::CancelRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReleaseBatch,
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
    /// Its data, the deadline as last extended, the form as last revised.
    pub definition: CallDefinition,
    /// The form's earlier versions since the call was published, oldest first: what was submitted is read under them.
    pub earlier_forms: Vec<Form>,
    /// The revision of the form that waits for a second person.
    pub pending_form: Option<PendingForm>,
    /// Status.
    pub status: S,
    /// Everyone who wrote the definition.
    pub authors: BTreeSet<PersonId>,
    /// When the case was opened (UTC).
    pub drafted_at: DateTime<Utc>,
    /// When it was published (UTC).
    pub published_at: Option<DateTime<Utc>>,
    /// When what everybody reads of it last changed, questions, answers and batches left out (UTC).
    pub changed_at: DateTime<Utc>,
    /// Questions of applicants.
    pub questions: Questions,
    /// Batches of screening, in order.
    pub batches: Vec<Batch>,
}

/// A revision of the form that is prepared and not yet in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingForm {
    /// The form as it is to be.
    pub form: Form,
    /// Everyone who prepared it.
    pub authors: BTreeSet<PersonId>,
    /// Digest of the reason.
    pub reason: Digest,
    /// When it was last changed (UTC).
    pub proposed_at: DateTime<Utc>,
}

impl Call {
    /// The form in a version; what was submitted is read under the version it was made with.
    pub fn form(&self, version: u32) -> Option<&Form> {
        let newest = std::iter::once(&self.definition.form);
        newest
            .chain(self.earlier_forms.iter().rev())
            .find(|form| form.version == version)
    }

    /// The form something was submitted under: in the step at a place of the procedure, in a version.
    pub fn form_of(&self, position: usize, version: u32) -> &Form {
        let later = self.definition.later_form_at(position);
        later
            .or_else(|| self.form(version))
            .unwrap_or(&self.definition.form)
    }

    /// The last form that had a question, newest first: what is no longer asked is read under it.
    pub fn form_with(&self, question: &str) -> Option<&Form> {
        let newest = std::iter::once(&self.definition.form);
        newest
            .chain(self.earlier_forms.iter().rev())
            .find(|form| form.question(question).is_some())
    }

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
    /// Prepares a revision of the published form, or changes the one that is prepared.
    ProposeForm {
        /// The form as it is to be; its version is given when it comes into force.
        form: Box<Form>,
        /// Why; may be left out while the prepared revision is changed.
        reason: Option<Text>,
    },
    /// Puts the prepared revision in force.
    ReviseForm,
    /// Gives the prepared revision up.
    RefuseForm {
        /// Why.
        reason: Text,
    },
    /// Questions of applicants and their answers.
    Clarification(clarification::Command),
    /// Batches of screening.
    Batch(batch::Command),
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
            Self::ProposeForm { .. } => A::ProposeForm,
            Self::ReviseForm => A::ReviseForm,
            Self::RefuseForm { .. } => A::RefuseForm,
            Self::Clarification(clarification::Command::Ask { .. }) => A::AskQuestion,
            Self::Clarification(clarification::Command::Answer { .. }) => A::AnswerQuestion,
            Self::Clarification(clarification::Command::Decline { .. }) => A::DeclineQuestion,
            Self::Batch(batch::Command::Open { .. }) => A::OpenBatch,
            Self::Batch(batch::Command::SetRelease { .. }) => A::SetRelease,
            Self::Batch(batch::Command::CancelRelease { .. }) => A::CancelRelease,
            Self::Batch(batch::Command::Release { .. }) => A::ReleaseBatch,
            Self::Finalise => A::Finalise,
            Self::Cancel { .. } => A::Cancel,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::ExtendDeadline { reason, .. }
            | Self::RefuseForm { reason }
            | Self::Cancel { reason } => vec![reason],
            Self::ProposeForm { reason, .. } => reason.iter().collect(),
            Self::Clarification(command) => command.texts(),
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
    /// A revision of the published form was prepared.
    FormRevisionProposed {
        /// The form as it is to be, under its next version.
        form: Box<Form>,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The prepared revision is in force.
    FormRevised {
        /// The version it has.
        version: u32,
    },
    /// The prepared revision was given up.
    FormRevisionRefused {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Somebody asked a question: the actor, who is never shown.
    QuestionAsked {
        /// Id of the question.
        question: Uuid,
        /// The language it was asked in (BCP 47).
        language: String,
        /// Digest of the question.
        text: Digest,
    },
    /// A question was answered to everybody, or its answer corrected.
    QuestionAnswered {
        /// Which.
        question: Uuid,
        /// Digests of the answer, by language (BCP 47).
        texts: BTreeMap<String, Digest>,
    },
    /// A question was left unanswered.
    QuestionDeclined {
        /// Which.
        question: Uuid,
        /// Digest of the reason.
        reason: Digest,
    },
    /// A batch of files was put together; they enter the screening.
    BatchOpened {
        /// Its number in the call, from 1.
        batch: u32,
        /// The place of the screening in the procedure, from 0.
        position: usize,
        /// How its files were chosen.
        choosing: Choosing,
        /// The lot, when one was drawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lot: Option<Lot>,
        /// Its files in order.
        files: Vec<ProposalId>,
    },
    /// The results of a batch are to be told at a moment.
    ReleaseSet {
        /// Number of the batch.
        batch: u32,
        /// The moment (UTC).
        at: DateTime<Utc>,
        /// Whether results that are ready are told though others are not.
        ready_only: bool,
    },
    /// That moment was taken back.
    ReleaseCancelled {
        /// Number of the batch.
        batch: u32,
    },
    /// The results of these files were told.
    BatchReleased {
        /// Number of the batch.
        batch: u32,
        /// The files.
        files: Vec<ProposalId>,
    },
    /// A release that was set did not take place.
    ReleaseRefused {
        /// Number of the batch.
        batch: u32,
        /// Why.
        hindrance: Hindrance,
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
        Command::Clarification(command) => clarification::decide(state, command, actor, now)?,
        Command::Batch(command) => batch::decide(state, command, actor, now)?,
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
            earlier_forms: Vec::new(),
            pending_form: None,
            status: S::Draft,
            authors: actor.into_iter().collect(),
            drafted_at: at,
            published_at: None,
            changed_at: at,
            questions: Questions::new(),
            batches: Vec::new(),
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
        Event::Published {} => {
            state.status = S::Published;
            state.published_at = Some(at);
        }
        Event::DeadlineExtended {
            position, closes, ..
        } => set_deadline(&mut state.definition, *position, *closes),
        Event::FormRevisionProposed { form, reason } => {
            let before = state.pending_form.take().map(|pending| pending.authors);
            let mut authors = before.unwrap_or_default();
            authors.extend(actor);
            state.pending_form = Some(PendingForm {
                form: (**form).clone(),
                authors,
                reason: *reason,
                proposed_at: at,
            });
        }
        Event::FormRevised { version } => {
            let mut form = state.pending_form.take()?.form;
            form.version = *version;
            let earlier = std::mem::replace(&mut state.definition.form, form);
            state.earlier_forms.push(earlier);
        }
        Event::FormRevisionRefused { .. } => state.pending_form = None,
        Event::QuestionAsked { .. }
        | Event::QuestionAnswered { .. }
        | Event::QuestionDeclined { .. } => {
            clarification::apply(&mut state.questions, event, actor, at)?;
            return Some(state);
        }
        Event::BatchOpened { .. }
        | Event::ReleaseSet { .. }
        | Event::ReleaseCancelled { .. }
        | Event::BatchReleased { .. }
        | Event::ReleaseRefused { .. } => {
            batch::apply(&mut state.batches, event, actor, at)?;
            return Some(state);
        }
        Event::Finalised {} => state.status = S::Finalised,
        Event::Cancelled { .. } => state.status = S::Cancelled,
    }
    state.changed_at = at;
    Some(state)
}
