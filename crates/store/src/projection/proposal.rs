//! What `proposals` and its tables show of a proposal's state.

use diesel::prelude::*;
use uuid::Uuid;
use workflow::evaluation::AssignmentStatus;
use workflow::ids::{OrganisationId, PersonId};
use workflow::proposal::Proposal;
use workflow::screening::{Verdict, Verdicts};
use workflow::transition::{StageKind, Status};

use super::{Mismatch, compare};
use crate::error::StoreError;
use crate::schema::{
    assignments, ballots, call_applicants, calls, co_applicants, conflicts, organisations,
    proposals as table, scores, screening_people, screening_verdicts, suspected_conflicts,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend, search};

#[derive(Clone, Debug, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = table)]
#[diesel(treat_none_as_null = true)]
struct Shown {
    id: Id,
    seq: i64,
    call_id: Id,
    organisation_id: Id,
    number: Option<i64>,
    title: Option<String>,
    country: String,
    theme: Option<String>,
    stage: i32,
    stage_kind: String,
    status: String,
    currency: Option<String>,
    requested_minor: Option<i64>,
    awarded_minor: Option<i64>,
    screener: Option<Id>,
    screening_outcome: Option<String>,
    score: Option<i64>,
    reserve_rank: Option<i32>,
    released: bool,
    submitted_at: Option<Instant>,
    status_since: Instant,
    several: bool,
    declarable: bool,
    voting_open: bool,
}

fn released(state: &Proposal) -> bool {
    match state.status {
        Status::Eligible | Status::Ineligible => state.screening.released_at.is_some(),
        Status::BelowThreshold => state.evaluation.released,
        _ => state.selection.released_at.is_some(),
    }
}

fn shown(state: &Proposal, seq: i64) -> Shown {
    let submission = state.intake.submission.as_ref();
    let requested = submission.and_then(|submission| submission.requested);
    Shown {
        id: state.id.into(),
        seq,
        call_id: state.call.into(),
        organisation_id: state.organisation.into(),
        number: submission.map(|submission| submission.number),
        title: submission.map(|submission| submission.title.clone()),
        country: state.country.to_string(),
        theme: submission.and_then(|submission| submission.theme.clone()),
        stage: i32::try_from(state.position).unwrap_or(i32::MAX),
        stage_kind: state.stage.to_string(),
        status: state.status.to_string(),
        currency: requested
            .or(state.awarded())
            .map(|money| money.currency.code().to_owned()),
        requested_minor: requested.map(|money| money.minor),
        awarded_minor: state.awarded().map(|money| money.minor),
        screener: state.screening.screener.map(Id::from),
        screening_outcome: state
            .screening
            .outcome
            .map(|eligible| if eligible { "eligible" } else { "ineligible" }.to_owned()),
        score: state.evaluation.score,
        reserve_rank: state
            .selection
            .reserve_rank
            .and_then(|rank| i32::try_from(rank).ok()),
        released: released(state),
        submitted_at: state.intake.received_at.map(Instant::from),
        status_since: state.since.into(),
        several: state.intake.several,
        declarable: state.evaluation.declarable,
        voting_open: state.selection.open,
    }
}

macro_rules! part {
    ($row:ident, $table:ident, { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq, Queryable, Insertable)]
        #[diesel(table_name = $table)]
        struct $row { $($field: $type),* }
    };
}
part!(VerdictRow, screening_verdicts, { proposal_id: Id, round: i32, criterion: String, outcome: String, reason_code: Option<String>, reason: Option<String>, by_person: Id, at: Instant });
part!(ScreeningRow, screening_people, { proposal_id: Id, person_id: Id });
part!(AssignmentRow, assignments, { proposal_id: Id, person_id: Id, status: String, total: Option<i64>, at: Instant, recommendation: Option<String>, reopened: i32 });
part!(ConflictRow, conflicts, { proposal_id: Id, person_id: Id, kind: String, at: Instant, origin: String });
part!(SuspicionRow, suspected_conflicts, { proposal_id: Id, person_id: Id, at: Instant });
part!(ScoreRow, scores, { proposal_id: Id, person_id: Id, question: String, points: i64 });
part!(BallotRow, ballots, { proposal_id: Id, person_id: Id, choice: String, amount_minor: Option<i64>, at: Instant, points: Option<i64>, place: Option<i32>, places: Option<i32> });

part!(BesideRow, co_applicants, { proposal_id: Id, organisation_id: Id, agreed: bool, at: Instant });
part!(ApplicantRow, call_applicants, { call_id: Id, organisation_id: Id, slot: Id, proposal_id: Id });

