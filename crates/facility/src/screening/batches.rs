//! Batches of screening: put together by a rule, screened, and their results told together, now or at a set moment.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::batches::BatchFile;
use workflow::batch::{self, Batch, Choosing, Hindrance, Planned, Standing, Waiting};
use workflow::call::{self, Call, CallAction, Event};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::screening::Command as Screening;
use workflow::transition::{StageKind, Status};

use crate::failure::Failure;
use crate::{Facility, cases, notices};

/// A batch as somebody who oversees the call sees it: files they have a conflict with are neither listed nor counted.
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// Its files in order.
    pub files: Vec<Line>,
}

/// A file of a batch.
pub struct Line {
    /// The file.
    pub file: BatchFile,
    /// Where it stands for the release of the batch.
    pub progress: Progress,
}

/// Where a file stands for the release of its batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Nobody has taken it yet.
    Queued,
    /// It is being screened, or waits for an answer or for a second person.
    InWork,
    /// Decided, not told.
    Ready,
    /// The applicant knows, the file is on its way, or withdrawn.
    Settled,
}

impl Progress {
    /// Of a file at a place in the procedure, in a batch of the screening at `position`.
    fn of(at: usize, status: Status, released: bool, position: usize) -> Self {
        if at > position || status == Status::Withdrawn {
            return Self::Settled;
        }
        match status {
            Status::Eligible | Status::Ineligible if released => Self::Settled,
            Status::Eligible | Status::Ineligible => Self::Ready,
            Status::Appealed => Self::Settled,
            Status::Submitted | Status::Queued => Self::Queued,
            _ => Self::InWork,
        }
    }
}

impl BatchView {
    /// How many files stand so.
    pub fn count(&self, progress: Progress) -> usize {
        let so = self.files.iter().filter(|line| line.progress == progress);
        so.count()
    }

    /// How many files have this outcome of the screening.
    pub fn found(&self, eligible: bool) -> usize {
        let so = |line: &&Line| line.file.eligible == Some(eligible);
        self.files.iter().filter(so).count()
    }

    /// How many files are not decided yet.
    pub fn open(&self) -> usize {
        self.count(Progress::Queued) + self.count(Progress::InWork)
    }
}

/// The batches of a call, and what waits to be put into the next.
pub struct Overview {
    /// Place of the call in its chain.
    pub seq: i64,
    /// The call.
    pub call: std::sync::Arc<Call>,
    /// Its batches, the last first.
    pub batches: Vec<BatchView>,
    /// The screening the next batch is for: its place in the procedure.
    pub position: usize,
    /// What waits for it.
    pub waiting: Vec<Waiting>,
    /// What the person may do.
    pub actions: Vec<CallAction>,
}

fn overseen(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
) -> Result<(i64, std::sync::Arc<Call>), Failure> {
    let loaded = cases::load_call(conn, call)?;
    if !loaded.state.visible_to(Some(actor)) || !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    Ok((loaded.seq, loaded.state))
}

/// The screening for which files wait, the first of the procedure when none do; hidden for a call without one.
fn next_position(
    conn: &mut AnyConn,
    call: &Call,
    reader: Option<PersonId>,
) -> Result<(usize, Vec<Waiting>), Failure> {
    let positions = batch::positions(call);
    let first = positions.first().copied().ok_or_else(Failure::hidden)?;
    for position in positions {
        let waiting = store::batches::waiting(conn, call.id, position, reader)?;
        if !waiting.is_empty() {
            return Ok((position, waiting));
        }
    }
    Ok((first, Vec::new()))
}

/// The batches of a call, for who oversees it.
pub fn overview(facility: &Facility, actor: &Actor, call: CallId) -> Result<Overview, Failure> {
    facility.store.read(|conn| {
        let (seq, call) = overseen(conn, actor, call)?;
        let (position, waiting) = next_position(conn, &call, Some(actor.person))?;
        let batches = call.batches.iter().rev();
        Ok(Overview {
            seq,
            batches: batches
                .map(|batch| view_of(conn, actor, &call, batch))
                .collect::<Result<_, Failure>>()?,
            position,
            waiting,
            actions: call::available(&call, actor),
            call,
        })
    })
}

