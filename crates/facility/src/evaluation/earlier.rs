//! Scores that were submitted and opened again: kept as they were, with who opened them, when and why.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::evaluation::{Assignment, Earlier, Points};
use workflow::ids::PersonId;
use workflow::proposal::Proposal;
use workflow::record::Digest;
use workflow::role::Actor;

use super::desk::{self, ScoreDraft};
use crate::failure::Failure;

/// A version of an evaluation that was opened again.
#[derive(Clone, Debug)]
pub struct EarlierVersion {
    /// Whose scores they were.
    pub evaluator: PersonId,
    /// Their name.
    pub name: String,
    /// What was submitted.
    pub said: ScoreDraft,
    /// Weighted total, thousandths of a point.
    pub total: Option<Points>,
    /// Digest of what was submitted.
    pub seal: Option<Digest>,
    /// When it was submitted (UTC).
    pub submitted_at: DateTime<Utc>,
    /// The name of whoever opened it again; `None` when the reader may not know.
    pub reopened_by: Option<String>,
    /// When (UTC).
    pub reopened_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// The earlier versions the person may read, oldest first: their own, or everybody's for people who oversee the call and do
/// not evaluate the file themselves.
pub(super) fn versions(
    conn: &mut AnyConn,
    actor: &Actor,
    proposal: &Proposal,
) -> Result<Vec<EarlierVersion>, Failure> {
    let assignments = &proposal.evaluation.assignments;
    let own = assignments.contains_key(&actor.person);
    let oversees = !own && crate::roles::oversees(actor, proposal.call);
    let shown: Vec<(PersonId, &Assignment)> = assignments
        .iter()
        .filter(|(person, _)| oversees || **person == actor.person)
        .map(|(person, assignment)| (*person, assignment))
        .collect();
    let people = shown.iter().flat_map(|(person, assignment)| {
        let openers = assignment.earlier.iter().map(|one| one.reopened_by);
        openers.chain([*person])
    });
    let names = store::people::names(conn, people)?;
    let mut found = Vec::new();
    for (person, assignment) in shown {
        for one in &assignment.earlier {
            found.push(EarlierVersion {
                evaluator: person,
                name: names.get(&person).cloned().unwrap_or_default(),
                said: draft(conn, one)?,
                total: one.total,
                seal: one.seal,
                submitted_at: one.submitted_at,
                reopened_by: names.get(&one.reopened_by).filter(|_| oversees).cloned(),
                reopened_at: one.reopened_at,
                reason: store::drafts::find_text(conn, one.reason)?.unwrap_or_default(),
            });
        }
    }
    found.sort_by_key(|one| (one.reopened_at, one.evaluator));
    Ok(found)
}

/// What was submitted, as a draft to go on from.
pub(super) fn draft(conn: &mut AnyConn, version: &Earlier) -> Result<ScoreDraft, Failure> {
    desk::draft_from(
        conn,
        &version.scores,
        &version.comments,
        version.recommendation,
    )
}
