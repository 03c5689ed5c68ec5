//! What each reader changes: the ranking once more without them.

use super::fit::Within;
use super::matrix::Matrix;
use super::overlap::Overlap;
use super::rank::places;
use super::table::{Entry, Table};
use super::{Calibration, Fault, Scores, rounded};

/// A file whose place another reader's scores decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The file.
    pub file: usize,
    /// Its place with the reader's scores.
    pub with: u32,
    /// Its place without; nothing when the file has no other score, or none that can be compared.
    pub without: Option<u32>,
}

impl Move {
    /// By how many places the file moves; nothing when it has no place without the reader.
    pub fn places(&self) -> Option<u32> {
        Some(self.with.abs_diff(self.without?))
    }

    /// Whether the file is among the first `count` without the reader, and not with.
    pub fn enters(&self, count: u32) -> bool {
        self.with > count && self.without.is_some_and(|place| place <= count)
    }

    /// Whether the file is among the first `count` with the reader, and not without.
    pub fn leaves(&self, count: u32) -> bool {
        self.with <= count && self.without.is_none_or(|place| place > count)
    }
}

/// The ranking without one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The reader.
    pub reader: usize,
    /// Files whose place by the adjusted score changes, in order. Nothing when the files are of several groups with the
    /// reader or without, as then there is no one ranking.
    pub moves: Option<Vec<Move>>,
}

/// The ranking by adjusted scores without each of the readers in turn. Severities are found anew from the other readers'
/// scores, with the variances of all of them.
///
/// # Errors
/// [`Fault`] names the score that cannot be understood.
pub fn without_each(scores: &Scores, calibration: &Calibration) -> Result<Vec<Without>, Fault> {
    let table = Table::new(scores)?;
    let with = adjusted(&table, calibration.ratio);
    let without = |reader: usize| Without {
        reader,
        moves: with.as_ref().and_then(|with| {
            let without = adjusted(&table.without(reader), calibration.ratio)?;
            Some(moves(with, &without))
        }),
    };
    let scored = |reader: &usize| {
        calibration
            .readers
            .get(*reader)
            .is_some_and(Option::is_some)
    };
    Ok((0..scores.readers).filter(scored).map(without).collect())
}

/// Files whose place differs between two scores of each, in order; files without a score have no place. What has a score
/// with, and none without, is told, and left out before the others are compared, so that they do not seem to move for it.
pub fn moves(with: &[Option<i64>], without: &[Option<i64>]) -> Vec<Move> {
    let files = with.len().min(without.len());
    let (with, without) = (&with[..files], &without[..files]);
    let staying =
        |(with, without): (&Option<i64>, &Option<i64>)| with.filter(|_| without.is_some());
    let among: Vec<Option<i64>> = with.iter().zip(without).map(staying).collect();
    let (with, among, without) = (places(with), places(&among), places(without));
    let moved = |file: usize| {
        let without = without[file];
        let with = if without.is_some() {
            among[file]?
        } else {
            with[file]?
        };
        (Some(with) != without).then_some(Move {
            file,
            with,
            without,
        })
    };
    (0..without.len()).filter_map(moved).collect()
}

/// By file: the adjusted score under a known ratio of variances; nothing unless all can be compared with each other.
fn adjusted(table: &Table, ratio: f64) -> Option<Vec<Option<i64>>> {
    let overlap = Overlap::of(table);
    if overlap.groups != 1 {
        return None;
    }
    let lenience = leniences(Within::of(table, &overlap), ratio);
    let score = |file: &Vec<Entry>| {
        overlap.group_of(file)?;
        let raw: f64 = file.iter().map(|entry| entry.value()).sum();
        let lenient: f64 = overlap.numbers(file).map(|number| lenience[number]).sum();
        Some(rounded((raw - lenient) / file.len() as f64))
    };
    Some(table.files.iter().map(score).collect())
}

/// The mixed model equations, multiplied by the ratio so that a ratio of 0 is no special case.
fn leniences(within: Within, ratio: f64) -> Vec<f64> {
    let size = within.laplacian.size();
    let mut matrix = Matrix::zero(size);
    for row in 0..size {
        for (column, cell) in within.laplacian.row(row).iter().enumerate() {
            let own = if row == column { 1.0 } else { 0.0 };
            *matrix.at(row, column) = ratio * cell + own;
        }
    }
    let right: Vec<f64> = within.sums.iter().map(|sum| ratio * sum).collect();
    matrix.solve(&right)
}
