//! What happens to an agreement, and what follows from it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Terms;
use super::conditions::Settled;
use super::negotiation::{Revised, Revision, Round};
use super::state::{SignedCopy, State};
use crate::ids::{DocumentId, PersonId};
use crate::money::Money;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::screening::Attached;
use crate::transition::Status as S;

/// A point of a negotiation as the record has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Digest of what is asked.
    pub text: Digest,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Changes to budget and plan asked for.
    ChangesRequested {
        /// The points.
        points: Vec<Asked>,
        /// The last instant for the answer (UTC).
        until: DateTime<Utc>,
    },
    /// Budget and plan revised by the applicant.
    Revised {
        /// SHA-256 of the canonical content.
        sha256: Digest,
        /// What it asks for.
        requested: Option<Money>,
        /// Months the project takes.
        months: Option<u32>,
    },
    /// A condition of the award is met.
    ConditionMet {
        /// Which, from 1.
        number: u32,
        /// How many there are.
        of: u32,
        /// Digest of what shows it, in words.
        comment: Option<Digest>,
        /// Documents that show it.
        documents: Vec<Attached>,
    },
    /// A condition of the award becomes a term of the agreement.
    ConditionCarried {
        /// Which, from 1.
        number: u32,
        /// How many there are.
        of: u32,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Terms prepared.
    Prepared {
        /// The terms.
        terms: Terms,
    },
    /// Approved by another person and sent.
    Sent {
        /// SHA-256 of the PDF; records from before there was one have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<Digest>,
        /// The last instant to accept (UTC), where the call sets one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accept_by: Option<DateTime<Utc>>,
    },
    /// Taken back.
    Recalled {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Accepted by the applicant.
    Accepted {
        /// SHA-256 of the PDF they have read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<Digest>,
    },
    /// Declined by the applicant.
    Declined {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Not accepted in time.
    Expired {},
    /// Signed by one side.
    Signed {
        /// Whether for the facility; else for the organisation.
        for_facility: bool,
        /// SHA-256 of the PDF they have read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<Digest>,
    },
    /// A copy signed on paper recorded.
    CopyRecorded {
        /// Whether it was signed for the facility; else for the organisation.
        for_facility: bool,
        /// Digest of the name of who signed.
        signatory: Digest,
        /// On which day.
        signed_on: NaiveDate,
        /// The copy.
        document: DocumentId,
        /// SHA-256 of the copy.
        sha256: Digest,
    },
}

/// Applies an event; `None` when it cannot follow. Only expiry comes without a person.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    let agreement = &mut state.agreement;
    match event {
        Event::ChangesRequested { points, until } => agreement.rounds.push(Round {
            asked_at: at,
            until: *until,
            points: points.iter().map(|point| point.text).collect(),
            revision: None,
        }),
        Event::Revised {
            sha256,
            requested,
            months,
        } => {
            let round = agreement.rounds.last_mut()?;
            round.revision = Some(Revision {
                revised: Revised {
                    sha256: *sha256,
                    requested: *requested,
                    months: *months,
                },
                by: actor?,
                at,
            });
        }
        Event::ConditionMet {
            number,
            of,
            comment,
            documents,
        } => {
            let settled = Settled {
                text: *comment,
                documents: documents.clone(),
                carried: false,
                by: actor?,
                at,
            };
            settle(agreement, *number, *of, settled);
        }
        Event::ConditionCarried { number, of, reason } => {
            let settled = Settled {
                text: Some(*reason),
                documents: Vec::new(),
                carried: true,
                by: actor?,
                at,
            };
            settle(agreement, *number, *of, settled);
        }
        Event::Prepared { terms } => {
            agreement.terms = Some(terms.clone());
            agreement.prepared_by = Some(actor?);
        }
        Event::Sent { paper, accept_by } => {
            agreement.sent_at = Some(at);
            agreement.paper = *paper;
            agreement.accept_by = *accept_by;
            state.status = S::AgreementSent;
        }
        Event::Recalled { .. } => {
            let before = std::mem::take(agreement);
            *agreement = before.reopened();
            state.status = S::Negotiation;
        }
        Event::Accepted { .. } => {
            agreement.accepted_by = Some(actor?);
            state.status = S::Accepted;
        }
        Event::Declined { .. } => state.status = S::Declined,
        Event::Expired {} => state.status = S::Lapsed,
        Event::Signed { for_facility, .. } => {
            state.status = signed(agreement, *for_facility, actor?, at);
        }
        Event::CopyRecorded {
            for_facility,
            signatory,
            signed_on,
            document,
            sha256,
        } => {
            agreement.copies.push(SignedCopy {
                for_facility: *for_facility,
                signatory: *signatory,
                signed_on: *signed_on,
                copy: Attached {
                    document: *document,
                    sha256: *sha256,
                },
            });
            agreement.accepted_by = agreement.accepted_by.or(actor);
            state.status = signed(agreement, *for_facility, actor?, at);
        }
    }
    Some(())
}

fn settle(agreement: &mut State, number: u32, of: u32, settled: Settled) {
    agreement.conditions.of = of;
    agreement.conditions.settled.insert(number, settled);
}

/// Notes who signed for a side, or recorded that it was signed. Answers the status: signed once both sides have, by different
/// people.
fn signed(agreement: &mut State, for_facility: bool, by: PersonId, at: DateTime<Utc>) -> S {
    let side = if for_facility {
        &mut agreement.signed_by_facility
    } else {
        &mut agreement.signed_by_grantee
    };
    *side = Some(by);
    let signers: BTreeSet<_> = [agreement.signed_by_facility, agreement.signed_by_grantee]
        .into_iter()
        .flatten()
        .collect();
    if signers.len() < 2 {
        return S::Accepted;
    }
    agreement.signed_at = Some(at);
    S::Signed
}
