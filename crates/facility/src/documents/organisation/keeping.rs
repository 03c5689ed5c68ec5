//! Documents are added, replaced, described and removed, version after version.

use chrono::NaiveDate;
use store::{AnyConn, documents as rows};
use workflow::document::{DocumentKind, FileType, is_language_tag};
use workflow::ids::{DocumentId, OrganisationId};
use workflow::organisation::{Command, DocumentAct};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::text;

use super::{kind_of, may_write};
use crate::Facility;
use crate::cases;
use crate::documents::{Allowed, Description, Document, Received, first_version, organisation_of};
use crate::failure::{Failure, FieldFault};

/// The most documents an organisation has, those removed not counted.
const MOST: usize = 100;
/// The most characters of a note.
const MOST_NOTE: usize = 300;

/// What a document of a kind may be, at most `most` bytes; asked before its content is received.
pub fn may_add(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    kind: DocumentKind,
    most: u64,
) -> Result<Allowed, Failure> {
    facility
        .store
        .read(|conn| may_add_in(conn, actor, organisation, kind, most))
}

pub(in crate::documents) fn may_add_in(
    conn: &mut AnyConn,
    actor: &Actor,
    organisation: OrganisationId,
    kind: DocumentKind,
    most: u64,
) -> Result<Allowed, Failure> {
    may_write(actor, organisation)?;
    let held = rows::of_case(conn, organisation.into())?;
    let counted = |row: &&Document| row.is_current && row.removed_at.is_none();
    if held.iter().filter(counted).count() >= MOST {
        return Err(Failure::field("file", "file-too-many"));
    }
    Ok(allowed(kind, most))
}

fn allowed(kind: DocumentKind, most: u64) -> Allowed {
    Allowed {
        most: kind.largest().min(most),
        types: kind.types(),
    }
}

/// The document, its organisation and its kind, when the person may write to it and it has not been removed.
fn writable(
    conn: &mut AnyConn,
    actor: &Actor,
    id: DocumentId,
) -> Result<(Document, OrganisationId, DocumentKind), Failure> {
    let named = rows::find(conn, id)?.ok_or_else(Failure::hidden)?;
    let organisation = organisation_of(conn, &named)?.ok_or_else(Failure::hidden)?;
    may_write(actor, organisation)?;
    let current = rows::current(conn, named.document)?.ok_or_else(Failure::hidden)?;
    let kind = kind_of(&current)?;
    if current.removed_at.is_some() {
        return Err(Refusal::AlreadyDone.into());
    }
    Ok((current, organisation, kind))
}

/// What a new version of a document may be; asked before its content is received.
pub fn may_replace(
    facility: &Facility,
    actor: &Actor,
    id: DocumentId,
    most: u64,
) -> Result<Allowed, Failure> {
    facility
        .store
        .read(|conn| may_replace_in(conn, actor, id, most))
}

pub(in crate::documents) fn may_replace_in(
    conn: &mut AnyConn,
    actor: &Actor,
    id: DocumentId,
    most: u64,
) -> Result<Allowed, Failure> {
    let (_, _, kind) = writable(conn, actor, id)?;
    Ok(allowed(kind, most))
}

/// A description with its texts cleaned, or every fault of it. Days are left out of kinds that have none.
pub fn described(kind: DocumentKind, said: &Description) -> Result<Description, Failure> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, code| {
        faults.push(FieldFault {
            field: field.to_owned(),
            code,
        })
    };
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let language = given(&said.language).map(|tag| tag.trim().to_owned());
    if language.as_ref().is_some_and(|tag| !is_language_tag(tag)) {
        fault("language", "language-tag");
    }
    let note = given(&said.note).map(|note| text::line(&note, MOST_NOTE));
    let note = note.transpose().unwrap_or_else(|error| {
        fault("note", crate::registration::code_of(error));
        None
    });
    let dated = kind.dated();
    let (from, until) = (
        said.valid_from.filter(|_| dated),
        said.valid_until.filter(|_| dated),
    );
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        fault("valid_until", "days-out-of-order");
    }
    if faults.is_empty() {
        Ok(Description {
            language,
            valid_from: from,
            valid_until: until,
            note,
        })
    } else {
        Err(Failure::Invalid(faults))
    }
}

/// Makes a received content a document of the organisation.
pub fn add_to_organisation(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    kind: DocumentKind,
    said: &Description,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    facility.store.write(|conn| {
        let what = (kind, said);
        add_in(conn, facility, actor, organisation, what, name, received)
    })
}

