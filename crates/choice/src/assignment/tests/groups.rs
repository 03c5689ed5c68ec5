use super::*;

#[test]
fn two_of_one_agency_never_read_a_file_together() {
    let mut demand = large(200, 30, 3);
    let apart = assign(&demand).unwrap();
    demand.groups = (0..30).map(|reader| Some(reader % 6)).collect();
    let found = assign(&demand).unwrap();
    assert!(holds(&demand, &found));
    assert!(found.total >= apart.total);
    assert_eq!(found, assign(&demand).unwrap());
}

#[test]
fn the_dearer_agency_is_taken_where_the_cheap_one_sits() {
    let mut demand = demand(
        &[2],
        &[(0, 1), (0, 1), (0, 1)],
        &[&[Some(1), Some(2), Some(50)]],
    );
    demand.groups = vec![Some(7), Some(7), None];
    let found = assign(&demand).unwrap();
    assert_eq!((found.pairs, found.total), (vec![(0, 0), (0, 2)], 51));
    // Those who have the file bring their agency with them.
    demand.readers_needed = vec![1];
    demand.held_groups = vec![[7].into()];
    let found = assign(&demand).unwrap();
    assert_eq!(found.pairs, vec![(0, 2)]);
}

#[test]
fn a_file_with_readers_of_one_agency_only_is_named() {
    let mut demand = demand(&[2], &[(0, 1), (0, 1)], &[&[Some(0), Some(0)]]);
    demand.groups = vec![Some(1), Some(1)];
    let few = Infeasible::TooFewReaders {
        file: 0,
        available: 1,
        needed: 2,
    };
    assert_eq!(assign(&demand), Err(few));
    demand.groups = vec![None, None];
    assert!(assign(&demand).is_ok());
}

#[test]
fn a_bottleneck_counts_one_reading_for_each_agency_outside_it() {
    // Three files need two readers. Readers 1 and 2 are of one agency: each file has one reading of them, and needs the
    // other of reader 0, who takes two.
    let row: &[Option<i64>] = &[Some(0), Some(0), Some(0)];
    let mut demand = demand(&[2, 2, 2], &[(0, 2), (0, 9), (0, 9)], &[row, row, row]);
    demand.groups = vec![None, Some(1), Some(1)];
    let expected = Infeasible::TooLittleCapacity {
        files: vec![0, 1, 2],
        readers: vec![0],
        available: 2,
        needed: 3,
    };
    assert_eq!(assign(&demand), Err(expected));
}

#[test]
fn tables_of_another_size_are_refused() {
    let mut demand = demand(&[1], &[(0, 1)], &[&[Some(0)]]);
    demand.groups.clear();
    let shape = Infeasible::Shape {
        files: 1,
        readers: 1,
    };
    assert_eq!(assign(&demand), Err(shape));
}
