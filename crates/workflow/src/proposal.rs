//! The case of a proposal: from its draft to the signed agreement.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::country::Country;
use crate::due_diligence::Standing;
use crate::ids::{CallId, OrganisationId, PersonId, ProposalId};
use crate::money::Money;
use crate::policy::{self, Subject};
use crate::procedure::Stage;
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::text::Text;
use crate::time::Calendar;
use crate::transition::{Action, StageKind, Status, To, Transition};
use crate::{agreement, co_applicants, evaluation, intake, interest, screening, selection};

/// A proposal as its chain tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Its call.
    pub call: CallId,
    /// The applying organisation.
    pub organisation: OrganisationId,
    /// Place in the procedure, from 0.
    pub position: usize,
    /// Kind of the stage at that place.
    pub stage: StageKind,
    /// Status inside the stage.
    pub status: Status,
    /// Since when it has this status (UTC).
    pub since: DateTime<Utc>,
    /// Country of the project, or of the organisation until a submission names one.
    pub country: Country,
    /// What was submitted.
    pub intake: intake::State,
    /// Conflicts of interest on record.
    pub conflicts: BTreeMap<PersonId, interest::Conflict>,
    /// People who have declared to be free of conflict.
    pub declared: BTreeSet<PersonId>,
    /// What the system found that speaks for a conflict, until it is settled.
    pub suspected: interest::Suspicions,
    /// What it found and the secretariat dismissed.
    pub dismissed: interest::Suspicions,
    /// Eligibility.
    pub screening: screening::State,
    /// The evaluation under way, or the last one.
    pub evaluation: evaluation::State,
    /// Panel.
    pub selection: selection::State,
    /// Agreement.
    pub agreement: agreement::State,
}

/// What a decision depends on beside the proposal itself.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The call.
    pub call: &'a Call,
    /// The applying organisation today.
    pub organisation: Standing,
    /// What other proposals of the call have been awarded, minor units of the call's currency.
    pub committed_minor: i64,
    /// The facility's calendar today.
    pub calendar: &'a Calendar,
    /// What a decision of the panel depends on; empty outside of Selection.
    pub panel: &'a selection::Circumstances,
    /// Who acts.
    pub actor: &'a Actor,
    /// When (UTC).
    pub now: DateTime<Utc>,
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Submits, withdraws.
    Intake(intake::Command),
    /// Organisations that apply together.
    CoApplicants(co_applicants::Command),
    /// Moves the file into the next stage.
    Advance,
    /// Declares an interest.
    Interest(interest::Command),
    /// Eligibility.
    Screening(screening::Command),
    /// Second round.
    Evaluation(evaluation::Command),
    /// Panel.
    Selection(selection::Command),
    /// Agreement.
    Agreement(agreement::Command),
}

impl Command {
    /// The action in the tables.
    pub const fn action(&self) -> Action {
        match self {
            Self::Intake(command) => command.action(),
            Self::CoApplicants(command) => command.action(),
            Self::Advance => Action::Advance,
            Self::Interest(command) => command.action(),
            Self::Screening(command) => command.action(),
            Self::Evaluation(command) => command.action(),
            Self::Selection(command) => command.action(),
            Self::Agreement(command) => command.action(),
        }
    }

    /// Other people the command is about; each must have an account.
    pub fn people(&self) -> BTreeSet<PersonId> {
        use evaluation::Command::{AppointRapporteur, AssignEvaluators, ReopenScores};
        use interest::Command::{ConfirmSuspicion, DismissSuspicion, SetConflict};
        match self {
            Self::Interest(
                SetConflict { person, .. }
                | ConfirmSuspicion { person, .. }
                | DismissSuspicion { person, .. },
            )
            | Self::Evaluation(
                AppointRapporteur { person }
                | ReopenScores {
                    evaluator: person, ..
                },
            )
            | Self::Screening(screening::Command::AssignScreener { screener: person }) => {
                BTreeSet::from([*person])
            }
            Self::Evaluation(AssignEvaluators { evaluators, .. }) => evaluators.clone(),
            _ => BTreeSet::new(),
        }
    }

