//! The agreement: negotiated in rounds, its conditions settled, set as a paper with annexes, sent by a second person, accepted in
//! time, and signed by both sides.

mod annexes;
pub mod clock;
pub mod conditions;
pub mod negotiation;
mod paper;
pub mod signing;

use chrono::NaiveDate;
use workflow::agreement::Command;
use workflow::ids::ProposalId;
use workflow::policy::{self, View};
use workflow::proposal::Command as ProposalCommand;
use workflow::record::Digest;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind, Status};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::documents::Document;
use crate::failure::Failure;
use crate::proposal::Someone;
use conditions::Condition;
use negotiation::Negotiation;

/// A copy signed on paper, as a person reads it.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Whether it was signed for the facility; else for the organisation.
    pub for_facility: bool,
    /// Who signed.
    pub signatory: String,
    /// On which day.
    pub signed_on: NaiveDate,
    /// The copy.
    pub document: Option<Document>,
}

/// The agreement as a person sees it now, beside the proposal it belongs to.
pub struct Agreement {
    /// Rounds and versions of the negotiation.
    pub negotiation: Negotiation,
    /// Conditions of the award; empty when it has none.
    pub conditions: Vec<Condition>,
    /// SHA-256 of the PDF that was sent.
    pub paper: Option<Digest>,
    /// What tells the paper that would be sent now from every other, for whoever may send it.
    pub draft: Option<Digest>,
    /// Whether there is a PDF for the person: the one that was sent, or for the facility the one that would be.
    pub readable: bool,
    /// Copies signed on paper.
    pub copies: Vec<Copy>,
}

/// A case in its agreement or after it, for whoever sees the whole file; hidden from everybody else.
fn contracted(
    conn: &mut store::AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<ProposalCase, Failure> {
    let case = ProposalCase::load(conn, id, facility.clock.now())?;
    let state = &case.proposal.state;
    let here = matches!(state.stage, StageKind::Agreement | StageKind::Monitoring);
    if !here || policy::view(actor, &state.subject()) != View::File {
        return Err(Failure::hidden());
    }
    Ok(case)
}

/// Whether the person works for the applicant.
fn applies(actor: &Actor, case: &ProposalCase) -> bool {
    actor.member(case.proposal.state.organisation, Role::Reader)
}

/// The agreement of a proposal, for whoever sees the whole file; hidden before there is one.
pub fn view(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Agreement, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        let state = &case.proposal.state;
        let actions = case.available(actor, now);
        let sends = actions.contains(&Action::SendAgreement);
        let draft = match sends {
            true => Some(paper::compose(conn, &case)?.digest()?),
            false => None,
        };
        let documents = crate::documents::of_proposal(conn, id)?;
        let mut copies = Vec::new();
        for copy in &state.agreement.copies {
            copies.push(Copy {
                for_facility: copy.for_facility,
                signatory: store::drafts::find_text(conn, copy.signatory)?.unwrap_or_default(),
                signed_on: copy.signed_on,
                document: documents
                    .iter()
                    .find(|row| row.id == copy.copy.document)
                    .cloned(),
            });
        }
        let drafted = state.agreement.terms.is_some() && !applies(actor, &case);
        Ok(Agreement {
            negotiation: negotiation::told(conn, actor, &case, now)?,
            conditions: conditions::told(conn, actor, &case, &documents)?,
            paper: state.agreement.paper,
            draft,
            readable: state.agreement.paper.is_some()
                || (drafted && state.status == Status::Negotiation),
            copies,
        })
    })
}

/// Carries out what needs nothing beside the command; sending, settling and revising have use cases of their own. Answers the new
/// place in the chain.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    command: Command,
) -> Result<i64, Failure> {
    crate::proposal::act(
        facility,
        actor,
        id,
        seen,
        &ProposalCommand::Agreement(command),
    )
}

/// Somebody by their id.
fn someone(
    conn: &mut store::AnyConn,
    id: workflow::ids::PersonId,
) -> Result<Option<Someone>, Failure> {
    let found = store::people::find(conn, id)?;
    Ok(found.map(|person| Someone {
        id: person.id,
        name: person.name,
    }))
}
