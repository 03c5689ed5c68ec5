//! Evaluators: their profiles, the invitations to evaluate a call, and their answers to its terms. Of the secret in a
//! link only its SHA-256 is kept.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::evaluator::EvaluatorProfile;
use workflow::ids::{CallId, PersonId};
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::{evaluator_invitations as table, evaluator_profiles, terms_answers};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// The profiles of people, as far as they have one.
pub fn profiles(
    conn: &mut AnyConn,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, EvaluatorProfile>, StoreError> {
    let ids: Vec<Id> = people.into_iter().map(Id::from).collect();
    let rows: Vec<(Id, String)> = evaluator_profiles::table
        .filter(evaluator_profiles::person_id.eq_any(ids))
        .select((evaluator_profiles::person_id, evaluator_profiles::content))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, content)| {
            let read = serde_json::from_str(&content);
            let unreadable =
                |error| StoreError::Unreadable(format!("evaluator_profiles, {}: {error}", id.0));
            Ok((id.into(), read.map_err(unreadable)?))
        })
        .collect()
}

/// Keeps a profile in the place of the one before.
pub fn save_profile(
    conn: &mut AnyConn,
    person: PersonId,
    profile: &EvaluatorProfile,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let content = serde_json::to_string(profile)
        .map_err(|error| StoreError::Unreadable(format!("an evaluator's profile: {error}")))?;
    let values = (
        evaluator_profiles::content.eq(content),
        evaluator_profiles::updated_at.eq(Instant::from(at)),
    );
    let row = (
        evaluator_profiles::person_id.eq(Id::from(person)),
        values.clone(),
    );
    on_backend!(conn, |c| diesel::insert_into(evaluator_profiles::table)
        .values(row)
        .on_conflict(evaluator_profiles::person_id)
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// An invitation to evaluate a call.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// Its id.
    pub id: Uuid,
    /// To which call.
    pub call: CallId,
    /// Whose address it was sent to.
    pub person: PersonId,
    /// Their name, as typed by who invited.
    pub name: String,
    /// Their address, as typed by who invited, lower case.
    pub email: String,
    /// Language of the mail (BCP 47).
    pub language: String,
    /// The agency they are from, as typed by who invited.
    pub agency: Option<String>,
    /// Who invited.
    pub invited_by: PersonId,
    /// When it was last sent (UTC).
    pub sent_at: DateTime<Utc>,
    /// When its link was first followed (UTC).
    pub opened_at: Option<DateTime<Utc>>,
    /// Until when its link works (UTC).
    pub expires_at: DateTime<Utc>,
    /// How it ended: `accepted`, `declined`, `withdrawn`.
    pub outcome: Option<String>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// When it ended (UTC).
    pub ended_at: Option<DateTime<Utc>>,
}

type Columns = (
    (Id, Id, Id, String, String, String, Option<String>, Id),
    (Instant, Option<Instant>, Instant),
    (Option<String>, Option<String>, Option<Instant>),
);

macro_rules! columns {
    () => {
        (
            (
                table::id,
                table::call_id,
                table::person_id,
                table::name,
                table::email,
                table::language,
                table::agency,
                table::invited_by,
            ),
            (table::sent_at, table::opened_at, table::expires_at),
            (table::outcome, table::reason, table::ended_at),
        )
    };
}

fn row((who, when, end): Columns) -> InvitationRow {
    let (id, call, person, name, email, language, agency, by) = who;
    let (sent, opened, expires) = when;
    let (outcome, reason, ended) = end;
    InvitationRow {
        id: id.0,
        call: call.into(),
        person: person.into(),
        name,
        email,
        language,
        agency,
        invited_by: by.into(),
        sent_at: sent.into(),
        opened_at: opened.map(DateTime::from),
        expires_at: expires.into(),
        outcome,
        reason,
        ended_at: ended.map(DateTime::from),
    }
}

/// Adds an invitation with the digest of its secret. Errors with [`StoreError::Duplicate`] when one to the same person
/// waits for the same call.
pub fn invite(
    conn: &mut AnyConn,
    invitation: &InvitationRow,
    token: Digest,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id(invitation.id)),
            table::call_id.eq(Id::from(invitation.call)),
            table::person_id.eq(Id::from(invitation.person)),
            table::name.eq(&invitation.name),
            table::email.eq(&invitation.email),
            table::language.eq(&invitation.language),
            table::agency.eq(invitation.agency.as_ref()),
            table::token_hash.eq(token.0.to_vec()),
            table::invited_by.eq(Id::from(invitation.invited_by)),
            table::created_at.eq(Instant::from(invitation.sent_at)),
            table::sent_at.eq(Instant::from(invitation.sent_at)),
            table::expires_at.eq(Instant::from(invitation.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An invitation that waits, by its id.
pub fn find(conn: &mut AnyConn, id: Uuid) -> Result<Option<InvitationRow>, StoreError> {
    let found: Option<Columns> = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null())
        .select(columns!())
        .first(conn)
        .optional()?;
    Ok(found.map(row))
}

/// The invitation a link leads to, while it waits and has not expired.
pub fn with_token(
    conn: &mut AnyConn,
    token: Digest,
    now: DateTime<Utc>,
) -> Result<Option<InvitationRow>, StoreError> {
    let found: Option<Columns> = table::table
        .filter(table::token_hash.eq(token.0.to_vec()))
        .filter(table::ended_at.is_null())
        .filter(table::expires_at.gt(Instant::from(now)))
        .select(columns!())
        .first(conn)
        .optional()?;
    Ok(found.map(row))
}

/// Every invitation to a call, oldest first.
pub fn invitations(conn: &mut AnyConn, call: CallId) -> Result<Vec<InvitationRow>, StoreError> {
    let rows: Vec<Columns> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .order(table::id)
        .select(columns!())
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// Notes that the link of an invitation was followed; the first time counts.
pub fn opened(conn: &mut AnyConn, id: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    let unopened = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::opened_at.is_null());
    diesel::update(unopened)
        .set(table::opened_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(())
}

/// Gives an invitation a new secret and a new end; the link sent before works no more.
pub fn renew(
    conn: &mut AnyConn,
    id: Uuid,
    token: Digest,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null());
    diesel::update(open)
        .set((
            table::token_hash.eq(token.0.to_vec()),
            table::sent_at.eq(Instant::from(sent_at)),
            table::expires_at.eq(Instant::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends an invitation (`accepted`, `declined`, `withdrawn`), with the reason of one who declined. Answers whether it was
/// waiting: one of two who end it at once does.
pub fn end(
    conn: &mut AnyConn,
    id: Uuid,
    outcome: &str,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let open = table::table
        .filter(table::id.eq(Id(id)))
        .filter(table::ended_at.is_null());
    let ended = diesel::update(open)
        .set((
            table::outcome.eq(outcome),
            table::reason.eq(reason),
            table::ended_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(ended == 1)
}

/// Ends the invitations to a call that wait for a person who answers its terms another way.
pub fn end_of(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
    outcome: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::person_id.eq(Id::from(person)))
        .filter(table::ended_at.is_null());
    diesel::update(open)
        .set((
            table::outcome.eq(outcome),
            table::ended_at.eq(Instant::from(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An answer to the terms of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsAnswer {
    /// Who answered.
    pub person: PersonId,
    /// To which call's terms.
    pub call: CallId,
    /// Digest of the text as it was shown.
    pub digest: Digest,
    /// Language in which it was shown (BCP 47).
    pub language: String,
    /// Whether they were accepted.
    pub accepted: bool,
    /// Why not.
    pub reason: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// Keeps an answer to terms.
pub fn answer_terms(conn: &mut AnyConn, answer: &TermsAnswer) -> Result<(), StoreError> {
    diesel::insert_into(terms_answers::table)
        .values((
            terms_answers::id.eq(Id(Uuid::now_v7())),
            terms_answers::person_id.eq(Id::from(answer.person)),
            terms_answers::call_id.eq(Id::from(answer.call)),
            terms_answers::digest.eq(answer.digest.0.to_vec()),
            terms_answers::language.eq(&answer.language),
            terms_answers::accepted.eq(answer.accepted),
            terms_answers::reason.eq(answer.reason.as_ref()),
            terms_answers::answered_at.eq(Instant::from(answer.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The answers to the terms of a call, oldest first.
pub fn terms_answers(conn: &mut AnyConn, call: CallId) -> Result<Vec<TermsAnswer>, StoreError> {
    type Answer = (Id, Vec<u8>, String, bool, Option<String>, Instant);
    let rows: Vec<Answer> = terms_answers::table
        .filter(terms_answers::call_id.eq(Id::from(call)))
        .order((terms_answers::answered_at, terms_answers::id))
        .select((
            terms_answers::person_id,
            terms_answers::digest,
            terms_answers::language,
            terms_answers::accepted,
            terms_answers::reason,
            terms_answers::answered_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(person, bytes, language, accepted, reason, at)| {
            let digest = <[u8; 32]>::try_from(bytes.as_slice())
                .map_err(|error| StoreError::Unreadable(format!("terms_answers: {error}")))?;
            Ok(TermsAnswer {
                person: person.into(),
                call,
                digest: Digest(digest),
                language,
                accepted,
                reason,
                at: at.into(),
            })
        })
        .collect()
}
