//! Several people on one application: who is where, and what others have saved meanwhile.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use store::drafts::PresenceRow;
use workflow::call::Call;
use workflow::ids::ProposalId;
use workflow::role::{Actor, Role};

use super::writing::someone;
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::proposal::Someone;

/// Who was not heard of for so long is not shown any more, seconds.
const SHOWN: i64 = 75;
/// A place that did not change is written down again after so long, seconds.
const AGAIN: i64 = 20;

/// Where somebody is in a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Id of the section.
    pub section: String,
    /// Id of the question; empty between fields.
    pub question: String,
}

/// Somebody else in the draft.
#[derive(Clone, Debug)]
pub struct Present {
    /// Who.
    pub who: Someone,
    /// Where.
    pub place: Place,
}

/// An answer somebody saved.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Id of the question.
    pub question: String,
    /// The version the answer has now.
    pub version: i64,
    /// When it was saved (UTC).
    pub at: DateTime<Utc>,
    /// Who saved it.
    pub by: Someone,
}

/// What somebody who writes should know of the others.
#[derive(Clone)]
pub struct Together {
    /// The call.
    pub call: Arc<Call>,
    /// The step the file stands in: a place in the procedure, from 0.
    pub position: usize,
    /// The draft's version now.
    pub version: i64,
    /// Answers saved since the version asked for.
    pub changed: Vec<Changed>,
    /// Who else is here.
    pub present: Vec<Present>,
    /// Questions with a text kept beside their answer.
    pub undecided: Vec<String>,
}

/// Notes where the person is, if they say so, and answers what others did since a version of the draft.
pub fn look(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    since: i64,
    place: Option<&Place>,
) -> Result<Together, Failure> {
    let now = facility.clock.now();
    let (together, own) = facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        if !actor.member(case.proposal.state.organisation, Role::Reader) {
            return Err(Failure::hidden());
        }
        let form = case.form();
        let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let rows = store::drafts::answers_since(conn, id, since)?;
        let there = store::drafts::present(conn, id, now - TimeDelta::seconds(SHOWN))?;
        let people = rows.iter().map(|row| row.saved_by);
        let people = people.chain(there.iter().map(|row| row.person));
        let names = store::people::names(conn, people.collect::<Vec<_>>())?;
        let (own, others): (Vec<PresenceRow>, Vec<PresenceRow>) = there
            .into_iter()
            .partition(|row| row.person == actor.person);
        let mut undecided: Vec<String> = store::drafts::besides(conn, id)?
            .into_iter()
            .map(|row| row.question)
            .collect();
        undecided.dedup();
        let known = place.filter(|place| {
            form.questions().any(|(section, question)| {
                section.id == place.section
                    && (place.question.is_empty() || question.id == place.question)
            })
        });
        let moved = known.filter(|place| {
            own.first().is_none_or(|row| {
                row.section != place.section
                    || row.question != place.question
                    || row.seen_at < now - TimeDelta::seconds(AGAIN)
            })
        });
        let changed = rows.into_iter().map(|row| Changed {
            by: someone(&names, row.saved_by),
            question: row.question,
            version: row.version,
            at: row.saved_at,
        });
        let present = others.into_iter().map(|row| Present {
            who: someone(&names, row.person),
            place: Place {
                section: row.section,
                question: row.question,
            },
        });
        let together = Together {
            call: Arc::clone(&case.call),
            position: case.proposal.state.position,
            version: draft.version,
            changed: changed.collect(),
            present: present.collect(),
            undecided,
        };
        Ok((together, moved.cloned()))
    })?;
    if let Some(place) = own {
        let row = PresenceRow {
            person: actor.person,
            section: place.section,
            question: place.question,
            seen_at: now,
        };
        facility.store.write(|conn| {
            store::drafts::see(conn, id, &row, now - TimeDelta::seconds(10 * SHOWN))
                .map_err(Failure::from)
        })?;
    }
    Ok(together)
}
