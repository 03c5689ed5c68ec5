//! Who sits on the panel of a call.

use workflow::ids::{CallId, PersonId};
use workflow::role::{Actor, Role, Term};
use workflow::selection::Rules;

use super::{may_see_agenda, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A seat at the table of a panel.
#[derive(Clone, Debug)]
pub struct Seated {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their office.
    pub office: Role,
    /// The agency they sit for.
    pub agency: Option<String>,
    /// The days of their term.
    pub term: Term,
    /// Whether they have still to accept the terms of confidentiality.
    pub pending: bool,
    /// Whether they sit today.
    pub sits: bool,
}

/// Every seat of the panel of a call, by office and name, and how the panel decides: for who sits on it or oversees the call.
pub fn seated(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<(Vec<Seated>, Rules), Failure> {
    let today = facility.clock.now().date_naive();
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let state = cases::load_call(conn, call)?.state;
        let rules = rules_of(&state.definition)?.clone();
        let mut found = Vec::new();
        for office in Role::PANEL {
            for row in store::people::holders(conn, office, Some(call))? {
                let person = store::people::find(conn, row.person)?;
                let Some(person) = person.filter(|one| one.disabled_at.is_none()) else {
                    continue;
                };
                found.push(Seated {
                    person: row.person,
                    name: person.name,
                    office,
                    agency: row.appointment.agency,
                    term: row.term,
                    pending: row.terms_pending,
                    sits: !row.terms_pending && row.term.covers(today),
                });
            }
        }
        let order = |seat: &Seated| (super::room::office(seat.office), seat.name.clone());
        found.sort_by_key(order);
        Ok((found, rules))
    })
}