/// Adds a document inside a transaction: its kind and what is said of it.
pub(in crate::documents) fn add_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    (kind, said): (DocumentKind, &Description),
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    let now = facility.clock.now();
    may_add_in(conn, actor, organisation, kind, u64::MAX)?;
    fits(kind, received.kind)?;
    let (case, by) = (organisation.into(), actor.person);
    let row = Document {
        description: described(kind, said)?,
        ..first_version(case, kind.name(), name, received, by, now)
    };
    rows::insert(conn, &row)?;
    recorded(conn, facility, actor, organisation, &row, DocumentAct::Add)?;
    Ok(row.id)
}

/// The content was judged before the transaction; the kind may have changed since.
fn fits(kind: DocumentKind, file: FileType) -> Result<(), Failure> {
    if kind.types().contains(&file) {
        Ok(())
    } else {
        Err(Failure::field("file", "file-type"))
    }
}

/// Puts a received content in the place of a document's current version, which stays reachable.
pub fn replace(
    facility: &Facility,
    actor: &Actor,
    id: DocumentId,
    seen: Option<i64>,
    said: &Description,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    facility
        .store
        .write(|conn| replace_in(conn, facility, actor, (id, seen), said, name, received))
}

/// Replaces a document, as far as the person has seen its changes, inside a transaction.
pub(in crate::documents) fn replace_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    (id, seen): (DocumentId, Option<i64>),
    said: &Description,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    let now = facility.clock.now();
    let (before, organisation, kind) = writable(conn, actor, id)?;
    cases::expect(seen, before.changes)?;
    fits(kind, received.kind)?;
    let first = first_version(before.case, kind.name(), name, received, actor.person, now);
    let row = Document {
        document: before.document,
        version: before.version + 1,
        changes: before.changes + 1,
        description: described(kind, said)?,
        ..first
    };
    rows::replace(conn, &before, &row)?;
    let happened = DocumentAct::Replace(before.id);
    recorded(conn, facility, actor, organisation, &row, happened)?;
    Ok(row.id)
}

/// What is to be said of a document from now on; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Its language, or none.
    pub language: Option<Option<String>>,
    /// The first day it holds, or none.
    pub valid_from: Option<Option<NaiveDate>>,
    /// The last day it holds, or none.
    pub valid_until: Option<Option<NaiveDate>>,
    /// A line about it, or none.
    pub note: Option<Option<String>>,
}

/// Changes what is said of a document, and its kind. Answers how often the document has changed.
pub fn describe(
    facility: &Facility,
    actor: &Actor,
    id: DocumentId,
    seen: Option<i64>,
    change: Change,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let (before, organisation, kind) = writable(conn, actor, id)?;
        cases::expect(seen, before.changes)?;
        let now = facility.clock.now();
        let kind = change.kind.unwrap_or(kind);
        let said = before.description.clone();
        let said = Description {
            language: change.language.unwrap_or(said.language),
            valid_from: change.valid_from.unwrap_or(said.valid_from),
            valid_until: change.valid_until.unwrap_or(said.valid_until),
            note: change.note.unwrap_or(said.note),
        };
        let is = FileType::ALL
            .iter()
            .find(|file| file.media_type() == before.media_type);
        let fits = is.is_some_and(|file| kind.types().contains(file));
        if !fits || u64::try_from(before.size).unwrap_or(0) > kind.largest() {
            return Err(Failure::field("kind", "kind-of-file"));
        }
        let said = described(kind, &said)?;
        rows::describe(conn, &before, kind.name(), &said, now)?;
        crate::registration::refresh_complete(conn, organisation, now)?;
        Ok(before.changes + 1)
    })
}

/// Marks a document as removed: it no longer counts, and stays reachable for those who read it before.
pub fn remove(
    facility: &Facility,
    actor: &Actor,
    id: DocumentId,
    seen: Option<i64>,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let (before, organisation, _) = writable(conn, actor, id)?;
        cases::expect(seen, before.changes)?;
        rows::remove(conn, &before, actor.person, facility.clock.now())?;
        recorded(
            conn,
            facility,
            actor,
            organisation,
            &before,
            DocumentAct::Remove,
        )?;
        Ok(before.changes + 1)
    })
}

/// Writes what happened to a document into the chain of its organisation, and whether its registration is complete now.
fn recorded(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    row: &Document,
    act: DocumentAct,
) -> Result<(), Failure> {
    let command = Command::KeepDocument {
        document: row.id,
        kind: row.purpose.clone(),
        content: row.digest,
        act,
    };
    cases::act_on_organisation(conn, facility, actor, organisation, None, &command)?;
    crate::registration::refresh_complete(conn, organisation, facility.clock.now())
}
