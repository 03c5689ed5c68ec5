//! Documents of proposals: received as they arrive, told by their content, read by those who see the file.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use store::AnyConn;
use store::documents::NotKept;
use workflow::form::{AnswerKind, Answers, Question};
use workflow::ids::{DocumentId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal as rules;
use workflow::record::Digest;
use workflow::role::{Actor, Role};
use workflow::text;
use workflow::transition::Action;

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::proposal::submitted_answers;

/// A document: its name, kind, size and digest.
pub use store::documents::DocumentRow as Document;

/// Kinds of documents that are taken: the end of the name, and the media type.
pub const KINDS: [(&str, &str); 6] = [
    ("pdf", "application/pdf"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
];

/// A content that was received whole, not yet a document of anything.
#[derive(Clone, Debug)]
pub struct Received {
    digest: Digest,
    size: i64,
    /// Place in [`KINDS`].
    kind: usize,
}

/// The most bytes of a content that are looked at from its beginning.
const HEAD: usize = 96;

/// Tells the kind of a content while it passes by, without trusting its name.
#[derive(Default)]
struct Sniffer {
    head: Vec<u8>,
    tail: Vec<u8>,
    word: bool,
    sheet: bool,
}

impl Sniffer {
    fn see(&mut self, part: &[u8]) {
        let wanted = HEAD.saturating_sub(self.head.len()).min(part.len());
        self.head.extend_from_slice(&part[..wanted]);
        if !self.head.starts_with(b"PK") {
            return;
        }
        // A name of the archive may be cut by the border of two parts.
        let mut joined = std::mem::take(&mut self.tail);
        joined.extend_from_slice(part);
        let holds = |name: &[u8]| joined.windows(name.len()).any(|at| at == name);
        self.word |= holds(b"word/document.xml");
        self.sheet |= holds(b"xl/workbook.xml");
        self.tail = joined.split_off(joined.len().saturating_sub(20));
    }

    /// The place in [`KINDS`], once the whole content has passed.
    fn kind(&self) -> Option<usize> {
        let end = if self.head.starts_with(b"%PDF-") {
            "pdf"
        } else if self.head.starts_with(b"\x89PNG\r\n\x1a\n") {
            "png"
        } else if self.head.starts_with(b"\xff\xd8\xff") {
            "jpg"
        } else if !self.head.starts_with(b"PK\x03\x04") {
            return None;
        } else if self
            .head
            .windows(39)
            .any(|at| at == b"application/vnd.oasis.opendocument.text".as_slice())
        {
            "odt"
        } else if self.word {
            "docx"
        } else if self.sheet {
            "xlsx"
        } else {
            return None;
        };
        KINDS.iter().position(|(known, _)| *known == end)
    }
}

/// Receives a content of at most `most` bytes as it arrives. Nothing is kept of one that is too long, breaks off, or is
/// none of [`KINDS`]; then the fault is one of the field `field`.
pub async fn receive<E: std::fmt::Display>(
    facility: &Facility,
    field: &str,
    content: impl Stream<Item = Result<Bytes, E>>,
    most: u64,
) -> Result<Received, Failure> {
    let sniffer = Arc::new(Mutex::new(Sniffer::default()));
    let seen = Arc::clone(&sniffer);
    let passing = content.map(move |part| {
        let part = part.map_err(|error| error.to_string())?;
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .see(&part);
        Ok(part)
    });
    let last = Arc::clone(&sniffer);
    // After the last part: what is none of the kinds is refused before it is kept.
    let judged = passing.chain(
        stream::once(async move {
            let kind = last.lock().unwrap_or_else(PoisonError::into_inner).kind();
            kind.map(|_| Bytes::new()).ok_or_else(|| "kind".to_owned())
        })
        .filter(|judged| std::future::ready(judged.is_err())),
    );
    let kept = facility.contents.put_stream(judged, most).await;
    let sniffer = sniffer.lock().unwrap_or_else(PoisonError::into_inner);
    match (kept, sniffer.kind()) {
        (Ok((digest, size)), Some(kind)) => Ok(Received {
            digest,
            size: i64::try_from(size).unwrap_or(i64::MAX),
            kind,
        }),
        (Err(NotKept::TooLong { .. }), _) => Err(Failure::field(field, "file-size")),
        (Err(NotKept::Broken(why)), _) if why != "kind" => {
            Err(Failure::field(field, "file-broken"))
        }
        (Err(NotKept::Store(error)), _) => Err(error.into()),
        _ if sniffer.head.is_empty() => Err(Failure::field(field, "file-empty")),
        _ => Err(Failure::field(field, "file-type")),
    }
}

/// A name for people: no folders, no hidden characters, and the end that fits the content.
fn clean_name(raw: &str, kind: usize) -> String {
    let (end, _) = KINDS[kind];
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let short: String = last.chars().take(110).collect();
    let plain: String = short.chars().filter(|c| !c.is_control()).collect();
    let name = text::line(&plain, 120).unwrap_or_else(|_| "document".to_owned());
    let fits = name.rsplit_once('.').is_some_and(|(stem, given)| {
        let given = given.to_ascii_lowercase();
        !stem.is_empty() && (given == end || (end == "jpg" && given == "jpeg"))
    });
    if fits { name } else { format!("{name}.{end}") }
}

fn file_question<'a>(
    case: &'a ProposalCase,
    question: &str,
) -> Result<(&'a Question, u32), Failure> {
    let form = &case.call.definition.form;
    form.question(question)
        .and_then(|question| match question.answer {
            AnswerKind::File { most } => Some((question, most)),
            _ => None,
        })
        .ok_or_else(Failure::hidden)
}

/// Whether the person may add a document to the answer of a draft: to be asked before the content is received.
pub fn may_add(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        rules::permitted(
            &case.proposal.state,
            Action::SaveDraft,
            &case.situation(actor, now, 0),
        )?;
        file_question(&case, question).map(|_| ())
    })
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
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (mut ids, most) = held(conn, facility, actor, id, question)?;
        if ids.len() >= most as usize {
            return Err(Failure::field(question, "file-too-many"));
        }
        let document = Document {
            id: DocumentId::new_v7(now),
            case: id.into(),
            purpose: question.to_owned(),
            name: clean_name(name, received.kind),
            media_type: KINDS[received.kind].1.to_owned(),
            size: received.size,
            digest: received.digest,
            uploaded_by: actor.person,
            uploaded_at: now,
        };
        store::documents::insert(conn, &document)?;
        ids.push(document.id.to_string());
        answer(conn, facility, actor, id, question, ids)?;
        Ok(document.id)
    })
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

