//! Clarification: formal points the applicant clears up within some working days, point by point.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use crate::criterion::{Criterion, Finding, OnFail};
use crate::ids::DocumentId;
use crate::proposal::Situation;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::text::Text;

use super::Rules;

/// The most points of one request.
pub const MOST_POINTS: usize = 20;

/// The most documents in the answer to one point.
pub const MOST_DOCUMENTS: usize = 5;

/// A formal point to clear up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The criterion it belongs to.
    pub criterion: Option<String>,
    /// What is asked.
    pub text: Text,
}

/// A document handed in with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of its content.
    pub sha256: Digest,
}

/// The applicant's answer to one point: words, documents or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// In words.
    pub text: Option<Text>,
    /// Documents.
    pub documents: Vec<Attached>,
}

/// A point as the record has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The criterion it belongs to.
    pub criterion: Option<String>,
    /// Digest of what is asked.
    pub text: Digest,
}

/// The answer to a point as the record has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Digest of the words.
    pub text: Option<Digest>,
    /// Documents.
    pub documents: Vec<Attached>,
}

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clarification {
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// Last day for the answer, on the clocks of the call's zone.
    pub until: NaiveDate,
    /// The points.
    pub points: Vec<Asked>,
    /// The answers, point by point, and when they came (UTC).
    pub answers: Option<(DateTime<Utc>, Vec<Answered>)>,
}

/// Records from before there were points hold one digest.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    One(Digest),
    Many(Vec<T>),
}

/// Reads the points of a request.
pub(super) fn points<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Asked>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(points) => points,
        OneOrMany::One(text) => vec![Asked {
            criterion: None,
            text,
        }],
    })
}

/// Reads the answers to a request.
pub(super) fn answers<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Answered>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(answers) => answers,
        OneOrMany::One(text) => vec![Answered {
            text: Some(text),
            documents: Vec::new(),
        }],
    })
}

/// The points of a request as the record has them: 1 to [`MOST_POINTS`], each on a criterion that can be cleared up.
pub(super) fn asked(points: &[Point], rules: &Rules) -> Result<Vec<Asked>, Refusal> {
    if points.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    if points.len() > MOST_POINTS {
        return Err(Refusal::TooMany {
            most: MOST_POINTS as u32,
        });
    }
    points
        .iter()
        .map(|point| {
            if let Some(id) = &point.criterion {
                rules.criterion(id)?;
            }
            Ok(Asked {
                criterion: point.criterion.clone(),
                text: point.text.digest(),
            })
        })
        .collect()
}

/// Whether a criterion may be left to be cleared up: a failure that ends the file may not, unless the data did not tell.
pub(super) fn clarifiable(criterion: &Criterion, found: Option<Finding>) -> Result<(), Refusal> {
    if criterion.on_fail == OnFail::Clarify || found == Some(Finding::Unknown) {
        Ok(())
    } else {
        Err(Refusal::NotClarifiable {
            criterion: criterion.id.clone(),
        })
    }
}

/// The answers as the record has them: each point is answered, in words or with documents.
pub(super) fn answered(
    answers: &[Answer],
    open: Option<&Clarification>,
) -> Result<Vec<Answered>, Refusal> {
    let points = open.map_or(0, |open| open.points.len());
    let missing: Vec<u32> = (0..points)
        .filter(|index| {
            answers
                .get(*index)
                .is_none_or(|answer| answer.text.is_none() && answer.documents.is_empty())
        })
        .map(|index| u32::try_from(index + 1).unwrap_or(u32::MAX))
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::AnswersMissing { points: missing });
    }
    if answers.len() > points {
        return Err(Refusal::TooMany {
            most: u32::try_from(points).unwrap_or(u32::MAX),
        });
    }
    if answers
        .iter()
        .any(|answer| answer.documents.len() > MOST_DOCUMENTS)
    {
        return Err(Refusal::TooMany {
            most: MOST_DOCUMENTS as u32,
        });
    }
    Ok(answers
        .iter()
        .map(|answer| Answered {
            text: answer.text.as_ref().map(Text::digest),
            documents: answer.documents.clone(),
        })
        .collect())
}

/// The day it is where the call is run.
pub(super) fn today(situation: &Situation<'_>) -> NaiveDate {
    let zone = situation.call.definition.dates.zone;
    situation.now.with_timezone(&zone).date_naive()
}
