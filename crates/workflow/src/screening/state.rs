//! What Screening knows of a proposal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::criterion::Finding;
use crate::ids::{DocumentId, PersonId};
use crate::record::Digest;
use crate::transition::Status;

use super::{Clarification, Outcome};

/// A verdict on one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Outcome.
    pub outcome: Outcome,
    /// Which of the criterion's reasons.
    pub reason_code: Option<String>,
    /// Digest of the reason in words.
    pub reason: Option<Digest>,
    /// What the machine rule had found.
    pub proposed: Option<Finding>,
    /// Digest of the rule's evidence.
    pub evidence: Option<Digest>,
    /// Who gave it.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// Verdicts by criterion.
pub type Verdicts = BTreeMap<String, Verdict>;

/// The record of a first screening, while and after somebody else screens the file too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who screened.
    pub screener: PersonId,
    /// Their verdicts.
    pub verdicts: Verdicts,
    /// What they found.
    pub eligible: bool,
}

/// What Screening knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Who screens it now.
    pub screener: Option<PersonId>,
    /// Verdicts of the screening under way, or the last one.
    pub verdicts: Verdicts,
    /// The first record, when the file was drawn for a second screening.
    pub first: Option<Record>,
    /// Outcome proposed: by whom, and whether eligible.
    pub proposed: Option<(PersonId, bool)>,
    /// Who disagreed.
    pub disagreed: Option<PersonId>,
    /// The confirmed outcome: whether eligible.
    pub outcome: Option<bool>,
    /// Everyone who gave a verdict, proposed, confirmed, disagreed, settled, decided the appeal, reinstated or retracted.
    pub deciders: BTreeSet<PersonId>,
    /// Requests to the applicant, in order.
    pub clarifications: Vec<Clarification>,
    /// When the decision was released to the applicant (UTC).
    pub released_at: Option<DateTime<Utc>>,
    /// Whether an earlier decision, taken back since, had been released to the applicant.
    pub told_before: bool,
    /// Whether an appeal has been decided: there is one only.
    pub appeal_decided: bool,
}

impl State {
    /// Everyone who took part.
    pub fn people(&self) -> BTreeSet<PersonId> {
        self.deciders.iter().copied().chain(self.screener).collect()
    }

    /// Which screening the current verdicts belong to: 1, or 2 for the second.
    pub const fn round(&self) -> u8 {
        if self.first.is_some() { 2 } else { 1 }
    }

    /// Whether a second screening is under way: until it is concluded neither of the two sees what the other found.
    pub const fn is_blind(&self) -> bool {
        self.first.is_some() && self.proposed.is_none() && self.outcome.is_none()
    }

    /// The last request to the applicant.
    pub fn clarification(&self) -> Option<&Clarification> {
        self.clarifications.last()
    }

    /// Last day for the answer to the last request.
    pub fn clarify_until(&self) -> Option<NaiveDate> {
        self.clarification().map(|asked| asked.until)
    }

    /// Whether a document was sent with the answer to a clarification.
    pub fn answered_with(&self, document: DocumentId) -> bool {
        let answered = self
            .clarifications
            .iter()
            .filter_map(|asked| asked.answers.as_ref())
            .flat_map(|(_, answers)| answers);
        let mut attached = answered.flat_map(|answer| &answer.documents);
        attached.any(|attached| attached.document == document)
    }

    /// The verdicts an ineligibility rests on: of the last screening, or of the first when only that one found a failure.
    pub fn grounds(&self) -> &Verdicts {
        let fails = |verdicts: &Verdicts| {
            verdicts
                .values()
                .any(|verdict| verdict.outcome == Outcome::Fail)
        };
        match &self.first {
            Some(first) if fails(&first.verdicts) && !fails(&self.verdicts) => &first.verdicts,
            _ => &self.verdicts,
        }
    }

    /// Takes a person off the file; what they found counts no more. Answers whether the file goes back to the queue: it
    /// was theirs to review, or waits for the confirmation of what they proposed.
    pub fn recuse(&mut self, person: PersonId, status: Status) -> bool {
        let held = self.screener == Some(person);
        if held {
            self.screener = None;
        }
        let first = self
            .first
            .as_ref()
            .is_some_and(|first| first.screener == person);
        if first {
            self.first = None;
        }
        if status == Status::ToConfirm {
            return self.recuse_from_proposal(person, first);
        }
        if held && matches!(status, Status::InReview | Status::ClarificationRequested) {
            self.verdicts.retain(|_, verdict| verdict.by != person);
        }
        held && status == Status::InReview
    }

    /// A proposal of two screenings becomes the proposal of the one that is left; one of a conflicted person falls.
    fn recuse_from_proposal(&mut self, person: PersonId, first: bool) -> bool {
        let second = self.disagreed.filter(|_| first);
        if let Some(second) = second {
            let eligible = !self.proposed.is_some_and(|(_, first_found)| first_found);
            self.proposed = Some((second, eligible));
            self.disagreed = None;
            return false;
        }
        let theirs = self.proposed.is_some_and(|(by, _)| by == person);
        let second_of_two = self.first.is_some() && self.disagreed == Some(person);
        if theirs || second_of_two {
            self.verdicts.retain(|_, verdict| verdict.by != person);
            self.screener = None;
            self.proposed = None;
            self.disagreed = None;
        }
        theirs || second_of_two
    }

    /// Forgets what was decided; who took part and what was asked stay known.
    pub(super) fn begin_anew(&mut self) {
        *self = Self {
            deciders: std::mem::take(&mut self.deciders),
            clarifications: std::mem::take(&mut self.clarifications),
            appeal_decided: self.appeal_decided,
            told_before: self.told_before || self.released_at.is_some(),
            ..Self::default()
        };
    }
}
