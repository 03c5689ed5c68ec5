//! The grids of a published call: which is in force, which were before, whether it is locked, and its revision.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::call::{Applies, Call, CallAction, Command};
use workflow::evaluation::Rules;
use workflow::ids::{CallId, ProposalId};
use workflow::procedure::Stage;
use workflow::proposal::{Event, Passage};
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::StageKind;

use crate::Facility;
use crate::cases::{act_on_call, load_call};
use crate::failure::Failure;
use crate::roles::oversees;

/// A grid that was put in place of another.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The rules it brought.
    pub rules: Rules,
    /// To which files it applies.
    pub applies: Applies,
    /// Who revised.
    pub by: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// The grid of one evaluation of a call.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Place of the evaluation in the procedure, from 0.
    pub position: usize,
    /// The rules for a file that enters the evaluation now.
    pub in_force: Rules,
    /// The rules for files that were in the evaluation before the last revision for later files; nothing when they are the
    /// same.
    pub before: Option<Rules>,
    /// Revisions, the oldest first.
    pub revisions: Vec<Revision>,
    /// Whether somebody has scored by it: then it is locked for the files there are.
    pub locked: bool,
    /// When scores were first submitted by it (UTC).
    pub first_score: Option<DateTime<Utc>>,
}

/// The grids of a call as the people who run it see them.
#[derive(Clone, Debug)]
pub struct Grids {
    /// Place in the chain.
    pub seq: i64,
    /// The call.
    pub call: std::sync::Arc<Call>,
    /// Its evaluations in order.
    pub grids: Vec<Grid>,
    /// Whether the person may revise them.
    pub may_revise: bool,
}

/// The grids of a call. Hidden from people who do not oversee it, and for a call that scores nothing.
pub fn view(facility: &Facility, actor: &Actor, id: CallId) -> Result<Grids, Failure> {
    facility.store.read(|conn| {
        let loaded = load_call(conn, id)?;
        let call = loaded.state;
        if !oversees(actor, id) {
            return Err(Failure::hidden());
        }
        let mut grids = Vec::new();
        for position in call.definition.procedure.places(StageKind::Evaluation) {
            grids.push(grid(conn, actor, &call, position)?);
        }
        if grids.is_empty() {
            return Err(Failure::hidden());
        }
        let permitted = workflow::call::permitted(&call, CallAction::ReviseGrid, actor);
        Ok(Grids {
            seq: loaded.seq,
            may_revise: permitted.is_ok(),
            call,
            grids,
        })
    })
}

fn grid(conn: &mut AnyConn, actor: &Actor, call: &Call, position: usize) -> Result<Grid, Failure> {
    let in_force = call
        .evaluation_rules(position, None)
        .cloned()
        .ok_or_else(Failure::hidden)?;
    let stands = match call.definition.procedure.stage(position) {
        Some(Stage::Evaluation(rules)) => Some(rules.clone()),
        _ => None,
    };
    let of_place = call
        .grid_revisions
        .iter()
        .filter(|revision| revision.position == position);
    let people = of_place.clone().filter_map(|revision| revision.by);
    let names = store::people::names(conn, people)?;
    let mut revisions = Vec::new();
    for revision in of_place {
        let Some(rules) = revision.rules() else {
            continue;
        };
        revisions.push(Revision {
            rules: rules.clone(),
            applies: revision.applies,
            by: revision
                .by
                .and_then(|by| names.get(&by).cloned())
                .unwrap_or_default(),
            at: revision.at,
            reason: store::drafts::find_text(conn, revision.reason)?.unwrap_or_default(),
        });
    }
    Ok(Grid {
        position,
        before: stands.filter(|rules| *rules != in_force),
        in_force,
        revisions,
        locked: is_locked(conn, call.id, position)?,
        first_score: first_score(conn, actor, call, position)?,
    })
}

/// When scores were first submitted by the grid at a place of the procedure (UTC), among files the person has no conflict
/// with; nothing before.
fn first_score(
    conn: &mut AnyConn,
    actor: &Actor,
    call: &Call,
    position: usize,
) -> Result<Option<DateTime<Utc>>, Failure> {
    let scored = store::evaluation_desk::scored(conn, call.id, actor.person)?;
    let places = call.definition.procedure.places(StageKind::Evaluation);
    if places.count() == 1 {
        return Ok(scored.first().map(|(_, at)| *at));
    }
    // Where files are scored in several steps, the chain says in which one a score was given.
    let mut seen = std::collections::BTreeSet::new();
    let mut first: Option<DateTime<Utc>> = None;
    for (file, _) in scored {
        if seen.insert(file)
            && let Some(at) = first_at(conn, file, position)?
        {
            first = Some(first.map_or(at, |known| known.min(at)));
        }
    }
    Ok(first)
}

fn first_at(
    conn: &mut AnyConn,
    file: ProposalId,
    position: usize,
) -> Result<Option<DateTime<Utc>>, Failure> {
    let mut place = 0;
    for stored in store::record::chain(conn, file.into())? {
        let event: Event = serde_json::from_value(stored.payload)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        match event {
            Event::Procedure(Passage::Entered { position, .. }) => place = position,
            Event::Evaluation(workflow::evaluation::Event::ScoresSubmitted(_))
                if place == position =>
            {
                return Ok(Some(stored.at));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Whether somebody has scored by a grid of the evaluation at a place of the procedure.
pub fn is_locked(conn: &mut AnyConn, call: CallId, position: usize) -> Result<bool, Failure> {
    Ok(store::scores::are_in(conn, call, position)?)
}

/// A grid that is to take the place of another.
#[derive(Clone, Copy, Debug)]
pub struct Revised<'a> {
    /// Place of the evaluation in the procedure, from 0.
    pub position: usize,
    /// Its new rules.
    pub rules: &'a Rules,
    /// To which files they apply.
    pub applies: Applies,
}

/// Puts a grid in place of the one in force. Whether scores are in is looked up in the same transaction, so that none
/// comes in between. Answers the new place in the call's chain.
pub fn revise(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    seen: Option<i64>,
    revised: &Revised<'_>,
    reason: &Text,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let command = Command::ReviseGrid {
            position: revised.position,
            rules: Box::new(revised.rules.clone()),
            applies: revised.applies,
            reason: reason.clone(),
            scored: is_locked(conn, id, revised.position)?,
        };
        act_on_call(conn, facility, actor, id, seen, &command)
    })
}
