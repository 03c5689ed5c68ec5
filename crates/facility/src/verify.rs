//! Verification: every chain replayed with `workflow` alone, and the tables held against the result.

use store::verification::{self, Finding};

use crate::Facility;
use crate::failure::Failure;

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    /// Cases replayed.
    pub cases: u64,
    /// Events replayed.
    pub events: u64,
    /// The first thing that does not agree, if any.
    pub finding: Option<Finding>,
}

/// Replays every case. `progress` is called with how many cases are done and how many there are.
pub fn verify(
    facility: &Facility,
    mut progress: impl FnMut(u64, u64),
) -> Result<Verified, Failure> {
    let (mut cases, mut events) = (0, 0);
    let all = facility
        .store
        .read(|conn| store::record::count_cases(conn).map_err(Failure::from))?;
    let mut after = None;
    loop {
        let batch = facility
            .store
            .read(|conn| verification::check_batch(conn, after, 200).map_err(Failure::from))?;
        cases += batch.cases;
        events += batch.events;
        progress(cases, all);
        if batch.finding.is_some() || batch.last.is_none() {
            return Ok(Verified {
                cases,
                events,
                finding: batch.finding,
            });
        }
        after = batch.last;
    }
}
