//! Accounts: signing in and out, sessions, links sent by mail, keys of the API.
//!
//! What an answer reveals is the same whether an address is known or not, and so is the work done for it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use store::accounts::{self, SessionRow, TokenRow};
use store::people;
pub use store::people::PersonRow;
use validator::ValidateEmail;
use workflow::ids::PersonId;
use workflow::record::{self, Digest};
use workflow::role::Actor;
use workflow::text;

use crate::Facility;
use crate::failure::Failure;
use crate::password::{Compared, Passwords};

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: TimeDelta,
    /// In any case.
    pub absolute: TimeDelta,
}

/// Somebody who is signed in, with everything they are now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: PersonRow,
    /// Their roles.
    pub actor: Actor,
}

/// Why a sign-in is refused.
#[derive(Debug)]
pub enum NotSignedIn {
    /// Address or password is wrong, or the address is not confirmed: never told apart.
    Wrong,
    /// Too many failures; try again after so many seconds.
    SlowDown(i64),
    /// Something else.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for NotSignedIn {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// How long a link to confirm an address or to reset a password works, in hours.
pub const LINK_HOURS: i64 = 24;
/// How long an invitation works, in days.
pub const INVITATION_DAYS: i64 = 14;

/// A secret of 256 random bits, as text that fits into a cookie or an address.
pub fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::Unexpected(format!("no randomness: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
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
pub fn signed_in(conn: &mut AnyConn, id: PersonId) -> Result<Option<SignedIn>, Failure> {
    let Some(person) = people::find(conn, id)?.filter(|person| person.disabled_at.is_none()) else {
        return Ok(None);
    };
    let appointments = people::appointments(conn, id)?;
    let actor = Actor {
        person: id,
        appointments: appointments
            .into_iter()
            .map(|row| row.appointment)
            .collect(),
        memberships: people::memberships(conn, id)?,
    };
    Ok(Some(SignedIn { person, actor }))
}

/// The person with an address, with their roles: for the command line.
pub fn with_email(facility: &Facility, email: &str) -> Result<Option<SignedIn>, Failure> {
    facility.store.read(|conn| {
        let Some(person) = people::with_email(conn, &email.trim().to_lowercase())? else {
            return Ok(None);
        };
        signed_in(conn, person.id)
    })
}

/// Failures after which attempts are slowed down, and the longest wait in seconds. An account's wait is short, because
/// an enemy can cause it; a network's may be longer.
const SLOW: [(i64, i64); 2] = [(5, 60), (30, 900)];

/// Seconds still to wait before another attempt.
fn wait(failures: i64, last: DateTime<Utc>, now: DateTime<Utc>, (free, most): (i64, i64)) -> i64 {
    if failures < free {
        return 0;
    }
    let delay = 1_i64
        .checked_shl(u32::try_from(failures - free).unwrap_or(u32::MAX).min(20))
        .unwrap_or(most)
        .min(most);
    (last + TimeDelta::seconds(delay) - now)
        .num_seconds()
        .max(0)
}

/// Signs in. `network` names where the attempt comes from. Answers the key of a new session: keep it in a cookie.
pub fn sign_in(
    facility: &Facility,
    passwords: &Passwords,
    limits: SessionLimits,
    email: &str,
    password: &str,
    network: &str,
) -> Result<(String, SignedIn), NotSignedIn> {
    let now = facility.clock.now();
    let email = email.trim().to_lowercase();
    let subjects = [
        record::digest(format!("account:{email}").as_bytes()).to_string(),
        record::digest(format!("network:{network}").as_bytes()).to_string(),
    ];
    let (delay, known) = facility.store.read(|conn| {
        let mut delay = 0;
        for (subject, limit) in subjects.iter().zip(SLOW) {
            if let Some((failures, last)) = accounts::attempts(conn, subject)? {
                delay = delay.max(wait(failures, last, now, limit));
            }
        }
        Ok::<_, Failure>((delay, people::with_email(conn, &email)?))
    })?;
    if delay > 0 {
        return Err(NotSignedIn::SlowDown(delay));
    }
    let hash = known
        .as_ref()
        .and_then(|person| person.password_hash.as_deref());
    let compared = passwords.compare(password, hash)?;
    let usable = known.filter(|person| {
        compared != Compared::Wrong
            && person.email_confirmed_at.is_some()
            && person.disabled_at.is_none()
    });
    let Some(person) = usable else {
        facility
            .store
            .write(|conn| note_failure(conn, &subjects, now))?;
        return Err(NotSignedIn::Wrong);
    };
    let stronger = match (compared, Passwords::check(password, &email)) {
        (Compared::RightButWeak, Ok(checked)) => Some(passwords.hash(&checked)?),
        _ => None,
    };
    let key = secret()?;
    let signed_in = facility.store.write(|conn| {
        if let Some(hash) = stronger {
            people::set_password(conn, person.id, &hash)?;
        }
        accounts::clear_attempts(conn, &subjects[0])?;
        open_session(conn, &key, person.id, limits, now)?;
        signed_in(conn, person.id)?.ok_or_else(Failure::hidden)
    })?;
    Ok((key, signed_in))
}

fn note_failure(
    conn: &mut AnyConn,
    subjects: &[String],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    for subject in subjects {
        // Failures of a day ago no longer count.
        let failures = accounts::attempts(conn, subject)?
            .filter(|(_, last)| now - *last < TimeDelta::days(1))
            .map_or(0, |(failures, _)| failures);
        accounts::set_attempts(conn, subject, failures + 1, now)?;
    }
    Ok(())
}

fn open_session(
    conn: &mut AnyConn,
    key: &str,
    person: PersonId,
    limits: SessionLimits,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let session = SessionRow {
        id: fingerprint(key),
        person: Some(person.into()),
        state: "{}".to_owned(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + limits.absolute,
    };
    Ok(accounts::insert_session(conn, &session)?)
}

/// Accounts of the demonstration, one for each role: only where the demonstration is served.
pub fn demonstration(facility: &Facility) -> Result<Vec<PersonRow>, Failure> {
    facility
        .store
        .read(|conn| people::demonstration_accounts(conn).map_err(Failure::from))
}

/// Enters an account of the demonstration without its password: only where the demonstration is served.
pub fn enter_demonstration(
    facility: &Facility,
    limits: SessionLimits,
    person: PersonId,
) -> Result<String, Failure> {
    let key = secret()?;
    facility.store.write(|conn| {
        let shown = people::demonstration_accounts(conn)?;
        if !shown.iter().any(|account| account.id == person) {
            return Err(Failure::hidden());
        }
        open_session(conn, &key, person, limits, facility.clock.now())
    })?;
    Ok(key)
}

/// Who holds a session, while it lasts. Notes its use, at most once a minute.
pub fn session(
    facility: &Facility,
    limits: SessionLimits,
    key: &str,
) -> Result<Option<SignedIn>, Failure> {
    let now = facility.clock.now();
    let id = fingerprint(key);
    let found = facility.store.read(|conn| {
        let Some(session) = accounts::find_session(conn, id)? else {
            return Ok(None);
        };
        let over = now >= session.expires_at || now - session.last_seen_at >= limits.idle;
        let Some(person) = session.person.filter(|_| !over) else {
            return Ok(None);
        };
        Ok::<_, Failure>(signed_in(conn, person.into())?.map(|who| (who, session.last_seen_at)))
    })?;
    let Some((who, last_seen_at)) = found else {
        return Ok(None);
    };
    if now - last_seen_at >= TimeDelta::minutes(1) {
        facility
            .store
            .write(|conn| accounts::touch_session(conn, id, now).map_err(Failure::from))?;
    }
    Ok(Some(who))
}

/// Ends a session.
pub fn sign_out(facility: &Facility, key: &str) -> Result<(), Failure> {
    facility
        .store
        .write(|conn| accounts::delete_session(conn, fingerprint(key)).map_err(Failure::from))
}

/// Ends every session of a person.
pub fn sign_out_everywhere(facility: &Facility, person: PersonId) -> Result<(), Failure> {
    facility.store.write(|conn| {
        accounts::delete_sessions_of(conn, person)?;
        Ok(())
    })
}

/// The sessions of a person, and which of them belongs to `key`.
pub fn sessions(
    facility: &Facility,
    person: PersonId,
    key: &str,
) -> Result<Vec<(SessionRow, bool)>, Failure> {
    let id = fingerprint(key);
    let rows = facility
        .store
        .read(|conn| accounts::sessions_of(conn, person).map_err(Failure::from))?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let this = row.id == id;
            (row, this)
        })
        .collect())
}

/// Clears sessions that have ended. Answers how many.
pub fn clear_sessions(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    facility
        .store
        .write(|conn| accounts::delete_expired_sessions(conn, now).map_err(Failure::from))
}

/// What a person gives to open an account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Password as typed.
    pub password: String,
    /// Language of mails.
    pub language: Language,
}

