//! What the register is filtered by, as conditions of a query.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::BoxableExpression;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Nullable, Text};
use workflow::country::Country;
use workflow::due_diligence::{Level, MatchStatus};
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;

use crate::connection::MultiBackend;
use crate::schema::{
    grants, organisation_flags as flags, organisations as table, proposals,
    sanctions_matches as matches,
};
use crate::search;
use crate::sql_types::{Id, Instant, InstantSql};

/// The flags of a level, or a graver one, that hold on a day: their last day included.
macro_rules! held {
    ($least:expr, $today:expr) => {{
        let least: Level = $least;
        let levels = Level::ALL.iter().filter(move |level| **level >= least);
        let levels: Vec<&str> = levels.map(|level| level.name()).collect();
        flags::table
            .filter(flags::lifted.eq(false))
            .filter(flags::level.eq_any(levels))
            .filter(
                flags::until
                    .is_null()
                    .or(flags::until.assume_not_null().ge($today)),
            )
    }};
}
pub(super) use held;

/// A column that is not to be looked up in an index. PostgreSQL sees through it, and knows better itself.
macro_rules! aside {
    ($column:ident) => {
        concat!(
            "CASE WHEN TRUE THEN organisations.",
            stringify!($column),
            " END"
        )
    };
}

/// A condition on a column, to be looked up in its index or not.
macro_rules! compared {
    ($by_index:expr, $column:ident: $type:ty, |$name:ident| $condition:expr) => {
        if $by_index {
            let $name = table::$column;
            Box::new($condition) as Condition
        } else {
            let $name = sql::<$type>(aside!($column));
            Box::new($condition) as Condition
        }
    };
}

/// A condition on an organisation.
pub(super) type Condition = Box<dyn BoxableExpression<table::table, MultiBackend, SqlType = Bool>>;

/// Which organisations somebody may see at all.
#[derive(Clone, Debug, Default)]
pub struct RegisterScope {
    /// Only these; all when nothing is said.
    pub only: Option<Vec<OrganisationId>>,
    /// Not these.
    pub not: Vec<OrganisationId>,
}

/// When verifications end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// There is none.
    None,
    /// Between two days, both included.
    Until {
        /// From this day on.
        from: Option<NaiveDate>,
        /// To this day.
        to: Option<NaiveDate>,
    },
}

/// Filters of the register; those not set let everything through.
#[derive(Clone, Debug, Default)]
pub struct OrganisationFilter {
    /// Normalised words, each of which stands somewhere in the names.
    pub words: Vec<String>,
    /// In one of these countries; empty for all.
    pub countries: Vec<Country>,
    /// Status. Those merged into others are found by it alone.
    pub status: Option<OrganisationStatus>,
    /// Whether nothing is missing of the registration.
    pub complete: Option<bool>,
    /// Legal form.
    pub kind: Option<String>,
    /// When the verification ends.
    pub verification: Option<Verification>,
    /// A flag of this level or a graver one holds on the day.
    pub flag: Option<(Level, NaiveDate)>,
    /// Has a match with a sanctions list in one of these states; empty for all.
    pub matches: Vec<MatchStatus>,
    /// Whether somebody has to look whether it is the same as another.
    pub duplicates: Option<bool>,
    /// On the register from this instant on (UTC).
    pub registered_from: Option<DateTime<Utc>>,
    /// On the register before this instant (UTC).
    pub registered_before: Option<DateTime<Utc>>,
    /// Whether it has submitted a proposal.
    pub applied: Option<bool>,
    /// Whether it has a grant.
    pub funded: Option<bool>,
}

/// A filter by one value, for which the table has an index in the order of names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spine {
    All,
    Status,
    Country,
    Kind,
    Complete,
    Flagged,
    Listed,
}

/// How conditions are put: line by line down an ordered index, or each by its own index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Walk,
    Pick,
}

