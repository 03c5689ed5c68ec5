//! A proposal as a person sees it: the file, what may be done now, and its story.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::proposals::ProposalRow;
use workflow::call::Call;
use workflow::country::Country;
use workflow::definition::Localised;
use workflow::form::Answers;
use workflow::ids::{GrantId, PersonId, ProposalId};
use workflow::money::Currency;
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command, Proposal};
use workflow::record::Digest;
use workflow::role::{Actor, Role};
use workflow::screening::Outcome;
use workflow::transition::{Action, StageKind, Status};

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::documents::{self, Document};
use crate::failure::Failure;

/// Who a person is to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// One line of a case's story.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Kind: `screening.concluded`.
    pub kind: String,
    /// Who; `None` for a job, or when the reader may not know.
    pub by: Option<Someone>,
    /// A text that belongs to it (reason, points, answer), as far as the reader may see it.
    pub text: Option<String>,
}

/// The content of a submission.
#[derive(Clone, Debug)]
pub struct SubmittedContent {
    /// 1, then 2 for the first replacement.
    pub version: u32,
    /// Version of the form it was made with, under which it is read.
    pub form_version: u32,
    /// The step it was made in: a place in the procedure, from 0.
    pub position: usize,
    /// Answers by question.
    pub answers: Answers,
    /// Documents the answers name.
    pub documents: Vec<Document>,
    /// SHA-256 of the canonical content.
    pub digest: Digest,
    /// Receipt (UTC).
    pub received_at: DateTime<Utc>,
}

/// A proposal as one person sees it now.
pub struct ProposalView {
    /// Place in the chain; send it back with a change.
    pub seq: i64,
    /// The proposal.
    pub proposal: Proposal,
    /// Its call.
    pub call: Arc<Call>,
    /// The organisation's name.
    pub organisation: String,
    /// The organisation's country.
    pub country: Country,
    /// Title, from the submission or the draft.
    pub title: String,
    /// Reference, once submitted.
    pub reference: Option<String>,
    /// How much the person sees.
    pub view: View,
    /// The submission, when the whole file may be seen.
    pub content: Option<SubmittedContent>,
    /// What the person may do now.
    pub actions: Vec<Action>,
    /// The grant, once the project has started.
    pub grant: Option<GrantId>,
    /// Status of the file: the grant's, once there is one.
    pub status: Status,
    /// The criteria that were not met, for people of the facility, and for the applicant once they are told.
    pub reasons: Vec<NotMet>,
    /// What the evaluators found, for the applicant once they are told.
    pub findings: Vec<crate::evaluation::consensus::Told>,
    /// Its story.
    pub story: Vec<Happened>,
}

/// A criterion that was not met.
#[derive(Clone, Debug)]
pub struct NotMet {
    /// Id of the criterion.
    pub criterion: String,
    /// The criterion.
    pub text: Localised,
    /// Why, as the call words it.
    pub code: Option<Localised>,
    /// Why, in the words of whoever found it.
    pub reason: Option<String>,
}

/// The status as an applicant may know it: what is decided but not yet released stays "in the works".
fn told(proposal: &Proposal) -> Status {
    use Status as S;
    let released = match proposal.stage {
        StageKind::Screening => proposal.screening.released_at.is_some(),
        StageKind::Evaluation => proposal.evaluation.released,
        StageKind::Selection => proposal.selection.released_at.is_some(),
        _ => true,
    };
    match (proposal.stage, proposal.status) {
        (_, status @ (S::Withdrawn | S::ClarificationRequested | S::Appealed | S::Queued)) => {
            status
        }
        (StageKind::Screening, S::Ineligible) if released => S::Ineligible,
        (StageKind::Screening, S::Eligible) if released => S::Eligible,
        (StageKind::Screening, _) => S::InReview,
        (StageKind::Evaluation, S::BelowThreshold) if released => S::BelowThreshold,
        (StageKind::Evaluation, _) => S::InEvaluation,
        (StageKind::Selection, _) if !released => S::OnAgenda,
        (_, status) => status,
    }
}

/// Filters of a list of proposals; words are looked for in reference, title and organisation.
pub use store::proposals::ProposalFilter;

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// Items in order.
    pub items: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A line of a list of proposals.
#[derive(Clone, Debug)]
pub struct ProposalLine {
    /// The row.
    pub row: ProposalRow,
    /// The organisation's name.
    pub organisation: String,
    /// How much the person sees; only organisation, country and title with [`View::Summary`].
    pub view: View,
}

