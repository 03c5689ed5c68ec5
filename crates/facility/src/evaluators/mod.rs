//! Evaluators: who they are and what they know, how they are invited to a call, and the terms of confidentiality they
//! accept before they see anything of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::evaluators::{self, InvitationRow, TermsAnswer};
use store::people::PersonRow;
use workflow::ids::{CallId, PersonId};
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::roles;

mod invitations;
mod lines;
mod profile;
mod terms;

pub use invitations::{
    Invited, MOST_OPEN, NewEvaluator, Offer, accept, accept_new, decline, followed, invite, offer,
    send_again, withdraw,
};
pub use lines::{BadLine, MOST_LINES, Pasted, invite_lines};
pub use profile::{
    Availability, Known, of_evaluator, own, profile, profiles, save_profile, set_availability,
    subjects,
};
pub use terms::{
    Accepted, Duty, OwnTerms, Terms, accept_terms, appointed, appointed_for, decline_terms,
    own_terms, waiting,
};
/// Rows of the tables as they are kept.
pub mod rows {
    pub use store::evaluators::{InvitationRow, TermsAnswer};
}

pub use workflow::evaluator::{Affiliation, EvaluatorProfile, Level};

/// An evaluator of a call, as who runs it sees them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who.
    pub person: PersonRow,
    /// Since when they are one (UTC).
    pub since: DateTime<Utc>,
    /// Whether they have still to accept the terms of the call, and see nothing before.
    pub terms_pending: bool,
    /// When they accepted them (UTC).
    pub accepted_at: Option<DateTime<Utc>>,
    /// What they say of themselves.
    pub profile: EvaluatorProfile,
}

/// The evaluators of a call and the invitations to become one.
#[derive(Clone, Debug)]
pub struct OfCall {
    /// By name.
    pub evaluators: Vec<Listed>,
    /// Oldest first; those that ended too.
    pub invitations: Vec<InvitationRow>,
    /// Answers to the terms, oldest first.
    pub answers: Vec<TermsAnswer>,
}

/// The evaluators of a call: for those who oversee it.
pub fn of_call(facility: &Facility, actor: &Actor, call: CallId) -> Result<OfCall, Failure> {
    if !roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        cases::load_call(conn, call)?;
        let answers = evaluators::terms_answers(conn, call)?;
        Ok(OfCall {
            evaluators: listed(conn, call, &answers)?,
            invitations: evaluators::invitations(conn, call)?,
            answers,
        })
    })
}

fn listed(
    conn: &mut AnyConn,
    call: CallId,
    answers: &[TermsAnswer],
) -> Result<Vec<Listed>, Failure> {
    let held = store::people::holders(conn, Role::Evaluator, Some(call))?;
    let mut profiles = evaluators::profiles(conn, held.iter().map(|row| row.person))?;
    let mut found: BTreeMap<PersonId, Listed> = BTreeMap::new();
    for row in held {
        // Somebody who holds the role twice waits for nothing as soon as one of the two is given.
        if let Some(known) = found.get_mut(&row.person) {
            known.terms_pending &= row.terms_pending;
            continue;
        }
        let Some(person) = store::people::find(conn, row.person)? else {
            continue;
        };
        let accepted = answers
            .iter()
            .rev()
            .find(|answer| answer.person == row.person);
        found.insert(
            row.person,
            Listed {
                person,
                since: row.since,
                terms_pending: row.terms_pending,
                accepted_at: accepted
                    .filter(|answer| answer.accepted)
                    .map(|answer| answer.at),
                profile: profiles.remove(&row.person).unwrap_or_default(),
            },
        );
    }
    let mut found: Vec<Listed> = found.into_values().collect();
    found.sort_by(|a, b| (&a.person.name, a.person.id).cmp(&(&b.person.name, b.person.id)));
    Ok(found)
}

/// Whether the person runs the call's evaluation: programme officer or facility manager.
pub(crate) fn runs(actor: &Actor, call: CallId) -> bool {
    actor.holds(Role::ProgrammeOfficer, Some(call))
        || actor.holds(Role::FacilityManager, Some(call))
}
