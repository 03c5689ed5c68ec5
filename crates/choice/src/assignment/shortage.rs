//! Why a demand cannot be met, in terms a person can act on.

use std::collections::BTreeSet;

use super::flow::Flow;
use super::{Demand, Infeasible};

/// Every file has enough readers who may read it together.
pub(super) fn check_files(demand: &Demand) -> Result<(), Infeasible> {
    for (file, needed) in demand.readers_needed.iter().enumerate() {
        let able = demand
            .possible(file)
            .filter(|reader| demand.capacity[*reader].most > 0);
        let available = demand.together(able);
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
/// (the witness of Hall's theorem). What a file can get from others is one reading from each of their groups.
pub(super) fn explain(demand: &Demand, flow: &Flow<'_>, file: usize) -> Infeasible {
    let readers = reach(flow, demand.capacity.len(), file);
    let held = readers
        .iter()
        .flat_map(|reader| flow.files_of(*reader))
        .copied();
    let files: BTreeSet<usize> = held.chain([file]).collect();
    let dependence = |file: &usize| {
        let others = demand
            .possible(*file)
            .filter(|reader| !readers.contains(reader));
        let elsewhere = demand.together(others);
        u64::from(demand.readers_needed[*file].saturating_sub(elsewhere))
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

/// Readers who could take a file, or hand on one of theirs to somebody who could: to one of their own group, or to one
/// of a group the file has nobody of once they have left it.
fn reach(flow: &Flow<'_>, readers: usize, file: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<(usize, Option<usize>)> = vec![(file, None)];
    while let Some((file, from)) = open.pop() {
        for reader in 0..readers {
            if flow.may_take(file, reader, from) && reached.insert(reader) {
                open.extend(
                    flow.files_of(reader)
                        .iter()
                        .map(|held| (*held, Some(reader))),
                );
            }
        }
    }
    reached
}
