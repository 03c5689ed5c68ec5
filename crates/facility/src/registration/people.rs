//! The people of an organisation: who they are, what they may do, and the ways in and out.

use store::AnyConn;
use store::invitations::InvitationRow;
use store::people::PersonRow;
use store::record::StoredEvent;
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::{self, Command, OrganisationAction};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};

use super::{Colleague, sees};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The people of an organisation, as one person sees them.
#[derive(Clone, Debug)]
pub struct People {
    /// Legal name of the organisation.
    pub organisation: String,
    /// Place in the chain.
    pub seq: i64,
    /// Who works for it.
    pub members: Vec<Colleague>,
    /// Invitations nobody has answered, with the name of who invited.
    pub invitations: Vec<(InvitationRow, String)>,
    /// Requests to join, for those who decide on them.
    pub requests: Vec<Asking>,
    /// How many of its people can be reached.
    pub contacts: u32,
    /// Whether the person invites, admits, removes.
    pub manages: bool,
}

/// A request to join, with who asks.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The request.
    pub request: store::join_requests::JoinRequestRow,
    /// Name of who asks.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// Whether a person counts as a contact: their address is confirmed, and their account is open.
pub(crate) fn reachable(person: &PersonRow) -> bool {
    person.email_confirmed_at.is_some() && person.disabled_at.is_none()
}

pub(crate) fn colleague((person, role): (PersonRow, Role)) -> Colleague {
    Colleague {
        reachable: reachable(&person),
        person: person.id,
        name: person.name,
        email: person.email,
        role,
    }
}

/// Name of a person; nothing when they are gone.
pub(super) fn name_of(conn: &mut AnyConn, id: PersonId) -> Result<String, Failure> {
    let found = store::people::find(conn, id)?;
    Ok(found.map(|person| person.name).unwrap_or_default())
}

/// The people of an organisation: for themselves and for who reads the register.
pub fn people(facility: &Facility, actor: &Actor, id: OrganisationId) -> Result<People, Failure> {
    if !sees(actor, id) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let manages =
            organisation::permitted(&loaded.state, OrganisationAction::ManagePeople, actor).is_ok();
        let mut invitations = Vec::new();
        for invitation in store::invitations::open_of(conn, id)? {
            let by = name_of(conn, invitation.invited_by)?;
            invitations.push((invitation, by));
        }
        let mut requests = Vec::new();
        if manages {
            for request in store::join_requests::open_of(conn, id)? {
                if let Some(person) = store::people::find(conn, request.person)? {
                    requests.push(Asking {
                        request,
                        name: person.name,
                        email: person.email,
                    });
                }
            }
        }
        let members = store::people::members_of(conn, id)?;
        let contacts = members
            .iter()
            .filter(|(person, _)| reachable(person))
            .count();
        Ok(People {
            organisation: row.profile.legal_name,
            seq: loaded.seq,
            members: members.into_iter().map(colleague).collect(),
            invitations,
            requests,
            contacts: u32::try_from(contacts).unwrap_or(u32::MAX),
            manages,
        })
    })
}

/// Changes a person's role: owners only; the last owner stays one.
pub fn change_role(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    person: PersonId,
    role: Role,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let command = Command::ChangeRole { person, role };
        let seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        if role == Role::Owner {
            can_own(conn, person)?;
        }
        store::people::add_membership(conn, id, person, role, facility.clock.now())?;
        Ok(seq)
    })
}

/// Hands an organisation over: the other becomes its owner, the one who hands over an editor.
pub fn hand_over(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    to: PersonId,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let command = Command::HandOver { to };
        let seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        can_own(conn, to)?;
        store::people::add_membership(conn, id, to, Role::Owner, now)?;
        store::people::add_membership(conn, id, actor.person, Role::Editor, now)?;
        Ok(seq)
    })
}

/// An organisation whose only owner cannot sign in is lost to its people.
fn can_own(conn: &mut AnyConn, person: PersonId) -> Result<(), Failure> {
    let found = store::people::find(conn, person)?;
    if found.as_ref().is_some_and(reachable) {
        Ok(())
    } else {
        Err(Failure::field("person", "not-reachable"))
    }
}

/// Removes a person: owners remove others, everyone may leave; the last owner stays. What they see changes with their next
/// request. Invitations they sent end, so that nobody comes in by the hand of one who has gone.
pub fn remove(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    person: PersonId,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let command = Command::Remove { person };
        let seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        store::people::remove_membership(conn, id, person)?;
        for invitation in store::invitations::open_of(conn, id)? {
            if invitation.invited_by == person {
                store::invitations::end(conn, invitation.id, "withdrawn", now)?;
            }
        }
        Ok(seq)
    })
}

/// Whether the person manages the people of an organisation now. Errors as hidden for who does not see it.
pub(super) fn manages(
    conn: &mut AnyConn,
    actor: &Actor,
    id: OrganisationId,
) -> Result<(), Failure> {
    let state = cases::load_organisation(conn, id)?.state;
    organisation::permitted(&state, OrganisationAction::ManagePeople, actor)?;
    Ok(())
}

/// Refuses to take in somebody who works for the organisation already.
pub(super) fn not_yet(
    conn: &mut AnyConn,
    id: OrganisationId,
    person: PersonId,
) -> Result<(), Failure> {
    let members = store::people::members_of(conn, id)?;
    if members.iter().any(|(known, _)| known.id == person) {
        Err(Refusal::AlreadyDone.into())
    } else {
        Ok(())
    }
}

/// Whom an event about people concerns, by name, for the story of an organisation.
pub(super) fn concerned(
    conn: &mut AnyConn,
    event: &StoredEvent,
) -> Result<Option<String>, Failure> {
    let about = match event.kind.as_str() {
        "person_admitted" | "role_changed" | "person_removed" => "person",
        "handed_over" => "to",
        _ => return Ok(None),
    };
    let id = event.payload.get(about).and_then(|id| id.as_str());
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => Ok(Some(name_of(conn, id)?).filter(|name| !name.is_empty())),
        None => Ok(None),
    }
}
