//! The demonstration: the founding call told from registration to monitoring, with a fixed seed and through the same
//! use cases as people use. Names and texts are invented; the terms and the figures of the call are public.

mod application;
mod calls;
mod cast;
mod clarifications;
mod contract;
mod data;
mod due_diligence;
mod evaluation;
mod evaluators;
mod fate;
mod monitoring;
mod names;
mod panel;
mod plan;
mod registration;
mod risk;
mod screening;
mod selection;
mod window;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use store::Store;
use workflow::ids::{CallId, ProposalId};
use workflow::intake::Command as Intake;
use workflow::proposal::Command;
use workflow::registration::{DECLARATIONS, Declarations, Profile};
use workflow::role::Actor;
use workflow::text::Text;

use crate::Facility;
use crate::clock::{Clock, SetClock};
use crate::failure::Failure;

pub use crate::password::DEMONSTRATION as PASSWORD;
use cast::Cast;
use data::{Library, Texts, one_of};
use fate::Fate;
use plan::Planned;

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

impl Until {
    /// The day on which the story stops (UTC): what lies after it has not happened.
    pub fn today(self) -> DateTime<Utc> {
        match self {
            Self::Screening => at(2010, 4, 22, 14),
            Self::Evaluation => at(2010, 6, 2, 10),
            Self::Selection => at(2010, 7, 6, 15),
            Self::Monitoring => at(2011, 3, 24, 10),
        }
    }
}

/// Tells the caller what is being done: a part of the story, how much is done and how much there is.
pub type Progress<'a> = &'a mut dyn FnMut(&'static str, u64, u64);

/// The story while it is told.
struct Story<'a> {
    facility: Facility,
    clock: Arc<SetClock>,
    rng: StdRng,
    library: Library,
    cast: Cast,
    /// The founding call.
    call: CallId,
    planned: Vec<Planned>,
    /// Nothing happens after this (UTC).
    today: DateTime<Utc>,
    progress: Progress<'a>,
}

/// A moment of the story (UTC).
fn at(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, 0, 0)
        .single()
        .unwrap_or_default()
}

/// Minutes.
const fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

/// Fills an empty database with the story. The facility's clock is left alone: the story has its own.
///
/// Errors when the database holds organisations or calls already: the demonstration never mixes with real data.
pub fn tell(facility: &Facility, until: Until, progress: Progress<'_>) -> Result<(), Failure> {
    let cases = facility
        .store
        .read(|conn| store::record::count_cases(conn).map_err(Failure::from))?;
    if cases > 0 {
        return Err(Failure::Exists(
            "a register (the demonstration needs an empty database)",
        ));
    }
    let clock = Arc::new(SetClock::at(at(2010, 2, 1, 9)));
    let durable = facility.store.clone();
    let facility = Facility {
        store: durable.hurried()?,
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        contents: facility.contents.clone(),
        rules: Arc::clone(&facility.rules),
        scanner: facility.scanner.clone(),
    };
    let mut rng = StdRng::seed_from_u64(SEED);
    let library = Library::open()?;
    let cast = cast::assemble(&facility, &mut rng, &library)?;
    let call = calls::founding(&facility, &clock, &cast)?;
    let planned = plan::draw(&mut rng, &library)?;
    let mut story = Story {
        facility,
        clock,
        rng,
        library,
        cast,
        call,
        planned,
        today: until.today(),
        progress,
    };
    story.appoint_evaluators(call)?;
    story.register()?;
    story.look_into_the_register()?;
    story.clarify()?;
    story.apply()?;
    story.screen()?;
    if until >= Until::Evaluation {
        story.evaluate()?;
    }
    if until >= Until::Selection {
        story.select()?;
    }
    if until >= Until::Monitoring {
        story.contract()?;
        story.assess_risks()?;
        story.monitor()?;
        story.open_window()?;
        story.draft_of_another_call()?;
    }
    let next = story.next_call()?;
    if until < Until::Monitoring {
        story.visitor_starts_a_draft(next)?;
    }
    leave(&durable, story.today)
}