impl OrganisationFilter {
    /// The filter by whose index the list is walked down.
    pub(super) fn spine(&self) -> Spine {
        if self.flag.is_some() {
            Spine::Flagged
        } else if !self.matches.is_empty() && self.matches.iter().all(|status| status.counts()) {
            Spine::Listed
        } else if self.status.is_some() {
            Spine::Status
        } else if self.countries.len() == 1 {
            Spine::Country
        } else if self.kind.is_some() {
            Spine::Kind
        } else if self.complete.is_some() {
            Spine::Complete
        } else {
            Spine::All
        }
    }

    /// Whether anything but the spine is asked for.
    pub(super) fn beside(&self, spine: Spine) -> bool {
        !self.words.is_empty()
            || (self.status.is_some() && spine != Spine::Status)
            || (!self.countries.is_empty() && spine != Spine::Country)
            || (self.kind.is_some() && spine != Spine::Kind)
            || (self.complete.is_some() && spine != Spine::Complete)
            || self.verification.is_some()
            || self.flag.is_some()
            || !self.matches.is_empty()
            || self.duplicates.is_some()
            || self.registered_from.is_some()
            || self.registered_before.is_some()
            || self.applied.is_some()
            || self.funded.is_some()
    }

    /// The condition of the spine.
    pub(super) fn along(&self, spine: Spine) -> Option<Condition> {
        Some(match spine {
            Spine::All => return None,
            Spine::Status => Box::new(table::status.eq(self.status?.name())),
            Spine::Country => Box::new(table::country.eq(self.countries.first()?.to_string())),
            Spine::Kind => Box::new(table::kind.eq(self.kind.clone()?)),
            Spine::Complete => Box::new(table::complete.eq(self.complete?)),
            Spine::Flagged => Box::new(table::flagged.eq(true)),
            Spine::Listed => Box::new(table::listed.eq(true)),
        })
    }

    /// Those merged into others are left out, unless they are asked for by status; any other status says so by itself.
    pub(super) fn standing(&self, spine: Spine) -> Option<Condition> {
        if spine == Spine::Status || self.status == Some(OrganisationStatus::Merged) {
            None
        } else {
            Some(Box::new(table::merged_into.is_null()))
        }
    }

    /// Whether it names what few have, by whose own index the others are left to be compared.
    fn names_few(&self) -> bool {
        !self.words.is_empty()
            || self.flag.is_some()
            || !self.matches.is_empty()
            || self.duplicates == Some(true)
    }

    /// Every condition, those of the scope too. Only one of them is to be looked up in an index, the spine on the walk and
    /// what few have when picking: SQLite takes another where it knows too little of the data.
    pub(super) fn conditions(
        &self,
        scope: &RegisterScope,
        spine: Spine,
        way: Way,
    ) -> Vec<Condition> {
        let by_index = |which: Spine| match way {
            Way::Walk => which == spine,
            Way::Pick => !self.names_few(),
        };
        let ids = |ids: &[OrganisationId]| ids.iter().map(|id| Id::from(*id)).collect::<Vec<_>>();
        let mut all: Vec<Condition> = Vec::new();
        if let Some(only) = &scope.only {
            all.push(Box::new(table::id.eq_any(ids(only))));
        }
        if !scope.not.is_empty() {
            all.push(Box::new(table::id.ne_all(ids(&scope.not))));
        }
        all.extend(self.standing(spine));
        if matches!((way, spine), (Way::Walk, Spine::Flagged | Spine::Listed)) {
            all.extend(self.along(spine));
        }
        if let Some(status) = self.status {
            all.push(compared!(by_index(Spine::Status), status: Text, |is| is.eq(status.name())));
        }
        let codes: Vec<String> = self.countries.iter().map(ToString::to_string).collect();
        match codes.as_slice() {
            [] => {}
            [one] => all
                .push(compared!(by_index(Spine::Country), country: Text, |is| is.eq(one.clone()))),
            _ => {
                all.push(compared!(by_index(Spine::Country), country: Text, |is| is.eq_any(codes)))
            }
        }
        if let Some(kind) = self.kind.clone() {
            all.push(compared!(by_index(Spine::Kind), kind: Text, |is| is.eq(kind)));
        }
        if let Some(complete) = self.complete {
            all.push(compared!(by_index(Spine::Complete), complete: Bool, |is| is.eq(complete)));
        }
        for word in &self.words {
            all.push(Box::new(
                table::search_text.like(search::pattern(word)).escape('\\'),
            ));
        }
        self.dates(&mut all, way == Way::Pick && !self.names_few());
        self.diligence(&mut all, way);
        self.history(&mut all);
        all
    }

