//! Submissions: what counts, the receipt for it, and every version that came before.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::call::Call;
use workflow::form::Answers;
use workflow::ids::{OrganisationId, ProposalId};
use workflow::intake::{Command, Submission};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::{self, Proposal};
use workflow::receipt::{self, Receipt};
use workflow::record::{self, Digest};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::selection::Ties;
use workflow::transition::{Action, StageKind};

use super::answers_of;
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document};
use crate::failure::Failure;
use crate::repeat::{self, Once, Repeat};

/// The canonical content of a submission: what its digest is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Version of the form.
    pub form_version: u32,
    /// Answers by question.
    pub answers: Answers,
    /// Organisations that apply together with the lead.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub co_applicants: BTreeSet<OrganisationId>,
}

/// Submits the draft as it stands. The server's clock inside the transaction decides whether it is in time; a late
/// draft is kept. Submitting the same content twice, or twice at the same instant, is one submission, answered with the
/// same receipt, also after the deadline. `declared` says that the statement above the button was agreed to.
pub fn submit(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    declared: bool,
) -> Result<Receipt, Failure> {
    match submit_once(facility, actor, id, seen, declared, None)? {
        Once::Done(receipt) => Ok(receipt),
        Once::OtherRequest => Err(Failure::ChangedMeanwhile),
    }
}

/// Submits like [`submit`]; asked for again under the same key it answers the receipt of the first time, whatever has been
/// submitted since.
pub fn submit_once(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    declared: bool,
    repeat: Option<&Repeat>,
) -> Result<Once<Receipt>, Failure> {
    // Done anew beside another submission, the same content finds its receipt.
    let filed = repeat::until_undisturbed(|| {
        repeat::once(facility, repeat, |conn| {
            submit_in(conn, facility, actor, id, seen, declared)
        })
    })?;
    match filed {
        Once::Done(version) => receipt(facility, actor, id, Some(version)).map(Once::Done),
        Once::OtherRequest => Ok(Once::OtherRequest),
    }
}

/// Submits inside a transaction. Answers the version that counts.
fn submit_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    declared: bool,
) -> Result<u32, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    let state = &case.proposal.state;
    let allowed = proposal::permitted(state, Action::Submit, &case.situation(actor, now, 0));
    if let Err(refusal @ (Refusal::Hidden | Refusal::NotAllowed)) = allowed {
        return Err(refusal.into());
    }
    let (version, answers) = answers_of(conn, id)?;
    let content = canonical(&case, answers.clone())?;
    let digest = record::digest(content.as_bytes());
    // A request repeated because its answer was lost is answered again, whatever the clock says by now.
    if let Some(before) = &state.intake.submission
        && before.digest == digest
        && before.position == state.position
    {
        return Ok(before.version);
    }
    allowed?;
    cases::expect(seen, version)?;
    let faults = case
        .call
        .definition
        .check_answers(state.position, &answers, true);
    if !faults.is_empty() {
        return Err(Failure::answers(faults));
    }
    if !declared {
        return Err(Failure::field("declared", "not-declared"));
    }
    stands_nowhere_else(conn, state)?;
    let panel = case.call.definition.procedure.first(StageKind::Selection);
    let forbids =
        |stage: &Stage| matches!(stage, Stage::Selection(rules) if rules.ties == Ties::MayNotApply);
    if panel.is_some_and(forbids) && crate::conflicts::tied_to_panel(conn, state, now.year())? {
        return Err(Refusal::TiedToPanel.into());
    }
    let number = match &state.intake.submission {
        Some(before) => before.number,
        None => store::calls::next_number(conn, case.call.id)?,
    };
    let submission = stated(&case, &answers, number, digest);
    // A document may have expired since the registration was complete.
    crate::registration::refresh_complete(conn, state.organisation, now)?;
    let command = proposal::Command::Intake(Command::Submit(Box::new(submission)));
    cases::act_on_proposal(conn, facility, actor, id, Some(case.proposal.seq), &command)?;
    let case = ProposalCase::load(conn, id, now)?;
    let after = &case.proposal.state.intake;
    let (Some(submission), Some(at)) = (&after.submission, after.last_received_at) else {
        return Err(Failure::Unexpected(format!(
            "proposal {id} has no submission after it was submitted"
        )));
    };
    let version = submission.version;
    store::drafts::insert_submission(conn, id, version, &content, digest, actor.person, at)?;
    crate::screening::runs::at_submission(conn, &case, now)?;
    Ok(version)
}

/// Refuses when the call takes one application of an organisation and one of these stands in another already. The row of
/// each keeps two at the same instant apart.
fn stands_nowhere_else(conn: &mut AnyConn, state: &Proposal) -> Result<(), Failure> {
    if state.intake.several {
        return Ok(());
    }
    let mut all: Vec<OrganisationId> = state.intake.co_applicants.keys().copied().collect();
    all.push(state.organisation);
    let elsewhere = store::applicants::standing_elsewhere(conn, state.call, &all, state.id)?;
    if elsewhere.contains(&state.organisation) {
        return Err(Refusal::AlreadyApplied.into());
    }
    let Some(taken) = elsewhere.first() else {
        return Ok(());
    };
    let row = store::organisations::find(conn, *taken)?;
    Err(Refusal::CoApplicantTaken {
        organisation: row.map(|row| row.profile.legal_name).unwrap_or_default(),
    }
    .into())
}

