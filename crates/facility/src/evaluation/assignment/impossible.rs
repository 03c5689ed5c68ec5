//! Why the files cannot all be given out, with names in place of numbers.

use std::collections::BTreeSet;

use workflow::call::Call;

use super::Bar;
use super::plan::Round;
use super::solve::Impossible;

/// A rule that stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Pairs that must not be.
    Bar(Bar),
    /// The most files of evaluators.
    Load,
    /// No two evaluators of one agency on a file.
    Agency,
}

impl std::fmt::Display for Obstacle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bar(bar) => bar.fmt(f),
            Self::Load => f.write_str("load"),
            Self::Agency => f.write_str("agency"),
        }
    }
}

/// The fewest rules that cannot hold together, and where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    /// The rules; none when there are simply too few evaluators.
    pub obstacles: BTreeSet<Obstacle>,
    /// References of the files that show it.
    pub files: Vec<String>,
    /// The languages of these files (BCP 47), where language stands in the way.
    pub languages: BTreeSet<String>,
    /// Names of the evaluators the files depend on; empty when one file has too few, whatever their load.
    pub evaluators: Vec<String>,
    /// Readings these evaluators can take, or evaluators there are for the one file.
    pub available: u64,
    /// Readings, or evaluators, that are needed.
    pub needed: u64,
}

pub(super) fn hindrance(call: &Call, round: &Round, why: &Impossible) -> Hindrance {
    let files = || why.files.iter().filter_map(|file| round.files.get(*file));
    let mut obstacles: BTreeSet<Obstacle> = why.bars.iter().copied().map(Obstacle::Bar).collect();
    obstacles.extend(why.load.then_some(Obstacle::Load));
    obstacles.extend(why.agency.then_some(Obstacle::Agency));
    let languages = if why.bars.contains(&Bar::Language) {
        files().filter_map(|file| file.language.clone()).collect()
    } else {
        BTreeSet::new()
    };
    Hindrance {
        obstacles,
        languages,
        files: files()
            .filter_map(|file| file.state.reference(call))
            .collect(),
        evaluators: why
            .readers
            .iter()
            .filter_map(|reader| Some(round.readers.get(*reader)?.name.clone()))
            .collect(),
        available: why.available,
        needed: why.needed,
    }
}
