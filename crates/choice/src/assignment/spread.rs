//! No two readers of one group on a file, as far as exchanges of readers can bring it about.
//!
//! A flow cannot say "these two not together". So the cheapest assignment is taken as it is, and readers who sit
//! together with one of their group are replaced by somebody with room, or exchanged with a reader of another file,
//! whichever costs least. Every exchange leaves fewer clashes, so it ends; but it does not search all combinations: the
//! total may be above the cheapest possible, and a clash may remain where a longer chain of exchanges would solve it.

use super::{Assignment, Demand};

/// An exchange that takes a reader off a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Exchange {
    /// What it adds to the total.
    cost: i64,
    /// Who comes instead.
    comes: usize,
    /// The file the newcomer leaves to the one who goes; nothing when the newcomer has room for one more.
    leaves: Option<usize>,
}

/// Exchanges readers until no file has two of one group. `groups` holds each reader's group, such as an agency; `None`
/// clashes with nobody.
///
/// Returns the new assignment, within the same loads and without a forbidden pair, and the files that still have a clash,
/// in order, for a person to settle.
pub fn spread(
    demand: &Demand,
    assignment: &Assignment,
    groups: &[Option<u32>],
) -> (Assignment, Vec<usize>) {
    let mut board = Board::new(demand, assignment, groups);
    let clashing: Vec<usize> = (0..board.readers.len())
        .filter(|file| board.clash(*file).is_some())
        .collect();
    let mut unsolved = Vec::new();
    for file in clashing {
        while let Some(exchange) = board.best_exchange(file) {
            board.carry_out(file, exchange);
        }
        if board.clash(file).is_some() {
            unsolved.push(file);
        }
    }
    let pairs = board
        .readers
        .iter()
        .enumerate()
        .flat_map(|(file, readers)| readers.iter().map(move |r| (file, *r)));
    (Assignment::of(demand, pairs.collect()), unsolved)
}

struct Board<'a> {
    demand: &'a Demand,
    groups: &'a [Option<u32>],
    /// Readers of each file.
    readers: Vec<Vec<usize>>,
    /// Files of each reader.
    files: Vec<Vec<usize>>,
}

impl<'a> Board<'a> {
    fn new(demand: &'a Demand, assignment: &Assignment, groups: &'a [Option<u32>]) -> Self {
        let mut readers = vec![Vec::new(); demand.readers_needed.len()];
        let mut files = vec![Vec::new(); demand.capacity.len()];
        for (file, reader) in &assignment.pairs {
            readers[*file].push(*reader);
            files[*reader].push(*file);
        }
        Self {
            demand,
            groups,
            readers,
            files,
        }
    }

    fn group(&self, reader: usize) -> Option<u32> {
        self.groups.get(reader).copied().flatten()
    }

    /// A later reader of a file who sits with an earlier one of the same group.
    fn clash(&self, file: usize) -> Option<usize> {
        let readers = &self.readers[file];
        let clashes = |at: &usize| {
            let group = self.group(readers[*at]);
            group.is_some()
                && readers[..*at]
                    .iter()
                    .any(|other| self.group(*other) == group)
        };
        (0..readers.len()).find(clashes).map(|at| readers[at])
    }

    /// Whether a reader may join a file once another has left it, without a new clash.
    fn fits(&self, file: usize, comes: usize, goes: usize) -> bool {
        let group = self.group(comes);
        let stay = || self.readers[file].iter().filter(|reader| **reader != goes);
        self.demand.cost_of(file, comes).is_some()
            && stay()
                .all(|reader| *reader != comes && (group.is_none() || self.group(*reader) != group))
    }

    /// The cheapest way to take the clashing reader off a file.
    fn best_exchange(&self, file: usize) -> Option<Exchange> {
        let goes = self.clash(file)?;
        let newcomers =
            (0..self.files.len()).filter(|comes| *comes != goes && self.fits(file, *comes, goes));
        newcomers
            .flat_map(|comes| {
                self.replacement(file, goes, comes)
                    .into_iter()
                    .chain(self.swaps(file, goes, comes))
            })
            .min()
    }

    /// The newcomer simply takes the place, loads permitting.
    fn replacement(&self, file: usize, goes: usize, comes: usize) -> Option<Exchange> {
        let room = (self.files[comes].len() as u64) < u64::from(self.demand.capacity[comes].most);
        let spare = self.files[goes].len() as u64 > u64::from(self.demand.capacity[goes].least);
        let cost = self.demand.cost_of(file, comes)? - self.demand.cost_of(file, goes)?;
        (room && spare).then_some(Exchange {
            cost,
            comes,
            leaves: None,
        })
    }

    /// The two exchange files; loads stay as they are.
    fn swaps(&self, file: usize, goes: usize, comes: usize) -> impl Iterator<Item = Exchange> {
        let others = self.files[comes]
            .iter()
            .filter(move |other| **other != file && self.fits(**other, goes, comes));
        others.filter_map(move |other| {
            let gained = self.demand.cost_of(file, comes)? + self.demand.cost_of(*other, goes)?;
            let lost = self.demand.cost_of(file, goes)? + self.demand.cost_of(*other, comes)?;
            Some(Exchange {
                cost: gained - lost,
                comes,
                leaves: Some(*other),
            })
        })
    }

    fn carry_out(&mut self, file: usize, exchange: Exchange) {
        let Some(goes) = self.clash(file) else { return };
        self.replace(file, goes, exchange.comes);
        if let Some(other) = exchange.leaves {
            self.replace(other, exchange.comes, goes);
        }
    }

    fn replace(&mut self, file: usize, goes: usize, comes: usize) {
        self.readers[file].retain(|reader| *reader != goes);
        self.readers[file].push(comes);
        self.files[goes].retain(|held| *held != file);
        self.files[comes].push(file);
    }
}
