//! Evaluation: assignment of evaluators, the desk with its grid, drafts of scores.

use workflow::ids::CallId;
use workflow::role::Actor;
use workflow::transition::Status;

pub mod assignment;
pub mod calibration;
pub mod consensus;
mod desk;
pub mod earlier;
pub mod explanation;
pub mod notes;
pub mod offline;
mod overview;
pub mod points;
pub mod ranking;
pub mod reminders;

use desk::rules_of;
pub(crate) use desk::submitted;
pub use desk::{Desk, Held, ScoreDraft, Submitted, desk, my_files, save_draft, submit};
pub use overview::{Evaluator, File, Overview, Reading, candidates, overview, readings};

use crate::Facility;
use crate::failure::Failure;

/// Moves every evaluated proposal of the call onto the panel's agenda. Answers how many.
pub fn advance_evaluated(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    let ids = crate::screening::waiting(facility, actor, call, Status::Evaluated)?;
    crate::intake::advance_each(facility, actor, &ids)
}
