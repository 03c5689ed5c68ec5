//! Lists: read tolerantly, kept version after version, compared with the one before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use names::consolidated_list::{Changes, ConsolidatedList, Entry, Kind, Note, changes};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::sanctions::{EntryRow, ListRow};
use uuid::Uuid;
use workflow::ids::PersonId;
use workflow::record::{self, Digest};
use workflow::role::Actor;

use crate::Facility;
use crate::failure::Failure;

/// What was odd in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddities {
    /// The notes, as far as they are kept.
    pub notes: Vec<Note>,
    /// How many more there were.
    pub left_off: u32,
}

impl Oddities {
    /// How many notes there were, those left off too.
    pub fn all(&self) -> usize {
        self.notes
            .len()
            .saturating_add(usize::try_from(self.left_off).unwrap_or(usize::MAX))
    }
}

/// A list as it is shown.
#[derive(Clone, Debug)]
pub struct List {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// The day the file says it was made on.
    pub generated_on: Option<NaiveDate>,
    /// When it was read (UTC).
    pub imported_at: DateTime<Utc>,
    /// Who read it; nobody when it was done from the command line.
    pub imported_by: Option<String>,
    /// People on it.
    pub individuals: usize,
    /// Organisations on it.
    pub entities: usize,
    /// What was odd in the file.
    pub oddities: Oddities,
}

/// What a list has changed since the one read before it.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// Whether there was none before it; then nothing counts as changed.
    pub first: bool,
    /// The changes.
    pub changes: Changes,
    names: BTreeMap<String, String>,
}

impl Since {
    fn between(before: &[Entry], after: &[Entry]) -> Self {
        let changes = changes(before, after);
        let changed = changes.changed.iter().map(|one| &one.key);
        let wanted: BTreeSet<&str> = changes
            .added
            .iter()
            .chain(&changes.removed)
            .chain(changed)
            .map(String::as_str)
            .collect();
        // A name that was amended is told as it stands now.
        let names = before
            .iter()
            .chain(after)
            .filter(|entry| wanted.contains(entry.key()))
            .map(|entry| (entry.key().to_owned(), entry.primary_name().to_owned()))
            .collect();
        Self {
            first: false,
            changes,
            names,
        }
    }

    fn first() -> Self {
        Self {
            first: true,
            ..Self::default()
        }
    }

    /// The name an entry of the changes is listed under, by its key.
    pub fn name(&self, key: &str) -> &str {
        self.names.get(key).map_or("", String::as_str)
    }
}

/// What reading a list in came to.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The list.
    pub list: List,
    /// Whether this very file had been read before; then nothing was added.
    pub known: bool,
    /// What has changed since the list before it; nothing for a file that was known.
    pub since: Since,
}

fn unexpected(error: impl std::fmt::Display) -> Failure {
    Failure::Unexpected(format!("a sanctions list: {error}"))
}

/// An entry as it is kept, with the SHA-256 of its canonical JSON.
fn kept(entry: &Entry) -> Result<EntryRow, Failure> {
    let value = serde_json::to_value(entry).map_err(unexpected)?;
    let content = record::canonical_json(&value).map_err(unexpected)?;
    Ok(EntryRow {
        digest: record::digest(content.as_bytes()),
        reference: entry.key().to_owned(),
        kind: match entry.kind {
            Kind::Individual => "individual",
            Kind::Entity => "entity",
        }
        .to_owned(),
        content,
    })
}

/// An entry that was kept.
pub(super) fn read_entry(row: &EntryRow) -> Result<Entry, Failure> {
    serde_json::from_str(&row.content).map_err(unexpected)
}

/// Reads a list in for a person: programme officers and facility managers.
pub fn import(facility: &Facility, actor: &Actor, file: &[u8]) -> Result<Imported, Failure> {
    super::must_import(actor)?;
    import_as(facility, Some(actor.person), file)
}