impl Story<'_> {
    fn set(&self, moment: DateTime<Utc>) {
        self.clock.set(moment);
    }

    /// A moment some minutes later, to the second.
    fn later(&mut self, moment: DateTime<Utc>, from: i64, to: i64) -> DateTime<Utc> {
        moment
            + minutes(self.rng.random_range(from..=to))
            + TimeDelta::seconds(self.rng.random_range(0..60))
    }

    /// One of several texts.
    fn text(&mut self, of: impl Fn(&Texts) -> &[String]) -> Result<Text, Failure> {
        parsed(one_of(&mut self.rng, of(&self.library.texts)))
    }

    /// A text there is one of.
    fn fixed(&self, of: impl Fn(&Texts) -> &str) -> Result<Text, Failure> {
        parsed(of(&self.library.texts))
    }

    /// Carries out a command on a proposal.
    fn act(&self, actor: &Actor, id: ProposalId, command: &Command) -> Result<(), Failure> {
        crate::proposal::act(&self.facility, actor, id, None, command).map(|_| ())
    }

    /// The owner of an organisation as somebody who acts.
    fn owner(&self, index: usize) -> Result<Actor, Failure> {
        let owner = self.planned[index].owner.ok_or_else(Failure::hidden)?;
        cast::actor(&self.facility, owner)
    }

    /// The proposal of an organisation.
    fn proposal(&self, index: usize) -> Result<ProposalId, Failure> {
        self.planned[index].proposal.ok_or_else(Failure::hidden)
    }

    /// NGOs come on the register.
    fn register(&mut self) -> Result<(), Failure> {
        let mut order: Vec<usize> = (0..self.planned.len()).collect();
        order.sort_by_key(|index| self.planned[*index].registers_at);
        let total = order.len() as u64;
        for (done, index) in (1..).zip(order) {
            self.register_one(index)?;
            (self.progress)("registration", done, total);
        }
        Ok(())
    }

    fn register_one(&mut self, index: usize) -> Result<(), Failure> {
        let planned = &self.planned[index];
        self.set(planned.registers_at);
        let owner = cast::applicant(
            &self.facility,
            &self.cast.hash,
            &planned.owner_name,
            &planned.owner_email,
            planned.owner_language,
            planned.shown,
        )?;
        self.set(planned.registers_at + minutes(14));
        let profile = planned.profile.clone();
        let (second_name, second_email) = (&planned.second_name, &planned.second_email);
        let organisation = crate::registration::register(&self.facility, owner, profile)?;
        // Who does not apply has often named no second contact yet.
        if planned.starts_at.is_some() || planned.window.is_some() {
            let second = cast::applicant(
                &self.facility,
                &self.cast.hash,
                second_name,
                second_email,
                planned.owner_language,
                false,
            )?;
            self.facility.store.write(|conn| {
                let now = self.facility.clock.now();
                let role = workflow::role::Role::Editor;
                store::people::add_membership(conn, organisation, second, role, now)
                    .map_err(Failure::from)
            })?;
        }
        self.planned[index].owner = Some(owner);
        self.planned[index].organisation = Some(organisation);
        Ok(())
    }

    /// Proposals are written and submitted, in the order of receipt; some stay drafts, a few are withdrawn.
    fn apply(&mut self) -> Result<(), Failure> {
        let mut order: Vec<usize> = (0..self.planned.len())
            .filter(|index| self.planned[*index].starts_at.is_some())
            .collect();
        order.sort_by_key(|index| {
            let planned = &self.planned[*index];
            planned.applies_at.or(planned.starts_at)
        });
        let total = order.len() as u64;
        for (done, index) in (1..).zip(order) {
            self.apply_one(index)?;
            (self.progress)("intake", done, total);
        }
        Ok(())
    }

    fn apply_one(&mut self, index: usize) -> Result<(), Failure> {
        let planned = &self.planned[index];
        let (Some(organisation), Some(starts_at)) = (planned.organisation, planned.starts_at)
        else {
            return Ok(());
        };
        let actor = self.owner(index)?;
        self.set(starts_at);
        let id = crate::intake::start(&self.facility, &actor, self.call, organisation)?;
        let mut answers = planned.answers.clone();
        let Some(applies_at) = planned.applies_at else {
            // Drafts that were left have the first questions answered.
            for question in ["capacity", "budget", "sustainability", "results", "truth"] {
                answers.remove(question);
            }
            self.set(starts_at + minutes(25));
            crate::intake::save(&self.facility, &actor, id, None, answers)?;
            return Ok(());
        };
        // What is written is kept at the moment of submission at the latest.
        self.set(applies_at - TimeDelta::seconds(40));
        crate::intake::save(&self.facility, &actor, id, None, answers)?;
        self.set(applies_at);
        crate::intake::submit(&self.facility, &actor, id, None, true)?;
        self.planned[index].proposal = Some(id);
        if matches!(&self.planned[index].fate, Fate::Screened(finding) if finding.fails == Some("declarations"))
        {
            self.take_back_a_declaration(index)?;
        }
        if self.planned[index].fate == Fate::Withdraws {
            let withdraws = self.later(applies_at, 30, 300).min(at(2010, 4, 5, 21));
            self.set(withdraws.max(applies_at + minutes(1)));
            let command = Command::Intake(Intake::Withdraw { reason: None });
            self.act(&actor, id, &command)?;
        }
        Ok(())
    }
}

