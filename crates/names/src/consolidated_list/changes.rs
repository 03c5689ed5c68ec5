//! What changed from one list to the next.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Entry, ListedName};

/// What a later list adds, takes out and amends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Keys ([`Entry::key`]) of entries only in the later list, in order.
    pub added: Vec<String>,
    /// Keys of entries only in the earlier list, in order.
    pub removed: Vec<String>,
    /// Entries in both that say something else now, in the order of their keys.
    pub changed: Vec<Changed>,
}

/// An entry that says something else now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The entry's key in the later list.
    pub key: String,
    /// What is different.
    pub fields: Vec<Field>,
    /// Names the later list has and the earlier has not.
    pub names_added: Vec<ListedName>,
    /// Names the earlier list had and the later has not.
    pub names_removed: Vec<ListedName>,
}

/// Part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The reference.
    Reference,
    /// The publisher's data id.
    DataId,
    /// Individual or entity.
    Kind,
    /// Any of the names.
    Names,
    /// The regime.
    ListType,
    /// When it was listed.
    ListedOn,
    /// The dates of amendment.
    UpdatedOn,
    /// Gender.
    Gender,
    /// Titles.
    Titles,
    /// Positions.
    Designations,
    /// Nationalities.
    Nationalities,
    /// Dates of birth.
    Births,
    /// Places of birth.
    BirthPlaces,
    /// Addresses.
    Addresses,
    /// Documents.
    Documents,
    /// The narrative.
    Comments,
}

/// Compares two lists. Entries are the same when they share the reference or, where that was renumbered, the data id.
pub fn changes(before: &[Entry], after: &[Entry]) -> Changes {
    let mut earlier = by_key(before);
    let mut pairs = Vec::new();
    let mut fresh = Vec::new();
    for (key, entry) in by_key(after) {
        match earlier.remove(&key) {
            Some(old) => pairs.push((old, entry)),
            None => fresh.push(entry),
        }
    }
    let mut renumbered: BTreeMap<&str, (&str, usize)> = earlier
        .iter()
        .filter(|(_, entry)| !entry.data_id.is_empty())
        .map(|(key, entry)| (entry.data_id.as_str(), *key))
        .collect();
    let mut found = Changes::default();
    for entry in fresh {
        let old = renumbered.remove(entry.data_id.as_str());
        match old.and_then(|key| earlier.remove(&key)) {
            Some(old) => pairs.push((old, entry)),
            None => found.added.push(entry.key().to_owned()),
        }
    }
    found.removed = earlier
        .into_values()
        .map(|entry| entry.key().to_owned())
        .collect();
    found.changed = pairs
        .into_iter()
        .filter_map(|(old, new)| changed(old, new))
        .collect();
    found
        .changed
        .sort_by(|left, right| left.key.cmp(&right.key));
    found
}

/// Entries by key; those that share a key by their place among them.
fn by_key(entries: &[Entry]) -> BTreeMap<(&str, usize), &Entry> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keyed = BTreeMap::new();
    for entry in entries {
        let count = counts.entry(entry.key()).or_default();
        keyed.insert((entry.key(), *count), entry);
        *count += 1;
    }
    keyed
}

fn changed(old: &Entry, new: &Entry) -> Option<Changed> {
    let fields: Vec<Field> = [
        (Field::Reference, old.reference != new.reference),
        (Field::DataId, old.data_id != new.data_id),
        (Field::Kind, old.kind != new.kind),
        (Field::Names, old.names != new.names),
        (Field::ListType, old.list_type != new.list_type),
        (Field::ListedOn, old.listed_on != new.listed_on),
        (Field::UpdatedOn, old.updated_on != new.updated_on),
        (Field::Gender, old.gender != new.gender),
        (Field::Titles, old.titles != new.titles),
        (Field::Designations, old.designations != new.designations),
        (Field::Nationalities, old.nationalities != new.nationalities),
        (Field::Births, old.births != new.births),
        (Field::BirthPlaces, old.birth_places != new.birth_places),
        (Field::Addresses, old.addresses != new.addresses),
        (Field::Documents, old.documents != new.documents),
        (Field::Comments, old.comments != new.comments),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect();
    if fields.is_empty() {
        return None;
    }
    let (before, after): (BTreeSet<_>, BTreeSet<_>) =
        (old.names.iter().collect(), new.names.iter().collect());
    Some(Changed {
        key: new.key().to_owned(),
        fields,
        names_added: after.difference(&before).copied().cloned().collect(),
        names_removed: before.difference(&after).copied().cloned().collect(),
    })
}
