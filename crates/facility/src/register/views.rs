//! Views of the register that somebody has saved.

use uuid::Uuid;
use workflow::role::Actor;

use super::reads;
use crate::Facility;
use crate::failure::Failure;
use crate::views::{self, Room};

pub use crate::views::SavedView;

fn allowed(actor: &Actor) -> Result<(), Failure> {
    if reads(actor) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// The person's views, by name.
pub fn own(facility: &Facility, actor: &Actor) -> Result<Vec<SavedView>, Failure> {
    if !reads(actor) {
        return Ok(Vec::new());
    }
    facility
        .store
        .read(|conn| views::own(conn, actor.person, Room::Register))
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
    views::save(
        facility,
        actor.person,
        Room::Register,
        name,
        query,
        standard,
    )
}

/// Deletes a view of the person.
pub fn delete(facility: &Facility, actor: &Actor, id: Uuid) -> Result<(), Failure> {
    allowed(actor)?;
    views::delete(facility, actor.person, id)
}
