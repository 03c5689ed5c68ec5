//! Who reads what: the cheapest assignment of readers to files, exact.
//!
//! A min-cost flow from files over a file's groups to readers, solved by successive shortest paths. As there are few
//! readers and many files, a path is looked for among the readers alone: from one reader to another leads the file that
//! changes hands at the least cost. With 1,000 files, 60 readers and 3 readers a file that takes a fraction of a second.
//!
//! No two readers of one group, such as an agency, come to a file: between a file and the readers of a group stands a
//! node through which one reading can pass. A reader's load can cost more with every file: costs that rise keep a flow
//! exact (R. K. Ahuja, T. L. Magnanti and J. B. Orlin, *Network Flows*, Prentice Hall 1993, chapters 9.7 and 14).

mod clash;
mod flow;
mod infeasible;
mod shortage;
mod spread;
mod structured;

use std::collections::BTreeSet;

pub use infeasible::Infeasible;
pub use spread::{Regions, Spread, spread};
pub use structured::{Conflict, Rule, Structured, smallest_conflict};

/// The highest cost of a pair, either way, and of a reader's last file. Keeps every sum well within 64 bits.
pub const HIGHEST_COST: i64 = 1_000_000_000;

/// How many files a reader is given, and what it costs that the load grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// At least so many are given.
    pub least: u32,
    /// At most so many are given.
    pub most: u32,
    /// Files the reader holds already, beside those given here. They count for the rising cost alone.
    pub held: u32,
    /// What each file costs more than the one before: a reader's k-th file, with those held, costs k times as much. From
    /// 0 up; the higher it is, the more even are the loads.
    pub step: i64,
}

impl Load {
    /// Bounds alone: nothing held, and no file dearer than another.
    pub const fn between(least: u32, most: u32) -> Self {
        Self {
            least,
            most,
            held: 0,
            step: 0,
        }
    }

    /// What one more file costs a reader who has been given `given`, beside the pair itself.
    fn rise(&self, given: usize) -> i64 {
        let files = i64::from(self.held).saturating_add(i64::try_from(given).unwrap_or(i64::MAX));
        self.step.saturating_mul(files.saturating_add(1))
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Readers each file needs, beside those it has.
    pub readers_needed: Vec<u32>,
    /// How many files each reader is given.
    pub capacity: Vec<Load>,
    /// By file, then by reader: what the pair costs, less being better; `None` for a pair that must not be, such as a
    /// conflict of interest, a language the reader does not read, or a reader who has the file.
    pub cost: Vec<Vec<Option<i64>>>,
    /// By reader: the group, such as an agency. Two of one group never come to one file; `None` is of no group.
    pub groups: Vec<Option<u32>>,
    /// By file: the groups of the readers it has already, from which nobody more may come.
    pub held_groups: Vec<BTreeSet<u32>>,
}

/// Who reads what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Pairs of file and reader, in this order.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of the costs of the pairs and of the readers' loads.
    pub total: i64,
}

impl Demand {
    /// A demand without groups.
    pub fn without_groups(
        readers_needed: Vec<u32>,
        capacity: Vec<Load>,
        cost: Vec<Vec<Option<i64>>>,
    ) -> Self {
        Self {
            groups: vec![None; capacity.len()],
            held_groups: vec![BTreeSet::new(); readers_needed.len()],
            readers_needed,
            capacity,
            cost,
        }
    }

    /// What a pair costs; nothing when it must not be.
    fn cost_of(&self, file: usize, reader: usize) -> Option<i64> {
        let group = self.groups.get(reader)?;
        let held = |group| {
            self.held_groups
                .get(file)
                .is_some_and(|groups| groups.contains(&group))
        };
        if group.is_some_and(held) {
            return None;
        }
        *self.cost.get(file)?.get(reader)?
    }

    /// Readers who may read a file.
    fn possible(&self, file: usize) -> impl Iterator<Item = usize> {
        (0..self.capacity.len()).filter(move |reader| self.cost_of(file, *reader).is_some())
    }

    /// How many of some readers can read a file together: one of each group.
    fn together(&self, readers: impl Iterator<Item = usize>) -> u32 {
        let mut groups = BTreeSet::new();
        let counts = readers.filter(|reader| match self.groups.get(*reader) {
            Some(Some(group)) => groups.insert(*group),
            _ => true,
        });
        u32::try_from(counts.count()).unwrap_or(u32::MAX)
    }

    /// What the loads cost when readers are given so many files.
    fn cost_of_loads(&self, given: &[usize]) -> i64 {
        let loads = self.capacity.iter().zip(given);
        loads
            .map(|(load, given)| (0..*given).map(|before| load.rise(before)).sum::<i64>())
            .sum()
    }

    /// Refuses a demand that contradicts itself.
    fn check(&self) -> Result<(), Infeasible> {
        let (files, readers) = (self.readers_needed.len(), self.capacity.len());
        if self.cost.len() != files
            || self.cost.iter().any(|row| row.len() != readers)
            || self.groups.len() != readers
            || self.held_groups.len() != files
        {
            return Err(Infeasible::Shape { files, readers });
        }
        if let Some(reader) = self.capacity.iter().position(|load| load.least > load.most) {
            return Err(Infeasible::Bounds { reader });
        }
        let steep = |load: &Load| {
            let given = files.min(usize::try_from(load.most).unwrap_or(usize::MAX));
            load.step < 0 || load.rise(given) > HIGHEST_COST
        };
        if let Some(reader) = self.capacity.iter().position(steep) {
            return Err(Infeasible::Rise { reader });
        }
        let too_high = |cost: &Option<i64>| {
            cost.is_some_and(|cost| !(-HIGHEST_COST..=HIGHEST_COST).contains(&cost))
        };
        for (file, row) in self.cost.iter().enumerate() {
            if let Some(reader) = row.iter().position(too_high) {
                return Err(Infeasible::Cost { file, reader });
            }
        }
        Ok(())
    }
}

impl Assignment {
    /// Puts pairs in order and sums their costs.
    fn of(demand: &Demand, mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        let mut given = vec![0; demand.capacity.len()];
        for (_, reader) in &pairs {
            if let Some(given) = given.get_mut(*reader) {
                *given += 1;
            }
        }
        let costs = pairs
            .iter()
            .filter_map(|(file, reader)| demand.cost_of(*file, *reader));
        Self {
            total: costs.sum::<i64>() + demand.cost_of_loads(&given),
            pairs,
        }
    }
}

/// The assignment with the lowest total cost. Equal totals are settled by the order of files and readers, so that the
/// same demand always gives the same assignment.
///
/// # Errors
/// [`Infeasible`] names the file, the readers or the load that makes the demand impossible.
pub fn assign(demand: &Demand) -> Result<Assignment, Infeasible> {
    demand.check()?;
    shortage::check_files(demand)?;
    let mut flow = flow::Flow::new(demand);
    for (file, needed) in demand.readers_needed.iter().enumerate() {
        for _ in 0..*needed {
            if !flow.give_reader(file) {
                return Err(shortage::explain(demand, &flow, file));
            }
        }
    }
    shortage::check_loads(demand, &flow)?;
    Ok(flow.into_assignment())
}

#[cfg(test)]
mod tests;