    /// The texts to keep beside the record; events name them by digest.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Advance => Vec::new(),
            Self::Interest(command) => command.texts(),
            Self::Intake(command) => command.texts(),
            Self::CoApplicants(command) => command.texts(),
            Self::Screening(command) => command.texts(),
            Self::Evaluation(command) => command.texts(),
            Self::Selection(command) => command.texts(),
            Self::Agreement(command) => command.texts(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Event {
    /// Drafts and submissions.
    Intake(intake::Event),
    /// Organisations that apply together.
    CoApplicants(co_applicants::Event),
    /// The file's way through the procedure.
    Procedure(Passage),
    /// Declarations of interest.
    Interest(interest::Event),
    /// Eligibility.
    Screening(screening::Event),
    /// Second round.
    Evaluation(evaluation::Event),
    /// Panel.
    Selection(selection::Event),
    /// Agreement.
    Agreement(agreement::Event),
}

/// The file's way through the procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Passage {
    /// It entered a stage.
    Entered {
        /// Place in the procedure, from 0.
        position: usize,
        /// Kind of stage.
        into: StageKind,
    },
}

impl Proposal {
    /// What the access rule needs to know.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            call: self.call,
            organisation: self.organisation,
            co_applicants: self.intake.beside_the_lead().into_keys().collect(),
            stage: self.stage,
            status: self.status,
            submitted: self.intake.submission.is_some(),
            screeners: self.screening.people(),
            evaluators: self.evaluation.holders(&self.declared),
            declared: &self.declared,
            conflicts: self.conflicts.keys().copied().collect(),
            suspected: self.suspected.keys().copied().collect(),
            declarable: self.evaluation.declarable,
        }
    }

    /// The amount the panel awarded, while it stands.
    pub fn awarded(&self) -> Option<Money> {
        if matches!(
            self.status,
            Status::Declined | Status::Lapsed | Status::Withdrawn | Status::Ineligible
        ) {
            None
        } else {
            self.selection.awarded
        }
    }

    /// The human reference, once submitted: `SGF2010-0112`.
    pub fn reference(&self, call: &Call) -> Option<String> {
        let submission = self.intake.submission.as_ref()?;
        Some(submission.reference(&call.definition.code))
    }

    fn row(&self, action: Action) -> Result<&'static Transition, Refusal> {
        self.stage
            .row(self.status, action)
            .ok_or_else(|| Refusal::WrongStatus {
                action: action.to_string(),
                status: self.status.to_string(),
            })
    }
}

/// A new proposal's first event: an owner or editor starts a draft while the call is open.
pub fn start(organisation: OrganisationId, situation: &Situation<'_>) -> Result<Event, Refusal> {
    intake::start(organisation, situation).map(Event::Intake)
}

/// Whether the person may do this now, whatever the details.
pub fn permitted(
    state: &Proposal,
    action: Action,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let subject = state.subject();
    // Whoever takes the next file from the queue sees it only then.
    let takes = action == Action::AssignScreener && policy::may_take(situation.actor, &subject);
    if !takes && policy::view(situation.actor, &subject) == policy::View::Nothing {
        return Err(Refusal::Hidden);
    }
    let row = state.row(action)?;
    if !takes {
        policy::may(situation.actor, row, &subject)?;
    }
    guard(state, row, situation)
}

/// What the person may do now.
pub fn available(state: &Proposal, situation: &Situation<'_>) -> Vec<Action> {
    let table = state.stage.table();
    let mut found: Vec<Action> = table
        .iter()
        .filter(|row| row.from.contains(&state.status))
        .map(|row| row.action)
        .filter(|action| permitted(state, *action, situation).is_ok())
        .collect();
    found.dedup();
    found
}

/// Conditions that need no details of the command.
fn guard(state: &Proposal, row: &Transition, situation: &Situation<'_>) -> Result<(), Refusal> {
    if row.to == To::NextStage {
        let next = situation
            .call
            .definition
            .procedure
            .stage(state.position + 1);
        let next = next.map(Stage::kind).ok_or(Refusal::NoNextStage)?;
        let received = situation.call.definition.last_receipt_at(state.position);
        if state.stage == StageKind::Intake && situation.now <= received {
            return Err(Refusal::TooEarly { at: received });
        }
        if state.stage == StageKind::Selection || next == StageKind::Agreement {
            return selection::award_guard(state, situation);
        }
        return Ok(());
    }
    if row.action == Action::Withdraw {
        return intake::may_withdraw(state);
    }
    match state.stage {
        StageKind::Intake => intake::guard(state, row.action, situation),
        StageKind::Screening => screening::guard(state, row.action, situation),
        StageKind::Evaluation => evaluation::guard(state, row.action, situation),
        StageKind::Selection => selection::guard(state, row.action, situation),
        StageKind::Agreement => agreement::guard(state, row.action, situation),
        StageKind::Monitoring => Ok(()),
    }
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let action = command.action();
    permitted(state, action, situation)?;
    let rules = situation
        .call
        .stage_rules(state)
        .ok_or(Refusal::NoNextStage)?;
    let events = match (command, rules) {
        (Command::Intake(command), _) => {
            one(Event::Intake(intake::decide(state, command, situation)?))
        }
        (Command::CoApplicants(command), _) => one(Event::CoApplicants(co_applicants::decide(
            state, command, situation,
        )?)),
        (Command::Interest(command), _) => one(Event::Interest(interest::decide(
            state, command, situation,
        )?)),
        (Command::Advance, _) => one(Event::Procedure(advance(state, situation.call)?)),
        (Command::Screening(command), Stage::Screening(rules)) => one(Event::Screening(
            screening::decide(state, command, rules, situation)?,
        )),
        (Command::Evaluation(command), Stage::Evaluation(rules)) => one(Event::Evaluation(
            evaluation::decide(state, command, rules, situation)?,
        )),
        (Command::Selection(command), Stage::Selection(rules)) => one(Event::Selection(
            selection::decide(state, command, rules, situation)?,
        )),
        (Command::Agreement(command), Stage::Agreement(rules)) => one(Event::Agreement(
            agreement::decide(state, command, rules, situation)?,
        )),
        _ => {
            return Err(Refusal::WrongStatus {
                action: action.to_string(),
                status: state.status.to_string(),
            });
        }
    };
    Ok(with_consequence(state, events, rules, situation))
}

