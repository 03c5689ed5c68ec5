use super::simulate::Normal;
use super::*;

mod overlap;
mod recovery;
mod withdrawal;

const SEED: u64 = 7;

fn scores(files: usize, readers: usize, given: &[(usize, usize, i64)]) -> Scores {
    let score = |(file, reader, score): &(usize, usize, i64)| Score {
        file: *file,
        reader: *reader,
        score: *score,
    };
    Scores {
        files,
        readers,
        scores: given.iter().map(score).collect(),
    }
}

/// A call whose truth is known, in thousandths of a point.
pub(super) struct World {
    pub(super) quality: Vec<f64>,
    pub(super) severity: Vec<f64>,
    pub(super) scores: Scores,
}

/// Every file has `each` different readers; qualities spread by 12 points, severities by `severe`, errors by `error`.
fn world(seed: u64, files: usize, readers: usize, each: usize, severe: f64, error: f64) -> World {
    let mut numbers = Normal(seed);
    let mut draw = |mean: f64, deviation: f64, count: usize| -> Vec<f64> {
        (0..count)
            .map(|_| mean + deviation * numbers.next())
            .collect()
    };
    let quality = draw(60_000.0, 12_000.0, files);
    let severity = draw(0.0, severe, readers);
    let errors = draw(0.0, error, files * each);
    let mut bits = Normal(seed ^ 0xABCD);
    let mut given = Vec::new();
    for file in 0..files {
        let mut of: Vec<usize> = Vec::new();
        while of.len() < each {
            let reader = (bits.bits() >> 20) as usize % readers;
            if !of.contains(&reader) {
                of.push(reader);
            }
        }
        for (at, reader) in of.into_iter().enumerate() {
            let score = quality[file] - severity[reader] + errors[file * each + at];
            given.push((file, reader, rounded(score)));
        }
    }
    World {
        scores: scores(files, readers, &given),
        quality,
        severity,
    }
}

fn severities(calibration: &Calibration) -> Vec<Estimate> {
    let of = |reader: &Option<CalibratedReader>| reader.unwrap().severity.unwrap().points;
    calibration.readers.iter().map(of).collect()
}

fn adjusted(calibration: &Calibration) -> Vec<Estimate> {
    let of = |file: &Option<CalibratedFile>| file.unwrap().adjusted.unwrap().score;
    calibration.files.iter().map(of).collect()
}

#[test]
fn a_harsh_and_a_lenient_reader_are_told_apart_exactly_where_there_is_no_chance() {
    // Three readers read the same four files; reader 0 gives 3 points less than reader 1, reader 2 gives 3 more.
    let mut given = Vec::new();
    for (file, quality) in [50_000, 60_000, 70_000, 80_000].into_iter().enumerate() {
        given.extend([
            (file, 0, quality - 3_000),
            (file, 1, quality),
            (file, 2, quality + 3_000),
        ]);
    }
    let found = calibrate(&scores(4, 3, &given), SEED).unwrap();
    let points: Vec<i64> = severities(&found)
        .iter()
        .map(|severity| severity.value)
        .collect();
    assert_eq!(points, vec![3_000, 0, -3_000]);
    let values: Vec<i64> = adjusted(&found).iter().map(|score| score.value).collect();
    assert_eq!(values, vec![50_000, 60_000, 70_000, 80_000]);
    let ranks: Vec<Rank> = found
        .files
        .iter()
        .map(|file| file.unwrap().adjusted.unwrap().rank)
        .collect();
    assert_eq!(
        ranks[3],
        Rank {
            place: 1,
            best: 1,
            worst: 1,
            of: 4
        }
    );
    assert_eq!(
        found.deviations.unwrap().quality,
        rounded((500.0_f64 / 3.0).sqrt() * 1_000.0)
    );
    assert_eq!(found.files[0].unwrap().range, 6_000);
}

