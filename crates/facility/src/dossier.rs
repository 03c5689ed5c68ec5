//! The dossier of a proposal: what was submitted, whole, for who may see the file.

use workflow::country::Country;
use workflow::ids::{CallId, ProposalId};
use workflow::policy::View;
use workflow::role::Actor;

use crate::Facility;
use crate::failure::Failure;
use crate::proposal::{self, ProposalFilter, ProposalView, SubmittedContent};

/// A dossier.
pub struct Dossier {
    /// The proposal as the person sees it.
    pub view: ProposalView,
    /// What was submitted.
    pub content: SubmittedContent,
    /// The canonical content, byte for byte as its digest is of.
    pub canonical: String,
    /// `SGF2010-0112`.
    pub reference: String,
    /// Organisations that apply together with the lead: name and country.
    pub beside: Vec<(String, Country)>,
}

/// The dossier of a submitted proposal. Hidden from whoever does not see the whole file.
pub fn read(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Dossier, Failure> {
    let mut view = proposal::view(facility, actor, id)?;
    let content = view.content.take();
    let (Some(content), Some(reference)) = (content, view.reference.clone()) else {
        return Err(Failure::hidden());
    };
    let submission = view.proposal.intake.submission.clone();
    let (canonical, beside) = facility.store.read(|conn| {
        let row = store::drafts::find_submission(conn, id, content.version)?;
        let canonical = row.ok_or_else(Failure::hidden)?.content;
        let mut beside = Vec::new();
        for organisation in submission.into_iter().flat_map(|it| it.co_applicants) {
            if let Some(row) = store::organisations::find(conn, organisation)? {
                beside.push((row.profile.legal_name, row.profile.country));
            }
        }
        Ok::<_, Failure>((canonical, beside))
    })?;
    Ok(Dossier {
        view,
        content,
        canonical,
        reference,
        beside,
    })
}

/// Proposals of a call the person sees whole, after one, by id, and where the next page begins. The access rule is part of
/// the query, so that a file with a conflict of theirs is not even counted.
pub fn page(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    after: Option<ProposalId>,
) -> Result<(Vec<ProposalId>, Option<ProposalId>), Failure> {
    may_read(facility, actor, call)?;
    let found = proposal::list(facility, actor, &of_call(call), after, 100)?;
    let whole = found
        .items
        .iter()
        .filter(|line| line.view == View::File && line.row.reference.is_some());
    let next = found.next.and_then(|next| next.parse().ok());
    Ok((whole.map(|line| line.row.id).collect(), next))
}

/// How many proposals of a call the person may read.
pub fn count(facility: &Facility, actor: &Actor, call: CallId) -> Result<i64, Failure> {
    may_read(facility, actor, call)?;
    let scope = workflow::policy::proposal_scope(actor);
    facility.store.read(|conn| {
        let (count, _) = store::proposals::tally(conn, &scope, &of_call(call))?;
        Ok(count)
    })
}

fn of_call(call: CallId) -> ProposalFilter {
    ProposalFilter {
        call: Some(call),
        ..ProposalFilter::default()
    }
}

/// All dossiers of a call are for who oversees it.
fn may_read(facility: &Facility, actor: &Actor, call: CallId) -> Result<(), Failure> {
    crate::call::view(facility, Some(actor), call)?;
    if crate::roles::oversees(actor, call) {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}
