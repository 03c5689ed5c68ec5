//! Sessions of the panel: convened with an agenda, begun, attended, ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::call::{Call, Command as CallCommand};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::panel::{Command, Mode, Point, Session, grouped};
use workflow::policy::{self, View};
use workflow::proposal::Proposal;
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::Status;

use super::ballot_box::seats;
use super::{files, may_see_agenda};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A session to convene.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// How it is held.
    pub mode: Mode,
    /// When it is to start (UTC).
    pub starts: DateTime<Utc>,
    /// The last instant at which votes are taken (UTC).
    pub ends: Option<DateTime<Utc>>,
    /// The files, in order; when none are named, all that wait and are on no other agenda, in rank order, grouped so that
    /// recused members leave seldom.
    pub agenda: Option<Vec<ProposalId>>,
}

/// A session as the person may see it.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// The session; its agenda without files the person has a conflict with.
    pub session: Session,
    /// Whether it is under way.
    pub runs: bool,
    /// Names of those who are in or have been.
    pub names: BTreeMap<PersonId, String>,
}

/// Convenes a session. Answers its number.
///
/// Errors when the person names files they may not see, and as the rules say.
pub fn convene(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    new: &NewSession,
) -> Result<u32, Failure> {
    facility.store.write(|conn| {
        let state = cases::load_call(conn, call)?.state;
        let agenda = match &new.agenda {
            Some(named) => {
                for id in named {
                    let file = store::cases::load_proposal(conn, *id)?;
                    let seen = file.is_some_and(|file| {
                        file.state.call == call
                            && policy::view(actor, &file.state.subject()) == View::File
                    });
                    if !seen {
                        return Err(Failure::hidden());
                    }
                }
                named.clone()
            }
            None => {
                let taken = taken(&state, facility.clock.now());
                let points = points(conn, call, &taken, facility.clock.now())?;
                grouped(&points)
                    .into_iter()
                    .map(|point| point.proposal)
                    .collect()
            }
        };
        let command = Command::Convene {
            mode: new.mode,
            starts: new.starts,
            ends: new.ends,
            agenda,
        };
        cases::act_on_call(conn, facility, actor, call, None, &panel(command))?;
        let number = cases::load_call(conn, call)?.state.panel.sessions.len();
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    })
}

/// Files on the agenda of a session that is not over.
pub(super) fn taken(call: &Call, now: DateTime<Utc>) -> BTreeSet<ProposalId> {
    let open = call.panel.sessions.iter().filter(|one| !one.is_over(now));
    open.flat_map(|one| one.agenda.iter().copied()).collect()
}

/// Files that wait for a session, best first, each with the members who are out of the room for it.
pub(super) fn points(
    conn: &mut AnyConn,
    call: CallId,
    taken: &BTreeSet<ProposalId>,
    now: DateTime<Utc>,
) -> Result<Vec<Point>, Failure> {
    let members: BTreeSet<PersonId> = seats(conn, call, now)?.into_keys().collect();
    let out = |file: &Proposal| {
        let conflicted = file.conflicts.keys().chain(file.suspected.keys());
        conflicted
            .copied()
            .filter(|one| members.contains(one))
            .collect()
    };
    Ok(files(conn, call)?
        .iter()
        .filter(|file| matches!(file.status, Status::OnAgenda | Status::Deferred))
        .filter(|file| !taken.contains(&file.id))
        .map(|file| Point {
            proposal: file.id,
            recused: out(file),
        })
        .collect())
}

const fn panel(command: Command) -> CallCommand {
    CallCommand::Panel(command)
}

/// Carries out a command on the panel of a call. Answers the new place in the chain of the call.
fn act(facility: &Facility, actor: &Actor, call: CallId, command: Command) -> Result<i64, Failure> {
    let command = panel(command);
    // Members come and go at the same instant, each for themselves.
    super::voting::trying(|| {
        facility
            .store
            .write(|conn| cases::act_on_call(conn, facility, actor, call, None, &command))
    })
}

/// Opens a session.
pub fn begin(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    session: u32,
) -> Result<i64, Failure> {
    act(facility, actor, call, Command::Begin { session })
}

/// Ends a session, once none of its items is open for votes.
pub fn end(facility: &Facility, actor: &Actor, call: CallId, session: u32) -> Result<i64, Failure> {
    let open = facility.store.read(|conn| {
        let state = cases::load_call(conn, call)?.state;
        let agenda = state.panel.session(session).map(|one| one.agenda.clone());
        let agenda = agenda.unwrap_or_default();
        let open = store::proposals::open_for_votes(conn, call)?;
        Ok::<_, Failure>(open.iter().any(|one| agenda.contains(one)))
    })?;
    act(facility, actor, call, Command::End { session, open })
}

/// Says that somebody is in.
///
/// Errors as hidden for somebody who is not of the panel.
pub fn attend(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    session: u32,
    person: PersonId,
) -> Result<i64, Failure> {
    of_the_panel(facility, call, person)?;
    act(facility, actor, call, Command::Attend { session, person })
}

/// Says that somebody has left.
pub fn leave(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    session: u32,
    person: PersonId,
) -> Result<i64, Failure> {
    act(facility, actor, call, Command::Leave { session, person })
}

fn of_the_panel(facility: &Facility, call: CallId, person: PersonId) -> Result<(), Failure> {
    facility.store.read(|conn| {
        let today = facility.clock.now().date_naive();
        let table = store::people::sitting(conn, call, today)?;
        if table.iter().any(|(member, _)| *member == person) {
            Ok(())
        } else {
            Err(Failure::hidden())
        }
    })
}

/// States for the minutes of a session that one disagrees.
pub fn dissent(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    session: u32,
    text: &Text,
) -> Result<i64, Failure> {
    let text = text.clone();
    act(facility, actor, call, Command::Dissent { session, text })
}

/// The sessions of a panel, for who sits on it or oversees the call. Files somebody has a conflict with are not on the agendas
/// they see.
pub fn sessions(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<SessionView>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let state = cases::load_call(conn, call)?.state;
        let mut views = Vec::with_capacity(state.panel.sessions.len());
        for session in &state.panel.sessions {
            views.push(view(conn, actor, call, session, now)?);
        }
        Ok(views)
    })
}

fn view(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<SessionView, Failure> {
    let mut session = session.clone();
    let hidden = store::proposals::conflicted_with(conn, call, actor.person)?;
    session.agenda.retain(|id| !hidden.contains(id));
    let people = session
        .attended()
        .into_iter()
        .chain(session.presided_by)
        .chain(session.dissents.iter().map(|one| one.person));
    Ok(SessionView {
        runs: session.runs(now),
        names: store::people::names(conn, people)?,
        session,
    })
}