fn view_of(
    conn: &mut AnyConn,
    actor: &Actor,
    call: &Call,
    batch: &Batch,
) -> Result<BatchView, Failure> {
    let files = store::batches::files(conn, call.id, batch.number, actor.person)?;
    Ok(BatchView {
        files: files
            .into_iter()
            .map(|file| Line {
                progress: Progress::of(file.position, file.status, file.released, batch.position),
                file,
            })
            .collect(),
        batch: batch.clone(),
    })
}

/// A batch with its place in the call's chain and what the person may do, for who oversees the call.
pub fn show(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<(i64, BatchView, Vec<CallAction>), Failure> {
    facility.store.read(|conn| {
        let (seq, call) = overseen(conn, actor, call)?;
        let batch = batch::find(&call, number).map_err(|_| Failure::hidden())?;
        let view = view_of(conn, actor, &call, batch)?;
        Ok((seq, view, call::available(&call, actor)))
    })
}

/// The lot of a batch, for everybody who may see the call: it holds digests and nothing else.
pub fn lot(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
    number: u32,
) -> Result<batch::Lot, Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, actor, call)?;
        let batch = batch::find(&call, number).map_err(|_| Failure::hidden())?;
        batch.lot.clone().ok_or_else(Failure::hidden)
    })
}

/// Opens a batch: its files enter the screening, all of them or none. `position` is the screening in the procedure; the
/// first for which files wait, when it is not said. Answers the number of the batch and of its files.
pub fn open(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    position: Option<usize>,
    choosing: &Choosing,
) -> Result<(u32, usize), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let before = cases::load_call(conn, call)?.state;
        call::permitted(&before, CallAction::OpenBatch, actor)?;
        let (position, waiting) = match position {
            Some(position) => {
                let waiting = store::batches::waiting(conn, call, position, None)?;
                (position, waiting)
            }
            None => next_position(conn, &before, None)?,
        };
        let command = call::Command::Batch(batch::Command::Open {
            position,
            choosing: choosing.clone(),
            waiting,
        });
        cases::act_on_call(conn, facility, actor, call, seen, &command)?;
        let after = cases::load_call(conn, call)?.state;
        let opened = after.batches.last().ok_or_else(Failure::hidden)?;
        for id in &opened.files {
            enter(conn, &after, actor, *id, now)?;
        }
        Ok((opened.number, opened.files.len()))
    })
}

/// A file of a batch enters the screening. The rule has chosen it and not the person: whoever must not see it opens the
/// batch all the same, and does not stand in its record.
fn enter(
    conn: &mut AnyConn,
    call: &Call,
    actor: &Actor,
    id: ProposalId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let before = store::cases::load_proposal(conn, id)?.ok_or_else(Failure::hidden)?;
    if before.state.stage == StageKind::Screening {
        return Ok(());
    }
    let event = batch::entry(&before.state, call)?;
    let by = sees(actor, &before.state).then_some(actor.person);
    cases::write_proposal(conn, &before, &[event], by, now)?;
    Ok(())
}

fn sees(actor: &Actor, proposal: &Proposal) -> bool {
    let subject = proposal.subject();
    policy::view(actor, &subject) == View::File && !policy::is_party(actor, &subject)
}

/// Sets the moment at which the results of a batch are told, or takes it back.
pub fn set_release(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    command: batch::Command,
) -> Result<i64, Failure> {
    let command = call::Command::Batch(command);
    crate::call::act(facility, actor, call, seen, &command)
}

/// Tells the results of a batch now. With `ready_only` those that are not decided yet stay behind; without, nothing is
/// told while one is open. Answers how many applicants were told.
pub fn release(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    number: u32,
    ready_only: bool,
) -> Result<usize, Failure> {
    facility
        .store
        .write(|conn| release_in(conn, facility, actor, call, seen, number, ready_only))
}

