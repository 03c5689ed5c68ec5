//! Views of rankings that somebody has saved; they serve for the ranking of every call.

use uuid::Uuid;
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::failure::Failure;
use crate::views::{self, Room, SavedView};

/// Whether the person reads the ranking of any call.
fn allowed(actor: &Actor) -> Result<(), Failure> {
    let roles = [
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Auditor,
        Role::PanelMember,
        Role::PanelSecretary,
    ];
    if actor.holds_one_of(&roles) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// The person's views, by name.
pub fn own(facility: &Facility, actor: &Actor) -> Result<Vec<SavedView>, Failure> {
    allowed(actor)?;
    facility
        .store
        .read(|conn| views::own(conn, actor.person, Room::Ranking))
}

/// Saves a view under a name; one of the same name is replaced. Answers its id.
///
/// Errors when the name is missing or too long, or when the person has too many views.
pub fn save(
    facility: &Facility,
    actor: &Actor,
    name: &str,
    query: &str,
    standard: bool,
) -> Result<Uuid, Failure> {
    allowed(actor)?;
    views::save(facility, actor.person, Room::Ranking, name, query, standard)
}

/// Deletes a view of the person.
pub fn delete(facility: &Facility, actor: &Actor, id: Uuid) -> Result<(), Failure> {
    allowed(actor)?;
    views::delete(facility, actor.person, id)
}
