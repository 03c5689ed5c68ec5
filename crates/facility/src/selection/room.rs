//! A session while it sits, as one person may see it: who is in, the item under way, what comes next.
//!
//! Everything is made from files the person sees whole. A file they are recused from is not in it in any way: neither the item
//! under way, nor what may be done next, nor a number changes by what happens to such a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::call::{self, Call, CallAction};
use workflow::ids::{CallId, CaseId, PersonId, ProposalId};
use workflow::panel::Session;
use workflow::policy::{self, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::selection::{Command, Mark, Rules};
use workflow::transition::{Action, Status};

use super::item::{ItemView, item_in};
use super::{Item, line, may_see_agenda, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// Somebody at the table of the panel.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The agency they sit for.
    pub agency: Option<String>,
    /// Their office: the highest they hold.
    pub office: Role,
    /// Whether they are in the session.
    pub present: bool,
}

/// A session while it sits.
pub struct Room {
    /// The call.
    pub call: Arc<Call>,
    /// How the panel decides.
    pub rules: Rules,
    /// The session; its agenda without files the person does not see whole.
    pub session: Session,
    /// Whether it is under way.
    pub runs: bool,
    /// Everybody at the table, by office and name.
    pub table: Vec<Seat>,
    /// The agenda in its order.
    pub items: Vec<Item>,
    /// The item under way: open for votes, or else the one dealt with last.
    pub current: Option<ItemView>,
    /// The item that comes next, and whether the person may open it now.
    pub next: Option<(ProposalId, bool)>,
    /// What the person may do with the session.
    pub actions: Vec<CallAction>,
    /// Whether the person keeps the door: says of others that they are in or out.
    pub keeps_the_door: bool,
    /// Whether the person has a vote.
    pub votes: bool,
}

/// A session while it sits, for who sits on the panel or oversees the call.
pub fn room(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<Room, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (call, session) = found(conn, actor, call, number)?;
        let rules = rules_of(&call.definition)?.clone();
        let files = visible(conn, actor, &session)?;
        let mut items = Vec::with_capacity(files.len());
        for file in &files {
            items.push(Item {
                rank: None,
                ..line(conn, actor, file, View::File, 0)?
            });
        }
        let current = match under_way(&files, session.number) {
            Some(id) => item_in(conn, actor, id, now)?.ok(),
            None => None,
        };
        let next = match files.iter().find(|file| waits(file)) {
            Some(file) => {
                let seen = item_in(conn, actor, file.id, now)?;
                let may = seen.is_ok_and(|item| item.actions.contains(&Action::OpenVoting));
                Some((file.id, may))
            }
            None => None,
        };
        let mut shown = session.clone();
        shown.agenda = files.iter().map(|file| file.id).collect();
        Ok(Room {
            runs: session.runs(now),
            table: table(conn, &call, &session, now)?,
            actions: actions(&call, actor, &session, now),
            keeps_the_door: super::chairs(actor, call.id)
                || actor.holds(Role::PanelSecretary, Some(call.id)),
            votes: actor.holds(Role::PanelMember, Some(call.id)),
            rules,
            session: shown,
            items,
            current,
            next,
            call,
        })
    })
}

