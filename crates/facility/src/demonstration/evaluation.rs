//! The second round: three evaluators a file, declarations first, some who decline or have a conflict of interest, and
//! another reader where they differ too far.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rand::Rng;
use workflow::evaluation::{
    AssignmentStatus, Command as Evaluation, GridQuestion, Recommendation, Rules, WrittenFindings,
};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::procedure::Stage;
use workflow::proposal::{Command, Proposal};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

use super::fate::Fate;
use super::{Diary, Story, at, minutes};
use crate::evaluation::ScoreDraft;
use crate::evaluation::assignment::{self, Standing};
use crate::failure::Failure;

/// How far below the others a reader may stand so that another one is called, thousandths of a point.
const FAR: i64 = 47_000;
/// The evaluator who gives everybody less, and the one who gives everybody more.
const HARSH: usize = 17;
const LENIENT: usize = 6;
/// Reasons for which evaluators leave a file, in turn.
const CONFLICTS: [ConflictKind; 3] = [
    ConflictKind::Coauthor,
    ConflictKind::Employment,
    ConflictKind::FundsApplicant,
];

/// How many files the programme officer gives to somebody else than the plan had named.
const BY_HAND: usize = 3;
/// Place in the order of receipt of the files whose scores are opened again.
const REOPENED: [usize; 2] = [12, 101];

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
    /// The programme officer plans anew, for what is missing alone.
    FillGaps,
    Score {
        index: usize,
        reader: usize,
        off: i64,
    },
    /// Scores are opened again.
    Reopen {
        index: usize,
        reader: usize,
    },
    /// An eligible file that came late, after an appeal.
    Late {
        index: usize,
    },
}

