//! The letters of decided files before they are sent: read and checked one by one, held back, and released at one moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use store::AnyConn;
use store::letters::{Check, Waiting};
use workflow::batch::Hindrance;
use workflow::call::{self, Call, CallAction, Event};
use workflow::ids::{CallId, ProposalId};
use workflow::letter::{self, Command, Planned, Standing};
use workflow::policy::{self, View};
use workflow::procedure::Letter;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::{Action, StageKind, Status};

use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::letters::{Prepared, prepare, recipients, which};
use crate::proposal::Someone;
use crate::{Facility, notices};

/// Statuses of which an applicant is told by a letter of this desk, in the order in which they are listed.
pub const TOLD: [Status; 6] = [
    Status::Selected,
    Status::Reserve,
    Status::RejectedOnQuality,
    Status::RejectedForLackOfFunds,
    Status::Rework,
    Status::BelowThreshold,
];

/// Where a letter stands before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Held back.
    Held {
        /// Why.
        reason: String,
        /// By whom.
        by: Option<Someone>,
        /// Since when (UTC).
        at: DateTime<Utc>,
    },
    /// Checked as it is now.
    Checked {
        /// By whom.
        by: Someone,
        /// When (UTC).
        at: DateTime<Utc>,
    },
    /// Nobody has checked it.
    Unchecked,
    /// It was checked, and has another text since.
    Changed,
    /// The call has no text for it, or there is nobody to write to: the decision is released without a letter.
    Without,
}

impl State {
    /// The name used in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Held { .. } => "held",
            Self::Checked { .. } => "checked",
            Self::Unchecked => "unchecked",
            Self::Changed => "changed",
            Self::Without => "without",
        }
    }
}

/// A letter in the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Which letter.
    pub letter: Letter,
    /// Where it stands.
    pub state: State,
}

/// The letters of a call that wait to be sent, as somebody who oversees the call sees them: files they have a conflict with are
/// neither listed nor counted.
pub struct Desk {
    /// Place of the call in its chain.
    pub seq: i64,
    /// The call.
    pub call: Arc<Call>,
    /// The letters.
    pub lines: Vec<Line>,
    /// What the person may do.
    pub actions: Vec<CallAction>,
}

impl Desk {
    /// How many letters stand so, by the name of the state.
    pub fn count(&self, state: &str) -> usize {
        self.lines
            .iter()
            .filter(|line| line.state.name() == state)
            .count()
    }
}

/// One letter as it will be sent.
pub struct One {
    /// Place of the call in its chain.
    pub seq: i64,
    /// The call.
    pub call: Arc<Call>,
    /// The letter in the list.
    pub line: Line,
    /// Its place among those that wait, from 1, and how many there are.
    pub place: (usize, usize),
    /// Those before and after it.
    pub around: (Option<ProposalId>, Option<ProposalId>),
    /// The letter; nothing where the call has no text for it.
    pub prepared: Option<Prepared>,
    /// What was read, so that a check is of that and nothing else.
    pub digest: Option<Digest>,
    /// Name and address of everybody it goes to.
    pub recipients: Vec<(String, String)>,
    /// What the person may do.
    pub actions: Vec<CallAction>,
}

fn overseen(conn: &mut AnyConn, actor: &Actor, call: CallId) -> Result<(i64, Arc<Call>), Failure> {
    let loaded = cases::load_call(conn, call)?;
    if !loaded.state.visible_to(Some(actor)) || !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    Ok((loaded.seq, loaded.state))
}

/// Decided files whose applicants wait, in the order of the list; without those the person must not see.
fn waiting(conn: &mut AnyConn, actor: &Actor, call: CallId) -> Result<Vec<Waiting>, Failure> {
    let mut rows = store::letters::waiting(conn, call, &TOLD, actor.person)?;
    rows.retain(|row| !actor.member(row.applicant, Role::Reader));
    let place = |status: Status| TOLD.iter().position(|told| *told == status);
    rows.sort_by_key(|row| place(row.status));
    Ok(rows)
}

/// A decided file with its letter; nothing when it cannot be told yet, or the person must not see it.
fn one_of(
    conn: &mut AnyConn,
    actor: &Actor,
    row: &Waiting,
    now: DateTime<Utc>,
) -> Result<Option<(ProposalCase, Letter)>, Failure> {
    let case = ProposalCase::load(conn, row.proposal, now)?;
    let subject = case.proposal.state.subject();
    let seen = policy::view(actor, &subject) == View::File && !policy::is_party(actor, &subject);
    if !seen || !is_told_next(&case) {
        return Ok(None);
    }
    Ok(which(&case.proposal.state).map(|letter| (case, letter)))
}

