//! What the operator of an installation does from its command line. Whoever may run the program on its database needs
//! no account; what they do to the record is done in the name of a person who has one, once there is such a person.

use language::Language;
use store::people::{self, PersonRow};
use workflow::ids::PersonId;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Appointment, Role};
use workflow::text;

use crate::Facility;
use crate::accounts::{self, SignedIn};
use crate::failure::Failure;
use crate::password::Passwords;

/// Somebody to be added with a role.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language of the interface and of mails.
    pub language: Language,
    /// The role.
    pub appointment: Appointment,
}

/// How a new person comes to a password.
#[derive(Clone, Debug)]
pub enum Entry<'a> {
    /// This one, as typed.
    Password(&'a str, &'a Passwords),
    /// By a link that the operator hands over.
    Link,
    /// By a link in an invitation by mail, which begins with this address.
    Mail(&'a str),
}

/// What became of a person to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// A new account that can be signed in to, or that an invitation is on its way to.
    Account(PersonId),
    /// A new account with the token of its link; it is not kept and cannot be shown again.
    Link(PersonId, String),
    /// The person had an account and holds the role now.
    Role(PersonId),
    /// The person had an account and held the role already.
    Nothing(PersonId),
}

/// Adds a person with a role; one who has an account gets the role alone. Repeating it changes nothing.
///
/// Errors with the faults of address, name, agency, role or password; and when a password is given for an account that
/// is there already.
pub fn add(facility: &Facility, new: &NewPerson, entry: &Entry<'_>) -> Result<Added, Failure> {
    let email = accounts::address(&new.email).ok_or_else(|| Failure::field("email", "email"))?;
    let name = text::line(&new.name, 120).map_err(|_| Failure::field("name", "missing"))?;
    let appointment = crate::people::checked(&new.appointment)?;
    let hash = match entry {
        Entry::Password(password, passwords) => {
            let checked = Passwords::check(password, &email)
                .map_err(|code| Failure::field("password", code))?;
            Some(passwords.hash(&checked)?)
        }
        Entry::Link | Entry::Mail(_) => None,
    };
    let token = accounts::secret()?;
    facility.store.write(|conn| {
        let now = facility.clock.now();
        if let Some(call) = appointment.call {
            crate::cases::load_call(conn, call)?;
        }
        if let Some(person) = people::with_email(conn, &email)? {
            if hash.is_some() {
                return Err(Failure::Exists("an account with this address"));
            }
            return give(conn, &person, &appointment, now);
        }
        let person = accounts::new_person(&email, &name, new.language, hash.clone(), now);
        people::insert(conn, &person)?;
        crate::evaluators::appointed(conn, person.id, &appointment, None, now)?;
        match entry {
            Entry::Password(..) => {
                people::confirm_email(conn, person.id, now)?;
                Ok(Added::Account(person.id))
            }
            Entry::Link => {
                let ends = now + chrono::TimeDelta::days(accounts::INVITATION_DAYS);
                let fingerprint = accounts::fingerprint(&token);
                store::accounts::insert_link(conn, fingerprint, person.id, "invite", now, ends)?;
                Ok(Added::Link(person.id, token))
            }
            Entry::Mail(public_url) => {
                accounts::send_link(conn, &person, &token, "invite", public_url, now)?;
                Ok(Added::Account(person.id))
            }
        }
    })
}

fn give(
    conn: &mut store::AnyConn,
    person: &PersonRow,
    appointment: &Appointment,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Added, Failure> {
    if person.disabled_at.is_some() {
        return Err(Refusal::NotAllowed.into());
    }
    let held = people::all_appointments(conn, person.id)?;
    if held.iter().any(|row| row.appointment == *appointment) {
        return Ok(Added::Nothing(person.id));
    }
    crate::evaluators::appointed(conn, person.id, appointment, None, now)?;
    Ok(Added::Role(person.id))
}

/// Everyone who holds the role for every call.
pub fn holders(facility: &Facility, role: Role) -> Result<Vec<SignedIn>, Failure> {
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for id in people::with_role(conn, role, None)? {
            found.extend(accounts::signed_in(conn, id, facility.clock.now())?);
        }
        Ok(found)
    })
}

/// The operator as a reader, where the facility has no people yet: an auditor who is nobody.
pub fn reader() -> Actor {
    let everywhere = Appointment {
        role: Role::Auditor,
        call: None,
        agency: None,
    };
    Actor {
        person: PersonId(uuid::Uuid::nil()),
        appointments: vec![everywhere],
        memberships: Vec::new(),
    }
}

/// Whether the database is as new: nobody has an account and nothing is on record.
pub fn is_unused(facility: &Facility) -> Result<bool, Failure> {
    facility.store.read(|conn| {
        Ok(store::record::count_cases(conn)? == 0 && people::list(conn, None, 1)?.is_empty())
    })
}