/// Opens an account that has to be confirmed by a link. Answers the same whether the address is known or not.
///
/// Errors with the faults of name, address or password.
pub fn open(
    facility: &Facility,
    passwords: &Passwords,
    public_url: &str,
    account: &NewAccount,
) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, code: &'static str| {
        faults.push(crate::FieldFault {
            field: field.to_owned(),
            code,
        })
    };
    let name = text::line(&account.name, 120);
    if name.is_err() {
        fault("name", "missing");
    }
    let email = address(&account.email);
    if email.is_none() {
        fault("email", "email");
    }
    let password = Passwords::check(&account.password, &account.email);
    if let Err(code) = password {
        fault("password", code);
    }
    let (Ok(name), Some(email), Ok(password)) = (name, email, password) else {
        return Err(Failure::Invalid(faults));
    };
    // Hashed in any case, so that the answer takes as long for a known address.
    let hash = passwords.hash(&password)?;
    let token = secret()?;
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let known = people::with_email(conn, &email)?;
        if let Some(person) = known
            .as_ref()
            .filter(|person| person.email_confirmed_at.is_some())
        {
            let facts = [("link", format!("{public_url}/sign-in"))];
            let once = format!("again:{}:{}", person.id, now.timestamp() / 3600);
            return write(conn, person, &once, Kind::AlreadyRegistered, &facts, now);
        }
        let person = match known {
            Some(person) => {
                // Nobody has confirmed the address: whoever does has the password given last.
                people::set_password(conn, person.id, &hash)?;
                people::set_profile(conn, person.id, &name, account.language.code())?;
                person
            }
            None => {
                let person = new_person(&email, &name, account.language, Some(hash), now);
                people::insert(conn, &person)?;
                person
            }
        };
        send_link(conn, &person, &token, "confirm", public_url, now)
    })
}

