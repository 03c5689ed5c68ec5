//! What the ranking of a call is made of: files, readings and scores, as the projections hold them.

use diesel::prelude::*;
use workflow::country::Country;
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::transition::{StageKind, Status};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::{
    assignments, co_applicants, conflicts, organisations, proposals as table, scores,
};
use crate::sql_types::Id;

/// A file that has come as far as the evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct FileRow {
    /// The file.
    #[diesel(deserialize_as = Id)]
    pub id: ProposalId,
    /// The applicant.
    #[diesel(deserialize_as = Id)]
    pub organisation_id: OrganisationId,
    /// The applicant's name.
    pub organisation: String,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// The applicant's country.
    #[diesel(deserialize_as = String)]
    pub country: Country,
    /// Theme id.
    pub theme: Option<String>,
    /// Place in the procedure, from 0.
    pub position: i32,
    /// Stage.
    #[diesel(deserialize_as = String)]
    pub stage: StageKind,
    /// Status.
    #[diesel(deserialize_as = String)]
    pub status: Status,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Amount requested, minor units.
    pub requested_minor: Option<i64>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<i64>,
}

/// Scores somebody has submitted for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRow {
    /// The file.
    pub proposal: ProposalId,
    /// Who.
    pub person: PersonId,
    /// Weighted total, thousandths of a point.
    pub total: i64,
    /// How often the scores were opened again.
    pub reopened: u32,
}

/// One score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The file.
    pub proposal: ProposalId,
    /// Who.
    pub person: PersonId,
    /// Question of the grid.
    pub question: String,
    /// Thousandths of a point.
    pub points: i64,
}

/// Stages in which a file has an evaluation, or has had one.
const STAGES: [StageKind; 4] = [
    StageKind::Evaluation,
    StageKind::Selection,
    StageKind::Agreement,
    StageKind::Monitoring,
];

/// Files of a call that have come as far as the evaluation, in the order of receipt, for one person to read. Left out are
/// files the person has a conflict with, files in which an organisation of theirs (`own`) applies, and files they still
/// have to score, as nobody sees others' scores before that.
pub fn files(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
    own: &[OrganisationId],
) -> Result<Vec<FileRow>, StoreError> {
    let person = Id::from(person);
    let own: Vec<Id> = own.iter().map(|id| Id::from(*id)).collect();
    let conflicted = conflicts::table
        .filter(conflicts::person_id.eq(person))
        .select(conflicts::proposal_id);
    let together = co_applicants::table
        .filter(co_applicants::organisation_id.eq_any(own.clone()))
        .select(co_applicants::proposal_id);
    let open = [AssignmentStatus::Assigned, AssignmentStatus::Accepted].map(AssignmentStatus::name);
    let unscored = assignments::table
        .filter(assignments::person_id.eq(person))
        .filter(assignments::status.eq_any(open))
        .select(assignments::proposal_id);
    let stages = STAGES.map(StageKind::name);
    Ok(table::table
        .inner_join(organisations::table.on(organisations::id.eq(table::organisation_id)))
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::number.is_not_null())
        .filter(table::submitted_at.is_not_null())
        .filter(table::stage_kind.eq_any(stages))
        .filter(table::id.ne_all(conflicted))
        .filter(table::id.ne_all(together))
        .filter(table::id.ne_all(unscored))
        .filter(diesel::dsl::not(table::organisation_id.eq_any(own)))
        .order((table::number, table::id))
        .select((
            table::id,
            table::organisation_id,
            organisations::legal_name,
            table::reference,
            table::title,
            table::country,
            table::theme,
            table::stage,
            table::stage_kind,
            table::status,
            table::currency,
            table::requested_minor,
            table::score,
        ))
        .load(conn)?)
}

/// Everything submitted for the files of a call, file by file.
pub fn readings(conn: &mut AnyConn, call: CallId) -> Result<Vec<ReadingRow>, StoreError> {
    let of_call = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(table::id);
    let rows: Vec<(Id, Id, Option<i64>, i32)> = assignments::table
        .filter(assignments::proposal_id.eq_any(of_call))
        .filter(assignments::status.eq(AssignmentStatus::Scored.name()))
        .order((assignments::proposal_id, assignments::person_id))
        .select((
            assignments::proposal_id,
            assignments::person_id,
            assignments::total,
            assignments::reopened,
        ))
        .load(conn)?;
    let row = |(proposal, person, total, reopened): (Id, Id, Option<i64>, i32)| {
        Some(ReadingRow {
            proposal: proposal.into(),
            person: person.into(),
            total: total?,
            reopened: u32::try_from(reopened).unwrap_or(0),
        })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

/// Every score of the files of a call, file by file and person by person.
pub fn scores_of_call(conn: &mut AnyConn, call: CallId) -> Result<Vec<ScoreRow>, StoreError> {
    let of_call = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(table::id);
    let rows: Vec<(Id, Id, String, i64)> = scores::table
        .filter(scores::proposal_id.eq_any(of_call))
        .order((scores::proposal_id, scores::person_id, scores::question))
        .select((
            scores::proposal_id,
            scores::person_id,
            scores::question,
            scores::points,
        ))
        .load(conn)?;
    let row = |(proposal, person, question, points): (Id, Id, String, i64)| ScoreRow {
        proposal: proposal.into(),
        person: person.into(),
        question,
        points,
    };
    Ok(rows.into_iter().map(row).collect())
}
