//! Selection: the agenda as a ranking, declarations in bulk, ballots, and the list under the ceiling.

use std::collections::BTreeMap;

use store::AnyConn;
use workflow::evaluation::Points;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::selection::{Choice, Command, Rules};
use workflow::transition::{Action, StageKind, Status};

mod adoption;
mod ballot_box;
mod ballots_file;
pub mod board;
pub mod computing;
mod item;
pub mod letters;
mod members;
mod minutes;
mod outline;
mod room;
mod sessions;
mod voting;

pub use adoption::{
    AdoptionView, adopt, adoptable, adoptions, countersign, returned_because, send_back,
};
pub(crate) use ballot_box::{circumstances, follow};
pub use ballots_file::ballots_file;
pub use item::{Attendance, Before, ItemView, Member, item};
pub use members::{Seated, seated};
pub use minutes::{Dealt, Minutes, Named, Outcome, Vote, minutes, sign};
pub use outline::{Outline, outline, record_outline, releasable, release_all};
pub use room::{
    OnScreen, Paper, Proposed, Room, Screen, Seat, Slip, act_on_all, paper, proposed, pulse, room,
    screen,
};
pub use sessions::{
    NewSession, SessionView, attend, begin, convene, dissent, end, leave, sessions,
};
pub use voting::{Receipt, cast, cast_list, counted};

use crate::Facility;
use crate::cases::{self, is_awarded};
use crate::failure::Failure;

/// One item of the agenda as the reader may see it.
pub struct Item {
    /// The file.
    pub proposal: ProposalId,
    /// Rank by score, from 1; equal scores share a rank. Nothing when only the summary may be seen.
    pub rank: Option<u32>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<Points>,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Amount requested.
    pub requested: Option<Money>,
    /// Amount awarded.
    pub awarded: Option<Money>,
    /// Status.
    pub status: Status,
    /// Whether it is open for votes.
    pub open: bool,
    /// The reader's own ballot, where votes are open.
    pub mine: Option<Choice>,
    /// Whether the reader has voted.
    pub voted: bool,
    /// Votes by choice, once the item is closed.
    pub tally: BTreeMap<Choice, u32>,
    /// How many members are recused.
    pub recused: usize,
    /// How much the reader sees.
    pub view: View,
}

fn rules_of(definition: &workflow::definition::CallDefinition) -> Result<&Rules, Failure> {
    match definition.procedure.first(StageKind::Selection) {
        Some(Stage::Selection(rules)) => Ok(rules),
        _ => Err(Failure::hidden()),
    }
}

/// Files of the call that stand before the panel or have been decided by it.
fn files(conn: &mut AnyConn, call: CallId) -> Result<Vec<Proposal>, Failure> {
    let mut found = Vec::new();
    for id in store::proposals::ranked(conn, call)? {
        if let Some(loaded) = store::cases::load_proposal(conn, id)?
            && (loaded.state.stage == StageKind::Selection || is_awarded(loaded.state.status))
        {
            found.push(loaded.state);
        }
    }
    Ok(found)
}

/// The agenda in rank order, as the person may see it: conflicted files are not there at all.
pub fn agenda(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Item>, Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let files = files(conn, call)?;
        let visible: Vec<(&Proposal, View)> = files
            .iter()
            .map(|file| (file, policy::view(actor, &file.subject())))
            .filter(|(_, view)| *view != View::Nothing)
            .collect();
        let mut items = Vec::with_capacity(visible.len());
        for (file, view) in &visible {
            // Ranks count visible files only, so that a gap tells nothing of a conflicted one.
            let higher = visible
                .iter()
                .filter(|(other, _)| other.evaluation.score > file.evaluation.score)
                .count();
            items.push(line(
                conn,
                actor,
                file,
                *view,
                u32::try_from(higher + 1).unwrap_or(u32::MAX),
            )?);
        }
        Ok(items)
    })
}

fn may_see_agenda(actor: &Actor, call: CallId) -> bool {
    actor.holds(Role::PanelMember, Some(call))
        || actor.holds(Role::PanelSecretary, Some(call))
        || crate::roles::oversees(actor, call)
}

