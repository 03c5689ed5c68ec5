//! Who is late with their files, and the reminder they get: read before it goes.

use chrono::{DateTime, Utc};
use letters::{Kind, Letter};
use store::AnyConn;
use workflow::ids::{CallId, PersonId};
use workflow::role::{Actor, Role};

use super::overview::{Evaluator, Overview, overview};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A reminder as it would go.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// Name of the evaluator.
    pub name: String,
    /// The letter, in their language.
    pub letter: Letter,
    /// When they were reminded last (UTC).
    pub last: Option<DateTime<Utc>>,
    /// Whether it can go: there is something to be reminded of, and none went today.
    pub may_go: bool,
}

fn key(call: CallId, person: PersonId) -> String {
    format!("evaluation-reminder:{call}:{person}:")
}

/// When an evaluator was reminded of a call's files last (UTC).
pub(super) fn last(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
) -> Result<Option<DateTime<Utc>>, Failure> {
    Ok(store::outbox::newest_of(conn, &key(call, person))?)
}

fn of_evaluator(overview: &Overview, person: PersonId) -> Result<&Evaluator, Failure> {
    let mut evaluators = overview.evaluators.iter();
    evaluators
        .find(|evaluator| evaluator.person == person)
        .ok_or_else(Failure::hidden)
}

/// What an evaluator would be told: how many files wait for their declaration, how many for their scores, how many of them
/// are late. Files the officer has a conflict with are not counted, so that the letter tells the officer nothing of them;
/// no file is named, as mails are read by others too.
pub fn reminder(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    person: PersonId,
) -> Result<Reminder, Failure> {
    if !actor.holds(Role::ProgrammeOfficer, Some(call)) {
        return Err(Failure::hidden());
    }
    let overview = overview(facility, actor, call)?;
    composed(facility, call, of_evaluator(&overview, person)?)
}

fn composed(facility: &Facility, call: CallId, evaluator: &Evaluator) -> Result<Reminder, Failure> {
    let today = facility.clock.now().date_naive();
    let (person, last) = (evaluator.person, evaluator.reminded_at);
    facility.store.read(|conn| {
        let to = store::people::find(conn, person)?.ok_or_else(Failure::hidden)?;
        let definition = &cases::load_call(conn, call)?.state.definition;
        let language = language::Language::parse(&to.language).unwrap_or_default();
        let facts = vec![
            ("call", definition.title.get(&to.language).to_owned()),
            ("undeclared", evaluator.undeclared.to_string()),
            ("reading", evaluator.reading.to_string()),
            ("n", evaluator.late.to_string()),
        ];
        Ok(Reminder {
            letter: letters::compose(language, Kind::EvaluationReminder, &to.name, &facts),
            name: to.name,
            may_go: evaluator.undeclared + evaluator.reading > 0
                && last.is_none_or(|last| last.date_naive() < today),
            last,
        })
    })
}

/// Sends the reminder that was read. One a day is enough.
pub fn remind(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    person: PersonId,
) -> Result<(), Failure> {
    send(
        facility,
        call,
        person,
        &reminder(facility, actor, call, person)?,
    )
}

fn send(
    facility: &Facility,
    call: CallId,
    person: PersonId,
    reminder: &Reminder,
) -> Result<(), Failure> {
    if !reminder.may_go {
        return Err(Failure::Refused(workflow::refusal::Refusal::AlreadyDone));
    }
    let now = facility.clock.now();
    let once = format!("{}{}", key(call, person), now.date_naive());
    facility.store.write(|conn| {
        let to = store::people::find(conn, person)?.ok_or_else(Failure::hidden)?;
        crate::outbox::put(conn, &to, &once, &reminder.letter, Some(call.into()), now)
    })
}

/// Reminds everybody who is late and was not reminded today. Answers how many.
pub fn remind_late(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    if !actor.holds(Role::ProgrammeOfficer, Some(call)) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    let late = overview(facility, actor, call)?.evaluators;
    let late = late.into_iter().filter(|evaluator| {
        evaluator.late > 0
            && evaluator
                .reminded_at
                .is_none_or(|last| last.date_naive() < today)
    });
    let mut count = 0;
    for evaluator in late {
        let reminder = composed(facility, call, &evaluator)?;
        send(facility, call, evaluator.person, &reminder)?;
        count += 1;
    }
    Ok(count)
}
