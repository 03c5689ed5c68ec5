use super::super::{Regions, spread};
use super::*;

fn repeats(found: &Assignment, regions: &Regions, file: usize) -> usize {
    let readers = found.pairs.iter().filter(|pair| pair.0 == file);
    let of: Vec<u32> = readers.filter_map(|pair| regions.of[pair.1]).collect();
    let new: BTreeSet<u32> = of
        .iter()
        .copied()
        .filter(|region| !regions.held[file].contains(region))
        .collect();
    of.len() - new.len()
}

#[test]
fn readers_of_one_region_are_set_apart_where_it_is_worth_it() {
    let demand = large(200, 30, 3);
    let found = assign(&demand).unwrap();
    let regions = Regions {
        of: (0..30).map(|reader| Some(reader % 6)).collect(),
        held: vec![BTreeSet::new(); 200],
        worth: 10_000,
    };
    let before = (0..200)
        .filter(|file| repeats(&found, &regions, *file) > 0)
        .count();
    assert!(before > 50);
    let spread = spread(&demand, &found, &regions);
    assert_eq!(spread.alike, Vec::<usize>::new());
    assert!(holds(&demand, &spread.assignment));
    assert!(spread.assignment.total >= found.total);
}

#[test]
fn a_wish_gives_way_to_its_price() {
    let demand = demand(&[2], &[(0, 1); 3], &[&[Some(0), Some(0), Some(9)]]);
    let found = assign(&demand).unwrap();
    let mut regions = Regions {
        of: vec![Some(1), Some(1), Some(2)],
        held: vec![BTreeSet::new()],
        worth: 9,
    };
    assert_eq!(spread(&demand, &found, &regions).alike, vec![0]);
    regions.worth = 10;
    let apart = spread(&demand, &found, &regions);
    assert_eq!((apart.alike, apart.assignment.total), (vec![], 9));
    regions.worth = 0;
    assert_eq!(spread(&demand, &found, &regions).assignment, found);
}

#[test]
fn readers_a_file_has_already_bring_their_region() {
    let demand = demand(&[1], &[(0, 1); 2], &[&[Some(0), Some(5)]]);
    let found = assign(&demand).unwrap();
    let regions = Regions {
        of: vec![Some(1), Some(2)],
        held: vec![[1].into()],
        worth: 100,
    };
    assert_eq!(
        spread(&demand, &found, &regions).assignment.pairs,
        vec![(0, 1)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn spreading_keeps_every_promise(
        demand in tiny(),
        of in prop::collection::vec(prop::option::of(0u32..3), 5),
        held in prop::collection::vec(prop::collection::btree_set(0u32..3, 0..2), 5),
        worth in 0i64..30,
    ) {
        if let Ok(found) = assign(&demand) {
            let regions = Regions { of, held, worth };
            let spread = spread(&demand, &found, &regions);
            prop_assert!(holds(&demand, &spread.assignment));
            let files = 0..demand.readers_needed.len();
            let sum = |found: &Assignment| {
                let repeats: usize = files.clone().map(|file| repeats(found, &regions, file)).sum();
                found.total + worth * repeats as i64
            };
            prop_assert!(sum(&spread.assignment) <= sum(&found));
            for file in files.clone() {
                prop_assert_eq!(repeats(&spread.assignment, &regions, file) > 0, spread.alike.contains(&file));
            }
        }
    }
}
