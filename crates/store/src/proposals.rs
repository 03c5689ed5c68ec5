//! Proposals: lists filtered by the access rule in the query, queues and sums.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable};
use workflow::country::Country;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, ProposalScope, Reach};
use workflow::transition::{StageKind, Status};

use crate::connection::MultiBackend;
use crate::error::StoreError;
use crate::schema::{
    assignments, co_applicants, conflicts, organisations, proposals as table, screening_people,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, search};

/// A proposal in a list.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)]
pub struct ProposalRow {
    #[diesel(deserialize_as = Id)]
    pub id: ProposalId,
    #[diesel(deserialize_as = Id)]
    pub call_id: CallId,
    #[diesel(deserialize_as = Id)]
    pub organisation_id: OrganisationId,
    /// `SGF2010-0112`, once submitted.
    pub reference: Option<String>,
    pub title: Option<String>,
    #[diesel(deserialize_as = String)]
    pub country: Country,
    pub theme: Option<String>,
    #[diesel(deserialize_as = String)]
    pub stage_kind: StageKind,
    #[diesel(deserialize_as = String)]
    pub status: Status,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Minor units.
    pub requested_minor: Option<i64>,
    /// Minor units.
    pub awarded_minor: Option<i64>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<i64>,
    pub reserve_rank: Option<i32>,
    /// First received (UTC).
    pub submitted_at: Option<Instant>,
    /// In this status since (UTC).
    #[diesel(deserialize_as = Instant)]
    pub status_since: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        (
            table::id,
            table::call_id,
            table::organisation_id,
            table::reference,
            table::title,
            table::country,
            table::theme,
            table::stage_kind,
            table::status,
            table::currency,
            table::requested_minor,
            table::awarded_minor,
            table::score,
            table::reserve_rank,
            table::submitted_at,
            table::status_since,
        )
    };
}

/// Filters of a list.
#[derive(Clone, Debug, Default)]
pub struct ProposalFilter {
    /// Of this call.
    pub call: Option<CallId>,
    /// In this status.
    pub status: Option<Status>,
    /// In this stage.
    pub stage: Option<StageKind>,
    /// From this country (ISO 3166-1).
    pub country: Option<String>,
    /// Of this organisation, as lead or beside it.
    pub organisation: Option<OrganisationId>,
    /// Normalised words in reference, title or organisation.
    pub text: Option<String>,
}

/// The files a reader has a conflict of interest with, for a query to leave out: none for nobody, as in what is public.
macro_rules! conflicted {
    ($reader:expr) => {{
        let reader: Option<workflow::ids::PersonId> = $reader;
        crate::schema::conflicts::table
            .filter(
                crate::schema::conflicts::person_id
                    .nullable()
                    .eq(reader.map(crate::sql_types::Id::from)),
            )
            .select(crate::schema::conflicts::proposal_id)
    }};
}
pub(crate) use conflicted;

/// The number in the call; files without one first, on both databases alike.
fn by_number() -> SqlLiteral<BigInt> {
    diesel::dsl::sql("COALESCE(number, 0)")
}

type Condition = Box<dyn BoxableExpression<table::table, MultiBackend, SqlType = Bool>>;

/// Files in which an organisation applies, as lead or beside it.
fn applies(organisation: OrganisationId) -> Condition {
    let organisation = Id::from(organisation);
    let together = co_applicants::table
        .filter(co_applicants::organisation_id.eq(organisation))
        .select(co_applicants::proposal_id);
    Box::new(
        table::organisation_id
            .eq(organisation)
            .or(table::id.eq_any(together)),
    )
}

