//! The desk: the files an evaluator holds, the grid of each, drafts of scores, and what others submitted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::evaluation::{Assignment, AssignmentStatus, Command, Points, Recommendation, Rules};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, ProposalScope, Reach, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::record::{Digest, canonical_json, digest};
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::Action;

use super::earlier::{self, EarlierVersion};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// The most bytes of a draft of scores.
const MOST_BYTES: usize = 128 * 1024;

/// Scores being written: seen by their author alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreDraft {
    /// By question, thousandths of a point.
    #[serde(default)]
    pub scores: BTreeMap<String, Points>,
    /// Comments by question.
    #[serde(default)]
    pub comments: BTreeMap<String, String>,
    /// Overall comment.
    #[serde(default)]
    pub overall: String,
    /// Whether to fund, where the grid asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// Remarks on the budget, where the grid takes them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub budget_remarks: String,
}

impl ScoreDraft {
    /// SHA-256 of the canonical JSON of the draft: two drafts with the same digest say the same.
    pub fn digest(&self) -> Result<Digest, Failure> {
        let unwritable = |error: serde_json::Error| Failure::Unexpected(error.to_string());
        let value = serde_json::to_value(self).map_err(unwritable)?;
        let canonical =
            canonical_json(&value).map_err(|error| Failure::Unexpected(error.to_string()))?;
        Ok(digest(canonical.as_bytes()))
    }
}

/// An evaluation submitted, with its texts.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// Who; `None` when the reader may not know.
    pub by: Option<PersonId>,
    /// By question, thousandths of a point.
    pub scores: BTreeMap<String, Points>,
    /// Comments by question; the overall one under `overall`, remarks on the budget under `budget_remarks`.
    pub comments: BTreeMap<String, String>,
    /// Weighted total, thousandths of a point.
    pub total: Points,
    /// What is recommended, where the grid asked.
    pub recommendation: Option<Recommendation>,
}

/// The grid of a file as one evaluator works with it.
pub struct Desk {
    /// Place in the chain.
    pub seq: i64,
    /// The rules with the grid.
    pub rules: Rules,
    /// Where the evaluator's own assignment stands.
    pub mine: Option<AssignmentStatus>,
    /// Their draft, or what they submitted.
    pub draft: ScoreDraft,
    /// Their note to themselves.
    pub note: String,
    /// Their own total once submitted, thousandths of a point.
    pub total: Option<Points>,
    /// The digest of what they submitted, and when (UTC).
    pub seal: Option<(Digest, DateTime<Utc>)>,
    /// Versions that were submitted and opened again: the person's own, or everybody's for people who oversee the call.
    pub earlier: Vec<EarlierVersion>,
    /// What others submitted: only once the evaluator has submitted their own, or is not an evaluator of the file.
    pub others: Vec<Submitted>,
    /// Consolidated score, thousandths of a point, under the same condition.
    pub score: Option<Points>,
}

/// A file an evaluator holds, as they may see it.
pub struct Held {
    /// The file.
    pub proposal: ProposalId,
    /// Reference, once they have declared to be free of conflict.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Where the assignment stands.
    pub status: AssignmentStatus,
    /// Since when (UTC).
    pub since: DateTime<Utc>,
    /// Questions with a score in the draft, or all of them once submitted.
    pub scored: usize,
    /// Questions of the grid.
    pub questions: usize,
    /// Own total, once submitted, thousandths of a point.
    pub total: Option<Points>,
}

