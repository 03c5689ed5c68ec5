//! What evaluators write for themselves: notes about a file, and the consensus while a rapporteur writes it. Rows, not
//! events: no decision rests on them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, PersonId, ProposalId};

use crate::error::StoreError;
use crate::proposals::conflicted;
use crate::schema::{consensus_drafts, evaluation_notes};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// What a person wrote about a file in a table of such texts.
macro_rules! own_text {
    ($table:ident, $proposal:expr, $person:expr) => {
        $table::table
            .filter($table::proposal_id.eq(Id::from($proposal)))
            .filter($table::person_id.eq(Id::from($person)))
    };
}

/// Keeps what a person wrote about a file in the place of what they wrote before.
macro_rules! keep_own_text {
    ($conn:expr, $table:ident, $proposal:expr, $person:expr, $content:expr, $at:expr) => {{
        let key = (
            $table::proposal_id.eq(Id::from($proposal)),
            $table::person_id.eq(Id::from($person)),
        );
        let set = (
            $table::content.eq($content),
            $table::saved_at.eq(Instant::from($at)),
        );
        on_backend!($conn, |c| diesel::insert_into($table::table)
            .values((key, set))
            .on_conflict(($table::proposal_id, $table::person_id))
            .do_update()
            .set(set)
            .execute(c))?;
    }};
}

/// The note a person keeps about a file.
pub fn note(
    conn: &mut AnyConn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    let own = own_text!(evaluation_notes, proposal, person);
    Ok(own
        .select(evaluation_notes::content)
        .first(conn)
        .optional()?)
}

/// Keeps the note of a person about a file in the place of the one before; an empty one is taken away.
pub fn keep_note(
    conn: &mut AnyConn,
    proposal: ProposalId,
    person: PersonId,
    content: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if content.is_empty() {
        diesel::delete(own_text!(evaluation_notes, proposal, person)).execute(conn)?;
    } else {
        keep_own_text!(conn, evaluation_notes, proposal, person, content, at);
    }
    Ok(())
}

/// The consensus a rapporteur is writing, as JSON.
pub fn consensus(
    conn: &mut AnyConn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    let own = own_text!(consensus_drafts, proposal, person);
    Ok(own
        .select(consensus_drafts::content)
        .first(conn)
        .optional()?)
}

/// Saves the consensus a rapporteur is writing.
pub fn save_consensus(
    conn: &mut AnyConn,
    proposal: ProposalId,
    person: PersonId,
    content: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    keep_own_text!(conn, consensus_drafts, proposal, person, content, at);
    Ok(())
}

/// Takes away what a rapporteur was writing: it is recorded.
pub fn clear_consensus(
    conn: &mut AnyConn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<(), StoreError> {
    diesel::delete(own_text!(consensus_drafts, proposal, person)).execute(conn)?;
    Ok(())
}

/// When scores were submitted for files of a call, the earliest first: the file and the instant (UTC). Without files
/// `reader` has a conflict with.
pub fn scored(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
) -> Result<Vec<(ProposalId, DateTime<Utc>)>, StoreError> {
    use crate::schema::{events, proposals};
    let rows: Vec<(Id, Instant)> = events::table
        .inner_join(proposals::table.on(proposals::id.eq(events::case_id)))
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(events::kind.eq("evaluation.scores_submitted"))
        .filter(proposals::id.ne_all(conflicted!(Some(reader))))
        .order((events::at, events::case_id))
        .select((events::case_id, events::at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, at)| (id.into(), at.into()))
        .collect())
}
