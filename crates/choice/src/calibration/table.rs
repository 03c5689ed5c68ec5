//! The scores by file, checked and in order.

use super::{Fault, HIGHEST_SCORE, Scores};
use crate::consolidation;

/// One score of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) reader: usize,
    pub(super) score: i64,
}

impl Entry {
    pub(super) fn value(self) -> f64 {
        // Exact: scores are far below 2⁵³.
        self.score as f64
    }
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    /// By file: its scores in the order of readers.
    pub(super) files: Vec<Vec<Entry>>,
    /// Number of readers.
    pub(super) readers: usize,
}

impl Table {
    pub(super) fn new(scores: &Scores) -> Result<Self, Fault> {
        let mut sorted = scores.scores.clone();
        sorted.sort_unstable();
        let mut files: Vec<Vec<Entry>> = vec![Vec::new(); scores.files];
        for given in sorted {
            let (file, reader, score) = (given.file, given.reader, given.score);
            if !(-HIGHEST_SCORE..=HIGHEST_SCORE).contains(&score) {
                return Err(Fault::Score { file, reader });
            }
            let row = files.get_mut(file).filter(|_| reader < scores.readers);
            let row = row.ok_or(Fault::Unknown { file, reader })?;
            if row.last().is_some_and(|last| last.reader == reader) {
                return Err(Fault::Twice { file, reader });
            }
            row.push(Entry { reader, score });
        }
        Ok(Self {
            files,
            readers: scores.readers,
        })
    }

    /// The same table without one reader.
    pub(super) fn without(&self, reader: usize) -> Self {
        let others = |file: &Vec<Entry>| {
            let others = file.iter().filter(|entry| entry.reader != reader);
            others.copied().collect()
        };
        Self {
            files: self.files.iter().map(others).collect(),
            readers: self.readers,
        }
    }
}

/// The mean of a file's scores, rounded half up; nothing without scores.
pub(super) fn mean(file: &[Entry]) -> Option<i64> {
    let scores: Vec<i64> = file.iter().map(|entry| entry.score).collect();
    consolidation::mean(&scores)
}

/// The highest less the lowest score.
pub(super) fn range(file: &[Entry]) -> i64 {
    let scores = || file.iter().map(|entry| entry.score);
    scores().max().unwrap_or(0) - scores().min().unwrap_or(0)
}
