//! Sending an agreement, and signatures: on the screen, or on a copy of paper.

use chrono::NaiveDate;
use store::letters::SentLetter;
use uuid::Uuid;
use workflow::agreement::Command;
use workflow::ids::{DocumentId, ProposalId};
use workflow::procedure::Letter;
use workflow::proposal::Command as ProposalCommand;
use workflow::record::{Digest, digest};
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::{Action, Status};

use super::conditions::{attached, permitted};
use super::{applies, contracted, paper};
use crate::Facility;
use crate::cases;
use crate::documents::{self, Received};
use crate::failure::Failure;

/// Approves the terms another person prepared, sets them as a paper, keeps it, and sends it to everybody who writes for the
/// applicant. `read` is the digest of the draft the person has read (see [`super::Agreement::draft`]). Answers the new place in
/// the chain.
///
/// Errors with [`Failure::ChangedMeanwhile`] when the draft has become another one.
pub fn send(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    read: Option<Digest>,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::SendAgreement)?;
        cases::expect(seen, case.proposal.seq)?;
        let draft = paper::compose(conn, &case)?;
        if read.is_some_and(|read| draft.digest().ok() != Some(read)) {
            return Err(Failure::ChangedMeanwhile);
        }
        let pdf = paper::set(&draft.sheet)?;
        let paper = digest(&pdf);
        let sheet = serde_json::to_string(&draft.sheet);
        let mut kept = SentLetter {
            id: Uuid::now_v7(),
            proposal: id,
            letter: Letter::Agreement.name().to_owned(),
            language: draft.language.code().to_owned(),
            subject: draft.sheet.title.clone(),
            body: String::new(),
            sheet: sheet.map_err(|error| Failure::Unexpected(error.to_string()))?,
            sent_at: now,
            pdf: Some(pdf),
        };
        let command = ProposalCommand::Agreement(Command::SendAgreement { paper });
        let seq = cases::act_on_proposal(conn, facility, actor, id, seen, &command)?;
        let sent = cases::ProposalCase::load(conn, id, now)?;
        let recipient = draft.sheet.parties.last();
        let recipient = recipient.map_or("", |party| party.name.as_str());
        let mail = paper::mail(&sent, draft.language, recipient);
        kept.subject = mail.subject;
        kept.body = mail.body;
        store::letters::keep(conn, &kept)?;
        for person in crate::letters::recipients(conn, &sent.proposal.state)? {
            let mail = paper::mail(&sent, draft.language, &person.name);
            let once = format!("agreement:{id}:{seq}:{}", person.id);
            crate::outbox::put_with_letter(conn, &person, &once, &mail, &kept, now)?;
        }
        Ok(seq)
    })
}

/// The PDF of the agreement with the name of its file: the one that was sent, byte for byte, or for people of the facility, while
/// there is none, the one that would be sent. Hidden when there is none for the person.
pub fn pdf(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<(String, Vec<u8>), Failure> {
    let (name, kept, draft) = facility.store.read(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        let state = &case.proposal.state;
        let name = paper::file_name(&case);
        if let Some(paper) = state.agreement.paper {
            let sent = store::letters::of_proposal(conn, id)?;
            let papers = sent.into_iter().filter_map(|letter| letter.pdf);
            let mut papers = papers.filter(|pdf| digest(pdf) == paper);
            let kept = papers.next().ok_or_else(|| {
                Failure::Unexpected(format!("agreement {paper} of proposal {id} is not there"))
            })?;
            return Ok::<_, Failure>((name, Some(kept), None));
        }
        let draft = state.agreement.terms.is_some() && state.status == Status::Negotiation;
        if !draft || applies(actor, &case) {
            return Err(Failure::hidden());
        }
        Ok((name, None, Some(paper::compose(conn, &case)?)))
    })?;
    match (kept, draft) {
        (Some(kept), _) => Ok((name, kept)),
        (None, Some(draft)) => Ok((name, paper::set(&draft.sheet)?)),
        (None, None) => Err(Failure::hidden()),
    }
}

/// Whether the person may record a copy that was signed on paper: to be asked before its content is received.
pub fn may_record(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<(), Failure> {
    facility.store.read(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::RecordSignedCopy)
    })
}

/// Makes a received content a document that can be recorded as a signed copy. Answers its id.
pub fn attach(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::RecordSignedCopy)?;
        documents::keep_for(
            conn,
            id.into(),
            "signed-copy",
            name,
            received,
            actor.person,
            now,
        )
    })
}

/// A copy signed on paper, to be recorded.
#[derive(Clone, Debug)]
pub struct SignedOnPaper {
    /// Whether it was signed for the facility; else for the organisation.
    pub for_facility: bool,
    /// Who signed, by name.
    pub signatory: Text,
    /// On which day, as the copy says.
    pub signed_on: NaiveDate,
    /// The document with the copy, handed in by [`attach`].
    pub document: DocumentId,
}

/// Records a copy that was signed on paper. Answers the new place in the chain.
///
/// Errors: [`Failure::Invalid`] names `documents` when it is no document of this proposal.
pub fn record_copy(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    copy: &SignedOnPaper,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::RecordSignedCopy)?;
        let found = attached(conn, id, &[copy.document])?;
        let command = Command::RecordSignedCopy {
            for_facility: copy.for_facility,
            signatory: copy.signatory.clone(),
            signed_on: copy.signed_on,
            copy: *found.first().ok_or_else(Failure::hidden)?,
        };
        let command = ProposalCommand::Agreement(command);
        cases::act_on_proposal(conn, facility, actor, id, seen, &command)
    })
}
