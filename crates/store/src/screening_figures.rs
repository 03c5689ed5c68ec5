//! What the figures of a screening are counted from.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::names::UnknownName;
use workflow::screening::Outcome;
use workflow::transition::Status;

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{conflicts, events, proposals as table, screening_verdicts};
use crate::sql_types::{Id, Instant};

/// A file that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFigure {
    /// The file.
    pub proposal: ProposalId,
    /// ISO 3166-1.
    pub country: String,
    /// Theme id.
    pub theme: Option<String>,
    /// Place in the procedure, from 0.
    pub position: usize,
    /// Status.
    pub status: Status,
    /// In this status since (UTC).
    pub since: DateTime<Utc>,
    /// The outcome of the screening, once there is one: whether eligible.
    pub eligible: Option<bool>,
    /// Whether the decision of the stage it stands in was told.
    pub released: bool,
}

fn unreadable(error: &UnknownName) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

type FileColumns = (
    Id,
    String,
    Option<String>,
    i32,
    String,
    Instant,
    Option<String>,
    bool,
);

/// Every file of a call that was received, in the order of receipt; without those `reader` has a conflict with, when the
/// figures are for somebody to read.
pub fn files(
    conn: &mut AnyConn,
    call: CallId,
    reader: Option<PersonId>,
) -> Result<Vec<FileFigure>, StoreError> {
    let conflicted = conflicts::table
        .filter(conflicts::person_id.nullable().eq(reader.map(Id::from)))
        .select(conflicts::proposal_id);
    let rows: Vec<FileColumns> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::number.is_not_null())
        .filter(table::submitted_at.is_not_null())
        .filter(table::id.ne_all(conflicted))
        .order((table::number, table::id))
        .select((
            table::id,
            table::country,
            table::theme,
            table::stage,
            table::status,
            table::status_since,
            table::screening_outcome,
            table::released,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let (id, country, theme, position, status, since, outcome, released) = row;
            Ok(FileFigure {
                proposal: id.into(),
                country,
                theme,
                position: usize::try_from(position).unwrap_or(0),
                status: status.parse().map_err(|error| unreadable(&error))?,
                since: since.into(),
                eligible: outcome.map(|outcome| outcome == "eligible"),
                released,
            })
        })
        .collect()
}

/// A verdict on a criterion of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictFigure {
    /// The file.
    pub proposal: ProposalId,
    /// 1, or 2 for the second of two screenings.
    pub round: u8,
    /// Criterion id.
    pub criterion: String,
    /// Outcome.
    pub outcome: Outcome,
    /// Which of the criterion's reasons.
    pub reason_code: Option<String>,
}

/// Every verdict on the files of a call, file by file.
pub fn verdicts(conn: &mut AnyConn, call: CallId) -> Result<Vec<VerdictFigure>, StoreError> {
    let of_call = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(table::id);
    let rows: Vec<(Id, i32, String, String, Option<String>)> = screening_verdicts::table
        .filter(screening_verdicts::proposal_id.eq_any(of_call))
        .order((
            screening_verdicts::proposal_id,
            screening_verdicts::round,
            screening_verdicts::criterion,
        ))
        .select((
            screening_verdicts::proposal_id,
            screening_verdicts::round,
            screening_verdicts::criterion,
            screening_verdicts::outcome,
            screening_verdicts::reason_code,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(proposal, round, criterion, outcome, reason_code)| {
            Ok(VerdictFigure {
                proposal: proposal.into(),
                round: u8::try_from(round).unwrap_or(1),
                criterion,
                outcome: outcome.parse().map_err(|error| unreadable(&error))?,
                reason_code,
            })
        })
        .collect()
}

/// A step of a file's way through the screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The file.
    pub proposal: ProposalId,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Whether it entered a stage; else its screening was concluded, confirmed or settled.
    pub entered: bool,
}

/// When the files of a call entered a stage and when they were decided, file by file in the order of the record.
pub fn passages(conn: &mut AnyConn, call: CallId) -> Result<Vec<Passed>, StoreError> {
    const ENTERED: &str = "procedure.entered";
    let kinds = [
        ENTERED,
        "screening.concluded",
        "screening.confirmed",
        "screening.settled",
    ];
    let of_call = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(table::id);
    let rows: Vec<(Id, Instant, String)> = events::table
        .filter(events::case_id.eq_any(of_call))
        .filter(events::kind.eq_any(kinds))
        .order((events::case_id, events::seq))
        .select((events::case_id, events::at, events::kind))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(case, at, kind)| Passed {
            proposal: case.into(),
            at: at.into(),
            entered: kind == ENTERED,
        })
        .collect())
}
