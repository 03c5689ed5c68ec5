//! Runs of the machine rules: what each found, kept as it was found. Nothing here changes a row.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use workflow::criterion::RunCause;
use workflow::ids::{PersonId, ProposalId};
use workflow::record::{self, Digest};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::rule_runs as table;
use crate::sql_types::{Id, Instant};

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// 1 for the first of the proposal.
    pub number: i32,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who asked for it; nobody at submission.
    pub by: Option<PersonId>,
    /// Why.
    pub cause: RunCause,
    /// Version of the submission that was looked at.
    pub submission: u32,
    /// What was found, as canonical JSON.
    pub findings: String,
    /// SHA-256 of the findings.
    pub digest: Digest,
}

type Stored = (i32, Instant, Option<Id>, String, i32, String, Vec<u8>);

macro_rules! columns {
    () => {
        (
            table::number,
            table::at,
            table::by_person,
            table::cause,
            table::submission,
            table::findings,
            table::digest,
        )
    };
}

/// Errors when the findings are not what the digest is of.
fn row(
    id: ProposalId,
    (number, at, by, cause, submission, findings, digest): Stored,
) -> Result<RunRow, StoreError> {
    let wrong =
        |what: String| StoreError::Unreadable(format!("rule_runs, {id}, run {number}: {what}"));
    let digest = Digest::try_from(digest).map_err(|what: &'static str| wrong(what.to_owned()))?;
    if digest != record::digest(findings.as_bytes()) {
        return Err(wrong("the findings were changed".to_owned()));
    }
    Ok(RunRow {
        number,
        at: at.into(),
        by: by.map(PersonId::from),
        cause: cause.parse().map_err(|_| wrong(format!("cause {cause}")))?,
        submission: u32::try_from(submission).map_err(|error| wrong(error.to_string()))?,
        findings,
        digest,
    })
}

/// Keeps a run after those there are. Answers its number.
///
/// Errors with [`StoreError::Duplicate`] when another was kept at the same time.
pub fn insert(conn: &mut AnyConn, id: ProposalId, run: &RunRow) -> Result<i32, StoreError> {
    let last: Option<i32> = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .select(diesel::dsl::max(table::number))
        .first(conn)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(table::table)
        .values((
            table::proposal_id.eq(Id::from(id)),
            table::number.eq(number),
            table::at.eq(Instant::from(run.at)),
            table::by_person.eq(run.by.map(Id::from)),
            table::cause.eq(run.cause.name()),
            table::submission.eq(i32::try_from(run.submission).unwrap_or(i32::MAX)),
            table::findings.eq(&run.findings),
            table::digest.eq(run.digest.0.to_vec()),
        ))
        .execute(conn)?;
    Ok(number)
}

/// The last run of a proposal.
pub fn latest(conn: &mut AnyConn, id: ProposalId) -> Result<Option<RunRow>, StoreError> {
    let found: Option<Stored> = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .order(table::number.desc())
        .select(columns!())
        .first(conn)
        .optional()?;
    found.map(|found| row(id, found)).transpose()
}

/// Every run of a proposal, the last first.
pub fn history(conn: &mut AnyConn, id: ProposalId) -> Result<Vec<RunRow>, StoreError> {
    let found: Vec<Stored> = table::table
        .filter(table::proposal_id.eq(Id::from(id)))
        .order(table::number.desc())
        .select(columns!())
        .load(conn)?;
    found.into_iter().map(|found| row(id, found)).collect()
}
