//! Uploads that are resumed: begun with a length and a target, added to over as many connections as it takes, and made a
//! document when the last byte is here.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::documents::Incoming;
use store::uploads::{self as rows, UploadRow};
use uuid::Uuid;
use workflow::document::DocumentKind;
use workflow::ids::{DocumentId, OrganisationId, ProposalId};
use workflow::role::Actor;

use super::receiving::{End, judge, take};
use super::{Allowed, Description, Received, answers, organisation};
use crate::Facility;
use crate::failure::Failure;
use crate::mail::aside;

/// The most uploads a person has open at a time.
pub const MOST_OPEN: i64 = 5;
/// How long an upload may take from its beginning.
pub const LASTS: TimeDelta = TimeDelta::hours(24);
/// Files without an upload are cleared after this time.
const STRAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// What an upload becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Target {
    /// A new document of an organisation.
    Organisation {
        /// The organisation.
        organisation: OrganisationId,
        /// What it is.
        kind: DocumentKind,
        /// What is said of it.
        said: Description,
    },
    /// A new version of a document of an organisation.
    Version {
        /// The document.
        document: DocumentId,
        /// What is said of it.
        said: Description,
    },
    /// A file in the answer of a draft.
    Answer {
        /// The proposal.
        proposal: ProposalId,
        /// The question.
        question: String,
    },
}

/// An upload as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: Uuid,
    /// Bytes that are here.
    pub offset: u64,
    /// Bytes it will have.
    pub length: u64,
    /// When it is given up (UTC).
    pub expires_at: DateTime<Utc>,
    /// The document it has become.
    pub document: Option<DocumentId>,
}

impl Upload {
    fn of(row: &UploadRow) -> Self {
        Self {
            id: row.id,
            offset: u64::try_from(row.received).unwrap_or(0),
            length: u64::try_from(row.length).unwrap_or(0),
            expires_at: row.expires_at,
            document: row.document.map(DocumentId::from),
        }
    }
}

/// Why an upload is not begun or not added to.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The bytes do not follow those that are here.
    #[error("the upload continues at byte {0}")]
    Elsewhere(u64),
    /// Another connection is adding to it.
    #[error("another connection is adding to the upload")]
    Held,
    /// It has more bytes than allowed, or than it was begun with.
    #[error("the upload has more than {0} bytes")]
    TooLong(u64),
    /// The person has too many open uploads.
    #[error("too many uploads are open")]
    TooMany,
    /// The use case fails.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<store::StoreError> for NotTaken {
    fn from(error: store::StoreError) -> Self {
        Self::Failure(error.into())
    }
}

/// What may be sent to a target, by a person who may send there.
fn allowed(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    target: &Target,
    most: u64,
) -> Result<Allowed, Failure> {
    match target {
        Target::Organisation {
            organisation, kind, ..
        } => organisation::may_add_in(conn, actor, *organisation, *kind, most),
        Target::Version { document, .. } => {
            organisation::may_replace_in(conn, actor, *document, most)
        }
        Target::Answer { proposal, question } => {
            let takes = answers::may_add_in(conn, facility, actor, *proposal, question)?;
            Ok(Allowed::any(takes.most_bytes(most)))
        }
    }
}

