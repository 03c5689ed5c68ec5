//! The answers of drafts, one by one, and what is kept beside them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{PersonId, ProposalId};

use crate::error::StoreError;
use crate::schema::{draft_answers, draft_besides, draft_saves};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// An answer of a draft.
#[derive(Clone, Debug, Queryable)]
pub struct AnswerRow {
    /// Id of the question.
    pub question: String,
    /// The answer as JSON; `null` when it was taken back.
    pub value: String,
    /// The draft's version since the answer was saved.
    pub version: i64,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub saved_at: DateTime<Utc>,
    /// Who saved it.
    #[diesel(deserialize_as = Id)]
    pub saved_by: PersonId,
}

/// An answer kept beside the one that stands.
#[derive(Clone, Debug, Queryable)]
pub struct BesideRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// Id of the question.
    pub question: String,
    /// The answer as JSON.
    pub value: String,
    /// Tells it apart from others of the question.
    pub fingerprint: String,
    /// The version of the answer it was written on.
    pub written_on: i64,
    /// When it was kept (UTC).
    #[diesel(deserialize_as = Instant)]
    pub kept_at: DateTime<Utc>,
    /// Who wrote it.
    #[diesel(deserialize_as = Id)]
    pub kept_by: PersonId,
}

/// The answers of a draft saved after a version; 0 for all of them. Those taken back are among them.
pub fn answers_since(
    conn: &mut AnyConn,
    id: ProposalId,
    version: i64,
) -> Result<Vec<AnswerRow>, StoreError> {
    Ok(draft_answers::table
        .filter(draft_answers::proposal_id.eq(Id::from(id)))
        .filter(draft_answers::version.gt(version))
        .order(draft_answers::question)
        .select((
            draft_answers::question,
            draft_answers::value,
            draft_answers::version,
            draft_answers::saved_at,
            draft_answers::saved_by,
        ))
        .load(conn)?)
}

/// Puts an answer in the place of what there is.
pub fn set_answer(conn: &mut AnyConn, id: ProposalId, row: &AnswerRow) -> Result<(), StoreError> {
    let key = (
        draft_answers::proposal_id.eq(Id::from(id)),
        draft_answers::question.eq(&row.question),
    );
    let set = (
        draft_answers::value.eq(&row.value),
        draft_answers::version.eq(row.version),
        draft_answers::saved_at.eq(Instant::from(row.saved_at)),
        draft_answers::saved_by.eq(Id::from(row.saved_by)),
    );
    on_backend!(conn, |c| diesel::insert_into(draft_answers::table)
        .values((key, set))
        .on_conflict((draft_answers::proposal_id, draft_answers::question))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// Notes that an answer was saved or kept that was written on a version.
pub fn note_save(
    conn: &mut AnyConn,
    id: ProposalId,
    question: &str,
    written_on: i64,
    fingerprint: &str,
) -> Result<(), StoreError> {
    let row = (
        draft_saves::proposal_id.eq(Id::from(id)),
        draft_saves::question.eq(question),
        draft_saves::written_on.eq(written_on),
        draft_saves::fingerprint.eq(fingerprint),
    );
    on_backend!(conn, |c| diesel::insert_into(draft_saves::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Whether an answer that was written on a version was saved or kept before.
pub fn was_saved(
    conn: &mut AnyConn,
    id: ProposalId,
    question: &str,
    written_on: i64,
    fingerprint: &str,
) -> Result<bool, StoreError> {
    let found: i64 = draft_saves::table
        .filter(draft_saves::proposal_id.eq(Id::from(id)))
        .filter(draft_saves::question.eq(question))
        .filter(draft_saves::written_on.eq(written_on))
        .filter(draft_saves::fingerprint.eq(fingerprint))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// What is kept beside the answers of a draft, oldest first.
pub fn besides(conn: &mut AnyConn, id: ProposalId) -> Result<Vec<BesideRow>, StoreError> {
    Ok(draft_besides::table
        .filter(draft_besides::proposal_id.eq(Id::from(id)))
        .order((draft_besides::kept_at, draft_besides::id))
        .select((
            draft_besides::id,
            draft_besides::question,
            draft_besides::value,
            draft_besides::fingerprint,
            draft_besides::written_on,
            draft_besides::kept_at,
            draft_besides::kept_by,
        ))
        .load(conn)?)
}

/// Keeps an answer beside the one that stands; the same answer is kept once.
pub fn keep_beside(conn: &mut AnyConn, id: ProposalId, row: &BesideRow) -> Result<(), StoreError> {
    let values = (
        draft_besides::id.eq(Id(row.id)),
        draft_besides::proposal_id.eq(Id::from(id)),
        draft_besides::question.eq(&row.question),
        draft_besides::value.eq(&row.value),
        draft_besides::fingerprint.eq(&row.fingerprint),
        draft_besides::written_on.eq(row.written_on),
        draft_besides::kept_at.eq(Instant::from(row.kept_at)),
        draft_besides::kept_by.eq(Id::from(row.kept_by)),
    );
    on_backend!(conn, |c| diesel::insert_into(draft_besides::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Drops answers kept beside one, by their ids.
pub fn drop_besides(
    conn: &mut AnyConn,
    id: ProposalId,
    question: &str,
    ids: &[Uuid],
) -> Result<usize, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id).collect();
    let own = draft_besides::table
        .filter(draft_besides::proposal_id.eq(Id::from(id)))
        .filter(draft_besides::question.eq(question))
        .filter(draft_besides::id.eq_any(ids));
    Ok(diesel::delete(own).execute(conn)?)
}
