//! The applicant's side of a clarification: answers written point by point, with documents, until they are sent. The
//! submission stays as it is.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use store::AnyConn;
use store::clarification_answers::{self, Place};
use workflow::definition::Localised;
use workflow::ids::{DocumentId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::permitted;
use workflow::role::Actor;
use workflow::screening::MOST_DOCUMENTS;
use workflow::text::{Text, TextError};
use workflow::transition::{Action, StageKind};

use super::clarification::{GivenAnswer, answer_in};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::documents::{self, Document, Received};
use crate::failure::{Failure, FieldFault};

/// A point to be answered, with what is written so far.
pub struct OpenPoint {
    /// The criterion it belongs to, as the call words it.
    pub criterion: Option<Localised>,
    /// What is asked.
    pub asked: String,
    /// The answer as it is written so far; may be empty.
    pub text: String,
    /// Documents handed in for it.
    pub documents: Vec<Document>,
}

/// A request that waits for the applicant's answer.
pub struct OpenRequest {
    /// Place in the chain; send it back with the answer.
    pub seq: i64,
    /// Title of the proposal.
    pub title: String,
    /// Reference.
    pub reference: Option<String>,
    /// Title of the call.
    pub call: Localised,
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// Last day for the answer, on the clocks of the call.
    pub until: NaiveDate,
    /// The zone of those clocks.
    pub zone: Tz,
    /// Its points.
    pub points: Vec<OpenPoint>,
}

/// The case, when the person may answer now, and which request of it waits, from 0.
fn answerable(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<(ProposalCase, i32), Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    let state = &case.proposal.state;
    permitted(
        state,
        Action::AnswerClarification,
        &case.situation(actor, now, 0),
    )?;
    let last = state.screening.clarifications.len().checked_sub(1);
    let request = last.and_then(|last| i32::try_from(last).ok());
    Ok((case, request.ok_or_else(Failure::hidden)?))
}

/// What documents of a point are for: no question of a form is called so.
fn purpose(request: i32, point: usize) -> String {
    format!("clarification.{request}.{point}")
}

/// Documents handed in for a point and not taken out again.
fn handed_in(documents: &[Document], request: i32, point: usize) -> Vec<Document> {
    let purpose = purpose(request, point);
    documents
        .iter()
        .filter(|document| document.purpose == purpose && document.removed_at.is_none())
        .cloned()
        .collect()
}

/// The request that waits for an answer, for those who may answer it.
pub fn open(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<OpenRequest, Failure> {
    facility.store.read(|conn| {
        let (case, request) = answerable(conn, facility, actor, id)?;
        open_in(conn, &case, request)
    })
}

fn open_in(conn: &mut AnyConn, case: &ProposalCase, request: i32) -> Result<OpenRequest, Failure> {
    let state = &case.proposal.state;
    let asked = state
        .screening
        .clarification()
        .ok_or_else(Failure::hidden)?;
    let written: BTreeMap<i32, String> =
        clarification_answers::of_request(conn, state.id, request)?
            .into_iter()
            .collect();
    let held = documents::of_proposal(conn, state.id)?;
    let criterion = |id: &str| match case.stage_of(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules.criterion(id).ok().map(|known| known.text.clone()),
        _ => None,
    };
    let mut points = Vec::with_capacity(asked.points.len());
    for (index, point) in asked.points.iter().enumerate() {
        let place = i32::try_from(index).unwrap_or(i32::MAX);
        points.push(OpenPoint {
            criterion: point.criterion.as_deref().and_then(criterion),
            asked: store::drafts::find_text(conn, point.text)?.unwrap_or_default(),
            text: written.get(&place).cloned().unwrap_or_default(),
            documents: handed_in(&held, request, index),
        });
    }
    Ok(OpenRequest {
        seq: case.proposal.seq,
        title: crate::proposal::title_in(conn, case)?,
        reference: state.reference(&case.call),
        call: case.call.definition.title.clone(),
        asked_at: asked.asked_at,
        until: asked.until,
        zone: case.call.definition.dates.zone,
        points,
    })
}

/// Refuses whoever may not answer now: to be asked before a document is received.
pub fn may_answer(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<(), Failure> {
    facility
        .store
        .read(|conn| answerable(conn, facility, actor, id).map(|_| ()))
}

/// Keeps answers as they are written, by point from 0; an empty one may be kept too.
///
/// Errors: [`Failure::Invalid`] names `answer-N`, N from 1, of a text that is too long or cannot be shown.
pub fn keep(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    texts: &BTreeMap<usize, String>,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let (case, request) = answerable(conn, facility, actor, id)?;
        let points = points_of(&case);
        let mut faults = Vec::new();
        for (point, raw) in texts.iter().filter(|(point, _)| **point < points) {
            let text = match Text::parse(raw) {
                Ok(text) => text.as_str().to_owned(),
                Err(TextError::Empty) => String::new(),
                Err(error) => {
                    faults.push(FieldFault {
                        field: format!("answer-{}", point + 1),
                        code: if error == TextError::TooLong {
                            "too-long"
                        } else {
                            "characters"
                        },
                    });
                    continue;
                }
            };
            let at = Place {
                request,
                point: i32::try_from(*point).unwrap_or(i32::MAX),
            };
            let now = facility.clock.now();
            clarification_answers::keep(conn, id, at, &text, actor.person, now)?;
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Failure::Invalid(faults))
        }
    })
}