/// Begins an upload of `length` bytes; at most `most` bytes are ever taken.
pub fn begin(
    facility: &Facility,
    actor: &Actor,
    target: &Target,
    name: &str,
    length: u64,
    most: u64,
) -> Result<Upload, NotTaken> {
    let now = facility.clock.now();
    let row = facility.store.write(|conn| {
        let allowed = allowed(conn, facility, actor, target, most)?;
        match target {
            Target::Organisation { kind, said, .. } => drop(organisation::described(*kind, said)?),
            // Its kind makes no other faults than this one.
            Target::Version { said, .. } => {
                drop(organisation::described(DocumentKind::Other, said)?);
            }
            Target::Answer { .. } => {}
        }
        if length == 0 {
            return Err(Failure::field("file", "file-empty").into());
        }
        if length > allowed.most {
            return Err(NotTaken::TooLong(allowed.most));
        }
        if rows::open(conn, actor.person, now)? >= MOST_OPEN {
            return Err(NotTaken::TooMany);
        }
        let target = serde_json::to_string(target)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        let row = UploadRow {
            id: Uuid::now_v7(),
            person: actor.person,
            target,
            name: name.chars().take(300).collect(),
            length: i64::try_from(length).map_err(|_| NotTaken::TooLong(allowed.most))?,
            received: 0,
            document: None,
            created_at: now,
            expires_at: now + LASTS,
        };
        rows::insert(conn, &row)?;
        Ok(row)
    })?;
    Ok(Upload::of(&row))
}

fn row(facility: &Facility, actor: &Actor, id: Uuid) -> Result<UploadRow, Failure> {
    let now = facility.clock.now();
    let found = facility
        .store
        .read(|conn| rows::find(conn, id, actor.person).map_err(Failure::from))?;
    found
        .filter(|row| now < row.expires_at)
        .ok_or_else(Failure::hidden)
}

/// How far an upload of the person is.
pub fn state(facility: &Facility, actor: &Actor, id: Uuid) -> Result<Upload, Failure> {
    row(facility, actor, id).map(|row| Upload::of(&row))
}

