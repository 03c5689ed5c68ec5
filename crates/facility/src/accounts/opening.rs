//! Opening an account, the links sent by mail, and what a person changes of their own.

use chrono::{DateTime, TimeDelta, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use store::accounts;
use store::people::{self, PersonRow};
use workflow::ids::PersonId;
use workflow::text;

use super::{address, fingerprint, secret};
use crate::Facility;
use crate::failure::Failure;
use crate::password::{Compared, Passwords};

/// How long a link to confirm an address or to reset a password works, in hours.
pub const LINK_HOURS: i64 = 24;
/// How long an invitation works, in days.
pub const INVITATION_DAYS: i64 = 14;

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
            let kind = Kind::AlreadyRegistered;
            return crate::outbox::write(conn, person, &once, kind, &facts, None, now);
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
    let once = format!("{purpose}:{id}");
    crate::outbox::write(conn, person, &once, kind, &facts, None, now)
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
