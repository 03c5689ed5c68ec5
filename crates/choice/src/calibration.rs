//! Harsh and lenient readers: how severe each is, and what a file's score comes to when that is taken out.
//!
//! # The model
//! A score is the file's quality, less its reader's severity, plus chance:
//! `score(file, reader) = quality(file) − severity(reader) + error`. Severities are random effects: they come from a normal
//! distribution around 0, as do the errors. Qualities are fixed effects: nothing is assumed of them. So a reader's
//! severity is learnt only from files that others have read too, never from a reader having had weaker files, and a file
//! with few readers is not drawn to the mean.
//!
//! - Severities are best linear unbiased predictions from the mixed model equations, after absorbing the files, so that
//!   only a system of readers by readers is solved: C. R. Henderson, "Best Linear Unbiased Estimation and Prediction
//!   under a Selection Model", Biometrics 31 (1975), pp. 423–447. They are shrunk: little evidence, little severity.
//! - The variances of severity and of error are estimated by restricted maximum likelihood (H. D. Patterson and
//!   R. Thompson, "Recovery of inter-block information when block sizes are unequal", Biometrika 58 (1971), pp. 545–554)
//!   with the EM algorithm, as in S. R. Searle, G. Casella and C. E. McCulloch, *Variance Components* (Wiley 1992),
//!   chapter 8. T. A. B. Snijders and R. J. Bosker, *Multilevel Analysis* (Sage, 2nd edition 2012), chapter 13,
//!   introduce models of this kind, in which scores are crossed by what is read and by who reads it.
//! - The interval of a rank is simulated from the joint distribution of the adjusted scores, after H. Goldstein and
//!   D. J. Spiegelhalter, "League Tables and Their Limitations", Journal of the Royal Statistical Society A 159 (1996),
//!   pp. 385–443.
//!
//! A file's adjusted score is the mean of its scores plus the mean severity of its readers. The severities of readers
//! who can be compared have the mean 0, so that adjusting favours nobody as a whole.
//!
//! # What cannot be told
//! Readers are compared through files they share. Who shares fewer than [`LEAST_SHARED`] files with other readers of whom
//! enough is known has no severity here; their scores count as they are, with the greater uncertainty. Readers whom no
//! chain of shared files connects are in different groups, and so are their files: between groups no adjusted score is
//! compared. [`TooLittleOverlap`] is the answer then.
//!
//! # Numbers
//! Scores are thousandths of a point. Inside, floating point is used with addition, subtraction, multiplication, division
//! and square roots alone, in a fixed order, which gives the same bits on every machine; answers are rounded to the
//! thousandth, halves up.

mod fit;
mod matrix;
mod overlap;
mod rank;
mod simulate;
mod table;
mod without;

use thiserror::Error;

pub use rank::places;
pub use without::{Move, Without, moves, without_each};

use fit::Fit;
use overlap::Overlap;
use table::Table;

/// A reader must share so many files with others for a severity to be told.
pub const LEAST_SHARED: u32 = 3;

/// The highest score, either way, in thousandths of a point: a million points.
pub const HIGHEST_SCORE: i64 = 1_000_000_000;

/// Half the width of an interval of 95 %, in standard errors.
const WIDTH: f64 = 1.959_963_984_540_054;

/// One reader's score of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score {
    /// The file.
    pub file: usize,
    /// The reader.
    pub reader: usize,
    /// Thousandths of a point.
    pub score: i64,
}

/// All scores of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scores {
    /// Number of files.
    pub files: usize,
    /// Number of readers.
    pub readers: usize,
    /// The scores, in any order. Who has not scored is not in it: absence is never a zero.
    pub scores: Vec<Score>,
}

/// Scores that cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A file or a reader that there is not.
    #[error("there is no file {file} or no reader {reader}")]
    Unknown {
        /// The file.
        file: usize,
        /// The reader.
        reader: usize,
    },
    /// A reader has two scores for a file.
    #[error("reader {reader} has two scores for file {file}")]
    Twice {
        /// The file.
        file: usize,
        /// The reader.
        reader: usize,
    },
    /// A score beyond [`HIGHEST_SCORE`].
    #[error("the score of file {file} by reader {reader} is beyond {HIGHEST_SCORE}")]
    Score {
        /// The file.
        file: usize,
        /// The reader.
        reader: usize,
    },
}

/// Too few files are read by several for a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too little overlap to tell")]
pub struct TooLittleOverlap;

/// A number that is estimated, with its interval of 95 %. Thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The estimate.
    pub value: i64,
    /// Its standard error.
    pub error: i64,
    /// The lower end of the interval.
    pub low: i64,
    /// The upper end of the interval.
    pub high: i64,
}

/// A place in a ranking: 1 is the best, equal scores share the better place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The place.
    pub place: u32,
    /// The best place of the interval of 95 %.
    pub best: u32,
    /// The worst place of the interval of 95 %.
    pub worst: u32,
    /// How many files are ranked together.
    pub of: u32,
}

