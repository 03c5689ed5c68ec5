//! Against hand-made tables, and against linear algebra as an oracle: what follows from the told counts by adding and
//! subtracting is what the equations of the totals determine.

use proptest::prelude::*;

use super::*;

#[test]
fn five_is_told_and_four_is_not() {
    assert_eq!(of_list(&[5, 9, 6], THRESHOLD), [false, false, false]);
    assert_eq!(of_list(&[4, 9, 4], THRESHOLD), [true, false, true]);
    assert_eq!(of_list(&[0, 9, 6], THRESHOLD), [false, false, false]);
}

#[test]
fn one_left_out_takes_the_smallest_other_with_it() {
    assert_eq!(of_list(&[9, 4, 6], THRESHOLD), [false, true, true]);
    // 1 and 1 would each be read off their sum of 2: the 6 goes too.
    assert_eq!(of_list(&[9, 1, 6, 1], THRESHOLD), [false, true, true, true]);
    // 1 and 4 reach five together.
    assert_eq!(
        of_list(&[9, 1, 6, 4], THRESHOLD),
        [false, true, false, true]
    );
    // There is nobody else to hide behind.
    assert_eq!(of_list(&[3], THRESHOLD), [true]);
    assert_eq!(of_list(&[3, 0], THRESHOLD), [true, true]);
    assert_eq!(of_list(&[], THRESHOLD), Vec::<bool>::new());
}

#[test]
fn a_small_cell_takes_one_of_its_row_and_one_of_its_column_with_it() {
    let rows = [vec![20, 30, 2], vec![10, 12, 9], vec![40, 50, 60]];
    let hidden = of_table(&rows, &[false; 3], THRESHOLD);
    let expected = [
        vec![true, false, true],
        vec![true, false, true],
        vec![false, false, false],
    ];
    assert_eq!(hidden, expected);
}

#[test]
fn a_table_without_small_counts_is_told_whole() {
    let rows = [vec![5, 0, 7], vec![8, 9, 0]];
    assert_eq!(of_table(&rows, &[false; 2], THRESHOLD), [[false; 3]; 2]);
}

#[test]
fn a_hidden_total_does_not_follow_from_its_row() {
    // The second and third group are too small to tell their totals.
    let rows = [vec![30, 20], vec![4, 0], vec![0, 3]];
    let totals: Vec<u64> = rows.iter().map(|row| row.iter().sum()).collect();
    let hidden_rows = of_list(&totals, THRESHOLD);
    assert_eq!(hidden_rows, [false, true, true]);
    let hidden = of_table(&rows, &hidden_rows, THRESHOLD);
    assert!(
        determined(&rows, &hidden_rows, &hidden).is_empty(),
        "{hidden:?}"
    );
}

#[test]
fn what_cannot_be_hidden_does_not_hang() {
    assert_eq!(of_table(&[vec![3, 6]], &[false], THRESHOLD), [[true, true]]);
    assert_eq!(of_table(&[], &[], THRESHOLD), Vec::<Vec<bool>>::new());
    assert_eq!(of_table(&[vec![], vec![]], &[], THRESHOLD), [[false; 0]; 2]);
    assert_eq!(
        of_table(&[vec![3], vec![7]], &[], THRESHOLD),
        [[true], [true]]
    );
}

