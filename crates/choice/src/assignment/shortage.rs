//! Why a demand cannot be met, in terms a person can act on.

use std::collections::BTreeSet;

use super::flow::Flow;
use super::{Demand, Infeasible};

/// Every file has enough readers who may read it.
pub(super) fn check_files(demand: &Demand) -> Result<(), Infeasible> {
    for (file, needed) in demand.readers_needed.iter().enumerate() {
        let able = possible(demand, file).filter(|reader| demand.capacity[*reader].most > 0);
        let available = u32::try_from(able.count()).unwrap_or(u32::MAX);
        if available < *needed {
            return Err(Infeasible::TooFewReaders {
                file,
                available,
                needed: *needed,
            });
        }
    }
    Ok(())
}

/// Every reader has at least the least load.
pub(super) fn check_loads(demand: &Demand, flow: &Flow<'_>) -> Result<(), Infeasible> {
    for (reader, load) in demand.capacity.iter().enumerate() {
        let available = u32::try_from(flow.files_of(reader).len()).unwrap_or(u32::MAX);
        if available < load.least {
            return Err(Infeasible::TooFewFiles {
                reader,
                available,
                needed: load.least,
            });
        }
    }
    Ok(())
}

/// The bottleneck that keeps `file` from getting a reader: readers who are all full, and the files that depend on them
/// (the witness of Hall's theorem).
pub(super) fn explain(demand: &Demand, flow: &Flow<'_>, file: usize) -> Infeasible {
    let readers = reach(demand, flow, file);
    let held = readers
        .iter()
        .flat_map(|reader| flow.files_of(*reader))
        .copied();
    let files: BTreeSet<usize> = held.chain([file]).collect();
    let dependence = |file: &usize| {
        let others = possible(demand, *file)
            .filter(|reader| !readers.contains(reader))
            .count() as u64;
        u64::from(demand.readers_needed[*file]).saturating_sub(others)
    };
    Infeasible::TooLittleCapacity {
        needed: files.iter().map(dependence).sum(),
        available: readers
            .iter()
            .map(|reader| u64::from(demand.capacity[*reader].most))
            .sum(),
        files: files.into_iter().collect(),
        readers: readers.into_iter().collect(),
    }
}

/// Readers who could take a file, or hand on one of theirs to somebody who could.
fn reach(demand: &Demand, flow: &Flow<'_>, file: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for reader in
            possible(demand, file).filter(|reader| !flow.readers_of(file).contains(reader))
        {
            if reached.insert(reader) {
                open.extend(flow.files_of(reader));
            }
        }
    }
    reached
}

/// Readers who may read a file.
fn possible(demand: &Demand, file: usize) -> impl Iterator<Item = usize> {
    (0..demand.capacity.len()).filter(move |reader| demand.cost_of(file, *reader).is_some())
}