/// The proposal as the person sees it. Hidden when they see nothing of it.
pub fn view(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<ProposalView, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| view_in(conn, actor, id, now))
}

fn view_in(
    conn: &mut AnyConn,
    actor: &Actor,
    id: ProposalId,
    now: DateTime<Utc>,
) -> Result<ProposalView, Failure> {
    let case = ProposalCase::load(conn, id, now)?;
    let row = store::proposals::find(conn, id)?.ok_or_else(Failure::hidden)?;
    let grant = store::grants::of_proposal(conn, id)?;
    let proposal = &case.proposal.state;
    let view = policy::view(actor, &proposal.subject());
    if view == View::Nothing {
        return Err(Failure::hidden());
    }
    let organisation =
        store::organisations::find(conn, proposal.organisation)?.ok_or_else(Failure::hidden)?;
    let whole = view == View::File;
    let content = if whole {
        submitted(conn, proposal)?
    } else {
        None
    };
    let story = if whole {
        story(conn, actor, proposal, grant)?
    } else {
        Vec::new()
    };
    let applicant = actor.member(proposal.organisation, Role::Reader);
    let told = proposal.screening.released_at.is_some();
    let reasons = if whole && (told || !applicant) {
        let shown = crate::screening::shown_to(&proposal.screening, actor, proposal.call);
        not_met(conn, &case, &shown)?
    } else {
        Vec::new()
    };
    let title = title_in(conn, &case)?;
    let findings = if whole {
        crate::evaluation::consensus::told_to(conn, actor, &case)?
    } else {
        Vec::new()
    };
    Ok(ProposalView {
        findings,
        seq: case.proposal.seq,
        reference: proposal.reference(&case.call),
        actions: case.available(actor, now),
        organisation: organisation.profile.legal_name,
        country: organisation.profile.country,
        title,
        view,
        content,
        status: shown_status(actor, proposal, row.status),
        reasons,
        grant,
        story,
        proposal: case.proposal.state,
        call: case.call,
    })
}

/// The criteria with a fail in a screening, in the order of the checklist.
pub(crate) fn not_met(
    conn: &mut AnyConn,
    case: &ProposalCase,
    screening: &workflow::screening::State,
) -> Result<Vec<NotMet>, Failure> {
    let Some(Stage::Screening(rules)) = case.stage_of(StageKind::Screening) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for criterion in &rules.criteria {
        let verdict = screening.grounds().get(&criterion.id);
        if let Some(verdict) = verdict.filter(|verdict| verdict.outcome == Outcome::Fail) {
            let reason = match verdict.reason {
                Some(digest) => store::drafts::find_text(conn, digest)?,
                None => None,
            };
            let code = verdict.reason_code.as_deref();
            let named = code.and_then(|code| criterion.reason(code));
            found.push(NotMet {
                criterion: criterion.id.clone(),
                text: criterion.text.clone(),
                code: named.map(|reason| reason.text.clone()),
                reason,
            });
        }
    }
    Ok(found)
}

/// Title, from the submission or the draft.
pub(crate) fn title_in(conn: &mut AnyConn, case: &ProposalCase) -> Result<String, Failure> {
    let state = &case.proposal.state;
    match &state.intake.submission {
        Some(submission) => Ok(submission.title.clone()),
        None => {
            let answers = crate::intake::writing::answers(conn, state.id)?;
            Ok(case.form().facts(&answers).title.unwrap_or_default())
        }
    }
}

fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Failure> {
    serde_json::from_str(json)
        .map_err(|error| Failure::Unexpected(format!("stored JSON cannot be read: {error}")))
}

/// The submission that counts.
pub fn submitted(
    conn: &mut AnyConn,
    proposal: &Proposal,
) -> Result<Option<SubmittedContent>, Failure> {
    let Some(submission) = &proposal.intake.submission else {
        return Ok(None);
    };
    let Some(row) = store::drafts::find_submission(conn, proposal.id, submission.version)? else {
        return Ok(None);
    };
    let content: crate::intake::Content = parse(&row.content)?;
    Ok(Some(SubmittedContent {
        version: submission.version,
        form_version: submission.form_version,
        position: submission.position,
        documents: documents::among(documents::of_proposal(conn, proposal.id)?, &content.answers),
        answers: content.answers,
        digest: submission.digest,
        received_at: row.submitted_at,
    }))
}

/// The answers of the submission that counts; none when there is none.
pub(crate) fn submitted_answers(
    conn: &mut AnyConn,
    proposal: &Proposal,
) -> Result<Answers, Failure> {
    Ok(submitted(conn, proposal)?
        .map(|content| content.answers)
        .unwrap_or_default())
}

