//! Verification: chains checked and replayed, and the tables held against the result.

mod seals;

use diesel::prelude::*;
use workflow::ids::CaseId;
use workflow::record::{self, CaseKind};
use workflow::{call, grant, organisation, proposal};

use crate::AnyConn;
use crate::cases::{Loaded, replay};
use crate::error::StoreError;
use crate::projection::{self, Mismatch};
use crate::record::{Head, StoredEvent, chain, head as head_of, heads, links};
use crate::schema::{calls, cases, grants, organisations, proposals};
use crate::sql_types::Id;

/// The first thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The case.
    pub case: CaseId,
    /// Kind of case.
    pub kind: CaseKind,
    /// Place in the chain, where one event is at fault.
    pub seq: Option<i64>,
    /// What is wrong.
    pub what: String,
}

/// What checking some cases found.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Cases checked.
    pub cases: u64,
    /// Events checked.
    pub events: u64,
    /// The last case checked; nothing when there are no more.
    pub last: Option<CaseId>,
    /// The first thing that does not agree.
    pub finding: Option<Finding>,
}

/// Checks up to `limit` cases after one; when none are left, that nothing stands in the tables without a case.
pub fn check_batch(
    conn: &mut AnyConn,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Batch, StoreError> {
    let mut batch = Batch::default();
    for head in heads(conn, after, limit)? {
        let (events, finding) = check_case(conn, &head)?;
        batch.cases += 1;
        batch.events += events;
        batch.last = Some(head.id);
        if finding.is_some() {
            batch.finding = finding;
            break;
        }
    }
    if batch.last.is_none() {
        batch.finding = without_case(conn)?;
    }
    Ok(batch)
}

/// The first row that stands for a case of which there is no record.
fn without_case(conn: &mut AnyConn) -> Result<Option<Finding>, StoreError> {
    macro_rules! look {
        ($table:ident, $id:ident, $kind:ident) => {
            let recorded = cases::table
                .filter(cases::kind.eq(CaseKind::$kind.name()))
                .select(cases::id);
            let stray: Option<Id> = $table::table
                .filter($table::$id.ne_all(recorded))
                .order($table::$id)
                .select($table::$id)
                .first(conn)
                .optional()?;
            if let Some(id) = stray {
                let what = format!("table {}: a row without a record", stringify!($table));
                return Ok(Some(Finding {
                    case: id.into(),
                    kind: CaseKind::$kind,
                    seq: None,
                    what,
                }));
            }
        };
    }
    look!(organisations, id, Organisation);
    look!(calls, id, Call);
    look!(proposals, id, Proposal);
    look!(grants, id, Grant);
    Ok(None)
}

fn check_case(conn: &mut AnyConn, head: &Head) -> Result<(u64, Option<Finding>), StoreError> {
    let finding = |seq, what: String| {
        Some(Finding {
            case: head.id,
            kind: head.kind,
            seq,
            what,
        })
    };
    match read_and_replay(conn, head) {
        Ok((events, None)) => Ok((events, None)),
        Ok((events, Some((Some(seq), what)))) => Ok((events, finding(Some(seq), what))),
        Ok((events, Some((seq, what)))) => match grant_at_fault(conn, head)? {
            Some(grant) => Ok((events, Some(grant))),
            None => Ok((events, finding(seq, what))),
        },
        Err(StoreError::Corrupt { seq, what, .. }) => Ok((0, finding(Some(seq), what))),
        Err(StoreError::Unreadable(what)) => Ok((
            0,
            finding(None, format!("a row that shows it cannot be read: {what}")),
        )),
        Err(error) => Err(error),
    }
}

/// The fault of a proposal's grant, if there is one: the grant's chain speaks for the status of the file, so what is
/// wrong with it shows at the proposal too, and is named where it is.
fn grant_at_fault(conn: &mut AnyConn, head: &Head) -> Result<Option<Finding>, StoreError> {
    if head.kind != CaseKind::Proposal {
        return Ok(None);
    }
    let Some(grant) = crate::grants::of_proposal(conn, head.id.uuid().into())? else {
        return Ok(None);
    };
    match head_of(conn, grant.into())? {
        Some(head) => Ok(check_case(conn, &head)?.1),
        None => Ok(None),
    }
}

type Fault = (Option<i64>, String);

fn read_and_replay(conn: &mut AnyConn, head: &Head) -> Result<(u64, Option<Fault>), StoreError> {
    let links = links(conn, head.id)?;
    let count = links.len() as u64;
    match record::check_chain(&links) {
        Err(broken) => return Ok((count, Some((Some(broken.seq), format!("event {broken}"))))),
        Ok(hash) if hash != head.hash || links.len() as i64 != head.seq => {
            return Ok((
                count,
                Some((
                    None,
                    "the chain does not end where its head says: an event was removed or added"
                        .to_owned(),
                )),
            ));
        }
        Ok(_) => {}
    }
    let events = chain(conn, head.id)?;
    if head.kind == CaseKind::Proposal
        && let Some(fault) = seals::broken(conn, &events)?
    {
        return Ok((count, Some(fault)));
    }
    let mismatch = replayed(conn, head, &events)?;
    Ok((
        count,
        mismatch.map(|found| (None, format!("table {}: {}", found.table, found.what))),
    ))
}

fn replayed(
    conn: &mut AnyConn,
    head: &Head,
    events: &[StoredEvent],
) -> Result<Option<Mismatch>, StoreError> {
    let id = head.id.uuid();
    let none = || StoreError::Corrupt {
        case: head.id,
        seq: 0,
        what: "the chain is empty".to_owned(),
    };
    match head.kind {
        CaseKind::Organisation => {
            let Loaded { state, seq } =
                replay(events, id.into(), organisation::evolve)?.ok_or_else(none)?;
            projection::organisation::mismatch(conn, &state, seq)
        }
        CaseKind::Call => {
            let Loaded { state, seq } =
                replay(events, id.into(), call::evolve)?.ok_or_else(none)?;
            projection::call::mismatch(conn, &state, seq)
        }
        CaseKind::Proposal => {
            let Loaded { state, seq } =
                replay(events, id.into(), proposal::evolve)?.ok_or_else(none)?;
            projection::proposal::mismatch(conn, &state, seq)
        }
        CaseKind::Grant => {
            let Loaded { state, seq } =
                replay(events, id.into(), grant::evolve)?.ok_or_else(none)?;
            projection::grant::mismatch(conn, &state, seq)
        }
    }
}
