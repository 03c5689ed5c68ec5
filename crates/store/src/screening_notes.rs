//! What the people who screen a file write to each other about it. Rows, not events: no decision rests on them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{PersonId, ProposalId};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::screening_notes as table;
use crate::sql_types::{Id, Instant};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct NoteRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// The screening it belongs to: 1, or 2 for the blind second one.
    pub round: i32,
    /// Who wrote it.
    #[diesel(deserialize_as = Id)]
    pub author: PersonId,
    /// What they wrote.
    pub content: String,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub written_at: DateTime<Utc>,
}

/// Adds a note to a file. Notes are never changed.
pub fn add(conn: &mut AnyConn, proposal: ProposalId, note: &NoteRow) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(note.id)),
            table::proposal_id.eq(Id::from(proposal)),
            table::round.eq(note.round),
            table::author_id.eq(Id::from(note.author)),
            table::content.eq(&note.content),
            table::written_at.eq(Instant::from(note.written_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The notes of a file, the earliest first; of one round, or of all of them.
pub fn of_proposal(
    conn: &mut AnyConn,
    proposal: ProposalId,
    round: Option<i32>,
) -> Result<Vec<NoteRow>, StoreError> {
    let mut query = table::table
        .filter(table::proposal_id.eq(Id::from(proposal)))
        .order((table::written_at, table::id))
        .select((
            table::id,
            table::round,
            table::author_id,
            table::content,
            table::written_at,
        ))
        .into_boxed();
    if let Some(round) = round {
        query = query.filter(table::round.eq(round));
    }
    Ok(query.load(conn)?)
}
