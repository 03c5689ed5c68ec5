//! The decision of the panel as a whole: adopted by the chair, countersigned by the facility manager, then frozen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::call::Call;
use workflow::ids::{CallId, ProposalId};
use workflow::panel::{Adoption, Alternative, Command, Listed};
use workflow::policy::{self, View};
use workflow::proposal::Proposal;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::selection::{Allocation, Decision};
use workflow::text::Text;

use super::outline::{rule_on, voted_on};
use super::{ballot_box, files, may_see_agenda, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A list of decisions as the person may see it.
#[derive(Clone, Debug)]
pub struct AdoptionView {
    /// The list, without files the person has a conflict with.
    pub adoption: Adoption,
    /// Whether the person may countersign it or send it back now.
    pub may_countersign: bool,
}

/// What could be adopted now, as the person may see it: outcomes recorded that stand on no list yet.
pub fn adoptable(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<(Vec<Listed>, Vec<Alternative>), Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        list(conn, actor, call, facility.clock.now())
    })
}

/// Adopts every outcome recorded that stands on no list yet and that the person presides over: the chair all but those they
/// are recused from, the deputy these. Answers how many.
///
/// Errors with [`Refusal::AgendaEmpty`] when there is none.
pub fn adopt(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    if !super::chairs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let (list, alternatives) = list(conn, actor, call, facility.clock.now())?;
        let count = list.len();
        let command = workflow::call::Command::Panel(Command::Adopt { list, alternatives });
        cases::act_on_call(conn, facility, actor, call, None, &command)?;
        Ok(count)
    })
}

/// The outcomes the person would adopt, in rank order, and what other rules would have made of the same votes.
fn list(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    now: DateTime<Utc>,
) -> Result<(Vec<Listed>, Vec<Alternative>), Failure> {
    let loaded = cases::load_call(conn, call)?.state;
    let files = files(conn, call)?;
    let standing = loaded.panel.adopted();
    let presides = presiding(conn, actor, &loaded, now)?;
    let mine: Vec<&Proposal> = files
        .iter()
        .filter(|file| !standing.contains(&file.id))
        .filter(|file| file.selection.decision.is_some_and(is_final))
        .filter(|file| policy::view(actor, &file.subject()) == View::File && presides(file))
        .collect();
    let open: Vec<&Proposal> = voted_on(&files)
        .filter(|file| !standing.contains(&file.id))
        .collect();
    let rules = rules_of(&loaded.definition)?;
    let bound = rule_on(conn, &loaded, rules.allocation, &open)?;
    let list: Vec<Listed> = mine
        .iter()
        .filter_map(|file| listed(file, bound.as_ref()))
        .collect();
    let funded: BTreeSet<ProposalId> = list
        .iter()
        .filter(|one| one.decision == Decision::Selected)
        .map(|one| one.proposal)
        .collect();
    let seen: BTreeSet<ProposalId> = list.iter().map(|one| one.proposal).collect();
    let mut alternatives = Vec::new();
    for rule in Allocation::ALL
        .iter()
        .filter(|rule| **rule != rules.allocation)
    {
        let Some(other) = rule_on(conn, &loaded, *rule, &open)? else {
            continue;
        };
        alternatives.push(Alternative {
            rule: *rule,
            enters: other
                .difference(&funded)
                .copied()
                .filter(|id| seen.contains(id))
                .collect(),
            leaves: funded.difference(&other).copied().collect(),
        });
    }
    Ok((list, alternatives))
}

/// What is put off is decided later.
fn is_final(decision: Decision) -> bool {
    decision != Decision::Deferred
}

fn listed(file: &Proposal, bound: Option<&BTreeSet<ProposalId>>) -> Option<Listed> {
    let decision = file.selection.decision?;
    let funded = decision == Decision::Selected;
    Some(Listed {
        proposal: file.id,
        decision,
        amount: file.selection.awarded,
        reserve_rank: file.selection.reserve_rank,
        departs: bound.is_some_and(|bound| bound.contains(&file.id) != funded),
    })
}

