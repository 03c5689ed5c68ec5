//! Which readers can be compared: who shares enough files, and whom chains of shared files connect.

use super::LEAST_SHARED;
use super::table::{Entry, Table};

pub(super) struct Overlap {
    /// By reader: a number among those whose severity can be told, from 0; nothing for the others.
    pub(super) told: Vec<Option<usize>>,
    /// By that number: the group.
    pub(super) group: Vec<usize>,
    /// Number of groups.
    pub(super) groups: usize,
    /// By reader: how many files somebody else has scored too.
    pub(super) shared: Vec<u32>,
}

impl Overlap {
    pub(super) fn of(table: &Table) -> Self {
        let all = vec![true; table.readers];
        let mut counts = all.clone();
        // Who shares too few files with those who count does not count, which leaves others with fewer to share.
        loop {
            let shared = shared_files(table, &counts);
            let enough = |(counts, shared): (&bool, &u32)| *counts && *shared >= LEAST_SHARED;
            let left: Vec<bool> = counts.iter().zip(&shared).map(enough).collect();
            if left == counts {
                break;
            }
            counts = left;
        }
        let mut told = vec![None; table.readers];
        let numbered = counts.iter().enumerate().filter(|(_, counts)| **counts);
        for (number, (reader, _)) in numbered.enumerate() {
            told[reader] = Some(number);
        }
        let (group, groups) = connected(table, &told);
        Self {
            shared: shared_files(table, &all),
            told,
            group,
            groups,
        }
    }

    /// How many readers have a severity.
    pub(super) fn len(&self) -> usize {
        self.group.len()
    }

    /// The numbers of those of a file's readers whose severity can be told.
    pub(super) fn numbers(&self, file: &[Entry]) -> impl Iterator<Item = usize> {
        file.iter().filter_map(|entry| self.told[entry.reader])
    }

    /// The group of a file; nothing when none of its readers can be compared with anybody.
    pub(super) fn group_of(&self, file: &[Entry]) -> Option<usize> {
        let number = self.numbers(file).next()?;
        Some(self.group[number])
    }
}

/// By reader: how many files another reader who counts has scored too.
fn shared_files(table: &Table, counts: &[bool]) -> Vec<u32> {
    let mut shared = vec![0; counts.len()];
    for file in &table.files {
        let readers = || {
            file.iter()
                .map(|entry| entry.reader)
                .filter(|reader| counts[*reader])
        };
        if readers().count() > 1 {
            readers().for_each(|reader| shared[reader] += 1);
        }
    }
    shared
}

/// Groups of readers connected by files, numbered in the order of their first reader.
fn connected(table: &Table, told: &[Option<usize>]) -> (Vec<usize>, usize) {
    let mut first: Vec<usize> = (0..told.iter().flatten().count()).collect();
    for file in &table.files {
        let mut numbers = file.iter().filter_map(|entry| told[entry.reader]);
        let Some(one) = numbers.next() else { continue };
        for other in numbers {
            let (one, other) = (root(&mut first, one), root(&mut first, other));
            first[one.max(other)] = one.min(other);
        }
    }
    let mut number = vec![None; first.len()];
    let mut groups = 0;
    let mut of = Vec::with_capacity(first.len());
    for reader in 0..first.len() {
        let root = root(&mut first, reader);
        let group = *number[root].get_or_insert_with(|| {
            groups += 1;
            groups - 1
        });
        of.push(group);
    }
    (of, groups)
}

/// The first reader of a reader's group, with the way there shortened.
fn root(first: &mut [usize], mut reader: usize) -> usize {
    while first[reader] != reader {
        first[reader] = first[first[reader]];
        reader = first[reader];
    }
    reader
}
