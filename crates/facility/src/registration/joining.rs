//! "Is this you?": organisations the register has already that one may belong to, and asking to join them.

use chrono::{DateTime, Utc};
use letters::Kind;
use store::AnyConn;
use store::join_requests::{self, JoinRequestRow, RequestId};
use uuid::Uuid;
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::Command;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;

use super::duplicates::{Known, evidence};
use super::people::{manages, not_yet, reachable};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The most requests of a person that wait at a time.
const MOST_OPEN: usize = 5;

/// An organisation one may belong to.
#[derive(Clone, Debug)]
pub struct LookAlike {
    /// Its names, and what is shared.
    pub known: Known,
    /// Whether the person has asked to join it: `waiting` or `declined`.
    pub asked: Option<&'static str>,
}

/// How a request to an organisation stands that keeps the person from asking once more.
fn asked(requests: &[JoinRequestRow], organisation: OrganisationId) -> Option<&'static str> {
    let to_it = requests
        .iter()
        .filter(|request| request.organisation == organisation);
    to_it
        .filter_map(|request| match request.outcome.as_deref() {
            None => Some("waiting"),
            Some("declined") => Some("declined"),
            Some(_) => None,
        })
        .next_back()
}

/// Organisations on the register that one of the actor's own may be, but for those known to be others and those the actor
/// works for.
pub fn look_alikes(
    facility: &Facility,
    actor: &Actor,
    own: OrganisationId,
) -> Result<Vec<LookAlike>, Failure> {
    if !actor.member(own, Role::Reader) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| look_alikes_in(conn, actor, own))
}

fn look_alikes_in(
    conn: &mut AnyConn,
    actor: &Actor,
    own: OrganisationId,
) -> Result<Vec<LookAlike>, Failure> {
    let state = cases::load_organisation(conn, own)?.state;
    let profile = store::organisations::find(conn, own)?.ok_or_else(Failure::hidden)?;
    let requests = join_requests::of_person(conn, actor.person)?;
    let mut found = Vec::new();
    for (id, evidence) in evidence(conn, Some(own), &profile.profile)? {
        if state.not_duplicates.contains(&id) || actor.member(id, Role::Reader) {
            continue;
        }
        if let Some(row) = store::organisations::find(conn, id)? {
            found.push(LookAlike {
                asked: asked(&requests, id),
                known: Known {
                    id,
                    legal_name: row.profile.legal_name,
                    original_name: row.profile.original_name,
                    evidence,
                },
            });
        }
    }
    Ok(found)
}

/// Asks the owners of an organisation to be let in: who has begun to register one that looks the same. A person who was
/// declined does not ask again; the owners may still invite them.
pub fn ask(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    own: OrganisationId,
    other: OrganisationId,
    message: &Text,
) -> Result<RequestId, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        if !actor.member(own, Role::Editor) {
            return Err(Failure::hidden());
        }
        // Only what was shown may be asked for: nobody learns by asking what there is.
        let shown = look_alikes_in(conn, actor, own)?;
        let other_name = shown
            .iter()
            .find(|one| one.known.id == other)
            .ok_or_else(Failure::hidden)?;
        if other_name.asked.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let requests = join_requests::of_person(conn, actor.person)?;
        let waiting = requests.iter().filter(|one| one.outcome.is_none()).count();
        if waiting >= MOST_OPEN {
            return Err(Failure::field("message", "too-many-requests"));
        }
        let id = RequestId(Uuid::now_v7());
        join_requests::insert(conn, id, other, actor.person, message.as_str(), now)?;
        let facts = [
            ("organisation", other_name.known.legal_name.clone()),
            ("link", format!("{public_url}/organisations/{other}/people")),
        ];
        for (person, role) in store::people::members_of(conn, other)? {
            if role == Role::Owner && reachable(&person) {
                let once = format!("join-requested:{}:{}", id.0, person.id);
                crate::outbox::write(conn, &person, &once, Kind::JoinRequested, &facts, None, now)?;
            }
        }
        Ok(id)
    })
}

/// A request that waits to be decided by the owners of an organisation.
fn waiting(
    conn: &mut AnyConn,
    actor: &Actor,
    organisation: OrganisationId,
    id: RequestId,
) -> Result<JoinRequestRow, Failure> {
    manages(conn, actor, organisation)?;
    let found = join_requests::find(conn, id)?;
    let found = found.filter(|request| request.organisation == organisation);
    let found = found.ok_or_else(Failure::hidden)?;
    if found.outcome.is_some() {
        return Err(Refusal::AlreadyDone.into());
    }
    Ok(found)
}

fn tell(
    conn: &mut AnyConn,
    request: &JoinRequestRow,
    kind: Kind,
    mut facts: Vec<(&'static str, String)>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let row = store::organisations::find(conn, request.organisation)?;
    let person = store::people::find(conn, request.person)?;
    if let Some((row, person)) = row.zip(person) {
        facts.push(("organisation", row.profile.legal_name));
        let once = format!("join-decided:{}", request.id.0);
        crate::outbox::write(conn, &person, &once, kind, &facts, None, now)?;
    }
    Ok(())
}

/// Takes in who asked, with a role: owners only.
pub fn admit(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    organisation: OrganisationId,
    id: RequestId,
    role: Role,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let request = waiting(conn, actor, organisation, id)?;
        let person: PersonId = request.person;
        let known = store::people::find(conn, person)?;
        if !known.as_ref().is_some_and(reachable) {
            return Err(Failure::field("person", "not-reachable"));
        }
        not_yet(conn, organisation, person)?;
        let command = Command::Admit { person, role };
        let seq = cases::act_on_organisation(conn, facility, actor, organisation, None, &command)?;
        store::people::add_membership(conn, organisation, person, role, now)?;
        join_requests::end(conn, id, "admitted", None, actor.person, now)?;
        let link = format!("{public_url}/organisations/{organisation}");
        tell(
            conn,
            &request,
            Kind::JoinAdmitted,
            vec![("link", link)],
            now,
        )?;
        Ok(seq)
    })
}

/// Declines a request with a reason, which the person is told: owners only.
pub fn decline(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    id: RequestId,
    reason: &Text,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let request = waiting(conn, actor, organisation, id)?;
        let said = reason.as_str();
        join_requests::end(conn, id, "declined", Some(said), actor.person, now)?;
        let facts = vec![("reason", said.to_owned())];
        tell(conn, &request, Kind::JoinDeclined, facts, now)
    })
}

/// What a person has asked and nobody has decided, with the name of the organisation.
pub fn asked_by(
    facility: &Facility,
    actor: &Actor,
) -> Result<Vec<(JoinRequestRow, String)>, Failure> {
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for request in join_requests::of_person(conn, actor.person)? {
            if request.outcome.is_none()
                && let Some(row) = store::organisations::find(conn, request.organisation)?
            {
                found.push((request, row.profile.legal_name));
            }
        }
        Ok(found)
    })
}

/// Takes the own request back.
pub fn withdraw(facility: &Facility, actor: &Actor, id: RequestId) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let found = join_requests::find(conn, id)?;
        found
            .filter(|request| request.person == actor.person)
            .ok_or_else(Failure::hidden)?;
        if join_requests::end(
            conn,
            id,
            "withdrawn",
            None,
            actor.person,
            facility.clock.now(),
        )? {
            Ok(())
        } else {
            Err(Refusal::AlreadyDone.into())
        }
    })
}
