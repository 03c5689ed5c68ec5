//! What happened to a call.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::decide::set_deadline;
use super::table::{Applies, CallStatus as S};
use super::{Call, GridRevision, PendingForm};
use crate::batch::{self, Choosing, Hindrance, Lot};
use crate::clarification::{self, Questions};
use crate::definition::{CallDefinition, Localised};
use crate::evaluation;
use crate::form::Form;
use crate::ids::{CallId, PersonId, ProposalId};
use crate::intake::is_first;
use crate::letter::{self, Letters};
use crate::panel::{self, Alternative, Listed, Mode, Panel};
use crate::procedure::{Letter, Stage};
use crate::record::Digest;
use crate::results::{self, Unnamed};

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
    /// A grid was put in place of another.
    GridRevised {
        /// Place of the evaluation in the procedure, from 0.
        position: usize,
        /// The evaluation with its new rules.
        rules: Box<evaluation::Rules>,
        /// To which files it applies.
        applies: Applies,
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
    /// A session of the panel was convened.
    SessionConvened {
        /// Its number in the call, from 1.
        session: u32,
        /// How it is held.
        mode: Mode,
        /// When it is to start (UTC).
        starts: DateTime<Utc>,
        /// The last instant at which votes are taken (UTC).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<DateTime<Utc>>,
        /// Its files in order.
        agenda: Vec<ProposalId>,
    },
    /// The actor opened it.
    SessionBegun {
        /// Its number.
        session: u32,
    },
    /// It ended.
    SessionEnded {
        /// Its number.
        session: u32,
    },
    /// Somebody came in.
    MemberCame {
        /// Number of the session.
        session: u32,
        /// Who.
        person: PersonId,
    },
    /// Somebody left.
    MemberLeft {
        /// Number of the session.
        session: u32,
        /// Who.
        person: PersonId,
    },
    /// The actor states that they disagree.
    DissentStated {
        /// Number of the session.
        session: u32,
        /// Digest of what they state.
        text: Digest,
    },
    /// The actor signed the minutes.
    MinutesSigned {
        /// Number of the session.
        session: u32,
        /// SHA-256 of their canonical form.
        digest: Digest,
    },
    /// The actor adopted a list of outcomes.
    DecisionAdopted {
        /// Number of the list in the call, from 1.
        adoption: u32,
        /// The session in which it was adopted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<u32>,
        /// The outcomes.
        list: Vec<Listed>,
        /// What other rules would have made of the same votes.
        alternatives: Vec<Alternative>,
    },
    /// The actor countersigned a list.
    DecisionCountersigned {
        /// Its number.
        adoption: u32,
    },
    /// The actor sent a list back to the panel.
    DecisionReturned {
        /// Its number.
        adoption: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The text of a letter was revised.
    LetterRevised {
        /// Which.
        letter: Letter,
        /// The text in each language of the call; none when an optional letter was given up.
        texts: Localised,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The letter of a file is held back.
    LetterHeld {
        /// The file.
        proposal: ProposalId,
        /// Digest of the reason.
        reason: Digest,
    },
    /// It goes with the others again.
    LetterLetGo {
        /// The file.
        proposal: ProposalId,
    },
    /// Letters are to be sent at a moment.
    LettersReleaseSet {
        /// The moment (UTC).
        at: DateTime<Utc>,
        /// Whether only letters go that somebody has checked.
        checked_only: bool,
    },
    /// That moment was taken back.
    LettersReleaseCancelled {},
    /// The letters of these files were sent.
    LettersReleased {
        /// The files.
        files: Vec<ProposalId>,
    },
    /// A release that was set did not take place.
    LettersReleaseRefused {
        /// Why.
        hindrance: Hindrance,
    },
    /// The organisation of a file is not named in public results.
    NameWithheld {
        /// The file.
        proposal: ProposalId,
        /// Digest of the reason.
        reason: Digest,
    },
    /// It is named again.
    NameDisclosed {
        /// The file.
        proposal: ProposalId,
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
            grid_revisions: Vec::new(),
            status: S::Draft,
            authors: actor.into_iter().collect(),
            drafted_at: at,
            published_at: None,
            changed_at: at,
            questions: Questions::new(),
            batches: Vec::new(),
            panel: Panel::default(),
            letters: Letters::default(),
            unnamed: Unnamed::new(),
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
        Event::GridRevised {
            position,
            rules,
            applies,
            reason,
        } => {
            let stands = state.definition.procedure.0.get_mut(*position)?;
            let stage = Stage::Evaluation((**rules).clone());
            if *applies == Applies::All {
                *stands = stage.clone();
            }
            state.grid_revisions.push(GridRevision {
                position: *position,
                stage,
                applies: *applies,
                reason: *reason,
                by: actor,
                at,
            });
        }
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
        Event::SessionConvened { .. }
        | Event::SessionBegun { .. }
        | Event::SessionEnded { .. }
        | Event::MemberCame { .. }
        | Event::MemberLeft { .. }
        | Event::DissentStated { .. }
        | Event::MinutesSigned { .. }
        | Event::DecisionAdopted { .. }
        | Event::DecisionCountersigned { .. }
        | Event::DecisionReturned { .. } => {
            panel::apply(&mut state.panel, event, actor, at)?;
            return Some(state);
        }
        Event::LetterRevised { .. }
        | Event::LetterHeld { .. }
        | Event::LetterLetGo { .. }
        | Event::LettersReleaseSet { .. }
        | Event::LettersReleaseCancelled {}
        | Event::LettersReleased { .. }
        | Event::LettersReleaseRefused { .. } => {
            letter::apply(&mut state, event, actor, at)?;
            return Some(state);
        }
        Event::NameWithheld { .. } | Event::NameDisclosed { .. } => {
            results::apply(&mut state.unnamed, event, actor, at)?;
            return Some(state);
        }
        Event::Finalised {} => state.status = S::Finalised,
        Event::Cancelled { .. } => state.status = S::Cancelled,
    }
    state.changed_at = at;
    Some(state)
}
