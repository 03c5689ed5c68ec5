//! What may be decided in Screening.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::call::Call;
use crate::criterion::{Criterion, Finding};
use crate::ids::PersonId;
use crate::proposal::{Proposal, Situation};
use crate::refusal::Refusal;
use crate::role::Role;
use crate::selection;
use crate::text::Text;
use crate::time::Calendar;
use crate::time::end_of;
use crate::transition::{Action, Status as S};

use super::clarification::{self, today};
use super::second::is_drawn;
use super::{Command, Event, Outcome, Rules};

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let me = situation.actor.person;
    let screening = &state.screening;
    match action {
        Action::RecordVerdict | Action::Conclude | Action::RequestClarification
            if screening.screener != Some(me) =>
        {
            Err(Refusal::NotYours)
        }
        Action::Confirm | Action::Disagree if screening.people().contains(&me) => {
            Err(Refusal::OwnAct)
        }
        Action::Confirm | Action::Disagree if screening.disagreed.is_some() => {
            Err(Refusal::AlreadyDone)
        }
        Action::Settle if screening.disagreed.is_none() => Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        }),
        Action::Settle if screening.people().contains(&me) => Err(Refusal::OwnAct),
        Action::CloseClarification => match screening.clarify_until() {
            Some(until) if situation.now < answer_by(until, situation.call) => {
                Err(Refusal::TooEarly {
                    at: answer_by(until, situation.call),
                })
            }
            _ => Ok(()),
        },
        Action::Release if screening.released_at.is_some() => Err(Refusal::AlreadyDone),
        Action::Release if screening.deciders.contains(&me) => Err(Refusal::OwnAct),
        Action::Appeal if screening.appeal_decided => Err(Refusal::AlreadyDone),
        Action::Appeal if screening.released_at.is_none() => Err(Refusal::NotReleased),
        Action::DecideAppeal | Action::Reinstate | Action::Retract
            if screening.people().contains(&me) =>
        {
            Err(Refusal::TookPart)
        }
        _ => Ok(()),
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::AssignScreener { screener } => assign(state, *screener, situation)?,
        Command::RecordVerdict {
            criterion,
            outcome,
            reason_code,
            reason,
            proposed,
            evidence,
        } => {
            let criterion = rules.criterion(criterion)?;
            well_founded(
                criterion,
                *outcome,
                reason_code.as_deref(),
                reason.is_some(),
                *proposed,
            )?;
            Event::VerdictRecorded {
                criterion: criterion.id.clone(),
                outcome: *outcome,
                reason_code: reason_code.clone(),
                reason: reason.as_ref().map(Text::digest),
                proposed: *proposed,
                evidence: *evidence,
            }
        }
        Command::RequestClarification { points } => Event::ClarificationRequested {
            points: clarification::asked(points, rules)?,
            until: situation
                .calendar
                .after(today(situation), rules.clarification_days),
        },
        Command::AnswerClarification { answers } => {
            if let Some(until) = state.screening.clarify_until()
                && situation.now >= answer_by(until, situation.call)
            {
                return Err(Refusal::DeadlinePassed {
                    at: answer_by(until, situation.call),
                });
            }
            Event::ClarificationAnswered {
                answers: clarification::answered(answers, state.screening.clarification())?,
            }
        }
        Command::CloseClarification => Event::ClarificationClosed {},
        Command::Conclude => conclude(state, rules)?,
        Command::Confirm => Event::Confirmed {},
        Command::Disagree { reason } => Event::Disagreed {
            reason: reason.digest(),
        },
        Command::Settle { eligible, reason } => Event::Settled {
            eligible: *eligible,
            reason: reason.digest(),
        },
        Command::Appeal { ground } => {
            let released = state.screening.released_at.ok_or(Refusal::NotReleased)?;
            let until = released + TimeDelta::days(i64::from(rules.appeal_days));
            if situation.now > until {
                return Err(Refusal::DeadlinePassed { at: until });
            }
            Event::Appealed {
                ground: ground.digest(),
            }
        }
        Command::DecideAppeal { upheld, reason } => {
            if *upheld {
                selection::still_affordable(state, situation)?;
            }
            Event::AppealDecided {
                upheld: *upheld,
                reason: reason.digest(),
            }
        }
        Command::Reinstate { reason } => {
            selection::still_affordable(state, situation)?;
            Event::Reinstated {
                reason: reason.digest(),
            }
        }
        Command::Retract { reason } => Event::Retracted {
            reason: reason.digest(),
        },
        Command::Release => Event::Released {},
    })
}

