//! What is done to a proposal in Selection, and what happened to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ballot::{Ballot, Choice, Seal, Sealed, Written};
use super::state::{Promotion, Roll};
use crate::ids::PersonId;
use crate::money::Money;
use crate::names::named;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::text::Text;
use crate::transition::{Action, Status as S};

named! {
    /// What the panel decides.
    pub enum Decision {
        /// Funded.
        Selected = "selected",
        /// On the reserve list.
        Reserve = "reserve",
        /// Put off.
        Deferred = "deferred",
        /// Sent back to the applicant to be worked over.
        Rework = "rework",
        /// Not good enough.
        RejectedOnQuality = "rejected_on_quality",
        /// Good, but no money left.
        RejectedForLackOfFunds = "rejected_for_lack_of_funds",
    }
}

impl Decision {
    /// The status it leads to.
    pub const fn status(self) -> S {
        match self {
            Self::Selected => S::Selected,
            Self::Reserve => S::Reserve,
            Self::Deferred => S::Deferred,
            Self::Rework => S::Rework,
            Self::RejectedOnQuality => S::RejectedOnQuality,
            Self::RejectedForLackOfFunds => S::RejectedForLackOfFunds,
        }
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens the item.
    OpenVoting,
    /// Votes.
    CastBallot {
        /// What the ballot says.
        ballot: Written,
        /// Its receipt, where the call votes secretly.
        seal: Option<Seal>,
    },
    /// Closes the item.
    CloseVoting,
    /// Opens it anew, whatever was voted and decided.
    ReopenVoting {
        /// Why.
        reason: Text,
    },
    /// Records the outcome.
    RecordOutcome {
        /// Decision.
        decision: Decision,
        /// Amount, for selected.
        amount: Option<Money>,
        /// Place, for reserve.
        reserve_rank: Option<u32>,
        /// Conditions, for selected.
        conditions: Option<Text>,
        /// Why: a written reason is needed for every outcome.
        reason: Text,
    },
    /// What was sent back to be worked over is on the agenda again.
    ReturnToAgenda {
        /// What has been worked over.
        reason: Text,
    },
    /// Tells the applicant.
    Release,
    /// Proposes to promote it from the reserve list.
    ProposePromotion {
        /// Amount; none in a call without money.
        amount: Option<Money>,
        /// Why.
        reason: Text,
    },
    /// Confirms that.
    Promote,
    /// Accepts the award.
    AcceptAward,
    /// Declines the award.
    DeclineAward {
        /// Why.
        reason: Text,
    },
    /// Ends an award that was not accepted in time or can no longer be given.
    LapseAward {
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::OpenVoting => Action::OpenVoting,
            Self::CastBallot { .. } => Action::CastBallot,
            Self::CloseVoting => Action::CloseVoting,
            Self::ReopenVoting { .. } => Action::ReopenVoting,
            Self::RecordOutcome { .. } => Action::RecordOutcome,
            Self::ReturnToAgenda { .. } => Action::ReturnToAgenda,
            Self::Release => Action::Release,
            Self::ProposePromotion { .. } => Action::ProposePromotion,
            Self::Promote => Action::Promote,
            Self::AcceptAward => Action::AcceptAward,
            Self::DeclineAward { .. } => Action::DeclineAward,
            Self::LapseAward { .. } => Action::LapseAward,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RecordOutcome {
                reason, conditions, ..
            } => std::iter::once(reason).chain(conditions).collect(),
            Self::ReopenVoting { reason }
            | Self::ReturnToAgenda { reason }
            | Self::ProposePromotion { reason, .. }
            | Self::DeclineAward { reason }
            | Self::LapseAward { reason } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Open for votes.
    VotingOpened {
        /// Number of the session.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<u32>,
    },
    /// The actor voted openly.
    BallotCast {
        /// Choice.
        choice: Choice,
        /// Smaller amount proposed.
        amount: Option<Money>,
        /// Points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u32>,
        /// Place, and of how many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<(u32, u32)>,
    },
    /// The actor voted secretly, or put another ballot in place of theirs: nothing here says what it says.
    BallotSealed {},
    /// Closed, with the result.
    VotingClosed {
        /// Votes by choice.
        tally: BTreeMap<Choice, u32>,
        /// Members recused.
        recused: BTreeSet<PersonId>,
        /// Who was where.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        roll: Roll,
        /// Secret ballots, in the order of their receipts.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sealed: Vec<Sealed>,
        /// How the casting vote went, when the votes were equal and it counts: the actor's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        casting: Option<bool>,
    },
    /// Opened anew.
    VotingReopened {
        /// Number of the session.
        session: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Outcome recorded.
    OutcomeRecorded {
        /// Decision.
        decision: Decision,
        /// Amount.
        amount: Option<Money>,
        /// Place on the reserve list.
        reserve_rank: Option<u32>,
        /// Digest of the conditions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conditions: Option<Digest>,
        /// Whether it follows the majority of the ballots.
        with_majority: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// On the agenda again after it was worked over.
    ReturnedToAgenda {
        /// Digest of what has been worked over.
        reason: Digest,
    },
    /// The applicant was told.
    Released {
        /// The last instant to accept the award (UTC).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<DateTime<Utc>>,
    },
    /// The actor proposes to promote it from the reserve list.
    PromotionProposed {
        /// Amount; none in a call without money.
        amount: Option<Money>,
        /// Digest of the reason.
        reason: Digest,
        /// Files ahead of it on the reserve list that are passed over.
        passed_over: u32,
    },
    /// Promoted from the reserve list.
    Promoted {
        /// Amount; none in a call without money.
        amount: Option<Money>,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant accepted the award.
    AwardAccepted {},
    /// The applicant declined the award.
    AwardDeclined {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The award ended without being accepted.
    AwardLapsed {
        /// Digest of the reason.
        reason: Digest,
    },
}

/// Applies an event; nothing when it cannot follow the state.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    actor: PersonId,
    at: DateTime<Utc>,
) -> Option<()> {
    let selection = &mut state.selection;
    match event {
        Event::VotingOpened { session } => {
            opens(state, *session);
        }
        Event::VotingReopened { session, .. } => {
            // What was decided is undone with the vote it rests on; both stay on the record.
            selection.decision = None;
            selection.awarded = None;
            selection.reserve_rank = None;
            selection.conditions = None;
            selection.reason = None;
            selection.decided_by = None;
            opens(state, Some(*session));
        }
        Event::BallotCast {
            choice,
            amount,
            points,
            place,
        } => {
            let written = Written {
                choice: *choice,
                amount: *amount,
                points: *points,
                place: *place,
            };
            let mark = written.mark()?;
            selection.ballots.insert(actor, Ballot { mark, at });
        }
        Event::BallotSealed {} => {
            selection.voted.insert(actor);
        }
        Event::VotingClosed {
            roll,
            sealed,
            casting,
            ..
        } => {
            selection.open = false;
            selection.roll = roll.clone();
            selection.sealed = sealed.clone();
            selection.casting = *casting;
            state.status = S::Discussed;
        }
        Event::OutcomeRecorded {
            decision,
            amount,
            reserve_rank,
            conditions,
            reason,
            ..
        } => {
            selection.decision = Some(*decision);
            selection.awarded = *amount;
            selection.reserve_rank = *reserve_rank;
            selection.conditions = *conditions;
            selection.reason = Some(*reason);
            selection.decided_by = Some(actor);
            state.status = decision.status();
        }
        Event::ReturnedToAgenda { .. } => {
            selection.decision = None;
            selection.released_at = None;
            state.status = S::OnAgenda;
        }
        Event::Released { answer_by } => {
            selection.released_at = Some(at);
            selection.answer_by = *answer_by;
        }
        Event::PromotionProposed {
            amount,
            reason,
            passed_over,
        } => {
            selection.promotion = Some(Promotion {
                amount: *amount,
                reason: *reason,
                by: actor,
                passed_over: *passed_over,
            });
        }
        Event::Promoted { amount, reason } => {
            selection.decision = Some(Decision::Selected);
            selection.awarded = *amount;
            selection.reserve_rank = None;
            selection.promotion = None;
            selection.promoted = true;
            selection.reason = Some(*reason);
            selection.decided_by = Some(actor);
            // The applicant has been told "reserve": the award is news and is released anew.
            selection.released_at = None;
            state.status = S::Selected;
        }
        Event::AwardAccepted {} => selection.accepted_at = Some(at),
        Event::AwardDeclined { .. } => state.status = S::Declined,
        Event::AwardLapsed { .. } => state.status = S::Lapsed,
    }
    Some(())
}

fn opens(state: &mut Proposal, session: Option<u32>) {
    let selection = &mut state.selection;
    selection.open = true;
    selection.round += 1;
    selection.session = session;
    selection.ballots.clear();
    selection.voted.clear();
    selection.sealed.clear();
    selection.roll.clear();
    selection.casting = None;
    state.status = S::OnAgenda;
}
