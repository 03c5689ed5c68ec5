use super::*;

#[test]
fn with_one_score_a_file_nothing_is_told_and_nothing_adjusted() {
    let given: Vec<(usize, usize, i64)> = (0..12)
        .map(|file| (file, file % 3, 1_000 * file as i64))
        .collect();
    let found = calibrate(&scores(12, 3, &given), SEED).unwrap();
    assert!(
        found
            .readers
            .iter()
            .all(|reader| reader.unwrap().severity == Err(TooLittleOverlap))
    );
    assert!(
        found
            .files
            .iter()
            .all(|file| file.unwrap().adjusted == Err(TooLittleOverlap))
    );
    assert_eq!(found.files[11].unwrap().raw_place, 1);
    assert_eq!(found.deviations, None);
    // What one reader does alone can still be said.
    assert!(found.readers[0].unwrap().scale.is_some());
    assert_eq!(found.readers[0].unwrap().noise, None);
}

#[test]
fn two_shared_files_are_too_few_and_three_are_enough() {
    let shared = |count: usize| {
        let mut given: Vec<(usize, usize, i64)> = (0..6)
            .map(|file| (file, 0, 50_000 + 500 * file as i64))
            .collect();
        given.extend((0..count).map(|file| (file, 1, 53_000 + 700 * file as i64)));
        calibrate(&scores(6, 2, &given), SEED).unwrap()
    };
    let (few, enough) = (shared(2), shared(3));
    assert_eq!(few.readers[0].unwrap().severity, Err(TooLittleOverlap));
    assert_eq!(few.readers[0].unwrap().shared, 2);
    assert!(enough.readers[0].unwrap().severity.is_ok());
    assert!(enough.readers[1].unwrap().severity.is_ok());
    // Files only one of the two has read are ranked with the rest: their reader is known by then.
    assert!(enough.files[5].unwrap().adjusted.is_ok());
}

#[test]
fn readers_whom_no_file_connects_are_not_compared() {
    // Readers 0 and 1 share files 0 to 3, readers 2 and 3 share files 4 to 7; the second pair has far higher scores.
    let mut given = Vec::new();
    for file in 0..8_usize {
        let first = file / 4 * 2;
        let level = 40_000 + 40_000 * (file / 4) as i64 + 900 * file as i64;
        given.extend([
            (file, first, level),
            (file, first + 1, level + 2_000 + 300 * (file % 3) as i64),
        ]);
    }
    let found = calibrate(&scores(8, 4, &given), SEED).unwrap();
    assert_eq!(found.groups, 2);
    let group = |reader: usize| found.readers[reader].unwrap().severity.unwrap().group;
    assert_eq!([group(0), group(1), group(2), group(3)], [0, 0, 1, 1]);
    for file in found.files.iter().flatten() {
        let adjusted = file.adjusted.unwrap();
        assert_eq!(adjusted.rank.of, 4);
        // Nothing moves from one group to the other.
        assert_eq!(adjusted.score.value, file.raw);
    }
    // A reader who shares three files with each pair makes it one group.
    given.extend((1..7).map(|file| (file, 4, 60_000)));
    assert_eq!(calibrate(&scores(8, 5, &given), SEED).unwrap().groups, 1);
}

#[test]
fn who_depends_on_somebody_unknown_is_unknown_too() {
    // Reader 1 shares two files with reader 0 and two with reader 2, who share nothing else: nobody can be told.
    let given = [
        (0, 0, 1),
        (1, 0, 2),
        (0, 1, 3),
        (1, 1, 4),
        (2, 1, 5),
        (3, 1, 6),
        (2, 2, 7),
        (3, 2, 8),
    ];
    let found = calibrate(&scores(4, 3, &given), SEED).unwrap();
    assert_eq!(found.readers[1].unwrap().shared, 4);
    assert!(
        found
            .readers
            .iter()
            .all(|reader| reader.unwrap().severity.is_err())
    );
}

#[test]
fn an_unknown_readers_score_counts_as_it_is_and_less_surely() {
    let mut world = world(3, 40, 5, 2, 6_000.0, 3_000.0).scores;
    world.readers = 6;
    let before = calibrate(&world, SEED).unwrap().files[0].unwrap();
    let sure = before.adjusted.unwrap().score;
    // A newcomer agrees with what is known of file 0: the score stays, but not the certainty of a known reader.
    world.scores.push(Score {
        file: 0,
        reader: 5,
        score: sure.value,
    });
    let found = calibrate(&world, SEED).unwrap();
    assert_eq!(found.readers[5].unwrap().severity, Err(TooLittleOverlap));
    let with = found.files[0].unwrap().adjusted.unwrap().score;
    assert!((with.value - sure.value).abs() <= 1);
    let error = found.deviations.unwrap().error as f64;
    let known = error / 3.0_f64.sqrt();
    assert!(with.error as f64 > known * 1.1, "{with:?}");
}