/// A screener takes a file that waits; only an officer gives it to somebody else or moves it on.
fn assign(
    state: &Proposal,
    screener: PersonId,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let officer = situation
        .actor
        .holds(Role::ProgrammeOfficer, Some(state.call));
    if state.conflicts.contains_key(&screener) {
        return Err(Refusal::CannotTake);
    }
    // A second screening is another person's.
    let first = state.screening.first.as_ref();
    if first.is_some_and(|first| first.screener == screener) {
        return Err(Refusal::CannotTake);
    }
    if state.screening.screener == Some(screener) {
        return Err(Refusal::AlreadyDone);
    }
    let free = state.screening.screener.is_none();
    if !officer && (screener != situation.actor.person || !free) {
        return Err(Refusal::NotYours);
    }
    Ok(Event::ScreenerAssigned { screener })
}

/// The proposal's outcome is the worst of its verdicts; an open clarification keeps it from being concluded.
fn conclude(state: &Proposal, rules: &Rules) -> Result<Event, Refusal> {
    let verdict = |criterion: &Criterion| {
        state
            .screening
            .verdicts
            .get(&criterion.id)
            .map(|verdict| verdict.outcome)
    };
    let open: Vec<String> = rules
        .criteria
        .iter()
        .filter(|criterion| matches!(verdict(criterion), None | Some(Outcome::Clarification)))
        .map(|criterion| criterion.id.clone())
        .collect();
    if !open.is_empty() {
        return Err(Refusal::VerdictsMissing { criteria: open });
    }
    let worst = rules.criteria.iter().filter_map(verdict).max();
    let eligible = worst != Some(Outcome::Fail);
    let drawn = |digest| is_drawn(state.id, digest, rules.second_share);
    let submission = state.intake.submission.as_ref();
    let (confirm, again) = match &state.screening.first {
        // Two who did not see each other's record and agree are the two people it takes.
        Some(first) => (first.eligible != eligible, false),
        None if submission.is_some_and(|submission| drawn(submission.digest)) => (false, true),
        None => (!eligible || rules.confirm_eligible, false),
    };
    Ok(Event::Concluded {
        eligible,
        confirm,
        again,
    })
}

/// A verdict has the grounds it needs: a fail a reason by code or in words, a clarification a criterion that can be
/// cleared up, and whoever overrules the machine rule says why.
fn well_founded(
    criterion: &Criterion,
    outcome: Outcome,
    code: Option<&str>,
    explained: bool,
    found: Option<Finding>,
) -> Result<(), Refusal> {
    if let Some(code) = code
        && criterion.reason(code).is_none()
    {
        return Err(Refusal::Unknown {
            what: "reason",
            name: code.to_owned(),
        });
    }
    match outcome {
        Outcome::Clarification => clarification::clarifiable(criterion, found)?,
        Outcome::Fail if code.is_none() && !criterion.reasons.is_empty() => {
            return Err(Refusal::ReasonCodeMissing {
                criterion: criterion.id.clone(),
            });
        }
        Outcome::Fail if code.is_none() && !explained => return Err(Refusal::ReasonMissing),
        _ => {}
    }
    if found.is_some_and(|found| overrules(outcome, found)) && !explained {
        return Err(Refusal::ReasonMissing);
    }
    Ok(())
}

/// Whether a verdict is another than what the machine rule has found, so that it takes a reason in words.
pub const fn overrules(outcome: Outcome, found: Finding) -> bool {
    match found {
        Finding::Pass => !matches!(outcome, Outcome::Pass),
        Finding::Fail => matches!(outcome, Outcome::Pass | Outcome::NotApplicable),
        Finding::Unknown => false,
    }
}

/// The first instant at which an answer is too late.
fn answer_by(until: NaiveDate, call: &Call) -> DateTime<Utc> {
    end_of(until, call.definition.dates.zone)
}

/// Whether the applicant is to be reminded now: from one working day before the last day for the answer, unless they were
/// asked only on that day.
pub fn reminder_due(
    state: &Proposal,
    call: &Call,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> bool {
    let zone = call.definition.dates.zone;
    let on = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let open = state.screening.clarification();
    let waits = state.status == S::ClarificationRequested;
    open.filter(|_| waits).is_some_and(|request| {
        let from = calendar.before(request.until, 1);
        (from..=request.until).contains(&on(now)) && on(request.asked_at) < from
    })
}

/// A file whose applicant has not answered in time goes back to its screener as it stands; `None` while there is time, and
/// for a file that waits for nothing. Nobody decides this: the clock does.
pub fn returned(state: &Proposal, call: &Call, now: DateTime<Utc>) -> Option<Event> {
    let waits = state.status == S::ClarificationRequested;
    let until = state.screening.clarify_until().filter(|_| waits)?;
    (now >= answer_by(until, call)).then_some(Event::ClarificationClosed {})
}