/// Whether the decision is complete, so that telling it is what comes next: adopted and countersigned, or a promotion, which had
/// its second person; that of an evaluation is complete in itself.
fn is_told_next(case: &ProposalCase) -> bool {
    let state = &case.proposal.state;
    state.stage == StageKind::Evaluation
        || state.selection.promoted
        || case.call.panel.countersigned(state.id)
}

fn state_of(
    conn: &mut AnyConn,
    case: &ProposalCase,
    prepared: Option<&Prepared>,
    check: Option<&Check>,
    names: &Names,
) -> Result<State, Failure> {
    let id = case.proposal.state.id;
    if let Some(held) = case.call.letters.held.get(&id) {
        return Ok(State::Held {
            reason: store::drafts::find_text(conn, held.reason)?.unwrap_or_default(),
            by: held.by.map(|by| names.of(by)),
            at: held.at,
        });
    }
    let Some(prepared) = prepared else {
        return Ok(State::Without);
    };
    if recipients(conn, &case.proposal.state)?.is_empty() {
        return Ok(State::Without);
    }
    Ok(match check {
        None => State::Unchecked,
        Some(check) if check.digest == prepared.digest()? => State::Checked {
            by: names.of(check.by),
            at: check.at,
        },
        Some(_) => State::Changed,
    })
}

/// Names of the people who checked letters or hold them.
struct Names(HashMap<workflow::ids::PersonId, String>);

impl Names {
    fn load(
        conn: &mut AnyConn,
        call: &Call,
        checks: &HashMap<ProposalId, Check>,
    ) -> Result<Self, Failure> {
        let checked = checks.values().map(|check| check.by);
        let held = call.letters.held.values().filter_map(|held| held.by);
        let names = store::people::names(conn, checked.chain(held))?;
        Ok(Self(names.into_iter().collect()))
    }

    fn of(&self, id: workflow::ids::PersonId) -> Someone {
        Someone {
            id,
            name: self.0.get(&id).cloned().unwrap_or_default(),
        }
    }
}

fn line_of(row: Waiting, letter: Letter, state: State) -> Line {
    Line {
        proposal: row.proposal,
        reference: row.reference,
        title: row.title,
        organisation: row.organisation,
        country: row.country,
        letter,
        state,
    }
}

/// The letters of a call that wait to be sent, for who oversees it.
pub fn desk(facility: &Facility, actor: &Actor, call: CallId) -> Result<Desk, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (seq, call) = overseen(conn, actor, call)?;
        let checks = store::letters::checked(conn, call.id)?;
        let names = Names::load(conn, &call, &checks)?;
        let mut lines = Vec::new();
        for row in waiting(conn, actor, call.id)? {
            if let Some((case, letter)) = one_of(conn, actor, &row, now)? {
                let prepared = prepare(conn, &case)?;
                let check = checks.get(&row.proposal);
                let state = state_of(conn, &case, prepared.as_ref(), check, &names)?;
                lines.push(line_of(row, letter, state));
            }
        }
        Ok(Desk {
            seq,
            lines,
            actions: call::available(&call, actor),
            call,
        })
    })
}

/// One letter that waits to be sent, for who oversees the call and may see the file.
pub fn one(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
) -> Result<One, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (seq, call) = overseen(conn, actor, call)?;
        let mut rows = waiting(conn, actor, call.id)?;
        let at = rows
            .iter()
            .position(|row| row.proposal == file)
            .ok_or_else(Failure::hidden)?;
        let (case, letter) = one_of(conn, actor, &rows[at], now)?.ok_or_else(Failure::hidden)?;
        let place = |at: usize| rows.get(at).map(|row| row.proposal);
        let around = (at.checked_sub(1).and_then(place), place(at + 1));
        let count = rows.len();
        let checks = store::letters::checked(conn, call.id)?;
        let names = Names::load(conn, &call, &checks)?;
        let prepared = prepare(conn, &case)?;
        let state = state_of(conn, &case, prepared.as_ref(), checks.get(&file), &names)?;
        let people = recipients(conn, &case.proposal.state)?;
        Ok(One {
            seq,
            line: line_of(rows.swap_remove(at), letter, state),
            place: (at + 1, count),
            around,
            digest: prepared.as_ref().map(Prepared::digest).transpose()?,
            prepared,
            recipients: people
                .into_iter()
                .map(|person| (person.name, person.email))
                .collect(),
            actions: call::available(&call, actor),
            call,
        })
    })
}

