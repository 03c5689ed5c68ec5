//! What people want to do in Screening.

use crate::criterion::Finding;
use crate::ids::PersonId;
use crate::record::Digest;
use crate::text::Text;
use crate::transition::Action;

use super::{Answer, Outcome, Point};

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Gives the file to a screener; a screener takes it themself.
    AssignScreener {
        /// To whom.
        screener: PersonId,
    },
    /// A verdict on one criterion.
    RecordVerdict {
        /// Criterion id.
        criterion: String,
        /// Outcome.
        outcome: Outcome,
        /// Which of the criterion's reasons; mandatory for a fail when the criterion names reasons.
        reason_code: Option<String>,
        /// Why, in words; mandatory for a fail without a code, and to overrule what the machine rule found.
        reason: Option<Text>,
        /// What the machine rule found, if there is one.
        proposed: Option<Finding>,
        /// Digest of the rule's evidence (canonical JSON).
        evidence: Option<Digest>,
    },
    /// Asks the applicant about formal points.
    RequestClarification {
        /// The points.
        points: Vec<Point>,
    },
    /// The applicant answers, point by point.
    AnswerClarification {
        /// The answers, in the order of the points.
        answers: Vec<Answer>,
    },
    /// Ends the wait once the time is over.
    CloseClarification,
    /// The outcome is the worst of the verdicts.
    Conclude,
    /// The second person agrees.
    Confirm,
    /// The second person does not.
    Disagree {
        /// Why.
        reason: Text,
    },
    /// A third person settles.
    Settle {
        /// How.
        eligible: bool,
        /// Why.
        reason: Text,
    },
    /// Appeals.
    Appeal {
        /// On which procedural ground.
        ground: Text,
    },
    /// Decides the appeal.
    DecideAppeal {
        /// Whether it is upheld: the proposal is eligible.
        upheld: bool,
        /// Why.
        reason: Text,
    },
    /// Corrects an ineligibility by a new decision.
    Reinstate {
        /// Why.
        reason: Text,
    },
    /// Takes a wrong decision back: the file is screened anew.
    Retract {
        /// Why.
        reason: Text,
    },
    /// Tells the applicant.
    Release,
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::AssignScreener { .. } => Action::AssignScreener,
            Self::RecordVerdict { .. } => Action::RecordVerdict,
            Self::RequestClarification { .. } => Action::RequestClarification,
            Self::AnswerClarification { .. } => Action::AnswerClarification,
            Self::CloseClarification => Action::CloseClarification,
            Self::Conclude => Action::Conclude,
            Self::Confirm => Action::Confirm,
            Self::Disagree { .. } => Action::Disagree,
            Self::Settle { .. } => Action::Settle,
            Self::Appeal { .. } => Action::Appeal,
            Self::DecideAppeal { .. } => Action::DecideAppeal,
            Self::Reinstate { .. } => Action::Reinstate,
            Self::Retract { .. } => Action::Retract,
            Self::Release => Action::Release,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RecordVerdict { reason, .. } => reason.iter().collect(),
            Self::RequestClarification { points } => {
                points.iter().map(|point| &point.text).collect()
            }
            Self::AnswerClarification { answers } => answers
                .iter()
                .filter_map(|answer| answer.text.as_ref())
                .collect(),
            Self::Disagree { reason: text }
            | Self::Settle { reason: text, .. }
            | Self::Appeal { ground: text }
            | Self::DecideAppeal { reason: text, .. }
            | Self::Reinstate { reason: text }
            | Self::Retract { reason: text } => vec![text],
            _ => Vec::new(),
        }
    }
}
