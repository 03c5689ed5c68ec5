//! Guards and amounts of an award.

use super::decide::Circumstances;
use super::rules::{Rules, Ties};
use crate::call::CallStatus;
use crate::due_diligence::Step;
use crate::interest::ConflictKind;
use crate::money::Money;
use crate::procedure::Stage;
use crate::proposal::{Proposal, Situation};
use crate::refusal::Refusal;
use crate::transition::StageKind;

/// Guards before a step: a call that stands, and an organisation nothing keeps from the step.
pub fn standing_guard(situation: &Situation<'_>, step: Step) -> Result<(), Refusal> {
    if situation.call.status == CallStatus::Cancelled {
        return Err(Refusal::CallNotOpen);
    }
    situation.organisation.allows(step)
}

/// Guards before a selected file goes on: released, accepted where the call asks for it, and everything an award needs
/// still holds.
pub fn award_guard(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let selection = &state.selection;
    if selection.released_at.is_none() {
        return Err(Refusal::NotReleased);
    }
    if selection.answer_by.is_some() && selection.accepted_at.is_none() {
        return Err(Refusal::AwardNotAccepted);
    }
    standing_guard(situation, Step::Award)
}

/// A file that comes back after it was selected still fits under the ceiling: its money may have gone to another.
pub fn still_affordable(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let (Some(awarded), Some(funding)) =
        (state.selection.awarded, &situation.call.definition.funding)
    else {
        return Ok(());
    };
    let left = funding.ceiling_minor - situation.committed_minor;
    if awarded.minor > left {
        return Err(Refusal::CeilingExceeded {
            left: Money::new(left.max(0), funding.currency),
        });
    }
    Ok(())
}

/// Everything an award needs beside its amount: an organisation that may be given one, an evaluation that is complete, and
/// no tie to a member of the panel where the call allows none.
fn may_be_awarded(
    state: &Proposal,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    standing_guard(situation, Step::Award)?;
    let before = situation.call.definition.procedure.0.iter();
    let mut before = before.take(state.position).map(Stage::kind);
    if before.any(|kind| kind == StageKind::Evaluation) && state.evaluation.score.is_none() {
        return Err(Refusal::EvaluationIncomplete);
    }
    if rules.ties == Ties::MayNotApply && tied(state, situation.panel) {
        return Err(Refusal::TiedToPanel);
    }
    Ok(())
}

/// Whether a member of the panel works for the organisation or sits on its board, as far as it is on record.
fn tied(state: &Proposal, panel: &Circumstances) -> bool {
    panel.seats.keys().any(|member| {
        state.conflicts.get(member).is_some_and(|conflict| {
            matches!(
                conflict.kind,
                ConflictKind::Employment | ConflictKind::SameOrganisation
            )
        })
    })
}

/// The amount of an award: within the call's limits, not more than requested, and within what is left of the ceiling.
/// A call without money awards none.
pub(super) fn award(
    state: &Proposal,
    amount: Option<Money>,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Option<Money>, Refusal> {
    may_be_awarded(state, rules, situation)?;
    let Some(funding) = &situation.call.definition.funding else {
        return Ok(None);
    };
    let requested = requested(state);
    let amount = amount
        .or(requested)
        .unwrap_or_else(|| Money::new(0, funding.currency));
    let most = requested.map_or(funding.grant_max_minor, |requested| requested.minor);
    if !funding.allows(amount) || amount.minor > most {
        return Err(Refusal::AmountOutsideLimits {
            min: Money::new(funding.grant_min_minor, funding.currency),
            max: Money::new(most, funding.currency),
        });
    }
    let left = funding.ceiling_minor - situation.committed_minor;
    if amount.minor > left {
        return Err(Refusal::CeilingExceeded {
            left: Money::new(left.max(0), funding.currency),
        });
    }
    Ok(Some(amount))
}

/// What the file asks for.
pub(super) fn requested(state: &Proposal) -> Option<Money> {
    let submission = state.intake.submission.as_ref()?;
    submission.requested
}