/// The first letter that waits, for who oversees the call; the first nobody has checked, when there is one.
pub fn first(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Option<ProposalId>, Failure> {
    let desk = desk(facility, actor, call)?;
    let open = |line: &&Line| matches!(line.state, State::Unchecked | State::Changed);
    let first = desk.lines.iter().find(open).or_else(|| desk.lines.first());
    Ok(first.map(|line| line.proposal))
}

/// Refuses whoever prepares no letters of the call.
fn prepares(call: &Call, actor: &Actor) -> Result<(), Failure> {
    Ok(call::permitted(call, CallAction::HoldLetter, actor)?)
}

/// Notes that the person has read a letter and found it right; `read` is the digest of what they read.
///
/// Errors with [`Failure::ChangedMeanwhile`] when the letter has another text by now.
pub fn check(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
    read: Digest,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = decided(conn, actor, call, file, now)?;
        prepares(&case.call, actor)?;
        let prepared = prepare(conn, &case)?;
        match prepared.as_ref().map(Prepared::digest).transpose()? {
            Some(digest) if digest == read => {
                let check = Check {
                    digest,
                    by: actor.person,
                    at: now,
                };
                Ok(store::letters::check(conn, file, &check)?)
            }
            _ => Err(Failure::ChangedMeanwhile),
        }
    })
}

/// Takes the check of a letter back.
pub fn uncheck(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = decided(conn, actor, call, file, now)?;
        prepares(&case.call, actor)?;
        Ok(store::letters::uncheck(conn, file)?)
    })
}

/// A decided file of the call that was not told; hidden otherwise, and from whoever must not see it.
fn decided(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
    now: DateTime<Utc>,
) -> Result<ProposalCase, Failure> {
    overseen(conn, actor, call)?;
    let rows = waiting(conn, actor, call)?;
    let row = rows
        .iter()
        .find(|row| row.proposal == file)
        .ok_or_else(Failure::hidden)?;
    let found = one_of(conn, actor, row, now)?;
    found.map(|(case, _)| case).ok_or_else(Failure::hidden)
}

/// Holds a letter back. Answers the new place in the call's chain.
pub fn hold(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    file: ProposalId,
    reason: &Text,
) -> Result<i64, Failure> {
    let command = Command::Hold {
        proposal: file,
        reason: reason.clone(),
    };
    of_file(facility, actor, call, seen, file, command)
}

/// Lets a letter that is held go with the others again. Answers the new place in the call's chain.
pub fn let_go(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    file: ProposalId,
) -> Result<i64, Failure> {
    of_file(
        facility,
        actor,
        call,
        seen,
        file,
        Command::LetGo { proposal: file },
    )
}

fn of_file(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    file: ProposalId,
    command: Command,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        decided(conn, actor, call, file, now)?;
        cases::act_on_call(
            conn,
            facility,
            actor,
            call,
            seen,
            &call::Command::Letter(command),
        )
    })
}

/// Sets the moment at which the letters are sent, or another one. Answers the new place in the call's chain.
pub fn set_release(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    at: DateTime<Utc>,
    checked_only: bool,
) -> Result<i64, Failure> {
    let command = Command::SetRelease { at, checked_only };
    crate::call::act(facility, actor, call, seen, &call::Command::Letter(command))
}

/// Takes that moment back. Answers the new place in the call's chain.
pub fn cancel_release(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
) -> Result<i64, Failure> {
    crate::call::act(
        facility,
        actor,
        call,
        seen,
        &call::Command::Letter(Command::CancelRelease),
    )
}

/// Sends every letter that is not held back, all of them or none; with `checked_only` those alone that somebody has checked as
/// they are. Files the person decided themselves, or must not see, are left to a colleague. Answers how many applicants were
/// told.
pub fn release(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    checked_only: bool,
) -> Result<usize, Failure> {
    facility
        .store
        .write(|conn| release_in(conn, facility, actor, call, seen, checked_only))
}

