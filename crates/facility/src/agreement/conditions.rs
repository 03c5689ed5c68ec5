//! The conditions of an award: each with what shows that it is met, or why it is carried into the agreement.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::agreement::{Command, HowSettled, MOST_DOCUMENTS, Settling, conditions_of};
use workflow::ids::{DocumentId, ProposalId};
use workflow::proposal::{self as rules, Command as ProposalCommand};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::screening::Attached;
use workflow::text::Text;
use workflow::transition::Action;

use super::{applies, contracted, someone};
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document, Received};
use crate::failure::Failure;
use crate::proposal::Someone;

/// A condition as a person reads it.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its number, from 1.
    pub number: u32,
    /// What the panel asks for.
    pub text: String,
    /// How it is settled.
    pub settled: Option<Settled>,
}

/// How a condition is settled, as a person reads it.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Whether it is carried into the agreement; else it is met.
    pub carried: bool,
    /// What was said about it, for the facility.
    pub said: Option<String>,
    /// Documents that show that it is met, for the facility.
    pub documents: Vec<Document>,
    /// By whom, for the facility.
    pub by: Option<Someone>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// How the officer settles a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is met, as words, documents or both show.
    Met {
        /// In words.
        comment: Option<Text>,
        /// Documents of the proposal that were handed in for it.
        documents: Vec<DocumentId>,
    },
    /// It becomes a term of the agreement.
    Carried {
        /// Why it need not be met before.
        reason: Text,
    },
}

/// The panel's text of the conditions; nothing when the award has none.
pub(super) fn written(conn: &mut AnyConn, case: &ProposalCase) -> Result<Option<Text>, Failure> {
    let Some(digest) = case.proposal.state.selection.conditions else {
        return Ok(None);
    };
    let text = store::drafts::find_text(conn, digest)?;
    Ok(text.and_then(|text| Text::parse(&text).ok()))
}

/// The conditions that are carried into the agreement, in their order.
pub(crate) fn carried(conn: &mut AnyConn, case: &ProposalCase) -> Result<Vec<String>, Failure> {
    let Some(written) = written(conn, case)? else {
        return Ok(Vec::new());
    };
    let settled = &case.proposal.state.agreement.conditions.settled;
    let of = (1..).zip(conditions_of(written.as_str()));
    let carried = of.filter(|(number, _)| settled.get(number).is_some_and(|one| one.carried));
    Ok(carried.map(|(_, text)| text.to_owned()).collect())
}

/// The conditions as the person reads them: an applicant learns how each stands, not what the facility noted about it.
pub(super) fn told(
    conn: &mut AnyConn,
    actor: &Actor,
    case: &ProposalCase,
    held: &[Document],
) -> Result<Vec<Condition>, Failure> {
    let Some(written) = written(conn, case)? else {
        return Ok(Vec::new());
    };
    let inside = !applies(actor, case);
    let settled = &case.proposal.state.agreement.conditions.settled;
    let mut found = Vec::new();
    for (number, text) in (1..).zip(conditions_of(written.as_str())) {
        let settled = match settled.get(&number) {
            None => None,
            Some(one) => {
                let said = match one.text.filter(|_| inside) {
                    Some(digest) => store::drafts::find_text(conn, digest)?,
                    None => None,
                };
                let named = |row: &&Document| {
                    let mut ids = one.documents.iter().map(|attached| attached.document);
                    inside && ids.any(|id| id == row.id)
                };
                Some(Settled {
                    carried: one.carried,
                    said,
                    documents: held.iter().filter(named).cloned().collect(),
                    by: if inside { someone(conn, one.by)? } else { None },
                    at: one.at,
                })
            }
        };
        found.push(Condition {
            number,
            text: text.to_owned(),
            settled,
        });
    }
    Ok(found)
}

/// The officer ticks a condition off, or carries it into the agreement. Answers the new place in the chain.
///
/// Errors: [`Failure::Invalid`] names `documents` when one is not a document of this proposal.
pub fn settle(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    number: u32,
    given: Given,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::SettleCondition)?;
        let conditions = written(conn, &case)?.ok_or_else(Failure::hidden)?;
        let how = match given {
            Given::Carried { reason } => HowSettled::Carried { reason },
            Given::Met { comment, documents } => HowSettled::Met {
                comment,
                documents: attached(conn, id, &documents)?,
            },
        };
        let command = Command::SettleCondition(Settling {
            number,
            conditions,
            how,
        });
        let command = ProposalCommand::Agreement(command);
        cases::act_on_proposal(conn, facility, actor, id, seen, &command)
    })
}

/// Refuses whoever may not do this now.
pub(super) fn permitted(
    case: &ProposalCase,
    facility: &Facility,
    actor: &Actor,
    action: Action,
) -> Result<(), Failure> {
    let situation = case.situation(actor, facility.clock.now(), 0);
    Ok(rules::permitted(&case.proposal.state, action, &situation)?)
}

/// Documents of a proposal with their digests.
pub(super) fn attached(
    conn: &mut AnyConn,
    id: ProposalId,
    wanted: &[DocumentId],
) -> Result<Vec<Attached>, Failure> {
    let held = documents::of_proposal(conn, id)?;
    let mut found = Vec::new();
    for document in wanted {
        let row = held
            .iter()
            .find(|row| row.id == *document && row.removed_at.is_none());
        let row = row.ok_or_else(|| Failure::field("documents", "unknown-option"))?;
        found.push(Attached {
            document: row.id,
            sha256: row.digest,
        });
    }
    Ok(found)
}

/// Whether the person may hand in a document for a condition: to be asked before its content is received.
pub fn may_attach(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<(), Failure> {
    facility.store.read(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::SettleCondition)
    })
}

/// Makes a received content a document that shows that a condition is met. Answers its id, to be named when it is settled.
///
/// Errors with [`Refusal::Unknown`] when the award has no condition of this number.
pub fn attach(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    number: u32,
    name: &str,
    received: &Received,
) -> Result<DocumentId, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        permitted(&case, facility, actor, Action::SettleCondition)?;
        let written = written(conn, &case)?.ok_or_else(Failure::hidden)?;
        if !(1..=conditions_of(written.as_str()).len()).contains(&(number as usize)) {
            return Err(Refusal::Unknown {
                what: "condition",
                name: number.to_string(),
            }
            .into());
        }
        let purpose = format!("condition-{number}");
        let held = documents::of_proposal(conn, id)?;
        let mut of_condition = held.iter().filter(|row| row.purpose == purpose);
        // Some may have been handed in and never named.
        if of_condition.nth(MOST_DOCUMENTS * 4).is_some() {
            return Err(Failure::field("file", "file-too-many"));
        }
        documents::keep_for(conn, id.into(), &purpose, name, received, actor.person, now)
    })
}
