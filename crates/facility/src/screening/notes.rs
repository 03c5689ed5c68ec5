//! Notes to colleagues about a file. They are apart from everything the applicant is told: no letter, export or page for
//! applicants reads them.

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::screening_notes::{self, NoteRow};
use uuid::Uuid;
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::roles::oversees;

/// A note as a colleague reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// The screening it belongs to: 1, or 2 for the blind second one.
    pub round: i32,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name.
    pub name: String,
    /// What they wrote.
    pub text: String,
    /// When (UTC).
    pub written_at: DateTime<Utc>,
}

/// The notes of a file, the earliest first. Hidden from the applicant, and from everybody who does not see the file as one
/// who screens it or oversees its call. While a blind second screening is under way, a screener reads the notes of their
/// own round only.
pub fn list(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Vec<Note>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        may_read(actor, &case)?;
        let round = super::rounds::read_by(&case.proposal.state, actor);
        let rows = screening_notes::of_proposal(conn, id, round)?;
        let names = store::people::names(conn, rows.iter().map(|row| row.author))?;
        let note = |row: NoteRow| Note {
            name: names.get(&row.author).cloned().unwrap_or_default(),
            id: row.id,
            round: row.round,
            author: row.author,
            text: row.content,
            written_at: row.written_at,
        };
        Ok(rows.into_iter().map(note).collect())
    })
}

/// Adds a note, in the round the person screens in. Answers its id.
///
/// Errors as hidden for those who may not read the notes, and refuses auditors, who change nothing.
pub fn add(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    text: &Text,
) -> Result<Uuid, Failure> {
    facility
        .store
        .write(|conn| add_in(conn, facility, actor, id, text))
}

/// Adds a note inside a transaction.
pub fn add_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    text: &Text,
) -> Result<Uuid, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    may_read(actor, &case)?;
    let writes = [
        Role::Screener,
        Role::ProgrammeOfficer,
        Role::FacilityManager,
    ];
    if !writes
        .iter()
        .any(|role| actor.holds(*role, Some(case.call.id)))
    {
        return Err(Refusal::NotAllowed.into());
    }
    let note = NoteRow {
        id: Uuid::now_v7(),
        round: super::rounds::written_by(&case.proposal.state, actor.person),
        author: actor.person,
        content: text.as_str().to_owned(),
        written_at: now,
    };
    screening_notes::add(conn, id, &note)?;
    Ok(note.id)
}

fn may_read(actor: &Actor, case: &ProposalCase) -> Result<(), Failure> {
    let subject = case.proposal.state.subject();
    let concerned =
        actor.holds(Role::Screener, Some(case.call.id)) || oversees(actor, case.call.id);
    let sees = policy::view(actor, &subject) == View::File;
    if concerned && sees && !policy::is_party(actor, &subject) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
