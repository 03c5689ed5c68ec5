//! Letters that tell applicants the decisions of a call: what their texts may say, how they are revised after publication,
//! which are held back, and when the others are sent.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::batch::{Hindrance, Told};
use crate::call::{Call, Event};
use crate::definition::{CallDefinition, Localised};
use crate::ids::{PersonId, ProposalId};
use crate::names::named;
use crate::procedure::{self, Letter};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::text::Text;

/// The most characters of a letter's text in one language.
pub const MOST_CHARACTERS: usize = 6_000;

named! {
    /// What can be filled into a letter where its name stands in braces: `{title}`.
    pub enum Fact {
        /// Legal name of the applying organisation.
        Organisation = "organisation",
        /// Reference of the proposal.
        Reference = "reference",
        /// Its title.
        Title = "title",
        /// Title of the call.
        Call = "call",
        /// The amount awarded; the amount requested where nothing is awarded.
        Amount = "amount",
        /// The amount requested.
        Requested = "requested",
        /// The panel's conditions.
        Conditions = "conditions",
        /// Until when the award can be accepted, on the clocks of the call.
        AnswerUntil = "answer_until",
        /// Place on the reserve list.
        Place = "place",
        /// Criteria that were not met, with the reasons.
        Reasons = "reasons",
        /// The decision in a word.
        Outcome = "outcome",
        /// Strengths and weaknesses by section of the grid.
        Findings = "findings",
        /// The applicant's own scores by section of the grid, where the call tells them.
        Scores = "scores",
        /// The reason the panel has written down.
        Reason = "reason",
        /// First day of the project.
        StartsOn = "starts_on",
        /// Last day of the project.
        EndsOn = "ends_on",
    }
}

impl Fact {
    /// Whether it is a part of its own, a list or a table: it then stands alone in its paragraph.
    pub const fn is_part(self) -> bool {
        matches!(
            self,
            Self::Conditions | Self::Reasons | Self::Findings | Self::Scores
        )
    }
}

/// The facts a letter may have: the one place that says so.
pub fn facts(letter: Letter) -> Vec<Fact> {
    use Fact as F;
    let own: &[Fact] = match letter {
        Letter::Ineligible | Letter::Eligible | Letter::Corrected => &[F::Reasons, F::Outcome],
        Letter::Invited => &[F::Amount],
        Letter::BelowThreshold => &[F::Amount, F::Findings, F::Scores],
        Letter::Selected | Letter::SelectedReduced | Letter::SelectedWithConditions => &[
            F::Amount,
            F::Requested,
            F::Conditions,
            F::AnswerUntil,
            F::Findings,
            F::Scores,
        ],
        Letter::Reserve => &[F::Amount, F::Place, F::Findings, F::Scores],
        Letter::RejectedOnQuality | Letter::RejectedForLackOfFunds | Letter::Rework => {
            &[F::Amount, F::Reason, F::Findings, F::Scores]
        }
        Letter::Agreement => &[F::Amount, F::StartsOn, F::EndsOn, F::Conditions],
    };
    let everywhere = [F::Organisation, F::Reference, F::Title, F::Call];
    everywhere.into_iter().chain(own.iter().copied()).collect()
}

/// The names that stand in braces in a text, in their order.
pub fn names(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        rest = after;
        if let Some((name, _)) = after.split_once('}')
            && !name.contains(['{', '\n'])
        {
            found.push(name);
        }
    }
    found
}

/// The first name in braces that is no fact of the letter.
pub fn unknown_name(letter: Letter, text: &str) -> Option<&str> {
    let known = facts(letter);
    let is_known = |name: &&str| known.iter().any(|fact| fact.name() == *name);
    names(text).into_iter().find(|name| !is_known(name))
}

/// The letters of a call: those it needs and those it may have, in the order of its procedure, each with whether it is needed.
pub fn of_call(definition: &CallDefinition) -> Vec<(Letter, bool)> {
    let mut found: Vec<(Letter, bool)> = Vec::new();
    for position in 0..definition.procedure.0.len() {
        let needed = procedure::letters(definition, position);
        let optional = procedure::optional_letters(definition, position);
        let all = needed.into_iter().map(|letter| (letter, true));
        for (letter, needed) in all.chain(optional.into_iter().map(|letter| (letter, false))) {
            if !found.iter().any(|(known, _)| *known == letter) {
                found.push((letter, needed));
            }
        }
    }
    found
}

/// The letter that is sent in place of one the call has no text for.
pub const fn in_place_of(letter: Letter) -> Option<Letter> {
    match letter {
        Letter::SelectedReduced | Letter::SelectedWithConditions => Some(Letter::Selected),
        _ => None,
    }
}