/// Which files the person presides over: a chair all they may see, a deputy those every chair is recused from.
fn presiding(
    conn: &mut AnyConn,
    actor: &Actor,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<impl Fn(&Proposal) -> bool + use<>, Failure> {
    let chair = actor.holds(Role::Chair, Some(call.id));
    let seats = ballot_box::seats(conn, call.id, now)?;
    let chairs: Vec<_> = seats
        .into_iter()
        .filter(|(_, role)| *role == Role::Chair)
        .map(|(person, _)| person)
        .collect();
    Ok(move |file: &Proposal| {
        let recused = |one| file.conflicts.contains_key(one) || file.suspected.contains_key(one);
        chair || chairs.iter().all(recused)
    })
}

/// The lists the panel adopted, oldest first, for who sits on it or oversees the call.
pub fn adoptions(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<AdoptionView>, Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let state = cases::load_call(conn, call)?.state;
        let hidden = store::proposals::conflicted_with(conn, call, actor.person)?;
        let view = |adoption: &Adoption| {
            let whole = adoption
                .list
                .iter()
                .all(|one| !hidden.contains(&one.proposal));
            let open = adoption.countersigned.is_none() && adoption.returned.is_none();
            AdoptionView {
                may_countersign: whole
                    && open
                    && adoption.by != actor.person
                    && actor.holds(Role::FacilityManager, Some(call)),
                adoption: without(adoption, &hidden),
            }
        };
        Ok(state.panel.adoptions.iter().map(view).collect())
    })
}

/// Why lists were sent back to the panel, by their numbers, for who sits on it or oversees the call.
pub fn returned_because(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<BTreeMap<u32, String>, Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let state = cases::load_call(conn, call)?.state;
        let hidden = store::proposals::conflicted_with(conn, call, actor.person)?;
        let mut found = BTreeMap::new();
        for adoption in &state.panel.adoptions {
            // A reason may speak of any file of its list.
            let whole = adoption
                .list
                .iter()
                .all(|one| !hidden.contains(&one.proposal));
            if let Some((_, reason, _)) = adoption.returned.filter(|_| whole)
                && let Some(text) = store::drafts::find_text(conn, reason)?
            {
                found.insert(adoption.number, text);
            }
        }
        Ok(found)
    })
}

/// A list without some files.
pub(super) fn without(adoption: &Adoption, hidden: &BTreeSet<ProposalId>) -> Adoption {
    let mut shown = adoption.clone();
    shown.list.retain(|one| !hidden.contains(&one.proposal));
    for alternative in &mut shown.alternatives {
        alternative.enters.retain(|id| !hidden.contains(id));
        alternative.leaves.retain(|id| !hidden.contains(id));
    }
    shown
}

/// Countersigns a list: from then on it is frozen, and its decisions can be told.
///
/// Errors with [`Refusal::Conflict`] for who has a conflict with one of its files: another facility manager does it.
pub fn countersign(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    adoption: u32,
) -> Result<i64, Failure> {
    answer(
        facility,
        actor,
        call,
        adoption,
        Command::Countersign { adoption },
    )
}

/// Sends a list back to the panel with a reason: its items can be opened anew.
pub fn send_back(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    adoption: u32,
    reason: &Text,
) -> Result<i64, Failure> {
    let reason = reason.clone();
    answer(
        facility,
        actor,
        call,
        adoption,
        Command::Return { adoption, reason },
    )
}

fn answer(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    adoption: u32,
    command: Command,
) -> Result<i64, Failure> {
    let command = workflow::call::Command::Panel(command);
    facility.store.write(|conn| {
        let state = cases::load_call(conn, call)?.state;
        let hidden = store::proposals::conflicted_with(conn, call, actor.person)?;
        let found = state
            .panel
            .adoptions
            .iter()
            .find(|one| one.number == adoption);
        let touched = found.is_some_and(|one| {
            one.list
                .iter()
                .any(|listed| hidden.contains(&listed.proposal))
        });
        if touched && actor.holds(Role::FacilityManager, Some(call)) {
            return Err(Refusal::Conflict.into());
        }
        cases::act_on_call(conn, facility, actor, call, None, &command)
    })
}
