//! Screening: every name of an organisation against the latest list, when either changes; also while matches are open.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Datelike, Utc};
use names::consolidated_list::{Entry, Kind};
use names::screening::{DEFAULT_THRESHOLD, Index, Listed, Match, Query};
use store::AnyConn;
use store::sanctions::RunRow;
use uuid::Uuid;
use workflow::due_diligence::{Hit, Subject};
use workflow::ids::OrganisationId;
use workflow::organisation::{Event, Found, screened};
use workflow::record::Digest;
use workflow::registration::Profile;
use workflow::role::Actor;
use workflow::text::{Text, line};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::registration::code_of;

/// The latest list, ready to be searched.
pub struct Searchable {
    /// The list.
    pub list: Uuid,
    /// Its entries with their digests.
    pub entries: Vec<(Digest, Entry)>,
    index: Index<usize>,
}

/// A listed name found for a searched one.
pub struct Hitting<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// SHA-256 of the entry.
    pub digest: Digest,
    /// The comparison.
    pub found: Match<usize>,
}

impl Searchable {
    /// Matches of a name at or above a threshold, best first.
    pub fn search(&self, query: &Query<'_>, threshold: u16, limit: usize) -> Vec<Hitting<'_>> {
        let found = self.index.search(query, threshold, limit);
        let hitting = |found: Match<usize>| {
            let (digest, entry) = self.entries.get(found.key)?;
            Some(Hitting {
                entry,
                digest: *digest,
                found,
            })
        };
        found.into_iter().filter_map(hitting).collect()
    }
}

/// The list searched last: an index takes time to build, and one list stays the latest for weeks.
static LATEST: RwLock<Option<Arc<Searchable>>> = RwLock::new(None);

/// The latest list, ready to be searched; nothing while none has been read.
pub fn latest(conn: &mut AnyConn) -> Result<Option<Arc<Searchable>>, Failure> {
    let Some(list) = store::sanctions::latest_list(conn)? else {
        return Ok(None);
    };
    let id = list.id.0;
    let kept = LATEST
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(kept) = kept.filter(|kept| kept.list == id) {
        return Ok(Some(kept));
    }
    let entries = store::sanctions::entries_of(conn, id)?
        .iter()
        .map(|row| Ok((row.digest, super::lists::read_entry(row)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let listed = entries.iter().enumerate();
    let index = Index::build(listed.map(|(key, (_, entry))| Listed::entry(key, entry)));
    let searchable = Arc::new(Searchable {
        list: id,
        entries,
        index,
    });
    *LATEST.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&searchable));
    Ok(Some(searchable))
}

/// The most matches a searched name brings up.
const MOST: usize = 20;
/// The most matches a name of the register brings up. Far above what any name has: a match that falls behind others would
/// end though neither entry nor name has changed, and its dismissal with it.
const MOST_SCREENED: usize = 500;
/// The most characters of a searched name.
const MOST_NAME: usize = 300;
/// The years of birth that can be searched for.
pub const BORN: std::ops::RangeInclusive<i32> = 1850..=2100;

/// A name of an organisation as it is searched for.
struct Searched<'a> {
    subject: Subject,
    name: &'a str,
    kind: Kind,
    born: Option<i32>,
}

fn searched(profile: &Profile) -> Vec<Searched<'_>> {
    let own = |subject, name| Searched {
        subject,
        name,
        kind: Kind::Entity,
        born: None,
    };
    let mut found = vec![own(Subject::LegalName, profile.legal_name.as_str())];
    found.extend(
        profile
            .original_name
            .as_deref()
            .map(|name| own(Subject::OriginalName, name)),
    );
    let others = profile.other_names.iter();
    found.extend(others.map(|other| own(Subject::OtherName, other.name.as_str())));
    for officer in &profile.officers {
        let names = [
            Some(officer.name.as_str()),
            officer.original_name.as_deref(),
        ];
        found.extend(names.into_iter().flatten().map(|name| Searched {
            subject: Subject::Officer,
            name,
            kind: Kind::Individual,
            born: officer.born_on.map(|day| day.year()),
        }));
    }
    found
}

/// Screens one organisation inside a transaction. Answers how many new matches there are.
pub(crate) fn screen(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    let Some(list) = latest(conn)? else {
        return Ok(0);
    };
    let mut found = Vec::new();
    for one in searched(profile) {
        let query = Query {
            name: one.name,
            kind: Some(one.kind),
            born: one.born,
        };
        let Ok(text) = Text::parse(one.name) else {
            continue;
        };
        for hitting in list.search(&query, DEFAULT_THRESHOLD, MOST_SCREENED) {
            found.push(Found {
                hit: Hit {
                    reference: hitting.entry.key().to_owned(),
                    entry: hitting.digest,
                    subject: one.subject,
                    name: text.digest(),
                },
                score: hitting.found.score,
            });
            // The record names the name by its digest; it is read from here.
            store::drafts::keep_text(conn, text.digest(), text.as_str(), now)?;
        }
    }
    // Most organisations have no match and had none: their chains need not be read.
    if found.is_empty() && !store::sanctions::has_standing(conn, id)? {
        return Ok(0);
    }
    let before = cases::load_organisation(conn, id)?;
    let events = screened(&before.state, &found);
    cases::write_organisation(conn, &before, &events, None, now)?;
    let new = |event: &&Event| matches!(event, Event::SanctionsMatched { .. });
    Ok(events.iter().filter(new).count())
}

