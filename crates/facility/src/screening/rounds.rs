//! The rounds of a screening: a file that is drawn for quality is screened a second time by somebody who knows nothing of
//! the first.

use workflow::ids::PersonId;
use workflow::proposal::Proposal;
use workflow::role::Actor;

/// The round a person writes in: the first screener of two stays in the first.
pub fn written_by(state: &Proposal, person: PersonId) -> i32 {
    let screening = &state.screening;
    let first = screening.first.as_ref();
    if first.is_some_and(|first| first.screener == person) {
        1
    } else {
        screening.round().into()
    }
}

/// The only round a person may read of now; nothing when they may read of all, which whoever oversees the call may, and
/// everybody who sees the file once both have concluded.
pub fn read_by(state: &Proposal, actor: &Actor) -> Option<i32> {
    let blind = state.screening.is_blind() && !crate::roles::oversees(actor, state.call);
    blind.then(|| written_by(state, actor.person))
}
