//! Intake: drafts that are saved as people write, and submissions that count.

pub mod copying;
pub mod offline;
pub mod self_check;
mod submitting;
pub mod together;
pub mod writing;

use std::collections::BTreeMap;
use std::sync::Arc;

use store::AnyConn;
use workflow::call::Call;
use workflow::form::{AnswerFault, Answers, Form};
use workflow::ids::{CallId, OrganisationId, ProposalId};
use workflow::proposal::{self, Situation};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::time::Deadline;
use workflow::transition::{Action, StageKind};

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document};
use crate::failure::Failure;

pub use submitting::{
    Content, Version, may_see_versions, receipt, submit, submit_once, submitted_content, version,
};

use writing::{Beside, Entry, Held};

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
    /// Its call.
    pub call: Arc<Call>,
    /// The form of the step it stands in.
    pub form: Form,
    /// The deadline of the step.
    pub closes: Deadline,
    /// Counts up with each save; send it back with a save.
    pub version: i64,
    /// Language the application is written in (BCP 47), when one was chosen at the start.
    pub language: Option<String>,
    /// Answers so far.
    pub answers: Answers,
    /// Of each question that was ever answered: which version its answer has, who saved it and when.
    pub held: BTreeMap<String, Held>,
    /// What others wrote at the same time, kept until people choose; oldest first.
    pub besides: Vec<Beside>,
    /// Documents the answers name.
    pub documents: Vec<Document>,
    /// What keeps it from being submitted.
    pub faults: Vec<AnswerFault>,
    /// Whether it has been submitted in this step before.
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
        .write(|conn| start_in(conn, facility, actor, call, organisation, None))
}

/// Starts a draft inside a transaction. `language` is the one it is written in, one of the call's application languages;
/// the question that asks for it is answered with it.
pub fn start_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    organisation: OrganisationId,
    language: Option<&str>,
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
        calendar: &crate::calendar::load(conn)?.calendar,
        panel: &workflow::selection::Circumstances::default(),
        actor,
        now,
    };
    let event = proposal::start(organisation, &situation)?;
    let languages = &call.definition.application_languages;
    if language.is_some_and(|chosen| !languages.iter().any(|known| known == chosen)) {
        return Err(Failure::field("language", "unknown-option"));
    }
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
    store::drafts::insert(conn, id, language, actor.person, now)?;
    if let Some((question, answer)) =
        language.and_then(|language| call.definition.form.answer_of_language(language))
    {
        let entries = BTreeMap::from([(question, Entry::over(answer))]);
        writing::write_in(conn, facility, actor, id, &entries)?;
    }
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
        let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let (held, answers) = writing::read(conn, id)?;
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
            faults: case
                .call
                .definition
                .check_answers(proposal.position, &answers, true),
            version: draft.version,
            language: draft.language,
            held,
            besides: writing::besides(conn, id)?,
            documents: documents::among(documents::of_proposal(conn, id)?, &answers),
            answers,
            submitted: proposal.intake.of_step(proposal.position).is_some(),
            form: case.form().clone(),
            closes: case.call.definition.window(proposal.position).closes,
            writable,
            call: case.call,
        })
    })
}

pub(crate) fn answers_of(conn: &mut AnyConn, id: ProposalId) -> Result<(i64, Answers), Failure> {
    let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
    Ok((draft.version, writing::answers(conn, id)?))
}

/// Saves answers into the draft over whatever stands, keeping those not given; a `null` takes an answer back. Answers
/// that are not complete are saved all the same; the new version and what is still wrong is answered. `seen` is the
/// version of the draft the writer has seen: when it is another by now, nothing is saved.
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
    let entries = changed
        .into_iter()
        .map(|(question, value)| (question, Entry::over(value)))
        .collect();
    let written = writing::write_seen(conn, facility, actor, id, seen, &entries)?;
    Ok((written.version, written.faults))
}

/// Makes ready what a file needs as it enters a stage: the draft of a later step begins with the answers its form asks
/// again, and evaluators of another round begin with an empty grid.
pub(crate) fn prepare(
    conn: &mut AnyConn,
    case: &ProposalCase,
    position: usize,
    into: StageKind,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Failure> {
    let id = case.proposal.state.id;
    match into {
        StageKind::Evaluation => store::drafts::clear_scores(conn, id)?,
        StageKind::Intake => {
            let definition = &case.call.definition;
            let form = definition.form_at(position);
            let before = writing::answers(conn, id)?;
            let faulty = definition.check_answers(position, &before, false);
            let gone = before.keys().filter(|question| {
                form.question(question).is_none()
                    || faulty.iter().any(|fault| fault.question == **question)
            });
            writing::take_back(conn, id, gone, actor.person, now)?;
        }
        _ => {}
    }
    Ok(())
}

/// Moves the first `count` waiting proposals, in the order of receipt, into the next stage. Answers how many moved.
pub fn advance_first(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    count: u32,
) -> Result<usize, Failure> {
    let waiting = facility.store.read(|conn| {
        store::proposals::waiting_for(
            conn,
            call,
            workflow::transition::Status::Submitted,
            actor.person,
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
