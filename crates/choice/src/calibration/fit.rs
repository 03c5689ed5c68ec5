//! The mixed model: variances, severities, adjusted scores and how sure they are.
//!
//! Within a file only the differences between its readers say anything of their severities. With the files absorbed, the
//! mixed model equations are `(L + λI) u = r`: `L` is the Laplacian of shared files, `r` the sum of each reader's
//! distances from the files' means, `u` the readers' leniences (severities with the sign turned), and `λ` the variance of
//! the error by that of severity. In the eigenvectors of `L` the equations fall apart, and an iteration of EM costs no
//! more than a sum over the readers.

use super::matrix::Matrix;
use super::overlap::Overlap;
use super::table::{Entry, Table, mean};
use super::{CalibratedReader, Deviations, Estimate, Severity, TooLittleOverlap, rounded};

/// The least variance of the error: a thousandth of a point, beyond which scores do not tell anything.
const FLOOR: f64 = 1.0;
/// EM ends here at the latest; variances that go towards 0 take long to get there.
const ITERATIONS: usize = 5_000;

/// What the differences within files say of the readers.
pub(super) struct Within {
    /// The Laplacian of shared files.
    pub(super) laplacian: Matrix,
    /// By reader: the sum of the distances from the files' means.
    pub(super) sums: Vec<f64>,
    /// The sum of the squares of these distances.
    squares: f64,
    /// Scores less files.
    freedom: f64,
}

impl Within {
    pub(super) fn of(table: &Table, overlap: &Overlap) -> Self {
        let mut within = Self {
            laplacian: Matrix::zero(overlap.len()),
            sums: vec![0.0; overlap.len()],
            squares: 0.0,
            freedom: 0.0,
        };
        for file in &table.files {
            within.add(file, overlap);
        }
        within
    }

    fn add(&mut self, file: &[Entry], overlap: &Overlap) {
        let scored = |entry: &Entry| Some((overlap.told[entry.reader]?, entry.value()));
        let scores: Vec<(usize, f64)> = file.iter().filter_map(scored).collect();
        let count = scores.len() as f64;
        let mean = scores.iter().map(|(_, score)| score).sum::<f64>() / count;
        for (number, score) in &scores {
            let distance = score - mean;
            self.sums[*number] += distance;
            self.squares += distance * distance;
            *self.laplacian.at(*number, *number) += 1.0;
            for (other, _) in &scores {
                *self.laplacian.at(*number, *other) -= 1.0 / count;
            }
        }
        self.freedom += (count - 1.0).max(0.0);
    }
}

/// One direction in which severities differ: an eigenvector of the Laplacian.
struct Direction {
    /// How much the files say of it: the eigenvalue, above 0.
    weight: f64,
    /// What they say: the sums along the vector.
    sum: f64,
    vector: Vec<f64>,
}

pub(super) struct Fit {
    directions: Vec<Direction>,
    /// Variance of severity.
    severity: f64,
    /// Variance of the error.
    pub(super) error: f64,
    /// By number: lenience, which is severity with the sign turned.
    pub(super) lenience: Vec<f64>,
    /// Whether anything can be told at all.
    told: bool,
}

impl Fit {
    pub(super) fn of(table: &Table, overlap: &Overlap) -> Self {
        let within = Within::of(table, overlap);
        let (squares, freedom) = (within.squares, within.freedom);
        let directions = directions(within);
        let told = !directions.is_empty();
        let (severity, error) = if told {
            variances(&directions, squares, freedom)
        } else {
            (0.0, 0.0)
        };
        let mut fit = Self {
            lenience: vec![0.0; overlap.len()],
            directions,
            severity,
            error,
            told,
        };
        for direction in &fit.directions {
            let along = fit.shrunk(direction.weight) * direction.sum;
            for (lenience, part) in fit.lenience.iter_mut().zip(&direction.vector) {
                *lenience += along * part;
            }
        }
        fit
    }

    /// The variance of severity by that of the error; 0 where nothing can be told.
    pub(super) fn ratio(&self) -> f64 {
        if self.told {
            self.severity / self.error
        } else {
            0.0
        }
    }

    /// What one unit of a direction's sum says of the severity along it: less than by the files alone, as it is shrunk.
    fn shrunk(&self, weight: f64) -> f64 {
        self.ratio() / (self.ratio() * weight + 1.0)
    }

    /// The variance that stays in a direction once the scores are known.
    fn left(&self, direction: &Direction) -> f64 {
        self.severity / (self.ratio() * direction.weight + 1.0)
    }

    /// The standard deviation that stays in each direction, with the vector of the direction.
    pub(super) fn uncertain(&self) -> impl Iterator<Item = (f64, &[f64])> {
        let pair = |direction| (self.left(direction).sqrt(), direction.vector.as_slice());
        self.directions.iter().map(pair)
    }

    /// The standard deviation of a severity that cannot be told.
    pub(super) fn unknown(&self) -> f64 {
        self.severity.sqrt()
    }

    /// A file's adjusted score and its variance; nothing when none of its readers can be compared.
    pub(super) fn adjusted(&self, overlap: &Overlap, file: &[Entry]) -> Option<(f64, f64)> {
        overlap.group_of(file)?;
        let count = file.len() as f64;
        let raw = file.iter().map(|entry| entry.value()).sum::<f64>() / count;
        let numbers: Vec<usize> = overlap.numbers(file).collect();
        let lenience: f64 = numbers.iter().map(|number| self.lenience[*number]).sum();
        let in_direction = |direction: &Direction| {
            let part: f64 = numbers.iter().map(|number| direction.vector[*number]).sum();
            part * part * self.left(direction)
        };
        let told: f64 = self.directions.iter().map(in_direction).sum();
        let untold = (file.len() - numbers.len()) as f64 * self.severity;
        let variance = self.error / count + (told + untold) / (count * count);
        Some((raw - lenience / count, variance))
    }