/// A file's adjusted score and its rank among the files it can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The mean of the scores plus the mean severity of the readers.
    pub score: Estimate,
    /// The group of files and readers that can be compared, numbered from 0.
    pub group: usize,
    /// The rank in the group.
    pub rank: Rank,
}

/// What a file's scores come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalibratedFile {
    /// Number of scores.
    pub scores: u32,
    /// Their mean.
    pub raw: i64,
    /// The place by the mean, among all files.
    pub raw_place: u32,
    /// The highest less the lowest score.
    pub range: i64,
    /// The adjusted score, where it can be told.
    pub adjusted: Result<Adjusted, TooLittleOverlap>,
}

/// How severe a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Severity {
    /// Above 0 harsh, below 0 lenient, beside the mean of the readers in the group.
    pub points: Estimate,
    /// The group of files and readers that can be compared, numbered from 0.
    pub group: usize,
}

/// How a reader scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalibratedReader {
    /// Number of scores.
    pub files: u32,
    /// How many of the files somebody else has scored too.
    pub shared: u32,
    /// The mean of the scores.
    pub mean: i64,
    /// How severe the reader is, where it can be told.
    pub severity: Result<Severity, TooLittleOverlap>,
    /// How widely the reader uses the scale: the standard deviation of the scores. Nothing with a single score.
    pub scale: Option<Estimate>,
    /// How far the reader's scores lie from what the file's other scores and the severity lead to expect: the standard
    /// deviation of the residuals. Nothing where no severity is told.
    pub noise: Option<Estimate>,
}

/// The standard deviations the scores are made of, in thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviations {
    /// Between the qualities of files that can be compared.
    pub quality: i64,
    /// Between the severities of readers.
    pub severity: i64,
    /// What chance adds to a single score.
    pub error: i64,
}

/// Everything the scores tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// By file; nothing where nobody has scored.
    pub files: Vec<Option<CalibratedFile>>,
    /// By reader; nothing where the reader has not scored.
    pub readers: Vec<Option<CalibratedReader>>,
    /// Standard deviations, where any severity can be told.
    pub deviations: Option<Deviations>,
    /// How many groups there are that cannot be compared with each other.
    pub groups: usize,
    /// The ratio of the variances of severity and error, kept when a reader is left out.
    ratio: f64,
}

impl Estimate {
    /// Rounded to the thousandth.
    fn of(value: f64, variance: f64) -> Self {
        let error = variance.max(0.0).sqrt();
        Self {
            value: rounded(value),
            error: rounded(error),
            low: rounded(value - WIDTH * error),
            high: rounded(value + WIDTH * error),
        }
    }

    /// A standard deviation from a sum of squares and its degrees of freedom, with the standard error it has in large
    /// samples, σ / √(2f). Nothing without a degree of freedom.
    fn of_deviation(squares: f64, freedom: f64) -> Option<Self> {
        if freedom <= 0.0 {
            return None;
        }
        let variance = squares.max(0.0) / freedom;
        let mut deviation = Self::of(variance.sqrt(), variance / (2.0 * freedom));
        deviation.low = deviation.low.max(0);
        Some(deviation)
    }
}

/// Calibrates the scores. The same scores and the same seed give the same answer, in whatever order the scores come; the
/// seed matters for the intervals of ranks alone.
///
/// # Errors
/// [`Fault`] names the score that cannot be understood.
pub fn calibrate(scores: &Scores, seed: u64) -> Result<Calibration, Fault> {
    let table = Table::new(scores)?;
    let overlap = Overlap::of(&table);
    let fit = Fit::of(&table, &overlap);
    let ranks = simulate::ranks(&table, &overlap, &fit, seed);
    let raw: Vec<Option<i64>> = table.files.iter().map(|file| table::mean(file)).collect();
    let places = rank::places(&raw);
    let file = |at: usize| {
        let scores = &table.files[at];
        let adjusted = match (ranks[at], fit.adjusted(&overlap, scores)) {
            (Some((group, rank)), Some((value, variance))) => Ok(Adjusted {
                score: Estimate::of(value, variance),
                group,
                rank,
            }),
            _ => Err(TooLittleOverlap),
        };
        Some(CalibratedFile {
            scores: u32::try_from(scores.len()).unwrap_or(u32::MAX),
            raw: raw[at]?,
            raw_place: places[at]?,
            range: table::range(scores),
            adjusted,
        })
    };
    let reader = |at: usize| fit.reader(&table, &overlap, at);
    Ok(Calibration {
        files: (0..scores.files).map(file).collect(),
        readers: (0..scores.readers).map(reader).collect(),
        deviations: fit.deviations(&table, &overlap),
        groups: overlap.groups,
        ratio: fit.ratio(),
    })
}

/// The nearest whole number, halves up.
fn rounded(value: f64) -> i64 {
    (value + 0.5).floor() as i64
}

#[cfg(test)]
mod tests;
