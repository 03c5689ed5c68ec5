//! Questions about a person's roles that several rooms ask.

use workflow::ids::CallId;
use workflow::role::{Actor, Role};

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
