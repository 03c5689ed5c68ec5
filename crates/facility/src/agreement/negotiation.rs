//! Rounds of the negotiation: what was asked, the versions of budget and plan that answered it, and what each changes.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::agreement::{Command, Revised};
use workflow::form::{AnswerFault, Answers, Form};
use workflow::ids::ProposalId;
use workflow::money::{Currency, Money};
use workflow::proposal::{self as rules, Command as ProposalCommand};
use workflow::record::{Digest, canonical_json, digest};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::transition::Action;

use super::{applies, contracted, someone};
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::intake::Content;
use crate::proposal::Someone;

/// A version of the answers: what was submitted, or what a round has made of it.
#[derive(Clone, Debug)]
pub struct Version {
    /// 0 for what was submitted, then the number of the round.
    pub number: u32,
    /// When it was handed in (UTC).
    pub at: DateTime<Utc>,
    /// By whom; nobody is named for what was submitted.
    pub by: Option<Someone>,
    /// SHA-256 of the canonical content.
    pub digest: Digest,
    /// What it asks for.
    pub requested: Option<Money>,
    /// Answers by question.
    pub answers: Answers,
}

/// A round as a person reads it.
#[derive(Clone, Debug)]
pub struct Round {
    /// Its number, from 1.
    pub number: u32,
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// The last instant for the answer (UTC).
    pub until: DateTime<Utc>,
    /// What was asked, point by point.
    pub points: Vec<String>,
    /// Whether a revised version has answered it.
    pub answered: bool,
}

/// The negotiation of an agreement.
#[derive(Clone, Debug)]
pub struct Negotiation {
    /// Rounds, oldest first.
    pub rounds: Vec<Round>,
    /// Versions, oldest first; the first is what was submitted.
    pub versions: Vec<Version>,
    /// The form the answers are read under.
    pub form: Form,
    /// The currency amounts are in.
    pub currency: Currency,
    /// Whether the person may hand in a revised version now.
    pub answerable: bool,
}

impl Negotiation {
    /// The version that counts: the last one. Nothing where nothing was submitted.
    pub fn current(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The round with this number.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }
}

/// The form of what was submitted last.
fn form_of(case: &ProposalCase) -> Form {
    let submission = case.proposal.state.intake.submission.as_ref();
    submission
        .map_or_else(
            || case.form(),
            |made| case.call.form_of(made.position, made.form_version),
        )
        .clone()
}

/// Every version of the answers, oldest first.
fn versions(conn: &mut AnyConn, case: &ProposalCase) -> Result<Vec<Version>, Failure> {
    let state = &case.proposal.state;
    let mut found = Vec::new();
    if let Some(content) = crate::proposal::submitted(conn, state)? {
        let submission = state.intake.submission.as_ref();
        found.push(Version {
            number: 0,
            at: content.received_at,
            by: None,
            digest: content.digest,
            requested: submission.and_then(|made| made.requested),
            answers: content.answers,
        });
    }
    for (number, round) in (1..).zip(&state.agreement.rounds) {
        let Some(revision) = &round.revision else {
            continue;
        };
        let sha256 = revision.revised.sha256;
        let json = store::drafts::find_text(conn, sha256)?.unwrap_or_default();
        let content: Content = serde_json::from_str(&json).map_err(|error| {
            Failure::Unexpected(format!("revised version {sha256} cannot be read: {error}"))
        })?;
        found.push(Version {
            number,
            at: revision.at,
            by: someone(conn, revision.by)?,
            digest: sha256,
            requested: revision.revised.requested,
            answers: content.answers,
        });
    }
    Ok(found)
}

/// The answers that count: those of the last version.
pub(super) fn answers(conn: &mut AnyConn, case: &ProposalCase) -> Result<(Form, Answers), Failure> {
    let last = versions(conn, case)?.pop();
    let answers = last.map(|version| version.answers).unwrap_or_default();
    Ok((form_of(case), answers))
}

/// The negotiation as the person reads it; who of the applicant handed a version in is told to everybody who sees the file.
pub(super) fn told(
    conn: &mut AnyConn,
    actor: &Actor,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<Negotiation, Failure> {
    let mut rounds = Vec::new();
    for (number, round) in (1..).zip(&case.proposal.state.agreement.rounds) {
        let mut points = Vec::new();
        for point in &round.points {
            points.push(store::drafts::find_text(conn, *point)?.unwrap_or_default());
        }
        rounds.push(Round {
            number,
            asked_at: round.asked_at,
            until: round.until,
            points,
            answered: round.revision.is_some(),
        });
    }
    let situation = case.situation(actor, now, 0);
    let may = rules::permitted(&case.proposal.state, Action::ReviseProposal, &situation);
    Ok(Negotiation {
        rounds,
        versions: versions(conn, case)?,
        form: form_of(case),
        currency: case.call.definition.currency(),
        answerable: applies(actor, case) && may.is_ok(),
    })
}

/// What is wrong with a revised version, before it is handed in: of the questions that can be changed.
fn faults(form: &Form, answers: &Answers, currency: Currency) -> Vec<AnswerFault> {
    let negotiable = form.negotiable();
    let mut faults = form.check(answers, currency, true);
    // What was submitted stands, also where a rule has come since.
    faults.retain(|fault| negotiable.iter().any(|one| one.id == fault.question));
    faults
}

/// The applicant hands in a revised version: their answers to questions of budget and plan, in place of those before. What is not
/// given stays. Answers the new place in the chain.
///
/// Errors: the faults of the answers, or a refusal when nothing was asked, it comes too late, or the amount lies outside the
/// limits.
pub fn revise(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    given: &Answers,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = contracted(conn, facility, actor, id)?;
        let state = &case.proposal.state;
        rules::permitted(
            state,
            Action::ReviseProposal,
            &case.situation(actor, now, 0),
        )?;
        cases::expect(seen, case.proposal.seq)?;
        let (form, before) = answers(conn, &case)?;
        let negotiable = form.negotiable();
        if let Some(other) = given.keys().find(|id| {
            let known = negotiable.iter().any(|one| one.id == **id);
            !known
        }) {
            return Err(Refusal::Unknown {
                what: "question",
                name: other.clone(),
            }
            .into());
        }
        let currency = case.call.definition.currency();
        let after = form.renegotiated(&before, given);
        let faults = faults(&form, &after, currency);
        if !faults.is_empty() {
            return Err(Failure::answers(faults));
        }
        let facts = form.facts(&after);
        let content = content(&case, &form, after)?;
        let revised = Revised {
            sha256: digest(content.as_bytes()),
            requested: facts
                .requested_minor
                .map(|minor| Money::new(minor, currency)),
            months: facts.months,
        };
        store::drafts::keep_text(conn, revised.sha256, &content, now)?;
        let command = ProposalCommand::Agreement(Command::ReviseProposal(revised));
        cases::act_on_proposal(conn, facility, actor, id, seen, &command)
    })
}

/// The canonical content of a revised version, in the shape of a submission.
fn content(case: &ProposalCase, form: &Form, answers: Answers) -> Result<String, Failure> {
    let submission = case.proposal.state.intake.submission.as_ref();
    let content = Content {
        form_version: submission.map_or(form.version, |made| made.form_version),
        answers,
        co_applicants: submission
            .map(|made| made.co_applicants.clone())
            .unwrap_or_default(),
    };
    let unexpected = |error: String| Failure::Unexpected(error);
    let value = serde_json::to_value(content).map_err(|error| unexpected(error.to_string()))?;
    canonical_json(&value).map_err(|error| unexpected(error.to_string()))
}
