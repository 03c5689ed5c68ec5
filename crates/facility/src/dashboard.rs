//! The facility's figures: the funnel, countries, waiting work, money. Aggregates are public; for somebody with a conflict
//! of interest they are computed without the file.

use store::funnel;
pub use store::funnel::{Funnel, Waiting};
use workflow::ids::{CallId, PersonId};
use workflow::role::Actor;

use crate::Facility;
use crate::call::CallView;
use crate::cases;
use crate::failure::Failure;

pub(crate) mod spread;

use spread::spread_of;
pub use spread::{CountryFigure, FEW, RegionFigure, Spread};

fn reader(actor: Option<&Actor>) -> Option<PersonId> {
    actor.map(|actor| actor.person)
}

/// The funnel of a call. Public for a public call.
pub fn funnel(facility: &Facility, actor: Option<&Actor>, call: CallId) -> Result<Funnel, Failure> {
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        if !loaded.state.visible_to(actor) {
            return Err(Failure::hidden());
        }
        Ok(funnel::funnel(conn, call, reader(actor))?)
    })
}

/// Proposals by country, most first. In public, countries with fewer than [`FEW`] proposals keep their place on the list
/// without a figure.
pub fn countries(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
) -> Result<Vec<CountryFigure>, Failure> {
    spread(facility, actor, call).map(|spread| spread.countries)
}

/// Proposals by country and by regional group, most first. In public, small figures are left out.
pub fn spread(facility: &Facility, actor: Option<&Actor>, call: CallId) -> Result<Spread, Failure> {
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?;
        if !loaded.state.visible_to(actor) {
            return Err(Failure::hidden());
        }
        let counts = funnel::by_country(conn, call, reader(actor))?;
        let whole = actor.is_some_and(|actor| crate::roles::oversees(actor, call));
        Ok(spread_of(counts, whole))
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
        .read(|conn| Ok(funnel::waiting(conn, call, actor.person, now)?))
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
            let received = funnel::funnel(conn, view.call.id, reader(actor))?.submitted;
            let order = (received, std::cmp::Reverse(closes(view)));
            if best.as_ref().is_none_or(|(known, _)| order > *known) {
                best = Some((order, view.call.id));
            }
        }
        Ok(best.map(|(_, id)| id))
    })
}