/// The text of a letter in force, and the letter it is of: its own, or that of the letter in its place.
pub fn text_of(definition: &CallDefinition, letter: Letter) -> Option<(Letter, &Localised)> {
    let written = |letter: Letter| {
        let text = definition.letters.get(letter.name())?;
        let any = text.0.values().any(|text| !text.trim().is_empty());
        any.then_some((letter, text))
    };
    written(letter).or_else(|| written(in_place_of(letter)?))
}

/// A revision of a letter's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which letter.
    pub letter: Letter,
    /// Digest of the reason.
    pub reason: Digest,
    /// By whom.
    pub by: Option<PersonId>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A letter that is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Digest of the reason.
    pub reason: Digest,
    /// By whom.
    pub by: Option<PersonId>,
    /// Since when (UTC).
    pub at: DateTime<Utc>,
}

/// A moment at which the letters are to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The moment (UTC).
    pub at: DateTime<Utc>,
    /// Whether only letters go that somebody has checked.
    pub checked_only: bool,
    /// Who set it.
    pub by: PersonId,
}

/// The letters of a call after its publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Revisions of texts, oldest first.
    pub revisions: Vec<Revision>,
    /// Letters held back, by file.
    pub held: BTreeMap<ProposalId, Held>,
    /// The moment that is set.
    pub planned: Option<Planned>,
    /// Releases so far.
    pub told: Vec<Told>,
    /// When a release that was set did not take place, and why; nothing once another is set or carried out.
    pub hindered: Option<(DateTime<Utc>, Hindrance)>,
}

/// Where the letter of a decided file stands when letters are to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Somebody has checked it as it is now.
    Checked,
    /// Nobody has checked it as it is now.
    Unchecked,
    /// Decided by whoever wants to release it: left to another.
    Own,
}

/// What is done to letters. Facts that are not of the call itself come with the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Revises the text of a letter; an optional one without any text is given up.
    Revise {
        /// Which.
        letter: Letter,
        /// The text in each language of the call.
        texts: Localised,
        /// Why.
        reason: Text,
    },
    /// Holds the letter of a file back.
    Hold {
        /// The file.
        proposal: ProposalId,
        /// Why.
        reason: Text,
    },
    /// Lets a letter that is held go with the others again.
    LetGo {
        /// The file.
        proposal: ProposalId,
    },
    /// Sets the moment of release, or another one.
    SetRelease {
        /// The moment (UTC).
        at: DateTime<Utc>,
        /// Whether only letters go that somebody has checked.
        checked_only: bool,
    },
    /// Takes the moment back.
    CancelRelease,
    /// Sends the letters.
    Release {
        /// Whether only letters go that somebody has checked.
        checked_only: bool,
        /// The decided files whose letters were not sent, those left out that the person must not see.
        files: BTreeMap<ProposalId, Standing>,
    },
}

