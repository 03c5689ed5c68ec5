//! An organisation as one person sees it.

use std::sync::Arc;

use store::AnyConn;
use store::documents::DocumentRow;
use store::organisations::OrganisationRow;
use workflow::call::Call;
use workflow::due_diligence::{Standing, Step};
use workflow::ids::{GrantId, OrganisationId};
use workflow::organisation::{self, Organisation, OrganisationAction};
use workflow::refusal::Refusal;
use workflow::registration::Missing;
use workflow::role::Actor;

use super::history::{recorded, story};
use super::{Colleague, missing, readable, readiness, reads_diligence, sees};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::{self, Happened, ProposalFilter, ProposalLine};

/// An organisation as one person sees it. To its own people nothing is told of what the facility keeps about it: then
/// `state` and `standing` are without flags, matches, answers and known duplicates.
pub struct OrganisationView {
    /// What it says of itself, and since when.
    pub row: OrganisationRow,
    /// What is still missing of the registration.
    pub missing: Vec<Missing>,
    /// Its standing today.
    pub standing: Standing,
    /// Place in the chain.
    pub seq: i64,
    /// Its state.
    pub state: Organisation,
    /// Whether the person reads what the facility keeps about it.
    pub inside: bool,
    /// What the person may do.
    pub actions: Vec<OrganisationAction>,
    /// People who work for it, with their role and address.
    pub people: Vec<Colleague>,
    /// Its documents.
    pub documents: Vec<DocumentRow>,
    /// The one it was merged into.
    pub merged_into: Option<Other>,
    /// Those merged into it, and into those.
    pub absorbed: Vec<Other>,
    /// How many possible duplicates nobody has decided on.
    pub duplicates: usize,
    /// Its story.
    pub story: Vec<Happened>,
}

/// Another organisation, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its id.
    pub id: OrganisationId,
    /// Its legal name.
    pub name: String,
}

/// The most possible duplicates that are counted.
const MOST_DUPLICATES: i64 = 100;

fn other(conn: &mut AnyConn, id: OrganisationId) -> Result<Option<Other>, Failure> {
    let row = store::organisations::find(conn, id)?;
    Ok(row.map(|row| Other {
        id,
        name: row.profile.legal_name,
    }))
}

/// Everything that was merged into an organisation, directly or through another.
fn absorbed(conn: &mut AnyConn, state: &Organisation) -> Result<Vec<Other>, Failure> {
    let mut found = Vec::new();
    let mut waiting: Vec<OrganisationId> = state.absorbed.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        found.extend(other(conn, id)?);
        waiting.extend(cases::load_organisation(conn, id)?.state.absorbed);
    }
    Ok(found)
}

/// Takes out what the organisation's own people are not told.
fn without_diligence(state: &mut Organisation, standing: &mut Standing) {
    state.flags.clear();
    state.matches.clear();
    state.answers.clear();
    state.proposed_by = None;
    state.not_duplicates.clear();
    standing.flag = None;
    standing.listed = false;
}

/// An organisation as the person sees it.
pub fn view(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<OrganisationView, Failure> {
    if !sees(actor, id) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    let inside = reads_diligence(actor, id);
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let mut row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        row.profile = readable(actor, id, &row.profile);
        let people = store::people::members_of(conn, id)?;
        let story = story(&recorded(conn, id)?, inside, |by| {
            people.iter().any(|(colleague, _)| colleague.id == by.id)
        });
        let mut state = loaded.state;
        let mut standing = state.standing(now.date_naive(), readiness(conn, id)?);
        let actions = organisation::available(&state, actor);
        let mut duplicates = 0;
        if inside {
            duplicates = store::duplicates::open(conn, Some(id), MOST_DUPLICATES)?.len();
        } else {
            without_diligence(&mut state, &mut standing);
        }
        let merged_into = match state.merged_into {
            Some(into) => other(conn, into)?,
            None => None,
        };
        Ok(OrganisationView {
            missing: missing(conn, id, &row.profile, now)?,
            standing,
            seq: loaded.seq,
            inside,
            actions,
            people: people.into_iter().map(super::people::colleague).collect(),
            documents: store::documents::of_case(conn, id.into())?
                .into_iter()
                .filter(|version| version.is_current && version.removed_at.is_none())
                .collect(),
            merged_into,
            absorbed: absorbed(conn, &state)?,
            duplicates,
            story,
            state,
            row,
        })
    })
}

/// What holds a step of an organisation back today. Nothing is told to who does not read what the facility keeps about it.
pub fn held_back(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    step: Step,
) -> Result<Vec<Refusal>, Failure> {
    if !reads_diligence(actor, id) {
        return Ok(Vec::new());
    }
    let now = facility.clock.now();
    let standing = facility.store.read(|conn| cases::standing(conn, id, now))?;
    Ok(standing.blocks(step))
}

/// A proposal of an organisation, with its call, and its grant once there is one.
pub struct Applied {
    /// The proposal as far as the person may see it; `row.organisation_id` tells under whose record it stands.
    pub line: ProposalLine,
    /// The call.
    pub call: Arc<Call>,
    /// The grant.
    pub grant: Option<GrantId>,
}

/// The most proposals an organisation's page shows of each record.
const MOST_PROPOSALS: i64 = 100;

/// The proposals of an organisation and of those merged into it, as far as the person may see them.
pub fn applied(
    facility: &Facility,
    actor: &Actor,
    view: &OrganisationView,
) -> Result<Vec<Applied>, Failure> {
    let mut found = Vec::new();
    let merged = view.absorbed.iter().map(|other| other.id);
    for organisation in std::iter::once(view.row.id).chain(merged) {
        let filter = ProposalFilter {
            organisation: Some(organisation),
            ..ProposalFilter::default()
        };
        let page = proposal::list(facility, actor, &filter, None, MOST_PROPOSALS)?;
        facility.store.read(|conn| {
            for line in page.items {
                found.push(Applied {
                    call: cases::load_call(conn, line.row.call_id)?.state,
                    grant: store::grants::of_proposal(conn, line.row.id)?,
                    line,
                });
            }
            Ok::<(), Failure>(())
        })?;
    }
    Ok(found)
}