/// One clause of the access rule as SQL.
fn reach(person: PersonId, reach: &Reach) -> Condition {
    let of = |call: &Option<CallId>| -> Condition {
        match call {
            Some(call) => Box::new(table::call_id.eq(Id::from(*call))),
            None => Box::new(table::call_id.eq(table::call_id)),
        }
    };
    let submitted = table::number
        .is_not_null()
        .and(table::submitted_at.is_not_null());
    match reach {
        Reach::Submitted(call) => Box::new(submitted.and(of(call))),
        Reach::Organisation(organisation) => applies(*organisation),
        Reach::Stages(call, stages) => {
            let names: Vec<&str> = stages.iter().map(|stage| stage.name()).collect();
            Box::new(submitted.and(table::stage_kind.eq_any(names)).and(of(call)))
        }
        Reach::ToConfirm(call) => Box::new(
            submitted
                .and(table::stage_kind.eq(StageKind::Screening.name()))
                .and(table::status.eq(Status::ToConfirm.name()))
                .and(of(call)),
        ),
        Reach::Screened(call) => {
            let took_part = screening_people::table
                .filter(screening_people::person_id.eq(Id::from(person)))
                .select(screening_people::proposal_id);
            Box::new(submitted.and(table::id.eq_any(took_part)).and(of(call)))
        }
        Reach::Assigned(call) => {
            let held = assignments::table
                .filter(assignments::person_id.eq(Id::from(person)))
                .filter(assignments::status.eq_any(["assigned", "accepted", "scored"]))
                .select(assignments::proposal_id);
            Box::new(submitted.and(table::id.eq_any(held)).and(of(call)))
        }
        Reach::Declarable(call) => {
            let statuses = policy::DECLARABLE.map(Status::name);
            Box::new(
                submitted
                    .and(table::declarable.eq(true))
                    .and(table::stage_kind.eq(StageKind::Evaluation.name()))
                    .and(table::status.eq_any(statuses))
                    .and(of(call)),
            )
        }
    }
}

/// The conditions of a scope and a filter; `None` when the scope reaches nothing.
fn conditions(scope: &ProposalScope, filter: &ProposalFilter) -> Option<Vec<Condition>> {
    let mut clauses = scope
        .any_of
        .iter()
        .map(|clause| reach(scope.person, clause));
    let first = clauses.next()?;
    let any: Condition = clauses.fold(first, |any, clause| Box::new(any.or(clause)));
    let conflicted = conflicts::table
        .filter(conflicts::person_id.eq(Id::from(scope.person)))
        .select(conflicts::proposal_id);
    let mut conditions: Vec<Condition> = vec![any, Box::new(table::id.ne_all(conflicted))];
    if let Some(call) = filter.call {
        conditions.push(Box::new(table::call_id.eq(Id::from(call))));
    }
    if let Some(status) = filter.status {
        conditions.push(Box::new(table::status.eq(status.name())));
    }
    if let Some(stage) = filter.stage {
        conditions.push(Box::new(table::stage_kind.eq(stage.name())));
    }
    if let Some(country) = &filter.country {
        conditions.push(Box::new(table::country.eq(country.clone())));
    }
    if let Some(organisation) = filter.organisation {
        conditions.push(applies(organisation));
    }
    if let Some(text) = &filter.text {
        conditions.push(Box::new(
            table::search_text.like(search::pattern(text)).escape('\\'),
        ));
    }
    Some(conditions)
}

/// A page of the proposals in a scope, by id, with the organisation's name. The access rule is part of the query.
pub fn list(
    conn: &mut AnyConn,
    scope: &ProposalScope,
    filter: &ProposalFilter,
    after: Option<ProposalId>,
    limit: i64,
) -> Result<Vec<(ProposalRow, String)>, StoreError> {
    let Some(mut conditions) = conditions(scope, filter) else {
        return Ok(Vec::new());
    };
    if let Some(after) = after {
        conditions.push(Box::new(table::id.gt(Id::from(after))));
    }
    let mut query = table::table
        .select(columns!())
        .order(table::id)
        .limit(limit)
        .into_boxed();
    for condition in conditions {
        query = query.filter(condition);
    }
    let rows: Vec<ProposalRow> = query.load(conn)?;
    with_names(conn, rows)
}

/// How many proposals of a scope fit a filter, and since when the one that has waited longest has had its status (UTC).
pub fn tally(
    conn: &mut AnyConn,
    scope: &ProposalScope,
    filter: &ProposalFilter,
) -> Result<(i64, Option<DateTime<Utc>>), StoreError> {
    let (Some(counted), Some(dated)) = (conditions(scope, filter), conditions(scope, filter))
    else {
        return Ok((0, None));
    };
    let mut count = table::table.select(diesel::dsl::count_star()).into_boxed();
    for condition in counted {
        count = count.filter(condition);
    }
    let mut oldest = table::table
        .select(table::status_since)
        .order(table::status_since)
        .limit(1)
        .into_boxed();
    for condition in dated {
        oldest = oldest.filter(condition);
    }
    let since: Option<Instant> = oldest.first(conn).optional()?;
    Ok((count.first(conn)?, since.map(DateTime::from)))
}

