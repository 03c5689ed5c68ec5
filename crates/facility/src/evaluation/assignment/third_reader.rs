//! Where readers differ too far, another one is called in at once, by the rules of every assignment.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::evaluation;
use workflow::proposal::{Event, Proposal};
use workflow::transition::Status;

use super::ground::{NeedyFile, readers};
use super::plan::{Round, agencies};
use super::solve::Solved;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// The event by which another reader joins a file that needs one: the best by the wishes among those who may. Nothing when
/// the file needs none, or nobody may: then the file waits for the programme officer.
pub(crate) fn call_in(
    conn: &mut AnyConn,
    case: &ProposalCase,
    file: &Proposal,
    now: DateTime<Utc>,
) -> Result<Option<Event>, Failure> {
    if file.status != Status::ThirdReaderNeeded {
        return Ok(None);
    }
    let Some(rules) = case.call.rules_of_evaluation(file).cloned() else {
        return Ok(None);
    };
    let files = vec![NeedyFile::of(file.clone(), 1)];
    let round = Round {
        rules,
        readers: readers(conn, case.call.id, None)?,
        agencies: agencies(conn, &files)?,
        files,
    };
    let found = match round.problem(now).solve() {
        Ok(pairs) => pairs.first().copied(),
        Err(Solved::Impossible(_)) => None,
        Err(Solved::Fault(fault)) => return Err(fault),
    };
    let reader = found.and_then(|(_, reader)| round.readers.get(reader));
    let joined = reader.map(|reader| evaluation::join(file, reader.person));
    Ok(joined.transpose()?.map(Event::Evaluation))
}
