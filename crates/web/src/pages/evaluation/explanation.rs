//! How a file's score came about, step by step and in words.

use choice::consolidation::{Basis, Consolidated, Fraction, Step};
use facility::evaluation::explanation::Explanation;
use language::Reader;
use workflow::evaluation::Points;
use workflow::ids::PersonId;

use crate::wording;

/// A total that counts.
pub struct TotalLine {
    /// Whose: a name, "You", or "Evaluator 2".
    pub by: String,
    /// In words.
    pub total: String,
}

/// A section held against its minimum.
pub struct SectionLine {
    /// Title.
    pub title: String,
    /// The mean and the most it can have, in words.
    pub mean: String,
    /// Its minimum in words; empty for none.
    pub minimum: String,
    /// Whether it is reached.
    pub passed: bool,
}

/// The way to a score, ready to read.
pub struct Told {
    /// Totals that count.
    pub totals: Vec<TotalLine>,
    /// Who is absent, and why; sentences.
    pub absent: Vec<String>,
    /// The rule in words.
    pub rule: String,
    /// The steps, sentences.
    pub steps: Vec<String>,
    /// What is still waited for, in words; empty once there is a result.
    pub waits: String,
    /// The score held against the threshold; empty without one.
    pub threshold: String,
    /// Whether the score is at or above the threshold.
    pub reached: bool,
    /// Sections, once there is a score.
    pub sections: Vec<SectionLine>,
    /// What it comes to, in words; empty without a score.
    pub result: String,
    /// Whether the file goes on.
    pub passed: bool,
}

/// Puts an explanation into words. `name` answers the names of people the reader may know.
pub fn told(reader: &Reader, explained: &Explanation, name: impl Fn(PersonId) -> String) -> Told {
    let points = |points: Points| wording::points(reader, points);
    let score = match explained.result {
        Some(Consolidated::Score(score)) => Some(score),
        _ => None,
    };
    let passed = explained.passed() == Some(true);
    Told {
        totals: (1_u32..)
            .zip(&explained.totals)
            .map(|(number, one)| TotalLine {
                by: match one.by {
                    _ if one.own => reader.t("explanation-you"),
                    Some(person) => name(person),
                    None => reader.ta("evaluation-evaluator-number", [("n", number.into())]),
                },
                total: points(one.total),
            })
            .collect(),
        absent: [
            ("explanation-recused", explained.recused),
            ("explanation-declined", explained.declined),
            ("explanation-reading", explained.reading),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| reader.tn(key, count))
        .collect(),
        rule: rule(reader, explained),
        steps: explained
            .steps
            .iter()
            .map(|one| step(reader, one))
            .collect(),
        waits: match explained.result {
            None => reader.ta(
                "explanation-waits",
                [
                    ("done", explained.totals.len().into()),
                    ("readers", explained.readers.into()),
                ],
            ),
            Some(Consolidated::AnotherReader) => reader.t("evaluation-third-reader-why"),
            Some(Consolidated::Score(_)) => String::new(),
        },
        threshold: score
            .map(|score| {
                let key = if score >= explained.threshold {
                    "explanation-threshold-reached"
                } else {
                    "explanation-threshold-missed"
                };
                let threshold = points(explained.threshold);
                reader.ta(
                    key,
                    [
                        ("score", points(score).into()),
                        ("threshold", threshold.into()),
                    ],
                )
            })
            .unwrap_or_default(),
        reached: score.is_some_and(|score| score >= explained.threshold),
        sections: explained
            .sections
            .iter()
            .map(|section| SectionLine {
                title: section.title.get(reader.language.code()).to_owned(),
                mean: super::grid::of(reader, section.mean, section.maximum),
                minimum: if section.minimum > 0 {
                    points(section.minimum)
                } else {
                    String::new()
                },
                passed: section.passed,
            })
            .collect(),
        result: match (score, passed) {
            (None, _) => String::new(),
            (Some(_), true) => reader.t("explanation-goes-on"),
            (Some(_), false) => reader.t("explanation-does-not-go-on"),
        },
        passed,
    }
}

fn rule(reader: &Reader, explained: &Explanation) -> String {
    let key = format!(
        "explanation-rule-{}",
        explained.rule.name().replace('_', "-")
    );
    let percent = explained.rule.percent().unwrap_or_default();
    reader.ta(key, [("percent", reader.percent(percent).into())])
}

/// An exact number of points, rounded for reading.
fn exact(reader: &Reader, fraction: Fraction) -> String {
    wording::points(reader, fraction.rounded().unwrap_or_default())
}

fn list(reader: &Reader, scores: &[i64]) -> String {
    let words: Vec<String> = scores
        .iter()
        .map(|score| wording::points(reader, *score))
        .collect();
    words.join(" · ")
}

fn step(reader: &Reader, step: &Step) -> String {
    let points = |points: i64| wording::points(reader, points);
    match step {
        Step::Scores { scores } => reader.ta(
            "explanation-scores",
            [("scores", list(reader, scores).into())],
        ),
        Step::Gap {
            lower,
            higher,
            gap,
            percent,
            of,
            limit,
            too_far,
        } => {
            let key = match (of, too_far) {
                (Basis::Higher, true) => "explanation-gap-higher-over",
                (Basis::Higher, false) => "explanation-gap-higher-within",
                (Basis::Maximum(_), true) => "explanation-gap-maximum-over",
                (Basis::Maximum(_), false) => "explanation-gap-maximum-within",
            };
            let base = match of {
                Basis::Higher => *higher,
                Basis::Maximum(maximum) => *maximum,
            };
            reader.ta(
                key,
                [
                    ("lower", points(*lower).into()),
                    ("higher", points(*higher).into()),
                    ("gap", points(*gap).into()),
                    ("percent", reader.percent(*percent).into()),
                    ("base", points(base).into()),
                    ("limit", exact(reader, *limit).into()),
                ],
            )
        }
        Step::Closest {
            counted,
            gap,
            left_out,
        } => reader.ta(
            if left_out.is_empty() {
                "explanation-closest-all"
            } else {
                "explanation-closest"
            },
            [
                ("counted", list(reader, counted).into()),
                ("gap", points(*gap).into()),
                ("left", list(reader, left_out).into()),
            ],
        ),
        Step::Equidistant { counted, gap } => reader.ta(
            "explanation-equidistant",
            [
                ("counted", list(reader, counted).into()),
                ("gap", points(*gap).into()),
            ],
        ),
        Step::Dropped {
            score,
            mean_of_all,
            distance,
        } => reader.ta(
            "explanation-dropped",
            [
                ("score", points(*score).into()),
                ("mean", exact(reader, *mean_of_all).into()),
                ("distance", exact(reader, *distance).into()),
            ],
        ),
        Step::NobodyMostDeviant {
            mean_of_all,
            distance,
        } => reader.ta(
            "explanation-nobody-dropped",
            [
                ("mean", exact(reader, *mean_of_all).into()),
                ("distance", exact(reader, *distance).into()),
            ],
        ),
        Step::Mean { of, sum, mean } => reader.ta(
            "explanation-mean",
            [
                ("scores", list(reader, of).into()),
                (
                    "sum",
                    points(i64::try_from(*sum).unwrap_or(i64::MAX)).into(),
                ),
                ("count", of.len().into()),
                ("mean", points(*mean).into()),
            ],
        ),
    }
}
