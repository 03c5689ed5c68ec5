//! Counts told in public so that nothing is learned of a small group.
//!
//! A count from 1 to one below the threshold is left out (primary suppression). So are as many others as it takes that no
//! count left out follows from those that are told, the totals included (complementary suppression; L. Willenborg and
//! T. de Waal, "Elements of Statistical Disclosure Control", 2001, chapter 4). A nought is told: there is nobody in it.

#[cfg(test)]
mod tests;

/// The least number of people, files or the like of which a count is told.
pub const THRESHOLD: u64 = 5;

/// Which of the counts of a list are left out, when their sum is told: those below the threshold, and, so that they do not
/// follow from the sum, the smallest of the others until at least two are left out that together reach the threshold.
pub fn of_list(counts: &[u64], threshold: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts
        .iter()
        .map(|count| is_few(*count, threshold))
        .collect();
    while let Some(next) = lacking(counts, &hidden, threshold) {
        hidden[next] = true;
    }
    hidden
}

/// Which cells of a table are left out: rows of counts, one for each group, that add up to the row's total and to the
/// column's. The totals of the columns are told; that of a row is told unless the group is among the `hidden_rows`, which
/// [`of_list`] chooses of the totals. Rows are of one length; what a shorter one lacks is nought.
///
/// What no other cell can hide is left as it follows from totals that are public already: a table of one group.
pub fn of_table(rows: &[Vec<u64>], hidden_rows: &[bool], threshold: u64) -> Vec<Vec<bool>> {
    let mut table = Table::new(rows, hidden_rows, threshold);
    while let Some((row, column)) = table.next() {
        table.hidden[row][column] = true;
    }
    table.hidden
}

const fn is_few(count: u64, threshold: u64) -> bool {
    count > 0 && count < threshold
}

/// The next count to leave out of a line whose sum is told; nothing when the line keeps its secrets, or has no more to
/// leave out.
fn lacking(counts: &[u64], hidden: &[bool], threshold: u64) -> Option<usize> {
    let left_out = || counts.iter().zip(hidden).filter(|(_, hidden)| **hidden);
    let (number, sum) = (
        left_out().count(),
        left_out().map(|(count, _)| count).sum::<u64>(),
    );
    if number == 0 || (number > 1 && sum >= threshold) {
        return None;
    }
    smallest((0..counts.len()).filter(|at| !hidden[*at]), |at| {
        counts[*at]
    })
}

/// The smallest of the places that is not nought, the first of equals; a nought when there is nothing else.
fn smallest<P>(places: impl Iterator<Item = P>, count: impl Fn(&P) -> u64) -> Option<P> {
    places.min_by_key(|place| match count(place) {
        0 => u64::MAX,
        count => count,
    })
}

struct Table {
    counts: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
    hidden_rows: Vec<bool>,
    threshold: u64,
}

impl Table {
    fn new(rows: &[Vec<u64>], hidden_rows: &[bool], threshold: u64) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let counts: Vec<Vec<u64>> = rows
            .iter()
            .map(|row| {
                let mut row = row.clone();
                row.resize(columns, 0);
                row
            })
            .collect();
        let hidden = counts
            .iter()
            .map(|row| row.iter().map(|count| is_few(*count, threshold)).collect())
            .collect();
        let mut hidden_rows = hidden_rows.to_vec();
        hidden_rows.resize(counts.len(), false);
        Self {
            counts,
            hidden,
            hidden_rows,
            threshold,
        }
    }

    fn columns(&self) -> usize {
        self.counts.first().map_or(0, Vec::len)
    }

    /// The next cell to leave out; nothing when the table keeps its secrets.
    fn next(&self) -> Option<(usize, usize)> {
        self.of_a_row()
            .or_else(|| self.of_a_column())
            .or_else(|| self.of_a_bridge())
    }

    fn of_a_row(&self) -> Option<(usize, usize)> {
        (0..self.counts.len()).find_map(|row| {
            let (counts, hidden) = (&self.counts[row], &self.hidden[row]);
            let column = if !self.hidden_rows[row] {
                lacking(counts, hidden, self.threshold)
            } else if hidden.contains(&true) {
                None
            } else {
                // All cells told, the total would be their sum.
                smallest(0..counts.len(), |at| counts[*at])
            };
            Some((row, column?))
        })
    }

    fn of_a_column(&self) -> Option<(usize, usize)> {
        (0..self.columns()).find_map(|column| {
            let counts: Vec<u64> = self.counts.iter().map(|row| row[column]).collect();
            let hidden: Vec<bool> = self.hidden.iter().map(|row| row[column]).collect();
            let row = lacking(&counts, &hidden, self.threshold)?;
            Some((row, column))
        })
    }

    /// A table with its totals is a graph whose nodes are rows and columns and whose edges are the cells left out, a
    /// column of hidden totals of rows among them: a cell follows from what is told exactly when its edge is a bridge.
    fn of_a_bridge(&self) -> Option<(usize, usize)> {
        let totals = self.columns();
        let edges = (0..self.counts.len()).flat_map(|row| {
            let cells = (0..totals).filter(move |column| self.hidden[row][*column]);
            let total = self.hidden_rows[row].then_some(totals);
            cells.chain(total).map(move |column| (row, column))
        });
        let edges: Vec<(usize, usize)> = edges.collect();
        edges.iter().find_map(|edge| {
            if !is_bridge(*edge, &edges) {
                return None;
            }
            let in_row = (0..totals).map(|column| (edge.0, column));
            let in_column = (0..self.counts.len()).map(|row| (row, edge.1));
            let told = in_row
                .chain(in_column)
                .filter(|(row, column)| *column < totals && !self.hidden[*row][*column]);
            smallest(told, |(row, column)| self.counts[*row][*column])
        })
    }
}

/// Whether no other way of edges leads from the edge's row to its column.
fn is_bridge(edge: (usize, usize), edges: &[(usize, usize)]) -> bool {
    let mut rows = vec![edge.0];
    let mut seen_rows = std::collections::BTreeSet::from([edge.0]);
    let mut seen_columns = std::collections::BTreeSet::new();
    while let Some(row) = rows.pop() {
        for (_, column) in edges.iter().filter(|e| e.0 == row && **e != edge) {
            if *column == edge.1 {
                return false;
            }
            if seen_columns.insert(*column) {
                let next = edges.iter().filter(|e| e.1 == *column && **e != edge);
                rows.extend(next.map(|e| e.0).filter(|row| seen_rows.insert(*row)));
            }
        }
    }
    true
}
