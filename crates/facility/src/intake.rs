//! Intake: drafts that are saved as people write, and submissions that count.

mod submitting;

use std::sync::Arc;

use store::AnyConn;
use workflow::call::Call;
use workflow::form::{AnswerFault, Answers, Form};
use workflow::ids::{CallId, OrganisationId, ProposalId};
use workflow::proposal::{self, Situation};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::transition::Action;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document};
use crate::failure::Failure;

pub use submitting::{
    Content, Version, may_see_versions, receipt, submit, submit_once, submitted_content, version,
};

/// A draft as its writers see it.
pub struct DraftView {
    /// The proposal.
    pub proposal: ProposalId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// How far the organisation's registration has come.
    pub registration: workflow::due_diligence::Readiness,
    /// How much of the registration is missing.
    pub lacking: usize,
    /// Its call with the form.
    pub call: Arc<Call>,
    /// Counts up with each save; send it back with a save.
    pub version: i64,
    /// Answers so far.
    pub answers: Answers,
    /// Documents the answers name.
    pub documents: Vec<Document>,
    /// What keeps it from being submitted.
    pub faults: Vec<AnswerFault>,
    /// Whether it has been submitted before.
    pub submitted: bool,
    /// Whether it can be saved and submitted now.
    pub writable: bool,
}

/// The most open applications of an organisation to a call that takes several.
const MOST_OPEN: usize = 20;

/// Starts a draft for an organisation; answers the draft there is when there is one already, unless the call takes several.
pub fn start(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    organisation: OrganisationId,
) -> Result<ProposalId, Failure> {
    facility
        .store
        .write(|conn| start_in(conn, facility, actor, call, organisation))
}

/// Starts a draft inside a transaction.
pub fn start_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    organisation: OrganisationId,
) -> Result<ProposalId, Failure> {
    let now = facility.clock.now();
    let call = cases::load_call(conn, call)?.state;
    if !call.is_public() {
        return Err(Failure::hidden());
    }
    let standing = cases::standing(conn, organisation, now)?;
    let situation = Situation {
        call: &call,
        organisation: standing,
        committed_minor: 0,
        actor,
        now,
    };
    let event = proposal::start(organisation, &situation)?;
    let open = store::proposals::open_of_organisation(conn, call.id, organisation)?;
    if call.definition.one_application_per_organisation {
        if let Some(id) = open.first() {
            return Ok(*id);
        }
    } else if open.len() >= MOST_OPEN {
        return Err(Refusal::TooMany {
            most: MOST_OPEN as u32,
        }
        .into());
    }
    let id = ProposalId::new_v7(now);
    let state = proposal::evolve(None, id, &event, Some(actor.person), now)
        .ok_or_else(|| Failure::Unexpected("a proposal cannot be started".to_owned()))?;
    store::cases::save_proposal(conn, None, &state, &[event], Some(actor.person), now)?;
    store::drafts::insert(conn, id, "{}", actor.person, now)?;
    Ok(id)
}

/// The draft of a proposal, for its writers and readers.
pub fn draft(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<DraftView, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if !actor.member(proposal.organisation, workflow::role::Role::Reader) {
            return Err(Failure::hidden());
        }
        let (version, answers) = answers_of(conn, id)?;
        let writable =
            proposal::permitted(proposal, Action::SaveDraft, &case.situation(actor, now, 0))
                .is_ok();
        let organisation = proposal.organisation;
        let row = store::organisations::find(conn, organisation)?.ok_or_else(Failure::hidden)?;
        Ok(DraftView {
            proposal: id,
            organisation,
            registration: case.standing.registration,
            lacking: crate::registration::missing(conn, organisation, &row.profile, now)?.len(),
            faults: case.call.definition.check_answers(&answers, true),
            version,
            documents: documents::among(documents::of_proposal(conn, id)?, &answers),
            answers,
            submitted: proposal.intake.submission.is_some(),
            writable,
            call: case.call,
        })
    })
}

pub(crate) fn answers_of(conn: &mut AnyConn, id: ProposalId) -> Result<(i64, Answers), Failure> {
    let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
    let answers = serde_json::from_str(&draft.answers)
        .map_err(|error| Failure::Unexpected(format!("draft of {id} cannot be read: {error}")))?;
    Ok((draft.version, answers))
}

/// The most a draft may hold, bytes of JSON.
const MOST_BYTES: usize = 512 * 1024;

/// Saves answers into the draft, keeping those not given; a `null` takes an answer back. Answers that are not complete
/// are saved all the same; the new version and what is still wrong is answered. `seen` is the version the writer has
/// seen: another's later save is never overwritten unseen.
pub fn save(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    changed: Answers,
) -> Result<(i64, Vec<AnswerFault>), Failure> {
    facility
        .store
        .write(|conn| save_in(conn, facility, actor, id, seen, changed.clone()))
}

/// Saves answers inside a transaction.
pub(crate) fn save_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    changed: Answers,
) -> Result<(i64, Vec<AnswerFault>), Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    proposal::permitted(
        &case.proposal.state,
        Action::SaveDraft,
        &case.situation(actor, now, 0),
    )?;
    let (version, mut answers) = answers_of(conn, id)?;
    cases::expect(seen, version)?;
    let form = &case.call.definition.form;
    for (question, answer) in changed {
        known(form, &question)?;
        if answer.is_null() {
            answers.remove(&question);
        } else {
            answers.insert(question, answer);
        }
    }
    let json =
        serde_json::to_string(&answers).map_err(|error| Failure::Unexpected(error.to_string()))?;
    if json.len() > MOST_BYTES {
        return Err(Failure::field("answers", "too-long"));
    }
    store::drafts::save(conn, id, version, &json, actor.person, now)?;
    Ok((
        version + 1,
        case.call.definition.check_answers(&answers, false),
    ))
}

fn known(form: &Form, question: &str) -> Result<(), Failure> {
    form.question(question).map(|_| ()).ok_or_else(|| {
        Refusal::Unknown {
            what: "question",
            name: question.to_owned(),
        }
        .into()
    })
}

/// Moves the first `count` waiting proposals, in the order of receipt, into the next stage. Answers how many moved.
pub fn advance_first(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    count: u32,
) -> Result<usize, Failure> {
    let waiting = facility.store.read(|conn| {
        store::proposals::waiting(
            conn,
            call,
            workflow::transition::Status::Submitted,
            i64::from(count),
        )
        .map_err(Failure::from)
    })?;
    advance_each(facility, actor, &waiting)
}

/// Moves each proposal into the next stage, one transaction each. Those that cannot move stop the rest; those the person
/// has a conflict with are left to a colleague. Answers how many moved.
pub fn advance_each(
    facility: &Facility,
    actor: &Actor,
    proposals: &[ProposalId],
) -> Result<usize, Failure> {
    let mut moved = 0;
    for id in proposals {
        match crate::proposal::act(facility, actor, *id, None, &proposal::Command::Advance) {
            Ok(_) => moved += 1,
            Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(moved)
}
