//! What has happened in Screening, and what follows from it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::criterion::Finding;
use crate::ids::PersonId;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::transition::Status as S;

use super::clarification;
use super::{Answered, Asked, Clarification, Outcome, Record, State, Verdict};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Given to a screener.
    ScreenerAssigned {
        /// To whom.
        screener: PersonId,
    },
    /// Verdict on one criterion.
    VerdictRecorded {
        /// Criterion id.
        criterion: String,
        /// Outcome.
        outcome: Outcome,
        /// Which of the criterion's reasons.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason_code: Option<String>,
        /// Digest of the reason in words.
        reason: Option<Digest>,
        /// What the machine rule had found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<Finding>,
        /// Digest of the rule's evidence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Digest>,
    },
    /// The applicant was asked.
    ClarificationRequested {
        /// The points.
        #[serde(deserialize_with = "clarification::points")]
        points: Vec<Asked>,
        /// Last day for the answer.
        until: NaiveDate,
    },
    /// The applicant answered.
    ClarificationAnswered {
        /// The answers, in the order of the points.
        #[serde(alias = "answer", deserialize_with = "clarification::answers")]
        answers: Vec<Answered>,
    },
    /// No answer came in time.
    ClarificationClosed {},
    /// All verdicts given.
    Concluded {
        /// The worst of them allows it.
        eligible: bool,
        /// Whether a second person must confirm, or a third settle when two screenings differ.
        confirm: bool,
        /// Whether the file was drawn for a second screening: it goes back to the queue.
        #[serde(default)]
        again: bool,
    },
    /// Confirmed by a second person.
    Confirmed {},
    /// The second person disagrees.
    Disagreed {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Settled by a third.
    Settled {
        /// How.
        eligible: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Appeal made.
    Appealed {
        /// Digest of the ground.
        ground: Digest,
    },
    /// Appeal decided.
    AppealDecided {
        /// Whether upheld.
        upheld: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Brought back.
    Reinstated {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The decision was taken back.
    Retracted {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant was told.
    Released {},
}

/// Applies an event. Only what the clock does has no actor: `None` when anything else has none.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    let screening = &mut state.screening;
    match event {
        Event::ScreenerAssigned { screener } => {
            screening.screener = Some(*screener);
            state.status = S::InReview;
        }
        Event::VerdictRecorded {
            criterion,
            outcome,
            reason_code,
            reason,
            proposed,
            evidence,
        } => {
            let by = actor?;
            let given = Verdict {
                outcome: *outcome,
                reason_code: reason_code.clone(),
                reason: *reason,
                proposed: *proposed,
                evidence: *evidence,
                by,
                at,
            };
            screening.verdicts.insert(criterion.clone(), given);
            screening.deciders.insert(by);
        }
        Event::ClarificationRequested { points, until } => {
            screening.clarifications.push(Clarification {
                asked_at: at,
                until: *until,
                points: points.clone(),
                answers: None,
            });
            state.status = S::ClarificationRequested;
        }
        Event::ClarificationAnswered { answers } => {
            screening.clarifications.last_mut()?.answers = Some((at, answers.clone()));
            state.status = S::InReview;
        }
        Event::ClarificationClosed {} => state.status = S::InReview,
        Event::Concluded {
            eligible,
            confirm,
            again,
        } => {
            let by = actor?;
            screening.deciders.insert(by);
            state.status = concluded(screening, by, *eligible, *confirm, *again);
        }
        Event::Confirmed {} => {
            screening.deciders.insert(actor?);
            let eligible = screening.proposed.is_some_and(|(_, eligible)| eligible);
            state.status = decided(screening, eligible);
        }
        Event::Disagreed { .. } => {
            screening.deciders.insert(actor?);
            screening.disagreed = actor;
        }
        Event::Settled { eligible, .. } => {
            screening.deciders.insert(actor?);
            state.status = decided(screening, *eligible);
        }
        Event::Appealed { .. } => state.status = S::Appealed,
        Event::AppealDecided { upheld, .. } => {
            screening.deciders.insert(actor?);
            screening.appeal_decided = true;
            state.status = decided(screening, *upheld);
        }
        Event::Reinstated { .. } => {
            screening.deciders.insert(actor?);
            state.status = decided(screening, true);
        }
        Event::Retracted { .. } => {
            screening.deciders.insert(actor?);
            screening.begin_anew();
            state.status = S::Queued;
        }
        Event::Released {} => screening.released_at = Some(at),
    }
    Some(())
}

fn decided(screening: &mut State, eligible: bool) -> S {
    screening.outcome = Some(eligible);
    if eligible { S::Eligible } else { S::Ineligible }
}

/// Where a conclusion leads: back to the queue for a second screening, to a person who confirms or settles, or to the
/// outcome.
fn concluded(screening: &mut State, by: PersonId, eligible: bool, confirm: bool, again: bool) -> S {
    if again {
        screening.first = Some(Record {
            screener: by,
            verdicts: std::mem::take(&mut screening.verdicts),
            eligible,
        });
        screening.screener = None;
        return S::Queued;
    }
    match &screening.first {
        // The first record stands against the second.
        Some(first) if confirm => {
            screening.proposed = Some((first.screener, first.eligible));
            screening.disagreed = Some(by);
        }
        _ => screening.proposed = Some((by, eligible)),
    }
    if confirm {
        S::ToConfirm
    } else {
        decided(screening, eligible)
    }
}
