//! What may be done to an agreement, and what comes of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::conditions::{all_settled, settle};
use super::negotiation::{answerable, none_waits, request, revise, within_award};
use super::{Command, Event, Rules, State, Terms};
use crate::due_diligence::Step;
use crate::money::Money;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::screening::Attached;
use crate::selection::{standing_guard, still_affordable};
use crate::text::Text;
use crate::time::last_instant;
use crate::tranche;
use crate::transition::{Action, Status};

/// Whether the actor would sign for the facility.
fn for_facility(state: &Proposal, situation: &Situation<'_>) -> bool {
    !situation.actor.member(state.organisation, Role::Owner)
}

fn wrong_status(state: &Proposal, action: Action) -> Refusal {
    Refusal::WrongStatus {
        action: action.to_string(),
        status: state.status.to_string(),
    }
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let agreement = &state.agreement;
    let me = Some(situation.actor.person);
    match action {
        Action::RequestChanges => none_waits(state, situation.now),
        Action::ReviseProposal => answerable(state, situation.now),
        Action::SettleCondition if state.selection.conditions.is_none() => {
            Err(wrong_status(state, action))
        }
        Action::SendAgreement if agreement.terms.is_none() => Err(wrong_status(state, action)),
        Action::SendAgreement if agreement.prepared_by == me => Err(Refusal::OwnAct),
        Action::SendAgreement => {
            all_settled(state)?;
            none_waits(state, situation.now)?;
            standing_guard(situation, Step::Agreement)
        }
        Action::RecallAgreement if state.status == Status::Lapsed => {
            still_affordable(state, situation)
        }
        Action::AcceptAgreement => in_time(agreement, situation.now),
        Action::ExpireAgreement => match agreement.accept_by {
            None => Err(wrong_status(state, action)),
            Some(by) if situation.now <= by => Err(Refusal::TooEarly { at: by }),
            Some(_) => Ok(()),
        },
        Action::RecordSignedCopy if state.status == Status::AgreementSent => {
            in_time(agreement, situation.now)
        }
        Action::SignAgreement => may_sign(state, for_facility(state, situation), situation),
        _ => Ok(()),
    }
}

/// Refuses what comes after the last instant to accept; the instant itself is in time.
fn in_time(agreement: &State, now: DateTime<Utc>) -> Result<(), Refusal> {
    match agreement.accept_by {
        Some(at) if now > at => Err(Refusal::DeadlinePassed { at }),
        _ => Ok(()),
    }
}

/// A side is signed for once, and the other side by somebody else.
fn may_sign(
    state: &Proposal,
    for_facility: bool,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let agreement = &state.agreement;
    let (facility, grantee) = (agreement.signed_by_facility, agreement.signed_by_grantee);
    let (mine, other) = match for_facility {
        true => (facility, grantee),
        false => (grantee, facility),
    };
    if mine.is_some() {
        Err(Refusal::AlreadyDone)
    } else if other == Some(situation.actor.person) {
        Err(Refusal::OwnAct)
    } else if for_facility {
        standing_guard(situation, Step::Agreement)
    } else {
        Ok(())
    }
}

/// The event by which an agreement ends that was not accepted in time; nothing when it did not. What the clock does.
pub fn expired(state: &Proposal, now: DateTime<Utc>) -> Option<Event> {
    let late = state.agreement.accept_by.is_some_and(|by| now > by);
    (state.status == Status::AgreementSent && late).then_some(Event::Expired {})
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::RequestChanges { points } => request(points, rules, situation)?,
        Command::ReviseProposal(revised) => revise(state, *revised, situation)?,
        Command::SettleCondition(settling) => settle(state, settling)?,
        Command::PrepareAgreement {
            amount,
            starts_on,
            ends_on,
        } => Event::Prepared {
            terms: terms(state, rules, situation, *amount, *starts_on, *ends_on)?,
        },
        Command::SendAgreement { paper } => Event::Sent {
            paper: Some(*paper),
            accept_by: accept_by(rules, situation),
        },
        Command::RecallAgreement { reason } => Event::Recalled {
            reason: reason.digest(),
        },
        Command::AcceptAgreement { paper } => Event::Accepted {
            paper: Some(read(state, *paper)?),
        },
        Command::DeclineAgreement { reason } => Event::Declined {
            reason: reason.digest(),
        },
        Command::ExpireAgreement => Event::Expired {},
        Command::SignAgreement { paper } => Event::Signed {
            for_facility: for_facility(state, situation),
            paper: Some(read(state, *paper)?),
        },
        Command::RecordSignedCopy {
            for_facility,
            signatory,
            signed_on,
            copy,
        } => record_copy(
            state,
            *for_facility,
            signatory,
            *signed_on,
            *copy,
            situation,
        )?,
    })
}

/// Until when what is sent now can be accepted.
fn accept_by(rules: &Rules, situation: &Situation<'_>) -> Option<DateTime<Utc>> {
    let zone = situation.call.definition.dates.zone;
    let days = rules.acceptance_days;
    (days > 0).then(|| last_instant(situation.calendar, situation.now, days, zone))
}

/// The paper that was sent, if it is the one the person has read.
fn read(state: &Proposal, paper: Digest) -> Result<Digest, Refusal> {
    match state.agreement.paper {
        Some(sent) if sent == paper => Ok(sent),
        _ => Err(Refusal::AnotherPaper),
    }
}

/// A copy is recorded for a side that has not signed, the applicant's first; signed after it was sent and not in the future, by
/// somebody else than the other side.
fn record_copy(
    state: &Proposal,
    for_facility: bool,
    signatory: &Text,
    signed_on: NaiveDate,
    copy: Attached,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    if for_facility && state.status == Status::AgreementSent {
        return Err(wrong_status(state, Action::RecordSignedCopy));
    }
    may_sign(state, for_facility, situation)?;
    let zone = situation.call.definition.dates.zone;
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let until = day(situation.now);
    let from = state.agreement.sent_at.map_or(until, day);
    if !(from..=until).contains(&signed_on) {
        return Err(Refusal::SignatureDay { from, until });
    }
    let other = state.agreement.copy_of(!for_facility);
    if other.is_some_and(|other| other.signatory == signatory.digest()) {
        return Err(Refusal::SameSignatory);
    }
    Ok(Event::CopyRecorded {
        for_facility,
        signatory: signatory.digest(),
        signed_on,
        document: copy.document,
        sha256: copy.sha256,
    })
}

fn terms(
    state: &Proposal,
    rules: &Rules,
    situation: &Situation<'_>,
    amount: Money,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> Result<Terms, Refusal> {
    within_award(state, amount, situation)?;
    // Fixed tranches leave something for the shares, so a grant is more than they are together.
    let fixed = tranche::fixed_minor(&rules.tranches).ok_or(Refusal::Overflow)?;
    if amount.minor < fixed {
        return Err(Refusal::AmountOutsideLimits {
            min: Money::new(fixed, amount.currency),
            max: state.selection.awarded.unwrap_or(amount),
        });
    }
    let dates = &situation.call.definition.dates;
    let in_order = starts_on < ends_on
        && dates
            .projects_start
            .is_none_or(|earliest| earliest <= starts_on)
        && dates.projects_end.is_none_or(|latest| ends_on <= latest);
    if !in_order {
        return Err(Refusal::Dates);
    }
    let tranches = rules.tranches(amount, starts_on).ok_or(Refusal::Overflow)?;
    Ok(Terms {
        amount,
        starts_on,
        ends_on,
        tranches,
    })
}