/// The story in order. An applicant is told what happened and when, not which of the staff did it, and no text that
/// was not written to them.
fn story(
    conn: &mut AnyConn,
    actor: &Actor,
    proposal: &Proposal,
    grant: Option<GrantId>,
) -> Result<Vec<Happened>, Failure> {
    let applicant = actor.member(proposal.organisation, Role::Reader);
    let mut events = store::record::chain(conn, proposal.id.into())?;
    if let Some(grant) = grant {
        events.extend(store::record::chain(conn, grant.into())?);
    }
    let mut story = Vec::with_capacity(events.len());
    for event in events {
        if !may_read(&event.kind, event.actor, actor, proposal, applicant) {
            continue;
        }
        let known = event
            .actor
            .map(|by| store::people::find(conn, by))
            .transpose()?
            .flatten();
        let by = known.map(|person| Someone {
            id: person.id,
            name: person.name,
        });
        let own = by
            .as_ref()
            .is_some_and(|by| proposal.screening.screener != Some(by.id))
            && !applicant;
        let text = if applicant && !FOR_APPLICANTS.contains(&event.kind.as_str()) {
            None
        } else {
            text_of(conn, &event.payload)?
        };
        let colleague = !applicant || is_applicants_own(&event.kind);
        story.push(Happened {
            seq: event.seq,
            at: event.at,
            kind: event.kind,
            by: by.filter(|_| colleague || own),
            text,
        });
    }
    Ok(story)
}

/// Events whose text was written to the applicant or by them.
const FOR_APPLICANTS: [&str; 9] = [
    "intake.withdrawn",
    "co_applicants.declined",
    "screening.clarification_requested",
    "screening.clarification_answered",
    "screening.appealed",
    "agreement.changes_requested",
    "agreement.declined",
    "report_submitted",
    "report_sent_back",
];

fn is_applicants_own(kind: &str) -> bool {
    matches!(
        kind,
        "intake.started"
            | "intake.submitted"
            | "intake.withdrawn"
            | "co_applicants.named"
            | "co_applicants.removed"
            | "co_applicants.agreed"
            | "co_applicants.declined"
            | "screening.clarification_answered"
            | "screening.appealed"
            | "agreement.revised"
            | "agreement.accepted"
            | "agreement.declined"
            | "report_submitted"
    )
}

/// What of the story a person may read: nobody reads scores or ballots of others here, and an applicant nothing of how
/// the decision is being made before it is released.
fn may_read(
    kind: &str,
    by: Option<PersonId>,
    actor: &Actor,
    proposal: &Proposal,
    applicant: bool,
) -> bool {
    let mine = by == Some(actor.person);
    match kind {
        // Two who screen the same file do not see what the other does before both have concluded.
        kind if kind.starts_with("screening.") && !applicant && proposal.screening.is_blind() => {
            mine || !of_a_screener(kind) || crate::roles::oversees(actor, proposal.call)
        }
        "evaluation.scores_submitted"
        | "evaluation.scores_reopened"
        | "evaluation.consensus_recorded"
        | "selection.ballot_cast"
        | "interest.conflict_declared"
        | "interest.declared_free" => {
            mine || (!applicant && crate::roles::oversees(actor, proposal.call))
        }
        _ if !applicant => true,
        "selection.outcome_recorded" | "selection.promoted" | "selection.released" => {
            proposal.selection.released_at.is_some()
        }
        "screening.concluded"
        | "screening.confirmed"
        | "screening.disagreed"
        | "screening.settled"
        | "screening.verdict_recorded"
        | "screening.screener_assigned"
        | "agreement.prepared" => false,
        kind if kind.starts_with("evaluation.") || kind.starts_with("selection.") => false,
        _ => true,
    }
}

/// What a screener does on the way to an outcome.
fn of_a_screener(kind: &str) -> bool {
    matches!(
        kind,
        "screening.screener_assigned" | "screening.verdict_recorded" | "screening.concluded"
    )
}

