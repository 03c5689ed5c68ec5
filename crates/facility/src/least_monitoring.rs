//! The least monitoring a running project needs: from the risk of its grantee, its amount and its length.

use chrono::NaiveDate;
use workflow::grant::Grant;
use workflow::risk::{Plan, RiskLevel};
use workflow::role::Actor;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::registration::reads_diligence;

/// The least monitoring of a project, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeastMonitoring {
    /// The level it was computed with.
    pub level: RiskLevel,
    /// The last day of the assessment; none where no assessment holds today, and the risk counts as high.
    pub assessed_until: Option<NaiveDate>,
    /// The plan; nothing where the facility's table has no amounts in the currency of the grant.
    pub plan: Option<Plan>,
}

/// The least monitoring of a grant the person sees, for who reads what is kept about its grantee. Nothing where the facility
/// asks no questions on risk.
pub fn of_grant(
    facility: &Facility,
    actor: &Actor,
    grant: &Grant,
) -> Result<Option<LeastMonitoring>, Failure> {
    if !reads_diligence(actor, grant.organisation) {
        return Err(Failure::hidden());
    }
    let Some(asked) = &facility.rules.risk else {
        return Ok(None);
    };
    let today = facility.clock.now().date_naive();
    let organisation = facility
        .store
        .read(|conn| cases::load_organisation(conn, grant.organisation))?;
    let held = organisation.state.risk.filter(|last| last.holds(today));
    // Nobody has looked: a risk that is not known is not taken for a small one.
    let level = held.as_ref().map_or(RiskLevel::High, |last| last.level);
    Ok(Some(LeastMonitoring {
        level,
        assessed_until: held.map(|last| last.until),
        plan: asked.plan(level, grant.amount, grant.starts_on, grant.ends_on),
    }))
}
