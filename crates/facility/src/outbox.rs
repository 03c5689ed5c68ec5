//! Mails: written with the act that causes them.

use chrono::{DateTime, Utc};
use language::Language;
use letters::Letter;
use store::AnyConn;
use store::letters::SentLetter;
use store::outbox::{MailRow, NewMail};
use store::people::PersonRow;
use workflow::ids::CaseId;

use crate::Facility;
use crate::failure::Failure;

/// Writes a mail to a person inside the transaction of an act. `once` makes it one: writing it again does nothing.
pub fn put(
    conn: &mut AnyConn,
    person: &PersonRow,
    once: &str,
    letter: &Letter,
    case: Option<CaseId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mail = NewMail {
        once,
        recipient: person.id,
        subject: &letter.subject,
        body: &letter.body,
        language: &person.language,
        case,
        letter: None,
    };
    Ok(store::outbox::put(conn, &mail, now)?)
}

/// Writes a mail that brings a letter as PDF, in the language of the letter.
pub fn put_with_letter(
    conn: &mut AnyConn,
    person: &PersonRow,
    once: &str,
    mail: &Letter,
    letter: &SentLetter,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mail = NewMail {
        once,
        recipient: person.id,
        subject: &mail.subject,
        body: &mail.body,
        language: &letter.language,
        case: Some(letter.proposal.into()),
        letter: Some(letter.id),
    };
    Ok(store::outbox::put(conn, &mail, now)?)
}

/// Writes a letter to a person in their language. What makes it one keeps it from being written twice.
pub fn write(
    conn: &mut AnyConn,
    person: &PersonRow,
    once: &str,
    kind: letters::Kind,
    facts: &[(&str, String)],
    case: Option<CaseId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let language = Language::parse(&person.language).unwrap_or_default();
    let letter = letters::compose(language, kind, &person.name, facts);
    put(conn, person, once, &letter, case, now)
}

/// A mail that was kept, with whom it went to.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The mail.
    pub mail: MailRow,
    /// Name of the recipient.
    pub name: String,
    /// Address of the recipient.
    pub address: String,
}

/// Mails of the demonstration, newest first, before one; never more than `limit`.
pub fn kept(
    facility: &Facility,
    before: Option<uuid::Uuid>,
    limit: i64,
) -> Result<Vec<Kept>, Failure> {
    facility.store.read(|conn| {
        store::outbox::newest(conn, None, before, limit)?
            .into_iter()
            .map(|mail| with_recipient(conn, mail))
            .collect()
    })
}

/// A mail of the demonstration.
pub fn one(facility: &Facility, id: uuid::Uuid) -> Result<Kept, Failure> {
    facility.store.read(|conn| {
        let mail = store::outbox::find(conn, id)?.ok_or_else(Failure::hidden)?;
        with_recipient(conn, mail)
    })
}

/// The letter a mail of the demonstration brings; hidden when it brings none.
pub fn letter(facility: &Facility, id: uuid::Uuid) -> Result<SentLetter, Failure> {
    facility.store.read(|conn| {
        let mail = store::outbox::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let letter = mail.letter.ok_or_else(Failure::hidden)?;
        store::letters::find(conn, letter.0)?.ok_or_else(Failure::hidden)
    })
}

fn with_recipient(conn: &mut AnyConn, mail: MailRow) -> Result<Kept, Failure> {
    let person = store::people::find(conn, mail.recipient)?;
    let (name, address) = person
        .map(|person| (person.name, person.email))
        .unwrap_or_default();
    Ok(Kept {
        mail,
        name,
        address,
    })
}
