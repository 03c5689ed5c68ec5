//! The texts of a call's letters: read, revised after publication, and seen on real files before that.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use language::Language;
use store::AnyConn;
use workflow::call::{self, Call, CallAction};
use workflow::definition::Localised;
use workflow::ids::{CallId, ProposalId};
use workflow::letter::{self, Command};
use workflow::policy::{self, View};
use workflow::procedure::Letter;
use workflow::role::Actor;
use workflow::text::Text;

use super::composing::{Moment, Prepared, Wording, prepare_as};
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::proposal::Someone;
use crate::{Facility, roles};

/// A revision of a letter, for people to read.
#[derive(Clone, Debug)]
pub struct Revised {
    /// Which letter.
    pub letter: Letter,
    /// By whom.
    pub by: Option<Someone>,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// The letters of a call.
pub struct Texts {
    /// Place of the call in its chain.
    pub seq: i64,
    /// The call; its definition has the texts in force.
    pub call: Arc<Call>,
    /// The letters, each with whether the call needs it.
    pub letters: Vec<(Letter, bool)>,
    /// Revisions since publication, the newest first.
    pub revisions: Vec<Revised>,
    /// Whether the person may revise them now.
    pub may_revise: bool,
}

fn overseen(conn: &mut AnyConn, actor: &Actor, call: CallId) -> Result<(i64, Arc<Call>), Failure> {
    let loaded = cases::load_call(conn, call)?;
    if !loaded.state.visible_to(Some(actor)) || !roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    Ok((loaded.seq, loaded.state))
}

/// The letters of a call, for who oversees it.
pub fn texts(facility: &Facility, actor: &Actor, call: CallId) -> Result<Texts, Failure> {
    facility.store.read(|conn| {
        let (seq, call) = overseen(conn, actor, call)?;
        let mut revisions = Vec::new();
        let people = call
            .letters
            .revisions
            .iter()
            .filter_map(|revision| revision.by);
        let names = store::people::names(conn, people)?;
        for revision in call.letters.revisions.iter().rev() {
            let someone = |id| Someone {
                id,
                name: names.get(&id).cloned().unwrap_or_default(),
            };
            revisions.push(Revised {
                letter: revision.letter,
                by: revision.by.map(someone),
                at: revision.at,
                reason: store::drafts::find_text(conn, revision.reason)?.unwrap_or_default(),
            });
        }
        Ok(Texts {
            seq,
            letters: letter::of_call(&call.definition),
            revisions,
            may_revise: call::permitted(&call, CallAction::ReviseLetter, actor).is_ok(),
            call,
        })
    })
}

/// Revises the text of a letter. Answers the new place in the call's chain.
pub fn revise(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    letter: Letter,
    texts: BTreeMap<String, String>,
    reason: &Text,
) -> Result<i64, Failure> {
    let command = Command::Revise {
        letter,
        texts: Localised(texts),
        reason: reason.clone(),
    };
    crate::call::act(facility, actor, call, seen, &call::Command::Letter(command))
}

/// A file to look at a letter with.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
}

/// The most files offered to look at a letter with.
const MOST_SAMPLES: usize = 30;

/// Files of the call to look at letters with, those further on first; without files the person must not see.
pub fn samples(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Sample>, Failure> {
    facility.store.read(|conn| {
        overseen(conn, actor, call)?;
        let rows = store::letters::samples(conn, call, actor.person, MOST_SAMPLES as i64)?;
        Ok(rows
            .into_iter()
            .map(|(proposal, reference, title)| Sample {
                proposal,
                reference,
                title,
            })
            .collect())
    })
}

/// A letter about a file of the call as it would be with a text, for who oversees the call and may see the file.
///
/// Errors at `text` when it names what is no fact of the letter.
pub fn preview(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    letter: Letter,
    language: Language,
    text: &str,
    file: ProposalId,
) -> Result<Option<Prepared>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (_, of) = overseen(conn, actor, call)?;
        if !letter::of_call(&of.definition)
            .iter()
            .any(|(known, _)| *known == letter)
        {
            return Err(Failure::hidden());
        }
        let case = ProposalCase::load(conn, file, now)?;
        let state = &case.proposal.state;
        let subject = state.subject();
        let seen =
            policy::view(actor, &subject) == View::File && !policy::is_party(actor, &subject);
        if state.call != call || !seen || state.intake.submission.is_none() {
            return Err(Failure::hidden());
        }
        if text.chars().count() > letter::MOST_CHARACTERS {
            return Err(Failure::field("text", "too-long"));
        }
        let texts = Localised(BTreeMap::from([(
            language.code().to_owned(),
            text.to_owned(),
        )]));
        let wording = Wording {
            text: Some(&texts),
            language: Some(language),
            at: Moment::default(),
        };
        prepare_as(conn, &case, letter, wording)
    })
}
