//! What a decision of the panel depends on, and the box of a secret vote, which changes with it.

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::ballot_boxes;
use workflow::call::Call;
use workflow::ids::CallId;
use workflow::proposal::{Command, Event, Proposal, Situation};
use workflow::selection::{self, Circumstances, put_in};
use workflow::transition::{StageKind, Status};

use super::rules_of;
use crate::failure::Failure;

/// What a decision of the panel on a file depends on; nothing outside of Selection.
pub(crate) fn circumstances(
    conn: &mut AnyConn,
    file: &Proposal,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Circumstances, Failure> {
    if file.stage != StageKind::Selection {
        return Ok(Circumstances::default());
    }
    let agenda = call
        .panel
        .sessions
        .iter()
        .find(|session| session.ended_at.is_none() && session.agenda.contains(&file.id))
        .map(|session| &session.agenda);
    let another_open = match agenda {
        Some(agenda) => store::proposals::open_for_votes(conn, call.id)?
            .iter()
            .any(|open| *open != file.id && agenda.contains(open)),
        None => false,
    };
    let held = if file.selection.voted.is_empty() {
        Vec::new()
    } else {
        ballot_boxes::held(conn, file.id, file.selection.round)?
    };
    let ahead = match file.selection.reserve_rank {
        Some(rank) if file.status == Status::Reserve => {
            store::proposals::ahead_in_reserve(conn, call.id, rank)?
        }
        _ => 0,
    };
    Ok(Circumstances {
        seats: seats(conn, call.id, now)?,
        another_open,
        ahead,
        held,
    })
}

/// Who has a vote in the panel of a call today, and as what; who holds two offices has the higher.
pub(crate) fn seats(
    conn: &mut AnyConn,
    call: CallId,
    now: DateTime<Utc>,
) -> Result<std::collections::BTreeMap<workflow::ids::PersonId, workflow::role::Role>, Failure> {
    let mut seats = std::collections::BTreeMap::new();
    for (person, given) in store::people::sitting(conn, call, now.date_naive())? {
        if given.role.votes() {
            let held = seats.entry(person).or_insert(given.role);
            *held = (*held).max(given.role);
        }
    }
    Ok(seats)
}

/// Brings the box of a file in line with what happened: a secret ballot goes in, and a box whose vote is over is emptied.
pub(crate) fn follow(
    conn: &mut AnyConn,
    before: &Proposal,
    events: &[Event],
    command: &Command,
    situation: &Situation<'_>,
) -> Result<(), Failure> {
    for event in events {
        match event {
            Event::Selection(selection::Event::BallotSealed {}) => {
                let Command::Selection(selection::Command::CastBallot {
                    ballot,
                    seal: Some(seal),
                }) = command
                else {
                    continue;
                };
                let rules = rules_of(&situation.call.definition)?;
                let mark = selection::mark(before, ballot, rules, situation)?;
                let held = put_in(situation.panel.held.clone(), *seal, mark);
                ballot_boxes::keep(conn, before.id, before.selection.round, &held)?;
            }
            Event::Selection(
                selection::Event::VotingClosed { .. }
                | selection::Event::VotingReopened { .. }
                | selection::Event::VotingOpened { .. },
            ) => ballot_boxes::empty(conn, before.id)?,
            // Whoever is recused after voting makes a secret vote void.
            Event::Interest(_) if !before.selection.voted.is_empty() => {
                let voids = events.iter().try_fold(before.clone(), |state, event| {
                    workflow::proposal::evolve(
                        Some(state),
                        before.id,
                        event,
                        Some(situation.actor.person),
                        situation.now,
                    )
                });
                if voids.is_some_and(|after| after.selection.voted.is_empty()) {
                    ballot_boxes::empty(conn, before.id)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
