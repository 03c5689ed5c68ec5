//! Registration: organisations and the people who work for them.

pub mod duplicates;
mod profile;
pub mod verification;

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::organisations::{OrganisationLine, OrganisationRow};
use workflow::due_diligence::{Readiness, Standing};
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::{self, Command, OrganisationAction};
use workflow::registration::{Missing, Profile};
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::Page;

pub(crate) use profile::code_of;
pub use profile::{KINDS, checked};

/// An organisation as one person sees it.
pub struct OrganisationView {
    /// What it says of itself, and since when.
    pub row: OrganisationRow,
    /// What is still missing of the registration.
    pub missing: Vec<Missing>,
    /// Its standing today.
    pub standing: Standing,
    /// Place in the chain.
    pub seq: i64,
    /// Its state.
    pub state: organisation::Organisation,
    /// What the person may do.
    pub actions: Vec<OrganisationAction>,
    /// People who work for it, with their role and address.
    pub people: Vec<Colleague>,
    /// Its story.
    pub story: Vec<crate::proposal::Happened>,
}

/// A person who works for an organisation.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Their id.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Owner, editor or reader.
    pub role: Role,
}

/// Registers an organisation; the person becomes its owner.
pub fn register(
    facility: &Facility,
    person: PersonId,
    profile: Profile,
) -> Result<OrganisationId, Failure> {
    facility
        .store
        .write(|conn| register_owned(conn, facility, person, profile))
}

/// Registers an organisation with its owner inside a transaction.
pub fn register_owned(
    conn: &mut AnyConn,
    facility: &Facility,
    person: PersonId,
    profile: Profile,
) -> Result<OrganisationId, Failure> {
    let now = facility.clock.now();
    let profile = checked(profile, now.date_naive())?;
    let id = register_in(conn, Some(person), &profile, now)?;
    store::people::add_membership(conn, id, person, Role::Owner, now)?;
    Ok(id)
}

/// Writes a new organisation inside a transaction.
pub fn register_in(
    conn: &mut AnyConn,
    person: Option<PersonId>,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<OrganisationId, Failure> {
    let id = OrganisationId::new_v7(now);
    let event = organisation::register(profile.country, store::organisations::digest(profile)?);
    let state = organisation::evolve(None, id, &event, person, now)
        .ok_or_else(|| Failure::Unexpected("an organisation cannot be registered".to_owned()))?;
    let row = OrganisationRow {
        id,
        seq: 1,
        profile: profile.clone(),
        complete: complete(conn, id, profile, now)?,
        status: state.status,
        verified_until: None,
        merged_into: None,
        registered_at: now,
    };
    store::organisations::insert(conn, &row)?;
    store::cases::save_organisation(conn, None, &state, &[event], person, now)?;
    duplicates::suspect(conn, id, profile, now)?;
    crate::sanctions::screening::screen(conn, id, profile, now)?;
    Ok(id)
}

/// What is still missing of a registration.
pub fn missing(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<Vec<Missing>, Failure> {
    let today = now.date_naive();
    let held = crate::documents::organisation::kinds_held(conn, id, today)?;
    let holds = |kind| held.contains(&kind);
    Ok(workflow::registration::missing(profile, holds, today))
}

fn complete(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    Ok(missing(conn, id, profile, now)?.is_empty())
}

/// Writes anew whether something is missing, after the documents have changed.
pub(crate) fn refresh_complete(
    conn: &mut AnyConn,
    id: OrganisationId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
    let complete = complete(conn, id, &row.profile, now)?;
    Ok(store::organisations::set_complete(conn, id, complete)?)
}

/// Writes anew whether something is missing where a document has expired. Answers how many registrations were looked at.
pub fn refresh_expired(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let found = store::documents::complete_with_expired(conn, now.date_naive())?;
        for id in &found {
            refresh_complete(conn, *id, now)?;
        }
        Ok(found.len())
    })
}

