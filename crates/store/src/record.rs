//! The event log: one hash chain per case.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;
use workflow::ids::{CaseId, PersonId};
use workflow::record::{CaseKind, Digest, Envelope, Link, canonical_json, link};

use crate::AnyConn;
use crate::error::StoreError;
use crate::on_backend;
use crate::schema::{cases, events};
use crate::sql_types::{Id, Instant};

/// An event as stored.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// The case.
    pub case: CaseId,
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who; nobody for a job.
    pub actor: Option<PersonId>,
    /// Kind: `screening.concluded`.
    pub kind: String,
    /// What happened.
    pub payload: Value,
}

#[derive(Queryable)]
struct EventRow {
    case_id: Id,
    seq: i64,
    at: Instant,
    actor: Option<Id>,
    kind: String,
    payload: String,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct NewEvent {
    case_id: Id,
    seq: i64,
    at: Instant,
    actor: Option<Id>,
    kind: String,
    payload: String,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
}

/// The head of a chain.
#[derive(Clone, Debug, Queryable)]
pub struct Head {
    /// The case.
    #[diesel(deserialize_as = Id)]
    pub id: CaseId,
    /// Kind.
    #[diesel(deserialize_as = String)]
    pub kind: CaseKind,
    /// Place of the last event.
    pub seq: i64,
    /// Its hash.
    #[diesel(deserialize_as = Vec<u8>)]
    pub hash: Digest,
    /// When the case was opened (UTC).
    #[diesel(deserialize_as = Instant)]
    pub opened_at: DateTime<Utc>,
}

/// What kind of event a payload is: `stage.kind`, or `kind` alone.
pub fn kind_of(payload: &Value) -> String {
    let part = |name: &str| payload.get(name).and_then(Value::as_str);
    match (part("stage"), part("kind")) {
        (Some(stage), Some(kind)) => format!("{stage}.{kind}"),
        (None, Some(kind)) => kind.to_owned(),
        _ => "unknown".to_owned(),
    }
}

/// Appends events to the chain of a case; `expected` is the place of its last event (0 opens the case). Answers the
/// new place.
///
/// Errors with [`StoreError::ChangedMeanwhile`] when the chain has grown since.
pub fn append(
    conn: &mut AnyConn,
    kind: CaseKind,
    case: CaseId,
    expected: i64,
    at: DateTime<Utc>,
    actor: Option<PersonId>,
    payloads: &[Value],
) -> Result<i64, StoreError> {
    if payloads.is_empty() {
        return Ok(expected);
    }
    let at = Instant::from(at);
    let mut prev = if expected == 0 {
        Digest::GENESIS
    } else {
        let head = head(conn, case)?.filter(|head| head.seq == expected);
        head.ok_or(StoreError::ChangedMeanwhile)?.hash
    };
    let mut rows = Vec::with_capacity(payloads.len());
    for (seq, payload) in (expected + 1..).zip(payloads) {
        let canonical = |value: &Value| {
            canonical_json(value).map_err(|error| StoreError::Corrupt {
                case,
                seq,
                what: error.to_string(),
            })
        };
        let envelope = Envelope {
            case,
            seq,
            at: at.0,
            actor,
            kind: kind_of(payload),
            payload: canonical(payload)?,
        };
        let hash = link(prev, &envelope).map_err(|error| StoreError::Corrupt {
            case,
            seq,
            what: error.to_string(),
        })?;
        rows.push(NewEvent {
            case_id: case.into(),
            seq,
            at,
            actor: actor.map(Id::from),
            kind: envelope.kind,
            payload: envelope.payload,
            prev_hash: prev.0.to_vec(),
            hash: hash.0.to_vec(),
        });
        prev = hash;
    }
    let seq = expected + i64::try_from(rows.len()).unwrap_or(0);
    move_head(conn, kind, case, expected, seq, prev, at)?;
    on_backend!(conn, |c| diesel::insert_into(events::table)
        .values(&rows)
        .execute(c))?;
    Ok(seq)
}

fn move_head(
    conn: &mut AnyConn,
    kind: CaseKind,
    case: CaseId,
    expected: i64,
    seq: i64,
    hash: Digest,
    at: Instant,
) -> Result<(), StoreError> {
    let hash = hash.0.to_vec();
    if expected == 0 {
        diesel::insert_into(cases::table)
            .values((
                cases::id.eq(Id::from(case)),
                cases::kind.eq(kind.name()),
                cases::head_seq.eq(seq),
                cases::head_hash.eq(hash),
                cases::opened_at.eq(at),
            ))
            .execute(conn)?;
        return Ok(());
    }
    let moved = diesel::update(
        cases::table
            .filter(cases::id.eq(Id::from(case)))
            .filter(cases::head_seq.eq(expected)),
    )
    .set((cases::head_seq.eq(seq), cases::head_hash.eq(hash)))
    .execute(conn)?;
    if moved == 1 {
        Ok(())
    } else {
        Err(StoreError::ChangedMeanwhile)
    }
}

/// The head of a case.
pub fn head(conn: &mut AnyConn, case: CaseId) -> Result<Option<Head>, StoreError> {
    Ok(cases::table
        .filter(cases::id.eq(Id::from(case)))
        .first(conn)
        .optional()?)
}

/// The sum of the places of the last events of some cases: it grows with each event of any of them.
pub fn places(conn: &mut AnyConn, ids: &[CaseId]) -> Result<i64, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id::from).collect();
    let places: Vec<i64> = cases::table
        .filter(cases::id.eq_any(ids))
        .select(cases::head_seq)
        .load(conn)?;
    Ok(places.iter().sum())
}