impl Command {
    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Revise { reason, .. } | Self::Hold { reason, .. } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(call: &Call, command: &Command, now: DateTime<Utc>) -> Result<Event, Refusal> {
    let letters = &call.letters;
    match command {
        Command::Revise {
            letter,
            texts,
            reason,
        } => {
            let texts = revised(&call.definition, *letter, texts)?;
            Ok(Event::LetterRevised {
                letter: *letter,
                texts,
                reason: reason.digest(),
            })
        }
        Command::Hold { proposal, .. } if letters.held.contains_key(proposal) => {
            Err(Refusal::AlreadyDone)
        }
        Command::Hold { proposal, reason } => Ok(Event::LetterHeld {
            proposal: *proposal,
            reason: reason.digest(),
        }),
        Command::LetGo { proposal } if !letters.held.contains_key(proposal) => {
            Err(Refusal::AlreadyDone)
        }
        Command::LetGo { proposal } => Ok(Event::LetterLetGo {
            proposal: *proposal,
        }),
        Command::SetRelease { at, .. } if *at <= now => Err(Refusal::TooEarly { at: now }),
        Command::SetRelease { at, checked_only } => Ok(Event::LettersReleaseSet {
            at: *at,
            checked_only: *checked_only,
        }),
        Command::CancelRelease if letters.planned.is_none() => Err(Refusal::AlreadyDone),
        Command::CancelRelease => Ok(Event::LettersReleaseCancelled {}),
        Command::Release {
            checked_only,
            files,
        } => Ok(Event::LettersReleased {
            files: to_send(letters, files, *checked_only)?,
        }),
    }
}

/// The texts as they come into force: in each language of the call, with facts the letter may have, within bounds.
fn revised(
    definition: &CallDefinition,
    letter: Letter,
    texts: &Localised,
) -> Result<Localised, Refusal> {
    let unknown = |what, name: &str| Refusal::Unknown {
        what,
        name: name.to_owned(),
    };
    let of_call = of_call(definition);
    let needed = of_call.iter().find(|(known, _)| *known == letter);
    let (_, needed) = needed.ok_or_else(|| unknown("letter", letter.name()))?;
    let mut kept = BTreeMap::new();
    for (language, text) in &texts.0 {
        if !definition.languages.contains(language) {
            return Err(unknown("language", language));
        }
        if text.trim().is_empty() {
            continue;
        }
        let text = Text::parse(text).map_err(|_| Refusal::TextTooLong {
            most: MOST_CHARACTERS as u32,
        })?;
        if text.as_str().chars().count() > MOST_CHARACTERS {
            return Err(Refusal::TextTooLong {
                most: MOST_CHARACTERS as u32,
            });
        }
        if let Some(name) = unknown_name(letter, text.as_str()) {
            return Err(Refusal::UnknownFact {
                name: name.to_owned(),
                language: language.clone(),
            });
        }
        kept.insert(language.clone(), String::from(text));
    }
    let kept = Localised(kept);
    let given_up = kept.0.is_empty() && !needed;
    match kept.missing(&definition.languages).first() {
        Some(language) if !given_up => Err(Refusal::LetterMissing {
            language: (*language).to_owned(),
        }),
        _ => Ok(kept),
    }
}

/// The files whose letters are sent. Held ones stay; so does what the person has decided themselves.
pub fn to_send(
    letters: &Letters,
    files: &BTreeMap<ProposalId, Standing>,
    checked_only: bool,
) -> Result<Vec<ProposalId>, Refusal> {
    let free = files
        .iter()
        .filter(|(id, _)| !letters.held.contains_key(id));
    let goes = |standing: &Standing| match standing {
        Standing::Checked => true,
        Standing::Unchecked => !checked_only,
        Standing::Own => false,
    };
    let (go, stay): (Vec<_>, Vec<_>) = free.partition(|(_, standing)| goes(standing));
    if !go.is_empty() {
        return Ok(go.into_iter().map(|(id, _)| *id).collect());
    }
    match stay.iter().any(|(_, standing)| **standing == Standing::Own) {
        true => Err(Refusal::OwnAct),
        false => Err(Refusal::NothingToSend),
    }
}

/// Refuses to send a letter that is held back.
pub fn not_held(call: &Call, proposal: ProposalId) -> Result<(), Refusal> {
    match call.letters.held.contains_key(&proposal) {
        true => Err(Refusal::LetterHeld),
        false => Ok(()),
    }
}

/// Why a release that was set is not carried out, when its refusal is one that stays.
pub const fn hindrance(refusal: &Refusal) -> Option<Hindrance> {
    match refusal {
        Refusal::NothingToSend => Some(Hindrance::Nothing),
        _ => crate::batch::hindrance(refusal),
    }
}

/// Applies an event about letters; `None` when it cannot follow.
pub(crate) fn apply(
    state: &mut Call,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    let letters = &mut state.letters;
    match event {
        Event::LetterRevised {
            letter,
            texts,
            reason,
        } => {
            match texts.0.is_empty() {
                true => state.definition.letters.remove(letter.name()),
                false => state
                    .definition
                    .letters
                    .insert(letter.name().to_owned(), texts.clone()),
            };
            letters.revisions.push(Revision {
                letter: *letter,
                reason: *reason,
                by: actor,
                at,
            });
        }
        Event::LetterHeld { proposal, reason } => {
            let held = Held {
                reason: *reason,
                by: actor,
                at,
            };
            letters.held.insert(*proposal, held);
        }
        Event::LetterLetGo { proposal } => {
            letters.held.remove(proposal)?;
        }
        Event::LettersReleaseSet {
            at: moment,
            checked_only,
        } => {
            letters.planned = Some(Planned {
                at: *moment,
                checked_only: *checked_only,
                by: actor?,
            });
            letters.hindered = None;
        }
        Event::LettersReleaseCancelled {} => letters.planned = None,
        Event::LettersReleased { files } => {
            letters.planned = None;
            letters.hindered = None;
            letters.told.push(Told {
                at,
                by: actor,
                files: u32::try_from(files.len()).ok()?,
            });
        }
        Event::LettersReleaseRefused { hindrance } => {
            letters.planned = None;
            letters.hindered = Some((at, *hindrance));
        }
        _ => return None,
    }
    Some(())
}