/// Changes the profile: owner or editor. A change of something a verification looks at ends the verification, because it
/// was of what stood before.
pub fn amend(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    profile: Profile,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    let profile = checked(profile, now.date_naive())?;
    facility.store.write(|conn| {
        let before = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let command = Command::Amend {
            profile: store::organisations::digest(&profile)?,
            country: profile.country,
            substance: !before.profile.same_substance(&profile),
        };
        let seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        let complete = complete(conn, id, &profile, now)?;
        store::organisations::update_profile(conn, id, &profile, complete)?;
        duplicates::suspect(conn, id, &profile, now)?;
        // The screening may add to the chain: what follows is the last place.
        crate::sanctions::screening::screen(conn, id, &profile, now)?;
        Ok(cases::load_organisation(conn, id)?.seq.max(seq))
    })
}

/// How far an organisation's registration has come: what is missing, and who can be reached.
pub(crate) fn readiness(conn: &mut AnyConn, id: OrganisationId) -> Result<Readiness, Failure> {
    let people = store::people::members_of(conn, id)?;
    let confirmed = people
        .iter()
        .filter(|(person, _)| person.email_confirmed_at.is_some() && person.disabled_at.is_none());
    Ok(Readiness {
        complete: store::organisations::is_complete(conn, id)?,
        contacts: u32::try_from(confirmed.count()).unwrap_or(u32::MAX),
    })
}

/// Carries out a command on an organisation.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| cases::act_on_organisation(conn, facility, actor, id, seen, command))
}

/// Whether the person reads the whole register.
pub(crate) fn reads_register(actor: &Actor) -> bool {
    [
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Screener,
        Role::Auditor,
        Role::FinanceOfficer,
    ]
    .into_iter()
    .any(|role| actor.holds_anywhere(role))
}

/// Whether the person sees the organisation: its own people, and who reads the register.
pub(crate) fn sees(actor: &Actor, id: OrganisationId) -> bool {
    actor.member(id, Role::Reader) || reads_register(actor)
}

/// An organisation as the person sees it.
pub fn view(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<OrganisationView, Failure> {
    if !sees(actor, id) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let people = store::people::members_of(conn, id)?;
        let applicant = actor.member(id, Role::Reader);
        let mut story = Vec::new();
        for event in store::record::chain(conn, id.into())? {
            let known = event
                .actor
                .map(|by| store::people::find(conn, by))
                .transpose()?
                .flatten();
            let own = known.as_ref().is_some_and(|person| {
                people
                    .iter()
                    .any(|(colleague, _)| colleague.id == person.id)
            });
            let by = known
                .filter(|_| own || !applicant)
                .map(|p| crate::proposal::Someone {
                    id: p.id,
                    name: p.name,
                });
            story.push(crate::proposal::Happened {
                seq: event.seq,
                at: event.at,
                kind: event.kind,
                by,
                text: None,
            });
        }
        let now = facility.clock.now();
        let readiness = readiness(conn, id)?;
        Ok(OrganisationView {
            missing: missing(conn, id, &row.profile, now)?,
            standing: loaded.state.standing(now.date_naive(), readiness),
            row,
            seq: loaded.seq,
            actions: organisation::available(&loaded.state, actor),
            state: loaded.state,
            people: people
                .into_iter()
                .map(|(person, role)| Colleague {
                    person: person.id,
                    name: person.name,
                    email: person.email,
                    role,
                })
                .collect(),
            story,
        })
    })
}

/// Filters of the register.
#[derive(Clone, Debug, Default)]
pub struct OrganisationFilter {
    /// ISO 3166-1.
    pub country: Option<String>,
    /// Status.
    pub status: Option<organisation::OrganisationStatus>,
    /// Words in its names.
    pub text: Option<String>,
}

/// A page of the register, by id. Staff see all, others their own.
pub fn list(
    facility: &Facility,
    actor: &Actor,
    filter: &OrganisationFilter,
    after: Option<OrganisationId>,
    limit: i64,
) -> Result<Page<OrganisationLine>, Failure> {
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|(id, _)| *id).collect();
    facility.store.read(|conn| {
        let only = (!reads_register(actor)).then_some(own.as_slice());
        let text = filter.text.as_deref().map(store::search::normalised);
        let mut items = store::organisations::list(
            conn,
            only,
            &store::organisations::OrganisationFilter {
                country: filter.country.clone(),
                status: filter.status,
                text,
            },
            after,
            limit + 1,
        )?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = items.last().filter(|_| more).map(|row| row.id.to_string());
        Ok(Page { items, next })
    })
}
