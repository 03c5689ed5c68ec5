//! People, the roles the facility gives them, and the organisations they work for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, OrganisationId, PersonId};
use workflow::role::{Appointment, Role, Term};

use crate::error::StoreError;
use crate::schema::{memberships, organisations, persons, role_assignments};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// A person.
#[derive(Clone, Debug, Queryable)]
pub struct PersonRow {
    /// Their id.
    #[diesel(deserialize_as = Id)]
    pub id: PersonId,
    /// E-mail address, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language (BCP 47).
    pub language: String,
    /// argon2id PHC string; nothing until an invitation is taken up.
    pub password_hash: Option<String>,
    /// When the address was confirmed (UTC).
    pub email_confirmed_at: Option<Instant>,
    /// When the account was closed (UTC).
    pub disabled_at: Option<Instant>,
    /// Role the account stands for in the demonstration.
    pub demonstration_role: Option<String>,
    /// When the account was made (UTC).
    #[diesel(deserialize_as = Instant)]
    pub created_at: DateTime<Utc>,
}

/// A role given to a person.
#[derive(Clone, Debug)]
pub struct AppointmentRow {
    /// Its id.
    pub id: uuid::Uuid,
    /// Who has it.
    pub person: PersonId,
    /// What was given.
    pub appointment: Appointment,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// Whether the terms of the call are not accepted yet: until then it gives nothing.
    pub terms_pending: bool,
    /// The days on which it gives something; every day where it has no term.
    pub term: Term,
}

