//! Interests: declared before anything of the file is shown, found by the system, or set by the secretariat. A conflict
//! takes the person off the file for good.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::names::named;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::text::Text;
use crate::transition::{Action, StageKind, Status};

named! {
    /// Kinds of conflict.
    pub enum ConflictKind {
        /// Employed by the applicant, or on its board.
        Employment = "employment",
        /// Family.
        Family = "family",
        /// Financial.
        Financial = "financial",
        /// Co-author or adviser of the proposal.
        Coauthor = "coauthor",
        /// Same organisation.
        SameOrganisation = "same_organisation",
        /// Their agency funds the applicant.
        FundsApplicant = "funds_applicant",
        /// Any other.
        Other = "other",
    }
}

named! {
    /// Who brought a conflict on record.
    pub enum Origin {
        /// The person themselves.
        Declared = "declared",
        /// The system found it and the secretariat confirmed it.
        Found = "found",
        /// The secretariat.
        Set = "set",
    }
}

named! {
    /// What the system goes by when it looks for conflicts.
    pub enum Basis {
        /// The person works for the applicant today.
        SameOrganisation = "same_organisation",
        /// The person worked for the applicant in the years looked back on.
        PastOrganisation = "past_organisation",
        /// Their mail addresses share a domain.
        MailDomain = "mail_domain",
        /// An officer of the applicant has their name.
        OfficerName = "officer_name",
        /// The person's agency funds the applicant.
        AgencyFunds = "agency_funds",
    }
}

impl Basis {
    /// Whether it ties an organisation to the person: they work for it, or did.
    pub const fn is_tie(self) -> bool {
        matches!(self, Self::SameOrganisation | Self::PastOrganisation)
    }

    /// The kind of conflict it would be.
    pub const fn kind(self) -> ConflictKind {
        match self {
            Self::SameOrganisation | Self::MailDomain => ConflictKind::SameOrganisation,
            Self::PastOrganisation => ConflictKind::Employment,
            Self::OfficerName => ConflictKind::Family,
            Self::AgencyFunds => ConflictKind::FundsApplicant,
        }
    }
}

/// One thing that speaks for a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// What was gone by.
    pub basis: Basis,
    /// Digest of the evidence.
    pub evidence: Digest,
}

/// What speaks for a conflict of a person, until the secretariat confirms or dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// What speaks for it.
    pub grounds: BTreeSet<Ground>,
    /// Since when it is on record (UTC).
    pub at: DateTime<Utc>,
}

/// Open and dismissed suspicions of a file, by person.
pub type Suspicions = BTreeMap<PersonId, Suspicion>;

/// A conflict on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which kind.
    pub kind: ConflictKind,
    /// Who brought it on record.
    pub origin: Origin,
    /// Since when it is on record (UTC).
    pub at: DateTime<Utc>,
}

/// What somebody says of an interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// No conflict of one's own.
    DeclareNone,
    /// A conflict of one's own.
    DeclareConflict {
        /// Which kind.
        conflict: ConflictKind,
    },
    /// The secretariat knows of a conflict of another person.
    SetConflict {
        /// Whose.
        person: PersonId,
        /// Which kind.
        conflict: ConflictKind,
        /// How it is known.
        reason: Text,
    },
    /// The secretariat confirms what the system found.
    ConfirmSuspicion {
        /// Whose.
        person: PersonId,
        /// Which kind.
        conflict: ConflictKind,
    },
    /// The secretariat dismisses it.
    DismissSuspicion {
        /// Whose.
        person: PersonId,
        /// Why it is no conflict.
        reason: Text,
    },
}

impl Command {
    /// The action in the tables.
    pub const fn action(&self) -> Action {
        match self {
            Self::DeclareNone => Action::DeclareNoConflict,
            Self::DeclareConflict { .. } => Action::DeclareConflict,
            Self::SetConflict { .. } => Action::SetConflict,
            Self::ConfirmSuspicion { .. } | Self::DismissSuspicion { .. } => {
                Action::SettleSuspicion
            }
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::SetConflict { reason, .. } | Self::DismissSuspicion { reason, .. } => {
                vec![reason]
            }
            _ => Vec::new(),
        }
    }
}

/// What is on record about an interest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The actor declared to have none.
    DeclaredFree {},
    /// The actor declared a conflict.
    ConflictDeclared {
        /// Which kind.
        conflict: ConflictKind,
    },
    /// The secretariat set a conflict.
    ConflictSet {
        /// Whose.
        person: PersonId,
        /// Which kind.
        conflict: ConflictKind,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The system found what speaks for a conflict.
    Suspected {
        /// Whose.
        person: PersonId,
        /// What speaks for it, beside what was known before.
        grounds: BTreeSet<Ground>,
    },
    /// The secretariat confirmed it.
    SuspicionConfirmed {
        /// Whose.
        person: PersonId,
        /// Which kind.
        conflict: ConflictKind,
    },
    /// The secretariat dismissed it.
    SuspicionDismissed {
        /// Whose.
        person: PersonId,
        /// Digest of the reason.
        reason: Digest,
    },
}

