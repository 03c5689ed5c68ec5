//! Verification: questions answered with comment and evidence, the verdict proposed, and what is to be renewed.

use std::collections::{BTreeMap, BTreeSet};

use workflow::due_diligence::Answer;
use workflow::ids::{DocumentId, OrganisationId};
use workflow::organisation::Command;
use workflow::role::Actor;
use workflow::text::Text;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

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
                before.state.proposed_by.is_none()
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