/// Heads in the order of their ids, after one.
///
/// Errors with [`StoreError::Corrupt`] naming the case when a head cannot be read.
pub fn heads(
    conn: &mut AnyConn,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<Head>, StoreError> {
    let mut query = cases::table.order(cases::id).limit(limit).into_boxed();
    if let Some(after) = after {
        query = query.filter(cases::id.gt(Id::from(after)));
    }
    match query.load(conn).map_err(StoreError::from) {
        Err(StoreError::Unreadable(what)) => Err(first_unreadable_head(conn, after, what)?),
        other => other,
    }
}

/// Which head cannot be read, when one of them cannot.
fn first_unreadable_head(
    conn: &mut AnyConn,
    after: Option<CaseId>,
    what: String,
) -> Result<StoreError, StoreError> {
    let ids: Vec<Id> = cases::table.order(cases::id).select(cases::id).load(conn)?;
    let later = ids
        .into_iter()
        .map(CaseId::from)
        .filter(|id| after.is_none_or(|after| *id > after));
    for case in later {
        if let Err(StoreError::Unreadable(what)) = head(conn, case) {
            return Ok(StoreError::Corrupt {
                case,
                seq: 0,
                what: format!("its head cannot be read: {what}"),
            });
        }
    }
    Ok(StoreError::Unreadable(what))
}

/// How many cases there are.
pub fn count_cases(conn: &mut AnyConn) -> Result<u64, StoreError> {
    let count: i64 = cases::table.count().get_result(conn)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

fn rows(conn: &mut AnyConn, case: CaseId) -> Result<Vec<EventRow>, StoreError> {
    let all = events::table
        .filter(events::case_id.eq(Id::from(case)))
        .order(events::seq)
        .load(conn);
    match all.map_err(StoreError::from) {
        Err(StoreError::Unreadable(what)) => Err(first_unreadable(conn, case, what)?),
        other => other,
    }
}

/// Which event of a chain cannot be read, when one of them cannot.
fn first_unreadable(
    conn: &mut AnyConn,
    case: CaseId,
    what: String,
) -> Result<StoreError, StoreError> {
    let own = || events::table.filter(events::case_id.eq(Id::from(case)));
    let places: Vec<i64> = own().order(events::seq).select(events::seq).load(conn)?;
    for seq in places {
        let one: Result<EventRow, StoreError> = own()
            .filter(events::seq.eq(seq))
            .first(conn)
            .map_err(StoreError::from);
        if let Err(StoreError::Unreadable(what)) = one {
            return Ok(StoreError::Corrupt {
                case,
                seq,
                what: format!("cannot be read: {what}"),
            });
        }
    }
    Ok(StoreError::Unreadable(what))
}

/// The events of a case in order.
///
/// Errors with [`StoreError::Corrupt`] naming the event when one cannot be read.
pub fn chain(conn: &mut AnyConn, case: CaseId) -> Result<Vec<StoredEvent>, StoreError> {
    rows(conn, case)?
        .into_iter()
        .map(|row| parsed(row, case))
        .collect()
}

fn parsed(row: EventRow, case: CaseId) -> Result<StoredEvent, StoreError> {
    let payload = serde_json::from_str(&row.payload).map_err(|error| StoreError::Corrupt {
        case,
        seq: row.seq,
        what: format!("cannot be read: {error}"),
    })?;
    Ok(StoredEvent {
        case,
        seq: row.seq,
        at: row.at.into(),
        actor: row.actor.map(PersonId::from),
        kind: row.kind,
        payload,
    })
}

/// The chain of a case with its stored hashes, for verification.
pub fn links(conn: &mut AnyConn, case: CaseId) -> Result<Vec<Link>, StoreError> {
    rows(conn, case)?
        .into_iter()
        .map(|row| {
            let seq = row.seq;
            let digest = |bytes: Vec<u8>| {
                Digest::try_from(bytes).map_err(|what| StoreError::Corrupt {
                    case,
                    seq,
                    what: what.to_owned(),
                })
            };
            Ok(Link {
                envelope: Envelope {
                    case: row.case_id.into(),
                    seq,
                    at: row.at.into(),
                    actor: row.actor.map(PersonId::from),
                    kind: row.kind,
                    payload: row.payload,
                },
                prev: digest(row.prev_hash)?,
                hash: digest(row.hash)?,
            })
        })
        .collect()
}