fn with_names(
    conn: &mut AnyConn,
    rows: Vec<ProposalRow>,
) -> Result<Vec<(ProposalRow, String)>, StoreError> {
    let ids: Vec<Id> = rows
        .iter()
        .map(|row| Id::from(row.organisation_id))
        .collect();
    let names: Vec<(Id, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::legal_name))
        .load(conn)?;
    let names: std::collections::HashMap<Id, String> = names.into_iter().collect();
    let name = |row: &ProposalRow| {
        names
            .get(&Id::from(row.organisation_id))
            .cloned()
            .unwrap_or_default()
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = name(&row);
            (row, name)
        })
        .collect())
}

/// The proposals of an organisation, withdrawn ones too.
pub fn of_organisation(
    conn: &mut AnyConn,
    organisation: OrganisationId,
) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::organisation_id.eq(Id::from(organisation)))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// A proposal's row.
pub fn find(conn: &mut AnyConn, id: ProposalId) -> Result<Option<ProposalRow>, StoreError> {
    Ok(table::table
        .filter(table::id.eq(Id::from(id)))
        .select(columns!())
        .first(conn)
        .optional()?)
}

/// The proposals of an organisation in a call that have not been withdrawn, oldest first.
pub fn open_of_organisation(
    conn: &mut AnyConn,
    call: CallId,
    organisation: OrganisationId,
) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::organisation_id.eq(Id::from(organisation)))
        .filter(table::status.ne(Status::Withdrawn.name()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// Proposals of a call in a status, in the order of receipt.
pub fn waiting(
    conn: &mut AnyConn,
    call: CallId,
    status: Status,
    limit: i64,
) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq(status.name()))
        .order((by_number(), table::id))
        .limit(limit)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// The same without those a reader has a conflict with: what a person sees counted, and acts on in one go.
pub fn waiting_for(
    conn: &mut AnyConn,
    call: CallId,
    status: Status,
    reader: PersonId,
    limit: i64,
) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq(status.name()))
        .filter(table::id.ne_all(conflicted!(Some(reader))))
        .order((by_number(), table::id))
        .limit(limit)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// Proposals of every call in a status.
pub fn in_status(conn: &mut AnyConn, status: Status) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::status.eq(status.name()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// Files of every call in a status, longest waiting first, without those the person has a conflict with.
pub fn queue(
    conn: &mut AnyConn,
    status: Status,
    person: PersonId,
    limit: i64,
) -> Result<Vec<(CallId, ProposalId)>, StoreError> {
    let conflicted = conflicts::table
        .filter(conflicts::person_id.eq(Id::from(person)))
        .select(conflicts::proposal_id);
    let rows: Vec<(Id, Id)> = table::table
        .filter(table::status.eq(status.name()))
        .filter(table::id.ne_all(conflicted))
        .order((table::status_since, by_number(), table::id))
        .limit(limit)
        .select((table::call_id, table::id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(call, id)| (call.into(), id.into()))
        .collect())
}

/// Proposals of a call in a status whose decision has not been released.
pub fn unreleased(
    conn: &mut AnyConn,
    call: CallId,
    status: Status,
) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq(status.name()))
        .filter(table::released.eq(false))
        .order((by_number(), table::id))
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// Proposals of a call that stand before its panel or under contract: best first; equal scores, and those without one at the
/// end, in the order of receipt.
pub fn ranked(conn: &mut AnyConn, call: CallId) -> Result<Vec<ProposalId>, StoreError> {
    let stages = [
        StageKind::Selection,
        StageKind::Agreement,
        StageKind::Monitoring,
    ];
    let by_score = diesel::dsl::sql::<BigInt>("COALESCE(score, -1)").desc();
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::stage_kind.eq_any(stages.map(StageKind::name)))
        .order((by_score, by_number(), table::id))
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// Proposals of a call the panel has chosen, whatever has become of them since.
pub fn awarded(conn: &mut AnyConn, call: CallId) -> Result<Vec<ProposalId>, StoreError> {
    let later = [StageKind::Agreement.name(), StageKind::Monitoring.name()];
    let chosen = [Status::Selected, Status::Declined, Status::Lapsed].map(Status::name);
    let chosen = table::status.eq_any(chosen);
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(
            chosen
                .or(table::stage_kind.eq_any(later))
                .or(table::awarded_minor.is_not_null()),
        )
        .order((by_number(), table::id))
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// The files of a call a person has a conflict with.
pub fn conflicted_with(
    conn: &mut AnyConn,
    call: CallId,
    person: PersonId,
) -> Result<BTreeSet<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::id.eq_any(conflicted!(Some(person))))
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// The files of a call that are open for votes.
pub fn open_for_votes(conn: &mut AnyConn, call: CallId) -> Result<Vec<ProposalId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::voting_open.eq(true))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ProposalId::from).collect())
}