/// Cells left out, hidden totals of rows as column `columns`, that the equations determine.
fn determined(
    rows: &[Vec<u64>],
    hidden_rows: &[bool],
    hidden: &[Vec<bool>],
) -> Vec<(usize, usize)> {
    let columns = rows[0].len();
    let mut unknown = Vec::new();
    for (row, cells) in hidden.iter().enumerate() {
        unknown.extend((0..columns).filter(|c| cells[*c]).map(|c| (row, c)));
        unknown.extend(hidden_rows[row].then_some((row, columns)));
    }
    let place = |cell| unknown.iter().position(|known| *known == cell);
    let mut equations: Vec<Vec<f64>> = Vec::new();
    let mut equation = |cells: Vec<((usize, usize), f64)>| {
        let mut line = vec![0.0; unknown.len()];
        for (cell, sign) in cells {
            if let Some(at) = place(cell) {
                line[at] = sign;
            }
        }
        equations.push(line);
    };
    for row in 0..rows.len() {
        let mut cells: Vec<_> = (0..columns).map(|c| ((row, c), 1.0)).collect();
        cells.push(((row, columns), -1.0));
        equation(cells);
    }
    for column in 0..=columns {
        equation((0..rows.len()).map(|row| ((row, column), 1.0)).collect());
    }
    // Reduced row echelon form: an unknown is determined when its line holds it alone.
    let mut rank = 0;
    for at in 0..unknown.len() {
        let Some(pivot) = (rank..equations.len()).find(|line| equations[*line][at].abs() > 1e-9)
        else {
            continue;
        };
        equations.swap(rank, pivot);
        let by = equations[rank][at];
        equations[rank].iter_mut().for_each(|value| *value /= by);
        let subtracted = equations[rank].clone();
        for line in (0..equations.len()).filter(|line| *line != rank) {
            let times = equations[line][at];
            for (value, held) in equations[line].iter_mut().zip(&subtracted) {
                *value -= times * held;
            }
        }
        rank += 1;
    }
    let alone = equations.iter().filter_map(|line| {
        let mut held = (0..unknown.len()).filter(|at| line[*at].abs() > 1e-9);
        let first = held.next()?;
        held.next().is_none().then_some(unknown[first])
    });
    alone.collect()
}

fn tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (2usize..8, 2usize..5).prop_flat_map(|(rows, columns)| {
        let count = prop_oneof![3 => 0u64..6, 2 => 5u64..40];
        prop::collection::vec(prop::collection::vec(count, columns), rows)
    })
}

proptest! {
    #[test]
    fn nothing_left_out_follows_by_subtraction(rows in tables()) {
        let totals: Vec<u64> = rows.iter().map(|row| row.iter().sum()).collect();
        let hidden_rows = of_list(&totals, THRESHOLD);
        let hidden = of_table(&rows, &hidden_rows, THRESHOLD);
        let cells = rows.len() * rows[0].len();
        let left_out = hidden.iter().flatten().filter(|hidden| **hidden).count();
        let found = determined(&rows, &hidden_rows, &hidden);
        // Only where everything is left out can the totals alone tell a cell.
        prop_assert!(found.is_empty() || left_out == cells, "{rows:?} {hidden:?}: {found:?}");
        for (row, cells) in rows.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                prop_assert!(hidden[row][column] || !is_few(*count, THRESHOLD));
            }
        }
    }

    #[test]
    fn a_line_left_out_hides_a_sum_of_five_at_least(rows in tables()) {
        let hidden = of_table(&rows, &vec![false; rows.len()], THRESHOLD);
        for (cells, hidden) in rows.iter().zip(&hidden) {
            let left_out: Vec<u64> = cells.iter().zip(hidden).filter(|(_, h)| **h).map(|(c, _)| *c).collect();
            let sum: u64 = left_out.iter().sum();
            prop_assert!(left_out.is_empty() || sum >= THRESHOLD || left_out.len() == cells.len());
        }
    }

    #[test]
    fn a_list_keeps_what_it_leaves_out(counts in prop::collection::vec(0u64..20, 1..12)) {
        let hidden = of_list(&counts, THRESHOLD);
        let left_out: Vec<u64> = counts.iter().zip(&hidden).filter(|(_, h)| **h).map(|(c, _)| *c).collect();
        let sum: u64 = left_out.iter().sum();
        prop_assert!(left_out.is_empty() || left_out.len() == counts.len() || (left_out.len() > 1 && sum >= THRESHOLD));
    }
}
