//! Screening: one name searched among many listed ones.
//!
//! The [`Index`] finds exactly what comparing with every name would find, without doing so: it looks up the words of the
//! searched name under the same conditions on which [`crate::similarity`] takes two words for one, and compares in full
//! only where the words found could reach the threshold.

mod gathered;
mod index;
mod keys;
mod search;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

pub use index::Index;

use crate::consolidated_list::{Entry, Kind};
use crate::similarity::Compared;

/// The score from which a listed name is a match to be reviewed, in thousandths; chosen from the curve in
/// `docs/sanctions.md`.
pub const DEFAULT_THRESHOLD: u16 = 850;

/// What is taken off the score when every known year of birth lies too far from the searched one, in thousandths.
pub const BIRTH_APART: u16 = 100;

/// How many years two dates of birth may lie apart and still be taken for one.
pub const BIRTH_YEARS: u32 = 2;

/// Something listed under one or more names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<K> {
    /// What the caller knows it by.
    pub key: K,
    /// A person or an organisation.
    pub kind: Kind,
    /// Its names; matches tell which by its place here.
    pub names: Vec<String>,
    /// The years it may have been born in; empty when unknown.
    pub births: Vec<RangeInclusive<i32>>,
}

impl<K> Listed<K> {
    /// An entry of the Consolidated List, under a key of the caller's.
    pub fn entry(key: K, entry: &Entry) -> Self {
        Self {
            key,
            kind: entry.kind,
            names: entry.names.iter().map(|name| name.text.clone()).collect(),
            births: entry
                .births
                .iter()
                .map(crate::consolidated_list::Birth::years)
                .collect(),
        }
    }
}

/// What is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query<'a> {
    /// The name, in any script.
    pub name: &'a str,
    /// Only persons, only organisations, or both.
    pub kind: Option<Kind>,
    /// The year of birth, when known.
    pub born: Option<i32>,
}

/// A listed name that is like the searched one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match<K> {
    /// Which of the listed.
    pub key: K,
    /// Which of its names, by place.
    pub name: usize,
    /// The score by which matches are ordered: that of the names, less [`BIRTH_APART`] when the births speak against it.
    /// It may so lie below the threshold: a year of birth never takes a match away.
    pub score: u16,
    /// The names compared; its score alone is held against the threshold.
    pub compared: Compared,
    /// What the years of birth say.
    pub birth: Birth,
}

/// What the years of birth say about a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "says", content = "years")]
pub enum Birth {
    /// One of the two is not known.
    Unknown,
    /// At most [`BIRTH_YEARS`] apart.
    Agrees,
    /// The nearest known year is this many years apart.
    Differs(u32),
}

impl Birth {
    /// What a year of birth says against the years that are listed, the nearest of them.
    pub fn of(born: Option<i32>, listed: &[RangeInclusive<i32>]) -> Self {
        let Some(born) = born else {
            return Self::Unknown;
        };
        let apart = |years: &RangeInclusive<i32>| {
            let before = years.start().saturating_sub(born).max(0);
            before.max(born.saturating_sub(*years.end())).unsigned_abs()
        };
        match listed.iter().map(apart).min() {
            None => Self::Unknown,
            Some(years) if years <= BIRTH_YEARS => Self::Agrees,
            Some(years) => Self::Differs(years),
        }
    }
}
