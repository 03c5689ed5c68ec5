//! Who is where in a draft.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{PersonId, ProposalId};

use crate::error::StoreError;
use crate::schema::draft_presence as table;
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// Somebody in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct PresenceRow {
    /// Who.
    #[diesel(deserialize_as = Id)]
    pub person: PersonId,
    /// Id of the section.
    pub section: String,
    /// Id of the question; empty between fields.
    pub question: String,
    /// When they were last heard of (UTC).
    #[diesel(deserialize_as = Instant)]
    pub seen_at: DateTime<Utc>,
}

/// Notes where somebody is, and forgets who was last heard of before `forgotten`.
pub fn see(
    conn: &mut AnyConn,
    id: ProposalId,
    row: &PresenceRow,
    forgotten: DateTime<Utc>,
) -> Result<(), StoreError> {
    let old = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .filter(table::seen_at.lt(Instant::from(forgotten)));
    diesel::delete(old).execute(conn)?;
    let key = (
        table::proposal_id.eq(Id::from(id)),
        table::person_id.eq(Id::from(row.person)),
    );
    let set = (
        table::section.eq(&row.section),
        table::question.eq(&row.question),
        table::seen_at.eq(Instant::from(row.seen_at)),
    );
    on_backend!(conn, |c| diesel::insert_into(table::table)
        .values((key, set))
        .on_conflict((table::proposal_id, table::person_id))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// Who was heard of at or after an instant, the earliest first.
pub fn present(
    conn: &mut AnyConn,
    id: ProposalId,
    since: DateTime<Utc>,
) -> Result<Vec<PresenceRow>, StoreError> {
    Ok(table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .filter(table::seen_at.ge(Instant::from(since)))
        .order((table::seen_at, table::person_id))
        .select((
            table::person_id,
            table::section,
            table::question,
            table::seen_at,
        ))
        .load(conn)?)
}
