//! Readers of a file from different regions, as far as exchanges of readers bring it about and are worth their cost.
//!
//! This is a wish, weighed against the cost, and not a rule. The cheapest assignment is taken as it is. A reader who
//! shares a region with another of the file is replaced by somebody with room, or exchanged with a reader of another
//! file, whenever that lowers the sum of the total cost and of what the repeated regions are held to cost. Every
//! exchange lowers that sum, so it ends. It does not search all combinations: a longer chain of exchanges could at times
//! do better. Loads, groups and forbidden pairs stay as the demand has them.

use std::collections::BTreeSet;

use super::clash::Marks;
use super::{Assignment, Demand};

/// Where the readers are from, and what it is worth that a file's readers are from different regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// By reader: the region; `None` repeats nobody's.
    pub of: Vec<Option<u32>>,
    /// By file: the regions of the readers it has already.
    pub held: Vec<BTreeSet<u32>>,
    /// What one reader from a region the file does not have yet may cost more than one who repeats a region.
    pub worth: i64,
}

/// An assignment after the exchanges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Who reads what.
    pub assignment: Assignment,
    /// Files which still have two readers from one region, in order.
    pub alike: Vec<usize>,
}

/// An exchange that takes a reader off a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Exchange {
    /// What it adds to the sum of cost and repeats; below 0.
    cost: i64,
    /// Who goes.
    goes: usize,
    /// Who comes instead.
    comes: usize,
    /// The file the newcomer leaves to the one who goes; nothing when the newcomer has room for one more.
    leaves: Option<usize>,
}

/// Exchanges readers until no exchange is worth its cost.
pub fn spread(demand: &Demand, assignment: &Assignment, regions: &Regions) -> Spread {
    let mut board = Board::new(demand, assignment, regions);
    let files = demand.readers_needed.len();
    let mut changed = regions.worth > 0;
    while changed {
        changed = false;
        for file in 0..files {
            while let Some(exchange) = board.best_exchange(file) {
                board.carry_out(file, exchange);
                changed = true;
            }
        }
    }
    Spread {
        alike: (0..files)
            .filter(|file| board.repeats(*file, None) > 0)
            .collect(),
        assignment: Assignment::of(demand, board.pairs()),
    }
}

struct Board<'a> {
    demand: &'a Demand,
    regions: &'a Regions,
    marks: Marks,
    /// Readers of each file.
    readers: Vec<Vec<usize>>,
    /// Files of each reader.
    files: Vec<Vec<usize>>,
}

impl<'a> Board<'a> {
    fn new(demand: &'a Demand, assignment: &Assignment, regions: &'a Regions) -> Self {
        let mut readers = vec![Vec::new(); demand.readers_needed.len()];
        let mut files = vec![Vec::new(); demand.capacity.len()];
        for (file, reader) in &assignment.pairs {
            if let (Some(readers), Some(files)) = (readers.get_mut(*file), files.get_mut(*reader)) {
                readers.push(*reader);
                files.push(*file);
            }
        }
        Self {
            demand,
            regions,
            marks: Marks::new(&demand.groups),
            readers,
            files,
        }
    }

    /// How many readers of a file repeat a region, were the second of `instead` in the place of the first.
    fn repeats(&self, file: usize, instead: Option<(usize, usize)>) -> i64 {
        let held = self.regions.held.get(file);
        let mut seen: Vec<u32> = Vec::new();
        let mut repeats = 0;
        for reader in &self.readers[file] {
            let reader = match instead {
                Some((goes, comes)) if goes == *reader => comes,
                _ => *reader,
            };
            let Some(Some(region)) = self.regions.of.get(reader) else {
                continue;
            };
            if seen.contains(region) || held.is_some_and(|held| held.contains(region)) {
                repeats += 1;
            }
            seen.push(*region);
        }
        repeats
    }

    /// What one reader in another's place adds to the sum; nothing where it must not be.
    fn difference(&self, file: usize, goes: usize, comes: usize) -> Option<i64> {
        let cost = self.demand.cost_of(file, comes)? - self.demand.cost_of(file, goes)?;
        if !self.marks.fits(&self.readers[file], comes, Some(goes)) {
            return None;
        }
        let repeats = self.repeats(file, Some((goes, comes))) - self.repeats(file, None);
        Some(cost.saturating_add(self.regions.worth.saturating_mul(repeats)))
    }

    /// The best exchange for a file that repeats a region, where one is worth it.
    fn best_exchange(&self, file: usize) -> Option<Exchange> {
        if self.repeats(file, None) == 0 {
            return None;
        }
        let pairs = self.readers[file].iter().flat_map(|goes| {
            (0..self.files.len()).filter_map(|comes| {
                let here = self
                    .difference(file, *goes, comes)
                    .filter(|_| comes != *goes)?;
                Some((*goes, comes, here))
            })
        });
        pairs
            .flat_map(|(goes, comes, here)| {
                self.replacement(goes, comes, here)
                    .into_iter()
                    .chain(self.swaps(file, goes, comes, here))
            })
            .filter(|exchange| exchange.cost < 0)
            .min()
    }

    /// The newcomer simply takes the place, loads permitting.
    fn replacement(&self, goes: usize, comes: usize, here: i64) -> Option<Exchange> {
        let (joins, leaves) = (self.demand.capacity[comes], self.demand.capacity[goes]);
        let (more, fewer) = (self.files[comes].len(), self.files[goes].len());
        let room = (more as u64) < u64::from(joins.most);
        let spare = fewer as u64 > u64::from(leaves.least);
        let rise = joins.rise(more) - leaves.rise(fewer.saturating_sub(1));
        (room && spare).then_some(Exchange {
            cost: here.saturating_add(rise),
            goes,
            comes,
            leaves: None,
        })
    }

    /// The two exchange files; loads stay as they are.
    fn swaps(
        &self,
        file: usize,
        goes: usize,
        comes: usize,
        here: i64,
    ) -> impl Iterator<Item = Exchange> {
        let others = self.files[comes]
            .iter()
            .filter(move |other| **other != file);
        others.filter_map(move |other| {
            let there = self.difference(*other, comes, goes)?;
            Some(Exchange {
                cost: here.saturating_add(there),
                goes,
                comes,
                leaves: Some(*other),
            })
        })
    }

    fn carry_out(&mut self, file: usize, exchange: Exchange) {
        self.replace(file, exchange.goes, exchange.comes);
        if let Some(other) = exchange.leaves {
            self.replace(other, exchange.comes, exchange.goes);
        }
    }

    fn replace(&mut self, file: usize, goes: usize, comes: usize) {
        self.readers[file].retain(|reader| *reader != goes);
        self.readers[file].push(comes);
        self.files[goes].retain(|held| *held != file);
        self.files[comes].push(file);
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        let of_file = |(file, readers): (usize, &Vec<usize>)| {
            readers
                .iter()
                .map(move |reader| (file, *reader))
                .collect::<Vec<_>>()
        };
        self.readers.iter().enumerate().flat_map(of_file).collect()
    }
}
