//! People of the facility: invited, appointed, removed.

use language::Language;
use store::people::{self, AppointmentRow, PersonRow};
use workflow::ids::PersonId;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Appointment, Role, Term};
use workflow::text;

use crate::Facility;
use crate::accounts;
use crate::failure::Failure;

/// A person of the facility with the roles they hold.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Who.
    pub person: PersonRow,
    /// What they hold now.
    pub appointments: Vec<AppointmentRow>,
}

/// Somebody to be invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Language of mails.
    pub language: Language,
}

fn manager(actor: &Actor) -> Result<(), Failure> {
    if actor.holds(Role::FacilityManager, None) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// Everyone who works for the facility, by name: for managers and auditors.
pub fn staff(facility: &Facility, actor: &Actor) -> Result<Vec<Colleague>, Failure> {
    if !actor.holds(Role::FacilityManager, None) && !actor.holds(Role::Auditor, None) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for person in people::staff(conn)? {
            let appointments = people::all_appointments(conn, person.id)?;
            found.push(Colleague {
                person,
                appointments,
            });
        }
        Ok(found)
    })
}

/// Names of people by id, as far as they exist.
pub fn names(
    facility: &Facility,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<std::collections::BTreeMap<PersonId, String>, Failure> {
    facility
        .store
        .read(|conn| people::names(conn, ids).map_err(Failure::from))
}

/// An appointment as it is kept: a role of the facility; who sits on the panel has an agency, and nobody else; who evaluates
/// is appointed to one call, whose terms they accept before they see anything of it.
pub fn checked(appointment: &Appointment) -> Result<Appointment, Failure> {
    if appointment.role.is_applicant() {
        return Err(Failure::field("role", "unknown-option"));
    }
    if appointment.role == Role::Evaluator && appointment.call.is_none() {
        return Err(Failure::field("call", "evaluates-one-call"));
    }
    let agency = appointment
        .agency
        .as_deref()
        .map(|raw| text::line(raw, 60))
        .transpose()
        .map_err(|_| Failure::field("agency", "text"))?;
    let seated = appointment.role.votes();
    if seated && agency.is_none() {
        return Err(Failure::field("agency", "missing"));
    }
    Ok(Appointment {
        agency: agency.filter(|_| seated),
        ..appointment.clone()
    })
}

/// Invites a person to a role of the facility; a person who has an account is appointed at once. A manager does not
/// appoint themselves.
pub fn appoint(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    invited: &Invited,
    appointment: &Appointment,
) -> Result<PersonId, Failure> {
    appoint_for(
        facility,
        actor,
        public_url,
        invited,
        appointment,
        Term::default(),
    )
}

/// The same for a seat on a panel that is held on the days of a term.
///
/// Errors at `sits_until` when it ends before it begins, and for a role that is no seat.
pub fn appoint_for(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    invited: &Invited,
    appointment: &Appointment,
    term: Term,
) -> Result<PersonId, Failure> {
    manager(actor)?;
    let appointment = checked(appointment)?;
    if term.contradicts_itself() {
        return Err(Failure::field("sits_until", "term-order"));
    }
    if term != Term::default() && !Role::PANEL.contains(&appointment.role) {
        return Err(Failure::field("sits_until", "term-of-seats"));
    }
    let token = accounts::secret()?;
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let person = known_or_invited(conn, invited, &token, public_url, now)?;
        if person == actor.person {
            return Err(Refusal::OwnAct.into());
        }
        let held = people::all_appointments(conn, person)?;
        let same = |row: &AppointmentRow| row.appointment == appointment && row.term == term;
        if held.iter().any(same) {
            return Err(Refusal::AlreadyDone.into());
        }
        if let Some(call) = appointment.call {
            crate::cases::load_call(conn, call)?;
        }
        let by = Some(actor.person);
        crate::evaluators::appointed_for(conn, person, &appointment, term, by, now)?;
        Ok(person)
    })
}

fn known_or_invited(
    conn: &mut store::AnyConn,
    invited: &Invited,
    token: &str,
    public_url: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<PersonId, Failure> {
    let email =
        accounts::address(&invited.email).ok_or_else(|| Failure::field("email", "email"))?;
    if let Some(person) = people::with_email(conn, &email)? {
        return Ok(person.id);
    }
    let name = text::line(&invited.name, 120).map_err(|_| Failure::field("name", "missing"))?;
    let person = accounts::new_person(&email, &name, invited.language, None, now);
    people::insert(conn, &person)?;
    accounts::send_link(conn, &person, token, "invite", public_url, now)?;
    Ok(person.id)
}

/// Ends an appointment; the person's sessions end, so that their next request shows what they may do now.
pub fn end(facility: &Facility, actor: &Actor, id: uuid::Uuid) -> Result<(), Failure> {
    manager(actor)?;
    facility.store.write(|conn| {
        let person =
            people::end_appointment(conn, id, facility.clock.now())?.ok_or_else(Failure::hidden)?;
        if person == actor.person {
            return Err(Refusal::OwnAct.into());
        }
        store::accounts::delete_sessions_of(conn, person)?;
        Ok(())
    })
}
