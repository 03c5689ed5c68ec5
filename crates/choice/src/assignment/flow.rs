//! The flow: who holds what so far, and the cheapest way to give a file one more reader.

use super::clash::Marks;
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

/// One step of a path: a file comes to a reader.
#[derive(Clone, Copy)]
struct Step {
    file: usize,
    from: Option<usize>,
    to: usize,
}

pub(super) struct Flow<'a> {
    demand: &'a Demand,
    /// By file, then by reader: the costs of the pairs that may be.
    cost: Vec<Vec<Option<i64>>>,
    marks: Marks,
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
        let (files, readers) = (demand.readers_needed.len(), demand.capacity.len());
        let row = |file| {
            (0..readers)
                .map(|reader| demand.cost_of(file, reader))
                .collect()
        };
        let cost: Vec<Vec<Option<i64>>> = (0..files).map(row).collect();
        let costs = || cost.iter().flatten().flatten();
        let range = costs().max().copied().unwrap_or(0) - costs().min().copied().unwrap_or(0);
        let steepest = demand.capacity.iter().map(|load| {
            let given = files.min(usize::try_from(load.most).unwrap_or(usize::MAX));
            load.rise(given)
        });
        let readings: i64 = demand
            .readers_needed
            .iter()
            .map(|needed| i64::from(*needed))
            .sum();
        let reward = range
            .saturating_add(steepest.max().unwrap_or(0))
            .saturating_mul(readings)
            .saturating_add(1);
        Self {
            demand,
            marks: Marks::new(&demand.groups),
            readers: vec![Vec::new(); files],
            files: vec![Vec::new(); readers],
            moves: vec![vec![None; readers]; readers],
            stale: vec![false; readers],
            reward,
            cost,
        }
    }

    pub(super) fn files_of(&self, reader: usize) -> &[usize] {
        &self.files[reader]
    }

    /// Whether a reader may take a file from one who has it, or beside those who have it.
    pub(super) fn may_take(&self, file: usize, reader: usize, from: Option<usize>) -> bool {
        from != Some(reader)
            && self.cost[file][reader].is_some()
            && self.marks.fits(&self.readers[file], reader, from)
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
        let path = self.path(&arrivals, end);
        self.hand_on(&path);
        true
    }

    /// Gives a file to a reader with room who may take it beside the others, if there is one, whatever the cost.
    pub(super) fn give_reader_with_room(&mut self, file: usize) -> bool {
        let with_room = (0..self.files.len())
            .filter(|reader| self.may_take(file, *reader, None))
            .filter_map(|reader| {
                let load = self.demand.capacity[reader];
                let room = u64::from(load.most).checked_sub(self.files[reader].len() as u64)?;
                (room > 0).then_some((std::cmp::Reverse(room), reader))
            });
        let Some((_, to)) = with_room.min() else {
            return false;
        };
        self.hand_on(&[Step {
            file,
            from: None,
            to,
        }]);
        true
    }

    /// The cheapest way from a file to every reader (Bellman and Ford; there are no negative cycles).
    fn arrivals(&mut self, file: usize) -> Vec<Option<Arrival>> {
        self.refresh_moves();
        let first = |reader: usize| {
            let cost = self.cost[file][reader].filter(|_| self.may_take(file, reader, None))?;
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
        let given = self.files[reader].len();
        let rise = load.rise(given);
        if (given as u64) < u64::from(load.least) {
            Some(rise - self.reward)
        } else {
            ((given as u64) < u64::from(load.most)).then_some(rise)
        }
    }

    /// The steps to a reader, in order, so that no file is brought to one group twice.
    ///
    /// Among the readers alone a way can bring a file to two readers of a group, one after the other. In the flow that
    /// passes the same node twice, and what lies between is a cycle, which never costs less than nothing: the file goes
    /// to the second of the two at once.
    fn path(&self, arrivals: &[Option<Arrival>], end: usize) -> Vec<Step> {
        let mut backwards = Vec::new();
        let mut to = end;
        while let Some(Arrival { file, from, .. }) = arrivals[to] {
            backwards.push(Step { file, from, to });
            let Some(from) = from else { break };
            to = from;
        }
        let mut path: Vec<Step> = Vec::with_capacity(backwards.len());
        for step in backwards.into_iter().rev() {
            let same = |before: &Step| {
                before.file == step.file && self.marks.of(before.to) == self.marks.of(step.to)
            };
            match path.iter().position(same) {
                Some(at) => {
                    path.truncate(at + 1);
                    path[at].to = step.to;
                }
                None => path.push(step),
            }
        }
        path
    }

    /// Carries out a path.
    fn hand_on(&mut self, path: &[Step]) {
        for step in path {
            if let Some(from) = step.from {
                self.files[from].retain(|file| *file != step.file);
                self.readers[step.file].retain(|reader| *reader != from);
                self.stale[from] = true;
            }
        }
        for step in path {
            self.files[step.to].push(step.file);
            self.readers[step.file].push(step.to);
        }
        for step in path {
            for reader in &self.readers[step.file] {
                self.stale[*reader] = true;
            }
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
                let Some(now) = self.cost[*file][from] else {
                    continue;
                };
                for (to, cost) in self.cost[*file].iter().enumerate() {
                    let Some(cost) = cost.filter(|_| to != from).map(|then| then - now) else {
                        continue;
                    };
                    // Equal costs go to the lower file, whatever the order of holding.
                    let better =
                        row[to].is_none_or(|known| (cost, *file) < (known.cost, known.file));
                    if better && self.marks.fits(&self.readers[*file], to, Some(from)) {
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