fn line(
    conn: &mut AnyConn,
    actor: &Actor,
    file: &Proposal,
    view: View,
    rank: u32,
) -> Result<Item, Failure> {
    let row = store::proposals::find(conn, file.id)?.ok_or_else(Failure::hidden)?;
    let organisation =
        store::organisations::find(conn, file.organisation)?.ok_or_else(Failure::hidden)?;
    let whole = view == View::File;
    let closed = !file.selection.open && file.status != Status::OnAgenda;
    Ok(Item {
        proposal: file.id,
        rank: whole.then_some(rank),
        score: file.evaluation.score.filter(|_| whole),
        reference: row.reference.filter(|_| whole),
        title: row.title.unwrap_or_default(),
        organisation: organisation.profile.legal_name,
        country: file.country.to_string(),
        requested: file
            .intake
            .submission
            .as_ref()
            .and_then(|submission| submission.requested)
            .filter(|_| whole),
        awarded: file.awarded().filter(|_| whole),
        status: file.status,
        open: file.selection.open,
        mine: file
            .selection
            .ballots
            .get(&actor.person)
            .map(|ballot| ballot.mark.choice()),
        voted: file.selection.voters().contains(&actor.person),
        tally: if whole && closed {
            file.selection.tally()
        } else {
            BTreeMap::new()
        },
        recused: if whole {
            file.selection.recused.len()
        } else {
            0
        },
        view,
    })
}

/// Files of the agenda the person has still to declare on.
pub fn undeclared(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Item>, Failure> {
    let mut items = agenda(facility, actor, call)?;
    items.retain(|item| {
        let row = StageKind::Selection.row(item.status, Action::DeclareNoConflict);
        item.view == View::Summary && row.is_some()
    });
    Ok(items)
}

/// Declares for every file on the agenda at once: a conflict for those named, none for the others still undeclared.
/// Answers how many declarations were made.
pub fn declare(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    conflicts: &BTreeMap<ProposalId, ConflictKind>,
) -> Result<usize, Failure> {
    let free = undeclared(facility, actor, call)?
        .into_iter()
        .map(|item| (item.proposal, Interest::DeclareNone));
    let mut interests: BTreeMap<ProposalId, Interest> = free.collect();
    interests.extend(conflicts.iter().map(|(id, conflict)| {
        let conflict = *conflict;
        (*id, Interest::DeclareConflict { conflict })
    }));
    declare_each(facility, actor, &interests)
}

/// Makes each of these declarations: all of them or none, and none about files that are not named. Answers how many.
pub fn declare_each(
    facility: &Facility,
    actor: &Actor,
    interests: &BTreeMap<ProposalId, Interest>,
) -> Result<usize, Failure> {
    facility.store.write(|conn| {
        for (id, interest) in interests {
            let command = ProposalCommand::Interest(interest.clone());
            cases::act_on_proposal(conn, facility, actor, *id, None, &command)?;
        }
        Ok(interests.len())
    })
}

/// Whether the person opens and closes items of the call's agenda: the chair, and the deputy where the chair cannot.
pub fn chairs(actor: &Actor, call: CallId) -> bool {
    actor.holds(Role::Chair, Some(call)) || actor.holds(Role::DeputyChair, Some(call))
}

/// Opens every item of the agenda that waits, in sessions over days that are under way. Answers how many.
pub fn open_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    act_on_items(facility, actor, call, &Command::OpenVoting, |item| {
        matches!(item.status, Status::OnAgenda | Status::Deferred) && !item.open
    })
}

/// Closes every open item that has its quorum. Answers how many were closed; items without quorum stay open.
pub fn close_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let mut closed = 0;
    for item in agenda(facility, actor, call)?
        .into_iter()
        .filter(|item| item.open && item.view == View::File)
    {
        match crate::proposal::act(
            facility,
            actor,
            item.proposal,
            None,
            &ProposalCommand::Selection(Command::CloseVoting),
        ) {
            Ok(_) => closed += 1,
            Err(Failure::Refused(Refusal::QuorumNotMet { .. } | Refusal::ChairPresides)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(closed)
}

fn act_on_items(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    command: &Command,
    wanted: fn(&Item) -> bool,
) -> Result<usize, Failure> {
    let mut done = 0;
    for item in agenda(facility, actor, call)?
        .into_iter()
        .filter(|item| item.view == View::File && wanted(item))
    {
        match crate::proposal::act(
            facility,
            actor,
            item.proposal,
            None,
            &ProposalCommand::Selection(command.clone()),
        ) {
            Ok(_) => done += 1,
            // The deputy opens what the chair is recused from, and the other way about.
            Err(Failure::Refused(Refusal::ChairPresides)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(done)
}

/// Members of the panel with their agency.
pub fn members(
    facility: &Facility,
    call: CallId,
) -> Result<Vec<(PersonId, Option<String>)>, Failure> {
    facility.store.read(|conn| {
        let today = facility.clock.now().date_naive();
        let seats = store::people::sitting(conn, call, today)?;
        Ok(seats
            .into_iter()
            .map(|(person, given)| (person, given.agency))
            .collect())
    })
}