/// Adds what a stream brings to an upload that stands at `offset`; `coming` is how much the sender says it is. What has
/// arrived before the stream breaks off is kept. With the last byte the upload becomes what it is for; adding nothing
/// to a whole upload tries that again, or answers what it has become.
pub async fn append<E: std::fmt::Display>(
    facility: &Facility,
    actor: &Actor,
    id: Uuid,
    offset: u64,
    coming: Option<u64>,
    content: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Upload, NotTaken> {
    let me = actor.clone();
    let (incoming, before) = aside(facility, move |facility| {
        Ok(hold(facility, &me, id, offset))
    })
    .await??;
    let Some(incoming) = incoming else {
        return Ok(before);
    };
    let room = before.length - before.offset;
    if coming.is_some_and(|coming| coming > room) {
        return Err(NotTaken::TooLong(before.length));
    }
    let noting = facility.clone();
    let certain = move |length: u64| {
        let bytes = i64::try_from(length).unwrap_or(i64::MAX);
        noting
            .store
            .write(|conn| rows::received(conn, id, bytes).map_err(Failure::from))
    };
    let (incoming, end) = take(incoming, content, room, certain).await?;
    if end == End::TooLong {
        return Err(NotTaken::TooLong(before.length));
    }
    let upload = Upload {
        offset: incoming.length(),
        ..before
    };
    if upload.offset < upload.length {
        return Ok(upload);
    }
    let me = actor.clone();
    let document = aside(facility, move |facility| {
        finish(facility, &me, id, incoming)
    })
    .await?;
    Ok(Upload {
        document: Some(document),
        ..upload
    })
}

/// Takes hold of the file of an upload at the place where it goes on. Nothing is held of one that has become a document.
fn hold(
    facility: &Facility,
    actor: &Actor,
    id: Uuid,
    offset: u64,
) -> Result<(Option<Incoming>, Upload), NotTaken> {
    row(facility, actor, id)?;
    let mut incoming = facility.contents.incoming(id)?.ok_or(NotTaken::Held)?;
    // Read again now that nobody else can add to it.
    let mut row = match row(facility, actor, id) {
        Ok(row) => row,
        Err(failure) => {
            incoming.discard()?;
            return Err(failure.into());
        }
    };
    if row.document.is_some() {
        incoming.discard()?;
        let upload = Upload::of(&row);
        return if offset == upload.length {
            Ok((None, upload))
        } else {
            Err(NotTaken::Elsewhere(upload.length))
        };
    }
    // After a crash the file and the note of it may differ. What both know of is certain.
    let noted = u64::try_from(row.received).unwrap_or(0);
    incoming.cut(noted)?;
    if incoming.length() < noted {
        row.received = i64::try_from(incoming.length()).unwrap_or(0);
        let bytes = row.received;
        facility
            .store
            .write(|conn| rows::received(conn, id, bytes).map_err(Failure::from))?;
    }
    let upload = Upload::of(&row);
    if upload.offset == offset {
        Ok((Some(incoming), upload))
    } else {
        Err(NotTaken::Elsewhere(upload.offset))
    }
}

/// Makes a whole upload what it is for. One that can never become it is removed; one that could not be judged or written
/// down just now is kept, so that it can be tried again.
fn finish(
    facility: &Facility,
    actor: &Actor,
    id: Uuid,
    incoming: Incoming,
) -> Result<DocumentId, Failure> {
    let done = complete(facility, actor, id, &incoming);
    let final_word = match &done {
        Ok(_) => true,
        Err(failure) => !failure.is_passing(),
    };
    if final_word {
        incoming.discard()?;
    }
    if final_word && done.is_err() {
        facility
            .store
            .write(|conn| rows::remove(conn, id).map_err(Failure::from))?;
    }
    done
}

fn complete(
    facility: &Facility,
    actor: &Actor,
    id: Uuid,
    incoming: &Incoming,
) -> Result<DocumentId, Failure> {
    let row = row(facility, actor, id)?;
    let target: Target = serde_json::from_str(&row.target)
        .map_err(|error| Failure::Unexpected(format!("the target of upload {id}: {error}")))?;
    // May it still be sent there? Nothing is kept for who may not.
    let allowed = facility
        .store
        .read(|conn| allowed(conn, facility, actor, &target, u64::MAX))?;
    let field = match &target {
        Target::Answer { question, .. } => question,
        _ => "file",
    };
    let received = judge(facility, field, incoming, allowed.types)?;
    facility.store.write(|conn| {
        let document = become_in(conn, facility, actor, &target, &row.name, &received)?;
        rows::became(conn, id, document)?;
        Ok(document)
    })
}

fn become_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    target: &Target,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    match target {
        Target::Organisation {
            organisation,
            kind,
            said,
        } => {
            let what = (*kind, said);
            organisation::add_in(conn, facility, actor, *organisation, what, name, received)
        }
        Target::Version { document, said } => {
            let which = (*document, None);
            organisation::replace_in(conn, facility, actor, which, said, name, received)
        }
        Target::Answer { proposal, question } => {
            answers::add_in(conn, facility, actor, *proposal, question, name, received)
        }
    }
}

/// Gives an upload up.
pub fn give_up(facility: &Facility, actor: &Actor, id: Uuid) -> Result<(), NotTaken> {
    row(facility, actor, id)?;
    let incoming = facility.contents.incoming(id)?.ok_or(NotTaken::Held)?;
    facility
        .store
        .write(|conn| rows::remove(conn, id).map_err(Failure::from))?;
    Ok(incoming.discard()?)
}

/// Clears uploads whose time has passed, and files that belong to none. Answers how many.
pub fn clear(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let expired = facility
        .store
        .read(|conn| rows::expired(conn, now).map_err(Failure::from))?;
    let mut cleared = 0;
    for id in expired {
        // One that is being added to at this moment is cleared in the next round.
        let Some(incoming) = facility.contents.incoming(id)? else {
            continue;
        };
        facility
            .store
            .write(|conn| rows::remove(conn, id).map_err(Failure::from))?;
        incoming.discard()?;
        cleared += 1;
    }
    for id in facility.contents.untouched(STRAY)? {
        let known = facility
            .store
            .read(|conn| rows::is_known(conn, id).map_err(Failure::from))?;
        if !known {
            facility.contents.discard(id)?;
            cleared += 1;
        }
    }
    Ok(cleared)
}