#[test]
fn a_worked_example_in_closed_form() {
    // Two readers of six files: the differences are 4, 6, 5, 5, 4, 6, so their mean is 5 and their variance 0.8. In the
    // one direction there is, L = 6 and z² = (6·5/2·√2)²/6 = 75, RSS = Σ(d − 5)²/2 = 2, over 5 degrees of freedom: the
    // variance of the error is 0.4 and that of severity (75 − 0.4)/6 = 12.4333. The shrunk difference is 5·74.6/75.
    let differences = [4_000, 6_000, 5_000, 5_000, 4_000, 6_000];
    let mut given = Vec::new();
    for (file, difference) in differences.into_iter().enumerate() {
        given.extend([(file, 0, 50_000), (file, 1, 50_000 + difference)]);
    }
    let found = calibrate(&scores(6, 2, &given), SEED).unwrap();
    let deviations = found.deviations.unwrap();
    assert_eq!(deviations.error, rounded(0.4_f64.sqrt() * 1_000.0));
    assert_eq!(
        deviations.severity,
        rounded((74.6_f64 / 6.0).sqrt() * 1_000.0)
    );
    let half = rounded(2_500.0 * 74.6 / 75.0);
    let severity = severities(&found);
    assert_eq!((severity[0].value, severity[1].value), (half, -half));
    // What stays unknown of a severity: half of σs²/(γL + 1) = half of 0.4·12.4333/(6·12.4333 + 0.4).
    let left = 0.4 * (74.6 / 6.0) / 75.0;
    assert_eq!(
        severity[0].error,
        rounded((left / 2.0_f64).sqrt() * 1_000.0)
    );
    // Both readers are on every file: what one has too much the other has too little, and only chance stays.
    assert_eq!(adjusted(&found)[0].error, rounded(0.2_f64.sqrt() * 1_000.0));
    assert_eq!(adjusted(&found)[0].value, 52_000);
}

#[test]
fn places_are_shared_and_absence_has_none() {
    let found = calibrate(&scores(4, 1, &[(0, 0, 5), (1, 0, 9), (3, 0, 5)]), SEED).unwrap();
    let place = |at: usize| found.files[at].map(|file| file.raw_place);
    assert_eq!(
        [place(0), place(1), place(2), place(3)],
        [Some(2), Some(1), None, Some(2)]
    );
}

#[test]
fn scores_that_cannot_be_understood_are_named() {
    let fault = |given: &[(usize, usize, i64)]| calibrate(&scores(2, 2, given), SEED).unwrap_err();
    assert_eq!(fault(&[(2, 0, 1)]), Fault::Unknown { file: 2, reader: 0 });
    assert_eq!(fault(&[(0, 2, 1)]), Fault::Unknown { file: 0, reader: 2 });
    assert_eq!(
        fault(&[(0, 1, 1), (0, 1, 2)]),
        Fault::Twice { file: 0, reader: 1 }
    );
    assert_eq!(
        fault(&[(0, 1, HIGHEST_SCORE + 1)]),
        Fault::Score { file: 0, reader: 1 }
    );
}

#[test]
fn nothing_scored_is_nothing_told() {
    let found = calibrate(&scores(2, 2, &[]), SEED).unwrap();
    assert_eq!(
        (found.files, found.readers),
        (vec![None, None], vec![None, None])
    );
    assert_eq!((found.deviations, found.groups), (None, 0));
    assert_eq!(calibrate(&Scores::default(), SEED).unwrap().files, vec![]);
}

#[test]
fn readers_who_agree_on_everything_have_no_severity() {
    let mut given = Vec::new();
    for file in 0..5 {
        given.extend([
            (file, 0, 1_000 * file as i64),
            (file, 1, 1_000 * file as i64),
        ]);
    }
    let found = calibrate(&scores(5, 2, &given), SEED).unwrap();
    assert!(
        severities(&found)
            .iter()
            .all(|severity| severity.value == 0 && severity.error <= 1)
    );
    assert_eq!(adjusted(&found)[3].value, 3_000);
}

#[test]
fn normal_numbers_have_the_mean_and_the_quantiles_they_should() {
    let mut numbers = Normal(1);
    let drawn: Vec<f64> = (0..200_000).map(|_| numbers.next()).collect();
    let mean = drawn.iter().sum::<f64>() / 200_000.0;
    let variance = drawn.iter().map(|number| number * number).sum::<f64>() / 200_000.0;
    let inside = drawn.iter().filter(|number| number.abs() < WIDTH).count();
    assert!(mean.abs() < 0.01 && (variance - 1.0).abs() < 0.01);
    assert!((189_300..190_700).contains(&inside), "{inside}");
}
