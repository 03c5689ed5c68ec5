//! The demonstration: the founding call told from registration to monitoring, with a fixed seed and through the same
//! use cases as people use. Names and texts are invented; the terms and the figures of the call are public.

mod cast;
mod countries;
mod monitoring;
mod names;
mod plan;
mod review;
mod selection;
mod texts;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use workflow::call::Command as CallCommand;
use workflow::ids::{CallId, PersonId};
use workflow::intake::Command as IntakeCommand;
use workflow::proposal::Command;

use crate::Facility;
use crate::clock::{Clock, SetClock};
use crate::failure::Failure;

use cast::Cast;
use plan::{Fate, Planned};

/// The seed of the story: the day the call opened.
const SEED: u64 = 20_100_301;

/// How far the story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// The deadline has passed, eligibility is being checked.
    Screening,
    /// The second round is under way.
    Evaluation,
    /// The panel is voting.
    Selection,
    /// Projects are running.
    Monitoring,
}

/// Tells the caller what is being done: a part of the story, how much is done and how much there is.
pub type Progress<'a> = &'a mut dyn FnMut(&'static str, u64, u64);

/// The story while it is told.
struct Story<'a> {
    facility: Facility,
    clock: Arc<SetClock>,
    rng: StdRng,
    cast: Cast,
    call: CallId,
    planned: Vec<Planned>,
    progress: Progress<'a>,
}

/// A moment of the story (UTC).
fn at(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, 0, 0).single().unwrap_or_default()
}

/// Fills an empty database with the story. The facility's clock is left alone: the story has its own.
///
/// Errors when the database holds organisations or calls already: the demonstration never mixes with real data.
pub fn tell(facility: &Facility, until: Until, progress: Progress<'_>) -> Result<(), Failure> {
    let empty = facility.store.read(|conn| Ok::<_, Failure>(store::record::count_cases(conn)? == 0))?;
    if !empty {
        return Err(Failure::Exists("the database is not empty, and the demonstration"));
    }
    let clock = Arc::new(SetClock::at(at(2010, 2, 1, 9)));
    let facility = Facility { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..facility.clone() };
    let mut rng = StdRng::seed_from_u64(SEED);
    let cast = cast::assemble(&facility, &mut rng)?;
    let call = publish(&facility, &clock, &cast)?;
    let planned = plan::draw(&mut rng);
    let mut story = Story { facility, clock, rng, cast, call, planned, progress };
    story.register()?;
    story.apply()?;
    story.screen(until)?;
    if until >= Until::Evaluation {
        story.evaluate(until)?;
    }
    if until >= Until::Selection {
        story.select(until)?;
    }
    if until >= Until::Monitoring {
        story.contract()?;
        story.monitor()?;
    }
    story.next_call()?;
    story.leave()
}

/// The officer drafts the call from its template, the manager approves it, the officer publishes it.
fn publish(facility: &Facility, clock: &SetClock, cast: &Cast) -> Result<CallId, Failure> {
    let definition = crate::call::template("ungift-2010")?;
    clock.set(at(2010, 2, 8, 10));
    let call = crate::call::draft(facility, &cast.officer, definition)?;
    clock.set(at(2010, 2, 15, 15));
    crate::call::act(facility, &cast.manager, call, None, &CallCommand::Approve)?;
    clock.set(at(2010, 2, 22, 9));
    crate::call::act(facility, &cast.officer, call, None, &CallCommand::Publish)?;
    Ok(call)
}