/// A person who has no account yet.
pub fn new_person(
    email: &str,
    name: &str,
    language: Language,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> PersonRow {
    PersonRow {
        id: PersonId::new_v7(now),
        email: email.to_owned(),
        name: name.to_owned(),
        language: language.code().to_owned(),
        password_hash,
        email_confirmed_at: None,
        disabled_at: None,
        demonstration_role: None,
        created_at: now,
    }
}

fn write(
    conn: &mut AnyConn,
    person: &PersonRow,
    once: &str,
    kind: Kind,
    facts: &[(&str, String)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let language = Language::parse(&person.language).unwrap_or_default();
    let letter = letters::compose(language, kind, &person.name, facts);
    crate::outbox::put(conn, person, once, &letter, None, now)
}

/// Sends a link for a purpose (`confirm`, `reset`, `invite`); older ones for the same purpose work no more.
pub fn send_link(
    conn: &mut AnyConn,
    person: &PersonRow,
    token: &str,
    purpose: &str,
    public_url: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let (kind, lasts, count) = match purpose {
        "confirm" => (Kind::Confirm, TimeDelta::hours(LINK_HOURS), LINK_HOURS),
        "reset" => (Kind::Reset, TimeDelta::hours(LINK_HOURS), LINK_HOURS),
        _ => (
            Kind::Invitation,
            TimeDelta::days(INVITATION_DAYS),
            INVITATION_DAYS,
        ),
    };
    accounts::use_links_of(conn, person.id, purpose, now)?;
    let id = fingerprint(token);
    accounts::insert_link(conn, id, person.id, purpose, now, now + lasts)?;
    let facts = [
        ("link", format!("{public_url}/{purpose}/{token}")),
        ("n", count.to_string()),
    ];
    write(conn, person, &format!("{purpose}:{id}"), kind, &facts, now)
}

/// Whose link this is, while it can be used.
pub fn link(facility: &Facility, token: &str, purpose: &str) -> Result<Option<PersonRow>, Failure> {
    let now = facility.clock.now();
    facility.store.read(
        |conn| match accounts::find_link(conn, fingerprint(token), purpose, now)? {
            Some(person) => Ok(people::find(conn, person)?),
            None => Ok(None),
        },
    )
}

/// Confirms an address. Errors as hidden when the link is used, too old, or none.
pub fn confirm(facility: &Facility, token: &str) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let person = accounts::use_link(conn, fingerprint(token), "confirm", now)?
            .ok_or_else(Failure::hidden)?;
        Ok(people::confirm_email(conn, person, now)?)
    })
}

/// Asks for a link to choose a new password. Answers the same whether the address is known or not.
pub fn request_reset(facility: &Facility, public_url: &str, email: &str) -> Result<(), Failure> {
    let token = secret()?;
    let email = email.trim().to_lowercase();
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let known = people::with_email(conn, &email)?;
        match known.filter(|person| person.disabled_at.is_none()) {
            Some(person) => send_link(conn, &person, &token, "reset", public_url, now),
            None => Ok(()),
        }
    })
}

