//! Documents among the answers of a proposal.

use store::AnyConn;
use workflow::form::{AnswerKind, Answers, FileRules};
use workflow::ids::{DocumentId, ProposalId};
use workflow::proposal as rules;
use workflow::role::Actor;
use workflow::transition::Action;

use super::{Document, Received, first_version};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// What documents the answer of a question takes. Hidden when it takes none.
fn file_question(case: &ProposalCase, question: &str) -> Result<FileRules, Failure> {
    match case
        .form()
        .question(question)
        .map(|question| &question.answer)
    {
        Some(AnswerKind::File(rules)) => Ok(rules.clone()),
        _ => Err(Failure::hidden()),
    }
}

/// What documents the answer of a draft takes, when the person may add one: to be asked before the content is received.
pub fn may_add(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
) -> Result<FileRules, Failure> {
    facility
        .store
        .read(|conn| may_add_in(conn, facility, actor, id, question))
}

/// What documents the answer takes, when the person may add one.
pub(super) fn may_add_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
) -> Result<FileRules, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    rules::permitted(
        &case.proposal.state,
        Action::SaveDraft,
        &case.situation(actor, now, 0),
    )?;
    file_question(&case, question)
}

/// Makes a received content a document and adds it to the answer of a draft.
pub fn add(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    facility
        .store
        .write(|conn| add_in(conn, facility, actor, id, question, name, received))
}

/// Adds a document to the answer of a draft inside a transaction.
pub(super) fn add_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    let now = facility.clock.now();
    let (mut ids, takes) = held(conn, facility, actor, id, question)?;
    if ids.len() >= takes.most as usize {
        return Err(Failure::field(question, "file-too-many"));
    }
    if !takes.takes(received.kind) {
        return Err(Failure::field(question, "file-type"));
    }
    if received.size.unsigned_abs() > takes.most_bytes(u64::MAX) {
        return Err(Failure::field(question, "file-size"));
    }
    let document = first_version(id.into(), question, name, received, actor.person, now);
    store::documents::insert(conn, &document)?;
    ids.push(document.id.to_string());
    answer(conn, facility, actor, id, question, ids)?;
    Ok(document.id)
}

/// Takes a document out of the answer of a draft. What was submitted with it keeps it.
pub fn remove(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
    document: DocumentId,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let (mut ids, _) = held(conn, facility, actor, id, question)?;
        ids.retain(|held| *held != document.to_string());
        answer(conn, facility, actor, id, question, ids)
    })
}

/// The documents a draft's answer holds, and what it takes.
fn held(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
) -> Result<(Vec<String>, FileRules), Failure> {
    let takes = may_add_in(conn, facility, actor, id, question)?;
    let (_, answers) = crate::intake::answers_of(conn, id)?;
    Ok((ids_of(&answers, question), takes))
}

fn ids_of(answers: &Answers, question: &str) -> Vec<String> {
    let found = answers.get(question).and_then(|value| value.as_array());
    found
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect()
}

fn answer(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
    ids: Vec<String>,
) -> Result<(), Failure> {
    let value = if ids.is_empty() {
        serde_json::Value::Null
    } else {
        ids.into()
    };
    let changed = Answers::from([(question.to_owned(), value)]);
    crate::intake::save_in(conn, facility, actor, id, None, changed)?;
    Ok(())
}

/// Every document of a proposal, those of drafts too; the caller has decided who sees them.
pub(crate) fn of_proposal(conn: &mut AnyConn, id: ProposalId) -> Result<Vec<Document>, Failure> {
    Ok(store::documents::of_case(conn, id.into())?)
}

/// The documents the answers name.
pub(crate) fn among(documents: Vec<Document>, answers: &Answers) -> Vec<Document> {
    let named =
        |document: &Document| ids_of(answers, &document.purpose).contains(&document.id.to_string());
    documents.into_iter().filter(named).collect()
}
