use super::*;

#[test]
fn without_a_reader_is_the_ranking_of_the_others_alone() {
    let world = world(21, 60, 6, 3, 8_000.0, 4_000.0).scores;
    let found = calibrate(&world, SEED).unwrap();
    let all = without_each(&world, &found).unwrap();
    assert_eq!(all.len(), 6);
    for without in all {
        let mut others = world.clone();
        others.scores.retain(|score| score.reader != without.reader);
        let alone = calibrate(&others, SEED).unwrap();
        // The variances are kept, so that the places are those of the others alone but for the shrinkage.
        let moves = without.moves.unwrap();
        let place = |file: usize, found: &Calibration| {
            found.files[file].unwrap().adjusted.unwrap().rank.place
        };
        let apart: u32 = (0..60)
            .map(|file| {
                let told = moves.iter().find(|moved| moved.file == file);
                let place_without =
                    told.map_or(place(file, &found), |moved| moved.without.unwrap());
                place_without.abs_diff(place(file, &alone))
            })
            .sum();
        assert!(apart <= 30, "{apart}");
        assert!(
            moves
                .iter()
                .all(|moved| moved.with == place(moved.file, &found))
        );
        assert!(!moves.is_empty());
    }
}

#[test]
fn places_by_two_scores_are_compared() {
    let score = |scores: [i64; 6]| scores.map(Some).to_vec();
    // File 0 is first by a score that is far too high, and last without it.
    let all = moves(
        &score([80, 41, 42, 43, 44, 45]),
        &score([40, 41, 42, 43, 44, 45]),
    );
    let first = all[0];
    assert_eq!((first.file, first.with, first.without), (0, 1, Some(6)));
    assert_eq!(first.places(), Some(5));
    assert!(first.leaves(3) && !first.enters(3));
    let entering: Vec<usize> = all
        .iter()
        .filter(|moved| moved.enters(3))
        .map(|moved| moved.file)
        .collect();
    assert_eq!(entering, vec![3]);
    assert_eq!(
        moves(&score([1, 2, 3, 4, 5, 6]), &score([2, 3, 4, 5, 6, 7])),
        vec![]
    );
}

#[test]
fn a_file_without_another_score_falls_out_and_moves_nobody() {
    let all = moves(
        &[Some(90), Some(80), Some(70), None],
        &[None, Some(80), Some(70), None],
    );
    assert_eq!(
        all,
        vec![Move {
            file: 0,
            with: 1,
            without: None
        }]
    );
    assert_eq!(all[0].places(), None);
    assert!(all[0].leaves(1) && !all[0].leaves(0) && !all[0].enters(5));
}

#[test]
fn a_careless_reader_stands_out_by_the_distance_from_the_others() {
    let mut given = Vec::new();
    for file in 0..6_usize {
        let quality = 40_000 + 1_000 * file as i64;
        given.extend((0..3).map(|reader| (file, reader, quality + 100 * reader as i64)));
        given.push((file, 3, if file == 0 { quality + 40_000 } else { quality }));
    }
    let world = scores(6, 4, &given);
    let found = calibrate(&world, SEED).unwrap();
    assert_eq!(found.files[0].unwrap().raw_place, 1);
    let noise = |reader: usize| found.readers[reader].unwrap().noise.unwrap().value;
    assert!(noise(3) > 2 * noise(0));
    let moves = without_each(&world, &found)
        .unwrap()
        .swap_remove(3)
        .moves
        .unwrap();
    assert_eq!(
        moves[0],
        Move {
            file: 0,
            with: 1,
            without: Some(6)
        }
    );
}

#[test]
fn who_alone_connects_two_groups_leaves_no_ranking_of_all() {
    let mut given = Vec::new();
    for file in 0..8_usize {
        let level = 50_000 + 700 * file as i64;
        given.extend([
            (file, file / 4, level),
            (file, 2 + file / 4, level + 1_000),
            (file, 4, level + 400),
        ]);
    }
    let world = scores(8, 5, &given);
    let found = calibrate(&world, SEED).unwrap();
    assert_eq!(found.groups, 1);
    let all = without_each(&world, &found).unwrap();
    assert!(all[0].moves.is_some());
    assert_eq!(all[4].moves, None);
}
