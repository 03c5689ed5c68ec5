//! One item of the agenda, as a member of the panel works with it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::definition::Funding;
use workflow::evaluation::{self, Points};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::Proposal;
use workflow::role::{Actor, Role};
use workflow::selection::{Ballot, Decision, Roll, Rules, Sealed, in_the_room};
use workflow::transition::{Action, StageKind, Status};

use super::{Item, may_see_agenda, rules_of};
use crate::Facility;
use crate::cases::{ProposalCase, is_awarded};
use crate::evaluation::Submitted;
use crate::failure::Failure;

/// Where a member stands with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Has voted.
    Voted,
    /// In the room, no vote yet.
    Present,
    /// Has not declared yet.
    Undeclared,
    /// Out of the room.
    Recused,
}

/// A member of the panel and an item.
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The agency they sit for.
    pub agency: Option<String>,
    /// Where they stand.
    pub attendance: Attendance,
}

/// What a member reads before they have declared: enough to know whether they have a conflict.
pub struct Before {
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
}

/// One item of the agenda.
pub struct ItemView {
    /// Place in the chain; send it back with a change.
    pub seq: i64,
    /// The item.
    pub item: Item,
    /// The grid of the evaluation, if the call has one.
    pub grid: Option<evaluation::Rules>,
    /// What the evaluators submitted, without names for the panel.
    pub evaluations: Vec<Submitted>,
    /// The panel.
    pub members: Vec<Member>,
    /// Ballots cast.
    pub voted: usize,
    /// How the panel decides in this call.
    pub rules: Rules,
    /// Secret ballots, once the item is closed: by their receipts.
    pub sealed: Vec<Sealed>,
    /// Who was where when it was closed.
    pub roll: Roll,
    /// How the casting vote went, when the votes were equal and it counts.
    pub casting: Option<bool>,
    /// Which vote on the item it is, from 1; 0 before the first.
    pub round: u32,
    /// Members in its session who may vote on it.
    pub in_the_room: usize,
    /// The mean of score ballots, thousandths of a point, once the item is closed.
    pub mean_points: Option<Points>,
    /// What its places are worth together, once the item is closed.
    pub borda: u64,
    /// The conditions under which it is funded.
    pub conditions: Option<String>,
    /// The reader's own ballot.
    pub ballot: Option<Ballot>,
    /// What the reader may do now.
    pub actions: Vec<Action>,
    /// The money of the call.
    pub funding: Option<Funding>,
    /// The decision recorded.
    pub decision: Option<Decision>,
    /// Its reason.
    pub reason: Option<String>,
    /// Place on the reserve list, from 1.
    pub reserve_rank: Option<u32>,
}

/// An item of the agenda: what a member must know to declare, or the whole of it. Hidden from people who are not of the
/// panel and do not oversee the call, and from those with a conflict.
pub fn item(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Result<ItemView, Before>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| item_in(conn, actor, id, now))
}

/// The same inside a transaction.
pub(super) fn item_in(
    conn: &mut AnyConn,
    actor: &Actor,
    id: ProposalId,
    now: DateTime<Utc>,
) -> Result<Result<ItemView, Before>, Failure> {
    let mut case = ProposalCase::load(conn, id, now)?;
    // What may be done must not tell that an item the person does not see is open.
    case.panel.another_open = another_open(conn, actor, &case)?;
    let file = &case.proposal.state;
    let view = policy::view(actor, &file.subject());
    let before_panel = file.stage == StageKind::Selection || is_awarded(file.status);
    let applicant = actor.member(file.organisation, Role::Reader);
    if view == View::Nothing || !before_panel || applicant || !may_see_agenda(actor, file.call) {
        return Err(Failure::hidden());
    }
    // The rank needs the whole agenda; a single item is shown without it.
    let item = Item {
        rank: None,
        ..super::line(conn, actor, file, view, 0)?
    };
    if view == View::Summary {
        return Ok(Err(Before {
            title: item.title,
            organisation: item.organisation,
            country: item.country,
        }));
    }
    let rules = rules_of(&case.call.definition)?;
    let grid = match case.stage_of(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => Some(rules.clone()),
        _ => None,
    };
    let reason = match file.selection.reason {
        Some(digest) => store::drafts::find_text(conn, digest)?,
        None => None,
    };
    Ok(Ok(ItemView {
        seq: case.proposal.seq,
        grid,
        evaluations: crate::evaluation::submitted(conn, actor, file)?,
        members: members(conn, file, now)?,
        voted: file.selection.voters().len(),
        rules: rules.clone(),
        sealed: file.selection.sealed.clone(),
        conditions: match file.selection.conditions {
            Some(digest) => store::drafts::find_text(conn, digest)?,
            None => None,
        },
        ballot: file.selection.ballots.get(&actor.person).cloned(),
        actions: case.available(actor, now),
        funding: case.call.definition.funding.clone(),
        decision: file.selection.decision,
        reason,
        reserve_rank: file.selection.reserve_rank,
        roll: file.selection.roll.clone(),
        casting: file.selection.casting,
        round: file.selection.round,
        mean_points: file
            .selection
            .mean_points()
            .filter(|_| !file.selection.open),
        borda: if file.selection.open {
            0
        } else {
            file.selection.borda()
        },
        in_the_room: case
            .call
            .panel
            .sits_on(id, now)
            .map_or(0, |session| in_the_room(file, session, &case.panel).len()),
        item,
    }))
}

/// Whether another item of the same session is open for votes, as far as the person may know of it.
fn another_open(conn: &mut AnyConn, actor: &Actor, case: &ProposalCase) -> Result<bool, Failure> {
    if !case.panel.another_open {
        return Ok(false);
    }
    let file = &case.proposal.state;
    let hidden = store::proposals::conflicted_with(conn, file.call, actor.person)?;
    let sessions = &case.call.panel.sessions;
    let session = sessions
        .iter()
        .find(|session| session.ended_at.is_none() && session.agenda.contains(&file.id));
    let open = store::proposals::open_for_votes(conn, file.call)?;
    Ok(session.is_some_and(|session| {
        open.iter()
            .any(|one| *one != file.id && session.agenda.contains(one) && !hidden.contains(one))
    }))
}

fn members(
    conn: &mut AnyConn,
    file: &Proposal,
    now: DateTime<Utc>,
) -> Result<Vec<Member>, Failure> {
    let mut seats: BTreeMap<PersonId, Option<String>> = BTreeMap::new();
    for (person, given) in store::people::sitting(conn, file.call, now.date_naive())? {
        let agency = given.agency;
        let seat = seats.entry(person).or_default();
        *seat = seat.take().or(agency);
    }
    let selection = &file.selection;
    let voters = selection.voters();
    let decided = !matches!(file.status, Status::OnAgenda | Status::Deferred);
    let mut found = Vec::with_capacity(seats.len());
    for (person, agency) in seats {
        let attendance = if file.conflicts.contains_key(&person) {
            Attendance::Recused
        } else if voters.contains(&person) {
            Attendance::Voted
        } else if file.declared.contains(&person) {
            Attendance::Present
        } else {
            Attendance::Undeclared
        };
        // Who never declared was not in the room of an item that is over.
        if decided && attendance == Attendance::Undeclared {
            continue;
        }
        let known = store::people::find(conn, person)?;
        found.push(Member {
            person,
            name: known.map(|person| person.name).unwrap_or_default(),
            agency,
            attendance,
        });
    }
    found.sort_by(|a, b| (&a.agency, &a.name).cmp(&(&b.agency, &b.name)));
    Ok(found)
}
