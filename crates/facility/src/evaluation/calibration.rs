//! Evaluators side by side: how harsh each is, how far they agree, and what the ranking would be without each of them.
//!
//! The mathematics stands in [`choice::calibration`]; here it is fed with the files one person may see, and nothing else.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use choice::agreement::alpha;
use choice::calibration::{
    self, Adjusted, CalibratedReader, Calibration, Deviations, Move, Score, Scores,
    TooLittleOverlap, Without,
};
use choice::consolidation::{self, Consolidated};
use store::AnyConn;
use workflow::definition::Localised;
use workflow::evaluation::{GridQuestion, Points, RankedBy, Rules};
use workflow::ids::{PersonId, ProposalId};

use crate::failure::Failure;

/// Intervals of ranks are simulated from this seed, so that they are the same whenever they are looked at.
const SEED: u64 = 2010;
/// How many parts a scale is cut into to show how scores spread over it.
pub const PARTS: usize = 10;

/// A file with a consolidated score, as calibration looks at it.
pub(super) struct Scored<'a> {
    pub(super) proposal: ProposalId,
    pub(super) rules: &'a Rules,
    /// Consolidated score, thousandths of a point.
    pub(super) score: Points,
    /// Who scored it, their total, and their scores by question.
    pub(super) readings: Vec<(PersonId, Points, &'a BTreeMap<String, Points>)>,
}

/// A file whose place depends on one evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The file.
    pub proposal: ProposalId,
    /// The places with and without the evaluator.
    pub places: Move,
}

/// An evaluator beside the others.
#[derive(Clone, Debug)]
pub struct EvaluatorFigure {
    /// The evaluator's number on the page, from 1: the harshest first, those of whom too little is known last.
    pub number: u32,
    /// Who; nothing for readers who may not know.
    pub person: Option<PersonId>,
    /// Their name, under the same condition.
    pub name: Option<String>,
    /// How they score.
    pub figures: CalibratedReader,
    /// Files whose place in the order of the call changes without their scores. Nothing when that order cannot be told
    /// without them, for too little overlap.
    pub without: Option<Vec<Moved>>,
}

/// How scores of a question spread over its scale, and how far evaluators agree on it.
#[derive(Clone, Debug)]
pub struct QuestionFigure {
    /// Name of the question in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// Highest score, thousandths of a point.
    pub max: Points,
    /// How many scores there are.
    pub scores: u32,
    /// Their mean, thousandths of a point.
    pub mean: Option<Points>,
    /// How many scores are in each tenth of the scale; the highest score is in the last.
    pub parts: [u32; PARTS],
    /// Krippendorff's alpha in thousandths; nothing where it has no value.
    pub alpha: Option<i64>,
}

/// Figures of the evaluators and questions of a call.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Evaluators, the harshest first.
    pub evaluators: Vec<EvaluatorFigure>,
    /// Questions of the grid, in its order.
    pub questions: Vec<QuestionFigure>,
    /// Krippendorff's alpha of the totals in thousandths; nothing where it has no value.
    pub alpha: Option<i64>,
    /// What the scores are made of; nothing with too little overlap.
    pub deviations: Option<Deviations>,
    /// How many groups of files cannot be compared with each other by adjusted scores.
    pub groups: usize,
    /// Adjusted scores by file.
    pub(super) adjusted: BTreeMap<ProposalId, Result<Adjusted, TooLittleOverlap>>,
}

/// What has been computed of a set of scores.
struct Computed {
    calibration: Calibration,
    without: Vec<Without>,
}

/// Computed figures by the scores they are computed from: what one set of scores comes to never changes, so nothing has to
/// be made stale, and who sees fewer files finds other figures.
static COMPUTED: LazyLock<RwLock<HashMap<Scores, Arc<Computed>>>> = LazyLock::new(RwLock::default);

/// The most sets of scores kept in memory.
const MOST_KEPT: usize = 32;

fn computed(scores: Scores) -> Result<Arc<Computed>, Failure> {
    let known = COMPUTED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&scores)
        .cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let unexpected = |fault: calibration::Fault| Failure::Unexpected(fault.to_string());
    let calibration = calibration::calibrate(&scores, SEED).map_err(unexpected)?;
    let without = calibration::without_each(&scores, &calibration).map_err(unexpected)?;
    let found = Arc::new(Computed {
        calibration,
        without,
    });
    let mut kept = COMPUTED.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(scores, Arc::clone(&found));
    Ok(found)
}