fn beside(state: &Proposal) -> Vec<BesideRow> {
    let all = state.intake.beside_the_lead().into_iter();
    all.map(|(organisation, named)| BesideRow {
        proposal_id: state.id.into(),
        organisation_id: organisation.into(),
        agreed: named.agreed,
        at: named.since.into(),
    })
    .collect()
}

/// Every organisation of the submission that counts, while it has not been withdrawn.
fn applicants(state: &Proposal) -> Vec<ApplicantRow> {
    let Some(submission) = &state.intake.submission else {
        return Vec::new();
    };
    if state.status == Status::Withdrawn {
        return Vec::new();
    }
    let own = if state.intake.several {
        state.id.uuid()
    } else {
        Uuid::nil()
    };
    let mut all = submission.co_applicants.clone();
    all.insert(state.organisation);
    let row = |organisation: OrganisationId| ApplicantRow {
        call_id: state.call.into(),
        organisation_id: organisation.into(),
        slot: Id(own),
        proposal_id: state.id.into(),
    };
    all.into_iter().map(row).collect()
}

fn verdicts(state: &Proposal) -> Vec<VerdictRow> {
    let screening = &state.screening;
    let rows = |round: u8, verdicts: &Verdicts| -> Vec<VerdictRow> {
        let row = |(criterion, verdict): (&String, &Verdict)| VerdictRow {
            proposal_id: state.id.into(),
            round: round.into(),
            criterion: criterion.clone(),
            outcome: verdict.outcome.to_string(),
            reason_code: verdict.reason_code.clone(),
            reason: verdict.reason.map(|digest| digest.to_string()),
            by_person: verdict.by.into(),
            at: verdict.at.into(),
        };
        verdicts.iter().map(row).collect()
    };
    let first = screening.first.as_ref();
    let mut found = first.map_or_else(Vec::new, |first| rows(1, &first.verdicts));
    found.extend(rows(screening.round(), &screening.verdicts));
    found
}

fn screened(state: &Proposal) -> Vec<ScreeningRow> {
    let row = |person: PersonId| ScreeningRow {
        proposal_id: state.id.into(),
        person_id: person.into(),
    };
    state.screening.people().into_iter().map(row).collect()
}

fn assigned(state: &Proposal) -> Vec<AssignmentRow> {
    let row =
        |(person, assignment): (&PersonId, &workflow::evaluation::Assignment)| AssignmentRow {
            proposal_id: state.id.into(),
            person_id: (*person).into(),
            status: assignment.status.to_string(),
            total: assignment.total,
            at: assignment.since.into(),
            recommendation: assignment.recommendation.map(|one| one.to_string()),
            reopened: i32::try_from(assignment.earlier.len()).unwrap_or(i32::MAX),
        };
    state.evaluation.assignments.iter().map(row).collect()
}

fn conflicted(state: &Proposal) -> Vec<ConflictRow> {
    let row = |(person, conflict): (&PersonId, &workflow::interest::Conflict)| ConflictRow {
        proposal_id: state.id.into(),
        person_id: (*person).into(),
        kind: conflict.kind.to_string(),
        at: conflict.at.into(),
        origin: conflict.origin.to_string(),
    };
    state.conflicts.iter().map(row).collect()
}

fn suspected(state: &Proposal) -> Vec<SuspicionRow> {
    let row = |(person, suspicion): (&PersonId, &workflow::interest::Suspicion)| SuspicionRow {
        proposal_id: state.id.into(),
        person_id: (*person).into(),
        at: suspicion.at.into(),
    };
    state.suspected.iter().map(row).collect()
}

/// Scores of those who count: nobody's who was taken off.
fn scored(state: &Proposal) -> Vec<ScoreRow> {
    let assignments = state.evaluation.assignments.iter();
    let counted =
        assignments.filter(|(_, assignment)| assignment.status == AssignmentStatus::Scored);
    let rows = counted.flat_map(|(person, assignment)| {
        let row = |(question, points): (&String, &i64)| ScoreRow {
            proposal_id: state.id.into(),
            person_id: (*person).into(),
            question: question.clone(),
            points: *points,
        };
        assignment.scores.iter().map(row).collect::<Vec<_>>()
    });
    rows.collect()
}

fn cast(state: &Proposal) -> Vec<BallotRow> {
    let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let row = |(person, ballot): (&PersonId, &workflow::selection::Ballot)| {
        let written = ballot.mark.written();
        BallotRow {
            proposal_id: state.id.into(),
            person_id: (*person).into(),
            choice: written.choice.to_string(),
            amount_minor: written.amount.map(|money| money.minor),
            at: ballot.at.into(),
            points: written.points.map(i64::from),
            place: written.place.map(|(at, _)| small(at)),
            places: written.place.map(|(_, of)| small(of)),
        }
    };
    state.selection.ballots.iter().map(row).collect()
}

