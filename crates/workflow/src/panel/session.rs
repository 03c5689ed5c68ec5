//! A session of the panel.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::ids::{PersonId, ProposalId};
use crate::names::named;
use crate::record::Digest;

named! {
    /// How a session is held.
    pub enum Mode {
        /// In one room.
        Room = "room",
        /// Together, by telephone or video.
        Remote = "remote",
        /// Over days, each member when it suits them.
        Asynchronous = "asynchronous",
    }
}

/// Somebody came in or went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Who.
    pub person: PersonId,
    /// Whether they came in.
    pub came: bool,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A member states for the minutes that they disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dissent {
    /// Who.
    pub person: PersonId,
    /// Digest of what they state.
    pub text: Digest,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// The minutes as the chair signed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// SHA-256 of their canonical form.
    pub digest: Digest,
    /// Who signed.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A session of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Number in the call, from 1.
    pub number: u32,
    /// How it is held.
    pub mode: Mode,
    /// When it is to start (UTC).
    pub starts: DateTime<Utc>,
    /// The last instant at which votes are taken (UTC); a session over days has one.
    pub ends: Option<DateTime<Utc>>,
    /// The files to deal with, in order.
    pub agenda: Vec<ProposalId>,
    /// When it began (UTC).
    pub began_at: Option<DateTime<Utc>>,
    /// Who opened it.
    pub presided_by: Option<PersonId>,
    /// When it ended (UTC).
    pub ended_at: Option<DateTime<Utc>>,
    /// Who is in now. Nobody has to be in a session over days.
    pub present: BTreeSet<PersonId>,
    /// Who came and went, oldest first.
    pub movements: Vec<Movement>,
    /// What members state against what was decided.
    pub dissents: Vec<Dissent>,
    /// The minutes, once signed.
    pub minutes: Option<Minutes>,
}

impl Session {
    /// Whether it is under way: begun, not ended, and its last instant not passed.
    pub fn runs(&self, now: DateTime<Utc>) -> bool {
        self.began_at.is_some()
            && self.ended_at.is_none()
            && self.ends.is_none_or(|ends| now <= ends)
    }

    /// Whether it may still deal with items one day.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_some() || self.ends.is_some_and(|ends| now > ends)
    }

    /// Whether members sit together: then who is in counts, and items are dealt with one at a time.
    pub const fn sits_together(&self) -> bool {
        matches!(self.mode, Mode::Room | Mode::Remote)
    }

    /// Everybody who was in at some time, or is.
    pub fn attended(&self) -> BTreeSet<PersonId> {
        self.movements.iter().map(|one| one.person).collect()
    }

    pub(super) fn moves(&mut self, person: PersonId, came: bool, at: DateTime<Utc>) {
        if came {
            self.present.insert(person);
        } else {
            self.present.remove(&person);
        }
        self.movements.push(Movement { person, came, at });
    }
}
