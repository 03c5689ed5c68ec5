//! The panel of a call at work: its sessions and who is in them, the decisions it adopts, its minutes.
//!
//! All of it stands in the chain of the call. What is said of a single file, its votes and its outcome, stands in the chain
//! of that file ([`crate::selection`]).

mod agenda;
mod command;
mod session;

pub use agenda::{Point, grouped, moves};
pub use command::{Command, decide, guard};
pub use session::{Dissent, Minutes, Mode, Movement, Session};

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::Event;
use crate::ids::{PersonId, ProposalId};
use crate::money::Money;
use crate::record::Digest;
use crate::selection::{Allocation, Decision};

/// The most items of an agenda, and of a list of decisions.
pub const MOST_ITEMS: usize = 5000;

/// An outcome on the list the panel adopts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The file.
    pub proposal: ProposalId,
    /// What the panel decided.
    pub decision: Decision,
    /// Amount awarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Place on the reserve list, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve_rank: Option<u32>,
    /// Whether the rule of the call would have decided otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub departs: bool,
}

/// What another rule would have made of the same votes, as the panel saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The rule.
    pub rule: Allocation,
    /// Files it would fund that the list does not.
    pub enters: Vec<ProposalId>,
    /// Files the list funds that it would not.
    pub leaves: Vec<ProposalId>,
}

/// A list of decisions, adopted by the chair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// Number in the call, from 1.
    pub number: u32,
    /// The session in which it was adopted; none when it was done outside of one.
    pub session: Option<u32>,
    /// The outcomes.
    pub list: Vec<Listed>,
    /// What other rules would have made of it.
    pub alternatives: Vec<Alternative>,
    /// Who adopted it.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The facility manager who countersigned, and when (UTC): from then on it is frozen for good.
    pub countersigned: Option<(PersonId, DateTime<Utc>)>,
    /// Whoever sent it back to the panel, the digest of the reason, and when (UTC).
    pub returned: Option<(PersonId, Digest, DateTime<Utc>)>,
}

/// The panel of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Its sessions, in the order they were convened.
    pub sessions: Vec<Session>,
    /// The lists it adopted, oldest first.
    pub adoptions: Vec<Adoption>,
}

impl Panel {
    /// A session by its number.
    pub fn session(&self, number: u32) -> Option<&Session> {
        self.sessions
            .iter()
            .find(|session| session.number == number)
    }

    /// The session under way that has the file on its agenda: at most one, see [`Command::Convene`].
    pub fn sits_on(&self, proposal: ProposalId, now: DateTime<Utc>) -> Option<&Session> {
        self.sessions
            .iter()
            .find(|session| session.runs(now) && session.agenda.contains(&proposal))
    }

    /// The list the file's outcome stands on; lists sent back to the panel do not count.
    pub fn adoption_of(&self, proposal: ProposalId) -> Option<&Adoption> {
        self.adoptions.iter().rev().find(|adoption| {
            adoption.returned.is_none() && adoption.list.iter().any(|one| one.proposal == proposal)
        })
    }

    /// Whether the file's outcome is adopted and countersigned.
    pub fn countersigned(&self, proposal: ProposalId) -> bool {
        self.adoption_of(proposal)
            .is_some_and(|adoption| adoption.countersigned.is_some())
    }

    /// Files on a list that was not sent back.
    pub fn adopted(&self) -> BTreeSet<ProposalId> {
        let standing = self.adoptions.iter().filter(|one| one.returned.is_none());
        standing
            .flat_map(|adoption| adoption.list.iter().map(|one| one.proposal))
            .collect()
    }

    fn session_mut(&mut self, number: u32) -> Option<&mut Session> {
        let mut sessions = self.sessions.iter_mut();
        sessions.find(|session| session.number == number)
    }
}

/// Applies an event of the call that is about its panel. Answers `None` when it cannot follow the state.
pub fn apply(
    panel: &mut Panel,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::SessionConvened {
            session,
            mode,
            starts,
            ends,
            agenda,
        } => {
            if *session as usize != panel.sessions.len() + 1 {
                return None;
            }
            panel.sessions.push(Session {
                number: *session,
                mode: *mode,
                starts: *starts,
                ends: *ends,
                agenda: agenda.clone(),
                began_at: None,
                presided_by: None,
                ended_at: None,
                present: BTreeSet::new(),
                movements: Vec::new(),
                dissents: Vec::new(),
                minutes: None,
            });
        }
        Event::SessionBegun { session } => {
            let session = panel.session_mut(*session)?;
            session.began_at = Some(at);
            session.presided_by = actor;
        }
        Event::SessionEnded { session } => panel.session_mut(*session)?.ended_at = Some(at),
        Event::MemberCame { session, person } => {
            panel.session_mut(*session)?.moves(*person, true, at);
        }
        Event::MemberLeft { session, person } => {
            panel.session_mut(*session)?.moves(*person, false, at);
        }
        Event::DissentStated { session, text } => {
            let person = actor?;
            let session = panel.session_mut(*session)?;
            session.dissents.push(Dissent {
                person,
                text: *text,
                at,
            });
        }
        Event::MinutesSigned { session, digest } => {
            let by = actor?;
            panel.session_mut(*session)?.minutes = Some(Minutes {
                digest: *digest,
                by,
                at,
            });
        }
        Event::DecisionAdopted {
            adoption,
            session,
            list,
            alternatives,
        } => {
            if *adoption as usize != panel.adoptions.len() + 1 {
                return None;
            }
            panel.adoptions.push(Adoption {
                number: *adoption,
                session: *session,
                list: list.clone(),
                alternatives: alternatives.clone(),
                by: actor?,
                at,
                countersigned: None,
                returned: None,
            });
        }
        Event::DecisionCountersigned { adoption } => {
            let found = panel
                .adoptions
                .get_mut((*adoption as usize).checked_sub(1)?)?;
            found.countersigned = Some((actor?, at));
        }
        Event::DecisionReturned { adoption, reason } => {
            let found = panel
                .adoptions
                .get_mut((*adoption as usize).checked_sub(1)?)?;
            found.returned = Some((actor?, *reason, at));
        }
        _ => return None,
    }
    Some(())
}
