//! The risk of working with an organisation: the questionnaire answered, the level it came to, and earlier assessments.

use workflow::ids::OrganisationId;
use workflow::organisation::{self, Event, OrganisationAction};
use workflow::risk::Assessment;
use workflow::role::Actor;

use super::history::{Recorded, recorded};
use super::reads_diligence;
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The risk of working with an organisation, for people of the facility.
pub struct RiskView {
    /// Place in the chain.
    pub seq: i64,
    /// The last assessment.
    pub last: Option<Assessment>,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether the person may assess.
    pub may_assess: bool,
    /// Every assessment, oldest first.
    pub history: Vec<Recorded>,
}

/// The risk of working with an organisation: for who reads what the facility keeps about it.
pub fn view(facility: &Facility, actor: &Actor, id: OrganisationId) -> Result<RiskView, Failure> {
    if !reads_diligence(actor, id) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let is_one = |one: &Recorded| matches!(one.event, Event::RiskAssessed { .. });
        let may = organisation::available(&loaded.state, actor);
        Ok(RiskView {
            seq: loaded.seq,
            holds: loaded
                .state
                .risk
                .as_ref()
                .is_some_and(|last| last.holds(today)),
            last: loaded.state.risk,
            may_assess: facility.rules.risk.is_some()
                && may.contains(&OrganisationAction::AssessRisk),
            history: recorded(conn, id)?.into_iter().filter(is_one).collect(),
        })
    })
}