/// A session of a panel the person sits on or oversees; hidden from everybody else.
fn found(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<(Arc<Call>, Session), Failure> {
    if !may_see_agenda(actor, call) {
        return Err(Failure::hidden());
    }
    let call = cases::load_call(conn, call)?.state;
    let session = call.panel.session(number).ok_or_else(Failure::hidden)?;
    let session = session.clone();
    Ok((call, session))
}

/// Files of the agenda the person sees whole, in its order.
fn visible(conn: &mut AnyConn, actor: &Actor, session: &Session) -> Result<Vec<Proposal>, Failure> {
    let mut files = Vec::with_capacity(session.agenda.len());
    for id in &session.agenda {
        let Some(loaded) = store::cases::load_proposal(conn, *id)? else {
            continue;
        };
        if policy::view(actor, &loaded.state.subject()) == View::File {
            files.push(loaded.state);
        }
    }
    Ok(files)
}

fn waits(file: &Proposal) -> bool {
    !file.selection.open && matches!(file.status, Status::OnAgenda | Status::Deferred)
}

/// The item open for votes, or else the last of the agenda that was dealt with in this session.
fn under_way(files: &[Proposal], session: u32) -> Option<ProposalId> {
    let open = files.iter().find(|file| file.selection.open);
    let dealt_with = |file: &&Proposal| file.selection.session == Some(session) && !waits(file);
    open.or_else(|| files.iter().rev().find(dealt_with))
        .map(|file| file.id)
}

fn table(
    conn: &mut AnyConn,
    call: &Call,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<Seat>, Failure> {
    let mut seats: BTreeMap<PersonId, (Role, Option<String>)> = BTreeMap::new();
    for (person, given) in store::people::sitting(conn, call.id, now.date_naive())? {
        let seat = seats.entry(person).or_insert((given.role, None));
        if office(given.role) < office(seat.0) {
            seat.0 = given.role;
        }
        seat.1 = seat.1.take().or(given.agency);
    }
    let names = store::people::names(conn, seats.keys().copied())?;
    let mut table: Vec<Seat> = seats
        .into_iter()
        .map(|(person, (office, agency))| Seat {
            name: names.get(&person).cloned().unwrap_or_default(),
            present: session.present.contains(&person),
            person,
            agency,
            office,
        })
        .collect();
    table.sort_by(|a, b| (office(a.office), &a.name).cmp(&(office(b.office), &b.name)));
    Ok(table)
}

/// The order in which offices are named.
pub(super) const fn office(role: Role) -> u8 {
    match role {
        Role::Chair => 0,
        Role::DeputyChair => 1,
        Role::PanelMember => 2,
        _ => 3,
    }
}

/// What the person may do with this session now, by the table of the call.
fn actions(call: &Call, actor: &Actor, session: &Session, now: DateTime<Utc>) -> Vec<CallAction> {
    let begun = session.began_at.is_some();
    let possible = |action: &CallAction| match action {
        CallAction::BeginSession => !begun && !session.is_over(now) && now >= session.starts,
        CallAction::EndSession => begun && session.ended_at.is_none(),
        CallAction::AttendSession | CallAction::LeaveSession => {
            session.runs(now) && session.sits_together()
        }
        CallAction::StateDissent => begun && session.minutes.is_none(),
        CallAction::SignMinutes => session.ended_at.is_some() && session.minutes.is_none(),
        _ => false,
    };
    let all = [
        CallAction::BeginSession,
        CallAction::EndSession,
        CallAction::AttendSession,
        CallAction::LeaveSession,
        CallAction::StateDissent,
        CallAction::SignMinutes,
    ];
    all.into_iter()
        .filter(|action| possible(action) && call::permitted(call, *action, actor).is_ok())
        .collect()
}

/// A number that grows whenever something happens in a session: to the call or to a file of its agenda, those the person
/// does not see included. It says when to look again, and is never shown.
pub fn pulse(facility: &Facility, call: CallId, number: u32) -> Result<i64, Failure> {
    facility.store.read(|conn| {
        let state = cases::load_call(conn, call)?.state;
        let agenda = state.panel.session(number).map(|one| one.agenda.as_slice());
        let files = agenda
            .unwrap_or_default()
            .iter()
            .map(|id| CaseId::from(*id));
        let all: Vec<CaseId> = files.chain([call.into()]).collect();
        Ok(store::record::places(conn, &all)?)
    })
}

/// What the screen in the room shows of the item under way.
pub enum OnScreen {
    /// Nothing is under way.
    Nothing,
    /// An item that somebody in the room may not see: who has to leave first.
    Withheld(Vec<String>),
    /// The item, with the names of those who are out of the room for it.
    Shown(Box<ItemView>, Vec<String>),
}

/// The screen of a room.
pub struct Screen {
    /// The room as whoever opened the screen sees it.
    pub room: Room,
    /// Place of the item under way on the agenda, from 1.
    pub place: usize,
    /// What is shown of it.
    pub on_screen: OnScreen,
}

/// What may be shown to everybody in the room at once, for who keeps the door. An item is withheld as long as somebody who is
/// in the session is recused from it or has not declared on it; so is its name.
pub fn screen(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<Screen, Failure> {
    let mut room = room(facility, actor, call, number)?;
    if !room.keeps_the_door {
        return Err(Failure::hidden());
    }
    let Some(item) = room.current.take() else {
        return Ok(Screen {
            room,
            place: 0,
            on_screen: OnScreen::Nothing,
        });
    };
    let file = facility.store.read(|conn| {
        let loaded = store::cases::load_proposal(conn, item.item.proposal)?;
        loaded
            .map(|loaded| loaded.state)
            .ok_or_else(Failure::hidden)
    })?;
    let recused = |seat: &Seat| {
        file.conflicts.contains_key(&seat.person) || file.suspected.contains_key(&seat.person)
    };
    let may_not_see = |seat: &Seat| recused(seat) || !file.declared.contains(&seat.person);
    let names = |fits: &dyn Fn(&Seat) -> bool| -> Vec<String> {
        let seats = room.table.iter().filter(|seat| fits(seat));
        seats.map(|seat| seat.name.clone()).collect()
    };
    let leaving = names(&|seat| seat.present && may_not_see(seat));
    let out = names(&|seat| !seat.present && recused(seat));
    let at = room
        .items
        .iter()
        .position(|one| one.proposal == item.item.proposal);
    let on_screen = if leaving.is_empty() {
        OnScreen::Shown(Box::new(item), out)
    } else {
        OnScreen::Withheld(leaving)
    };
    Ok(Screen {
        place: at.map_or(0, |at| at + 1),
        on_screen,
        room,
    })
}

/// A line of a ballot paper: an open item, and what the person has said of it.
pub struct Slip {
    /// The item.
    pub item: Item,
    /// The person's own ballot, where votes are open.
    pub mark: Option<Mark>,
}

/// Every item of a session that is open for votes, for one ballot over all of them.
pub struct Paper {
    /// The call.
    pub call: Arc<Call>,
    /// How the panel decides.
    pub rules: Rules,
    /// The session.
    pub session: Session,
    /// The open items, in the order of the agenda.
    pub slips: Vec<Slip>,
}

/// The ballot paper of a session for somebody who has a vote.
pub fn paper(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<Paper, Failure> {
    if !actor.holds(Role::PanelMember, Some(call)) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let (call, mut session) = found(conn, actor, call, number)?;
        let files = visible(conn, actor, &session)?;
        session.agenda = files.iter().map(|file| file.id).collect();
        let mut slips = Vec::new();
        for file in files.iter().filter(|file| file.selection.open) {
            let mine = file.selection.ballots.get(&actor.person);
            slips.push(Slip {
                item: line(conn, actor, file, View::File, 0)?,
                mark: mine.map(|ballot| ballot.mark),
            });
        }
        Ok(Paper {
            rules: rules_of(&call.definition)?.clone(),
            call,
            session,
            slips,
        })
    })
}

/// Opens every item of a session that waits, or closes every one that is open and has its quorum. Those the person does not
/// preside over, and open ones without quorum, stay as they are. Answers how many were opened or closed.
pub fn act_on_all(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
    command: &Command,
) -> Result<usize, Failure> {
    let room = room(facility, actor, call, number)?;
    let opens = command.action() == Action::OpenVoting;
    let wanted: BTreeSet<ProposalId> = room
        .items
        .iter()
        .filter(|item| match opens {
            true => !item.open && matches!(item.status, Status::OnAgenda | Status::Deferred),
            false => item.open,
        })
        .map(|item| item.proposal)
        .collect();
    let mut done = 0;
    for id in room.session.agenda.iter().filter(|id| wanted.contains(id)) {
        let command = ProposalCommand::Selection(command.clone());
        match crate::proposal::act(facility, actor, *id, None, &command) {
            Ok(_) => done += 1,
            Err(Failure::Refused(Refusal::ChairPresides)) => {}
            Err(Failure::Refused(Refusal::QuorumNotMet { .. })) if !opens => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(done)
}

/// An agenda that is proposed for a session.
pub struct Proposed {
    /// Files that wait and stand on no agenda, in the order proposed.
    pub items: Vec<Item>,
    /// How often somebody leaves or returns in this order.
    pub moves: usize,
    /// How often they would in rank order.
    pub moves_by_rank: usize,
    /// Whether it is the one the program would choose, files the person does not see included.
    pub grouped: bool,
}

/// What waits for a session, as the person sees it: grouped so that recused members leave seldom, or in rank order.
///
/// Hidden from who convenes no sessions.
pub fn proposed(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    by_rank: bool,
) -> Result<Proposed, Failure> {
    let now = facility.clock.now();
    let ranking = super::agenda(facility, actor, call)?;
    facility.store.read(|conn| {
        let state = cases::load_call(conn, call)?.state;
        if call::permitted(&state, CallAction::ConveneSession, actor).is_err() {
            return Err(Failure::hidden());
        }
        let taken = super::sessions::taken(&state, now);
        let points = super::sessions::points(conn, call, &taken, now)?;
        let mut known: BTreeMap<ProposalId, Item> = ranking
            .into_iter()
            .filter(|item| item.view == View::File)
            .map(|item| (item.proposal, item))
            .collect();
        let seen: Vec<_> = points
            .into_iter()
            .filter(|point| known.contains_key(&point.proposal))
            .collect();
        let grouped = workflow::panel::grouped(&seen);
        let ordered = if by_rank { &seen } else { &grouped };
        Ok(Proposed {
            moves: workflow::panel::moves(ordered),
            moves_by_rank: workflow::panel::moves(&seen),
            items: ordered
                .iter()
                .filter_map(|point| known.remove(&point.proposal))
                .collect(),
            grouped: !by_rank,
        })
    })
}
