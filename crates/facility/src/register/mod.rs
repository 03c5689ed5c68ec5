//! The register: all organisations for people of the facility, the own ones for everyone else.

pub mod bulk;
pub mod export;
pub mod views;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};
use store::register::{OrganisationFilter, RegisterScope, Verification};
use workflow::country::{Country, Region};
use workflow::due_diligence::{DueDiligence, Level, MatchStatus};
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;
use workflow::role::{Actor, Role};

use crate::Facility;
use crate::failure::Failure;
use crate::registration::reads_register;

pub use store::register::{Count, From, OrganisationLine, RegisterOrder};

/// Where a verification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It holds today.
    Holds,
    /// It holds today and ends within so many days.
    EndsWithin(u32),
    /// It has ended.
    Ended,
    /// There is none.
    None,
    /// It is to be renewed by the facility's rules, or has ended.
    ToRenew,
}

impl Verified {
    /// The verifications meant, on a day.
    fn on(self, rules: &DueDiligence, today: NaiveDate) -> Verification {
        let (from, to) = match self {
            Self::Holds => (Some(today), None),
            Self::EndsWithin(days) => (Some(today), today.checked_add_days(Days::new(days.into()))),
            Self::Ended => (None, today.pred_opt()),
            Self::None => return Verification::None,
            Self::ToRenew => (None, Some(rules.renewed_by(today))),
        };
        Verification::Until { from, to }
    }
}

/// Filters of the register; those not set let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Words that stand somewhere in the names, in any order.
    pub text: String,
    /// In one of these countries or regions; empty for all.
    pub countries: Vec<Country>,
    /// In one of these regions or countries; empty for all.
    pub regions: Vec<Region>,
    /// Status. Those merged into others are found by it alone.
    pub status: Option<OrganisationStatus>,
    /// Whether nothing is missing of the registration.
    pub complete: Option<bool>,
    /// Legal form.
    pub kind: Option<String>,
    /// Where the verification stands.
    pub verified: Option<Verified>,
    /// A flag of this level or a graver one holds today.
    pub flag: Option<Level>,
    /// Has a match with a sanctions list in one of these states; empty for all.
    pub matches: Vec<MatchStatus>,
    /// Whether somebody has to look whether it is the same as another.
    pub duplicates: Option<bool>,
    /// On the register from this day on (UTC).
    pub registered_from: Option<NaiveDate>,
    /// On the register up to this day, itself included (UTC).
    pub registered_to: Option<NaiveDate>,
    /// Whether it has submitted a proposal.
    pub applied: Option<bool>,
    /// Whether it has a grant.
    pub funded: Option<bool>,
}

impl RegisterFilter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it asks for what an organisation's own people do not see.
    fn looks_inside(&self) -> bool {
        self.flag.is_some() || !self.matches.is_empty() || self.duplicates.is_some()
    }

    /// As the tables are asked.
    fn of_tables(&self, rules: &DueDiligence, today: NaiveDate) -> OrganisationFilter {
        let start = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let text = store::search::normalised(&self.text);
        let in_regions = Country::all().filter(|country| self.regions.contains(&country.region()));
        let mut countries: Vec<Country> =
            self.countries.iter().copied().chain(in_regions).collect();
        countries.sort_unstable();
        countries.dedup();
        OrganisationFilter {
            words: text.split_whitespace().map(str::to_owned).collect(),
            countries,
            status: self.status,
            complete: self.complete,
            kind: self.kind.clone(),
            verification: self.verified.map(|verified| verified.on(rules, today)),
            flag: self.flag.map(|level| (level, today)),
            matches: self.matches.clone(),
            duplicates: self.duplicates,
            registered_from: self.registered_from.map(start),
            registered_before: self.registered_to.and_then(|day| day.succ_opt()).map(start),
            applied: self.applied,
            funded: self.funded,
        }
    }
}

/// An organisation on the register, as one person sees it.
#[derive(Clone, Debug)]
pub struct RegisterLine {
    /// The organisation.
    pub line: OrganisationLine,
    /// The gravest flag that holds today; nothing for its own people.
    pub flag: Option<Level>,
}

