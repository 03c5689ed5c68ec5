//! The checklist on the desk: what the rules propose with its evidence in words, and the verdicts as they are typed.

use std::collections::BTreeMap;

use facility::proposal::ProposalView;
use facility::screening::{Checklist, GivenVerdict, Line};
use language::Reader;
use workflow::criterion::{Criterion, Finding};
use workflow::screening::{Outcome, overrules};
use workflow::text::Text;

use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::wording::criteria::{SourceLink, evidence, source};

/// Verdicts as the desk sends them, by criterion.
pub type Given = BTreeMap<String, GivenVerdict>;

/// A criterion as the desk shows it.
pub struct CriterionLine {
    /// Name of the field of the verdict.
    pub verdict: String,
    /// Name of the field of the reason.
    pub reason: String,
    /// What is asked.
    pub text: String,
    /// What it looks at, in words.
    pub level: String,
    /// What the rule proposes, in words; empty when only a person can tell.
    pub proposed: String,
    /// What the rule proposes, as data has it; empty when only a person can tell.
    pub proposal: &'static str,
    /// The evidence in words.
    pub evidence: String,
    /// Where the rule has found it.
    pub source: Option<SourceLink>,
    /// The verdicts to choose from.
    pub options: Vec<Choice>,
    /// The verdict that stands, in words; may be empty.
    pub stands: String,
    /// The shape of the verdict that stands.
    pub shape: &'static str,
    /// Name of the field of the reason by code.
    pub code: String,
    /// The reasons to choose from; none when the criterion names none.
    pub codes: Vec<Choice>,
    /// The reason by code that stands, in words; may be empty.
    pub code_text: String,
    /// What is wrong with the reason by code.
    pub code_error: String,
    /// Whether the verdict that stands is another than the rule proposes.
    pub overrules: bool,
    /// The verdict of the first of two screenings, where both may be seen.
    pub first: Option<Other>,
    /// The reason typed, or the one that stands.
    pub reason_text: String,
    /// What is wrong with the verdict.
    pub verdict_error: String,
    /// What is wrong with the reason.
    pub reason_error: String,
}

/// A verdict of the first of two screenings.
pub struct Other {
    /// In words.
    pub verdict: String,
    /// Its shape.
    pub shape: &'static str,
    /// The reasons in words; may be empty.
    pub reason: String,
    /// Whether the second found something else.
    pub differs: bool,
}

/// Name of the field of a verdict.
pub fn verdict_field(criterion: &str) -> String {
    format!("verdict-{criterion}")
}

/// Name of the field of a reason.
pub fn reason_field(criterion: &str) -> String {
    format!("reason-{criterion}")
}

/// Name of the field of a reason by code.
pub fn code_field(criterion: &str) -> String {
    format!("code-{criterion}")
}

/// A reason of a criterion in words; the code itself when the criterion does not know it, nothing without one.
fn code_text(reader: &Reader, criterion: &Criterion, code: Option<&str>) -> String {
    let Some(code) = code else {
        return String::new();
    };
    criterion.reason(code).map_or_else(
        || code.to_owned(),
        |reason| reason.text.get(reader.language.code()).to_owned(),
    )
}

/// The verdict of the first screening beside that of the second.
fn other(reader: &Reader, line: &Line) -> Option<Other> {
    line.first.as_ref().map(|first| {
        let code = code_text(reader, &line.criterion, first.reason_code.as_deref());
        let parts = [code, first.reason.clone().unwrap_or_default()];
        Other {
            verdict: reader.named("outcome", first.outcome),
            shape: shape(first.outcome),
            reason: parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" – "),
            differs: line.outcome != Some(first.outcome),
        }
    })
}

