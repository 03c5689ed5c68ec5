//! Which rules cannot hold together: the smallest set of them that makes a demand impossible.

use std::collections::BTreeSet;

use super::flow::Flow;
use super::{Demand, Infeasible, Load, shortage};

/// A rule an assignment must keep. `B` is the caller's own name for a reason why a pair must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule<B> {
    /// No pair that is barred for this reason.
    Bar(B),
    /// The least and the most files of every reader.
    Load,
    /// No two readers of one group on a file.
    Group,
}

/// A demand whose rules stand apart, so that each can be lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structured<B> {
    /// Readers each file needs, beside those it has.
    pub readers_needed: Vec<u32>,
    /// How many files each reader is given.
    pub capacity: Vec<Load>,
    /// By file, then by reader: every reason why the pair must not be.
    pub barred: Vec<Vec<BTreeSet<B>>>,
    /// By reader: the group.
    pub groups: Vec<Option<u32>>,
    /// By file: the groups of the readers it has already.
    pub held_groups: Vec<BTreeSet<u32>>,
}

/// Rules that cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict<B> {
    /// The fewest rules that make the demand impossible; without rules there are simply too few readers. Where several
    /// sets are as small, the first in the order of the rules.
    pub rules: BTreeSet<Rule<B>>,
    /// The files and readers that show it when these rules alone hold.
    pub witness: Infeasible,
}

impl<B: Ord + Copy> Structured<B> {
    /// All rules there are.
    fn rules(&self) -> Vec<Rule<B>> {
        let bars: BTreeSet<B> = self.barred.iter().flatten().flatten().copied().collect();
        let bars = bars.into_iter().map(Rule::Bar);
        bars.chain([Rule::Load, Rule::Group]).collect()
    }

    /// The demand of some files under some of the rules. Every pair that may be costs the same. Least loads are a matter
    /// of all files together, and left out where only some are looked at.
    fn under(&self, rules: &BTreeSet<Rule<B>>, files: &[usize], least: bool) -> Demand {
        let cost = |file: &usize| {
            let row = self.barred.get(*file).into_iter().flatten();
            row.map(|bars| {
                let barred = bars.iter().any(|bar| rules.contains(&Rule::Bar(*bar)));
                (!barred).then_some(0)
            })
            .collect()
        };
        let any = Load::between(0, u32::try_from(files.len()).unwrap_or(u32::MAX));
        let bounds = |load: &Load| match (rules.contains(&Rule::Load), least) {
            (true, true) => Load::between(load.least, load.most),
            (true, false) => Load::between(0, load.most),
            (false, _) => any,
        };
        let needed = |file: &usize| self.readers_needed.get(*file).copied().unwrap_or(0);
        let mut demand = Demand::without_groups(
            files.iter().map(needed).collect(),
            self.capacity.iter().map(bounds).collect(),
            files.iter().map(cost).collect(),
        );
        if rules.contains(&Rule::Group) {
            let held = |file: &usize| self.held_groups.get(*file).cloned().unwrap_or_default();
            demand.groups.clone_from(&self.groups);
            demand.held_groups = files.iter().map(held).collect();
        }
        demand
    }
}

/// The smallest set of rules that cannot hold together; nothing when all of them can.
///
/// It is looked for among the files that show that all rules together cannot hold, so that what is named is what stands
/// in these files' way.
///
/// # Errors
/// [`Infeasible::Shape`] or [`Infeasible::Bounds`] when the demand contradicts itself.
pub fn smallest_conflict<B: Ord + Copy>(
    demand: &Structured<B>,
) -> Result<Option<Conflict<B>>, Infeasible> {
    let (files, readers) = (demand.readers_needed.len(), demand.capacity.len());
    if demand.held_groups.len() != files || demand.barred.len() != files {
        return Err(Infeasible::Shape { files, readers });
    }
    let all = demand.rules();
    let everything: Vec<usize> = (0..files).collect();
    let whole: BTreeSet<Rule<B>> = all.iter().copied().collect();
    let Err(witness) = feasible(&demand.under(&whole, &everything, true)) else {
        return Ok(None);
    };
    let (concerned, least) = match witness {
        Infeasible::TooFewReaders { file, .. } => (vec![file], false),
        Infeasible::TooLittleCapacity { files, .. } => (files, false),
        Infeasible::TooFewFiles { .. } => (everything, true),
        contradiction => return Err(contradiction),
    };
    let found = by_size(&all).find_map(|rules| {
        let witness = feasible(&demand.under(&rules, &concerned, least)).err()?;
        let witness = witness.renumbered(&concerned);
        Some(Conflict { rules, witness })
    });
    Ok(found)
}

/// All subsets, small ones first.
fn by_size<R: Ord + Copy>(rules: &[R]) -> impl Iterator<Item = BTreeSet<R>> {
    let mut sets = vec![Vec::new()];
    for (at, _) in rules.iter().enumerate() {
        let with = |set: &Vec<usize>| set.iter().copied().chain([at]).collect();
        let more: Vec<Vec<usize>> = sets.iter().map(with).collect();
        sets.extend(more);
    }
    sets.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    let named = |set: Vec<usize>| {
        set.into_iter()
            .filter_map(|at| rules.get(at).copied())
            .collect()
    };
    sets.into_iter().map(named)
}

/// Whether a demand can be met, whatever it costs.
fn feasible(demand: &Demand) -> Result<(), Infeasible> {
    demand.check()?;
    shortage::check_files(demand)?;
    let mut flow = Flow::new(demand);
    // Without least loads any reader with room will do; with them, the flow has to look further.
    let any = demand.capacity.iter().all(|load| load.least == 0);
    for (file, needed) in demand.readers_needed.iter().enumerate() {
        for _ in 0..*needed {
            let given = any && flow.give_reader_with_room(file) || flow.give_reader(file);
            if !given {
                return Err(shortage::explain(demand, &flow, file));
            }
        }
    }
    shortage::check_loads(demand, &flow)
}

impl Infeasible {
    /// The same, with the files' numbers in the whole demand in place of those among some files.
    fn renumbered(self, files: &[usize]) -> Self {
        let number = |file: usize| files.get(file).copied().unwrap_or(file);
        match self {
            Self::TooFewReaders {
                file,
                available,
                needed,
            } => Self::TooFewReaders {
                file: number(file),
                available,
                needed,
            },
            Self::TooLittleCapacity {
                files,
                readers,
                available,
                needed,
            } => Self::TooLittleCapacity {
                files: files.into_iter().map(number).collect(),
                readers,
                available,
                needed,
            },
            other => other,
        }
    }
}
