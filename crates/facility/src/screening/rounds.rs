//! The rounds of a screening: a file that is drawn for quality is screened a second time by somebody who knows nothing of
//! the first.

use workflow::ids::PersonId;
use workflow::proposal::Proposal;
use workflow::role::Actor;

/// The round a person writes in.
pub fn written_by(_state: &Proposal, _person: PersonId) -> i32 {
    1
}

/// The only round a person may read of at present; nothing when they may read of all.
pub fn read_by(_state: &Proposal, _actor: &Actor) -> Option<i32> {
    None
}
