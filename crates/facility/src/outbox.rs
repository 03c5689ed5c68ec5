//! Mails: written with the act that causes them.

use chrono::{DateTime, Utc};
use letters::Letter;
use store::AnyConn;
use store::outbox::NewMail;
use store::people::PersonRow;
use workflow::ids::CaseId;

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
    };
    Ok(store::outbox::put(conn, &mail, now)?)
}
