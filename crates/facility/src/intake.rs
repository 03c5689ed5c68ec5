//! Intake: drafts that are saved as people write, and submissions that count.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::call::Call;
use workflow::form::{AnswerFault, Answers, Form};
use workflow::ids::{CallId, OrganisationId, ProposalId};
use workflow::intake::{Command, Submission};
use workflow::money::Money;
use workflow::proposal::{self, Situation};
use workflow::record::{self, Digest};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::time::Deadline;
use workflow::transition::{Action, StageKind};

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document};
use crate::failure::Failure;

/// The canonical content of a submission: what its digest is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Version of the form.
    pub form_version: u32,
    /// Answers by question.
    pub answers: Answers,
}

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
    /// Answers so far.
    pub answers: Answers,
    /// Documents the answers name.
    pub documents: Vec<Document>,
    /// What keeps it from being submitted.
    pub faults: Vec<AnswerFault>,
    /// Whether it has been submitted in this step before.
    pub submitted: bool,
    /// Whether it can be saved and submitted now.
    pub writable: bool,
}

/// What an applicant holds in hand after submitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// `SGF2010-0112`.
    pub reference: String,
    /// SHA-256 of the canonical content.
    pub digest: Digest,
    /// Receipt (UTC).
    pub received_at: chrono::DateTime<chrono::Utc>,
    /// 1, then 2 for the first replacement.
    pub version: u32,
}

/// Starts a draft for an organisation; answers the draft there is when there is one already.
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
    if let Some(id) = store::proposals::open_of_organisation(conn, call.id, organisation)? {
        return Ok(id);
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
            faults: case.form().check(&answers, true),
            version,
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
    let form = case.form();
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
    Ok((version + 1, form.check(&answers, false)))
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
            let (version, before) = answers_of(conn, id)?;
            let form = case.call.definition.form_at(position);
            let mut kept: Answers = before
                .into_iter()
                .filter(|(question, _)| form.question(question).is_some())
                .collect();
            for fault in form.check(&kept, false) {
                kept.remove(&fault.question);
            }
            let json = serde_json::to_string(&kept)
                .map_err(|error| Failure::Unexpected(error.to_string()))?;
            store::drafts::save(conn, id, version, &json, actor.person, now)?;
        }
        _ => {}
    }
    Ok(())
}

/// Submits the draft as it stands. The server's clock inside the transaction decides whether it is in time; a late
/// draft is kept. Submitting the same content twice is one submission, answered with the same receipt.
pub fn submit(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
) -> Result<Receipt, Failure> {
    facility
        .store
        .write(|conn| submit_in(conn, facility, actor, id, seen))
}

fn submit_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
) -> Result<Receipt, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    proposal::permitted(
        &case.proposal.state,
        Action::Submit,
        &case.situation(actor, now, 0),
    )?;
    let (version, answers) = answers_of(conn, id)?;
    cases::expect(seen, version)?;
    let form = case.form();
    let faults = form.check(&answers, true);
    if !faults.is_empty() {
        return Err(Failure::answers(faults));
    }
    let content = canonical(form, answers.clone())?;
    let digest = record::digest(content.as_bytes());
    if let Some(receipt) = receipt_of(&case, Some(digest)) {
        return Ok(receipt);
    }
    let number = match &case.proposal.state.intake.submission {
        Some(before) => before.number,
        None => store::calls::next_number(conn, case.call.id)?,
    };
    let submission = stated(&case, &answers, number, digest);
    // A document may have expired since the registration was complete.
    crate::registration::refresh_complete(conn, case.proposal.state.organisation, now)?;
    let command = proposal::Command::Intake(Command::Submit(Box::new(submission)));
    cases::act_on_proposal(conn, facility, actor, id, Some(case.proposal.seq), &command)?;
    let after = ProposalCase::load(conn, id, now)?;
    let receipt = receipt_of(&after, Some(digest)).ok_or_else(|| {
        Failure::Unexpected(format!("proposal {id} has no receipt after its submission"))
    })?;
    store::drafts::insert_submission(
        conn,
        id,
        receipt.version,
        &content,
        digest,
        actor.person,
        now,
    )?;
    Ok(receipt)
}

/// The canonical content: JSON with sorted keys and no blanks.
fn canonical(form: &Form, answers: Answers) -> Result<String, Failure> {
    let asked: Answers = answers
        .iter()
        .filter(|(id, _)| {
            form.question(id)
                .is_some_and(|question| Form::asked(question, &answers))
        })
        .map(|(id, answer)| (id.clone(), answer.clone()))
        .collect();
    let content = Content {
        form_version: form.version,
        answers: asked,
    };
    let value =
        serde_json::to_value(content).map_err(|error| Failure::Unexpected(error.to_string()))?;
    record::canonical_json(&value).map_err(|error| Failure::Unexpected(error.to_string()))
}

fn stated(case: &ProposalCase, answers: &Answers, number: i64, digest: Digest) -> Submission {
    let facts = case.form().facts(answers);
    let currency = case
        .call
        .definition
        .funding
        .as_ref()
        .map(|funding| funding.currency);
    Submission {
        number,
        version: 1,
        digest,
        form_version: case.form().version,
        position: case.proposal.state.position,
        title: facts.title.unwrap_or_default(),
        requested: facts
            .requested_minor
            .zip(currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
        theme: facts.theme,
        months: facts.months,
        country: facts.country,
        language: facts.language,
    }
}

fn receipt_of(case: &ProposalCase, digest: Option<Digest>) -> Option<Receipt> {
    let proposal = &case.proposal.state;
    let submission = proposal.intake.submission.as_ref()?;
    if digest.is_some_and(|digest| digest != submission.digest) {
        return None;
    }
    Some(Receipt {
        reference: proposal.reference(&case.call)?,
        digest: submission.digest,
        received_at: proposal.intake.last_received_at?,
        version: submission.version,
    })
}

/// The receipt of the submission that counts, for the applicant.
pub fn receipt(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Receipt, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        if !actor.member(
            case.proposal.state.organisation,
            workflow::role::Role::Reader,
        ) {
            return Err(Failure::hidden());
        }
        receipt_of(&case, None).ok_or_else(Failure::hidden)
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
