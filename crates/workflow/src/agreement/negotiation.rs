//! Rounds of a negotiation: the officer asks for changes, and the applicant answers with a revised budget and plan.

use chrono::{DateTime, Utc};

use super::Rules;
use super::event::{Asked, Event};
use crate::ids::PersonId;
use crate::money::Money;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::text::Text;
use crate::time::last_instant;

/// The most points of one round.
pub const MOST_POINTS: usize = 20;

/// A revised version of the answers as it is handed in. The answers themselves are kept beside the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revised {
    /// SHA-256 of the canonical content.
    pub sha256: Digest,
    /// What it asks for, where the form asks for an amount.
    pub requested: Option<Money>,
    /// Months the project takes, where the form asks for them.
    pub months: Option<u32>,
}

/// A revised version as it was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What was handed in.
    pub revised: Revised,
    /// By whom.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A round of the negotiation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// The last instant for the answer (UTC).
    pub until: DateTime<Utc>,
    /// Digests of the points.
    pub points: Vec<Digest>,
    /// The answer.
    pub revision: Option<Revision>,
}

impl Round {
    /// Whether it waits for an answer that can still come.
    pub fn waits(&self, now: DateTime<Utc>) -> bool {
        self.revision.is_none() && now <= self.until
    }
}

/// Refuses what must not be done while the applicant can still answer.
pub(super) fn none_waits(state: &Proposal, now: DateTime<Utc>) -> Result<(), Refusal> {
    match state.agreement.rounds.last() {
        Some(round) if round.waits(now) => Err(Refusal::RoundOpen { at: round.until }),
        _ => Ok(()),
    }
}

/// Refuses an answer nobody waits for, or that comes too late; the last instant itself is in time.
pub(super) fn answerable(state: &Proposal, now: DateTime<Utc>) -> Result<(), Refusal> {
    match state.agreement.rounds.last() {
        Some(round) if round.revision.is_none() && now > round.until => {
            Err(Refusal::DeadlinePassed { at: round.until })
        }
        Some(round) if round.revision.is_none() => Ok(()),
        _ => Err(Refusal::NoChangesAsked),
    }
}

/// The event of a request for changes.
pub(super) fn request(
    points: &[Text],
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    if points.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    if points.len() > MOST_POINTS {
        return Err(Refusal::TooMany {
            most: MOST_POINTS as u32,
        });
    }
    let points = points.iter().map(|point| Asked {
        text: point.digest(),
    });
    Ok(Event::ChangesRequested {
        points: points.collect(),
        until: last_instant(
            situation.calendar,
            situation.now,
            rules.negotiation_days,
            situation.call.definition.dates.zone,
        ),
    })
}

/// The event of a revised version: what it asks for is never above the panel's amount, and never below the call's least.
pub(super) fn revise(
    state: &Proposal,
    revised: Revised,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    if let Some(requested) = revised.requested {
        within_award(state, requested, situation)?;
    }
    Ok(Event::Revised {
        sha256: revised.sha256,
        requested: revised.requested,
        months: revised.months,
    })
}

/// Refuses an amount below the call's least or above what the panel awarded; both themselves are allowed.
pub(super) fn within_award(
    state: &Proposal,
    amount: Money,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let awarded = state.selection.awarded.ok_or(Refusal::NotReleased)?;
    let funding = situation.call.definition.funding.as_ref();
    let least = funding.map_or(0, |funding| funding.grant_min_minor);
    if amount.currency == awarded.currency && (least..=awarded.minor).contains(&amount.minor) {
        return Ok(());
    }
    Err(Refusal::AmountOutsideLimits {
        min: Money::new(least, awarded.currency),
        max: awarded,
    })
}
