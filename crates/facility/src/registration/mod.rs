//! Registration: organisations and the people who work for them.

pub mod duplicates;
pub mod flags;
mod history;
pub mod invitations;
pub mod joining;
pub mod people;
mod profile;
pub mod risk;
pub mod verification;
mod view;

use chrono::{DateTime, Utc};
use store::AnyConn;
pub use store::organisations::OrganisationRow;
use workflow::due_diligence::Readiness;
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::{self, Command};
use workflow::registration::{Missing, Profile};
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

pub use history::Recorded;
pub(crate) use history::recorded;
pub(crate) use profile::code_of;
pub use profile::{KINDS, checked};
pub use view::{Applied, OrganisationView, Other, applied, held_back, view};

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
    /// Whether their address is confirmed and their account open: who counts as a contact.
    pub reachable: bool,
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
    if !sees(actor, id) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let before = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let profile = unmasked(&before.profile, profile.clone());
        let profile = checked(profile, now.date_naive())?;
        // The first account an organisation states is no change; one that follows another is, also after none for a while.
        let known = cases::load_organisation(conn, id)?.state.bank_changed_at;
        let stated = before.profile.bank_account.is_some() || known.is_some();
        let command = Command::Amend {
            profile: store::organisations::digest(&profile)?,
            country: profile.country,
            substance: !before.profile.same_substance(&profile),
            bank: before.profile.bank_account != profile.bank_account && stated,
        };
        cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        let complete = complete(conn, id, &profile, now)?;
        store::organisations::update_profile(conn, id, &profile, complete)?;
        duplicates::suspect(conn, id, &profile, now)?;
        // The screening may add to the chain: what follows is the last place.
        crate::sanctions::screening::screen(conn, id, &profile, now)?;
        cases::place(conn, id.into())
    })
}

/// A bank number sent back as it was shown, masked, stands for the number there is.
fn unmasked(before: &Profile, mut after: Profile) -> Profile {
    if let (Some(known), Some(given)) = (&before.bank_account, &mut after.bank_account)
        && given.number.trim() == known.masked()
    {
        given.number.clone_from(&known.number);
    }
    after
}

/// Whether the person sees the whole number of the organisation's bank account; everyone else sees its end.
pub(crate) fn sees_bank_account(actor: &Actor, id: OrganisationId) -> bool {
    let pays = actor.holds_one_of(&[
        Role::FinanceOfficer,
        Role::ProgrammeOfficer,
        Role::FacilityManager,
    ]);
    actor.member(id, Role::Owner) || (pays && !actor.member(id, Role::Reader))
}

/// The profile as the person may read it: the bank number is masked for who has no part in payments.
fn readable(actor: &Actor, id: OrganisationId, profile: &Profile) -> Profile {
    let mut profile = profile.clone();
    if let Some(account) = &mut profile.bank_account
        && !sees_bank_account(actor, id)
    {
        account.number = account.masked();
    }
    profile
}

/// How far an organisation's registration has come: what is missing, and who can be reached.
pub(crate) fn readiness(conn: &mut AnyConn, id: OrganisationId) -> Result<Readiness, Failure> {
    let people = store::people::members_of(conn, id)?;
    let confirmed = people
        .iter()
        .filter(|(person, _)| people::reachable(person));
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
    actor.holds_one_of(organisation::READERS)
}

/// Whether the person reads what the facility keeps about the organisation: flags, matches, answers, duplicates. Nobody
/// reads that of an organisation they work for.
pub(crate) fn reads_diligence(actor: &Actor, id: OrganisationId) -> bool {
    reads_register(actor) && !actor.member(id, Role::Reader)
}

/// Whether the person sees the organisation: its own people, and who reads the register.
pub(crate) fn sees(actor: &Actor, id: OrganisationId) -> bool {
    actor.member(id, Role::Reader) || reads_register(actor)
}
