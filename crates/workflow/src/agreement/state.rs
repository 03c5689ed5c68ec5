//! What Agreement knows of a proposal.

use chrono::{DateTime, NaiveDate, Utc};

use super::Terms;
use super::conditions::Conditions;
use super::negotiation::{Revision, Round};
use crate::ids::{DocumentId, PersonId};
use crate::record::Digest;
use crate::screening::Attached;

/// A copy that was signed on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedCopy {
    /// Whether it was signed for the facility; else for the organisation.
    pub for_facility: bool,
    /// Digest of the name of who signed.
    pub signatory: Digest,
    /// On which day.
    pub signed_on: NaiveDate,
    /// The copy.
    pub copy: Attached,
}

/// What Agreement knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Rounds of the negotiation, oldest first.
    pub rounds: Vec<Round>,
    /// The conditions of the award.
    pub conditions: Conditions,
    /// Terms as last prepared.
    pub terms: Option<Terms>,
    /// Who prepared them.
    pub prepared_by: Option<PersonId>,
    /// When they were sent (UTC).
    pub sent_at: Option<DateTime<Utc>>,
    /// SHA-256 of the PDF that was sent.
    pub paper: Option<Digest>,
    /// The last instant to accept (UTC), where there is one.
    pub accept_by: Option<DateTime<Utc>>,
    /// Who accepted for the organisation, or recorded the copy it had signed.
    pub accepted_by: Option<PersonId>,
    /// Who signed for the organisation, or recorded that it was signed.
    pub signed_by_grantee: Option<PersonId>,
    /// Who signed for the facility, or recorded that it was signed.
    pub signed_by_facility: Option<PersonId>,
    /// Copies signed on paper.
    pub copies: Vec<SignedCopy>,
    /// When the second signature came (UTC).
    pub signed_at: Option<DateTime<Utc>>,
}

impl State {
    /// The revised version that counts: the last one handed in.
    pub fn revision(&self) -> Option<&Revision> {
        let rounds = self.rounds.iter().rev();
        rounds.filter_map(|round| round.revision.as_ref()).next()
    }

    /// The copy on which a side has signed.
    pub fn copy_of(&self, for_facility: bool) -> Option<&SignedCopy> {
        let mut copies = self.copies.iter();
        copies.find(|copy| copy.for_facility == for_facility)
    }

    /// Whether a document shows that a condition is met, or is a copy signed on paper.
    pub fn holds(&self, document: DocumentId) -> bool {
        let settled = self.conditions.settled.values();
        let shown = settled.flat_map(|settled| &settled.documents);
        let copies = self.copies.iter().map(|copy| &copy.copy);
        let mut held = shown.chain(copies);
        held.any(|held| held.document == document)
    }

    /// Negotiated anew: what was negotiated and prepared stays, what was sent and signed does not.
    pub(super) fn reopened(self) -> Self {
        Self {
            rounds: self.rounds,
            conditions: self.conditions,
            terms: self.terms,
            prepared_by: self.prepared_by,
            ..Self::default()
        }
    }
}
