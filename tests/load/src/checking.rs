//! After the minute: what was answered with success is there, once, and nothing came in late.

use std::collections::BTreeSet;

use serde_json::Value;
use store::{DatabaseUrl, Store};
use workflow::record;

use crate::Trouble;
use crate::filling::{Filled, WRITTEN};
use crate::playing::Outcome;

/// What was counted, and what is wrong.
#[derive(Default)]
pub struct Checked {
    /// Applicants with a receipt.
    pub accepted: usize,
    /// Applicants refused as late.
    pub late: usize,
    /// Submissions that are on record though the answer was lost with the line.
    pub unanswered: usize,
    /// Everything that must not be.
    pub wrong: Vec<String>,
}

/// Compares what everybody was told with what is on record.
pub fn check(url: &DatabaseUrl, filled: &Filled, outcomes: &[Outcome]) -> Result<Checked, Trouble> {
    let store = Store::open(url, 1)?;
    let mut checked = Checked::default();
    let mut references = BTreeSet::new();
    for (applicant, outcome) in filled.applicants.iter().zip(outcomes) {
        let id = applicant.proposal;
        let (proposal, submission, draft) = store.read(|conn| {
            let proposal = store::cases::load_proposal(conn, id)?;
            let submission = store::drafts::find_submission(conn, id, 1)?;
            let second = store::drafts::find_submission(conn, id, 2)?.is_some();
            let draft = store::drafts::find(conn, id)?;
            Ok::<_, store::StoreError>((proposal, submission.map(|row| (row, second)), draft))
        })?;
        let mut wrong = |what: &str| checked.wrong.push(format!("{id}: {what}"));
        for odd in &outcome.odd {
            wrong(odd);
        }
        let distinct: BTreeSet<_> = outcome.receipts.iter().map(|r| &r.reference).collect();
        if distinct.len() > 1 {
            wrong("two references for one proposal");
        }
        let on_record = proposal
            .as_ref()
            .and_then(|case| case.state.intake.submission.as_ref());
        match (outcome.receipts.first(), &submission, on_record) {
            (Some(receipt), Some((row, second)), Some(stated)) => {
                checked.accepted += 1;
                if *second {
                    wrong("submitted twice");
                }
                if !references.insert(receipt.reference.clone()) {
                    wrong("its reference was given to another as well");
                }
                if record::digest(row.content.as_bytes()).to_string() != receipt.digest
                    || stated.digest.to_string() != receipt.digest
                {
                    wrong("the content is not what the receipt says");
                }
                if receipt.received_at > filled.deadline || row.submitted_at > filled.deadline {
                    wrong("accepted after the deadline");
                }
                if !holds(&answers(&row.content)?["answers"], outcome) {
                    wrong("a text that was saved is not in the submission");
                }
            }
            (Some(_), _, _) => wrong("a receipt, and nothing on record"),
            (None, Some((row, _)), Some(_)) if outcome.unsettled => {
                checked.unanswered += 1;
                if row.submitted_at > filled.deadline {
                    wrong("accepted after the deadline");
                }
            }
            (None, Some(_), _) | (None, _, Some(_)) => wrong("on record without a receipt"),
            (None, None, None) => {
                if outcome.late {
                    checked.late += 1;
                } else {
                    wrong("neither accepted nor refused");
                }
                match draft {
                    Some(draft) if holds(&answers(&draft.answers)?, outcome) => {}
                    Some(_) => wrong("a text that was saved is not in the draft"),
                    None => wrong("the draft is gone"),
                }
            }
        }
    }
    Ok(checked)
}

fn answers(json: &str) -> Result<Value, Trouble> {
    serde_json::from_str(json).map_err(|_| Trouble::Unexpected("what is on record cannot be read"))
}

/// Whether the text that was acknowledged last is there; one under way when the line broke may stand in its place.
fn holds(answers: &Value, outcome: &Outcome) -> bool {
    let there = answers[WRITTEN].as_str();
    let Some(saved) = outcome.saved.as_deref() else {
        return true;
    };
    there == Some(saved) || (outcome.unsure.is_some() && there == outcome.unsure.as_deref())
}
