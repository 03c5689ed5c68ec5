//! Scoring without a line: the grids of one's own files taken along as a workbook or as a page, and what comes back.
//!
//! A sheet that comes back lands in the draft and nowhere else: scores are submitted on the desk alone.

mod judging;
mod workbook;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use workflow::evaluation::{AssignmentStatus, Rules};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::record::{Digest, canonical_json, digest};
use workflow::role::Actor;
use workflow::transition::Action;

pub use judging::{Change, Choice, Judged, Reading, Received, Wrong, receive};
pub use workbook::{scale, write as workbook};

use super::desk::{ScoreDraft, draft_of, my_files, rules_of};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// The name of the format, with its version.
pub const FORMAT: &str = "minha-scores-1";
/// The most bytes of a file that comes back.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// The most files one workbook holds.
pub const MOST_FILES: usize = 200;

/// A grid to be taken along.
pub struct Blank {
    /// Whose.
    pub person: PersonId,
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// The rules with the grid.
    pub rules: Rules,
    /// What is written so far.
    pub draft: ScoreDraft,
    /// Digest of the draft.
    pub base: Digest,
    /// Digest of the grid.
    pub grid: Digest,
}

/// What came back for one file, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Whose.
    pub person: PersonId,
    /// The file.
    pub proposal: ProposalId,
    /// Digest of the grid it was made with.
    pub grid: Digest,
    /// Digest of the draft it was made from.
    pub draft: Digest,
    /// Scores by question.
    #[serde(default)]
    pub scores: BTreeMap<String, String>,
    /// Comments by question.
    #[serde(default)]
    pub comments: BTreeMap<String, String>,
    /// Overall comment.
    #[serde(default)]
    pub overall: String,
    /// Name of what is recommended.
    #[serde(default)]
    pub recommendation: String,
    /// Remarks on the budget.
    #[serde(default)]
    pub budget_remarks: String,
    /// The row of each field in a workbook, from 1, by the name of the field.
    #[serde(default)]
    pub rows: BTreeMap<String, u32>,
}

/// A page as it is saved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Package {
    format: String,
    sheet: Sheet,
}

/// Why a file that comes back, or one sheet of it, is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFault {
    /// Too many bytes.
    TooLarge,
    /// It is neither a workbook nor a page of ours.
    NoSheet,
    /// It was made by another version of the program.
    OtherFormat,
    /// It belongs to somebody else.
    OtherPerson,
    /// It is of a file the person does not score now.
    OtherFile,
    /// Its scores are submitted and locked.
    Locked,
    /// The grid has been revised since.
    OtherGrid,
}

impl SheetFault {
    /// The name of the fault, the end of its text's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "sheet-too-large",
            Self::NoSheet => "sheet-none",
            Self::OtherFormat => "sheet-other-format",
            Self::OtherPerson => "sheet-other-person",
            Self::OtherFile => "sheet-other-file",
            Self::Locked => "sheet-locked",
            Self::OtherGrid => "sheet-other-grid",
        }
    }
}

/// The digest of what a grid asks: titles, questions and scales, and the fields beside them.
pub fn grid_digest(rules: &Rules) -> Result<Digest, Failure> {
    let asked = json!({
        "sections": rules.sections,
        "recommendation": rules.recommendation,
        "budget_remarks": rules.budget_remarks,
    });
    let canonical =
        canonical_json(&asked).map_err(|error| Failure::Unexpected(error.to_string()))?;
    Ok(digest(canonical.as_bytes()))
}

/// The grids the person can take along: of every file they score now, or of one of them. Hidden when that one is none of
/// theirs, or is submitted.
pub fn blanks(
    facility: &Facility,
    actor: &Actor,
    only: Option<ProposalId>,
) -> Result<Vec<Blank>, Failure> {
    let files: Vec<ProposalId> = match only {
        Some(id) => vec![id],
        None => my_files(facility, actor)?
            .into_iter()
            .filter(|file| file.status == AssignmentStatus::Accepted)
            .map(|file| file.proposal)
            .take(MOST_FILES)
            .collect(),
    };
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for id in files {
            let case = ProposalCase::load(conn, id, now)?;
            let proposal = &case.proposal.state;
            let sees = policy::view(actor, &proposal.subject()) == View::File;
            if !sees || !case.available(actor, now).contains(&Action::SubmitScores) {
                if only.is_some() {
                    return Err(Failure::hidden());
                }
                continue;
            }
            let applicant = store::organisations::find(conn, proposal.organisation)?;
            let rules = rules_of(&case)?;
            let draft = draft_of(conn, proposal, actor.person)?;
            found.push(Blank {
                person: actor.person,
                proposal: id,
                reference: proposal.reference(&case.call).unwrap_or_default(),
                title: crate::proposal::title_in(conn, &case)?,
                organisation: applicant
                    .map(|row| row.profile.legal_name)
                    .unwrap_or_default(),
                base: draft.digest()?,
                grid: grid_digest(&rules)?,
                draft,
                rules,
            });
        }
        Ok(found)
    })
}

/// Reads what came back: a workbook, or a page's package.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetFault> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetFault::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return workbook::read(bytes);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| SheetFault::NoSheet)?;
    let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| SheetFault::NoSheet)?;
    match value["format"].as_str() {
        Some(other) if other != FORMAT && other.starts_with("minha-scores-") => {
            return Err(SheetFault::OtherFormat);
        }
        Some(_) => {}
        None => return Err(SheetFault::NoSheet),
    }
    let package: Package = serde_json::from_value(value).map_err(|_| SheetFault::NoSheet)?;
    if package.format == FORMAT {
        Ok(vec![package.sheet])
    } else {
        Err(SheetFault::NoSheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_and_nothing_else_is_taken_for_one() {
        let now = chrono::Utc::now();
        let sheet = json!({
            "person": PersonId::new_v7(now), "proposal": ProposalId::new_v7(now),
            "grid": digest(b"grid"), "draft": digest(b"draft"),
            "scores": { "need": "7,5" }, "comments": { "need": "حاجة فعلية" }, "overall": "Good.",
        });
        let package = json!({ "format": FORMAT, "sheet": sheet });
        let read_in = |value: &serde_json::Value| read(value.to_string().as_bytes());
        assert_eq!(read_in(&package).unwrap()[0].scores["need"], "7,5");
        let other = json!({ "format": "minha-scores-2", "sheet": sheet });
        assert_eq!(read_in(&other), Err(SheetFault::OtherFormat));
        let mut odd = package.clone();
        odd["sheet"]["more"] = json!(1);
        assert_eq!(read_in(&odd), Err(SheetFault::NoSheet));
        for text in ["", "{}", "[1]", "<html>", "PK", "\u{feff}{\"format\":3}"] {
            assert_eq!(read(text.as_bytes()), Err(SheetFault::NoSheet), "{text}");
        }
        assert_eq!(read(&[0xff, 0xfe]), Err(SheetFault::NoSheet));
        assert_eq!(read(&vec![b' '; MOST_BYTES + 1]), Err(SheetFault::TooLarge));
    }
}
