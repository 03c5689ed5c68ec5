//! The exact assignment, and the rules that cannot hold together where there is none.

use std::collections::BTreeSet;

use choice::assignment::{
    self, Demand, Infeasible, Load, Regions, Rule, Structured, smallest_conflict,
};
use chrono::NaiveDate;
use workflow::country::Region;
use workflow::evaluation::Rules;

use super::ground::{NeedyFile, Reader, numbered};
use super::{Bar, wish};
use crate::failure::Failure;

/// Files and evaluators with the rules they are brought together by.
pub struct Problem<'a> {
    /// The call's rules.
    pub rules: &'a Rules,
    /// Files that wait.
    pub files: &'a [NeedyFile],
    /// Evaluators.
    pub readers: &'a [Reader],
    /// Evaluators already on each file, with their agency.
    pub on_file: Vec<BTreeSet<String>>,
    /// The day it is done.
    pub today: NaiveDate,
}

/// Why the files cannot all be given out: the fewest rules that cannot hold together, and where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// Why pairs must not be, among the rules that stand in the way.
    pub bars: BTreeSet<Bar>,
    /// Whether the most files of evaluators stands in the way.
    pub load: bool,
    /// Whether it stands in the way that no two evaluators of one agency read a file.
    pub agency: bool,
    /// The files that show it.
    pub files: Vec<usize>,
    /// The evaluators these depend on; empty when the files have too few of any load.
    pub readers: Vec<usize>,
    /// Readings these evaluators can take, or evaluators there are for the one file.
    pub available: u64,
    /// Readings, or evaluators, that are needed.
    pub needed: u64,
}

impl Problem<'_> {
    fn barred(&self) -> Vec<Vec<BTreeSet<Bar>>> {
        let bars = |file: &NeedyFile| {
            let row = self.readers.iter();
            row.map(|reader| reader.bars(file, self.rules, self.today))
                .collect()
        };
        self.files.iter().map(bars).collect()
    }

    fn groups(&self) -> (Vec<Option<u32>>, Vec<BTreeSet<u32>>) {
        if !self.rules.distinct_agencies {
            let none = vec![None; self.readers.len()];
            return (none, vec![BTreeSet::new(); self.files.len()]);
        }
        let agencies = self
            .readers
            .iter()
            .filter_map(|reader| reader.profile.agency.clone())
            .chain(self.on_file.iter().flatten().cloned());
        let numbers = numbered(agencies);
        let of = |agency: &String| numbers.get(agency).copied();
        let groups = self
            .readers
            .iter()
            .map(|reader| reader.profile.agency.as_ref().and_then(of))
            .collect();
        let held = self.on_file.iter();
        let held = held.map(|agencies| agencies.iter().filter_map(of).collect());
        (groups, held.collect())
    }

    fn capacity(&self) -> Vec<Load> {
        let step = wish::step_of_load(self.rules);
        let load = |reader: &Reader| Load {
            held: reader.held,
            step,
            ..Load::between(0, reader.room(self.rules))
        };
        self.readers.iter().map(load).collect()
    }

    fn needed(&self) -> Vec<u32> {
        self.files.iter().map(|file| file.needs).collect()
    }

    /// The cheapest assignment: pairs of file and evaluator by their place, in order.
    pub fn solve(&self) -> Result<Vec<(usize, usize)>, Solved> {
        let barred = self.barred();
        let cost = self.files.iter().zip(&barred).map(|(file, row)| {
            let pair = |(reader, bars): (&Reader, &BTreeSet<Bar>)| {
                let cost = wish::fit(file, reader, self.rules).cost + wish::mixing(file, reader);
                bars.is_empty().then_some(cost)
            };
            self.readers.iter().zip(row).map(pair).collect()
        });
        let (groups, held_groups) = self.groups();
        let demand = Demand {
            readers_needed: self.needed(),
            capacity: self.capacity(),
            cost: cost.collect(),
            groups,
            held_groups,
        };
        match assignment::assign(&demand) {
            Ok(cheapest) => {
                let spread = assignment::spread(&demand, &cheapest, &self.regions());
                Ok(spread.assignment.pairs)
            }
            Err(_) => Err(self.impossible(barred)),
        }
    }

    /// An evaluator counts as being of a region when they know no other.
    fn regions(&self) -> Regions {
        let numbers = numbered(Region::ALL.iter().copied());
        let of = |reader: &Reader| match reader.profile.regions.first() {
            Some(only) if reader.profile.regions.len() == 1 => numbers.get(only).copied(),
            _ => None,
        };
        Regions {
            of: self.readers.iter().map(of).collect(),
            held: vec![BTreeSet::new(); self.files.len()],
            worth: wish::worth_of_region(self.rules),
        }
    }

    fn impossible(&self, barred: Vec<Vec<BTreeSet<Bar>>>) -> Solved {
        let (groups, held_groups) = self.groups();
        let demand = Structured {
            readers_needed: self.needed(),
            capacity: self.capacity(),
            barred,
            groups,
            held_groups,
        };
        let conflict = match smallest_conflict(&demand) {
            Ok(Some(conflict)) => conflict,
            Ok(None) => return Solved::Fault(Failure::Unexpected("possible after all".to_owned())),
            Err(fault) => return Solved::Fault(Failure::Unexpected(fault.to_string())),
        };
        let bar = |rule: &Rule<Bar>| match rule {
            Rule::Bar(bar) => Some(*bar),
            Rule::Load | Rule::Group => None,
        };
        let (files, readers, available, needed) = match conflict.witness {
            Infeasible::TooFewReaders {
                file,
                available,
                needed,
            } => (vec![file], Vec::new(), available.into(), needed.into()),
            Infeasible::TooLittleCapacity {
                files,
                readers,
                available,
                needed,
            } => (files, readers, available, needed),
            fault => return Solved::Fault(Failure::Unexpected(fault.to_string())),
        };
        Solved::Impossible(Impossible {
            bars: conflict.rules.iter().filter_map(bar).collect(),
            load: conflict.rules.contains(&Rule::Load),
            agency: conflict.rules.contains(&Rule::Group),
            files,
            readers,
            available,
            needed,
        })
    }
}

/// Why there is no assignment.
pub enum Solved {
    /// The rules cannot hold together.
    Impossible(Impossible),
    /// Something else went wrong.
    Fault(Failure),
}