/// Conditions on whom a command of the secretariat is about.
fn about(state: &Proposal, command: &Command, me: PersonId) -> Result<(), Refusal> {
    let (person, suspected) = match command {
        Command::DeclareNone | Command::DeclareConflict { .. } => return Ok(()),
        Command::SetConflict { person, .. } => (*person, false),
        Command::ConfirmSuspicion { person, .. } | Command::DismissSuspicion { person, .. } => {
            (*person, true)
        }
    };
    if person == me {
        return Err(Refusal::OwnAct);
    }
    if state.conflicts.contains_key(&person)
        || (suspected && !state.suspected.contains_key(&person))
    {
        return Err(Refusal::AlreadyDone);
    }
    Ok(())
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    about(state, command, situation.actor.person)?;
    Ok(match command {
        Command::DeclareNone if state.declared.contains(&situation.actor.person) => {
            return Err(Refusal::AlreadyDone);
        }
        Command::DeclareNone => Event::DeclaredFree {},
        Command::DeclareConflict { conflict } => Event::ConflictDeclared {
            conflict: *conflict,
        },
        Command::SetConflict {
            person,
            conflict,
            reason,
        } => Event::ConflictSet {
            person: *person,
            conflict: *conflict,
            reason: reason.digest(),
        },
        Command::ConfirmSuspicion { person, conflict } => Event::SuspicionConfirmed {
            person: *person,
            conflict: *conflict,
        },
        Command::DismissSuspicion { person, reason } => Event::SuspicionDismissed {
            person: *person,
            reason: reason.digest(),
        },
    })
}

/// What the system found, as an event without an actor. Nothing when there is a conflict already, or when all of it is
/// known or has been dismissed: the same evidence is not raised twice.
pub fn suspect(state: &Proposal, person: PersonId, grounds: &BTreeSet<Ground>) -> Option<Event> {
    if state.conflicts.contains_key(&person) {
        return None;
    }
    let known = |ground: &Ground| {
        let holds = |found: &Suspicions| {
            found
                .get(&person)
                .is_some_and(|one| one.grounds.contains(ground))
        };
        holds(&state.suspected) || holds(&state.dismissed)
    };
    let grounds: BTreeSet<Ground> = grounds
        .iter()
        .copied()
        .filter(|ground| !known(ground))
        .collect();
    (!grounds.is_empty()).then_some(Event::Suspected { person, grounds })
}

/// Applies an event: a conflict also takes the person off the screening and the evaluation and voids their open ballot.
/// `None` when an event lacks the actor it needs.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::DeclaredFree {} => {
            let actor = actor?;
            state.declared.insert(actor);
            state.evaluation.accept(actor, at);
        }
        Event::ConflictDeclared { conflict } => {
            put(state, actor?, *conflict, Origin::Declared, at);
        }
        Event::ConflictSet {
            person, conflict, ..
        } => put(state, *person, *conflict, Origin::Set, at),
        Event::SuspicionConfirmed { person, conflict } => {
            put(state, *person, *conflict, Origin::Found, at);
        }
        Event::Suspected { person, grounds } => {
            let known = state.suspected.entry(*person).or_insert_with(|| Suspicion {
                grounds: BTreeSet::new(),
                at,
            });
            known.grounds.extend(grounds);
        }
        Event::SuspicionDismissed { person, .. } => {
            if let Some(settled) = state.suspected.remove(person) {
                let known = state.dismissed.entry(*person).or_insert_with(|| Suspicion {
                    grounds: BTreeSet::new(),
                    at,
                });
                known.grounds.extend(settled.grounds);
                known.at = at;
            }
        }
    }
    Some(())
}

fn put(
    state: &mut Proposal,
    person: PersonId,
    kind: ConflictKind,
    origin: Origin,
    at: DateTime<Utc>,
) {
    state
        .conflicts
        .insert(person, Conflict { kind, origin, at });
    state.suspected.remove(&person);
    state.declared.remove(&person);
    let rescore = state.evaluation.recuse(person, at);
    if state.stage == StageKind::Evaluation && rescore {
        state.evaluation.score = None;
        state.status = Status::InEvaluation;
    }
    if state.stage == StageKind::Selection {
        state.selection.recuse(person);
    }
    if state.stage == StageKind::Screening && state.screening.recuse(person, state.status) {
        state.status = Status::Queued;
    }
}
