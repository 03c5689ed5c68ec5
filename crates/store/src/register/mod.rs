//! The register: organisations searched, filtered and read page by page, in one time whatever their number.
//!
//! A page is found in one of two ways. What many organisations have is found by walking down the list in its order: the next
//! fifty are near. What few have is picked through its own index, and put in order afterwards. Which way is shorter shows
//! when the first lines of the list are looked at; so no statistics are needed, and both databases do the same.

mod filter;
pub(crate) mod search;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use workflow::country::Country;
use workflow::due_diligence::Level;
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;

use crate::connection::{AnyConn, MultiBackend};
use crate::error::StoreError;
use crate::schema::{organisation_flags as flags, organisations as table};
use crate::sql_types::{Id, Instant};
use filter::{Spine, Way};

pub use filter::{OrganisationFilter, RegisterScope, Verification};
pub use search::grams;

/// An organisation in a list.
#[derive(Clone, Debug)]
pub struct OrganisationLine {
    /// Its id.
    pub id: OrganisationId,
    /// Legal name in Latin letters.
    pub legal_name: String,
    /// Legal name in its own script.
    pub original_name: Option<String>,
    /// Acronym.
    pub acronym: Option<String>,
    /// ISO 3166-1.
    pub country: Country,
    /// Legal form.
    pub kind: String,
    /// Registration number.
    pub registration_number: Option<String>,
    /// Whether nothing is missing of the registration.
    pub complete: bool,
    /// Status.
    pub status: OrganisationStatus,
    /// The last day its verification holds.
    pub verified_until: Option<NaiveDate>,
    /// On the register since (UTC).
    pub registered_at: DateTime<Utc>,
}

/// In which order the register is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegisterOrder {
    /// By legal name.
    #[default]
    Name,
    /// Newest on the register first.
    Newest,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// The first.
    #[default]
    Start,
    /// What comes after an organisation.
    After(OrganisationId),
    /// What comes before an organisation.
    Before(OrganisationId),
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(i64),
    /// More than so many; counting all of them would take longer the more there are.
    MoreThan(i64),
}

/// A page of the register.
#[derive(Clone, Debug)]
pub struct RegisterPage {
    /// Its lines, in order.
    pub lines: Vec<OrganisationLine>,
    /// Whether there are lines before them.
    pub earlier: bool,
    /// Whether there are lines after them.
    pub later: bool,
}

/// Lines looked at before it is decided which way is shorter.
const WINDOW: i64 = 1_000;
/// Lines looked at after that while the page fills.
const LONGER_WINDOW: i64 = 4_000;
/// The most organisations that are picked and put in order.
const MOST_PICKED: i64 = 10_000;

/// A place in the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    key: Key,
    id: Id,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name(String),
    At(Instant),
}

type Query = diesel::helper_types::IntoBoxed<'static, table::table, MultiBackend>;

/// What is read, in which order and direction.
struct Reading<'a> {
    scope: &'a RegisterScope,
    filter: &'a OrganisationFilter,
    order: RegisterOrder,
    /// Whether keys grow on the way.
    ascending: bool,
    spine: Spine,
}

