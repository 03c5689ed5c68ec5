//! The facility's figures: the funnel, countries, waiting work, money. Aggregates are public.

use store::funnel::{self, CountryCount, Funnel, Waiting};
use workflow::ids::CallId;
use workflow::role::Actor;

use crate::Facility;
use crate::call::CallView;
use crate::cases;
use crate::failure::Failure;

/// The funnel of a call. Public for a public call.
pub fn funnel(facility: &Facility, actor: Option<&Actor>, call: CallId) -> Result<Funnel, Failure> {
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        if !loaded.state.visible_to(actor) {
            return Err(Failure::hidden());
        }
        Ok(funnel::funnel(conn, call)?)
    })
}

/// Proposals by country, most first. In public, countries with fewer than five proposals keep their place on the list
/// without a figure.
pub fn countries(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
) -> Result<Vec<CountryCount>, Failure> {
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        if !loaded.state.visible_to(actor) {
            return Err(Failure::hidden());
        }
        Ok(funnel::by_country(conn, call)?)
    })
}

/// Work waiting by status and age, for people who oversee the call.
pub fn waiting(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Waiting>, Failure> {
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    facility
        .store
        .read(|conn| Ok(funnel::waiting(conn, call, now)?))
}

/// The call a dashboard opens with: the public call with the most proposals, so that a small call beside it does not
/// push the main one away; as long as there are none, the one that closes next.
pub fn default_call(facility: &Facility, actor: Option<&Actor>) -> Result<Option<CallId>, Failure> {
    let public: Vec<CallView> = crate::call::list(facility, actor, None, 200)?
        .items
        .into_iter()
        .filter(|view| view.call.is_public())
        .collect();
    let closes = |view: &CallView| view.call.definition.dates.deadline().at();
    facility.store.read(|conn| {
        let mut best = None;
        for view in &public {
            let received = funnel::funnel(conn, view.call.id)?.submitted;
            let order = (received, std::cmp::Reverse(closes(view)));
            if best.as_ref().is_none_or(|(known, _)| order > *known) {
                best = Some((order, view.call.id));
            }
        }
        Ok(best.map(|(_, id)| id))
    })
}