impl Story<'_> {
    /// Eligible proposals are read and scored, as far as the story is told.
    pub(super) fn evaluate(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 5, 4, 8));
        self.evaluators_begin(self.call)?;
        self.set(at(2010, 5, 6, 10));
        self.invite_more(self.call)?;
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
        self.settle_conflicts()?;
        self.set(at(2010, 5, 14, 11));
        self.give_out()?;
        let mut readers = HashMap::new();
        let mut diary = Diary::new();
        self.plan_readings(at(2010, 5, 15, 8), &files, &mut readers, &mut diary)?;
        for place in REOPENED {
            let index = files[place % files.len()];
            let reader = readers[&index][0];
            diary.add(at(2010, 6, 15, 16), Step::Reopen { index, reader });
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
        self.write_up(&files)
    }

    /// The secretariat settles what the system found: what is only a name in common is dismissed, the rest confirmed; and
    /// sets two conflicts it knows of itself.
    fn settle_conflicts(&mut self) -> Result<(), Failure> {
        crate::conflicts::search_call(&self.facility, self.call)?;
        self.set(at(2010, 5, 13, 15));
        let officer = self.cast.officer.clone();
        let found = crate::conflicts::of_call(&self.facility, &officer, self.call)?;
        for finding in found.open {
            self.set(self.clock_now() + minutes(4));
            let (file, person) = (finding.file.proposal, finding.person);
            // A name in common is no relation yet.
            if finding.kind == ConflictKind::Family {
                let reason = self.fixed(|texts| &texts.evaluation.no_conflict)?;
                crate::conflicts::dismiss(&self.facility, &officer, file, person, reason)?;
            } else {
                let kind = finding.kind;
                crate::conflicts::confirm(&self.facility, &officer, file, person, kind)?;
            }
        }
        let files = self.eligible();
        for (place, reader) in [(40, 3), (150, 9)] {
            let file = self.proposal(files[place % files.len()])?;
            let person = self.cast.evaluators[reader].person;
            let reason = self.fixed(|texts| &texts.evaluation.known_conflict)?;
            self.set(self.clock_now() + minutes(6));
            let kind = ConflictKind::Financial;
            crate::conflicts::set(&self.facility, &officer, file, person, kind, reason)?;
        }
        Ok(())
    }

    /// The programme officer has a plan made, changes a little of it by hand, and carries it out.
    fn give_out(&mut self) -> Result<(), Failure> {
        let (facility, officer) = (&self.facility, &self.cast.officer);
        if let Err(hindrance) = assignment::make(facility, officer, self.call)? {
            let why = format!("the demonstration's files cannot be given out: {hindrance:?}");
            return Err(Failure::Unexpected(why));
        }
        let preview = assignment::outlook(facility, officer, self.call)?.preview;
        let preview = preview.ok_or_else(Failure::hidden)?;
        for file in preview.files.iter().step_by(71).take(BY_HAND) {
            let free = file
                .candidates
                .iter()
                .find(|one| matches!(one.standing, Standing::Dearer(_)));
            let mut evaluators: BTreeSet<PersonId> = file.chosen().map(|one| one.person).collect();
            if let (Some(first), Some(free)) = (evaluators.pop_first(), free) {
                evaluators.insert(free.person);
                evaluators.remove(&first);
                assignment::change(facility, officer, self.call, file.proposal, &evaluators)?;
            }
        }
        self.set(self.clock_now() + minutes(50));
        let outlook = assignment::outlook(&self.facility, &self.cast.officer, self.call)?;
        let plan = outlook.preview.ok_or_else(Failure::hidden)?.plan;
        assignment::assign(&self.facility, &self.cast.officer, &plan)?;
        assignment::discard(&self.facility, &self.cast.officer, self.call)
    }

    /// Evaluators who were given files since the story last looked declare and score.
    fn plan_readings(
        &mut self,
        from: DateTime<Utc>,
        files: &[usize],
        readers: &mut HashMap<usize, Vec<usize>>,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        for (place, index) in files.iter().copied().enumerate() {
            let known = readers.entry(index).or_default().clone();
            let fresh = self.new_readers(index, &known)?;
            if known.is_empty() {
                self.plan_reading(from, place, index, &fresh, diary);
            } else {
                self.plan_more(from, index, &fresh, diary);
            }
            readers.entry(index).or_default().extend(fresh);
        }
        Ok(())
    }

    /// A file as its chain tells it.
    fn state(&self, id: ProposalId) -> Result<Proposal, Failure> {
        let loaded = self
            .facility
            .store
            .read(|conn| store::cases::load_proposal(conn, id))?;
        Ok(loaded.ok_or_else(Failure::hidden)?.state)
    }

    /// Places in the cast of a file's evaluators beside those known.
    fn new_readers(&self, index: usize, known: &[usize]) -> Result<Vec<usize>, Failure> {
        let state = self.state(self.proposal(index)?)?;
        let holds = |person: &PersonId| state.evaluation.assignments.contains_key(person);
        let cast = self.cast.evaluators.iter().enumerate();
        Ok(cast
            .filter(|(reader, one)| holds(&one.person) && !known.contains(reader))
            .map(|(reader, _)| reader)
            .collect())
    }

    /// Some files are written up by one of their readers.
    fn write_up(&mut self, files: &[usize]) -> Result<(), Failure> {
        if self.today < at(2010, 6, 20, 0) {
            return Ok(());
        }
        for index in files.iter().copied().step_by(19) {
            let id = self.proposal(index)?;
            let state = self.state(id)?;
            let scored = |one: &&Actor| {
                let given = state.evaluation.assignments.get(&one.person);
                given.is_some_and(|given| given.status == AssignmentStatus::Scored)
            };
            let done = matches!(state.status, Status::Evaluated | Status::BelowThreshold);
            let Some(rapporteur) = self.cast.evaluators.iter().find(scored).cloned() else {
                continue;
            };
            if !done {
                continue;
            }
            self.set(at(2010, 6, 19, 9) + minutes(3 * index as i64));
            let person = rapporteur.person;
            let appoint = Command::Evaluation(Evaluation::AppointRapporteur { person });
            self.act(&self.cast.officer, id, &appoint)?;
            let text = self.fixed(|texts| &texts.evaluation.consensus)?;
            let strengths = self.fixed(|texts| &texts.evaluation.strength)?;
            let weaknesses = self.fixed(|texts| &texts.evaluation.weakness)?;
            let found = WrittenFindings {
                strengths: Some(strengths),
                weaknesses: Some(weaknesses),
            };
            let criteria = BTreeMap::from([
                ("relevance".to_owned(), found.clone()),
                ("protection".to_owned(), found),
            ]);
            self.set(self.clock_now() + minutes(2));
            let record = Command::Evaluation(Evaluation::RecordConsensus { text, criteria });
            self.act(&rapporteur, id, &record)?;
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
            let mut declares = self.later(from, 60, wait).min(at(2010, 6, 14, 9));
            // Whoever visits in the middle of the evaluation finds something to do.
            if reader == 0 && place.is_multiple_of(4) {
                declares = declares.max(at(2010, 6, 4, 9) + minutes(place as i64));
            }
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

    /// Readers who joined later do what is left to do soon.
    fn plan_more(
        &mut self,
        from: DateTime<Utc>,
        index: usize,
        readers: &[usize],
        diary: &mut Diary<Step>,
    ) {
        for reader in readers.iter().copied() {
            let declares = self.later(from, 300, 1_400);
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
                diary.add(self.later(now, 600, 1_800), Step::FillGaps);
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
                diary.add(self.later(now, 600, 1_800), Step::FillGaps);
                Ok(())
            }
            Step::FillGaps => {
                let plan = assignment::plan(&self.facility, &self.cast.officer, self.call)?;
                let plan = plan.map_err(|why| {
                    Failure::Unexpected(format!("a gap cannot be filled: {why:?}"))
                })?;
                assignment::assign(&self.facility, &self.cast.officer, &plan)?;
                let files: Vec<usize> = readers.keys().copied().collect();
                let mut given = Vec::new();
                for index in files {
                    if plan.contains_key(&self.proposal(index)?) {
                        given.push(index);
                    }
                }
                given.sort_unstable();
                self.plan_readings(now, &given, readers, diary)
            }
            Step::Score { index, reader, off } => {
                let me = self.cast.evaluators[reader].clone();
                let id = self.proposal(index)?;
                let quality = self.planned[index].quality + leaning(reader) - off;
                self.score(&me, id, self.call, quality)?;
                // Where the readers differ too far, another one has just joined.
                self.plan_readings(now, &[index], readers, diary)
            }
            Step::Reopen { index, reader } => {
                let id = self.proposal(index)?;
                let evaluator = self.cast.evaluators[reader].person;
                let reason = self.fixed(|texts| &texts.evaluation.reopen)?;
                let command = Command::Evaluation(Evaluation::ReopenScores { evaluator, reason });
                match self.act(&self.cast.officer, id, &command) {
                    // Whoever left the file meanwhile has no scores to open.
                    Err(Failure::Refused(Refusal::NothingSubmitted)) => return Ok(()),
                    done => done?,
                }
                let scores = self.later(now, 300, 1_500);
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
            Step::Late { index } => {
                let id = self.proposal(index)?;
                self.act(&self.cast.officer, id, &Command::Advance)?;
                readers.insert(index, Vec::new());
                diary.add(now + minutes(20), Step::FillGaps);
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
        let recommendation = rules.recommendation.then_some(match quality {
            76_000.. => Recommendation::Fund,
            64_000..76_000 => Recommendation::FundWithConditions,
            _ => Recommendation::DoNotFund,
        });
        let budget_remarks = if rules.budget_remarks && quality < 76_000 {
            self.fixed(|texts| &texts.evaluation.budget)?.into()
        } else {
            String::new()
        };
        Ok(ScoreDraft {
            scores,
            comments,
            overall: overall.into(),
            recommendation,
            budget_remarks,
        })
    }
}

/// Some read more harshly than others, always the same ones: thousandths of a point. One is far harsher than the rest, and
/// one far more lenient: calibration shows it.
fn leaning(reader: usize) -> i64 {
    const LEANINGS: [i64; 8] = [0, 1_500, -2_500, 500, 3_000, -1_000, -500, 1_000];
    match reader {
        HARSH => -9_500,
        LENIENT => 6_500,
        other => LEANINGS[other % LEANINGS.len()],
    }
}

/// A share of the question's maximum, on one of its steps; hardly anybody gives nothing at all.
fn points(question: &GridQuestion, quality: i64) -> i64 {
    let raw = question.max * quality / 100_000;
    let step = question.step.max(1);
    ((raw + step / 2) / step * step).clamp(step.min(question.max), question.max)
}
