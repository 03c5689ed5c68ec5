//! Eligibility criteria as data. Machine rules propose a verdict with its evidence; a person confirms or overrules.

mod check;
mod evidence;
mod facts;
mod faults;
mod propose;

use serde::{Deserialize, Serialize};

use crate::definition::Localised;
use crate::names::named;

pub use check::Check;
pub use evidence::{Evidence, Proposed, Source};
pub use facts::{Diligence, Facts, OrganisationFacts, Paper, Stated};
pub(crate) use faults::faults;
pub use faults::{MOST_REASONS, Parameter};
pub use propose::{propose, years_before};

named! {
    /// What a criterion looks at.
    pub enum Level {
        /// The organisation.
        Organisation = "organisation",
        /// The proposal.
        Proposal = "proposal",
        /// A document that was handed in.
        Document = "document",
    }
}

named! {
    /// What a failure means.
    #[derive(Default)]
    pub enum OnFail {
        /// It ends the file: the proposal is ineligible.
        #[default]
        Ends = "ends",
        /// It is a formal point the applicant may still clear up.
        Clarify = "clarify",
    }
}

named! {
    /// What a machine rule finds.
    pub enum Finding {
        /// Met.
        Pass = "pass",
        /// Not met.
        Fail = "fail",
        /// The data do not tell.
        Unknown = "unknown",
    }
}

named! {
    /// Why the machine rules were run.
    pub enum RunCause {
        /// The proposal was submitted.
        Submission = "submission",
        /// Somebody asked for it.
        Demand = "demand",
    }
}

/// A reason for which a criterion can fail, named by a code: counted in statistics, put into words in letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Name used in data.
    pub code: String,
    /// What the letter says.
    pub text: Localised,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// What it looks at.
    pub level: Level,
    /// How it is checked.
    #[serde(default)]
    pub check: Check,
    /// What a failure means.
    #[serde(default)]
    pub on_fail: OnFail,
    /// The reasons a failure can have. With none, whoever fails it writes the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Criterion {
    /// The reason of this code; `None` when the criterion does not know it.
    pub fn reason(&self, code: &str) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.code == code)
    }
}
