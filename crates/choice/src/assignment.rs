//! Who reads what: the cheapest assignment of readers to files, exact.
//!
//! A min-cost flow from files to readers, solved by successive shortest paths. As there are few readers and many files,
//! a path is looked for among the readers alone: from one reader to another leads the file that changes hands at the
//! least cost. With 1,000 files, 60 readers and 3 readers a file that takes a fraction of a second.

mod flow;
mod shortage;
mod spread;

use thiserror::Error;

pub use spread::spread;

/// The highest cost of a pair, either way. Keeps every sum well within 64 bits.
pub const HIGHEST_COST: i64 = 1_000_000_000;

/// How many files a reader is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Readers each file needs.
    pub readers_needed: Vec<u32>,
    /// How many files each reader is given.
    pub capacity: Vec<Load>,
    /// By file, then by reader: what the pair costs, less being better; `None` for a pair that must not be, such as a
    /// conflict of interest or a language the reader does not read.
    pub cost: Vec<Vec<Option<i64>>>,
}

/// Who reads what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Pairs of file and reader, in this order.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of their costs.
    pub total: i64,
}

/// Why a demand cannot be met, or not be understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Infeasible {
    /// A file has too few readers who may read it, whatever their load.
    #[error("file {file} has {available} possible readers; {needed} needed")]
    TooFewReaders {
        /// The file.
        file: usize,
        /// Readers who may read it and take files at all.
        available: u32,
        /// Readers it needs.
        needed: u32,
    },
    /// Some files depend on readers who together cannot take as many.
    #[error("{} files need {needed} readings from {} readers who can take {available}", .files.len(), .readers.len())]
    TooLittleCapacity {
        /// The files, in order.
        files: Vec<usize>,
        /// The readers they depend on, in order.
        readers: Vec<usize>,
        /// What these readers can take together.
        available: u64,
        /// What these files need of them.
        needed: u64,
    },
    /// A reader's least load cannot be reached beside everybody else's.
    #[error("reader {reader} can be given {available} files; at least {needed} asked for")]
    TooFewFiles {
        /// The reader.
        reader: usize,
        /// Files the reader gets when as many least loads as possible are reached.
        available: u32,
        /// The least load asked for.
        needed: u32,
    },
    /// The table of costs does not have a row for each file and a column for each reader.
    #[error("the table of costs does not fit {files} files and {readers} readers")]
    Shape {
        /// Number of files.
        files: usize,
        /// Number of readers.
        readers: usize,
    },
    /// A least load is above the most.
    #[error("the least load of reader {reader} is above the most")]
    Bounds {
        /// The reader.
        reader: usize,
    },
    /// A cost is beyond [`HIGHEST_COST`].
    #[error("the cost of file {file} with reader {reader} is beyond {HIGHEST_COST}")]
    Cost {
        /// The file.
        file: usize,
        /// The reader.
        reader: usize,
    },
}

impl Demand {
    /// What a pair costs; nothing when it must not be.
    fn cost_of(&self, file: usize, reader: usize) -> Option<i64> {
        *self.cost.get(file)?.get(reader)?
    }

    /// Refuses a demand that contradicts itself.
    fn check(&self) -> Result<(), Infeasible> {
        let (files, readers) = (self.readers_needed.len(), self.capacity.len());
        if self.cost.len() != files || self.cost.iter().any(|row| row.len() != readers) {
            return Err(Infeasible::Shape { files, readers });
        }
        if let Some(reader) = self.capacity.iter().position(|load| load.least > load.most) {
            return Err(Infeasible::Bounds { reader });
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
