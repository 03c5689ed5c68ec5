//! Questions about a person's roles that several rooms ask.

use workflow::ids::CallId;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind};

use crate::failure::Failure;

/// Whether the person oversees the call: programme officer, facility manager or auditor.
pub fn oversees(actor: &Actor, call: CallId) -> bool {
    [Role::ProgrammeOfficer, Role::FacilityManager, Role::Auditor]
        .into_iter()
        .any(|role| actor.holds(role, Some(call)))
}

/// Whether the person works for the facility in any role.
pub fn is_staff(actor: &Actor) -> bool {
    !actor.appointments.is_empty()
}

/// Refuses who may do this to no file of the call at all, as the tables say: for acts on many files, which would
/// otherwise answer everybody that nothing waits.
pub fn may_in_call(actor: &Actor, call: CallId, action: Action) -> Result<(), Failure> {
    let rows = StageKind::ALL.iter().flat_map(|stage| stage.table());
    let may = rows
        .filter(|row| row.action == action)
        .flat_map(|row| row.by)
        .any(|role| !role.is_applicant() && actor.holds(*role, Some(call)));
    if may { Ok(()) } else { Err(Failure::hidden()) }
}