fn one(event: Event) -> Vec<Event> {
    vec![event]
}

/// When the last reader waited for has scored or left, the score is consolidated in the same decision.
fn with_consequence(
    state: &Proposal,
    mut events: Vec<Event>,
    rules: &Stage,
    situation: &Situation<'_>,
) -> Vec<Event> {
    let Stage::Evaluation(rules) = rules else {
        return events;
    };
    let (id, person) = (state.id, Some(situation.actor.person));
    let after = events.iter().try_fold(state.clone(), |state, event| {
        evolve(Some(state), id, event, person, situation.now)
    });
    if let Some(after) = after.filter(|after| after.status == Status::InEvaluation) {
        events.extend(evaluation::consolidate(&after.evaluation, rules).map(Event::Evaluation));
    }
    events
}

fn advance(state: &Proposal, call: &Call) -> Result<Passage, Refusal> {
    let position = state.position + 1;
    let next = call
        .definition
        .procedure
        .stage(position)
        .ok_or(Refusal::NoNextStage)?;
    Ok(Passage::Entered {
        position,
        into: next.kind(),
    })
}

/// Applies an event; `None` stands for the case before its first event.
///
/// Answers `None` when the event cannot follow the state: the chain is broken.
pub fn evolve(
    state: Option<Proposal>,
    id: ProposalId,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<Proposal> {
    let Some(mut state) = state else {
        let Event::Intake(intake::Event::Started {
            call,
            organisation,
            country,
            several,
        }) = event
        else {
            return None;
        };
        return Some(Proposal {
            id,
            call: *call,
            organisation: *organisation,
            position: 0,
            stage: StageKind::Intake,
            status: Status::Draft,
            since: at,
            country: *country,
            intake: intake::State {
                several: *several,
                ..intake::State::default()
            },
            conflicts: BTreeMap::new(),
            declared: BTreeSet::new(),
            suspected: BTreeMap::new(),
            dismissed: BTreeMap::new(),
            screening: screening::State::default(),
            evaluation: evaluation::State::default(),
            selection: selection::State::default(),
            agreement: agreement::State::default(),
        });
    };
    let before = (state.stage, state.status);
    match event {
        Event::Intake(event) => intake::apply(&mut state, event, actor, at)?,
        Event::CoApplicants(event) => co_applicants::apply(&mut state, event, at),
        Event::Interest(event) => interest::apply(&mut state, event, actor, at)?,
        Event::Procedure(Passage::Entered { position, into }) => {
            if *position != state.position + 1 {
                return None;
            }
            state.position = *position;
            state.stage = *into;
            state.status = into.entry();
            match into {
                StageKind::Evaluation => {
                    state.evaluation = evaluation::State {
                        entered: Some(at),
                        ..evaluation::State::default()
                    }
                }
                StageKind::Screening => state.screening = screening::State::default(),
                _ => {}
            }
        }
        Event::Screening(event) => screening::apply(&mut state, event, actor, at)?,
        Event::Evaluation(event) => evaluation::apply(&mut state, event, actor, at)?,
        Event::Selection(event) => selection::apply(&mut state, event, actor?, at)?,
        Event::Agreement(event) => agreement::apply(&mut state, event, actor, at)?,
    }
    if before != (state.stage, state.status) {
        state.since = at;
    }
    Some(state)
}