fn release_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    checked_only: bool,
) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let state = cases::load_call(conn, call)?.state;
    call::permitted(&state, CallAction::ReleaseLetters, actor)?;
    let checks = store::letters::checked(conn, call)?;
    let mut files = BTreeMap::new();
    let mut commands = BTreeMap::new();
    for row in waiting(conn, actor, call)? {
        let Some((case, _)) = one_of(conn, actor, &row, now)? else {
            continue;
        };
        if let Some(standing) = standing(conn, &case, actor, checks.get(&row.proposal), now)? {
            files.insert(row.proposal, standing);
            commands.insert(row.proposal, release_command(row.status));
        }
    }
    let told = letter::to_send(&state.letters, &files, checked_only)?;
    let command = call::Command::Letter(Command::Release {
        checked_only,
        files,
    });
    cases::act_on_call(conn, facility, actor, call, seen, &command)?;
    for id in &told {
        if let Some(command) = commands.get(id) {
            cases::act_on_proposal(conn, facility, actor, *id, None, command)?;
            store::letters::uncheck(conn, *id)?;
        }
    }
    Ok(told.len())
}

/// What releases a decision: that of the evaluation, or that of the panel.
pub const fn release_command(status: Status) -> ProposalCommand {
    match status {
        Status::BelowThreshold => {
            ProposalCommand::Evaluation(workflow::evaluation::Command::Release)
        }
        _ => ProposalCommand::Selection(workflow::selection::Command::Release),
    }
}

/// Where the letter of a file stands for the person who releases; nothing when the file cannot be told now at all.
fn standing(
    conn: &mut AnyConn,
    case: &ProposalCase,
    actor: &Actor,
    check: Option<&Check>,
    now: DateTime<Utc>,
) -> Result<Option<Standing>, Failure> {
    let state = &case.proposal.state;
    let situation = case.situation(actor, now, 0);
    match workflow::proposal::permitted(state, Action::Release, &situation) {
        Ok(_) => {}
        Err(Refusal::OwnAct) => return Ok(Some(Standing::Own)),
        Err(_) => return Ok(None),
    }
    let digest = match check {
        Some(_) => prepare(conn, case)?
            .as_ref()
            .map(Prepared::digest)
            .transpose()?,
        None => None,
    };
    let checked = check.is_some_and(|check| Some(check.digest) == digest);
    Ok(Some(match checked {
        true => Standing::Checked,
        false => Standing::Unchecked,
    }))
}

/// What an applicant has answered to an award they were told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet; the last instant to accept it (UTC).
    Waiting(DateTime<Utc>),
    /// Nothing, and the time is over (UTC).
    Overdue(DateTime<Utc>),
    /// Accepted, when (UTC).
    Accepted(DateTime<Utc>),
    /// Declined, since when (UTC).
    Declined(DateTime<Utc>),
    /// Ended without an answer, or taken back, since when (UTC).
    Lapsed(DateTime<Utc>),
}

impl Answer {
    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Overdue(_) => "overdue",
            Self::Accepted(_) => "accepted",
            Self::Declined(_) => "declined",
            Self::Lapsed(_) => "lapsed",
        }
    }

    /// The instant that belongs to it (UTC).
    pub const fn at(self) -> DateTime<Utc> {
        match self {
            Self::Waiting(at)
            | Self::Overdue(at)
            | Self::Accepted(at)
            | Self::Declined(at)
            | Self::Lapsed(at) => at,
        }
    }

    fn of(state: &Proposal, now: DateTime<Utc>) -> Option<Self> {
        let selection = &state.selection;
        match state.status {
            Status::Declined => Some(Self::Declined(state.since)),
            Status::Lapsed => Some(Self::Lapsed(state.since)),
            _ => match (selection.accepted_at, selection.answer_by) {
                (Some(at), _) => Some(Self::Accepted(at)),
                (None, Some(by)) if now > by => Some(Self::Overdue(by)),
                (None, Some(by)) => Some(Self::Waiting(by)),
                (None, None) => None,
            },
        }
    }
}

/// An award and its answer.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// What they have answered.
    pub answer: Answer,
}

