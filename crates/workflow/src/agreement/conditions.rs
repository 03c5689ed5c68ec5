//! The conditions of an award: each is ticked off with what shows that it is met, or carried into the agreement with a reason.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::event::Event;
use crate::ids::PersonId;
use crate::proposal::Proposal;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::screening::Attached;
use crate::text::Text;

/// The most documents that show that a condition is met.
pub const MOST_DOCUMENTS: usize = 5;

/// The conditions in the text of the panel, one for each line that says something; a sign or number before it is left out.
pub fn conditions_of(text: &str) -> Vec<&str> {
    text.lines()
        .map(without_sign)
        .filter(|line| !line.is_empty())
        .collect()
}

/// A line without the sign (`-`, `–`, `•`, `*`) or the number (`1.`, `2)`) of a list.
fn without_sign(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(['-', '–', '•', '*']) {
        return rest.trim();
    }
    let digits = line.len() - line.trim_start_matches(char::is_numeric).len();
    match line[digits..].strip_prefix(['.', ')']) {
        // `1.5 million` is no number of a list.
        Some(rest) if digits > 0 && rest.starts_with(char::is_whitespace) => rest.trim(),
        _ => line,
    }
}

/// A condition is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// Which, from 1.
    pub number: u32,
    /// The conditions as the panel wrote them: the record holds their digest.
    pub conditions: Text,
    /// How.
    pub how: HowSettled,
}

/// How a condition is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HowSettled {
    /// It is met, as words, documents or both show.
    Met {
        /// In words.
        comment: Option<Text>,
        /// Documents, at most [`MOST_DOCUMENTS`].
        documents: Vec<Attached>,
    },
    /// It becomes a term of the agreement.
    Carried {
        /// Why it need not be met before.
        reason: Text,
    },
}

impl Settling {
    pub(super) fn texts(&self) -> Vec<&Text> {
        match &self.how {
            HowSettled::Met { comment, .. } => comment.iter().collect(),
            HowSettled::Carried { reason } => vec![reason],
        }
    }
}

/// A condition as it is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Digest of what was said about it: how it is met, or why it is carried into the agreement.
    pub text: Option<Digest>,
    /// Documents that show that it is met.
    pub documents: Vec<Attached>,
    /// Whether it is carried into the agreement; else it is met.
    pub carried: bool,
    /// By whom.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// The conditions of an award as far as they are settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// How many there are; 0 until one is settled.
    pub of: u32,
    /// Those that are settled, by number from 1.
    pub settled: BTreeMap<u32, Settled>,
}

/// Whether every condition of the award is met or carried into the agreement.
pub(super) fn all_settled(state: &Proposal) -> Result<(), Refusal> {
    let conditions = &state.agreement.conditions;
    let all = conditions.of > 0 && conditions.settled.len() == conditions.of as usize;
    if state.selection.conditions.is_none() || all {
        Ok(())
    } else {
        Err(Refusal::ConditionsOpen)
    }
}

/// The event of a condition that is settled: one of the award's, with something to show, or with a reason.
pub(super) fn settle(state: &Proposal, settling: &Settling) -> Result<Event, Refusal> {
    let Settling {
        number,
        conditions,
        how,
    } = settling;
    let unknown = || Refusal::Unknown {
        what: "condition",
        name: number.to_string(),
    };
    if state.selection.conditions != Some(conditions.digest()) {
        return Err(unknown());
    }
    let of = u32::try_from(conditions_of(conditions.as_str()).len()).unwrap_or(u32::MAX);
    if !(1..=of).contains(number) {
        return Err(unknown());
    }
    match how {
        HowSettled::Met { comment, documents } => {
            if comment.is_none() && documents.is_empty() {
                return Err(Refusal::ReasonMissing);
            }
            if documents.len() > MOST_DOCUMENTS {
                return Err(Refusal::TooMany {
                    most: MOST_DOCUMENTS as u32,
                });
            }
            Ok(Event::ConditionMet {
                number: *number,
                of,
                comment: comment.as_ref().map(Text::digest),
                documents: documents.clone(),
            })
        }
        HowSettled::Carried { reason } => Ok(Event::ConditionCarried {
            number: *number,
            of,
            reason: reason.digest(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_condition_and_signs_of_lists_are_left_out() {
        let text = "- A second signature\n\n 2) An audit\n1.5 million people reached\n• ";
        let found = conditions_of(text);
        assert_eq!(
            found,
            [
                "A second signature",
                "An audit",
                "1.5 million people reached"
            ]
        );
        assert_eq!(conditions_of("٣. شرط"), ["شرط"]);
    }
}
