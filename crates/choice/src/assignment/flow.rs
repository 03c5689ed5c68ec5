//! The flow: who holds what so far, and the cheapest way to give a file one more reader.

use super::{Assignment, Demand};

/// A file changing hands.
#[derive(Clone, Copy)]
struct Move {
    cost: i64,
    file: usize,
}

/// The last step of the cheapest way to a reader.
#[derive(Clone, Copy)]
struct Arrival {
    cost: i64,
    /// The file that arrives.
    file: usize,
    /// Who hands it on; nobody when it is the file that needs a reader.
    from: Option<usize>,
}

pub(super) struct Flow<'a> {
    demand: &'a Demand,
    /// Readers of each file.
    readers: Vec<Vec<usize>>,
    /// Files of each reader.
    files: Vec<Vec<usize>>,
    /// From reader to reader: the cheapest file to hand on.
    moves: Vec<Vec<Option<Move>>>,
    /// Readers whose row of `moves` is out of date.
    stale: Vec<bool>,
    /// What reaching a unit of a least load is worth: more than all other costs together.
    reward: i64,
}

impl<'a> Flow<'a> {
    pub(super) fn new(demand: &'a Demand) -> Self {
        let readers = demand.capacity.len();
        let costs = || demand.cost.iter().flatten().flatten();
        let range = costs().max().copied().unwrap_or(0) - costs().min().copied().unwrap_or(0);
        let readings: i64 = demand
            .readers_needed
            .iter()
            .map(|needed| i64::from(*needed))
            .sum();
        Self {
            demand,
            readers: vec![Vec::new(); demand.readers_needed.len()],
            files: vec![Vec::new(); readers],
            moves: vec![vec![None; readers]; readers],
            stale: vec![false; readers],
            reward: range.saturating_mul(readings).saturating_add(1),
        }
    }

    pub(super) fn readers_of(&self, file: usize) -> &[usize] {
        &self.readers[file]
    }

    pub(super) fn files_of(&self, reader: usize) -> &[usize] {
        &self.files[reader]
    }

    /// Gives a file one more reader along the cheapest path. False when there is none.
    pub(super) fn give_reader(&mut self, file: usize) -> bool {
        let arrivals = self.arrivals(file);
        let ends = (0..arrivals.len()).filter_map(|reader| {
            let arrival = arrivals[reader]?;
            Some((arrival.cost + self.cost_of_one_more(reader)?, reader))
        });
        let Some((_, end)) = ends.min() else {
            return false;
        };
        self.hand_on(&arrivals, end);
        true
    }

    /// The cheapest way from a file to every reader (Bellman and Ford; there are no negative cycles).
    fn arrivals(&mut self, file: usize) -> Vec<Option<Arrival>> {
        self.refresh_moves();
        let first = |reader: usize| {
            let cost = self
                .demand
                .cost_of(file, reader)
                .filter(|_| !self.readers[file].contains(&reader))?;
            Some(Arrival {
                cost,
                file,
                from: None,
            })
        };
        let mut arrivals: Vec<Option<Arrival>> = (0..self.files.len()).map(first).collect();
        let mut active: Vec<usize> = (0..arrivals.len())
            .filter(|reader| arrivals[*reader].is_some())
            .collect();
        while !active.is_empty() {
            let mut nearer = vec![false; arrivals.len()];
            for from in active {
                let Some(here) = arrivals[from] else { continue };
                for (to, step) in self.moves[from].iter().enumerate() {
                    let Some(step) = step else { continue };
                    let cost = here.cost + step.cost;
                    if arrivals[to].is_none_or(|known| cost < known.cost) {
                        arrivals[to] = Some(Arrival {
                            cost,
                            file: step.file,
                            from: Some(from),
                        });
                        nearer[to] = true;
                    }
                }
            }
            active = (0..nearer.len()).filter(|reader| nearer[*reader]).collect();
        }
        arrivals
    }

    /// What it costs beside the pair itself to give a reader one more file; nothing when the reader is full.
    fn cost_of_one_more(&self, reader: usize) -> Option<i64> {
        let load = self.demand.capacity[reader];
        let held = self.files[reader].len() as u64;
        if held < u64::from(load.least) {
            Some(-self.reward)
        } else {
            (held < u64::from(load.most)).then_some(0)
        }
    }

    /// Carries out a path, from its end back to the file that needed a reader.
    fn hand_on(&mut self, arrivals: &[Option<Arrival>], end: usize) {
        let mut to = end;
        while let Some(arrival) = arrivals[to] {
            if let Some(from) = arrival.from {
                self.files[from].retain(|file| *file != arrival.file);
                self.readers[arrival.file].retain(|reader| *reader != from);
                self.stale[from] = true;
            }
            self.files[to].push(arrival.file);
            self.readers[arrival.file].push(to);
            for reader in &self.readers[arrival.file] {
                self.stale[*reader] = true;
            }
            let Some(from) = arrival.from else { break };
            to = from;
        }
    }

    /// Finds anew the cheapest files to hand on, where holdings have changed.
    fn refresh_moves(&mut self) {
        for from in 0..self.files.len() {
            if !std::mem::take(&mut self.stale[from]) {
                continue;
            }
            let mut row: Vec<Option<Move>> = vec![None; self.files.len()];
            for file in &self.files[from] {
                let Some(now) = self.demand.cost_of(*file, from) else {
                    continue;
                };
                for (to, cost) in self.demand.cost[*file].iter().enumerate() {
                    let Some(cost) = cost.map(|then| then - now) else {
                        continue;
                    };
                    // Equal costs go to the lower file, whatever the order of holding.
                    let better =
                        row[to].is_none_or(|known| (cost, *file) < (known.cost, known.file));
                    if better && !self.readers[*file].contains(&to) {
                        row[to] = Some(Move { cost, file: *file });
                    }
                }
            }
            self.moves[from] = row;
        }
    }

    pub(super) fn into_assignment(self) -> Assignment {
        let pairs = self
            .readers
            .iter()
            .enumerate()
            .flat_map(|(file, readers)| readers.iter().map(move |r| (file, *r)));
        Assignment::of(self.demand, pairs.collect())
    }
}

impl Assignment {
    /// Puts pairs in order and sums their costs.
    pub(super) fn of(demand: &Demand, mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        let total = pairs
            .iter()
            .filter_map(|(file, reader)| demand.cost_of(*file, *reader))
            .sum();
        Self { pairs, total }
    }
}
