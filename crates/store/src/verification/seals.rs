//! Seals of submitted scores: what is stored must give them.

use workflow::evaluation::{Event as Evaluation, Scores};
use workflow::proposal::Event;
use workflow::record::digest;

use super::Fault;
use crate::AnyConn;
use crate::drafts::find_text;
use crate::error::StoreError;
use crate::record::StoredEvent;

/// The first submission of scores whose seal the record and the stored comments do not give.
pub(super) fn broken(
    conn: &mut AnyConn,
    events: &[StoredEvent],
) -> Result<Option<Fault>, StoreError> {
    let submissions = events
        .iter()
        .filter(|event| event.kind == "evaluation.scores_submitted");
    for event in submissions {
        // What cannot be read is found when the chain is replayed.
        let Ok(Event::Evaluation(Evaluation::ScoresSubmitted(scores))) =
            serde_json::from_value(event.payload.clone())
        else {
            continue;
        };
        if let Some(what) = fault(conn, &scores)? {
            return Ok(Some((Some(event.seq), what)));
        }
    }
    Ok(None)
}

fn fault(conn: &mut AnyConn, scores: &Scores) -> Result<Option<String>, StoreError> {
    let Some(seal) = scores.seal else {
        // Submitted before there were seals.
        return Ok(None);
    };
    if scores.sealed() != Some(seal) {
        return Ok(Some("the scores do not give their seal".to_owned()));
    }
    for (question, said) in &scores.comments {
        match find_text(conn, *said)? {
            Some(text) if digest(text.as_bytes()) == *said => {}
            Some(_) => {
                return Ok(Some(format!(
                    "the comment on \"{question}\" is not the one that was sealed"
                )));
            }
            None => {
                return Ok(Some(format!(
                    "the comment on \"{question}\" that was sealed is missing"
                )));
            }
        }
    }
    Ok(None)
}
