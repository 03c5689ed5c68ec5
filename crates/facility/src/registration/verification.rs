//! Verification: questions answered with comment and evidence, the verdict proposed and confirmed, and its history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use store::documents::DocumentRow;
use workflow::due_diligence::{Answer, Verdict};
use workflow::ids::{DocumentId, OrganisationId};
use workflow::organisation::{self, Command, Event, Organisation, OrganisationAction};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::text::Text;

use super::history::{Recorded, recorded};
use super::reads_diligence;
use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::Someone;

/// An answer on record, in words.
#[derive(Clone, Debug)]
pub struct AnsweredView {
    /// The answer.
    pub answer: Answer,
    /// What was looked at.
    pub comment: Option<String>,
    /// Documents it rests on.
    pub evidence: BTreeSet<DocumentId>,
    /// Who answered.
    pub by: Option<Someone>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// How a round of the verification ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundEnd {
    /// Verified, to this last day.
    Verified(chrono::NaiveDate),
    /// Refused.
    Refused,
    /// The profile changed in something a verification looks at.
    Overtaken,
}

/// A round of the verification: from the first answer to the verdict.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// What happened in it, oldest first.
    pub steps: Vec<Recorded>,
    /// How it ended; `None` while it is under way.
    pub end: Option<RoundEnd>,
}

/// The verification of an organisation, for people of the facility.
pub struct VerificationView {
    /// Place in the chain.
    pub seq: i64,
    /// The organisation.
    pub state: Organisation,
    /// Answers of the round under way, by question; none when no round is.
    pub answers: BTreeMap<String, AnsweredView>,
    /// What they come to; a refusal while questions are open.
    pub verdict: Result<Verdict, Refusal>,
    /// Whether it is to be renewed.
    pub to_renew: bool,
    /// Whether the person took part in the round, and so cannot confirm it.
    pub took_part: bool,
    /// What the person may do.
    pub actions: Vec<OrganisationAction>,
    /// The organisation's documents in every version, to be named as evidence.
    pub documents: Vec<DocumentRow>,
    /// Every round, oldest first.
    pub rounds: Vec<Round>,
}

/// The verification of an organisation: for who reads what the facility keeps about it.
pub fn view(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<VerificationView, Failure> {
    if !reads_diligence(actor, id) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let state = loaded.state;
        let rounds = rounds(recorded(conn, id)?);
        let answers = rounds
            .last()
            .filter(|round| round.end.is_none())
            .map(|round| answers_of(&round.steps))
            .unwrap_or_default();
        let until = state.verified_until;
        Ok(VerificationView {
            seq: loaded.seq,
            verdict: facility.rules.verdict(&state.present_answers()),
            to_renew: until.is_some_and(|until| facility.rules.to_renew(until, today)),
            took_part: state.took_part(actor.person),
            actions: organisation::available(&state, actor),
            documents: store::documents::of_case(conn, id.into())?,
            answers,
            rounds,
            state,
        })
    })
}

/// The last answer to each question in a round.
fn answers_of(steps: &[Recorded]) -> BTreeMap<String, AnsweredView> {
    let mut found = BTreeMap::new();
    for step in steps {
        let answered = |answer, comment, evidence| AnsweredView {
            answer,
            comment,
            evidence,
            by: step.by.clone(),
            at: step.at,
        };
        match &step.event {
            Event::QuestionAnswered {
                question,
                answer,
                evidence,
                ..
            } => {
                let view = answered(*answer, step.text.clone(), evidence.clone());
                found.insert(question.clone(), view);
            }
            // The first verifications were answered and proposed in one.
            Event::VerificationProposed { answers, .. } => {
                found.retain(|question, _| answers.contains_key(question));
                for (question, answer) in answers {
                    found
                        .entry(question.clone())
                        .or_insert_with(|| answered(*answer, None, BTreeSet::new()));
                }
            }
            _ => {}
        }
    }
    found
}

/// The rounds of the verification in a record.
fn rounds(recorded: Vec<Recorded>) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for one in recorded {
        let under_way = rounds.last_mut().filter(|round| round.end.is_none());
        match &one.event {
            Event::QuestionAnswered { .. }
            | Event::VerificationProposed { .. }
            | Event::VerificationReturned { .. } => match under_way {
                Some(round) => round.steps.push(one),
                None => rounds.push(Round {
                    steps: vec![one],
                    end: None,
                }),
            },
            Event::Verified { until } => {
                if let Some(round) = under_way {
                    round.end = Some(RoundEnd::Verified(*until));
                    round.steps.push(one);
                }
            }
            Event::VerificationRefused {} => {
                if let Some(round) = under_way {
                    round.end = Some(RoundEnd::Refused);
                    round.steps.push(one);
                }
            }
            Event::Amended {
                substance: true, ..
            } => {
                if let Some(round) = under_way {
                    round.end = Some(RoundEnd::Overtaken);
                    round.steps.push(one);
                }
            }
            _ => {}
        }
    }
    rounds
}

/// An answer as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The answer.
    pub answer: Answer,
    /// What was looked at.
    pub comment: Option<Text>,
    /// Documents of the organisation it rests on.
    pub evidence: BTreeSet<DocumentId>,
}

/// Records answers to questions of the verification, each as an event of its own; those that are as they were are left
/// alone. With a `remark` on the whole, the verdict the answers come to is proposed too.
pub fn answer(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    answers: &BTreeMap<String, GivenAnswer>,
    remark: Option<&Text>,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let before = cases::load_organisation(conn, id)?;
        let own: BTreeSet<DocumentId> = store::documents::of_case(conn, id.into())?
            .into_iter()
            .map(|document| document.id)
            .collect();
        let (mut seq, mut seen) = (before.seq, seen);
        for (question, given) in answers {
            if !given.evidence.is_subset(&own) {
                return Err(Failure::field(question, "unknown-option"));
            }
            let known = before.state.answers.get(question).is_some_and(|known| {
                before.state.in_round()
                    && known.answer == given.answer
                    && known.comment == given.comment.as_ref().map(Text::digest)
                    && known.evidence == given.evidence
            });
            if known {
                continue;
            }
            let command = Command::AnswerQuestion {
                question: question.clone(),
                answer: given.answer,
                comment: given.comment.clone(),
                evidence: given.evidence.clone(),
            };
            seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
            // What follows is of the same person and the same moment.
            seen = Some(seq);
        }
        if let Some(remark) = remark {
            let command = Command::ProposeVerification {
                comment: remark.clone(),
            };
            seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        }
        Ok(seq)
    })
}