macro_rules! rewrite {
    ($conn:expr, $table:ident, $id:expr, $rows:expr, $before:expr) => {
        // Only a part that has changed is written.
        if $before.as_ref() != Some(&$rows) {
            if $before.is_some_and(|rows| !rows.is_empty()) {
                diesel::delete($table::table.filter($table::proposal_id.eq($id))).execute($conn)?;
            }
            if !$rows.is_empty() {
                on_backend!($conn, |c| diesel::insert_into($table::table)
                    .values(&$rows)
                    .execute(c))?;
            }
        }
    };
}

/// Writes what has changed.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Proposal>,
    after: &Proposal,
    seq: i64,
) -> Result<(), StoreError> {
    let row = shown(after, seq);
    let id = row.id;
    if before.is_some() {
        on_backend!(conn, |c| diesel::update(
            table::table.filter(table::id.eq(id))
        )
        .set(&row)
        .execute(c))?;
    } else {
        let extra = table::search_text.eq("");
        on_backend!(conn, |c| diesel::insert_into(table::table)
            .values((&row, extra))
            .execute(c))?;
    }
    let submission = |state: &Proposal| state.intake.submission.clone();
    if before.and_then(submission) != submission(after) {
        write_names(conn, after)?;
    }
    let awarded = |state: &Proposal| state.awarded().map_or(0, |money| money.minor);
    if before.map_or(0, awarded) < awarded(after) {
        hold_ceiling(conn, Id::from(after.call))?;
    }
    rewrite!(
        conn,
        screening_verdicts,
        id,
        verdicts(after),
        before.map(verdicts)
    );
    rewrite!(
        conn,
        screening_people,
        id,
        screened(after),
        before.map(screened)
    );
    rewrite!(conn, assignments, id, assigned(after), before.map(assigned));
    rewrite!(
        conn,
        conflicts,
        id,
        conflicted(after),
        before.map(conflicted)
    );
    rewrite!(
        conn,
        suspected_conflicts,
        id,
        suspected(after),
        before.map(suspected)
    );
    rewrite!(conn, scores, id, scored(after), before.map(scored));
    rewrite!(conn, ballots, id, cast(after), before.map(cast));
    rewrite!(conn, co_applicants, id, beside(after), before.map(beside));
    rewrite!(
        conn,
        call_applicants,
        id,
        applicants(after),
        before.map(applicants)
    );
    Ok(())
}

/// The awards of a call together stay within its ceiling. Two awards at the same instant each see the other only here,
/// once the first has let go of the call's row; the second is then refused.
fn hold_ceiling(conn: &mut AnyConn, call: Id) -> Result<(), StoreError> {
    if let AnyConn::Pg(c) = conn {
        let locked = calls::table
            .filter(calls::id.eq(call))
            .select(calls::id)
            .for_no_key_update();
        locked.first::<Id>(c)?;
    }
    let ceiling: Option<i64> = calls::table
        .filter(calls::id.eq(call))
        .select(calls::ceiling_minor)
        .first(conn)?;
    let committed = crate::proposals::committed_minor(conn, call.into(), None)?;
    if ceiling.is_some_and(|ceiling| committed > ceiling) {
        Err(StoreError::ChangedMeanwhile)
    } else {
        Ok(())
    }
}

/// Reference and search text, which need the call's code and the organisation's name beside the state.
fn write_names(conn: &mut AnyConn, state: &Proposal) -> Result<(), StoreError> {
    let Some(submission) = &state.intake.submission else {
        return Ok(());
    };
    let code: String = calls::table
        .filter(calls::id.eq(Id::from(state.call)))
        .select(calls::code)
        .first(conn)?;
    let name: String = organisations::table
        .filter(organisations::id.eq(Id::from(state.organisation)))
        .select(organisations::search_text)
        .first(conn)?;
    let reference = reference(&code, submission.number);
    let text = format!(
        "{} {} {name}",
        reference.to_lowercase(),
        search::normalised(&submission.title)
    );
    diesel::update(table::table.filter(table::id.eq(Id::from(state.id))))
        .set((table::reference.eq(reference), table::search_text.eq(text)))
        .execute(conn)?;
    Ok(())
}