/// The canonical content: JSON with sorted keys and no blanks.
fn canonical(case: &ProposalCase, answers: Answers) -> Result<String, Failure> {
    let form = case.form();
    let asked = form.asked(&answers);
    let asked: Answers = answers
        .iter()
        .filter(|(id, _)| asked.contains(id.as_str()))
        .map(|(id, answer)| (id.clone(), answer.clone()))
        .collect();
    let co_applicants = case.proposal.state.intake.co_applicants.keys();
    let content = Content {
        form_version: form.version,
        answers: asked,
        co_applicants: co_applicants.copied().collect(),
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
        title: facts.title.unwrap_or_default(),
        requested: facts
            .requested_minor
            .zip(currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
        theme: facts.theme,
        months: facts.months,
        country: facts.country,
        language: facts.language,
        // The rules fill these in.
        co_applicants: BTreeSet::new(),
        in_grace: false,
        position: 0,
    }
}

/// A version of the submission, read from the record, with its event. Hidden when there is no such version.
fn recorded(
    conn: &mut AnyConn,
    id: ProposalId,
    version: u32,
) -> Result<(Submission, record::Link), Failure> {
    store::record::links(conn, id.into())?
        .into_iter()
        .find_map(|link| {
            let submission = receipt::submission_in(&link.envelope.payload)?;
            (submission.version == version).then_some((submission, link))
        })
        .ok_or_else(Failure::hidden)
}

/// The receipt of a submission on record.
fn receipt_of(
    conn: &mut AnyConn,
    case: &ProposalCase,
    (submission, link): (Submission, record::Link),
) -> Result<Receipt, Failure> {
    let state = &case.proposal.state;
    let organisation = store::organisations::find(conn, state.organisation)?;
    let definition = &case.call.definition;
    let zone = definition.dates.zone;
    let at = link.envelope.at;
    let first = definition.languages.first().map_or("en", String::as_str);
    Ok(Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: submission.reference(&definition.code),
        proposal: state.id,
        call: definition.code.clone(),
        call_title: definition.title.get(first).to_owned(),
        organisation: organisation
            .map(|row| row.profile.legal_name)
            .unwrap_or_default(),
        title: submission.title,
        version: submission.version,
        form_version: submission.form_version,
        received_at: at,
        received_local: at.with_timezone(&zone).fixed_offset(),
        zone,
        in_grace: submission.in_grace,
        digest: submission.digest,
        event: link.into(),
    })
}

/// Whether a person may read versions that were replaced: the people of the applying organisation, and who oversees the
/// call. Everybody else who sees the file reads the one that counts.
pub fn may_see_versions(actor: &Actor, proposal: &Proposal) -> bool {
    let subject = proposal.subject();
    policy::view(actor, &subject) == View::File
        && (policy::is_party(actor, &subject) || crate::roles::oversees(actor, proposal.call))
}

/// The version asked for, or the one that counts, for people who may read it.
fn readable(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    version: Option<u32>,
) -> Result<(ProposalCase, u32), Failure> {
    let case = ProposalCase::load(conn, id, facility.clock.now())?;
    let state = &case.proposal.state;
    let last = state.intake.submission.as_ref();
    let last = last.ok_or_else(Failure::hidden)?.version;
    let wanted = version.unwrap_or(last);
    let whole = policy::view(actor, &state.subject()) == View::File;
    if !(may_see_versions(actor, state) || (whole && wanted == last)) {
        return Err(Failure::hidden());
    }
    Ok((case, wanted))
}

/// The receipt of a version, or of the submission that counts, for the people of the organisation and who oversees the
/// call.
pub fn receipt(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    version: Option<u32>,
) -> Result<Receipt, Failure> {
    facility.store.read(|conn| {
        let (case, version) = readable(conn, facility, actor, id, version)?;
        if !may_see_versions(actor, &case.proposal.state) {
            return Err(Failure::hidden());
        }
        let made = recorded(conn, id, version)?;
        receipt_of(conn, &case, made)
    })
}

/// The canonical content of a version, or of the submission that counts: the bytes its digest is of.
pub fn submitted_content(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    version: Option<u32>,
) -> Result<(String, String), Failure> {
    facility.store.read(|conn| {
        let (case, version) = readable(conn, facility, actor, id, version)?;
        let row = store::drafts::find_submission(conn, id, version)?;
        let reference = case.proposal.state.reference(&case.call);
        let name = format!("{}-v{version}", reference.unwrap_or_default());
        row.map(|row| (name, row.content))
            .ok_or_else(Failure::hidden)
    })
}

/// A version of what was submitted.
pub struct Version {
    /// The call with the form.
    pub call: Arc<Call>,
    /// Its receipt.
    pub receipt: Receipt,
    /// The version that counts.
    pub last: u32,
    /// The step it was made in: a place in the procedure, from 0.
    pub position: usize,
    /// Version of the form it was made with, under which it is read.
    pub form_version: u32,
    /// Its answers.
    pub answers: Answers,
    /// Documents the answers name.
    pub documents: Vec<Document>,
}

/// A version of a submission, for people who may read it.
pub fn version(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    version: u32,
) -> Result<Version, Failure> {
    facility.store.read(|conn| {
        let (case, version) = readable(conn, facility, actor, id, Some(version))?;
        let row = store::drafts::find_submission(conn, id, version)?;
        let row = row.ok_or_else(Failure::hidden)?;
        let content: Content = serde_json::from_str(&row.content)
            .map_err(|error| Failure::Unexpected(format!("stored JSON cannot be read: {error}")))?;
        let made = recorded(conn, id, version)?;
        let last = case.proposal.state.intake.submission.as_ref();
        Ok(Version {
            position: made.0.position,
            receipt: receipt_of(conn, &case, made)?,
            last: last.map_or(version, |submission| submission.version),
            documents: documents::among(documents::of_proposal(conn, id)?, &content.answers),
            form_version: content.form_version,
            answers: content.answers,
            call: case.call,
        })
    })
}
