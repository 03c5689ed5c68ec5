//! How a page is found: by walking down the list, or by picking what fits and putting it in order.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::filter::{OrganisationFilter, RegisterScope, Spine, Way};
use super::{
    Count, FEW, Key, LONGER_WINDOW, MOST_PICKED, OrganisationLine, Part, Place, Query,
    RegisterOrder, WINDOW, load, search, with_ids,
};
use crate::connection::{AnyConn, MultiBackend};
use crate::error::StoreError;
use crate::schema::organisations as table;
use crate::sql_types::{Id, Instant};
use workflow::ids::OrganisationId;

/// What is read, in which order and direction.
pub(super) struct Reading<'a> {
    scope: &'a RegisterScope,
    filter: &'a OrganisationFilter,
    order: RegisterOrder,
    /// Whether the list is read from its beginning to its end.
    pub(super) forward: bool,
    spine: Spine,
    /// The places of all that fit, in order, once they have been picked; nothing inside when there are too many.
    picked: Option<Option<Vec<Place>>>,
}

/// How far a walk came.
struct Walked {
    lines: Vec<OrganisationLine>,
    /// Where it was given up, because the next line is far; nowhere when all was seen, or enough found.
    given_up_at: Option<Place>,
}

impl<'a> Reading<'a> {
    /// A reading from the beginning to the end.
    pub(super) fn new(
        scope: &'a RegisterScope,
        filter: &'a OrganisationFilter,
        order: RegisterOrder,
    ) -> Self {
        Self {
            scope,
            filter,
            order,
            forward: true,
            spine: match order {
                RegisterOrder::Name => filter.spine(),
                RegisterOrder::Newest => Spine::All,
            },
            picked: None,
        }
    }

    /// Whether keys grow on the way.
    fn ascending(&self) -> bool {
        self.forward == (self.order == RegisterOrder::Name)
    }

