//! What an evaluator says of themselves, and what the officer sets for them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use store::AnyConn;
use store::people::PersonRow;
use workflow::definition::Theme;
use workflow::evaluator::EvaluatorProfile;
use workflow::ids::{CallId, PersonId};
use workflow::role::{Actor, Role};
use workflow::text;

use super::runs;
use crate::Facility;
use crate::cases;
use crate::failure::{Failure, FieldFault};
use crate::roles;

/// The profile of a person; an empty one when they have said nothing.
pub fn profile(conn: &mut AnyConn, person: PersonId) -> Result<EvaluatorProfile, Failure> {
    Ok(profiles(conn, [person])?
        .remove(&person)
        .unwrap_or_default())
}

/// The profiles of people, as far as they have one.
pub fn profiles(
    conn: &mut AnyConn,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, EvaluatorProfile>, Failure> {
    Ok(store::evaluators::profiles(conn, people)?)
}

/// What there is to choose from in a profile.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Themes of calls, each once, the first call's title of it.
    pub themes: Vec<Theme>,
    /// Agencies of calls.
    pub agencies: BTreeSet<String>,
    /// Languages proposals of the calls are written in (BCP 47).
    pub languages: BTreeSet<String>,
}

/// What the calls the person sees have to choose from.
pub fn subjects(facility: &Facility, actor: &Actor) -> Result<Known, Failure> {
    let mut known = Known::default();
    for view in crate::call::list(facility, Some(actor), None, 200)?.items {
        let definition = &view.call.definition;
        for theme in &definition.themes {
            if known.themes.iter().all(|one| one.id != theme.id) {
                known.themes.push(theme.clone());
            }
        }
        known.agencies.extend(definition.agencies.iter().cloned());
        known
            .languages
            .extend(definition.application_languages.iter().cloned());
    }
    Ok(known)
}

/// Whether somebody has a profile: evaluators and members of a panel, those who have still to accept terms too.
fn has_profile(conn: &mut AnyConn, person: PersonId) -> Result<bool, Failure> {
    let held = store::people::all_appointments(conn, person)?;
    Ok(held.iter().any(|row| {
        let role = row.appointment.role;
        role == Role::Evaluator || Role::PANEL.contains(&role)
    }))
}

/// The person's own profile; hidden for whoever is neither evaluator nor member of a panel.
pub fn own(facility: &Facility, actor: &Actor) -> Result<EvaluatorProfile, Failure> {
    facility.store.read(|conn| {
        if !has_profile(conn, actor.person)? {
            return Err(Failure::hidden());
        }
        profile(conn, actor.person)
    })
}

/// The profile as it is kept, or what is wrong with it.
fn checked(given: &EvaluatorProfile) -> Result<EvaluatorProfile, Failure> {
    let mut profile = given.clone();
    let mut faults: Vec<FieldFault> = Vec::new();
    let mut fault = |field: String, code| faults.push(FieldFault { field, code });
    for (place, one) in profile.affiliations.iter_mut().enumerate() {
        match text::line(&one.name, 200) {
            Ok(name) => one.name = name,
            Err(text::TextError::Empty) => fault(format!("affiliation-{place}-name"), "missing"),
            Err(_) => fault(format!("affiliation-{place}-name"), "text"),
        }
    }
    if let Some(agency) = &profile.agency {
        match text::line(agency, 60) {
            Ok(agency) => profile.agency = Some(agency),
            Err(_) => fault("agency".to_owned(), "text"),
        }
    }
    faults.extend(
        profile
            .faults()
            .into_iter()
            .map(|(field, code)| FieldFault { field, code }),
    );
    if faults.is_empty() {
        Ok(profile)
    } else {
        Err(Failure::Invalid(faults))
    }
}

/// Keeps what the person says of themselves, and looks for conflicts that follow from it.
///
/// Errors with the faults by field; as hidden for whoever has no profile.
pub fn save_profile(
    facility: &Facility,
    actor: &Actor,
    given: &EvaluatorProfile,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        if !has_profile(conn, actor.person)? {
            return Err(Failure::hidden());
        }
        let profile = checked(given)?;
        for one in &profile.affiliations {
            if let Some(id) = one.organisation
                && store::organisations::find(conn, id)?.is_none()
            {
                return Err(Failure::field("affiliations", "no-organisation"));
            }
        }
        store::evaluators::save_profile(conn, actor.person, &profile, facility.clock.now())?;
        for call in calls_of(conn, actor.person)? {
            crate::conflicts::of_person(conn, facility, actor.person, call)?;
        }
        Ok(())
    })
}

/// The calls a person evaluates or sits on the panel of; every published one for who is appointed for all.
pub(crate) fn calls_of(conn: &mut AnyConn, person: PersonId) -> Result<BTreeSet<CallId>, Failure> {
    let mut calls = BTreeSet::new();
    for row in store::people::all_appointments(conn, person)? {
        let given = &row.appointment;
        if given.role != Role::Evaluator && !Role::PANEL.contains(&given.role) {
            continue;
        }
        match given.call {
            Some(call) => {
                calls.insert(call);
            }
            None => calls.extend(store::suspected::calls_in_choice(conn)?),
        }
    }
    Ok(calls)
}

/// When somebody is there, and for how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Availability {
    /// The most files at a time.
    pub most_files: Option<u32>,
    /// Days away, first and last, both included.
    pub absences: Vec<(NaiveDate, NaiveDate)>,
}

/// An evaluator of a call with their profile: for those who oversee it.
pub fn of_evaluator(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    person: PersonId,
) -> Result<(PersonRow, EvaluatorProfile), Failure> {
    if !roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| evaluator(conn, call, person))
}

fn evaluator(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
) -> Result<(PersonRow, EvaluatorProfile), Failure> {
    cases::load_call(conn, call)?;
    let held = store::people::holders(conn, Role::Evaluator, Some(call))?;
    let holds = held.iter().any(|row| row.person == person);
    let row = store::people::find(conn, person)?.filter(|_| holds);
    Ok((row.ok_or_else(Failure::hidden)?, profile(conn, person)?))
}

/// Sets how much an evaluator takes and when they are away: for programme officer and facility manager of the call.
pub fn set_availability(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    person: PersonId,
    given: &Availability,
) -> Result<(), Failure> {
    if !runs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let (_, known) = evaluator(conn, call, person)?;
        let profile = checked(&EvaluatorProfile {
            most_files: given.most_files,
            absences: given.absences.clone(),
            ..known
        })?;
        Ok(store::evaluators::save_profile(
            conn,
            person,
            &profile,
            facility.clock.now(),
        )?)
    })
}