impl Reading<'_> {
    fn all(&self, way: Way) -> Query {
        let conditions = self.filter.conditions(self.scope, way);
        conditions.into_iter().fold(
            table::table.into_boxed::<MultiBackend>(),
            |query, condition| query.filter(condition),
        )
    }

    /// The list as its index has it, unfiltered but by what the index is of.
    fn along(&self) -> Query {
        let query = table::table.into_boxed::<MultiBackend>();
        match self.filter.along(self.spine) {
            Some(condition) => query.filter(condition),
            None => query,
        }
    }

    /// The part after a place, and up to another.
    fn between(&self, query: Query, after: Option<&Place>, to: Option<&Place>) -> Query {
        // The comparison of the key alone is what the index is entered with; the id parts what has the same key.
        macro_rules! part {
            ($query:expr, $column:expr, $key:expr, $id:expr, $up:expr, $with:expr) => {
                match ($up, $with) {
                    (true, false) => $query
                        .filter($column.ge($key.clone()))
                        .filter($column.gt($key.clone()).or(table::id.gt($id))),
                    (false, false) => $query
                        .filter($column.le($key.clone()))
                        .filter($column.lt($key.clone()).or(table::id.lt($id))),
                    (true, true) => $query
                        .filter($column.le($key.clone()))
                        .filter($column.lt($key.clone()).or(table::id.le($id))),
                    (false, true) => $query
                        .filter($column.ge($key.clone()))
                        .filter($column.gt($key.clone()).or(table::id.ge($id))),
                }
            };
        }
        let mut query = query;
        for (place, with) in [(after, false), (to, true)] {
            query = match place {
                None => query,
                Some(Place {
                    key: Key::Name(name),
                    id,
                }) => {
                    part!(query, table::sort_name, name, *id, self.ascending, with)
                }
                Some(Place {
                    key: Key::At(at),
                    id,
                }) => {
                    part!(query, table::registered_at, at, *id, self.ascending, with)
                }
            };
        }
        query
    }

    fn ordered(&self, query: Query) -> Query {
        match (self.order, self.ascending) {
            (RegisterOrder::Name, true) => query.order((table::sort_name, table::id)),
            (RegisterOrder::Name, false) => {
                query.order((table::sort_name.desc(), table::id.desc()))
            }
            (RegisterOrder::Newest, true) => query.order((table::registered_at, table::id)),
            (RegisterOrder::Newest, false) => {
                query.order((table::registered_at.desc(), table::id.desc()))
            }
        }
    }

    /// Places of a query.
    fn places(&self, conn: &mut AnyConn, query: Query) -> Result<Vec<Place>, StoreError> {
        Ok(match self.order {
            RegisterOrder::Name => {
                let rows: Vec<(String, Id)> =
                    query.select((table::sort_name, table::id)).load(conn)?;
                let place = |(name, id)| Place {
                    key: Key::Name(name),
                    id,
                };
                rows.into_iter().map(place).collect()
            }
            RegisterOrder::Newest => {
                let rows: Vec<(Instant, Id)> =
                    query.select((table::registered_at, table::id)).load(conn)?;
                let place = |(at, id)| Place {
                    key: Key::At(at),
                    id,
                };
                rows.into_iter().map(place).collect()
            }
        })
    }

    /// The place a number of lines on, if the list is as long.
    fn ahead(
        &self,
        conn: &mut AnyConn,
        after: Option<&Place>,
        lines: i64,
    ) -> Result<Option<Place>, StoreError> {
        let query = self.ordered(self.between(self.along(), after, None));
        Ok(self.places(conn, query.offset(lines - 1).limit(1))?.pop())
    }

    /// Lines after a place and up to another.
    fn lines(
        &self,
        conn: &mut AnyConn,
        after: Option<&Place>,
        to: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<OrganisationLine>, StoreError> {
        let query = self.ordered(self.between(self.all(Way::Walk), after, to));
        load(conn, query.limit(i64::try_from(limit).unwrap_or(i64::MAX)))
    }

    /// All places that fit, in order; nothing when there are too many to pick.
    fn picked(&self, conn: &mut AnyConn) -> Result<Option<Vec<Place>>, StoreError> {
        let mut query = self.all(Way::Pick);
        if let Some(holding) = search::holding(conn, &search::needed(&self.filter.words)) {
            query = query.filter(holding);
        }
        let mut places = self.places(conn, query.limit(MOST_PICKED + 1))?;
        if places.len() as i64 > MOST_PICKED {
            return Ok(None);
        }
        places.sort_unstable();
        if !self.ascending {
            places.reverse();
        }
        Ok(Some(places))
    }

    /// The next lines after a place.
    fn next(
        &self,
        conn: &mut AnyConn,
        start: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<OrganisationLine>, StoreError> {
        if self.scope.only.is_none() && !self.filter.beside(self.spine) {
            return self.lines(conn, start, None, limit);
        }
        let (mut found, mut reached) = (Vec::new(), start.cloned());
        if self.scope.only.is_none() {
            for window in [WINDOW, LONGER_WINDOW] {
                let end = self.ahead(conn, reached.as_ref(), window)?;
                let wanted = limit - found.len();
                found.extend(self.lines(conn, reached.as_ref(), end.as_ref(), wanted)?);
                if found.len() >= limit || end.is_none() {
                    return Ok(found);
                }
                reached = end;
                if found.len() * 4 < limit {
                    break;
                }
            }
        }
        let Some(places) = self.picked(conn)? else {
            let wanted = limit - found.len();
            found.extend(self.lines(conn, reached.as_ref(), None, wanted)?);
            return Ok(found);
        };
        let comes_after = |place: &&Place| {
            start.is_none_or(|start| {
                if self.ascending {
                    *place > start
                } else {
                    *place < start
                }
            })
        };
        let ids: Vec<Id> = places
            .iter()
            .filter(comes_after)
            .take(limit)
            .map(|place| place.id)
            .collect();
        with_ids(conn, &ids)
    }

    /// How many there are.
    fn count(&self, conn: &mut AnyConn) -> Result<Count, StoreError> {
        let end = match self.scope.only {
            Some(_) => None,
            None => self.ahead(conn, None, WINDOW)?,
        };
        let query = self.between(self.all(Way::Walk), None, end.as_ref());
        let near: i64 = query.select(count_star()).first(conn)?;
        if end.is_none() {
            return Ok(Count::Exactly(near));
        }
        if near * 4 < 50
            && let Some(places) = self.picked(conn)?
        {
            return Ok(Count::Exactly(places.len() as i64));
        }
        // Of a thousand looked at, those merged are not counted: what is said is a round number below.
        let round = if near >= 100 { 50 } else { 10 };
        Ok(Count::MoreThan(near - near % round))
    }
}

type Line = (
    (Id, String, Option<String>, Option<String>, String, String),
    (Option<String>, bool, String, Option<NaiveDate>, Instant),
);

fn line(
    (
        (id, legal_name, original_name, acronym, country, kind),
        (registration_number, complete, status, verified_until, at),
    ): Line,
) -> Result<OrganisationLine, StoreError> {
    let wrong = |what: String| StoreError::Unreadable(format!("organisations, {}: {what}", id.0));
    Ok(OrganisationLine {
        id: id.into(),
        legal_name,
        original_name,
        acronym,
        country: country
            .parse()
            .map_err(|_| wrong(format!("country {country}")))?,
        kind,
        registration_number,
        complete,
        status: status
            .parse()
            .map_err(|error: workflow::names::UnknownName| wrong(error.to_string()))?,
        verified_until,
        registered_at: at.into(),
    })
}

fn load(conn: &mut AnyConn, query: Query) -> Result<Vec<OrganisationLine>, StoreError> {
    let rows: Vec<Line> = query
        .select((
            (
                table::id,
                table::legal_name,
                table::original_name,
                table::acronym,
                table::country,
                table::kind,
            ),
            (
                table::registration_number,
                table::complete,
                table::status,
                table::verified_until,
                table::registered_at,
            ),
        ))
        .load(conn)?;
    rows.into_iter().map(line).collect()
}

/// The lines of some organisations, in the order of the ids.
fn with_ids(conn: &mut AnyConn, ids: &[Id]) -> Result<Vec<OrganisationLine>, StoreError> {
    let query = table::table.into_boxed::<MultiBackend>();
    let mut found: HashMap<OrganisationId, OrganisationLine> =
        load(conn, query.filter(table::id.eq_any(ids.to_vec())))?
            .into_iter()
            .map(|line| (line.id, line))
            .collect();
    let each = ids
        .iter()
        .filter_map(|id| found.remove(&OrganisationId::from(*id)));
    Ok(each.collect())
}

fn reading<'a>(
    scope: &'a RegisterScope,
    filter: &'a OrganisationFilter,
    order: RegisterOrder,
    forward: bool,
) -> Reading<'a> {
    let spine = match order {
        RegisterOrder::Name => filter.spine(),
        RegisterOrder::Newest => Spine::All,
    };
    Reading {
        scope,
        filter,
        order,
        ascending: forward == (order == RegisterOrder::Name),
        spine,
    }
}

