//! Why there is no assignment.

use thiserror::Error;

use super::HIGHEST_COST;

/// Why a demand cannot be met, or not be understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Infeasible {
    /// A file has too few readers who may read it, whatever their load.
    #[error("file {file} has {available} possible readers; {needed} needed")]
    TooFewReaders {
        /// The file.
        file: usize,
        /// Readers who may read it together, one of each group, and take files at all.
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
    /// The tables do not have a row for each file and a column for each reader.
    #[error("the tables do not fit {files} files and {readers} readers")]
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
    /// The cost of a reader's load falls, or rises beyond [`HIGHEST_COST`].
    #[error("the cost of the load of reader {reader} falls, or rises beyond {HIGHEST_COST}")]
    Rise {
        /// The reader.
        reader: usize,
    },
}