/// Awards that were told and what their applicants have answered, for who oversees the call; those that wait longest first.
pub fn answers(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Answered>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        overseen(conn, actor, call)?;
        let mut found = Vec::new();
        for id in store::proposals::awarded(conn, call)? {
            let state = store::cases::load_proposal(conn, id)?;
            let state = state.ok_or_else(Failure::hidden)?.state;
            let subject = state.subject();
            let seen =
                policy::view(actor, &subject) == View::File && !policy::is_party(actor, &subject);
            let answer = Answer::of(&state, now).filter(|_| seen);
            let (Some(answer), Some(row)) = (answer, store::proposals::find(conn, id)?) else {
                continue;
            };
            let organisation = store::organisations::find(conn, state.organisation)?;
            found.push(Answered {
                proposal: id,
                reference: row.reference.unwrap_or_default(),
                title: row.title.unwrap_or_default(),
                organisation: organisation
                    .map(|row| row.profile.legal_name)
                    .unwrap_or_default(),
                answer,
            });
        }
        let waits = |answer: Answer| !matches!(answer, Answer::Waiting(_) | Answer::Overdue(_));
        found.sort_by_key(|one| (waits(one.answer), one.answer.at(), one.reference.clone()));
        Ok(found)
    })
}

/// How long before the end of their time applicants are reminded of an award they have not answered.
const REMINDED_BEFORE: TimeDelta = TimeDelta::days(3);

/// Reminds applicants of awards that wait for their answer, once each.
pub fn remind(facility: &Facility) -> Result<(), Failure> {
    let now = facility.clock.now();
    let selected = facility
        .store
        .read(|conn| store::proposals::in_status(conn, Status::Selected).map_err(Failure::from))?;
    for id in selected {
        let state = facility
            .store
            .read(|conn| store::cases::load_proposal(conn, id).map_err(Failure::from))?;
        let answer = state.and_then(|loaded| Answer::of(&loaded.state, now));
        if let Some(Answer::Waiting(by)) = answer
            && by - now <= REMINDED_BEFORE
        {
            facility.store.write(|conn| {
                let case = ProposalCase::load(conn, id, now)?;
                notices::award_waits(conn, &case, now)
            })?;
        }
    }
    Ok(())
}

/// Carries out the releases whose moment has come, each as whoever has set it. One that cannot be carried out is noted with its
/// reason, and whoever has set it is told by mail. Answers how many applicants were told.
pub fn release_due(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let due = facility
        .store
        .read(|conn| store::letters::due(conn, now).map_err(Failure::from))?;
    let mut told = 0;
    for call in due {
        let released = facility
            .store
            .write(|conn| release_planned(conn, facility, call));
        told += match released {
            Err(Failure::Refused(refusal)) => {
                let hindrance = letter::hindrance(&refusal).ok_or(refusal)?;
                facility
                    .store
                    .write(|conn| hinder(conn, facility, call, hindrance))?;
                0
            }
            other => other?,
        };
    }
    Ok(told)
}

/// The release that is set, once its moment has come. It may have been taken back, or carried out, since it was looked for.
fn planned(call: &Call, now: DateTime<Utc>) -> Option<Planned> {
    let planned = call.letters.planned.clone();
    planned.filter(|planned| planned.at <= now)
}

fn release_planned(
    conn: &mut AnyConn,
    facility: &Facility,
    call: CallId,
) -> Result<usize, Failure> {
    let state = cases::load_call(conn, call)?.state;
    let Some(planned) = planned(&state, facility.clock.now()) else {
        return Ok(0);
    };
    let person = crate::accounts::signed_in(conn, planned.by, facility.clock.now())?;
    let person = person.ok_or(Refusal::NotAllowed)?;
    release_in(
        conn,
        facility,
        &person.actor,
        call,
        None,
        planned.checked_only,
    )
}

/// Notes why a release that was set did not take place.
fn hinder(
    conn: &mut AnyConn,
    facility: &Facility,
    call: CallId,
    hindrance: Hindrance,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    let before = store::cases::load_call(conn, call)?.ok_or_else(Failure::hidden)?;
    let Some(planned) = planned(&before.state, now) else {
        return Ok(());
    };
    let event = Event::LettersReleaseRefused { hindrance };
    let after = call::evolve(Some(before.state.clone()), call, &event, None, now);
    let after = after.ok_or_else(|| {
        Failure::Unexpected(format!("call {call}: an event does not follow its state"))
    })?;
    store::cases::save_call(conn, Some(&before), &after, &[event], None, now)?;
    match store::people::find(conn, planned.by)? {
        Some(person) => notices::letters_hindered(conn, &after, hindrance, &person, now),
        None => Ok(()),
    }
}
