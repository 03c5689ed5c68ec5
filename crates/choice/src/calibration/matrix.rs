//! The little linear algebra the model needs, with basic arithmetic and square roots alone.

/// A square matrix, row by row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    size: usize,
    cells: Vec<f64>,
}

impl Matrix {
    /// All zeros.
    pub(super) fn zero(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    fn identity(size: usize) -> Self {
        let mut identity = Self::zero(size);
        (0..size).for_each(|at| *identity.at(at, at) = 1.0);
        identity
    }

    pub(super) const fn size(&self) -> usize {
        self.size
    }

    pub(super) fn at(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.cells[row * self.size + column]
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..(row + 1) * self.size]
    }

    /// Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's method of cyclic rotations (G. H. Golub and
    /// C. F. Van Loan, *Matrix Computations*, Johns Hopkins University Press, 4th edition 2013, section 8.5). Row `k` of
    /// the second matrix is the vector of the k-th value.
    pub(super) fn eigen(mut self) -> (Vec<f64>, Self) {
        let size = self.size;
        let mut vectors = Self::identity(size);
        let scale: f64 = self.cells.iter().map(|cell| cell * cell).sum();
        // Each sweep at least squares what is left beside the diagonal, once it is small.
        for _ in 0..60 {
            if self.beside_the_diagonal() <= scale * 1e-28 {
                break;
            }
            for row in 0..size {
                for column in row + 1..size {
                    self.rotate(&mut vectors, row, column);
                }
            }
        }
        let values = (0..size).map(|at| self.row(at)[at]).collect();
        (values, vectors)
    }

    /// The sum of the squares beside the diagonal.
    fn beside_the_diagonal(&self) -> f64 {
        let of_row = |row: usize| {
            let cells = self.row(row).iter().enumerate();
            cells
                .filter(|(at, _)| *at != row)
                .map(|(_, cell)| cell * cell)
                .sum::<f64>()
        };
        (0..self.size).map(of_row).sum()
    }

    /// One rotation, which makes the cell at `row` and `column` zero.
    fn rotate(&mut self, vectors: &mut Self, row: usize, column: usize) {
        let cell = self.row(row)[column];
        if cell == 0.0 {
            return;
        }
        let theta = (self.row(column)[column] - self.row(row)[row]) / (2.0 * cell);
        let sign = if theta < 0.0 { -1.0 } else { 1.0 };
        let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
        let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
        let sine = tangent * cosine;
        self.turn_rows(row, column, cosine, sine);
        self.turn_columns(row, column, cosine, sine);
        vectors.turn_rows(row, column, cosine, sine);
    }

    fn turn_rows(&mut self, one: usize, other: usize, cosine: f64, sine: f64) {
        let (before, after) = self.cells.split_at_mut(other * self.size);
        let first = &mut before[one * self.size..(one + 1) * self.size];
        for (a, b) in first.iter_mut().zip(&mut after[..self.size]) {
            (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
        }
    }

    fn turn_columns(&mut self, one: usize, other: usize, cosine: f64, sine: f64) {
        for row in self.cells.chunks_exact_mut(self.size) {
            let (a, b) = (row[one], row[other]);
            row[one] = cosine * a - sine * b;
            row[other] = sine * a + cosine * b;
        }
    }

    /// Solves a system whose matrix is symmetric and positive definite, by Cholesky's factors.
    pub(super) fn solve(mut self, right: &[f64]) -> Vec<f64> {
        let size = self.size;
        let mut solution = right.to_vec();
        for row in 0..size {
            for column in 0..=row {
                let (upper, lower) = (self.row(column), self.row(row));
                let done: f64 = (0..column).map(|at| upper[at] * lower[at]).sum();
                let left = lower[column] - done;
                *self.at(row, column) = if row == column {
                    left.sqrt()
                } else {
                    left / self.row(column)[column]
                };
            }
        }
        for row in 0..size {
            let done: f64 = (0..row).map(|at| self.row(row)[at] * solution[at]).sum();
            solution[row] = (solution[row] - done) / self.row(row)[row];
        }
        for row in (0..size).rev() {
            let done: f64 = (row + 1..size)
                .map(|at| self.row(at)[row] * solution[at])
                .sum();
            solution[row] = (solution[row] - done) / self.row(row)[row];
        }
        solution
    }
}
