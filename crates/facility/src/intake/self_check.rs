//! The self-check before one writes: the machine rules of the call's screening, asked of what somebody says of themselves.
//! Nothing of it is kept.

use workflow::criterion::{self, Criterion, Facts, OrganisationFacts, Proposed, Stated};
use workflow::ids::{CallId, OrganisationId};
use workflow::procedure::Stage;
use workflow::role::{Actor, Role};
use workflow::transition::StageKind;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A criterion with what its rule says.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The criterion.
    pub criterion: Criterion,
    /// What the rule proposes; `None` when only a person can tell.
    pub proposed: Option<Proposed>,
}

/// Asks every criterion of a call's screening, in the order of the checklist.
pub fn check(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
    organisation: &OrganisationFacts,
    stated: &Stated,
) -> Result<Vec<Checked>, Failure> {
    let now = facility.clock.now();
    let call = facility
        .store
        .read(|conn| cases::visible_call(conn, actor, call))?;
    let definition = &call.definition;
    let Some(Stage::Screening(rules)) = definition.procedure.first(StageKind::Screening) else {
        return Ok(Vec::new());
    };
    let facts = Facts::beforehand(organisation.clone(), stated.clone(), now);
    let checked = rules.criteria.iter().map(|criterion| Checked {
        proposed: criterion::propose(&criterion.check, definition, &facts),
        criterion: criterion.clone(),
    });
    Ok(checked.collect())
}

/// What the register knows of an organisation one works for; nothing of what the facility holds on it.
pub fn known(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<OrganisationFacts, Failure> {
    if !actor.member(organisation, Role::Reader) {
        return Err(Failure::hidden());
    }
    facility
        .store
        .read(|conn| crate::screening::facts::of_own_people(conn, organisation))
}

/// What somebody says of themselves; where they say nothing, what the register knows.
pub fn filled(typed: OrganisationFacts, known: Option<OrganisationFacts>) -> OrganisationFacts {
    let Some(known) = known else { return typed };
    OrganisationFacts {
        country: typed.country.or(known.country),
        legal_form: typed.legal_form.or(known.legal_form),
        registered_on: typed.registered_on.or(known.registered_on),
        annual_budget: typed.annual_budget.or(known.annual_budget),
        declarations: typed.declarations.or(known.declarations),
        ..known
    }
}
