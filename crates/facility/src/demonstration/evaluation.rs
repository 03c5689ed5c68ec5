//! The second round: three evaluators a file, declarations first, some who decline or have a conflict of interest, and
//! another reader where they differ too far.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rand::Rng;
use rand::seq::SliceRandom;
use workflow::evaluation::{Command as Evaluation, GridQuestion, Rules};
use workflow::ids::{CallId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

use super::cast::EVALUATORS;
use super::fate::Fate;
use super::{Diary, Story, at, minutes};
use crate::evaluation::{Plan, ScoreDraft};
use crate::failure::Failure;

/// Evaluators of a file.
const READERS: usize = 3;
/// How far below the others a reader may stand so that another one is called, thousandths of a point.
const FAR: i64 = 47_000;
/// Reasons for which evaluators leave a file, in turn.
const CONFLICTS: [ConflictKind; 3] = [
    ConflictKind::Coauthor,
    ConflictKind::Employment,
    ConflictKind::FundsApplicant,
];

#[derive(Clone, Copy)]
enum Step {
    Declare {
        index: usize,
        reader: usize,
    },
    Decline {
        index: usize,
        reader: usize,
    },
    Recuse {
        index: usize,
        reader: usize,
    },
    Replace {
        index: usize,
    },
    Score {
        index: usize,
        reader: usize,
        off: i64,
    },
    /// An eligible file that came late, after an appeal.
    Late {
        index: usize,
    },
}

impl Story<'_> {
    /// Eligible proposals are read and scored, as far as the story is told.
    pub(super) fn evaluate(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 5, 13, 9));
        let mut files = self.eligible();
        let late: Vec<usize> = files
            .iter()
            .copied()
            .filter(|index| self.came_late(*index))
            .collect();
        files.retain(|index| !late.contains(index));
        let ids = files
            .iter()
            .map(|index| self.proposal(*index))
            .collect::<Result<Vec<ProposalId>, Failure>>()?;
        crate::intake::advance_each(&self.facility, &self.cast.officer, &ids)?;
        let mut readers = self.readers(&files);
        self.set(at(2010, 5, 14, 11));
        let plan = self.plan_of(&files, &readers)?;
        crate::evaluation::assign(&self.facility, &self.cast.officer, &plan)?;
        let mut diary = Diary::new();
        for (place, index) in files.into_iter().enumerate() {
            self.plan_reading(
                at(2010, 5, 15, 8),
                place,
                index,
                &readers[&index],
                &mut diary,
            );
        }
        for index in late {
            diary.add(at(2010, 5, 31, 9), Step::Late { index });
        }
        while let Some((moment, step)) = diary.next(self.today) {
            self.set(moment);
            self.evaluation_step(moment, step, &mut readers, &mut diary)?;
            let (done, all) = diary.progress();
            (self.progress)("evaluation", done, all);
        }
        Ok(())
    }

    /// Files that are eligible in the end, in the order of receipt.
    pub(super) fn eligible(&self) -> Vec<usize> {
        self.screened()
            .into_iter()
            .filter(|index| match &self.planned[*index].fate {
                Fate::Screened(finding) => finding.eligible(),
                _ => false,
            })
            .collect()
    }

    fn came_late(&self, index: usize) -> bool {
        matches!(&self.planned[index].fate, Fate::Screened(finding) if finding.appeal.is_some())
    }

    /// Who reads what: everybody about as much, in ever new threes.
    fn readers(&mut self, files: &[usize]) -> HashMap<usize, Vec<usize>> {
        let mut readers = HashMap::new();
        let mut evaluators: Vec<usize> = (0..EVALUATORS).collect();
        for round in files.chunks(EVALUATORS / READERS) {
            evaluators.shuffle(&mut self.rng);
            for (index, three) in round.iter().zip(evaluators.chunks(READERS)) {
                readers.insert(*index, three.to_vec());
            }
        }
        readers
    }

    fn plan_of(
        &self,
        files: &[usize],
        readers: &HashMap<usize, Vec<usize>>,
    ) -> Result<Plan, Failure> {
        files
            .iter()
            .map(|index| {
                let people = readers[index]
                    .iter()
                    .map(|reader| self.cast.evaluators[*reader].person);
                Ok((self.proposal(*index)?, people.collect::<BTreeSet<_>>()))
            })
            .collect()
    }

    /// Each reader declares within days or weeks, and scores later, all before the end of June's third week.
    fn plan_reading(
        &mut self,
        from: DateTime<Utc>,
        place: usize,
        index: usize,
        readers: &[usize],
        diary: &mut Diary<Step>,
    ) {
        for (slot, reader) in readers.iter().copied().enumerate() {
            let slow = self.rng.random_bool(0.2);
            let wait = if slow { 26 * 24 * 60 } else { 9 * 24 * 60 };
            let declares = self.later(from, 60, wait).min(at(2010, 6, 14, 9));
            if slot == 1 && place % 37 == 5 {
                diary.add(declares, Step::Decline { index, reader });
                continue;
            }
            if slot == 2 && place % 45 == 9 {
                diary.add(declares, Step::Recuse { index, reader });
                continue;
            }
            diary.add(declares, Step::Declare { index, reader });
            let left = (at(2010, 6, 18, 18) - declares).num_minutes().max(400);
            let scores = self.later(declares, 120, left);
            let off = if slot == 0 && place % 50 == 31 {
                FAR
            } else {
                0
            };
            diary.add(scores, Step::Score { index, reader, off });
        }
    }

    fn evaluation_step(
        &mut self,
        now: DateTime<Utc>,
        step: Step,
        readers: &mut HashMap<usize, Vec<usize>>,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        match step {
            Step::Declare { index, reader } => {
                let me = &self.cast.evaluators[reader];
                let id = self.proposal(index)?;
                self.act(me, id, &Command::Interest(Interest::DeclareNone))
            }
            Step::Decline { index, reader } => {
                let reason = self.text(|texts| &texts.evaluation.decline)?;
                let me = &self.cast.evaluators[reader];
                let command = Command::Evaluation(Evaluation::DeclineAssignment { reason });
                self.act(me, self.proposal(index)?, &command)?;
                diary.add(self.later(now, 600, 1_800), Step::Replace { index });
                Ok(())
            }
            Step::Recuse { index, reader } => {
                let conflict = CONFLICTS[reader % CONFLICTS.len()];
                let me = &self.cast.evaluators[reader];
                let id = self.proposal(index)?;
                self.act(
                    me,
                    id,
                    &Command::Interest(Interest::DeclareConflict { conflict }),
                )?;
                diary.add(self.later(now, 600, 1_800), Step::Replace { index });
                Ok(())
            }
            Step::Replace { index } => {
                let known = readers.entry(index).or_default();
                let free: Vec<usize> = (0..EVALUATORS)
                    .filter(|reader| !known.contains(reader))
                    .collect();
                let reader = free[self.rng.random_range(0..free.len())];
                known.push(reader);
                let evaluators = BTreeSet::from([self.cast.evaluators[reader].person]);
                let command = Command::Evaluation(Evaluation::AssignEvaluators { evaluators });
                self.act(&self.cast.officer, self.proposal(index)?, &command)?;
                let declares = self.later(now, 300, 1_400);
                diary.add(declares, Step::Declare { index, reader });
                let scores = self.later(declares, 300, 3_000);
                diary.add(
                    scores,
                    Step::Score {
                        index,
                        reader,
                        off: 0,
                    },
                );
                Ok(())
            }
            Step::Score { index, reader, off } => {
                let me = self.cast.evaluators[reader].clone();
                let id = self.proposal(index)?;
                let quality = self.planned[index].quality + leaning(reader) - off;
                self.score(&me, id, self.call, quality)?;
                let status = crate::proposal::view(&self.facility, &self.cast.officer, id)?.status;
                if status == Status::ThirdReaderNeeded {
                    diary.add(self.later(now, 900, 1_600), Step::Replace { index });
                }
                Ok(())
            }
            Step::Late { index } => {
                let id = self.proposal(index)?;
                self.act(&self.cast.officer, id, &Command::Advance)?;
                let three: Vec<usize> = (0..READERS).map(|slot| slot * 7 + 1).collect();
                readers.insert(index, three.clone());
                self.set(now + minutes(20));
                let plan = self.plan_of(&[index], readers)?;
                crate::evaluation::assign(&self.facility, &self.cast.officer, &plan)?;
                self.plan_reading(now, 0, index, &three, diary);
                Ok(())
            }
        }
    }

    /// An evaluator scores a file about `quality` (thousandths of a point of a hundred), question by question.
    pub(super) fn score(
        &mut self,
        evaluator: &Actor,
        id: ProposalId,
        call: CallId,
        quality: i64,
    ) -> Result<(), Failure> {
        let view = crate::call::view(&self.facility, Some(evaluator), call)?;
        let Some(Stage::Evaluation(rules)) =
            view.call.definition.procedure.first(StageKind::Evaluation)
        else {
            return Err(Failure::hidden());
        };
        let draft = self.draft_of_scores(rules, quality)?;
        crate::evaluation::submit(&self.facility, evaluator, id, None, &draft)?;
        Ok(())
    }

    fn draft_of_scores(&mut self, rules: &Rules, quality: i64) -> Result<ScoreDraft, Failure> {
        let mood = self.rng.random_range(-2_200..=2_200);
        let mut scores = BTreeMap::new();
        let mut comments = BTreeMap::new();
        for question in rules.questions() {
            let wide = self.rng.random_range(-7_000..=7_000);
            let score = points(question, quality + mood + wide);
            scores.insert(question.id.clone(), score);
            let extreme = score == question.max || score == 0;
            if extreme && question.comment_at_extremes {
                let [highest, lowest] = &self.library.texts.evaluation.extreme;
                let comment = if score == 0 { lowest } else { highest };
                comments.insert(question.id.clone(), comment.clone());
            }
        }
        let overall: Text = if quality >= 76_000 {
            self.text(|texts| &texts.evaluation.strong)?
        } else if quality >= 58_000 {
            self.text(|texts| &texts.evaluation.middle)?
        } else {
            self.text(|texts| &texts.evaluation.weak)?
        };
        Ok(ScoreDraft {
            scores,
            comments,
            overall: overall.into(),
        })
    }
}

/// Some read more harshly than others, always the same ones: thousandths of a point.
fn leaning(reader: usize) -> i64 {
    const LEANINGS: [i64; 8] = [0, 1_500, -2_500, 500, 3_000, -1_000, -500, 1_000];
    LEANINGS[reader % LEANINGS.len()]
}

/// A share of the question's maximum, on one of its steps; hardly anybody gives nothing at all.
fn points(question: &GridQuestion, quality: i64) -> i64 {
    let raw = question.max * quality / 100_000;
    let step = question.step.max(1);
    ((raw + step / 2) / step * step).clamp(step.min(question.max), question.max)
}