/// The figures of some files, with the evaluators' names or without.
pub(super) fn figures(
    conn: &mut AnyConn,
    rules: &Rules,
    files: &[Scored<'_>],
    names: bool,
) -> Result<Figures, Failure> {
    let people = people(files);
    let computed = computed(scores(files, &people))?;
    let calibration = &computed.calibration;
    let mut evaluators = Vec::with_capacity(people.len());
    for (person, at) in &people {
        let Some(figures) = calibration.readers.get(*at).copied().flatten() else {
            continue;
        };
        let adjusted = computed.without.iter().find(|one| one.reader == *at);
        let moves = match rules.ranking {
            RankedBy::Raw => Some(raw_moves(files, *person)),
            RankedBy::Adjusted => adjusted.and_then(|one| one.moves.clone()),
        };
        evaluators.push(EvaluatorFigure {
            number: 0,
            person: names.then_some(*person),
            name: if names {
                store::people::find(conn, *person)?.map(|person| person.name)
            } else {
                None
            },
            figures,
            without: moves.map(|moves| of_files(files, &moves)),
        });
    }
    number(&mut evaluators);
    let totals = |file: &Scored<'_>| file.readings.iter().map(|reading| reading.1).collect();
    let adjusted = files
        .iter()
        .zip(&calibration.files)
        .filter_map(|(file, found)| {
            let found = found.as_ref()?;
            Some((file.proposal, found.adjusted))
        });
    Ok(Figures {
        evaluators,
        questions: rules
            .questions()
            .map(|question| of_question(files, question))
            .collect(),
        alpha: alpha(&files.iter().map(totals).collect::<Vec<Vec<Points>>>()),
        deviations: calibration.deviations,
        groups: calibration.groups,
        adjusted: adjusted.collect(),
    })
}

/// Everybody who has scored, with a number each.
fn people(files: &[Scored<'_>]) -> BTreeMap<PersonId, usize> {
    let all = files.iter().flat_map(|file| &file.readings);
    let mut people: BTreeMap<PersonId, usize> = all.map(|reading| (reading.0, 0)).collect();
    for (number, at) in people.values_mut().enumerate() {
        *at = number;
    }
    people
}

fn scores(files: &[Scored<'_>], people: &BTreeMap<PersonId, usize>) -> Scores {
    let of_file = |(file, scored): (usize, &Scored<'_>)| {
        let score = |(person, score, _): &(PersonId, Points, _)| {
            Some(Score {
                file,
                reader: *people.get(person)?,
                score: *score,
            })
        };
        scored
            .readings
            .iter()
            .filter_map(score)
            .collect::<Vec<Score>>()
    };
    Scores {
        files: files.len(),
        readers: people.len(),
        scores: files.iter().enumerate().flat_map(of_file).collect(),
    }
}

/// Puts the harshest first and numbers them. Those of whom too little is known come last, by the mean they give.
fn number(evaluators: &mut [EvaluatorFigure]) {
    evaluators.sort_by_key(|one| match one.figures.severity {
        Ok(severity) => (0, -severity.points.value),
        Err(_) => (1, one.figures.mean),
    });
    for (number, one) in (1..).zip(evaluators) {
        one.number = number;
    }
}

/// Files whose place by consolidated scores changes when one evaluator's scores are left out. Where the others are too far
/// apart to settle it, their mean stands.
fn raw_moves(files: &[Scored<'_>], person: PersonId) -> Vec<Move> {
    let with: Vec<Option<Points>> = files.iter().map(|file| Some(file.score)).collect();
    let without = files.iter().map(|file| {
        let others = file.readings.iter().filter(|reading| reading.0 != person);
        let others: Vec<Points> = others.map(|reading| reading.1).collect();
        if others.len() == file.readings.len() {
            return Some(file.score);
        }
        match file.rules.consolidated(&others)? {
            Consolidated::Score(score) => Some(score),
            Consolidated::AnotherReader => consolidation::mean(&others),
        }
    });
    calibration::moves(&with, &without.collect::<Vec<Option<Points>>>())
}

fn of_files(files: &[Scored<'_>], moves: &[Move]) -> Vec<Moved> {
    let moved = |places: &Move| {
        Some(Moved {
            proposal: files.get(places.file)?.proposal,
            places: *places,
        })
    };
    moves.iter().filter_map(moved).collect()
}

fn of_question(files: &[Scored<'_>], question: &GridQuestion) -> QuestionFigure {
    let score = |reading: &(PersonId, Points, &BTreeMap<String, Points>)| {
        reading.2.get(&question.id).copied()
    };
    let units: Vec<Vec<Points>> = files
        .iter()
        .map(|file| file.readings.iter().filter_map(score).collect())
        .collect();
    let all: Vec<Points> = units.iter().flatten().copied().collect();
    let mut parts = [0; PARTS];
    for score in &all {
        parts[part_of(*score, question.max)] += 1;
    }
    QuestionFigure {
        id: question.id.clone(),
        text: question.text.clone(),
        max: question.max,
        scores: u32::try_from(all.len()).unwrap_or(u32::MAX),
        mean: consolidation::mean(&all),
        parts,
        alpha: alpha(&units),
    }
}

/// The tenth of the scale a score is in, from 0.
fn part_of(score: Points, max: Points) -> usize {
    let tenth = score.saturating_mul(10).checked_div(max).unwrap_or(0);
    usize::try_from(tenth).unwrap_or(0).min(PARTS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_score_is_in_the_last_tenth_and_nothing_in_the_first() {
        assert_eq!(part_of(0, 20_000), 0);
        assert_eq!(part_of(1_999, 20_000), 0);
        assert_eq!(part_of(2_000, 20_000), 1);
        assert_eq!(part_of(19_999, 20_000), 9);
        assert_eq!(part_of(20_000, 20_000), 9);
        assert_eq!(part_of(5, 0), 0);
    }
}