/// The lines of the checklist, with what was typed in place of what stands.
pub fn lines(
    reader: &Reader,
    view: &ProposalView,
    checklist: &Checklist,
    typed: &Fields,
    errors: &Errors,
) -> Vec<CriterionLine> {
    let line = |line: &Line| {
        let (verdict, reason) = (
            verdict_field(&line.criterion.id),
            reason_field(&line.criterion.id),
        );
        let chosen = typed
            .maybe(&verdict)
            .map(str::to_owned)
            .or_else(|| line.outcome.map(|outcome| outcome.to_string()))
            .unwrap_or_default();
        CriterionLine {
            text: line.criterion.text.get(reader.language.code()).to_owned(),
            level: reader.named("screening-level", line.criterion.level),
            proposed: line
                .proposed
                .as_ref()
                .map(|proposed| reader.named("finding", proposed.finding))
                .unwrap_or_default(),
            proposal: line
                .proposed
                .as_ref()
                .map_or("", |proposed| proposed.finding.name()),
            evidence: line
                .proposed
                .as_ref()
                .map(|proposed| evidence(reader, &view.call, &proposed.evidence))
                .unwrap_or_default(),
            source: line.proposed.as_ref().map(|proposed| {
                let file = &view.proposal;
                source(reader, file.organisation, file.id, &proposed.source)
            }),
            options: [
                Outcome::Pass,
                Outcome::Fail,
                Outcome::Clarification,
                Outcome::NotApplicable,
            ]
            .iter()
            .map(|outcome| {
                Choice::new(
                    outcome.name(),
                    reader.named("outcome", outcome),
                    outcome.name() == chosen,
                )
            })
            .collect(),
            stands: line
                .outcome
                .map(|outcome| reader.named("outcome", outcome))
                .unwrap_or_default(),
            shape: line.outcome.map_or("waiting", shape),
            codes: codes(reader, line, typed),
            code_text: code_text(reader, &line.criterion, line.reason_code.as_deref()),
            code_error: errors.of(code_field(&line.criterion.id)),
            code: code_field(&line.criterion.id),
            overrules: line
                .outcome
                .zip(line.proposed.as_ref())
                .is_some_and(|(stands, proposed)| overrules(stands, proposed.finding)),
            first: other(reader, line),
            reason_text: typed
                .maybe(&reason)
                .map(str::to_owned)
                .or_else(|| line.reason.clone())
                .unwrap_or_default(),
            verdict_error: errors.of(&verdict),
            reason_error: errors.of(&reason),
            verdict,
            reason,
        }
    };
    checklist.lines.iter().map(line).collect()
}

/// The reasons of a criterion to choose from.
fn codes(reader: &Reader, line: &Line, typed: &Fields) -> Vec<Choice> {
    let chosen = typed
        .maybe(&code_field(&line.criterion.id))
        .or(line.reason_code.as_deref())
        .unwrap_or_default();
    line.criterion
        .reasons
        .iter()
        .map(|reason| {
            let text = reason.text.get(reader.language.code());
            Choice::new(&reason.code, text, reason.code == chosen)
        })
        .collect()
}

const fn shape(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "good",
        Outcome::Fail => "bad",
        Outcome::Clarification => "working",
        Outcome::NotApplicable => "ended",
    }
}

/// What a criterion asks, in words.
pub fn name(reader: &Reader, checklist: &Checklist, criterion: &str) -> String {
    let found = checklist
        .lines
        .iter()
        .find(|line| line.criterion.id == criterion);
    found.map_or_else(
        || criterion.to_owned(),
        |line| line.criterion.text.get(reader.language.code()).to_owned(),
    )
}

/// Reads the verdicts of a form. A reason without a verdict is a fault, so that no text is lost.
pub fn read(reader: &Reader, checklist: &Checklist, fields: &Fields) -> Result<Given, Errors> {
    let mut given = Given::new();
    let mut errors = Errors::none();
    for line in &checklist.lines {
        let (verdict, reason) = (
            verdict_field(&line.criterion.id),
            reason_field(&line.criterion.id),
        );
        let text = match fields.get(&reason).trim() {
            "" => None,
            typed => match Text::parse(typed) {
                Ok(text) => Some(text),
                Err(_) => {
                    errors.add(reader, &reason, "text");
                    continue;
                }
            },
        };
        let chosen = fields.get(&verdict);
        match chosen.parse() {
            Ok(outcome) => {
                let verdict = GivenVerdict {
                    outcome,
                    // A reason that was chosen for a fail and left there is none of another verdict.
                    reason_code: Some(fields.get(&code_field(&line.criterion.id)).to_owned())
                        .filter(|code| outcome == Outcome::Fail && !code.is_empty()),
                    reason: text,
                };
                given.insert(line.criterion.id.clone(), verdict);
            }
            Err(_) if chosen.is_empty() && text.is_none() => {}
            Err(_) => errors.add(reader, &verdict, "unknown-option"),
        }
    }
    if errors.is_empty() {
        Ok(given)
    } else {
        Err(errors)
    }
}

/// Adds what the rules propose to pass where no verdict is given or stands. What does not pass is left to a person, who
/// has to give the reason.
pub fn with_proposed(checklist: &Checklist, mut given: Given) -> Given {
    for line in &checklist.lines {
        let passes = line
            .proposed
            .as_ref()
            .is_some_and(|proposed| proposed.finding == Finding::Pass);
        if passes && line.outcome.is_none() {
            given
                .entry(line.criterion.id.clone())
                .or_insert(GivenVerdict {
                    outcome: Outcome::Pass,
                    reason_code: None,
                    reason: None,
                });
        }
    }
    given
}
