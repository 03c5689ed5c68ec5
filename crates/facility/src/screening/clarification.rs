//! Clarification: what was asked and answered, the applicant's answer, and what the clock does without one.

use chrono::{DateTime, NaiveDate, Utc};
use store::AnyConn;
use workflow::ids::{DocumentId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal::Command as ProposalCommand;
use workflow::proposal::Event;
use workflow::record::Digest;
use workflow::role::Actor;
use workflow::screening::{self, Answer, Attached, Command, State};
use workflow::text::Text;
use workflow::transition::Status;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::{Failure, FieldFault};

/// A point and the answer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClarifiedPoint {
    /// The criterion it belongs to.
    pub criterion: Option<String>,
    /// What was asked.
    pub asked: String,
    /// The answer in words.
    pub answer: Option<String>,
    /// Documents of the answer.
    pub documents: Vec<DocumentId>,
}

/// A request to the applicant and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clarified {
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// Last day for the answer, on the clocks of the call's zone.
    pub until: NaiveDate,
    /// When it was answered (UTC).
    pub answered_at: Option<DateTime<Utc>>,
    /// Point by point.
    pub points: Vec<ClarifiedPoint>,
}

/// An applicant's answer to one point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenAnswer {
    /// In words.
    pub text: Option<Text>,
    /// Documents of the proposal, handed in for this answer.
    pub documents: Vec<DocumentId>,
}

/// The requests of a file with their answers, in words.
pub(crate) fn told(conn: &mut AnyConn, screening: &State) -> Result<Vec<Clarified>, Failure> {
    let mut words = |digest: Digest| store::drafts::find_text(conn, digest).map_err(Failure::from);
    let mut found = Vec::with_capacity(screening.clarifications.len());
    for request in &screening.clarifications {
        let answers = request.answers.as_ref();
        let mut points = Vec::with_capacity(request.points.len());
        for (index, point) in request.points.iter().enumerate() {
            let answer = answers.and_then(|(_, answers)| answers.get(index));
            points.push(ClarifiedPoint {
                criterion: point.criterion.clone(),
                asked: words(point.text)?.unwrap_or_default(),
                answer: match answer.and_then(|answer| answer.text) {
                    Some(digest) => words(digest)?,
                    None => None,
                },
                documents: answer.map_or_else(Vec::new, |answer| {
                    let ids = answer.documents.iter();
                    ids.map(|attached| attached.document).collect()
                }),
            });
        }
        found.push(Clarified {
            asked_at: request.asked_at,
            until: request.until,
            answered_at: answers.map(|(at, _)| *at),
            points,
        });
    }
    Ok(found)
}

/// The applicant answers, point by point. Documents are those of the proposal; the submission stays as it is.
///
/// Errors: [`Failure::Invalid`] names `documents-N` when a document of answer N is not one of this proposal.
pub fn answer(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    answers: &[GivenAnswer],
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| answer_in(conn, facility, actor, id, seen, answers))
}

/// The applicant answers, inside a transaction. What was written on the way is forgotten.
pub(super) fn answer_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    answers: &[GivenAnswer],
) -> Result<i64, Failure> {
    let case = ProposalCase::load(conn, id, facility.clock.now())?;
    if policy::view(actor, &case.proposal.state.subject()) == View::Nothing {
        return Err(Failure::hidden());
    }
    let mut held = crate::documents::of_proposal(conn, id)?;
    held.retain(|row| row.removed_at.is_none());
    let mut unknown = Vec::new();
    let mut attach = |index: usize, wanted: &[DocumentId]| -> Vec<Attached> {
        let found = |document: &DocumentId| {
            let row = held.iter().find(|row| row.id == *document);
            row.map(|row| Attached {
                document: row.id,
                sha256: row.digest,
            })
        };
        let attached: Vec<Attached> = wanted.iter().filter_map(found).collect();
        if attached.len() < wanted.len() {
            unknown.push(FieldFault {
                field: format!("documents-{}", index + 1),
                code: "unknown-option",
            });
        }
        attached
    };
    let answers: Vec<Answer> = answers
        .iter()
        .enumerate()
        .map(|(index, given)| Answer {
            text: given.text.clone(),
            documents: attach(index, &given.documents),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Failure::Invalid(unknown));
    }
    let command = ProposalCommand::Screening(Command::AnswerClarification { answers });
    let seq = cases::act_on_proposal(conn, facility, actor, id, seen, &command)?;
    store::clarification_answers::forget(conn, id)?;
    Ok(seq)
}

/// Reminds applicants who have one working day left for their answer, each once for a request.
pub fn remind(facility: &Facility) -> Result<(), Failure> {
    let now = facility.clock.now();
    let (waiting, calendar) = facility.store.read(|conn| {
        let waiting = store::proposals::in_status(conn, Status::ClarificationRequested)?;
        Ok::<_, Failure>((waiting, crate::calendar::load(conn)?.calendar))
    })?;
    for id in waiting {
        facility.store.write(|conn| {
            let case = ProposalCase::load(conn, id, now)?;
            if screening::reminder_due(&case.proposal.state, &case.call, &calendar, now) {
                crate::notices::answer_expected(conn, &case, now)?;
            }
            Ok::<_, Failure>(())
        })?;
    }
    Ok(())
}

/// Gives every file whose applicant has not answered in time back to its screener as it stands. Answers how many.
pub fn close_overdue(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let waiting = facility.store.read(|conn| {
        store::proposals::in_status(conn, Status::ClarificationRequested).map_err(Failure::from)
    })?;
    let mut closed = 0;
    for id in waiting {
        closed += facility.store.write(|conn| {
            let case = ProposalCase::load(conn, id, now)?;
            let Some(event) = screening::returned(&case.proposal.state, &case.call, now) else {
                return Ok::<_, Failure>(0);
            };
            cases::write_proposal(conn, &case.proposal, &[Event::Screening(event)], None, now)?;
            store::clarification_answers::forget(conn, id)?;
            Ok(1)
        })?;
    }
    Ok(closed)
}
