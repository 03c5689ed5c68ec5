//! Mails that wait to be sent, written in the transaction of the act that causes them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CaseId, PersonId};

use crate::error::StoreError;
use crate::schema::outbox;
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// A mail.
#[derive(Clone, Debug, Queryable)]
pub struct MailRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: uuid::Uuid,
    /// What makes it one: act and recipient.
    pub once: String,
    /// To whom.
    #[diesel(deserialize_as = Id)]
    pub recipient: PersonId,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Language (BCP 47).
    pub language: String,
    /// The case it is about.
    pub case: Option<Id>,
    /// When it was written (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// Not tried before (UTC).
    #[diesel(deserialize_as = Instant)]
    pub next_attempt_at: DateTime<Utc>,
    /// When it was sent (UTC).
    pub sent_at: Option<Instant>,
    /// Why it could not be sent.
    pub last_error: Option<String>,
    /// The letter it brings as PDF, see [`crate::letters`].
    pub letter: Option<Id>,
}

impl From<Id> for uuid::Uuid {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// A mail to write.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// What makes it one: writing it again does nothing.
    pub once: &'a str,
    /// To whom.
    pub recipient: PersonId,
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
    /// Language (BCP 47).
    pub language: &'a str,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// The letter it brings as PDF.
    pub letter: Option<uuid::Uuid>,
}

/// Writes a mail once.
pub fn put(conn: &mut AnyConn, mail: &NewMail<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    let at = Instant::from(at);
    let row = (
        outbox::id.eq(Id(uuid::Uuid::now_v7())),
        outbox::once.eq(mail.once),
        outbox::recipient.eq(Id::from(mail.recipient)),
        outbox::subject.eq(mail.subject),
        outbox::body.eq(mail.body),
        outbox::language.eq(mail.language),
        outbox::case_id.eq(mail.case.map(Id::from)),
        outbox::created_at.eq(at),
        outbox::attempts.eq(0),
        outbox::next_attempt_at.eq(at),
        outbox::letter_id.eq(mail.letter.map(Id)),
    );
    on_backend!(conn, |c| diesel::insert_into(outbox::table)
        .values(row)
        .on_conflict(outbox::once)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// When the newest mail was written whose key begins with `prefix` (UTC).
pub fn newest_of(conn: &mut AnyConn, prefix: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
    // Keys are compared byte by byte on both databases.
    let end = format!("{prefix}\u{7f}");
    let at: Option<Instant> = outbox::table
        .filter(outbox::once.ge(prefix).and(outbox::once.lt(end)))
        .order(outbox::created_at.desc())
        .select(outbox::created_at)
        .first(conn)
        .optional()?;
    Ok(at.map(DateTime::from))
}

/// Whether a mail was written, by what makes it one.
pub fn holds(conn: &mut AnyConn, once: &str) -> Result<bool, StoreError> {
    let known = outbox::table.filter(outbox::once.eq(once));
    Ok(diesel::select(diesel::dsl::exists(known)).get_result(conn)?)
}

/// Mails that are due, oldest first.
pub fn due(conn: &mut AnyConn, now: DateTime<Utc>, limit: i64) -> Result<Vec<MailRow>, StoreError> {
    Ok(outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::next_attempt_at.le(Instant::from(now)))
        .order((outbox::next_attempt_at, outbox::id))
        .limit(limit)
        .load(conn)?)
}

/// Notes that a mail was sent.
pub fn sent(conn: &mut AnyConn, id: uuid::Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(outbox::table.filter(outbox::id.eq(Id(id))))
        .set((
            outbox::sent_at.eq(Instant::from(at)),
            outbox::last_error.eq(None::<String>),
            outbox::attempts.eq(outbox::attempts + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a mail could not be sent, and when to try again.
pub fn failed(
    conn: &mut AnyConn,
    id: uuid::Uuid,
    error: &str,
    again: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(outbox::table.filter(outbox::id.eq(Id(id))))
        .set((
            outbox::last_error.eq(error),
            outbox::next_attempt_at.eq(Instant::from(again)),
            outbox::attempts.eq(outbox::attempts + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Mails newest first, before one; of one person or of all.
pub fn newest(
    conn: &mut AnyConn,
    recipient: Option<PersonId>,
    before: Option<uuid::Uuid>,
    limit: i64,
) -> Result<Vec<MailRow>, StoreError> {
    let mut query = outbox::table
        .order(outbox::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(recipient) = recipient {
        query = query.filter(outbox::recipient.eq(Id::from(recipient)));
    }
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(Id(before)));
    }
    Ok(query.load(conn)?)
}

/// A mail by id.
pub fn find(conn: &mut AnyConn, id: uuid::Uuid) -> Result<Option<MailRow>, StoreError> {
    Ok(outbox::table
        .filter(outbox::id.eq(Id(id)))
        .first(conn)
        .optional()?)
}
