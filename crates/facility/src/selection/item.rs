//! One item of the agenda, as a member of the panel works with it.

use std::collections::BTreeMap;

use store::AnyConn;
use workflow::definition::Funding;
use workflow::evaluation;
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::Proposal;
use workflow::role::{Actor, Role};
use workflow::selection::{Ballot, Decision};
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
    /// Ballots this item needs.
    pub quorum: u32,
    /// Places on the reserve list.
    pub reserve: u32,
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
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let file = &case.proposal.state;
        let view = policy::view(actor, &file.subject());
        let before_panel = file.stage == StageKind::Selection || is_awarded(file.status);
        let applicant = actor.member(file.organisation, Role::Reader);
        if view == View::Nothing || !before_panel || applicant || !may_see_agenda(actor, file.call)
        {
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
            members: members(conn, file)?,
            voted: file.selection.ballots.len(),
            quorum: rules.quorum,
            reserve: rules.reserve,
            ballot: file.selection.ballots.get(&actor.person).cloned(),
            actions: case.available(actor, now),
            funding: case.call.definition.funding.clone(),
            decision: file.selection.decision,
            reason,
            reserve_rank: file.selection.reserve_rank,
            item,
        }))
    })
}

fn members(conn: &mut AnyConn, file: &Proposal) -> Result<Vec<Member>, Failure> {
    let mut seats: BTreeMap<PersonId, Option<String>> = BTreeMap::new();
    for (person, agency) in store::people::panel(conn, file.call)? {
        let seat = seats.entry(person).or_default();
        *seat = seat.take().or(agency);
    }
    let selection = &file.selection;
    let decided = !matches!(file.status, Status::OnAgenda | Status::Deferred);
    let mut found = Vec::with_capacity(seats.len());
    for (person, agency) in seats {
        let attendance = if file.conflicts.contains_key(&person) {
            Attendance::Recused
        } else if selection.ballots.contains_key(&person) {
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
