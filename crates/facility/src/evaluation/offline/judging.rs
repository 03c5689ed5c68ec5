//! What a sheet would change in the draft it belongs to, and the taking of it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::definition::Localised;
use workflow::evaluation::{AssignmentStatus, Recommendation, Rules};
use workflow::ids::ProposalId;
use workflow::policy::{self, View};
use workflow::role::Actor;
use workflow::text::Text;

use super::{Sheet, SheetFault, grid_digest};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::evaluation::desk::{ScoreDraft, draft_of, rules_of, save_in};
use crate::evaluation::points;
use crate::failure::Failure;

/// What is to be taken from sheets.
#[derive(Clone, Debug)]
pub enum Choice {
    /// Everything that can be read, of sheets whose draft has not changed since they were made. Others are shown first.
    Unchanged,
    /// These changes, by file and field, whatever has changed since.
    Chosen(BTreeSet<(ProposalId, String)>),
}

/// A field that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name, as the fields of the desk are named: `score-need`, `comment-need`, `overall`.
    pub field: String,
    /// The question it belongs to; nothing for the fields beside the questions.
    pub question: Option<Localised>,
    /// What the draft says; empty for nothing.
    pub now: String,
    /// What the sheet says; empty for nothing.
    pub then: String,
}

/// A field that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its name.
    pub field: String,
    /// The question it belongs to.
    pub question: Option<Localised>,
    /// Its row in the workbook, from 1.
    pub row: Option<u32>,
    /// What was typed.
    pub typed: String,
    /// The code of what is wrong, `fault-<code>`.
    pub code: &'static str,
}

/// A sheet that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// What would change, or has changed, in the order of the grid.
    pub changes: Vec<Change>,
    /// What cannot be read.
    pub wrong: Vec<Wrong>,
    /// Whether the draft has changed since the sheet was made.
    pub stale: bool,
    /// How many of the changes were taken; nothing when they wait to be chosen.
    pub taken: Option<usize>,
}

/// What became of one sheet.
#[derive(Clone, Debug)]
pub enum Judged {
    /// It is not taken.
    Refused(SheetFault),
    /// It was read.
    Read(Box<Reading>),
}

/// A sheet and what became of it.
#[derive(Clone, Debug)]
pub struct Received {
    /// What came.
    pub sheet: Sheet,
    /// What became of it.
    pub judged: Judged,
}

/// Takes sheets into the person's drafts, each in a transaction of its own, and reports on each. Nothing is submitted.
pub fn receive(
    facility: &Facility,
    actor: &Actor,
    sheets: Vec<Sheet>,
    choice: &Choice,
) -> Result<Vec<Received>, Failure> {
    let now = facility.clock.now();
    let mut found = Vec::new();
    for sheet in sheets {
        let judged = facility
            .store
            .write(|conn| one(conn, actor, &sheet, choice, now))?;
        found.push(Received { sheet, judged });
    }
    Ok(found)
}

fn one(
    conn: &mut AnyConn,
    actor: &Actor,
    sheet: &Sheet,
    choice: &Choice,
    now: DateTime<Utc>,
) -> Result<Judged, Failure> {
    if sheet.person != actor.person {
        return Ok(Judged::Refused(SheetFault::OtherPerson));
    }
    // A file one may not see answers as one there is not.
    let Some(case) = found(ProposalCase::load(conn, sheet.proposal, now))? else {
        return Ok(Judged::Refused(SheetFault::OtherFile));
    };
    let proposal = &case.proposal.state;
    let mine = proposal.evaluation.assignments.get(&actor.person);
    let sees = policy::view(actor, &proposal.subject()) == View::File;
    match mine.map(|assignment| assignment.status) {
        Some(AssignmentStatus::Accepted) if sees => {}
        Some(AssignmentStatus::Scored) if sees => return Ok(Judged::Refused(SheetFault::Locked)),
        _ => return Ok(Judged::Refused(SheetFault::OtherFile)),
    }
    let rules = rules_of(&case)?;
    if grid_digest(&rules)? != sheet.grid {
        return Ok(Judged::Refused(SheetFault::OtherGrid));
    }
    let before = draft_of(conn, proposal, actor.person)?;
    let stale = before.digest()? != sheet.draft;
    let (mut changes, wrong) = compare(&rules, &before, sheet);
    if stale {
        // What the sheet leaves open takes nothing away from what was written since.
        changes.retain(|change| !change.then.is_empty());
    }
    let wanted = |change: &&Change| match choice {
        Choice::Unchanged => !stale,
        Choice::Chosen(fields) => fields.contains(&(sheet.proposal, change.field.clone())),
    };
    let waits = matches!(choice, Choice::Unchanged) && stale && !changes.is_empty();
    let mut after = before.clone();
    let mut taken = 0;
    for change in changes.iter().filter(wanted) {
        apply(&mut after, change);
        taken += 1;
    }
    if taken > 0 {
        save_in(conn, &case, actor, &after, now)?;
    }
    Ok(Judged::Read(Box::new(Reading {
        proposal: sheet.proposal,
        reference: proposal.reference(&case.call).unwrap_or_default(),
        title: crate::proposal::title_in(conn, &case)?,
        changes,
        wrong,
        stale,
        taken: (!waits).then_some(taken),
    })))
}