impl Story<'_> {
    /// An applicant corrects a declaration after submitting.
    fn take_back_a_declaration(&mut self, index: usize) -> Result<(), Failure> {
        let actor = self.owner(index)?;
        let planned = &self.planned[index];
        let Some(organisation) = planned.organisation else {
            return Ok(());
        };
        let answers = DECLARATIONS
            .iter()
            .map(|name| ((*name).to_owned(), *name != "no_bankruptcy"));
        let profile = Profile {
            declarations: Declarations::of(answers),
            ..planned.profile.clone()
        };
        self.set(self.clock_now() + minutes(35));
        crate::registration::amend(&self.facility, &actor, organisation, None, profile)?;
        Ok(())
    }
}

/// Leaves the story's "today" behind, so that serving the data goes on from there. This commit waits for the disk, and
/// with it everything before it is kept.
fn leave(store: &Store, today: DateTime<Utc>) -> Result<(), Failure> {
    store.write(|conn| {
        store::settings::set(conn, "demonstration", "1")?;
        store::settings::set(conn, "demonstration_today", &today.to_rfc3339())?;
        store::settings::set(conn, "demonstration_loaded_at", &Utc::now().to_rfc3339())?;
        Ok(())
    })
}

fn parsed(raw: &str) -> Result<Text, Failure> {
    Text::parse(raw).map_err(|error| {
        Failure::Unexpected(format!("a text of the demonstration is missing: {error}"))
    })
}

/// What is still to happen, in the order of time. Doing one thing may add others.
struct Diary<S> {
    entries: BTreeMap<(DateTime<Utc>, usize), S>,
    added: usize,
    done: u64,
}

impl<S> Diary<S> {
    const fn new() -> Self {
        Self {
            entries: BTreeMap::new(),
            added: 0,
            done: 0,
        }
    }

    fn add(&mut self, at: DateTime<Utc>, step: S) {
        self.added += 1;
        self.entries.insert((at, self.added), step);
    }

    /// The next thing that happens until `today`.
    fn next(&mut self, today: DateTime<Utc>) -> Option<(DateTime<Utc>, S)> {
        let ((at, number), step) = self.entries.pop_first()?;
        if at > today {
            self.entries.insert((at, number), step);
            return None;
        }
        self.done += 1;
        Some((at, step))
    }

    /// How many things are done, and how many there are as far as is known.
    fn progress(&self) -> (u64, u64) {
        (self.done, self.done + self.entries.len() as u64)
    }
}