impl Story<'_> {
    fn set(&self, moment: DateTime<Utc>) {
        self.clock.set(moment);
    }

    /// Lets some minutes pass.
    fn pass(&mut self, from: i64, to: i64) {
        let minutes = self.rng.random_range(from..=to);
        let seconds = self.rng.random_range(0..60);
        self.clock.advance(TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds));
    }

    fn today(&self) -> NaiveDate {
        self.clock.now().date_naive()
    }

    /// NGOs come on the register.
    fn register(&mut self) -> Result<(), Failure> {
        let total = self.planned.len() as u64;
        for index in 0..self.planned.len() {
            self.set(self.planned[index].registers_at);
            let planned = &self.planned[index];
            let owner = cast::applicant(&self.facility, planned)?;
            let organisation = crate::registration::register(&self.facility, owner, planned.profile.clone())?;
            self.planned[index].owner = Some(owner);
            self.planned[index].organisation = Some(organisation);
            (self.progress)("registration", index as u64 + 1, total);
        }
        Ok(())
    }

    /// Proposals are written and submitted, in the order of receipt; some stay drafts, a few are withdrawn.
    fn apply(&mut self) -> Result<(), Failure> {
        let mut order: Vec<usize> = (0..self.planned.len()).filter(|index| self.planned[*index].applies_at.is_some()).collect();
        order.sort_by_key(|index| self.planned[*index].applies_at);
        let total = order.len() as u64;
        for (done, index) in (1..).zip(order) {
            self.apply_one(index)?;
            (self.progress)("intake", done, total);
        }
        Ok(())
    }

    fn apply_one(&mut self, index: usize) -> Result<(), Failure> {
        let planned = &self.planned[index];
        let (Some(owner), Some(organisation), Some(submits_at)) = (planned.owner, planned.organisation, planned.applies_at) else {
            return Ok(());
        };
        let actor = cast::actor(&self.facility, owner)?;
        self.set(submits_at - TimeDelta::minutes(planned.writes_for_minutes));
        let id = crate::intake::start(&self.facility, &actor, self.call, organisation)?;
        let answers = plan::answers(&mut self.rng, &self.planned[index]);
        if self.planned[index].fate == Fate::StaysDraft {
            let kept = answers.into_iter().take(6).collect();
            crate::intake::save(&self.facility, &actor, id, None, kept)?;
            return Ok(());
        }
        crate::intake::save(&self.facility, &actor, id, None, answers)?;
        self.set(submits_at);
        crate::intake::submit(&self.facility, &actor, id, None)?;
        self.planned[index].proposal = Some(id);
        Ok(())
    }

    /// The files submitted, in the order of receipt.
    fn submitted(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.planned.len()).filter(|index| self.planned[*index].proposal.is_some()).collect();
        order.sort_by_key(|index| self.planned[*index].applies_at);
        order
    }

    /// The facility's next call is open today, so that a visitor can apply.
    fn next_call(&mut self) -> Result<(), Failure> {
        let mut definition = crate::call::template("ungift-2010")?;
        let today = self.today();
        let day = |offset: i64| today + TimeDelta::days(offset);
        definition.code = "SGF2011".to_owned();
        for title in definition.title.0.values_mut() {
            *title = title.replace("2010", "2011");
        }
        let midnight = chrono::NaiveTime::MIN;
        let dates = &mut definition.dates;
        dates.opens = day(-7).and_time(midnight);
        dates.questions_until = Some(day(20).and_time(midnight));
        dates.answers_by = Some(day(30).and_time(midnight));
        dates.closes = day(45).and_hms_opt(23, 59, 0).unwrap_or_else(|| day(45).and_time(midnight));
        dates.results_on = Some(day(150));
        dates.projects_start = Some(day(180));
        dates.projects_end = Some(day(180 + 730));
        let now = self.clock.now();
        self.set(now - TimeDelta::days(12));
        let call = crate::call::draft(&self.facility, &self.cast.officer, definition)?;
        self.set(now - TimeDelta::days(10));
        crate::call::act(&self.facility, &self.cast.manager, call, None, &CallCommand::Approve)?;
        self.set(now - TimeDelta::days(9));
        crate::call::act(&self.facility, &self.cast.officer, call, None, &CallCommand::Publish)?;
        self.set(now);
        Ok(())
    }

    /// Leaves the story's "today" behind, so that serving the data goes on from there.
    fn leave(&mut self) -> Result<(), Failure> {
        let now = self.clock.now();
        self.facility.store.write(|conn| {
            store::settings::set(conn, "demonstration", "1")?;
            store::settings::set(conn, "demonstration_today", &now.to_rfc3339())?;
            store::settings::set(conn, "demonstration_loaded_at", &Utc::now().to_rfc3339())?;
            Ok(())
        })
    }

    /// An applicant withdraws.
    fn withdraw(&mut self, index: usize, owner: PersonId) -> Result<(), Failure> {
        let Some(id) = self.planned[index].proposal else { return Ok(()) };
        let actor = cast::actor(&self.facility, owner)?;
        let command = Command::Intake(IntakeCommand::Withdraw { reason: None });
        crate::proposal::act(&self.facility, &actor, id, None, &command)?;
        Ok(())
    }
}