/// How far a screening of the register has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Organisations looked at.
    pub done: u64,
    /// Organisations there were when it began.
    pub total: u64,
    /// New matches.
    pub found: u64,
    /// When it ended (UTC).
    pub finished_at: Option<DateTime<Utc>>,
}

fn progress(run: &RunRow) -> Progress {
    let count = |count: i32| u64::try_from(count).unwrap_or_default();
    Progress {
        done: count(run.done),
        total: count(run.total),
        found: count(run.found),
        finished_at: run.finished_at.map(DateTime::from),
    }
}

/// How far the last screening of the register has come: for who reads the register.
pub fn last(facility: &Facility, actor: &Actor) -> Result<Option<Progress>, Failure> {
    super::may_read(actor)?;
    facility.store.read(|conn| {
        let run = store::sanctions::latest_run(conn)?;
        Ok(run.as_ref().map(progress))
    })
}

/// Begins a screening of the whole register: programme officers and facility managers. The jobs carry it out.
pub fn begin(facility: &Facility, actor: &Actor) -> Result<(), Failure> {
    super::must_import(actor)?;
    begin_as_operator(facility)
}

/// Begins a screening of the whole register, for the operator of the machine. One under way against the same list goes on.
///
/// Errors when no list has been read.
pub fn begin_as_operator(facility: &Facility) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let list = store::sanctions::latest_list(conn)?
            .ok_or(Failure::Refused(workflow::refusal::Refusal::NoList))?;
        if store::sanctions::open_run(conn)?.is_some_and(|run| run.list == list.id) {
            return Ok(());
        }
        let total = store::organisations::count(conn)?;
        store::sanctions::begin_run(conn, list.id.0, total, facility.clock.now())?;
        Ok(())
    })
}

/// Organisations looked at in one transaction.
const AT_ONCE: i64 = 50;

/// Goes on with the screening that has not ended, by a few organisations. Answers how far it has come; nothing when none
/// is under way. Stopped at any moment, it goes on from there.
pub fn step(facility: &Facility) -> Result<Option<Progress>, Failure> {
    // Asked every few seconds, and mostly in vain: nobody else waits for their turn to write meanwhile.
    if facility.store.read(store::sanctions::open_run)?.is_none() {
        return Ok(None);
    }
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let Some(mut run) = store::sanctions::open_run(conn)? else {
            return Ok(None);
        };
        let after = run.after.map(OrganisationId::from);
        let page = store::organisations::page(conn, after, AT_ONCE)?;
        for row in &page {
            let new = screen(conn, row.id, &row.profile, now)?;
            run.found = run
                .found
                .saturating_add(i32::try_from(new).unwrap_or(i32::MAX));
            run.done = run.done.saturating_add(1);
            run.after = Some(row.id.into());
        }
        if page.is_empty() {
            run.finished_at = Some(now.into());
        }
        store::sanctions::write_run(conn, &run)?;
        Ok(Some(progress(&run)))
    })
}

/// Carries the screening that has not ended through to its end, telling how far it has come.
pub fn finish(
    facility: &Facility,
    mut tell: impl FnMut(Progress),
) -> Result<Option<Progress>, Failure> {
    while let Some(progress) = step(facility)? {
        tell(progress);
        if progress.finished_at.is_some() {
            return Ok(Some(progress));
        }
    }
    // Where a server took the last step, the end is read from what it has written.
    facility.store.read(|conn| {
        let run = store::sanctions::latest_run(conn)?;
        Ok(run.as_ref().map(progress))
    })
}

/// Searches a name on the latest list: for who reads the register.
///
/// Errors when no list has been read, and when the name or the year of birth cannot be searched for.
pub fn check(
    facility: &Facility,
    actor: &Actor,
    query: &Query<'_>,
    threshold: u16,
) -> Result<Vec<Checked>, Failure> {
    super::may_read(actor)?;
    check_as_operator(facility, query, threshold)
}

/// A match of a name that was searched for.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Checked {
    /// The score in thousandths by which matches are ordered.
    pub score: u16,
    /// The listed name that matched.
    pub name: String,
    /// How the two compare, word by word, and what the years of birth say.
    pub comparison: Match<usize>,
    /// The entry.
    pub entry: Entry,
}

/// A name that can be searched for: one line with at least one letter or figure.
fn searchable(query: &Query<'_>) -> Result<String, Failure> {
    let name =
        line(query.name, MOST_NAME).map_err(|error| Failure::field("name", code_of(error)))?;
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Failure::field("name", "no-letters"));
    }
    if query.born.is_some_and(|born| !BORN.contains(&born)) {
        return Err(Failure::field("born", "born-year"));
    }
    Ok(name)
}

/// Searches a name on the latest list, for the operator of the machine.
///
/// Errors when no list has been read, and when the name or the year of birth cannot be searched for.
pub fn check_as_operator(
    facility: &Facility,
    query: &Query<'_>,
    threshold: u16,
) -> Result<Vec<Checked>, Failure> {
    let name = searchable(query)?;
    let query = Query {
        name: &name,
        ..*query
    };
    facility.store.read(|conn| {
        let list = latest(conn)?.ok_or(Failure::Refused(workflow::refusal::Refusal::NoList))?;
        Ok(list
            .search(&query, threshold, MOST)
            .into_iter()
            .map(|hitting| Checked {
                score: hitting.found.score,
                name: hitting
                    .entry
                    .names
                    .get(hitting.found.name)
                    .map(|name| name.text.clone())
                    .unwrap_or_default(),
                comparison: hitting.found.clone(),
                entry: hitting.entry.clone(),
            })
            .collect())
    })
}