/// Where the rows do not show the state. In Monitoring the grant's chain speaks for the status.
pub(crate) fn mismatch(
    conn: &mut AnyConn,
    state: &Proposal,
    seq: i64,
) -> Result<Option<Mismatch>, StoreError> {
    let id = Id::from(state.id);
    let mut held: Option<Shown> = table::table
        .filter(table::id.eq(id))
        .select((
            (
                table::id,
                table::seq,
                table::call_id,
                table::organisation_id,
                table::number,
                table::title,
                table::country,
                table::theme,
                table::stage,
                table::stage_kind,
                table::status,
                table::currency,
            ),
            (
                table::requested_minor,
                table::awarded_minor,
                table::screener,
                table::screening_outcome,
                table::score,
                table::reserve_rank,
                table::released,
                table::submitted_at,
                table::status_since,
                table::several,
                table::declarable,
                table::voting_open,
            ),
        ))
        .first::<(ShownHead, ShownTail)>(conn)
        .optional()?
        .map(Shown::from);
    let mut chain = shown(state, seq);
    if state.stage == StageKind::Monitoring {
        let grant = crate::grants::status_of_proposal(conn, state.id)?;
        if let Some((status, since)) = grant {
            chain.status = status.to_string();
            chain.status_since = since.into();
        }
    }
    let held = held.take();
    let found = compare("proposals", &chain, held.as_ref());
    let found = match found {
        Some(found) => Some(found),
        None => match reference_mismatch(conn, state)? {
            Some(found) => Some(found),
            None => parts_mismatch(conn, state)?,
        },
    };
    Ok(found)
}

fn reference_mismatch(
    conn: &mut AnyConn,
    state: &Proposal,
) -> Result<Option<Mismatch>, StoreError> {
    let code: String = calls::table
        .filter(calls::id.eq(Id::from(state.call)))
        .select(calls::code)
        .first(conn)?;
    let chain = state
        .intake
        .submission
        .as_ref()
        .map(|submission| reference(&code, submission.number));
    let own = table::table.filter(table::id.eq(Id::from(state.id)));
    let held: Option<String> = own.select(table::reference).first(conn)?;
    Ok(compare("proposals", &chain, Some(&held)))
}

fn reference(code: &str, number: i64) -> String {
    format!("{code}-{number:04}")
}

type ShownHead = (
    Id,
    i64,
    Id,
    Id,
    Option<i64>,
    Option<String>,
    String,
    Option<String>,
    i32,
    String,
    String,
    Option<String>,
);
type ShownTail = (
    Option<i64>,
    Option<i64>,
    Option<Id>,
    Option<String>,
    Option<i64>,
    Option<i32>,
    bool,
    Option<Instant>,
    Instant,
    bool,
    bool,
    bool,
);

impl From<(ShownHead, ShownTail)> for Shown {
    fn from((head, tail): (ShownHead, ShownTail)) -> Self {
        let (
            id,
            seq,
            call_id,
            organisation_id,
            number,
            title,
            country,
            theme,
            stage,
            stage_kind,
            status,
            currency,
        ) = head;
        let (
            requested_minor,
            awarded_minor,
            screener,
            screening_outcome,
            score,
            reserve_rank,
            released,
            submitted_at,
            status_since,
            several,
            declarable,
            voting_open,
        ) = tail;
        Self {
            id,
            seq,
            call_id,
            organisation_id,
            number,
            title,
            country,
            theme,
            stage,
            stage_kind,
            status,
            currency,
            requested_minor,
            awarded_minor,
            screener,
            screening_outcome,
            score,
            reserve_rank,
            released,
            submitted_at,
            status_since,
            several,
            declarable,
            voting_open,
        }
    }
}

fn parts_mismatch(conn: &mut AnyConn, state: &Proposal) -> Result<Option<Mismatch>, StoreError> {
    let id = Id::from(state.id);
    macro_rules! part {
        ($table:ident, $order:expr, $rows:expr) => {
            let held = $table::table
                .filter($table::proposal_id.eq(id))
                .order($order)
                .load(conn)?;
            if let Some(found) = compare(stringify!($table), &$rows, Some(&held)) {
                return Ok(Some(found));
            }
        };
    }
    part!(
        screening_verdicts,
        (screening_verdicts::round, screening_verdicts::criterion),
        verdicts(state)
    );
    part!(
        screening_people,
        screening_people::person_id,
        screened(state)
    );
    part!(assignments, assignments::person_id, assigned(state));
    part!(conflicts, conflicts::person_id, conflicted(state));
    part!(
        suspected_conflicts,
        suspected_conflicts::person_id,
        suspected(state)
    );
    part!(scores, (scores::person_id, scores::question), scored(state));
    part!(ballots, ballots::person_id, cast(state));
    part!(co_applicants, co_applicants::organisation_id, beside(state));
    part!(
        call_applicants,
        call_applicants::organisation_id,
        applicants(state)
    );
    Ok(None)
}