/// Nothing for a file there is not.
fn found(loaded: Result<ProposalCase, Failure>) -> Result<Option<ProposalCase>, Failure> {
    match loaded {
        Ok(case) => Ok(Some(case)),
        Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The name of the field of a score.
pub fn score_field(question: &str) -> String {
    format!("score-{question}")
}

/// The name of the field of a comment.
pub fn comment_field(question: &str) -> String {
    format!("comment-{question}")
}

/// The code of what is wrong with a text; nothing for one that may stand.
fn fault_of(text: &str) -> Option<&'static str> {
    use workflow::text::TextError;
    match Text::parse(text) {
        Ok(_) | Err(TextError::Empty) => None,
        Err(TextError::TooLong) => Some("too-long"),
        Err(TextError::Characters) => Some("characters"),
    }
}

fn compare(rules: &Rules, draft: &ScoreDraft, sheet: &Sheet) -> (Vec<Change>, Vec<Wrong>) {
    let (mut changes, mut wrong) = (Vec::new(), Vec::new());
    let mut hold = |field: String,
                    question: Option<&Localised>,
                    now: &str,
                    typed: &str,
                    read: Result<String, &'static str>| {
        match read {
            Err(code) => wrong.push(Wrong {
                row: sheet.rows.get(&field).copied(),
                field,
                question: question.cloned(),
                typed: typed.chars().take(60).collect(),
                code,
            }),
            Ok(then) if then != now => changes.push(Change {
                field,
                question: question.cloned(),
                now: now.to_owned(),
                then,
            }),
            Ok(_) => {}
        }
    };
    let of = |map: &std::collections::BTreeMap<String, String>, id: &str| {
        map.get(id)
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    };
    let text = |typed: &str| fault_of(typed).map_or_else(|| Ok(typed.to_owned()), Err);
    for question in rules.questions() {
        let typed = of(&sheet.scores, &question.id);
        let now = draft.scores.get(&question.id).copied();
        let now = now.map(points::figures).unwrap_or_default();
        let read = match points::parse(&typed) {
            Some(score) if question.allows(score) => Ok(points::figures(score)),
            Some(_) => Err("score-off-scale"),
            None if typed.is_empty() => Ok(String::new()),
            None => Err("points"),
        };
        hold(
            score_field(&question.id),
            Some(&question.text),
            &now,
            &typed,
            read,
        );
        let typed = of(&sheet.comments, &question.id);
        let now = of(&draft.comments, &question.id);
        hold(
            comment_field(&question.id),
            Some(&question.text),
            &now,
            &typed,
            text(&typed),
        );
    }
    if rules.recommendation {
        let typed = sheet.recommendation.trim();
        let now = draft.recommendation.map_or("", |known| known.name());
        let read = match typed.parse::<Recommendation>() {
            Ok(known) => Ok(known.name().to_owned()),
            Err(_) if typed.is_empty() => Ok(String::new()),
            Err(_) => Err("unknown-option"),
        };
        hold("recommendation".to_owned(), None, now, typed, read);
    }
    if rules.budget_remarks {
        let typed = sheet.budget_remarks.trim();
        let now = draft.budget_remarks.trim();
        hold("budget_remarks".to_owned(), None, now, typed, text(typed));
    }
    let typed = sheet.overall.trim();
    hold(
        "overall".to_owned(),
        None,
        draft.overall.trim(),
        typed,
        text(typed),
    );
    (changes, wrong)
}

/// Puts one change into a draft.
fn apply(draft: &mut ScoreDraft, change: &Change) {
    let then = change.then.clone();
    match change.field.as_str() {
        "overall" => draft.overall = then,
        "budget_remarks" => draft.budget_remarks = then,
        "recommendation" => draft.recommendation = then.parse().ok(),
        field => {
            if let Some(question) = field.strip_prefix("score-") {
                match points::parse(&then) {
                    Some(score) => drop(draft.scores.insert(question.to_owned(), score)),
                    None => drop(draft.scores.remove(question)),
                }
            } else if let Some(question) = field.strip_prefix("comment-") {
                if then.is_empty() {
                    draft.comments.remove(question);
                } else {
                    draft.comments.insert(question.to_owned(), then);
                }
            }
        }
    }
}
