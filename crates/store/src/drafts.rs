//! Drafts: answers and scores being written, and submissions as received.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{PersonId, ProposalId};
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::{drafts, score_drafts, submissions, texts};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

mod answers;
mod presence;

pub use answers::*;
pub use presence::{PresenceRow, present, see};

/// A draft without its answers.
#[derive(Clone, Debug, Queryable)]
pub struct DraftRow {
    /// Counts up with each save.
    pub version: i64,
    /// Language the application is written in (BCP 47), when one was chosen.
    pub language: Option<String>,
    /// Last saved (UTC).
    #[diesel(deserialize_as = Instant)]
    pub saved_at: DateTime<Utc>,
}

/// Adds a draft without answers.
pub fn insert(
    conn: &mut AnyConn,
    id: ProposalId,
    language: Option<&str>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(drafts::table)
        .values((
            drafts::proposal_id.eq(Id::from(id)),
            drafts::version.eq(1_i64),
            drafts::language.eq(language),
            drafts::saved_at.eq(Instant::from(at)),
            drafts::saved_by.eq(Id::from(by)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The draft of a proposal.
pub fn find(conn: &mut AnyConn, id: ProposalId) -> Result<Option<DraftRow>, StoreError> {
    let columns = (drafts::version, drafts::language, drafts::saved_at);
    Ok(drafts::table
        .filter(drafts::proposal_id.eq(Id::from(id)))
        .select(columns)
        .first(conn)
        .optional()?)
}

/// Counts a save of a draft over the version given. Errors with [`StoreError::ChangedMeanwhile`] when it is another by now.
pub fn advance(
    conn: &mut AnyConn,
    id: ProposalId,
    version: i64,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let own = drafts::table
        .filter(drafts::proposal_id.eq(Id::from(id)))
        .filter(drafts::version.eq(version));
    let saved = diesel::update(own)
        .set((
            drafts::version.eq(version + 1),
            drafts::saved_at.eq(Instant::from(at)),
            drafts::saved_by.eq(Id::from(by)),
        ))
        .execute(conn)?;
    if saved == 1 {
        Ok(version + 1)
    } else {
        Err(StoreError::ChangedMeanwhile)
    }
}

/// A submission as received.
#[derive(Clone, Debug, Queryable)]
pub struct SubmissionRow {
    /// Canonical content.
    pub content: String,
    /// Receipt (UTC).
    #[diesel(deserialize_as = Instant)]
    pub submitted_at: DateTime<Utc>,
}

/// Keeps a submission.
pub fn insert_submission(
    conn: &mut AnyConn,
    id: ProposalId,
    version: u32,
    content: &str,
    digest: Digest,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(submissions::table)
        .values((
            submissions::proposal_id.eq(Id::from(id)),
            submissions::number.eq(i32::try_from(version).unwrap_or(i32::MAX)),
            submissions::content.eq(content),
            submissions::digest.eq(digest.0.to_vec()),
            submissions::submitted_at.eq(Instant::from(at)),
            submissions::submitted_by.eq(Id::from(by)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A submission by its version.
pub fn find_submission(
    conn: &mut AnyConn,
    id: ProposalId,
    version: u32,
) -> Result<Option<SubmissionRow>, StoreError> {
    Ok(submissions::table
        .filter(submissions::proposal_id.eq(Id::from(id)))
        .filter(submissions::number.eq(i32::try_from(version).unwrap_or(i32::MAX)))
        .select((submissions::content, submissions::submitted_at))
        .first(conn)
        .optional()?)
}

/// Scores being written; their author's alone.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ScoreDraftRow {
    /// The scores, as JSON.
    pub scores: String,
    /// When they were saved (UTC).
    #[diesel(deserialize_as = Instant)]
    pub saved_at: DateTime<Utc>,
}

/// The scores a person is writing for a proposal.
pub fn find_scores(
    conn: &mut AnyConn,
    id: ProposalId,
    person: PersonId,
) -> Result<Option<ScoreDraftRow>, StoreError> {
    Ok(score_drafts::table
        .filter(score_drafts::proposal_id.eq(Id::from(id)))
        .filter(score_drafts::person_id.eq(Id::from(person)))
        .select((score_drafts::scores, score_drafts::saved_at))
        .first(conn)
        .optional()?)
}

/// Saves scores being written.
pub fn save_scores(
    conn: &mut AnyConn,
    id: ProposalId,
    person: PersonId,
    scores: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let set = (
        score_drafts::scores.eq(scores),
        score_drafts::saved_at.eq(Instant::from(at)),
    );
    let key = (
        score_drafts::proposal_id.eq(Id::from(id)),
        score_drafts::person_id.eq(Id::from(person)),
    );
    on_backend!(conn, |c| diesel::insert_into(score_drafts::table)
        .values((key, set))
        .on_conflict((score_drafts::proposal_id, score_drafts::person_id))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// Takes away the scores being written for a proposal: another round begins.
pub fn clear_scores(conn: &mut AnyConn, id: ProposalId) -> Result<(), StoreError> {
    let own = score_drafts::table.filter(score_drafts::proposal_id.eq(Id::from(id)));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Keeps a text that events name by digest.
pub fn keep_text(
    conn: &mut AnyConn,
    digest: Digest,
    content: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = (
        texts::digest.eq(digest.0.to_vec()),
        texts::content.eq(content),
        texts::created_at.eq(Instant::from(at)),
    );
    on_backend!(conn, |c| diesel::insert_into(texts::table)
        .values(row)
        .on_conflict(texts::digest)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// A text by digest.
pub fn find_text(conn: &mut AnyConn, digest: Digest) -> Result<Option<String>, StoreError> {
    Ok(texts::table
        .filter(texts::digest.eq(digest.0.to_vec()))
        .select(texts::content)
        .first(conn)
        .optional()?)
}
