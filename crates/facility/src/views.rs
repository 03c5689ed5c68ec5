//! Views of a list that somebody has saved: searches, filters and orders they come back to.

use store::AnyConn;
use uuid::Uuid;
use workflow::ids::PersonId;

use crate::Facility;
use crate::failure::Failure;

pub use store::views::SavedView;

/// A list of which views are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The register of organisations.
    Register,
    /// The rankings of calls.
    Ranking,
}

/// The most characters of a name.
const MOST_NAME: usize = 80;
/// The most characters of a query.
const MOST_QUERY: usize = 2_000;
/// The most views a person keeps of a list.
const MOST_VIEWS: usize = 50;

impl Room {
    const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Ranking => "ranking",
        }
    }
}

/// A person's views of a list, by name.
pub(crate) fn own(
    conn: &mut AnyConn,
    person: PersonId,
    room: Room,
) -> Result<Vec<SavedView>, Failure> {
    Ok(store::views::of_person(conn, person, room.name())?)
}

/// Saves a view under a name; one of the same name is replaced. Answers its id.
///
/// Errors when the name is missing or too long, or when the person has too many views.
pub(crate) fn save(
    facility: &Facility,
    person: PersonId,
    room: Room,
    name: &str,
    query: &str,
    standard: bool,
) -> Result<Uuid, Failure> {
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
        let known = own(conn, person, room)?;
        if known.len() >= MOST_VIEWS && known.iter().all(|known| known.name != view.name) {
            return Err(Failure::field("name", "too-many"));
        }
        let name = room.name();
        Ok(store::views::save(conn, person, name, &view, now)?)
    })
}

/// Deletes a view of the person.
pub(crate) fn delete(facility: &Facility, person: PersonId, id: Uuid) -> Result<(), Failure> {
    let found = facility
        .store
        .write(|conn| Ok::<_, Failure>(store::views::delete(conn, person, id)?))?;
    if found {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