/// The text an event names by digest; of several, one below the other with their numbers.
fn text_of(conn: &mut AnyConn, payload: &serde_json::Value) -> Result<Option<String>, Failure> {
    for name in ["points", "answers"] {
        let Some(several) = payload.get(name).and_then(serde_json::Value::as_array) else {
            continue;
        };
        let mut lines = Vec::new();
        for (number, one) in (1..).zip(several) {
            let hex = one.get("text").and_then(serde_json::Value::as_str);
            if let Some(Ok(digest)) = hex.map(str::parse::<Digest>)
                && let Some(text) = store::drafts::find_text(conn, digest)?
            {
                lines.push(format!("{number}. {text}"));
            }
        }
        return Ok(Some(lines.join("\n")).filter(|text| !text.is_empty()));
    }
    for name in [
        "reason",
        "points",
        "answer",
        "ground",
        "content",
        "comment",
        "signatory",
    ] {
        if let Some(hex) = payload.get(name).and_then(serde_json::Value::as_str)
            && let Ok(digest) = hex.parse::<Digest>()
        {
            return Ok(store::drafts::find_text(conn, digest)?);
        }
    }
    Ok(None)
}

/// Carries out a command. `seen` is the place in the chain the person has seen. Answers the new place.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        // What is in the queue is not seen: it is taken as the next file, not by name.
        if command.action() == Action::AssignScreener {
            let case = ProposalCase::load(conn, id, facility.clock.now())?;
            if policy::view(actor, &case.proposal.state.subject()) == View::Nothing {
                return Err(Failure::hidden());
            }
        }
        cases::act_on_proposal(conn, facility, actor, id, seen, command)
    })
}

/// A page of the proposals the person may see, by id.
pub fn list(
    facility: &Facility,
    actor: &Actor,
    filter: &ProposalFilter,
    after: Option<ProposalId>,
    limit: i64,
) -> Result<Page<ProposalLine>, Failure> {
    let scope = policy::proposal_scope(actor);
    let text = filter.text.as_deref().map(store::search::normalised);
    // Whoever only applies is answered by what they are told, not by what is decided and not yet released.
    let asked = filter.status;
    let filter = ProposalFilter {
        text,
        status: asked.filter(|_| !actor.appointments.is_empty()),
        ..filter.clone()
    };
    facility.store.read(|conn| {
        let mut rows = store::proposals::list(conn, &scope, &filter, after, limit + 1)?;
        let more = rows.len() as i64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = rows
            .last()
            .filter(|_| more)
            .map(|(row, _)| row.id.to_string());
        let mut items = Vec::with_capacity(rows.len());
        for (mut row, organisation) in rows {
            let view = line_view(conn, actor, &mut row)?;
            // A filter must not tell what the line does not.
            if asked.is_some_and(|status| status != row.status) {
                continue;
            }
            items.push(ProposalLine {
                row,
                organisation,
                view,
            });
        }
        Ok(Page { items, next })
    })
}

/// How much of a listed file the person sees, and the line without what they may not know of it.
fn line_view(conn: &mut AnyConn, actor: &Actor, row: &mut ProposalRow) -> Result<View, Failure> {
    if crate::roles::oversees(actor, row.call_id) && actor.memberships.is_empty() {
        return Ok(View::File);
    }
    let case = store::cases::load_proposal(conn, row.id)?.ok_or_else(Failure::hidden)?;
    let applicant = policy::is_party(actor, &case.state.subject());
    let scores = crate::roles::oversees(actor, row.call_id)
        || [Role::Evaluator, Role::PanelMember]
            .into_iter()
            .any(|role| actor.holds(role, Some(row.call_id)));
    row.score = row.score.filter(|_| scores && !applicant);
    if applicant {
        row.status = shown_status(actor, &case.state, row.status);
        let released = case.state.selection.released_at.is_some();
        row.awarded_minor = row.awarded_minor.filter(|_| released);
        row.reserve_rank = row.reserve_rank.filter(|_| released);
    }
    Ok(policy::view(actor, &case.state.subject()))
}

/// The status as the person may know it: an applicant learns nothing of a decision before it is released. `status` is
/// the file's, which is the grant's once there is one.
pub fn shown_status(actor: &Actor, proposal: &Proposal, status: Status) -> Status {
    let party = policy::is_party(actor, &proposal.subject());
    if party && proposal.stage != StageKind::Monitoring {
        told(proposal)
    } else {
        status
    }
}

/// The currency of a proposal's call, for people who see the proposal. Hidden where the call gives no money.
pub fn currency(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Currency, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        if policy::view(actor, &case.proposal.state.subject()) == View::Nothing {
            return Err(Failure::hidden());
        }
        let funding = case.call.definition.funding.as_ref();
        funding
            .map(|funding| funding.currency)
            .ok_or_else(Failure::hidden)
    })
}

/// The stage a proposal stands in, for people who see the proposal.
pub fn stage(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<StageKind, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if policy::view(actor, &proposal.subject()) == View::Nothing {
            return Err(Failure::hidden());
        }
        Ok(proposal.stage)
    })
}
