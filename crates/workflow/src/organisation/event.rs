//! What happened to an organisation, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Answered, Organisation, OrganisationStatus as S};
use crate::country::Country;
use crate::due_diligence::{Answer, Category, Flag, Hit, Level, Match, MatchStatus, Subject};
use crate::ids::{DocumentId, OrganisationId, PersonId};
use crate::record::Digest;
use crate::risk::{Assessment, Rating, RiskLevel};
use crate::role::Role;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Came on the register.
    Registered {
        /// ISO 3166-1.
        country: Country,
        /// SHA-256 of the profile.
        profile: Digest,
    },
    /// The profile changed.
    Amended {
        /// ISO 3166-1.
        country: Country,
        /// SHA-256 of the profile.
        profile: Digest,
        /// Whether something changed that a verification looks at; in older records every change did.
        #[serde(default = "yes")]
        substance: bool,
        /// Whether the bank details changed; the first ones stated are no change. In older records every change counts.
        #[serde(default = "yes")]
        bank: bool,
    },
    /// A document was added.
    DocumentAdded {
        /// The document.
        document: DocumentId,
        /// Its kind.
        document_kind: String,
        /// SHA-256 of its content.
        content: Digest,
    },
    /// A document took the place of an earlier one.
    DocumentReplaced {
        /// The document.
        document: DocumentId,
        /// The one it replaces.
        replaces: DocumentId,
        /// Its kind.
        document_kind: String,
        /// SHA-256 of its content.
        content: Digest,
    },
    /// A document was removed.
    DocumentRemoved {
        /// The document.
        document: DocumentId,
    },
    /// A person was invited.
    PersonInvited {
        /// The invitation.
        invitation: uuid::Uuid,
        /// Role they are to have.
        role: Role,
    },
    /// A person took up an invitation.
    PersonJoined {
        /// The invitation.
        invitation: uuid::Uuid,
        /// Who.
        person: PersonId,
        /// Their role.
        role: Role,
    },
    /// A person who asked to join was taken in.
    PersonAdmitted {
        /// Who.
        person: PersonId,
        /// Their role.
        role: Role,
    },
    /// A person's role changed.
    RoleChanged {
        /// Whose.
        person: PersonId,
        /// The new role.
        role: Role,
    },
    /// The organisation was handed over.
    HandedOver {
        /// The new owner.
        to: PersonId,
    },
    /// A person no longer works for it.
    PersonRemoved {
        /// Who.
        person: PersonId,
    },
    /// A question of the verification was answered.
    QuestionAnswered {
        /// The question.
        question: String,
        /// The answer.
        answer: Answer,
        /// Digest of the comment.
        comment: Option<Digest>,
        /// Documents it rests on.
        evidence: BTreeSet<DocumentId>,
    },
    /// A verdict was proposed.
    VerificationProposed {
        /// Question → answer.
        answers: BTreeMap<String, Answer>,
        /// Digest of the comment.
        comment: Digest,
    },
    /// No answer was no, confirmed.
    Verified {
        /// Last day it holds.
        until: NaiveDate,
    },
    /// A no, confirmed.
    VerificationRefused {},
    /// Sent back.
    VerificationReturned {
        /// Digest of the reason.
        reason: Digest,
    },
    /// A red flag was raised; written before flags had levels.
    RedFlagRaised {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The red flag was lifted; written before flags had levels.
    RedFlagLifted {
        /// Digest of the reason.
        reason: Digest,
    },
    /// A flag was raised.
    FlagRaised {
        /// Its number.
        flag: u32,
        /// How grave.
        level: Level,
        /// What about.
        category: Category,
        /// The last day it holds.
        until: Option<NaiveDate>,
        /// Digest of the reason; none on a flag that came from a merged organisation.
        reason: Option<Digest>,
    },
    /// A flag changed.
    FlagChanged {
        /// Its number.
        flag: u32,
        /// The level it has now.
        level: Level,
        /// The last day it holds.
        until: Option<NaiveDate>,
        /// Digest of the reason.
        reason: Digest,
    },
    /// A flag was lifted.
    FlagLifted {
        /// Its number.
        flag: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The risk of working with it was assessed.
    RiskAssessed {
        /// Question → answer.
        answers: BTreeMap<String, Rating>,
        /// Thousandths of a point, 1 to 4.
        score: i64,
        /// The level they come to.
        level: RiskLevel,
        /// The last day it holds.
        until: NaiveDate,
        /// Digest of what the answers rest on.
        comment: Digest,
    },
    /// A name was found on a sanctions list.
    SanctionsMatched {
        /// Number of the match.
        number: u32,
        /// Reference of the entry.
        reference: String,
        /// SHA-256 of the entry.
        entry: Digest,
        /// Which name.
        subject: Subject,
        /// SHA-256 of the name.
        name: Digest,
        /// Similarity in thousandths.
        score: u16,
    },
    /// The entry or the name is no longer what was matched.
    SanctionsMatchEnded {
        /// Number of the match.
        number: u32,
    },
    /// It is them.
    SanctionsMatchConfirmed {
        /// Number of the match.
        number: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// It is not them.
    SanctionsMatchDismissed {
        /// Number of the match.
        number: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Another organisation is not this one.
    DuplicateDismissed {
        /// The other.
        other: OrganisationId,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Merged into another.
    Merged {
        /// The one that remains.
        into: OrganisationId,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Another was merged into this one.
    Absorbed {
        /// The other.
        other: OrganisationId,
    },
}

impl Event {
    /// Digest of the text that somebody wrote with it: a comment or a reason.
    pub fn text(&self) -> Option<Digest> {
        match self {
            Self::QuestionAnswered { comment: text, .. }
            | Self::FlagRaised { reason: text, .. } => *text,
            Self::VerificationProposed { comment: text, .. }
            | Self::RiskAssessed { comment: text, .. }
            | Self::VerificationReturned { reason: text }
            | Self::RedFlagRaised { reason: text }
            | Self::RedFlagLifted { reason: text }
            | Self::FlagChanged { reason: text, .. }
            | Self::FlagLifted { reason: text, .. }
            | Self::SanctionsMatchConfirmed { reason: text, .. }
            | Self::SanctionsMatchDismissed { reason: text, .. }
            | Self::DuplicateDismissed { reason: text, .. }
            | Self::Merged { reason: text, .. } => Some(*text),
            _ => None,
        }
    }
}

const fn yes() -> bool {
    true
}

/// A new organisation's first event.
pub fn register(country: Country, profile: Digest) -> Event {
    Event::Registered { country, profile }
}

/// Applies an event; `None` stands for the case before its first event.
///
/// Answers `None` when the event cannot follow the state.
pub fn evolve(
    state: Option<Organisation>,
    id: OrganisationId,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<Organisation> {
    let Some(mut state) = state else {
        let Event::Registered { country, profile } = event else {
            return None;
        };
        return Some(Organisation {
            id,
            country: *country,
            status: S::Registered,
            profile: *profile,
            answers: BTreeMap::new(),
            proposed_by: None,
            verified_until: None,
            flags: BTreeMap::new(),
            matches: BTreeMap::new(),
            risk: None,
            not_duplicates: BTreeSet::new(),
            merged_into: None,
            absorbed: BTreeSet::new(),
            registered_at: at,
            bank_changed_at: None,
        });
    };
    if !verification(&mut state, event, actor, at)?
        && !flags(&mut state, event, actor, at)?
        && !matches_of(&mut state, event, actor, at)?
    {
        rest(&mut state, event, actor, at)?;
    }
    Some(state)
}

/// Events of the verification; whether the event was one.
fn verification(
    state: &mut Organisation,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<bool> {
    match event {
        Event::Amended {
            country,
            profile,
            substance,
            bank,
        } => {
            state.country = *country;
            state.profile = *profile;
            // A verification looks at the bank details: what is not of substance never changed them.
            if *substance && *bank {
                state.bank_changed_at = Some(at);
            }
            if *substance {
                state.status = S::Registered;
                state.answers.clear();
                state.proposed_by = None;
                state.verified_until = None;
            }
        }
        Event::QuestionAnswered {
            question,
            answer,
            comment,
            evidence,
        } => {
            // The answers of a round that is over make room for those of the next.
            if state.proposed_by.take().is_some() {
                state.answers.clear();
            }
            let answered = Answered {
                answer: *answer,
                comment: *comment,
                evidence: evidence.clone(),
                by: actor,
                at,
            };
            state.answers.insert(question.clone(), answered);
        }
        Event::VerificationProposed { answers, .. } => {
            state.status = S::VerificationProposed;
            state.proposed_by = Some(actor?);
            state
                .answers
                .retain(|question, _| answers.contains_key(question));
            for (question, answer) in answers {
                let answered = state.answers.entry(question.clone());
                answered
                    .or_insert_with(|| Answered {
                        answer: *answer,
                        comment: None,
                        evidence: BTreeSet::new(),
                        by: actor,
                        at,
                    })
                    .answer = *answer;
            }
        }
        Event::Verified { until } => {
            state.status = S::Verified;
            state.verified_until = Some(*until);
        }
        Event::VerificationRefused {} => {
            state.status = S::Refused;
            state.verified_until = None;
        }
        Event::VerificationReturned { .. } => {
            state.status = S::Registered;
            // The answers stay: they are what is to be looked at again.
            state.proposed_by = None;
        }
        _ => return Some(false),
    }
    Some(true)
}

/// Events of risk flags; whether the event was one.
fn flags(
    state: &mut Organisation,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<bool> {
    let raised = |level, category, until, set_by| Flag {
        level,
        category,
        until,
        set_by,
        set_at: at,
        raised_at: at,
        lifted: false,
    };
    match event {
        Event::RedFlagRaised { .. } => {
            let number = next(&state.flags);
            let flag = raised(Level::Red, Category::Other, None, actor?);
            state.flags.insert(number, flag);
        }
        Event::RedFlagLifted { .. } => {
            for flag in state.flags.values_mut() {
                flag.lifted = true;
            }
        }
        Event::FlagRaised {
            flag,
            level,
            category,
            until,
            ..
        } => {
            state
                .flags
                .insert(*flag, raised(*level, *category, *until, actor?));
        }
        Event::FlagChanged {
            flag, level, until, ..
        } => {
            let flag = state.flags.get_mut(flag)?;
            flag.until = *until;
            flag.level = *level;
            flag.set_by = actor?;
            flag.set_at = at;
        }
        Event::FlagLifted { flag, .. } => state.flags.get_mut(flag)?.lifted = true,
        _ => return Some(false),
    }
    Some(true)
}

/// Events of matches with sanctions lists; whether the event was one.
fn matches_of(
    state: &mut Organisation,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<bool> {
    let mut set = |number: &u32, status| {
        let found = state.matches.get_mut(number)?;
        found.status = status;
        if status != MatchStatus::Ended {
            found.decided_by = Some(actor?);
        }
        Some(true)
    };
    match event {
        Event::SanctionsMatched {
            number,
            reference,
            entry,
            subject,
            name,
            score,
        } => {
            let found = Match {
                hit: Hit {
                    reference: reference.clone(),
                    entry: *entry,
                    subject: *subject,
                    name: *name,
                },
                score: *score,
                status: MatchStatus::Open,
                found_at: at,
                decided_by: None,
            };
            state.matches.insert(*number, found);
            Some(true)
        }
        Event::SanctionsMatchEnded { number } => set(number, MatchStatus::Ended),
        Event::SanctionsMatchConfirmed { number, .. } => set(number, MatchStatus::Confirmed),
        Event::SanctionsMatchDismissed { number, .. } => set(number, MatchStatus::Dismissed),
        _ => Some(false),
    }
}

/// Everything else.
fn rest(
    state: &mut Organisation,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::RiskAssessed {
            answers,
            score,
            level,
            until,
            comment,
        } => {
            state.risk = Some(Assessment {
                answers: answers.clone(),
                score: *score,
                level: *level,
                until: *until,
                comment: *comment,
                by: actor?,
                at,
            });
        }
        Event::DuplicateDismissed { other, .. } => {
            state.not_duplicates.insert(*other);
        }
        Event::Merged { into, .. } => {
            state.status = S::Merged;
            state.merged_into = Some(*into);
        }
        Event::Absorbed { other } => {
            state.absorbed.insert(*other);
        }
        Event::Registered { .. } => return None,
        // People and documents are rows; the chain keeps who did what with them.
        _ => {}
    }
    Some(())
}

/// The number after the last one given.
pub(super) fn next<T>(numbered: &BTreeMap<u32, T>) -> u32 {
    numbered.last_key_value().map_or(1, |(last, _)| last + 1)
}
