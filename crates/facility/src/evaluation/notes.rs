//! Notes an evaluator keeps to themselves about a file. Nobody else reads them: no page, list, export or letter has them,
//! but the evaluator's own desk and scoring sheet.

use store::AnyConn;
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal::Proposal;
use workflow::role::Actor;

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// The most characters of a note.
pub const MOST: usize = 10_000;

/// The person's own note about a file they hold; empty when there is none. Hidden from everybody else.
pub fn read(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<String, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        holds(actor, &case.proposal.state)?;
        of(conn, id, actor.person)
    })
}

/// The note of a person about a file.
pub(super) fn of(conn: &mut AnyConn, id: ProposalId, person: PersonId) -> Result<String, Failure> {
    Ok(store::evaluation_desk::note(conn, id, person)?.unwrap_or_default())
}

/// Keeps the person's own note about a file they hold, in the place of the one before. An empty note is taken away.
///
/// Errors at the field `note` when it is too long or holds characters that are refused, and as hidden for everybody who
/// does not hold the file.
pub fn keep(facility: &Facility, actor: &Actor, id: ProposalId, note: &str) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        holds(actor, &case.proposal.state)?;
        if note.chars().count() > MOST {
            return Err(Failure::field("note", "too-long"));
        }
        let note = note.trim();
        if !note.is_empty() {
            workflow::text::Text::parse(note).map_err(|_| Failure::field("note", "characters"))?;
        }
        Ok(store::evaluation_desk::keep_note(
            conn,
            id,
            actor.person,
            note,
            now,
        )?)
    })
}

/// The person reads or has scored the file.
fn holds(actor: &Actor, proposal: &Proposal) -> Result<(), Failure> {
    let assignment = proposal.evaluation.assignments.get(&actor.person);
    let reads = assignment.is_some_and(|one| {
        matches!(
            one.status,
            AssignmentStatus::Accepted | AssignmentStatus::Scored
        )
    });
    if reads && policy::view(actor, &proposal.subject()) == View::File {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
