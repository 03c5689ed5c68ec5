//! Sanctions: lists read and kept, the register screened against the latest, matches reviewed by people.

pub mod lists;
pub mod review;
pub mod screening;

use workflow::organisation::OFFICERS;
use workflow::role::Actor;

use crate::failure::Failure;
use crate::registration::reads_register;

/// Hidden from whoever does not read the register.
fn may_read(actor: &Actor) -> Result<(), Failure> {
    if reads_register(actor) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// Whether the person reads lists in and has the register screened.
pub fn may_import(actor: &Actor) -> bool {
    actor.holds_one_of(OFFICERS)
}

/// Refuses whoever does not read lists in, without telling outsiders that there is anything to read in.
pub fn must_import(actor: &Actor) -> Result<(), Failure> {
    may_read(actor)?;
    if may_import(actor) {
        Ok(())
    } else {
        Err(workflow::refusal::Refusal::NotAllowed.into())
    }
}