    /// How a reader scores; nothing without scores.
    pub(super) fn reader(
        &self,
        table: &Table,
        overlap: &Overlap,
        reader: usize,
    ) -> Option<CalibratedReader> {
        let own: Vec<Entry> = table
            .files
            .iter()
            .filter_map(|file| file.iter().find(|entry| entry.reader == reader).copied())
            .collect();
        let average = own.iter().map(|entry| entry.value()).sum::<f64>() / own.len() as f64;
        let distances = own.iter().map(|entry| entry.value() - average);
        let squares: f64 = distances.map(|distance| distance * distance).sum();
        let severity = overlap.told[reader].map(|number| Severity {
            points: self.severity_of(number),
            group: overlap.group[number],
        });
        Some(CalibratedReader {
            files: u32::try_from(own.len()).unwrap_or(u32::MAX),
            shared: overlap.shared[reader],
            mean: mean(&own)?,
            severity: severity.ok_or(TooLittleOverlap),
            scale: Estimate::of_deviation(squares, own.len() as f64 - 1.0),
            noise: self.noise(table, overlap, reader),
        })
    }

    fn severity_of(&self, number: usize) -> Estimate {
        let in_direction = |direction: &Direction| {
            let part = direction.vector[number];
            part * part * self.left(direction)
        };
        let variance = self.directions.iter().map(in_direction).sum();
        Estimate::of(-self.lenience[number], variance)
    }

    /// The deviation of a reader's residuals: each file leaves them a share of a degree of freedom.
    fn noise(&self, table: &Table, overlap: &Overlap, reader: usize) -> Option<Estimate> {
        overlap.told[reader]?;
        let (mut squares, mut freedom) = (0.0, 0.0);
        for file in &table.files {
            let known = |entry: &&Entry| overlap.told[entry.reader].is_some();
            let expected = |entry: &Entry| {
                let number = overlap.told[entry.reader]?;
                Some(entry.value() - self.lenience[number])
            };
            let Some(own) = file.iter().find(|entry| entry.reader == reader) else {
                continue;
            };
            let count = file.iter().filter(known).count() as f64;
            let quality = file.iter().filter_map(expected).sum::<f64>() / count;
            let residual = expected(own)? - quality;
            squares += residual * residual;
            freedom += 1.0 - 1.0 / count;
        }
        Estimate::of_deviation(squares, freedom)
    }

    /// The deviations the scores are made of. That of quality is what the adjusted scores of a group differ by, less
    /// what their errors explain.
    pub(super) fn deviations(&self, table: &Table, overlap: &Overlap) -> Option<Deviations> {
        if !self.told {
            return None;
        }
        let mut sums = vec![(0.0, 0.0); overlap.groups];
        let found = |file: &Vec<Entry>| {
            let (score, variance) = self.adjusted(overlap, file)?;
            Some((overlap.group_of(file)?, score, variance))
        };
        let files: Vec<(usize, f64, f64)> = table.files.iter().filter_map(found).collect();
        for (group, score, _) in &files {
            sums[*group].0 += score;
            sums[*group].1 += 1.0;
        }
        let distance =
            |(group, score, _): &(usize, f64, f64)| score - sums[*group].0 / sums[*group].1;
        let squares: f64 = files
            .iter()
            .map(distance)
            .map(|distance| distance * distance)
            .sum();
        let freedom = (files.len() as f64 - overlap.groups as f64).max(1.0);
        let errors: f64 = files.iter().map(|file| file.2).sum::<f64>() / files.len() as f64;
        Some(Deviations {
            quality: rounded((squares / freedom - errors).max(0.0).sqrt()),
            severity: rounded(self.severity.sqrt()),
            error: rounded(self.error.sqrt()),
        })
    }
}

/// The directions the files say anything of: one fewer than readers in each group.
fn directions(within: Within) -> Vec<Direction> {
    let sums = within.sums;
    let size = within.laplacian.size();
    let (values, vectors) = within.laplacian.eigen();
    let highest = values.iter().copied().fold(0.0, f64::max);
    let direction = |at: usize| {
        let vector = vectors.row(at).to_vec();
        let sum = vector.iter().zip(&sums).map(|(part, sum)| part * sum).sum();
        let weight = values[at];
        (weight > highest * 1e-9).then_some(Direction {
            weight,
            sum,
            vector,
        })
    };
    (0..size).filter_map(direction).collect()
}

/// The variances of severity and error by restricted maximum likelihood, with EM.
fn variances(directions: &[Direction], squares: f64, freedom: f64) -> (f64, f64) {
    let count = directions.len() as f64;
    let mut error = (squares / freedom).max(FLOOR);
    let mut severity = error;
    for _ in 0..ITERATIONS {
        let ratio = severity / error;
        let (mut expected, mut explained) = (0.0, 0.0);
        for direction in directions {
            let shrink = ratio * direction.weight + 1.0;
            let along = ratio * direction.sum / shrink;
            expected += along * along + severity / shrink;
            explained += along * direction.sum;
        }
        let next = (
            expected / count,
            ((squares - explained) / freedom).max(FLOOR),
        );
        let change = (next.0 - severity).abs() + (next.1 - error).abs();
        (severity, error) = next;
        if change <= 1e-10 * (severity + error) {
            break;
        }
    }
    (severity, error)
}
