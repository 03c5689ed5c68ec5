//! The steps of a consolidation as data, for a page to put into words.

use super::{Consolidated, mean, sum};

/// An exact fraction of thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// The numerator.
    pub parts: i128,
    /// The denominator, above 0.
    pub of: i128,
}

impl Fraction {
    /// The nearest thousandth of a point, halves up; nothing without a denominator.
    pub fn rounded(self) -> Option<i64> {
        if self.of <= 0 {
            return None;
        }
        // floor(parts / of + 1/2), which rounds halves up below zero as well.
        i64::try_from((2 * self.parts + self.of).div_euclid(2 * self.of)).ok()
    }
}

/// What the limit of a gap is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The higher score. The readers differ too far when the gap is over the limit.
    Higher,
    /// The highest score the grid allows. The readers differ too far when the gap is at or over the limit.
    Maximum(i64),
}

/// One step from the scores to what they come to. All numbers are thousandths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The scores at hand, in the order given.
    Scores {
        /// The scores.
        scores: Vec<i64>,
    },
    /// The gap between the lowest and the highest score is held against its limit.
    Gap {
        /// The lowest score.
        lower: i64,
        /// The highest score.
        higher: i64,
        /// The difference.
        gap: i64,
        /// The share of the basis that is the limit.
        percent: u32,
        /// What the limit is a share of.
        of: Basis,
        /// The limit itself.
        limit: Fraction,
        /// Whether the readers differ too far.
        too_far: bool,
    },
    /// The scores that belong to a closest pair count.
    Closest {
        /// These, in ascending order.
        counted: Vec<i64>,
        /// How far a closest pair is apart.
        gap: i64,
        /// The others, in ascending order.
        left_out: Vec<i64>,
    },
    /// All neighbours are equally far apart, so that no pair is the closest and all scores count.
    Equidistant {
        /// All scores, in ascending order.
        counted: Vec<i64>,
        /// How far neighbours are apart.
        gap: i64,
    },
    /// The score farthest from the mean of all is dropped.
    Dropped {
        /// That score.
        score: i64,
        /// The mean of all scores.
        mean_of_all: Fraction,
        /// How far the score is from it.
        distance: Fraction,
    },
    /// Different scores are equally far from the mean of all: nobody is the most deviant, and nobody is dropped.
    NobodyMostDeviant {
        /// The mean of all scores.
        mean_of_all: Fraction,
        /// How far the farthest are from it.
        distance: Fraction,
    },
    /// The mean of the scores that count, rounded half up.
    Mean {
        /// The scores that count.
        of: Vec<i64>,
        /// Their sum.
        sum: i128,
        /// Their mean.
        mean: i64,
    },
}

impl Step {
    /// Holds the gap between two scores against its limit.
    pub(super) fn gap(lower: i64, higher: i64, percent: u32, of: Basis) -> Self {
        let base = match of {
            Basis::Higher => higher,
            Basis::Maximum(maximum) => maximum,
        };
        let limit = Fraction {
            parts: i128::from(base) * i128::from(percent),
            of: 100,
        };
        let gap = i128::from(higher) - i128::from(lower);
        let too_far = match of {
            Basis::Higher => gap * limit.of > limit.parts,
            Basis::Maximum(_) => gap * limit.of >= limit.parts,
        };
        Self::Gap {
            lower,
            higher,
            gap: i64::try_from(gap).unwrap_or(i64::MAX),
            percent,
            of,
            limit,
            too_far,
        }
    }

    /// The scores a choice among them leaves.
    pub(super) fn counted(&self) -> &[i64] {
        match self {
            Self::Closest { counted, .. } | Self::Equidistant { counted, .. } => counted,
            _ => &[],
        }
    }
}

/// The way from the scores to what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The steps, in order: the scores first, the mean last where there is one.
    pub steps: Vec<Step>,
    /// What they lead to.
    pub result: Consolidated,
}

impl Explained {
    /// The first step: the scores at hand. Until a mean is taken, another reader is needed.
    pub(super) fn begin(scores: &[i64]) -> Self {
        let scores = scores.to_vec();
        Self {
            steps: vec![Step::Scores { scores }],
            result: Consolidated::AnotherReader,
        }
    }

    pub(super) fn and(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Whether the last step found the readers too far apart.
    pub(super) fn too_far(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Gap { too_far: true, .. }))
    }

    pub(super) fn another_reader(mut self) -> Self {
        self.result = Consolidated::AnotherReader;
        self
    }

    /// The last step: the mean of the scores that count; nothing when there are none.
    pub(super) fn mean_of(mut self, counted: &[i64]) -> Option<Self> {
        let mean = mean(counted)?;
        self.result = Consolidated::Score(mean);
        Some(self.and(Step::Mean {
            of: counted.to_vec(),
            sum: sum(counted),
            mean,
        }))
    }
}

/// The scores that belong to a pair with the smallest gap.
pub(super) fn closest(scores: &[i64]) -> Step {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let gaps: Vec<i128> = sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .map(|(lower, higher)| i128::from(*higher) - i128::from(*lower))
        .collect();
    let smallest = gaps.iter().min().copied().unwrap_or(0);
    let near = |at: usize| gaps.get(at) == Some(&smallest);
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for (at, score) in sorted.into_iter().enumerate() {
        if near(at) || at.checked_sub(1).is_some_and(near) {
            counted.push(score);
        } else {
            left_out.push(score);
        }
    }
    let gap = i64::try_from(smallest).unwrap_or(i64::MAX);
    if gaps.len() > 1 && gaps.iter().all(|other| *other == smallest) {
        Step::Equidistant { counted, gap }
    } else {
        Step::Closest {
            counted,
            gap,
            left_out,
        }
    }
}

/// Drops the score farthest from the mean of all, and answers the others; all of them when different scores are
/// equally far. Nothing without scores.
pub(super) fn without_most_deviant(scores: &[i64]) -> Option<(Step, Vec<i64>)> {
    let of = i128::try_from(scores.len()).ok()?;
    let mean_of_all = Fraction {
        parts: sum(scores),
        of,
    };
    // Distance from the mean times the number of scores: no fractions.
    let distance = |score: i64| (i128::from(score) * of - mean_of_all.parts).abs();
    let farthest = scores.iter().map(|score| distance(*score)).max()?;
    let mut deviant = scores.iter().filter(|score| distance(**score) == farthest);
    let first = *deviant.next()?;
    let distance = Fraction {
        parts: farthest,
        of,
    };
    if deviant.any(|other| *other != first) {
        let step = Step::NobodyMostDeviant {
            mean_of_all,
            distance,
        };
        return Some((step, scores.to_vec()));
    }
    let mut kept = scores.to_vec();
    if let Some(at) = kept.iter().position(|score| *score == first) {
        kept.remove(at);
    }
    let step = Step::Dropped {
        score: first,
        mean_of_all,
        distance,
    };
    Some((step, kept))
}
