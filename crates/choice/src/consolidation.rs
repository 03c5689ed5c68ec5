//! What several readers' scores of one file come to, when another reader is called, and each step on the way.
//!
//! Scores are integers in thousandths of a point, from 0 up. Means are rounded half up to the thousandth, once, at the
//! end; comparisons are made on the exact fractions. Who did not score is not in the list: absence is never a zero.

mod steps;

pub use steps::{Basis, Explained, Fraction, Step};

/// What a rule makes of the scores at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consolidated {
    /// The readers disagree too far: another one is needed before there is a score.
    AnotherReader,
    /// The consolidated score, thousandths of a point.
    Score(i64),
}

/// The arithmetic mean, rounded half up; nothing when there are no scores.
pub fn mean(scores: &[i64]) -> Option<i64> {
    let of = i128::try_from(scores.len()).ok()?;
    Fraction {
        parts: sum(scores),
        of,
    }
    .rounded()
}

/// The rule of the European Commission's research executive agency (REC) for two readers, whose `percent` is 30.
///
/// A gap of more than `percent` of the higher score calls a third reader; exactly as much does not. With three scores
/// the two closest count; when they are equidistant all three do. With still more scores, every score that belongs to a
/// closest pair counts. Nothing when there are no scores.
pub fn third_reader(scores: &[i64], percent: u32) -> Option<Consolidated> {
    explain_third_reader(scores, percent).map(|told| told.result)
}

/// The rule of Kultura Nova, whose `percent` is 40: a gap of `percent` of `maximum` or more between the highest and the
/// lowest score calls another reader; once there are more than `readers` scores, the one farthest from their mean is
/// dropped instead.
///
/// Two scores equally far on either side leave no one most deviant: then none is dropped. `maximum` is the highest
/// score the grid allows, in the same unit as the scores. Nothing when there are no scores.
pub fn drop_deviant(
    scores: &[i64],
    maximum: i64,
    readers: usize,
    percent: u32,
) -> Option<Consolidated> {
    explain_drop_deviant(scores, maximum, readers, percent).map(|told| told.result)
}

/// [`mean`], step by step.
pub fn explain_mean(scores: &[i64]) -> Option<Explained> {
    Explained::begin(scores).mean_of(scores)
}

/// [`third_reader`], step by step.
pub fn explain_third_reader(scores: &[i64], percent: u32) -> Option<Explained> {
    let begun = Explained::begin(scores);
    match scores {
        [] | [_] => begun.mean_of(scores),
        [first, second] => {
            let (lower, higher) = (*first.min(second), *first.max(second));
            let told = begun.and(Step::gap(lower, higher, percent, Basis::Higher));
            if told.too_far() {
                return Some(told.another_reader());
            }
            told.mean_of(scores)
        }
        _ => {
            let closest = steps::closest(scores);
            let counted = closest.counted().to_vec();
            begun.and(closest).mean_of(&counted)
        }
    }
}

/// [`drop_deviant`], step by step.
pub fn explain_drop_deviant(
    scores: &[i64],
    maximum: i64,
    readers: usize,
    percent: u32,
) -> Option<Explained> {
    let begun = Explained::begin(scores);
    let (lowest, highest) = (*scores.iter().min()?, *scores.iter().max()?);
    if scores.len() == 1 || maximum <= 0 {
        return begun.mean_of(scores);
    }
    let told = begun.and(Step::gap(lowest, highest, percent, Basis::Maximum(maximum)));
    if !told.too_far() {
        return told.mean_of(scores);
    }
    if scores.len() <= readers {
        return Some(told.another_reader());
    }
    let (step, kept) = steps::without_most_deviant(scores)?;
    told.and(step).mean_of(&kept)
}

/// The sum, wide enough for any number of scores.
fn sum(scores: &[i64]) -> i128 {
    scores.iter().map(|score| i128::from(*score)).sum()
}

#[cfg(test)]
mod tests;