/// The files the person holds as evaluator: what is to be declared first, then what is being read, then what is scored.
pub fn my_files(facility: &Facility, actor: &Actor) -> Result<Vec<Held>, Failure> {
    let now = facility.clock.now();
    let scope = ProposalScope {
        person: actor.person,
        any_of: policy::proposal_scope(actor)
            .any_of
            .into_iter()
            .filter(|reach| matches!(reach, Reach::Assigned(_)))
            .collect(),
    };
    facility.store.read(|conn| {
        let filter = store::proposals::ProposalFilter::default();
        let mut found = Vec::new();
        for (row, organisation) in store::proposals::list(conn, &scope, &filter, None, 1000)? {
            let case = ProposalCase::load(conn, row.id, now)?;
            let proposal = &case.proposal.state;
            let view = policy::view(actor, &proposal.subject());
            let Some(assignment) = proposal.evaluation.assignments.get(&actor.person) else {
                continue;
            };
            if view == View::Nothing {
                continue;
            }
            let draft = draft_of(conn, proposal, actor.person)?;
            found.push(Held {
                proposal: row.id,
                reference: row.reference.filter(|_| view == View::File),
                title: row.title.unwrap_or_default(),
                organisation,
                country: row.country.to_string(),
                status: assignment.status,
                since: assignment.since,
                scored: draft.scores.len(),
                questions: rules_of(&case)?.questions().count(),
                total: assignment.total,
            });
        }
        found.sort_by_key(|file| (file.status, file.since, file.proposal));
        Ok(found)
    })
}

/// The rules by which a file is scored: those in force when it entered the evaluation. Hidden for a call that scores nothing.
pub(super) fn rules_of(case: &ProposalCase) -> Result<Rules, Failure> {
    case.evaluation_rules().cloned().ok_or_else(Failure::hidden)
}

/// The desk of a file. Hidden from people who read no scores.
pub fn desk(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Desk, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if !reads_scores(actor, proposal) {
            return Err(Failure::hidden());
        }
        let mine = proposal.evaluation.assignments.get(&actor.person);
        let open = sees_others(actor, proposal);
        let others = if open {
            submitted(conn, actor, proposal)?
        } else {
            Vec::new()
        };
        Ok(Desk {
            seq: case.proposal.seq,
            rules: rules_of(&case)?,
            mine: mine.map(|assignment| assignment.status),
            draft: draft_of(conn, proposal, actor.person)?,
            note: match mine {
                Some(_) => super::notes::of(conn, id, actor.person)?,
                None => String::new(),
            },
            total: mine.and_then(|assignment| assignment.total),
            seal: mine.and_then(|assignment| Some((assignment.seal?, assignment.since))),
            earlier: earlier::versions(conn, actor, proposal)?,
            others,
            score: proposal.evaluation.score.filter(|_| open),
        })
    })
}

/// Who reads scores: the file's evaluators, people who oversee the call, and the panel once the file is before it.
pub(super) fn reads_scores(actor: &Actor, proposal: &Proposal) -> bool {
    let reads = proposal.evaluation.assignments.contains_key(&actor.person)
        || crate::roles::oversees(actor, proposal.call)
        || actor.holds(Role::PanelMember, Some(proposal.call));
    reads
        && policy::view(actor, &proposal.subject()) == View::File
        && !actor.member(proposal.organisation, Role::Reader)
}

/// Whether somebody who reads scores reads those of others: an evaluator of the file only once they have submitted their own.
pub(super) fn sees_others(actor: &Actor, proposal: &Proposal) -> bool {
    let mine = proposal.evaluation.assignments.get(&actor.person);
    mine.is_none_or(|assignment| assignment.status == AssignmentStatus::Scored)
}

/// What the person is writing, or what they submitted. After scores were opened again the old ones are the draft to go on
/// from.
pub(super) fn draft_of(
    conn: &mut AnyConn,
    proposal: &Proposal,
    person: PersonId,
) -> Result<ScoreDraft, Failure> {
    let Some(assignment) = proposal.evaluation.assignments.get(&person) else {
        return Ok(ScoreDraft::default());
    };
    if assignment.status == AssignmentStatus::Scored {
        return of_submitted(conn, assignment);
    }
    let row = store::drafts::find_scores(conn, proposal.id, person)?;
    let reopened = assignment.earlier.last();
    match (row, reopened) {
        (Some(row), Some(before)) if row.saved_at <= before.reopened_at => {
            earlier::draft(conn, before)
        }
        (None, Some(before)) => earlier::draft(conn, before),
        (Some(row), _) => serde_json::from_str(&row.scores)
            .map_err(|error| Failure::Unexpected(error.to_string())),
        (None, None) => Ok(ScoreDraft::default()),
    }
}

