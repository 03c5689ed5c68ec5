//! Eligibility of the first proposals: four screeners, two people for every ineligibility, questions to applicants,
//! disagreements and appeals.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rand::Rng;
use workflow::batch::{Choosing, Order};
use workflow::ids::{CallId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::screening::{Answer, Command as Screening, Outcome, Point};
use workflow::time::Calendar;
use workflow::transition::{StageKind, Status};

use super::fate::{DISPUTED_AND_MET, Fate, Finding};
use super::plan::SCREENED;
use super::{Diary, Story, at, minutes};
use crate::failure::Failure;
use crate::screening::GivenVerdict;
use crate::screening::batches::{self, Progress};

/// Verdicts by criterion, with their reasons in words.
type Named<'a> = BTreeMap<&'a str, (Outcome, Option<workflow::text::Text>)>;

/// Files taken up on a working day.
const A_DAY: usize = 15;
/// Place of the file whose first screener has a conflict of interest.
const CONFLICTED: usize = 42;

#[derive(Clone, Copy)]
enum Step {
    Take { index: usize, screener: usize },
    Record { index: usize, screener: usize },
    Ask { index: usize, screener: usize },
    Answer { index: usize, screener: usize },
    GiveUp { index: usize, screener: usize },
    Confirm { index: usize, screener: usize },
    Second { index: usize, screener: usize },
    Settle { index: usize },
    Release,
    ReleaseRest,
    Appeal { index: usize },
    DecideAppeal { index: usize },
}

impl Story<'_> {
    /// The first proposals are screened, as far as the story is told.
    pub(super) fn screen(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 4, 6, 15));
        self.open_batch(self.call, SCREENED)?;
        let mut diary = Diary::new();
        let screeners = self.cast.screeners.len();
        let calendar = Calendar::default();
        for (place, index) in self.screened().into_iter().enumerate() {
            let day = calendar.after(day(2010, 4, 6), 1 + (place / A_DAY) as u32);
            let moment = morning(day) + minutes(35 * (place % A_DAY) as i64);
            let moment = self.later(moment, 0, 20);
            let screener = place % screeners;
            diary.add(moment, Step::Take { index, screener });
        }
        diary.add(at(2010, 5, 11, 10), Step::Release);
        while let Some((moment, step)) = diary.next(self.today) {
            self.set(moment);
            self.screening_step(moment, step, &mut diary)?;
            let (done, all) = diary.progress();
            (self.progress)("screening", done, all);
        }
        Ok(())
    }

    /// Opens a batch of the first files of a call by receipt.
    pub(super) fn open_batch(&self, call: CallId, first: usize) -> Result<(), Failure> {
        let choosing = Choosing {
            order: Order::Receipt,
            countries: BTreeSet::new(),
            most: Some(u32::try_from(first).unwrap_or(u32::MAX)),
        };
        let officer = &self.cast.officer;
        batches::open(&self.facility, officer, call, None, None, &choosing)?;
        Ok(())
    }

    /// Tells the results that are ready; answers whether others are still open.
    fn release_ready(&self) -> Result<bool, Failure> {
        let (facility, manager) = (&self.facility, &self.cast.manager);
        let (_, view, _) = batches::show(facility, manager, self.call, 1)?;
        if view.count(Progress::Ready) > 0 {
            batches::release(facility, manager, self.call, None, 1, true)?;
        }
        Ok(view.open() > 0)
    }

    /// Files that are screened, in the order of receipt.
    pub(super) fn screened(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.planned.len())
            .filter(|index| matches!(self.planned[*index].fate, Fate::Screened(_)))
            .collect();
        order.sort_by_key(|index| self.planned[*index].applies_at);
        order
    }

    fn finding(&self, index: usize) -> Finding {
        match &self.planned[index].fate {
            Fate::Screened(finding) => finding.clone(),
            _ => Finding::default(),
        }
    }

    fn screener(&self, number: usize) -> Actor {
        self.cast.screeners[number % self.cast.screeners.len()].clone()
    }

    fn screening_step(
        &mut self,
        now: DateTime<Utc>,
        step: Step,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        match step {
            Step::Take { index, screener } => self.take(now, index, screener, diary),
            Step::Ask { index, screener } => {
                let id = self.proposal(index)?;
                let me = self.screener(screener);
                let open = BTreeMap::from([("complete", (Outcome::Clarification, None))]);
                self.record(&me, id, self.call, open, false)?;
                let points = vec![Point {
                    criterion: Some("complete".to_owned()),
                    text: self.text(|texts| &texts.screening.request)?,
                }];
                self.act(
                    &me,
                    id,
                    &Command::Screening(Screening::RequestClarification { points }),
                )?;
                let today = now.date_naive();
                if self.finding(index).asked == Some(true) {
                    let moment = self.later(morning(Calendar::default().after(today, 3)), 0, 400);
                    diary.add(moment, Step::Answer { index, screener });
                } else {
                    let moment = self.later(morning(Calendar::default().after(today, 6)), 60, 200);
                    diary.add(moment, Step::GiveUp { index, screener });
                }
                Ok(())
            }
            Step::Answer { index, screener } => {
                let answers = vec![Answer {
                    text: Some(self.text(|texts| &texts.screening.answer)?),
                    documents: Vec::new(),
                }];
                let command = Command::Screening(Screening::AnswerClarification { answers });
                self.act(&self.owner(index)?, self.proposal(index)?, &command)?;
                let moment = self.later(
                    morning(Calendar::default().after(now.date_naive(), 1)),
                    0,
                    300,
                );
                diary.add(moment, Step::Record { index, screener });
                Ok(())
            }
            Step::GiveUp { index, screener } => {
                let command = Command::Screening(Screening::CloseClarification);
                self.act(&self.screener(screener), self.proposal(index)?, &command)?;
                diary.add(self.later(now, 5, 30), Step::Record { index, screener });
                Ok(())
            }
            Step::Record { index, screener } => self.conclude(now, index, screener, diary),
            Step::Second { index, screener } => self.second(now, index, screener, diary),
            Step::Confirm { index, screener } => self.confirm(now, index, screener, diary),
            Step::Settle { index } => {
                let eligible = self.finding(index).eligible();
                let reason = self.fixed(|texts| {
                    let how = &texts.screening.disagreement;
                    if eligible {
                        &how.eligible
                    } else {
                        &how.ineligible
                    }
                })?;
                let command = Command::Screening(Screening::Settle { eligible, reason });
                self.act(&self.cast.officer, self.proposal(index)?, &command)
            }
            Step::Release => {
                if self.release_ready()? {
                    diary.add(now + TimeDelta::days(2), Step::ReleaseRest);
                }
                let mut moment = now + TimeDelta::days(7);
                for index in self.screened() {
                    if self.finding(index).appeal.is_some() {
                        diary.add(moment, Step::Appeal { index });
                        moment += minutes(1_700);
                    }
                }
                Ok(())
            }
            Step::ReleaseRest => {
                if self.release_ready()? {
                    diary.add(now + TimeDelta::days(2), Step::ReleaseRest);
                }
                Ok(())
            }
            Step::Appeal { index } => {
                let upheld = self.finding(index).appeal == Some(true);
                let ground = self.fixed(|texts| {
                    let grounds = &texts.screening.appeal.ground;
                    grounds.get(usize::from(!upheld)).map_or("", String::as_str)
                })?;
                let command = Command::Screening(Screening::Appeal { ground });
                self.act(&self.owner(index)?, self.proposal(index)?, &command)?;
                diary.add(now + TimeDelta::days(7), Step::DecideAppeal { index });
                Ok(())
            }
            Step::DecideAppeal { index } => {
                let upheld = self.finding(index).appeal == Some(true);
                let reason = self.fixed(|texts| {
                    let appeal = &texts.screening.appeal;
                    if upheld {
                        &appeal.upheld
                    } else {
                        &appeal.dismissed
                    }
                })?;
                let command = Command::Screening(Screening::DecideAppeal { upheld, reason });
                self.act(&self.cast.second_officer, self.proposal(index)?, &command)
            }
        }
    }

    fn take(
        &mut self,
        now: DateTime<Utc>,
        index: usize,
        screener: usize,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        let id = self.proposal(index)?;
        let me = self.screener(screener);
        let place = self.screened().iter().position(|known| *known == index);
        if place == Some(CONFLICTED) && screener == CONFLICTED % self.cast.screeners.len() {
            self.take_from_queue(&me, id)?;
            let conflict = ConflictKind::Employment;
            self.act(
                &me,
                id,
                &Command::Interest(Interest::DeclareConflict { conflict }),
            )?;
            let screener = screener + 1;
            diary.add(self.later(now, 60, 90), Step::Take { index, screener });
            return Ok(());
        }
        self.take_from_queue(&me, id)?;
        if self.finding(index).asked.is_some() {
            diary.add(self.later(now, 15, 30), Step::Ask { index, screener });
        } else if place.is_some_and(|place| place % 5 == 3) {
            // Some files are slept on.
            let moment = self.later(
                morning(Calendar::default().after(now.date_naive(), 1)),
                0,
                90,
            );
            diary.add(moment, Step::Record { index, screener });
        } else {
            diary.add(self.later(now, 12, 33), Step::Record { index, screener });
        }
        Ok(())
    }

    /// Takes a file as the next one of the queue.
    pub(super) fn take_from_queue(&self, screener: &Actor, id: ProposalId) -> Result<(), Failure> {
        let take = |conn: &mut store::AnyConn| {
            crate::screening::take_in(conn, &self.facility, screener, id).map(|_| ())
        };
        self.facility.store.write(take)
    }

    fn conclude(
        &mut self,
        now: DateTime<Utc>,
        index: usize,
        screener: usize,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        let finding = self.finding(index);
        let mut open = BTreeMap::new();
        if let Some(criterion) = finding.fails {
            let reason = if finding.asked == Some(false) {
                self.text(|texts| &texts.screening.late)?
            } else {
                self.fault(criterion)?
            };
            open.insert(criterion, (Outcome::Fail, Some(reason)));
        }
        let id = self.proposal(index)?;
        let code = (finding.asked == Some(false)).then_some("no_answer");
        self.record_for(&self.screener(screener), id, self.call, open, code, true)?;
        if self.status(id)? == Status::Queued {
            // Drawn for a second screening.
            let day = Calendar::default().after(now.date_naive(), 1);
            let moment = self.later(morning(day) + minutes(240), 0, 200);
            let screener = screener + 2;
            diary.add(moment, Step::Second { index, screener });
            return Ok(());
        }
        if finding.fails.is_some() {
            let wait = 2 + u32::from(self.rng.random_bool(0.5));
            let afternoon =
                morning(Calendar::default().after(now.date_naive(), wait)) + minutes(420);
            let moment = self.later(afternoon, 0, 100);
            let screener = screener + 1;
            diary.add(moment, Step::Confirm { index, screener });
        }
        Ok(())
    }

    /// The second screening of a file finds the same, but for a dispute, and now and then for a paper the first has not
    /// looked at closely.
    fn second(
        &mut self,
        now: DateTime<Utc>,
        index: usize,
        screener: usize,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        let finding = self.finding(index);
        let (me, id) = (self.screener(screener), self.proposal(index)?);
        self.take_from_queue(&me, id)?;
        let mut open = BTreeMap::new();
        let fails = match finding.fails {
            Some(criterion) if finding.disputed => {
                let reason = self.objection(&finding)?;
                open.insert(criterion, (Outcome::Pass, Some(reason)));
                None
            }
            Some(criterion) => Some(criterion),
            None => self.rng.random_bool(0.15).then_some("complete"),
        };
        if let Some(criterion) = fails {
            let reason = self.fault(criterion)?;
            open.insert(criterion, (Outcome::Fail, Some(reason)));
        }
        let code = (finding.asked == Some(false)).then_some("no_answer");
        self.record_for(&me, id, self.call, open, code, true)?;
        if self.status(id)? == Status::ToConfirm {
            let day = Calendar::default().after(now.date_naive(), 2);
            let moment = self.later(morning(day), 200, 400);
            diary.add(moment, Step::Settle { index });
        }
        Ok(())
    }

    /// Why a criterion is not met, in a screener's words.
    fn fault(&mut self, criterion: &str) -> Result<workflow::text::Text, Failure> {
        self.text(|texts| {
            let reasons = texts.screening.fail.get(criterion);
            reasons.map_or(&[] as &[String], Vec::as_slice)
        })
    }

    /// What the second person holds against a failure in dispute.
    fn objection(&self, finding: &Finding) -> Result<workflow::text::Text, Failure> {
        let place = match finding.fails {
            Some(DISPUTED_AND_MET) => 0,
            Some("not_intermediary") => 1,
            _ => 2,
        };
        self.fixed(|texts| {
            let reasons = &texts.screening.disagreement.disagree;
            reasons.get(place).map_or("", String::as_str)
        })
    }

    fn status(&self, id: ProposalId) -> Result<Status, Failure> {
        let read = |conn: &mut store::AnyConn| store::proposals::find(conn, id);
        let row = self
            .facility
            .store
            .read(read)?
            .ok_or_else(Failure::hidden)?;
        Ok(row.status)
    }

    fn confirm(
        &mut self,
        now: DateTime<Utc>,
        index: usize,
        screener: usize,
        diary: &mut Diary<Step>,
    ) -> Result<(), Failure> {
        let finding = self.finding(index);
        let (me, id) = (self.screener(screener), self.proposal(index)?);
        if !finding.disputed {
            return self.act(&me, id, &Command::Screening(Screening::Confirm));
        }
        let reason = self.objection(&finding)?;
        self.act(&me, id, &Command::Screening(Screening::Disagree { reason }))?;
        let moment = self.later(
            morning(Calendar::default().after(now.date_naive(), 2)),
            200,
            400,
        );
        diary.add(moment, Step::Settle { index });
        Ok(())
    }

    /// Records a verdict on every criterion: passed, but for those named. What fails does so for the first of its reasons.
    pub(super) fn record(
        &self,
        screener: &Actor,
        id: ProposalId,
        call: CallId,
        named: Named<'_>,
        conclude: bool,
    ) -> Result<(), Failure> {
        self.record_for(screener, id, call, named, None, conclude)
    }

    /// The same, where what fails does so for the reason of this code.
    fn record_for(
        &self,
        screener: &Actor,
        id: ProposalId,
        call: CallId,
        mut named: Named<'_>,
        code: Option<&str>,
        conclude: bool,
    ) -> Result<(), Failure> {
        let view = crate::call::view(&self.facility, Some(screener), call)?;
        let Some(Stage::Screening(rules)) =
            view.call.definition.procedure.first(StageKind::Screening)
        else {
            return Err(Failure::hidden());
        };
        let verdicts = rules
            .criteria
            .iter()
            .map(|criterion| {
                let (outcome, reason) = named
                    .remove(criterion.id.as_str())
                    .unwrap_or((Outcome::Pass, None));
                let mut codes = criterion.reasons.iter().map(|reason| &reason.code);
                let chosen = match code {
                    Some(code) => codes.find(|known| *known == code),
                    None => codes.next(),
                };
                let verdict = GivenVerdict {
                    outcome,
                    reason_code: chosen.filter(|_| outcome == Outcome::Fail).cloned(),
                    reason,
                };
                (criterion.id.clone(), verdict)
            })
            .collect();
        crate::screening::record(&self.facility, screener, id, None, &verdicts, conclude)?;
        Ok(())
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Eight o'clock (UTC) of a day.
pub(super) fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + minutes(480)
}