/// Reads a list in; without a person, for the operator of the machine. The register is screened against it afterwards.
///
/// Errors name the line where the file is not such a list, or ends early.
pub fn import_as(
    facility: &Facility,
    by: Option<PersonId>,
    file: &[u8],
) -> Result<Imported, Failure> {
    let read = ConsolidatedList::read(file)?;
    let oddities = Oddities {
        notes: read.notes.clone(),
        left_off: read.notes_left_off,
    };
    let of_kind = |kind| {
        read.entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .count()
    };
    let (individuals, entities) = (of_kind(Kind::Individual), of_kind(Kind::Entity));
    let rows = read
        .entries
        .iter()
        .map(kept)
        .collect::<Result<Vec<_>, _>>()?;
    let digest = record::digest(file);
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let before = store::sanctions::latest_list(conn)?;
        if let Some(known) = store::sanctions::list_of_file(conn, digest)? {
            return Ok(Imported {
                list: shown(conn, known)?,
                known: true,
                since: Since::default(),
            });
        }
        let small = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let row = ListRow {
            id: Uuid::now_v7().into_id(),
            digest,
            generated_on: read.generated_on,
            imported_at: now,
            imported_by: by.map(|by| by.0.into_id()),
            individuals: small(individuals),
            entities: small(entities),
            notes: serde_json::to_string(&oddities).map_err(unexpected)?,
        };
        store::sanctions::insert_list(conn, &row, &rows)?;
        let total = store::organisations::count(conn)?;
        store::sanctions::begin_run(conn, row.id.0, total, now)?;
        let since = match before {
            Some(before) => Since::between(&entries(conn, before.id.0)?, &read.entries),
            None => Since::first(),
        };
        Ok(Imported {
            list: shown(conn, row)?,
            known: false,
            since,
        })
    })
}

/// An identifier as a column holds it.
trait IntoId {
    fn into_id(self) -> store::sql_types::Id;
}

impl IntoId for Uuid {
    fn into_id(self) -> store::sql_types::Id {
        store::sql_types::Id(self)
    }
}

/// The entries of a list in their order.
pub(super) fn entries(conn: &mut AnyConn, list: Uuid) -> Result<Vec<Entry>, Failure> {
    store::sanctions::entries_of(conn, list)?
        .iter()
        .map(read_entry)
        .collect()
}

fn shown(conn: &mut AnyConn, row: ListRow) -> Result<List, Failure> {
    let by = store::sanctions::imported_by(&row)
        .map(|by| store::people::find(conn, by))
        .transpose()?
        .flatten();
    Ok(List {
        id: row.id.0,
        digest: row.digest,
        generated_on: row.generated_on,
        imported_at: row.imported_at,
        imported_by: by.map(|person| person.name),
        individuals: usize::try_from(row.individuals).unwrap_or_default(),
        entities: usize::try_from(row.entities).unwrap_or_default(),
        oddities: serde_json::from_str(&row.notes).map_err(unexpected)?,
    })
}

/// Every list, the one read last first: for who reads the register.
pub fn all(facility: &Facility, actor: &Actor) -> Result<Vec<List>, Failure> {
    super::may_read(actor)?;
    facility.store.read(|conn| {
        let rows = store::sanctions::all_lists(conn)?;
        rows.into_iter().map(|row| shown(conn, row)).collect()
    })
}

/// Whether a list has been read, so that names can be searched: for who reads the register.
pub fn any(facility: &Facility, actor: &Actor) -> Result<bool, Failure> {
    super::may_read(actor)?;
    facility
        .store
        .read(|conn| Ok(store::sanctions::latest_list(conn)?.is_some()))
}

/// A list, and what has changed since the one read before it.
pub fn view(facility: &Facility, actor: &Actor, id: Uuid) -> Result<(List, Since), Failure> {
    super::may_read(actor)?;
    facility.store.read(|conn| {
        let rows = store::sanctions::all_lists(conn)?;
        let place = rows.iter().position(|row| row.id.0 == id);
        let place = place.ok_or_else(Failure::hidden)?;
        let since = match rows.get(place + 1) {
            Some(before) => Since::between(&entries(conn, before.id.0)?, &entries(conn, id)?),
            None => Since::first(),
        };
        Ok((shown(conn, rows[place].clone())?, since))
    })
}