fn of_submitted(conn: &mut AnyConn, assignment: &Assignment) -> Result<ScoreDraft, Failure> {
    draft_from(
        conn,
        &assignment.scores,
        &assignment.comments,
        assignment.recommendation,
    )
}

/// A draft that says what was submitted.
pub(super) fn draft_from(
    conn: &mut AnyConn,
    scores: &BTreeMap<String, Points>,
    comments: &BTreeMap<String, Digest>,
    recommendation: Option<Recommendation>,
) -> Result<ScoreDraft, Failure> {
    let mut comments = texts(conn, comments)?;
    Ok(ScoreDraft {
        scores: scores.clone(),
        overall: comments.remove("overall").unwrap_or_default(),
        budget_remarks: comments.remove("budget_remarks").unwrap_or_default(),
        comments,
        recommendation,
    })
}

/// Texts by what their digests stand under; one that is not kept is left out.
pub(super) fn texts(
    conn: &mut AnyConn,
    digests: &BTreeMap<String, Digest>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (question, digest) in digests {
        if let Some(text) = store::drafts::find_text(conn, *digest)? {
            found.insert(question.clone(), text);
        }
    }
    Ok(found)
}

/// Evaluations of others. Panel members and evaluators read them without names.
pub(crate) fn submitted(
    conn: &mut AnyConn,
    actor: &Actor,
    proposal: &Proposal,
) -> Result<Vec<Submitted>, Failure> {
    let names = crate::roles::oversees(actor, proposal.call);
    let mut found = Vec::new();
    for (person, assignment) in &proposal.evaluation.assignments {
        let (Some(total), AssignmentStatus::Scored) = (assignment.total, assignment.status) else {
            continue;
        };
        if *person == actor.person {
            continue;
        }
        found.push(Submitted {
            by: names.then_some(*person),
            scores: assignment.scores.clone(),
            comments: texts(conn, &assignment.comments)?,
            total,
            recommendation: assignment.recommendation,
        });
    }
    Ok(found)
}

/// Saves a draft of scores; nothing is checked but that the file is the person's to score. Answers the digest of the draft.
pub fn save_draft(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    draft: &ScoreDraft,
) -> Result<Digest, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let case = ProposalCase::load(conn, id, now)?;
        save_in(conn, &case, actor, draft, now)
    })
}

/// Saves a draft of scores inside a transaction.
pub(super) fn save_in(
    conn: &mut AnyConn,
    case: &ProposalCase,
    actor: &Actor,
    draft: &ScoreDraft,
    now: DateTime<Utc>,
) -> Result<Digest, Failure> {
    workflow::proposal::permitted(
        &case.proposal.state,
        Action::SubmitScores,
        &case.situation(actor, now, 0),
    )?;
    let json =
        serde_json::to_string(draft).map_err(|error| Failure::Unexpected(error.to_string()))?;
    if json.len() > MOST_BYTES {
        return Err(Failure::field("overall", "too-long"));
    }
    let id = case.proposal.state.id;
    store::drafts::save_scores(conn, id, actor.person, &json, now)?;
    draft.digest()
}

/// A text that may be left out.
fn maybe(text: &str, field: &str) -> Result<Option<Text>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let parsed = Text::parse(text).map_err(|_| Failure::field(field, "text"))?;
    Ok(Some(parsed))
}

/// Submits scores; they are locked from then on.
pub fn submit(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    draft: &ScoreDraft,
) -> Result<i64, Failure> {
    // Faults of the draft must not tell what of the file there is.
    crate::proposal::stage(facility, actor, id)?;
    let overall = Text::parse(&draft.overall).map_err(|_| Failure::field("overall", "missing"))?;
    let mut comments = BTreeMap::new();
    for (question, comment) in &draft.comments {
        if let Some(comment) = maybe(comment, question)? {
            comments.insert(question.clone(), comment);
        }
    }
    let command = Command::SubmitScores {
        scores: draft.scores.clone(),
        comments,
        overall,
        recommendation: draft.recommendation,
        budget_remarks: maybe(&draft.budget_remarks, "budget_remarks")?,
    };
    crate::proposal::act(
        facility,
        actor,
        id,
        seen,
        &ProposalCommand::Evaluation(command),
    )
}
