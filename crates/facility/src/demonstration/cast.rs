//! The people of the facility, and accounts of applicants. As in life, people and appointments come first; everything
//! they do afterwards goes through the use cases.

use chrono::{TimeDelta, TimeZone, Utc};
use language::Language;
use rand::rngs::StdRng;
use store::people::PersonRow;
use workflow::ids::PersonId;
use workflow::role::{Actor, Appointment, Role};

use super::data::Library;
use super::names::{Namer, mailbox};
use crate::Facility;
use crate::accounts;
use crate::failure::Failure;
use crate::password::{Hashing, Passwords};

/// How many people read proposals in the second round.
pub const EVALUATORS: usize = 24;

/// The people of the facility.
pub struct Cast {
    /// Hash of [`crate::password::DEMONSTRATION`], made once.
    pub hash: String,
    /// Appoints, approves, releases.
    pub manager: Actor,
    /// Runs the calls.
    pub officer: Actor,
    /// Runs them too, so that one's work is confirmed by the other.
    pub second_officer: Actor,
    /// Approves and records payments.
    pub finance: Actor,
    /// Approves what takes two.
    pub second_finance: Actor,
    /// Screeners; the first two have accounts to try.
    pub screeners: Vec<Actor>,
    /// Evaluators; the first has an account to try.
    pub evaluators: Vec<Actor>,
    /// The panel: chair, deputy, and one member of each other agency. The first member after the deputy has an account
    /// to try.
    pub panel: Vec<Actor>,
    /// Keeps the door and the minutes of the panel.
    pub secretary: Actor,
}

struct Part {
    name: &'static str,
    role: Role,
    agency: Option<&'static str>,
    /// Role under which the account is shown on the sign-in page.
    shown: bool,
}

const fn part(name: &'static str, role: Role, agency: Option<&'static str>, shown: bool) -> Part {
    Part {
        name,
        role,
        agency,
        shown,
    }
}

/// Everyone but the evaluators. Invented, like all names here.
const PARTS: [Part; 17] = [
    part("Ingrid Solheim", Role::FacilityManager, None, true),
    part("Daniel Okoth", Role::ProgrammeOfficer, None, true),
    part("Marta Vidal", Role::ProgrammeOfficer, None, false),
    part("Leila Farhat", Role::Screener, None, true),
    part("Tomás Arriaga", Role::Screener, None, true),
    part("Joyce Nabwire", Role::Screener, None, false),
    part("Petra Horvat", Role::Screener, None, false),
    part("Rania Zaki", Role::FinanceOfficer, None, true),
    part("Henrik Lindqvist", Role::Auditor, None, true),
    part("Stefan Brandl", Role::Chair, Some("UNODC"), true),
    part("Aminata Fall", Role::DeputyChair, Some("OHCHR"), false),
    part("Paolo Rinaldi", Role::PanelMember, Some("ILO"), true),
    part("Noura Belkacem", Role::PanelMember, Some("IOM"), false),
    part("Vesna Kralj", Role::PanelMember, Some("OSCE"), false),
    part("Grace Ampofo", Role::PanelMember, Some("UNICEF"), false),
    part("Yara Haddad", Role::PanelSecretary, None, true),
    part("Clara Nyberg", Role::FinanceOfficer, None, false),
];

/// Evaluators come from everywhere.
const EVALUATORS_FROM: [&str; 12] = [
    "east_africa",
    "spanish",
    "south_asia",
    "francophone",
    "slavic",
    "arabic",
    "western",
    "mekong",
    "italian",
    "west_africa",
    "philippines",
    "balkan",
];

/// Makes accounts and appointments.
pub fn assemble(facility: &Facility, rng: &mut StdRng, library: &Library) -> Result<Cast, Failure> {
    let hash = Passwords::new(Hashing::Demonstration, 1)?.hash(crate::password::DEMONSTRATION)?;
    let mut at = Utc
        .with_ymd_and_hms(2010, 2, 1, 9, 0, 0)
        .single()
        .unwrap_or_default();
    let mut enter = |name: &str, role: Role, agency: Option<&str>, shown: bool| {
        // Evaluators are appointed to a call when it is there, and begin once they accept its terms.
        let appointed = role != Role::Evaluator;
        at += TimeDelta::minutes(7);
        let email = format!("{}@facility.example", mailbox(name));
        let mut person =
            accounts::new_person(&email, name, Language::English, Some(hash.clone()), at);
        person.email_confirmed_at = Some(at.into());
        person.demonstration_role = shown.then(|| role.name().to_owned());
        let appointment = Appointment {
            role,
            call: None,
            agency: agency.map(str::to_owned),
        };
        facility.store.write(|conn| {
            store::people::insert(conn, &person)?;
            if appointed {
                store::people::appoint(conn, person.id, &appointment, None, at)?;
            }
            Ok::<_, store::StoreError>(())
        })?;
        actor(facility, person.id)
    };
    let mut people = Vec::with_capacity(PARTS.len());
    for part in &PARTS {
        people.push((
            part.role,
            enter(part.name, part.role, part.agency, part.shown)?,
        ));
    }
    let namer = Namer::new(&library.names);
    let mut names: Vec<String> = Vec::new();
    while names.len() < EVALUATORS {
        let name = namer.person(rng, EVALUATORS_FROM[names.len() % EVALUATORS_FROM.len()]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut evaluators = Vec::with_capacity(EVALUATORS);
    for (index, name) in names.iter().enumerate() {
        evaluators.push(enter(name, Role::Evaluator, None, index == 0)?);
    }
    let all = |wanted: &[Role]| -> Vec<Actor> {
        people
            .iter()
            .filter(|(role, _)| wanted.contains(role))
            .map(|(_, actor)| actor.clone())
            .collect()
    };
    let one = |role: Role, place: usize| {
        all(&[role])
            .get(place)
            .cloned()
            .ok_or_else(|| Failure::Unexpected(format!("the demonstration has no {role}")))
    };
    Ok(Cast {
        manager: one(Role::FacilityManager, 0)?,
        officer: one(Role::ProgrammeOfficer, 0)?,
        second_officer: one(Role::ProgrammeOfficer, 1)?,
        finance: one(Role::FinanceOfficer, 0)?,
        second_finance: one(Role::FinanceOfficer, 1)?,
        screeners: all(&[Role::Screener]),
        panel: all(&[Role::Chair, Role::DeputyChair, Role::PanelMember]),
        secretary: one(Role::PanelSecretary, 0)?,
        evaluators,
        hash,
    })
}

/// A person with the roles they hold now.
pub fn actor(facility: &Facility, person: PersonId) -> Result<Actor, Failure> {
    let now = facility.clock.now();
    let known = facility
        .store
        .read(|conn| accounts::signed_in(conn, person, now))?;
    known
        .map(|known| known.actor)
        .ok_or_else(|| Failure::Unexpected(format!("person {person} has no account")))
}

/// Opens a confirmed account for somebody who will register an organisation.
pub fn applicant(
    facility: &Facility,
    hash: &str,
    name: &str,
    email: &str,
    language: Language,
    shown: bool,
) -> Result<PersonId, Failure> {
    let now = facility.clock.now();
    let mut person: PersonRow =
        accounts::new_person(email, name, language, Some(hash.to_owned()), now);
    person.email_confirmed_at = Some(now.into());
    person.demonstration_role = shown.then(|| "applicant".to_owned());
    facility
        .store
        .write(|conn| store::people::insert(conn, &person))?;
    Ok(person.id)
}