/// Adds a person. Errors with [`StoreError::Duplicate`] when the address is known.
pub fn insert(conn: &mut AnyConn, person: &PersonRow) -> Result<(), StoreError> {
    diesel::insert_into(persons::table)
        .values((
            persons::id.eq(Id::from(person.id)),
            persons::email.eq(&person.email),
            persons::name.eq(&person.name),
            persons::language.eq(&person.language),
            persons::password_hash.eq(&person.password_hash),
            persons::email_confirmed_at.eq(person.email_confirmed_at),
            persons::disabled_at.eq(person.disabled_at),
            persons::demonstration_role.eq(&person.demonstration_role),
            persons::created_at.eq(Instant::from(person.created_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A person by id.
pub fn find(conn: &mut AnyConn, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    Ok(persons::table
        .filter(persons::id.eq(Id::from(id)))
        .first(conn)
        .optional()?)
}

/// Names of people by id, as far as they exist.
pub fn names(
    conn: &mut AnyConn,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let ids: BTreeSet<Id> = ids.into_iter().map(Id::from).collect();
    let rows: Vec<(Id, String)> = persons::table
        .filter(persons::id.eq_any(ids.into_iter().collect::<Vec<_>>()))
        .select((persons::id, persons::name))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (id.into(), name))
        .collect())
}

/// A person by e-mail address (lower case).
pub fn with_email(conn: &mut AnyConn, email: &str) -> Result<Option<PersonRow>, StoreError> {
    Ok(persons::table
        .filter(persons::email.eq(email))
        .first(conn)
        .optional()?)
}

/// A page of people by id.
pub fn list(
    conn: &mut AnyConn,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<PersonRow>, StoreError> {
    let mut query = persons::table.order(persons::id).limit(limit).into_boxed();
    if let Some(after) = after {
        query = query.filter(persons::id.gt(Id::from(after)));
    }
    Ok(query.load(conn)?)
}

/// People who hold a role of the facility, by name.
pub fn staff(conn: &mut AnyConn) -> Result<Vec<PersonRow>, StoreError> {
    let held = role_assignments::table
        .filter(role_assignments::ended_at.is_null())
        .select(role_assignments::person_id);
    Ok(persons::table
        .filter(persons::id.eq_any(held))
        .order((persons::name, persons::id))
        .load(conn)?)
}

/// Accounts shown on the sign-in page in demonstration mode.
pub fn demonstration_accounts(conn: &mut AnyConn) -> Result<Vec<PersonRow>, StoreError> {
    Ok(persons::table
        .filter(persons::demonstration_role.is_not_null())
        .order(persons::id)
        .load(conn)?)
}

/// Names the role an account stands for in the demonstration.
pub fn set_demonstration_role(
    conn: &mut AnyConn,
    id: PersonId,
    role: &str,
) -> Result<(), StoreError> {
    diesel::update(persons::table.filter(persons::id.eq(Id::from(id))))
        .set(persons::demonstration_role.eq(role))
        .execute(conn)?;
    Ok(())
}

/// Sets the password hash.
pub fn set_password(conn: &mut AnyConn, id: PersonId, hash: &str) -> Result<(), StoreError> {
    diesel::update(persons::table.filter(persons::id.eq(Id::from(id))))
        .set(persons::password_hash.eq(hash))
        .execute(conn)?;
    Ok(())
}

/// Sets name and language.
pub fn set_profile(
    conn: &mut AnyConn,
    id: PersonId,
    name: &str,
    language: &str,
) -> Result<(), StoreError> {
    diesel::update(persons::table.filter(persons::id.eq(Id::from(id))))
        .set((persons::name.eq(name), persons::language.eq(language)))
        .execute(conn)?;
    Ok(())
}

/// States that the address is the person's.
pub fn confirm_email(
    conn: &mut AnyConn,
    id: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let unconfirmed = persons::table
        .filter(persons::id.eq(Id::from(id)))
        .filter(persons::email_confirmed_at.is_null());
    diesel::update(unconfirmed)
        .set(persons::email_confirmed_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(())
}

type AppointmentColumns = (
    Id,
    Id,
    String,
    Option<Id>,
    Option<String>,
    Instant,
    bool,
    Option<NaiveDate>,
    Option<NaiveDate>,
);

const fn columns() -> (
    role_assignments::id,
    role_assignments::person_id,
    role_assignments::role,
    role_assignments::call_id,
    role_assignments::agency,
    role_assignments::created_at,
    role_assignments::terms_pending,
    role_assignments::sits_from,
    role_assignments::sits_until,
) {
    (
        role_assignments::id,
        role_assignments::person_id,
        role_assignments::role,
        role_assignments::call_id,
        role_assignments::agency,
        role_assignments::created_at,
        role_assignments::terms_pending,
        role_assignments::sits_from,
        role_assignments::sits_until,
    )
}

fn appointment(
    (id, person, role, call, agency, since, terms_pending, from, until): AppointmentColumns,
) -> Option<AppointmentRow> {
    let role = role.parse().ok()?;
    let appointment = Appointment {
        role,
        call: call.map(CallId::from),
        agency,
    };
    Some(AppointmentRow {
        id: id.0,
        person: person.into(),
        appointment,
        since: since.into(),
        terms_pending,
        term: Term { from, until },
    })
}

/// Gives a role, its terms accepted or none.
pub fn appoint(
    conn: &mut AnyConn,
    person: PersonId,
    given: &Appointment,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    appoint_for(conn, person, given, Term::default(), by, at, false)
}

/// Gives a role that gives nothing before the terms of its call are accepted.
pub fn appoint_pending(
    conn: &mut AnyConn,
    person: PersonId,
    given: &Appointment,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    appoint_for(conn, person, given, Term::default(), by, at, true)
}

/// States that the terms of a call for these roles are accepted: those of the person's that waited for it are given.
pub fn terms_accepted(
    conn: &mut AnyConn,
    person: PersonId,
    call: CallId,
    roles: &[Role],
) -> Result<(), StoreError> {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    let waiting = role_assignments::table
        .filter(role_assignments::person_id.eq(Id::from(person)))
        .filter(role_assignments::call_id.eq(Id::from(call)))
        .filter(role_assignments::role.eq_any(names))
        .filter(role_assignments::ended_at.is_null());
    diesel::update(waiting)
        .set(role_assignments::terms_pending.eq(false))
        .execute(conn)?;
    Ok(())
}

/// Gives a role for a term; `terms_pending` when it gives nothing before the terms of its call are accepted.
pub fn appoint_for(
    conn: &mut AnyConn,
    person: PersonId,
    given: &Appointment,
    term: Term,
    by: Option<PersonId>,
    at: DateTime<Utc>,
    terms_pending: bool,
) -> Result<(), StoreError> {
    diesel::insert_into(role_assignments::table)
        .values((
            role_assignments::id.eq(Id(uuid::Uuid::now_v7())),
            role_assignments::person_id.eq(Id::from(person)),
            role_assignments::role.eq(given.role.name()),
            role_assignments::call_id.eq(given.call.map(Id::from)),
            role_assignments::agency.eq(given.agency.as_ref()),
            role_assignments::appointed_by.eq(by.map(Id::from)),
            role_assignments::created_at.eq(Instant::from(at)),
            role_assignments::terms_pending.eq(terms_pending),
            role_assignments::sits_from.eq(term.from),
            role_assignments::sits_until.eq(term.until),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a role. Answers whose it was; nobody's when it has ended already.
pub fn end_appointment(
    conn: &mut AnyConn,
    id: uuid::Uuid,
    at: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    let open = role_assignments::table
        .filter(role_assignments::id.eq(Id(id)))
        .filter(role_assignments::ended_at.is_null());
    let person: Option<Id> = open
        .select(role_assignments::person_id)
        .first(conn)
        .optional()?;
    // One that has ended keeps the day it ended.
    diesel::update(open)
        .set(role_assignments::ended_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(person.map(PersonId::from))
}

/// The roles a person holds now, on whatever days. Those whose terms are not accepted are none yet.
pub fn appointments(
    conn: &mut AnyConn,
    person: PersonId,
) -> Result<Vec<AppointmentRow>, StoreError> {
    let mut held = all_appointments(conn, person)?;
    held.retain(|row| !row.terms_pending);
    Ok(held)
}

/// The roles a person holds now, and those that wait for their terms to be accepted.
pub fn all_appointments(
    conn: &mut AnyConn,
    person: PersonId,
) -> Result<Vec<AppointmentRow>, StoreError> {
    let rows: Vec<AppointmentColumns> = role_assignments::table
        .filter(role_assignments::person_id.eq(Id::from(person)))
        .filter(role_assignments::ended_at.is_null())
        .order(role_assignments::id)
        .select(columns())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(appointment).collect())
}

/// Everyone who holds a role for a call, or for every call; their terms accepted.
pub fn with_role(
    conn: &mut AnyConn,
    role: Role,
    call: Option<CallId>,
) -> Result<Vec<PersonId>, StoreError> {
    let mut people: Vec<PersonId> = holders(conn, role, call)?
        .into_iter()
        .filter(|row| !row.terms_pending)
        .map(|row| row.person)
        .collect();
    people.dedup();
    Ok(people)
}

/// The appointments to a role for a call, or for every call, by person; those that wait for their terms too.
pub fn holders(
    conn: &mut AnyConn,
    role: Role,
    call: Option<CallId>,
) -> Result<Vec<AppointmentRow>, StoreError> {
    let rows: Vec<AppointmentColumns> = role_assignments::table
        .filter(role_assignments::role.eq(role.name()))
        .filter(role_assignments::ended_at.is_null())
        .order(role_assignments::person_id)
        .select(columns())
        .load(conn)?;
    let fits =
        |row: &AppointmentRow| row.appointment.call.is_none() || row.appointment.call == call;
    Ok(rows
        .into_iter()
        .filter_map(appointment)
        .filter(fits)
        .collect())
}

/// Everybody at the table of the panel of a call, with the agency they sit for; their terms accepted, on whatever days they
/// sit.
pub fn panel(conn: &mut AnyConn, call: CallId) -> Result<Vec<(PersonId, Appointment)>, StoreError> {
    let rows = at_the_table(conn, call)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person, row.appointment))
        .collect())
}

/// The same on a day (UTC): without those whose term has not begun or is over.
pub fn sitting(
    conn: &mut AnyConn,
    call: CallId,
    day: NaiveDate,
) -> Result<Vec<(PersonId, Appointment)>, StoreError> {
    let rows = at_the_table(conn, call)?;
    Ok(rows
        .into_iter()
        .filter(|row| row.term.covers(day))
        .map(|row| (row.person, row.appointment))
        .collect())
}

fn at_the_table(conn: &mut AnyConn, call: CallId) -> Result<Vec<AppointmentRow>, StoreError> {
    let rows: Vec<AppointmentColumns> = role_assignments::table
        .filter(role_assignments::role.eq_any(Role::PANEL.map(Role::name)))
        .filter(role_assignments::ended_at.is_null())
        .filter(role_assignments::terms_pending.eq(false))
        .order(role_assignments::id)
        .select(columns())
        .load(conn)?;
    let fits =
        |row: &AppointmentRow| row.appointment.call.is_none() || row.appointment.call == Some(call);
    Ok(rows
        .into_iter()
        .filter_map(appointment)
        .filter(fits)
        .collect())
}

/// Makes a person work for an organisation, or changes their role there.
pub fn add_membership(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    person: PersonId,
    role: Role,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = (
        memberships::organisation_id.eq(Id::from(organisation)),
        memberships::person_id.eq(Id::from(person)),
        memberships::role.eq(role.name()),
        memberships::created_at.eq(Instant::from(at)),
    );
    on_backend!(conn, |c| diesel::insert_into(memberships::table)
        .values(row)
        .on_conflict((memberships::organisation_id, memberships::person_id))
        .do_update()
        .set(memberships::role.eq(role.name()))
        .execute(c))?;
    Ok(())
}

/// Ends a person's work for an organisation.
pub fn remove_membership(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<(), StoreError> {
    let held = memberships::table
        .filter(memberships::organisation_id.eq(Id::from(organisation)))
        .filter(memberships::person_id.eq(Id::from(person)));
    diesel::delete(held).execute(conn)?;
    Ok(())
}

/// The organisations a person works for. Whoever works for one works in the same role for those merged into it, whose
/// proposals and grants stay under their own record.
pub fn memberships(
    conn: &mut AnyConn,
    person: PersonId,
) -> Result<Vec<(OrganisationId, Role)>, StoreError> {
    let mut held = own_memberships(conn, person)?;
    let mut looked_at = 0;
    while let Some((into, role)) = held.get(looked_at).copied() {
        looked_at += 1;
        let merged: Vec<Id> = organisations::table
            .filter(organisations::merged_into.eq(Id::from(into)))
            .order(organisations::id)
            .select(organisations::id)
            .load(conn)?;
        for id in merged.into_iter().map(OrganisationId::from) {
            if !held.iter().any(|(known, _)| *known == id) {
                held.push((id, role));
            }
        }
    }
    Ok(held)
}

fn own_memberships(
    conn: &mut AnyConn,
    person: PersonId,
) -> Result<Vec<(OrganisationId, Role)>, StoreError> {
    let rows: Vec<(Id, String)> = memberships::table
        .filter(memberships::person_id.eq(Id::from(person)))
        .order(memberships::organisation_id)
        .select((memberships::organisation_id, memberships::role))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, role)| Some((id.into(), role.parse().ok()?)))
        .collect())
}

/// The people who work for an organisation, with their roles there.
pub fn members_of(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<(PersonRow, Role)>, StoreError> {
    let rows: Vec<(PersonRow, String)> = memberships::table
        .inner_join(persons::table)
        .filter(memberships::organisation_id.eq(Id::from(organisation)))
        .order(memberships::person_id)
        .select((persons::all_columns, memberships::role))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(person, role)| Some((person, role.parse().ok()?)))
        .collect())
}

/// The people who may write for an organisation: owners and editors.
pub fn writers_of(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<PersonRow>, StoreError> {
    let members = members_of(conn, organisation)?;
    let writes = |role: &Role| matches!(role, Role::Owner | Role::Editor);
    Ok(members
        .into_iter()
        .filter(|(_, role)| writes(role))
        .map(|(person, _)| person)
        .collect())
}