/// The documents a draft's answer holds, and the most it may hold.
fn held(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
) -> Result<(Vec<String>, u32), Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    rules::permitted(
        &case.proposal.state,
        Action::SaveDraft,
        &case.situation(actor, now, 0),
    )?;
    let (_, most) = file_question(&case, question)?;
    let (_, answers) = crate::intake::answers_of(conn, id)?;
    Ok((ids_of(&answers, question), most))
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

/// A document, for those who see it: the people of the organisation, and whoever sees the whole file once it was
/// submitted with it.
pub fn find(facility: &Facility, actor: &Actor, id: DocumentId) -> Result<Document, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let document = store::documents::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let case = ProposalCase::load(conn, ProposalId(document.case.uuid()), now)?;
        let proposal = &case.proposal.state;
        if policy::view(actor, &proposal.subject()) != View::File {
            return Err(Failure::hidden());
        }
        if actor.member(proposal.organisation, Role::Reader) {
            return Ok(document);
        }
        let answers = submitted_answers(conn, proposal)?;
        among(vec![document], &answers)
            .pop()
            .ok_or_else(Failure::hidden)
    })
}

/// The content of a document the person may see. Errors when it is not what was uploaded.
pub async fn content(facility: &Facility, document: &Document) -> Result<Bytes, Failure> {
    Ok(facility.contents.get(document.digest).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(parts: &[&[u8]]) -> Option<&'static str> {
        let mut sniffer = Sniffer::default();
        for part in parts {
            sniffer.see(part);
        }
        sniffer.kind().map(|kind| KINDS[kind].0)
    }

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(kind(&[b"%PDF-1.7 ..."]), Some("pdf"));
        assert_eq!(kind(&[b"\x89PN", b"G\r\n\x1a\n..."]), Some("png"));
        assert_eq!(
            kind(&[b"PK\x03\x04....wor", b"d/document.xml"]),
            Some("docx")
        );
        assert_eq!(kind(&[b"PK\x03\x04....xl/workbook.xml"]), Some("xlsx"));
        assert_eq!(
            kind(&[b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text"]),
            Some("odt")
        );
        for other in [b"MZ...".as_slice(), b"PK\x03\x04evil.exe", b"<html>", b""] {
            assert_eq!(kind(&[other]), None);
        }
    }

    #[test]
    fn names_are_made_harmless() {
        assert_eq!(clean_name("../../etc/plan.pdf", 0), "plan.pdf");
        assert_eq!(clean_name("C:\\x\\plan.exe", 0), "plan.exe.pdf");
        assert_eq!(clean_name("", 0), "document.pdf");
        assert_eq!(clean_name("photo.JPEG", 5), "photo.JPEG");
        assert_eq!(clean_name("a\u{202e}fdp.exe", 0), "document.pdf");
        assert_eq!(clean_name(".pdf", 0), ".pdf.pdf");
    }
}
