use proptest::prelude::*;

use super::*;

/// The severities less their mean: what can be known of them.
fn centred(severity: &[f64]) -> Vec<f64> {
    let mean = severity.iter().sum::<f64>() / severity.len() as f64;
    severity.iter().map(|severity| severity - mean).collect()
}

/// The root of the mean squared distance, with a common shift taken out.
fn distance(found: &[f64], truth: &[f64]) -> f64 {
    let apart: Vec<f64> = found
        .iter()
        .zip(truth)
        .map(|(found, truth)| found - truth)
        .collect();
    let squares: f64 = centred(&apart).iter().map(|apart| apart * apart).sum();
    (squares / apart.len() as f64).sqrt()
}

#[test]
fn intervals_hold_the_truth_about_as_often_as_they_say() {
    let (mut severities_held, mut scores_held, mut ranks_held) = (0, 0, 0);
    for seed in 0..20 {
        let world = world(seed, 100, 10, 3, 8_000.0, 6_000.0);
        let found = calibrate(&world.scores, SEED).unwrap();
        let mean = world.severity.iter().sum::<f64>() / 10.0;
        let holds = |estimate: &Estimate, truth: f64| {
            (estimate.low as f64..=estimate.high as f64).contains(&truth)
        };
        let truths = centred(&world.severity);
        severities_held += severities(&found)
            .iter()
            .zip(truths)
            .filter(|(estimate, truth)| holds(estimate, *truth))
            .count();
        // The scale of the adjusted scores is that of the mean reader.
        let truths: Vec<f64> = world.quality.iter().map(|quality| quality - mean).collect();
        scores_held += adjusted(&found)
            .iter()
            .zip(&truths)
            .filter(|(estimate, truth)| holds(estimate, **truth))
            .count();
        for (file, truth) in found.files.iter().flatten().zip(&truths) {
            let place = 1 + truths.iter().filter(|other| *other > truth).count() as u32;
            let rank = file.adjusted.unwrap().rank;
            ranks_held += usize::from((rank.best..=rank.worst).contains(&place));
        }
    }
    // 200 severities, 2,000 scores and ranks: 95 % of each, give or take four standard errors and small samples.
    assert!((174..=200).contains(&severities_held), "{severities_held}");
    assert!((1_850..=1_950).contains(&scores_held), "{scores_held}");
    assert!((1_850..=2_000).contains(&ranks_held), "{ranks_held}");
}

#[test]
fn deviations_are_found_again() {
    let found = calibrate(&world(11, 600, 40, 3, 8_000.0, 6_000.0).scores, SEED).unwrap();
    let deviations = found.deviations.unwrap();
    assert!(
        (11_000..13_000).contains(&deviations.quality),
        "{deviations:?}"
    );
    assert!(
        (6_000..10_000).contains(&deviations.severity),
        "{deviations:?}"
    );
    assert!((5_700..6_300).contains(&deviations.error), "{deviations:?}");
}

#[test]
fn a_reader_who_had_the_weaker_files_is_not_called_harsh() {
    // Reader 0 reads the weak half, reader 1 the strong half, readers 2 and 3 everything; all score the same way.
    let mut numbers = Normal(5);
    let mut given = Vec::new();
    for file in 0..60_usize {
        let quality = 30_000.0 + 40_000.0 * (file / 30) as f64;
        for reader in [file / 30, 2, 3] {
            given.push((file, reader, rounded(quality + 3_000.0 * numbers.next())));
        }
    }
    let found = calibrate(&scores(60, 4, &given), SEED).unwrap();
    assert!(found.readers[1].unwrap().mean - found.readers[0].unwrap().mean > 30_000);
    for severity in severities(&found) {
        assert!(severity.value.abs() < 1_500, "{severity:?}");
    }
}

