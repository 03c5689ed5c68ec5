//! Review: every match with the entry it is with and the words that agree, decided on by people.

use chrono::Datelike;
use names::consolidated_list::Entry;
use names::screening::Birth;
use names::{Compared, similarity};
use store::AnyConn;
use store::sanctions::MatchPlace;
use workflow::due_diligence::{Match, MatchStatus, Subject};
use workflow::ids::OrganisationId;
use workflow::organisation::{self, Event, Organisation, OrganisationAction};
use workflow::registration::Profile;
use workflow::role::Actor;
use workflow::text::Text;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::Page;
use crate::registration::{reads_diligence, recorded};

/// A match as it is reviewed.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its legal name.
    pub organisation_name: String,
    /// Number of the match.
    pub number: u32,
    /// The match.
    pub found: Match,
    /// The name that was found, as written.
    pub name: String,
    /// The listed name it is like.
    pub listed: String,
    /// Word by word, why.
    pub compared: Compared,
    /// What the officer's year of birth says, where the match is of one.
    pub birth: Birth,
    /// The entry as it was when it was found.
    pub entry: Entry,
    /// Who confirmed or dismissed it.
    pub decided_by: Option<String>,
    /// The reason they gave.
    pub reason: Option<String>,
    /// What the person may do with it now.
    pub actions: Vec<OrganisationAction>,
}

/// What the year of birth of the officer of a match says; of two with the same name, the one nearer to the entry.
fn birth(profile: &Profile, found: &Match, entry: &Entry) -> Birth {
    if found.hit.subject != Subject::Officer {
        return Birth::Unknown;
    }
    let listed: Vec<_> = entry.births.iter().map(|birth| birth.years()).collect();
    let is_it = |name: &str| Text::parse(name).is_ok_and(|name| name.digest() == found.hit.name);
    profile
        .officers
        .iter()
        .filter(|officer| {
            is_it(&officer.name) || officer.original_name.as_deref().is_some_and(is_it)
        })
        .map(|officer| Birth::of(officer.born_on.map(|day| day.year()), &listed))
        .min_by_key(|birth| match birth {
            Birth::Agrees => 0,
            Birth::Unknown => 1,
            Birth::Differs(years) => u64::from(*years) + 2,
        })
        .unwrap_or(Birth::Unknown)
}

/// What the person may do with a match now.
fn actions(state: &Organisation, found: &Match, actor: &Actor) -> Vec<OrganisationAction> {
    [
        OrganisationAction::DismissMatch,
        OrganisationAction::ConfirmMatch,
    ]
    .into_iter()
    .filter(|action| {
        organisation::permitted(state, *action, actor).is_ok()
            && organisation::may_settle(found, *action, actor).is_ok()
    })
    .collect()
}

/// The reasons given for decisions on matches, by number of the match: the last of each.
fn reasons(
    conn: &mut AnyConn,
    id: OrganisationId,
) -> Result<std::collections::BTreeMap<u32, String>, Failure> {
    let mut found = std::collections::BTreeMap::new();
    for one in recorded(conn, id)? {
        if let Event::SanctionsMatchConfirmed { number, .. }
        | Event::SanctionsMatchDismissed { number, .. } = one.event
            && let Some(text) = one.text
        {
            found.insert(number, text);
        }
    }
    Ok(found)
}

fn reviewed(
    conn: &mut AnyConn,
    state: &Organisation,
    actor: &Actor,
    wanted: impl Fn(u32, &Match) -> bool,
) -> Result<Vec<Reviewed>, Failure> {
    let row = store::organisations::find(conn, state.id)?.ok_or_else(Failure::hidden)?;
    let reasons = reasons(conn, state.id)?;
    let mut all = Vec::new();
    for (number, found) in state.matches.iter().filter(|(n, found)| wanted(**n, found)) {
        let Some(entry) = store::sanctions::entry(conn, found.hit.entry)? else {
            return Err(Failure::Unexpected(format!(
                "match {number} of organisation {}: its entry is not kept",
                state.id
            )));
        };
        let entry = super::lists::read_entry(&entry)?;
        // A name that was erased is no longer shown; the match stays.
        let name = store::drafts::find_text(conn, found.hit.name)?.unwrap_or_default();
        let best = entry
            .names
            .iter()
            .map(|listed| (similarity(&name, &listed.text), listed.text.clone()))
            .max_by_key(|(compared, _)| compared.score);
        let (compared, listed) = best.ok_or_else(Failure::hidden)?;
        let decided_by = found
            .decided_by
            .map(|by| store::people::find(conn, by))
            .transpose()?
            .flatten()
            .map(|person| person.name);
        all.push(Reviewed {
            organisation: state.id,
            organisation_name: row.profile.legal_name.clone(),
            number: *number,
            found: found.clone(),
            name,
            listed,
            compared,
            birth: birth(&row.profile, found, &entry),
            entry,
            decided_by,
            reason: reasons.get(number).cloned(),
            actions: actions(state, found, actor),
        });
    }
    Ok(all)
}

/// The matches of an organisation, open ones first: for who reads the register.
pub fn of_organisation(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Vec<Reviewed>, Failure> {
    if !reads_diligence(actor, id) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let state = cases::load_organisation(conn, id)?.state;
        let mut all = reviewed(conn, &state, actor, |_, _| true)?;
        all.sort_by_key(|one| {
            (
                one.found.status,
                std::cmp::Reverse(one.found.score),
                one.number,
            )
        });
        Ok(all)
    })
}

/// A page of the matches of a status, by organisation: for who reads the register. Those of organisations the person
/// works for are left out.
pub fn of_status(
    facility: &Facility,
    actor: &Actor,
    status: MatchStatus,
    after: Option<MatchPlace>,
    limit: i64,
) -> Result<Page<Reviewed>, Failure> {
    super::may_read(actor)?;
    facility.store.read(|conn| {
        let mut places = store::sanctions::matches_of_status(conn, status, after, limit + 1)?;
        let more = places.len() as i64 > limit;
        places.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = places
            .last()
            .filter(|_| more)
            .map(|(id, number)| format!("{id}.{number}"));
        let mut items = Vec::new();
        for (id, number) in places {
            if !reads_diligence(actor, id) {
                continue;
            }
            let state = cases::load_organisation(conn, id)?.state;
            items.extend(reviewed(conn, &state, actor, |own, _| own == number)?);
        }
        Ok(Page { items, next })
    })
}

/// The place a page of matches begins after, as it is written in addresses.
pub fn place(written: &str) -> Option<MatchPlace> {
    let (id, number) = written.rsplit_once('.')?;
    Some((id.parse().ok()?, number.parse().ok()?))
}

/// How many matches are open: for who reads the register.
pub fn open_count(facility: &Facility, actor: &Actor) -> Result<i64, Failure> {
    super::may_read(actor)?;
    facility.store.read(|conn| {
        store::sanctions::count_matches(conn, MatchStatus::Open).map_err(Failure::from)
    })
}
