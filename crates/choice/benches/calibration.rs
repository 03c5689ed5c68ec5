//! How long calibration takes beside plain means of the same scores, and the ranking without each reader.
#![allow(clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;

use choice::agreement::alpha;
use choice::calibration::{Score, Scores, calibrate, without_each};
use common::{Numbers, measure, ratio};

/// Every file has `each` readers in a row around the table; each reader is harsh or lenient by up to 10 points.
fn scores(files: usize, readers: usize, each: usize) -> Scores {
    let mut numbers = Numbers::new(42);
    let severity: Vec<i64> = (0..readers)
        .map(|_| numbers.below(20_000) - 10_000)
        .collect();
    let mut scores = Vec::with_capacity(files * each);
    for file in 0..files {
        let quality = 30_000 + numbers.below(50_000);
        let first = numbers.below(readers as i64) as usize;
        let step = 1 + numbers.below(readers as i64 / each as i64 - 1) as usize;
        for at in 0..each {
            let reader = (first + at * step) % readers;
            let score = quality - severity[reader] + numbers.below(12_000) - 6_000;
            scores.push(Score {
                file,
                reader,
                score,
            });
        }
    }
    Scores {
        files,
        readers,
        scores,
    }
}

/// The mean of each file.
fn means(scores: &Scores) -> i64 {
    let mut files: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for score in &scores.scores {
        let file = files.entry(score.file).or_default();
        file.0 += score.score;
        file.1 += 1;
    }
    files.values().map(|(sum, count)| sum / count).sum()
}

fn main() {
    if !common::asked_for() {
        return;
    }
    println!("calibration: beside plain means");
    for (files, readers, each) in [(300, 20, 3), (3_000, 60, 3), (10_000, 200, 4)] {
        let scores = scores(files, readers, each);
        let (_, baseline) = measure(|| means(&scores));
        let (found, time) = measure(|| calibrate(&scores, 7));
        let Ok(found) = found else {
            println!("  cannot be understood");
            continue;
        };
        let (without, refits) = measure(|| without_each(&scores, &found).map(|all| all.len()));
        let mut units: Vec<Vec<i64>> = vec![Vec::new(); files];
        for score in &scores.scores {
            units[score.file].push(score.score);
        }
        let (agreement, alphas) = measure(|| alpha(&units));
        println!(
            "  {files:>6} files, {readers:>3} readers, {each} each: {time:>10.3?}, {:>7.1} × means; without each of {without:?}: {refits:>10.3?}; alpha {agreement:?}: {alphas:>10.3?}",
            ratio(time, baseline)
        );
    }
}