fn release_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    seen: Option<i64>,
    number: u32,
    ready_only: bool,
) -> Result<usize, Failure> {
    let state = cases::load_call(conn, call)?.state;
    call::permitted(&state, CallAction::ReleaseBatch, actor)?;
    let found = batch::find(&state, number)?;
    let mut files = BTreeMap::new();
    for id in &found.files {
        let file = store::cases::load_proposal(conn, *id)?.ok_or_else(Failure::hidden)?;
        if sees(actor, &file.state) {
            files.insert(*id, standing(&file.state, found.position));
        }
    }
    let told = batch::to_tell(found, &files, ready_only, actor.person)?;
    let command = call::Command::Batch(batch::Command::Release {
        batch: number,
        ready_only,
        files,
    });
    cases::act_on_call(conn, facility, actor, call, seen, &command)?;
    let release = ProposalCommand::Screening(Screening::Release);
    for id in &told {
        cases::act_on_proposal(conn, facility, actor, *id, None, &release)?;
    }
    Ok(told.len())
}

/// Where a file stands when the results of its batch are to be told.
fn standing(file: &Proposal, position: usize) -> Standing {
    let screening = &file.screening;
    let released = screening.released_at.is_some();
    match Progress::of(file.position, file.status, released, position) {
        Progress::Settled => Standing::Settled,
        Progress::Ready => Standing::Ready(screening.deciders.clone()),
        Progress::Queued | Progress::InWork => Standing::Open,
    }
}

/// Carries out the releases whose moment has come, each as whoever has set it. One that cannot be carried out is noted
/// with its reason, and whoever has set it is told by mail. Answers how many applicants were told.
pub fn release_due(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let due = facility
        .store
        .read(|conn| store::batches::due(conn, now).map_err(Failure::from))?;
    let mut told = 0;
    for (call, number) in due {
        let released = facility
            .store
            .write(|conn| release_planned(conn, facility, call, number));
        told += match released {
            Err(Failure::Refused(refusal)) => {
                let hindrance = batch::hindrance(&refusal).ok_or(refusal)?;
                facility
                    .store
                    .write(|conn| hinder(conn, facility, call, number, hindrance))?;
                0
            }
            other => other?,
        };
    }
    Ok(told)
}

/// The release that is set for a batch, once its moment has come. It may have been taken back, or carried out, since it
/// was looked for.
fn planned(call: &Call, number: u32, now: DateTime<Utc>) -> Result<Option<Planned>, Failure> {
    let planned = batch::find(call, number)?.planned.clone();
    Ok(planned.filter(|planned| planned.at <= now))
}

fn release_planned(
    conn: &mut AnyConn,
    facility: &Facility,
    call: CallId,
    number: u32,
) -> Result<usize, Failure> {
    let state = cases::load_call(conn, call)?.state;
    let Some(planned) = planned(&state, number, facility.clock.now())? else {
        return Ok(0);
    };
    let person = crate::accounts::signed_in(conn, planned.by, facility.clock.now())?;
    let person = person.ok_or(Refusal::NotAllowed)?;
    let ready_only = planned.ready_only;
    release_in(
        conn,
        facility,
        &person.actor,
        call,
        None,
        number,
        ready_only,
    )
}

/// Notes why a release that was set did not take place.
fn hinder(
    conn: &mut AnyConn,
    facility: &Facility,
    call: CallId,
    number: u32,
    hindrance: Hindrance,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    let before = store::cases::load_call(conn, call)?.ok_or_else(Failure::hidden)?;
    let Some(planned) = planned(&before.state, number, now)? else {
        return Ok(());
    };
    let event = Event::ReleaseRefused {
        batch: number,
        hindrance,
    };
    let after = call::evolve(Some(before.state.clone()), call, &event, None, now);
    let after = after.ok_or_else(|| {
        Failure::Unexpected(format!("call {call}: an event does not follow its state"))
    })?;
    store::cases::save_call(conn, Some(&before), &after, &[event], None, now)?;
    match store::people::find(conn, planned.by)? {
        Some(person) => notices::release_hindered(conn, &after, number, hindrance, &person, now),
        None => Ok(()),
    }
}
