//! Risk flags: those of one organisation with their history, and all that hold.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
pub use store::due_diligence::FlagLine;
use workflow::due_diligence::{Flag, Level};
use workflow::ids::OrganisationId;
use workflow::organisation::{self, Event};
use workflow::role::Actor;

use super::history::{Recorded, recorded};
use super::{reads_diligence, reads_register};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::{Page, Someone};

/// What happened to a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagAct {
    /// Raised.
    Raised,
    /// Made graver.
    Escalated,
    /// Made lighter.
    Lowered,
    /// Given another last day.
    Redated,
    /// Lifted.
    Lifted,
    /// Came over from an organisation that was merged into this one.
    CameOver,
}

impl FlagAct {
    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Escalated => "escalated",
            Self::Lowered => "lowered",
            Self::Redated => "redated",
            Self::Lifted => "lifted",
            Self::CameOver => "came_over",
        }
    }
}

/// A line of a flag's history.
#[derive(Clone, Debug)]
pub struct FlagStep {
    /// What happened.
    pub act: FlagAct,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Option<Someone>,
    /// The level after it.
    pub level: Level,
    /// The last day after it.
    pub until: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
}

/// A flag of an organisation, with its history.
#[derive(Clone, Debug)]
pub struct FlagView {
    /// Its number.
    pub number: u32,
    /// As it stands.
    pub flag: Flag,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether the person may lower it, end it sooner or lift it.
    pub may_lighten: bool,
    /// What happened to it, oldest first.
    pub steps: Vec<FlagStep>,
}

/// The flags of an organisation.
pub struct OrganisationFlags {
    /// Place in the chain.
    pub seq: i64,
    /// Those that hold first, the gravest first.
    pub flags: Vec<FlagView>,
}

/// The flags of an organisation: for who reads what the facility keeps about it.
pub fn of_organisation(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<OrganisationFlags, Failure> {
    if !reads_diligence(actor, id) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let mut steps = steps(&recorded(conn, id)?);
        let mut flags: Vec<FlagView> = loaded
            .state
            .flags
            .into_iter()
            .map(|(number, flag)| FlagView {
                number,
                holds: flag.holds(today),
                may_lighten: organisation::may_lighten(&flag, actor).is_ok(),
                steps: steps.remove(&number).unwrap_or_default(),
                flag,
            })
            .collect();
        flags.sort_by_key(|view| (!view.holds, std::cmp::Reverse(view.flag.level), view.number));
        Ok(OrganisationFlags {
            seq: loaded.seq,
            flags,
        })
    })
}

/// What happened to each flag, by number.
fn steps(recorded: &[Recorded]) -> BTreeMap<u32, Vec<FlagStep>> {
    let mut found: BTreeMap<u32, Vec<FlagStep>> = BTreeMap::new();
    for one in recorded {
        let step = |act, level, until| FlagStep {
            act,
            at: one.at,
            by: one.by.clone(),
            level,
            until,
            reason: one.text.clone(),
        };
        match &one.event {
            Event::FlagRaised {
                flag,
                level,
                until,
                reason,
                ..
            } => {
                let act = reason.map_or(FlagAct::CameOver, |_| FlagAct::Raised);
                found
                    .entry(*flag)
                    .or_default()
                    .push(step(act, *level, *until));
            }
            Event::FlagChanged {
                flag, level, until, ..
            } => {
                let steps = found.entry(*flag).or_default();
                let act = match steps.last().map(|last| last.level.cmp(level)) {
                    Some(std::cmp::Ordering::Less) => FlagAct::Escalated,
                    Some(std::cmp::Ordering::Greater) => FlagAct::Lowered,
                    _ => FlagAct::Redated,
                };
                steps.push(step(act, *level, *until));
            }
            Event::FlagLifted { flag, .. } => {
                let steps = found.entry(*flag).or_default();
                if let Some((level, until)) = steps.last().map(|last| (last.level, last.until)) {
                    steps.push(step(FlagAct::Lifted, level, until));
                }
            }
            Event::RedFlagRaised { .. } => {
                // Before flags had levels none had a number either: they count on.
                let number = found.last_key_value().map_or(1, |(last, _)| last + 1);
                let raised = step(FlagAct::Raised, Level::Red, None);
                found.entry(number).or_default().push(raised);
            }
            Event::RedFlagLifted { .. } => {
                for steps in found.values_mut() {
                    steps.push(step(FlagAct::Lifted, Level::Red, None));
                }
            }
            _ => {}
        }
    }
    found
}

/// How many flags of each level hold today: for who reads the register.
pub fn count_held(facility: &Facility, actor: &Actor) -> Result<BTreeMap<Level, i64>, Failure> {
    if !reads_register(actor) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    let counted = facility
        .store
        .read(|conn| store::due_diligence::count_flags_held(conn, today));
    Ok(counted?)
}

/// Where a page of flags begins: after a flag of an organisation, as `organisation.number`.
fn place(text: &str) -> Option<(OrganisationId, u32)> {
    let (organisation, number) = text.split_once('.')?;
    Some((organisation.parse().ok()?, number.parse().ok()?))
}

/// Flags of a level that hold today, of every organisation, with the name of who set it, by organisation and number: for
/// who reads the register. Those of organisations one works for are left out.
pub fn held(
    facility: &Facility,
    actor: &Actor,
    level: Level,
    after: Option<&str>,
    limit: i64,
) -> Result<Page<(FlagLine, Someone)>, Failure> {
    if !reads_register(actor) {
        return Err(Failure::hidden());
    }
    let today = facility.clock.now().date_naive();
    let after = after.and_then(place);
    facility.store.read(|conn| {
        let mut lines =
            store::due_diligence::flags_held(conn, level, today, after, limit.saturating_add(1))?;
        let more = lines.len() as i64 > limit;
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = lines
            .last()
            .filter(|_| more)
            .map(|line| format!("{}.{}", line.organisation, line.number));
        let mut items = Vec::with_capacity(lines.len());
        for line in lines {
            if !reads_diligence(actor, line.organisation) {
                continue;
            }
            let set_by = store::people::find(conn, line.set_by)?;
            let set_by = Someone {
                id: line.set_by,
                name: set_by.map(|person| person.name).unwrap_or_default(),
            };
            items.push((line, set_by));
        }
        Ok(Page { items, next })
    })
}