#[test]
fn little_evidence_is_little_severity() {
    // The same gap of ten points, seen on 3 files and on 60, beside readers who do not differ.
    let shrunk = |files: usize| {
        let mut numbers = Normal(9);
        let mut given = Vec::new();
        for file in 0..120_usize {
            for reader in 0..4 {
                given.push((file, reader, rounded(50_000.0 + 5_000.0 * numbers.next())));
            }
            if file < files {
                given.push((file, 4, rounded(40_000.0 + 5_000.0 * numbers.next())));
            }
        }
        let found = calibrate(&scores(120, 5, &given), SEED).unwrap();
        severities(&found)[4]
    };
    let (few, many) = (shrunk(3), shrunk(60));
    assert!(few.error > 2 * many.error);
    assert!((6_500..9_000).contains(&many.value), "{many:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn known_severities_are_recovered_and_adjusting_brings_scores_nearer_to_the_truth(seed in any::<u64>()) {
        let world = world(seed, 150, 12, 3, 10_000.0, 5_000.0);
        let found = calibrate(&world.scores, SEED).unwrap();
        for (estimate, truth) in severities(&found).iter().zip(centred(&world.severity)) {
            prop_assert!((estimate.value as f64 - truth).abs() < 5.0 * estimate.error as f64, "{:?} {}", estimate, truth);
        }
        let scores: Vec<f64> = adjusted(&found).iter().map(|score| score.value as f64).collect();
        let raw: Vec<f64> = found.files.iter().flatten().map(|file| file.raw as f64).collect();
        prop_assert!(distance(&scores, &world.quality) < distance(&raw, &world.quality));
    }

    #[test]
    fn order_changes_nothing_and_the_seed_gives_the_same(seed in any::<u64>(), draw in any::<u64>()) {
        let world = world(seed, 30, 6, 2, 5_000.0, 5_000.0).scores;
        let mut turned = world.clone();
        turned.scores.reverse();
        let found = calibrate(&world, draw).unwrap();
        prop_assert_eq!(&found, &calibrate(&turned, draw).unwrap());
        prop_assert_eq!(&found, &calibrate(&world, draw).unwrap());
    }

    #[test]
    fn a_constant_for_everybody_moves_every_score_by_it(seed in any::<u64>(), constant in -20_000_i64..20_000) {
        let world = world(seed, 40, 6, 2, 5_000.0, 5_000.0).scores;
        let mut moved = world.clone();
        moved.scores.iter_mut().for_each(|score| score.score += constant);
        let (before, after) = (calibrate(&world, SEED).unwrap(), calibrate(&moved, SEED).unwrap());
        for (before, after) in adjusted(&before).iter().zip(adjusted(&after)) {
            prop_assert!((after.value - before.value - constant).abs() <= 1);
        }
        for (before, after) in severities(&before).iter().zip(severities(&after)) {
            prop_assert!((after.value - before.value).abs() <= 1);
        }
    }

    #[test]
    fn a_constant_for_one_reader_hardly_changes_how_files_compare(
        seed in any::<u64>(),
        reader in 0_usize..8,
        constant in 5_000_i64..20_000,
    ) {
        let world = world(seed, 120, 8, 3, 6_000.0, 4_000.0).scores;
        let mut moved = world.clone();
        let of_reader = moved.scores.iter_mut().filter(|score| score.reader == reader);
        of_reader.for_each(|score| score.score += constant);
        let (before, after) = (calibrate(&world, SEED).unwrap(), calibrate(&moved, SEED).unwrap());
        let changes: Vec<f64> = adjusted(&before)
            .iter()
            .zip(adjusted(&after))
            .map(|(before, after)| (after.value - before.value) as f64)
            .collect();
        // A file of the reader moves by a third of the constant when nothing is adjusted; what stays is the shrinkage.
        let left = centred(&changes).iter().map(|change| change.abs()).fold(0.0, f64::max);
        prop_assert!(left < constant as f64 / 3.0 * 0.15, "{} of {}", left, constant);
    }

    #[test]
    fn ranks_and_intervals_are_in_order(seed in any::<u64>()) {
        let found = calibrate(&world(seed, 40, 6, 2, 5_000.0, 5_000.0).scores, SEED).unwrap();
        for file in found.files.iter().flatten() {
            let Ok(Adjusted { score, rank, .. }) = file.adjusted else { continue };
            prop_assert!(1 <= rank.best && rank.best <= rank.place && rank.place <= rank.worst && rank.worst <= rank.of);
            prop_assert!(score.low < score.value && score.value < score.high);
        }
        for reader in found.readers.iter().flatten() {
            let noise = reader.noise.unwrap();
            prop_assert!(noise.low >= 0 && noise.low <= noise.value && noise.value <= noise.high);
        }
    }
}