/// How many files of a call have a better place on the reserve list.
pub fn ahead_in_reserve(conn: &mut AnyConn, call: CallId, rank: u32) -> Result<u32, StoreError> {
    let ahead: i64 = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq(Status::Reserve.name()))
        .filter(table::reserve_rank.lt(i32::try_from(rank).unwrap_or(i32::MAX)))
        .count()
        .get_result(conn)?;
    Ok(u32::try_from(ahead).unwrap_or(u32::MAX))
}

/// What the proposals of a call have been awarded, minor units of its currency, one of them left out.
pub fn committed_minor(
    conn: &mut AnyConn,
    call: CallId,
    without: Option<ProposalId>,
) -> Result<i64, StoreError> {
    let sum = diesel::dsl::sql::<Nullable<BigInt>>("CAST(SUM(awarded_minor) AS BIGINT)");
    let mut query = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .select(sum)
        .into_boxed();
    if let Some(without) = without {
        query = query.filter(table::id.ne(Id::from(without)));
    }
    let sum: Option<i64> = query.first(conn)?;
    Ok(sum.unwrap_or(0))
}

/// What the proposals of a call have been awarded, minor units of its currency, without those the reader has a conflict
/// with.
pub fn committed_seen_by(
    conn: &mut AnyConn,
    call: CallId,
    reader: Option<PersonId>,
) -> Result<i64, StoreError> {
    let sum = diesel::dsl::sql::<Nullable<BigInt>>("CAST(SUM(awarded_minor) AS BIGINT)");
    let sum: Option<i64> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::id.ne_all(conflicted!(reader)))
        .select(sum)
        .first(conn)?;
    Ok(sum.unwrap_or(0))
}

/// How many proposals an organisation has, withdrawn ones too, without those the reader has a conflict with.
pub fn count_seen_by(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    reader: PersonId,
) -> Result<usize, StoreError> {
    let count: i64 = table::table
        .filter(table::organisation_id.eq(Id::from(organisation)))
        .filter(table::id.ne_all(conflicted!(Some(reader))))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Organisations that write, or have submitted and may still replace, in a step of the call.
pub fn organisations_with_drafts(
    conn: &mut AnyConn,
    call: CallId,
    position: usize,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.eq_any([Status::Draft.name(), Status::Submitted.name()]))
        .filter(table::stage.eq(i32::try_from(position).unwrap_or(i32::MAX)))
        .order(table::id)
        .select(table::organisation_id)
        .load(conn)?;
    Ok(ids.into_iter().map(OrganisationId::from).collect())
}

/// Organisations with a draft or a proposal in the call that they have not withdrawn.
pub fn organisations_applying(
    conn: &mut AnyConn,
    call: CallId,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids: Vec<Id> = table::table
        .filter(table::call_id.eq(Id::from(call)))
        .filter(table::status.ne(Status::Withdrawn.name()))
        .order(table::id)
        .select(table::organisation_id)
        .load(conn)?;
    Ok(ids.into_iter().map(OrganisationId::from).collect())
}
