//! Variants that people have saved, to come back to them together.

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::board_variants::{self as rows, VariantRow};
use uuid::Uuid;
use workflow::ids::{CallId, PersonId};
use workflow::role::Actor;

use super::{Settings, board};
use crate::Facility;
use crate::failure::Failure;

/// The most characters of a name.
const MOST_NAME: usize = 80;
/// The most variants of a call.
const MOST_VARIANTS: usize = 100;

/// A saved variant.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it sets.
    pub settings: Settings,
    /// Who saved it.
    pub author: String,
    /// Whether the reader did, and may delete it.
    pub own: bool,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// The variants of a call, oldest first.
pub(super) fn of_call(
    conn: &mut AnyConn,
    call: CallId,
    actor: &Actor,
) -> Result<Vec<Variant>, Failure> {
    let read = |row: VariantRow| {
        // Settings of an earlier version that cannot be read any more are left out.
        let settings = serde_json::from_str(&row.settings).ok()?;
        Some(Variant {
            id: row.id,
            name: row.name,
            settings,
            author: row.author_name,
            own: row.author == actor.person,
            at: row.created_at,
        })
    };
    Ok(rows::of_call(conn, call)?
        .into_iter()
        .filter_map(read)
        .collect())
}

/// Saves settings under a name that no other variant of the call has. For everybody who may see the board.
///
/// # Errors
/// When the name is missing, too long or taken, when there are too many, and as [`Settings::checked`] does.
pub fn save_variant(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    name: &str,
    asked: impl FnOnce(&super::Ground<'_>) -> Result<Option<Settings>, Failure>,
) -> Result<Uuid, Failure> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Failure::field("name", "missing"));
    }
    if name.chars().count() > MOST_NAME || name.chars().any(char::is_control) {
        return Err(Failure::field("name", "too-long"));
    }
    let settings = board(facility, actor, call, asked)?.settings;
    let settings =
        serde_json::to_string(&settings).map_err(|error| Failure::Unexpected(error.to_string()))?;
    facility.store.write(|conn| {
        let known = rows::of_call(conn, call)?;
        if known.iter().any(|variant| variant.name == name) {
            return Err(Failure::field("name", "taken"));
        }
        if known.len() >= MOST_VARIANTS {
            return Err(Failure::field("name", "too-many"));
        }
        let variant = VariantRow {
            id: Uuid::now_v7(),
            name: name.clone(),
            settings: settings.clone(),
            author: actor.person,
            author_name: String::new(),
            created_at: facility.clock.now(),
        };
        rows::insert(conn, call, &variant)?;
        Ok(variant.id)
    })
}

/// Deletes a variant the person has saved themselves.
pub fn delete_variant(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    id: Uuid,
) -> Result<(), Failure> {
    let author: PersonId = actor.person;
    let found = facility
        .store
        .write(|conn| Ok::<_, Failure>(rows::delete(conn, call, author, id)?))?;
    if found {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
