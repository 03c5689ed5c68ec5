//! Documents of a call, such as guidelines and model forms: kept by who sets it up, read by everybody who sees the call.

use store::AnyConn;
use store::documents as rows;
use workflow::call;
use workflow::ids::{CallId, DocumentId};
use workflow::refusal::Refusal;
use workflow::role::Actor;

use super::{Document, Received, first_version};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The most documents a call may have.
const MOST: usize = 20;

fn held(conn: &mut AnyConn, id: CallId) -> Result<Vec<Document>, Failure> {
    let all = rows::of_case(conn, id.into())?;
    let kept = |document: &Document| document.is_current && document.removed_at.is_none();
    Ok(all.into_iter().filter(kept).collect())
}

/// The documents of a call, for who sees the call, and whether the person may add and remove some.
pub fn list(
    facility: &Facility,
    actor: Option<&Actor>,
    id: CallId,
) -> Result<(Vec<Document>, bool), Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, actor, id)?;
        let keeps = actor.is_some_and(|actor| call::keeps_documents(&call, actor).is_ok());
        Ok((held(conn, id)?, keeps))
    })
}

/// A document of a call, for who sees the call.
pub fn find(
    facility: &Facility,
    actor: Option<&Actor>,
    id: CallId,
    document: DocumentId,
) -> Result<Document, Failure> {
    let (documents, _) = list(facility, actor, id)?;
    let mut documents = documents.into_iter();
    let found = documents.find(|held| held.id == document);
    found.ok_or_else(Failure::hidden)
}

/// Whether the person may add a document: to be asked before the content is received.
pub fn may_add(facility: &Facility, actor: &Actor, id: CallId) -> Result<(), Failure> {
    facility.store.read(|conn| may_add_in(conn, actor, id))
}

fn may_add_in(conn: &mut AnyConn, actor: &Actor, id: CallId) -> Result<(), Failure> {
    let call = cases::visible_call(conn, Some(actor), id)?;
    call::keeps_documents(&call, actor)?;
    if held(conn, id)?.len() >= MOST {
        return Err(Refusal::TooMany { most: MOST as u32 }.into());
    }
    Ok(())
}

/// Makes a received content a document of a call.
pub fn add(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    facility.store.write(|conn| {
        may_add_in(conn, actor, id)?;
        let now = facility.clock.now();
        let document = first_version(id.into(), "call", name, received, actor.person, now);
        rows::insert(conn, &document)?;
        Ok(document.id)
    })
}

/// Takes a document off a call.
pub fn remove(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    document: DocumentId,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let call = cases::visible_call(conn, Some(actor), id)?;
        call::keeps_documents(&call, actor)?;
        let held = held(conn, id)?;
        let before = held.iter().find(|held| held.id == document);
        let before = before.ok_or_else(Failure::hidden)?;
        rows::remove(conn, before, actor.person, facility.clock.now())?;
        Ok(())
    })
}
