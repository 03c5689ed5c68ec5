//! Documents: received as they arrive, told by their content, read by those who see what they belong to.

mod answers;
pub mod of_call;
pub mod organisation;
mod receiving;
pub mod scanning;
pub mod uploads;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::ids::{CaseId, DocumentId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::record::CaseKind;
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::proposal::submitted_answers;

pub use answers::{add, may_add, remove};
pub(crate) use answers::{among, of_proposal};
pub use organisation::kinds_held;
pub use receiving::{Allowed, Received, receive};

/// The content of a document, piece by piece.
pub use store::documents::ContentStream;
/// What people say of a document: language, days, a line about it.
pub use store::documents::Description;
/// A version of a document: its name, kind, size and digest.
pub use store::documents::DocumentRow as Document;

/// The first version of a document nobody has said anything of.
fn first_version(
    case: CaseId,
    purpose: &str,
    name: &str,
    received: &Received,
    by: PersonId,
    now: DateTime<Utc>,
) -> Document {
    let id = DocumentId::new_v7(now);
    Document {
        id,
        document: id,
        version: 1,
        is_current: true,
        changes: 1,
        case,
        purpose: purpose.to_owned(),
        name: receiving::clean_name(name, received.kind),
        media_type: received.kind.media_type().to_owned(),
        size: received.size,
        digest: received.digest,
        description: Description::default(),
        uploaded_by: by,
        uploaded_at: now,
        stated_at: now,
        removed_by: None,
        removed_at: None,
    }
}

/// Makes a received content a document of a case, for a purpose; the caller has decided that it may be.
pub(crate) fn keep_for(
    conn: &mut AnyConn,
    case: CaseId,
    purpose: &str,
    name: &str,
    received: &Received,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<DocumentId, Failure> {
    let document = first_version(case, purpose, name, received, by, now);
    store::documents::insert(conn, &document)?;
    Ok(document.id)
}

/// The organisation a document belongs to; nothing when it belongs to a proposal.
fn organisation_of(
    conn: &mut AnyConn,
    document: &Document,
) -> Result<Option<OrganisationId>, Failure> {
    let head = store::record::head(conn, document.case)?.ok_or_else(Failure::hidden)?;
    let whole = head.kind == CaseKind::Organisation;
    Ok(whole.then(|| OrganisationId(document.case.uuid())))
}

/// A document, for those who see it: the people of its organisation and who reads the register; of a proposal, the people
/// of the organisation, and whoever sees the whole file once it was submitted with it sent with the answer to a
/// clarification, or noted in its agreement.
pub fn find(facility: &Facility, actor: &Actor, id: DocumentId) -> Result<Document, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let document = store::documents::find(conn, id)?.ok_or_else(Failure::hidden)?;
        if let Some(organisation) = organisation_of(conn, &document)? {
            organisation::may_read(actor, organisation)?;
            return Ok(document);
        }
        let case = ProposalCase::load(conn, ProposalId(document.case.uuid()), now)?;
        let proposal = &case.proposal.state;
        if policy::view(actor, &proposal.subject()) != View::File {
            return Err(Failure::hidden());
        }
        if actor.member(proposal.organisation, Role::Reader) {
            return Ok(document);
        }
        if proposal.screening.answered_with(id) || proposal.agreement.holds(id) {
            return Ok(document);
        }
        let answers = submitted_answers(conn, proposal)?;
        among(vec![document], &answers)
            .pop()
            .ok_or_else(Failure::hidden)
    })
}

/// The content of a document the person may see, piece by piece.
pub async fn stream(facility: &Facility, document: &Document) -> Result<ContentStream, Failure> {
    Ok(facility.contents.stream(document.digest).await?)
}

/// The content of a document the person may see. Errors when it is not what was uploaded.
pub async fn content(facility: &Facility, document: &Document) -> Result<Bytes, Failure> {
    Ok(facility.contents.get(document.digest).await?)
}