/// A page of the register.
#[derive(Clone, Debug)]
pub struct RegisterPage {
    /// Its lines, in order.
    pub lines: Vec<RegisterLine>,
    /// Whether there are lines before them.
    pub earlier: bool,
    /// Whether there are lines after them.
    pub later: bool,
    /// How many there are on all pages, when it was asked.
    pub count: Option<Count>,
}

/// What one person's look at the register is made of.
struct Look {
    scope: RegisterScope,
    filter: OrganisationFilter,
    /// Organisations the person works for.
    own: BTreeSet<OrganisationId>,
    /// Whether the person reads the whole register.
    inside: bool,
    today: NaiveDate,
}

impl Look {
    /// People of the facility see all, and of organisations of their own what its people see; others see their own.
    fn of(facility: &Facility, actor: &Actor, filter: &RegisterFilter) -> Result<Self, Failure> {
        let today = facility.clock.now().date_naive();
        let staff = reads_register(actor);
        if filter.looks_inside() && !staff {
            return Err(workflow::refusal::Refusal::NotAllowed.into());
        }
        let own: BTreeSet<OrganisationId> = actor.memberships.iter().map(|(id, _)| *id).collect();
        let listed = || own.iter().copied().collect::<Vec<_>>();
        Ok(Self {
            scope: RegisterScope {
                only: (!staff).then(listed),
                not: if filter.looks_inside() {
                    listed()
                } else {
                    Vec::new()
                },
            },
            filter: filter.of_tables(&facility.rules, today),
            own,
            inside: staff,
            today,
        })
    }

    /// Only these, as far as the person sees them; those merged into others too.
    fn narrow(&mut self, ids: &[OrganisationId]) {
        let seen = |id: &&OrganisationId| self.inside || self.own.contains(id);
        self.scope.only = Some(ids.iter().filter(seen).copied().collect());
    }

    fn page(
        &self,
        conn: &mut store::AnyConn,
        order: RegisterOrder,
        from: From,
        limit: i64,
        counted: bool,
    ) -> Result<RegisterPage, Failure> {
        let (scope, filter) = (&self.scope, &self.filter);
        let found = store::register::page(conn, scope, filter, order, from, limit, counted)?;
        let ids: Vec<OrganisationId> = found
            .lines
            .iter()
            .filter(|line| line.flagged && self.inside && !self.own.contains(&line.id))
            .map(|line| line.id)
            .collect();
        let flags = store::register::flags(conn, &ids, self.today)?;
        let lines = found.lines.into_iter().map(|line| RegisterLine {
            flag: flags.get(&line.id).copied(),
            line,
        });
        Ok(RegisterPage {
            lines: lines.collect(),
            earlier: found.earlier,
            later: found.later,
            count: found.count,
        })
    }
}

/// A page of the register.
///
/// Errors when somebody who does not read the register asks for what only its readers see.
pub fn page(
    facility: &Facility,
    actor: &Actor,
    filter: &RegisterFilter,
    order: RegisterOrder,
    from: From,
    limit: i64,
) -> Result<RegisterPage, Failure> {
    let look = Look::of(facility, actor, filter)?;
    facility
        .store
        .read(|conn| look.page(conn, order, from, limit, false))
}

/// A page of the register with how many fit on all pages.
///
/// Errors as [`page`] does.
pub fn counted(
    facility: &Facility,
    actor: &Actor,
    filter: &RegisterFilter,
    order: RegisterOrder,
    from: From,
    limit: i64,
) -> Result<RegisterPage, Failure> {
    let look = Look::of(facility, actor, filter)?;
    facility
        .store
        .read(|conn| look.page(conn, order, from, limit, true))
}

/// Whether the person works with the register: sees it whole, saves views, acts on many.
pub fn reads(actor: &Actor) -> bool {
    reads_register(actor)
}

/// Whether the person works on due diligence, and so may write to organisations about it.
fn keeps_diligence(actor: &Actor) -> bool {
    actor.holds_one_of(&[
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Screener,
    ])
}
