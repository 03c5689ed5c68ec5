//! Views of the register that somebody has saved.

use uuid::Uuid;
use workflow::role::Actor;

use super::reads;
use crate::Facility;
use crate::failure::Failure;

pub use store::views::SavedView;

/// The room the views are of.
const ROOM: &str = "register";
/// The most characters of a name.
const MOST_NAME: usize = 80;
/// The most characters of a query.
const MOST_QUERY: usize = 2_000;
/// The most views a person keeps.
const MOST_VIEWS: usize = 50;

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
    Ok(facility
        .store
        .read(|conn| store::views::of_person(conn, actor.person, ROOM))?)
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
    let name = name.trim();
    let plain = |c: char| !c.is_control();
    if name.is_empty() {
        return Err(Failure::field("name", "missing"));
    }
    if name.chars().count() > MOST_NAME || !name.chars().all(plain) {
        return Err(Failure::field("name", "too-long"));
    }
    if query.chars().count() > MOST_QUERY {
        return Err(Failure::field("query", "too-long"));
    }
    let now = facility.clock.now();
    let view = SavedView {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        query: query.to_owned(),
        standard,
    };
    facility.store.write(|conn| {
        let known = store::views::of_person(conn, actor.person, ROOM)?;
        if known.len() >= MOST_VIEWS && known.iter().all(|known| known.name != view.name) {
            return Err(Failure::field("name", "too-many"));
        }
        Ok(store::views::save(conn, actor.person, ROOM, &view, now)?)
    })
}

/// Deletes a view of the person.
pub fn delete(facility: &Facility, actor: &Actor, id: Uuid) -> Result<(), Failure> {
    allowed(actor)?;
    let found = facility
        .store
        .write(|conn| Ok::<_, Failure>(store::views::delete(conn, actor.person, id)?))?;
    if found {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
