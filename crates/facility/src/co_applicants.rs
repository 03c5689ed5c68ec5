//! Organisations that apply together: named by the lead with what the register knows them by, answering for themselves.

use workflow::co_applicants::Command;
use workflow::country::Country;
use workflow::ids::{OrganisationId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, Status};

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use store::AnyConn;

/// What an organisation is named by.
#[derive(Clone, Debug)]
pub enum By {
    /// Its registration number in a country, however it is punctuated.
    Number {
        /// Country of registration.
        country: Country,
        /// Number.
        number: String,
    },
    /// Its identifier after org-id.guide.
    OrgId(String),
}

/// An organisation that was named.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Country,
    /// Whether it has agreed.
    pub agreed: bool,
    /// Whether the person may answer for it.
    pub mine: bool,
}

/// The organisations of an application as one person sees them.
pub struct Together {
    /// Place in the chain; send it back with a change.
    pub seq: i64,
    /// The lead's name.
    pub lead: String,
    /// Title of the call in its languages.
    pub call: std::sync::Arc<workflow::call::Call>,
    /// Title of the project.
    pub title: String,
    /// Whether the person belongs to the lead.
    pub leads: bool,
    /// Status of the file, as the person may know it.
    pub status: Status,
    /// The organisations beside it.
    pub beside: Vec<Beside>,
    /// What the person may do now.
    pub actions: Vec<Action>,
}

/// The organisations of an application, for the people of each of them and for who sees the file.
pub fn view(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Together, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let state = &case.proposal.state;
        let subject = state.subject();
        let seen = policy::view(actor, &subject);
        if seen != View::File && !policy::is_party(actor, &subject) {
            return Err(Failure::hidden());
        }
        let mut beside = Vec::new();
        for (organisation, named) in state.intake.beside_the_lead() {
            let row = store::organisations::find(conn, organisation)?;
            let row = row.ok_or_else(Failure::hidden)?;
            beside.push(Beside {
                organisation,
                name: row.profile.legal_name,
                country: row.profile.country,
                agreed: named.agreed,
                mine: actor.member(organisation, Role::Owner),
            });
        }
        let lead = store::organisations::find(conn, state.organisation)?;
        Ok(Together {
            seq: case.proposal.seq,
            lead: lead.map(|row| row.profile.legal_name).unwrap_or_default(),
            title: crate::proposal::title_in(conn, &case)?,
            leads: actor.member(state.organisation, Role::Reader),
            status: crate::proposal::shown_status(actor, state, state.status),
            actions: case.available(actor, now),
            beside,
            call: case.call,
        })
    })
}

/// Names an organisation. It must be on the register, exactly as described.
pub fn name(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    by: &By,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let case = ProposalCase::load(conn, id, now)?;
        // Who may not name anybody here does not learn who is on the register.
        let situation = case.situation(actor, now, 0);
        proposal::permitted(&case.proposal.state, Action::NameCoApplicant, &situation)?;
        let organisation = find(conn, by)?;
        let command = proposal::Command::CoApplicants(Command::Name { organisation });
        cases::act_on_proposal(conn, facility, actor, id, seen, &command)
    })
}

fn find(conn: &mut AnyConn, by: &By) -> Result<OrganisationId, Failure> {
    let (field, found) = match by {
        By::Number { country, number } => (
            "number",
            store::organisations::with_number(conn, *country, number)?,
        ),
        By::OrgId(org_id) => (
            "org_id",
            store::organisations::with_org_id(conn, org_id.trim())?,
        ),
    };
    let unknown = || Failure::field(field, "no-organisation");
    let found = found.ok_or_else(unknown)?;
    let row = store::organisations::find(conn, found)?.ok_or_else(unknown)?;
    Ok(row.merged_into.unwrap_or(found))
}

/// Proposals that wait for an answer of the organisations the person owns, with the lead's name and the call.
pub(crate) fn waiting(
    conn: &mut AnyConn,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<(ProposalCase, String)>, Failure> {
    let mut found = Vec::new();
    for (organisation, _) in &actor.memberships {
        if !actor.member(*organisation, Role::Owner) {
            continue;
        }
        for id in store::applicants::unanswered(conn, *organisation)? {
            let case = ProposalCase::load(conn, id, now)?;
            let situation = case.situation(actor, now, 0);
            let state = &case.proposal.state;
            if proposal::permitted(state, Action::AgreeToCoApply, &situation).is_err() {
                continue;
            }
            let lead = store::organisations::find(conn, state.organisation)?;
            let lead = lead.map(|row| row.profile.legal_name).unwrap_or_default();
            found.push((case, lead));
        }
    }
    Ok(found)
}
