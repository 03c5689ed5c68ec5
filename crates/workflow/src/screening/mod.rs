//! Screening: eligibility, criterion by criterion; an ineligibility needs two people, and a share of the files is screened a
//! second time by somebody who does not see the first record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::criterion::{self, Criterion};
use crate::definition::{CallDefinition, Localised};
use crate::names::named;
use crate::procedure::{CallText, RuleFault};
use crate::refusal::Refusal;
use crate::role::Role;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

mod clarification;
mod command;
mod decide;
mod event;
mod second;
mod state;

pub use clarification::{
    Answer, Answered, Asked, Attached, Clarification, MOST_DOCUMENTS, MOST_POINTS, Point,
};
pub use command::Command;
pub use decide::{decide, guard, overrules, reminder_due, returned};
pub use event::{Event, apply};
pub use second::is_drawn;
pub use state::{Record, State, Verdict, Verdicts};

const SCREENER: &[Role] = &[Role::Screener];
const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const APPLICANT: &[Role] = &[Role::Owner, Role::Editor];

/// The table of Screening.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::Queued, S::InReview],
        action: Action::AssignScreener,
        to: To::Status(&[S::InReview]),
        by: &[Role::Screener, Role::ProgrammeOfficer],
    },
    Transition {
        from: &[S::InReview],
        action: Action::RecordVerdict,
        to: To::Status(&[S::InReview]),
        by: SCREENER,
    },
    Transition {
        from: &[S::InReview],
        action: Action::RequestClarification,
        to: To::Status(&[S::ClarificationRequested]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ClarificationRequested],
        action: Action::AnswerClarification,
        to: To::Status(&[S::InReview]),
        by: APPLICANT,
    },
    Transition {
        from: &[S::ClarificationRequested],
        action: Action::CloseClarification,
        to: To::Status(&[S::InReview]),
        by: &[Role::Screener, Role::ProgrammeOfficer],
    },
    Transition {
        from: &[S::InReview],
        action: Action::Conclude,
        to: To::Status(&[S::Eligible, S::Ineligible, S::ToConfirm, S::Queued]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Confirm,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Disagree,
        to: To::Status(&[S::ToConfirm]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Settle,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Ineligible],
        action: Action::Appeal,
        to: To::Status(&[S::Appealed]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Appealed],
        action: Action::DecideAppeal,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Ineligible],
        action: Action::Reinstate,
        to: To::Status(&[S::Eligible]),
        by: &[Role::FacilityManager],
    },
    // A wrong decision is taken back by a new one; the file is screened anew.
    Transition {
        from: &[S::Eligible, S::Ineligible],
        action: Action::Retract,
        to: To::Status(&[S::Queued]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Eligible, S::Ineligible],
        action: Action::Release,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Queued, S::ClarificationRequested],
        action: Action::DeclareConflict,
        to: To::Status(&[S::Queued, S::ClarificationRequested]),
        by: SCREENER,
    },
    // Back to the queue when it was their file; as it was when it was another's.
    Transition {
        from: &[S::InReview],
        action: Action::DeclareConflict,
        to: To::Status(&[S::InReview, S::Queued]),
        by: SCREENER,
    },
    // What a conflicted person has proposed is not confirmed.
    Transition {
        from: &[S::ToConfirm],
        action: Action::DeclareConflict,
        to: To::Status(&[S::ToConfirm, S::Queued]),
        by: SCREENER,
    },
    Transition {
        from: &[
            S::Queued,
            S::InReview,
            S::ClarificationRequested,
            S::ToConfirm,
            S::Eligible,
            S::Ineligible,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Eligible],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];

/// All files, in ten-thousandths.
pub const WHOLE: u32 = 10_000;

/// How eligibility is decided in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Whether "eligible" needs a second person too. "Ineligible" always does.
    #[serde(default)]
    pub confirm_eligible: bool,
    /// Working days an applicant has to answer a clarification (3 to 5 in real funds).
    pub clarification_days: u32,
    /// Days for an appeal after the decision is released (10 to 30 in real funds).
    pub appeal_days: u32,
    /// The share of files that a second person screens blindly, ten-thousandths (500 is 5 %).
    #[serde(default)]
    pub second_share: u32,
    /// The checklist.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

impl Rules {
    /// A criterion of the checklist.
    pub fn criterion(&self, id: &str) -> Result<&Criterion, Refusal> {
        let known = self.criteria.iter().find(|known| known.id == id);
        known.ok_or_else(|| Refusal::Unknown {
            what: "criterion",
            name: id.to_owned(),
        })
    }

    /// Every text of the checklist at its place in the procedure.
    pub fn texts(&self, position: usize) -> Vec<(CallText, &Localised)> {
        let mut found = Vec::new();
        for criterion in &self.criteria {
            let id = || criterion.id.clone();
            found.push((CallText::Criterion { position, id: id() }, &criterion.text));
            for reason in &criterion.reasons {
                let text = CallText::Reason {
                    position,
                    id: id(),
                    code: reason.code.clone(),
                };
                found.push((text, &reason.text));
            }
        }
        found
    }

    /// What is incomplete.
    pub fn faults(&self, call: &CallDefinition) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.criteria.is_empty() {
            found.push(RuleFault::NoCriterion);
        }
        if self.clarification_days == 0 {
            found.push(RuleFault::NoClarificationDays);
        }
        if self.appeal_days == 0 {
            found.push(RuleFault::NoAppealDays);
        }
        if self.second_share > WHOLE {
            found.push(RuleFault::SecondShare);
        }
        let mut seen = BTreeSet::new();
        for criterion in &self.criteria {
            found.extend(criterion::faults(criterion, call));
            if !seen.insert(&criterion.id) {
                let id = criterion.id.clone();
                found.push(RuleFault::NameTwice { id });
            }
        }
        found
    }
}

named! {
    /// The outcome of one criterion, from best to worst.
    pub enum Outcome {
        /// Does not apply.
        NotApplicable = "not_applicable",
        /// Met.
        Pass = "pass",
        /// To be cleared up with the applicant.
        Clarification = "clarification",
        /// Not met.
        Fail = "fail",
    }
}
