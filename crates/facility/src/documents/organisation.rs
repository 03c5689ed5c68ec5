//! Documents of an organisation: read by its people and by who reads the register, kept by those who write for it.

mod keeping;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use store::{AnyConn, documents as rows};
use workflow::document::{DocumentKind, DocumentStanding, standing};
use workflow::ids::{DocumentId, OrganisationId, PersonId};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};

use super::Document;
use crate::Facility;
use crate::failure::Failure;

pub use keeping::{
    Change, add_to_organisation, describe, described, may_add, may_replace, remove, replace,
};
pub(super) use keeping::{add_in, may_add_in, may_replace_in, replace_in};

/// A document of an organisation with its versions.
#[derive(Clone, Debug)]
pub struct OrganisationDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Whether it holds today.
    pub standing: DocumentStanding,
    /// The version that counts.
    pub current: Version,
    /// Versions it has replaced, newest first.
    pub earlier: Vec<Version>,
    /// Who removed it and when (UTC).
    pub removed: Option<(Option<String>, DateTime<Utc>)>,
}

/// A version of a document.
#[derive(Clone, Debug)]
pub struct Version {
    /// The document as it was uploaded.
    pub row: Document,
    /// Name of who uploaded it.
    pub by: Option<String>,
}

/// The documents of an organisation as one person sees them.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// By kind, and in the order in which they were added.
    pub documents: Vec<OrganisationDocument>,
    /// Whether the person may add, replace, describe and remove.
    pub writable: bool,
}

/// Hidden from whoever neither works for the organisation nor reads the register.
pub(crate) fn may_read(actor: &Actor, organisation: OrganisationId) -> Result<(), Failure> {
    if crate::registration::sees(actor, organisation) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// Whether the person writes for the organisation.
fn may_write(actor: &Actor, organisation: OrganisationId) -> Result<(), Failure> {
    may_read(actor, organisation)?;
    if actor.member(organisation, Role::Editor) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// The kind of a document; its name is written by us.
fn kind_of(row: &Document) -> Result<DocumentKind, Failure> {
    row.purpose
        .parse()
        .map_err(|error| Failure::Unexpected(format!("document {}: {error}", row.id)))
}

/// The documents of an organisation, removed ones too.
pub fn of_organisation(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<Documents, Failure> {
    may_read(actor, organisation)?;
    let today = facility.clock.now().date_naive();
    facility.store.read(|conn| {
        let found = store::organisations::find(conn, organisation)?.ok_or_else(Failure::hidden)?;
        Ok(Documents {
            organisation,
            name: found.profile.legal_name,
            documents: gathered(conn, organisation, today)?,
            writable: may_write(actor, organisation).is_ok(),
        })
    })
}

fn gathered(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<Vec<OrganisationDocument>, Failure> {
    let all = rows::of_case(conn, organisation.into())?;
    let named = all.iter().flat_map(|row| {
        let removed_by = row.removed_by.map(PersonId::from);
        std::iter::once(row.uploaded_by).chain(removed_by)
    });
    let names = store::people::names(conn, named)?;
    let mut versions = BTreeMap::<DocumentId, Vec<Version>>::new();
    for row in all {
        let by = names.get(&row.uploaded_by).cloned();
        let version = Version { row, by };
        versions
            .entry(version.row.document)
            .or_default()
            .push(version);
    }
    let mut found = Vec::with_capacity(versions.len());
    for mut versions in versions.into_values() {
        versions.sort_by_key(|version| -version.row.version);
        let mut versions = versions.into_iter();
        let Some(current) = versions.next() else {
            continue;
        };
        let said = &current.row.description;
        let removed = match (current.row.removed_by, current.row.removed_at) {
            (by, Some(at)) => {
                let by = by.and_then(|by| names.get(&by.into()).cloned());
                Some((by, at.into()))
            }
            _ => None,
        };
        found.push(OrganisationDocument {
            kind: kind_of(&current.row)?,
            standing: standing(said.valid_from, said.valid_until, today),
            earlier: versions.collect(),
            current,
            removed,
        });
    }
    found.sort_by_key(|document| (document.kind, document.current.row.document));
    Ok(found)
}

/// The kinds of which the organisation has a document that holds today.
pub fn kinds_held(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<BTreeSet<DocumentKind>, Failure> {
    let holds = |row: &Document| {
        let said = &row.description;
        row.is_current
            && row.removed_at.is_none()
            && standing(said.valid_from, said.valid_until, today).holds()
    };
    rows::of_case(conn, organisation.into())?
        .iter()
        .filter(|row| holds(row))
        .map(kind_of)
        .collect()
}