/// Chooses a password by a link (`reset` or `invite`); ends every session and confirms the address, which the link
/// has proved.
pub fn choose_password(
    facility: &Facility,
    passwords: &Passwords,
    token: &str,
    purpose: &str,
    password: &str,
) -> Result<PersonId, Failure> {
    let person = link(facility, token, purpose)?.ok_or_else(Failure::hidden)?;
    let checked = Passwords::check(password, &person.email)
        .map_err(|code| Failure::field("password", code))?;
    let hash = passwords.hash(&checked)?;
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let person = accounts::use_link(conn, fingerprint(token), purpose, now)?
            .ok_or_else(Failure::hidden)?;
        people::set_password(conn, person, &hash)?;
        people::confirm_email(conn, person, now)?;
        accounts::delete_sessions_of(conn, person)?;
        Ok(person)
    })
}

/// Changes the own password; every session ends.
pub fn change_password(
    facility: &Facility,
    passwords: &Passwords,
    person: &PersonRow,
    current: &str,
    new: &str,
) -> Result<(), Failure> {
    if passwords.compare(current, person.password_hash.as_deref())? == Compared::Wrong {
        return Err(Failure::field("current", "wrong-password"));
    }
    let checked =
        Passwords::check(new, &person.email).map_err(|code| Failure::field("new", code))?;
    let hash = passwords.hash(&checked)?;
    facility.store.write(|conn| {
        people::set_password(conn, person.id, &hash)?;
        accounts::delete_sessions_of(conn, person.id)?;
        Ok(())
    })
}

/// Sets the language of the interface and of mails.
pub fn set_language(
    facility: &Facility,
    person: &PersonRow,
    language: Language,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        people::set_profile(conn, person.id, &person.name, language.code()).map_err(Failure::from)
    })
}

/// What a key of the API may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read.
    Read,
    /// Read and write.
    Write,
}

impl Scope {
    /// As it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "read write",
        }
    }
}

/// Makes a key of the API. Answers it; it cannot be shown again.
pub fn create_token(
    facility: &Facility,
    person: PersonId,
    name: &str,
    scope: Scope,
) -> Result<String, Failure> {
    let name = text::line(name, 80).map_err(|_| Failure::field("name", "missing"))?;
    let token = format!("minha_{}", secret()?);
    facility.store.write(|conn| {
        let now = facility.clock.now();
        accounts::insert_token(conn, fingerprint(&token), person, &name, scope.name(), now)
            .map_err(Failure::from)
    })?;
    Ok(token)
}

/// Who acts with a key of the API, and what it may do.
pub fn token(facility: &Facility, token: &str) -> Result<Option<(SignedIn, Scope)>, Failure> {
    let id = fingerprint(token);
    let now = facility.clock.now();
    let found = facility.store.read(|conn| {
        let Some(row) = accounts::find_token(conn, id)? else {
            return Ok(None);
        };
        let scope = if row.scopes == Scope::Write.name() {
            Scope::Write
        } else {
            Scope::Read
        };
        let stale = row
            .last_used_at
            .is_none_or(|used| now - used.0 >= TimeDelta::minutes(1));
        Ok::<_, Failure>(signed_in(conn, row.person)?.map(|who| (who, scope, stale)))
    })?;
    let Some((who, scope, stale)) = found else {
        return Ok(None);
    };
    if stale {
        facility
            .store
            .write(|conn| accounts::touch_token(conn, id, now).map_err(Failure::from))?;
    }
    Ok(Some((who, scope)))
}

/// The keys of a person, newest first.
pub fn tokens(facility: &Facility, person: PersonId) -> Result<Vec<TokenRow>, Failure> {
    facility
        .store
        .read(|conn| accounts::tokens_of(conn, person).map_err(Failure::from))
}

/// Revokes a key of the person.
pub fn revoke_token(facility: &Facility, person: PersonId, id: Digest) -> Result<(), Failure> {
    let now = facility.clock.now();
    let revoked = facility
        .store
        .write(|conn| accounts::revoke_token(conn, person, id, now).map_err(Failure::from))?;
    if revoked {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
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
    fn waits_grow_and_have_an_end() {
        let now = Utc::now();
        assert_eq!(wait(4, now, now, SLOW[0]), 0);
        assert_eq!(wait(5, now, now, SLOW[0]), 1);
        assert_eq!(wait(7, now, now, SLOW[0]), 4);
        assert_eq!(wait(500, now, now, SLOW[0]), 60);
        assert_eq!(wait(7, now - TimeDelta::seconds(4), now, SLOW[0]), 0);
    }

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
    }
}