    /// The word with which the first names begin.
    fn beginning(&self) -> Option<&'a str> {
        let first = self.filter.words.first().map(String::as_str);
        first.filter(|_| self.order == RegisterOrder::Name)
    }

    /// The parts of the list from a place on, in the order in which they are read.
    fn parts(&self, start: Option<&Place>) -> Vec<Part> {
        let mut parts = match self.beginning() {
            None => vec![Part::Whole],
            Some(_) => vec![Part::Begins, Part::Before, Part::Behind],
        };
        if !self.forward {
            parts.reverse();
        }
        let first = start.and_then(|start| parts.iter().position(|part| *part == start.part));
        parts.split_off(first.unwrap_or_default())
    }

    fn part_of(&self, name: &str) -> Part {
        match self.beginning() {
            None => Part::Whole,
            Some(word) if name.starts_with(word) => Part::Begins,
            Some(word) if name < word => Part::Before,
            Some(_) => Part::Behind,
        }
    }

    /// The place of an organisation in the order.
    pub(super) fn place(
        &self,
        conn: &mut AnyConn,
        id: OrganisationId,
    ) -> Result<Option<Place>, StoreError> {
        let query = table::table.into_boxed::<MultiBackend>();
        Ok(self
            .places(conn, query.filter(table::id.eq(Id::from(id))))?
            .pop())
    }

    fn all(&self, way: Way) -> Query {
        let conditions = self.filter.conditions(self.scope, self.spine, way);
        conditions.into_iter().fold(
            table::table.into_boxed::<MultiBackend>(),
            |query, condition| query.filter(condition),
        )
    }

    /// The list as its index has it, unfiltered but by what the index is of.
    fn along(&self) -> Query {
        let conditions = [
            self.filter.along(self.spine),
            self.filter.standing(self.spine),
        ];
        conditions.into_iter().flatten().fold(
            table::table.into_boxed::<MultiBackend>(),
            |query, condition| query.filter(condition),
        )
    }

    /// What is in a part, after a place and up to another.
    fn between(
        &self,
        query: Query,
        part: Part,
        after: Option<&Place>,
        to: Option<&Place>,
    ) -> Query {
        let word = self.beginning().unwrap_or_default().to_owned();
        // No name goes on with the last letter there is.
        let behind = format!("{word}{}", char::MAX);
        let mut query = match part {
            Part::Whole => query,
            Part::Begins => query
                .filter(table::sort_name.ge(word))
                .filter(table::sort_name.lt(behind)),
            Part::Before => query.filter(table::sort_name.lt(word)),
            Part::Behind => query.filter(table::sort_name.ge(behind)),
        };
        // The comparison of the key alone is what the index is entered with; the id parts what has the same key.
        macro_rules! bounded {
            ($column:expr, $key:expr, $id:expr, $grows:expr, $with:expr) => {
                match ($grows, $with) {
                    (true, false) => query
                        .filter($column.ge($key.clone()))
                        .filter($column.gt($key.clone()).or(table::id.gt($id))),
                    (false, false) => query
                        .filter($column.le($key.clone()))
                        .filter($column.lt($key.clone()).or(table::id.lt($id))),
                    (true, true) => query
                        .filter($column.le($key.clone()))
                        .filter($column.lt($key.clone()).or(table::id.le($id))),
                    (false, true) => query
                        .filter($column.ge($key.clone()))
                        .filter($column.gt($key.clone()).or(table::id.ge($id))),
                }
            };
        }
        for (place, with) in [(after, false), (to, true)] {
            let Some(place) = place else { continue };
            query = match &place.key {
                Key::Name(name) => {
                    bounded!(table::sort_name, name, place.id, self.ascending(), with)
                }
                Key::At(at) => {
                    bounded!(table::registered_at, at, place.id, self.ascending(), with)
                }
            };
        }
        query
    }

    fn ordered(&self, query: Query) -> Query {
        match (self.order, self.ascending()) {
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
                let place = |(name, id): (String, Id)| Place {
                    part: self.part_of(&name),
                    key: Key::Name(name),
                    id,
                };
                rows.into_iter().map(place).collect()
            }
            RegisterOrder::Newest => {
                let rows: Vec<(Instant, Id)> =
                    query.select((table::registered_at, table::id)).load(conn)?;
                let place = |(at, id)| Place {
                    part: Part::Whole,
                    key: Key::At(at),
                    id,
                };
                rows.into_iter().map(place).collect()
            }
        })
    }

    /// The place a number of lines on in a part, if it is as long.
    fn ahead(
        &self,
        conn: &mut AnyConn,
        part: Part,
        after: Option<&Place>,
        lines: i64,
    ) -> Result<Option<Place>, StoreError> {
        let query = self.ordered(self.between(self.along(), part, after, None));
        Ok(self.places(conn, query.offset(lines - 1).limit(1))?.pop())
    }

    /// Lines of a part after a place and up to another. What does not fit is passed over in the index, which holds all that is
    /// filtered by but the words; only the lines found are looked up.
    fn lines(
        &self,
        conn: &mut AnyConn,
        part: Part,
        after: Option<&Place>,
        to: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<OrganisationLine>, StoreError> {
        let query = self.ordered(self.between(self.all(Way::Walk), part, after, to));
        let query = query.limit(i64::try_from(limit).unwrap_or(i64::MAX));
        if self.filter.words.is_empty() && self.filter.beside(self.spine) {
            let places = self.places(conn, query)?;
            let ids: Vec<Id> = places.into_iter().map(|place| place.id).collect();
            return with_ids(conn, &ids);
        }
        load(conn, query)
    }

    /// Picks all places that fit, in order, once; nothing when there are too many.
    fn pick(&mut self, conn: &mut AnyConn) -> Result<Option<&[Place]>, StoreError> {
        if self.picked.is_none() {
            let mut query = self.all(Way::Pick);
            if let Some(holding) = search::holding(conn, &search::needed(&self.filter.words)) {
                query = query.filter(holding);
            }
            let mut places = self.places(conn, query.limit(MOST_PICKED + 1))?;
            places.sort_unstable();
            if self.order == RegisterOrder::Newest {
                places.reverse();
            }
            let few = places.len() as i64 <= MOST_PICKED;
            self.picked = Some(few.then_some(places));
        }
        Ok(self.picked.as_ref().and_then(Option::as_deref))
    }

    /// Walks down a part, window by window, while the page fills.
    fn walk(
        &self,
        conn: &mut AnyConn,
        part: Part,
        start: Option<&Place>,
        limit: usize,
    ) -> Result<Walked, StoreError> {
        let (mut lines, mut reached) = (Vec::new(), start.cloned());
        for window in [WINDOW, LONGER_WINDOW] {
            let end = self.ahead(conn, part, reached.as_ref(), window)?;
            let wanted = limit - lines.len();
            lines.extend(self.lines(conn, part, reached.as_ref(), end.as_ref(), wanted)?);
            if lines.len() >= limit || end.is_none() {
                return Ok(Walked {
                    lines,
                    given_up_at: None,
                });
            }
            reached = end;
            if (lines.len() as i64) < FEW {
                break;
            }
        }
        Ok(Walked {
            lines,
            given_up_at: reached,
        })
    }

    /// The next lines after a place.
    pub(super) fn next(
        &mut self,
        conn: &mut AnyConn,
        start: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<OrganisationLine>, StoreError> {
        let own = self.scope.only.is_some();
        if !own && !self.filter.beside(self.spine) {
            return self.lines(conn, Part::Whole, start, None, limit);
        }
        let parts = self.parts(start);
        let (mut found, mut reached) = (Vec::new(), start.cloned());
        let mut open = parts.as_slice();
        while let (false, [part, later @ ..]) = (own, open) {
            let walked = self.walk(conn, *part, reached.as_ref(), limit - found.len())?;
            found.extend(walked.lines);
            if found.len() >= limit {
                return Ok(found);
            }
            reached = walked.given_up_at;
            if reached.is_some() {
                break;
            }
            open = later;
        }
        if !own && open.is_empty() {
            return Ok(found);
        }
        let (forward, ascending) = (self.forward, self.ascending());
        if let Some(places) = self.pick(conn)? {
            let beyond = |place: &&Place| {
                start.is_none_or(|start| {
                    if ascending {
                        *place > start
                    } else {
                        *place < start
                    }
                })
            };
            let ids: Vec<Id> = if forward {
                let there = places.iter().filter(beyond);
                there.take(limit).map(|place| place.id).collect()
            } else {
                let there = places.iter().rev().filter(beyond);
                there.take(limit).map(|place| place.id).collect()
            };
            return with_ids(conn, &ids);
        }
        for part in open {
            let wanted = limit - found.len();
            found.extend(self.lines(conn, *part, reached.as_ref(), None, wanted)?);
            reached = None;
        }
        Ok(found)
    }

    /// How many there are.
    pub(super) fn count(&mut self, conn: &mut AnyConn) -> Result<Count, StoreError> {
        self.forward = true;
        let (mut near, mut all) = (0, true);
        for part in self.parts(None) {
            let end = match self.scope.only {
                Some(_) => None,
                None => self.ahead(conn, part, None, WINDOW)?,
            };
            let query = self.between(self.all(Way::Walk), part, None, end.as_ref());
            let counted: i64 = query.select(count_star()).first(conn)?;
            near += counted;
            all &= end.is_none();
            if !all && near >= FEW {
                break;
            }
        }
        if all {
            return Ok(Count::Exactly(near));
        }
        if (near < FEW || self.picked.is_some())
            && let Some(places) = self.pick(conn)?
        {
            return Ok(Count::Exactly(places.len() as i64));
        }
        // Merged ones are among those looked at and are not counted: what is said is a round number below.
        let round = if near >= 100 { 50 } else { 10 };
        Ok(Count::MoreThan(near - near % round))
    }
}