/// The place of an organisation in the order.
fn place(
    conn: &mut AnyConn,
    order: RegisterOrder,
    id: OrganisationId,
) -> Result<Option<Place>, StoreError> {
    let row: Option<(String, Instant)> = table::table
        .filter(table::id.eq(Id::from(id)))
        .select((table::sort_name, table::registered_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(name, at)| Place {
        key: match order {
            RegisterOrder::Name => Key::Name(name),
            RegisterOrder::Newest => Key::At(at),
        },
        id: id.into(),
    }))
}

/// A page of the register. From an organisation nobody knows, it is the first.
pub fn page(
    conn: &mut AnyConn,
    scope: &RegisterScope,
    filter: &OrganisationFilter,
    order: RegisterOrder,
    from: From,
    limit: i64,
) -> Result<RegisterPage, StoreError> {
    let limit = usize::try_from(limit).unwrap_or_default();
    let start = match from {
        From::Start => None,
        From::After(id) | From::Before(id) => place(conn, order, id)?,
    };
    let forward = start.is_none() || !matches!(from, From::Before(_));
    let reading = reading(scope, filter, order, forward);
    let mut lines = reading.next(conn, start.as_ref(), limit + 1)?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let beside = start.is_some();
    if !forward {
        lines.reverse();
    }
    Ok(RegisterPage {
        lines,
        earlier: if forward { beside } else { more },
        later: if forward { more } else { beside },
    })
}

/// How many organisations fit a filter.
pub fn count(
    conn: &mut AnyConn,
    scope: &RegisterScope,
    filter: &OrganisationFilter,
) -> Result<Count, StoreError> {
    reading(scope, filter, RegisterOrder::Name, true).count(conn)
}

/// The gravest flag that holds on a day, of each of some organisations that has one.
pub fn flags(
    conn: &mut AnyConn,
    ids: &[OrganisationId],
    today: NaiveDate,
) -> Result<HashMap<OrganisationId, Level>, StoreError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id::from(*id)).collect();
    let rows: Vec<(Id, String)> = filter::held!(Level::Observation, today)
        .filter(flags::organisation_id.eq_any(ids))
        .select((flags::organisation_id, flags::level))
        .load(conn)?;
    let mut gravest: HashMap<OrganisationId, Level> = HashMap::new();
    for (id, level) in rows {
        let level: Level = level.parse().map_err(|error| {
            StoreError::Unreadable(format!("organisation_flags, {}: {error}", id.0))
        })?;
        let known = gravest.entry(id.into()).or_insert(level);
        *known = level.max(*known);
    }
    Ok(gravest)
}