    fn dates(&self, all: &mut Vec<Condition>, by_index: bool) {
        match self.verification {
            None => {}
            Some(Verification::None) => {
                all.push(
                    compared!(by_index, verified_until: Nullable<Date>, |until| until.is_null()),
                );
            }
            Some(Verification::Until { from, to }) => {
                all.push(compared!(by_index, verified_until: Nullable<Date>, |until| until.is_not_null()));
                let until = || table::verified_until.assume_not_null();
                let plain = || sql::<Date>(aside!(verified_until));
                for (day, least) in [(from, true), (to, false)] {
                    let Some(day) = day else { continue };
                    all.push(match (by_index, least) {
                        (true, true) => Box::new(until().ge(day)),
                        (true, false) => Box::new(until().le(day)),
                        (false, true) => Box::new(plain().ge(day)),
                        (false, false) => Box::new(plain().le(day)),
                    });
                }
            }
        }
        if let Some(from) = self.registered_from {
            let from = Instant::from(from);
            all.push(compared!(by_index, registered_at: InstantSql, |at| at.ge(from)));
        }
        if let Some(before) = self.registered_before {
            let before = Instant::from(before);
            all.push(compared!(by_index, registered_at: InstantSql, |at| at.lt(before)));
        }
    }

    fn diligence(&self, all: &mut Vec<Condition>, way: Way) {
        if let Some((least, today)) = self.flag {
            let held = held!(least, today);
            all.push(match way {
                Way::Walk => Box::new(exists(held.filter(flags::organisation_id.eq(table::id)))),
                Way::Pick => Box::new(table::id.eq_any(held.select(flags::organisation_id))),
            });
        }
        if !self.matches.is_empty() {
            let names: Vec<&str> = self.matches.iter().map(|status| status.name()).collect();
            let found = matches::table.filter(matches::status.eq_any(names));
            all.push(match way {
                Way::Walk => Box::new(exists(found.filter(matches::organisation_id.eq(table::id)))),
                Way::Pick => Box::new(table::id.eq_any(found.select(matches::organisation_id))),
            });
        }
        const SUSPECTED: &str = "organisations.id IN (SELECT first_id FROM duplicate_suspicions WHERE dismissed = FALSE \
             UNION SELECT second_id FROM duplicate_suspicions WHERE dismissed = FALSE)";
        match self.duplicates {
            None => {}
            Some(true) => all.push(Box::new(sql::<Bool>(SUSPECTED))),
            Some(false) => all.push(Box::new(not(sql::<Bool>(SUSPECTED)))),
        }
    }

    fn history(&self, all: &mut Vec<Condition>) {
        let submitted = || {
            exists(
                proposals::table
                    .filter(proposals::organisation_id.eq(table::id))
                    .filter(proposals::reference.is_not_null()),
            )
        };
        let granted = || {
            exists(
                grants::table
                    .inner_join(proposals::table.on(proposals::id.eq(grants::proposal_id)))
                    .filter(proposals::organisation_id.eq(table::id)),
            )
        };
        match self.applied {
            None => {}
            Some(true) => all.push(Box::new(submitted())),
            Some(false) => all.push(Box::new(not(submitted()))),
        }
        match self.funded {
            None => {}
            Some(true) => all.push(Box::new(granted())),
            Some(false) => all.push(Box::new(not(granted()))),
        }
    }
}
