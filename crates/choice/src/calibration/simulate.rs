//! Intervals of ranks, from many draws of all adjusted scores at once.
//!
//! Files that share a reader move together when the reader's severity is drawn, which intervals of single scores do not
//! show. Each draw is ranked within the groups; an interval holds the middle 95 % of a file's places, and the place it
//! has by its own score.

use super::Rank;
use super::fit::Fit;
use super::overlap::Overlap;
use super::rank::places;
use super::rounded;
use super::table::{Entry, Table};

/// Draws at most, and places kept at most, whichever gives fewer draws, but never fewer than [`FEWEST`].
const DRAWS: usize = 1_000;
const PLACES: usize = 4_000_000;
const FEWEST: usize = 200;

/// By file: the group and the rank in it; nothing where there is too little overlap.
pub(super) fn ranks(
    table: &Table,
    overlap: &Overlap,
    fit: &Fit,
    seed: u64,
) -> Vec<Option<(usize, Rank)>> {
    let mut found = vec![None; table.files.len()];
    let mut draws = Draws::new(table, overlap, fit, seed);
    let drawn = draws.places();
    for (group, members) in draws.members.iter().enumerate() {
        let scores: Vec<Option<i64>> = members
            .iter()
            .map(|at| Some(rounded(draws.scores[*at])))
            .collect();
        let of = u32::try_from(members.len()).unwrap_or(u32::MAX);
        for (at, place) in members.iter().zip(places(&scores)) {
            let Some(place) = place else { continue };
            let (best, worst) = middle(&drawn[*at]);
            let rank = Rank {
                place,
                best: best.min(place),
                worst: worst.max(place),
                of,
            };
            found[draws.files[*at].0] = Some((group, rank));
        }
    }
    found
}

/// The places that leave 2.5 % of the draws on either side.
fn middle(places: &[u32]) -> (u32, u32) {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let beside = sorted.len() / 40;
    let best = sorted.get(beside).copied().unwrap_or(u32::MAX);
    let worst = sorted.iter().rev().nth(beside).copied().unwrap_or(0);
    (best, worst)
}

struct Draws<'a> {
    fit: &'a Fit,
    overlap: &'a Overlap,
    /// Files that have a group, with their number.
    files: Vec<(usize, &'a [Entry])>,
    /// Their adjusted scores.
    scores: Vec<f64>,
    /// By group: its files, by their position in `files`.
    members: Vec<Vec<usize>>,
    numbers: Normal,
}

impl<'a> Draws<'a> {
    fn new(table: &'a Table, overlap: &'a Overlap, fit: &'a Fit, seed: u64) -> Self {
        let mut draws = Self {
            fit,
            overlap,
            files: Vec::new(),
            scores: Vec::new(),
            members: vec![Vec::new(); overlap.groups],
            numbers: Normal(seed),
        };
        for (at, file) in table.files.iter().enumerate() {
            let adjusted = fit.adjusted(overlap, file);
            let (Some(group), Some((score, _))) = (overlap.group_of(file), adjusted) else {
                continue;
            };
            draws.members[group].push(draws.files.len());
            draws.files.push((at, file));
            draws.scores.push(score);
        }
        draws
    }

    /// By file: its place in every draw.
    fn places(&mut self) -> Vec<Vec<u32>> {
        let count = (PLACES / self.files.len().max(1)).clamp(FEWEST, DRAWS);
        let mut places = vec![Vec::with_capacity(count); self.files.len()];
        let mut order: Vec<(f64, usize)> = Vec::new();
        for _ in 0..count {
            let scores = self.draw();
            for members in &self.members {
                order.clear();
                order.extend(members.iter().map(|at| (scores[*at], *at)));
                order.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
                for (place, (_, at)) in (1..).zip(&order) {
                    places[*at].push(place);
                }
            }
        }
        places
    }

    /// One draw of all adjusted scores.
    fn draw(&mut self) -> Vec<f64> {
        let mut lenience = vec![0.0; self.overlap.len()];
        for (deviation, vector) in self.fit.uncertain() {
            let along = deviation * self.numbers.next();
            for (lenience, part) in lenience.iter_mut().zip(vector) {
                *lenience += along * part;
            }
        }
        let untold: Vec<f64> = self
            .overlap
            .told
            .iter()
            .map(|_| self.fit.unknown() * self.numbers.next())
            .collect();
        let drawn = |(entry, error): (&Entry, f64)| match self.overlap.told[entry.reader] {
            Some(number) => lenience[number] + error,
            None => untold[entry.reader] + error,
        };
        let error = self.fit.error.sqrt();
        let mut scores = Vec::with_capacity(self.files.len());
        for ((_, file), score) in self.files.iter().zip(&self.scores) {
            let numbers = &mut self.numbers;
            let moved: f64 = file
                .iter()
                .map(|entry| drawn((entry, error * numbers.next())))
                .sum();
            scores.push(score + moved / file.len() as f64);
        }
        scores
    }
}

/// Normal numbers from a seed: twelve uniform ones, added up and centred, which is as good as normal for the middle 95 %
/// and takes no logarithm or cosine, which differ from machine to machine.
pub(super) struct Normal(pub(super) u64);

impl Normal {
    /// The next number, of mean 0 and variance 1.
    pub(super) fn next(&mut self) -> f64 {
        let mut sum = 0;
        for _ in 0..3 {
            let bits = self.bits();
            sum += (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        }
        // Each is a whole number of 16 bits: half a unit is added to centre it.
        (sum as f64 + 6.0) / 65_536.0 - 6.0
    }

    /// The next 64 bits: `SplitMix64` (G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number
    /// Generators", OOPSLA 2014).
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