fn points_of(case: &ProposalCase) -> usize {
    let open = case.proposal.state.screening.clarification();
    open.map_or(0, |open| open.points.len())
}

/// Makes a received content a document of a point, from 0. Answers its id.
///
/// Errors: [`Failure::Invalid`] names `file-N`, N from 1, when the point holds as many as it may.
pub fn attach(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    point: usize,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    facility.store.write(|conn| {
        let (case, request) = answerable(conn, facility, actor, id)?;
        if point >= points_of(&case) {
            return Err(Failure::hidden());
        }
        let held = documents::of_proposal(conn, id)?;
        if handed_in(&held, request, point).len() >= MOST_DOCUMENTS {
            let field = format!("file-{}", point + 1);
            return Err(Failure::field(&field, "file-too-many"));
        }
        let now = facility.clock.now();
        let purpose = purpose(request, point);
        documents::keep_for(conn, id.into(), &purpose, name, received, actor.person, now)
    })
}

/// Takes a document out of the answers being written. Hidden when it is none of theirs.
pub fn detach(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    document: DocumentId,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let (case, request) = answerable(conn, facility, actor, id)?;
        let held = documents::of_proposal(conn, id)?;
        let found = (0..points_of(&case))
            .flat_map(|point| handed_in(&held, request, point))
            .find(|row| row.id == document)
            .ok_or_else(Failure::hidden)?;
        store::documents::remove(conn, &found, actor.person, facility.clock.now())?;
        Ok(())
    })
}

/// Sends what is written, all points at once. Answers the new place in the chain.
pub fn send(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let (case, request) = answerable(conn, facility, actor, id)?;
        let written = open_in(conn, &case, request)?;
        let answers: Vec<GivenAnswer> = written
            .points
            .into_iter()
            .map(|point| GivenAnswer {
                text: Text::parse(&point.text).ok(),
                documents: point.documents.iter().map(|row| row.id).collect(),
            })
            .collect();
        answer_in(conn, facility, actor, id, seen, &answers)
    })
}

/// Documents sent with answers to the clarifications of a file, for people who see the whole file.
pub fn sent(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Vec<Document>, Failure> {
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, facility.clock.now())?;
        let state = &case.proposal.state;
        if policy::view(actor, &state.subject()) != View::File {
            return Err(Failure::hidden());
        }
        let mut found = documents::of_proposal(conn, id)?;
        found.retain(|document| state.screening.answered_with(document.id));
        Ok(found)
    })
}
