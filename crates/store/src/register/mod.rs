//! The register: organisations searched, filtered and read page by page, in one time whatever their number.
//!
//! A page is found in one of two ways. What many organisations have is found by walking down the list in its order: the next
//! fifty are near. What few have is picked through its own index, and put in order afterwards. Which way is shorter shows
//! when the first lines of the list are looked at; so no statistics are needed, and both databases do the same.

mod filter;
mod reading;
pub(crate) mod search;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::country::Country;
use workflow::due_diligence::Level;
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;

use crate::connection::{AnyConn, MultiBackend};
use crate::error::StoreError;
use crate::schema::{organisation_flags as flags, organisations as table};
use crate::sql_types::{Id, Instant};
use reading::Reading;

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
    /// Whether it has a flag that is not lifted; it may be over all the same.
    pub flagged: bool,
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
    /// How many there are on all pages, when it was asked.
    pub count: Option<Count>,
}

/// Lines looked at before it is decided which way is shorter.
const WINDOW: i64 = 1_000;
/// Lines looked at after that while the page fills.
const LONGER_WINDOW: i64 = 4_000;
/// The most organisations that are picked and put in order.
const MOST_PICKED: i64 = 5_000;
/// When fewer than this fit among the first [`WINDOW`], all are picked.
const FEW: i64 = 13;

/// A part of the list. Who looks for a word finds the names that begin with it before the others, which stand before and
/// behind them by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Begins,
    Before,
    Behind,
    Whole,
}

/// A place in the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    part: Part,
    key: Key,
    id: Id,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name(String),
    At(Instant),
}

type Query = diesel::helper_types::IntoBoxed<'static, table::table, MultiBackend>;

type Line = (
    (Id, String, Option<String>, Option<String>, String, String),
    (
        Option<String>,
        bool,
        String,
        bool,
        Option<NaiveDate>,
        Instant,
    ),
);

fn line(
    (
        (id, legal_name, original_name, acronym, country, kind),
        (registration_number, complete, status, flagged, verified_until, at),
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
        flagged,
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
                table::flagged,
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

/// A page of the register, with how many there are when that is asked. From an organisation nobody knows, it is the first.
pub fn page(
    conn: &mut AnyConn,
    scope: &RegisterScope,
    filter: &OrganisationFilter,
    order: RegisterOrder,
    from: From,
    limit: i64,
    counted: bool,
) -> Result<RegisterPage, StoreError> {
    let limit = usize::try_from(limit).unwrap_or_default();
    let mut reading = Reading::new(scope, filter, order);
    let start = match from {
        From::Start => None,
        From::After(id) | From::Before(id) => reading.place(conn, id)?,
    };
    reading.forward = start.is_none() || !matches!(from, From::Before(_));
    let mut lines = reading.next(conn, start.as_ref(), limit + 1)?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let beside = start.is_some();
    if !reading.forward {
        lines.reverse();
    }
    let count = match (&start, counted) {
        (None, true) if !more => Some(Count::Exactly(lines.len() as i64)),
        (_, true) => Some(reading.count(conn)?),
        (_, false) => None,
    };
    Ok(RegisterPage {
        lines,
        earlier: if reading.forward { beside } else { more },
        later: if reading.forward { more } else { beside },
        count,
    })
}

/// The gravest flag that holds on a day, of each of some organisations that has one.
pub fn flags(
    conn: &mut AnyConn,
    ids: &[OrganisationId],
    today: NaiveDate,
) -> Result<HashMap<OrganisationId, Level>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
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
