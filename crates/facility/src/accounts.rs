//! Accounts: signing in and out, sessions, links sent by mail, keys of the API.
//!
//! What an answer reveals is the same whether an address is known or not, and so is the work done for it.

mod keys;
mod opening;
mod session;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use store::AnyConn;
use store::people;
pub use store::people::PersonRow;
use validator::ValidateEmail;
use workflow::ids::PersonId;
use workflow::record::{self, Digest};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::text;

use crate::Facility;
use crate::failure::Failure;

pub use keys::{Scope, create_token, revoke_token, token, tokens};
pub use opening::{
    INVITATION_DAYS, LINK_HOURS, NewAccount, change_password, choose_password, confirm, link,
    new_person, open, request_reset, send_link, set_language,
};
pub use session::{
    NotSignedIn, SessionLimits, clear_sessions, demonstration, enter_demonstration, session,
    sessions, sign_in, sign_out, sign_out_everywhere, watched,
};

/// Somebody who is signed in, with everything they are now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: PersonRow,
    /// Their roles.
    pub actor: Actor,
}

/// A secret of 256 random bits, as text that fits into a cookie or an address.
pub fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::Unexpected(format!("no randomness: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// How long one waits before the same invitation is sent again.
const BETWEEN: TimeDelta = TimeDelta::minutes(10);

/// The secret of an invitation that is sent again, and until when its link works (UTC).
///
/// Errors when it was last sent so lately that it is too early.
pub(crate) fn new_secret(
    sent_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(String, DateTime<Utc>), Failure> {
    let earliest = sent_at + BETWEEN;
    if now < earliest {
        return Err(Refusal::TooEarly { at: earliest }.into());
    }
    Ok((secret()?, now + TimeDelta::days(INVITATION_DAYS)))
}

/// What is kept of a secret: its SHA-256.
pub fn fingerprint(secret: &str) -> Digest {
    record::digest(secret.as_bytes())
}

/// An e-mail address in the form it is kept: lower case, without blanks around it; nothing when it is none.
pub fn address(raw: &str) -> Option<String> {
    let line = text::line(raw, 200).ok()?.to_lowercase();
    // The dot keeps addresses of this machine out: nobody could be written to there.
    let usable = line.validate_email()
        && line
            .rsplit_once('@')
            .is_some_and(|(_, host)| host.contains('.'));
    usable.then_some(line)
}

/// A person with their roles; nothing when there is none, or when the account is closed.
pub fn signed_in(
    conn: &mut AnyConn,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, Failure> {
    let Some(person) = people::find(conn, id)?.filter(|person| person.disabled_at.is_none()) else {
        return Ok(None);
    };
    let appointments = people::appointments(conn, id)?;
    let actor = Actor {
        person: id,
        appointments: appointments
            .into_iter()
            .filter(|row| row.term.covers(now.date_naive()))
            .map(|row| row.appointment)
            .collect(),
        memberships: people::memberships(conn, id)?,
    };
    Ok(Some(SignedIn { person, actor }))
}

/// A person with their roles as they are now. Errors as hidden when there is none.
pub fn with_id(facility: &Facility, id: PersonId) -> Result<SignedIn, Failure> {
    let now = facility.clock.now();
    let found = facility.store.read(|conn| signed_in(conn, id, now))?;
    found.ok_or_else(Failure::hidden)
}

/// The person with an address, with their roles: for the command line.
pub fn with_email(facility: &Facility, email: &str) -> Result<Option<SignedIn>, Failure> {
    facility.store.read(|conn| {
        let Some(person) = people::with_email(conn, &email.trim().to_lowercase())? else {
            return Ok(None);
        };
        signed_in(conn, person.id, facility.clock.now())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_form() {
        assert_eq!(
            address(" Amina@Hope.Example "),
            Some("amina@hope.example".to_owned())
        );
        for wrong in [
            "",
            "amina",
            "@hope.example",
            "a@b",
            "a b@hope.example",
            "a@hope.example,b@x.example",
            "a@.example",
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
    }
}
