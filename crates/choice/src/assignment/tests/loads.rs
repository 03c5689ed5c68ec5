use super::*;

fn loads(demand: &Demand, found: &Assignment) -> Vec<usize> {
    let of = |reader| found.pairs.iter().filter(|pair| pair.1 == reader).count();
    (0..demand.capacity.len()).map(of).collect()
}

#[test]
fn a_rising_cost_makes_loads_even() {
    let row: &[Option<i64>] = &[Some(0), Some(0), Some(0)];
    let mut demand = demand(&[1; 6], &[(0, 6); 3], &[row; 6]);
    assert_eq!(loads(&demand, &assign(&demand).unwrap()), vec![6, 0, 0]);
    for load in &mut demand.capacity {
        load.step = 1;
    }
    let even = assign(&demand).unwrap();
    assert_eq!(loads(&demand, &even), vec![2, 2, 2]);
    // Each bears one and two: three times three.
    assert_eq!(even.total, 9);
}

#[test]
fn who_holds_files_already_is_given_fewer() {
    let row: &[Option<i64>] = &[Some(0), Some(0)];
    let mut demand = demand(&[1; 4], &[(0, 4); 2], &[row; 4]);
    for load in &mut demand.capacity {
        load.step = 10;
    }
    demand.capacity[0].held = 2;
    let found = assign(&demand).unwrap();
    assert_eq!(loads(&demand, &found), vec![1, 3]);
}

#[test]
fn an_even_load_gives_way_to_a_much_better_pair() {
    let row: &[Option<i64>] = &[Some(0), Some(100)];
    let mut demand = demand(&[1; 2], &[(0, 2); 2], &[row; 2]);
    for load in &mut demand.capacity {
        load.step = 10;
    }
    assert_eq!(loads(&demand, &assign(&demand).unwrap()), vec![2, 0]);
}

#[test]
fn a_cost_that_falls_or_grows_too_high_is_refused() {
    let mut falling = demand(&[1], &[(0, 1)], &[&[Some(0)]]);
    falling.capacity[0].step = -1;
    assert_eq!(assign(&falling), Err(Infeasible::Rise { reader: 0 }));
    falling.capacity[0].step = HIGHEST_COST;
    assert_eq!(assign(&falling), Err(Infeasible::Rise { reader: 0 }));
    falling.capacity[0].step = HIGHEST_COST / 2;
    assert!(assign(&falling).is_ok());
}
